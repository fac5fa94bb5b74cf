//! Sheets saved as text with a sign between the squares (CSV).

use super::page::{Block, Document, Frame, Paragraph, Part, PartKind, Slot, Table, Value};
use crate::finding::FileFinding;
use crate::intake::csv::{MOST_SQUARES, Rows, decode, is_setting, sign};
use crate::model::Place;
use crate::text::nfc;
use std::sync::Arc;

/// More rows than this are no form, nor more squares that are filled.
const MOST_ROWS: usize = 100_000;
const MOST_FILLED: usize = 2_000_000;

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let text = decode(bytes).ok_or(FileFinding::NotOffice)?;
    let sign = sign(&text).ok_or(FileFinding::NotOffice)?;
    let name: Arc<str> = "CSV".into();
    let mut slots = Vec::new();
    for (row, squares) in (0..).zip(Rows::of(&text, sign).filter(|row| !is_setting(row))) {
        let too_big = |most: usize| Err(FileFinding::TooBig { detail: format!("> {most}") });
        if row as usize > MOST_ROWS {
            return too_big(MOST_ROWS);
        }
        if squares.len() > MOST_SQUARES {
            return too_big(MOST_SQUARES);
        }
        if slots.len() > MOST_FILLED {
            return too_big(MOST_FILLED);
        }
        let filled = (0..).zip(squares).filter(|(_, text)| !text.trim().is_empty());
        slots.extend(filled.map(|(column, text)| slot(row, column, &text, &name)));
    }
    let table = Table::new(Frame::Sheet(Arc::clone(&name)), slots);
    let part = Part { kind: PartKind::Sheet { name, hidden: false }, blocks: vec![Block::Table(table)] };
    Ok(Document { parts: vec![part], findings: Vec::new() })
}

fn slot(row: u32, column: u32, text: &str, sheet: &Arc<str>) -> Slot {
    let place = Place::Square { sheet: Arc::clone(sheet), row: row + 1, column: column + 1 };
    let paragraph = Paragraph::plain(nfc(text.trim()), place);
    let value = text.trim().parse().map_or(Value::Text, Value::Number);
    let blocks = vec![Block::Paragraph(paragraph)];
    Slot { row, column, row_span: 1, column_span: 1, blocks, value, fill: None, hidden: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(bytes: &[u8]) -> Vec<String> {
        let document = read(bytes).expect("a sheet");
        let Block::Table(table) = &document.parts[0].blocks[0] else { panic!("a table") };
        table.slots().iter().map(|s| format!("{}.{} {}", s.row, s.column, s.text())).collect()
    }

    #[test]
    fn squares_are_parted_by_the_sign_that_makes_rows_of_one_width() {
        let expected = ["0.0 TT", "0.1 Tên", "0.2 I.1", "1.0 1", "1.1 A, B", "1.2 Có", "2.0 2", "2.2 x"];
        for text in ["sep=;\r\nTT;Tên;I.1\r\n1;A, B;Có\r\n2;;x", "TT\tTên\tI.1\n1\tA, B\tCó\n2\t\tx\n"] {
            assert_eq!(squares(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(squares("\u{FEFF}TT,Tên,I.1\n1,\"A, B\",Có\n2,,x".as_bytes()), expected);
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("TT\tTên\tI.1\n1\tA, B\tCó\n2\t\tx".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(squares(&wide), expected);
    }

    #[test]
    fn a_row_wider_than_a_sheet_is_refused() {
        let row = ";".repeat(MOST_SQUARES);
        assert!(matches!(read(format!("{row}\n{row}\n{row}").as_bytes()), Err(FileFinding::TooBig { .. })));
    }

    #[test]
    fn a_square_is_called_as_excel_calls_it() {
        let document = read(b"a;b;c\n1;2;3\n4;5;6").expect("a sheet");
        let places: Vec<String> = document.paragraphs().iter().map(|p| p.place.to_string()).collect();
        assert_eq!((places[0].as_str(), places[5].as_str()), ("CSV!A1", "CSV!C2"));
    }

    #[test]
    fn a_square_in_quotes_may_hold_quotes_and_line_breaks() {
        let text = "a;b;c\n\"x \"\"y\"\";\nz\";1;2\n3;4;5\n";
        assert_eq!(squares(text.as_bytes())[3], "1.0 x \"y\";\nz");
    }
}
