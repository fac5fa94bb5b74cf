//! What was decided about the answers, in the review that it belongs to.

use super::item::Counted;
use crate::extract::answer::verdict::Verdict;
use crate::finding::AnswerFinding;
use crate::model::{Place, Reading, Review, Rule};
use std::sync::Arc;

pub(crate) fn fill(review: &mut Review, answers: Vec<(usize, Verdict)>) {
    for (indicator, verdict) in answers {
        if let Some(reading) = review.answers.get_mut(indicator) {
            *reading = Arc::new(verdict.into_reading());
        }
    }
}

/// Fills a tally with its counts; `stated` is how many members were asked, where the paper says.
pub(crate) fn count(review: &mut Review, counts: Vec<(usize, Counted)>, stated: Option<u32>) {
    let in_rows: Vec<u32> = counts.iter().filter_map(|(_, c)| c.total).collect();
    let agreed = in_rows.first().copied().filter(|first| in_rows.iter().all(|t| t == first));
    review.total = stated.or(agreed);
    for reading in &mut review.answers {
        Arc::make_mut(reading).answer = None;
    }
    for (indicator, counted) in counts {
        let Some(reading) = review.answers.get_mut(indicator) else { continue };
        let fits = counted.count.is_some_and(|n| review.total.is_none_or(|total| n <= total));
        *reading = Arc::new(Reading {
            answer: None,
            level: None,
            count: counted.count,
            note: String::new(),
            evidence: counted.evidence,
            place: counted.place,
            rule: Rule::Count,
            doubt: (!fits).then_some(AnswerFinding::BadCount.into()),
        });
    }
}

/// The table or sheet in which a place lies.
pub(crate) fn table_of(place: &Place) -> Place {
    match place {
        Place::Slot { table, .. } => Place::Table(*table),
        Place::Square { sheet, .. } => Place::Sheet(sheet.clone()),
        other => other.clone(),
    }
}
