//! Layouts: where the indicators, the answers and the heads stand.

use super::page::{Page, workbook};
use super::{catalogue, letters, one, pattern, read};
use crate::model::{Answer, Kind, Level, Rating};

/// The head of a member's form.
pub(super) fn head() -> Page {
    Page::default()
        .table(&[vec![
            "ĐẢNG BỘ XÃ SƠN ĐÔNG\nCHI BỘ THÔN BÃI CÁT\n*",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nSơn Đông, ngày 05 tháng 6 năm 2026",
        ]])
        .line("BẢN TỰ SOI, TỰ SỬA")
        .line("Họ và tên: ……Lê Thị Thử Nghiệm……  Ngày sinh: 02/3/1970")
        .line("Chức vụ: Đảng viên")
}

/// A row for each indicator, made of its number in the catalogue, its wording and its answer.
pub(super) fn rows(make: impl Fn(usize, &str, bool) -> Vec<String>) -> Vec<Vec<String>> {
    let yes = pattern();
    let answered = |i: usize| yes.as_bytes()[i] == b'y';
    catalogue().indicators.iter().enumerate().map(|(i, ind)| make(i, &ind.wording, answered(i))).collect()
}

pub(super) fn headed(heading: &[&str], rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut all = vec![heading.iter().map(|h| (*h).to_owned()).collect()];
    all.extend(rows);
    all
}

pub(super) fn mark(on: bool) -> String {
    if on { "x".into() } else { String::new() }
}

#[test]
fn a_table_with_yes_and_no_columns_is_read() {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Có", "Không", "Ghi chú"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), String::new()]),
    );
    let review = one(&head().table(&table).document());
    assert_eq!(letters(&review), pattern());
    assert_eq!(review.name.as_deref(), Some("Lê Thị Thử Nghiệm"));
    assert_eq!(review.birth.map(crate::model::BirthDate::year), Some(1970));
    assert_eq!(review.date.map(|d| d.to_string()).as_deref(), Some("2026-06-05"));
    assert_eq!(review.unit_lines.len(), 2);
    assert!(review.is_certain());
}

#[test]
fn a_field_or_a_signature_below_a_plan_is_no_correction() {
    let row = |texts: [&str; 4]| texts.map(String::from).to_vec();
    let mut sheet = vec![row(["BẢN TỰ SOI, TỰ SỬA", "", "", ""]), row(["", "Họ và tên:", "Lê Thị Thử", ""])];
    sheet.push(row(["TT", "Nội dung biểu hiện", "Có", "Không"]));
    sheet.extend(rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]));
    sheet.push(row(["TT", "Hạn chế", "Giải pháp", "Thời hạn"]));
    sheet.push(row(["1", "Ngại học nghị quyết", "Học đủ các buổi", "Quý IV/2026"]));
    sheet.push(row(["", "Ngày sinh:", "02/3/1970", ""]));
    sheet.push(row(["", "Chi bộ: thôn Bãi Cát", "", ""]));
    sheet.push(row(["2", "Nói chưa đi đôi với làm", "", ""]));
    sheet.push(row(["", "Người tự soi", "T/M chi ủy", ""]));
    sheet.push(row(["", "Lê Thị Thử", "Trần Văn Mẫu", ""]));
    let review = one(&workbook(&[("Phiếu", sheet)]));
    let named: Vec<&str> = review.commitments.iter().map(|c| c.shortcoming.as_str()).collect();
    assert_eq!(named, ["Ngại học nghị quyết", "Nói chưa đi đôi với làm"]);
    assert_eq!(review.birth.map(crate::model::BirthDate::year), Some(1970));
}

/// A form that names every indicator by number alone, under these headings of the groups.
fn numbered_only(groups: [&str; 3]) -> Vec<Vec<String>> {
    let yes = pattern();
    let row = |i: usize| {
        let y = yes.as_bytes()[i] == b'y';
        vec![format!("{}", i + 1), format!("Biểu hiện {}", i % 9 + 1), mark(y), mark(!y)]
    };
    let heading = |title: &str| vec![String::new(), title.into(), String::new(), String::new()];
    let of_group = |(g, title): (usize, &str)| {
        std::iter::once(heading(title)).chain((g * 9..g * 9 + 9).map(row)).collect::<Vec<_>>()
    };
    headed(&["TT", "Biểu hiện", "Có", "Không"], (0..).zip(groups).flat_map(of_group).collect())
}

#[test]
fn indicators_named_by_number_alone_are_read_under_the_headings_of_their_groups() {
    let groups = [
        "Suy thoái về tư tưởng chính trị",
        "Suy thoái về đạo đức, lối sống",
        "Biểu hiện “tự diễn biến”, “tự chuyển hóa”",
    ];
    assert_eq!(letters(&one(&head().table(&numbered_only(groups)).document())), pattern());
}

#[test]
fn an_unknown_heading_never_shifts_indicators_named_by_number() {
    let groups = ["Suy thoái về tư tưởng chính trị", "Phần hai", "Phần ba"];
    let read = read(&head().table(&numbered_only(groups)).document());
    assert_eq!(letters(&read.reviews[0]), format!("{}{}", &pattern()[..9], "u".repeat(18)));
}

#[test]
fn a_heading_may_shorten_the_word_that_denies() {
    for no in ["Ko", "Kg", "Khg", "Ko có"] {
        let table = headed(
            &["TT", "Biểu hiện", "Có", no],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
        );
        assert_eq!(letters(&one(&head().table(&table).document())), pattern(), "{no}");
    }
}

#[test]
fn headings_in_capitals_are_nobodys_names() {
    let table = |yes: &str, no: &str| {
        let rows = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]);
        head().table(&headed(&["TT", "Biểu hiện", yes, no], rows)).document()
    };
    for (yes, no) in
        [("Chọn Có", "Chọn Không"), ("Đánh Dấu Có", "Đánh Dấu Không"), ("Tự Nhận Có", "Tự Nhận Không")]
    {
        assert_eq!(letters(&one(&table(yes, no))), pattern(), "{yes}");
    }
    for (yes, no) in
        [("Mức Độ Nhẹ", "Mức Độ Nặng"), ("Bấm Có", "Bấm Không"), ("Khoanh Tròn Có", "Khoanh Tròn Không")]
    {
        let names: Vec<Option<String>> =
            read(&table(yes, no)).reviews.into_iter().map(|review| review.name).collect();
        assert_eq!(names, [Some("Lê Thị Thử Nghiệm".to_owned())], "{yes}");
    }
}

#[test]
fn columns_may_stand_in_any_order() {
    let table = headed(
        &["Không", "Có", "Các biểu hiện suy thoái", "STT"],
        rows(|i, w, y| vec![mark(!y), mark(y), w.into(), format!("{}", i + 1)]),
    );
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn rows_may_stand_in_any_order_and_without_numbers() {
    let mut body = rows(|_, w, y| vec![w.into(), mark(y), mark(!y)]);
    body.reverse();
    let table = headed(&["Biểu hiện", "Có", "Không"], body);
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn a_missing_row_is_said_and_never_shifts_the_others() {
    let mut body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]);
    body.remove(10);
    let review = one(&head().table(&headed(&["TT", "Biểu hiện", "Có", "Không"], body)).document());
    let mut expected = pattern();
    expected.replace_range(10..11, "u");
    assert_eq!(letters(&review), expected);
    assert!(!review.answers[10].is_certain());
}

#[test]
fn a_table_for_each_group_goes_on_where_the_one_before_ended() {
    let body = rows(|i, w, y| vec![format!("{}", i % 9 + 1), w.into(), mark(y), mark(!y)]);
    let mut page = head();
    for (group, title) in [
        "I. Suy thoái về tư tưởng chính trị",
        "II. Suy thoái về đạo đức, lối sống",
        "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
    ]
    .iter()
    .enumerate()
    {
        let rows = body[group * 9..group * 9 + 9].to_vec();
        let table = if group == 0 { headed(&["TT", "Biểu hiện", "Có", "Không"], rows) } else { rows };
        page = page.line(title).table(&table);
    }
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn levels_in_columns_under_one_heading_are_read() {
    let mut table = vec![
        vec!["TT", "Nội dung", "Mức độ biểu hiện", "<", "<", "<"]
            .into_iter()
            .map(String::from)
            .collect::<Vec<_>>(),
        vec!["^", "^", "Không có", "Nhẹ", "Trung bình", "Nghiêm trọng"]
            .into_iter()
            .map(String::from)
            .collect(),
    ];
    table.extend(rows(|i, w, y| {
        vec![format!("{}", i + 1), w.into(), mark(!y), String::new(), mark(y), String::new()]
    }));
    let review = one(&head().table(&table).document());
    assert_eq!(letters(&review), pattern());
    assert_eq!(review.answers[2].level, Some(Level::Moderate));
    assert_eq!(review.answers[0].level, None);
}

#[test]
fn words_in_one_column_and_the_level_in_another_are_read() {
    let table = headed(
        &["TT", "Biểu hiện", "Tự soi (Có/Không)", "Mức độ", "Nguyên nhân"],
        rows(|i, w, y| {
            let (word, level) = if y { ("Có", "nhẹ") } else { ("Không", "") };
            vec![format!("{}", i + 1), w.into(), word.into(), level.into(), String::new()]
        }),
    );
    let review = one(&head().table(&table).document());
    assert_eq!(letters(&review), pattern());
    assert_eq!(review.answers[4].level, Some(Level::Slight));
}

#[test]
fn paragraphs_with_boxes_or_words_are_read() {
    let boxes = head().lines(
        rows(|i, w, y| vec![format!("{}. {w}\t{}", i + 1, if y { "☒ Có ☐ Không" } else { "☐ Có ☒ Không" })])
            .concat(),
    );
    assert_eq!(letters(&one(&boxes.document())), pattern());
    let words = head().lines(
        rows(|i, w, y| {
            vec![
                format!("{}) {w}", i + 1),
                (if y {
                    "- Tự soi: Đôi lúc còn có."
                } else {
                    "- Tự soi: Bản thân không có biểu hiện này."
                })
                .into(),
            ]
        })
        .concat(),
    );
    assert_eq!(letters(&one(&words.document())), pattern());
}

#[test]
fn two_members_in_one_file_are_two_reviews() {
    let table = |flip: bool| {
        headed(
            &["TT", "Biểu hiện", "Có", "Không"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y != flip), mark(y == flip)]),
        )
    };
    let page = head()
        .table(&table(false))
        .line("NGƯỜI TỰ SOI")
        .line("Lê Thị Thử Nghiệm")
        .table(&[vec![
            "ĐẢNG BỘ XÃ SƠN ĐÔNG\nCHI BỘ THÔN BÃI CÁT",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nSơn Đông, ngày 06 tháng 6 năm 2026",
        ]])
        .line("BẢN TỰ SOI, TỰ SỬA")
        .line("Họ và tên: Trần Văn Mẫu Hai")
        .table(&table(true));
    let reviews = read(&page.document()).reviews;
    assert_eq!(reviews.len(), 2);
    assert_eq!(reviews[1].name.as_deref(), Some("Trần Văn Mẫu Hai"));
    assert_eq!(letters(&reviews[0]), pattern());
    assert_eq!(
        letters(&reviews[1]),
        pattern().chars().map(|c| if c == 'y' { 'n' } else { 'y' }).collect::<String>()
    );
    assert_eq!(reviews[1].unit_lines.len(), 2, "the second letterhead belongs to the second form");
}

#[test]
fn members_in_rows_and_indicators_across_are_read() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let yes = pattern();
    let answers: Vec<String> = yes.chars().map(|c| mark(c == 'y')).collect();
    let sheet = vec![
        vec!["CHI BỘ THÔN BÃI CÁT".to_owned()],
        vec!["TỔNG HỢP TỰ SOI".to_owned()],
        vec!["(Đánh dấu x vào ô có biểu hiện, để trống nếu không có)".to_owned()],
        [vec!["TT".into(), "Họ và tên".into()], codes].concat(),
        [vec!["1".into(), "Lê Thị Thử Nghiệm".into()], answers.clone()].concat(),
        [vec!["2".into(), "Trần Văn Mẫu Hai".into()], answers].concat(),
        [vec![String::new(), "Tổng cộng".into()], vec!["2".into(); 27]].concat(),
    ];
    let reviews = read(&workbook(&[("Tổng hợp", sheet)])).reviews;
    assert_eq!(reviews.len(), 2, "the row of sums is nobody");
    assert!(reviews.iter().all(|r| letters(r) == yes && r.kind == Kind::Member));
}

#[test]
fn an_empty_square_is_blank_where_the_form_does_not_say_what_it_means() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let answers = [vec!["x".to_owned()], vec![String::new(); 26]].concat();
    let sheet = vec![
        [vec!["TT".into(), "Họ và tên".into()], codes].concat(),
        [vec!["1".into(), "Lê Thị Thử Nghiệm".into()], answers].concat(),
    ];
    let review = one(&workbook(&[("Sheet1", sheet)]));
    assert_eq!(letters(&review), format!("y{}", "b".repeat(26)));
}

#[test]
fn indicators_in_rows_and_members_across_are_read() {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Lê Thị Thử Nghiệm", "Trần Văn Mẫu Hai"],
        rows(|i, w, y| {
            let word = |y: bool| if y { "Có".to_owned() } else { "Không".to_owned() };
            vec![format!("{}", i + 1), w.into(), word(y), word(!y)]
        }),
    );
    let reviews = read(&workbook(&[("Tự soi", table)])).reviews;
    assert_eq!(reviews.len(), 2);
    assert_eq!(letters(&reviews[0]), pattern());
    assert_eq!(reviews[1].answers[0].answer, Some(Answer::Yes));
}

#[test]
fn a_table_of_counts_is_a_tally() {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Tổng số đảng viên", "Số đảng viên có biểu hiện", "Tỷ lệ %"],
        rows(|i, w, y| {
            vec![format!("{}", i + 1), w.into(), "16".into(), if y { "3" } else { "0" }.into(), "0".into()]
        }),
    );
    let page = Page::default()
        .line("CHI BỘ THÔN BÃI CÁT")
        .line("BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI, TỰ SỬA")
        .table(&table);
    let review = one(&page.document());
    assert_eq!((review.kind, review.total), (Kind::Tally, Some(16)));
    assert_eq!(review.answers[2].count, Some(3));
    assert!(review.answers.iter().all(|a| a.answer.is_none() && a.is_certain()));
}

#[test]
fn a_count_above_the_number_of_members_is_a_question() {
    let table = headed(
        &["TT", "Nội dung biểu hiện", "Tổng số đảng viên", "Số đảng viên có biểu hiện"],
        rows(|i, w, _| {
            vec![format!("{}", i + 1), w.into(), "16".into(), if i == 5 { "17" } else { "0" }.into()]
        }),
    );
    let review = one(&Page::default().line("BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI").table(&table).document());
    assert!(!review.answers[5].is_certain());
    assert!(review.answers[4].is_certain());
}

#[test]
fn a_committee_reviews_itself_and_rates_itself() {
    let table = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let page = Page::default()
        .line("CHI BỘ THÔN BÃI CÁT")
        .line("BẢN TỰ SOI, TỰ SỬA CỦA TẬP THỂ CHI ỦY")
        .table(&table)
        .line("Tự xếp loại chất lượng năm 2026: Hoàn thành tốt nhiệm vụ.")
        .line("T/M CHI ỦY")
        .line("BÍ THƯ")
        .line("Lê Văn Mẫu");
    let review = one(&page.document());
    assert_eq!((review.kind, review.rating, &review.name), (Kind::Collective, Some(Rating::Good), &None));
    assert_eq!(letters(&review), pattern());
}

#[test]
fn corrections_in_a_table_or_in_lines_are_read_with_their_deadlines() {
    let answers = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let table = head().table(&answers).line("II. KẾ HOẠCH KHẮC PHỤC").table(&[
        vec!["TT", "Hạn chế, khuyết điểm", "Giải pháp", "Thời hạn"],
        vec!["1", "Còn nể nang", "Mạnh dạn góp ý", "Quý IV/2026"],
        vec!["", "", "", ""],
    ]);
    let lines = head()
        .table(&answers)
        .line("CAM KẾT KHẮC PHỤC")
        .line("1. Hạn chế: Còn nể nang; giải pháp: Mạnh dạn góp ý; thời hạn: Quý IV/2026.");
    for page in [table, lines] {
        let review = one(&page.document());
        assert_eq!(review.commitments.len(), 1);
        let promised = &review.commitments[0];
        assert_eq!(
            (promised.shortcoming.as_str(), promised.action.as_str()),
            ("Còn nể nang", "Mạnh dạn góp ý")
        );
        assert_eq!(promised.due.map(|d| d.to_string()).as_deref(), Some("2026-12-31"));
        assert_eq!(letters(&review), pattern(), "a correction is no answer");
    }
}

#[test]
fn a_blank_form_and_other_papers_are_no_reviews() {
    let blank = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, _| vec![format!("{}", i + 1), w.into(), String::new(), String::new()]),
    );
    let form = Page::default().line("BẢN TỰ SOI, TỰ SỬA").line("Họ và tên: ……………………").table(&blank);
    assert_eq!(read(&form.document()).findings[0].code(), "blank-form");
    let letter = Page::default()
        .line("GIẤY MỜI")
        .line("Kính gửi: các đồng chí đảng viên")
        .line("Mỗi đồng chí hoàn thành phiếu tự soi theo 27 biểu hiện trước ngày 20/6/2026.");
    assert_eq!(read(&letter.document()).findings[0].code(), "no-form");
}

#[test]
fn a_row_the_office_added_is_asked_about() {
    let mut body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]);
    body.push(vec![
        "28".into(),
        "Vi phạm quy ước của thôn về vệ sinh đường làng".into(),
        "x".into(),
        String::new(),
    ]);
    let extraction = read(&head().table(&headed(&["TT", "Biểu hiện", "Có", "Không"], body)).document());
    assert_eq!(letters(&extraction.reviews[0]), pattern());
    assert_eq!(extraction.findings[0].code(), "unknown-row");
}

/// A form that asks several things about each indicator, numbered under it.
fn with_parts(parts: [&str; 3]) -> Vec<Vec<String>> {
    let mut body = Vec::new();
    for (i, indicator) in catalogue().indicators.iter().enumerate() {
        body.push(vec![format!("{}", i + 1), indicator.wording.clone(), String::new(), String::new()]);
        for (n, answer) in (1..).zip(parts) {
            let (yes, no) = match answer {
                "y" => ("x", ""),
                "n" => ("", "x"),
                _ => ("", ""),
            };
            body.push(vec![
                format!("{}.{n}", i + 1),
                format!("Việc cụ thể thứ {n} của mục này"),
                yes.into(),
                no.into(),
            ]);
        }
    }
    headed(&["TT", "Biểu hiện", "Có", "Không"], body)
}

#[test]
fn several_things_asked_about_an_indicator_make_one_answer() {
    let read = |parts| letters(&one(&head().table(&with_parts(parts)).document()))[..1].to_owned();
    assert_eq!(read(["n", "n", "n"]), "n");
    assert_eq!(read(["n", "y", "n"]), "y");
    assert_eq!(read(["n", "", "n"]), "b", "one of them was left out");
    assert_eq!(read(["", "n", "n"]), "b", "one of them was left out");
}

#[test]
fn a_wording_split_over_rows_is_one_row() {
    let body = catalogue()
        .indicators
        .iter()
        .enumerate()
        .flat_map(|(i, indicator)| {
            let half = indicator.wording.len() / 3;
            let cut = (half..indicator.wording.len())
                .find(|&at| {
                    indicator.wording.is_char_boundary(at) && indicator.wording[at..].starts_with(' ')
                })
                .unwrap_or(half);
            let (first, second) = indicator.wording.split_at(cut);
            [
                vec![format!("{}", i + 1), first.into(), String::new(), "x".into()],
                vec![String::new(), second.trim().into(), String::new(), String::new()],
            ]
        })
        .collect();
    let review = one(&head().table(&headed(&["TT", "Biểu hiện", "Có", "Không"], body)).document());
    assert_eq!(letters(&review), "n".repeat(27));
}

#[test]
fn a_form_that_lists_only_what_is_present_answers_all() {
    let none = head().line("Qua tự soi 27 biểu hiện, bản thân không có biểu hiện nào.");
    assert_eq!(letters(&one(&none.document())), "n".repeat(27));
    let some = head()
        .line("Qua tự soi, bản thân tôi còn 02 biểu hiện sau:")
        .line("1. Duy ý chí, áp đặt, bảo thủ, chỉ làm theo ý mình")
        .line("- Biểu hiện số 4 nhóm II: đôi lúc còn thích được khen");
    let review = one(&some.document());
    assert_eq!(
        letters(&review),
        (0..27).map(|i| if [6, 12].contains(&i) { 'y' } else { 'n' }).collect::<String>()
    );
}

#[test]
fn a_list_that_does_not_fit_its_number_answers_nothing() {
    let page = head()
        .line("Qua tự soi, bản thân tôi còn 03 biểu hiện sau:")
        .line("1. Duy ý chí, áp đặt, bảo thủ, chỉ làm theo ý mình")
        .line("2. Tham vọng chức quyền, không chấp hành sự phân công của tổ chức");
    let hedged = head().line("Qua tự soi 27 biểu hiện, cơ bản bản thân không có biểu hiện nào.");
    for page in [page, hedged] {
        let extraction = read(&page.document());
        assert!(extraction.reviews.is_empty());
        assert_eq!(extraction.findings[0].code(), "unknown-layout", "a person must look");
    }
}

#[test]
fn a_letterhead_in_lines_after_the_answers_belongs_to_the_next_form() {
    let form = |page: Page, unit: &str, day: &str, name: &str| {
        page.line(unit).line(day).line("BẢN TỰ SOI, TỰ SỬA").line(name).lines(
            rows(|i, w, y| {
                vec![format!("{}. {}: {}", i + 1, w.trim_end_matches('.'), if y { "Có" } else { "Không" })]
            })
            .concat(),
        )
    };
    let first = form(
        Page::default(),
        "CHI BỘ THÔN BÃI CÁT",
        "Sơn Đông, ngày 05 tháng 6 năm 2026",
        "Họ và tên: Lê Thị Thử",
    );
    let both = form(first, "CHI BỘ THÔN BÃI ĐÁ", "Sơn Đông, ngày 7/6/2026", "Họ và tên: Trần Văn Mẫu");
    let reviews = read(&both.document()).reviews;
    let heads: Vec<_> =
        reviews.iter().map(|r| (r.unit_lines[0].text.as_str(), r.date.map(jiff::civil::Date::day))).collect();
    assert_eq!(heads, [("CHI BỘ THÔN BÃI CÁT", Some(5)), ("CHI BỘ THÔN BÃI ĐÁ", Some(7))]);
    assert!(reviews.iter().all(|r| letters(r) == pattern()));
}

#[test]
fn a_form_of_another_catalogue_is_no_review() {
    let others = [
        "Tổ chức, xúi giục, tham gia hoạt động bè phái",
        "Can thiệp vào việc của cơ quan khác",
        "Viết bài, cho đăng tải tin sai sự thật",
        "Đơn, thư tố cáo mang tính bịa đặt",
        "Dùng xe của cơ quan đi lễ hội",
    ];
    let mut body = rows(|i, w, _| vec![format!("{}", i + 1), w.into(), String::new(), "x".into()]);
    body.truncate(3);
    body.extend(others.iter().map(|o| vec![String::from("5"), (*o).to_owned(), String::new(), "x".into()]));
    let page = Page::default()
        .line("BẢN CAM KẾT THỰC HIỆN NHỮNG ĐIỀU ĐẢNG VIÊN KHÔNG ĐƯỢC LÀM")
        .line("Họ và tên: Lê Thị Thử")
        .table(&headed(&["TT", "Nội dung", "Có", "Không"], body));
    let extraction = read(&page.document());
    assert!(extraction.reviews.is_empty());
    assert_eq!(extraction.findings[0].code(), "unknown-layout", "a person must look");
}

#[test]
fn another_columns_words_and_figures_answer_nothing() {
    let table = headed(
        &["TT", "Biểu hiện", "Có", "Không", "Điểm", "Ý kiến chi ủy"],
        rows(|i, w, _| {
            vec![format!("{}", i + 1), w.into(), String::new(), String::new(), "0".into(), "Không".into()]
        }),
    );
    assert_eq!(letters(&one(&head().table(&table).document())), "b".repeat(27));
}

#[test]
fn headings_as_wide_as_two_columns_of_the_grid_are_one_column() {
    let table = headed(
        &["TT", "Biểu hiện", "<", "Có", "<", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), "<".into(), mark(y), "<".into(), mark(!y)]),
    );
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}
