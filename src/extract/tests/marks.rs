//! Marks: what people put where an answer belongs.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{catalogue, letters, one, pattern, read};

/// A form whose first row holds these two squares, all others a plain no.
fn first_row(yes: &str, no: &str) -> String {
    let rows = catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
        let (y, n) = if i == 0 { (yes, no) } else { ("", "x") };
        vec![format!("{}", i + 1), indicator.wording, y.to_owned(), n.to_owned()]
    });
    let heading: Vec<String> = ["TT", "Biểu hiện", "Có", "Không"].map(String::from).to_vec();
    let table: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    letters(&one(&Page::default().line("Họ và tên: Lê Thị Thử").table(&table).document()))[..1].to_owned()
}

#[test]
fn a_mark_in_one_column_answers_and_in_both_or_none_does_not() {
    assert_eq!(first_row("x", ""), "y");
    assert_eq!(first_row("", "✓"), "n");
    assert_eq!(first_row("☒", "☐"), "y");
    assert_eq!(first_row("☐", "☐"), "b");
    assert_eq!(first_row("", ""), "b");
    assert_eq!(first_row("……", "……"), "b");
    assert_eq!(first_row("x", "x"), "c");
    assert_eq!(first_row("1", "0"), "y");
}

#[test]
fn a_word_under_its_own_heading_is_a_mark_and_under_the_other_a_conflict() {
    assert_eq!(first_row("Có", ""), "y");
    assert_eq!(first_row("", "Không"), "n");
    assert_eq!(first_row("Không", ""), "c");
    assert_eq!(first_row("Đôi lúc còn chậm", ""), "y");
}

#[test]
fn what_is_not_understood_is_never_guessed() {
    assert_eq!(first_row("?", ""), "u");
    assert_eq!(first_row("\u{fffc}", ""), "u");
    assert_eq!(first_row("Có", "Không"), "u", "both words printed, none chosen");
    assert_eq!(first_row("7", ""), "u");
}

#[test]
fn a_ditto_mark_repeats_the_answer_above() {
    let rows = catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
        let word = match i {
            0 => "Không",
            5 => "Có",
            _ if i % 2 == 0 => "-nt-",
            _ => "\"",
        };
        vec![format!("{}", i + 1), indicator.wording, word.to_owned()]
    });
    let heading: Vec<String> = ["TT", "Biểu hiện", "Tự soi"].map(String::from).to_vec();
    let table: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    let review = one(&Page::default().line("Họ và tên: Lê Thị Thử").table(&table).document());
    assert_eq!(letters(&review), format!("{}{}", "n".repeat(5), "y".repeat(22)));
}

/// The head of a form that is one whatever is answered in it.
fn titled() -> Page {
    Page::default().line("BẢN TỰ SOI, TỰ SỬA").line("Họ và tên: Lê Thị Thử")
}

/// The answer in the first row of a form, of these two squares under these two headings; all others are empty, and
/// `and` is what else the form says.
fn first_row_under(headings: [&str; 2], squares: [&str; 2], and: &str) -> String {
    let rows = catalogue().indicators.into_iter().enumerate().map(|(i, indicator)| {
        let [one, other] = if i == 0 { squares } else { ["", ""] };
        vec![format!("{}", i + 1), indicator.wording, one.to_owned(), other.to_owned()]
    });
    let heading: Vec<String> = ["TT", "Biểu hiện", headings[0], headings[1]].map(String::from).to_vec();
    let table: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    letters(&one(&titled().line(and).table(&table).document()))[..1].to_owned()
}

#[test]
fn a_mark_under_a_heading_that_is_not_understood_is_a_question() {
    for headings in [["Có", "Khôn g"], ["C ó", "Không"]] {
        assert_eq!(first_row_under(headings, ["x", "x"], ""), "u", "{headings:?}");
    }
    assert_eq!(first_row_under(["Có", "Khôn g"], ["", "✓"], ""), "u");
    assert_eq!(first_row_under(["C ó", "Không"], ["☒", "☐"], ""), "u");
    assert_eq!(first_row_under(["Có", "Khôn g"], ["x", ""], ""), "y");
    assert_eq!(first_row_under(["C ó", "Không"], ["", "x"], ""), "n");
}

#[test]
fn a_mark_under_a_heading_that_is_not_understood_is_no_empty_place() {
    let empty_is_no = "(Đánh dấu x nếu có biểu hiện)";
    assert_eq!(first_row_under(["Có", "Khôn g"], ["", ""], empty_is_no), "n");
    assert_eq!(first_row_under(["Nhẹ", "Nghiêm trọn g"], ["", "x"], empty_is_no), "u");
}

/// The answer to the first indicator in a row of these squares under these headings, which may be two rows high.
fn answered(upper: &[&str], lower: &[&str], squares: &[&str]) -> String {
    let row = |at: String, wording: String, rest: &[&str]| {
        let rest = rest.iter().map(|s| (*s).to_owned());
        [at, wording].into_iter().chain(rest).collect::<Vec<String>>()
    };
    let mut table = vec![row("TT".into(), "Biểu hiện".into(), upper)];
    if !lower.is_empty() {
        table.push(row("^".into(), "^".into(), lower));
    }
    let rows = (1..).zip(catalogue().indicators);
    table.extend(rows.map(|(i, indicator)| row(format!("{i}"), indicator.wording, squares)));
    letters(&one(&titled().table(&table).document()))[..1].to_owned()
}

#[test]
fn a_heading_merged_over_one_that_is_not_understood_does_not_explain_it() {
    assert_eq!(answered(&["Kết quả tự soi", "<"], &["Có", "Khôn g"], &["x", "x"]), "u");
    let levels = ["Không có", "Nhẹ", "Trung bình", "Nghiêm trọn g"];
    assert_eq!(answered(&["Mức độ", "<", "<", "<"], &levels, &["", "x", "", "x"]), "u");
}

#[test]
fn beside_a_whole_set_of_answers_and_under_a_known_heading_a_mark_is_about_something_else() {
    assert_eq!(answered(&["Có", "Không", "Đã khắc phục"], &[], &["x", "", "x"]), "y");
    let levels = ["Không", "Nhẹ", "Trung bình", "Nghiêm trọng", "Đã sửa"];
    assert_eq!(answered(&levels, &[], &["x", "", "", "", "x"]), "n");
    assert_eq!(answered(&["Có", "Ghi chú"], &[], &["x", "x"]), "y");
}

#[test]
fn words_in_the_only_answer_column_answer() {
    for (heading, yes, no) in
        [("Có biểu hiện", "Có", "Không"), ("Có", "x", "-"), ("Có", "1", "0"), ("Có", "x", "Không có")]
    {
        let table = headed(
            &["TT", "Biểu hiện", heading],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { yes } else { no }.into()]),
        );
        assert_eq!(letters(&one(&head().table(&table).document())), pattern(), "{heading}: {yes}, {no}");
    }
}

#[test]
fn printed_words_in_squares_of_their_own_are_a_choice() {
    for headings in [
        ["TT", "Biểu hiện", "Tự nhận", "Tự nhận"],
        ["TT", "Biểu hiện", "Tự nhận", "<"],
        ["TT", "Biểu hiện", "Tự nhận", ""],
    ] {
        let chosen = |y: bool| if y { ["*Có*", "Không"] } else { ["Có", "*Không*"] };
        let cells = |i: usize, w: &str, [yes, no]: [&str; 2]| {
            vec![format!("{}", i + 1), w.into(), yes.into(), no.into()]
        };
        let table = headed(&headings, rows(|i, w, y| cells(i, w, chosen(y))));
        assert_eq!(letters(&one(&head().table(&table).document())), pattern(), "{headings:?}");
        let untouched = headed(&headings, rows(|i, w, _| cells(i, w, ["Có", "Không"])));
        assert!(
            read(&head().table(&untouched).document())
                .reviews
                .iter()
                .all(|r| !letters(r).contains(['y', 'n']))
        );
    }
}

#[test]
fn figures_that_are_no_marks_make_one_of_them_a_code() {
    let table = headed(
        &["TT", "Biểu hiện", "Trả lời"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { "2" } else { "1" }.into()]),
    );
    assert_eq!(letters(&one(&head().table(&table).document())), "u".repeat(27));
}

#[test]
fn a_level_that_is_but_a_figure_is_what_the_form_says() {
    let levels = ["Mức 1", "Mức 2", "Mức 3", "Mức 4"];
    let marked = |y: bool| (0..4).map(move |at| mark(at == usize::from(y))).collect::<Vec<_>>();
    let table = headed(
        &[&["TT", "Biểu hiện"][..], &levels[..]].concat(),
        rows(|i, w, y| [vec![format!("{}", i + 1), w.into()], marked(y)].concat()),
    );
    let legend = "Mức 1: không có biểu hiện; Mức 2: nhẹ; Mức 3: trung bình; Mức 4: nghiêm trọng";
    assert_eq!(letters(&one(&head().line(legend).table(&table).document())), pattern());
    assert!(!letters(&one(&head().table(&table).document())).contains(['y', 'n']));
}

#[test]
fn an_answer_chosen_from_a_numbered_list_is_what_stands_behind_its_number() {
    let chosen = |answer: &dyn Fn(usize, bool) -> String| {
        let table = headed(
            &["TT", "Biểu hiện", "Lựa chọn"],
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), answer(i, y)]),
        );
        letters(&one(&head().table(&table).document()))
    };
    let lists = [
        ("1. Không có biểu hiện", "2. Có - mức độ nhẹ"),
        ("0 - Không", "1 - Có, mức độ nhẹ"),
        ("b) Không", "a) Có"),
        ("1. Không có", "2. Nhẹ"),
    ];
    for (no, yes) in lists {
        assert_eq!(chosen(&|_, y| if y { yes } else { no }.to_owned()), pattern(), "{yes}");
    }
    let of_others = chosen(&|i, y| format!("{}. {}", i % 9 + 2, if y { "Có" } else { "Không" }));
    assert!(!of_others.contains(['y', 'n']), "{of_others}");
}

/// The answers `Mức 1` for none and `Mức 2` for the others under these lines.
fn of_a_scale(lines: &[&str]) -> String {
    let table = headed(
        &["TT", "Biểu hiện", "Mức"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { "Mức 2" } else { "Mức 1" }.into()]),
    );
    letters(&one(&head().lines(lines).table(&table).document()))
}

#[test]
fn what_a_form_says_of_a_figure_holds_for_the_level_with_that_figure() {
    let legends: [&[&str]; 4] = [
        &["Mức 1: Không có; Mức 2: Nhẹ; Mức 3: Trung bình; Mức 4: Nghiêm trọng. Ghi “Mức …” vào cột cuối."],
        &["Ghi vào cột Mức: 1 - không có biểu hiện; 2 - có, mức độ nhẹ; 3 - có, mức độ nặng"],
        &["Mức 1: Không có biểu hiện", "Mức 2: Nhẹ", "Mức 3: Trung bình", "Mức 4: Nghiêm trọng"],
        &["1 = không có; 2 = nhẹ; 3 = vừa; 4 = nặng"],
    ];
    for legend in legends {
        assert_eq!(of_a_scale(legend), pattern(), "{legend:?}");
    }
}

#[test]
fn levels_of_a_scale_that_is_not_explained_are_questions() {
    let others: [&[&str]; 4] = [
        &[],
        &["Mức 1: Tốt; Mức 2: Khá; Mức 3: Yếu"],
        &["Tự chấm theo thang 5 mức"],
        &["(từ Mức 1 đến Mức 4)"],
    ];
    for lines in others {
        assert_eq!(of_a_scale(lines), "u".repeat(27), "{lines:?}");
    }
    let answer = |i: usize| {
        if i == 2 {
            "Mức 4"
        } else if i == 5 {
            "Mức 2"
        } else {
            "Không"
        }
    };
    let table = headed(
        &["TT", "Biểu hiện", "Mức độ"],
        rows(|i, w, _| vec![format!("{}", i + 1), w.into(), answer(i).into()]),
    );
    let read = letters(&one(&head().table(&table).document()));
    assert_eq!(read, (0..27).map(|i| if [2, 5].contains(&i) { 'u' } else { 'n' }).collect::<String>());
}

#[test]
fn levels_with_figures_in_lines_are_what_the_form_says() {
    let legend = "Mức 1: Không có; Mức 2: Nhẹ; Mức 3: Trung bình; Mức 4: Nghiêm trọng";
    let lines = rows(|i, w, y| vec![format!("{}. {w}: Mức {}", i + 1, if y { 2 } else { 1 })]);
    let page = head().line(legend).lines(lines.iter().map(|line| &line[0]));
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn a_note_below_an_answer_is_not_another_answer() {
    let table = headed(
        &["TT", "Biểu hiện", "Có", "Không"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]),
    );
    let noted = |note: &str| {
        let below =
            |row: &Vec<String>| [row.clone(), vec![String::new(), note.into(), "<".into(), "<".into()]];
        [vec![table[0].clone()], table[1..].iter().flat_map(below).collect()].concat()
    };
    assert_eq!(letters(&one(&head().table(&noted("Dẫn chứng: ………")).document())), pattern());
    let review = one(&head().table(&noted("Dẫn chứng: trong năm có hai lần")).document());
    assert_eq!(letters(&review), pattern());
    assert_eq!(review.answers[2].note, "trong năm có hai lần");
    let against = one(&head().table(&noted("Giải trình: đôi lúc còn nể nang")).document());
    assert_eq!(letters(&against), pattern().replace('n', "c"));
}

#[test]
fn a_mark_among_dots_is_one() {
    let line = |y: bool| {
        if y {
            "Có: ……x……; Không: …………"
        } else {
            "Có: …………; Không: ……x……"
        }
    };
    let table =
        headed(&["TT", "Biểu hiện"], rows(|i, w, y| vec![format!("{}", i + 1), format!("{w}\n{}", line(y))]));
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn a_ditto_mark_below_the_heading_of_a_group_repeats_the_answer_above_it() {
    let mut table = vec![["TT", "Biểu hiện", "Tự soi", "Ghi chú"].map(String::from).to_vec()];
    let titles = [
        "I. SUY THOÁI VỀ TƯ TƯỞNG CHÍNH TRỊ",
        "II. SUY THOÁI VỀ ĐẠO ĐỨC, LỐI SỐNG",
        "III. “TỰ DIỄN BIẾN”, “TỰ CHUYỂN HÓA”",
    ];
    for (i, indicator) in catalogue().indicators.into_iter().enumerate() {
        if i % 9 == 0 {
            table.push([titles[i / 9], "<", "<", "<"].map(String::from).to_vec());
        }
        let word = match i {
            0 | 9 => "Không",
            8 => "Có",
            _ if i < 18 => "-nt-",
            _ => "Như trên",
        };
        table.push(vec![format!("{}", i % 9 + 1), indicator.wording, word.to_owned(), String::new()]);
    }
    let review = one(&Page::default().line("Họ và tên: Lê Thị Thử").table(&table).document());
    assert_eq!(letters(&review), format!("{}y{}", "n".repeat(8), "n".repeat(18)));
}

#[test]
fn a_letter_or_a_figure_that_is_circled_is_chosen() {
    let read_row = |table: Vec<Vec<String>>, legend: &str| {
        letters(&one(&titled().line(legend).table(&table).document()))
    };
    let two = |chosen: &dyn Fn(bool) -> [&'static str; 2]| {
        headed(
            &["TT", "Biểu hiện", "C", "K"],
            rows(|i, w, y| {
                let [yes, no] = chosen(y);
                vec![format!("{}", i + 1), w.into(), yes.into(), no.into()]
            }),
        )
    };
    let circled = two(&|y| if y { ["Ⓒ", "K"] } else { ["C", "ⓚ"] });
    assert_eq!(read_row(circled, ""), pattern());
    let untouched = two(&|y| if y { ["C", "K"] } else { ["C", "Ⓚ"] });
    assert_eq!(read_row(untouched, ""), pattern().replace('y', "u"));
    let both = two(&|y| if y { ["Ⓒ", "Ⓚ"] } else { ["C", "Ⓚ"] });
    assert!(!read_row(both, "").contains('y'));
    let scale = || {
        headed(
            &["TT", "Biểu hiện", "Mức tự chấm"],
            rows(|i, w, y| {
                let chosen = if y { "0   1   ②   3" } else { "⓪   1   2   3" };
                vec![format!("{}", i + 1), w.into(), chosen.into()]
            }),
        )
    };
    assert_eq!(read_row(scale(), "Mức: 0 = không có; 1 = nhẹ; 2 = trung bình; 3 = nghiêm trọng"), pattern());
    assert!(!read_row(scale(), "").contains(['y', 'n']), "a scale that nothing explains");
    let letters_in_one = headed(
        &["TT", "Biểu hiện", "Tự soi"],
        rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { "Ⓒ / K" } else { "C / Ⓚ" }.into()]),
    );
    assert_eq!(read_row(letters_in_one, "Khoanh tròn chữ C nếu có, chữ K nếu không."), pattern());
}

#[test]
fn a_heading_may_say_in_brackets_that_the_manifestation_is_still_there() {
    let headings = ["Đảm bảo\n(không có biểu hiện)", "Chưa đảm bảo\n(còn biểu hiện)"];
    assert_eq!(answered(&headings, &[], &["", "x"]), "y");
    assert_eq!(answered(&headings, &[], &["x", ""]), "n");
    assert_eq!(answered(&["Tốt\n(không có biểu hiện)", "Chưa tốt"], &[], &["", "x"]), "u");
}

#[test]
fn a_note_on_a_mark_that_is_struck_out_leaves_the_one_that_stands() {
    assert_eq!(answered(&["Có", "Không", "Ghi chú"], &[], &["~x~", "x", "đánh nhầm"]), "n");
    assert_eq!(answered(&["Có", "Không", "Ghi chú"], &[], &["", "x", "đánh nhầm"]), "c");
    assert_eq!(answered(&["Có", "Không", "Ghi chú"], &[], &["~x~", "x", "đánh nhầm, còn nể nang"]), "c");
}

/// The answer of a row with squares for a mark, `x nếu có`, and for a conclusion.
fn concluded(mark: &str, conclusion: &str) -> String {
    let table = headed(
        &["TT", "Biểu hiện", "Nhập x nếu có", "Kết luận"],
        rows(|i, w, _| vec![(i + 1).to_string(), w.into(), mark.into(), conclusion.into()]),
    );
    letters(&one(&titled().table(&table).document()))[..1].to_owned()
}

#[test]
fn a_conclusion_beside_a_lone_mark_says_what_no_mark_means_and_must_agree_with_one() {
    assert_eq!(concluded("x", "Có"), "y");
    assert_eq!(concluded("", "Không"), "n");
    assert_eq!(concluded("x", "Không"), "c");
    assert_eq!(concluded("", "Có"), "u");
    assert_eq!(concluded("x", ""), "y");
    assert_eq!(concluded("", ""), "b");
}
