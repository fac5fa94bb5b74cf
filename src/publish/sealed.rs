//! A writer that takes the fingerprint of all that passes through it.

use crate::intake::Fingerprint;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// A writer that takes the fingerprint of all that passes through it.
pub(super) struct Sealed<'w> {
    to: &'w mut dyn Write,
    passed: Sha256,
}

impl<'w> Sealed<'w> {
    /// Nothing has passed yet.
    pub(super) fn new(to: &'w mut dyn Write) -> Self {
        Self { to, passed: Sha256::new() }
    }

    /// The fingerprint of all that passed.
    pub(super) fn fingerprint(self) -> Fingerprint {
        Fingerprint(self.passed.finalize().into())
    }
}

impl Write for Sealed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)?;
        self.passed.update(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_in_pieces_has_the_fingerprint_of_the_whole() {
        let mut whole = Vec::new();
        let mut sealed = Sealed::new(&mut whole);
        for piece in ["tự soi, ", "tự sửa"] {
            sealed.write_all(piece.as_bytes()).unwrap();
        }
        let fingerprint = sealed.fingerprint();
        assert_eq!(whole, "tự soi, tự sửa".as_bytes());
        assert_eq!(fingerprint, Fingerprint::of(&whole));
    }
}
