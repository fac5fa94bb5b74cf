//! Room for a mark that a form draws with an underline: `Có  ______  Không  __x___` as underlined spaces.

use super::sign::{self, Sign};
use crate::document::{Emphasis, Paragraph};

/// The text of paragraphs in which each underlined stretch of spaces, with or without a mark on it, is written as the
/// dots that it stands for; `None` where none has any.
pub(crate) fn written_out(paragraphs: &[&Paragraph]) -> Option<String> {
    let mut text = String::new();
    let mut any = false;
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push('\n');
        }
        for (stretch, look) in paragraph.stretches().filter(|(_, look)| !look.has(Emphasis::STRIKE)) {
            match room(stretch).filter(|_| look.has(Emphasis::UNDERLINE)) {
                Some(mark) => {
                    any = true;
                    text.extend([" … ", mark, " … "]);
                }
                None => text.push_str(stretch),
            }
        }
    }
    any.then_some(text)
}

/// The mark, if any, that stands on a stretch of spaces; `None` where the stretch is anything else.
fn room(stretch: &str) -> Option<&str> {
    let mark = stretch.trim();
    let spaces = stretch.chars().filter(|c| c.is_whitespace()).count();
    let drawn = spaces >= 2 && (mark.is_empty() || sign::in_text(mark) == Sign::Mark);
    drawn.then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::extract::answer::verdict;
    use crate::extract::wording::vocabulary::Vocabulary;
    use crate::model::{Answer, Place};

    /// A paragraph in which what stands between bars is underlined.
    fn underlined(text: &str) -> Paragraph {
        let mut shown = Paragraph::plain("", Place::File);
        for (at, stretch) in text.split('|').enumerate().filter(|(_, stretch)| !stretch.is_empty()) {
            shown.text.push_str(stretch);
            let emphasis = if at % 2 == 1 { Emphasis::UNDERLINE } else { Emphasis::NONE };
            shown.spans.push(Span { end: shown.text.len(), emphasis });
        }
        shown
    }

    fn answer(text: &str) -> Option<Answer> {
        let chosen = verdict::of_paragraphs(&[&underlined(text)], &Vocabulary::built_in());
        chosen.ok().map(|(answer, ..)| answer)
    }

    #[test]
    fn a_mark_on_underlined_spaces_answers_for_the_word_beside_them() {
        assert_eq!(answer("      Có  |  x  |      Không  |      |"), Some(Answer::Yes));
        assert_eq!(answer("      Có  |      |      Không  |  x  |"), Some(Answer::No));
        assert_eq!(answer("|  x  |  Có   |      |  Không"), Some(Answer::Yes));
    }

    #[test]
    fn a_mark_between_two_words_without_room_for_each_is_a_question() {
        assert_eq!(answer("Có    x        Không"), None);
        assert_eq!(answer("Có  |  x  |  Không"), None);
        assert_eq!(answer("Có  |  x  |      Không  |  x  |"), None);
        assert_eq!(answer("Có  |     |      Không  |     |"), None);
    }
}
