//! The package of an Office Open XML file (ECMA-376 part 2): its parts and how they relate.

use super::xml::{Cursor, Event};
use crate::finding::FileFinding;
use crate::intake::{Alike, Directory, Entry};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::rc::Rc;

thread_local! {
    /// Lists of content types that are well-formed.
    static CONTENT_TYPES: Alike<()> = Alike::default();
    /// What lists of relationships say.
    static RELATIONSHIPS: Alike<Rc<[Relationship]>> = Alike::default();
}

/// The most bytes that one part may have.
const PART_LIMIT: u64 = 64 << 20;
/// The most bytes that all parts read of one package may have together.
const PACKAGE_LIMIT: u64 = 256 << 20;

/// An opened package.
pub(super) struct Package<'a> {
    entries: Vec<Entry<'a>>,
    names: Vec<String>,
    /// Names in lower case: part names are equal regardless of ASCII case (part 2, 6.2.2.3).
    index: HashMap<String, usize>,
    budget: Cell<u64>,
}

impl<'a> Package<'a> {
    /// Checks the directory: its limits, and that no two parts share a name or a stretch of the file.
    ///
    /// # Errors
    /// Why the package cannot be trusted.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        let entries = Directory::read(bytes)?.entries;
        let mut names = Vec::with_capacity(entries.len());
        let mut index = HashMap::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            // Old .NET packers wrote `\`, others a leading `/`.
            let name = entry.label().replace('\\', "/");
            let name = name.trim_start_matches('/').to_owned();
            if entry.encrypted {
                return Err(FileFinding::Corrupt { detail: format!("{name}: encrypted") });
            }
            if index.insert(name.to_ascii_lowercase(), at).is_some() {
                return Err(FileFinding::BadPackage { detail: format!("{name} ×2") });
            }
            names.push(name);
        }
        let package = Self { entries, names, index, budget: Cell::new(PACKAGE_LIMIT) };
        package.check_content_types()?;
        Ok(package)
    }

    /// An Office file without a content type for any part is none; without the list it may still be read.
    fn check_content_types(&self) -> Result<(), FileFinding> {
        const PART: &str = "[Content_Types].xml";
        let Some(entry) = self.entry(PART) else { return Ok(()) };
        let check = || {
            let bytes = self.text(PART, entry)?;
            let mut cursor = Cursor::new(PART, &bytes);
            while cursor.next()?.is_some() {}
            Ok(())
        };
        CONTENT_TYPES.with(|known| known.of(entry, check))
    }

    fn entry(&self, name: &str) -> Option<&Entry<'a>> {
        self.entries.get(*self.index.get(&name.to_ascii_lowercase())?)
    }

    /// The names of all parts, in the order of the directory.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The XML of one part in UTF-8 without a byte order mark; `None` where there is no such part.
    ///
    /// # Errors
    /// `TooBig` over the limits of part or package, `Corrupt` where size or checksum differ, `Dtd` where
    /// it declares a document type, `BadXml` where it is no text.
    pub(super) fn xml(&self, name: &str) -> Result<Option<Vec<u8>>, FileFinding> {
        self.entry(name).map(|entry| self.text(name, entry)).transpose()
    }

    fn text(&self, name: &str, entry: &Entry<'_>) -> Result<Vec<u8>, FileFinding> {
        as_text(name, self.unpack(entry)?)
    }

    fn unpack(&self, entry: &Entry<'_>) -> Result<Vec<u8>, FileFinding> {
        let bytes = entry.unpack(PART_LIMIT.min(self.budget.get()))?;
        self.charge(entry);
        Ok(bytes)
    }

    /// Counts the bytes of a part, which are exactly as many as the directory states.
    fn charge(&self, entry: &Entry<'_>) {
        self.budget.set(self.budget.get().saturating_sub(entry.size));
    }

    /// One part, to be unpacked where what it says is not known already; `None` where there is no such part. Its bytes
    /// count either way.
    ///
    /// # Errors
    /// `TooBig` over the limits of part or package.
    pub(super) fn part<'p>(&'p self, name: &'p str) -> Result<Option<Part<'p>>, FileFinding> {
        let Some(entry) = self.entry(name) else { return Ok(None) };
        entry.check(PART_LIMIT.min(self.budget.get()))?;
        self.charge(entry);
        Ok(Some(Part { name, entry, xml: OnceCell::new() }))
    }

    /// The bytes of one part that is no XML; `None` where there is no such part.
    ///
    /// # Errors
    /// `TooBig` over the limits of part or package, `Corrupt` where size or checksum differ.
    pub(super) fn binary(&self, name: &str) -> Result<Option<Vec<u8>>, FileFinding> {
        self.entry(name).map(|entry| self.unpack(entry)).transpose()
    }

    /// The relationships of a part of one kind (`officeDocument`, `sharedStrings`), each with its id and
    /// the part it leads to. The part `""` is the package itself. What lies outside is never followed.
    ///
    /// # Errors
    /// Those of [`Self::xml`], and `BadPackage` where a target leaves the package.
    pub(super) fn related(&self, part: &str, kind: &str) -> Result<Vec<(String, String)>, FileFinding> {
        targets(part, &self.relationships(part)?, kind)
    }

    /// All relationships of a part, those that lead outside included.
    pub(super) fn relationships(&self, part: &str) -> Result<Rc<[Relationship]>, FileFinding> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
        let Some(entry) = self.entry(&name) else { return Ok(Rc::new([])) };
        RELATIONSHIPS.with(|known| known.of(entry, || self.listed(&name, entry)))
    }

    /// The relationships that a part lists.
    fn listed(&self, name: &str, entry: &Entry<'_>) -> Result<Rc<[Relationship]>, FileFinding> {
        let bytes = self.text(name, entry)?;
        let mut cursor = Cursor::new(name, &bytes);
        let mut all = Vec::new();
        while let Some(event) = cursor.next()? {
            let Event::Start(element) = event else { continue };
            if element.local() == "Relationship" {
                let attribute = |name| element.attribute(name).map(Cow::into_owned).unwrap_or_default();
                all.push(Relationship {
                    id: attribute("Id"),
                    kind: attribute("Type"),
                    target: attribute("Target"),
                    external: attribute("TargetMode").eq_ignore_ascii_case("External"),
                });
            }
        }
        Ok(all.into())
    }
}

/// A part that is unpacked once, and only where it must be.
pub(super) struct Part<'p> {
    name: &'p str,
    entry: &'p Entry<'p>,
    xml: OnceCell<Vec<u8>>,
}

impl Part<'_> {
    /// What the part says, read from its name and its XML where none like it is known.
    ///
    /// # Errors
    /// Those of [`Package::xml`] and of the reading.
    pub(super) fn says<T: Clone>(
        &self,
        known: &Alike<T>,
        read: impl FnOnce(&str, &[u8]) -> Result<T, FileFinding>,
    ) -> Result<T, FileFinding> {
        known.of(self.entry, || read(self.name, self.xml()?))
    }

    fn xml(&self) -> Result<&[u8], FileFinding> {
        if let Some(xml) = self.xml.get() {
            return Ok(xml);
        }
        let xml = as_text(self.name, self.entry.unpack(PART_LIMIT)?)?;
        Ok(self.xml.get_or_init(|| xml))
    }
}

/// How one part leads to another.
#[derive(Debug)]
pub(super) struct Relationship {
    /// Its id, unique in the part it starts from.
    pub(super) id: String,
    /// Its type, a URI.
    pub(super) kind: String,
    /// Where it leads, as written.
    pub(super) target: String,
    /// Whether it leads out of the package.
    pub(super) external: bool,
}

/// Those of the relationships of a part that are of one kind, as [`Package::related`] gives them.
///
/// # Errors
/// `BadPackage` where a target leaves the package.
pub(super) fn targets(
    part: &str,
    relationships: &[Relationship],
    kind: &str,
) -> Result<Vec<(String, String)>, FileFinding> {
    // The last segment is the same in the transitional and the strict types.
    let is_meant = |r: &&Relationship| !r.external && r.kind.rsplit('/').next() == Some(kind);
    let resolved = |r: &Relationship| match resolve(part, &r.target) {
        Some(target) => Ok((r.id.clone(), target)),
        None => Err(FileFinding::BadPackage { detail: format!("{part} → {}", r.target) }),
    };
    relationships.iter().filter(is_meant).map(resolved).collect()
}

fn bad_xml(part: &str, what: &str) -> FileFinding {
    FileFinding::BadXml { detail: format!("{part}: {what}") }
}

/// The part that a target means, seen from a part; `None` where it leaves the package.
fn resolve(part: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
    let base = if target.starts_with('/') { "" } else { part.rsplit_once('/').map_or("", |(f, _)| f) };
    let mut segments = Vec::new();
    for segment in base.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

/// The bytes of a part as the text that they must be.
fn as_text(part: &str, bytes: Vec<u8>) -> Result<Vec<u8>, FileFinding> {
    let bytes = to_utf8(bytes).ok_or_else(|| bad_xml(part, "UTF-8"))?;
    check_text(part, &bytes)?;
    Ok(bytes)
}

/// The bytes in UTF-8 without a byte order mark. A part is UTF-8 or UTF-16 (part 2, 6.1.4).
fn to_utf8(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => {
            bytes.drain(..3);
            Some(bytes)
        }
        [0xFF, 0xFE, rest @ ..] => from_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => from_utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => from_utf16(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => from_utf16(&bytes, u16::from_be_bytes),
        _ => Some(bytes),
    }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Vec<u8>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|p| unit(*p))).collect();
    Some(text.ok()?.into_bytes())
}

/// Refuses what no part may hold: nothing at all, control characters, another encoding, a DTD.
fn check_text(part: &str, bytes: &[u8]) -> Result<(), FileFinding> {
    let text = simdutf8::basic::from_utf8(bytes).map_err(|_| bad_xml(part, "UTF-8"))?;
    let is_control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    // Whole chunks without an early end, which the compiler does many bytes at a time. Most hold no such byte at all.
    let is_low = |b: &u8| *b < 0x20;
    let has_low = |chunk: &&[u8]| chunk.iter().fold(false, |found, b| found | is_low(b));
    if bytes.chunks(1_024).filter(has_low).any(|chunk| chunk.iter().any(is_control)) {
        return Err(bad_xml(part, "control character"));
    }
    let root = prolog_end(text).ok_or_else(|| bad_xml(part, "empty"))?;
    let prolog = text.get(..root).unwrap_or_default();
    if prolog.contains("<!DOCTYPE") {
        return Err(FileFinding::Dtd { part: part.to_owned() });
    }
    Ok(())
}

/// Where the root element begins: at the first `<` that opens no declaration, comment or instruction.
/// A document type declaration ends the search, as everything before and in it is prolog.
fn prolog_end(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find('<')?;
        let rest = text.get(at..)?;
        let close = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!DOCTYPE") {
            return Some(at + "<!DOCTYPE".len());
        } else {
            return Some(at);
        };
        at += rest.find(close)? + close.len();
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::{Cursor as Memory, Write};
    use zip::write::SimpleFileOptions;

    /// A package of these parts.
    pub(in crate::document) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Memory::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const RELS: &[u8] = br#"<Relationships xmlns="x"><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document2.xml"/><Relationship Id="rId2" Type="t/officeDocument" Target="http://example.org/x" TargetMode="External"/></Relationships>"#;

    #[test]
    fn the_main_part_is_found_by_its_relationship_and_outside_ones_are_not_followed() {
        let bytes = packed(&[("_rels/.rels", RELS), ("word/document2.xml", b"<a/>")]);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(
            package.related("", "officeDocument").unwrap(),
            [("rId1".to_owned(), "word/document2.xml".to_owned())]
        );
        assert!(package.xml("WORD/Document2.xml").unwrap().is_some());
        assert_eq!(package.xml("word/none.xml"), Ok(None));
    }

    #[test]
    fn a_part_known_by_its_bytes_is_still_refused_under_another_checksum() {
        let bytes = packed(&[("_rels/.rels", RELS)]);
        let read = |bytes: &[u8]| Package::open(bytes).and_then(|p| p.related("", "officeDocument"));
        assert!(read(&bytes).is_ok() && read(&bytes) == read(&bytes));
        let mut wrong = bytes.clone();
        let central = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
        for at in [14, central + 16] {
            wrong[at] ^= 1;
        }
        assert!(matches!(read(&wrong), Err(FileFinding::Corrupt { .. })));
    }

    #[test]
    fn a_part_known_by_its_bytes_counts_among_those_of_its_package_as_one_that_is_unpacked() {
        let text = format!("<a>{}</a>", "x".repeat(200));
        let bytes = packed(&[("a.xml", text.as_bytes()), ("A.xml.b", b"<b/>")]);
        let known = Alike::default();
        let read = |left: u64| {
            let package = Package::open(&bytes).unwrap();
            package.budget.set(left);
            let length = |_: &str, xml: &[u8]| Ok(xml.len());
            let said =
                package.part("a.xml").and_then(|part| part.map(|p| p.says(&known, length)).transpose());
            (said, package.budget.get())
        };
        for _ in 0..2 {
            assert_eq!(read(300), (Ok(Some(207)), 93));
            assert!(matches!(read(206), (Err(FileFinding::TooBig { .. }), 206)));
        }
    }

    #[test]
    fn targets_are_resolved_and_never_leave_the_package() {
        assert_eq!(resolve("xl/workbook.xml", "worksheets/a.xml").as_deref(), Some("xl/worksheets/a.xml"));
        assert_eq!(resolve("xl/worksheets/a.xml", "../b.xml").as_deref(), Some("xl/b.xml"));
        assert_eq!(resolve("xl/worksheets/a.xml", "/b.xml").as_deref(), Some("b.xml"));
        assert_eq!(resolve("xl/a.xml", "../../b.xml"), None);
    }

    #[test]
    fn a_flipped_bit_never_reaches_a_parser() {
        let text = "<a>Không có biểu hiện, nhưng đôi khi còn chậm</a>".as_bytes();
        let good = packed(&[("word/document.xml", text)]);
        let data = 30 + "word/document.xml".len();
        let mut refused = 0;
        for bit in 0..text.len() * 4 {
            let mut bytes = good.clone();
            bytes[data + bit / 8] ^= 1 << (bit % 8);
            match Package::open(&bytes).and_then(|p| p.xml("word/document.xml")) {
                Ok(read) => assert_eq!(read.as_deref(), Some(text)),
                Err(_) => refused += 1,
            }
        }
        assert!(refused > text.len() * 3, "{refused}");
    }

    #[test]
    fn a_size_that_lies_is_refused_before_memory_is_taken() {
        let name = b"word/document.xml";
        let mut bytes = packed(&[("word/document.xml", b"<a/>")]);
        let central = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
        for at in [22, central + 24] {
            bytes[at..at + 4].copy_from_slice(&(60_u32 << 20).to_le_bytes());
        }
        let package = Package::open(&bytes).unwrap();
        assert!(matches!(package.xml(str::from_utf8(name).unwrap()), Err(FileFinding::Corrupt { .. })));
    }

    #[test]
    fn two_parts_of_one_name_are_refused_whatever_their_case() {
        let bytes = packed(&[("word/document.xml", b"<a/>"), ("Word/Document.xml", b"<b/>")]);
        assert!(matches!(Package::open(&bytes).err(), Some(FileFinding::BadPackage { .. })));
    }

    #[test]
    fn utf16_parts_become_utf8() {
        let text = "<a>Đảng</a>";
        let wide: Vec<u8> =
            [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let bytes = packed(&[("a.xml", &wide), ("b.xml", b"\xEF\xBB\xBF<b/>")]);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(package.xml("a.xml").unwrap().unwrap(), text.as_bytes());
        assert_eq!(package.xml("b.xml").unwrap().unwrap(), b"<b/>");
    }

    #[test]
    fn a_document_type_is_refused_wherever_it_stands_in_the_prolog() {
        let part = b"<?xml version=\"1.0\"?><!-- a > b --><!DOCTYPE a [<!ENTITY x 'y'>]><a/>";
        let bytes = packed(&[("a.xml", part), ("b.xml", b"<b>&lt;!DOCTYPE</b>"), ("c.xml", b"<c>\0</c>")]);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(package.xml("a.xml"), Err(FileFinding::Dtd { part: "a.xml".into() }));
        assert!(package.xml("b.xml").unwrap().is_some());
        assert!(matches!(package.xml("c.xml"), Err(FileFinding::BadXml { .. })));
    }

    #[test]
    fn a_cut_file_and_bytes_in_front_are_refused() {
        let bytes = packed(&[("a.xml", b"<a/>")]);
        assert!(Package::open(&bytes[..bytes.len() - 1]).is_err());
        assert!(Package::open(&[b"junk", bytes.as_slice()].concat()).is_err());
        assert!(Package::open(&[bytes.as_slice(), b"\0\0\r\n"].concat()).is_ok());
    }
}
