//! Locked workbooks of Excel 97 to 2003 ([MS-XLS] 2.2.10): the data of their records are encrypted with RC4.

use super::rc4::{Key, Lock};
use super::rewritten;
use crate::document::binary::{slice, u16_at};
use crate::document::compound::Compound;

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
    let lock = lock(record(&stream, at)?.1)?;
    let key = passwords.find_map(|password| lock.key(password))?;
    open(&mut stream, &key);
    stream.get_mut(at..at + 2)?.copy_from_slice(&OPENED.to_le_bytes());
    rewritten(bytes, &[(STREAM, stream)])
}

/// Reads a `FilePass` ([MS-XLS] 2.4.117); `None` where it is of another kind.
fn lock(data: &[u8]) -> Option<Lock<'_>> {
    (u16_at(data, 0)? == 1).then(|| Lock::read(data.get(2..)?)).flatten()
}

/// Decrypts a stream. The cipher runs over all of its bytes, also over those that are not encrypted: the heads of
/// records, some records, and where a sheet begins.
fn open(stream: &mut [u8], key: &Key) {
    let cipher = key.over(stream.len(), BLOCK);
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

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;
    use crate::finding::FileFinding;
    use crate::intake::{Format, format_of};

    /// A sheet of one row, locked with the password `Bí mật 5` by LibreOffice (RC4 with MD5).
    const BY_MD5: &[u8] = include_bytes!("khoa-md5.xls");
    /// The same with keys of 128 bits (RC4 of the `CryptoAPI`); msoffcrypto-tool opens it too.
    const BY_SHA1: &[u8] = include_bytes!("khoa-sha1.xls");

    #[test]
    fn a_locked_workbook_opens_with_a_password_of_the_list() {
        for locked in [BY_MD5, BY_SHA1] {
            assert_eq!(format_of(locked), Some(Format::Excel97));
            let text = read(Format::Excel97, locked, "sai\nBí mật 5\n").expect("a workbook");
            assert!(text.starts_with("Bản tự soi có khóa|x|Không"), "{text}");
        }
    }

    #[test]
    fn a_locked_workbook_that_no_password_opens_says_just_that() {
        for (locked, list) in [(BY_MD5, ""), (BY_MD5, "sai"), (BY_SHA1, "bí mật 5"), (BY_SHA1, "Bí mật")]
        {
            assert_eq!(read(Format::Excel97, locked, list), Err(FileFinding::Password));
        }
    }

    #[test]
    fn a_lock_of_another_kind_stays_closed() {
        assert!(lock(&[0, 0, 1, 0, 1, 0]).is_none());
    }
}
