//! Workbooks made record by record.

use super::read;
use crate::document::census::short::{Take, assert_none_is_dropped};
use crate::document::{Block, Document, Emphasis, Slot, Table, Value};
use crate::finding::FileFinding;
use std::io::{Cursor, Write};

fn word(number: usize) -> [u8; 2] {
    u16::try_from(number).expect("a word").to_le_bytes()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &word(data.len()), data].concat()
}

/// A text of wide characters, its length in two bytes.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = [&word(units.len())[..], &[1]].concat();
    bytes.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    bytes
}

fn font(flags: u8, name: &str) -> Vec<u8> {
    let long = text(name);
    [&[200, 0, flags, 0, 0xFF, 0x7F, 0x90, 1, 0, 0, 0, 0, 0, 0, long[0]][..], &long[2..]].concat()
}

fn square(font: u8, pattern: u8, colours: u16) -> Vec<u8> {
    let mut bytes = vec![font, 0];
    bytes.resize(17, 0);
    bytes.push(pattern << 2);
    bytes.extend(colours.to_le_bytes());
    bytes
}

/// Row, column and style.
fn at(row: usize, column: usize, style: usize) -> Vec<u8> {
    [word(row), word(column), word(style)].concat()
}

/// A workbook of one sheet with the texts `Có / Không` (its second half struck out) and `x` split over two records.
fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0]);
    let mut globals = begin.clone();
    let rich = {
        let plain = text("Có / Không");
        [&plain[..2], &[9, 1, 0], &plain[3..], &[5, 0, 5, 0]].concat()
    };
    let strings = [&2_u32.to_le_bytes()[..], &2_u32.to_le_bytes(), &rich, &[2, 0, 0, b'a']].concat();
    for (kind, data) in [
        (0x0031, font(0, "Arial")),
        (0x0031, font(0, "Wingdings")),
        (0x0031, font(0, "Arial")),
        (0x0031, font(0, "Arial")),
        (0x0031, font(8, "Arial")),
        (0x00E0, square(0, 0, 0)),
        (0x00E0, square(1, 0, 0)),
        (0x00E0, square(0, 1, 13)),
        (0x00FC, strings),
        (0x003C, vec![1, b'b', 0]),
    ] {
        globals.extend(record(kind, &data));
    }
    let name = text("Biểu 1");
    let named = |offset: usize| {
        let offset = u32::try_from(offset).expect("near").to_le_bytes();
        record(0x0085, &[&offset[..], &[0, 0, 6], &name[2..]].concat())
    };
    let size = globals.len() + named(0).len() + 4;
    globals.extend(named(size));
    globals.extend(record(0x000A, &[]));
    globals.extend(begin);
    for record in sheet {
        globals.extend(record);
    }
    globals.extend(record(0x000A, &[]));
    globals
}

fn compound(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    file.create_stream("Workbook").expect("a stream").write_all(stream).expect("memory");
    file.into_inner().into_inner()
}

fn opened(sheet: &[Vec<u8>]) -> Document {
    read(&compound(&workbook(sheet))).expect("a workbook")
}

fn table(document: &Document) -> &Table {
    match document.parts[0].blocks.as_slice() {
        [Block::Table(table)] => table,
        _ => panic!("one table"),
    }
}

fn stored(row: usize, column: usize, style: usize, index: u32) -> Vec<u8> {
    record(0x00FD, &[at(row, column, style), index.to_le_bytes().to_vec()].concat())
}

#[test]
fn texts_keep_their_looks_and_go_on_in_other_records() {
    let document = opened(&[stored(0, 0, 0, 0), stored(4, 1, 0, 1)]);
    let slots = table(&document).slots();
    let stretches: Vec<_> = slots[0].paragraphs()[0].stretches().collect();
    assert_eq!(stretches, [("Có / ", Emphasis::NONE), ("Không", Emphasis::STRIKE)]);
    assert_eq!(slots[1].text(), "ab");
    assert_eq!(slots[1].paragraphs()[0].place.to_string(), "Biểu 1!B5");
}

#[test]
fn fonts_and_backgrounds_are_those_of_the_format() {
    let tick = record(0x0204, &[at(0, 0, 1), text("\u{FE}")].concat());
    let filled = record(0x0201, &at(0, 1, 2));
    let document = opened(&[tick, filled]);
    let slots = table(&document).slots();
    assert_eq!(slots[0].text(), "☒");
    assert_eq!((slots[1].text().as_ref(), slots[1].fill), ("", Some(0xFF_FF00)));
}

#[test]
fn numbers_errors_and_formulas_have_their_values() {
    let number = record(0x0203, &[at(0, 0, 0), 1.5_f64.to_le_bytes().to_vec()].concat());
    let several =
        record(0x00BD, &[&at(1, 0, 0)[..4], &[0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0], &[1, 0]].concat());
    let error = record(0x0205, &[at(2, 0, 0), vec![7, 1]].concat());
    let formula = |row: usize, kind: u8, flags: u8| {
        record(
            0x0006,
            &[at(row, 0, 0), vec![kind, 0, 0, 0, 0, 0, 0xFF, 0xFF, flags, 0, 0, 0, 0, 0, 0, 0]].concat(),
        )
    };
    let sheet = [
        number,
        several,
        error,
        formula(3, 0, 0),
        record(0x0207, &text("x")),
        formula(4, 3, 2),
        formula(5, 0, 0),
    ];
    let document = opened(&sheet);
    let shown: Vec<_> = table(&document).slots().iter().map(|s| (s.text(), s.value)).collect();
    let expected = [
        ("1.5", Value::Number(1.5)),
        ("1", Value::Number(1.0)),
        ("2", Value::Number(2.0)),
        ("#DIV/0!", Value::Error),
        ("x", Value::Text),
        ("=", Value::Uncalculated),
        ("=", Value::Uncalculated),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(text, value)| (text.into(), value)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn merges_and_hidden_rows_are_seen() {
    let merge = record(0x00E5, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
    let hidden = record(0x0208, &[3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]);
    let document = opened(&[hidden, stored(0, 0, 0, 1), stored(3, 0, 0, 1), merge]);
    let slots = table(&document).slots();
    assert_eq!((slots[0].row_span, slots[0].column_span, slots[0].hidden), (2, 2, false));
    assert!(slots[1].hidden);
    assert_eq!(document.findings, [FileFinding::HiddenContent { detail: "Biểu 1!A4".into() }.into()]);
}

#[test]
fn a_box_to_tick_stands_in_its_square_and_a_comment_beside_it() {
    // A shape of its own kind with an anchor from C3 to C3, then a box that is ticked.
    let anchor =
        [&[0, 0][..], &word(2), &word(100), &word(2), &word(10), &word(2), &word(900), &word(2), &word(99)];
    let drawing = record(0x00EC, &[&[0, 0, 0x10, 0xF0, 18, 0, 0, 0][..], &anchor.concat()].concat());
    let object = |kind: u8, rest: &[u8]| {
        let mut part = vec![0x15, 0, 18, 0, kind, 0, 1, 0];
        part.resize(22, 0);
        part.extend(rest);
        record(0x005D, &part)
    };
    let ticked = object(0x0B, &[0x12, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let comment = object(0x19, &[0; 4]);
    let words = record(0x01B6, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    let note = record(0x001C, &[5, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    let sheet = [drawing, ticked, stored(5, 0, 0, 1), comment, words, record(0x003C, b"\0ok"), note];
    let document = opened(&sheet);
    let table = table(&document);
    assert_eq!(table.slot(2, 2).map(Slot::text).as_deref(), Some("☒"));
    assert_eq!(table.slot(5, 0).map(|s| s.paragraphs()[0].comments.clone()), Some(vec!["ok".to_owned()]));
}

#[test]
fn a_square_given_twice_is_refused() {
    let twice = read(&compound(&workbook(&[stored(0, 0, 0, 0), stored(0, 0, 0, 1)])));
    assert_eq!(twice, Err(FileFinding::Corrupt { detail: "Biểu 1!A1 ×2".into() }));
    let beyond = read(&compound(&workbook(&[stored(0, 0, 0, 2)])));
    assert!(matches!(beyond, Err(FileFinding::Corrupt { .. })));
}

#[test]
fn a_workbook_of_another_age_or_with_a_password_is_refused_by_its_reason() {
    let old = [record(0x0809, &[0, 5, 5, 0]), record(0x000A, &[])].concat();
    assert!(matches!(read(&compound(&old)), Err(FileFinding::Unsupported { .. })));
    let locked = [record(0x0809, &[0, 6, 5, 0]), record(0x002F, &[0; 6])].concat();
    assert_eq!(read(&compound(&locked)), Err(FileFinding::Password));
}

#[test]
fn no_changed_byte_brings_the_reader_down() {
    let stream =
        workbook(&[stored(0, 0, 0, 0), stored(1, 1, 1, 1), record(0x00E5, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0])]);
    for at in 0..stream.len() {
        let mut changed = stream.clone();
        changed[at] ^= 0xFF;
        let _ = read(&compound(&changed));
        changed.truncate(at);
        assert!(read(&compound(&changed)).is_err(), "cut off at {at}");
    }
}

#[test]
fn a_length_that_swallows_what_follows_is_refused() {
    let margin =
        |size: usize| [record(0x0026, &[0; 8])[..2].to_vec(), word(size).to_vec(), vec![0; size]].concat();
    assert!(read(&compound(&workbook(&[margin(8), stored(0, 0, 0, 0)]))).is_ok());
    assert!(read(&compound(&workbook(&[margin(22)]))).is_err());
}

#[test]
fn what_stands_behind_the_end_of_a_sheet_is_not_lost() {
    let end = record(0x000A, &[]);
    assert!(read(&compound(&workbook(&[end, stored(0, 0, 0, 0)]))).is_err());
}

#[test]
fn a_zero_that_waits_to_be_calculated_is_no_result_nor_is_any_of_an_unfinished_sheet() {
    let formula = |value: f64, flags: u8| {
        let data = [at(0, 0, 0), value.to_le_bytes().to_vec(), vec![flags, 0, 0, 0, 0, 0, 0, 0]].concat();
        record(0x0006, &data)
    };
    let value = |sheet: &[Vec<u8>]| table(&opened(sheet)).slots()[0].value;
    assert_eq!(value(&[formula(0.0, 0)]), Value::Number(0.0));
    assert_eq!(value(&[formula(0.0, 2)]), Value::Uncalculated);
    assert_eq!(value(&[formula(3.0, 2)]), Value::Number(3.0));
    assert_eq!(value(&[record(0x005E, &[0, 0]), formula(3.0, 0)]), Value::Uncalculated);
}

#[test]
fn what_is_chosen_in_a_drop_down_is_a_question_and_the_arrow_of_a_filter_is_none() {
    // An anchor over B1, then the object: its kind and flags, and its list with a line chosen.
    let anchor: Vec<u8> = [0_u16, 1, 0, 0, 0, 1, 100, 0, 100].iter().flat_map(|n| n.to_le_bytes()).collect();
    let drawing = record(0x00EC, &[&[0, 0, 0x10, 0xF0, 18, 0, 0, 0][..], &anchor].concat());
    let object = |flags: u16, line: u8| {
        let head = [&[0x15, 0, 0x12, 0, 0x14, 0, 1, 0][..], &flags.to_le_bytes(), &[0; 12]].concat();
        record(0x005D, &[&head[..], &[0x13, 0, 8, 0, 0, 0, 2, 0, line, 0, 0, 0]].concat())
    };
    let shown = |flags: u16, line: u8| {
        opened(&[drawing.clone(), object(flags, line)]).paragraphs().first().map(|p| p.text.clone())
    };
    assert_eq!(shown(0, 1).as_deref(), Some("\u{FFFC}"));
    assert_eq!(shown(0, 0), None);
    assert_eq!(shown(0x0100, 1), None);
}

#[test]
fn a_text_that_the_reader_drops_is_missed() {
    let label = record(0x0204, &[at(0, 2, 0), text("Nội dung")].concat());
    let number = record(0x0203, &[at(0, 3, 0), 1.5_f64.to_le_bytes().to_vec()].concat());
    let sheet = [stored(0, 0, 0, 0), stored(0, 1, 0, 1), label, number];
    let document = opened(&sheet);
    let stream = workbook(&sheet);
    let count = |take: &mut Take<'_>| {
        super::census::each_text(&stream, take);
        take("1.5");
    };
    assert_none_is_dropped(count, &document);
}
