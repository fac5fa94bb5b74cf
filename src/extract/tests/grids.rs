//! Lists side by side, grids of numbers, columns of somebody else, several indicators in a square.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{letters, one, pattern, read};
use crate::document::Document;

const GROUPS: [&str; 3] = [
    "I. Suy thoái về tư tưởng chính trị",
    "II. Suy thoái về đạo đức, lối sống",
    "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
];

/// Rows put side by side: so many in the first list.
fn abreast(rows: &[Vec<String>], first: usize) -> Vec<Vec<String>> {
    let blank = vec![String::new(); rows[0].len()];
    (0..first).map(|i| [rows[i].clone(), rows.get(first + i).unwrap_or(&blank).clone()].concat()).collect()
}

#[test]
fn lists_side_by_side_are_read_one_after_the_other() {
    let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]);
    let heading = ["TT", "Biểu hiện", "Có", "Không", "TT", "Biểu hiện", "Có", "Không"];
    for first in [14, 18] {
        let table = headed(&heading, abreast(&body, first));
        assert_eq!(letters(&one(&head().table(&table).document())), pattern(), "{first}");
    }
}

#[test]
fn two_lists_that_answer_the_same_indicators_otherwise_are_asked_about() {
    let twice = rows(|i, w, y| {
        let own = [format!("{}", i + 1), w.into(), mark(y), mark(!y)];
        [own.clone(), [own[0].clone(), own[1].clone(), String::new(), "x".into()]].concat()
    });
    let heading = ["TT", "Biểu hiện", "Có", "Không", "TT", "Biểu hiện", "Có", "Không"];
    let review = one(&head().table(&headed(&heading, twice)).document());
    assert_eq!(letters(&review), pattern().replace('y', "c"));
}

#[test]
fn what_the_cell_thinks_counts_only_where_it_differs() {
    let differs = |i: usize| [3, 13].contains(&i);
    let pairs = rows(|i, w, y| {
        let cell = y != differs(i);
        vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), mark(cell), mark(!cell)]
    });
    let mut table = headed(&["TT", "Nội dung", "Tự nhận", "<", "Chi bộ đánh giá", "<"], Vec::new());
    table.push(["^", "^", "Có", "Không", "Có", "Không"].map(String::from).to_vec());
    table.extend(pairs);
    let expected: String =
        (0..).zip(pattern().chars()).map(|(i, c)| if differs(i) { 'c' } else { c }).collect();
    assert_eq!(letters(&one(&head().table(&table).document())), expected);
    let words = rows(|i, w, y| {
        let word = |yes: bool| if yes { "Có" } else { "Không" }.to_owned();
        vec![format!("{}", i + 1), w.into(), word(y != differs(i)), word(y)]
    });
    let table = headed(&["TT", "Nội dung", "Ý kiến của chi bộ", "Cá nhân tự soi"], words);
    assert_eq!(letters(&one(&head().table(&table).document())), expected);
}

#[test]
fn a_cell_that_says_nothing_or_agrees_in_other_words_changes_nothing() {
    for opinion in ["", "Nhất trí", "Chi bộ nhất trí với tự nhận của đồng chí"] {
        let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), opinion.into()]);
        let table = headed(&["TT", "Nội dung", "Có", "Không", "Ý kiến của chi bộ"], body);
        assert_eq!(letters(&one(&head().table(&table).document())), pattern(), "{opinion}");
    }
}

/// A grid for each group: its numbers, then rows made of the answers.
fn grids(
    headings: [&str; 3],
    number: impl Fn(usize) -> String,
    rows: &[(&str, &dyn Fn(bool) -> String)],
) -> Page {
    let yes = |i: usize| pattern().as_bytes()[i] == b'y';
    (0..3).fold(
        head().line("(Đánh dấu x nếu có biểu hiện, để trống nếu không có)"),
        |page, g| {
            let label = |text: &str| if rows.len() > 1 { vec![text.to_owned()] } else { Vec::new() };
            let mut table = vec![[label("Biểu hiện số"), (g * 9..g * 9 + 9).map(&number).collect()].concat()];
            for (name, answer) in rows {
                table.push([label(name), (g * 9..g * 9 + 9).map(|i| answer(yes(i))).collect()].concat());
            }
            page.line(headings[g]).table(&table)
        },
    )
}

#[test]
fn a_grid_of_numbers_is_read_where_they_are_just_those_of_the_group() {
    let both: [(&str, &dyn Fn(bool) -> String); 2] = [("Có", &mark), ("Không", &|y| mark(!y))];
    let within = |i: usize| format!("{}", i % 9 + 1);
    let through = |i: usize| format!("{}", i + 1);
    assert_eq!(letters(&one(&grids(GROUPS, within, &both).document())), pattern());
    assert_eq!(letters(&one(&grids(GROUPS, through, &both[..1]).document())), pattern());
    assert_eq!(letters(&one(&grids(GROUPS, within, &both[..1]).document())), pattern());
}

#[test]
fn a_grid_whose_numbers_do_not_fit_is_not_read() {
    let marks: [(&str, &dyn Fn(bool) -> String); 1] = [("Có", &mark)];
    let unknown = ["Phần một", "Phần hai", "Phần ba"];
    assert!(read(&grids(unknown, |i| format!("{}", i % 9 + 1), &marks).document()).reviews.is_empty());
    assert!(read(&grids(GROUPS, |i| format!("{}", i % 9 + 2), &marks).document()).reviews.is_empty());
}

#[test]
fn a_table_of_numbers_is_read_only_where_they_are_those_of_the_whole_catalogue() {
    let body = |count: usize| {
        let row = |i: usize, _: &str, y: bool| vec![format!("{}", i + 1), mark(y), mark(!y)];
        headed(&["Biểu hiện số", "Có", "Không"], rows(row)[..count].to_vec())
    };
    assert_eq!(letters(&one(&head().table(&body(27)).document())), pattern());
    assert!(read(&head().table(&body(20)).document()).reviews.is_empty());
    let other = rows(|i, _, y| {
        vec![format!("{}", i + 1), format!("Nội quy của cơ quan, điều thứ {i}"), mark(y), mark(!y)]
    });
    let other = headed(&["TT", "Nội dung", "Có", "Không"], other);
    assert!(read(&head().table(&other).document()).reviews.is_empty(), "another list of as many items");
}

#[test]
fn three_groups_of_numbers_may_stand_side_by_side() {
    let yes = |i: usize| pattern().as_bytes()[i] == b'y';
    let square = |i: usize| vec![format!("{}", i % 9 + 1), mark(yes(i)), mark(!yes(i))];
    let row = |k: usize| (0..3).flat_map(|g| square(g * 9 + k)).collect::<Vec<_>>();
    let heading = ["Nhóm I", "Có", "Không", "Nhóm II", "Có", "Không", "Nhóm III", "Có", "Không"];
    assert_eq!(
        letters(&one(&head().table(&headed(&heading, (0..9).map(row).collect())).document())),
        pattern()
    );
}

#[test]
fn a_square_may_hold_all_wordings_of_a_group_and_the_next_their_answers() {
    let stacked = |answer: &dyn Fn(usize, bool) -> String| {
        let lines = rows(|i, w, y| vec![format!("{}. {w}", i % 9 + 1), answer(i, y)]);
        let square = |g: usize, column: usize| {
            lines[g * 9..g * 9 + 9].iter().map(|l| l[column].clone()).collect::<Vec<_>>().join("\n")
        };
        let row = |g: usize| vec![GROUPS[g][3..].trim().to_owned(), square(g, 0), square(g, 1)];
        headed(&["Nhóm", "Biểu hiện", "Tự soi"], (0..3).map(row).collect())
    };
    let word = |y: bool| if y { "Có" } else { "Không" };
    let numbered = stacked(&|i, y| format!("{}. {}", i % 9 + 1, word(y)));
    assert_eq!(letters(&one(&head().table(&numbered).document())), pattern());
    let shifted = stacked(&|i, y| format!("{}. {}", i % 9 + 2, word(y)));
    let read = read(&head().table(&shifted).document());
    assert!(read.reviews.iter().flat_map(|r| &r.answers).all(|a| !a.is_certain()), "numbers of others");
}

#[test]
fn a_heading_may_be_repeated_in_another_language() {
    let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y), String::new()]);
    let table = headed(&["TT", "Nội dung biểu hiện", "Có / Yes", "Không / No", "Ghi chú / Note"], body);
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn a_grid_with_a_row_for_each_group_is_read() {
    let yes = pattern();
    let answered = |i: usize| if yes.as_bytes()[i] == b'y' { "Có" } else { "Không" }.to_owned();
    let row = |group: usize| {
        [
            vec![format!("Nhóm {}", ["I", "II", "III"][group])],
            (0..9).map(|n| answered(9 * group + n)).collect(),
        ]
        .concat()
    };
    let table = [
        vec![[vec!["Biểu hiện".to_owned()], (1..10).map(|n| n.to_string()).collect()].concat()],
        (0..3).map(row).collect(),
    ]
    .concat();
    assert_eq!(letters(&one(&head().table(&table).document())), yes);
}

#[test]
fn lists_side_by_side_may_be_headed_by_their_groups() {
    let body = rows(|i, w, y| vec![format!("{}", i % 9 + 1), w.into(), mark(y), mark(!y)]);
    let heading = |groups: [&str; 2]| {
        groups.iter().flat_map(|g| ["TT", g, "Có", "Không"].map(String::from)).collect::<Vec<_>>()
    };
    let table = [vec![heading([GROUPS[0], GROUPS[1]])], abreast(&body[..18], 9)].concat();
    let third = [vec![heading([GROUPS[2], ""])[..4].to_vec()], body[18..].to_vec()].concat();
    assert_eq!(letters(&one(&head().table(&table).table(&third).document())), pattern());
}

#[test]
fn codes_in_a_sentence_that_denies_the_rest_are_those_present() {
    for sentence in [
        "Qua đối chiếu với 27 biểu hiện, tôi tự nhận thấy có 02 biểu hiện, cụ thể: I.3, II.5; 25 biểu hiện còn lại không có.",
        "Đối chiếu 27 biểu hiện, bản thân tự nhận còn các biểu hiện: biểu hiện 3 nhóm I; biểu hiện 5 nhóm II. Các biểu hiện khác không có.",
    ] {
        let expected: String = (0..27).map(|i| if [2, 13].contains(&i) { 'y' } else { 'n' }).collect();
        assert_eq!(letters(&one(&head().line(sentence).document())), expected, "{sentence}");
    }
    let open = "Tôi tự nhận thấy có 03 biểu hiện, cụ thể: I.3, II.5; 25 biểu hiện còn lại không có.";
    assert!(read(&head().line(open).document()).reviews.is_empty());
}

#[test]
fn wordings_listed_above_a_grid_of_numbers_are_no_review_of_their_own() {
    let lines = |heading: &str| {
        let page = (0..3).fold(head().line("A. CÁC BIỂU HIỆN"), |page, g| {
            let wordings = rows(|i, w, _| vec![format!("{}. {w}", i % 9 + 1)]).concat();
            page.line(GROUPS[g]).lines(&wordings[g * 9..g * 9 + 9])
        });
        page.line(heading)
    };
    let words = rows(|_, _, y| vec![if y { "Có" } else { "Không" }.to_owned()]).concat();
    let mut grid = vec![
        std::iter::once("Biểu hiện số".to_owned()).chain((1..10).map(|n| n.to_string())).collect::<Vec<_>>(),
    ];
    for (group, answers) in ["Nhóm I", "Nhóm II", "Nhóm III"].iter().zip(words.chunks(9)) {
        grid.push(std::iter::once((*group).to_owned()).chain(answers.iter().cloned()).collect());
    }
    for heading in ["B. TRẢ LỜI (ghi Có hoặc Không)", "Phần B: Bảng trả lời", "2. Câu trả lời:"]
    {
        assert_eq!(letters(&one(&lines(heading).table(&grid).document())), pattern(), "{heading}");
    }
}

/// A table that names indicators by something in place of their wordings, and answers them.
fn short(names: impl Fn(usize) -> String) -> Document {
    let answer = |letter| if letter == 'y' { "Có" } else { "Không" };
    let answers = pattern();
    let rows = answers.chars().enumerate().map(|(i, letter)| vec![names(i), answer(letter).to_owned()]);
    let table: Vec<Vec<String>> =
        std::iter::once(vec!["Biểu hiện".into(), "Trả lời".into()]).chain(rows).collect();
    Page::default().line("Tôi là Hà Văn Mơ").table(&table).document()
}

#[test]
fn indicators_may_be_named_by_their_numbers_through_the_whole_catalogue_or_within_their_groups() {
    assert_eq!(letters(&one(&short(|i| format!("Biểu hiện {}", i + 1)))), pattern());
    let in_group = |i: usize| format!("Nhóm {}, mục {}", ["I", "II", "III"][i / 9], i % 9 + 1);
    assert_eq!(letters(&one(&short(in_group))), pattern());
}

#[test]
fn a_table_that_answers_and_names_nothing_that_is_known_is_asked_about() {
    for names in [|i: usize| format!("Biểu hiện {}", i % 9 + 1), |i: usize| format!("Mã TS-{i}")] {
        let read = read(&short(names));
        assert!(read.reviews.is_empty());
        assert!(read.findings.iter().any(crate::finding::Finding::asks));
    }
}

#[test]
fn lists_of_codes_that_stand_side_by_side_are_read_one_after_the_other() {
    let answers = pattern();
    let letters_of = answers.as_str();
    let heads = ["Mã", "Tự soi", "Mã", "Tự soi", "Mã", "Tự soi"].map(str::to_owned).to_vec();
    let row = |n: usize| {
        (0..3).flat_map(move |group| {
            let said = if letters_of.chars().nth(group * 9 + n) == Some('y') { "Có" } else { "Không" };
            [format!("{}.{}", ["I", "II", "III"][group], n + 1), said.to_owned()]
        })
    };
    let table: Vec<Vec<String>> = std::iter::once(heads).chain((0..9).map(|n| row(n).collect())).collect();
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}
