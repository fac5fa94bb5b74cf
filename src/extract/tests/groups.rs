//! Sentences that answer for a whole group, or for all indicators that are not named.

use super::layouts::{head, headed, mark, rows};
use super::page::{Page, workbook};
use super::{catalogue, letters, one, pattern, read};

const GROUPS: [&str; 3] = [
    "I. Suy thoái về tư tưởng chính trị",
    "II. Suy thoái về đạo đức, lối sống",
    "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
];

/// The numbers within their group of those that the pattern has present.
fn present(group: usize) -> Vec<String> {
    let of_group = &pattern()[group * 9..group * 9 + 9];
    (1..).zip(of_group.chars()).filter(|(_, c)| *c == 'y').map(|(n, _): (u32, _)| n.to_string()).collect()
}

/// What a member says of a group, by the pattern.
fn said(group: usize) -> String {
    match present(group).as_slice() {
        [] => "Bản thân không có biểu hiện nào nêu trên.".into(),
        some => format!("Bản thân có biểu hiện số {}; các biểu hiện còn lại không có.", some.join(", ")),
    }
}

/// A form that lists the indicators of each group and then says one sentence of them.
fn listed(said: impl Fn(usize) -> Option<String>) -> Page {
    let wordings = rows(|i, w, _| vec![format!("{}. {w}", i % 9 + 1)]).concat();
    (0..3).fold(head(), |page, group| {
        let page = page.line(GROUPS[group]).lines(&wordings[group * 9..group * 9 + 9]);
        said(group).into_iter().fold(page, |page, sentence| page.line(&sentence))
    })
}

#[test]
fn a_sentence_below_a_group_answers_for_all_of_it() {
    assert_eq!(letters(&one(&listed(|g| Some(said(g))).document())), pattern());
}

#[test]
fn a_sentence_under_the_heading_alone_answers_for_the_group() {
    let page = (0..3)
        .fold(head(), |page, g| page.line(GROUPS[g]).line(&said(g).replace("nêu trên", "trong nhóm này")));
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn a_square_merged_over_a_group_answers_for_each_of_its_rows() {
    let mut table = headed(&["TT", "Nội dung biểu hiện", "Kết quả tự soi"], Vec::new());
    let body = rows(|i, w, _| {
        vec![format!("{}", i % 9 + 1), w.into(), if i % 9 == 0 { said(i / 9) } else { "^".into() }]
    });
    for group in 0..3 {
        table.push(vec![GROUPS[group].into(), "<".into(), "<".into()]);
        table.extend_from_slice(&body[group * 9..group * 9 + 9]);
    }
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn a_row_for_each_group_answers_for_it() {
    let title = |g: usize| GROUPS[g].split_once(". ").expect("a number").1;
    let row =
        |g: usize| vec![["I", "II", "III"][g].to_owned(), format!("{} (9 biểu hiện)", title(g)), said(g)];
    let table = headed(&["TT", "Nhóm biểu hiện", "Kết quả tự soi"], (0..3).map(row).collect());
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
    let mut sheet = vec![vec!["BẢN TỰ SOI".to_owned()], vec!["Họ và tên: Lê Thị Thử".into()]];
    sheet.extend(table);
    assert_eq!(letters(&one(&workbook(&[("Phiếu", sheet)]))), pattern());
}

#[test]
fn yes_merged_over_several_indicators_is_asked_about() {
    for answer in ["Có", "x", "Có biểu hiện số 3", "Bản thân có biểu hiện 2, 7"] {
        let heading = if answer == "x" { "Có" } else { "Tự soi" };
        let body = rows(|i, w, _| {
            vec![format!("{}", i + 1), w.into(), if i % 9 == 0 { answer.into() } else { "^".into() }]
        });
        let review = one(&head().table(&headed(&["TT", "Biểu hiện", heading], body)).document());
        assert!(review.answers.iter().all(|r| !r.is_certain()), "{answer}: {}", letters(&review));
    }
}

#[test]
fn a_sentence_that_may_speak_of_more_than_its_group_is_asked_about() {
    let last = |sentence: &str| {
        let page = listed(|g| (g == 2).then(|| sentence.to_owned()));
        letters(&one(&page.document()))
    };
    assert!(!last("Không có biểu hiện nào nêu trên.")[..26].contains('n'), "of the group, or of all?");
    assert_eq!(&last("Không có biểu hiện nào trong nhóm này.")[18..], "nnnnnnnnn");
}

#[test]
fn a_sentence_that_some_indicators_have_for_themselves_is_no_groups() {
    let sentence = "Bản thân không có biểu hiện nào nêu trên.";
    let wordings = rows(|i, w, _| vec![format!("{}. {w}", i + 1)]).concat();
    let page = (0..27).fold(head(), |page, i| {
        let page = if i % 9 == 0 { page.line(GROUPS[i / 9]) } else { page };
        let page = page.line(&wordings[i]);
        if [3, 8, 12].contains(&i) { page.line(sentence) } else { page }
    });
    let expected: String = (0..27).map(|i| if [3, 8, 12].contains(&i) { 'n' } else { 'b' }).collect();
    assert_eq!(letters(&one(&page.document())), expected);
}

#[test]
fn a_sentence_that_leaves_the_others_open_or_doubts_is_no_answer() {
    let sentences = [
        "Bản thân có biểu hiện số 4.",
        "Cơ bản không có biểu hiện nào trong nhóm này.",
        "Bản thân chưa phát hiện biểu hiện nào trong nhóm này.",
        "Có 2 biểu hiện: số 4; còn lại không.",
        "Có biểu hiện số 4, 12; còn lại không.",
        "Chi bộ không có đảng viên nào có biểu hiện trong nhóm này.",
    ];
    for sentence in sentences {
        let extraction = read(&listed(|_| Some(sentence.to_owned())).document());
        let certain = extraction.reviews.iter().flat_map(|r| &r.answers).filter(|r| r.is_certain()).count();
        assert_eq!(certain, 0, "{sentence}");
    }
    let excepted = listed(|_| Some("Không có biểu hiện nào trong nhóm này, trừ biểu hiện số 4.".to_owned()));
    assert_eq!(letters(&one(&excepted.document())), "nnnynnnnn".repeat(3));
}

#[test]
fn a_sentence_of_one_group_is_never_taken_for_all() {
    let page =
        head().line("1. Suy thoái về tư tưởng chính trị: bản thân không có biểu hiện nào trong nhóm này.");
    assert_eq!(letters(&one(&page.document())), format!("{}{}", "n".repeat(9), "u".repeat(18)));
    let titles = ["I. Tư tưởng chính trị", "II. Đạo đức, lối sống", "III. Tự diễn biến, tự chuyển hóa"];
    let page = head().lines(titles.map(|title| format!("{title}: không có biểu hiện nào.")));
    assert_eq!(letters(&one(&page.document())), "n".repeat(27));
}

#[test]
fn a_list_without_a_count_is_whole_once_the_rest_is_denied() {
    let table = |rows: Vec<Vec<String>>| {
        let listed: Vec<_> =
            pattern().chars().zip(rows).filter(|(c, _)| *c == 'y').map(|(_, row)| row).collect();
        headed(&["TT", "Biểu hiện", "Mức độ"], listed)
    };
    let wording = |i: usize, w: &str, _| vec![format!("{}", i + 1), w.into(), String::new()];
    let page = |closing: &str, table: &[Vec<String>]| {
        head().line("Bản thân tự nhận có các biểu hiện sau:").table(table).line(closing).document()
    };
    let rest = "Các biểu hiện còn lại bản thân không có.";
    let review = one(&page(rest, &table(rows(wording))));
    assert_eq!(letters(&review), pattern());
    let open = one(&page("Bản thân hứa khắc phục.", &table(rows(wording))));
    assert!(!letters(&open).contains('n'), "nothing denies the others");
    let strange = table(rows(|i, w, _| {
        let text = if i == 4 { "Hay đi họp muộn".into() } else { w.to_owned() };
        vec![format!("{}", i + 1), text, String::new()]
    }));
    assert!(!letters(&one(&page(rest, &strange))).contains('n'), "a line of the list was not understood");
}

#[test]
fn an_answer_beside_a_groups_title_is_no_part_of_the_indicator_above() {
    let mut table = headed(&["TT", "Nội dung", "Tự soi"], Vec::new());
    let body = rows(|i, w, _| vec![format!("{}", i % 9 + 1), w.into(), "Không".into()]);
    for group in 0..3 {
        let (number, title) = GROUPS[group].split_once(". ").expect("a number");
        table.push(vec![number.into(), title.into(), "Có".into()]);
        table.extend_from_slice(&body[group * 9..group * 9 + 9]);
    }
    let extraction = read(&head().table(&table).document());
    assert_eq!(letters(&extraction.reviews[0]), "n".repeat(27));
    assert_eq!(extraction.findings.len(), 3, "each is a question");
}

#[test]
fn members_who_each_say_one_sentence_are_parted() {
    let sentence = "Qua tự soi 27 biểu hiện, bản thân không có biểu hiện nào.";
    let form =
        |page: Page, name: &str| page.line("BẢN TỰ SOI").line(&format!("Họ và tên: {name}")).line(sentence);
    let page = form(form(Page::default(), "Lê Thị Thử"), "Trần Văn Mẫu");
    let names: Vec<_> = read(&page.document()).reviews.into_iter().filter_map(|r| r.name).collect();
    assert_eq!(names, ["Lê Thị Thử", "Trần Văn Mẫu"]);
}

#[test]
fn points_are_no_answers() {
    let body = rows(|i, w, y| {
        vec![format!("{}", i + 1), w.into(), "1".into(), if y { "0".into() } else { "1".into() }]
    });
    let table = headed(&["TT", "Nội dung", "Điểm tối đa", "Tự đánh giá"], body);
    assert!(one(&head().table(&table).document()).answers.iter().all(|r| !r.is_certain()));
}

#[test]
fn headings_of_two_periods_are_no_members() {
    let body = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(y), mark(!y)]);
    let extraction = read(&head().table(&headed(&["TT", "Nội dung", "Quý I", "Quý II"], body)).document());
    assert!(extraction.reviews.iter().all(|r| r.name.as_deref() == Some("Lê Thị Thử Nghiệm")));
}

#[test]
fn a_letter_that_answers_group_by_group_is_read_and_belongs_to_the_cell_it_is_addressed_to() {
    let letter = |lines: &[&str]| {
        let page = Page::default()
            .line("Sơn Đông, ngày 05 tháng 6 năm 2026")
            .line("BẢN TỰ SOI, TỰ SỬA")
            .line("Kính gửi: Chi bộ thôn Bãi Cát, Đảng bộ xã Sơn Đông")
            .line(
                "Tôi tên là Lê Thị Thử Nghiệm, sinh năm 1970. Đối chiếu với 27 biểu hiện, tôi xin báo cáo:",
            );
        page.lines(lines).lines(["Người viết", "Lê Thị Thử Nghiệm"]).document()
    };
    let review = one(&letter(&[
        "1. Nhóm biểu hiện suy thoái về tư tưởng chính trị: không có biểu hiện nào; riêng biểu hiện số 5 có.",
        "2. Nhóm biểu hiện suy thoái về đạo đức, lối sống: cả 9 biểu hiện bản thân đều không có.",
        "3. Nhóm “tự diễn biến”, “tự chuyển hóa”: không có biểu hiện nào.",
        "Tôi xin hứa sửa chữa: (1) Còn nể nang khi góp ý: mỗi kỳ họp phát biểu một lần, thời hạn 30/9/2026.",
    ]));
    assert_eq!(letters(&review), format!("nnnny{}", "n".repeat(22)));
    let units: Vec<&str> = review.unit_lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(units, ["Chi bộ thôn Bãi Cát", "Đảng bộ xã Sơn Đông"]);
    let [promise] = review.commitments.as_slice() else { panic!("one promise") };
    assert_eq!(promise.shortcoming, "Còn nể nang khi góp ý");
    assert_eq!(promise.due.map(|day| day.to_string()).as_deref(), Some("2026-09-30"));
    let headed = one(&letter(&[
        "1. Về tư tưởng chính trị",
        "Qua tự soi, bản thân có biểu hiện số 3 và số 5, các biểu hiện khác không có.",
        "2. Về đạo đức, lối sống",
        "Bản thân không có biểu hiện nào trong nhóm này.",
        "3. Về “tự diễn biến”, “tự chuyển hóa”",
        "Bản thân không có biểu hiện nào trong nhóm này.",
    ]));
    assert_eq!(letters(&headed), format!("nnynynnnn{}", "n".repeat(18)));
}

#[test]
fn numbers_listed_for_each_group_as_present_and_absent_answer_for_those_in_one_list() {
    let table = |absent: &'static str| {
        let head = [
            "Nhóm biểu hiện",
            "Các biểu hiện bản thân có (ghi số)",
            "Các biểu hiện bản thân không có (ghi số)",
        ];
        [
            head,
            ["I. Suy thoái về tư tưởng chính trị (từ 1 đến 9)", "3, 5", "1, 2, 4, 6 - 9"],
            ["II. Suy thoái về đạo đức, lối sống (từ 1 đến 9)", "5", absent],
            ["III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ (từ 1 đến 9)", "Không", "Cả 09 biểu hiện"],
        ]
        .map(|row| row.to_vec())
    };
    let review = one(&head().table(&table("1, 2, 3, 4, 6, 7, 8, 9")).document());
    assert_eq!(letters(&review), format!("nnynynnnn{}ynnnn{}", "n".repeat(4), "n".repeat(9)));
    let open = one(&head().table(&table("1, 2, 3, 4, 6, 7, 8")).document());
    assert_eq!(&letters(&open)[9..18], "nnnnynnnb", "one is in no list");
}

#[test]
fn a_row_that_denies_the_rest_answers_what_a_list_of_those_present_leaves_out() {
    let form = |word: &str, rest: &str| {
        let row = |number: &str, of: usize| {
            let indicator = &catalogue().indicators[of];
            vec![
                number.to_owned(),
                format!("{}) {}", of % 9 + 1, indicator.wording),
                word.to_owned(),
                "Ít góp ý".into(),
            ]
        };
        let mut table = vec![
            ["TT", "Biểu hiện bản thân còn mắc phải", "Tự soi", "Nêu cụ thể"].map(String::from).to_vec(),
        ];
        table.extend([row("1", 2), row("2", 4), row("3", 13)]);
        table.push([rest, "<", "<", "<"].map(String::from).to_vec());
        letters(&one(&head().table(&table).document()))
    };
    let expected = format!("nnynynnnn{}ynnnn{}", "n".repeat(4), "n".repeat(9));
    assert_eq!(form("Có", "Các biểu hiện còn lại: không"), expected);
    assert_eq!(form("Có", "Các biểu hiện còn lại bản thân đều không có."), expected);
    let open = expected.replace('n', "u");
    assert_eq!(form("Có", "Các biểu hiện còn lại: không rõ"), open);
    assert_eq!(
        form("Không", "Các biểu hiện còn lại: không"),
        open.replace('y', "n"),
        "no list of those present"
    );
}

/// A table with a row for each group and what is listed in it under *Có* and *Không*.
fn in_two_columns(lists: [[&str; 2]; 3]) -> String {
    let row = |g: usize| {
        let cells = [["I", "II", "III"][g], GROUPS[g], lists[g][0], lists[g][1]];
        cells.map(str::to_owned).to_vec()
    };
    let table = headed(&["TT", "Nhóm biểu hiện", "Có", "Không"], (0..3).map(row).collect());
    read(&head().table(&table).document()).reviews.first().map_or_else(|| "-".into(), letters)
}

#[test]
fn ranges_of_numbers_under_yes_and_no_answer_for_each_group() {
    let no = ["Không", "Từ 1 đến 9"];
    let fifth = "nnnnynnnn";
    for (lists, expected) in [
        (["5", "1-4, 6-9"], fifth),
        (["5 (mức 2)", "Từ 1 đến 4, từ 6 đến 9"], fifth),
        (["BH5", "BH1-BH4; BH6-BH9"], fifth),
        (["Biểu hiện số 5", "Các biểu hiện còn lại"], fifth),
        (["5", "1-9"], "nnnncnnnn"),
        (["5", "Cả 9 biểu hiện"], "nnnncnnnn"),
        (["5", "1-4, 6-8"], "nnnnynnnb"),
        (["3, 5", ""], "bbybybbbb"),
        (["", "1-8"], "nnnnnnnnb"),
    ] {
        let told = in_two_columns([lists, no, no]);
        assert_eq!(told, format!("{expected}{}", "n".repeat(18)), "{lists:?}");
    }
    for counts in [["2", "7 đ/c"], ["02", "06"], ["5 (nể nang)", "1-4"]] {
        let told = in_two_columns([counts, no, no]);
        assert!(told.starts_with("uuuuuuuuu"), "{counts:?}: {told}");
    }
}

/// What a table answers that names indicators by their numbers, under the headings of the groups or none.
fn by_numbers(groups: &[&str], said: &[(&str, &str)]) -> String {
    let mut table = headed(&["Biểu hiện", "Tự soi"], Vec::new());
    let rows = || said.iter().map(|(numbers, answer)| vec![(*numbers).to_owned(), (*answer).to_owned()]);
    for group in groups {
        table.push(vec![(*group).to_owned(), String::new()]);
        table.extend(rows());
    }
    if groups.is_empty() {
        table.extend(rows());
    }
    read(&head().table(&table).document()).reviews.first().map_or_else(|| "-".into(), letters)
}

#[test]
fn rows_may_name_indicators_by_a_range_of_numbers() {
    let of_group = [("Biểu hiện 1 đến 4", "Không"), ("Biểu hiện 5", "Có"), ("Biểu hiện 6-9", "Không")];
    assert_eq!(by_numbers(&GROUPS, &of_group), "nnnnynnnn".repeat(3));
    let through = [("Biểu hiện 1 đến 4", "Không"), ("Biểu hiện 5", "Có"), ("Biểu hiện 6-27", "Không")];
    assert_eq!(by_numbers(&[], &through), format!("nnnny{}", "n".repeat(22)));
}

#[test]
fn ranges_that_are_admitted_or_leave_something_out_are_asked_about() {
    let admitted = [("Biểu hiện 1 đến 4", "Có"), ("Biểu hiện 5, 6", "Có"), ("Biểu hiện 7-8", "Không")];
    assert_eq!(by_numbers(&GROUPS, &admitted), "uuuuyynnu".repeat(3));
    assert_eq!(by_numbers(&[], &admitted), "-", "of which group?");
    let twice = [("Biểu hiện 1 đến 4", "Không"), ("Biểu hiện 4, 5", "Có"), ("Biểu hiện 6-9", "Không")];
    let told = by_numbers(&GROUPS, &twice);
    assert!(told.chars().skip(3).step_by(9).all(|fourth| fourth == 'c'), "{told}");
}
