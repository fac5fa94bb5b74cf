//! Lists of phrases, compared without case, accents and punctuation.

use super::remembered::Remembered;
use crate::text::{fold, key};
use memchr::memmem::Finder;
use std::collections::BTreeMap;
use std::ops::Bound;

/// A set of folded phrases, by their first letters; of those that share it the longest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases {
    phrases: Vec<String>,
    /// Where those with each first byte begin, and the end of all.
    begun: Vec<usize>,
}

impl Phrases {
    pub(crate) fn new(phrases: &[String]) -> Self {
        let mut folded: Vec<String> = phrases.iter().map(|p| fold(p)).filter(|p| !p.is_empty()).collect();
        folded.sort_by(|a, b| initial(a).cmp(&initial(b)).then(b.len().cmp(&a.len())).then(a.cmp(b)));
        folded.dedup();
        let begun = |first| folded.partition_point(|p| initial(p) < Some(first));
        let begun = (0..=u8::MAX).map(begun).chain([folded.len()]).collect();
        Self { phrases: folded, begun }
    }

    /// Those with the first letter of a text: few texts begin like any.
    fn like(&self, folded: &str) -> &[String] {
        let Some(first) = initial(folded).map(usize::from) else { return &[] };
        let range = || self.phrases.get(*self.begun.get(first)?..*self.begun.get(first + 1)?);
        range().unwrap_or_default()
    }

    /// Whether the whole text is one of the phrases.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.like(folded).iter().any(|p| p == folded)
    }

    /// What follows the longest phrase that the text begins with, at a word's end.
    pub(crate) fn starts<'a>(&self, folded: &'a str) -> Option<&'a str> {
        self.like(folded).iter().find_map(|p| after(folded, p))
    }

    /// Whether one of the phrases stands in the text, on word boundaries.
    pub(crate) fn within(&self, folded: &str) -> bool {
        self.position(folded).is_some()
    }

    /// Where the first of the phrases that stand in the text begins.
    pub(crate) fn position(&self, folded: &str) -> Option<usize> {
        word_starts(folded).find(|&at| self.starts(&folded[at..]).is_some())
    }
}

/// Phrases of which each word must have its own accents, unless it is written without any: *tham nhũng* does not say
/// *nhưng*, nor *lối sống* *song*.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spelt {
    folded: Phrases,
    /// The words of each phrase: folded, and with their accents.
    words: Vec<Vec<(String, String)>>,
}

impl Spelt {
    pub(crate) fn new(phrases: &[String]) -> Self {
        Self { folded: Phrases::new(phrases), words: phrases.iter().map(|p| spelt_words(p)).collect() }
    }

    /// What follows the longest phrase that a folded text begins with, whatever its accents.
    pub(crate) fn starts<'a>(&self, folded: &'a str) -> Option<&'a str> {
        self.folded.starts(folded)
    }

    /// Whether one of the phrases stands in a text.
    pub(crate) fn within(&self, text: &str) -> bool {
        self.within_unless(text, |_| false)
    }

    /// Whether one of the phrases stands in a text, where the folded words before it do not rule it out.
    pub(crate) fn within_unless(&self, text: &str, ruled_out: impl Fn(&[(String, String)]) -> bool) -> bool {
        if !self.folded.within(&fold(text)) {
            return false;
        }
        let words = spelt_words(text);
        let same = |(word, own): &(String, String), (of, spelt): &(String, String)| {
            word == of && (own == spelt || own == word)
        };
        let stands = |at: usize, phrase: &Vec<(String, String)>| {
            let met = words.get(at..at + phrase.len());
            met.is_some_and(|met| met.iter().zip(phrase).all(|(word, of)| same(word, of)))
        };
        (0..words.len())
            .any(|at| self.words.iter().any(|phrase| stands(at, phrase)) && !ruled_out(&words[..at]))
    }
}

impl Spelt {
    /// Whether the whole folded text is one of the phrases, whatever its accents.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.folded.contains(folded)
    }

    /// Whether each of the last words of a text is a phrase of its own or a number, with its own accents: *không nói* does
    /// not end in *nội*. The tones that many mix up, *hỏi* and *ngã*, count as one.
    pub(crate) fn hold_last(&self, text: &str, count: usize) -> bool {
        let words = spelt_words(text);
        let toned = |word: &str| word.replace('\u{303}', "\u{309}");
        let known = |word: &str, own: &str| {
            let spelt = || self.words.iter().filter(|phrase| phrase.len() == 1).flatten();
            own == word || spelt().any(|(of, spelt)| word == of && toned(own) == toned(spelt))
        };
        words[words.len().saturating_sub(count)..].iter().all(|(word, own)| known(word, own))
    }
}

/// The words of a text, each folded and with its accents.
fn spelt_words(text: &str) -> Vec<(String, String)> {
    let spelt = key(text);
    spelt.split(' ').filter(|w| !w.is_empty()).map(|word| (fold(word), word.to_owned())).collect()
}

fn initial(folded: &str) -> Option<u8> {
    folded.bytes().next()
}

/// Where the words of a folded text begin.
fn word_starts(folded: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b' ', folded.as_bytes()).map(|space| space + 1))
}

/// What follows `phrase` in a text that begins with it, at a word's end.
fn after<'a>(folded: &'a str, phrase: &str) -> Option<&'a str> {
    let rest = folded.strip_prefix(phrase)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// Whether a text begins with a phrase, at a word's end.
pub(crate) fn begins(folded: &str, phrase: &str) -> bool {
    after(folded, phrase).is_some()
}

/// Whether a phrase stands in a text on word boundaries.
pub(crate) fn has_words(folded: &str, phrase: &str) -> bool {
    words_at(folded, phrase).is_some()
}

/// Whether any of some phrases stands in a text on word boundaries.
pub(crate) fn has_any(folded: &str, phrases: &[&str]) -> bool {
    let begins = |at: usize, phrase: &str| {
        folded.as_bytes().get(at) == phrase.as_bytes().first() && after(&folded[at..], phrase).is_some()
    };
    word_starts(folded).any(|at| phrases.iter().any(|phrase| begins(at, phrase)))
}

/// Where a phrase stands first in a text, on word boundaries.
pub(crate) fn words_at(folded: &str, phrase: &str) -> Option<usize> {
    let first = phrase.as_bytes().first();
    let begins = |at: usize| folded.as_bytes().get(at) == first && after(&folded[at..], phrase).is_some();
    word_starts(folded).find(|&at| begins(at))
}

/// What a phrase may look like: all of a text, its beginning, or words anywhere in it.
#[derive(Debug, Clone)]
enum Shape {
    Whole(String),
    Parts(Parts),
}

/// The parts of a phrase with `*` in it.
#[derive(Debug, Clone)]
struct Parts {
    /// What the text begins with; empty where it may begin with anything.
    opening: String,
    /// What follows, each after the one before it.
    others: Vec<Finder<'static>>,
    open_end: bool,
}

impl Shape {
    fn new(phrase: &str) -> Self {
        if !phrase.contains('*') {
            return Self::Whole(fold(phrase));
        }
        let mut parts = phrase.split('*').map(fold);
        let opening = parts.next().unwrap_or_default();
        let others = parts.filter(|part| !part.is_empty()).map(|part| Finder::new(&part).into_owned());
        Self::Parts(Parts { opening, others: others.collect(), open_end: phrase.ends_with('*') })
    }
}

impl Parts {
    /// How many letters of the text the phrase explains; `None` where it does not fit.
    fn fits(&self, folded: &str) -> Option<usize> {
        // Most phrases begin otherwise.
        if self.opening.bytes().next().is_some_and(|first| folded.bytes().next() != Some(first)) {
            return None;
        }
        let mut rest = folded.strip_prefix(self.opening.as_str())?;
        for part in &self.others {
            let at = part.find(rest.as_bytes())?;
            rest = rest.get(at + part.needle().len()..)?;
        }
        let explained =
            self.opening.len() + self.others.iter().map(|part| part.needle().len()).sum::<usize>();
        let parts = self.others.len() + usize::from(!self.opening.is_empty());
        (rest.is_empty() || (self.open_end && (rest.starts_with(' ') || parts > 1))).then_some(explained)
    }
}

/// Named lists of phrases, of which a text may be one.
#[derive(Debug)]
pub(crate) struct Pick<T> {
    values: Vec<T>,
    /// With the position of the value.
    shapes: Vec<(Parts, usize)>,
    wholes: BTreeMap<String, usize>,
    /// The value that a text met before has.
    known: Remembered<Option<usize>>,
}

impl<T: Copy> Pick<T> {
    /// Lists whose name means nothing to `meaning` are left out.
    pub(crate) fn new(lists: &BTreeMap<String, Vec<String>>, meaning: impl Fn(&str) -> Option<T>) -> Self {
        let (mut values, mut shapes, mut wholes) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (name, phrases) in lists {
            let Some(value) = meaning(name) else { continue };
            let at = values.len();
            values.push(value);
            for phrase in phrases {
                match Shape::new(phrase) {
                    Shape::Whole(text) => {
                        wholes.entry(text).or_insert(at);
                    }
                    Shape::Parts(parts) => shapes.push((parts, at)),
                }
            }
        }
        Self { values, shapes, wholes, known: Remembered::default() }
    }

    /// What a text is: a whole phrase before a pattern, the pattern that explains most before others.
    pub(crate) fn of(&self, folded: &str) -> Option<&T> {
        let found = self.known.of(folded, || {
            let fitting = || self.shapes.iter().filter_map(|(shape, at)| Some((shape.fits(folded)?, *at)));
            let shaped = || fitting().max_by_key(|(letters, _)| *letters).map(|(_, at)| at);
            self.wholes.get(folded).copied().or_else(shaped)
        });
        self.values.get(found?)
    }

    /// What a text is that is one of the whole phrases.
    pub(crate) fn whole(&self, folded: &str) -> Option<&T> {
        self.values.get(*self.wholes.get(folded)?)
    }

    /// The longest whole phrase that a text begins with, and the bytes it takes.
    pub(crate) fn opening(&self, folded: &str) -> Option<(usize, T)> {
        let first = folded.split(' ').next().unwrap_or_default();
        let alike = self.wholes.range::<str, _>((Bound::Included(first), Bound::Unbounded));
        let alike = alike.take_while(|(phrase, _)| phrase.starts_with(first));
        let (phrase, at) = alike.filter(|(phrase, _)| begins(folded, phrase)).max_by_key(|(p, _)| p.len())?;
        Some((phrase.len(), *self.values.get(*at)?))
    }

    /// The value of the longest whole phrase that stands in a text, on word boundaries.
    pub(crate) fn within(&self, folded: &str) -> Option<T> {
        let found = self.wholes.iter().filter(|(phrase, _)| has_words(folded, phrase));
        found.max_by_key(|(phrase, _)| phrase.len()).and_then(|(_, at)| self.values.get(*at).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_met_on_word_boundaries_only() {
        let phrases = Phrases::new(&["không".into(), "không có".into()]);
        assert_eq!(phrases.starts("khong co bieu hien"), Some("bieu hien"));
        assert_eq!(phrases.starts("khongco"), None);
        assert!(phrases.within("ban than khong"));
        assert!(!phrases.within("khongg"));
    }

    #[test]
    fn a_word_with_other_accents_is_another_word() {
        let phrases = Spelt::new(&["nhưng".into(), "song".into(), "còn".into()]);
        assert!(phrases.within("Không, nhưng có lúc") && phrases.within("Không, nhung có lúc"));
        assert!(phrases.within("KHONG, NHUNG CO LUC"));
        assert!(!phrases.within("Kiên quyết đấu tranh với tham nhũng"));
        assert!(!phrases.within("suy thoái về đạo đức, lối sống"));
    }

    #[test]
    fn the_pattern_that_explains_most_wins() {
        let lists = BTreeMap::from([
            ("a".to_owned(), vec!["*số đảng viên*".to_owned()]),
            ("b".to_owned(), vec!["*số đảng viên có biểu hiện*".to_owned(), "có".to_owned()]),
        ]);
        let pick = Pick::new(&lists, |name| name.chars().next());
        assert_eq!(pick.of("tong so dang vien"), Some(&'a'));
        assert_eq!(pick.of("so dang vien co bieu hien nay"), Some(&'b'));
        assert_eq!(pick.of("co"), Some(&'b'));
        assert_eq!(pick.of("co nhieu"), None);
    }
}
