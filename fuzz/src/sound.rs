//! Sound files with a given text, one of every format whose text is counted twice.

use crate::package::MARK;
use tusoi::intake::Format;

/// The most characters of a text: those of a record of a workbook.
const MOST: usize = 2_000;

/// The text that an input is: what XML may hold of it, which is what a person can type.
pub(crate) fn text(bytes: &[u8]) -> String {
    let typed = |c: &char| *c == '\n' || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    String::from_utf8_lossy(bytes).chars().filter(typed).take(MOST).collect()
}

/// A file of each format, as an input is made of parts; each line is a paragraph or a square.
pub(crate) fn files(text: &str) -> [(Format, Vec<u8>); 9] {
    let lines: Vec<&str> = text.lines().collect();
    [
        (Format::WordOpenXml, word(&lines).into_bytes()),
        (Format::ExcelOpenXml, workbook(&lines).into_bytes()),
        (Format::OpenDocumentText, odt(&lines).into_bytes()),
        (Format::OpenDocumentSheet, ods(&lines).into_bytes()),
        (Format::Html, html(&lines).into_bytes()),
        (Format::Rtf, rtf(&lines).into_bytes()),
        (Format::ExcelBinary, binary_sheet(&lines)),
        (Format::Excel97, old_workbook(&lines)),
        (Format::Word97, old_word(&lines)),
    ]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn each(lines: &[&str], before: &str, after: &str) -> String {
    lines.iter().map(|line| format!("{before}{}{after}", escaped(line))).collect()
}

fn word(lines: &[&str]) -> String {
    let body = each(lines, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>")
}

/// Every other line is shared.
fn workbook(lines: &[&str]) -> String {
    let row = |(at, line): (usize, &&str)| {
        let number = at + 1;
        let square = match at % 2 {
            0 => format!("<c r=\"A{number}\" t=\"s\"><v>{at}</v></c>"),
            _ => format!("<c r=\"A{number}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(line)),
        };
        format!("<row r=\"{number}\">{square}</row>")
    };
    let rows: String = lines.iter().enumerate().map(row).collect();
    let strings = each(lines, "<si><t>", "</t></si>");
    let mark = String::from_utf8_lossy(MARK);
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>{mark}<sst>{strings}</sst>")
}

fn open_document(kind: &str, body: &str) -> String {
    let body = format!("<office:body><office:{kind}>{body}</office:{kind}></office:body>");
    format!("<office:document-content>{body}</office:document-content>")
}

fn odt(lines: &[&str]) -> String {
    open_document("text", &each(lines, "<text:p>", "</text:p>"))
}

fn ods(lines: &[&str]) -> String {
    let before = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>";
    let rows = each(lines, before, "</text:p></table:table-cell></table:table-row>");
    open_document("spreadsheet", &format!("<table:table table:name=\"S\">{rows}</table:table>"))
}

fn html(lines: &[&str]) -> String {
    format!("\u{FEFF}<html><body>{}</body></html>", each(lines, "<p>", "</p>"))
}

fn rtf(lines: &[&str]) -> String {
    let mut rtf = String::from("{\\rtf1\\ansi\\ansicpg1252\\uc1 ");
    for line in lines {
        for unit in line.encode_utf16() {
            match u8::try_from(unit).map(char::from) {
                Ok(c @ ('\\' | '{' | '}')) => rtf.extend(['\\', c]),
                Ok(c) if c.is_ascii() => rtf.push(c),
                _ => rtf.push_str(&format!("\\u{}?", unit.cast_signed())),
            }
        }
        rtf.push_str("\\par ");
    }
    rtf + "}"
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

fn binary_sheet(lines: &[&str]) -> Vec<u8> {
    fn add(sheet: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
        let size = data.len();
        sheet.extend(kind);
        sheet.extend([size & 0x7F | 0x80, size >> 7 & 0x7F].map(|byte| u8::try_from(byte).unwrap_or(0)));
        sheet.extend(data);
    }
    let mut sheet = Vec::new();
    add(&mut sheet, &[0x91, 1], &[]);
    for (row, line) in lines.iter().enumerate() {
        add(&mut sheet, &[0], &[&long(row)[..], &[0; 9]].concat());
        let units = utf16(line);
        add(&mut sheet, &[6], &[&[0; 8][..], &long(units.len() / 2), &units].concat());
    }
    add(&mut sheet, &[0x92, 1], &[]);
    sheet
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &short(data.len()), data].concat()
}

fn old_workbook(lines: &[&str]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[&[0, 6, kind, 0][..], &[0; 12]].concat());
    let end = record(0x000A, &[]);
    let named = |offset: usize| record(0x0085, &[&long(offset)[..], &[0, 0, 1, 0, b'S']].concat());
    let size = begin(5).len() + named(0).len() + end.len();
    let mut stream = [begin(5), named(size), end.clone(), begin(0x10)].concat();
    for (row, line) in lines.iter().enumerate() {
        let units = utf16(line);
        let text = [&short(units.len() / 2)[..], &[1], &units].concat();
        stream.extend(record(0x0204, &[&short(row)[..], &[0; 4], &text].concat()));
    }
    stream.extend(end);
    stream
}

/// The block of the file ([MS-DOC] 2.5), the text behind it; in the table its one piece.
fn old_word(lines: &[&str]) -> Vec<u8> {
    const TEXT: usize = 0x800;
    let text: String = lines.iter().map(|line| format!("{line}\r")).collect();
    let units = utf16(&text);
    let mut main = vec![0; TEXT];
    let mut put = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xEC, 0xA5, 0xC1, 0]);
    put(10, &short(0x0200));
    put(32, &short(14));
    put(62, &short(22));
    put(76, &long(units.len() / 2));
    put(152, &short(93));
    let piece = [&[0; 2][..], &long(TEXT), &[0; 2]].concat();
    let pieces = [&long(0)[..], &long(units.len() / 2), &piece].concat();
    let table = [&[2][..], &long(pieces.len()), &pieces].concat();
    put(154 + 8 * 33, &long(0));
    put(158 + 8 * 33, &long(table.len()));
    main.extend(units);
    [&main, MARK, &table].concat()
}
