//! The words of a printed choice in one paragraph, each with its look: `Có / Không`, `Có    Không`.

use super::choice::{pieces, printed};
use crate::document::{Emphasis, Paragraph};
use crate::extract::wording::vocabulary::Vocabulary;
use crate::text::fold;

/// A word of a paragraph: how it is written, its look, and the spaces before it.
struct Word {
    text: String,
    look: Emphasis,
    gap: usize,
}

/// The words between separators, or else between wide spaces and changes of look, where each part is a printed word.
/// `Không    Có` offers two; `Không có` is one answer, however it looks.
pub(crate) fn of(paragraph: &Paragraph, vocabulary: &Vocabulary) -> Vec<(String, Emphasis)> {
    let whole = pieces(paragraph);
    let [(text, _)] = whole.as_slice() else { return whole };
    // Few answers are made of the words of two options.
    if text.len() > LONGEST || fold(text).split(' ').count() < 2 {
        return whole;
    }
    let words = words(paragraph);
    let offered = |parts: Vec<(String, Emphasis)>| {
        let all = parts.len() > 1 && parts.iter().all(|(part, _)| printed(part, vocabulary).is_some());
        all.then_some(parts)
    };
    let apart = offered(parted(&words, Word::stands_apart));
    let looser = || match printed(text, vocabulary) {
        Some(_) => None,
        None => offered(parted(&words, Word::may_stand_apart)),
    };
    apart.or_else(looser).unwrap_or(whole)
}

/// The longest choice, in bytes.
const LONGEST: usize = 120;

impl Word {
    fn is_capital(&self) -> bool {
        self.text.trim_start_matches(['(', '[']).starts_with(char::is_uppercase)
    }

    /// Whether nobody would write it so far from the word before it, or with such a look, within one answer.
    fn stands_apart(&self, before: &Self) -> bool {
        self.gap > 2 || (self.may_stand_apart(before) && self.is_capital())
    }

    fn may_stand_apart(&self, before: &Self) -> bool {
        self.gap > 1 || self.look != before.look
    }
}

/// The words put together that nothing parts, each with the look that its words share.
fn parted(words: &[Word], apart: impl Fn(&Word, &Word) -> bool) -> Vec<(String, Emphasis)> {
    let mut parts: Vec<(String, Emphasis)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        match parts.last_mut().filter(|_| before.is_some_and(|before| !apart(word, before))) {
            Some((text, look)) => {
                text.push(' ');
                text.push_str(&word.text);
                *look = if *look == word.look { *look } else { Emphasis::NONE };
            }
            None => parts.push((word.text.clone(), word.look)),
        }
    }
    parts
}

fn words(paragraph: &Paragraph) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut gap = 1;
    for (stretch, look) in paragraph.stretches() {
        for c in stretch.chars() {
            if c.is_whitespace() {
                gap += 1;
            } else if let Some(word) = words.last_mut().filter(|_| gap == 0) {
                word.look = if word.look == look { look } else { Emphasis::NONE };
                word.text.push(c);
            } else {
                words.push(Word { text: c.to_string(), look, gap });
                gap = 0;
            }
        }
    }
    words
}
