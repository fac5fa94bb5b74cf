//! Consolidated workbooks of units below: the figures enclosed in them, compared with what everybody sees.
//! Nothing else in such a workbook is read, so that no name leaves a cell's own files.

use super::account::Extraction;
use crate::document::{Block, Document, PartKind, Table, Value};
use crate::enclosure::{self, Damage, Enclosed, Enclosure, Round, Square, compare, fingerprint};
use crate::finding::{FileFinding, Finding};
use crate::model::{
    Catalogue, Figures, Kind, Place, Reading, Review, Rule, UnitLine, UnitSource, UnitTotals,
};
use std::sync::Arc;

/// Columns beyond this hold no figure of ours.
const WIDEST: u32 = 4096;

/// What a consolidated workbook says: a tally for each cell in it. `None` where the document is none.
pub(super) fn read(document: &Document, catalogue: &Catalogue, round: Option<&Round>) -> Option<Extraction> {
    let rows = table(document, enclosure::SHEET)?;
    let rows = squares(rows).into_iter().map(|row| row.into_iter().map(text).collect()).collect();
    let refused = |why: FileFinding| Extraction { findings: vec![why.into()], ..Extraction::default() };
    let enclosure = match Enclosure::read(rows)? {
        Ok(enclosure) => enclosure,
        Err(Damage::Newer(version)) => {
            return Some(refused(FileFinding::FiguresDamaged { detail: format!("tusoi {version}") }));
        }
        Err(Damage::Changed(what)) => {
            return Some(refused(FileFinding::FiguresDamaged { detail: what.into() }));
        }
    };
    if let Some(ours) = round.filter(|ours| !ours.is(&enclosure.round)) {
        let (theirs, ours) = (enclosure.round.words(), ours.words());
        return Some(refused(FileFinding::OtherRound { theirs, ours }));
    }
    let codes = catalogue.indicators.iter().map(|i| &i.code);
    if enclosure.catalogue != fingerprint(catalogue) || !codes.eq(&enclosure.codes) {
        return Some(refused(FileFinding::OtherCatalogue));
    }
    let cells =
        enclosure.units.iter().filter_map(|unit| Some(tally(&enclosure, unit, unit.totals.as_ref()?)));
    let findings = changes(document, &enclosure);
    Some(Extraction { reviews: cells.collect(), findings, ..Extraction::default() })
}

/// The one table of a sheet.
fn table<'d>(document: &'d Document, wanted: &str) -> Option<&'d Table> {
    document.parts.iter().find_map(|part| match (&part.kind, part.blocks.as_slice()) {
        (PartKind::Sheet { name, .. }, [Block::Table(table)]) if **name == *wanted => Some(table),
        _ => None,
    })
}

/// What stands in the squares of a sheet, row by row, each row as far as it is filled.
fn squares(table: &Table) -> Vec<Vec<Square>> {
    let mut rows: Vec<Vec<Square>> = Vec::new();
    for slot in table.slots().iter().filter(|slot| slot.column < WIDEST && !slot.is_blank()) {
        let (row, column) = (slot.row as usize, slot.column as usize);
        // Rows follow one another; a far one stands behind a gap that no sheet of ours has.
        if row > rows.len() + WIDEST as usize {
            break;
        }
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        rows[row].resize_with(column, Square::default);
        rows[row].push(match slot.value {
            Value::Number(n) => Square::Number(n),
            Value::Uncalculated => Square::Stale,
            _ => Square::Text(slot.text().into_owned()),
        });
    }
    rows
}

fn text(square: Square) -> String {
    match square {
        Square::Text(text) => text,
        Square::Number(n) => n.to_string(),
        Square::Empty | Square::Stale => String::new(),
    }
}

/// Figures that somebody changed by hand.
fn changes(document: &Document, enclosure: &Enclosure) -> Vec<Finding> {
    let sheet = table(document, enclosure::VISIBLE);
    let page = sheet.map(squares).unwrap_or_default();
    let found = compare(&page, enclosure).into_iter().map(|difference| {
        let (row, column) = (u32::try_from(difference.row), u32::try_from(difference.column));
        let at = match (sheet, row, column) {
            (Some(sheet), Ok(row), Ok(column)) => sheet.place(row, column),
            _ => Place::Sheet(enclosure::VISIBLE.into()),
        };
        FileFinding::FigureChanged { at, written: difference.written, figure: difference.figure }.into()
    });
    found.collect()
}

/// A tally of one cell.
fn tally(enclosure: &Enclosure, unit: &Enclosed, totals: &UnitTotals) -> Review {
    let place = Place::Sheet(enclosure::VISIBLE.into());
    let above = enclosure.above(unit);
    let line =
        |text: &str, source| UnitLine { text: text.to_owned(), goes_on: None, source, place: place.clone() };
    let mut unit_lines = vec![line(&unit.name, UnitSource::Field)];
    unit_lines.extend(above.iter().map(|(_, name)| line(name, UnitSource::Letterhead)));
    let count = |yes: u32| {
        Arc::new(Reading {
            answer: None,
            level: None,
            count: Some(yes),
            note: String::new(),
            evidence: yes.to_string(),
            place: place.clone(),
            rule: Rule::Count,
            doubt: None,
        })
    };
    Review {
        kind: Kind::Tally,
        place: place.clone(),
        name: None,
        position: None,
        birth: None,
        unit_lines: unit_lines.into(),
        date: enclosure.date,
        answers: totals.answers.iter().map(|a| count(a.yes)).collect(),
        commitments: Vec::new(),
        rating: None,
        total: Some(totals.reviews),
        figures: Some(Box::new(Figures {
            unit: (unit.code.clone(), unit.name.clone()),
            above,
            totals: totals.clone(),
        })),
        flags: Vec::new(),
    }
}
