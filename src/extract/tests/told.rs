//! What members, committees and cells say in running text of themselves, and of many in one paper.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{Extractor, letters, one, pattern, read};
use crate::finding::Finding;
use crate::model::{Kind, Level, Review};

const CELL: [&str; 2] = ["ĐẢNG BỘ XÃ SƠN ĐÔNG", "CHI BỘ THÔN BÃI CÁT"];
const SIGNED: [&str; 3] = ["T/M CHI BỘ", "BÍ THƯ", "Trần Viết An"];

/// A paper that the secretary of a cell signs.
fn paper(lines: &[&str]) -> Page {
    Page::default().lines(CELL).lines(lines).lines(SIGNED)
}

/// Each member with the codes of what is present.
fn members(reviews: &[Review]) -> Vec<String> {
    let catalogue = super::catalogue();
    let one = |review: &Review| {
        assert!(review.kind == Kind::Member && review.answers.iter().all(|reading| reading.is_certain()));
        let present = letters(review);
        let codes = catalogue.indicators.iter().zip(present.chars()).filter(|(_, letter)| *letter == 'y');
        let codes: Vec<&str> = codes.map(|(indicator, _)| indicator.code.as_str()).collect();
        format!("{} {}", review.name.as_deref().unwrap_or_default(), codes.join(" ")).trim_end().to_owned()
    };
    reviews.iter().map(one).collect()
}

/// The codes of what is said of a paper of which nothing was read.
fn said(page: Page) -> Vec<String> {
    let read = read(&page.document());
    assert!(read.reviews.is_empty());
    read.findings.iter().map(|finding| finding.code().to_owned()).collect()
}

#[test]
fn a_list_in_running_text_says_what_each_member_has() {
    let list = paper(&[
        "DANH SÁCH TỔNG HỢP KẾT QUẢ TỰ SOI",
        "(đủ 27 biểu hiện; ngoài biểu hiện được ghi, đảng viên không có biểu hiện nào khác):",
        "1. Hà Văn Mơ (Phó Bí thư): biểu hiện 5 nhóm I.",
        "2. Lê Thị Thử Nghiệm: không có.",
    ]);
    let reviews = read(&list.document()).reviews;
    assert_eq!(members(&reviews), ["Hà Văn Mơ I.5", "Lê Thị Thử Nghiệm"]);
    let sorted = paper(&[
        "BÁO CÁO TỔNG HỢP KẾT QUẢ TỰ SOI",
        "Các đồng chí không có biểu hiện nào trong 27 biểu hiện: Hà Văn Mơ, Lê Thị Thử Nghiệm.",
        "Đồng chí có 01 biểu hiện (26 biểu hiện còn lại không có): Vũ Đình Thử (II.1 – so bì).",
    ]);
    let reviews = read(&sorted.document()).reviews;
    assert_eq!(members(&reviews), ["Hà Văn Mơ", "Lê Thị Thử Nghiệm", "Vũ Đình Thử II.1"]);
}

#[test]
fn a_member_of_a_list_of_whom_nothing_is_understood_is_asked_about() {
    let list = paper(&[
        "TỔNG HỢP KẾT QUẢ TỰ SOI",
        "1. Hà Văn Mơ: I.3 có; 26 biểu hiện còn lại không",
        "2. Lê Thị Thử Nghiệm: có mấy biểu hiện nhỏ",
    ]);
    let read = read(&list.document());
    assert_eq!(members(&read.reviews), ["Hà Văn Mơ I.3"]);
    assert_eq!(read.findings.iter().map(Finding::code).collect::<Vec<_>>(), ["unknown-row"]);
    // Nothing tells that what is not written down is absent.
    let open =
        paper(&["TỔNG HỢP KẾT QUẢ TỰ SOI", "1. Hà Văn Mơ: biểu hiện 5 nhóm I.", "2. Vũ Đình Thử: không có."]);
    assert_eq!(said(open), ["unknown-layout"]);
}

#[test]
fn what_stands_under_the_name_of_each_member_is_theirs() {
    let by_group = paper(&[
        "TỔNG HỢP BẢN TỰ SOI CỦA ĐẢNG VIÊN",
        "1. Đồng chí Hà Văn Mơ",
        "- Nhóm I: không có biểu hiện nào.",
        "- Nhóm II: có biểu hiện 5 (chưa sâu sát cơ sở); các biểu hiện khác không có.",
        "- Nhóm III: không có biểu hiện nào.",
        "2. Đồng chí Lê Thị Thử Nghiệm",
        "- Nhóm I: có biểu hiện 3 và biểu hiện 6; các biểu hiện khác không có.",
        "- Nhóm II: không có biểu hiện nào.",
        "- Nhóm III: không có biểu hiện nào.",
    ]);
    let expected = ["Hà Văn Mơ II.5", "Lê Thị Thử Nghiệm I.3 I.6"];
    assert_eq!(members(&read(&by_group.document()).reviews), expected);
    let at_once = paper(&[
        "TỔNG HỢP BẢN TỰ SOI CỦA ĐẢNG VIÊN",
        "* HÀ VĂN MƠ, đảng viên:",
        "Tự soi đủ 27 biểu hiện: có 01 biểu hiện là II.5, 26 biểu hiện khác không có.",
        "* LÊ THỊ THỬ NGHIỆM, đảng viên:",
        "Tự soi đủ 27 biểu hiện: có 02 biểu hiện là I.3 và I.6, 25 biểu hiện khác không có.",
    ]);
    assert_eq!(members(&read(&at_once.document()).reviews), expected);
}

#[test]
fn whoever_stands_first_in_such_a_paper_is_not_passed_over() {
    let page = paper(&[
        "TỔNG HỢP BẢN TỰ SOI CỦA ĐẢNG VIÊN",
        "1. Đồng chí Hà Văn Mơ",
        "Tự soi thấy một vài biểu hiện.",
        "2. Đồng chí Lê Thị Thử Nghiệm",
        "Tự soi đủ 27 biểu hiện: không có biểu hiện nào.",
    ]);
    let read = read(&page.document());
    assert_eq!(members(&read.reviews), ["Lê Thị Thử Nghiệm"]);
    assert_eq!(read.findings.iter().map(Finding::code).collect::<Vec<_>>(), ["unknown-row"]);
}

#[test]
fn a_committee_or_a_cell_reviews_itself_in_prose() {
    let committee = paper(&[
        "BẢN TỰ SOI, TỰ SỬA",
        "của tập thể chi ủy Chi bộ thôn Bãi Cát",
        "1. Về tư tưởng chính trị: Tập thể chi ủy có biểu hiện ở mục số 5: trong phê bình còn nể nang. Tám biểu hiện còn lại tập thể chi ủy không có.",
        "2. Về đạo đức, lối sống: Cả 9 biểu hiện tập thể chi ủy đều không có.",
        "3. Về “tự diễn biến”, “tự chuyển hóa”: Cả 9 biểu hiện tập thể chi ủy đều không có.",
    ]);
    let review = one(&committee.document());
    assert_eq!((letters(&review).as_str(), review.kind), ("nnnnynnnnnnnnnnnnnnnnnnnnnn", Kind::Collective));
    let cell = paper(&[
        "BÁO CÁO KIỂM ĐIỂM TẬP THỂ",
        "Nhóm I (9 biểu hiện): chi bộ không có biểu hiện nào.",
        "Nhóm II (9 biểu hiện): chi bộ có biểu hiện số 4 (có lớp báo cáo cao hơn thực tế). Các biểu hiện số 1, 2, 3, 5, 6, 7, 8, 9: không có.",
        "Nhóm III (9 biểu hiện): chi bộ không có biểu hiện nào.",
    ]);
    let review = one(&cell.document());
    assert_eq!((letters(&review).as_str(), review.kind), ("nnnnnnnnnnnnynnnnnnnnnnnnnn", Kind::Collective));
}

#[test]
fn numbers_behind_the_title_of_their_group_are_its_indicators() {
    let said = |sign: &str, yes: usize| {
        let one = |n: usize| format!("{n}{sign} {}", if n == yes { "Có" } else { "Không" });
        (1..10).map(one).collect::<Vec<_>>().join(if sign.is_empty() { ", " } else { "; " })
    };
    for sign in [")", ""] {
        let page = head()
            .line(&format!("Biểu hiện suy thoái về tư tưởng chính trị: {}.", said(sign, 5)))
            .line(&format!("Biểu hiện suy thoái về đạo đức, lối sống: {}.", said(sign, 0)))
            .line(&format!("Biểu hiện “tự diễn biến”, “tự chuyển hóa” trong nội bộ: {}.", said(sign, 9)));
        assert_eq!(letters(&one(&page.document())), "nnnnynnnnnnnnnnnnnnnnnnnnny", "{sign}");
    }
}

#[test]
fn an_answer_may_stand_before_the_number() {
    for sign in [" – ", " - ", "   \t"] {
        let lines =
            rows(|i, w, y| vec![format!("{}{sign}{}. {w}", if y { "CÓ" } else { "KHÔNG" }, i % 9 + 1)]);
        let (first, rest) = lines.split_at(9);
        let (second, third) = rest.split_at(9);
        let page = head().line("I. Suy thoái về tư tưởng chính trị").lines(first.concat());
        let page = page.line("II. Suy thoái về đạo đức, lối sống").lines(second.concat());
        let page = page.line("III. “Tự diễn biến”, “tự chuyển hóa”").lines(third.concat());
        assert_eq!(letters(&one(&page.document())), pattern(), "{sign:?}");
    }
}

#[test]
fn a_table_for_each_indicator_is_a_card() {
    let cards = rows(|_, w, y| vec![w.to_owned(), if y { "Có".into() } else { "Không".into() }]);
    let page = cards.iter().enumerate().fold(head(), |page, (i, card)| {
        let number = format!("Thẻ {}/27", i + 1);
        page.table(&[
            vec![number.as_str(), card[0].as_str()],
            vec!["Tôi tự thấy", card[1].as_str()],
            vec!["Vì sao", ""],
        ])
    });
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn a_form_that_speaks_of_two_groups_leaves_the_third_open() {
    let page = head()
        .line("Về tư tưởng chính trị, đối chiếu với 9 biểu hiện, tôi không có biểu hiện nào.")
        .line("Về đạo đức, lối sống, đối chiếu với 9 biểu hiện, tôi không có biểu hiện nào.");
    assert_eq!(letters(&one(&page.document())), "nnnnnnnnnnnnnnnnnnuuuuuuuuu");
    let others = head().line("Ngoài ba biểu hiện trên, tôi không có biểu hiện nào khác trong 27 biểu hiện.");
    assert!(read(&others.document()).reviews.is_empty(), "three are present");
}

#[test]
fn a_paper_that_says_what_somebody_has_and_is_not_understood_is_asked_about() {
    let report = [
        "BÁO CÁO",
        "kết quả của Chi bộ thôn Bãi Cát",
        "Trong 33 bản tự soi có 05 đồng chí tự nhận biểu hiện I.3.",
    ];
    assert_eq!(said(paper(&report)), ["unknown-layout"]);
    let minutes = ["BIÊN BẢN", "sinh hoạt chi bộ", "Nhiều đồng chí tự nhận có biểu hiện nể nang."];
    assert_eq!(said(paper(&minutes)), ["no-form"]);
    assert_eq!(said(paper(&["THƯ MỜI", "Kính mời dự sinh hoạt tự soi, tự sửa."])), ["no-form"]);
}

#[test]
fn minutes_that_say_what_each_member_found_are_asked_about() {
    let minutes = |told: &str| said(paper(&["BIÊN BẢN", "Họp chi bộ tự soi 27 biểu hiện", told]));
    for told in [
        "1. Đồng chí Trần Viết An: Từ I.1 đến I.9: không; từ II.1 đến II.9: không, trừ II.6.",
        "- I.3: đồng chí Trần Viết An, đồng chí Lê Thị Bình tự nhận (mức độ nhẹ).",
        "1\tTrần Viết An\tTự nhận I.4 và II.4. Còn lại không.\tNhất trí",
    ] {
        assert_eq!(minutes(told), ["unknown-layout"], "{told}");
    }
    let whole = "2. Đồng chí Lê Thị Bình: Có 02 biểu hiện là I.4 và I.7. Các biểu hiện khác chưa để xảy ra.";
    let read_whole = read(&paper(&["BIÊN BẢN", "Họp chi bộ tự soi 27 biểu hiện", whole]).document());
    assert_eq!(members(&read_whole.reviews), ["Lê Thị Bình I.4 I.7"]);
    let read_on = [
        "BIÊN BẢN",
        "Họp chi bộ",
        "Tự soi: Trần Viết An",
        "1. Phai nhạt lý tưởng cách mạng",
        "2. Đồng chí Lê Thị Bình: có biểu hiện II.5, còn lại không.",
    ];
    assert_eq!(said(paper(&read_on)), ["unknown-layout"], "below what looks like an answer");
    for told in [
        "Chủ trì: đồng chí Trần Viết An. Có mặt 05 đồng chí, vắng: không.",
        "Đồng chí Trần Viết An, Bí thư, phổ biến 27 biểu hiện; các đồng chí không có ý kiến.",
        "Không có đồng chí nào tự nhận có biểu hiện nể nang.",
    ] {
        assert_eq!(minutes(told), ["no-form"], "{told}");
    }
}

#[test]
fn of_several_things_asked_about_an_indicator_each_must_be_absent() {
    let table = headed(
        &["TT", "Biểu hiện", "Không", "Có"],
        rows(|i, w, y| {
            vec![format!("{}.{}.1", ["I", "II", "III"][i / 9], i % 9 + 1), w.into(), mark(!y), mark(y)]
        })
        .into_iter()
        .flat_map(|row| {
            let second = vec![row[0].replace(".1", ".2"), row[1].clone(), "x".into(), String::new()];
            // The rows of the second indicator are open.
            let open = row[0] == "I.2.1";
            let first =
                if open { vec![row[0].clone(), row[1].clone(), String::new(), String::new()] } else { row };
            [first, second]
        })
        .collect(),
    );
    let review = one(&head().table(&table).document());
    assert_eq!(&letters(&review)[..5], "nbyny", "one present makes it present, one open leaves it open");
}

#[test]
fn a_web_form_that_numbers_its_questions_counts_nobody() {
    let questions = rows(|i, w, _| vec![format!("{}. Đồng chí có biểu hiện: {w}?", i + 3)]).concat();
    let answers =
        rows(|_, _, y| vec![if y { "Thỉnh thoảng".into() } else { "Không bao giờ".into() }]).concat();
    let row = |first: [&str; 2], rest: &[String]| -> Vec<String> {
        first.into_iter().map(String::from).chain(rest.iter().cloned()).collect()
    };
    let sheet = vec![
        row(["1. Họ tên đảng viên", "2. Sinh hoạt tại chi bộ"], &questions),
        row(["Lê Thị Thử Nghiệm", "Chi bộ thôn Bãi Cát"], &answers),
    ];
    let review = one(&workbook(&[("Câu trả lời", sheet)]));
    assert_eq!((review.kind, letters(&review)), (Kind::Member, pattern()));
    let nobody = vec![row(["STT", "Chi bộ"], &questions), row(["1", "Chi bộ thôn Bãi Cát"], &answers)];
    let read = read(&workbook(&[("Câu trả lời", nobody)]));
    assert!(read.reviews.iter().all(|review| review.kind != Kind::Tally), "words are no numbers of members");
}

#[test]
fn a_letter_that_takes_back_an_answer_leaves_it_open() {
    let table = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let reader = Extractor::new(&super::catalogue()).expect("sound words");
    let amended = |said: &str| {
        let mut read = reader.read(&head().table(&table).document());
        let told = reader.amend(&mut read, &Page::default().lines(["Kính gửi chi ủy,", said]).document());
        (told.is_some(), letters(&read.reviews[0]))
    };
    let (told, open) = amended("Trong phiếu, mục 6 nhóm I (nói nhiều) tôi đánh dấu nhầm. Xin sửa lại là Có.");
    let mut expected = pattern();
    expected.replace_range(5..6, "c");
    assert_eq!((told, open), (true, expected));
    assert_eq!(amended("Tôi gửi bản tự soi của mình."), (false, pattern()));
}

#[test]
fn a_level_beside_a_list_is_that_of_all_in_it() {
    let sheet = [
        ["TT", "Họ và tên", "Biểu hiện tự nhận có (ghi số từ 1 đến 27)", "Mức độ"],
        ["1", "Hà Văn Mơ", "7; 11", "Nhẹ"],
        ["2", "Lê Thị Thử Nghiệm", "Không", ""],
        ["3", "Vũ Đình Thử", "12", "7 nhẹ, 12 nặng"],
    ];
    let reviews = read(&workbook(&[("Tự soi", sheet.map(|row| row.to_vec()).to_vec())])).reviews;
    let level = |review: usize, indicator: usize| reviews[review].answers[indicator].level;
    assert_eq!((level(0, 6), level(0, 10)), (Some(Level::Slight), Some(Level::Slight)));
    assert_eq!(letters(&reviews[1]), "n".repeat(27));
    assert_eq!(letters(&reviews[2]).find('u'), Some(11), "which level is meant is open");
}
