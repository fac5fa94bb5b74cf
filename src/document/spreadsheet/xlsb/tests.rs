use super::super::sheet::{Shared, Sheet, text_budget};
use super::records::{Records, record};
use super::sheet::read;
use super::styles::Looks;
use crate::document::{Emphasis, Value};
use crate::finding::FileFinding;

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).expect("short").to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    bytes
}

fn font(flags: u8, name: &str) -> Vec<u8> {
    [&[200, 0, flags, 0, 0x90, 1, 0, 0, 0, 0, 0, 0][..], &[0; 9], &wide(name)].concat()
}

fn square(column: u8, style: u8, value: &[u8]) -> Vec<u8> {
    [&[column, 0, 0, 0, style, 0, 0, 0][..], value].concat()
}

fn looks() -> Looks {
    let fill = [&[1, 0, 0, 0][..], &[5, 0, 0, 0, 0xFF, 0xFF, 0, 0xFF]].concat();
    let none = [0; 12].to_vec();
    let style = |font: u8, fill: u8| vec![0, 0, 0, 0, font, 0, fill, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let parts = [
        (43, font(0, "Arial")),
        (43, font(8, "Arial")),
        (43, font(0, "Wingdings")),
        (45, none),
        (45, fill),
        (47, style(2, 0)),
        (617, Vec::new()),
        (47, style(0, 0)),
        (47, style(1, 0)),
        (47, style(2, 1)),
        (618, Vec::new()),
    ];
    let bytes: Vec<u8> = parts.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
    Looks::read(&bytes).expect("styles")
}

fn open(parts: &[(u32, Vec<u8>)]) -> Result<Sheet, FileFinding> {
    let looks = looks();
    let rich = [&[1][..], &wide("Có / Không"), &1_u32.to_le_bytes(), &[5, 0, 1, 0]].concat();
    let strings = vec![looks.rich(&rich).expect("a text")];
    let shared = Shared { strings, styles: looks.styles(), ..Shared::default() };
    let bytes: Vec<u8> = parts.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
    read(&bytes, &"S".into(), &shared, &mut text_budget())
}

fn row(row: u8, flags: u8) -> (u32, Vec<u8>) {
    (0, vec![row, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, flags, 0])
}

#[test]
fn squares_keep_value_looks_and_place() {
    let sheet = open(&[
        row(2, 0),
        (7, square(0, 0, &[0, 0, 0, 0])),
        (6, square(1, 1, &wide("x"))),
        (6, square(2, 2, &wide("þ"))),
        (2, square(3, 0, &[6, 0, 0, 0])),
        (3, square(4, 0, &[0x2A])),
        row(3, 0x10),
        (5, square(0, 0, &2.5_f64.to_le_bytes())),
        (146, Vec::new()),
        (176, [2_u32, 2, 4, 5].iter().flat_map(|n| n.to_le_bytes()).collect()),
    ]);
    let slots = sheet.expect("a sheet").slots;
    let stretches: Vec<_> = slots[0].paragraphs()[0].stretches().map(|(t, e)| (t.to_owned(), e)).collect();
    assert_eq!(stretches, [("Có / ".into(), Emphasis::NONE), ("Không".into(), Emphasis::STRIKE)]);
    assert_eq!(slots[1].paragraphs()[0].spans[0].emphasis, Emphasis::STRIKE);
    assert_eq!((slots[2].text().as_ref(), slots[2].fill), ("☒", Some(0xFF_FF00)));
    assert_eq!((slots[3].value, slots[4].value, slots[4].column_span), (Value::Number(1.0), Value::Error, 2));
    assert_eq!((slots[5].row, slots[5].hidden, slots[5].text().as_ref()), (3, true, "2.5"));
}

#[test]
fn a_sheet_that_breaks_off_is_refused() {
    assert!(open(&[row(0, 0)]).is_err());
    assert!(open(&[(6, square(0, 0, &wide("x"))), (146, Vec::new())]).is_err(), "no row");
    let cut = record(6, &[1, 2, 3]);
    assert!(Records::new(&cut[..cut.len() - 1]).any(|record| record.is_err()));
}

#[test]
fn a_text_that_is_not_in_the_list_is_refused() {
    assert!(open(&[row(0, 0), (7, square(0, 0, &[1, 0, 0, 0])), (146, Vec::new())]).is_err());
}

#[test]
fn page_headers_and_footers_are_read_where_there_are_any() {
    let none = u32::MAX.to_le_bytes().to_vec();
    let margins =
        [vec![0, 0], wide("&L&\".VnTime,Bold\"Chi bé&R&P"), wide("&CTrang &P"), none.repeat(4)].concat();
    let sheet = open(&[row(0, 0), (479, margins), (146, Vec::new())]).expect("a sheet");
    assert_eq!(sheet.headers[0].text, "Chi bộ");
    assert_eq!(sheet.footers[0].text, "Trang");
    let cut = open(&[row(0, 0), (479, vec![0, 0, 9]), (146, Vec::new())]).expect("a sheet");
    assert!(cut.seen.unread.is_some());
}

#[test]
fn the_texts_of_squares_are_counted_apart_from_the_reader() {
    let strings = record(19, &[&[1][..], &wide("Có / Không"), &1_u32.to_le_bytes(), &[5, 0, 1, 0]].concat());
    let squares = [
        (7, square(0, 0, &[0, 0, 0, 0])),
        (6, square(1, 1, &wide("x"))),
        (62, square(2, 1, &[&[0][..], &wide("Có")].concat())),
        (5, square(3, 0, &2.5_f64.to_le_bytes())),
    ];
    let sheet: Vec<u8> = squares.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
    let mut texts = Vec::new();
    super::census::each_text(&strings, &[sheet], &mut |text| texts.push(text.to_owned()));
    assert_eq!(texts, ["Có / Không", "x", "Có"]);
}
