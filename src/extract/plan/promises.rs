//! The corrections of a review being gathered, and what stands among them.

use super::sentences;
use crate::extract::context::Context;
use crate::extract::review::item::Line;
use crate::finding::{Finding, PartFinding};
use crate::model::{Commitment, Place};

/// The corrections of a review being gathered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Promises {
    pub commitments: Vec<Commitment>,
    /// What belongs to none of them.
    pub doubts: Vec<Finding>,
    /// Sentences that promise something; of what is known once all answers are.
    sentences: Vec<(String, Place)>,
}

impl Promises {
    pub(crate) fn is_empty(&self) -> bool {
        self.commitments.is_empty()
    }

    /// Adds a correction. One without a shortcoming goes on with the one before: with a deadline of its own it
    /// is another promise about the same shortcoming, without one it is another action of the same promise.
    pub(crate) fn add(&mut self, mut new: Commitment) {
        if !new.shortcoming.is_empty() {
            self.commitments.push(new);
            return;
        }
        let Some(last) = self.commitments.last_mut() else {
            let words = [new.action, new.due_text].join(" | ");
            self.doubts.push(PartFinding::UnknownPromise { text: words, at: new.place }.into());
            return;
        };
        if last.action.is_empty() && last.due_text.is_empty() {
            (last.action, last.due_text) = (new.action, new.due_text);
        } else if new.action.is_empty() {
            go_on(&mut last.due_text, &new.due_text);
        } else if new.due_text.is_empty() {
            go_on(&mut last.action, &new.action);
        } else {
            new.shortcoming.clone_from(&last.shortcoming);
            new.indicator = new.indicator.or(last.indicator);
            self.commitments.push(new);
        }
    }

    /// Keeps a line that takes an answer back.
    pub(crate) fn amended(&mut self, line: &Line<'_>) {
        let finding = PartFinding::Amended { text: line.text.trim().to_owned(), at: line.place.clone() };
        self.doubts.push(finding.into());
    }

    /// Keeps a line that belongs to no correction yet.
    pub(crate) fn leave(&mut self, text: String, at: Place) {
        self.sentences.push((text, at));
    }

    /// Finds out which of the admitted indicators each sentence is about; of others a person is asked.
    pub(crate) fn settle(&mut self, admitted: &[usize], context: &Context) {
        let planned = !self.commitments.is_empty();
        for (text, at) in std::mem::take(&mut self.sentences) {
            let promised = match sentences::of_all_above(&text, context).filter(|_| planned) {
                Some(due) => self.share(due).then(Vec::new),
                None => sentences::commitments(&text, &at, admitted, context),
            };
            match promised {
                Some(promised) => self.commitments.extend(promised),
                None => self.doubts.push(PartFinding::UnknownPromise { text, at }.into()),
            }
        }
    }

    /// Gives all corrections a deadline that a sentence below them names for all; returns whether each has one then, its
    /// own or this.
    fn share(&mut self, due: &str) -> bool {
        let none = self.commitments.iter().all(|promise| promise.due_text.is_empty());
        if none {
            self.commitments.iter_mut().for_each(|promise| due.clone_into(&mut promise.due_text));
        }
        self.commitments.iter().all(|promise| !promise.due_text.is_empty())
    }
}

/// Goes on with a text in the next row: with a new thing, or with a sentence that breaks off at the end of a page.
fn go_on(text: &mut String, more: &str) {
    if !text.is_empty() {
        let broken = more.starts_with(char::is_lowercase);
        text.push_str(if broken { " " } else { "; " });
    }
    text.push_str(more);
}
