//! Room 3: what the form says. A [`Document`] becomes [`Review`](crate::model::Review)s.
//!
//! Read from the page inward and out again: [`outline`] walks the blocks; [`table`] and [`many`] read tables, [`prose`]
//! forms in running text; [`answer`] decides one answer, by the form's own [`legend`] where it has one; [`head`] reads who and
//! when, [`plan`] the corrections promised; [`review`] puts together what belongs to one review. What an indicator is called
//! and what every other word means is known to [`wording`]. [`consolidated`] reads the workbooks that units below made
//! with this program; [`learn`] works out an office's own form, and [`printed`] knows it again.

mod account;
mod answer;
mod consolidated;
mod context;
mod head;
mod learn;
mod legend;
mod many;
mod outline;
mod plan;
mod printed;
mod prose;
mod review;
mod table;
mod wording;

pub use account::{Account, Extraction, Outcome};
pub use learn::{LearnedColumn, LearnedRow, LearnedWord, Lesson};

use crate::document::{Document, PartKind};
use crate::enclosure::Round;
use crate::finding::{FileFinding, Finding};
use crate::model::Catalogue;
use crate::text::{Period, fold};
use context::Context;
use head::header::Header;
use printed::Printed;
use wording::vocabulary::Vocabulary;

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
        self.below(document, &Header::default())
    }

    /// What the text of a mail holds, of which the subject is the title. Where nothing stands in it that is a self-review,
    /// the subject may speak of one that was to be attached.
    pub fn read_letter(&self, document: &Document, subject: &str) -> Extraction {
        let titled = self.context.vocabulary.review_titles.within(&fold(subject));
        let read = titled.then(|| self.below(document, &Header::titled()));
        read.filter(|read| !read.reviews.is_empty()).unwrap_or_else(|| self.read(document))
    }

    /// The same, below what is known of the first form's head.
    fn below(&self, document: &Document, head: &Header) -> Extraction {
        if let Some(figures) = consolidated::read(document, &self.context.catalogue, self.round.as_ref()) {
            return figures;
        }
        let mut extraction = self.parts(document, head, |kind| !is_hidden(kind));
        if extraction.reviews.is_empty() && document.parts.iter().any(|part| is_hidden(&part.kind)) {
            let hidden = self.parts(document, head, |_| true);
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
    fn parts(&self, document: &Document, head: &Header, wanted: impl Fn(&PartKind) -> bool) -> Extraction {
        let mut assembler = review::assemble::Assembler::new(&self.context, head.clone());
        let mut memory = table::rows::Memory::default();
        for part in document.parts.iter().filter(|part| wanted(&part.kind)) {
            if let PartKind::Sheet { name, .. } = &part.kind {
                // A sheet may be named after the group that it is about.
                let group = self.context.known(name).group;
                memory = table::rows::Memory { group, ..table::rows::Memory::default() };
            }
            let mut items = Vec::new();
            outline::blocks(&part.blocks, &self.context, &mut memory, &mut items);
            assembler.skim(&items);
            let items = prose::flow::read(items, &memory.filling, &self.context);
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
