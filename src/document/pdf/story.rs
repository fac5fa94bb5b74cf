//! Pages one after another: a table that ends at the foot of a page may go on at the head of the next.

use super::super::draft::{Draft, SlotLook};
use super::super::page::Block;
use super::super::word::excerpt;
use super::column;
use super::layout::{Page, Row, Table, write_table};
use super::line::{self, Line};
use crate::finding::{FileFinding, Finding};

/// How far the columns of one table may differ from page to page, in points.
const SAME: f64 = 2.0;

/// A document whose pages follow one another.
#[derive(Debug, Default)]
pub(super) struct Story {
    draft: Draft,
    /// The table that ended the last page.
    open: Option<Open>,
    begun: bool,
    /// Rows at the head of a page of which nobody can tell whether they go on with the row before.
    doubtful: Vec<String>,
    /// Lines of running text that may be the rest of the one above.
    torn: Vec<String>,
}

/// A table of which more may come.
#[derive(Debug)]
struct Open {
    columns: Vec<f64>,
    rows: Vec<Row>,
}

impl Story {
    /// Adds a page.
    ///
    /// # Errors
    /// `TooBig` over the limit of paragraphs.
    pub(super) fn page(&mut self, page: Page, last: bool) -> Result<(), FileFinding> {
        let Page { tables, lines, left, right } = page;
        let mut lines = numberless(lines, &tables);
        if !self.begun {
            self.draft.begin_body();
            self.begun = true;
            let highest = tables.first().map_or(f64::INFINITY, |t| t.top);
            let head = lines.iter().take_while(|l| l.baseline < highest);
            if let Some((count, middle)) = column::run(head, left, right) {
                self.columns(lines.drain(..count).collect(), middle, left, right)?;
            }
        }
        let foot = if last { foot(&lines, &tables, left, right) } else { None };
        let foot = foot.map(|(count, middle)| (lines.split_off(lines.len() - count), middle));
        let mut lines = lines.into_iter().peekable();
        for table in tables {
            let mut above = Vec::new();
            while let Some(line) = lines.next_if(|line| line.baseline < table.top) {
                above.push(line);
            }
            self.lines(&above, right)?;
            self.table(table)?;
        }
        self.lines(&lines.collect::<Vec<_>>(), right)?;
        match foot {
            Some((lines, middle)) => self.columns(lines, middle, left, right),
            None => Ok(()),
        }
    }

    /// Lines in two columns, as the table without rules that they are.
    fn columns(&mut self, lines: Vec<Line>, middle: f64, left: f64, right: f64) -> Result<(), FileFinding> {
        self.close()?;
        self.draft.begin_table()?;
        self.draft.begin_row(false);
        let sides = column::parted(lines, middle);
        // What is centred in the left column is as far from its right end as from the margin.
        let widest = sides[0].iter().max_by(|a, b| (a.x1() - a.x0()).total_cmp(&(b.x1() - b.x0())));
        let end = widest.map_or(middle, |line| (line.x0() + line.x1() - left).min(middle + 20.0));
        for (lines, right) in sides.iter().zip([end, right]) {
            self.draft.begin_slot(1, 1, SlotLook::default())?;
            line::write(lines, right, &mut self.draft)?;
            self.draft.end_slot()?;
        }
        self.draft.end_table();
        Ok(())
    }

    /// The blocks, and what should be known about them.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub(super) fn finish(mut self) -> Result<(Vec<Block>, Vec<Finding>), FileFinding> {
        self.close()?;
        let blocks = self.draft.end_flow()?;
        let mut findings = self.draft.seen.findings();
        if !self.doubtful.is_empty() {
            let rows = self.doubtful.join("”, “");
            let detail =
                format!("bảng sang trang, không rõ dòng đầu trang là dòng mới hay nối dòng trước: “{rows}”");
            findings.push(FileFinding::Partial { detail }.into());
        }
        if !self.torn.is_empty() {
            let lines = self.torn.iter().map(|line| excerpt(line)).collect::<Vec<_>>().join("”, “");
            let detail = format!("không rõ dòng này nối dòng trên hay là đoạn mới: “{lines}”");
            findings.push(FileFinding::Partial { detail }.into());
        }
        Ok((blocks, findings))
    }

    fn lines(&mut self, lines: &[Line], right: f64) -> Result<(), FileFinding> {
        if lines.is_empty() {
            return Ok(());
        }
        self.close()?;
        self.torn.extend(line::torn(lines, right));
        line::write(lines, right, &mut self.draft)
    }

    fn table(&mut self, table: Table) -> Result<(), FileFinding> {
        let same = |open: &Open| {
            let pairs = open.columns.iter().zip(&table.columns);
            open.columns.len() == table.columns.len() && pairs.into_iter().all(|(a, b)| (a - b).abs() < SAME)
        };
        if !self.open.as_ref().is_some_and(same) {
            self.close()?;
            self.open = Some(Open { columns: table.columns.clone(), rows: Vec::new() });
        }
        if let Some(open) = &mut self.open {
            self.doubtful.extend(open.go_on(table));
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), FileFinding> {
        match self.open.take() {
            Some(open) => write_table(&open.rows, &mut self.draft),
            None => Ok(()),
        }
    }
}

impl Open {
    /// Adds the rows of the next page, without the heading that is printed again. Returns what its first row says
    /// where that may as well be what is left of the row before.
    fn go_on(&mut self, table: Table) -> Option<String> {
        let mut rows: Vec<Row> = Vec::new();
        for (square, lines) in table.squares {
            while rows.len() <= square.row {
                rows.push(Row::new());
            }
            rows[square.row].push((square, lines));
        }
        let mut doubtful = None;
        if !self.rows.is_empty() {
            let again = rows.iter().zip(&self.rows).take_while(|(a, b)| says(a) == says(b)).count();
            rows.drain(..again);
            // Rows without a number among the others: what stands first may be one of them.
            let some =
                |first: &Row| self.rows.iter().any(|r| is_parted_as(first, r) && first_text(r).is_empty());
            let apart = rows.first().is_some_and(some);
            if let (Some(first), Some(last)) = (rows.first(), self.rows.last_mut()) {
                if is_rest(first, last) && !apart {
                    // A row that a page break divides goes on without its number.
                    let first = rows.remove(0);
                    for ((_, lines), (_, more)) in last.iter_mut().zip(first) {
                        lines.extend(more);
                    }
                } else if may_be_rest(first, last) {
                    let words: Vec<String> = first.iter().map(|(_, lines)| text(lines)).collect();
                    doubtful = Some(excerpt(&words.join(" "))).filter(|text| !text.is_empty());
                }
            }
        }
        self.rows.append(&mut rows);
        doubtful
    }
}

/// How many lines at the foot of the last page stand in two columns, below all tables.
fn foot(lines: &[Line], tables: &[Table], left: f64, right: f64) -> Option<(usize, f64)> {
    let lowest = lowest(tables);
    column::run(lines.iter().rev().take_while(|l| l.baseline > lowest), left, right)
}

fn lowest(tables: &[Table]) -> f64 {
    tables.iter().flat_map(|t| &t.squares).map(|(s, _)| s.bounds.y1).fold(0.0, f64::max)
}

/// Whether a row is what is left of the one before: that one is numbered, this one is not, and their squares are alike.
fn is_rest(row: &Row, before: &Row) -> bool {
    let alike = row.len() == before.len()
        && row
            .iter()
            .zip(before)
            .all(|((a, _), (b, _))| (a.column, a.columns, a.rows) == (b.column, b.columns, b.rows));
    alike
        && row.len() > 2
        && is_number(&first_text(before))
        && row.first().is_some_and(|(_, lines)| lines.is_empty())
}

/// Whether a row may be what is left of the one before. It is not where the squares differ, nor where it begins
/// with a number and that one leaves room for no more than a number: a number is not divided.
fn may_be_rest(row: &Row, before: &Row) -> bool {
    let (first, above) = (first_text(row), first_text(before));
    let begins =
        (is_number(&above) && !first.is_empty()) || (is_number(&first) && above.chars().count() <= NUMBER);
    is_parted_as(row, before) && !begins
}

/// Whether two rows have their squares in the same columns.
fn is_parted_as(row: &Row, other: &Row) -> bool {
    let columns = |row: &Row| row.iter().map(|(s, _)| (s.column, s.columns)).collect::<Vec<_>>();
    columns(row) == columns(other)
}

/// The letters of a row's number, at most.
const NUMBER: usize = 6;

fn is_number(text: &str) -> bool {
    text.chars().count() <= NUMBER && text.contains(|c: char| c.is_ascii_digit())
}

/// What stands in the first square of a row.
fn first_text(row: &Row) -> String {
    row.first().map(|(_, lines)| text(lines)).unwrap_or_default()
}

fn text(lines: &[Line]) -> String {
    lines.iter().flat_map(|l| &l.letters).map(|l| l.text.as_str()).collect()
}

/// What a row says, and where.
fn says(row: &Row) -> Vec<(usize, usize, usize, String)> {
    row.iter().map(|(s, lines)| (s.column, s.columns, s.rows, text(lines))).collect()
}

/// Lines without a page number, which stands alone above or below everything else.
fn numberless(mut lines: Vec<Line>, tables: &[Table]) -> Vec<Line> {
    let is_number = |line: &Line| {
        let text: String = line.letters.iter().map(|l| l.text.as_str()).collect();
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–'));
        !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
    };
    if lines.last().is_some_and(|l| is_number(l) && l.baseline > lowest(tables)) {
        lines.pop();
    }
    let highest = tables.first().map_or(f64::INFINITY, |t| t.top);
    if lines.first().is_some_and(|l| is_number(l) && l.baseline < highest) {
        lines.remove(0);
    }
    lines
}
