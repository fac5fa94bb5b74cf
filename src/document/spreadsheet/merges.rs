//! Merged squares (ECMA-376 part 1, 18.3.1.55).

use super::reference::Area;
use crate::document::Slot;
use std::collections::BTreeMap;

/// The merged areas of a sheet.
#[derive(Debug, Default)]
pub(super) struct Merges {
    areas: Vec<Area>,
}

/// The areas over squares that are looked at row by row.
pub(super) struct Sweep<'a> {
    /// Areas that begin further down, in order.
    waiting: &'a [Area],
    open: Open,
    /// The first square of the first area that overlaps another.
    fault: Option<(u32, u32)>,
}

/// The areas that reach down to the row being looked at, by their left column.
#[derive(Default)]
struct Open(BTreeMap<u32, Area>);

impl Merges {
    pub(super) fn push(&mut self, area: Area) {
        self.areas.push(area);
    }

    /// Gives each first square of an area its extent, and removes the squares under it: only the first one is seen.
    /// `covered` takes those that held text. Slots come in order and stay so.
    ///
    /// # Errors
    /// The first square of an area that overlaps another.
    pub(super) fn resolve(
        &mut self,
        slots: &mut Vec<Slot>,
        covered: &mut dyn FnMut(&Slot),
    ) -> Result<(), (u32, u32)> {
        // Copies of one area, and single squares, change nothing.
        self.areas.retain(|a| (a.top, a.left) != (a.bottom, a.right));
        self.areas.sort_unstable_by_key(|a| (a.top, a.left, a.bottom, a.right));
        self.areas.dedup();
        let mut sweep = self.sweep();
        slots.retain_mut(|slot| {
            let Some(area) = sweep.over(slot.row, slot.column) else { return true };
            let first = (slot.row, slot.column) == (area.top, area.left);
            if first {
                slot.row_span = area.bottom - area.top + 1;
                slot.column_span = area.right - area.left + 1;
            } else if !slot.is_blank() {
                covered(slot);
            }
            first
        });
        sweep.fault.map_or(Ok(()), Err)
    }

    /// A sweep over the sheet from top to bottom, after [`Merges::resolve`].
    pub(super) fn sweep(&self) -> Sweep<'_> {
        Sweep { waiting: &self.areas, open: Open::default(), fault: None }
    }
}

impl Sweep<'_> {
    /// The area over a square. Rows must not go back from one call to the next.
    pub(super) fn over(&mut self, row: u32, column: u32) -> Option<Area> {
        while let Some((&area, rest)) = self.waiting.split_first().filter(|(a, _)| a.top <= row) {
            self.waiting = rest;
            if !self.open.insert(area) {
                self.fault.get_or_insert((area.top, area.left));
            }
        }
        self.open.over(row, column)
    }
}

impl Open {
    /// The area over a square. Areas that end above its row are forgotten on the way.
    fn over(&mut self, row: u32, column: u32) -> Option<Area> {
        loop {
            let (&left, &area) = self.0.range(..=column).next_back()?;
            if area.bottom >= row {
                return (area.right >= column).then_some(area);
            }
            self.0.remove(&left);
        }
    }

    /// Adds an area; false where it overlaps one that is open.
    fn insert(&mut self, area: Area) -> bool {
        let free = self.over(area.top, area.left).is_none() && {
            let ended = |(&left, other): (&u32, &Area)| (other.bottom < area.top).then_some(left);
            let within: Vec<u32> = self.0.range(area.left..=area.right).filter_map(ended).collect();
            for left in within {
                self.0.remove(&left);
            }
            self.0.range(area.left..=area.right).next().is_none()
        };
        self.0.insert(area.left, area);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::spreadsheet::reference::area;
    use crate::document::{Block, Paragraph, Value};
    use crate::model::Place;

    fn slots(squares: &[(u32, u32)]) -> Vec<Slot> {
        let slot = |&(row, column): &(u32, u32)| Slot {
            row,
            column,
            row_span: 1,
            column_span: 1,
            blocks: vec![Block::Paragraph(Paragraph::plain("x", Place::File))],
            value: Value::Text,
            fill: None,
            hidden: false,
        };
        squares.iter().map(slot).collect()
    }

    fn resolved(areas: &[&str], squares: &[(u32, u32)]) -> Result<Vec<[u32; 4]>, (u32, u32)> {
        let mut merges = Merges::default();
        for written in areas {
            merges.push(area(written).expect("an area"));
        }
        let mut slots = slots(squares);
        merges.resolve(&mut slots, &mut |_| ())?;
        Ok(slots.iter().map(|s| [s.row, s.column, s.row_span, s.column_span]).collect())
    }

    #[test]
    fn only_the_first_square_of_a_merged_area_is_seen() {
        let squares = [(0, 0), (0, 1), (1, 0), (1, 2), (2, 0)];
        assert_eq!(resolved(&["A1:B2"], &squares), Ok(vec![[0, 0, 2, 2], [1, 2, 1, 1], [2, 0, 1, 1]]));
    }

    #[test]
    fn a_wide_area_is_found_behind_narrow_ones_that_ended() {
        let squares = [(0, 0), (0, 3), (4, 1), (5, 3)];
        assert_eq!(resolved(&["D1:E2", "A1:C1", "A3:H6"], &squares), Ok(vec![[0, 0, 1, 3], [0, 3, 2, 2]]));
    }

    #[test]
    fn areas_that_overlap_are_a_fault() {
        let all = [(0, 0), (0, 1), (9, 9)];
        assert_eq!(resolved(&["A1:B2", "B2:C3"], &all), Err((1, 1)));
        assert_eq!(resolved(&["B1:B4", "A2:C2"], &all), Err((1, 0)));
        assert!(resolved(&["A1:B2", "A1:B2", "C1:C1"], &all).is_ok());
    }
}
