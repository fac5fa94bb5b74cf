//! Room 3: what the form says. A [`Document`] becomes [`Review`](crate::model::Review)s.
//!
//! The steps, each in a file of its own: [`outline`] walks the blocks; [`rows`] and [`wide`] read tables,
//! [`flow`] reads forms in running text; [`marked_row`] and [`begun`] decide one answer, a [`verdict`], from a [`sign`], a [`choice`] or
//! [`words`]; [`header`] reads who and when; [`plan`] and [`rating`] the corrections and the year-end
//! rating, [`outcome`] what became of corrections promised before; [`assemble`] puts together what belongs to one review. [`consolidated`] reads the workbooks that
//! units below made with this program. What an indicator is called is known to
//! [`recognise`], all other words to [`vocabulary`], which is data.

mod abreast;
mod account;
mod across;
mod afterword;
mod answer_columns;
mod answer_promises;
mod apart;
mod asked_note;
mod aspects;
mod assemble;
mod begun;
mod boxes;
mod cards;
mod choice;
mod columns;
mod committees;
mod consolidated;
mod context;
mod counted;
mod dateline;
mod draft;
mod exceptions;
mod excused;
mod failings;
mod fields;
mod filled;
mod filling;
mod flow;
mod graded;
mod grid;
mod group_lists;
mod group_prose;
mod group_titles;
mod grouped;
mod header;
mod headings;
mod indicator_rows;
mod inner_choice;
mod item;
mod learn;
mod leftover;
mod legend;
mod legend_colours;
mod legend_joints;
mod letterhead;
mod lexicon;
mod listed;
mod marked_row;
mod member_reviews;
mod members;
mod name_columns;
mod names;
mod noted;
mod notes;
mod number_signs;
mod numbered;
mod numbered_options;
mod on_side;
mod options;
mod ordinal;
mod other_rounds;
mod others;
mod outcome;
mod outline;
mod owner;
mod partings;
mod parts;
mod people;
mod phrases;
mod plan;
mod plan_across;
mod plan_lines;
mod plan_rows;
mod polarity;
mod poll;
mod present;
mod printed;
mod promises;
mod rating;
mod ratings;
mod recognise;
mod remembered;
mod role;
mod rolls;
mod rooms;
mod rows;
mod scale;
mod scope;
mod series;
mod shortcomings;
mod sign;
mod signature;
mod stacked;
mod stripes;
mod subrows;
mod tallied;
mod title;
mod tokens;
mod verdict;
mod vocabulary;
mod wide;
mod wide_row;
mod word_lists;
mod words;

pub use account::{Account, Extraction, Outcome};
pub use learn::{LearnedColumn, LearnedRow, LearnedWord, Lesson};

use crate::document::{Document, PartKind};
use crate::enclosure::Round;
use crate::finding::{FileFinding, Finding};
use crate::model::Catalogue;
use crate::text::Period;
use context::Context;
use printed::Printed;
use vocabulary::Vocabulary;

/// Fewer indicators than this are no form, only a text that mentions some.
const FEW: usize = 3;

/// Columns beyond this hold no form.
const MAX_COLUMNS: u32 = 400;

/// Reads forms that ask one catalogue. Shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    context: Context,
    round: Option<Round>,
    printed: Printed,
}

impl Extractor {
    /// A reader of forms that ask this catalogue, in the built-in words and the office's own.
    ///
    /// # Errors
    /// What is wrong with the office's own words.
    pub fn new(catalogue: &Catalogue) -> Result<Self, String> {
        let vocabulary = Vocabulary::with(&catalogue.words)?;
        let printed = Printed::new(&catalogue.forms);
        Ok(Self { context: Context::new(catalogue.clone(), vocabulary), round: None, printed })
    }

    /// The same reader, which takes consolidated workbooks of this round only.
    #[must_use]
    pub fn of_round(self, round: Option<Round>) -> Self {
        let period = round.as_ref().and_then(|round| Period::of(&round.period));
        Self { context: self.context.in_period(period), round, ..self }
    }

    /// The title of the taught form that a document was made from; `None` where it was made from none.
    pub fn form_of(&self, document: &Document) -> Option<&str> {
        self.printed.title(document)
    }

    /// The reviews and tallies that a document holds, and what its reader had to say of it.
    ///
    /// A form that stands only on hidden sheets is read too: nobody fills in a form in order to hide it. That
    /// it is hidden is a finding of the reader.
    pub fn read(&self, document: &Document) -> Extraction {
        if let Some(figures) = consolidated::read(document, &self.context.catalogue, self.round.as_ref()) {
            return figures;
        }
        let mut extraction = self.parts(document, |kind| !is_hidden(kind));
        if extraction.reviews.is_empty() && document.parts.iter().any(|part| is_hidden(&part.kind)) {
            let hidden = self.parts(document, |_| true);
            if !hidden.reviews.is_empty() {
                extraction = hidden;
            }
        }
        let left_over = self.printed.left_over(document, &extraction);
        extraction.findings.extend(left_over);
        let none = extraction.reviews.is_empty();
        // Where no form is, nobody need look for what else may be hidden or drawn.
        let idle = |f: &&Finding| {
            let aside = [
                FileFinding::HiddenContent { detail: String::new() },
                FileFinding::Partial { detail: String::new() },
            ];
            none && aside.iter().any(|finding| finding.code() == f.code())
        };
        extraction.findings.extend(document.findings.iter().filter(|f| !idle(f)).cloned());
        extraction
    }

    /// What stands in the parts of some kinds.
    fn parts(&self, document: &Document, wanted: impl Fn(&PartKind) -> bool) -> Extraction {
        let mut assembler = assemble::Assembler::new(&self.context);
        let mut memory = rows::Memory::default();
        for part in document.parts.iter().filter(|part| wanted(&part.kind)) {
            if let PartKind::Sheet { name, .. } = &part.kind {
                // A sheet may be named after the group that it is about.
                let group = self.context.known(name).group;
                memory = rows::Memory { group, ..rows::Memory::default() };
            }
            let mut items = Vec::new();
            outline::blocks(&part.blocks, &self.context, &mut memory, &mut items);
            let items = flow::read(items, &memory.filling, &self.context);
            assembler.part(&part.kind, items);
        }
        assembler.finish()
    }
}

fn is_hidden(kind: &PartKind) -> bool {
    matches!(kind, PartKind::Sheet { hidden: true, .. })
}

#[cfg(test)]
mod tests;
