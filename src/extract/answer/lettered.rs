//! A list of lettered answers below a question, and the letter of the one that was chosen: `A. Không có   B. Nhẹ`,
//! `Trả lời: A`.

use super::choice::{self, Printed};
use super::verdict::{self, Verdict};
use crate::extract::review::item::Line;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::Rule;

/// The answer that the first lines below a question give in this way, and how many lines they are.
pub(crate) fn in_lines(lines: &[Line<'_>], vocabulary: &Vocabulary) -> Option<(usize, Verdict)> {
    let [list, said, ..] = lines else { return None };
    let options = options(&list.text, vocabulary)?;
    let answer = verdict::without_label(&said.text, vocabulary);
    if answer.len() == said.text.len() {
        return None;
    }
    let written = verdict::without_dots(answer);
    let letters: Option<Vec<char>> = written
        .split([',', ';', ' ', '/'])
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.parse::<char>().ok().map(|letter| letter.to_ascii_uppercase()))
        .collect();
    let known = |letter: &char| options.iter().any(|(own, _)| own == letter);
    let chosen = match letters.as_deref() {
        Some([]) => Err(AnswerFinding::Blank),
        Some(letters) if letters.iter().all(known) => {
            let all: Vec<_> = options.iter().map(|(own, option)| (letters.contains(own), *option)).collect();
            choice::decide(&all, Rule::Words)
        }
        _ => Err(AnswerFinding::UnknownMark),
    };
    let place = said.place.clone();
    Some((2, Verdict::new(chosen, written, place)))
}

/// The printed words of a line, each with its letter: all of it, with the letters in their order.
fn options(text: &str, vocabulary: &Vocabulary) -> Option<Vec<(char, Printed)>> {
    let lettered = |word: &str| {
        let letter = word.strip_suffix(['.', ')', ':'])?.parse::<char>().ok()?;
        letter.is_ascii_uppercase().then_some(letter)
    };
    let mut options: Vec<(char, String)> = Vec::new();
    for word in text.split_whitespace() {
        match (lettered(word), options.last_mut()) {
            (Some(letter), _) => options.push((letter, String::new())),
            (None, Some((_, said))) => said.extend([" ", word]),
            (None, None) => return None,
        }
    }
    let in_order = options.iter().map(|(letter, _)| *letter).eq(('A'..='Z').take(options.len()));
    let read = options.iter().map(|(letter, said)| Some((*letter, choice::printed(said, vocabulary)?)));
    let read: Vec<(char, Printed)> = read.collect::<Option<_>>()?;
    (in_order && read.len() > 1).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Level, Place};

    fn chosen(lines: &[&str]) -> Option<choice::Chosen> {
        let line = |text: &&str| Line {
            text: (*text).to_owned().into(),
            place: Place::File,
            paragraph: None,
            row: Vec::new(),
        };
        let lines: Vec<Line<'_>> = lines.iter().map(line).collect();
        in_lines(&lines, &Vocabulary::built_in()).map(|(_, verdict)| verdict.chosen)
    }

    #[test]
    fn a_letter_chooses_the_answer_that_bears_it() {
        let list = "A. Không có      B. Nhẹ      C. Trung bình      D. Nghiêm trọng";
        assert_eq!(chosen(&[list, "Trả lời: A"]), Some(Ok((Answer::No, None, Rule::Words))));
        assert_eq!(
            chosen(&[list, "Trả lời: c."]),
            Some(Ok((Answer::Yes, Some(Level::Moderate), Rule::Words)))
        );
        assert_eq!(chosen(&[list, "Trả lời: ……"]), Some(Err(AnswerFinding::Blank)));
        assert_eq!(chosen(&[list, "Trả lời: A, B"]), Some(Err(AnswerFinding::TwoMarks)));
        assert_eq!(chosen(&[list, "Trả lời: E"]), Some(Err(AnswerFinding::UnknownMark)));
        assert_eq!(chosen(&[list, "Câu 2. Xa rời tôn chỉ"]), None);
        assert_eq!(chosen(&["A. Không có", "Trả lời: A"]), None, "one is no choice");
    }
}
