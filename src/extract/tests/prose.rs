//! Answers before the wording, and letters that admit some manifestations and deny the rest.

use super::layouts::{head, rows};
use super::page::Page;
use super::{letters, one, pattern, read};

const GROUPS: [&str; 3] = [
    "I. Suy thoái về tư tưởng chính trị",
    "II. Suy thoái về đạo đức, lối sống",
    "III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ",
];

#[test]
fn an_answer_before_the_number_of_its_manifestation_is_read() {
    for sign in [" – ", ": ", ". "] {
        let word = |yes| if yes { "CÓ" } else { "KHÔNG" };
        let lines = rows(|i, w, y| vec![format!("{}{sign}{}. {w}", word(y), i % 9 + 1)]);
        let add = |page: Page, g: usize| page.line(GROUPS[g]).lines(lines[g * 9..g * 9 + 9].concat());
        assert_eq!(letters(&one(&(0..3).fold(head(), add).document())), pattern(), "{sign}");
    }
}

const ADMITTED: &str = "Tôi thấy mình còn mắc hai biểu hiện. Một là còn lười học tập lý luận, nghị quyết của Đảng (biểu hiện 3 nhóm I). Hai là có lúc quan liêu, chưa sâu sát bà con (biểu hiện 5 nhóm II).";

fn letter(said: &str) -> Page {
    let head = Page::default().lines(["THƯ TỰ SOI, TỰ SỬA", "Kính gửi: Chi ủy Chi bộ thôn Sơn Nam"]);
    head.line(said).lines(["NGƯỜI VIẾT", "Trần Viết An"])
}

#[test]
fn a_letter_that_admits_by_number_and_denies_the_rest_answers_all() {
    let said =
        format!("{ADMITTED} Ngoài hai biểu hiện trên, tôi không có biểu hiện nào khác trong 27 biểu hiện.");
    let expected: String = (0..27).map(|i| if [2, 13].contains(&i) { 'y' } else { 'n' }).collect();
    assert_eq!(letters(&one(&letter(&said).document())), expected);
}

#[test]
fn a_letter_that_admits_something_never_denies_all() {
    let rest = "Ngoài ra tôi không có biểu hiện nào khác trong 27 biểu hiện.";
    for said in [
        format!("{} {rest}", ADMITTED.replace("hai biểu hiện", "ba biểu hiện")),
        format!("Tôi còn nể nang khi góp ý cho đồng chí. {rest}"),
        "Tôi còn nể nang khi góp ý. Bản thân tôi không có biểu hiện nào trong 27 biểu hiện.".to_owned(),
    ] {
        let read = read(&letter(&said).document());
        assert!(read.reviews.iter().all(|review| review.answers.iter().all(|r| !r.is_certain())), "{said}");
        assert!(read.findings.iter().any(|f| f.code() == "unknown-layout"), "{said}");
    }
}
