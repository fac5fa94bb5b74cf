//! Whose a review is: a member's beside which the committee has its say, a committee's beside its members', and who is
//! named on another sheet.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{letters, one, pattern, read};
use crate::document::Block;
use crate::model::{Kind, Review};

fn answers() -> Vec<Vec<String>> {
    headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    )
}

fn titled(lines: &[&str]) -> Review {
    one(&Page::default().line("CHI BỘ THÔN BÃI CÁT").lines(lines).table(&answers()).document())
}

fn codes(review: &Review) -> Vec<&str> {
    review.flags.iter().map(|flag| flag.finding.code()).collect()
}

#[test]
fn a_title_that_announces_what_the_committee_thinks_makes_no_committees_review() {
    for title in [
        "PHIẾU TỰ SOI VÀ Ý KIẾN CỦA CHI ỦY",
        "BẢN TỰ SOI CÓ NHẬN XÉT CỦA TẬP THỂ CHI ỦY",
        "PHIẾU TỰ ĐÁNH GIÁ, TỰ SOI KÈM ĐÁNH GIÁ CỦA CHI ỦY",
        "PHIẾU TỰ SOI (có xác nhận của chi ủy)",
        "BẢN TỰ SOI GỬI CHI ỦY CHI BỘ",
        "BẢN TỰ SOI THEO KẾ HOẠCH CỦA CHI ỦY",
        "PHIẾU TỰ SOI ĐÃ ĐƯỢC TẬP THỂ CHI ỦY GÓP Ý",
        "BẢN TỰ SOI CỦA ĐẢNG VIÊN VÀ Ý KIẾN CỦA CHI ỦY",
        "Bản tự soi của đảng viên Hà Văn Mơ kèm theo nhận xét của chi ủy",
    ] {
        let review = titled(&[title, "Họ và tên: Hà Văn Mơ  Ngày sinh: 02/3/1970"]);
        assert_eq!((review.kind, review.name.as_deref()), (Kind::Member, Some("Hà Văn Mơ")), "{title}");
        assert!(codes(&review).is_empty(), "{title}");
    }
    for title in [
        "BẢN TỰ SOI CỦA CHI ỦY",
        "BẢN TỰ SOI CỦA CHI ỦY VÀ Ý KIẾN CỦA ĐẢNG ỦY",
        "BẢN TỰ ĐÁNH GIÁ, TỰ SOI CỦA CHI ỦY",
    ] {
        assert_eq!(titled(&[title]).kind, Kind::Collective, "{title}");
    }
}

#[test]
fn a_committee_to_which_the_paper_goes_reviews_nothing() {
    let review = titled(&[
        "BẢN TỰ SOI",
        "Kính gửi:",
        "- Tập thể chi ủy;",
        "- Chi bộ thôn Bãi Cát.",
        "Họ và tên: Hà Văn Mơ",
    ]);
    assert_eq!((review.kind, review.name.as_deref()), (Kind::Member, Some("Hà Văn Mơ")));
}

#[test]
fn a_committees_review_headed_by_a_member_who_was_born_is_a_question() {
    let whose = |lines: &[&str]| titled(lines).flags.iter().any(|f| f.finding.code() == "whose-review");
    assert!(whose(&["BẢN TỰ SOI CỦA CHI ỦY", "Họ và tên: Hà Văn Mơ  Ngày sinh: 02/3/1970"]));
    assert!(!whose(&["BẢN TỰ SOI CỦA CHI ỦY", "Đồng chí: Hà Văn Mơ – Bí thư chi bộ"]));
}

#[test]
fn parts_of_a_paper_say_which_is_the_committees_review_and_which_a_members() {
    for [first, second] in [
        ["PHẦN THỨ NHẤT: TẬP THỂ CHI ỦY", "PHẦN THỨ HAI: CÁ NHÂN"],
        ["I. TẬP THỂ CHI ỦY", "II. CÁ NHÂN"],
        ["A. TỰ SOI CỦA TẬP THỂ CHI ỦY", "B. TỰ SOI CỦA CÁ NHÂN"],
        ["Phần I: Tập thể", "Phần II: Cá nhân"],
        ["1. Đối với tập thể chi ủy", "2. Đối với cá nhân"],
        ["Phần 1. Tập thể cấp ủy", "Phần 2. Cá nhân đồng chí bí thư"],
    ] {
        let page = Page::default()
            .line("Sơn Đông, ngày 05 tháng 6 năm 2026")
            .line("BẢN TỰ SOI CỦA TẬP THỂ CHI ỦY VÀ CÁ NHÂN ĐỒNG CHÍ BÍ THƯ");
        let page = page.line(first).table(&answers()).line(second).line("Họ và tên: Hà Văn Mơ");
        let reviews = read(&page.table(&answers()).document()).reviews;
        let told: Vec<_> = reviews.iter().map(|r| (r.kind, r.name.as_deref())).collect();
        assert_eq!(told, [(Kind::Collective, None), (Kind::Member, Some("Hà Văn Mơ"))], "{first}");
        assert!(reviews.iter().all(|review| review.date.is_some()), "one paper has one date");
    }
}

#[test]
fn a_committee_may_stand_among_the_members_in_a_list_of_answers() {
    let word = |yes: bool| if yes { "Có" } else { "Không" }.to_owned();
    let said: Vec<String> = pattern().chars().map(|letter| word(letter == 'y')).collect();
    let heading = ["TT", "Họ và tên"].map(String::from).into_iter().chain((1..28).map(|n| format!("BH{n}")));
    let row =
        |n: &str, name: &str| [n, name].map(String::from).into_iter().chain(said.clone()).collect::<Vec<_>>();
    for name in ["Tập thể chi ủy", "Chi ủy Chi bộ thôn Bãi Cát"] {
        let sheet = vec![
            vec!["TỔNG HỢP TỰ SOI CỦA TẬP THỂ CHI ỦY VÀ ĐẢNG VIÊN".to_owned()],
            heading.clone().collect(),
            row("1", name),
            row("2", "Hà Văn Mơ"),
        ];
        let extraction = read(&workbook(&[("TH", sheet)]));
        let told: Vec<_> = extraction.reviews.iter().map(|r| (r.kind, r.name.as_deref())).collect();
        assert_eq!(told, [(Kind::Collective, None), (Kind::Member, Some("Hà Văn Mơ"))], "{name}");
        assert!(extraction.findings.is_empty() && letters(&extraction.reviews[0]) == pattern(), "{name}");
    }
    let columns = headed(
        &["TT", "Biểu hiện", "Tập thể chi ủy", "Hà Văn Mơ", "Lò Thị Phương"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), word(y), word(y), word(!y)]),
    );
    let reviews = read(&Page::default().line("BẢNG TỰ SOI").table(&columns).document()).reviews;
    let kinds: Vec<Kind> = reviews.iter().map(|review| review.kind).collect();
    assert_eq!(kinds, [Kind::Collective, Kind::Member, Kind::Member]);
    assert_eq!(letters(&reviews[0]), pattern());
}

fn sheet(lines: &[&str], with_answers: bool) -> Vec<Vec<String>> {
    let head = lines.iter().map(|line| vec![(*line).to_owned()]);
    head.chain(answers().into_iter().filter(|_| with_answers)).collect()
}

#[test]
fn a_sheet_before_those_that_ask_says_who_fills_the_file_in() {
    let cover =
        sheet(&["PHIẾU TỰ SOI, TỰ SỬA", "Ngày 05/6/2026", "Họ và tên: Hà Văn Mơ", "Chức vụ: Bí thư"], false);
    let extraction =
        read(&workbook(&[("Thông tin", cover.clone()), ("Phiếu", sheet(&["27 biểu hiện"], true))]));
    let review = &extraction.reviews[0];
    assert_eq!((review.name.as_deref(), review.position.as_deref()), (Some("Hà Văn Mơ"), Some("Bí thư")));
    assert!(review.date.is_some() && extraction.findings.is_empty());
    let another = sheet(&["BẢN TỰ SOI", "Họ và tên: Lò Thị Phương"], true);
    let extraction = read(&workbook(&[("Thông tin", cover), ("Phiếu", another)]));
    assert_eq!(extraction.reviews[0].name.as_deref(), Some("Lò Thị Phương"));
    assert!(!extraction.findings.is_empty(), "somebody else is named and answers nothing");
}

#[test]
fn a_title_that_says_which_members_are_meant_names_nobody() {
    let columns = headed(
        &["TT", "Biểu hiện", "Hà Văn Mơ", "Lò Thị Phương"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), if y { "" } else { "0" }.into()]),
    );
    for title in ["BẢNG TỰ SOI CỦA ĐẢNG VIÊN TRONG CHI BỘ", "BẢNG TỰ SOI CỦA ĐẢNG VIÊN CHI BỘ THÔN BÃI CÁT"]
    {
        let sheet = [vec![vec![title.to_owned()]], columns.clone()].concat();
        assert!(read(&workbook(&[("TH", sheet)])).findings.is_empty(), "{title}");
    }
}

#[test]
fn a_comment_that_asks_for_more_about_the_correction_leaves_the_answer() {
    let commented = |comment: &str| {
        let mut document = head().table(&answers()).document();
        let tables = document.parts[0].blocks.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        });
        let table = tables.last().expect("the answers");
        let mut slots = table.slots().to_vec();
        let square = slots.iter_mut().find(|s| s.row == 3 && s.column == 2).expect("a square");
        let Block::Paragraph(paragraph) = &mut square.blocks[0] else { panic!("a paragraph") };
        paragraph.comments.push(comment.to_owned());
        *table = crate::document::Table::new(table.frame.clone(), slots);
        letters(&one(&document))
    };
    assert_eq!(commented("Đồng chí cần nêu rõ hơn biểu hiện cụ thể và thời hạn sửa chữa."), pattern());
    assert_eq!(commented("Có hôm đi làm muộn. Hướng sửa: Đi làm đúng giờ."), pattern());
    assert_eq!(commented("Hướng sửa: sửa thành không."), pattern().replacen('y', "c", 1));
    assert_eq!(commented("Đồng chí xem lại, sửa thành không."), pattern().replacen('y', "c", 1));
}

#[test]
fn a_ballot_that_asks_for_self_reviews_is_one() {
    let findings = |title: &str| {
        let page = Page::default().line(title).line("Họ và tên: Hà Văn Mơ").table(&answers());
        read(&page.document()).findings.len()
    };
    assert_eq!(findings("PHIẾU LẤY Ý KIẾN TỰ SOI THEO 27 BIỂU HIỆN"), 0);
    assert_eq!(findings("PHIẾU LẤY Ý KIẾN VỀ DỰ THẢO BẢN TỰ SOI"), 1);
}

#[test]
fn a_plan_by_name_may_begin_with_what_is_done_all_the_time() {
    let row = |texts: [&str; 6]| texts.map(str::to_owned).to_vec();
    let plan = vec![
        vec!["KẾ HOẠCH KHẮC PHỤC HẠN CHẾ CỦA ĐẢNG VIÊN".to_owned()],
        row([
            "TT",
            "Họ và tên",
            "Hạn chế, khuyết điểm",
            "Biện pháp khắc phục",
            "Thời hạn",
            "Kết quả thực hiện",
        ]),
        row(["1", "Hà Văn Mơ", "Còn nể nang", "Góp ý thẳng", "Thường xuyên", "Đã xong"]),
        row(["2", "Lò Thị Phương", "Còn ngại đọc", "Đọc mỗi tuần", "31/12/2026", "Chưa thực hiện"]),
    ];
    let form = |name: &str| sheet(&["BẢN TỰ SOI", &format!("Họ và tên: {name}")], true);
    let sheets = [("A", form("Hà Văn Mơ")), ("B", form("Lò Thị Phương")), ("Kế hoạch", plan)];
    let extraction = read(&workbook(&sheets));
    let promised: Vec<_> = extraction.reviews.iter().flat_map(|r| &r.commitments).map(|c| c.status).collect();
    assert_eq!(promised, [Some(crate::model::Status::Done), Some(crate::model::Status::NotDone)]);
    assert!(extraction.findings.is_empty());
}

#[test]
fn a_date_in_words_is_the_forms() {
    let below =
        ["Tôi xin cam kết sửa chữa:", "Sơn Đông, ngày mồng 5 tháng bảy năm 2026", "Người viết", "Hà Văn Mơ"];
    let page = Page::default().line("BẢN TỰ SOI").line("Họ và tên: Hà Văn Mơ").table(&answers()).lines(below);
    let extraction = read(&page.document());
    assert_eq!(extraction.reviews[0].date.map(|d| d.to_string()).as_deref(), Some("2026-07-05"));
    assert!(extraction.findings.is_empty());
}

#[test]
fn a_title_may_be_broken_before_the_words_that_say_whose_review_it_is() {
    for lines in [
        ["BẢN TỰ SOI, TỰ SỬA", "CỦA CHI ỦY", "CHI BỘ THÔN SƠN NAM"],
        ["BẢN TỰ SOI, TỰ SỬA", "CỦA CHI ỦY CHI BỘ", "THÔN SƠN NAM"],
        ["BẢN TỰ SOI, TỰ SỬA", "CỦA TẬP THỂ", "CHI ỦY CHI BỘ THÔN SƠN NAM"],
        ["BẢN", "TỰ SOI, TỰ SỬA", "CỦA CHI ỦY CHI BỘ THÔN SƠN NAM"],
        ["BÁO CÁO", "kết quả tự soi, tự sửa của tập thể chi ủy", "Chi bộ thôn Sơn Nam"],
        ["BẢN KIỂM ĐIỂM", "tự soi, tự sửa của Chi ủy", "Chi bộ thôn Sơn Nam quý IV năm 2026"],
    ] {
        for page in [Page::default().lines(lines), Page::default().line(&lines.join("\n"))] {
            let review = one(&page.table(&answers()).line("Trần Văn Mẫu").document());
            let units: Vec<String> = review
                .unit_lines
                .iter()
                .map(|line| [Some(&line.text), line.goes_on.as_ref()].map(|t| t.map_or("", |t| t)).join(" "))
                .collect();
            assert_eq!((review.kind, review.name.as_deref()), (Kind::Collective, None), "{lines:?}");
            let named = |unit: &String| unit.to_lowercase().trim().starts_with("chi bộ thôn sơn nam");
            assert!(units.iter().any(named), "{lines:?}: {units:?}");
        }
    }
}

#[test]
fn a_unit_below_the_title_of_members_is_nobodys_name() {
    let lines = "BẢN TỰ SOI, TỰ SỬA\nCỦA ĐẢNG VIÊN\nCHI BỘ THÔN SƠN NAM";
    let review = one(&Page::default().lines([lines, "Họ và tên: Hà Văn Mơ"]).table(&answers()).document());
    assert_eq!((review.kind, review.name.as_deref()), (Kind::Member, Some("Hà Văn Mơ")));
    assert_eq!(review.unit_lines[0].text, "CHI BỘ THÔN SƠN NAM");
}

#[test]
fn a_committees_paper_in_sentences_that_are_not_understood_is_asked_about() {
    let page = Page::default().lines([
        "BẢN TỰ SOI, TỰ SỬA",
        "của tập thể chi ủy Chi bộ thôn Sơn Nam",
        "Chi ủy thấy rằng việc nhận diện các biểu hiện suy thoái được làm nghiêm túc.",
    ]);
    let codes: Vec<_> = read(&page.document()).findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["unknown-layout"]);
}
