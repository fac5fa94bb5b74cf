//! Marks a row too low, answers taken back, examples that the office printed, and additions of its own.

use super::layouts::{head, headed, mark, rows};
use super::many::{NAMES, texts};
use super::page::workbook;
use super::{catalogue, letters, one, pattern, read};
use crate::model::Answer;

const COLUMNS: [&str; 5] = ["TT", "Biểu hiện", "Có", "Không", "Ghi chú"];

/// The rows of a form below the titles of the groups; the marks of what is absent stand so many rows lower.
fn grouped(slip: usize) -> Vec<Vec<String>> {
    let group = |title: &str| texts(&["", title, "", "", ""]);
    let titles = [
        "I. Suy thoái về tư tưởng chính trị",
        "II. Suy thoái về đạo đức, lối sống",
        "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
    ];
    let own = rows(|i, w, y| vec![(i % 9 + 1).to_string(), w.into(), mark(y), String::new(), String::new()]);
    let mut all: Vec<Vec<String>> = Vec::new();
    for (title, rows) in titles.iter().zip(own.chunks(9)) {
        all.push(group(title));
        all.extend_from_slice(rows);
    }
    all.push(group("Cộng"));
    let absent: Vec<usize> =
        (0..all.len() - 1).filter(|at| !all[*at][0].is_empty() && all[*at][2].is_empty()).collect();
    for at in absent {
        all[at + slip][3] = "x".into();
    }
    all
}

#[test]
fn marks_that_stand_a_row_too_low_are_all_doubted() {
    let sound = one(&head().table(&headed(&COLUMNS, grouped(0))).document());
    assert_eq!(letters(&sound), pattern());
    let slipped = one(&head().table(&headed(&COLUMNS, grouped(1))).document());
    assert!(slipped.answers.iter().all(|reading| !reading.is_certain()), "{}", letters(&slipped));
}

#[test]
fn a_mark_beside_the_title_of_a_group_without_marks_says_nothing_of_the_others() {
    let mut rows = grouped(0);
    rows[10][3] = "x".into();
    rows[11..20].iter_mut().for_each(|row| row[2..4].fill(String::new()));
    let review = one(&head().table(&headed(&COLUMNS, rows)).document());
    assert_eq!(letters(&review), format!("{}{}{}", &pattern()[..9], "b".repeat(9), &pattern()[18..]));
}

#[test]
fn a_remark_that_a_mark_is_in_the_wrong_column_doubts_it() {
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| {
            let remark = if i == 2 { "bấm nhầm cột" } else { "" };
            vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), remark.into()]
        }),
    );
    let review = one(&head().table(&table).document());
    assert_eq!(letters(&review), pattern().replacen('y', "c", 1));
}

#[test]
fn a_number_behind_a_mark_leads_to_a_note_that_may_say_anything() {
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| {
            let yes = if i == 2 { "x (1)".to_owned() } else { mark(y) };
            vec![(i + 1).to_string(), w.into(), yes, mark(!y), String::new()]
        }),
    );
    let page = head().table(&table).line("(1) Việc này từ năm 2024, đã khắc phục xong; quý này không còn.");
    assert_eq!(letters(&one(&page.document())), pattern().replacen('y', "u", 1));
}

#[test]
fn an_answer_may_be_put_right_by_the_number_of_its_row() {
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
    );
    for row in ["STT 14", "câu số 14", "dòng 14"] {
        let line = format!("Đính chính: {row} ghi nhầm cột, bản thân không có biểu hiện này.");
        let review = one(&head().table(&table).line(&line).document());
        assert!(!review.answers[13].is_certain(), "{row}");
        assert!(review.answers[4].is_certain(), "{row}");
    }
}

#[test]
fn the_row_of_an_example_is_nobodys_answer() {
    let mut table = headed(
        &COLUMNS,
        rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
    );
    let example = texts(&["VD", &catalogue().indicators[5].wording, "x", "", "Ngại va chạm"]);
    table.insert(1, example);
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn nobody_is_called_a_letter() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let heading = [texts(&["STT", "Họ và tên"]), codes].concat();
    let signs =
        |yes: &str| yes.chars().map(|c| if c == 'y' { "x" } else { "0" }.to_owned()).collect::<Vec<_>>();
    let row = |number: &str, name: &str| [texts(&[number, name]), signs(&pattern())].concat();
    for (number, name) in [("1", "Nguyễn Văn A"), ("VD", NAMES[1])] {
        let title = texts(&["KẾT QUẢ TỰ SOI CỦA TỪNG ĐẢNG VIÊN (x = có, 0 = không)"]);
        let sheet = vec![title, heading.clone(), row(number, name), row("2", NAMES[0])];
        let read = read(&workbook(&[("Tự soi", sheet)]));
        let names: Vec<_> = read.reviews.iter().filter_map(|review| review.name.as_deref()).collect();
        assert_eq!(names, [NAMES[0]], "{name}");
        assert!(read.findings.iter().any(|finding| finding.code() == "sample"), "{name}");
    }
}

#[test]
fn columns_that_turn_the_indicators_around_are_asked_about() {
    let turned =
        |i: &crate::model::Indicator| format!("{}. Tôi không {}", i.number, i.wording.to_lowercase());
    let questions: Vec<String> = catalogue().indicators.iter().map(turned).collect();
    let heading = [texts(&["Dấu thời gian", "Họ và tên"]), questions].concat();
    let row = |name: &str| [texts(&["12/6/2026", name]), vec!["Đồng ý".to_owned(); 27]].concat();
    let sheet = vec![heading, row(NAMES[0]), row(NAMES[1])];
    let read = read(&workbook(&[("Câu trả lời biểu mẫu 1", sheet)]));
    assert!(
        read.reviews.is_empty() || read.reviews.iter().all(|r| r.answers.iter().all(|a| !a.is_certain()))
    );
    assert!(read.findings.iter().any(crate::finding::Finding::asks), "not called no form");
}

#[test]
fn what_the_office_added_before_the_list_begins_no_form_of_its_own() {
    let mut table = headed(&["TT", "Biểu hiện", "Có", "Không"], Vec::new());
    table.push(texts(&["", "Phần 1. Biểu hiện do xã bổ sung", "", ""]));
    table.push(texts(&["X1", "Chưa nêu gương trong thu gom, phân loại rác thải", "x", ""]));
    let borrowed = &catalogue().indicators[21].label;
    table.push(texts(&["X2", borrowed, "", "x"]));
    table.push(texts(&["", "Phần 2. 27 biểu hiện", "", ""]));
    table.extend(rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y)]));
    let review = one(&head().table(&table).document());
    assert_eq!(letters(&review), pattern());
    assert!(review.answers.iter().all(|reading| reading.answer != Some(Answer::Unclear)));
}

#[test]
fn a_member_who_stands_twice_in_a_list_is_one_whose_different_answers_are_open() {
    let codes: Vec<String> = catalogue().indicators.iter().map(|i| i.code.clone()).collect();
    let heading = [texts(&["STT", "Họ và tên", "Ngày sinh"]), codes].concat();
    let signs =
        |yes: &str| yes.chars().map(|c| if c == 'y' { "x" } else { "-" }.to_owned()).collect::<Vec<_>>();
    let row =
        |number: &str, name: &str, born: &str, yes: &str| [texts(&[number, name, born]), signs(yes)].concat();
    let again = format!("{} (sửa lại, thay dòng 1)", NAMES[0]);
    let none = "n".repeat(27);
    let letters_of = |born: &str| {
        let title = texts(&["KẾT QUẢ TỰ SOI (x: có; -: không)"]);
        let rows = [row("1", NAMES[0], "28/07/1997", &pattern()), row("2", &again, born, &none)];
        let read = read(&workbook(&[("TS", [vec![title, heading.clone()], rows.to_vec()].concat())]));
        read.reviews.iter().map(letters).collect::<Vec<_>>()
    };
    assert_eq!(letters_of("28/07/1997"), [pattern().replace('y', "c")]);
    assert_eq!(letters_of("02/03/1970"), [pattern(), none.clone()], "a namesake is somebody else");
}

#[test]
fn a_form_that_counts_otherwise_than_its_answers_is_asked_about() {
    let counted = |yes: &str, no: &str, line: &str| {
        let mut table = headed(
            &COLUMNS,
            rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
        );
        table.push(texts(&["", "Cộng", yes, no, ""]));
        let read = read(&head().table(&table).line(line).document());
        read.reviews
            .iter()
            .flat_map(|review| &review.flags)
            .map(|flag| &flag.finding)
            .chain(&read.findings)
            .any(|finding| finding.code() == "sum-differs")
    };
    assert!(!counted("4", "23", "Tổng hợp: bản thân tự nhận có 04 biểu hiện."));
    assert!(counted("05", "22", ""));
    assert!(counted("", "", "Tổng hợp: bản thân tự nhận có 01 biểu hiện, 26 biểu hiện không."));
    assert!(!counted("x", "x", "Bản thân đã đối chiếu 27 biểu hiện."), "a mark is no number");
}

/// A form with marks, these lines above its table and these below.
fn form(above: &[&str], below: &[&str]) -> super::Extraction {
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
    );
    read(&head().lines(above).table(&table).lines(below).document())
}

fn certain(read: &super::Extraction) -> usize {
    read.reviews.iter().flat_map(|review| &review.answers).filter(|reading| reading.is_certain()).count()
}

#[test]
fn provisional_answers_are_all_open() {
    for line in [
        "(Đồng chí đang đi làm ăn xa, tổ trưởng tạm ghi cho đủ phiếu, khi về sẽ hỏi lại.)",
        "BẢN NHÁP",
        "Tôi đánh dấu thử, chưa phải kết quả của tôi.",
    ] {
        assert_eq!(certain(&form(&[line], &[])), 0, "{line}");
    }
    assert_eq!(certain(&form(&["(Đảng viên tự ghi, nộp trước ngày 30/6.)"], &[])), 27);
}

#[test]
fn answers_below_the_heading_of_an_earlier_round_are_open() {
    for line in ["A. KẾT QUẢ TỰ SOI KỲ TRƯỚC (chép từ phiếu cũ)", "KẾT QUẢ TỰ SOI CỦA QUÝ TRƯỚC"]
    {
        assert_eq!(certain(&form(&[line], &[])), 0, "{line}");
    }
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
    );
    let old =
        super::page::Page::default().lines(["BẢN TỰ SOI KỲ TRƯỚC", "Họ và tên: Lê Thị Thử"]).table(&table);
    assert_eq!(certain(&read(&old.document())), 27, "nobody may have changed the title");
    let spoken = "Căn cứ kết quả tự soi kỳ trước, tôi xin báo cáo như sau.";
    assert_eq!(certain(&form(&[spoken], &[])), 27, "a sentence heads nothing");
    let both = ["A. KẾT QUẢ TỰ SOI KỲ TRƯỚC: không có", "B. KẾT QUẢ TỰ SOI KỲ NÀY"];
    assert_eq!(certain(&form(&both, &[])), 27, "the heading right above them counts");
}

#[test]
fn one_who_answers_as_those_above_is_asked_about() {
    let read = form(&[], &["--- Đào Thu Oanh ---", "Như trên, riêng mục 5 tôi không có."]);
    assert!(
        read.findings
            .iter()
            .chain(read.reviews.iter().flat_map(|r| r.flags.iter().map(|f| &f.finding)))
            .any(|finding| finding.code() == "amended-below")
    );
}

#[test]
fn a_position_is_nobodys_name() {
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
    );
    let page = super::page::Page::default().lines(["BẢN TỰ SOI", "Họ và tên: Đ/c Phó Bí thư – Trưởng thôn"]);
    assert_eq!(one(&page.table(&table).document()).name, None);
}

#[test]
fn numbers_of_some_indicators_name_none() {
    let wide = |numbers: std::ops::RangeInclusive<u32>| {
        let heading: Vec<String> =
            texts(&["TT", "Họ và tên"]).into_iter().chain(numbers.clone().map(|n| n.to_string())).collect();
        let row = |at: usize| {
            [
                texts(&[&(at + 1).to_string(), NAMES[at]]),
                numbers.clone().map(|_| "Không".to_owned()).collect(),
            ]
            .concat()
        };
        let title = texts(&["TỔNG HỢP PHIẾU TỰ SOI 27 BIỂU HIỆN CỦA ĐẢNG VIÊN"]);
        certain(&read(&workbook(&[("DV", vec![title, heading, row(0), row(1)])])))
    };
    assert_eq!(wide(1..=24), 0, "three were taken out and the rest counted anew");
    assert_eq!(wide(1..=27), 54);
}

#[test]
fn a_list_beside_names_that_is_not_understood_is_asked_about() {
    let labels: Vec<String> = catalogue().indicators.iter().take(9).map(|i| i.label.clone()).collect();
    let heading =
        texts(&["Dấu thời gian", "Họ và tên", "Đồng chí hãy tích vào các biểu hiện bản thân KHÔNG mắc"]);
    let row = |name: &str| texts(&["20/06/2026", name, &labels.join("; ")]);
    let read = read(&workbook(&[("Câu trả lời biểu mẫu 1", vec![heading, row(NAMES[0]), row(NAMES[1])])]));
    assert!(
        read.reviews.is_empty() && read.findings.iter().any(crate::finding::Finding::asks),
        "{:?}",
        read.findings
    );
}

#[test]
fn a_letter_may_call_the_form_that_came_with_it_a_draft_or_put_it_right() {
    let extractor = crate::extract::Extractor::new(&catalogue()).expect("sound words");
    let table = headed(
        &COLUMNS,
        rows(|i, w, y| vec![(i + 1).to_string(), w.into(), mark(y), mark(!y), String::new()]),
    );
    let document = head().table(&table).document();
    for (letter, open) in [
        ("Gửi anh xem trước bản nháp, tôi đánh dấu thử, chưa phải kết quả của tôi.", 27),
        ("Riêng mục 2 nhóm II trong phiếu em đánh Không, em xin nhận là Có, nhờ văn phòng sửa giúp.", 1),
        ("Em gửi phiếu tự soi ạ.", 0),
    ] {
        let mut read = extractor.read(&document);
        let said = extractor.amend(&mut read, &super::page::Page::default().line(letter).document());
        assert_eq!((27 - certain(&read), said.is_some()), (open, open > 0), "{letter}");
    }
}
