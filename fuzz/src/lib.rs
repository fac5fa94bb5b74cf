//! What the fuzz targets have in common: bytes go in as a file would, and nothing may fail, hang or fill memory.
//!
//! A checksum refuses nearly every damaged package. So for formats that are packages the bytes are those of the main
//! part, and a sound package is made around them; bytes that are a package themselves are taken as they are.

use std::io::{Cursor, Write};
use std::sync::LazyLock;
use tusoi::campaign::{BUILTIN, builtin};
use tusoi::document;
use tusoi::extract::Extractor;
pub use tusoi::intake::Format;
use tusoi::intake::{Content, open_bytes};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let catalogue = builtin(BUILTIN[0].0).expect("the built-in catalogue");
    Extractor::new(&catalogue).expect("the built-in words")
});

/// Reads a document and looks for forms in it.
pub fn document(format: Format, bytes: &[u8]) {
    let packed = if bytes.starts_with(b"PK") { None } else { packed(format, bytes) };
    if let Ok(document) = document::read(format, packed.as_deref().unwrap_or(bytes)) {
        let _ = EXTRACTOR.read(&document);
    }
}

/// Opens a mail or an archive and reads what is in it.
pub fn arrival(name: &str, bytes: &[u8]) {
    for arrival in open_bytes(name.to_owned(), bytes.to_vec()) {
        if let Content::Document { format, bytes } = arrival.content {
            document(format, &bytes);
        }
    }
}

/// A package around its main part; `None` where the format is none.
fn packed(format: Format, main: &[u8]) -> Option<Vec<u8>> {
    const BOOK: &[u8] = br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const BINARY_BOOK: &[u8] = b"\x9C\x01\x16\0\0\0\0\x01\0\0\0\x02\0\0\0r\x001\0\x01\0\0\0S\0";
    let parts: &[(&str, &[u8])] = match format {
        Format::WordOpenXml => &[
            ("_rels/.rels", br#"<R><Relationship Id="r1" Type="t/officeDocument" Target="word/document.xml"/></R>"#),
            ("word/document.xml", main),
        ],
        Format::ExcelOpenXml => &[
            ("_rels/.rels", br#"<R><Relationship Id="r1" Type="t/officeDocument" Target="xl/workbook.xml"/></R>"#),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", br#"<R><Relationship Id="r1" Type="t/worksheet" Target="s.xml"/></R>"#),
            ("xl/s.xml", main),
        ],
        Format::ExcelBinary => &[
            ("_rels/.rels", br#"<R><Relationship Id="r1" Type="t/officeDocument" Target="xl/workbook.bin"/></R>"#),
            ("xl/workbook.bin", BINARY_BOOK),
            ("xl/_rels/workbook.bin.rels", br#"<R><Relationship Id="r1" Type="t/worksheet" Target="s.bin"/></R>"#),
            ("xl/s.bin", main),
        ],
        Format::OpenDocumentText => {
            &[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", main)]
        }
        Format::OpenDocumentSheet => {
            &[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", main)]
        }
        Format::Word97 | Format::Excel97 | Format::Rtf | Format::Html | Format::Csv | Format::Pdf | Format::Locked => return None,
    };
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, stored).ok()?;
        writer.write_all(bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
