//! A second count of the text in a worksheet, made from its bytes alone, against what was read of it.
//!
//! It shares no code with the reader: it looks for the end tags of squares among the bytes, and for the shared
//! strings that they name. Numbers are shown in other characters than they are stored; they are not counted.

use super::sheet::{Shared, Sheet};
use crate::document::census::{Texts, each_text, lost, resolved};
use memchr::{memchr, memmem, memrchr};
use std::borrow::Cow;

/// The shared strings of a part as they stand there.
pub(super) fn strings(part: &[u8]) -> Vec<Vec<u8>> {
    Elements::of(part, "si").map(|(_, inside)| text_in(inside)).collect()
}

/// Text of a worksheet that is neither among what was read nor among what was left out, to be quoted.
pub(super) fn unread(part: &[u8], shared: &Shared, sheet: &Sheet) -> Option<String> {
    let texts = || Elements::of(part, "c").filter_map(|(tag, inside)| text_of(tag, inside, shared));
    let each_held = |take: &mut dyn FnMut(&str)| sheet.slots.iter().for_each(|s| each_text(&s.blocks, take));
    lost(texts, each_held, &sheet.ledger)
}

/// The text of a square, if that is what it holds.
fn text_of<'a>(tag: &[u8], inside: &'a [u8], shared: &'a Shared) -> Option<Cow<'a, [u8]>> {
    let value = || Elements::of(inside, "v").next().map(|(_, value)| resolved(value));
    match kind(tag)? {
        b"s" => {
            let index = value()?;
            let index: usize = str::from_utf8(&index).ok()?.trim().parse().ok()?;
            shared.written.get(index).map(|text| Cow::Borrowed(text.as_slice()))
        }
        b"str" => value(),
        b"inlineStr" => Some(Cow::Owned(text_in(inside))),
        _ => None,
    }
}

/// The attribute `t` of a start tag.
fn kind(tag: &[u8]) -> Option<&[u8]> {
    let mut rest = tag;
    loop {
        let at = memmem::find(rest, b"t=")?;
        let value = rest.get(at + 2..)?;
        if rest.get(at.checked_sub(1)?)?.is_ascii_whitespace() {
            let end = memchr(*value.first()?, value.get(1..)?)?;
            return value.get(1..=end);
        }
        rest = value;
    }
}

/// All that stands in text elements; readings of Asian scripts (`rPh`) are no part of the text.
fn text_in(inside: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(inside, "rPh>") {
        let start = memmem::find(inside.get(from..at).unwrap_or_default(), b"rPh ").map(|s| from + s);
        if let Some(start) = start {
            Texts::of(inside.get(from..start).unwrap_or_default()).for_each(|t| text.extend_from_slice(&t));
            from = at;
        }
    }
    Texts::of(inside.get(from..).unwrap_or_default()).for_each(|t| text.extend_from_slice(&t));
    text
}

/// The elements of one name that have an end tag: start tag and what stands inside. They do not hold one another.
struct Elements<'a> {
    part: &'a [u8],
    name: &'static str,
    ends: memmem::FindIter<'a, 'static>,
    from: usize,
}

impl<'a> Elements<'a> {
    fn of(part: &'a [u8], name: &'static str) -> Self {
        let end = match name {
            "si" => "si>",
            "c" => "c>",
            _ => "v>",
        };
        Self { part, name, ends: memmem::find_iter(part, end), from: 0 }
    }

    /// Whether this name stands at a byte behind `<`, `</` or a prefix.
    fn is_named(&self, tag: &[u8]) -> bool {
        let name =
            tag.split(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).next().unwrap_or_default();
        let local = memrchr(b':', name).map_or(name, |at| name.get(at + 1..).unwrap_or_default());
        local == self.name.as_bytes()
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.ends.next()?;
            let before = self.part.get(self.from..at).unwrap_or_default();
            let Some(end) = memrchr(b'<', before).filter(|end| before.get(end + 1) == Some(&b'/')) else {
                continue;
            };
            if !self.is_named(self.part.get(self.from + end + 2..).unwrap_or_default()) {
                continue;
            }
            let mut inside = before.get(..end)?;
            let whole = inside;
            self.from = at;
            while let Some(start) = memrchr(b'<', inside) {
                let tag = whole.get(start + 1..).unwrap_or_default();
                if self.is_named(tag) {
                    let close = memchr(b'>', tag)?;
                    return Some((tag.get(..close)?, tag.get(close + 1..)?));
                }
                inside = whole.get(..start)?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings_of(part: &str) -> Vec<String> {
        strings(part.as_bytes()).into_iter().map(|s| String::from_utf8_lossy(&s).into_owned()).collect()
    }

    #[test]
    fn shared_strings_are_found_whatever_their_prefix_and_without_readings() {
        let part = "<sst><si><t>Có</t></si><x:si><x:r><x:t>a</x:t></x:r><x:r><x:t xml:space=\"preserve\"> b</x:t></x:r></x:si>\
                    <si><t>漢</t><rPh sb=\"0\"><t>かん</t></rPh><t>c</t></si><si><t/></si></sst>";
        assert_eq!(strings_of(part), ["Có", "a b", "漢c", ""]);
    }

    #[test]
    fn the_texts_of_squares_are_found_and_numbers_are_not() {
        let part = "<row><c r=\"A1\" s=\"2\"/><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\"><v>7</v></c>\
                    <x:c r=\"D1\" t='str'><x:f>A1&lt;2</x:f><x:v>x &amp; y</x:v></x:c>\
                    <c t=\"inlineStr\" r=\"E1\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>";
        let shared = Shared { written: vec![b"zero".to_vec(), b"one".to_vec()], ..Shared::default() };
        let texts: Vec<_> = Elements::of(part.as_bytes(), "c")
            .filter_map(|(tag, inside)| text_of(tag, inside, &shared))
            .map(|text| String::from_utf8_lossy(&text).into_owned())
            .collect();
        assert_eq!(texts, ["one", "x & y", "inline"]);
    }
}
