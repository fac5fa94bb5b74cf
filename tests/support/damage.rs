//! Damage done to good forms, and what a reader makes of them afterwards.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![allow(dead_code, reason = "each program uses a part of it")]

use crate::forms::Page;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tusoi::campaign::{BUILTIN, Campaign, builtin};
use tusoi::finding::{FileFinding, Finding};
use tusoi::intake::Fingerprint;
use tusoi::ledger::{Books, Disposition, Entry, FileRecord};
use tusoi::model::{Answer, Catalogue, Lang, Passwords, Reading};
use tusoi::run;
use tusoi::text::name_key;

/// One bit, or everything from an offset on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Damage {
    Flip { at: usize, bit: u8 },
    Cut { at: usize },
}

impl Damage {
    /// The damage of this number, which is the same each time.
    pub(crate) fn number(what: &str, seed: usize, number: usize, length: usize) -> Self {
        let random = mixed((seed as u64) << 32 | number as u64);
        let at = usize::try_from(random >> 8).unwrap_or(0) % length;
        match what {
            "cut" => Self::Cut { at },
            _ => Self::Flip { at, bit: (random & 7) as u8 },
        }
    }

    pub(crate) fn of(self, good: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        match self {
            Self::Flip { at, bit } => bytes[at] ^= 1 << bit,
            Self::Cut { at } => bytes.truncate(at),
        }
        bytes
    }
}

/// A number that looks like chance (`SplitMix64`).
pub(crate) fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

/// What came of a damaged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Read as if nothing had happened.
    Same,
    /// Less is certain, and a person is asked.
    Asked,
    /// Not read, and said so.
    Refused,
    /// Nothing was read and nobody is asked.
    Silent,
    /// A name for certain that is not the name.
    WrongName,
    /// A unit for certain that is not the unit.
    WrongUnit,
    /// An answer for certain that is not the answer, or a review that nobody wrote.
    WrongAnswer,
    /// The program failed on it.
    Failed,
}

impl Verdict {
    pub(crate) const ALL: [Self; 8] = [
        Self::Same,
        Self::Asked,
        Self::Refused,
        Self::Silent,
        Self::WrongName,
        Self::WrongUnit,
        Self::WrongAnswer,
        Self::Failed,
    ];

    pub(crate) fn is_wrong(self) -> bool {
        self >= Self::Silent
    }
}

/// What a file says.
struct Said {
    reviews: Vec<Certain>,
    refused: bool,
    asked: bool,
    /// Lines of the program that failed.
    failed: Vec<String>,
}

/// What a review says for certain; `None` where a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Certain {
    name: Option<String>,
    unit: Option<usize>,
    /// Answer and count.
    answers: Vec<Option<(Option<Answer>, Option<u32>)>>,
}

impl Certain {
    fn of(entry: &Entry) -> Self {
        let review = &entry.review;
        let said = |reading: &Reading| reading.is_certain().then_some((reading.answer, reading.count));
        let flagged = review.flags.iter().any(|flag| flag.indicator.is_none());
        Self {
            name: review.name.as_deref().map(name_key).filter(|_| !flagged),
            unit: entry.unit.map(|id| id.0),
            answers: review.answers.iter().map(|reading| said(reading)).collect(),
        }
    }
}

/// Reads files as the program does, for the sample campaign or another one.
pub(crate) struct Reader {
    folder: TempDir,
    campaign: Campaign,
    /// What undamaged files say, by the fingerprint of their bytes.
    good: RefCell<BTreeMap<Fingerprint, Vec<Certain>>>,
}

impl Reader {
    pub(crate) fn new(campaign: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let campaign = Campaign::load(campaign, Lang::En).expect("a campaign");
        Self { folder, campaign, good: RefCell::default() }
    }

    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.campaign.catalogue
    }

    /// What the program makes of a file.
    pub(crate) fn books(&self, name: &str, bytes: &[u8]) -> Books {
        let name = name.rsplit('/').next().unwrap_or(name);
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("the file is written");
        let Campaign { hierarchy, catalogue, .. } = &self.campaign;
        run::extract(&[&path], hierarchy, (catalogue, None), &Passwords::default(), &|_| ())
            .expect("the path is there")
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Said {
        let books = self.books(name, bytes);
        let failed = |file: &FileRecord| match &file.reason {
            Some(Finding::File(FileFinding::Internal { detail })) => Some(detail.clone()),
            _ => None,
        };
        Said {
            reviews: books.entries.iter().map(Certain::of).collect(),
            refused: books.files.iter().any(|f| f.disposition == Disposition::Unreadable),
            asked: books.open_questions().next().is_some(),
            failed: books.files.iter().filter_map(failed).collect(),
        }
    }

    /// What comes of a file that is damaged, and why that is wrong where it is.
    pub(crate) fn judge(&self, name: &str, good: &[u8], damage: Damage) -> (Verdict, String) {
        let whole = Fingerprint::of(good);
        let known = self.good.borrow().get(&whole).cloned();
        let expected = known.unwrap_or_else(|| self.read(name, good).reviews);
        assert!(!expected.is_empty(), "{name}: no review in the undamaged file");
        self.good.borrow_mut().insert(whole, expected.clone());
        judged(&self.read(name, &damage.of(good)), &expected)
    }
}

fn judged(said: &Said, expected: &[Certain]) -> (Verdict, String) {
    if let Some(line) = said.failed.first() {
        return (Verdict::Failed, line.clone());
    }
    let mut worst = (Verdict::Same, String::new());
    for (at, review) in said.reviews.iter().enumerate() {
        // Where there are more or fewer, the one that it is most like.
        let same_place = (said.reviews.len() == expected.len()).then(|| expected.get(at)).flatten();
        let candidates = same_place.map_or(expected, std::slice::from_ref);
        let found = candidates.iter().map(|meant| differs(review, meant)).min();
        worst = worst.max(found.unwrap_or((Verdict::WrongAnswer, "nobody wrote it".to_owned())));
    }
    if worst.0.is_wrong() {
        return worst;
    }
    match (said.reviews.len() < expected.len(), said.refused, said.asked) {
        (true, true, _) => (Verdict::Refused, String::new()),
        (true, false, true) => (Verdict::Asked, String::new()),
        (true, false, false) => (Verdict::Silent, "nobody is asked".to_owned()),
        _ => worst,
    }
}

fn differs(review: &Certain, meant: &Certain) -> (Verdict, String) {
    for (at, (now, then)) in review.answers.iter().zip(&meant.answers).enumerate() {
        if now.is_some() && now != then {
            return (Verdict::WrongAnswer, format!("indicator {at}: {now:?} for {then:?}"));
        }
    }
    if review.unit.is_some() && review.unit != meant.unit {
        return (Verdict::WrongUnit, format!("{:?} for {:?}", review.unit, meant.unit));
    }
    if review.name.is_some() && review.name != meant.name {
        return (Verdict::WrongName, format!("{:?} for {:?}", review.name, meant.name));
    }
    let verdict = if review == meant { Verdict::Same } else { Verdict::Asked };
    (verdict, String::new())
}

/// The form in every format and container.
pub(crate) fn every_form() -> Vec<(String, Vec<u8>)> {
    let page = Page::of(&builtin(BUILTIN[0].0).expect("the built-in catalogue"));
    let all = page.documents().into_iter().chain(page.containers());
    all.map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}
