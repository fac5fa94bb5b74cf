//! Room 2: what is on the page. Every format becomes one [`Document`].
//!
//! A reader normalises what a person sees: every box, of whichever kind, stands in the text as `☒`
//! or `☐` by its *state*; ticks in symbol fonts stand as `✓`; a picture stands as U+FFFC; deleted and
//! hidden text is left out; text is in Unicode NFC. Formats know nothing of indicators.

mod binary;
mod census;
mod compound;
mod csv;
mod draft;
mod face;
mod html;
mod lock;
mod odt;
mod package;
mod page;
mod pdf;
mod rtf;
pub mod sandbox;
mod spreadsheet;
mod symbols;
mod word;
mod word97;
mod xml;

pub use page::{BOX_EMPTY, BOX_TICKED, PICTURE, TICK};
pub use page::{Block, Document, Emphasis, Frame, Paragraph, Part, PartKind, Slot, Span, Table, Value};

use crate::finding::FileFinding;
use crate::intake::Format;
use crate::model::Passwords;

/// Reads files, and remembers what those made from one template repeat. Shared by all threads.
#[derive(Debug, Default)]
pub struct Reader {
    repeats: word::Repeats,
    passwords: Passwords,
}

impl Reader {
    /// A reader that opens locked files with these passwords.
    pub fn with(passwords: Passwords) -> Self {
        Self { passwords, ..Self::default() }
    }

    /// Reads the bytes of one file, in a process of its own where the format asks for it and this program
    /// can be started again.
    ///
    /// # Errors
    /// The reason why the file as a whole cannot be trusted; `Password` where no password opens it.
    pub fn read(&self, format: Format, bytes: &[u8]) -> Result<Document, FileFinding> {
        match sandbox::program() {
            Some(program) if sandbox::is_needed(format) => {
                let limits = sandbox::Limits::default();
                sandbox::read_in_child(program, &self.passwords, format, bytes, limits)
            }
            _ => self.read_here(format, bytes),
        }
    }

    fn read_here(&self, format: Format, bytes: &[u8]) -> Result<Document, FileFinding> {
        match self.read_open(format, bytes) {
            Err(FileFinding::Password)
                if matches!(format, Format::Locked | Format::Word97 | Format::Excel97) =>
            {
                let (format, bytes) = lock::opened(format, bytes, &self.passwords)?;
                self.read_open(format, &bytes)
            }
            read => read,
        }
    }

    /// Reads a file that no password locks.
    fn read_open(&self, format: Format, bytes: &[u8]) -> Result<Document, FileFinding> {
        match format {
            Format::Locked => Err(FileFinding::Password),
            Format::WordOpenXml => word::read(bytes, &self.repeats),
            Format::ExcelOpenXml => spreadsheet::read(bytes),
            Format::Word97 => word97::read(bytes),
            Format::Excel97 => spreadsheet::biff::read(bytes),
            Format::OpenDocumentSheet => spreadsheet::ods::read(bytes),
            Format::ExcelBinary => spreadsheet::xlsb::read(bytes),
            Format::Rtf => rtf::read(bytes),
            Format::Html => html::read(bytes),
            Format::Csv => csv::read(bytes),
            Format::OpenDocumentText => odt::read(bytes),
            Format::Pdf => pdf::read(bytes),
        }
    }
}

/// Reads the bytes of one file as [`Reader::read`] does.
///
/// # Errors
/// The reason why the file as a whole cannot be trusted.
pub fn read(format: Format, bytes: &[u8]) -> Result<Document, FileFinding> {
    Reader::default().read(format, bytes)
}
