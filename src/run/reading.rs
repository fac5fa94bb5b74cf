//! The parallel door: one account for everything that arrived, in order, each file's bytes and document
//! gone before its account is kept. What an earlier run read is recalled, not read again.

use super::guard::guarded;
use super::shelf::Shelf;
use super::{Step, Watch};
use crate::campaign::WORDS;
use crate::document;
use crate::enclosure::Round;
use crate::extract::{Account, Extraction, Extractor, Outcome};
use crate::finding::{FileFinding, Finding};
use crate::intake::{self, Arrival, Content, Fingerprint, Letter, Outer};
use crate::ledger::Memory;
use crate::model::{Catalogue, Passwords};
use crate::stop::Stop;
use rayon::prelude::*;
use std::panic::AssertUnwindSafe;
use std::path::Path;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// One for everything that arrived.
    pub(super) accounts: Vec<Account>,
    /// Path and content of every file that lies in the inbox.
    pub(super) contents: Vec<(String, Fingerprint)>,
    /// Marks of what the memory holds of them.
    pub(super) known: Vec<i64>,
    /// How many of them were not read anew.
    pub(super) recalled: usize,
    /// Whether reading the same again may give another thing.
    pub(super) passing: bool,
}

impl Read {
    /// Nothing yet; most files have one account.
    fn with_room_for(files: usize) -> Self {
        let (accounts, contents) = (Vec::with_capacity(files), Vec::with_capacity(files));
        Self { accounts, contents, ..Self::default() }
    }
}

/// Where the account of a file is from.
enum Source {
    Recalled(i64),
    Learnt(i64),
    /// Read, and not to be remembered.
    Passing,
}

/// How many files a thread takes at once, so that none is left alone with many at the end.
const AT_ONCE: usize = 16;

/// What lies in the inbox.
#[derive(Debug)]
pub(super) struct Inbox {
    files: Vec<Outer>,
    /// The content of each file, where it was looked at and could be read.
    contents: Vec<Option<Fingerprint>>,
}

impl Inbox {
    /// The files of these folders, and these files. Nothing is opened.
    ///
    /// # Errors
    /// Where a path is not there.
    pub(super) fn of(paths: &[&Path]) -> Result<Self, Stop> {
        let walked: Vec<Vec<Outer>> =
            paths.iter().map(|path| intake::walk(path)).collect::<Result<_, _>>()?;
        let files: Vec<Outer> = walked.into_iter().flatten().collect();
        Ok(Self { contents: vec![None; files.len()], files })
    }

    /// Looks at the content of every file: where all are known, none need be read.
    pub(super) fn look(&mut self) {
        let content = |file: &Outer| intake::fetch(file).ok().map(|bytes| Fingerprint::of(&bytes));
        self.contents = self.files.par_iter().with_max_len(AT_ONCE).map(content).collect();
    }

    /// Path and content of every file; `None` where one was not looked at, or could not be read.
    pub(super) fn contents(&self) -> Option<Vec<(String, Fingerprint)>> {
        let files = self.files.iter().zip(&self.contents);
        files.map(|(file, content)| content.map(|content| (file.shown.clone(), content))).collect()
    }
}

/// Reads what lies in an inbox; without a memory nothing is recalled and nothing kept.
///
/// # Errors
/// Where the office's own words are wrong, or the memory fails.
pub(super) fn read(
    Inbox { files: outers, contents }: Inbox,
    (catalogue, round): (&Catalogue, Option<Round>),
    passwords: &Passwords,
    memory: Option<&Memory<'_>>,
    watch: Watch<'_>,
) -> Result<Read, Stop> {
    watch(Step::Found(outers.len()));
    let extractor = Extractor::new(catalogue)
        .map_err(|problem| Stop::Faulty { path: WORDS.into(), problems: vec![problem] })?
        .of_round(round);
    let reader = document::Reader::with(passwords.clone());
    let desk = Desk { reader, extractor, memory, shelf: Shelf::default() };
    let one = |(outer, content): (&Outer, &Option<Fingerprint>)| {
        let mut one = match content.map(|content| desk.recall(outer, content)).transpose()?.flatten() {
            Some(known) => known,
            None => desk.file(outer)?,
        };
        desk.shelf.put(&mut one.1);
        watch(Step::Read);
        Ok(one)
    };
    let files = outers.par_iter().zip(&contents).with_max_len(AT_ONCE);
    let files: Vec<Filed> = files.map(one).collect::<Result<_, Stop>>()?;
    let mut read = Read::with_room_for(files.len());
    for (outer, (fingerprint, accounts, source)) in outers.into_iter().zip(files) {
        read.contents.push((outer.shown, fingerprint));
        read.accounts.extend(accounts);
        match source {
            Source::Recalled(id) => {
                read.known.push(id);
                read.recalled += 1;
            }
            Source::Learnt(id) => read.known.push(id),
            Source::Passing => read.passing = true,
        }
    }
    Ok(read)
}

/// What reads one file after another.
struct Desk<'m, 's> {
    reader: document::Reader,
    extractor: Extractor,
    memory: Option<&'m Memory<'s>>,
    shelf: Shelf,
}

/// A file's content, its accounts and where they are from.
type Filed = (Fingerprint, Vec<Account>, Source);

impl Desk<'_, '_> {
    /// What an earlier run read of a file with this content.
    fn recall(&self, outer: &Outer, content: Fingerprint) -> Result<Option<Filed>, Stop> {
        let recalled = self.memory.map(|memory| memory.recall(outer, content)).transpose()?.flatten();
        Ok(recalled.map(|(id, accounts)| (content, accounts, Source::Recalled(id))))
    }

    fn file(&self, outer: &Outer) -> Result<Filed, Stop> {
        let bytes = match intake::fetch(outer) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(self.nothing(outer, why)),
        };
        let fingerprint = Fingerprint::of(&bytes);
        if let Some(known) = self.recall(outer, fingerprint)? {
            return Ok(known);
        }
        let arrivals = match guarded(|| intake::open_known(outer.shown.clone(), bytes, fingerprint)) {
            Ok(arrivals) => arrivals,
            Err(detail) => return Ok(self.nothing(outer, FileFinding::Internal { detail })),
        };
        let mut accounts: Vec<Account> =
            arrivals.into_par_iter().map(|arrival| self.account(arrival)).collect();
        let learnt = self.memory.map(|memory| memory.learn(outer, fingerprint, &mut accounts)).transpose()?;
        let source = learnt.flatten().map_or(Source::Passing, Source::Learnt);
        Ok((fingerprint, accounts, source))
    }

    /// A file of which no bytes are known, or on which the program failed before its content was.
    fn nothing(&self, outer: &Outer, why: FileFinding) -> Filed {
        let arrival = intake::refused(outer, why);
        (arrival.fingerprint, vec![self.account(arrival)], Source::Passing)
    }

    fn account(&self, arrival: Arrival) -> Account {
        let Arrival { path, fingerprint, size, envelope, letter, content, mut findings } = arrival;
        let subject = envelope.as_ref().map(|envelope| envelope.subject.as_str()).unwrap_or_default();
        let outcome = guarded(|| self.outcome(content, subject));
        let mut outcome = outcome.unwrap_or_else(|detail| Outcome::Refused(FileFinding::Internal { detail }));
        if let (Outcome::Read(read), Some(letter)) = (&mut outcome, letter) {
            let amended = guarded(AssertUnwindSafe(|| self.amended(read, &letter)));
            findings.extend(amended.unwrap_or_else(|detail| Some(FileFinding::Internal { detail })));
        }
        let findings = findings.into_iter().map(Into::into).collect();
        Account { path, fingerprint, size, envelope, outcome, findings }
    }

    /// That a mail corrects what is attached to it.
    fn amended(&self, read: &mut Extraction, letter: &Letter) -> Option<FileFinding> {
        if read.reviews.is_empty() {
            return None;
        }
        let document = self.reader.read(letter.format, &letter.bytes).ok()?;
        self.extractor.amend(read, &document).map(|text| FileFinding::LetterAmends { text })
    }

    /// What becomes of what arrived, in a mail about this subject.
    fn outcome(&self, content: Content, subject: &str) -> Outcome {
        match content {
            Content::Container => Outcome::Container,
            Content::Ignored(why) => Outcome::Ignored(why),
            Content::Refused(why) => Outcome::Refused(why),
            Content::Letter { format, bytes, otherwise } => match self.reader.read(format, &bytes) {
                Ok(document) => {
                    let mut read = self.extractor.read_letter(&document, subject);
                    if read.reviews.is_empty() && !read.findings.iter().any(Finding::asks) {
                        read.findings = vec![otherwise.into()];
                    }
                    Outcome::Read(read)
                }
                Err(_) => Outcome::Refused(otherwise),
            },
            Content::Document { format, bytes } => match self.reader.read(format, &bytes) {
                Ok(document) => Outcome::Read(self.extractor.read(&document)),
                Err(why) => Outcome::Refused(why),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contents_of_an_inbox_are_known_once_all_of_it_was_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| std::fs::write(folder.path().join(name), name).unwrap();
        ["a.docx", "b.docx"].into_iter().for_each(put);
        let mut inbox = Inbox::of(&[folder.path()]).unwrap();
        assert_eq!(inbox.contents(), None);
        inbox.look();
        let contents: Vec<Fingerprint> =
            inbox.contents().unwrap().into_iter().map(|(_, content)| content).collect();
        assert_eq!(contents, [Fingerprint::of(b"a.docx"), Fingerprint::of(b"b.docx")]);
        std::fs::remove_file(folder.path().join("a.docx")).unwrap();
        inbox.look();
        assert_eq!(inbox.contents(), None, "one of them could not be read");
    }
}
