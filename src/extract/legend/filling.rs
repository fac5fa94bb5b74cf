//! What a form says of how to fill it in: *đánh dấu x nếu có, bỏ trống nếu không*; *C: có; K: không*.

use super::colours::Colour;
use super::joints::{explained, spelt};
use super::{CROSS, LONGEST, Meaning, SHORTEST, TICK};
use crate::extract::answer::scale::{self, Scale};
use crate::extract::context::Context;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::Answer;
use crate::text::fold;

/// What a form says of how to fill it in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filling {
    /// Whether an empty place means no.
    pub empty_is_no: bool,
    /// The signs that the form explains, folded, and what each means.
    legend: Vec<(String, Meaning)>,
    /// Those that it explains beside them in words that say neither: they do not mean what is usual.
    strange: Vec<String>,
    /// The colours of squares that it explains.
    colours: Vec<Colour>,
    /// What else it says of figures of a scale.
    scale: Scale,
    /// Whether numbers run through the whole catalogue: *từ 1 đến 27*.
    pub through: bool,
    /// The figure that the next line of a scale explains, where each has a line of its own: `0: không có`, `1: nhẹ`.
    next_step: Option<u32>,
}

impl Filling {
    /// Takes in what a line says of it.
    pub(crate) fn note(&mut self, text: &str, context: &Context) {
        if !(SHORTEST..=LONGEST).contains(&text.len()) {
            return;
        }
        let known = context.known(text);
        self.through |= known.through;
        self.scale.join(known.scale);
        if !known.explains && known.empty_is_no.is_none() {
            return;
        }
        let said = super::read(text, &context.vocabulary);
        self.colours.extend(said.colours);
        let mark = |sign: &str| [TICK, CROSS].contains(&sign);
        let turned = said.signs.iter().any(|(sign, (answer, _))| mark(sign) && *answer != Answer::Yes);
        // Where a mark or an empty place stands for what is present, or nobody knows, no empty place means no.
        match (said.empty, known.empty_is_no) {
            _ if turned => self.empty_is_no = false,
            (Some(empty), _) => self.empty_is_no = empty == Answer::No,
            (None, Some(empty_is_no)) => self.empty_is_no = empty_is_no,
            (None, None) => {}
        }
        // A figure alone may be the number of a line, unless it is explained by `nếu`, told to be written or equated:
        // `1 = có, mức độ nhẹ`.
        let figure = |(sign, _): &(String, Meaning)| sign.bytes().all(|b| b.is_ascii_digit());
        let folded = fold(text);
        let equated = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('=');
        let told = equated || ["neu ", "ghi ", "danh ", "dien "].iter().any(|words| folded.contains(words));
        // `Mức 1: Không có` numbers no line.
        let scaled = scale::begins(text) && said.signs.iter().all(|(_, meaning)| of_scale(*meaning));
        let scaled = scaled || self.is_next_step(&said.signs);
        if said.signs.len() >= 2 || !said.signs.iter().any(figure) || told || scaled {
            said.signs.into_iter().for_each(|(sign, meaning)| super::take(&mut self.legend, sign, meaning));
            self.strange.extend(strange_signs(text, &context.vocabulary));
        }
        // Nor does it where two lines say different things of a mark.
        self.empty_is_no &= !self.turns_marks();
    }

    /// Whether a line explains the next figure of a scale, from `0` on, which numbers no line.
    fn is_next_step(&mut self, signs: &[(String, Meaning)]) -> bool {
        let step = match signs {
            [(sign, meaning)] => sign.parse::<u32>().ok().zip(Some(*meaning)),
            _ => None,
        };
        let follows = step.filter(|(step, meaning)| match step {
            0 => meaning.0 == Answer::No,
            _ => self.next_step == Some(*step) && of_scale(*meaning),
        });
        self.next_step = follows.map(|(step, _)| step + 1);
        follows.is_some()
    }

    /// What the form says that the colour of a square means, and the word for it; unclear where it speaks of colours and
    /// not, or not clearly, of this one.
    pub(crate) fn of_colour(&self, fill: Option<u32>) -> Option<(Meaning, &'static str)> {
        let fill = fill.filter(|_| !self.colours.is_empty())?;
        let mut fitting = self.colours.iter().filter(|colour| colour.fits(fill));
        let first = fitting.next();
        let sure = first.filter(|first| fitting.all(|other| other.meaning == first.meaning));
        Some(sure.map_or(((Answer::Unclear, None), "màu"), |colour| (colour.meaning, colour.name)))
    }

    /// Whether the form explains a sign in words that were not understood.
    pub(crate) fn is_strange(&self, sign: &str) -> bool {
        !self.strange.is_empty() && self.strange.contains(&spelt(sign))
    }

    /// What the form says that a sign means. Every mark of a pen is one sign, unless the form tells ticks from
    /// crosses.
    pub(crate) fn meaning(&self, sign: &str) -> Option<Meaning> {
        if let Some(figure) = scale::figure(sign) {
            return self.of_figure(figure);
        }
        if self.legend.is_empty() {
            return None;
        }
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
            // A form that turns one usual sign around may mean anything by another of which it does not speak.
            _ if usual(&sign).is_some() && self.legend.iter().any(turned) => Some((Answer::Unclear, None)),
            _ => None,
        }
    }

    /// What the form says that a figure of a scale means, `Mức 2`: what it says of the figure. Unclear where it speaks
    /// of the scale and not of this one, or not in words that are understood.
    fn of_figure(&self, figure: u32) -> Option<Meaning> {
        let number = |sign: &str| sign.parse::<u32>().ok();
        let scaled = self.legend.iter().any(|(sign, (_, level))| number(sign).is_some() && level.is_some());
        let own = self.legend.iter().find(|(sign, _)| scaled && number(sign) == Some(figure));
        let doubted = (scaled || self.scale.is_strange()).then_some((Answer::Unclear, None));
        own.map(|(_, meaning)| *meaning).or(doubted)
    }

    /// Whether the form says that a mark does not mean what is present, or speaks of it and cannot be understood.
    pub(crate) fn turns_marks(&self) -> bool {
        let turned = |sign| self.meaning(sign).is_some_and(|(answer, _)| answer != Answer::Yes);
        turned(CROSS) || turned("TRUE")
    }
}

/// Whether something is a step of a scale: that nothing is present, or how grave it is.
fn of_scale((answer, level): Meaning) -> bool {
    answer == Answer::No || level.is_some()
}

/// The signs that the pieces of a line explain in words that do not answer: `K = có khắc phục`.
fn strange_signs(text: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let text = super::without_spelling(text, vocabulary);
    let pieces =
        text.split([';', ',', '\n', '\t', '/']).filter(|piece| explained(piece, vocabulary).is_none());
    let dashed = |piece: &'_ str| {
        let (before, _) = piece.split_once(" - ").or_else(|| piece.split_once(" – "))?;
        before.split([':', ' ']).next_back().map(str::to_owned)
    };
    let before = |piece: &'_ str| {
        let joined = piece.split_once([':', '=']).map(|(sign, _)| sign.trim().to_owned());
        joined.filter(|sign| is_letters(sign)).or_else(|| dashed(piece))
    };
    pieces.filter_map(before).filter(|sign| is_letters(sign)).map(|sign| spelt(&sign)).collect()
}

/// Whether a text is up to three capital letters: `K`, `KC`.
fn is_letters(text: &str) -> bool {
    (1..=3).contains(&text.chars().count()) && text.chars().all(char::is_uppercase)
}

/// What a sign means where no form says otherwise.
fn usual(sign: &str) -> Option<Answer> {
    match sign {
        TICK | CROSS | "v" | "+" | "1" => Some(Answer::Yes),
        "0" | "-" | "–" => Some(Answer::No),
        _ => None,
    }
}

/// Whether a form gives a sign another meaning than the usual one.
fn turned((sign, (answer, _)): &(String, Meaning)) -> bool {
    usual(sign).is_some_and(|usual| usual != *answer && *answer != Answer::Unclear)
}

/// Whether a mark is a tick, and not a cross or any other. A `v` is written for one.
pub(crate) fn is_tick(mark: &str) -> bool {
    spelt(mark) == TICK || matches!(fold(mark).as_str(), "v")
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

/// Whether a folded text tells to tick: *tích vào ô*. *Thành tích* and *chủ tịch* are other words.
fn says_tick(folded: &str) -> bool {
    const OTHERS: [&str; 7] = ["thanh", "chu", "phan", "dien", "di", "su", "phu"];
    let before = |at: usize| folded[..at].trim_end().rsplit(' ').next().unwrap_or_default();
    let mut ticks = folded.match_indices("tich").filter(|(at, _)| *at == 0 || folded[..*at].ends_with(' '));
    ticks.any(|(at, _)| !OTHERS.contains(&before(at)))
}

/// Whether the text says that a place left empty means no; `None` where it says nothing of it.
pub(crate) fn empty_means_no(text: &str) -> Option<bool> {
    if text.len() > LONGEST || text.len() < 12 {
        return None;
    }
    let folded = fold(text);
    let has = |words: &str| folded.contains(words);
    let empty = ["bo trong", "de trong", "khong danh dau", "khong ghi gi"].iter().any(|w| has(w));
    let marks = ["danh dau", "ghi x", "dien x", "ghi dau"].iter().any(|w| has(w)) || says_tick(&folded);
    let present = says_present(&folded);
    let both =
        ["0 neu khong", "khong neu khong", "ghi khong", "o khong", "hoac khong", "cot khong", "cot co"]
            .iter()
            .any(|w| has(w));
    let says_none = [
        "trong la khong",
        "trong nghia la khong",
        "trong tuc la khong",
        "trong neu khong",
        "trong thi khong",
    ]
    .iter()
    .any(|w| has(w));
    if empty && (marks || present || says_none) {
        return Some(true);
    }
    (marks && present).then_some(!both)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::wording::vocabulary::Vocabulary;

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
        assert_eq!(meanings("1 = có, mức độ nhẹ", "1"), "1", "no line is numbered so");
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
        assert_eq!(empty_means_no("(Tích vào ô nếu có biểu hiện, bỏ trống nếu không)"), Some(true));
        assert_eq!(empty_means_no("15. Đồng chí có biểu hiện: Bệnh thành tích, háo danh, phô trương?"), None);
    }
}
