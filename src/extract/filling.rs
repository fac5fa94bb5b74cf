//! What a form says of how to fill it in: *đánh dấu x nếu có, bỏ trống nếu không*; *C: có; K: không*.

use super::context::Context;
use super::vocabulary::Vocabulary;
use super::words;
use crate::model::{Answer, Level};
use crate::text::fold;

/// What a form says of how to fill it in.
#[derive(Debug, Clone, Default)]
pub(super) struct Filling {
    /// Whether an empty place means no.
    pub empty_is_no: bool,
    /// The signs that the form explains, folded, and what each means.
    legend: Vec<(String, Meaning)>,
    /// Those that it explains beside them in words that say neither: they do not mean what is usual.
    strange: Vec<String>,
}

/// What a sign means.
type Meaning = (Answer, Option<Level>);

impl Filling {
    /// Takes in what a line says of it.
    pub(super) fn note(&mut self, text: &str, context: &Context) {
        if text.len() > LONGEST {
            return;
        }
        let known = context.known(text);
        if !known.explains && known.empty_is_no.is_none() && !known.marks_absent {
            return;
        }
        let explained: Vec<(String, Meaning)> = explanations(text, &context.vocabulary).collect();
        if known.marks_absent {
            self.legend.retain(|(sign, _)| ![TICK, CROSS].contains(&sign.as_str()));
            self.legend.push((CROSS.to_owned(), (Answer::No, None)));
            self.empty_is_no = false;
            return;
        }
        let mark_means_no = explained
            .iter()
            .any(|(sign, (answer, _))| [TICK, CROSS].contains(&sign.as_str()) && *answer == Answer::No);
        if let Some(empty_is_no) = known.empty_is_no {
            self.empty_is_no = empty_is_no && !mark_means_no;
        }
        // A figure alone may be the number of a line, unless it is explained by `nếu`.
        let figure = |(sign, _): &(String, Meaning)| sign.bytes().all(|b| b.is_ascii_digit());
        if explained.len() >= 2 || !explained.iter().any(figure) || fold(text).contains("neu ") {
            self.legend.retain(|(sign, _)| explained.iter().all(|(other, _)| other != sign));
            self.legend.extend(explained);
            self.strange = strange_signs(text, &context.vocabulary);
        }
    }

    /// Whether the form explains a sign in words that were not understood.
    pub(super) fn is_strange(&self, sign: &str) -> bool {
        self.strange.contains(&spelt(sign))
    }

    /// What the form says that a sign means. Every mark of a pen is one sign, unless the form tells ticks from
    /// crosses.
    pub(super) fn meaning(&self, sign: &str) -> Option<Meaning> {
        let sign = spelt(sign);
        // `00` and `01` are written for `0` and `1`.
        let figure = !sign.is_empty() && sign.bytes().all(|b| b.is_ascii_digit());
        let sign = match sign.trim_start_matches('0') {
            "" if figure => "0".to_owned(),
            bare if figure => bare.to_owned(),
            _ => sign,
        };
        let word = fold(&sign);
        let exactly = |(of, _): &&(String, Meaning)| *of == sign || (of.len() > 1 && *of == word);
        if let Some((_, meaning)) = self.legend.iter().find(exactly) {
            return Some(*meaning);
        }
        let mut marks = self.legend.iter().filter(|(of, _)| [TICK, CROSS].contains(&of.as_str()));
        match (marks.next(), marks.next()) {
            (Some((_, meaning)), None) if [TICK, CROSS].contains(&sign.as_str()) => Some(*meaning),
            _ => None,
        }
    }
}

/// The longest text that says how to fill in, in bytes.
const LONGEST: usize = 400;

/// A longer text behind `cột` is no heading, in bytes.
const HEADING: usize = 40;

/// Whether a text explains a sign.
pub(super) fn explains(text: &str, vocabulary: &Vocabulary) -> bool {
    text.len() <= LONGEST && explanations(text, vocabulary).next().is_some()
}

/// The signs that the pieces of a line explain.
fn explanations(text: &str, vocabulary: &Vocabulary) -> impl Iterator<Item = (String, Meaning)> {
    text.split([';', ',', '\n', '\t', '/']).filter_map(|piece| explained(piece, vocabulary))
}

/// The signs that the pieces of a line explain in words that do not answer: `K = có khắc phục`.
fn strange_signs(text: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let pieces =
        text.split([';', ',', '\n', '\t', '/']).filter(|piece| explained(piece, vocabulary).is_none());
    let before = |piece: &'_ str| piece.split_once([':', '=']).map(|(sign, _)| sign.trim().to_owned());
    pieces.filter_map(before).filter(|sign| is_letters(sign)).map(|sign| spelt(&sign)).collect()
}

/// Every tick.
const TICK: &str = "✓";
/// Every cross.
const CROSS: &str = "x";

/// A sign as it is compared: every tick is `✓`, every other mark of a pen an `x`.
fn spelt(sign: &str) -> String {
    let sign = sign.trim().trim_matches(|c| "()[]\"“”'".contains(c)).to_lowercase();
    if matches!(super::sign::in_text(&sign), super::sign::Sign::Mark) && sign != "v" && sign != "+" {
        let ticked = sign.contains(|c| "✓✔√☑✅🗸🗹".contains(c));
        return if ticked { TICK } else { CROSS }.to_owned();
    }
    sign
}

/// Whether a mark is a tick, and not a cross or any other. A `v` is written for one.
pub(super) fn is_tick(mark: &str) -> bool {
    spelt(mark) == TICK || matches!(fold(mark).as_str(), "v")
}

/// The sign that a piece of a line explains: `x: có`, `0 = không có`, `ghi x nếu có`, `K là không`.
fn explained(piece: &str, vocabulary: &Vocabulary) -> Option<(String, Meaning)> {
    const JOINTS: [&str; 6] = [":", "=", " là ", " - ", " – ", " nếu "];
    let at = |joint: &&str| piece.rfind(*joint).map(|at| (at, joint.len()));
    let (at, taken) = JOINTS.iter().filter_map(at).min_by_key(|(at, _)| std::cmp::Reverse(*at))?;
    let before = piece[..at].trim_end();
    let word = before.rsplit([':', '(']).next().map(fold).unwrap_or_default();
    // `Cột “Đảm bảo”: …` explains a heading; `Cột 3: …` no sign of its number.
    let spoken = fold(before);
    let column = spoken.rsplit_once("cot ").map(|(_, heading)| heading.trim_start_matches("so "));
    if column.is_some_and(|heading| heading.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let heading = word.rsplit_once("cot ").map(|(_, heading)| heading);
    let heading = heading.filter(|heading| heading.len() > 1 && heading.len() < HEADING).map(str::to_owned);
    let word = heading.or(Some(word).filter(|word| vocabulary.words.assessment.contains(word)));
    let sign = word.or_else(|| {
        let sign =
            before.rsplit([' ', ':', '(']).next().filter(|sign| is_sign(&spelt(sign)) || is_letters(sign));
        sign.map(spelt)
    })?;
    let meaning = piece[at + taken..].trim_end_matches([')', '.', ' ']);
    let level = words::level(&fold(meaning), vocabulary).map(|level| (Answer::Yes, Some(level)));
    let told = level.or_else(|| words::answer(meaning, vocabulary).ok())?;
    Some((sign, told))
}

/// Whether a text is up to three capital letters: `K`, `KC`.
fn is_letters(text: &str) -> bool {
    (1..=3).contains(&text.chars().count()) && text.chars().all(char::is_uppercase)
}

/// Whether a text is a single letter, figure or mark.
fn is_sign(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(|c| c.is_alphanumeric() || "+-–✓".contains(c))
}

/// Whether the text says to mark what is absent and nothing else: *đánh dấu x nếu không có biểu hiện*.
pub(super) fn marks_what_is_absent(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let folded = fold(text);
    let has = |words: &&str| folded.contains(*words);
    let absent = ["khong co", "khong mac", "khong vi pham", "chua vi pham", "khong bi"].iter().any(has);
    asks_for_marks(&folded) && absent && !says_present(&folded) && !["o khong", "cot khong"].iter().any(has)
}

/// Whether a folded text tells to mark something.
fn asks_for_marks(folded: &str) -> bool {
    ["danh dau", "ghi x", "tich", "dien x", "ghi dau"].iter().any(|w| folded.contains(w))
        && !["bo trong", "de trong", "khong danh dau", "khong ghi gi"].iter().any(|w| folded.contains(w))
}

/// Whether a folded text speaks of what is present; `không có biểu hiện` does not.
fn says_present(folded: &str) -> bool {
    let denied =
        |at: usize| folded[..at].trim_end().ends_with("khong") || folded[..at].trim_end().ends_with("chua");
    let own = |words: &str| folded.match_indices(words).any(|(at, _)| !denied(at));
    ["neu co", "co bieu hien", "o co", "la co", "cot co", "than co", "neu mac", "neu vi pham"]
        .iter()
        .any(|w| own(w))
}

/// Whether the text says that a place left empty means no; `None` where it says nothing of it.
pub(super) fn empty_means_no(text: &str) -> Option<bool> {
    if text.len() > LONGEST || text.len() < 12 {
        return None;
    }
    let folded = fold(text);
    let has = |words: &str| folded.contains(words);
    let empty = ["bo trong", "de trong", "khong danh dau", "khong ghi gi"].iter().any(|w| has(w));
    let marks = ["danh dau", "ghi x", "tich", "dien x", "ghi dau"].iter().any(|w| has(w));
    let present = says_present(&folded);
    let both =
        ["0 neu khong", "khong neu khong", "ghi khong", "o khong", "hoac khong", "cot khong", "cot co"]
            .iter()
            .any(|w| has(w));
    let says_none = ["trong la", "trong nghia la", "trong tuc la", "trong neu", "trong thi"]
        .iter()
        .any(|w| has(&format!("{w} khong")));
    if empty && (marks || present || says_none) {
        return Some(true);
    }
    (marks && present).then_some(!both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context {
        Context::new(crate::extract::tests::catalogue(), Vocabulary::built_in())
    }

    fn meanings(text: &str, signs: &str) -> String {
        let mut filling = Filling::default();
        filling.note(text, &context());
        let letter = |meaning| match meaning {
            Some((Answer::Yes, None)) => 'y',
            Some((Answer::Yes, Some(level))) => char::from(b'0' + level as u8),
            Some((Answer::No, _)) => 'n',
            _ => '?',
        };
        signs.chars().map(|sign| letter(filling.meaning(&sign.to_string()))).collect()
    }

    #[test]
    fn the_signs_that_a_form_explains_mean_what_it_says() {
        assert_eq!(meanings("Ký hiệu: C: có; K: không", "ckx"), "yn?");
        assert_eq!(meanings("(1 = có; 0 = không)", "10"), "yn");
        assert_eq!(meanings("Ghi chú: x là có biểu hiện, o là không có biểu hiện.", "xo"), "yn");
        assert_eq!(
            meanings("0: không có; 1: mức độ nhẹ; 2: mức độ trung bình; 3: nghiêm trọng", "0123"),
            "n123"
        );
        assert_eq!(
            meanings("(Ghi vào cột “Mức độ”: 0 - không có; 1 - có ít; 2 - trung bình; 3 - nhiều)", "0123"),
            "n123"
        );
        assert_eq!(meanings("(Đánh dấu x nếu không có biểu hiện)", "x"), "n");
        assert_eq!(meanings("1 - Không chấp hành nghiêm các nguyên tắc tổ chức của Đảng", "1"), "?");
        assert_eq!(meanings("1: Có", "1"), "?", "a numbered line explains nothing");
        assert_eq!(meanings("Cột (3): không có biểu hiện; cột (4): có biểu hiện", "34"), "??");
    }

    #[test]
    fn letters_mean_what_the_form_says_and_nothing_usual_besides() {
        let mut filling = Filling::default();
        filling.note("Ký hiệu: C - có; KC - không có", &context());
        assert_eq!(filling.meaning("KC"), Some((Answer::No, None)));
        filling.note("K = đã khắc phục; C = có", &context());
        assert!(filling.is_strange("K") && !filling.is_strange("C"));
    }

    #[test]
    fn a_heading_means_what_the_form_says() {
        let mut filling = Filling::default();
        filling.note(
            "Ghi chú: cột “Đảm bảo”: bản thân không có biểu hiện; cột “Không đảm bảo”: bản thân có biểu hiện.",
            &context(),
        );
        assert_eq!(filling.meaning("Đảm bảo"), Some((Answer::No, None)));
        assert_eq!(filling.meaning("Không đảm bảo"), Some((Answer::Yes, None)));
        filling.note(
            "(Đánh dấu x vào cột “Tốt” nếu không có biểu hiện, vào cột “Chưa tốt” nếu có biểu hiện)",
            &context(),
        );
        assert_eq!(filling.meaning("Tốt"), Some((Answer::No, None)));
        assert_eq!(filling.meaning("Chưa tốt"), Some((Answer::Yes, None)));
        assert_eq!(filling.meaning("x"), None);
    }

    #[test]
    fn a_mark_that_means_no_leaves_an_empty_place_open() {
        let mut filling = Filling::default();
        filling.note("(Đánh dấu x nếu không có biểu hiện)", &context());
        assert!(!filling.empty_is_no);
    }

    #[test]
    fn only_a_form_that_says_so_lets_an_empty_place_mean_no() {
        assert_eq!(
            empty_means_no("Ghi chú: đánh dấu x nếu có biểu hiện; bỏ trống là không có biểu hiện."),
            Some(true)
        );
        assert_eq!(empty_means_no("(Đánh dấu x vào ô có biểu hiện, để trống nếu không có)"), Some(true));
        assert_eq!(empty_means_no("(Đánh dấu x nếu có biểu hiện)"), Some(true));
        assert_eq!(empty_means_no("(Ghi x nếu có biểu hiện, 0 nếu không có)"), Some(false));
        assert_eq!(empty_means_no("(Đánh dấu x vào ô Có hoặc Không)"), Some(false));
        assert_eq!(empty_means_no("Ghi chú: Ô để trống là không có biểu hiện."), Some(true));
        assert_eq!(empty_means_no("BẢNG TỔNG HỢP KẾT QUẢ TỰ SOI"), None);
    }
}
