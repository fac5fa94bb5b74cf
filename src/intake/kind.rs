//! What some bytes are, told by the bytes alone.

use super::alike::Alike;
use super::bundle::{Bundle, mbox_parts};
use super::directory::{Directory, Entry};
use super::{Format, mail, tnef};
use super::{compound, csv};
use crate::finding::FileFinding;
use encoding_rs::{UTF_16BE, UTF_16LE};
use memchr::memmem;
use std::borrow::Cow;

thread_local! {
    /// The kinds that lists of content types name.
    static MAIN_TYPE: Alike<Option<Kind>> = Alike::default();
}

/// What some bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document of a format that is read.
    Document(Format),
    /// A ZIP archive.
    Archive,
    /// Another container.
    Bundle(Bundle),
    /// A mail.
    Mail,
    /// A mail that Outlook saved.
    OutlookMail,
    /// What is not read.
    Refused(FileFinding),
    /// What nobody means to send.
    Ignored(FileFinding),
}

/// How much of a text is looked at.
const HEAD: usize = 4_096;

/// First bytes of formats that are named and not read.
const MAGIC: &[(&[u8], &str)] =
    &[(b"BZh", "bzip2 (.bz2)"), (b"\xFD7zXZ\0", "xz (.xz)"), (b"MSCF", "CAB (.cab)")];

/// First bytes of containers that are opened.
const BUNDLES: &[(&[u8], Bundle)] = &[
    (b"7z\xBC\xAF\x27\x1C", Bundle::SevenZip),
    (b"Rar!\x1A\x07", Bundle::Rar),
    (b"\x1F\x8B\x08", Bundle::Gzip),
    (tnef::SIGNATURE, Bundle::Tnef),
];

/// The first bytes of a shortcut: its length and class ([MS-SHLLINK] 2.1).
const SHORTCUT: &[u8] = b"L\0\0\0\x01\x14\x02\0";

const IMAGES: &[&[u8]] =
    &[b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n", b"GIF8", b"II*\0", b"MM\0*", b"\x00\x00\x01\x00\x01\x00"];

/// What these bytes are. The name only tells what the bytes leave open.
pub(super) fn kind_of(bytes: &[u8], name: &str) -> Kind {
    if let Some(finding) = ignored_by_name(name) {
        return Kind::Ignored(finding);
    }
    if bytes.is_empty() {
        return Kind::Refused(FileFinding::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return kind_of_zip(bytes);
    }
    if bytes.starts_with(compound::SIGNATURE) {
        return compound::kind_of(bytes);
    }
    if is_image(bytes) {
        return Kind::Refused(FileFinding::Image);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Kind::Document(Format::Rtf);
    }
    if let Some((_, bundle)) = BUNDLES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Kind::Bundle(*bundle);
    }
    if bytes.starts_with(SHORTCUT) {
        return Kind::Refused(FileFinding::Shortcut);
    }
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, format)) = magic {
        return Kind::Refused(FileFinding::Unsupported { format: (*format).into() });
    }
    // A PDF may have junk in front (ISO 32000-1, appendix H.3.4.1).
    if memmem::find(bytes.get(..1_024.min(bytes.len())).unwrap_or_default(), b"%PDF-").is_some() {
        return Kind::Document(Format::Pdf);
    }
    kind_of_text(bytes, name)
}

/// The format of a document of which there is no more than its bytes; `None` for anything else.
pub(crate) fn format_of(bytes: &[u8]) -> Option<Format> {
    match kind_of(bytes, "") {
        Kind::Document(Format::Locked) => None,
        Kind::Document(format) => Some(format),
        _ => None,
    }
}

/// Where macOS keeps what its archives need and nobody sends.
const LEFTOVERS: &str = "__MACOSX";

/// A file of the system, a lock or a leftover, which its name tells.
fn ignored_by_name(path: &str) -> Option<FileFinding> {
    const NAMES: [&str; 4] = ["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store"];
    const ENDS: [&str; 6] = [".tmp", ".crdownload", ".part", ".partial", ".download", ".asd"];
    let name = path.rsplit(['/', '!']).next().unwrap_or_default();
    let lower = name.to_lowercase();
    if name.starts_with("~$") {
        return Some(FileFinding::LockFile);
    }
    let system = NAMES.contains(&lower.as_str())
        || ENDS.iter().any(|end| lower.ends_with(end))
        || name.starts_with("._")
        || path.split(['/', '!']).any(|folder| folder == LEFTOVERS);
    system.then_some(FileFinding::SystemFile)
}

/// What the kind of a file depends on beside its bytes: its own name, and whether it lies in a folder of
/// the system's leftovers. Files that agree in this and in their bytes are read alike wherever they lie.
pub fn judged_by(path: &str) -> String {
    let name = path.rsplit(['/', '!']).next().unwrap_or_default();
    let leftover = path.split(['/', '!']).any(|folder| folder == LEFTOVERS);
    if leftover { format!("{LEFTOVERS}/{name}") } else { name.to_owned() }
}

fn is_image(bytes: &[u8]) -> bool {
    let box_type = bytes.get(4..12).unwrap_or_default();
    IMAGES.iter().any(|magic| bytes.starts_with(magic))
        || (bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || [b"ftyphei", b"ftyphev", b"ftypmif", b"ftypavi"].iter().any(|brand| box_type.starts_with(*brand))
}

/// A document, or else an archive of other files.
fn kind_of_zip(bytes: &[u8]) -> Kind {
    let directory = match Directory::read(bytes) {
        Ok(directory) => directory,
        Err(finding) => return Kind::Refused(finding),
    };
    let has = |name: &str| {
        directory.entries.iter().filter(|e| e.raw_name.len() >= name.len()).find(|e| {
            let label = e.label().replace('\\', "/");
            label.trim_start_matches('/').eq_ignore_ascii_case(name)
        })
    };
    let holds = |folder: &str| {
        directory.entries.iter().any(|e| {
            let label = e.label().replace('\\', "/").to_ascii_lowercase();
            label.trim_start_matches('/').starts_with(folder)
        })
    };
    if let Some(mimetype) = has("mimetype").and_then(|e| e.unpack(200).ok())
        && mimetype.starts_with(b"application/vnd.oasis.opendocument")
    {
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
            return Kind::Document(Format::OpenDocumentText);
        }
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Kind::Document(Format::OpenDocumentSheet);
        }
        return unsupported("OpenDocument (.odp, .odg)");
    }
    let types = has("[Content_Types].xml");
    if types.is_none() && has("_rels/.rels").is_none() {
        return match (holds("word/document"), holds("xl/workbook")) {
            (true, false) => Kind::Document(Format::WordOpenXml),
            (false, true) => Kind::Document(Format::ExcelOpenXml),
            _ => Kind::Archive,
        };
    }
    let main = |types: &Entry<'_>| types.unpack(1 << 20).map(|types| main_type(&types));
    match types.and_then(|types| MAIN_TYPE.with(|known| known.of(types, || main(types))).ok()).flatten() {
        // A list that speaks of slides where there are none is not to be believed.
        Some(kind) if matches!(kind, Kind::Document(_)) || holds("ppt/") => kind,
        // The list of types is unreadable or unusual: the names of the parts tell, and the reader judges.
        _ if holds("word/") => Kind::Document(Format::WordOpenXml),
        _ if holds("xl/") => Kind::Document(Format::ExcelOpenXml),
        Some(kind) => kind,
        None => Kind::Refused(FileFinding::NotOffice),
    }
}

/// The kind that the content type of the main part names. A list in UTF-16 is left to the names.
fn main_type(types: &[u8]) -> Option<Kind> {
    const MAIN: [(&str, Result<Format, &str>); 9] = [
        ("wordprocessingml.document.main+xml", Ok(Format::WordOpenXml)),
        ("wordprocessingml.template.main+xml", Ok(Format::WordOpenXml)),
        ("ms-word.document.macroenabled.main+xml", Ok(Format::WordOpenXml)),
        ("ms-word.template.macroenabledtemplate.main+xml", Ok(Format::WordOpenXml)),
        ("ms-excel.sheet.binary.macroenabled.main", Ok(Format::ExcelBinary)),
        ("spreadsheetml.sheet.main+xml", Ok(Format::ExcelOpenXml)),
        ("spreadsheetml.template.main+xml", Ok(Format::ExcelOpenXml)),
        ("ms-excel.", Ok(Format::ExcelOpenXml)),
        ("presentationml.", Err("PowerPoint (.pptx)")),
    ];
    let types = types.to_ascii_lowercase();
    let (_, kind) = MAIN.iter().find(|(name, _)| memmem::find(&types, name.as_bytes()).is_some())?;
    Some(match kind {
        Ok(format) => Kind::Document(*format),
        Err(format) => unsupported(format),
    })
}

fn unsupported(format: &'static str) -> Kind {
    Kind::Refused(FileFinding::Unsupported { format: format.into() })
}

fn kind_of_text(bytes: &[u8], name: &str) -> Kind {
    let named_mail = extension(name) == "eml";
    let text = beginning(bytes).to_lowercase();
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    let opens = |tags: &[&str]| tags.iter().any(|tag| text.starts_with(tag));
    if text.starts_with("<?xml") || text.starts_with("<?mso-application") {
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return unsupported("Excel 2003 XML");
        }
        if text.contains("/word/2003/wordml") || text.contains("pkg:package") {
            return unsupported("Word XML (.xml)");
        }
    }
    if text.starts_with("[internetshortcut]")
        || (extension(name) == "url" && text.contains("[internetshortcut]"))
    {
        return Kind::Refused(FileFinding::Shortcut);
    }
    if bytes.starts_with(b"From ") && mbox_parts(bytes).nth(1).is_some() {
        return Kind::Bundle(Bundle::Mbox);
    }
    if opens(&["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div", "<style"])
        || text.contains("<html")
    {
        return mail::looks_like(bytes, named_mail).unwrap_or(Kind::Document(Format::Html));
    }
    match mail::looks_like(bytes, named_mail) {
        Some(kind) => kind,
        None if extension(name) == "p7m" => unsupported("S/MIME (.p7m)"),
        None if opened_as_text(name) && csv::looks_like(bytes) => Kind::Document(Format::Csv),
        None => Kind::Refused(FileFinding::NotOffice),
    }
}

/// Whether Excel opens text under this name. Under `.xlsx` it opens none, so that nobody means to send such a file.
fn opened_as_text(name: &str) -> bool {
    ["csv", "tsv", "txt", "xls"].contains(&extension(name).as_str())
}

/// The beginning of a text in UTF-8 or, as Word saves web pages that it names `.doc`, in UTF-16.
fn beginning(bytes: &[u8]) -> Cow<'_, str> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    match head {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => UTF_16LE.decode_with_bom_removal(head).0,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE.decode_with_bom_removal(head).0,
        _ => String::from_utf8_lossy(head),
    }
}

/// The extension of the innermost name, in lower case; empty where there is none.
pub(super) fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '!']).next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.trim().to_lowercase()).unwrap_or_default()
}

/// What a document is in place of what its extension says; `None` where they agree.
pub(super) fn wrong_extension(format: Format, path: &str) -> Option<FileFinding> {
    let extensions: &[&str] = match format {
        Format::WordOpenXml => &["docx", "docm", "dotx", "dotm"],
        Format::ExcelOpenXml => &["xlsx", "xlsm", "xltx", "xltm"],
        Format::Word97 => &["doc", "dot"],
        Format::Excel97 => &["xls", "xlt"],
        Format::ExcelBinary => &["xlsb"],
        Format::OpenDocumentSheet => &["ods", "ots"],
        Format::Rtf => &["rtf"],
        Format::Html => &["html", "htm", "mht", "mhtml"],
        Format::Csv => &["csv", "tsv", "txt"],
        Format::OpenDocumentText => &["odt", "ott"],
        Format::Pdf => &["pdf"],
        Format::Locked => return None,
    };
    (!extensions.contains(&extension(path).as_str()))
        .then_some(FileFinding::WrongExtension { is: format.name().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_known_in_every_encoding_that_word_saves() {
        let page = "<html><head></head><body>Tự soi</body></html>";
        let wide = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}{page}").encode_utf16().flat_map(order).collect()
        };
        for bytes in [
            page.as_bytes().to_vec(),
            wide(u16::to_le_bytes, "\u{FEFF}"),
            wide(u16::to_be_bytes, "\u{FEFF}"),
            wide(u16::to_le_bytes, ""),
        ] {
            assert_eq!(kind_of(&bytes, "a.doc"), Kind::Document(Format::Html));
        }
    }

    #[test]
    fn text_is_a_sheet_under_the_names_that_excel_opens_it_under() {
        let text = "TT;C\u{f3};Kh\u{f4}ng\n1;x;\n2;;x\n".as_bytes();
        assert_eq!(kind_of(text, "a.csv"), Kind::Document(Format::Csv));
        assert_eq!(kind_of(text, "a.xls"), Kind::Document(Format::Csv));
        assert_eq!(kind_of(text, "a.xlsx"), Kind::Refused(FileFinding::NotOffice));
    }

    #[test]
    fn what_is_not_read_is_named() {
        let unsupported =
            |format: &'static str| Kind::Refused(FileFinding::Unsupported { format: format.into() });
        let cases: [(&[u8], &str, Kind); 13] = [
            (b"BZh9", "a.tbz", unsupported("bzip2 (.bz2)")),
            (b"", "a.docx", Kind::Refused(FileFinding::Empty)),
            (b"%PDF-1.7", "a.docx", Kind::Document(Format::Pdf)),
            (b"\xFF\xD8\xFF\xE0", "a.jpg", Kind::Refused(FileFinding::Image)),
            (b"{\\rtf1", "a.doc", Kind::Document(Format::Rtf)),
            (b"Rar!\x1A\x07\0", "a.rar", Kind::Bundle(Bundle::Rar)),
            (b"\xEF\xBB\xBF<html><table>", "a.xls", Kind::Document(Format::Html)),
            (b"TT;C\xC3\xB3;Kh\xC3\xB4ng", "a.csv", Kind::Refused(FileFinding::NotOffice)),
            (
                b"PK\x03\x04",
                "a.docx",
                Kind::Refused(FileFinding::Corrupt { detail: "ZIP: directory".into() }),
            ),
            (b"x", "x/~$a.docx", Kind::Ignored(FileFinding::LockFile)),
            (b"x", "x/Thumbs.db", Kind::Ignored(FileFinding::SystemFile)),
            (b"x", "a.zip!__MACOSX/b.docx", Kind::Ignored(FileFinding::SystemFile)),
            (b"", "a.docx.crdownload", Kind::Ignored(FileFinding::SystemFile)),
        ];
        for (bytes, name, kind) in cases {
            assert_eq!(kind_of(bytes, name), kind, "{name}");
        }
    }
}
