//! The last look before files are handed on: above a cell nothing names a member or quotes one.

use super::dossier::Archive;
use crate::campaign::Campaign;
use crate::stop::Stop;
use crate::text::key;
use foldhash::fast::RandomState;
use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

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
        let mut secrets = Self { phrases: HashMap::default() };
        for phrase in names.chain(quotations).collect::<BTreeSet<_>>() {
            if let Some(first) = phrase.first() {
                secrets.phrases.entry(first.clone()).or_default().push(phrase);
            }
        }
        for text in printed_anyway(campaign) {
            let words: Vec<&str> = text.iter().map(String::as_str).collect();
            while let Some(known) = secrets.find(&words).cloned() {
                if let Some(alike) = known.first().and_then(|first| secrets.phrases.get_mut(first)) {
                    alike.retain(|phrase| *phrase != known);
                }
            }
        }
        secrets
    }

    /// Looks through every part of a written file.
    ///
    /// # Errors
    /// [`Stop::Imbalance`] where it names or quotes a member; which one is not said.
    pub(super) fn check(&self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        for (part, text) in texts(bytes) {
            let spelt = key(&text);
            let words: Vec<&str> = spelt.split(' ').collect();
            if self.find(&words).is_some() {
                let law = format!("{path} ({part}): a member is named or quoted above the cell");
                return Err(Stop::Imbalance { law });
            }
        }
        Ok(())
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
    files.flat_map(|bytes| texts(&bytes)).map(|(_, text)| words(&text)).collect()
}

/// The text of every part of a package, tags and all: a name in a link or a property counts too.
fn texts(package: &[u8]) -> Vec<(String, String)> {
    let Ok(mut package) = ZipArchive::new(Cursor::new(package)) else { return Vec::new() };
    let count = package.len();
    let read = |i: usize| {
        let part = package.by_index(i).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.take(LARGEST_PART).read_to_end(&mut bytes).ok()?;
        Some((name, String::from_utf8_lossy(&bytes).into_owned()))
    };
    (0..count).filter_map(read).collect()
}
