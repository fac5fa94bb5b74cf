//! XML as a stream of events, strict where a cut or forged part could pass for a whole one.

use crate::finding::FileFinding;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event as Raw};
use std::borrow::Cow;
use std::io::BufRead;

/// The most elements that may stand inside one another.
pub(super) const DEPTH_LIMIT: usize = 256;

/// One event of a part.
pub(super) enum Event<'a> {
    /// An element begins. An empty element begins and ends.
    Start(Element<'a>),
    /// The innermost open element ends.
    End,
    /// Text, with references resolved.
    Text(Cow<'a, str>),
}

/// Reads a part from front to back. Every element that begins also ends, or there is an error.
pub(super) struct Cursor<'a> {
    part: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Whether an empty element has begun and must still end.
    closing: bool,
    rooted: bool,
}

impl<'a> Cursor<'a> {
    /// A cursor before the root of a part whose name is given for messages.
    pub(super) fn new(part: &'a str, bytes: &'a [u8]) -> Self {
        Self { part, reader: Reader::from_reader(bytes), depth: 0, closing: false, rooted: false }
    }

    /// The part up to the end of its root's start tag.
    pub(super) fn first(mut self) -> Option<&'a [u8]> {
        let part: &[u8] = self.reader.get_ref();
        self.next().ok()?;
        part.get(..self.position())
    }

    /// What lies behind the last event; `None` behind an empty element.
    pub(super) fn rest(&self) -> Option<&'a [u8]> {
        (!self.closing).then_some(*self.reader.get_ref())
    }

    /// Passes over bytes that are known to be well formed and to leave no element open.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.reader.stream().consume(bytes);
    }

    /// How many bytes lie before the end of the last event.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next event; `None` after the end of the root.
    ///
    /// # Errors
    /// `BadXml` where the part is not well formed or breaks off, `TooDeep` over the limit of depth.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, FileFinding> {
        if std::mem::take(&mut self.closing) {
            self.depth -= 1;
            return Ok(Some(Event::End));
        }
        loop {
            return match self.reader.read_event() {
                Ok(Raw::Start(start)) => self.open(start, false),
                Ok(Raw::Empty(start)) => self.open(start, true),
                Ok(Raw::End(_)) => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(|| self.bad("end tag"))?;
                    Ok(Some(Event::End))
                }
                Ok(Raw::Text(text)) if self.depth > 0 => Ok(Some(Event::Text(text.into_inner()))),
                Ok(Raw::CData(text)) if self.depth > 0 => Ok(Some(Event::Text(text.into_inner()))),
                Ok(Raw::GeneralRef(reference)) if self.depth > 0 => {
                    let character = reference.resolve_char_ref().map_err(|_| self.bad("reference"))?;
                    let text = match character {
                        Some(c) if is_xml(c) => Cow::Owned(c.to_string()),
                        Some(_) => return Err(self.bad("reference")),
                        None => resolve_predefined_entity(&reference)
                            .map(Cow::Borrowed)
                            .ok_or_else(|| self.bad("reference"))?,
                    };
                    Ok(Some(Event::Text(text)))
                }
                Ok(Raw::Text(text)) if text.trim().is_empty() => continue,
                Ok(Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_)) => continue,
                Ok(Raw::DocType(_)) => Err(FileFinding::Dtd { part: self.part.to_owned() }),
                Ok(Raw::Eof) if self.depth == 0 && self.rooted => Ok(None),
                Ok(Raw::Eof) => Err(self.bad("end of file")),
                Ok(_) => Err(self.bad("text outside the root")),
                Err(_) => Err(self.bad("syntax")),
            };
        }
    }

    fn open(&mut self, start: BytesStart<'a>, empty: bool) -> Result<Option<Event<'a>>, FileFinding> {
        if self.depth == 0 && std::mem::replace(&mut self.rooted, true) {
            return Err(self.bad("two roots"));
        }
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(FileFinding::TooDeep { detail: format!("{}: XML > {DEPTH_LIMIT}", self.part) });
        }
        self.closing = empty;
        Ok(Some(Event::Start(Element::new(start))))
    }

    fn bad(&self, what: &str) -> FileFinding {
        let at = self.reader.buffer_position();
        FileFinding::BadXml { detail: format!("{}: {what}, byte {at}", self.part) }
    }
}

/// Whether XML 1.0 allows a character (section 2.2).
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
        && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The start of an element.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    /// Where its local name begins.
    local: usize,
}

impl<'a> Element<'a> {
    fn new(start: BytesStart<'a>) -> Self {
        let local = start.name().0.bytes().position(|b| b == b':').map_or(0, |colon| colon + 1);
        Self { start, local }
    }

    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.start.name().0.get(self.local..).unwrap_or_default()
    }

    /// The name as written.
    pub(super) fn name(&self) -> &str {
        self.start.name().0
    }

    /// The prefix, empty where there is none.
    pub(super) fn prefix(&self) -> &str {
        self.start.name().0.get(..self.local.saturating_sub(1)).unwrap_or_default()
    }

    /// Its attributes as written, for a quick look.
    pub(super) fn raw_attributes(&self) -> &str {
        self.start.attributes_raw()
    }

    /// Its attributes: the full name and the value.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().filter_map(|a| {
            let value = match a.value {
                Cow::Borrowed(value) => unescape(value).ok()?,
                Cow::Owned(value) => Cow::Owned(unescape(&value).ok()?.into_owned()),
            };
            Some((a.key.0, value))
        })
    }

    /// The value of the first attribute of this local name.
    pub(super) fn attribute(&self, local: &str) -> Option<Cow<'_, str>> {
        let is_named =
            |name: &str| name.strip_suffix(local).is_some_and(|p| p.is_empty() || p.ends_with(':'));
        self.attributes().find(|(name, _)| is_named(name)).map(|(_, value)| value)
    }
}
