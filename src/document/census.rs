//! A second count of the text in a part, made from its bytes alone, against what was read of it.
//!
//! It shares no code with the readers: it looks for the end tags of text elements (`w:t`, `m:t`, `a:t`) among
//! the bytes. What stands in them must be what the document holds, with what the reader left out knowingly
//! (prompts, hidden text, the glyph of a check box, letters before they were decoded) and without what it
//! put in itself (the state of a check box, the letters after that).
//!
//! Parts of other formats are counted by [`short`], each with a count of its own beside its reader.

pub(super) mod odf;
pub(super) mod short;

use super::page::Block;
use memchr::{memchr, memmem, memrchr};
use quick_xml::escape::unescape;
use std::borrow::Cow;
use std::ops::Range;

/// The most characters of lost text that are quoted.
const QUOTE: usize = 80;
/// The most bytes that are compared to find the text to quote.
const EFFORT: usize = 64 << 20;

/// Which visible bytes there are, regardless of order: how many, and their sums, so that one text does not
/// make up for another.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    bytes: u64,
    sum: u64,
    squares: u64,
}

impl Count {
    fn add(&mut self, text: &[u8]) {
        // Chunks so short that their sums fit 32 bits, which the compiler does many bytes at a time.
        for chunk in text.chunks(1 << 12) {
            let (mut bytes, mut sum, mut squares) = (0_u32, 0_u32, 0_u32);
            for byte in chunk {
                let value = u32::from(*byte);
                let visible = if value > 0x20 { value } else { 0 };
                bytes += u32::from(value > 0x20);
                sum += visible;
                squares += visible * visible;
            }
            self.bytes = self.bytes.wrapping_add(bytes.into());
            self.sum = self.sum.wrapping_add(sum.into());
            self.squares = self.squares.wrapping_add(squares.into());
        }
    }

    /// The text elements of a part, or of a stretch of whole elements.
    pub(super) fn of(part: &[u8]) -> Self {
        let mut count = Self::default();
        Texts::of(part).for_each(|text| count.add(&text));
        count
    }

    /// The same between two places; most of what stands between two stretches ends no element.
    fn between(part: &[u8], from: usize, to: usize) -> Self {
        let bytes = part.get(from..to).unwrap_or_default();
        memchr(b'/', bytes).map(|_| Self::of(bytes)).unwrap_or_default()
    }

    fn join(&mut self, other: Self) {
        self.bytes = self.bytes.wrapping_add(other.bytes);
        self.sum = self.sum.wrapping_add(other.sum);
        self.squares = self.squares.wrapping_add(other.squares);
    }
}

/// Whole elements of a part whose text was counted when they were met before.
#[derive(Debug)]
pub(super) struct Counted {
    pub range: Range<usize>,
    pub count: Count,
}

/// Which visible bytes a part holds, with what was counted before, in its order.
fn written(part: &[u8], counted: &[Counted]) -> Count {
    let (mut whole, mut from) = (Count::default(), 0);
    for Counted { range, count } in counted {
        whole.join(Count::between(part, from, range.start));
        whole.join(*count);
        from = range.end;
    }
    whole.join(Count::between(part, from, part.len()));
    whole
}

/// What a reader did with text besides putting it into the document as it stands.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    left_out: String,
    added: String,
}

impl Ledger {
    /// Text of the part that was left out, for a reason that the reader knows.
    pub(super) fn leave_out(&mut self, text: &str) {
        self.left_out.push_str(text);
        self.left_out.push('\n');
    }

    /// Text that the reader shows although it stands in no text element.
    pub(super) fn add(&mut self, text: &str) {
        self.added.push_str(text);
        self.added.push('\n');
    }

    /// Text of the part that shows as another.
    pub(super) fn replace(&mut self, text: &str, shown: &str) {
        self.leave_out(text);
        self.add(shown);
    }

    /// What was written or put in, and what is held or was left out.
    fn sides(&self, mut written: Count, each_held: impl Fn(&mut dyn FnMut(&str))) -> (Count, Count) {
        let mut held = Count::default();
        each_held(&mut |text| held.add(text.as_bytes()));
        written.add(self.added.as_bytes());
        held.add(self.left_out.as_bytes());
        (written, held)
    }

    /// Whether what was written is what is held, but for what the ledger says.
    fn balances(&self, written: Count, each_held: impl Fn(&mut dyn FnMut(&str))) -> bool {
        let (written, held) = self.sides(written, each_held);
        written == held
    }

    /// How much the ledger holds so far.
    pub(super) fn noted(&self) -> (usize, usize) {
        (self.left_out.len(), self.added.len())
    }

    /// What has been put down since it held so much.
    pub(super) fn since(&self, (left_out, added): (usize, usize)) -> Self {
        let tail = |text: &str, from: usize| text.get(from..).unwrap_or_default().to_owned();
        Self { left_out: tail(&self.left_out, left_out), added: tail(&self.added, added) }
    }

    /// Goes on with the ledger of another part or stretch.
    pub(super) fn join(&mut self, other: &Self) {
        self.left_out.push_str(&other.left_out);
        self.added.push_str(&other.added);
    }
}

/// Text of a part that is neither among what was read nor among what was left out, to be quoted.
pub(super) fn unread(part: &[u8], counted: &[Counted], read: &[Block], ledger: &Ledger) -> Option<String> {
    let each_read = |take: &mut dyn FnMut(&str)| each_text(read, take);
    if ledger.balances(written(part, counted), each_read) {
        return None;
    }
    lost(|| Texts::of(part), each_read, ledger)
}

/// Of the texts written, what is neither among those held nor among what was left out, to be quoted.
pub(super) fn lost<'t, T: Iterator<Item = Cow<'t, [u8]>>>(
    texts: impl Fn() -> T,
    each_held: impl Fn(&mut dyn FnMut(&str)),
    ledger: &Ledger,
) -> Option<String> {
    let mut written = Count::default();
    texts().for_each(|text| written.add(&text));
    let (written, held) = ledger.sides(written, &each_held);
    if written == held {
        return None;
    }
    // What was put in may hide the text that is missing, but not that some is.
    let fewer = || (held.bytes < written.bytes).then(|| "…".to_owned());
    missing(texts(), held_bytes(each_held, ledger), visible).or_else(fewer)
}

/// The text of a part, to be quoted, where it has any.
pub(super) fn quoted(part: &[u8]) -> Option<String> {
    missing(Texts::of(part), Vec::new(), visible)
}

/// The bytes of a text that are no spaces.
fn visible(text: &[u8]) -> Vec<u8> {
    text.iter().copied().filter(|b| *b > b' ').collect()
}

/// The visible bytes that are held or were left out.
fn held_bytes(each_held: impl Fn(&mut dyn FnMut(&str)), ledger: &Ledger) -> Vec<u8> {
    let mut held = Vec::new();
    each_held(&mut |text| held.extend(visible(text.as_bytes())));
    held.extend(visible(ledger.left_out.as_bytes()));
    held
}

/// Takes every text of some blocks.
pub(super) fn each_text(blocks: &[Block], take: &mut dyn FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => take(&paragraph.text),
            // Tables stand in one another only so far as the reader allows.
            Block::Table(table) => table.slots().iter().for_each(|slot| each_text(&slot.blocks, take)),
        }
    }
}

/// Looks for each text among what is held, in its order where it can, and takes it from there.
fn missing<'t>(
    texts: impl Iterator<Item = Cow<'t, [u8]>>,
    mut held: Vec<u8>,
    visible: impl Fn(&[u8]) -> Vec<u8>,
) -> Option<String> {
    let (mut next, mut effort, mut lost) = (0, 0, String::new());
    for text in texts {
        let wanted = visible(&text);
        if wanted.is_empty() {
            continue;
        }
        effort += held.len();
        let ahead = memmem::find(held.get(next..).unwrap_or_default(), &wanted).map(|at| at + next);
        if let Some(at) = ahead.or_else(|| memmem::find(&held, &wanted)) {
            next = at + wanted.len();
            // No visible byte, so that it is found only once.
            held.splice(at..next, std::iter::repeat_n(0, wanted.len()));
        } else {
            lost.push_str(&String::from_utf8_lossy(&text));
            lost.push(' ');
        }
        if lost.len() > QUOTE * 4 || effort > EFFORT {
            break;
        }
    }
    let lost: String = lost.trim().chars().take(QUOTE).collect();
    (!lost.is_empty()).then_some(lost)
}

/// The text elements of a part that is well formed, found by their end tags.
pub(super) struct Texts<'a> {
    part: &'a [u8],
    ends: memmem::FindIter<'a, 'static>,
    /// Where the search for the next start tag begins.
    from: usize,
    /// What has been gathered of a text with more than characters in it.
    open: Option<Vec<u8>>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(part: &'a [u8]) -> Self {
        Self { part, ends: memmem::find_iter(part, b"t>"), from: 0, open: None }
    }

    fn slice(&self, from: usize, to: usize) -> &'a [u8] {
        self.part.get(from..to).unwrap_or_default()
    }

    /// The text that ends at a byte, if its start tag is the markup right before.
    fn plain(&self, end: usize) -> Option<&'a [u8]> {
        let start = self.from + memrchr(b'<', self.slice(self.from, end))?;
        let element = self.slice(start, end);
        let tag = memchr(b'>', element)? + 1;
        opens_text(element.get(..tag)?).then(|| element.get(tag..)).flatten()
    }

    /// The text that ends at a byte, by a walk over all markup before; `None` where that byte is within a
    /// comment or a character data section.
    fn walked(&mut self, end: usize) -> Option<Vec<u8>> {
        while let Some(markup) = memchr(b'<', self.slice(self.from, end)).map(|at| at + self.from) {
            let text = resolved(self.slice(self.from, markup));
            self.gather(&text);
            let rest = self.slice(markup, self.part.len());
            let (opening, closing) = if rest.starts_with(b"<![CDATA[") {
                (9, "]]>")
            } else if rest.starts_with(b"<!--") {
                (4, "-->")
            } else {
                (0, ">")
            };
            let length = memmem::find(rest, closing.as_bytes()).unwrap_or(rest.len());
            if opening == 9 {
                self.gather(rest.get(opening..length).unwrap_or_default());
            } else if opens_text(rest.get(..=length).unwrap_or_default()) {
                self.open = Some(Vec::new());
            }
            self.from = markup + length + closing.len();
        }
        if self.from > end {
            return None;
        }
        let text = resolved(self.slice(self.from, end));
        self.gather(&text);
        self.open.take()
    }

    fn gather(&mut self, text: &[u8]) {
        if let Some(open) = &mut self.open {
            open.extend_from_slice(text);
        }
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = Cow<'a, [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = self.ends.next()?;
            if name < self.from || !matches!(self.part.get(name.wrapping_sub(1)), Some(b':' | b'/')) {
                continue;
            }
            let Some(end) = memrchr(b'<', self.slice(self.from, name)).map(|at| at + self.from) else {
                continue;
            };
            if self.part.get(end + 1) != Some(&b'/') {
                continue;
            }
            let text = match self.plain(end).filter(|_| self.open.is_none()) {
                Some(text) => Some(resolved(text)),
                None => self.walked(end).map(Cow::Owned),
            };
            if let Some(text) = text {
                self.from = name + 2;
                return Some(text);
            }
        }
    }
}

/// Whether a tag begins a text element that is not empty.
fn opens_text(tag: &[u8]) -> bool {
    let [b'<', inner @ .., b'>'] = tag else { return false };
    let name = inner.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    (name == b"t" || name.ends_with(b":t")) && inner.last() != Some(&b'/') && inner.first() != Some(&b'/')
}

/// The text with references resolved.
pub(super) fn resolved(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr(b'&', text).is_none() {
        return Cow::Borrowed(text);
    }
    match str::from_utf8(text).ok().and_then(|text| unescape(text).ok()) {
        Some(plain) => Cow::Owned(plain.into_owned().into_bytes()),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Paragraph;
    use super::*;
    use crate::model::Place;

    fn texts(part: &str) -> Vec<String> {
        Texts::of(part.as_bytes()).map(|t| String::from_utf8_lossy(&t).into_owned()).collect()
    }

    fn paragraphs(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block::Paragraph(Paragraph::plain(*text, Place::File))).collect()
    }

    #[test]
    fn texts_are_found_whatever_their_prefix_and_whatever_stands_in_them() {
        assert_eq!(texts("<w:t>a</w:t><w:tc/><w:t xml:space=\"preserve\"> b &lt; c</w:t>"), ["a", " b < c"]);
        assert_eq!(texts("<t>a</t><rt>b</rt><x:t/><text>c</text><w:sdtContent></w:sdtContent>"), ["a"]);
        assert_eq!(texts("<t>a<![CDATA[<b>]]>&#x63;<!-- d -->e</t><t>f > g</t>"), ["a<b>ce", "f > g"]);
        assert_eq!(texts("<t>a<![CDATA[</w:t>]]>b</t><t>c</t>"), ["a</w:t>b", "c"]);
    }

    #[test]
    fn a_text_that_was_not_read_is_quoted() {
        let part = "<w:t>Có</w:t><w:t>Không</w:t><w:t>Có</w:t><w:t>đôi khi</w:t>".as_bytes();
        let unread = |read: &[&str]| super::unread(part, &[], &paragraphs(read), &Ledger::default());
        assert_eq!(unread(&["CóKhông", "Có đôi", "khi"]), None);
        assert_eq!(unread(&["Có Không", "đôi khi"]).as_deref(), Some("Có"));
        assert_eq!(unread(&["Có", "Không", "Có"]).as_deref(), Some("đôi khi"));
        // As many bytes, but others.
        assert_eq!(unread(&["Có", "Không", "Cú", "đôi khi"]).as_deref(), Some("Có"));
    }

    #[test]
    fn stretches_counted_before_count_and_what_stands_between_them_is_counted_anew() {
        let part = "<p><t>Có</t></p><p><t>đôi khi</t></p><p><t>Không</t></p>".as_bytes();
        let at = |text: &str| memmem::find(part, text.as_bytes()).unwrap();
        let stretch = |text: &str| {
            let range = at(text)..at(text) + text.len();
            Counted { count: Count::of(&part[range.clone()]), range }
        };
        let counted = [stretch("<t>Có</t>"), stretch("<t>Không</t>")];
        let unread = |read: &[&str]| super::unread(part, &counted, &paragraphs(read), &Ledger::default());
        assert_eq!(written(part, &counted), Count::of(part));
        assert_eq!(unread(&["Có", "đôi khi", "Không"]), None);
        assert_eq!(unread(&["Có", "Không"]).as_deref(), Some("đôi khi"));
        assert_eq!(unread(&["đôi khi", "Không"]).as_deref(), Some("Có"));
    }

    #[test]
    fn what_was_left_out_and_what_was_put_in_balance() {
        let part = "<w:t>Chọn mục</w:t><w:t>Có</w:t>".as_bytes();
        let mut ledger = Ledger::default();
        ledger.leave_out("Chọn mục");
        ledger.add("☒");
        assert_eq!(unread(part, &[], &paragraphs(&["☒ Có"]), &ledger), None);
        assert_eq!(unread(part, &[], &paragraphs(&["☒"]), &ledger).as_deref(), Some("Có"));
        ledger.add("Có");
        assert_eq!(unread(part, &[], &paragraphs(&["☒ Có"]), &ledger).as_deref(), Some("…"));
        assert_eq!(quoted(part).as_deref(), Some("Chọn mục Có"));
        assert_eq!(quoted(b"<w:t> </w:t>"), None);
    }
}
