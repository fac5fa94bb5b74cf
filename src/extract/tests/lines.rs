//! Answers that stand in lines of their own, by number, behind a dash, in boxes before or below the wording.

use super::layouts::{head, headed, mark, rows};
use super::page::Page;
use super::{catalogue, letters, one, pattern, read};

const GROUPS: [&str; 3] = [
    "I. Suy thoái về tư tưởng chính trị",
    "II. Suy thoái về đạo đức, lối sống",
    "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
];

fn word(yes: bool) -> &'static str {
    if yes { "Có" } else { "Không" }
}

/// A form of lines, made for each indicator under the headings of the groups.
fn form(page: Page, make: impl Fn(usize, &str, bool) -> Vec<String>) -> Page {
    let lines = rows(make);
    (0..3).fold(page, |page, g| page.line(GROUPS[g]).lines(lines[g * 9..g * 9 + 9].concat()))
}

#[test]
fn answers_by_number_are_read_under_the_heading_of_their_group() {
    let one_by_one = form(head(), |i, _, y| vec![format!("Biểu hiện {}: {}", i % 9 + 1, word(y))]);
    assert_eq!(letters(&one(&one_by_one.document())), pattern());
    let answers = rows(|i, _, y| vec![format!("{}. {}", i % 9 + 1, word(y))]).concat();
    let in_a_line =
        (0..3).fold(head(), |page, g| page.line(GROUPS[g]).line(&answers[g * 9..g * 9 + 9].join("; ")));
    assert_eq!(letters(&one(&in_a_line.document())), pattern());
    let short =
        (0..3).fold(head(), |page, g| page.line(GROUPS[g]).line(&answers[g * 9..g * 9 + 8].join("; ")));
    assert!(read(&short.document()).reviews.is_empty(), "bare numbers that are not all of the group");
}

#[test]
fn ranges_and_the_rest_are_read_as_they_say() {
    let said = |sentences: &[&str]| {
        let page = (0..3).fold(head(), |page, g| page.line(GROUPS[g]).lines(sentences));
        letters(&one(&page.document()))
    };
    let expected = "nnnynnnnn".repeat(3);
    assert_eq!(
        said(&["Từ biểu hiện 1 đến biểu hiện 3: Không.", "Biểu hiện 4: Có.", "Biểu hiện 5-9: Không."]),
        expected
    );
    assert_eq!(said(&["Biểu hiện 1, 2, 3: Không; 4: Có; 5-9: Không"]), expected);
    assert_eq!(said(&["Biểu hiện 4: Có; các biểu hiện khác: Không"]), expected);
}

#[test]
fn an_answer_may_follow_a_dash_or_stand_in_the_row_below() {
    for dash in ["–", "-", "→"] {
        let page = form(head(), |_, w, y| vec![format!("- {w} {dash} {}.", word(y))]);
        assert_eq!(letters(&one(&page.document())), pattern(), "{dash}");
    }
    let below = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), format!("Tự soi: {}", word(y))]);
    let split =
        |row: Vec<String>| [vec![row[0].clone(), row[1].clone()], vec![String::new(), row[2].clone()]];
    let table = headed(&["TT", "Nội dung biểu hiện"], below.into_iter().flat_map(split).collect());
    assert_eq!(letters(&one(&head().table(&table).document())), pattern());
}

#[test]
fn indicators_may_be_numbered_by_letters() {
    let letter = |i: usize| char::from(b'a' + u8::try_from(i % 9).expect("nine"));
    let lines = form(head(), |i, w, y| vec![format!("{}) {w}: {}", letter(i), word(y))]);
    assert_eq!(letters(&one(&lines.document())), pattern());
    let mut strange = rows(|i, w, y| vec![letter(i).to_string(), w.into(), word(y).into()]);
    strange[3] = vec!["d".into(), "Hay đi họp muộn, bỏ họp nhiều lần".into(), "Có".into()];
    let review = &read(&head().table(&headed(&["TT", "Biểu hiện", "Tự soi"], strange)).document()).reviews[0];
    assert_eq!(&letters(review)[2..5], "yuy", "a strange row is no part of the one above");
}

#[test]
fn a_box_before_the_wording_means_what_the_form_says() {
    let boxed = |page: Page, ticked: bool| {
        let lines =
            form(page, |i, w, y| vec![format!("{} {}. {w}", if y == ticked { "☒" } else { "☐" }, i + 1)]);
        letters(&one(&lines.document()))
    };
    let present = "(Đánh dấu x vào ô trước biểu hiện mà bản thân có; bỏ trống nếu không có)";
    assert_eq!(boxed(head().line(present), true), pattern());
    let absent = "(Đánh dấu x vào ô trước biểu hiện mà bản thân không có)";
    assert_eq!(boxed(head().line(absent), false), pattern().replace('y', "b"));
    assert_eq!(
        boxed(head(), true),
        pattern().replace('y', "u").replace('n', "b"),
        "nothing says what it means"
    );
}

#[test]
fn a_choice_behind_the_wording_in_its_line_is_read_whole() {
    let with = |choice: [&str; 2]| {
        let line =
            |i: usize, w: &str, y: bool| vec![format!("{}. {w}.  {}", i % 9 + 1, choice[usize::from(!y)])];
        letters(&one(&form(head(), line).document()))
    };
    for choice in [
        ["Có: x; Không: ..", "Có: ..; Không: x"],
        ["■ Có  □ Không", "□ Có  ■ Không"],
        ["☒ Có  ☐ Không", "☐ Có  ☒ Không"],
        ["Có ☒  Không ☐", "Có ☐  Không ☒"],
        ["Có", "Không"],
    ] {
        assert_eq!(with(choice), pattern(), "{choice:?}");
    }
    assert_eq!(with(["Có: ..; Không: .."; 2]), "u".repeat(27), "nothing was chosen");
}

#[test]
fn a_wording_may_go_on_behind_bullets_before_its_answer() {
    let parts = |w: &str| {
        w.split([';', '.'])
            .map(str::trim)
            .filter(|p| p.len() > 12)
            .map(|p| format!("- {p};"))
            .collect::<Vec<_>>()
    };
    let page = form(head(), |i, w, y| {
        let answer =
            if y { "Tự trả lời: ☒ Có  ☐ Không" } else { "Tự trả lời: ☐ Có  ☒ Không" };
        let title = format!("Biểu hiện {}. {}", i + 1, catalogue().indicators[i].label);
        std::iter::once(title).chain(parts(w)).chain([answer.to_owned()]).collect()
    });
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn boxes_on_lines_of_their_own_are_one_choice() {
    let choice = |yes: &str, no: &str| [format!("{yes} Có biểu hiện"), format!("{no} Không có biểu hiện")];
    for (on, off) in [("☒", "☐"), ("■", "□")] {
        let page = form(head(), |i, w, y| {
            let boxes = if y { choice(on, off) } else { choice(off, on) };
            [vec![format!("{}. {w}", i + 1)], boxes.to_vec()].concat()
        });
        assert_eq!(letters(&one(&page.document())), pattern(), "{on}");
    }
    let both = form(head(), |i, w, _| [vec![format!("{}. {w}", i + 1)], choice("☒", "☒").to_vec()].concat());
    assert_eq!(letters(&one(&both.document())), "c".repeat(27));
}

#[test]
fn a_form_tells_itself_what_its_signs_and_words_mean() {
    let table = |yes: &str, no: &str| {
        let body =
            rows(|i, w, y| vec![format!("{}", i + 1), w.into(), if y { yes.into() } else { no.into() }]);
        headed(&["TT", "Nội dung", "Tự đánh giá"], body)
    };
    let told = |legend: &str, yes: &str, no: &str| {
        letters(&one(&head().line(legend).table(&table(yes, no)).document()))
    };
    assert_eq!(told("Quy ước: “✓” = không có biểu hiện; “✗” = có biểu hiện", "✗", "✓"), pattern());
    assert_eq!(told("Ký hiệu: ✓ là có biểu hiện, ✗ là không có biểu hiện", "✓", "✗"), pattern());
    assert_eq!(told("(x: có; o: không)", "✓", "o"), pattern(), "one kind of mark is all kinds");
    assert_eq!(
        told("Ghi chú: Đạt là không có biểu hiện; Chưa đạt là có biểu hiện", "Chưa đạt", "Đạt"),
        pattern()
    );
    assert_eq!(told("", "Chưa đạt", "Đạt"), "u".repeat(27));
    let marks = rows(|i, w, y| vec![format!("{}", i + 1), w.into(), mark(!y), mark(y)]);
    let page = head().line("Đạt: không có biểu hiện; Chưa đạt: có biểu hiện");
    let page = page.table(&headed(&["TT", "Nội dung", "Đạt", "Chưa đạt"], marks));
    assert_eq!(letters(&one(&page.document())), pattern());
}

#[test]
fn a_row_that_says_the_opposite_of_an_indicator_is_not_taken_for_it() {
    let turned = rows(|i, w, y| {
        vec![format!("{}", i + 1), format!("Bản thân không {}", w.to_lowercase()), mark(y), mark(!y)]
    });
    let document = head().table(&headed(&["TT", "Nội dung", "Có", "Không"], turned)).document();
    let certain = read(&document).reviews.iter().flat_map(|r| &r.answers).filter(|a| a.is_certain()).count();
    assert_eq!(certain, 0);
}

#[test]
fn a_sentence_may_lead_to_the_wording_or_quote_it() {
    let said =
        |yes: bool| if yes { "tôi còn có biểu hiện này" } else { "bản thân tôi không có" };
    for page in [
        form(head(), |i, w, y| vec![format!("{}. Về biểu hiện “{w}”: {}.", i + 1, said(y))]),
        form(head(), |i, w, y| vec![format!("{}. Đối với biểu hiện “{w}”, {}.", i + 1, said(y))]),
        form(head(), |i, w, y| vec![format!("Nội dung {}: {w}: {}.", i + 1, said(y))]),
        form(head(), |i, w, y| vec![format!("Câu {}. Đồng chí có {w} không? {}.", i + 1, word(y))]),
        form(head(), |i, w, y| vec![format!("{}. {w} => {}", i + 1, word(y))]),
    ] {
        assert_eq!(letters(&one(&page.document())), pattern());
    }
}

#[test]
fn a_sentence_that_answers_before_the_wording_is_read() {
    let lead = |yes: bool| if yes { "Tôi còn có biểu hiện" } else { "Tôi không có biểu hiện" };
    let label = |i: usize| super::catalogue().indicators[i].also[0].clone();
    let page = form(head(), |i, _, y| vec![format!("{}. {} {}.", i + 1, lead(y), label(i))]);
    assert_eq!(letters(&one(&page.document())), pattern());
    let turned = form(head(), |i, _, y| {
        let but = if i == 0 { ", nhưng đôi lúc còn dao động" } else { "" };
        vec![format!("{}. {} {}{but}.", i + 1, lead(y), label(i))]
    });
    assert!(!one(&turned.document()).answers[0].is_certain());
}

#[test]
fn an_answer_may_stand_between_leaders() {
    for (before, after) in
        [("Trả lời: ……", "…………"), ("Trả lời (Có/Không): ____", "____"), ("......", "......")]
    {
        let page = form(head(), |i, w, y| {
            vec![format!("Nội dung {}: {w}", i + 1), format!("{before}{}{after}", word(y))]
        });
        assert_eq!(letters(&one(&page.document())), pattern(), "{before}");
    }
}

#[test]
fn options_in_lines_of_their_own_are_chosen_by_their_marks() {
    let page = form(head(), |_, w, y| {
        vec![format!("{w}:"), format!("+ Có: {}", mark(y)), format!("+ Không: {}", mark(!y))]
    });
    assert_eq!(letters(&one(&page.document())), pattern());
    let empty = form(head(), |_, w, _| vec![format!("{w}:"), "+ Có:".into(), "+ Không:".into()]);
    assert!(
        read(&empty.document()).reviews.iter().all(|review| review.answers.iter().all(|a| !a.is_certain()))
    );
}

#[test]
fn a_line_below_an_answer_that_takes_it_back_is_a_conflict() {
    for note in ["Cụ thể: đôi lúc còn ngại đọc", "Có lúc tôi còn ngại đọc."] {
        let page = form(head(), |i, w, y| {
            let below = if i == 0 { vec![note.to_owned()] } else { vec![] };
            [vec![format!("{}. {w}: {}", i + 1, word(y))], below].concat()
        });
        let review = one(&page.document());
        assert_eq!(letters(&review), format!("c{}", &pattern()[1..]), "{note}");
    }
    let summed_up = form(head(), |i, w, y| vec![format!("{}. {w}: {}", i + 1, word(y && i < 26))]);
    let review = one(&summed_up.line("Tóm lại, tôi còn một số hạn chế cần sửa.").document());
    assert!(review.answers[26].is_certain());
}

#[test]
fn a_denial_of_all_is_heard_though_its_words_sound_like_others() {
    let line = "Đối chiếu với 27 biểu hiện suy thoái về tư tưởng chính trị, đạo đức, lối sống, tôi không có biểu hiện \
                nào trong 27 biểu hiện nêu trên.";
    assert_eq!(letters(&one(&head().line(line).document())), "n".repeat(27));
    let turned = line.replace("nêu trên.", "nêu trên, song đôi lúc còn nể nang.");
    assert!(read(&head().line(&turned).document()).reviews.iter().all(|review| !review.is_certain()));
}

#[test]
fn a_question_about_an_indicator_is_no_answer() {
    let asked = |i: usize, w: &str, y: bool| {
        vec![
            format!("Câu {}. Đồng chí có biểu hiện {} không?", i + 1, w.to_lowercase()),
            format!("Trả lời: {}", if y { "Dạ có" } else { "Thưa không" }),
        ]
    };
    let review = one(&head().lines(rows(asked).concat()).document());
    assert!(letters(&review).chars().zip(pattern().chars()).all(|(read, said)| read == said || read == 'u'));
    let unanswered = |i: usize, w: &str, _| vec![format!("{}. Đồng chí có biểu hiện {w} không?", i + 1)];
    let open = read(&head().lines(rows(unanswered).concat()).document());
    assert!(open.reviews.iter().flat_map(|review| &review.answers).all(|reading| !reading.is_certain()));
}

#[test]
fn a_code_or_a_reference_behind_a_wording_is_no_answer() {
    for behind in ["(I.1)", "(1)", "[2]"] {
        let lines = rows(|_, w, _| vec![format!("- {} {behind}", w.trim_end_matches('.'))]).concat();
        let open = read(&head().lines(lines).document());
        assert!(open.reviews.iter().flat_map(|review| &review.answers).all(|reading| !reading.is_certain()));
    }
}

#[test]
fn a_wording_in_another_order_begins_an_indicator_where_its_own_number_stands_before_it() {
    let said = "Chấp hành không nghiêm nguyên tắc tổ chức của Đảng; sa sút ý chí phấn đấu, thiếu trách nhiệm, làm việc qua loa";
    let lines = |number: &str| {
        form(head(), |i, w, y| {
            let (number, wording) =
                if i == 3 { (number.to_owned(), said) } else { (format!("{}", i % 9 + 1), w) };
            vec![format!("{number}. {wording}: {}", word(y))]
        })
    };
    assert_eq!(letters(&one(&lines("4").document())), pattern());
    assert_eq!(letters(&one(&lines("9").document())).chars().nth(3), Some('u'), "another one's number");
}
