//! The words of a text, each with where it stands.

use crate::text::fold;

/// A word of a text: where it begins and ends, and its folded form.
pub(crate) struct Word {
    pub from: usize,
    pub to: usize,
    pub folded: String,
    /// Whether nothing but a space, or the sign of a list, stands between the word before and it.
    pub listed: bool,
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.folded
    }
}

/// The words of a text.
pub(crate) fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (from, c.is_alphanumeric()) {
            (None, true) => from = Some(at),
            (Some(begin), false) => {
                let before = words.last().map_or(0, |word| word.to);
                let listed = text[before..begin].chars().all(|c| " ,/&+".contains(c));
                words.push(Word { from: begin, to: at, folded: fold(&text[begin..at]), listed });
                from = None;
            }
            _ => {}
        }
    }
    words
}
