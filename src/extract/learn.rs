//! What an office's own blank form teaches: its indicators as it words them, its groups, its columns, the words in which
//! it is answered, and all that is printed on it.

use super::Extractor;
use super::MAX_COLUMNS;
use super::answer::words;
use super::context::Context;
use super::printed::lines;
use super::table::columns::Columns;
use super::wording::ordinal::{self, Ordinal};
use super::wording::role::Role;
use crate::document::{BOX_EMPTY, BOX_TICKED, Block, Document, Slot, Table};
use crate::model::Answer;
use crate::text::{fold, one_line};

/// What a form teaches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Its title.
    pub title: String,
    /// Its groups, in order, as headed.
    pub groups: Vec<String>,
    /// Its indicators, in order.
    pub rows: Vec<LearnedRow>,
    /// Its columns, from left to right.
    pub columns: Vec<LearnedColumn>,
    /// The words that stand where answers belong: printed choices, or what copies were filled in with.
    pub words: Vec<LearnedWord>,
    /// What is printed on it, line by line.
    pub printed: Vec<String>,
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedColumn {
    /// All headings over it, from top to bottom.
    pub headings: Vec<String>,
    /// The list of the vocabulary (`[columns]`) that its heading belongs to; `None` where it is not understood.
    pub role: Option<&'static str>,
}

/// A word that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedWord {
    /// The word as written.
    pub word: String,
    /// What it answers; `None` where it does not decide.
    pub answer: Option<Answer>,
}

/// An indicator as a form words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedRow {
    /// Position in [`Lesson::groups`] of the group it stands under.
    pub group: Option<usize>,
    /// Its wording.
    pub wording: String,
    /// Position in the catalogue of the indicator it is recognised as.
    pub known: Option<usize>,
}

impl Extractor {
    /// What a blank form, or a filled copy of one, teaches; no rows where no list of indicators is found.
    pub fn learn(&self, document: &Document) -> Lesson {
        let context = &self.context;
        let mut lesson = Lesson { title: title(document, context), ..Lesson::default() };
        let mut tables = Vec::new();
        document.parts.iter().for_each(|part| collect(&part.blocks, &mut tables));
        for table in tables {
            lesson.table(table, context);
        }
        if lesson.rows.is_empty() {
            lesson.lines(document, context);
        }
        // Marks and numbers of rows tell nothing.
        let says = |line: &str| line.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
        for line in document.paragraphs().iter().flat_map(|paragraph| lines(&paragraph.text)) {
            if says(line) && lesson.printed.iter().all(|printed| printed != line) {
                lesson.printed.push(line.to_owned());
            }
        }
        lesson
    }
}

impl Lesson {
    /// Keeps only what another copy of the form says too: the rest was written into one of them. Words that answer are
    /// kept from all.
    pub fn keep_common(&mut self, other: &Self) {
        let same = |a: &str, b: &str| fold(a) == fold(b);
        self.rows.retain(|row| other.rows.iter().any(|o| same(&o.wording, &row.wording)));
        self.printed = std::mem::take(&mut self.printed)
            .into_iter()
            .filter_map(|line| {
                let whole = other.printed.iter().any(|o| same(o, &line));
                if whole { Some(line) } else { label_of(&line, &other.printed) }
            })
            .collect();
        other.words.iter().for_each(|word| self.word(word.clone()));
    }

    fn word(&mut self, word: LearnedWord) {
        if self.words.iter().all(|known| fold(&known.word) != fold(&word.word)) {
            self.words.push(word);
        }
    }

    fn table(&mut self, table: &Table, context: &Context) {
        let known = |row: u32| {
            table.row(row).iter().filter(|s| context.vocabulary.heading(&s.text()).is_some()).count()
        };
        let Some(top) = (0..table.rows().min(30)).find(|&row| known(row) >= 2) else { return };
        // A row that words an indicator is no heading, whatever its number and squares may say.
        let asks = |row: u32| {
            let found = |slot: &Slot| context.known(&slot.text()).found.is_some_and(|m| m.is_clear());
            table.row(row).iter().any(found)
        };
        let below = (top + 1..table.rows().min(top + 3))
            .take_while(|&row| !asks(row) && (known(row) >= 2 || covered(table, top, row)));
        let body = below.last().map_or(top + 1, |row| row + 1);
        let columns = Columns::read(table, top..body, context);
        let plan = columns.has(Role::Action) && !columns.having(Role::answers).any(|_| true);
        let Some((wording, _)) = columns.having(|r| r == Role::Wording).next().filter(|_| !plan) else {
            return;
        };
        for column in 0..table.columns().min(MAX_COLUMNS) {
            let headings: Vec<String> = columns.headings(column).iter().map(|h| one_line(h)).collect();
            let role = columns.role(column).and_then(Role::name);
            if !headings.is_empty() && self.columns.iter().all(|known| known.headings != headings) {
                self.columns.push(LearnedColumn { headings, role });
            }
        }
        let answers: Vec<u32> = columns
            .having(|r| matches!(r, Role::Answer | Role::LevelWord))
            .map(|(column, _)| column)
            .collect();
        for row in body..table.rows() {
            self.table_row(table, row, wording, context);
            for slot in answers.iter().filter_map(|column| table.slot(row, *column)) {
                self.answer(&slot.text(), context);
            }
        }
    }

    /// The words of a square that answers. A sentence is what somebody explained.
    fn answer(&mut self, text: &str, context: &Context) {
        for word in text.split(['/', '|', '\n', '\t', BOX_EMPTY, BOX_TICKED]).map(str::trim) {
            let short = !fold(word).is_empty() && word.split_whitespace().count() <= 4;
            if short && !word.contains(|c: char| c.is_ascii_digit()) {
                let answer = words::answer(word, &context.vocabulary).ok().map(|(answer, _)| answer);
                self.word(LearnedWord { word: one_line(word), answer });
            }
        }
    }

    fn table_row(&mut self, table: &Table, row: u32, wording: u32, context: &Context) {
        let filled: Vec<&Slot> = table.row(row).iter().filter(|s| !s.is_blank()).collect();
        let Some(slot) = table.slot(row, wording).filter(|s| s.row == row && !s.is_blank()) else { return };
        let text = slot.text();
        let merged = slot.column_span > 1 || slot.column < wording;
        let roman = filled.first().is_some_and(|s| s.column < wording && is_roman(&s.text()));
        if merged || roman || context.known(&text).group.is_some() {
            self.groups.push(one_line(&text));
        } else {
            self.row(&text, context);
        }
    }

    fn row(&mut self, text: &str, context: &Context) {
        let end = text.find([BOX_EMPTY, BOX_TICKED, '\t']).unwrap_or(text.len());
        let text = one_line(&text[..end]);
        let wording = ordinal::split(&text, &context.catalogue).map_or(text.as_str(), |(_, rest)| rest);
        let wording = wording.trim_matches(|c: char| c.is_whitespace() || ":…_".contains(c)).to_owned();
        if wording.split(' ').count() < 2 {
            return;
        }
        let known = context.known(&text);
        let group = self.groups.len().checked_sub(1);
        let known = context.indicator(known, known.ordinal.or(None::<Ordinal>), group);
        self.rows.push(LearnedRow { group, wording, known });
    }

    /// A form in running text: numbered lines that are long enough, or recognised.
    fn lines(&mut self, document: &Document, context: &Context) {
        for paragraph in document.paragraphs() {
            let text = paragraph.text.trim();
            let folded = fold(text);
            if context.vocabulary.is_plan_heading(&folded) || context.vocabulary.signature.within(&folded) {
                break;
            }
            let known = context.known(text);
            if known.group.is_some() {
                self.groups.push(one_line(text));
            } else if known.found.is_some_and(|m| m.is_clear() && m.anchored)
                || ((known.ordinal.is_some() || paragraph.label.is_some()) && text.split(' ').count() >= 5)
            {
                self.row(text, context);
            }
        }
    }
}

/// Whether slots of the heading row reach down over a row.
fn covered(table: &Table, top: u32, row: u32) -> bool {
    table.row(top).iter().any(|s| s.row + s.row_span > row)
}

/// The label of a line that other copies have with another value: `Họ và tên: Nguyễn Văn An` is printed as
/// `Họ và tên: …`.
fn label_of(line: &str, others: &[String]) -> Option<String> {
    let (label, _) = line.split_once(':')?;
    let shared =
        others.iter().any(|o| o.split_once(':').is_some_and(|(other, _)| fold(other) == fold(label)));
    shared.then(|| format!("{label}: …"))
}

fn collect<'a>(blocks: &'a [Block], into: &mut Vec<&'a Table>) {
    for block in blocks {
        if let Block::Table(table) = block {
            into.push(table);
        }
    }
}

fn title(document: &Document, context: &Context) -> String {
    let paragraphs = document.paragraphs();
    let title = paragraphs.iter().find(|p| context.vocabulary.is_title(&fold(&p.text)));
    title.map_or_else(String::new, |p| one_line(&p.text))
}

fn is_roman(text: &str) -> bool {
    let token = text.trim().trim_end_matches(['.', ')', '-']);
    !token.is_empty() && token.chars().all(|c| "IVX".contains(c))
}
