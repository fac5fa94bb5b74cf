//! The last look before files are handed on: above a cell nothing names a member or quotes one.

use super::dossier::Archive;
use crate::campaign::Campaign;
use crate::finding::FileFinding;
use crate::intake::{Directory, Entry};
use crate::stop::Stop;
use crate::text::key;
use foldhash::fast::RandomState;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Names of fewer words may be ordinary words.
const NAME: usize = 3;

/// So many words of an explanation in a row are a quotation.
const QUOTED: usize = 6;

/// The most that a part of a file may inflate to when it is searched.
const LARGEST_PART: u64 = 1 << 30;

/// What no file above a cell may say: names of members, and how their explanations and promises begin.
pub(super) struct Secrets {
    /// The phrases by their first word; most words of a file begin none.
    phrases: HashMap<String, Vec<Vec<String>>, RandomState>,
    /// How long the words are with which phrases begin, a bit for each length, by their first byte: so most words of a
    /// file are told apart.
    lengths: [u32; 256],
    /// How many words the longest one has.
    longest: usize,
}

impl Secrets {
    /// All names and texts of a run. What is printed anyway, such as a unit that bears a person's name, the
    /// indicators and the office's own templates, is no secret.
    pub(super) fn of(archive: &Archive<'_>) -> Self {
        let campaign = archive.campaign;
        let rosters =
            campaign.hierarchy.units().iter().flat_map(|unit| &unit.roster).map(|m| m.name.as_str());
        let reviews = archive.books.entries.iter().map(|entry| &entry.review);
        let signed = reviews.clone().filter_map(|review| review.name.as_deref());
        let changes = archive.comparison.into_iter().flat_map(|c| &c.units);
        let known = changes.clone().flat_map(|unit| unit.members.iter().map(|m| m.name.as_str()));
        let sworn = changes.clone().flat_map(|unit| unit.kept.iter().filter_map(|k| k.who.as_deref()));
        let earlier = known.chain(sworn);
        let names = rosters.chain(signed).chain(earlier).map(words).filter(|name| name.len() >= NAME);
        let notes = reviews.clone().flat_map(|r| r.answers.iter().map(|a| a.note.as_str()));
        let promises = reviews.flat_map(|r| &r.commitments);
        let promises = promises.flat_map(|c| [c.shortcoming.as_str(), c.action.as_str()]);
        let kept = changes.flat_map(|unit| &unit.kept);
        let kept = kept.flat_map(|k| [k.promise.shortcoming.as_str(), k.promise.action.as_str()]);
        let told = archive.books.told.iter().map(|told| &told.follow_up);
        let outcomes = told.flat_map(|paper| &paper.outcomes);
        let outcomes = outcomes.flat_map(|o| [o.shortcoming.as_str(), o.action.as_str()]);
        let quotations = notes.chain(promises).chain(kept).chain(outcomes).filter_map(|text| {
            let mut words = words(text);
            words.truncate(QUOTED);
            (words.len() == QUOTED).then_some(words)
        });
        let mut secrets = Self::none();
        names.chain(quotations).collect::<BTreeSet<_>>().into_iter().for_each(|phrase| secrets.keep(phrase));
        for text in printed_anyway(campaign) {
            let words: Vec<&str> = text.iter().map(String::as_str).collect();
            while let Some(known) = secrets.find(&words).cloned() {
                if let Some(alike) = known.first().and_then(|first| secrets.phrases.get_mut(first)) {
                    alike.retain(|phrase| *phrase != known);
                }
            }
        }
        secrets.phrases.retain(|_, alike| !alike.is_empty());
        secrets
    }

    fn none() -> Self {
        Self { phrases: HashMap::default(), lengths: [0; 256], longest: 0 }
    }

    fn keep(&mut self, phrase: Vec<String>) {
        let Some(first) = phrase.first() else { return };
        let (byte, length) = beginning(first);
        self.lengths[byte] |= length;
        self.longest = self.longest.max(phrase.len());
        self.phrases.entry(first.clone()).or_default().push(phrase);
    }

    /// Looks through every part of a written file.
    ///
    /// # Errors
    /// [`Stop::Imbalance`] where it names or quotes a member, which one is not said, or cannot be looked through.
    pub(super) fn check(&self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        let not = |what: String| Stop::Imbalance { law: format!("{path} {what}") };
        for (part, text) in texts(bytes).map_err(|why| not(format!("cannot be looked through: {why:?}")))? {
            if self.stands_in(&text) {
                return Err(not(format!("({part}): a member is named or quoted above the cell")));
            }
        }
        Ok(())
    }

    /// Whether a phrase stands in a text. Most of it are tags: words of plain letters are looked up as they stand, and
    /// only where one begins a phrase is it read on.
    fn stands_in(&self, text: &str) -> bool {
        // A mark that stands apart from its letter may belong to the word before.
        if memchr::memchr2(0xCC, 0xCD, text.as_bytes()).is_some() {
            let spelt = key(text);
            return self.find(&spelt.split(' ').collect::<Vec<_>>()).is_some();
        }
        let lower = text.to_ascii_lowercase();
        let mut from = 0;
        while let Some((start, end)) = run_of_letters(lower.as_bytes(), from) {
            let run = &lower[start..end];
            let begins = if run.is_ascii() {
                self.begins(run)
            } else {
                key(run).split(' ').any(|word| self.begins(word))
            };
            if begins && self.goes_on(&lower[start..], end - start) {
                return true;
            }
            from = end;
        }
        false
    }

    /// Whether a phrase begins with this word.
    fn begins(&self, word: &str) -> bool {
        let (byte, length) = beginning(word);
        self.lengths[byte] & length != 0 && self.phrases.contains_key(word)
    }

    /// Whether a phrase begins in the first bytes of a text.
    fn goes_on(&self, text: &str, begin: usize) -> bool {
        let mut spelt = words(&text[..begin]);
        let (enough, mut from) = (spelt.len() + self.longest, begin);
        while spelt.len() < enough
            && let Some((start, end)) = run_of_letters(text.as_bytes(), from)
        {
            spelt.extend(words(&text[start..end]));
            from = end;
        }
        self.find(&spelt.iter().map(String::as_str).collect::<Vec<_>>()).is_some()
    }

    /// The first phrase that stands among these words.
    fn find(&self, words: &[&str]) -> Option<&Vec<String>> {
        let begun = (0..words.len()).filter_map(|at| Some((at, self.phrases.get(*words.get(at)?)?)));
        begun.flat_map(|(at, phrases)| phrases.iter().map(move |phrase| (at, phrase))).find_map(
            |(at, phrase)| {
                let there = words.get(at..at + phrase.len())?;
                (there == phrase.as_slice()).then_some(phrase)
            },
        )
    }
}

/// The first byte of a word, and the bit of its length; all long ones have the same.
fn beginning(word: &str) -> (usize, u32) {
    (word.bytes().next().map_or(0, usize::from), 1 << word.len().min(31))
}

/// The words of a text, whatever case, spelling of tones and Unicode form.
fn words(text: &str) -> Vec<String> {
    key(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What every file may say: units, the campaign, the indicators, the office's own templates.
fn printed_anyway(campaign: &Campaign) -> Vec<Vec<String>> {
    let units = campaign.hierarchy.units().iter().map(|unit| words(&unit.name));
    let Campaign { title, period, place, catalogue, .. } = campaign;
    let groups = catalogue.groups.iter().map(|group| words(&group.title));
    let asked = catalogue.indicators.iter().flat_map(|i| [words(&i.label), words(&i.wording)]);
    let mut all: Vec<Vec<String>> = units.chain(groups).chain(asked).collect();
    all.extend([title, period, place, &catalogue.title].map(|text| words(text)));
    all.extend(templates(&campaign.templates));
    all
}

/// The words of the office's own templates, which may name who signs.
fn templates(folder: &Path) -> Vec<Vec<String>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let files = entries.filter_map(|entry| std::fs::read(entry.ok()?.path()).ok());
    let parts = files.filter_map(|bytes| texts(&bytes).ok()).flatten();
    parts.map(|(_, text)| words(&text)).collect()
}

/// The text of every part of a package, tags and all: a name in a link or a property counts too.
fn texts(package: &[u8]) -> Result<Vec<(String, String)>, FileFinding> {
    let read = |entry: &Entry<'_>| {
        let bytes = entry.unpack(LARGEST_PART)?;
        let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into());
        Ok((entry.label().into_owned(), text))
    };
    Directory::read(package)?.entries.iter().map(read).collect()
}

/// The next bytes from a place on that are letters, digits or beyond ASCII: all else parts words.
fn run_of_letters(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let start = from + text.get(from..)?.iter().position(is_letter)?;
    let end = text.get(start..)?.iter().position(|byte| !is_letter(byte));
    Some((start, end.map_or(text.len(), |length| start + length)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secrets(phrases: &[&str]) -> Secrets {
        let mut secrets = Secrets::none();
        for phrase in phrases {
            secrets.keep(words(phrase));
        }
        secrets
    }

    #[test]
    fn a_phrase_is_found_whatever_stands_between_its_words() {
        let secrets = secrets(&["Phan Văn Ổi", "Đào Thị Mận", "an"]);
        for text in [
            "<t>Phan Văn Ổi</t>",
            "x.PHAN, văn\u{a0}“Ổi”",
            "phan phan văn ổi",
            "Phan – – – – – Văn Ổi",
            "a\u{a0}Đào – Thị\tMận.",
            "Đa\u{300}o Thi\u{323} Mận",
            "<an/>",
            "–an–",
        ] {
            assert!(secrets.stands_in(text), "{text}");
        }
        for text in
            ["", "<t>Phan Văn</t>", "Phan<b>Văn</b>Ổi", "Phan Văn Ôi", "Đào, Mận", "ăn", "Lan", "Phan Văn"]
        {
            assert!(!secrets.stands_in(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_on_only_where_a_phrase_begins_finds_what_reading_all_finds(
            text in "([aăbBđ1<\u{a0}–\u{200b} ]|Ấ|ạ\u{301}?| |, ){0,24}"
        ) {
            let secrets = secrets(&["a b", "ấ b ă", "đ1", "b"]);
            let spelt = key(&text);
            let whole = secrets.find(&spelt.split(' ').collect::<Vec<_>>()).is_some();
            prop_assert_eq!(secrets.stands_in(&text), whole);
        }
    }
}
