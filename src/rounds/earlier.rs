//! The earlier campaign as its ledger has it, ready to be compared: what was asked, of whom, what was answered
//! and promised.

use crate::campaign::Campaign;
use crate::ledger::{Past, PastPromise, PastReview};
use crate::model::{BirthDate, Kind};
use crate::text::key;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The earlier campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Earlier {
    /// Its title.
    pub title: String,
    /// The period it is about.
    pub period: String,
    /// Its date.
    pub date: Option<Date>,
    /// What it asked, in its order.
    pub asked: Vec<Asked>,
    /// Of whom: the cells of its list, in its order.
    pub cells: Vec<EarlierCell>,
    /// The units above them, in its order, with the sums that it had of them.
    pub bodies: Vec<EarlierCell>,
    /// The reviews of members and committees; those that do not count only tell that a person may have
    /// answered.
    pub reviews: Vec<EarlierReview>,
}

/// An indicator that the earlier campaign asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Its code.
    pub code: String,
    /// Its short label.
    pub label: String,
    /// Its wording.
    pub wording: String,
}

/// A cell (*chi bộ*) of the earlier campaign, or a unit above one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EarlierCell {
    /// Its code then.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Code of the unit above.
    pub parent: Option<String>,
    /// Member reviews counted.
    pub reviews: u32,
    /// For each indicator, in the earlier order, how many were present, and how many not certain.
    pub answers: Vec<Count>,
}

/// How many members have a manifestation, and of how many it is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Members in whom it is present.
    pub yes: u32,
    /// Members whose answer is blank, contradictory or unclear.
    pub doubtful: u32,
}

/// What a member said of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Said {
    /// It is present, for certain.
    Yes,
    /// It is not, for certain.
    No,
    /// Nothing that may be relied on.
    Unsure,
}

/// A review of the earlier campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EarlierReview {
    /// The fingerprint of its file and the place in it.
    pub source: (String, String),
    /// Of a member or of a committee.
    pub kind: Kind,
    /// The cell's code then, where known.
    pub unit: Option<String>,
    /// The member's name.
    pub name: Option<String>,
    /// The member's position.
    pub position: Option<String>,
    /// The member's date or year of birth.
    pub birth: Option<BirthDate>,
    /// Whether it counts.
    pub counts: bool,
    /// What was said of each indicator, in the earlier order.
    pub said: Vec<Said>,
    /// What was promised.
    pub promises: Vec<PastPromise>,
}

impl Earlier {
    /// Puts together what the earlier campaign's settings and its ledger say.
    ///
    /// # Errors
    /// In what its ledger and its settings disagree, so that neither may be relied on.
    pub fn of(campaign: &Campaign, past: &Past) -> Result<Self, Disagreement> {
        let codes: Vec<&str> = campaign.catalogue.indicators.iter().map(|i| i.code.as_str()).collect();
        agree_on_indicators(&codes, past)?;
        agree_on_sums(campaign, past)?;
        let asked = campaign.catalogue.indicators.iter().map(|i| Asked {
            code: i.code.clone(),
            label: i.label.clone(),
            wording: i.wording.clone(),
        });
        Ok(Self {
            title: past.title.clone(),
            period: past.period.clone(),
            date: past.date.as_deref().and_then(|day| day.parse().ok()),
            asked: asked.collect(),
            cells: units(campaign, past, &codes, true),
            bodies: units(campaign, past, &codes, false),
            reviews: past.reviews.iter().map(|r| review(r, &codes)).collect(),
        })
    }

    /// The position of an indicator of the same code and wording; an indicator of the same code and another
    /// wording is another indicator.
    pub fn position(&self, code: &str, wording: &str) -> Option<usize> {
        self.asked.iter().position(|asked| asked.code == code && key(&asked.wording) == key(wording))
    }
}

/// In what an earlier campaign's ledger and settings disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disagreement {
    /// Its last run asked other indicators than its catalogue lists now.
    Catalogue(String),
    /// Its last run had other units than its list has now, or its sums do not agree.
    Units(String),
}

/// The last run asked what the catalogue asks.
fn agree_on_indicators(codes: &[&str], past: &Past) -> Result<(), Disagreement> {
    let ours: BTreeSet<&str> = codes.iter().copied().collect();
    let figures = past.results.values().map(|r| r.figures.keys().map(String::as_str).collect());
    let answers = past.reviews.iter().map(|r| r.answers.keys().map(String::as_str).collect());
    for theirs in figures.chain(answers) {
        let theirs: BTreeSet<&str> = theirs;
        if let Some(code) = ours.symmetric_difference(&theirs).next() {
            return Err(Disagreement::Catalogue((*code).to_owned()));
        }
    }
    Ok(())
}

/// Every unit of the list has sums, those of a unit are the sum of the units below it, and where members' reviews
/// count in a cell, they add up to its sums.
fn agree_on_sums(campaign: &Campaign, past: &Past) -> Result<(), Disagreement> {
    let tree = &campaign.hierarchy;
    let of = |code: &str| past.results.get(code).ok_or_else(|| Disagreement::Units(code.to_owned()));
    for id in tree.ids() {
        let code = &tree.unit(id).code;
        let unit = of(code)?;
        if tree.is_cell(id) {
            continue;
        }
        let mut sum = BTreeMap::new();
        for &child in tree.children(id) {
            for (indicator, five) in &of(&tree.unit(child).code)?.figures {
                let all: &mut [u32; 5] = sum.entry(indicator.clone()).or_default();
                all.iter_mut().zip(five).for_each(|(all, n)| *all += n);
            }
        }
        if sum != unit.figures {
            return Err(Disagreement::Units(code.clone()));
        }
    }
    let mut counted: BTreeMap<&str, (u32, BTreeMap<&str, u32>)> = BTreeMap::new();
    for review in past.reviews.iter().filter(|r| r.counts && !r.collective) {
        let code = review.unit.as_deref().unwrap_or_default();
        let (reviews, yes) = counted.entry(code).or_default();
        *reviews += 1;
        for (indicator, (answer, _)) in &review.answers {
            *yes.entry(indicator).or_default() += u32::from(answer == "yes");
        }
    }
    for (code, (reviews, yes)) in counted {
        let unit = of(code)?;
        let same = |(indicator, n): (&&str, &u32)| unit.figures.get(*indicator).is_some_and(|f| f[0] == *n);
        if reviews != unit.reviews || !yes.iter().all(same) || tree.find(code).is_none() {
            return Err(Disagreement::Units(code.to_owned()));
        }
    }
    Ok(())
}

fn units(campaign: &Campaign, past: &Past, codes: &[&str], are_cells: bool) -> Vec<EarlierCell> {
    let tree = &campaign.hierarchy;
    let wanted = tree.ids().filter(|&id| tree.is_cell(id) == are_cells);
    let cell = |id| {
        let unit = tree.unit(id);
        let result = past.results.get(&unit.code).cloned().unwrap_or_default();
        let count = |code: &&str| {
            let [yes, _, blank, conflict, unclear] = result.figures.get(*code).copied().unwrap_or_default();
            Count { yes, doubtful: blank + conflict + unclear }
        };
        EarlierCell {
            code: unit.code.clone(),
            name: unit.name.clone(),
            parent: unit.parent.clone(),
            reviews: result.reviews,
            answers: codes.iter().map(count).collect(),
        }
    };
    wanted.map(cell).collect()
}

fn review(past: &PastReview, codes: &[&str]) -> EarlierReview {
    let said = |code: &&str| match past.answers.get(*code) {
        Some((answer, true)) if answer == "yes" => Said::Yes,
        Some((answer, true)) if answer == "no" => Said::No,
        _ => Said::Unsure,
    };
    EarlierReview {
        source: past.source.clone(),
        kind: if past.collective { Kind::Collective } else { Kind::Member },
        unit: past.unit.clone(),
        name: past.name.clone(),
        position: past.position.clone(),
        birth: past.birth,
        counts: past.counts,
        said: codes.iter().map(said).collect(),
        promises: past.promises.clone(),
    }
}
