//! Papers that speak of the indicators and are nobody's self-review.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{catalogue, letters, pattern, read};
use crate::document::Document;

/// The codes of what is said of a document, and how many reviews it holds.
fn told(document: &Document) -> (Vec<String>, usize) {
    let read = read(document);
    (read.findings.iter().map(|finding| finding.code().to_owned()).collect(), read.reviews.len())
}

fn answered() -> Vec<Vec<String>> {
    headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    )
}

/// The lines of a cell's letterhead, and the wordings numbered.
fn numbered(answer: &str) -> Vec<String> {
    rows(|i, w, _| vec![format!("{}. {w}{answer}", i + 1)]).concat()
}

#[test]
fn a_plan_that_lists_the_indicators_is_no_review_of_the_committee_that_signs_it() {
    for title in [["KẾ HOẠCH", "tổ chức đợt tự soi, tự sửa"], ["THÔNG BÁO", "về việc tự soi, tự sửa"]]
    {
        let plan = headed(
            &["TT", "Nội dung", "Thời gian", "Người thực hiện"],
            vec![vec!["1".into(), "Đảng viên viết bản tự soi".into(), "20/6/2026".into(), "Chi ủy".into()]],
        );
        let page = Page::default()
            .line("CHI BỘ THÔN BÃI CÁT")
            .lines(title)
            .lines(numbered(""))
            .line("III- TỔ CHỨC THỰC HIỆN")
            .table(&plan)
            .lines(["T/M CHI BỘ", "BÍ THƯ", "Trần Viết An"]);
        assert_eq!(told(&page.document()), (vec!["no-form".into()], 0), "{title:?}");
    }
}

#[test]
fn a_sample_in_guidance_is_nobodys() {
    let page = |title: &str, name: &str| {
        let page = Page::default().lines([title, "viết bản tự soi, tự sửa", "BẢN TỰ SOI (MẪU)"]);
        page.line(&format!("Họ và tên: {name}")).table(&answered()).document()
    };
    assert_eq!(told(&page("HƯỚNG DẪN", "Nguyễn Văn A")), (vec!["no-form".into()], 0));
    let (codes, reviews) = told(&page("HƯỚNG DẪN", "Nguyễn Văn Bình"));
    assert_eq!((codes.as_slice(), reviews), (["sample".to_owned()].as_slice(), 1), "perhaps a member's");
    let (codes, reviews) = told(&page("BẢN TỰ SOI", "Trần Thị B"));
    assert_eq!((codes.as_slice(), reviews), (["sample".to_owned()].as_slice(), 0));
}

#[test]
fn what_propaganda_says_of_the_indicators_is_no_answer() {
    let table = headed(
        &["TT", "Biểu hiện", "Cách nhận diện"],
        rows(|i, w, y| {
            let way = if y {
                "Có biểu hiện bè phái, cục bộ."
            } else {
                "Không tham gia học nghị quyết."
            };
            vec![format!("{}", i + 1), w.into(), way.into()]
        }),
    );
    for title in ["ĐỀ CƯƠNG TUYÊN TRUYỀN", "27 BIỂU HIỆN SUY THOÁI"] {
        let (codes, reviews) = told(&Page::default().line(title).table(&table).document());
        assert!(["no-form", "blank-form"].contains(&codes[0].as_str()), "{title}: {codes:?}");
        assert_eq!(reviews, 0, "{title}");
    }
}

#[test]
fn whoever_takes_part_in_a_quiz_or_is_spoken_of_by_another_is_asked_about() {
    for title in
        ["PHIẾU TRẮC NGHIỆM", "CUỘC THI TÌM HIỂU NGHỊ QUYẾT", "PHIẾU GÓP Ý", "BIÊN BẢN", "MẪU THAM KHẢO"]
    {
        let page = Page::default().lines([title, "về 27 biểu hiện", "Họ và tên: Lê Thị Thử Nghiệm"]);
        let (codes, _) = told(&page.table(&answered()).document());
        assert_eq!(codes, ["sample"], "{title}");
    }
    let own = head().table(&answered()).line("BIÊN BẢN").document();
    assert_eq!(told(&own), (vec![], 1), "what stands below a review is not its title");
}

#[test]
fn who_pledges_not_to_do_something_does_not_admit_it() {
    for heading in ["Cam kết không vi phạm", "Cam kết", "Không vi phạm trong năm tới"] {
        let table = headed(
            &["TT", "Biểu hiện", heading],
            rows(|i, w, _| vec![format!("{}", i + 1), w.into(), "Có".into()]),
        );
        let reviews = read(&head().table(&table).document()).reviews;
        assert!(reviews.iter().all(|r| !letters(r).contains('y')), "{heading}");
    }
}

const NAMES: [&str; 2] = ["Lê Thị Thử Nghiệm", "Trần Văn Mẫu"];

/// A sheet with columns numbered from 1, in which two people have marks.
fn days(title: &[&str], tab: &str, count: usize) -> Document {
    let numbers: Vec<String> = (1..=count).map(|n| n.to_string()).collect();
    let row =
        |first: &str, second: &str, rest: Vec<String>| [vec![first.into(), second.into()], rest].concat();
    let marks = |shift: usize| {
        (0..count)
            .map(|day| if (day + shift).is_multiple_of(4) { "0".to_owned() } else { "x".into() })
            .collect()
    };
    let mut sheet: Vec<Vec<String>> = title.iter().map(|line| vec![(*line).to_owned()]).collect();
    sheet.push(row("TT", "Họ và tên", numbers));
    sheet.extend(NAMES.iter().zip(1..).map(|(name, n)| row(&n.to_string(), name, marks(n))));
    workbook(&[(tab, sheet)])
}

#[test]
fn days_of_a_month_are_no_indicators() {
    for count in [27, 28, 30, 31] {
        let (codes, reviews) =
            told(&days(&["BẢNG CHẤM CÔNG THÁNG 6 NĂM 2026", "x: có mặt; 0: vắng"], "T6", count));
        assert_eq!((codes.as_slice(), reviews), (["no-form".to_owned()].as_slice(), 0), "{count}");
    }
    assert_eq!(told(&days(&["ĐIỂM DANH SINH HOẠT (27 buổi)"], "Sheet1", 27)).1, 0);
    assert_eq!(
        told(&days(&["THÁNG 6 NĂM 2026"], "Sheet1", 27)),
        (vec!["unknown-layout".into()], 0),
        "a question"
    );
    assert_eq!(told(&days(&["BẢNG THEO DÕI TỰ SOI HẰNG NGÀY"], "Sheet1", 31)).1, 0);
}

#[test]
fn columns_that_are_numbered_through_are_indicators_where_the_sheet_says_so() {
    for (title, tab) in
        [("KẾT QUẢ TỰ SOI", "Sheet1"), ("CHI BỘ BÃI CÁT", "Tự soi"), ("27 biểu hiện", "Sheet1")]
    {
        assert_eq!(told(&days(&[title, "x: có; 0: không"], tab, 27)).1, 2, "{title}, {tab}");
    }
}

#[test]
fn a_list_of_as_many_people_as_there_are_indicators_answers_none() {
    let people = |n: usize| format!("Lê Thị {}", ["An", "Bình", "Châu"][n % 3]);
    let list: Vec<Vec<String>> =
        (0..27).map(|n| vec![format!("{}", n + 1), people(n), mark(n % 2 == 0), mark(n % 2 == 1)]).collect();
    let table = headed(&["TT", "Họ và tên", "Có", "Không"], list);
    let page = Page::default().line("DANH SÁCH NỘP BẢN TỰ SOI").table(&table);
    assert_eq!(told(&page.lines(["NGƯỜI BÁO CÁO", "Lê Thị Thử Nghiệm"]).document()).1, 0);
}

#[test]
fn a_list_of_who_admits_what_answers_all_where_it_names_those_who_admit_nothing() {
    let code = |i: usize| catalogue().indicators[i].code.clone();
    let sheet = |asked: &str, second: &str| {
        let row = |texts: [&str; 5]| texts.map(str::to_owned).to_vec();
        workbook(&[(
            "Sheet1",
            vec![
                vec!["DANH SÁCH ĐẢNG VIÊN TỰ NHẬN CÓ BIỂU HIỆN VÀ ĐĂNG KÝ KHẮC PHỤC".to_owned()],
                row(["TT", "Họ và tên", asked, "Biện pháp khắc phục", "Thời hạn"]),
                row([
                    "1",
                    NAMES[0],
                    &[2, 4, 13, 26].map(code).join("; "),
                    "Đọc nghị quyết hằng tuần",
                    "30/9/2026",
                ]),
                row(["2", NAMES[1], second, "", ""]),
            ],
        )])
    };
    let reviews = read(&sheet("Biểu hiện tự nhận có", "Không có biểu hiện nào")).reviews;
    assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern(), "n".repeat(27)]);
    assert_eq!(reviews[0].commitments.len(), 1);
    let plan = sheet("Biểu hiện cần khắc phục", "Biểu hiện 5 nhóm I");
    assert_eq!(read(&plan).reviews.len(), 0, "a plan of some lists not all");
}

#[test]
fn an_instruction_above_a_form_makes_it_no_other_paper() {
    for line in ["Hướng dẫn ghi: đánh dấu x vào một ô", "(Kèm theo Kế hoạch số 12-KH/ĐU)", "Mẫu 01"]
    {
        let page = Page::default().lines([line, "BẢN TỰ SOI", "Họ và tên: Trần Viết An"]).table(&answered());
        assert_eq!(told(&page.document()), (vec![], 1), "{line}");
    }
}

#[test]
fn a_sheet_with_a_sample_beside_those_of_members_is_passed_over() {
    let sheet = |name: &str| {
        let above = ["BẢN TỰ SOI".to_owned(), format!("Họ và tên: {name}")];
        above.into_iter().map(|line| vec![line]).chain(answered()).collect::<Vec<_>>()
    };
    let book = [("Mẫu (ví dụ)", sheet("Nguyễn Văn A")), ("Trần Viết An", sheet("Trần Viết An"))];
    assert_eq!(told(&workbook(&book)), (vec![], 1));
}

#[test]
fn a_list_with_words_beside_each_indicator_that_names_nobody_is_nobodys_review() {
    let table = headed(
        &["TT", "Biểu hiện", "Dấu hiệu nhận biết", "Giải pháp phòng ngừa"],
        rows(|i, w, _| {
            let signs = "Nói nhiều làm ít".to_owned();
            vec![format!("{}", i + 1), w.into(), signs, "Tăng cường giáo dục".to_owned()]
        }),
    );
    let page = Page::default().line("NHẬN DIỆN 27 BIỂU HIỆN SUY THOÁI").table(&table);
    let read = read(&page.document());
    assert_eq!(read.reviews.len(), 0);
    let codes: Vec<_> = read.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["unknown-layout"]);
}

#[test]
fn a_sheet_that_shows_how_to_fill_a_form_in_is_passed_over_beside_one_that_is() {
    let example = || answered().into_iter().take(4).collect::<Vec<_>>();
    let form = || [vec![vec!["Họ và tên: Trần Viết An".to_owned()]], answered()].concat();
    assert_eq!(told(&workbook(&[("Ví dụ", example()), ("Phiếu", form())])), (vec![], 1));
    let alone = read(&workbook(&[("Ví dụ", example())]));
    assert_eq!(alone.reviews.len(), 1, "it may be all that somebody wrote");
}
