//! What the fuzz targets have in common: bytes go in as a file would, and nothing may fail, hang or fill memory.
//!
//! A checksum refuses nearly every damaged package. So for formats that are packages the bytes are those of the main
//! part, and a sound package is made around them (see [`package`]); bytes that are a package themselves are taken as
//! they are. For the streams of compound files it is the same, and for text that a mail of Outlook keeps compressed.

mod compressed;
mod package;
mod sound;

use std::sync::LazyLock;
use tusoi::campaign::{BUILTIN, builtin};
use tusoi::document::{self, Document, Reader};
use tusoi::extract::Extractor;
use tusoi::finding::{FileFinding, Finding};
pub use tusoi::intake::Format;
use tusoi::intake::{Content, open_bytes};
use tusoi::model::Passwords;

/// The password of the locked files that the targets begin with.
const PASSWORD: &str = "Bí mật 5";

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let catalogue = builtin(BUILTIN[0].0).expect("the built-in catalogue");
    Extractor::new(&catalogue).expect("the built-in words")
});

/// Reads a document and looks for forms in it.
pub fn document(format: Format, bytes: &[u8]) {
    if let Ok(document) = document::read(format, &package::around(format, bytes)) {
        let _ = EXTRACTOR.read(&document);
    }
}

/// Reads a document that may be locked, as it arrives.
pub fn locked(format: Format, bytes: &[u8]) {
    let reader = Reader::with(Passwords::of(PASSWORD));
    for arrival in open_bytes("a".to_owned(), package::around(format, bytes).into_owned()) {
        if let Content::Document { format, bytes } = arrival.content {
            let _ = reader.read(format, &bytes);
        }
    }
}

/// Opens a mail or an archive and reads what is in it.
pub fn arrival(name: &str, bytes: &[u8]) {
    for arrival in open_bytes(name.to_owned(), bytes.to_vec()) {
        if let Content::Document { format, bytes } | Content::Letter { format, bytes, .. } = arrival.content {
            document(format, &bytes);
        }
    }
}

/// Opens a mail of Outlook whose text is this, as RTF or as what RTF is compressed to.
pub fn letter(bytes: &[u8]) {
    arrival("a.msg", &package::mail(&compressed::around(bytes)));
}

/// Reads two documents one after the other; what the reader remembers of the first changes nothing of the second.
pub fn twice(bytes: &[u8]) {
    let Some((first, second)) = package::halves(bytes) else { return };
    let read = |reader: &Reader, bytes: &[u8]| {
        let package = package::around(Format::WordOpenXml, bytes);
        reader.read(Format::WordOpenXml, &package)
    };
    let reader = Reader::default();
    let _ = read(&reader, first);
    assert_eq!(read(&reader, second), read(&Reader::default(), second));
}

/// Writes a text into a sound file of every format whose text is counted twice: both counts agree.
pub fn census(bytes: &[u8]) {
    let text = sound::text(bytes);
    for (format, file) in sound::files(&text) {
        let document = document::read(format, &package::around(format, &file));
        let document = document.unwrap_or_else(|why| panic!("{format:?}: {why:?}"));
        if let Some(lost) = unread(&document) {
            panic!("{format:?}: {lost:?} is missed of {text:?}");
        }
    }
}

fn unread(document: &Document) -> Option<&str> {
    document.findings.iter().find_map(|finding| match finding {
        Finding::File(FileFinding::UnreadText { text }) => Some(text.as_str()),
        _ => None,
    })
}
