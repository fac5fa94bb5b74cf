//! Compound files ([MS-CFB]): which program wrote one. Their content is not read.

use super::arrival::Format;
use super::kind::Kind;
use crate::finding::FileFinding;

/// The first bytes of a compound file (2.2).
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A stream's name and the kind it tells.
type Telling = (&'static str, fn() -> Kind);

/// Streams that tell a kind, in the order in which they are looked for: a Word document may hold a whole
/// workbook inside, and a mail may hold both.
const TELLING: [Telling; 8] = [
    ("EncryptedPackage", || Kind::Document(Format::Locked)),
    ("EncryptionInfo", || Kind::Refused(FileFinding::Password)),
    ("__properties_version1.0", || Kind::OutlookMail),
    ("WordDocument", || Kind::Document(Format::Word97)),
    ("Workbook", || Kind::Document(Format::Excel97)),
    ("Book", || unsupported("Excel 5.0/95 (.xls)")),
    ("PowerPoint Document", || unsupported("PowerPoint (.ppt)")),
    ("Catalog", || Kind::Ignored(FileFinding::SystemFile)),
];

fn unsupported(format: &'static str) -> Kind {
    Kind::Refused(FileFinding::Unsupported { format: format.into() })
}

/// What a compound file is. Directory entries are 128 bytes long and stand at multiples of that (2.6.1),
/// so they are found without following any chain of a file that may be damaged.
pub(super) fn kind_of(bytes: &[u8]) -> Kind {
    if !is_whole(bytes) {
        return Kind::Refused(FileFinding::Corrupt { detail: "OLE".to_owned() });
    }
    let mut found = None;
    for entry in bytes.chunks_exact(128).skip(4) {
        let rank = TELLING.iter().position(|(name, _)| is_named(entry, name));
        found = [found, rank].into_iter().flatten().min();
    }
    match found.and_then(|rank| TELLING.get(rank)) {
        Some(("EncryptedPackage", _)) if !is_complete(bytes) => {
            Kind::Refused(FileFinding::Corrupt { detail: "OLE".to_owned() })
        }
        Some((_, kind)) => kind(),
        None => Kind::Refused(FileFinding::Corrupt { detail: "OLE".to_owned() }),
    }
}

/// Whether what is locked is all there: a password does not mend a file that is cut off. The file has every sector
/// that its first table of allocation calls used (2.3).
fn is_complete(bytes: &[u8]) -> bool {
    let shift = bytes.get(0x1E).copied().unwrap_or(9).min(12);
    let table = bytes.get(0x4C..0x50).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    let at = table.and_then(|sector| usize::try_from(sector).ok()).map_or(0, |sector| (sector + 1) << shift);
    let table = bytes.get(at..at + (1 << shift)).unwrap_or_default();
    let used = table.chunks_exact(4).rposition(|entry| entry != [0xFF; 4]);
    used.is_some_and(|last| bytes.len() > (last + 1) << shift)
}

/// Whether the header speaks of no more sectors than the file has (2.2): the tables of allocation that it counts, and
/// where the directory and the first of them stand.
fn is_whole(bytes: &[u8]) -> bool {
    let long = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    let shift = match bytes.get(0x1E) {
        Some(shift @ (9 | 12)) => *shift,
        _ => return false,
    };
    let sectors = bytes.len() >> shift;
    let fits = |number: Option<u32>| number.is_some_and(|n| usize::try_from(n).is_ok_and(|n| n < sectors));
    let counts = [0x2C, 0x40, 0x48].into_iter().all(|at| fits(long(at)));
    counts && [0x30, 0x4C].into_iter().all(|at| fits(long(at)))
}

/// Whether a directory entry is a stream of this name: UTF-16 with a closing zero, its length in bytes
/// at 64, its type at 66.
fn is_named(entry: &[u8], name: &str) -> bool {
    let length = name.len() * 2 + 2;
    entry.get(64..66) == Some(&u16::try_from(length).unwrap_or(0).to_le_bytes())
        && entry.get(66) == Some(&2)
        && name.bytes().zip(entry.chunks_exact(2)).all(|(letter, unit)| unit == [letter, 0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use cfb::CompoundFile;
    use std::io::{Cursor, Write};

    fn compound(streams: &[&str]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.resize(512, 0);
        bytes[0x1E] = 9;
        for name in streams {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(entry.len() + 2).unwrap();
            entry.resize(64, 0);
            entry.extend(length.to_le_bytes());
            entry.push(2);
            entry.resize(128, 0);
            bytes.extend(entry);
        }
        bytes.resize(bytes.len().next_multiple_of(512), 0);
        bytes
    }

    #[test]
    fn a_locked_file_is_told_from_an_old_one_and_from_a_cut_one() {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for name in ["EncryptionInfo", "EncryptedPackage"] {
            file.create_stream(name).unwrap().write_all(&[7; 9_000]).unwrap();
        }
        let locked = file.into_inner().into_inner();
        assert_eq!(kind_of(&locked), Kind::Document(Format::Locked));
        let cut = kind_of(&locked[..locked.len() - 4_096]);
        assert!(matches!(cut, Kind::Refused(FileFinding::Corrupt { .. })));
        assert_eq!(kind_of(&compound(&["EncryptionInfo"])), Kind::Refused(FileFinding::Password));
        assert_eq!(kind_of(&compound(&["Workbook", "WordDocument"])), Kind::Document(Format::Word97));
        assert!(matches!(kind_of(&compound(&[])), Kind::Refused(FileFinding::Corrupt { .. })));
    }

    #[test]
    fn a_header_that_counts_more_than_the_file_holds_is_not_believed() {
        for at in [0x2C, 0x30, 0x40, 0x48, 0x4C] {
            let mut bytes = compound(&["WordDocument"]);
            bytes[at..at + 4].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
            assert!(matches!(kind_of(&bytes), Kind::Refused(FileFinding::Corrupt { .. })), "{at}");
        }
    }
}
