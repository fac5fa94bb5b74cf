//! Numbers of members: `03 đồng chí`, `3/25`, `2 (8,7%)`.

use super::poll::Poll;
use super::sign::{self, Sign};
use super::verdict::Verdict;
use crate::document::Slot;
use crate::extract::review::item::Counted;
use crate::extract::table::columns::without_brackets;
use crate::extract::table::rows::is_denial;
use crate::finding::AnswerFinding;
use crate::text::fold;

/// What members are called behind their number.
const MEMBERS: [&str; 10] =
    ["dong chi", "d c", "dc", "dang vien", "dv", "nguoi", "phieu", "luot", "y kien", "truong hop"];

/// A number of members and, where the text says, of how many.
pub(crate) fn number(text: &str) -> Option<(u32, Option<u32>)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let bare = without_brackets(text);
    if bare.contains(['%', ',']) {
        return None;
    }
    let folded = fold(&bare);
    let mut body = folded.as_str();
    for word in MEMBERS {
        body = body.strip_suffix(word).map_or(body, str::trim_end);
    }
    let numbers: Vec<u32> = body.split(' ').map(|w| w.parse().ok()).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [count] => Some((*count, None)),
        [count, total] if bare.contains('/') => Some((*count, Some(*total))),
        _ => None,
    }
}

/// The number of members in a slot of a table of counts, where an empty one means nobody.
pub(crate) fn in_slot(slot: &Slot) -> Option<(u32, Option<u32>)> {
    match sign::in_slot(slot) {
        Sign::Number(n) if n >= 0.0 && n.fract() == 0.0 && n < 1e6 => {
            Some((format!("{n:.0}").parse().ok()?, None))
        }
        Sign::Nothing | Sign::Off => Some((0, None)),
        // Where members are counted, *Không* is nobody.
        Sign::Words(text) | Sign::Unknown(text) => {
            number(&text).or_else(|| is_denial(&text).then_some((0, None)))
        }
        _ => None,
    }
}

/// Whether a text gives a number of members and says so, not a bare figure.
pub(crate) fn is_members(text: &str) -> bool {
    (number(text).is_some() && sign::numeric(text.trim()).is_none()) || Poll::read(text).is_some()
}

/// The numbers of members in the columns *Có* and *Không* of a form of many: in every row both are numbers, and
/// together they make the same number of members, who all were asked.
pub(crate) fn in_pairs(answers: &[(usize, Verdict)]) -> Option<Vec<(usize, Counted)>> {
    let pair = |verdict: &Verdict| {
        if let Some(poll) = Poll::read(&verdict.evidence) {
            return Some((poll.yes?, poll.total()?));
        }
        let (yes, no) = verdict.evidence.split_once(" | ")?;
        let nobody = |text: &str| is_denial(text).then_some((0, None));
        let in_column = |text: &str| number(text).or_else(|| nobody(text));
        let ((yes, of), (no, of_no)) = (in_column(yes)?, in_column(no)?);
        let total = yes.checked_add(no)?;
        [of, of_no].into_iter().flatten().all(|stated| stated == total).then_some((yes, total))
    };
    let pairs: Vec<(u32, u32)> = answers.iter().map(|(_, v)| pair(v)).collect::<Option<_>>()?;
    let (_, asked) = *pairs.first().filter(|(_, total)| *total > 1 && pairs.len() >= crate::extract::FEW)?;
    let counted = |((indicator, verdict), (count, total)): (&(usize, Verdict), (u32, u32))| {
        let (evidence, place) = (verdict.evidence.clone(), verdict.place.clone());
        (*indicator, Counted { count: Some(count), total: Some(total), evidence, place })
    };
    let agreed = pairs.iter().all(|(_, total)| *total == asked);
    agreed.then(|| answers.iter().zip(pairs).map(counted).collect())
}

impl From<Verdict> for Counted {
    /// The number that an answer is; a denial is none.
    fn from(verdict: Verdict) -> Self {
        let none = verdict.denies();
        let polled = || Poll::read(&verdict.evidence).and_then(|poll| Some((poll.yes?, poll.total())));
        let read = number(&verdict.evidence).or_else(polled);
        // What is blank or only a mark leaves the number open.
        let open = verdict.chosen == Err(AnswerFinding::Blank);
        let (count, total) = match read {
            Some((count, total)) if !open => (Some(count), total),
            _ => (none.then_some(0), None),
        };
        Self { count, total, evidence: verdict.evidence, place: verdict.place }
    }
}

impl Counted {
    /// The number in a square of a table of units, where an empty one means nobody.
    pub(crate) fn of_square(verdict: Verdict) -> Self {
        let empty = verdict.evidence.is_empty();
        let counted = Self::from(verdict);
        Self { count: counted.count.or_else(|| empty.then_some(0)), ..counted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_members_is_read_in_every_writing() {
        for (text, expected) in [
            ("3", (3, None)),
            ("02 đ/c", (2, None)),
            ("05 đồng chí", (5, None)),
            ("3/25", (3, Some(25))),
            ("2/25 đảng viên", (2, Some(25))),
            ("2 (8,7%)", (2, None)),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in ["8,7%", "2.5", "Không có", "12/05/2026", "x", ""] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
