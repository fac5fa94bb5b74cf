//! Names from outside, made fit to be shown. They are labels only: nothing is ever opened by them.

use crate::text::nfc;

/// A name in NFC with characters that would not show, or would show another order, written out.
pub(super) fn shown_name(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for c in nfc(name).chars() {
        let deceives =
            matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
        if c.is_control() || deceives {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The name of a thing inside a container.
pub(super) fn inner_name(name: &str) -> String {
    shown_name(&name.replace('\\', "/"))
}

/// The name of an archive's entry: UTF-8, or else the code page of Vietnamese Windows.
pub(super) fn entry_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => inner_name(name),
        Err(_) => inner_name(&raw.iter().map(|b| windows_1258(*b)).collect::<String>()),
    }
}

/// Windows-1258, which writes most tones as marks after the letter.
fn windows_1258(byte: u8) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', '\u{8A}', '‹', 'Œ', '\u{8D}', '\u{8E}',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', '\u{9A}', '›', 'œ', '\u{9D}',
        '\u{9E}', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => C1.get(usize::from(byte) - 0x80).copied().unwrap_or('\u{FFFD}'),
        0xC3 => 'Ă',
        0xCC => '\u{300}',
        0xD0 => 'Đ',
        0xD2 => '\u{309}',
        0xD5 => 'Ơ',
        0xDD => 'Ư',
        0xDE => '\u{303}',
        0xE3 => 'ă',
        0xEC => '\u{301}',
        0xF0 => 'đ',
        0xF2 => '\u{323}',
        0xF5 => 'ơ',
        0xFD => 'ư',
        0xFE => '₫',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_old_archives_are_vietnamese() {
        assert_eq!(entry_name("Tự soi/a.docx".as_bytes()), "Tự soi/a.docx");
        assert_eq!(entry_name(b"T\xfd\xf2 soi \xd0\xe0o.docx"), "Tự soi Đào.docx");
        assert_eq!(entry_name(b"C:\\x\\a\n.docx"), "C:/x/a\\u{a}.docx");
    }
}
