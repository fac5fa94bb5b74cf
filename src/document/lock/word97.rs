//! Locked documents of Word 97 to 2003 ([MS-DOC] 2.2.6): their streams are encrypted with RC4.

use super::rc4::Lock;
use super::rewritten;
use crate::document::binary::{offset_at, u16_at};
use crate::document::compound::Compound;

const MAIN: &str = "WordDocument";
const DATA: &str = "Data";
/// Flags of the document (2.5.2): it is encrypted, by XOR; which table belongs to it.
const ENCRYPTED: u16 = 0x0100;
const BY_XOR: u16 = 0x8000;
const SECOND_TABLE: u16 = 0x0200;
const FLAGS: usize = 10;
/// How long the header of the encryption is, at the beginning of the table.
const HEADER: usize = 14;
/// So many bytes of the document are never encrypted (2.2.6.2).
const PLAIN: usize = 68;
/// So many bytes of a stream are encrypted with one key.
const BLOCK: usize = 512;

/// The document under the lock, if one of the passwords opens it.
pub(super) fn opened<'p>(bytes: &[u8], mut passwords: impl Iterator<Item = &'p str>) -> Option<Vec<u8>> {
    let mut compound = Compound::open(bytes).ok()?;
    let mut main = compound.stream(MAIN).ok()??;
    let flags = u16_at(&main, FLAGS).filter(|flags| flags & (ENCRYPTED | BY_XOR) == ENCRYPTED)?;
    let name = if flags & SECOND_TABLE == 0 { "0Table" } else { "1Table" };
    let mut table = compound.stream(name).ok()??;
    let mut data = compound.stream(DATA).ok()?;
    let lock = Lock::read(table.get(..offset_at(&main, HEADER)?)?)?;
    let key = passwords.find_map(|password| lock.key(password))?;
    let open = |stream: &mut [u8], plain: usize| {
        let cipher = key.over(stream.len(), BLOCK);
        stream.iter_mut().zip(cipher).skip(plain).for_each(|(byte, cipher)| *byte ^= cipher);
    };
    open(&mut main, PLAIN);
    open(&mut table, 0);
    if let Some(data) = &mut data {
        open(data, 0);
    }
    main.get_mut(FLAGS..FLAGS + 2)?.copy_from_slice(&(flags & !ENCRYPTED).to_le_bytes());
    let streams = [Some((MAIN, main)), Some((name, table)), data.map(|data| (DATA, data))];
    rewritten(bytes, &streams.into_iter().flatten().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{compound, placed, read};
    use super::*;
    use crate::finding::FileFinding;
    use crate::intake::{Format, format_of};

    /// A document of one paragraph, locked with the password `Bí mật 5` by LibreOffice (RC4 with MD5).
    const BY_MD5: &[u8] = include_bytes!("khoa-md5.doc");
    /// The same with keys of 128 bits (RC4 of the `CryptoAPI`); msoffcrypto-tool opens both.
    const BY_SHA1: &[u8] = include_bytes!("khoa-sha1.doc");

    #[test]
    fn a_locked_document_opens_with_a_password_of_the_list() {
        for locked in [BY_MD5, BY_SHA1] {
            assert_eq!(format_of(locked), Some(Format::Word97));
            assert_eq!(read(Format::Word97, locked, "sai\nBí mật 5\n"), Ok("Bản tự soi có khóa".to_owned()));
        }
    }

    #[test]
    fn a_locked_document_that_no_password_opens_says_just_that() {
        for (locked, list) in [(BY_MD5, ""), (BY_MD5, "sai"), (BY_SHA1, "bí mật 5"), (BY_SHA1, "")] {
            assert_eq!(read(Format::Word97, locked, list), Err(FileFinding::Password));
        }
    }

    #[test]
    fn a_locked_document_may_have_no_small_streams_but_an_empty_one() {
        let mut small = Compound::open(BY_MD5).expect("a file");
        let [main, table] = [MAIN, "1Table"].map(|name| {
            let mut stream = small.stream(name).expect("whole").expect("there");
            stream.resize(5_000, 0);
            stream
        });
        let bytes = compound(&[(MAIN, &main), ("1Table", &table), (DATA, &[])]);
        assert_eq!(read(Format::Word97, &bytes, "Bí mật 5"), Ok("Bản tự soi có khóa".to_owned()));
    }

    #[test]
    fn keys_longer_than_any_hash_open_nothing() {
        let mut bytes = BY_SHA1.to_vec();
        // RC4, SHA-1, keys of 128 bits.
        let at = placed(&bytes, &[0x01, 0x68, 0, 0, 0x04, 0x80, 0, 0, 128, 0, 0, 0]) + 8;
        bytes[at..at + 2].copy_from_slice(&2_000_u16.to_le_bytes());
        assert_eq!(read(Format::Word97, &bytes, "Bí mật 5"), Err(FileFinding::Password));
    }
}
