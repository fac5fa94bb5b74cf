//! The conductor: walks through the rooms in order.

mod guard;
mod reading;
mod shelf;
mod terms;

use crate::campaign::Campaign;
use crate::enclosure::Round;
use crate::intake::Fingerprint;
use crate::ledger::{self, Books, Decisions, Disposition, News, Record, Run, Store, UnitResult};
use crate::model::{Catalogue, Hierarchy, Lang, Passwords, Whereabouts};
use crate::publish::{Inputs, Press, Published};
use crate::rollup::{self, Totals};
use crate::rounds::{self, Comparison, Earlier, Now};
use crate::stop::Stop;
use crate::text::nfc;
pub(crate) use guard::guarded;
use reading::Inbox;
use serde_json::json;
use std::path::Path;
use terms::{PROGRAM, Terms};

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

/// How a run ended.
#[derive(Debug)]
pub enum Ended {
    /// New results were handed on.
    Done(Box<Done>),
    /// Nothing had changed since the last run, and its results are as it wrote them.
    Unchanged(ledger::Known),
}

/// What a run leaves behind.
#[derive(Debug)]
pub struct Done {
    /// Every file, review and question.
    pub books: Books,
    /// What they add up to.
    pub totals: Totals,
    /// What was written.
    pub published: Published,
    /// What is new since the run before; `None` where this was the first.
    pub news: Option<News>,
    /// How many of the files in the inbox were known from earlier runs, and how many there are.
    pub recalled: (usize, usize),
}

/// The exit status where some files need a person.
const NEEDS_PERSON: u8 = 1;

/// The whole job for a campaign. What earlier runs read and wrote is used again where it still holds: the
/// results are the same as those of a run from nothing.
///
/// # Errors
/// Where the run cannot go on; then the results of the run before still stand.
pub fn run(campaign: &Campaign, lang: Lang, watch: Watch<'_>) -> Result<Ended, Stop> {
    let press = Press::open(campaign, lang)?;
    let earlier = rounds::previous(campaign, lang)?;
    let mut store = Store::open(&campaign.root)?;
    let terms = Terms::of(campaign, lang)?;
    let decisions = Decisions::new(press.listed().clone(), store.decisions()?, store.asked()?);
    let inputs = |contents| inputs(&campaign.root, contents, (&terms, &decisions, earlier.as_ref()));
    let mut inbox = Inbox::of(&[&campaign.inbox])?;
    let last = store.last_run()?;
    if let Some(last) = &last {
        inbox.look();
        let same = |now: &String| !now.is_empty() && *now == last.inputs;
        if inbox.contents().map(inputs).as_ref().is_some_and(same) && press.stands(&last.summary) {
            return Ok(Ended::Unchanged(last.clone()));
        }
    }
    let asked = (&campaign.catalogue, Some(campaign.round()));
    let memory = store.memory(&terms.reader)?;
    let mut read = reading::read(inbox, asked, &campaign.passwords, Some(&memory), watch)?;
    memory.close()?;
    read.accounts.iter_mut().for_each(|account| shorten(&campaign.root, &mut account.path));
    let recalled = (read.recalled, read.contents.len());
    let contents = std::mem::take(&mut read.contents);
    let inputs = if read.passing { String::new() } else { inputs(contents) };
    let Campaign { catalogue, hierarchy, .. } = campaign;
    let mut books = ledger::settle(std::mem::take(&mut read.accounts), hierarchy, catalogue, &decisions);
    let totals = rollup::add_up(&books, hierarchy, catalogue);
    rollup::check(&books, &totals, hierarchy, catalogue)?;
    let comparison = compare(campaign, earlier.as_ref(), (&mut books, &totals), &decisions)?;
    let news = last.map(|_| store.arrivals()).transpose()?.map(|before| News::of(&books, &before));
    watch(Step::Publishing);
    let digests = ledger::file_digests(&books, hierarchy, &terms.books);
    let made_from = (&books, &totals, comparison.as_ref());
    let made_of = Inputs::new(campaign, made_from, &digests, &terms.papers);
    let former = store.papers()?;
    let record = Record {
        run: about(campaign, lang, inputs, &books),
        books: &books,
        digests: &digests,
        hierarchy,
        catalogue,
        decisions: &decisions,
        known: &read.known,
        results: &sums(&totals, hierarchy, catalogue),
    };
    let print = || {
        let (noted, printed) = press.print(made_from, decisions.typed(), (&made_of, &former))?.noted();
        Ok((noted, (press, printed)))
    };
    let handed_on = store.record(&record, print, |(press, printed)| press.hand_on(&printed))?;
    let published = handed_on.cleared();
    Ok(Ended::Done(Box::new(Done { books, totals, published, news, recalled })))
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
    let read = reading::read(Inbox::of(paths)?, about, passwords, None, watch)?;
    Ok(ledger::settle(read.accounts, of, catalogue, &Decisions::default()))
}

/// Sets the round beside the earlier one, where there is one, and adds what it asks to the books.
fn compare(
    campaign: &Campaign,
    earlier: Option<&Earlier>,
    (books, totals): (&mut Books, &Totals),
    decisions: &Decisions,
) -> Result<Option<Comparison>, Stop> {
    let Some(earlier) = earlier else { return Ok(None) };
    let Campaign { catalogue, hierarchy, date, .. } = campaign;
    let now = Now { books, totals, hierarchy, catalogue, date: *date, decisions };
    let successors = |code: &str| match hierarchy.whereabouts(code, earlier.date) {
        Whereabouts::In(unit) => vec![unit],
        Whereabouts::Split(units) => units,
        Whereabouts::Dissolved | Whereabouts::Unknown => Vec::new(),
    };
    let mut comparison = rounds::compare(earlier, now, &successors);
    rounds::check(earlier, &comparison, now)?;
    books.ask(std::mem::take(&mut comparison.questions));
    Ok(Some(comparison))
}

/// The exit status that tells a script whether a person must look.
pub fn status(books: &Books) -> u8 {
    let looks = |d| matches!(d, Disposition::NeedsReview | Disposition::Unreadable);
    let waits =
        books.files.iter().any(|file| looks(file.disposition)) || books.open_questions().next().is_some();
    if waits { NEEDS_PERSON } else { 0 }
}

/// A digest of all that goes into a run whose inbox holds these files.
fn inputs(
    root: &Path,
    mut contents: Vec<(String, Fingerprint)>,
    (terms, decisions, earlier): (&Terms, &Decisions, Option<&Earlier>),
) -> String {
    for (path, _) in &mut contents {
        shorten(root, path);
    }
    let digest = ledger::digest(&(&terms.books, &contents, decisions.typed(), earlier));
    digest.map(|digest| digest.to_string()).unwrap_or_default()
}

/// What the run says of itself.
fn about<'c>(campaign: &'c Campaign, lang: Lang, inputs: String, books: &Books) -> Run<'c> {
    Run {
        date: campaign.date.map(|date| date.to_string()),
        title: &campaign.title,
        period: &campaign.period,
        program: PROGRAM,
        lang,
        inputs,
        status: status(books),
    }
}

/// What every unit adds up to, for the ledger.
fn sums(totals: &Totals, hierarchy: &Hierarchy, catalogue: &Catalogue) -> Vec<UnitResult> {
    let sum = |id| {
        let of = totals.of(id);
        let answers = catalogue.indicators.iter().zip(&of.answers);
        let figures: serde_json::Map<String, serde_json::Value> = answers
            .map(|(i, a)| (i.code.clone(), json!([a.yes, a.no, a.blank, a.conflict, a.unclear])))
            .collect();
        UnitResult {
            unit: hierarchy.unit(id).code.clone(),
            counts: [of.members, of.reviews, of.collective, of.missing],
            figures: serde_json::Value::Object(figures).to_string(),
        }
    };
    hierarchy.ids().map(sum).collect()
}

/// Shortens a path to start at the campaign folder, so that results do not depend on where that lies.
fn shorten(root: &Path, path: &mut String) {
    let root = nfc(&root.to_string_lossy()).replace('\\', "/");
    let below = path.strip_prefix(root.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
    if let Some(below) = below {
        *path = below.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_starts_at_the_campaign_folder() {
        let shortened = |root: &str, path: &str| {
            let mut path = path.to_owned();
            shorten(Path::new(root), &mut path);
            path
        };
        assert_eq!(shortened("dot", "dot/inbox/a.docx"), "inbox/a.docx");
        assert_eq!(shortened("/nhà/dot/", "/nhà/dot/inbox/a.eml!b.docx"), "inbox/a.eml!b.docx");
        assert_eq!(shortened(".", "./inbox/a.docx"), "inbox/a.docx");
        assert_eq!(shortened("dot", "dot-2/inbox/a.docx"), "dot-2/inbox/a.docx");
        assert_eq!(shortened(".", "inbox/a.docx"), "inbox/a.docx");
    }
}
