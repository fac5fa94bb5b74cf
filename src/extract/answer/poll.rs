//! Votes that several people gave for the answers of one question: `Có: 2 lượt chọn`, `Có (2) - Không (13)`.

use super::verdict::Verdict;
use crate::extract::review::item::Line;
use crate::finding::AnswerFinding;
use crate::text::fold;

/// The words of what is counted behind a number: *lượt chọn*, *phiếu*, *đồng chí*, *ý kiến*.
const COUNTED: [&str; 18] = [
    "luot", "binh", "chon", "phieu", "bau", "nguoi", "dong", "chi", "dang", "vien", "d", "c", "dc", "dv",
    "y", "kien", "thanh", "vote",
];
/// The longest text of a poll, in bytes.
const LONGEST: usize = 120;

/// The votes for either answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Poll {
    pub yes: Option<u32>,
    pub no: Option<u32>,
}

impl Poll {
    /// The votes of which a text tells, and of nothing else. A bare number behind *Không* alone may be anything.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) || text.contains(['%', '|']) {
            return None;
        }
        let folded = fold(text);
        let mut words = folded.split(' ').filter(|word| !word.is_empty()).peekable();
        let (mut poll, mut said) = (Self::default(), false);
        while let Some(word) = words.next() {
            let place = match word {
                "co" => &mut poll.yes,
                "khong" => &mut poll.no,
                _ => return None,
            };
            if word == "khong" && words.peek() == Some(&"co") {
                words.next();
            }
            let votes = words.next()?.parse().ok()?;
            if place.replace(votes).is_some() {
                return None;
            }
            while words.next_if(|word| COUNTED.contains(word)).is_some() {
                said = true;
            }
        }
        (said || poll.yes.is_some()).then_some(poll)
    }

    /// How many voted, where the votes for both answers are told.
    pub(crate) fn total(self) -> Option<u32> {
        self.yes?.checked_add(self.no?)
    }
}

/// Adds to the votes for one answer a line that tells of those for the other one; returns whether it does.
pub(crate) fn goes_on(evidence: &mut String, line: &str) -> bool {
    let joined = format!("{evidence}\n{}", line.trim());
    let goes = !line.trim().is_empty() && Poll::read(evidence).is_some() && Poll::read(&joined).is_some();
    if goes {
        *evidence = joined;
    }
    goes
}

/// The votes in lines of their own, `Có: 2 lượt chọn` above `Không: 13 lượt chọn`, and how many lines they take.
pub(crate) fn in_lines(lines: &[Line<'_>]) -> Option<(usize, Verdict)> {
    let first = lines.first().filter(|line| Poll::read(&line.text).is_some())?;
    let mut evidence = first.text.trim().to_owned();
    let mut more = lines[1..].iter();
    let taken = 1 + more.by_ref().take_while(|line| goes_on(&mut evidence, &line.text)).count();
    let (chosen, place) = (Err(AnswerFinding::Undecided), first.place.clone());
    Some((taken, Verdict::new(chosen, evidence, place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_read_in_every_writing() {
        let poll = |yes, no| Some(Poll { yes, no });
        for (text, expected) in [
            ("• Có: 0 lượt chọn", poll(Some(0), None)),
            ("Có (2) - Không (13)", poll(Some(2), Some(13))),
            ("Có: 2 phiếu; Không: 13 phiếu", poll(Some(2), Some(13))),
            ("Không có: 13 đồng chí\nCó: 02 đồng chí", poll(Some(2), Some(13))),
            ("Không: 14 người", poll(None, Some(14))),
            ("Có: 3", poll(Some(3), None)),
        ] {
            assert_eq!(Poll::read(text), expected, "{text}");
        }
        for text in
            ["Có", "Không", "Có 02 lần", "Không 1", "Có 1 trường hợp nộp muộn", "Có, năm 2024", "Có 3 Có 4"]
        {
            assert_eq!(Poll::read(text), None, "{text}");
        }
    }
}
