//! Marks that stand a row too low, as when a column of them was pasted there: some stand beside the titles of groups.

use super::rows::Reader;
use crate::extract::review::item::Item;
use crate::finding::AnswerFinding;
use crate::model::Rule;

impl Reader<'_, '_> {
    /// Doubts all marks of a table in which one stands beside the title of a group and some, but not all, indicators of
    /// that group have none. Where none of them has one the mark beside the title answers for all.
    pub(super) fn doubt_slipped(&mut self) {
        let group_of = |indicator: usize| self.context.catalogue.indicators[indicator].group;
        let left_open = |open: bool, group: usize| {
            self.items.iter().any(|item| match item {
                Item::Answer { indicator, verdict, .. } if group_of(*indicator) == group => {
                    (verdict.chosen == Err(AnswerFinding::Blank)) == open
                }
                _ => false,
            })
        };
        if !self.answered_titles.iter().any(|group| left_open(true, *group) && left_open(false, *group)) {
            return;
        }
        for item in &mut self.items {
            if let Item::Answer { verdict, .. } = item
                && matches!(verdict.chosen, Ok((_, _, Rule::MarkInColumn)))
            {
                verdict.chosen = Err(AnswerFinding::OutOfRow);
            }
        }
    }
}
