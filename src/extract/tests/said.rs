//! What a form says beside its answers: ratings, notes, names called, units broken over two lines.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{letters, one};
use crate::model::{Answer, Rating, Review};

fn answers() -> Vec<Vec<String>> {
    headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không", "Ghi chú"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), String::new()]),
    )
}

fn below(lines: &[&str]) -> Review {
    one(&head().table(&answers()).lines(lines).document())
}

fn asks(review: &Review) -> bool {
    review.flags.iter().any(|flag| flag.finding.code() == "unclear-rating")
}

#[test]
fn a_rating_is_read_in_the_ways_people_give_it() {
    for lines in [
        &["Tự xếp loại chất lượng đảng viên: Hoàn thành tốt nhiệm vụ."][..],
        &["Tôi tự nhận mức xếp loại hoàn thành tốt nhiệm vụ."],
        &["Tự xếp loại (HTXSNV/HTTNV/HTNV/KHTNV): HTTNV"],
        &[
            "Tự xếp loại:",
            "☐ Hoàn thành xuất sắc nhiệm vụ",
            "☒ Hoàn thành tốt nhiệm vụ",
            "☐ Hoàn thành nhiệm vụ",
        ],
        &["Tự xếp loại:", "- Hoàn thành xuất sắc nhiệm vụ: ……", "- Hoàn thành tốt nhiệm vụ: x"],
        &["Tự xếp loại: HTXSNV / HTTNV ✓ / HTNV / KHTNV"],
        &["III. TỰ XẾP LOẠI", "Hoàn thành tốt nhiệm vụ"],
        &["Tự xếp loại: Hoàn thành tốt nhiệm vụ", "Chi bộ xếp loại: Hoàn thành nhiệm vụ"],
    ] {
        let review = below(lines);
        assert_eq!(review.rating, Some(Rating::Good), "{lines:?}");
        assert!(!asks(&review), "{lines:?}");
    }
    let columns = vec![
        vec!["Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"],
        vec!["", "x", ""],
    ];
    let review = one(&head().table(&answers()).line("Tự xếp loại").table(&columns).document());
    assert_eq!(review.rating, Some(Rating::Good));
}

#[test]
fn a_rating_chosen_by_its_look_in_a_table_is_read() {
    for row in [
        vec!["*Tự xếp loại*", "HTXSNV / *HTTNV* / HTNV / KHTNV"],
        vec!["*Tự xếp loại*", "HTXSNV", "*HTTNV*", "HTNV", "KHTNV"],
    ] {
        let review = one(&head().table(&answers()).table(std::slice::from_ref(&row)).document());
        assert_eq!(review.rating, Some(Rating::Good), "{row:?}");
    }
    let untouched = vec!["Tự xếp loại", "*HTXSNV / HTTNV / HTNV / KHTNV*"];
    assert_eq!(one(&head().table(&answers()).table(&[untouched]).document()).rating, None);
}

#[test]
fn the_rating_of_somebody_else_or_of_none_is_nobodys() {
    for line in [
        "Chi bộ xếp loại: Hoàn thành tốt nhiệm vụ",
        "Kết quả xếp loại năm trước: Hoàn thành tốt nhiệm vụ",
        "Xếp loại cán bộ, công chức: Hoàn thành tốt nhiệm vụ",
        "Tự xếp loại: ……………",
        "Tự xếp loại: HTXSNV / HTTNV / HTNV / KHTNV",
        "Bản thân phấn đấu được xếp loại Hoàn thành tốt nhiệm vụ.",
    ] {
        let review = below(&[line]);
        assert_eq!(review.rating, None, "{line}");
        assert!(!asks(&review), "{line}");
    }
    let theirs = below(&["Chi bộ xếp loại:", "☐ Hoàn thành xuất sắc nhiệm vụ", "☒ Hoàn thành tốt nhiệm vụ"]);
    assert_eq!(theirs.rating, None);
    let two = below(&["Tự xếp loại:", "☒ Hoàn thành xuất sắc nhiệm vụ", "☒ Hoàn thành tốt nhiệm vụ"]);
    assert_eq!(two.rating, None);
    assert!(asks(&two));
}

#[test]
fn a_note_against_its_mark_is_a_conflict() {
    let noted = |note: &str| {
        let mut table = answers();
        note.clone_into(&mut table[1][4]);
        one(&head().table(&table).document()).answers[0].answer
    };
    assert_eq!(noted("Đôi lúc còn nể nang"), Some(Answer::Conflict));
    assert_eq!(noted("Đánh nhầm, thực ra là có"), Some(Answer::Conflict));
    assert_eq!(noted("Thực ra có mắc một lần"), Some(Answer::Conflict));
    assert_eq!(noted("Có, đôi lúc còn nể nang, chưa mạnh dạn góp ý"), Some(Answer::Conflict));
    assert_eq!(noted("Trong họp đôi lúc còn ngại phát biểu"), Some(Answer::Conflict));
    assert_eq!(noted("Chưa rõ"), Some(Answer::Conflict));
    assert_eq!(noted("?"), Some(Answer::Conflict));
    assert_eq!(noted("Luôn giữ vững lập trường"), Some(Answer::No));
    assert_eq!(noted("Không còn nể nang, không có lúc nào ngại va chạm"), Some(Answer::No));
    assert_eq!(noted("Không có"), Some(Answer::No));
}

#[test]
fn a_note_that_denies_what_its_mark_admits_is_a_conflict() {
    let noted = |note: &str| {
        let mut table = answers();
        note.clone_into(&mut table[3][4]);
        one(&head().table(&table).document()).answers[2].answer
    };
    assert_eq!(noted("Bản thân không vi phạm nội dung này"), Some(Answer::Conflict));
    assert_eq!(noted("Luôn gương mẫu"), Some(Answer::Conflict));
    assert_eq!(noted("Luôn gương mẫu, không có biểu hiện"), Some(Answer::Conflict));
    assert_eq!(noted("Đôi lúc còn ngại đọc, không có gì nghiêm trọng"), Some(Answer::Yes));
    assert_eq!(noted("Chưa đọc kỹ nghị quyết"), Some(Answer::Yes));
}

#[test]
fn a_cause_beside_a_denial_admits_what_it_explains() {
    let mut table = answers();
    "Nguyên nhân".clone_into(&mut table[0][4]);
    "Đôi lúc còn chủ quan".clone_into(&mut table[1][4]);
    "Không có thời gian".clone_into(&mut table[3][4]);
    let review = one(&head().table(&table).document());
    assert_eq!(review.answers[0].answer, Some(Answer::Conflict));
    assert_eq!(review.answers[2].answer, Some(Answer::Yes));
}

#[test]
fn whoever_is_called_by_name_at_the_head_fills_the_form_in() {
    let named = |title: &str, line: &str| {
        let page = Page::default().line("CHI BỘ THÔN BÃI CÁT").line(title).line(line);
        one(&page.table(&answers()).document()).name
    };
    let expected = Some("Lê Thị Thử");
    assert_eq!(named("BẢN TỰ SOI, TỰ SỬA", "Đ/c Lê Thị Thử – Bí thư chi bộ").as_deref(), expected);
    assert_eq!(named("BẢN TỰ SOI, TỰ SỬA", "Của đ/c Lê Thị Thử - Chi ủy viên").as_deref(), expected);
    assert_eq!(named("BẢN TỰ SOI, TỰ SỬA – LÊ THỊ THỬ", "").as_deref(), expected);
    assert_eq!(named("BẢN TỰ SOI, TỰ SỬA – QUÝ IV", ""), None);
    assert_eq!(named("BẢN TỰ SOI, TỰ SỬA – THÔN BÃI CÁT", ""), None);
    assert_eq!(named("BẢN TỰ SOI, TỰ SỬA", "Đồng chí Lê Thị Thử phụ trách theo dõi"), None);
}

#[test]
fn a_units_name_goes_on_in_the_next_line_of_capitals() {
    let lines = |second: &str| {
        let page = Page::default().line("ĐẢNG BỘ XÃ SƠN ĐÔNG").line("CHI BỘ").line(second).line("BẢN TỰ SOI");
        let review = one(&page.line("Họ và tên: Lê Thị Thử").table(&answers()).document());
        review.unit_lines.last().and_then(|line| line.goes_on.clone())
    };
    assert_eq!(lines("THÔN ĐÔNG HẢI").as_deref(), Some("THÔN ĐÔNG HẢI"));
    assert_eq!(lines("ĐẢNG CỘNG SẢN VIỆT NAM"), None);
    assert_eq!(lines("Số 01-BC/CB"), None);
}

#[test]
fn numbers_under_yes_and_no_answer_a_group_where_they_are_all_of_it() {
    let groups = super::catalogue().groups.iter().map(|g| g.title.clone()).collect::<Vec<_>>();
    let list = |first: [&str; 2]| {
        let mut table = vec![["TT", "Nhóm biểu hiện", "Có", "Không"].map(String::from).to_vec()];
        let others = ["-", "Cả 9 biểu hiện"];
        for (at, title) in groups.iter().enumerate() {
            let [yes, no] = if at == 0 { first } else { others };
            table.push(vec![format!("{}", at + 1), title.clone(), yes.into(), no.into()]);
        }
        super::read(&head().table(&table).document()).reviews
    };
    let read = list(["3, 5", "1, 2, 4, 6-9"]);
    assert_eq!(letters(&read[0]), format!("nnynynnnn{}", "n".repeat(18)));
    assert!(list(["3, 5", "1, 2, 4"]).iter().all(|review| !review.is_certain()), "three are left out");
    let sentence = ["Các biểu hiện có: 3, 7, 12; còn lại không."];
    let review = one(&head().lines(sentence).document());
    assert_eq!(letters(&review).matches('y').count(), 3);
    let doubtful = super::read(&head().line("Các biểu hiện có: 3, 7; còn lại không.").document());
    assert!(doubtful.reviews.is_empty(), "of which group?");
}

#[test]
fn a_line_below_that_speaks_of_one_answer_is_held_against_it() {
    let read = |line: &str| letters(&below(&[line]));
    let with = |at: &[usize]| {
        let mut expected: Vec<char> = super::pattern().chars().collect();
        for i in at {
            expected[*i] = 'c';
        }
        expected.into_iter().collect::<String>()
    };
    assert_eq!(read("Riêng biểu hiện số 4 nhóm I, tôi xin nhận là có: còn nể nang."), with(&[3]));
    assert_eq!(read("Tôi xin bổ sung: biểu hiện thứ 12 bản thân có lúc còn mắc phải."), with(&[11]));
    assert_eq!(read("Biểu hiện số 5 nhóm I bản thân không có, xin được giải thích thêm."), with(&[4]));
    let amended = "Ghi chú: biểu hiện 3 tôi đánh nhầm, đề nghị sửa thành “Có”.";
    assert_eq!(read(amended), with(&[2]));
    // Without a group it may be that of any, unless the rows are numbered through.
    let by_group = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i % 9 + 1), w.into(), mark(y), mark(!y)]),
    );
    let review = one(&head().table(&by_group).line(amended).document());
    assert_eq!(letters(&review), with(&[2, 11, 20]));
    // What agrees is a note.
    assert_eq!(read("Biểu hiện số 5 nhóm I: tôi sẽ khắc phục trong quý III."), super::pattern());
    assert_eq!(read("Biểu hiện số 6 bản thân tôi không mắc."), super::pattern());
    // What is printed on every form speaks of nobody.
    assert_eq!(read("(*) Biểu hiện số 4 nhóm I: xem giải thích trong Nghị quyết."), super::pattern());
}
