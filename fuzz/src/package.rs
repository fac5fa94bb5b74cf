//! Sound files around parts that are none: packages, compound files.
//!
//! An input is the main part. Behind a [`MARK`] each, other parts may follow in an order that the format fixes.

use std::borrow::Cow;
use std::io::{Cursor, Write};
use tusoi::intake::Format;

/// What stands between the parts of an input.
pub(crate) const MARK: &[u8] = b"\n\0part\0\n";

const BOOK: &[u8] =
    br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>"#;
const BINARY_BOOK: &[u8] = b"\x9C\x01\x16\0\0\0\0\x01\0\0\0\x02\0\0\0r\x000\0\x01\0\0\0S\0";

/// Parts in the order of an input: kind of the relationship that leads to each, name.
type Parts = &'static [(&'static str, &'static str)];

const WORD: Parts = &[
    ("officeDocument", "document.xml"),
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("comments", "comments.xml"),
    ("header", "header.xml"),
    ("footnotes", "footnotes.xml"),
];
/// Those of a workbook, the first of which is its sheet.
const WORKBOOK: Parts = &[("worksheet", "s.xml"), ("sharedStrings", "strings.xml"), ("styles", "styles.xml")];
/// Those of the sheet, behind them.
const SHEET: Parts = &[
    ("drawing", "drawing.xml"),
    ("vmlDrawing", "drawing.vml"),
    ("ctrlProp", "control.xml"),
    ("comments", "comments.xml"),
    ("threadedComment", "thread.xml"),
];
const BINARY: Parts = &[("worksheet", "s.bin"), ("sharedStrings", "strings.bin"), ("styles", "styles.bin")];

/// A file of a format: the bytes, if they are one or the format has no parts, or what is made around them.
pub(crate) fn around(format: Format, bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_file = bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    let made = if is_file { None } else { made(format, &split(bytes)) };
    made.map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// Two inputs in one.
pub(crate) fn halves(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.windows(MARK.len()).position(|window| window == MARK)?;
    Some((&bytes[..at], &bytes[at + MARK.len()..]))
}

/// A mail that Outlook saved, with its text in RTF.
pub(crate) fn mail(rtf: &[u8]) -> Vec<u8> {
    compound(&[("__properties_version1.0", &[0; 32]), ("__substg1.0_10090102", rtf)])
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while let Some((part, behind)) = halves(rest) {
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
}

fn made(format: Format, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let at = |number: usize| parts.get(number).copied().unwrap_or_default();
    match format {
        Format::WordOpenXml => {
            let mut package = Package::of("word/document.xml");
            package.add("word/", "_rels/document.xml.rels", &WORD[1..], parts.get(1..).unwrap_or_default());
            package.file("word/document.xml", at(0));
            package.finish()
        }
        Format::ExcelOpenXml => {
            let (book, sheet) = parts.split_at(parts.len().min(WORKBOOK.len()));
            let mut package = Package::of("xl/workbook.xml");
            package.file("xl/workbook.xml", BOOK);
            package.add("xl/", "_rels/workbook.xml.rels", WORKBOOK, book);
            package.add("xl/", "_rels/s.xml.rels", SHEET, sheet);
            package.finish()
        }
        Format::ExcelBinary => {
            let mut package = Package::of("xl/workbook.bin");
            package.file("xl/workbook.bin", BINARY_BOOK);
            package.add("xl/", "_rels/workbook.bin.rels", BINARY, parts);
            package.finish()
        }
        Format::OpenDocumentText => open_document("text", parts),
        Format::OpenDocumentSheet => open_document("spreadsheet", parts),
        // The block at the beginning of the first stream tells which table is meant.
        Format::Word97 => {
            Some(compound(&[("WordDocument", at(0)), ("0Table", at(1)), ("1Table", at(1)), ("Data", at(2))]))
        }
        Format::Excel97 => Some(compound(&[("Workbook", at(0))])),
        Format::Rtf | Format::Html | Format::Csv | Format::Pdf | Format::Locked => None,
    }
}

fn open_document(kind: &str, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let mut package = Package::default();
    package.file("mimetype", format!("application/vnd.oasis.opendocument.{kind}").as_bytes());
    for (name, part) in ["content.xml", "styles.xml"].into_iter().zip(parts) {
        package.file(name, part);
    }
    package.finish()
}

/// A package on its way.
#[derive(Default)]
struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// One with this main part.
    fn of(main: &str) -> Self {
        let mut package = Self::default();
        package.file("_rels/.rels", relationships([("officeDocument", main)]).as_bytes());
        package
    }

    fn file(&mut self, name: &str, bytes: &[u8]) {
        self.0.push((name.to_owned(), bytes.to_vec()));
    }

    /// Adds the parts of a folder that are given, and the list that leads to them.
    fn add(&mut self, folder: &str, list: &str, names: Parts, parts: &[&[u8]]) {
        let given = || names.iter().copied().zip(parts);
        let list_of = relationships(given().map(|(name, _)| name));
        self.file(&format!("{folder}{list}"), list_of.as_bytes());
        for ((_, name), bytes) in given() {
            self.file(&format!("{folder}{name}"), bytes);
        }
    }

    fn finish(self) -> Option<Vec<u8>> {
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.0 {
            writer.start_file(name, stored).ok()?;
            writer.write_all(&bytes).ok()?;
        }
        Some(writer.finish().ok()?.into_inner())
    }
}

fn relationships<'n>(parts: impl IntoIterator<Item = (&'n str, &'n str)>) -> String {
    let line =
        |(number, (kind, name))| format!(r#"<Relationship Id="r{number}" Type="t/{kind}" Target="{name}"/>"#);
    let lines: String = parts.into_iter().enumerate().map(line).collect();
    format!("<R>{lines}</R>")
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file in memory");
    for (name, bytes) in streams {
        let mut stream = file.create_stream(name).expect("a stream in memory");
        stream.write_all(bytes).expect("memory");
    }
    file.flush().expect("memory");
    file.into_inner().into_inner()
}
