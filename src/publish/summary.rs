//! `tusoi.json`: the run's summary for scripts.

use super::dossier::Archive;
use super::staging::Manifest;
use crate::ledger::Disposition;
use crate::model::{Catalogue, Rating, UnitId};
use crate::rollup::{AnswerTotals, CommitmentTotals, PrecedenceTotals};
use serde::ser::{Serialize, SerializeMap, Serializer};

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
    units: Vec<UnitSummary<'a>>,
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
}

/// The bytes of the summary.
pub(super) fn build(archive: &Archive<'_>, outputs: &Manifest) -> Vec<u8> {
    let (campaign, books) = (archive.campaign, archive.books);
    let count = |d: Disposition| books.files.iter().filter(|f| f.disposition == d).count();
    let summary = Summary {
        schema: 1,
        tool: format!("tusoi {}", env!("CARGO_PKG_VERSION")),
        title: &campaign.title,
        period: &campaign.period,
        date: campaign.date.map(|d| d.to_string()),
        files: Ordered(Disposition::ALL.iter().map(|d| (d.code(), count(*d))).collect()),
        questions: books.open_questions().count(),
        units: campaign.hierarchy.ids().map(|id| unit(archive, id)).collect(),
        outputs,
    };
    // Writing text and numbers into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&summary).unwrap_or_default();
    bytes.push(b'\n');
    bytes
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
    }
}

/// Every indicator, also where a unit has no sums at all.
fn answers<'a>(catalogue: &'a Catalogue, totals: &[AnswerTotals]) -> Ordered<'a, AnswerTotals> {
    let of = |i: usize| totals.get(i).copied().unwrap_or_default();
    Ordered(catalogue.indicators.iter().enumerate().map(|(i, ind)| (ind.code.as_str(), of(i))).collect())
}
