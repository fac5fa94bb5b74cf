//! The words in which indicators are quoted, and those that are a letter away from them.

use foldhash::fast::RandomState;
use std::collections::HashMap;

/// A word's number in the lexicon.
pub(super) type Word = u16;

/// The words in which indicators are quoted, folded.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: HashMap<Box<str>, Word, RandomState>,
    spelt: Vec<Box<str>>,
    /// The words by what is left of them without one byte, and by all of it: words a letter apart share one.
    shortened: HashMap<Box<[u8]>, Vec<Word>, RandomState>,
    /// How long the longest is, in bytes.
    longest: usize,
}

impl Lexicon {
    /// The number of a word, which is taken in where it is new. `None` where there are too many to number.
    pub(super) fn take_in(&mut self, word: &str) -> Option<Word> {
        if let Some(number) = self.number(word) {
            return Some(number);
        }
        let number = Word::try_from(self.spelt.len()).ok()?;
        self.numbers.insert(word.into(), number);
        self.spelt.push(word.into());
        self.longest = self.longest.max(word.len());
        each_shortened(word, |form| {
            let words = self.shortened.entry(form.into()).or_default();
            if words.last() != Some(&number) {
                words.push(number);
            }
        });
        Some(number)
    }

    /// The number of a word that is in it.
    pub(super) fn number(&self, word: &str) -> Option<Word> {
        self.numbers.get(word).copied()
    }

    /// Words that become this one by changing, adding or leaving out a letter.
    pub(super) fn alike(&self, word: &str) -> Vec<Word> {
        let mut near = Vec::new();
        // Of a long one there are as many forms, each as long.
        if word.len() > self.longest + 1 {
            return near;
        }
        each_shortened(word, |form| near.extend(self.shortened.get(form).into_iter().flatten()));
        near.sort_unstable();
        near.dedup();
        near.retain(|number| one_letter_apart(&self.spelt[usize::from(*number)], word));
        near
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.spelt.len()
    }

    /// The words by their numbers.
    pub(super) fn spelt(&self) -> impl Iterator<Item = &str> {
        self.spelt.iter().map(AsRef::as_ref)
    }
}

/// Takes a word and every form of it that lacks one byte.
fn each_shortened(word: &str, mut take: impl FnMut(&[u8])) {
    let word = word.as_bytes();
    take(word);
    let mut form = Vec::with_capacity(word.len());
    for (before, after) in (0..word.len()).filter_map(|at| Some((word.get(..at)?, word.get(at + 1..)?))) {
        form.clear();
        form.extend_from_slice(before);
        form.extend_from_slice(after);
        take(&form);
    }
}

/// Whether one letter changed, added or left out makes one word the other.
fn one_letter_apart(a: &str, b: &str) -> bool {
    let (short, long) =
        if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if long.len() - short.len() > 1 || short.len() < 3 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let skip = usize::from(short.len() == long.len());
    short.get(same + skip..).unwrap_or_default() == long.get(same + 1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_a_letter_apart_are_alike() {
        let mut lexicon = Lexicon::default();
        for word in ["dung", "dong", "trung", "chung", "thuc", "an"] {
            lexicon.take_in(word);
        }
        let alike = |word| {
            let spelt: Vec<&str> = lexicon.spelt().collect();
            lexicon.alike(word).into_iter().map(|number| spelt[usize::from(number)]).collect::<Vec<_>>()
        };
        assert_eq!(alike("dug"), ["dung"]);
        assert_eq!(alike("rung"), ["dung", "trung"]);
        assert_eq!(alike("dung"), ["dung", "dong"], "a word is alike to itself");
        assert!(
            lexicon.alike(&"a".repeat(1 << 20)).is_empty(),
            "it would take hours to leave out each letter"
        );
        assert_eq!(alike("truc"), ["thuc"]);
        assert_eq!(alike("a"), Vec::<&str>::new(), "too short to tell");
        assert_eq!(lexicon.take_in("an"), lexicon.number("an"));
    }
}
