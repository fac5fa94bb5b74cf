//! Compound files: the small file system in which old Office programs store their streams ([MS-CFB]).

use crate::finding::FileFinding;
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// An opened compound file.
pub(super) struct Compound<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens it and checks that no sector belongs to two chains.
    ///
    /// # Errors
    /// `Corrupt` where the file system is damaged or cut off.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|e| corrupt(&e.to_string()))?;
        Ok(Self { file, size: bytes.len() })
    }

    /// Whether a stream or storage of this name is in the root.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.file.exists(name)
    }

    /// The bytes of a stream in the root; `None` where there is none of this name.
    ///
    /// # Errors
    /// `Corrupt` where it is cut off or longer than the file.
    pub(super) fn stream(&mut self, name: &str) -> Result<Option<Vec<u8>>, FileFinding> {
        if !self.file.is_stream(name) {
            return Ok(None);
        }
        let mut stream = self.file.open_stream(name).map_err(|e| corrupt(&e.to_string()))?;
        let length = usize::try_from(stream.len()).ok().filter(|length| *length <= self.size);
        let length = length.ok_or_else(|| corrupt(name))?;
        let mut bytes = Vec::new();
        stream
            .by_ref()
            .take(self.size as u64)
            .read_to_end(&mut bytes)
            .map_err(|e| corrupt(&e.to_string()))?;
        if bytes.len() == length { Ok(Some(bytes)) } else { Err(corrupt(name)) }
    }
}

fn corrupt(detail: &str) -> FileFinding {
    FileFinding::Corrupt { detail: detail.chars().take(80).collect() }
}
