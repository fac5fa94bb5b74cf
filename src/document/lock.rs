//! Files that a password locks ([MS-OFFCRYPTO]).

mod excel97;

use crate::finding::FileFinding;
use crate::intake::{Format, format_of};
use crate::model::Passwords;

/// The password of files that Excel locks without asking for one; it opens them by itself.
const UNASKED: &str = "VelvetSweatshop";

/// What stands under the lock: its format and bytes.
///
/// # Errors
/// `Password` where none of the passwords opens it.
pub(super) fn opened(
    format: Format,
    bytes: &[u8],
    passwords: &Passwords,
) -> Result<(Format, Vec<u8>), FileFinding> {
    let passwords = || [UNASKED].into_iter().chain(passwords.iter());
    if format == Format::Excel97 {
        let bytes = excel97::opened(bytes, passwords());
        return bytes.map(|bytes| (format, bytes)).ok_or(FileFinding::Password);
    }
    let open = |password: &str| {
        let bytes = office_crypto::decrypt_from_bytes(bytes.to_vec(), password).ok()?;
        // A wrong password gives garbage; the readers compare the checksum of every part.
        Some((format_of(&bytes)?, bytes))
    };
    passwords().find_map(open).ok_or(FileFinding::Password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Reader;

    /// A document of one paragraph, locked by msoffcrypto-tool with the password `Bí mật 5` as Word locks it (AES-256,
    /// SHA-512).
    const LOCKED: &[u8] = include_bytes!("lock/khoa.docx");

    #[test]
    fn a_locked_file_opens_with_a_password_of_the_list() {
        let reader = Reader::with(Passwords::of("sai\nBí mật 5\n"));
        let document = reader.read(Format::Locked, LOCKED).expect("a document");
        assert_eq!(document.paragraphs()[0].text, "Bản tự soi có khóa");
    }

    #[test]
    fn a_locked_file_that_no_password_opens_says_just_that() {
        for list in ["", "sai", "bí mật 5"] {
            let read = Reader::with(Passwords::of(list)).read(Format::Locked, LOCKED);
            assert_eq!(read, Err(FileFinding::Password));
        }
    }

    #[test]
    fn a_locked_file_that_is_damaged_never_yields_another_text() {
        let reader = Reader::with(Passwords::of("Bí mật 5"));
        let whole = reader.read(Format::Locked, LOCKED).expect("a document");
        for at in (0..LOCKED.len()).step_by(997) {
            let mut bytes = LOCKED.to_vec();
            bytes[at] ^= 4;
            if let Ok(read) = reader.read(Format::Locked, &bytes) {
                assert_eq!(read, whole, "byte {at}");
            }
        }
    }
}
