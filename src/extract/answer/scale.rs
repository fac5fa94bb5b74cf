//! Figures of a scale that answer with the word for one before them: `Mức 2`, `mức độ 2`, `2 điểm`. What a form says
//! of a figure holds for them as well.

use crate::extract::legend::LONGEST;
use crate::extract::legend::joints::explained;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::text::{fold, has_diacritics, key};
use std::sync::LazyLock;

/// What stands before the figure, longest first.
const BEFORE: [&str; 7] = ["mức điểm", "mức độ", "cấp độ", "mức", "điểm", "cấp", "bậc"];
/// The three usual levels end here: a scale that goes on beyond may begin with the absence of anything.
const USUAL: u32 = 3;

/// The figure that an answer is; behind a label what follows it.
pub(crate) fn figure(text: &str) -> Option<u32> {
    let said = text.rsplit(':').next().unwrap_or(text).trim();
    // `Mức 10` in the longest of its spellings; few texts are as short.
    if said.len() > 40 || !said.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (figure, rest) = led(said)?;
    fold(rest).is_empty().then_some(figure)
}

/// The figure that a text begins with behind its word, and what follows. *Mục 1* is another word than *Mức 1*.
fn led(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = text.split_at(at);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let figure = rest.get(..end)?.parse().ok()?;
    if word.trim().is_empty() {
        let (unit, rest) = rest.get(end..)?.trim_start().split_at_checked("điểm".len())?;
        return (key(unit) == key("điểm")).then_some((figure, rest));
    }
    is_word(word.trim_matches(|c: char| !c.is_alphanumeric())).then(|| Some((figure, rest.get(end..)?)))?
}

/// Whether a text is a word that stands before a figure, with its own accents or without any.
fn is_word(text: &str) -> bool {
    let (folded, spelt) = (fold(text), key(text));
    BEFORE.iter().any(|word| if has_diacritics(text) { key(word) == spelt } else { fold(word) == folded })
}

/// Whether a line says behind a figure and its word what it means: `Mức 1: Không có`. It numbers no line.
pub(crate) fn begins(text: &str) -> bool {
    led(text).is_some_and(|(_, rest)| joined(rest))
}

/// Whether a text goes on behind a joint.
fn joined(rest: &str) -> bool {
    let rest = rest.trim_start();
    let joint = rest.starts_with([':', '=', '-', '–', '(']) || fold(rest).starts_with("la ");
    joint && rest.chars().any(char::is_alphabetic)
}

/// What the lines of a form say of its scale beside what its legend says.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scale {
    /// The highest figure that is spoken of.
    highest: u32,
    /// Whether figures are explained in words that are not understood.
    strange: bool,
}

impl Scale {
    /// What a line says of it.
    pub(crate) fn of(text: &str, vocabulary: &Vocabulary) -> Self {
        if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
            return Self::default();
        }
        let pieces = text.split([';', ',', '\n', '\t']).flat_map(|piece| piece.split(". "));
        let said: Vec<&str> = pieces.filter(|piece| begins(piece)).collect();
        // One alone may be an answer and what is said about it.
        let strange = said.len() > 1 && said.iter().any(|piece| explained(piece, vocabulary).is_none());
        Self { highest: highest(text), strange }
    }

    /// Takes in what another line says.
    pub(crate) fn join(&mut self, other: Self) {
        self.highest = self.highest.max(other.highest);
        self.strange |= other.strange;
    }

    /// Whether a figure does not mean what is usual, where the legend says nothing of it.
    pub(crate) fn is_strange(self) -> bool {
        self.strange || self.highest > USUAL
    }
}

/// The highest figure of a scale of which a text speaks: `Mức 4`, `mức độ 5`, `thang điểm 10`, `4 mức`.
fn highest(text: &str) -> u32 {
    static WORDS: LazyLock<[String; 4]> = LazyLock::new(|| ["mức", "độ", "thang", "điểm"].map(key));
    let [level, degree, ladder, point] = &*WORDS;
    let text = key(text);
    let words: Vec<&str> = text.split(' ').collect();
    let number = |word: &str| word.parse::<u32>().ok().filter(|n| (1..=10).contains(n));
    let of = |two: &[&str]| match two {
        [before, after] if before == level || before == ladder => number(after),
        [before, after] if after == level => number(before),
        _ => None,
    };
    let longer = |three: &[&str]| match three {
        [one, two, after] if (one == level && two == degree) || (one == ladder && two == point) => {
            number(after)
        }
        _ => None,
    };
    words.windows(2).filter_map(of).chain(words.windows(3).filter_map(longer)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_with_the_word_for_a_level_is_one_of_a_scale() {
        for text in ["Mức 2", "mức độ 2", "MUC 2", "Điểm 2", "2 điểm", "(Mức 2)", "Trả lời: Mức 2"]
        {
            assert_eq!(figure(text), Some(2), "{text}");
        }
        for text in ["Mục 2", "2", "Mức 2, đã khắc phục", "Có", "Mức", "Mức II"] {
            assert_eq!(figure(text), None, "{text}");
        }
    }

    #[test]
    fn a_scale_that_goes_on_or_is_explained_otherwise_is_not_the_usual_one() {
        for text in ["Mức 4", "Thang điểm 10", "Tự chấm theo 5 mức", "Mức 1: Tốt; Mức 2: Khá; Mức 3: Yếu"]
        {
            assert!(Scale::of(text, &Vocabulary::built_in()).is_strange(), "{text}");
        }
        for text in
            ["Mức 1: nhẹ; Mức 2: trung bình; Mức 3: nặng", "Mục 4", "Nghị quyết số 4", "Mức 1: đọc còn lướt"]
        {
            assert!(!Scale::of(text, &Vocabulary::built_in()).is_strange(), "{text}");
        }
    }
}
