//! All that a unit's files are made from.

use super::links::Links;
use super::words;
use super::workbook::sheet::Value;
use crate::campaign::Campaign;
use crate::enclosure::{self, Enclosure};
use crate::ledger::{Books, Entry};
use crate::model::{Commitment, Hierarchy, Kind, Member, Unit, UnitId};
use crate::rollup::{Precedence, PrecedenceTotals, Precedences, Totals, UnitTotals};
use crate::rounds::Comparison;
use crate::text::{fold, key, name_key, title_case};
use std::collections::BTreeMap;

/// What counts, by unit.
pub(super) struct Archive<'a> {
    /// What is asked, and of whom.
    pub(super) campaign: &'a Campaign,
    /// Every file, review and question.
    pub(super) books: &'a Books,
    totals: &'a Totals,
    precedences: Precedences,
    /// The earlier round beside this one, where there is one.
    pub(super) comparison: Option<&'a Comparison>,
    /// The fingerprint of what is asked.
    asked: String,
    /// Where the files that arrived lie.
    pub(super) links: Links,
    /// Entries that count, for each unit, as ordered in the books.
    entries: Vec<Vec<&'a Entry>>,
}

impl<'a> Archive<'a> {
    /// Sorts what counts by unit.
    pub(super) fn new(
        campaign: &'a Campaign,
        books: &'a Books,
        totals: &'a Totals,
        comparison: Option<&'a Comparison>,
    ) -> Self {
        let mut entries = vec![Vec::new(); campaign.hierarchy.units().len()];
        for entry in books.entries.iter().filter(|e| e.counts) {
            if let Some(unit) = entry.unit {
                entries[unit.0].push(entry);
            }
        }
        let links = Links::new(&campaign.root, &campaign.results);
        let precedences = Precedences::of(books, totals, &campaign.hierarchy, campaign.date);
        let asked = enclosure::fingerprint(&campaign.catalogue);
        Self { campaign, books, totals, precedences, comparison, asked, links, entries }
    }

    /// How many cells of a unit kept the order of reviews.
    pub(super) fn precedence_under(&self, id: UnitId) -> PrecedenceTotals {
        self.precedences.sum(self.campaign.hierarchy.cells_under(id))
    }

    /// In which order each cell held its reviews.
    pub(super) fn precedences(&self) -> &Precedences {
        &self.precedences
    }

    /// The reviews of a unit's committee.
    pub(super) fn collective(&self, id: UnitId) -> impl Iterator<Item = &'a Entry> + '_ {
        self.entries[id.0].iter().copied().filter(|e| e.review.kind == Kind::Collective)
    }

    /// The sums of a unit.
    pub(super) fn totals_of(&self, id: UnitId) -> &'a UnitTotals {
        self.totals.of(id)
    }

    /// The unit's own papers.
    pub(super) fn dossier(&self, id: UnitId) -> Dossier<'_, 'a> {
        let of = |kind| self.entries[id.0].iter().copied().filter(move |e| e.review.kind == kind);
        Dossier {
            archive: self,
            id,
            members: with_callings(of(Kind::Member).collect()),
            collective: self.collective(id).collect(),
            tally: of(Kind::Tally).next(),
            depth: 0,
        }
    }
}

/// All that a unit's files are made from.
pub(super) struct Dossier<'r, 'a> {
    /// The books of all units.
    pub(super) archive: &'r Archive<'a>,
    /// Which unit.
    pub(super) id: UnitId,
    /// Its members' reviews by name, each with the name that tells the member apart.
    pub(super) members: Vec<(String, &'a Entry)>,
    /// Reviews of its committee.
    pub(super) collective: Vec<&'a Entry>,
    /// The table of counts that it compiled itself.
    pub(super) tally: Option<&'a Entry>,
    /// How many folders below the results its files lie.
    depth: usize,
}

impl<'a> Dossier<'_, 'a> {
    /// What is asked, and of whom.
    pub(super) fn campaign(&self) -> &'a Campaign {
        self.archive.campaign
    }

    /// The tree.
    pub(super) fn tree(&self) -> &'a Hierarchy {
        &self.campaign().hierarchy
    }

    /// The unit.
    pub(super) fn unit(&self) -> &'a Unit {
        self.tree().unit(self.id)
    }

    /// Whether it is a chi bộ.
    pub(super) fn is_cell(&self) -> bool {
        self.tree().is_cell(self.id)
    }

    /// Its sums.
    pub(super) fn totals(&self) -> &'a UnitTotals {
        self.archive.totals.of(self.id)
    }

    /// What its workbook carries for the office above.
    pub(super) fn enclosure(&self) -> Enclosure {
        let campaign = self.campaign();
        let asked = (campaign.round(), campaign.date);
        let catalogue = (&campaign.catalogue, self.archive.asked.as_str());
        Enclosure::of(asked, catalogue, (self.tree(), self.archive.totals), self.id, &self.below())
    }

    /// The sums of another unit.
    pub(super) fn totals_of(&self, id: UnitId) -> &'a UnitTotals {
        self.archive.totals.of(id)
    }

    /// In which order a cell held its reviews.
    pub(super) fn precedence_of(&self, cell: UnitId) -> &Precedence {
        self.archive.precedences.of_cell(cell)
    }

    /// How many of its cells kept the order.
    pub(super) fn precedence(&self) -> PrecedenceTotals {
        self.archive.precedence_under(self.id)
    }

    /// The cells below it, in the order of the tree; itself, if it is one.
    pub(super) fn cells(&self) -> Vec<UnitId> {
        self.tree().cells_under(self.id)
    }

    /// A cell's name with that of the unit above, where this is not that unit.
    pub(super) fn cell_name(&self, id: UnitId) -> String {
        let name = &self.tree().unit(id).name;
        match self.tree().parent(id).filter(|above| id != self.id && *above != self.id) {
            Some(above) => format!("{name} ({})", self.tree().unit(above).name),
            None => name.clone(),
        }
    }

    /// The file that a review came in.
    pub(super) fn file_of(&self, entry: &Entry) -> &'a str {
        self.archive.books.files.get(entry.file).map_or("", |file| file.path.as_str())
    }

    /// Its name, without folders.
    pub(super) fn file_name(&self, entry: &Entry) -> &'a str {
        self.file_of(entry).rsplit('/').next().unwrap_or_default()
    }

    /// Words that lead to the file that a review came in.
    pub(super) fn link<'t>(&self, entry: &Entry, words: &'t str) -> Value<'t> {
        Value::Link(words, self.archive.links.to(self.file_of(entry), self.depth))
    }

    /// Words that lead to a file by its path.
    pub(super) fn link_to<'t>(&self, path: &str, words: &'t str) -> Value<'t> {
        Value::Link(
            words,
            Some(path).filter(|p| !p.is_empty()).and_then(|p| self.archive.links.to(p, self.depth)),
        )
    }

    /// The same papers for files that lie so many folders below the results.
    pub(super) fn lying(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    /// The units directly below with the names that tell them apart.
    pub(super) fn below(&self) -> Vec<(UnitId, String)> {
        let units = self.tree().children(self.id);
        let mut names: BTreeMap<String, u32> = BTreeMap::new();
        for id in units {
            *names.entry(key(&self.tree().unit(*id).name)).or_default() += 1;
        }
        let heading = |id: UnitId| {
            let unit = self.tree().unit(id);
            // A column headed `Có` is the sum of the whole unit.
            let alone = names.get(&key(&unit.name)) == Some(&1) && unit.name.trim() != "Có";
            if alone { unit.name.clone() } else { format!("{} ({})", unit.name, unit.code) }
        };
        units.iter().map(|&id| (id, heading(id))).collect()
    }

    /// Every promised correction with who promised it: the committee first, then members by name.
    pub(super) fn promises(&self) -> impl Iterator<Item = (&str, &'a Commitment)> + '_ {
        let committee = self.collective.iter().flat_map(|entry| &entry.review.commitments);
        let members = self.members.iter().flat_map(|(who, entry)| {
            entry.review.commitments.iter().map(move |promise| (who.as_str(), promise))
        });
        committee.map(|promise| ("Tập thể chi ủy", promise)).chain(members)
    }

    /// Members on the cell's list whose review has not come; `None` where there is no list.
    pub(super) fn absent(&self) -> Option<Vec<Absent<'a>>> {
        let roster = &self.unit().roster;
        (!roster.is_empty() && self.tally.is_none_or(|_| !self.members.is_empty()))
            .then(|| absent(roster, &self.members))
    }
}

/// A member on the list whose review has not come.
pub(super) struct Absent<'a> {
    /// As listed.
    pub(super) member: &'a Member,
    /// Whether a review under the same name came that may be theirs or a namesake's.
    pub(super) perhaps_sent: bool,
}

fn absent<'a>(roster: &'a [Member], reviews: &[(String, &Entry)]) -> Vec<Absent<'a>> {
    let mut waiting: BTreeMap<String, Vec<&'a Member>> = BTreeMap::new();
    for member in roster {
        waiting.entry(name_key(&member.name)).or_default().push(member);
    }
    let mut unsure: Vec<String> = Vec::new();
    // Full agreement on the birth date first, so that it does not take a namesake's place.
    for exact in [true, false] {
        for (_, entry) in reviews {
            let Some(name) = &entry.review.name else { continue };
            let key = name_key(name);
            let Some(list) = waiting.get_mut(&key) else { continue };
            let birth = entry.review.birth;
            let sure = |m: &&Member| matches!((m.birth, birth), (Some(a), Some(b)) if a.agrees_with(b));
            let listed = roster.iter().filter(|m| name_key(&m.name) == key);
            if listed.clone().any(|m| sure(&m)) != exact {
                continue;
            }
            let fits = |m: &Member| m.birth.is_none() || birth.is_none();
            let place = if exact { list.iter().position(sure) } else { list.iter().position(|m| fits(m)) };
            if let Some(place) = place {
                list.remove(place);
                if !exact && listed.count() > 1 {
                    unsure.push(key);
                }
            }
        }
    }
    let left =
        |m: &&Member| waiting.get(&name_key(&m.name)).is_some_and(|l| l.iter().any(|w| std::ptr::eq(*w, *m)));
    roster
        .iter()
        .filter(left)
        .map(|member| Absent { member, perhaps_sent: unsure.contains(&name_key(&member.name)) })
        .collect()
}

/// Members' reviews by given name, as Vietnamese lists are ordered, with namesakes told apart.
fn with_callings(mut reviews: Vec<&Entry>) -> Vec<(String, &Entry)> {
    let name = |e: &Entry| title_case(e.review.name.as_deref().unwrap_or("(không ghi họ tên)"));
    reviews.sort_by_cached_key(|e| {
        let name = name(e);
        let given = fold(name.rsplit(' ').next().unwrap_or_default());
        (given, fold(&name), key(&name), e.review.birth)
    });
    let keys: Vec<String> = reviews.iter().map(|e| name_key(&name(e))).collect();
    let calling = |(i, e): (usize, &&'_ Entry)| {
        let namesakes = keys.iter().filter(|k| **k == keys[i]).count();
        if namesakes == 1 {
            return name(e);
        }
        match e.review.birth {
            Some(birth) => format!("{} (sinh {})", name(e), words::birth(birth)),
            None => format!(
                "{} (không ghi ngày sinh, bản {})",
                name(e),
                1 + i - keys.iter().position(|k| *k == keys[i]).unwrap_or(i)
            ),
        }
    };
    let callings: Vec<String> = reviews.iter().enumerate().map(calling).collect();
    callings.into_iter().zip(reviews).collect()
}
