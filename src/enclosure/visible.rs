//! Figures on the sheet `Tổng hợp` that are not those of the ledger any more.

use super::{ALL, ANSWERS, Enclosure, LEVELS, MEMBERS, REVIEWS, SHARE, SUM};
use crate::model::UnitTotals;

/// What stands in a square of the visible sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Square {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula without a stored result.
    Stale,
}

/// A square that says something else than the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// What stands there.
    pub written: String,
    /// What the ledger says.
    pub figure: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Answer(usize),
    Level(usize),
    /// A unit directly below, by position.
    Unit(usize),
    Sum,
    Share,
}

/// Every square of the sheet `Tổng hợp` that somebody changed. Sums and shares that Excel worked out anew
/// from a changed figure are right, and not told again.
pub fn compare(page: &[Vec<Square>], enclosure: &Enclosure) -> Vec<Difference> {
    let lost = |row: usize, figure: &str| Difference {
        row,
        column: 0,
        written: String::new(),
        figure: figure.to_owned(),
    };
    let Some(head) = page.iter().position(|row| ANSWERS.iter().all(|title| find(row, title).is_some()))
    else {
        return vec![lost(0, ANSWERS[0])];
    };
    let comparison = Comparison { page, sums: &enclosure.sums(), columns: columns(&page[head], enclosure) };
    let mut found = Vec::new();
    for unit in enclosure.units.iter().filter(|unit| !unit.heading.is_empty()) {
        if find(&page[head], &unit.heading).is_none() {
            found.push(lost(head, &unit.heading));
        }
    }
    let gone: Vec<&String> =
        enclosure.codes.iter().filter(|code| !page.iter().any(|row| begins(row, code))).collect();
    found.extend(gone.iter().map(|code| lost(head, code)));
    let mut rows: Vec<(usize, usize)> = Vec::new();
    let mut summed = 0;
    for (at, row) in page.iter().enumerate().skip(head + 1) {
        let Some(Square::Text(first)) = row.first() else { continue };
        let first = first.trim();
        if let Some(of) = base(first) {
            comparison.base(at, of, &mut found);
        } else if let Some(indicator) = enclosure.codes.iter().position(|code| code == first) {
            rows.push((at, indicator));
            comparison.indicator(at, indicator, &mut found);
        } else if !gone.is_empty() {
            // Sums over rows of which one is gone say nothing more.
        } else if first == ALL {
            comparison.sum(at, &rows, &mut found);
        } else if first.strip_prefix(ALL).is_some_and(|rest| rest.starts_with(' ')) {
            comparison.sum(at, rows.get(summed..).unwrap_or_default(), &mut found);
            summed = rows.len();
        }
    }
    found
}

fn begins(row: &[Square], code: &str) -> bool {
    matches!(row.first(), Some(Square::Text(first)) if first.trim() == code)
}

/// Which number of a unit a row shows that is not of an indicator.
fn base(first: &str) -> Option<fn(&UnitTotals) -> u32> {
    match first {
        MEMBERS => Some(|sums| sums.members),
        REVIEWS => Some(|sums| sums.reviews),
        _ => None,
    }
}

fn find(row: &[Square], title: &str) -> Option<usize> {
    row.iter().position(|square| matches!(square, Square::Text(text) if text.trim() == title.trim()))
}

fn columns(head: &[Square], enclosure: &Enclosure) -> Vec<(usize, Column)> {
    let units = enclosure.units.iter().enumerate().filter(|(_, unit)| !unit.heading.is_empty());
    let answers = ANSWERS.iter().enumerate().map(|(i, title)| (*title, Column::Answer(i)));
    let levels = LEVELS.iter().enumerate().map(|(i, title)| (*title, Column::Level(i)));
    let sums = [(SUM, Column::Sum), (SHARE, Column::Share)];
    let all = answers.chain(levels).chain(sums);
    let all = all.chain(units.map(|(i, unit)| (unit.heading.as_str(), Column::Unit(i))));
    let mut columns: Vec<(usize, Column)> =
        all.filter_map(|(title, column)| Some((find(head, title)?, column))).collect();
    columns.sort_unstable_by_key(|(at, _)| *at);
    columns
}

struct Comparison<'c> {
    page: &'c [Vec<Square>],
    sums: &'c [UnitTotals],
    columns: Vec<(usize, Column)>,
}

impl Comparison<'_> {
    /// Compares a row of members or reviews, which stand under the sum and under each unit.
    fn base(&self, row: usize, of: fn(&UnitTotals) -> u32, found: &mut Vec<Difference>) {
        for &(at, column) in &self.columns {
            let unit = match column {
                Column::Sum => 0,
                Column::Unit(unit) => unit,
                _ => continue,
            };
            let figure = self.sums.get(unit).map_or(0, of);
            self.check((row, at), figure.into(), None, column, found);
        }
    }

    /// Compares the row of an indicator.
    fn indicator(&self, row: usize, indicator: usize, found: &mut Vec<Difference>) {
        let answered: f64 = (0..ANSWERS.len()).map(|i| self.shown(row, Column::Answer(i))).sum();
        let yes = self.shown(row, Column::Answer(0));
        for &(at, column) in &self.columns {
            let figure = self.figure(indicator, column);
            let again = match column {
                Column::Sum => Some(answered),
                Column::Share if answered > 0.0 => Some(yes / answered),
                Column::Share => Some(0.0),
                _ => None,
            };
            self.check((row, at), figure, again, column, found);
        }
    }

    /// Compares a row of sums over these rows.
    fn sum(&self, row: usize, over: &[(usize, usize)], found: &mut Vec<Difference>) {
        let shown = |column: Column| over.iter().map(|(at, _)| self.shown(*at, column)).sum::<f64>();
        let total = |column: Column| over.iter().map(|(_, i)| self.figure(*i, column)).sum::<f64>();
        for &(at, column) in &self.columns {
            let (figure, again) = if column == Column::Share {
                let share = |yes: f64, all: f64| if all > 0.0 { yes / all } else { 0.0 };
                let answered = (0..ANSWERS.len()).map(|i| shown(Column::Answer(i))).sum();
                (
                    share(total(Column::Answer(0)), total(Column::Sum)),
                    share(shown(Column::Answer(0)), answered),
                )
            } else if column == Column::Sum {
                (total(column), (0..ANSWERS.len()).map(|i| shown(Column::Answer(i))).sum())
            } else {
                (total(column), shown(column))
            };
            self.check((row, at), figure, Some(again), column, found);
        }
    }

    /// Notes a square that holds neither the ledger's figure nor, in a formula's place, what the
    /// visible figures give.
    fn check(
        &self,
        (row, column): (usize, usize),
        figure: f64,
        again: Option<f64>,
        kind: Column,
        found: &mut Vec<Difference>,
    ) {
        let square = self.page[row].get(column).unwrap_or(&Square::Empty);
        let near = |n: f64, wanted: f64| (n - wanted).abs() < 1e-9;
        let right = match square {
            Square::Number(n) => near(*n, figure) || again.is_some_and(|again| near(*n, again)),
            Square::Stale => again.is_some(),
            Square::Empty | Square::Text(_) => false,
        };
        if !right {
            let figure =
                if kind == Column::Share { format!("{:.1}%", figure * 100.0) } else { figure.to_string() };
            found.push(Difference { row, column, written: words(square), figure });
        }
    }

    /// The number that stands in a column of a row.
    fn shown(&self, row: usize, wanted: Column) -> f64 {
        let at = self.columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at);
        match at.and_then(|at| self.page[row].get(at)) {
            Some(Square::Number(n)) => *n,
            _ => 0.0,
        }
    }

    /// What the ledger says of an indicator in a column.
    fn figure(&self, indicator: usize, column: Column) -> f64 {
        let of = |unit: usize| self.sums.get(unit).and_then(|sums| sums.answers.get(indicator));
        let own = of(0).copied().unwrap_or(super::NONE);
        f64::from(match column {
            Column::Answer(n) => own.by_answer()[n],
            Column::Level(n) => own.levels[n],
            Column::Unit(unit) => of(unit).map_or(0, |a| a.yes),
            Column::Sum => own.sum(),
            Column::Share if own.sum() > 0 => return f64::from(own.yes) / f64::from(own.sum()),
            Column::Share => 0,
        })
    }
}

fn words(square: &Square) -> String {
    match square {
        Square::Empty | Square::Stale => String::new(),
        Square::Text(text) => text.clone(),
        Square::Number(n) => n.to_string(),
    }
}
