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
    ("EncryptedPackage", || Kind::Refused(FileFinding::Password)),
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
    let mut found = None;
    for entry in bytes.chunks_exact(128).skip(4) {
        let rank = TELLING.iter().position(|(name, _)| is_named(entry, name));
        found = [found, rank].into_iter().flatten().min();
    }
    match found.and_then(|rank| TELLING.get(rank)) {
        Some((_, kind)) => kind(),
        None => Kind::Refused(FileFinding::Corrupt { detail: "OLE".to_owned() }),
    }
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

    fn compound(streams: &[&str]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.resize(512, 0);
        for name in streams {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(entry.len() + 2).unwrap();
            entry.resize(64, 0);
            entry.extend(length.to_le_bytes());
            entry.push(2);
            entry.resize(128, 0);
            bytes.extend(entry);
        }
        bytes
    }

    #[test]
    fn a_locked_file_is_told_from_an_old_one() {
        assert_eq!(
            kind_of(&compound(&["EncryptionInfo", "EncryptedPackage"])),
            Kind::Refused(FileFinding::Password)
        );
        assert_eq!(kind_of(&compound(&["Workbook", "WordDocument"])), Kind::Document(Format::Word97));
        assert!(matches!(kind_of(&compound(&[])), Kind::Refused(FileFinding::Corrupt { .. })));
    }
}
