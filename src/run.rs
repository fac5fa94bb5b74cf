//! The conductor: walks through the rooms in order.

mod guard;

use crate::campaign::{Campaign, WORDS};
use crate::document;
use crate::enclosure::Round;
use crate::extract::{Account, Extractor, Outcome};
use crate::finding::FileFinding;
use crate::intake::{self, Arrival, Content, Fingerprint, Outer};
use crate::ledger::{self, Books, Decisions};
use crate::model::{Catalogue, Hierarchy, Lang, Passwords};
use crate::publish::{self, Published};
use crate::rollup::{self, Totals};
use crate::stop::Stop;
use crate::text::nfc;
use rayon::prelude::*;
use std::path::Path;

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many files lie in the inbox.
    Found(usize),
    /// One more of them was read.
    Read,
    /// All are read; results are being written.
    Publishing,
}

/// Told of every step, from any thread.
pub type Watch<'a> = &'a (dyn Fn(Step) + Sync);

/// What a run leaves behind.
#[derive(Debug)]
pub struct Done {
    /// Every file, review and question.
    pub books: Books,
    /// What they add up to.
    pub totals: Totals,
    /// What was written.
    pub published: Published,
}

/// The whole job for a campaign.
///
/// # Errors
/// Where the run cannot go on; then the results of the run before still stand.
pub fn run(campaign: &Campaign, lang: Lang, watch: Watch<'_>) -> Result<Done, Stop> {
    let Campaign { catalogue, hierarchy, .. } = campaign;
    let decisions = publish::decisions_in(&campaign.results, lang)?;
    let round = Some(campaign.round());
    let mut accounts = read(&[&campaign.inbox], (catalogue, round), &campaign.passwords, watch)?;
    for account in &mut accounts {
        from_campaign(&campaign.root, &mut account.path);
    }
    let books = ledger::settle(accounts, hierarchy, catalogue, &Decisions(decisions.into_iter().collect()));
    let totals = rollup::add_up(&books, hierarchy, catalogue);
    rollup::check(&books, &totals, hierarchy, catalogue)?;
    watch(Step::Publishing);
    let published = publish::publish(campaign, &books, &totals, lang)?;
    Ok(Done { books, totals, published })
}

/// Reads files and folders and settles whose reviews they hold; writes nothing and applies no decision.
///
/// # Errors
/// Where a path is not there.
pub fn extract(
    paths: &[&Path],
    of: &Hierarchy,
    about: (&Catalogue, Option<Round>),
    passwords: &Passwords,
    watch: Watch<'_>,
) -> Result<Books, Stop> {
    let catalogue = about.0;
    let accounts = read(paths, about, passwords, watch)?;
    Ok(ledger::settle(accounts, of, catalogue, &Decisions::default()))
}

/// Shortens a path to start at the campaign folder, so that results do not depend on where that lies.
fn from_campaign(root: &Path, path: &mut String) {
    let root = nfc(&root.to_string_lossy()).replace('\\', "/");
    let below = path.strip_prefix(root.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
    if let Some(below) = below {
        *path = below.to_owned();
    }
}

/// The parallel door: one account for everything that arrived, in order, each file's bytes and document
/// gone before its account is kept.
fn read(
    paths: &[&Path],
    (catalogue, round): (&Catalogue, Option<Round>),
    passwords: &Passwords,
    watch: Watch<'_>,
) -> Result<Vec<Account>, Stop> {
    let walked: Vec<Vec<Outer>> = paths.iter().map(|path| intake::walk(path)).collect::<Result<_, _>>()?;
    let outers: Vec<Outer> = walked.into_iter().flatten().collect();
    watch(Step::Found(outers.len()));
    let extractor = Extractor::new(catalogue)
        .map_err(|problem| Stop::Faulty { path: WORDS.into(), problems: vec![problem] })?
        .of_round(round);
    let reader = document::Reader::with(passwords.clone());
    let accounts = outers.par_iter().flat_map(|outer| {
        let arrivals = guard::guarded(|| intake::open(outer)).unwrap_or_else(|at| vec![failed(outer, at)]);
        watch(Step::Read);
        arrivals.into_par_iter().map(|arrival| account(arrival, &reader, &extractor))
    });
    Ok(accounts.collect())
}

/// What is left of a file on which the program failed before its content was known.
fn failed(outer: &Outer, detail: String) -> Arrival {
    Arrival {
        path: outer.shown.clone(),
        fingerprint: Fingerprint::of(&[]),
        envelope: None,
        content: Content::Refused(FileFinding::Internal { detail }),
        findings: vec![],
    }
}

fn account(arrival: Arrival, reader: &document::Reader, extractor: &Extractor) -> Account {
    let Arrival { path, fingerprint, envelope, content, findings } = arrival;
    let outcome = guard::guarded(|| outcome(content, reader, extractor));
    let outcome = outcome.unwrap_or_else(|detail| Outcome::Refused(FileFinding::Internal { detail }));
    let findings = findings.into_iter().map(Into::into).collect();
    Account { path, fingerprint, envelope, outcome, findings }
}

fn outcome(content: Content, reader: &document::Reader, extractor: &Extractor) -> Outcome {
    match content {
        Content::Container => Outcome::Container,
        Content::Ignored(why) => Outcome::Ignored(why),
        Content::Refused(why) => Outcome::Refused(why),
        Content::Document { format, bytes } => match reader.read(format, &bytes) {
            Ok(document) => Outcome::Read(extractor.read(&document)),
            Err(why) => Outcome::Refused(why),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_starts_at_the_campaign_folder() {
        let shortened = |root: &str, path: &str| {
            let mut path = path.to_owned();
            from_campaign(Path::new(root), &mut path);
            path
        };
        assert_eq!(shortened("dot", "dot/inbox/a.docx"), "inbox/a.docx");
        assert_eq!(shortened("/nhà/dot/", "/nhà/dot/inbox/a.eml!b.docx"), "inbox/a.eml!b.docx");
        assert_eq!(shortened(".", "./inbox/a.docx"), "inbox/a.docx");
        assert_eq!(shortened("dot", "dot-2/inbox/a.docx"), "dot-2/inbox/a.docx");
        assert_eq!(shortened(".", "inbox/a.docx"), "inbox/a.docx");
    }
}
