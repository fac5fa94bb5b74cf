//! What the end of a row says of its slots ([MS-DOC] 2.6.3, 2.9.322).

use super::super::binary::{i16_at, slice, u16_at};
use super::look::{old_shading, shading};
use super::sprm::{Sprm, sprms};

/// The definition of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowDefinition {
    /// Where its slots begin, and where the last one ends, in twentieths of a point.
    pub(super) edges: Vec<i32>,
    /// Its slots from left to right.
    pub(super) slots: Vec<SlotDefinition>,
}

/// The definition of a slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SlotDefinition {
    /// Whether it is a part of the slot to its left.
    pub(super) joins_left: bool,
    /// Whether it is a part of the slot above.
    pub(super) joins_above: bool,
    /// The colour of its background, where it is neither none nor white.
    pub(super) fill: Option<u32>,
}

/// Bytes of a `TC80`.
const SLOT: usize = 20;
/// Slots whose shading one modifier gives.
const SHADED_AT_ONCE: usize = 22;

impl RowDefinition {
    /// Applies a list of modifiers.
    pub(super) fn apply(&mut self, list: &[u8]) {
        for sprm in sprms(list) {
            match sprm.code {
                0xD608 => self.define(sprm.operand),
                0xD609 => {
                    for (at, old) in sprm.operand.chunks_exact(2).enumerate() {
                        self.fill(at..at + 1, u16_at(old, 0).and_then(old_shading));
                    }
                }
                0xD612 => self.shade(sprm, 0),
                0xD616 => self.shade(sprm, SHADED_AT_ONCE),
                0xD60C => self.shade(sprm, 2 * SHADED_AT_ONCE),
                0xD62D => {
                    let fill = sprm.operand.get(2..).and_then(shading);
                    self.fill(range(sprm.operand), fill);
                }
                0x7627 => {
                    let fill = u16_at(sprm.operand, 2).and_then(old_shading);
                    self.fill(range(sprm.operand), fill);
                }
                0xD62B => self.merge_vertically(sprm.operand),
                0x5624 => {
                    let joined = range(sprm.operand).skip(1);
                    joined
                        .filter_map(|at| self.slots.get_mut(at).map(|s| s.joins_left = true))
                        .for_each(drop);
                }
                0x5625 => {
                    let split = range(sprm.operand);
                    split
                        .filter_map(|at| self.slots.get_mut(at).map(|s| s.joins_left = false))
                        .for_each(drop);
                }
                0x7621 => self.insert(sprm),
                0x5622 => self.delete(range(sprm.operand)),
                0x7623 => self.widen(sprm),
                _ => {}
            }
        }
    }

    /// `TDefTableOperand`: the number of slots, their edges, and their properties, which may be too few.
    fn define(&mut self, operand: &[u8]) {
        let count = operand.first().map_or(0, |c| usize::from(*c));
        self.edges = (0..=count).map_while(|at| i16_at(operand, 1 + 2 * at)).map(i32::from).collect();
        let slots = 1 + 2 * (count + 1);
        let slot = |at: usize| {
            let flags = slice(operand, slots + SLOT * at, 2).and_then(|s| u16_at(s, 0)).unwrap_or(0);
            let vertical = flags >> 5 & 3;
            SlotDefinition { joins_left: flags & 2 != 0, joins_above: vertical == 1, fill: None }
        };
        self.slots = (0..count).map(slot).collect();
    }

    fn shade(&mut self, sprm: Sprm<'_>, first: usize) {
        for (at, one) in sprm.operand.chunks_exact(10).enumerate() {
            self.fill(first + at..first + at + 1, shading(one));
        }
    }

    fn fill(&mut self, slots: std::ops::Range<usize>, fill: Option<u32>) {
        for at in slots {
            if let Some(slot) = self.slots.get_mut(at) {
                slot.fill = fill;
            }
        }
    }

    /// `VertMergeOperand`: 1 goes on from above, 3 begins anew.
    fn merge_vertically(&mut self, operand: &[u8]) {
        if let Some(&[at, merge]) = slice(operand, 0, 2)
            && let Some(slot) = self.slots.get_mut(usize::from(at))
        {
            slot.joins_above = merge == 1;
        }
    }

    /// `sprmTDxaCol`: gives slots a width; those to the right move along.
    fn widen(&mut self, sprm: Sprm<'_>) {
        let width = u16_at(sprm.operand, 2).map_or(0, i32::from);
        for at in range(sprm.operand) {
            let (Some(left), Some(right)) = (self.edges.get(at).copied(), self.edges.get(at + 1).copied())
            else {
                return;
            };
            let shift = left + width - right;
            self.edges.iter_mut().skip(at + 1).for_each(|edge| *edge += shift);
        }
    }
}

impl RowDefinition {
    /// `sprmTInsert`: puts slots of one width in; those to the right move along.
    fn insert(&mut self, sprm: Sprm<'_>) {
        let (Some(&[first, count]), Some(width)) = (slice(sprm.operand, 0, 2), u16_at(sprm.operand, 2))
        else {
            return;
        };
        let at = usize::from(first).min(self.slots.len());
        let Some(left) = self.edges.get(at).copied() else { return };
        let right = |n: i32| left + n * i32::from(width);
        let shift = right(count.into()) - left;
        let count = usize::from(count);
        self.edges.iter_mut().skip(at + 1).for_each(|edge| *edge += shift);
        let behind = at + 1;
        self.edges.splice(behind..behind, (1..).map(right).take(count));
        self.slots.splice(at..at, std::iter::repeat_n(SlotDefinition::default(), count));
    }

    /// `sprmTDelete`: takes slots away; those to the right move along.
    fn delete(&mut self, slots: std::ops::Range<usize>) {
        let slots = slots.start.min(self.slots.len())..slots.end.min(self.slots.len());
        let (Some(left), Some(right)) = (self.edges.get(slots.start), self.edges.get(slots.end)) else {
            return;
        };
        if slots.start < slots.end {
            let shift = right - left;
            self.edges.iter_mut().skip(slots.end + 1).for_each(|edge| *edge -= shift);
            self.edges.drain(slots.start + 1..=slots.end);
            self.slots.drain(slots);
        }
    }
}

/// The slots from the first to the limit that an operand begins with.
fn range(operand: &[u8]) -> std::ops::Range<usize> {
    let byte = |at: usize| operand.get(at).map_or(0, |b| usize::from(*b));
    byte(0)..byte(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three slots of 100 each, with shading that tells which is which.
    fn row() -> RowDefinition {
        let slot = |fill| SlotDefinition { fill: Some(fill), ..SlotDefinition::default() };
        RowDefinition { edges: vec![0, 100, 200, 300], slots: [1, 2, 3].map(slot).to_vec() }
    }

    fn after(list: &[u8]) -> (Vec<i32>, Vec<Option<u32>>) {
        let mut row = row();
        row.apply(list);
        (row.edges, row.slots.iter().map(|s| s.fill).collect())
    }

    #[test]
    fn slots_put_in_and_taken_away_move_those_to_the_right() {
        let inserted = after(&[0x21, 0x76, 1, 2, 50, 0]);
        assert_eq!(inserted, (vec![0, 100, 150, 200, 300, 400], vec![Some(1), None, None, Some(2), Some(3)]));
        let deleted = after(&[0x22, 0x56, 0, 2]);
        assert_eq!(deleted, (vec![0, 100], vec![Some(3)]));
    }

    #[test]
    fn a_split_undoes_a_join_and_nonsense_changes_nothing() {
        let mut joined = row();
        joined.apply(&[0x24, 0x56, 0, 2]);
        assert!(joined.slots[1].joins_left);
        joined.apply(&[0x25, 0x56, 0, 2]);
        assert_eq!(joined, row());
        for list in [[0x22, 0x56, 9, 200], [0x22, 0x56, 2, 1]] {
            assert_eq!(after(&list).0, row().edges);
        }
    }
}
