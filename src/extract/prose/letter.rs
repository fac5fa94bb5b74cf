//! A letter that takes back an answer in the form that came with it, *mục 5 nhóm I tôi đánh dấu nhầm, xin sửa lại là Có*,
//! or all of them: *bản nháp*.

use super::claims;
use crate::document::Document;
use crate::extract::Extractor;
use crate::extract::account::Extraction;
use crate::extract::outline;
use crate::extract::review::item::{Item, Line};
use crate::extract::table::rows::Memory;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Reading};
use std::sync::Arc;

impl Extractor {
    /// Doubts the answers that a letter takes back; returns what it says.
    pub fn amend(&self, read: &mut Extraction, letter: &Document) -> Option<String> {
        let context = &self.context;
        let (mut items, mut memory) = (Vec::new(), Memory::default());
        letter.parts.iter().for_each(|part| outline::blocks(&part.blocks, context, &mut memory, &mut items));
        let lines =
            items.iter().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None });
        let says = |line: &&Line<'_>| line.aspects(context).amends || line.aspects(context).provisional;
        let amending: Vec<&Line<'_>> = lines.filter(says).collect();
        if amending.iter().any(|line| line.aspects(context).provisional) {
            let all = read.reviews.iter_mut().flat_map(|review| &mut review.answers);
            all.for_each(|reading| doubt(reading, Answer::Unclear, AnswerFinding::Provisional));
        }
        for indicator in amending.iter().flat_map(|line| claims::named(&line.text, context)) {
            let readings = read.reviews.iter_mut().filter_map(|review| review.answers.get_mut(indicator));
            readings.for_each(|reading| doubt(reading, Answer::Conflict, AnswerFinding::MarkAgainstWords));
        }
        amending.first().map(|line| line.text.trim().to_owned())
    }
}

/// Leaves an answer open that was sure in the form and is not in the letter.
fn doubt(reading: &mut Arc<Reading>, answer: Answer, why: AnswerFinding) {
    let reading = Arc::make_mut(reading);
    if reading.doubt.is_none() && reading.answer.is_some() {
        reading.answer = Some(answer);
        reading.doubt = Some(why.into());
    }
}
