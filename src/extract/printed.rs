//! Forms that an office has taught the program (`tusoi learn`). A file made from one is known by what is printed on it;
//! whatever else stands in it must be an answer, a field or a promise, or it is left over and said.

use super::account::Extraction;
use super::head::dateline;
use super::review::filled::table_of;
use crate::document::{Block, Document, Paragraph};
use crate::finding::{FileFinding, Finding};
use crate::model::{Place, PrintedForm};
use crate::text::fold;
use std::collections::HashSet;

/// How much of what a form prints must stand in a file that was made from it, in hundredths.
const ENOUGH: usize = 80;
/// Fewer lines than this tell no form.
const FEW_LINES: usize = 5;

/// The forms that an office has taught.
#[derive(Debug, Default)]
pub(super) struct Printed(Vec<Known>);

/// A form, ready to compare.
#[derive(Debug)]
struct Known {
    title: String,
    /// Lines, folded.
    lines: HashSet<String>,
    /// The printed pieces, folded, of each line with room to fill in.
    labels: Vec<Vec<String>>,
}

impl Printed {
    pub(super) fn new(forms: &[PrintedForm]) -> Self {
        Self(forms.iter().map(Known::new).collect())
    }

    /// The title of the form that a document was made from.
    pub(super) fn title(&self, document: &Document) -> Option<&str> {
        self.form(document).map(|form| form.title.as_str())
    }

    fn form(&self, document: &Document) -> Option<&Known> {
        let paragraphs = document.paragraphs();
        let all: Vec<String> = paragraphs.iter().flat_map(|p| lines(&p.text)).map(fold).collect();
        self.0.iter().find(|form| form.made(&all))
    }

    /// What stands in a file made from a known form that is neither printed on it nor read; nothing for other files.
    pub(super) fn left_over(&self, document: &Document, read: &Extraction) -> Vec<Finding> {
        if self.0.is_empty() || read.reviews.is_empty() {
            return Vec::new();
        }
        let Some(form) = self.form(document) else { return Vec::new() };
        let (said, tables) = (said(read), tables(read));
        let mut apart = Vec::new();
        document.parts.iter().for_each(|part| outside(&part.blocks, &tables, &mut apart));
        let mut left = Vec::new();
        for paragraph in apart {
            for line in lines(&paragraph.text) {
                let folded = fold(line);
                let read = || said.iter().any(|text| text.contains(&folded));
                if !folded.is_empty() && !form.prints(&folded) && !read() && !dateline::is_dateline(line) {
                    let finding =
                        FileFinding::LeftOver { text: line.to_owned(), at: paragraph.place.clone() };
                    left.push(finding.into());
                }
            }
        }
        left
    }
}

impl Known {
    fn new(form: &PrintedForm) -> Self {
        let labels = form.lines.iter().filter_map(|line| label(line)).collect();
        let title = form.title.clone();
        Self { title, lines: form.lines.iter().map(|line| fold(line)).collect(), labels }
    }

    /// Whether a file with these lines was made from it.
    fn made(&self, lines: &[String]) -> bool {
        let there = |printed: &&String| lines.iter().any(|line| line.contains(printed.as_str()));
        self.lines.len() >= FEW_LINES
            && self.lines.iter().filter(there).count() * 100 >= self.lines.len() * ENOUGH
    }

    /// Whether a line is printed on it, filled in or not.
    fn prints(&self, folded: &str) -> bool {
        self.lines.contains(folded) || self.labels.iter().any(|pieces| in_order(folded, pieces))
    }
}

/// The printed pieces of a line with room to fill in: `Họ và tên: ……… Sinh ngày: ………`; `None` where it has none.
fn label(line: &str) -> Option<Vec<String>> {
    let open = line.trim_end().ends_with(':') || line.contains("..") || line.contains(['…', '_']);
    let pieces = line.split(['…', '_']).flat_map(|piece| piece.split("..")).map(fold);
    let pieces: Vec<String> = pieces.filter(|piece| !piece.is_empty()).collect();
    (open && !pieces.is_empty()).then_some(pieces)
}

/// Whether a text begins with the first piece and holds the others behind it, in their order.
fn in_order(text: &str, pieces: &[String]) -> bool {
    let Some(mut rest) = pieces.first().and_then(|first| text.strip_prefix(first.as_str())) else {
        return false;
    };
    pieces[1..].iter().all(|piece| match rest.find(piece.as_str()) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

/// The lines of a text that show anything.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}

/// All that was read, folded.
fn said(read: &Extraction) -> Vec<String> {
    let mut said = Vec::new();
    for review in &read.reviews {
        said.extend(review.name.iter().chain(&review.position).map(|text| fold(text)));
        said.extend(review.unit_lines.iter().map(|line| fold(&line.text)));
        let answers = review.answers.iter().flat_map(|reading| [&reading.evidence, &reading.note]);
        let promises = review.commitments.iter().flat_map(|c| [&c.shortcoming, &c.action, &c.due_text]);
        said.extend(answers.chain(promises).map(|text| fold(text)));
    }
    said
}

/// The tables in which answers or promises were read: their rows are accounted for by those who read them.
fn tables(read: &Extraction) -> HashSet<Place> {
    let answers = read.reviews.iter().flat_map(|review| review.answers.iter().map(|reading| &reading.place));
    let promises = read.reviews.iter().flat_map(|review| review.commitments.iter().map(|c| &c.place));
    answers.chain(promises).map(table_of).collect()
}

/// The paragraphs that stand in none of these tables.
fn outside<'a>(blocks: &'a [Block], tables: &HashSet<Place>, into: &mut Vec<&'a Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => into.push(paragraph),
            Block::Table(one) if tables.contains(&table_of(&one.place(0, 0))) => {}
            Block::Table(one) => one.slots().iter().for_each(|slot| outside(&slot.blocks, tables, into)),
        }
    }
}
