//! Texts ([MS-XLS] 2.5.293, 2.5.294, 2.5.240).

/// Bytes that may go on in other records.
pub(super) struct Chunks<'a> {
    waiting: Vec<&'a [u8]>,
    /// Which chunk comes next.
    next: usize,
    rest: &'a [u8],
}

/// A text and from which of its UTF-16 units on it has which font.
pub(super) struct Text {
    pub(super) units: Vec<u16>,
    pub(super) fonts: Vec<(u16, u16)>,
}

impl<'a> Chunks<'a> {
    /// Bytes of a record, then those that continue it.
    pub(super) fn new(first: &'a [u8], waiting: Vec<&'a [u8]>) -> Self {
        Self { waiting, next: 0, rest: first }
    }

    /// Goes on with the next chunk where this one is read; whether it did.
    fn turn(&mut self) -> bool {
        if !self.rest.is_empty() {
            return false;
        }
        while let Some(chunk) = self.waiting.get(self.next) {
            self.next += 1;
            self.rest = chunk;
            if !chunk.is_empty() {
                return true;
            }
        }
        false
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.turn();
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.turn();
            let here = count.min(self.rest.len());
            if here == 0 {
                return None;
            }
            self.rest = self.rest.get(here..)?;
            count -= here;
        }
        Some(())
    }

    /// A text that begins with its flags; where it goes on in another chunk, that one begins with flags too.
    pub(super) fn text(&mut self, length: u16) -> Option<Text> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.u16()? };
        let extension = if flags & 4 == 0 { 0 } else { self.u32()? };
        let units = self.units(length, flags)?;
        let mut fonts = Vec::new();
        for _ in 0..runs {
            fonts.push((self.u16()?, self.u16()?));
        }
        self.skip(usize::try_from(extension).ok()?)?;
        Some(Text { units, fonts })
    }

    /// So many units, one byte each or two.
    pub(super) fn units(&mut self, length: u16, mut flags: u8) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        for _ in 0..length {
            if self.turn() {
                flags = self.byte()?;
            }
            units.push(if flags & 1 == 0 { u16::from(self.byte()?) } else { self.u16()? });
        }
        Some(units)
    }
}

/// A text whose length takes two bytes.
pub(super) fn long(bytes: &[u8]) -> Option<String> {
    let mut chunks = Chunks::new(bytes, Vec::new());
    let length = chunks.u16()?;
    Some(String::from_utf16_lossy(&chunks.text(length)?.units))
}

/// A text whose length takes one byte.
pub(super) fn short(bytes: &[u8]) -> Option<String> {
    let mut chunks = Chunks::new(bytes, Vec::new());
    let length = chunks.byte()?;
    Some(String::from_utf16_lossy(&chunks.text(length.into())?.units))
}
