//! The units and how they stand above one another.

use super::{BirthDate, Former};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

/// The position of a unit in [`Hierarchy::units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct UnitId(pub usize);

/// One organisation (*đơn vị*): a cell (*chi bộ*) when nothing stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code (*mã*), unique.
    pub code: String,
    /// Its name as written on documents.
    pub name: String,
    /// Its level (*cấp*), free text.
    pub level: String,
    /// Code of the unit above; `None` at the top.
    pub parent: Option<String>,
    /// Members on its books (*số đảng viên*); known for cells.
    pub members: Option<u32>,
    /// Other names it writes.
    pub aliases: Vec<String>,
    /// Addresses it sends from, in lower case.
    pub emails: Vec<String>,
    /// Its members, where the campaign lists them.
    pub roster: Vec<Member>,
    /// Row of `units.xlsx` it stands in, from 1.
    pub row: u32,
}

impl Unit {
    /// Members on its books: the number listed, else the length of its list of members, where it has one.
    pub fn books(&self) -> Option<u32> {
        let listed = u32::try_from(self.roster.len()).ok().filter(|&n| n > 0);
        self.members.or(listed)
    }
}

/// A member on a cell's books (*đảng viên*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Name as listed.
    pub name: String,
    /// Date of birth, where listed.
    pub birth: Option<BirthDate>,
    /// Position (*chức vụ*), where listed.
    pub position: Option<String>,
}

/// What is wrong with a list of units. Rows are those of the sheet, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A row without a code.
    NoCode {
        /// The row.
        row: u32,
    },
    /// A row without a name.
    NoName {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
    },
    /// A code that an earlier row has already.
    CodeTwice {
        /// The row.
        row: u32,
        /// The earlier row.
        first: u32,
        /// The code.
        code: String,
    },
    /// The unit above is not listed.
    Orphan {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
        /// The code that is not listed.
        parent: String,
    },
    /// The unit stands, over others, above itself.
    Loop {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
    },
    /// No unit at all.
    Empty,
    /// Rows have dates, and the campaign has none.
    NoDay,
    /// No row holds on the day of the campaign.
    NoneThen {
        /// The day.
        day: Date,
    },
    /// The last day is before the first.
    EndsBeforeStart {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
    },
    /// A successor is named, and no last day.
    NotEnded {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
    },
    /// The successor is not listed.
    UnknownSuccessor {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
        /// The code that is not listed.
        into: String,
    },
    /// The successor is listed, but not for the day after the last one.
    SuccessorNotThere {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
        /// The successor's code.
        into: String,
        /// The day on which it must hold.
        day: Date,
    },
    /// The unit became, through others, itself.
    SuccessorLoop {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
    },
    /// The unit above is listed, but not for the day of the campaign.
    ParentNotThere {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
        /// The code of the unit above.
        parent: String,
        /// The day.
        day: Date,
        /// Codes of what the unit above became.
        became: Vec<String>,
    },
    /// Members are listed with a unit that was split or dissolved.
    MembersOfFormer {
        /// The row.
        row: u32,
        /// Its code.
        code: String,
    },
}

impl Fault {
    /// The row that is at fault; 0 where it is the whole list.
    pub fn row(&self) -> u32 {
        match self {
            Self::Empty | Self::NoDay | Self::NoneThen { .. } => 0,
            Self::NoCode { row }
            | Self::NoName { row, .. }
            | Self::CodeTwice { row, .. }
            | Self::Orphan { row, .. }
            | Self::Loop { row, .. }
            | Self::EndsBeforeStart { row, .. }
            | Self::NotEnded { row, .. }
            | Self::UnknownSuccessor { row, .. }
            | Self::SuccessorNotThere { row, .. }
            | Self::SuccessorLoop { row, .. }
            | Self::ParentNotThere { row, .. }
            | Self::MembersOfFormer { row, .. } => *row,
        }
    }
}

/// The units, checked: unique codes, no orphan, no loop.
#[derive(Debug, Clone, Default)]
pub struct Hierarchy {
    pub(super) units: Vec<Unit>,
    pub(super) former: Vec<Former>,
    parents: Vec<Option<UnitId>>,
    children: Vec<Vec<UnitId>>,
    by_code: HashMap<String, UnitId>,
}

impl Hierarchy {
    /// Builds the tree of these units, kept in their order.
    ///
    /// # Errors
    /// Every fault of the list, in the order of its rows.
    pub fn new(units: Vec<Unit>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut by_code: HashMap<String, UnitId> = HashMap::new();
        for (i, unit) in units.iter().enumerate() {
            if unit.code.is_empty() {
                faults.push(Fault::NoCode { row: unit.row });
                continue;
            }
            if unit.name.is_empty() {
                faults.push(Fault::NoName { row: unit.row, code: unit.code.clone() });
            }
            if let Some(first) = by_code.get(&unit.code) {
                let first = units[first.0].row;
                faults.push(Fault::CodeTwice { row: unit.row, first, code: unit.code.clone() });
            } else {
                by_code.insert(unit.code.clone(), UnitId(i));
            }
        }
        if units.is_empty() {
            faults.push(Fault::Empty);
        }
        let mut parents = vec![None; units.len()];
        let mut children = vec![Vec::new(); units.len()];
        for (i, unit) in units.iter().enumerate() {
            let Some(code) = &unit.parent else { continue };
            if let Some(&parent) = by_code.get(code) {
                parents[i] = Some(parent);
                children[parent.0].push(UnitId(i));
            } else {
                let (code, parent) = (unit.code.clone(), code.clone());
                faults.push(Fault::Orphan { row: unit.row, code, parent });
            }
        }
        let tree = Self { units, former: Vec::new(), parents, children, by_code };
        faults.extend(tree.loops());
        if faults.is_empty() { Ok(tree) } else { Err(faults) }
    }

    /// Units from which no root can be reached by going up.
    fn loops(&self) -> Vec<Fault> {
        let stuck = |start: usize| {
            let mut at = UnitId(start);
            for _ in 0..self.units.len() {
                match self.parents[at.0] {
                    Some(parent) => at = parent,
                    None => return false,
                }
            }
            true
        };
        let on_loop = (0..self.units.len()).filter(|&i| stuck(i));
        on_loop.map(|i| Fault::Loop { row: self.units[i].row, code: self.units[i].code.clone() }).collect()
    }

    /// All units, in the order listed.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// All positions, in the order listed.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = UnitId> + use<> {
        (0..self.units.len()).map(UnitId)
    }

    /// The unit at a position.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.0]
    }

    /// The unit with this code.
    pub fn find(&self, code: &str) -> Option<UnitId> {
        self.by_code.get(code).copied()
    }

    /// The unit directly above.
    pub fn parent(&self, id: UnitId) -> Option<UnitId> {
        self.parents[id.0]
    }

    /// The units directly below, in the order listed.
    pub fn children(&self, id: UnitId) -> &[UnitId] {
        &self.children[id.0]
    }

    /// Whether nothing stands below it (*chi bộ*).
    pub fn is_cell(&self, id: UnitId) -> bool {
        self.children[id.0].is_empty()
    }

    /// The units without one above, in the order listed.
    pub fn roots(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.ids().filter(|id| self.parents[id.0].is_none())
    }

    /// The units above it, nearest first.
    pub fn ancestors(&self, id: UnitId) -> impl Iterator<Item = UnitId> + '_ {
        std::iter::successors(self.parent(id), |&at| self.parent(at))
    }

    /// The cells below a unit, in the order of the tree; itself, if it is one.
    pub fn cells_under(&self, id: UnitId) -> Vec<UnitId> {
        let (mut cells, mut open) = (Vec::new(), vec![id]);
        while let Some(id) = open.pop() {
            if self.is_cell(id) {
                cells.push(id);
            }
            open.extend(self.children(id).iter().rev());
        }
        cells
    }

    /// Every unit after all units below it.
    pub fn bottom_up(&self) -> Vec<UnitId> {
        let mut order: Vec<UnitId> = Vec::with_capacity(self.units.len());
        let mut open: Vec<UnitId> = self.roots().collect();
        while let Some(id) = open.pop() {
            order.push(id);
            open.extend(self.children(id));
        }
        order.reverse();
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(row: u32, code: &str, parent: Option<&str>) -> Unit {
        Unit {
            code: code.into(),
            name: format!("Đơn vị {code}"),
            level: String::new(),
            parent: parent.map(Into::into),
            members: None,
            aliases: vec![],
            emails: vec![],
            roster: vec![],
            row,
        }
    }

    #[test]
    fn a_unit_comes_after_all_units_below_it() {
        let tree = Hierarchy::new(vec![unit(2, "A", None), unit(3, "B", Some("A")), unit(4, "C", Some("B"))])
            .expect("a sound tree");
        let order: Vec<&str> = tree.bottom_up().iter().map(|&id| tree.unit(id).code.as_str()).collect();
        assert_eq!(order, ["C", "B", "A"]);
    }

    #[test]
    fn every_fault_is_named_with_its_row() {
        let faults = Hierarchy::new(vec![
            unit(2, "A", Some("B")),
            unit(3, "B", Some("A")),
            unit(4, "C", Some("X")),
            unit(5, "C", None),
        ])
        .expect_err("a broken tree");
        assert!(faults.contains(&Fault::CodeTwice { row: 5, first: 4, code: "C".into() }));
        assert!(faults.contains(&Fault::Orphan { row: 4, code: "C".into(), parent: "X".into() }));
        assert!(faults.contains(&Fault::Loop { row: 2, code: "A".into() }));
        assert!(faults.contains(&Fault::Loop { row: 3, code: "B".into() }));
    }
}
