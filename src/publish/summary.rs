//! `tusoi.json`: the run's summary for scripts.

use super::dossier::Archive;
use super::staging::Manifest;
use crate::ledger::Disposition;
use crate::model::{Catalogue, Rating, UnitId};
use crate::rollup::{AnswerTotals, CommitmentTotals, PrecedenceTotals};
use crate::rounds::{Comparison, Fates, People, Promises};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

/// Entries in the order given, which is the catalogue's or the contract's.
struct Ordered<'a, V>(Vec<(&'a str, V)>);

impl<V: Serialize> Serialize for Ordered<'_, V> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Summary<'a> {
    schema: u32,
    tool: String,
    title: &'a str,
    period: &'a str,
    date: Option<String>,
    files: Ordered<'a, usize>,
    questions: usize,
    /// The earlier round that every unit is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<PreviousSummary<'a>>,
    units: Units<'a>,
    /// Every file written beside this one, by its SHA-256: what differs was changed by somebody.
    outputs: &'a Manifest,
}

#[derive(serde::Serialize)]
struct UnitSummary<'a> {
    code: &'a str,
    name: &'a str,
    level: &'a str,
    parent: Option<&'a str>,
    members: u32,
    reviews: u32,
    collective: u32,
    missing: u32,
    answers: Ordered<'a, AnswerTotals>,
    commitments: CommitmentTotals,
    ratings: Ordered<'a, u32>,
    /// In how many of its cells the committee went first.
    order: PrecedenceTotals,
    /// Beside the earlier round; counts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeSummary<'a>>,
}

#[derive(serde::Serialize)]
struct PreviousSummary<'a> {
    title: &'a str,
    period: &'a str,
    date: Option<String>,
}

#[derive(serde::Serialize)]
struct ChangeSummary<'a> {
    reviews_before: u32,
    people: People,
    /// Indicators that both rounds asked.
    answers: Ordered<'a, IndicatorChange>,
    commitments: Promises,
}

#[derive(serde::Serialize)]
struct IndicatorChange {
    yes_before: u32,
    yes: u32,
    #[serde(flatten)]
    fates: Fates,
}

/// Every unit, one after another.
struct Units<'a>(&'a Archive<'a>);

impl Serialize for Units<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.campaign.hierarchy.ids().map(|id| unit(self.0, id)))
    }
}

/// Writes the summary.
///
/// # Errors
/// What the writer answers.
pub(super) fn write(archive: &Archive<'_>, outputs: &Manifest, to: &mut dyn Write) -> io::Result<()> {
    let (campaign, books, comparison) = (archive.campaign, archive.books, archive.comparison);
    let count = |d: Disposition| books.files.iter().filter(|f| f.disposition == d).count();
    let summary = Summary {
        schema: 1,
        tool: format!("tusoi {}", env!("CARGO_PKG_VERSION")),
        title: &campaign.title,
        period: &campaign.period,
        date: campaign.date.map(|d| d.to_string()),
        files: Ordered(Disposition::ALL.iter().map(|d| (d.code(), count(*d))).collect()),
        questions: books.open_questions().count(),
        previous: comparison.map(|c| PreviousSummary {
            title: &c.title,
            period: &c.period,
            date: c.date.map(|d| d.to_string()),
        }),
        units: Units(archive),
        outputs,
    };
    serde_json::to_writer_pretty(&mut *to, &summary)?;
    to.write_all(b"\n")
}

fn unit<'a>(archive: &Archive<'a>, id: UnitId) -> UnitSummary<'a> {
    let campaign = archive.campaign;
    let (unit, t) = (campaign.hierarchy.unit(id), archive.totals_of(id));
    UnitSummary {
        code: &unit.code,
        name: &unit.name,
        level: &unit.level,
        parent: unit.parent.as_deref(),
        members: t.members,
        reviews: t.reviews,
        collective: t.collective,
        missing: t.missing,
        answers: answers(&campaign.catalogue, &t.answers),
        commitments: t.commitments,
        ratings: Ordered(Rating::ALL.iter().map(|r| r.code()).zip(t.ratings).collect()),
        order: archive.precedence_under(id),
        change: archive.comparison.map(|c| change(&campaign.catalogue, c, id)),
    }
}

fn change<'a>(catalogue: &'a Catalogue, comparison: &Comparison, id: UnitId) -> ChangeSummary<'a> {
    let unit = comparison.of(id);
    let both = catalogue.indicators.iter().zip(&comparison.shared).zip(unit.answers.iter().zip(&unit.fates));
    let answers = both.filter(|((_, shared), _)| **shared).map(|((indicator, _), (change, fates))| {
        let (yes_before, yes) = (change.before.yes, change.now.yes);
        (indicator.code.as_str(), IndicatorChange { yes_before, yes, fates: *fates })
    });
    ChangeSummary {
        reviews_before: unit.reviews.0,
        people: unit.people,
        answers: Ordered(answers.collect()),
        commitments: unit.promises,
    }
}

/// Every indicator, also where a unit has no sums at all.
fn answers<'a>(catalogue: &'a Catalogue, totals: &[AnswerTotals]) -> Ordered<'a, AnswerTotals> {
    let of = |i: usize| totals.get(i).copied().unwrap_or_default();
    Ordered(catalogue.indicators.iter().enumerate().map(|(i, ind)| (ind.code.as_str(), of(i))).collect())
}
