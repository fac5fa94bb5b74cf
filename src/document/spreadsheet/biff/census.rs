//! The texts of a workbook, found without its reader: those that squares and shapes of its sheets show.

use crate::document::binary::{offset_at, u16_at};
use crate::document::census::short::Take;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const STRINGS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const SHARED: u16 = 0x00FD;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const RESULT: u16 = 0x0207;
const OBJECT: u16 = 0x005D;
const OBJECT_TEXT: u16 = 0x01B6;
/// A button, whose words are no content of the sheet.
const BUTTON: u16 = 7;

/// Takes the texts of all sheets of squares.
pub(super) fn each_text(stream: &[u8], take: &mut Take<'_>) {
    let (mut sheets, mut strings) = (Vec::new(), Vec::new());
    walk(stream, 0, &mut |kind, at| match kind {
        // Charts and macros are no sheets of squares.
        SHEET if stream.get(at + 5) == Some(&0) => sheets.extend(offset_at(stream, at)),
        STRINGS => strings = shared(Text::at(stream, at, 0)),
        _ => {}
    });
    for sheet in sheets {
        each_of(stream, sheet, &strings, take);
    }
}

fn each_of(stream: &[u8], sheet: usize, strings: &[String], take: &mut Take<'_>) {
    let mut object = 0;
    walk(stream, sheet, &mut |kind, at| match kind {
        SHARED => {
            if let Some(text) = offset_at(stream, at + 6).and_then(|index| strings.get(index)) {
                take(text);
            }
        }
        LABEL | RICH_LABEL | RESULT => {
            let mut text = Text::at(stream, at, if kind == RESULT { 0 } else { 6 });
            if let Some(text) = text.number(2).and_then(|length| text.read(length)) {
                take(&text);
            }
        }
        OBJECT => object = u16_at(stream, at + 4).unwrap_or(0),
        OBJECT_TEXT if object != BUTTON => {
            let length = u16_at(stream, at + 10).unwrap_or(0);
            // The text goes on behind the record; its flags alone stand before it.
            let mut text = Text::behind(stream, at);
            if let Some(text) = text.byte().and_then(|flags| text.characters(length.into(), flags)) {
                take(&text);
            }
        }
        _ => {}
    });
}

/// Calls for the kind of each record of a sheet and where its data begin; not for those of charts in it.
fn walk(stream: &[u8], sheet: usize, call: &mut dyn FnMut(u16, usize)) {
    let (mut at, mut depth) = (sheet, 0);
    while let (Some(kind), Some(size)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        match kind {
            BEGIN => depth += 1,
            END => depth -= 1,
            _ if depth == 1 => call(kind, at + 4),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        at += 4 + usize::from(size);
    }
}

/// The table of shared texts: how often they are used, how many there are, and they themselves.
fn shared(mut text: Text<'_>) -> Vec<String> {
    text.number(4);
    let count = text.number(4).unwrap_or(0);
    (0..count).map_while(|_| text.number(2).and_then(|length| text.read(length))).collect()
}

/// Text that may go on in other records.
struct Text<'a> {
    stream: &'a [u8],
    at: usize,
    /// Where the record ends.
    end: usize,
}

impl<'a> Text<'a> {
    /// Text in the record whose data begin here, so many bytes into them.
    fn at(stream: &'a [u8], data: usize, offset: usize) -> Self {
        let size = u16_at(stream, data.wrapping_sub(2)).map_or(0, usize::from);
        Self { stream, at: data + offset, end: data + size }
    }

    /// Text in the record behind the one whose data begin here.
    fn behind(stream: &'a [u8], at: usize) -> Self {
        let end = at + u16_at(stream, at.wrapping_sub(2)).map_or(0, usize::from);
        Self { stream, at: end, end }
    }

    /// Goes on in the next record where this one is read; whether it did.
    fn turn(&mut self) -> bool {
        let before = self.at;
        while self.at >= self.end && u16_at(self.stream, self.end) == Some(CONTINUE) {
            let size = u16_at(self.stream, self.end + 2).map_or(0, usize::from);
            (self.at, self.end) = (self.end + 4, self.end + 4 + size);
        }
        self.at != before
    }

    fn byte(&mut self) -> Option<u8> {
        self.turn();
        let byte = *self.stream.get(self.at).filter(|_| self.at < self.end)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0;
        for place in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * place);
        }
        Some(number)
    }

    /// A text behind its length: flags, how many stretches and other bytes follow it, its characters.
    fn read(&mut self, length: usize) -> Option<String> {
        let flags = self.byte()?;
        let stretches = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let others = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let text = self.characters(length, flags)?;
        for _ in 0..stretches.checked_mul(4)?.checked_add(others)? {
            self.byte()?;
        }
        Some(text)
    }

    /// So many characters; where they go on in another record, that begins with flags.
    fn characters(&mut self, length: usize, mut flags: u8) -> Option<String> {
        let mut units = Vec::new();
        for _ in 0..length {
            if self.turn() {
                flags = self.byte()?;
            }
            let unit = self.number(if flags & 1 == 0 { 1 } else { 2 })?;
            units.push(u16::try_from(unit).ok()?);
        }
        Some(String::from_utf16_lossy(&units))
    }
}
