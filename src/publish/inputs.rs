//! What goes into each unit's papers, as a digest: papers whose digest is that of an earlier run need not be
//! made again.

use super::names::Names;
use crate::campaign::Campaign;
use crate::intake::Fingerprint;
use crate::ledger::{Books, digest};
use crate::model::UnitId;
use crate::rollup::Totals;
use crate::rounds::Comparison;
use std::collections::BTreeMap;

/// A digest for every unit; `None` where it must be made anew.
pub struct Inputs(Vec<Option<Fingerprint>>);

impl Inputs {
    /// A digest of all that a unit's papers may be made of: everything about the campaign, and all that is
    /// known of the unit and of every unit below it, in the earlier round too. `files` holds a digest for each file of the books,
    /// `salt` stands for the program and the templates.
    pub fn new(
        campaign: &Campaign,
        (books, totals, comparison): (&Books, &Totals, Option<&Comparison>),
        files: &[Option<Fingerprint>],
        salt: &str,
    ) -> Self {
        let tree = &campaign.hierarchy;
        let own = OwnParts::of(books, files);
        let names = Names::of(tree);
        let mut inputs: Vec<Option<Fingerprint>> = vec![None; tree.units().len()];
        for id in tree.bottom_up() {
            let below: Option<Vec<Fingerprint>> =
                tree.children(id).iter().map(|child| inputs[child.0]).collect();
            let sums = format!("{:?}", totals.of(id));
            // What concerns a unit, and at the top what was compared with.
            let then = comparison.map(|c| (c.of(id), &c.title, &c.period, c.date, &c.shared, &c.only_before));
            let gone = comparison.map(|c| (&c.gone, &c.carried)).filter(|_| tree.parent(id).is_none());
            inputs[id.0] = below
                .zip(own.of_unit(id))
                .and_then(|(below, own)| digest(&(salt, names.workbook(id), sums, then, gone, own, below)));
        }
        Self(inputs)
    }

    /// Inputs of which nothing is known: everything is made anew.
    pub fn unknown(campaign: &Campaign) -> Self {
        Self(vec![None; campaign.hierarchy.units().len()])
    }

    /// The digest of a unit.
    pub(super) fn of(&self, id: UnitId) -> Option<Fingerprint> {
        self.0.get(id.0).copied().flatten()
    }
}

/// What is known of each unit itself.
struct OwnParts(BTreeMap<UnitId, Vec<Option<Fingerprint>>>);

impl OwnParts {
    fn of(books: &Books, files: &[Option<Fingerprint>]) -> Self {
        let mut parts: BTreeMap<UnitId, Vec<Option<Fingerprint>>> = BTreeMap::new();
        for entry in &books.entries {
            if let Some(unit) = entry.unit {
                // The whole file: which of its reviews is this one is part of the review.
                let file = files.get(entry.file).copied().flatten();
                let one = file.and_then(|file| digest(&(file, &entry.review.place, &entry.review.name)));
                parts.entry(unit).or_default().push(one);
            }
        }
        for (unit, finding) in &books.unit_findings {
            parts.entry(*unit).or_default().push(digest(finding));
        }
        for question in &books.questions {
            if let Some(unit) = question.unit {
                let said =
                    (&question.key, question.kind, &question.name, question.indicator, &question.place);
                let said = (said, &question.words, &question.why, &question.choices, &question.decision);
                let file = files.get(question.file).copied().flatten();
                parts.entry(unit).or_default().push(file.and_then(|file| digest(&(said, file))));
            }
        }
        Self(parts)
    }

    /// All parts of a unit in the order of the books; nothing where one has no digest.
    fn of_unit(&self, unit: UnitId) -> Option<Vec<Fingerprint>> {
        self.0.get(&unit).map_or(Some(Vec::new()), |parts| parts.iter().copied().collect())
    }
}
