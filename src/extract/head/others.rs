//! Papers that speak of the indicators and are nobody's self-review: a plan of the meeting, minutes, guidance with a
//! sample that is filled in, a list of who was present.

use super::header::Header;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Kind, Review};
use crate::text::{clean_name, fold};

/// What the titles of a paper say that is perhaps none of a self-review.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Paper {
    /// Nobody fills such a paper in.
    pub guides: bool,
    /// It is of another kind.
    pub is_other: bool,
    /// The tab of its sheet says that a sample stands on it.
    pub sample: bool,
}

impl Paper {
    /// Whether what was read as a review is certainly nobody's: the paper is of another kind, no member is named or
    /// signs, and nobody answers in it, or only the sample that everybody knows.
    pub(crate) fn is_nobodys(self, review: &Review, header: &Header) -> bool {
        let invented = review.name.as_deref().is_some_and(is_placeholder);
        if invented && (self.sample || self.is_other) {
            return true;
        }
        if !self.is_other || review.kind == Kind::Tally {
            return false;
        }
        let unsigned = review.name.is_none() && !header.signatures.by_member;
        let certain = || review.answers.iter().any(|reading| reading.is_certain());
        unsigned && (self.guides || !certain())
    }
}

/// The longest title, in folded letters.
const TITLE: usize = 140;

/// Whether a line is the title of another kind of paper. Party papers give their kind a line of its own, *KẾ HOẠCH*,
/// and say below it what it is about; others say both in one line.
pub(crate) fn titles(text: &str, folded: &str, vocabulary: &Vocabulary) -> bool {
    // Behind a colon stands what a label or an instruction is about.
    if folded.len() > TITLE || text.contains(": ") || text.trim_end().ends_with(':') {
        return false;
    }
    let is_one = |piece: &str| {
        vocabulary.other_kinds.contains(piece)
            || (vocabulary.other_openings.starts(piece).is_some()
                && vocabulary.own_openings.starts(piece).is_none())
    };
    is_one(folded) || (text.contains('\n') && text.split('\n').any(|piece| is_one(&fold(piece))))
}

/// Whether a line is the title of a table of counts: *Thống kê mức độ biểu hiện của đảng viên*.
pub(crate) fn titles_tally(folded: &str, vocabulary: &Vocabulary) -> bool {
    let bare = ["bieu ", "bang "].iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(folded);
    folded.len() < TITLE && vocabulary.tally_titles.starts(bare).is_some() && speaks(folded, vocabulary)
}

/// Whether a line speaks of self-reviews or of manifestations (*biểu hiện*).
pub(crate) fn speaks(folded: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.review_titles.within(folded) || folded.contains("bieu hien")
}

/// What the lines of a paper speak of, the most telling of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Topic {
    /// Anything.
    #[default]
    Other,
    /// Self-reviews, or all manifestations by their number: *27 biểu hiện*.
    Reviews,
    /// Manifestations that somebody has or has not.
    Manifestations,
}

/// What a line speaks of that speaks of self-reviews or manifestations.
pub(crate) fn topic(text: &str) -> Topic {
    let folded = fold(text);
    let mut met = folded.match_indices("bieu hien").map(|(at, _)| folded[..at].trim_end());
    let some = met.any(|before| !before.ends_with(|c: char| c.is_ascii_digit()));
    if some { Topic::Manifestations } else { Topic::Reviews }
}

/// Whether a title says that what members themselves admit follows: *Tổng hợp biểu hiện đảng viên tự nhận*. That of a
/// plan says what will be done about it.
pub(crate) fn titles_admissions(text: &str) -> bool {
    let folded = fold(text);
    let plans = ["khac phuc", "sua chua", "ke hoach", "cam ket"].iter().any(|word| folded.contains(word));
    folded.contains("bieu hien") && folded.contains("tu nhan") && !plans
}

/// Whether a name is the one that samples give to nobody: *Nguyễn Văn A*, *Trần Thị B*. A letter behind a whole name
/// tells two people of that name apart, and is no such thing.
pub(crate) fn is_placeholder(name: &str) -> bool {
    let name = clean_name(name).to_lowercase();
    let words: Vec<&str> = name.split(' ').collect();
    let letter = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    matches!(words.as_slice(), [_, "văn" | "thị" | "van" | "thi", last] if letter(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_filled_in_by_nobody() {
        for name in ["Nguyễn Văn A", "TRẦN THỊ B", "Lê Văn X"] {
            assert!(is_placeholder(name), "{name}");
        }
        for name in ["Nguyễn Văn An", "Nguyễn Thị Hoa A", "Trần Văn Ý", "Lý Thị Á", "Vàng A Sử"]
        {
            assert!(!is_placeholder(name), "{name}");
        }
    }
}
