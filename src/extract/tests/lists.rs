//! Members whose names stand in a row of their own, and lists of what members admit.

use super::layouts::rows;
use super::many::{NAMES, texts, told};
use super::page::{Page, workbook};
use super::{catalogue, letters, one, pattern, read};
use crate::document::Document;
use crate::model::{Answer, Level};

#[test]
fn names_in_a_row_below_or_above_the_headings_head_the_columns() {
    let none = "n".repeat(27);
    let numbers = ["STT", "Nội dung biểu hiện", "1", "2"];
    let people = ["", "Họ và tên", NAMES[0], NAMES[1]];
    let bare = ["", "", NAMES[0], NAMES[1]];
    let positions = ["", "Chức vụ", "Bí thư", "Đảng viên"];
    for heads in [vec![numbers, people, positions], vec![people, numbers], vec![numbers, bare]] {
        for yes in [pattern(), none.clone()] {
            let mut table: Vec<Vec<String>> = heads.iter().map(|head| texts(head)).collect();
            table.extend(rows(|i, w, _| {
                let said = if yes.as_bytes()[i] == b'y' { "Có" } else { "Không" };
                texts(&[&(i + 1).to_string(), w, said, "Không"])
            }));
            let page = Page::default().line("BẢNG TỰ SOI CÁ NHÂN").table(&table).document();
            let of_page = read(&page).reviews;
            let titled = std::iter::once(texts(&["BẢNG TỰ SOI CÁ NHÂN"])).chain(table).collect();
            let expected = [(NAMES[0].to_owned(), yes.clone()), (NAMES[1].to_owned(), none.clone())];
            assert_eq!(told(&workbook(&[("Sheet1", titled)])), expected, "{heads:?}");
            assert_eq!(of_page.iter().map(letters).collect::<Vec<_>>(), [yes, none.clone()], "{heads:?}");
        }
    }
}

#[test]
fn a_question_for_each_group_may_say_in_brackets_how_to_answer_it() {
    let indicators = super::catalogue().indicators;
    let asked = |title: &str| format!("{title} (chọn các biểu hiện có ở bản thân)");
    let head = [
        "Dấu thời gian".to_owned(),
        "Họ và tên".into(),
        asked("I. Suy thoái về tư tưởng chính trị"),
        asked("II. Suy thoái về đạo đức, lối sống"),
        asked("III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ"),
    ];
    let listed = format!("{}, {}", indicators[2].label, indicators[4].label);
    let none = "Không có biểu hiện nào";
    let sheet = vec![
        head.to_vec(),
        texts(&["10/06/2026", NAMES[0], &listed, &indicators[13].label, &indicators[26].label]),
        texts(&["11/06/2026", NAMES[1], none, none, none]),
    ];
    let expected = [(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), "n".repeat(27))];
    assert_eq!(told(&workbook(&[("Câu trả lời biểu mẫu 1", sheet)])), expected);
}

#[test]
fn a_register_of_what_members_admit_tells_by_those_who_have_none() {
    for heading in ["Biểu hiện (mã)", "Mã biểu hiện", "Các biểu hiện"] {
        let sheet = vec![
            texts(&["SỔ TỔNG HỢP BIỂU HIỆN ĐẢNG VIÊN TỰ NHẬN"]),
            texts(&["TT", "Họ và tên", heading, "Nội dung cụ thể", "Biện pháp khắc phục", "Thời hạn"]),
            texts(&["1", NAMES[0], "I.3, I.5", "Ngại học", "Học đủ các buổi", "30/9/2026"]),
            texts(&["", "", "II.5", "Xa dân", "Đi cơ sở", "30/9/2026"]),
            texts(&["", "", "III.9", "Còn nể nang", "Góp ý thẳng thắn", "30/9/2026"]),
            texts(&["2", NAMES[1], "Không có", "", "", ""]),
        ];
        let reviews = read(&workbook(&[("Sổ", sheet)])).reviews;
        let told: Vec<_> = reviews.iter().map(letters).collect();
        assert_eq!(told, [pattern(), "n".repeat(27)], "{heading}");
        assert_eq!(reviews[0].commitments.len(), 3, "{heading}");
    }
    let heading = ["TT", "Họ và tên", "Biểu hiện (mã)", "Biện pháp khắc phục", "Thời hạn"];
    let each = vec![
        texts(&["SỔ TỔNG HỢP BIỂU HIỆN ĐẢNG VIÊN TỰ NHẬN"]),
        texts(&heading),
        texts(&["1", NAMES[0], "I.3", "Học đủ các buổi", "30/9/2026"]),
        texts(&["2", NAMES[1], "II.5", "Đi cơ sở", "30/9/2026"]),
    ];
    let asked = read(&workbook(&[("Sổ", each)])).findings.iter().any(crate::finding::Finding::asks);
    assert!(asked, "nobody says that they have none");
}

#[test]
fn the_position_of_a_member_ends_no_list() {
    let sheet = vec![
        texts(&["TỔNG HỢP BIỂU HIỆN ĐẢNG VIÊN TỰ NHẬN"]),
        texts(&["TT", "Họ và tên", "Chức vụ", "Biểu hiện tự nhận có"]),
        texts(&["1", NAMES[0], "Đảng viên", "I.3, I.5, II.5, III.9"]),
        texts(&["2", NAMES[1], "Đảng viên", "Không"]),
        texts(&["", "", "", "Người tự soi"]),
        texts(&["", "", "", NAMES[1]]),
    ];
    let expected = [(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), "n".repeat(27))];
    assert_eq!(told(&workbook(&[("Sheet1", sheet)])), expected);
}

#[test]
fn a_position_behind_a_name_over_columns_counts_nobody() {
    for heads in [
        ["Đ/c Lê Thị Thử Nghiệm (Bí thư)", "Đ/c Trần Văn Mẫu (đảng viên)"],
        ["Lê Thị Thử Nghiệm - Bí thư", "Trần Văn Mẫu - ĐV"],
    ] {
        let mut sheet = vec![
            texts(&["TỰ SOI CỦA TỪNG ĐỒNG CHÍ TRONG BAN CHI ỦY"]),
            texts(&["TT", "Biểu hiện", heads[0], "<", heads[1], "<"]),
            texts(&["^", "^", "Có", "Không", "Có", "Không"]),
        ];
        sheet.extend(rows(|i, w, y| {
            let marks = if y { ["x", ""] } else { ["", "x"] };
            texts(&[&(i + 1).to_string(), w, marks[0], marks[1], "", "x"])
        }));
        let expected = [(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), "n".repeat(27))];
        assert_eq!(told(&workbook(&[("Sheet1", sheet)])), expected);
    }
}

#[test]
fn counts_on_a_sheet_for_each_group_make_one_tally() {
    let wordings = super::catalogue().indicators;
    let sheet = |group: usize, unit: &str| {
        let mut sheet = vec![
            texts(&[unit]),
            texts(&["TỔNG HỢP SỐ ĐẢNG VIÊN CÓ BIỂU HIỆN"]),
            texts(&["TT", "Biểu hiện", "Số đảng viên có biểu hiện"]),
        ];
        let of_group = wordings.iter().filter(|i| i.group == group).enumerate();
        sheet.extend(of_group.map(|(i, ind)| texts(&[&(i + 1).to_string(), &ind.wording, "2"])));
        sheet
    };
    let tabs = ["Nhóm I", "Nhóm II", "Nhóm III"];
    let book = |units: [&str; 3]| {
        let sheets: Vec<_> = (0..3).map(|group| (tabs[group], sheet(group, units[group]))).collect();
        read(&workbook(&sheets)).reviews
    };
    let whole = book(["CHI BỘ THÔN BÃI CÁT"; 3]);
    assert_eq!(whole.len(), 1);
    assert!(whole[0].answers.iter().all(|reading| reading.count == Some(2)));
    assert_eq!(book(["CHI BỘ THÔN BÃI CÁT", "CHI BỘ THÔN GÒ MỐI", "CHI BỘ THÔN BÃI CÁT"]).len(), 2);
}

#[test]
fn a_short_wording_may_be_asked_as_a_question() {
    let questions = super::catalogue().indicators.into_iter();
    let questions = questions.map(|i| format!("Đồng chí có biểu hiện “{}” không?", i.label));
    let answers = pattern().chars().map(|c| if c == 'y' { "Có" } else { "Không" }.to_owned()).collect();
    let sheet = vec![
        texts(&["Dấu thời gian", "Họ và tên"]).into_iter().chain(questions).collect(),
        [texts(&["10/06/2026", NAMES[0]]), answers].concat(),
    ];
    assert_eq!(told(&workbook(&[("Câu trả lời", sheet)])), [(NAMES[0].to_owned(), pattern())]);
}

#[test]
fn columns_of_which_nobody_knows_whose_they_are_make_no_review() {
    for heads in [["1", "2", "3"], ["Dũng", "Hoa", "Mơ"]] {
        let mut sheet = vec![
            texts(&["CHI BỘ THÔN BÃI CÁT"]),
            texts(&["BẢNG TỔNG HỢP TỰ SOI CỦA ĐẢNG VIÊN"]),
            [texts(&["TT", "Biểu hiện"]), texts(&heads)].concat(),
        ];
        sheet.extend(rows(|i, w, _| texts(&[&(i + 1).to_string(), w, "Không", "Không", "Không"])));
        let read = read(&workbook(&[("Sheet1", sheet)]));
        assert!(read.reviews.iter().all(|review| !letters(review).contains('n')), "{heads:?}");
        assert!(read.findings.iter().any(crate::finding::Finding::asks), "{heads:?}");
    }
}

#[test]
fn a_column_of_names_is_known_by_them_whatever_heads_it() {
    for heading in ["Người tự soi", "Tên ĐV", "Đ/c", "Cá nhân", "Đảng viên tự soi"] {
        let codes = super::catalogue().indicators.into_iter().map(|i| i.code.replace('.', ""));
        let row = |number: &str, name: &str, yes: &str| {
            let said = yes.chars().map(|c| if c == 'y' { "Có" } else { "Không" }.to_owned());
            [texts(&[number, name]), said.collect()].concat()
        };
        let sheet = vec![
            texts(&["TỔNG HỢP KẾT QUẢ TỰ SOI CỦA ĐẢNG VIÊN"]),
            texts(&["TT", heading]).into_iter().chain(codes).collect(),
            row("1", NAMES[0], &pattern()),
            row("2", NAMES[1], &"n".repeat(27)),
        ];
        let expected = [(NAMES[0].to_owned(), pattern()), (NAMES[1].to_owned(), "n".repeat(27))];
        assert_eq!(told(&workbook(&[("Sheet1", sheet)])), expected, "{heading}");
    }
}

#[test]
fn a_short_heading_over_marks_is_nobodys_name() {
    for (yes, no) in [("Có BH", "Không BH"), ("Có BH (x)", "Không BH (x)")] {
        let mut table = vec![texts(&["TT", "Biểu hiện", yes, no])];
        table.extend(rows(|i, w, y| {
            let marks = if y { ["x", ""] } else { ["", "x"] };
            texts(&[&(i + 1).to_string(), w, marks[0], marks[1]])
        }));
        let page = super::layouts::head().table(&table).document();
        let review = super::one(&page);
        assert_eq!((review.name.as_deref(), letters(&review)), (Some(NAMES[0]), pattern()), "{yes}");
    }
}

#[test]
fn the_level_beside_a_list_is_that_of_all_that_it_lists() {
    let said = |listed: &str, level: &str| {
        let rows = vec![
            texts(&["TT", "Họ và tên đảng viên", "Biểu hiện tự nhận có (ghi số từ 1 đến 27)", "Mức độ"]),
            texts(&["1", NAMES[0], listed, level]),
            texts(&["2", NAMES[1], "Không", ""]),
        ];
        let page = Page::default().line("DANH SÁCH ĐẢNG VIÊN TỰ SOI 27 BIỂU HIỆN").table(&rows);
        let mut reviews = read(&page.document()).reviews;
        assert_eq!(letters(&reviews[1]), "n".repeat(27));
        reviews.swap_remove(0)
    };
    let review = said("7; 11", "Nhẹ");
    let levels: Vec<_> = review.answers.iter().filter_map(|r| r.level).collect();
    assert_eq!(levels, [Level::Slight; 2]);
    for level in ["7 nhẹ, 11 vừa", "tương đối"] {
        let review = said("7; 11", level);
        assert_eq!(review.answers[6].answer, Some(Answer::Unclear), "{level}");
    }
}

#[test]
fn remarks_in_brackets_behind_codes_are_no_part_of_them() {
    let said = |listed: &str| {
        let rows = vec![
            texts(&["TT", "Họ và tên đảng viên", "Biểu hiện tự nhận có"]),
            texts(&["1", NAMES[0], listed]),
            texts(&["2", NAMES[1], "Không"]),
        ];
        let page = Page::default().line("DANH SÁCH ĐẢNG VIÊN TỰ SOI 27 BIỂU HIỆN").table(&rows);
        read(&page.document()).reviews.len()
    };
    assert_eq!(said("I.3 (còn lười học); I.5 (nể nang, ngại va chạm)"), 2);
    assert_eq!(said("I.3 (còn lười học); I.5 (đã khắc phục)"), 1, "what is taken back is a question");
}

/// A form that lists what is present in the table of what will be done about it, with a row merged over all columns.
fn listed_in_plan(last: &str) -> Document {
    let indicators = catalogue().indicators;
    let row = |at: usize| {
        let (number, group) = (indicators[at].number, ["I", "II", "III"][indicators[at].group]);
        texts(&[&format!("{number} nhóm {group}"), &indicators[at].wording, "Sửa ngay", "30/9/2026"])
    };
    let head = texts(&["Biểu hiện số", "Nội dung", "Biện pháp tự sửa", "Hạn hoàn thành"]);
    Page::default()
        .lines(["BẢN TỰ SOI, TỰ SỬA", "Họ và tên: Hà Văn Mơ"])
        .line("Qua đối chiếu với 27 biểu hiện, bản thân tôi tự thấy còn các biểu hiện sau:")
        .table(&[head, row(2), row(13), texts(&[last, "<", "<", "<"])])
        .document()
}

#[test]
fn what_is_present_may_be_listed_with_what_will_be_done_about_it() {
    let review = one(&listed_in_plan("Các biểu hiện còn lại: bản thân không có biểu hiện vi phạm."));
    let expected: String = (0..27).map(|i| if [2, 13].contains(&i) { 'y' } else { 'n' }).collect();
    assert_eq!(letters(&review), expected);
    assert_eq!(review.commitments.len(), 2);
    assert!(read(&listed_in_plan("")).reviews.is_empty(), "nothing denies the others");
}

#[test]
fn how_grave_a_table_of_what_will_be_done_says_that_something_is_belongs_to_the_answer() {
    let indicators = catalogue().indicators;
    let form = |grade: &str| {
        let row = |at: usize, grade: &str| texts(&[&indicators[at].wording, grade, "Sửa ngay", "30/9/2026"]);
        let head = texts(&["Biểu hiện", "Mức độ", "Biện pháp", "Thời hạn"]);
        let page = Page::default()
            .lines(["BẢN TỰ SOI", "Họ và tên: Hà Văn Mơ", "Các biểu hiện bản thân tự nhận:"])
            .table(&[head, row(2, grade), row(13, "Trung bình")])
            .line("Tất cả các biểu hiện khác: không.");
        read(&page.document())
    };
    let levels: Vec<_> = form("Nhẹ").reviews[0].answers.iter().filter_map(|r| r.level).collect();
    assert_eq!(levels, [Level::Slight, Level::Moderate]);
    assert!(form("Hơi hơi").reviews.is_empty(), "how grave it is is not known");
}

#[test]
fn below_the_heading_of_a_list_may_stand_that_there_is_nothing_or_what_each_group_has() {
    let form = |lines: &[&str]| {
        let head = ["BẢN TỰ SOI", "Họ và tên: Hà Văn Mơ", "Những biểu hiện còn mắc:"];
        read(&Page::default().lines(head).lines(lines.iter().copied()).document())
    };
    assert_eq!(letters(&form(&["Không."]).reviews[0]), "n".repeat(27));
    let listed = form(&[
        "+ Nhóm I, biểu hiện 6: nhận việc mà chưa làm xong.",
        "+ Nhóm II, biểu hiện 1: còn so đo ngày công.",
        "Ngoài 02 biểu hiện trên, tôi không có biểu hiện nào khác.",
    ]);
    let expected: String = (0..27).map(|i| if [5, 9].contains(&i) { 'y' } else { 'n' }).collect();
    assert_eq!(letters(&listed.reviews[0]), expected);
    assert!(form(&["Không rõ."]).reviews.is_empty());
}
