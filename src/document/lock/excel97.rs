//! Locked workbooks of Excel 97 to 2003 ([MS-XLS] 2.2.10): the data of their records are encrypted with RC4, in either
//! of the ways that [MS-OFFCRYPTO] describes (2.3.5, 2.3.6). XOR obfuscation (2.3.7) is not opened: its verifier
//! has 16 bits, so that many wrong passwords pass.

use crate::document::binary::{offset_at, slice, u16_at, u32_at};
use crate::document::compound::Compound;
use cfb::CompoundFile;
use md5::{Digest, Md5};
use sha1::Sha1;
use std::io::{Cursor, Write};

const STREAM: &str = "Workbook";
/// The record that says how the others are locked.
const FILE_PASS: u16 = 0x002F;
/// What it becomes once they are not: a kind that no reader knows.
const OPENED: u16 = 0xFFFF;
const SHEET: u16 = 0x0085;
/// The end of what the sheets share.
const END: u16 = 0x000A;
/// Records that are never locked: beginnings of parts, who has the file open, who may share it (2.2.10).
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
/// So many bytes of the stream are encrypted with one key.
const BLOCK: usize = 1_024;

/// The workbook under the lock, if one of the passwords opens it.
pub(super) fn opened<'p>(bytes: &[u8], mut passwords: impl Iterator<Item = &'p str>) -> Option<Vec<u8>> {
    let mut stream = Compound::open(bytes).ok()?.stream(STREAM).ok()??;
    let at = file_pass(&stream)?;
    let lock = Lock::read(record(&stream, at)?.1)?;
    let key = passwords.find_map(|password| lock.key(password))?;
    key.open(&mut stream);
    stream.get_mut(at..at + 2)?.copy_from_slice(&OPENED.to_le_bytes());
    let mut file = CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    file.open_stream(STREAM).ok()?.write_all(&stream).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// The kind and data of the record that begins here.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8])> {
    Some((u16_at(stream, at)?, slice(stream, at + 4, u16_at(stream, at + 2)?.into())?))
}

fn file_pass(stream: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match record(stream, at)? {
            (FILE_PASS, _) => return Some(at),
            (END, _) => return None,
            (_, data) => at += 4 + data.len(),
        }
    }
}

/// How a workbook is locked, with what tells the right password.
struct Lock<'a> {
    cipher: Cipher,
    salt: &'a [u8],
    /// Bytes of chance and behind them their hash, both encrypted.
    verifier: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cipher {
    /// RC4 with keys of 40 bits and MD5 (Excel 97 and 2000; LibreOffice).
    Md5,
    /// RC4 of the `CryptoAPI` with SHA-1 and keys of so many bits.
    Sha1(u32),
}

/// What the keys of all blocks are made of.
struct Key {
    cipher: Cipher,
    hash: Vec<u8>,
}

impl<'a> Lock<'a> {
    /// Reads a `FilePass` ([MS-XLS] 2.4.117); `None` where it is of another kind.
    fn read(data: &'a [u8]) -> Option<Self> {
        match (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?) {
            (1, 1, 1) => {
                let (salt, verifier) = (slice(data, 6, 16)?, slice(data, 22, 32)?.to_vec());
                Some(Self { cipher: Cipher::Md5, salt, verifier })
            }
            (1, 2..=4, 2) => {
                // Flags, the size of the header, the header with the size of keys, the verifier (2.3.3).
                let header = offset_at(data, 10)?;
                let bits = u32_at(data, 14 + 16).map(|bits| if bits == 0 { 40 } else { bits });
                let bits = bits.filter(|bits| (40..=128).contains(bits) && bits % 8 == 0)?;
                let at = header.checked_add(14)?;
                let salt = slice(data, at + 4, 16).filter(|_| u32_at(data, at) == Some(16))?;
                // Between the two stands the size of the hash.
                let verifier = [slice(data, at + 20, 16)?, slice(data, at + 40, 20)?].concat();
                Some(Self { cipher: Cipher::Sha1(bits), salt, verifier })
            }
            _ => None,
        }
    }

    /// The key that a password gives, if it is the right one.
    fn key(&self, password: &str) -> Option<Key> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let hash = match self.cipher {
            Cipher::Md5 => {
                let first = Md5::digest(&password);
                let salted = [first.get(..5)?, self.salt].concat().repeat(16);
                Md5::digest(salted).get(..5)?.to_vec()
            }
            Cipher::Sha1(_) => Sha1::digest([self.salt, &password].concat()).to_vec(),
        };
        let key = Key { cipher: self.cipher, hash };
        let mut told = self.verifier.clone();
        Rc4::new(&key.of_block(0)?).apply(&mut told);
        let (verifier, hash) = told.split_at_checked(16)?;
        let right = match self.cipher {
            Cipher::Md5 => Md5::digest(verifier).as_slice() == hash,
            Cipher::Sha1(_) => Sha1::digest(verifier).as_slice() == hash,
        };
        right.then_some(key)
    }
}

impl Key {
    /// The key of a block: the keys of all blocks come from one hash.
    fn of_block(&self, block: u32) -> Option<Vec<u8>> {
        let numbered = [self.hash.as_slice(), &block.to_le_bytes()].concat();
        match self.cipher {
            Cipher::Md5 => Some(Md5::digest(numbered).to_vec()),
            // One of 40 bits is made as long as one of 128.
            Cipher::Sha1(40) => Some([Sha1::digest(numbered).get(..5)?, &[0; 11]].concat()),
            Cipher::Sha1(bits) => {
                Sha1::digest(numbered).get(..usize::try_from(bits / 8).ok()?).map(<[u8]>::to_vec)
            }
        }
    }

    /// Decrypts a stream. The cipher runs over all of its bytes, also over those that are not encrypted: the heads of
    /// records, some records, and where a sheet begins.
    fn open(&self, stream: &mut [u8]) {
        let mut cipher = vec![0; stream.len()];
        for (block, number) in cipher.chunks_mut(BLOCK).zip(0..) {
            self.of_block(number).into_iter().for_each(|key| Rc4::new(&key).apply(block));
        }
        let mut at = 0;
        while let Some((kind, data)) = record(stream, at) {
            let end = at + 4 + data.len();
            let first = at + 4 + if kind == SHEET { 4 } else { 0 };
            if !PLAIN.contains(&kind) {
                let locked = stream.iter_mut().zip(&cipher).take(end).skip(first);
                locked.for_each(|(byte, cipher)| *byte ^= cipher);
            }
            at = end;
        }
    }
}

/// The cipher RC4.
struct Rc4 {
    state: [u8; 256],
    at: u8,
    other: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
        let mut other = 0_u8;
        for (at, key) in key.iter().cycle().take(256).enumerate() {
            other = other.wrapping_add(state[at]).wrapping_add(*key);
            state.swap(at, other.into());
        }
        Self { state, at: 0, other: 0 }
    }

    fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.at = self.at.wrapping_add(1);
            let one = self.state[usize::from(self.at)];
            self.other = self.other.wrapping_add(one);
            self.state.swap(self.at.into(), self.other.into());
            let sum = one.wrapping_add(self.state[usize::from(self.at)]);
            *byte ^= self.state[usize::from(sum)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Reader;
    use crate::finding::FileFinding;
    use crate::intake::{Format, format_of};
    use crate::model::Passwords;

    /// A sheet of one row, locked with the password `Bí mật 5` by LibreOffice (RC4 with MD5).
    const BY_MD5: &[u8] = include_bytes!("khoa-md5.xls");
    /// The same with keys of 128 bits (RC4 of the `CryptoAPI`); msoffcrypto-tool opens it too.
    const BY_SHA1: &[u8] = include_bytes!("khoa-sha1.xls");

    fn read(bytes: &[u8], passwords: &str) -> Result<String, FileFinding> {
        let read = Reader::with(Passwords::of(passwords)).read(Format::Excel97, bytes)?;
        Ok(read.paragraphs().iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn a_locked_workbook_opens_with_a_password_of_the_list() {
        for locked in [BY_MD5, BY_SHA1] {
            assert_eq!(format_of(locked), Some(Format::Excel97));
            let text = read(locked, "sai\nBí mật 5\n").expect("a workbook");
            assert!(text.starts_with("Bản tự soi có khóa|x|Không"), "{text}");
        }
    }

    #[test]
    fn a_locked_workbook_that_no_password_opens_says_just_that() {
        for (locked, list) in [(BY_MD5, ""), (BY_MD5, "sai"), (BY_SHA1, "bí mật 5"), (BY_SHA1, "Bí mật")]
        {
            assert_eq!(read(locked, list), Err(FileFinding::Password));
        }
    }

    #[test]
    fn the_cipher_is_that_of_its_first_publication() {
        let mut text = *b"Plaintext";
        Rc4::new(b"Key").apply(&mut text);
        assert_eq!(text, [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]);
    }

    #[test]
    fn a_lock_that_is_cut_off_or_of_another_kind_stays_closed() {
        for data in [
            &[][..],
            &[0, 0, 1, 2, 3, 4],
            &[1, 0, 1, 0, 1, 0, 9],
            &[1, 0, 2, 0, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        ] {
            assert!(Lock::read(data).is_none());
        }
    }
}
