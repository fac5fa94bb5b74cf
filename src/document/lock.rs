//! Files that a password locks ([MS-OFFCRYPTO]).

mod excel97;
mod rc4;
mod word97;

use super::compound::Compound;
use crate::finding::FileFinding;
use crate::intake::{Format, format_of};
use crate::model::Passwords;
use cfb::CompoundFile;
use std::io::{Cursor, Write};

/// The password of files that Excel locks without asking for one; it opens them by itself.
const UNASKED: &str = "VelvetSweatshop";
/// How a package is locked, and the package.
const PACKAGE: [&str; 2] = ["EncryptionInfo", "EncryptedPackage"];

/// What stands under the lock: its format and bytes.
///
/// # Errors
/// `Password` where none of the passwords opens it.
pub(super) fn opened(
    format: Format,
    bytes: &[u8],
    passwords: &Passwords,
) -> Result<(Format, Vec<u8>), FileFinding> {
    let mut passwords = [UNASKED].into_iter().chain(passwords.iter());
    let opened = match format {
        Format::Excel97 => excel97::opened(bytes, passwords).map(|bytes| (format, bytes)),
        Format::Word97 => word97::opened(bytes, passwords).map(|bytes| (format, bytes)),
        _ => package(bytes).and_then(|bytes| {
            passwords.find_map(|password| {
                let bytes = office_crypto::decrypt_from_bytes(bytes.clone(), password).ok()?;
                // A wrong password gives garbage; the readers compare the checksum of every part.
                Some((format_of(&bytes)?, bytes))
            })
        }),
    };
    opened.ok_or(FileFinding::Password)
}

/// A sound compound file with the streams of a locked package, and no others: `office_crypto` panics on damaged
/// directories and on empty streams.
fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut locked = Compound::open(bytes).ok()?;
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for name in PACKAGE {
        let stream = locked.stream(name).ok()?.filter(|stream| !stream.is_empty())?;
        file.create_stream(name).ok()?.write_all(&stream).ok()?;
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// A compound file with other bytes in some of its streams.
fn rewritten(bytes: &[u8], streams: &[(&str, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    for (name, stream) in streams {
        file.open_stream(name).ok()?.write_all(stream).ok()?;
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Reader;

    /// A document of one paragraph, locked by msoffcrypto-tool with the password `Bí mật 5` as Word locks it (AES-256,
    /// SHA-512).
    const LOCKED: &[u8] = include_bytes!("lock/khoa.docx");

    /// The text of a locked file, read with a list of passwords.
    pub(super) fn read(format: Format, bytes: &[u8], passwords: &str) -> Result<String, FileFinding> {
        let document = Reader::with(Passwords::of(passwords)).read(format, bytes)?;
        Ok(document.paragraphs().iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("|"))
    }

    /// Where bytes stand in a file.
    pub(super) fn placed(file: &[u8], bytes: &[u8]) -> usize {
        file.windows(bytes.len()).position(|window| window == bytes).expect("there")
    }

    #[test]
    fn a_locked_file_whose_directory_is_damaged_is_refused_and_no_more() {
        let document = include_bytes!("lock/khoa-md5.doc");
        for (format, locked, name) in
            [(Format::Locked, LOCKED, "EncryptionInfo"), (Format::Word97, document, "WordDocument")]
        {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for length in [0, 1, 3, 65] {
                let mut bytes = locked.to_vec();
                let at = placed(&bytes, &name) + 64;
                bytes[at] = length;
                assert!(read(format, &bytes, "Bí mật 5").is_err(), "{format:?} {length}");
            }
        }
    }

    /// A compound file.
    pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
        for (name, bytes) in streams {
            file.create_stream(name).expect("a stream").write_all(bytes).expect("memory");
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn a_locked_file_with_nothing_in_it_is_refused_and_no_more() {
        let bytes = compound(&[("EncryptionInfo", &[4; 5_000]), ("EncryptedPackage", &[])]);
        assert_eq!(read(Format::Locked, &bytes, "Bí mật 5"), Err(FileFinding::Password));
    }

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
