//! Units that merge, split, move and change their name (*sáp nhập, chia tách, chuyển, đổi tên*): which rows of
//! the list make the tree of a day, and what became of the others.

use super::{Fault, Hierarchy, Unit, UnitId};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// A row of the list of units with the days on which it holds. A unit that moves or changes its name has
/// several rows of one code, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// The unit as it stands in these days.
    pub unit: Unit,
    /// The first day (*từ ngày*); `None` where it has been so before the list began.
    pub from: Option<Date>,
    /// The last day (*đến ngày*), still one of them; `None` where no end is known.
    pub until: Option<Date>,
    /// Codes of the units into which it went (*sáp nhập vào*): several where it was split.
    pub into: Vec<String>,
}

impl Tenure {
    /// A unit that has always been so.
    pub fn lasting(unit: Unit) -> Self {
        Self { unit, from: None, until: None, into: Vec::new() }
    }

    /// Whether the unit stands so on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    fn ended_before(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let starts_in = |a: &Self, b: &Self| a.from.zip(b.until).is_none_or(|(from, until)| from <= until);
        starts_in(self, other) && starts_in(other, self)
    }

    fn is_dated(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}

/// A unit as it stood once, and no longer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The unit as it was. Its members are listed with its successor.
    pub unit: Unit,
    /// The first day on which it stood so.
    pub from: Option<Date>,
    /// The last day.
    pub until: Date,
    /// Whether nothing stood below it.
    pub was_cell: bool,
    /// The present units that stood above it, or that those became.
    pub above: Vec<UnitId>,
    /// What it became, through any number of changes: none where it was dissolved, several where it was split.
    pub successors: Vec<UnitId>,
}

/// Where a unit of an earlier day is today.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub enum Whereabouts {
    /// It is this one, or became part of it.
    In(UnitId),
    /// It was split among these.
    Split(Vec<UnitId>),
    /// It ended and became no other.
    Dissolved,
    /// The list does not know it.
    Unknown,
}

impl Hierarchy {
    /// The tree of a day: of the rows that hold on it, with what became of those that ended before. Without a
    /// day no row may have dates.
    ///
    /// # Errors
    /// Every fault of the list, in the order of its rows.
    pub fn on(day: Option<Date>, rows: Vec<Tenure>) -> Result<Self, Vec<Fault>> {
        if !rows.iter().any(|row| row.is_dated() || !row.into.is_empty()) {
            return Self::new(rows.into_iter().map(|row| row.unit).collect());
        }
        let Some(day) = day else {
            let mut faults = vec![Fault::NoDay];
            faults.extend(Register::new(&rows, Date::MAX).faults());
            return Err(faults);
        };
        let register = Register::new(&rows, day);
        let mut faults = register.faults();
        let present: Vec<Unit> =
            rows.iter().filter(|row| row.holds_on(day)).map(|row| row.unit.clone()).collect();
        if present.is_empty() {
            faults.insert(0, Fault::NoneThen { day });
            return Err(faults);
        }
        match Self::new(present) {
            Ok(mut tree) if faults.is_empty() => {
                tree.former = register.former();
                faults = tree.take_over_members();
                if faults.is_empty() { Ok(tree) } else { Err(faults) }
            }
            Ok(_) => Err(faults),
            Err(of_tree) => {
                faults.extend(of_tree.into_iter().map(|fault| register.explained(fault)));
                faults.sort_by_key(Fault::row);
                faults.dedup();
                Err(faults)
            }
        }
    }

    /// Units as they stood once, in the order listed.
    pub fn former(&self) -> &[Former] {
        &self.former
    }

    /// Where the unit is today that had this code on that day (or, without a day, that has it, else had it).
    pub fn whereabouts(&self, code: &str, then: Option<Date>) -> Whereabouts {
        let was = |f: &&Former| {
            f.unit.code == code
                && then.is_none_or(|day| f.from.is_none_or(|from| from <= day) && day <= f.until)
        };
        let mut former = self.former.iter().filter(was).peekable();
        let by_day = then.is_some() && former.peek().is_some();
        if let Some(here) = self.find(code).filter(|_| !by_day) {
            return Whereabouts::In(here);
        }
        if former.peek().is_none() {
            return Whereabouts::Unknown;
        }
        let all: BTreeSet<UnitId> = former.flat_map(|f| f.successors.iter().copied()).collect();
        let all: Vec<UnitId> = all.into_iter().collect();
        match all.as_slice() {
            [] => Whereabouts::Dissolved,
            [one] => Whereabouts::In(*one),
            _ => Whereabouts::Split(all),
        }
    }

    /// Members who are still listed with a former unit are on the books of its one successor.
    fn take_over_members(&mut self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for former in &mut self.former {
            let members = std::mem::take(&mut former.unit.roster);
            let (row, code) = (former.unit.row, former.unit.code.clone());
            match former.successors.as_slice() {
                _ if members.is_empty() => {}
                [one] => {
                    let roster = &mut self.units[one.0].roster;
                    for member in members {
                        let known = roster.iter().any(|m| m.birth == member.birth && m.name == member.name);
                        if !known {
                            roster.push(member);
                        }
                    }
                }
                _ => faults.push(Fault::MembersOfFormer { row, code }),
            }
        }
        faults
    }
}

/// All rows of the list, seen from a day.
struct Register<'r> {
    rows: &'r [Tenure],
    day: Date,
    /// The rows of each code, in order.
    by_code: HashMap<&'r str, Vec<usize>>,
    /// The rows below each code.
    below: HashMap<&'r str, Vec<usize>>,
    /// The position of each row in the tree of the day.
    places: Vec<Option<UnitId>>,
}

impl<'r> Register<'r> {
    fn new(rows: &'r [Tenure], day: Date) -> Self {
        let mut by_code: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut below: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut present = (0..).map(UnitId);
        let mut places = Vec::with_capacity(rows.len());
        for (i, row) in rows.iter().enumerate() {
            by_code.entry(&row.unit.code).or_default().push(i);
            if let Some(parent) = &row.unit.parent {
                below.entry(parent).or_default().push(i);
            }
            places.push(if row.holds_on(day) { present.next() } else { None });
        }
        Self { rows, day, by_code, below, places }
    }

    fn of_code(&self, code: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_code.get(code).into_iter().flatten().copied()
    }

    fn code_on(&self, code: &str, day: Date) -> Option<usize> {
        self.of_code(code).find(|&i| self.rows[i].holds_on(day))
    }

    /// The rows into which a row that ended went: those named, else the next one of its own code.
    fn next(&self, row: usize) -> Vec<usize> {
        let it = &self.rows[row];
        let Some(until) = it.until else { return Vec::new() };
        if it.into.is_empty() {
            let later = self.of_code(&it.unit.code).filter(|&i| self.rows[i].from.is_some_and(|f| f > until));
            return later.min_by_key(|&i| self.rows[i].from).into_iter().collect();
        }
        let Ok(after) = until.tomorrow() else { return Vec::new() };
        it.into.iter().filter_map(|code| self.code_on(code, after)).collect()
    }

    /// What a row became by the day, itself if it still holds. Every step leads to a row that ends later.
    fn successors(&self, row: usize) -> BTreeSet<usize> {
        let (mut found, mut open) = (BTreeSet::new(), vec![row]);
        let mut seen = BTreeSet::new();
        while let Some(at) = open.pop() {
            if self.rows[at].holds_on(self.day) {
                found.insert(at);
            } else if self.rows[at].ended_before(self.day) && seen.insert(at) {
                open.extend(self.next(at));
            }
        }
        found
    }

    /// Faults of dates and successors.
    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (i, it) in self.rows.iter().enumerate() {
            let (row, code) = (it.unit.row, it.unit.code.clone());
            if it.from.zip(it.until).is_some_and(|(from, until)| until < from) {
                faults.push(Fault::EndsBeforeStart { row, code: code.clone() });
            }
            let earlier = self.of_code(&code).take_while(|&e| e < i).find(|&e| self.rows[e].overlaps(it));
            if let Some(first) = earlier.filter(|_| !code.is_empty()) {
                let first = self.rows[first].unit.row;
                faults.push(Fault::CodeTwice { row, first, code: code.clone() });
            }
            faults.extend(self.faulty_successors(i));
            faults.extend(self.faulty_parent(i));
        }
        faults
    }

    /// A row that does not hold on the day is in no tree that would find its faults.
    fn faulty_parent(&self, i: usize) -> Option<Fault> {
        let it = &self.rows[i];
        let parent = it.unit.parent.as_ref().filter(|_| !it.holds_on(self.day))?;
        let known = self.of_code(parent).next().is_some();
        let (row, code) = (it.unit.row, it.unit.code.clone());
        (!known).then(|| Fault::Orphan { row, code, parent: parent.clone() })
    }

    fn faulty_successors(&self, i: usize) -> Vec<Fault> {
        let it = &self.rows[i];
        let (row, code) = (it.unit.row, || it.unit.code.clone());
        let Some(until) = it.until else {
            return if it.into.is_empty() { vec![] } else { vec![Fault::NotEnded { row, code: code() }] };
        };
        let after = until.tomorrow().unwrap_or(until);
        let fault = |into: &String| {
            let (code, into) = (code(), into.clone());
            if self.of_code(&into).next().is_none() {
                Some(Fault::UnknownSuccessor { row, code, into })
            } else if self.code_on(&into, after).is_some() {
                None
            } else if self.leads_back(&into, &code) {
                Some(Fault::SuccessorLoop { row, code })
            } else {
                Some(Fault::SuccessorNotThere { row, code, into, day: after })
            }
        };
        it.into.iter().filter_map(fault).collect()
    }

    /// Whether what is written as successors leads from one code to the other, whatever the dates.
    fn leads_back(&self, from: &str, to: &str) -> bool {
        let (mut open, mut seen) = (vec![from.to_owned()], BTreeSet::new());
        while let Some(code) = open.pop() {
            if code == to {
                return true;
            }
            if seen.insert(code.clone()) {
                open.extend(self.of_code(&code).flat_map(|i| self.rows[i].into.iter().cloned()));
            }
        }
        false
    }

    /// An orphan of the day whose unit above is listed for other days.
    fn explained(&self, fault: Fault) -> Fault {
        let Fault::Orphan { row, code, parent } = fault else { return fault };
        let others: Vec<usize> = self.of_code(&parent).collect();
        if others.is_empty() {
            return Fault::Orphan { row, code, parent };
        }
        let became: BTreeSet<usize> = others.iter().flat_map(|&i| self.successors(i)).collect();
        let became = became.into_iter().map(|i| self.rows[i].unit.code.clone()).collect();
        Fault::ParentNotThere { row, code, parent, day: self.day, became }
    }

    /// The rows that ended before the day.
    fn former(&self) -> Vec<Former> {
        let ended = (0..self.rows.len()).filter_map(|i| Some((i, self.rows[i].until?)));
        let ended = ended.filter(|&(i, _)| self.rows[i].ended_before(self.day));
        let one = |(i, until): (usize, Date)| {
            let it = &self.rows[i];
            let mut below = self.below.get(it.unit.code.as_str()).into_iter().flatten();
            let places = |rows: BTreeSet<usize>| rows.into_iter().filter_map(|row| self.places[row]);
            let above: BTreeSet<UnitId> =
                self.line(i, until).into_iter().flat_map(|row| places(self.successors(row))).collect();
            Former {
                unit: it.unit.clone(),
                from: it.from,
                until,
                was_cell: !below.any(|&other| self.rows[other].overlaps(it)),
                above: above.into_iter().collect(),
                successors: places(self.successors(i)).collect(),
            }
        };
        ended.map(one).collect()
    }

    /// The rows above a row on a day, nearest first.
    fn line(&self, row: usize, day: Date) -> Vec<usize> {
        let (mut line, mut at) = (Vec::new(), row);
        while let Some(above) = self.rows[at].unit.parent.as_deref().and_then(|p| self.code_on(p, day)) {
            if line.contains(&above) {
                break;
            }
            line.push(above);
            at = above;
        }
        line
    }
}

#[cfg(test)]
mod tests;
