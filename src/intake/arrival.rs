//! One thing that arrived.

use crate::finding::FileFinding;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// One file that arrived, alone, in a mail or in an archive.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its path as shown to people: `/` between folders, `!` before each name inside a container, in NFC.
    pub path: String,
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// How many bytes it has.
    pub size: u64,
    /// The innermost mail it came in.
    pub envelope: Option<Arc<Envelope>>,
    /// What the writer of that mail says in it.
    pub letter: Option<Arc<Letter>>,
    /// What it is.
    pub content: Content,
    /// What a person should know about it, such as a wrong extension.
    pub findings: Vec<FileFinding>,
}

/// What the writer of a mail says in its text, as a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The format of the text.
    pub format: Format,
    /// The text.
    pub bytes: Vec<u8>,
}

/// What an arrival is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A document that may hold a form.
    Document {
        /// Its format, told by content.
        format: Format,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A mail without attachments: its text may be a form.
    Letter {
        /// The format of the text.
        format: Format,
        /// The text.
        bytes: Vec<u8>,
        /// Why the mail cannot be read where it is none.
        otherwise: FileFinding,
    },
    /// A mail or archive; its parts are arrivals of their own.
    Container,
    /// Something that cannot be read.
    Refused(FileFinding),
    /// Something that nobody means to send, such as a lock file.
    Ignored(FileFinding),
}

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Word, Office Open XML (`.docx`).
    WordOpenXml,
    /// Excel, Office Open XML (`.xlsx`).
    ExcelOpenXml,
    /// Word 97 to 2003 (`.doc`).
    Word97,
    /// Excel 97 to 2003 (`.xls`).
    Excel97,
    /// Excel's binary workbook (`.xlsb`).
    ExcelBinary,
    /// A sheet in OpenDocument (`.ods`).
    OpenDocumentSheet,
    /// Rich Text Format (`.rtf`, often named `.doc`).
    Rtf,
    /// A web page, plain or in MIME parts, as Word and Excel save it (`.html`, `.mht`, often named `.doc`).
    Html,
    /// A sheet as text, its squares parted by a sign (`.csv`, often named `.xls`).
    Csv,
    /// Text of `LibreOffice` Writer, OpenDocument (`.odt`).
    OpenDocumentText,
    /// Pages as they are printed (`.pdf`).
    Pdf,
    /// An Office Open XML file that a password locks; what it is stands under the lock.
    Locked,
}

impl Format {
    /// Its name for a person, with the usual extension.
    pub fn name(self) -> &'static str {
        match self {
            Self::WordOpenXml => "Word (.docx)",
            Self::ExcelOpenXml => "Excel (.xlsx)",
            Self::Word97 => "Word 97-2003 (.doc)",
            Self::Excel97 => "Excel 97-2003 (.xls)",
            Self::ExcelBinary => "Excel (.xlsb)",
            Self::OpenDocumentText => "OpenDocument (.odt)",
            Self::OpenDocumentSheet => "OpenDocument (.ods)",
            Self::Rtf => "RTF",
            Self::Html => "HTML",
            Self::Csv => "CSV",
            Self::Pdf => "PDF",
            Self::Locked => "Office (password)",
        }
    }
}

/// What a mail says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Envelope {
    /// The sender's address, in lower case; empty where the mail gives none.
    pub address: String,
    /// The sender's name.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// The day it was sent.
    pub date: Option<Date>,
    /// The mail that this one was forwarded in.
    pub outer: Option<Arc<Envelope>>,
}

/// The SHA-256 of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self(Sha256::digest(bytes).into())
    }
}

impl Fingerprint {
    /// The fingerprint that stands in this text, as [`fmt::Display`] writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digit = |half: u8| DIGITS[usize::from(half & 0xF)];
        let text: String = self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect();
        f.write_str(&text)
    }
}
