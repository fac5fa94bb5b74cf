//! Workbooks about many members, and forms that stand on several sheets.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{catalogue, letters, one, pattern, read};
use crate::document::Document;
use crate::extract::Extractor;
use crate::model::{Answer, Kind, Level};
use crate::text::Period;

pub(super) const NAMES: [&str; 2] = ["Lê Thị Thử Nghiệm", "Trần Văn Mẫu"];

pub(super) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn told(document: &Document) -> Vec<(String, String)> {
    read(document).reviews.iter().map(|r| (r.name.clone().unwrap_or_default(), letters(r))).collect()
}

/// What the two members of these tests answer: one as the pattern says, the other nothing but no.
fn both() -> Vec<(String, String)> {
    vec![(NAMES[0].into(), pattern()), (NAMES[1].into(), "n".repeat(27))]
}

#[test]
fn under_each_of_several_names_stand_yes_and_no() {
    for (yes, no) in [("Có", "Không"), ("C", "K")] {
        let mut sheet = vec![
            texts(&["BẢNG TỰ SOI CỦA ĐẢNG VIÊN"]),
            texts(&["TT", "Biểu hiện", NAMES[0], "<", NAMES[1], "<"]),
            texts(&["", "", yes, no, yes, no]),
        ];
        sheet.extend(rows(|i, w, y| {
            vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), String::new(), "x".into()]
        }));
        assert_eq!(told(&workbook(&[("Sheet1", sheet)])), both(), "{yes}");
    }
}

#[test]
fn the_title_of_a_group_reaches_to_the_next_one_though_it_is_not_merged() {
    let titles = |c: usize| ["Nhóm I", "Nhóm II", "Nhóm III"][c / 9].to_owned();
    let above = (0..27).map(|c| if c % 9 == 0 { titles(c) } else { String::new() });
    let numbers = (0..27).map(|c| format!("{}", c % 9 + 1));
    let marks = |said: &str| said.chars().map(|c| mark(c == 'y')).collect::<Vec<_>>();
    let row = |first: &str, name: &str, rest: Vec<String>| [texts(&[first, name]), rest].concat();
    let sheet = vec![
        texts(&["DANH SÁCH ĐẢNG VIÊN TỰ SOI 27 BIỂU HIỆN"]),
        texts(&["Đánh dấu x vào biểu hiện có, không có thì để trống."]),
        row("STT", "Họ và tên", above.collect()),
        row("", "", numbers.collect()),
        row("1", NAMES[0], marks(&pattern())),
        row("2", NAMES[1], marks("")),
    ];
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), both());
}

#[test]
fn answers_under_every_indicator_that_name_nobody_are_asked_about() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let answers = (0..27).map(|_| "Không".to_owned()).collect::<Vec<_>>();
    let sheet = vec![[texts(&["STT"]), codes].concat(), [texts(&["1"]), answers].concat()];
    let extraction = read(&workbook(&[("Tự soi", sheet)]));
    let codes: Vec<&str> = extraction.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["unknown-row"]);
}

#[test]
fn members_may_list_what_is_present_by_number() {
    let list = |said: &str| {
        let sheet = vec![
            texts(&["TỔNG HỢP KẾT QUẢ TỰ SOI"]),
            texts(&["STT", "Họ và tên", "Biểu hiện tự nhận có (ghi số thứ tự)", "Ghi chú"]),
            texts(&["1", NAMES[0], said, ""]),
            texts(&["2", NAMES[1], "Không", ""]),
        ];
        workbook(&[("Sheet1", sheet)])
    };
    assert_eq!(told(&list("3, 5, 14, 27")), both());
    assert_eq!(told(&list("I.3; I.5; II.5; III.9")), both());
    // No number tells whether they run through all groups.
    let unclear = read(&list("3, 5"));
    assert_eq!((unclear.reviews.len(), unclear.findings.len()), (1, 1));
}

#[test]
fn members_may_list_what_is_present_in_a_column_for_each_group() {
    let catalogue = catalogue();
    let yes = pattern();
    let present = |group: usize| {
        let of_group = catalogue.indicators.iter().zip(yes.chars());
        let labels = of_group.filter(|(i, c)| i.group == group && *c == 'y').map(|(i, _)| i.label.clone());
        labels.collect::<Vec<_>>().join(", ")
    };
    let groups = catalogue.groups.iter().map(|g| format!("{}. Đồng chí có biểu hiện nào?", g.title));
    let answers = |name: &str, said: [String; 3]| [texts(&["2026/06/12", name]), said.to_vec()].concat();
    let none = || "Không có biểu hiện nào".to_owned();
    let sheet = vec![
        [texts(&["Dấu thời gian", "Họ và tên"]), groups.collect()].concat(),
        answers(NAMES[0], [present(0), present(1), present(2)]),
        answers(NAMES[1], [none(), none(), none()]),
    ];
    assert_eq!(told(&workbook(&[("Form Responses 1", sheet.clone())])), both());
    let mut strange = sheet;
    strange[2][3] = "Ngại ghi sổ".into();
    let unclear = format!("{}{}{}", "n".repeat(9), "u".repeat(9), "n".repeat(9));
    let expected = vec![(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), unclear)];
    assert_eq!(told(&workbook(&[("Form Responses 1", strange)])), expected, "words that are no indicator's");
}

#[test]
fn a_column_for_a_group_may_answer_all_of_it_by_number_and_give_a_level() {
    let row =
        |name: &str, said: [&str; 3]| [vec![name.to_owned()], said.map(str::to_owned).to_vec()].concat();
    let sheet = vec![
        texts(&["SỔ THEO DÕI TỰ SOI"]),
        texts(&["Họ và tên", "Nhóm I", "Nhóm II", "Nhóm III"]),
        row(NAMES[0], ["1-9: không", "II.5 (nhẹ)", "0"]),
        row(NAMES[1], ["0", "II.4, II.5 (nhẹ)", "0"]),
    ];
    let reviews = read(&workbook(&[("Sheet1", sheet)])).reviews;
    let told: Vec<String> = reviews.iter().map(letters).collect();
    let (no, of_one, of_two) = ("n".repeat(9), "nnnnynnnn", "nnnuunnnn");
    assert_eq!(
        told,
        [format!("{no}{of_one}{no}"), format!("{no}{of_two}{no}")],
        "of two it may be that of one"
    );
    assert_eq!(reviews[0].answers[13].level, Some(Level::Slight));
}

#[test]
fn minutes_with_a_sentence_of_each_member_in_a_table_are_read_row_by_row() {
    let row = |name: &str, said: &str| texts(&[name, said, "Nhất trí"]);
    let sheet = vec![
        texts(&["BIÊN BẢN TỰ SOI, TỰ SỬA"]),
        texts(&["Họ và tên", "Nội dung tự soi", "Ý kiến góp ý của chi bộ"]),
        row(NAMES[0], "Tự nhận I.3, I.5, II.5 và III.9. Còn lại không."),
        row(NAMES[1], "Không vi phạm biểu hiện nào."),
        row("Lò Thị Phương", "Cơ bản không, nhóm I đôi lúc còn có."),
    ];
    let document = workbook(&[("Sheet1", sheet)]);
    assert_eq!(told(&document), both());
    assert!(codes_of(&document).contains(&"unknown-row"), "what is not understood is asked about");
}

#[test]
fn a_form_may_stand_on_a_sheet_for_each_group() {
    let body = rows(|i, w, y| vec![format!("{}", i % 9 + 1), w.into(), mark(y), mark(!y)]);
    let sheet = |group: usize, name: &str| {
        let top = [vec![format!("Họ và tên: {name}"), String::new(), String::new(), String::new()]];
        let answers = headed(&["STT", "Biểu hiện", "Có", "Không"], body[group * 9..group * 9 + 9].to_vec());
        [texts(&["PHIẾU TỰ SOI, TỰ SỬA"])].into_iter().chain(top).chain(answers).collect::<Vec<_>>()
    };
    let sheets =
        [("Nhóm I", sheet(0, NAMES[0])), ("Nhóm II", sheet(1, NAMES[0])), ("Nhóm III", sheet(2, NAMES[0]))];
    assert_eq!(told(&workbook(&sheets)), [(NAMES[0].into(), pattern())]);
    let of_two = [("Nhóm I", sheet(0, NAMES[0])), ("Nhóm II", sheet(1, NAMES[1]))];
    assert_eq!(told(&workbook(&of_two)).len(), 2, "two people's");
}

#[test]
fn what_was_answered_a_quarter_before_does_not_count() {
    let period = Period::of("Quý II/2026");
    for (then, now) in [("Quý trước", "Quý này"), ("Kết quả tự soi quý I/2026", "Kết quả tự soi quý II/2026")]
    {
        let words = |yes: bool| if yes { "Có" } else { "Không" }.to_owned();
        let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), words(i % 2 == 0), words(y)]);
        let page = head().table(&headed(&["TT", "Biểu hiện", then, now], body)).document();
        let mut extractor = Extractor::new(&catalogue()).expect("sound words");
        extractor.context = extractor.context.in_period(period);
        let reviews = extractor.read(&page).reviews;
        assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern()], "{now}");
    }
    let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]);
    let alone = head().table(&headed(&["TT", "Biểu hiện", "Có (quý trước)", "Không (quý trước)"], body));
    assert_eq!(letters(&one(&alone.document())), pattern(), "nothing else answers");
}

#[test]
fn counts_may_stand_in_a_column_for_each_unit() {
    let units = ["Chi bộ thôn Bãi Cát", "Chi bộ thôn Gò Mối"];
    let mut sheet = vec![
        texts(&["BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI CÁC CHI BỘ"]),
        texts(&["TT", "Biểu hiện", units[0], units[1], "Tổng cộng"]),
    ];
    sheet.extend(rows(|i, w, _| {
        let all = format!("{}", i % 3 + 2);
        vec![format!("{}", i + 1), w.into(), format!("{}", i % 3), "2".into(), all]
    }));
    let reviews = read(&workbook(&[("Sheet1", sheet)])).reviews;
    let of = |at: usize| (reviews[at].unit_lines[0].text.as_str(), reviews[at].answers[4].count);
    assert_eq!((reviews.len(), of(0), of(1)), (2, (units[0], Some(1)), (units[1], Some(2))));
    assert!(reviews.iter().all(|review| review.kind == Kind::Tally));
}

#[test]
fn nobody_in_words_beside_a_number_of_members_is_none() {
    let mut sheet =
        vec![texts(&["BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI"]), texts(&["TT", "Biểu hiện", "Có", "Không"])];
    sheet.extend(rows(|i, w, y| {
        let present = if y { "03 đồng chí" } else { "Không có" };
        vec![format!("{}", i + 1), w.into(), present.into(), format!("{} đ/c", if y { 15 } else { 18 })]
    }));
    let review = one(&workbook(&[("Sheet1", sheet)]));
    assert_eq!(review.answers.iter().filter_map(|a| a.count).sum::<u32>(), 12);
    assert!(review.answers.iter().all(|a| a.count.is_some()));
}

#[test]
fn a_paper_that_explains_the_indicators_is_nobodys_form() {
    let table = headed(
        &["TT", "Biểu hiện", "Dấu hiệu nhận diện", "Cơ quan theo dõi"],
        rows(|i, w, _| {
            vec![format!("{}", i + 1), w.into(), "Nói không đi đôi với làm".into(), "Ủy ban Kiểm tra".into()]
        }),
    );
    let codes = |title: &str| {
        let findings = read(&Page::default().line(title).table(&table).document()).findings;
        findings.iter().map(|finding| finding.code().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("HƯỚNG DẪN NHẬN DIỆN 27 BIỂU HIỆN"), ["no-form"]);
    assert_eq!(codes("Đồng chí nào cũng đọc"), ["unknown-layout"]);
}

fn codes_of(document: &Document) -> Vec<&'static str> {
    read(document).findings.iter().map(crate::finding::Finding::code).collect()
}

/// A sheet with a column for each indicator, a legend above it and the rows of members.
pub(super) fn with_legend(legend: &str, members: &[(&str, Vec<String>)]) -> Document {
    let codes = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let mut sheet = vec![texts(&["BẢNG TỰ SOI CỦA ĐẢNG VIÊN"]), texts(&[legend])];
    sheet.push([texts(&["TT", "Họ và tên"]), codes].concat());
    for (name, said) in members {
        sheet.push([texts(&["1", name]), said.clone()].concat());
    }
    workbook(&[("Sheet1", sheet)])
}

/// A row in which two signs stand for yes and for no.
pub(super) fn signs(yes: &str, no: &str) -> Vec<String> {
    pattern().chars().map(|c| if c == 'y' { yes } else { no }.to_owned()).collect()
}

#[test]
fn a_member_who_was_not_there_is_one_question_and_no_review() {
    for legend in ["", "Đánh dấu x nếu có biểu hiện, để trống nếu không"] {
        let document = with_legend(
            legend,
            &[(NAMES[0], signs("x", "0")), (NAMES[1], texts(&["Miễn sinh hoạt (tuổi cao)"]))],
        );
        assert_eq!(told(&document).len(), 1, "{legend}");
        assert_eq!(codes_of(&document), ["excused"], "{legend}");
    }
}

#[test]
fn a_member_whose_row_is_struck_out_is_one_question_and_no_review() {
    let struck = |text: &str| if text.is_empty() { String::new() } else { format!("~{text}~") };
    let answers: Vec<String> = signs("x", "0").iter().map(|sign| struck(sign)).collect();
    for struck_answers in [answers, signs("x", "0")] {
        let document = with_legend("", &[(NAMES[0], signs("x", "0")), (&struck(NAMES[1]), struck_answers)]);
        assert_eq!(told(&document).len(), 1);
        assert_eq!(codes_of(&document), ["struck-out"]);
    }
}

#[test]
fn a_sheet_is_about_the_group_that_its_title_or_its_tab_names() {
    let sheet = |title: &str| {
        let numbers = (1..=9).map(|n| n.to_string()).collect();
        let answers = (0..9).map(|_| "Không".to_owned()).collect();
        vec![
            texts(&[title]),
            [texts(&["STT", "Họ và tên"]), numbers].concat(),
            [texts(&["1", NAMES[1]]), answers].concat(),
        ]
    };
    let titles = [
        "TỔNG HỢP TỰ SOI NHÓM I: SUY THOÁI VỀ TƯ TƯỞNG CHÍNH TRỊ",
        "TỔNG HỢP TỰ SOI NHÓM II: SUY THOÁI VỀ ĐẠO ĐỨC, LỐI SỐNG",
        "TỔNG HỢP TỰ SOI NHÓM III",
    ];
    let of_title =
        workbook(&[("Sheet3", sheet(titles[2])), ("Sheet1", sheet(titles[0])), ("Sheet2", sheet(titles[1]))]);
    assert_eq!(told(&of_title), [(NAMES[1].to_owned(), "n".repeat(27))]);
    let plain = "TỔNG HỢP TỰ SOI";
    let tabs = workbook(&[("Nhóm I", sheet(plain)), ("Nhóm II", sheet(plain)), ("Nhóm III", sheet(plain))]);
    assert_eq!(told(&tabs), [(NAMES[1].to_owned(), "n".repeat(27))]);
}

/// A list of what members admit with what they will do about it.
fn admitted(heading: &str, rows: &[[&str; 3]]) -> Vec<Vec<String>> {
    let mut sheet = vec![
        texts(&["DANH SÁCH ĐẢNG VIÊN TỰ NHẬN CÓ BIỂU HIỆN VÀ ĐĂNG KÝ KHẮC PHỤC"]),
        texts(&["TT", "Họ và tên", heading, "Biện pháp khắc phục", "Thời hạn"]),
    ];
    sheet.extend(rows.iter().map(|[name, said, action]| texts(&["1", name, said, action, "31/12/2026"])));
    sheet
}

#[test]
fn a_list_of_what_members_admit_may_say_what_they_will_do_about_it() {
    let sheet = admitted(
        "Biểu hiện tự nhận có",
        &[
            [NAMES[0], "Biểu hiện 3 nhóm I; biểu hiện 5 nhóm I", "Đọc nghị quyết hằng tuần"],
            [NAMES[0], "II.5", "Xuống địa bàn hằng tháng"],
            ["", "III.9", "Nghe ý kiến của bà con"],
            [NAMES[1], "Không có biểu hiện nào", ""],
        ],
    );
    let document = workbook(&[("Sheet1", sheet)]);
    assert_eq!(told(&document), both());
    let promised: Vec<usize> = read(&document).reviews.iter().map(|r| r.commitments.len()).collect();
    assert_eq!(promised, [3, 0]);
}

#[test]
fn such_a_list_beside_the_answers_only_promises() {
    let answers = with_answers();
    let list = admitted("Biểu hiện tự nhận có", &[[NAMES[0], "I.3; I.5", "Đọc nghị quyết hằng tuần"]]);
    for sheets in
        [[("A", answers.clone()), ("B", list.clone())], [("B", list.clone()), ("A", answers.clone())]]
    {
        let document = workbook(&sheets);
        assert_eq!(told(&document), both());
        assert_eq!(read(&document).reviews[0].commitments.len(), 1);
        assert!(codes_of(&document).is_empty());
    }
    let other = admitted("Biểu hiện tự nhận có", &[[NAMES[0], "I.1", "Đọc nghị quyết hằng tuần"]]);
    assert_eq!(codes_of(&workbook(&[("A", answers), ("B", other)])), ["unknown-row"]);
}

pub(super) fn with_answers() -> Vec<Vec<String>> {
    let codes = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let row = |name: &str, said: &str| {
        [
            texts(&["1", name]),
            said.chars().map(|c| if c == 'y' { "Có" } else { "Không" }.to_owned()).collect(),
        ]
        .concat()
    };
    vec![
        texts(&["BẢNG TỰ SOI CỦA ĐẢNG VIÊN"]),
        [texts(&["TT", "Họ và tên"]), codes].concat(),
        row(NAMES[0], &pattern()),
        row(NAMES[1], &"n".repeat(27)),
    ]
}

#[test]
fn a_question_of_a_web_form_left_open_is_blank_for_its_group_only() {
    let sheet = vec![
        texts(&[
            "Dấu thời gian",
            "Họ và tên",
            "Nhóm I: Suy thoái về tư tưởng chính trị - tự nhận",
            "Nhóm II: Suy thoái về đạo đức, lối sống - tự nhận",
            "Nhóm III: “Tự diễn biến”, “tự chuyển hóa” - tự nhận",
        ]),
        texts(&["2026-06-22", NAMES[0], "Không có biểu hiện nào", "Không có biểu hiện nào", ""]),
    ];
    let expected = format!("{}{}", "n".repeat(18), "b".repeat(9));
    assert_eq!(told(&workbook(&[("Form", sheet)])), [(NAMES[0].to_owned(), expected)]);
}

#[test]
fn rows_may_name_a_member_and_the_code_of_an_indicator() {
    let mut sheet = vec![texts(&["BẢNG TỰ SOI"]), texts(&["TT", "Họ và tên", "Mã biểu hiện", "Trả lời"])];
    let codes: Vec<String> = catalogue().indicators.iter().rev().map(|i| i.code.clone()).collect();
    for (member, said) in [pattern(), "n".repeat(27)].iter().enumerate() {
        for (at, (code, answer)) in codes.iter().zip(said.chars().rev()).enumerate() {
            let answer = if answer == 'y' { "Có" } else { "Không" };
            sheet.push(vec![
                format!("{}", 27 * member + at + 1),
                NAMES[member].into(),
                code.clone(),
                answer.into(),
            ]);
        }
    }
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), both());
}

#[test]
fn of_quarters_side_by_side_the_earlier_one_is_left_aside() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let over = |title: &str| [texts(&[title]), vec!["<".to_owned(); 26]].concat();
    for (earlier, now) in [("Quý I/2026", "Quý II/2026"), ("Quý I", "Quý II")] {
        let sheet = vec![
            texts(&["TỔNG HỢP TỰ SOI"]),
            [texts(&["TT", "Họ và tên"]), over(earlier), over(now)].concat(),
            [texts(&["", ""]), codes.clone(), codes.clone()].concat(),
            [texts(&["1", NAMES[0]]), signs("Không", "Có"), signs("Có", "Không")].concat(),
        ];
        let extractor = Extractor::new(&catalogue()).expect("sound words");
        let context = extractor.context.in_period(Period::of("Quý II/2026"));
        let extractor = Extractor { context, ..Extractor::new(&catalogue()).expect("sound words") };
        let reviews = extractor.read(&workbook(&[("Sheet1", sheet)])).reviews;
        assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern()], "{earlier}");
    }
}

#[test]
fn rows_below_a_member_are_the_same_members() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let sheet = |name: &str, rows: [(&str, Vec<String>); 2]| {
        let mut sheet =
            vec![texts(&["BẢNG TỰ SOI"]), [texts(&["TT", "Họ và tên", "Nội dung"]), codes.clone()].concat()];
        let [(first, above), (second, below)] = rows;
        sheet.push([texts(&["1", NAMES[0], first]), above].concat());
        sheet.push([texts(&["", name, second]), below].concat());
        workbook(&[("Sheet1", sheet)])
    };
    for name in ["", "^"] {
        let marked = sheet(name, [("Có", signs("x", "")), ("Không", signs("", "x"))]);
        assert_eq!(told(&marked), [(NAMES[0].to_owned(), pattern())]);
        let graded = sheet(name, [("Tự soi", signs("Có", "Không")), ("Mức độ", signs("Nhẹ", ""))]);
        let reviews = read(&graded).reviews;
        assert_eq!(reviews.iter().map(letters).collect::<Vec<_>>(), [pattern()]);
        assert_eq!(reviews[0].answers[2].level, Some(crate::model::Level::Slight));
        let assessed = sheet(name, [("Cá nhân", signs("Có", "Không")), ("Chi bộ", signs("Có", "Không"))]);
        assert_eq!((told(&assessed).len(), codes_of(&assessed)), (1, vec!["unknown-row"]));
    }
}

#[test]
fn each_row_of_a_list_of_what_is_present_says_how_grave_it_is() {
    let title = [vec!["CHI BỘ CƠ QUAN".into()], vec!["KẾT QUẢ TỰ SOI CỦA TỪNG ĐẢNG VIÊN".into()]];
    let rows: [&[&str]; 5] = [
        &["TT", "Họ và tên", "Biểu hiện tự nhận", "Mức độ"],
        &["1", NAMES[0], "I.3", "Nhẹ"],
        &["", "", "II.5", "Trung bình"],
        &["", "", "III.9", "không rõ mức"],
        &["2", NAMES[1], "Không có biểu hiện nào", ""],
    ];
    let sheet = title.into_iter().chain(rows.iter().map(|row| texts(row))).collect();
    let review = read(&workbook(&[("Sheet1", sheet)])).reviews.remove(0);
    let of =
        |at: usize| (review.answers[at].answer, review.answers[at].level, review.answers[at].is_certain());
    assert_eq!(of(2), (Some(Answer::Yes), Some(Level::Slight), true));
    assert_eq!(of(13), (Some(Answer::Yes), Some(Level::Moderate), true));
    assert_eq!(of(26), (Some(Answer::Unclear), None, false));
}

/// A list of what members admit, with a code before the words.
fn coded(rows: &[&[&str]]) -> Document {
    let title = [vec!["CHI BỘ CƠ QUAN".into()], vec!["DANH SÁCH ĐẢNG VIÊN TỰ SOI".into()]];
    let heads: &[&str] =
        &["TT", "Họ và tên", "Biểu hiện số", "Biểu hiện tự nhận", "Biện pháp sửa", "Thời hạn"];
    let all = [heads].into_iter().chain(rows.iter().copied()).map(texts);
    workbook(&[("Sheet1", title.into_iter().chain(all).collect())])
}

#[test]
fn a_code_says_what_a_list_says_in_words_of_its_own() {
    let document = coded(&[
        &["1", NAMES[0], "I.3", "Ngại đọc sách báo của Đảng", "Đọc hằng tuần", "30/9/2026"],
        &["", "", "II.5", "Ít gặp bà con", "Xuống xóm hằng tháng", "30/9/2026"],
        &["", "", "I.5", "Còn nể nang bạn bè", "Góp ý thẳng", "30/9/2026"],
        &["", "", "III.9", "Còn phân biệt người nơi khác đến", "Nghe bà con", "30/9/2026"],
        &["2", NAMES[1], "", "Không có biểu hiện nào", "", ""],
    ]);
    assert_eq!(told(&document), both());
    assert_eq!(read(&document).reviews[0].commitments.len(), 4);
}

#[test]
fn a_row_of_a_list_that_is_not_understood_leaves_open_what_its_member_has_not() {
    let document = coded(&[
        &["1", NAMES[0], "I.3", "Ngại đọc sách báo của Đảng", "Đọc hằng tuần", "30/9/2026"],
        &["", "", "", "Còn nể nang bạn bè", "Góp ý thẳng", "30/9/2026"],
    ]);
    let expected: String = (0..27).map(|i| if i == 2 { 'y' } else { 'u' }).collect();
    assert_eq!(told(&document), [(NAMES[0].to_owned(), expected)]);
}

#[test]
fn a_level_in_brackets_is_that_of_the_one_that_is_listed_and_a_question_behind_several() {
    let first = |said: &str| {
        let sheet = admitted("Biểu hiện tự nhận có", &[[NAMES[0], said, ""], [NAMES[1], "Không có", ""]]);
        read(&workbook(&[("Sheet1", sheet)])).reviews.swap_remove(0)
    };
    let of_one = first("I.3 (mức độ nhẹ)");
    assert_eq!((letters(&of_one).matches('y').count(), of_one.answers[2].level), (1, Some(Level::Slight)));
    let of_two = letters(&first("I.3 (nhẹ); II.5"));
    assert_eq!((of_two.matches('u').count(), of_two.matches('y').count()), (2, 0), "{of_two}");
}

#[test]
fn a_question_may_number_its_indicator_with_the_group_in_brackets() {
    let catalogue = super::catalogue();
    let question = |i: &crate::model::Indicator| {
        let group = &catalogue.groups[i.group].code;
        let title = i.wording.split([';', '.']).next().unwrap_or_default();
        format!("Biểu hiện {} (nhóm {group}): {title}", i.number)
    };
    let head =
        ["Họ và tên".to_owned()].into_iter().chain(catalogue.indicators.iter().map(question)).collect();
    let answer = |letter| if letter == 'y' { "Có".to_owned() } else { "Không".into() };
    let row = ["Hà Văn Mơ".to_owned()].into_iter().chain(pattern().chars().map(answer)).collect();
    assert_eq!(letters(&one(&Page::default().table(&[head, row]).document())), pattern());
}
