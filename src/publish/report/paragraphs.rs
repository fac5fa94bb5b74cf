//! A WordprocessingML part as a template: tags that Word split over runs are joined, `{%p … %}` takes the
//! place of its paragraph and `{%tr … %}` that of its row, as in docxtpl;
//! so does a chart that of its paragraph.

use super::charts::named;
use super::enclosed::mark;
use super::fault::Fault;
use quick_xml::escape::unescape;
use quick_xml::{Reader, events::Event};

/// A part made ready for the template engine.
pub(super) struct Source {
    /// The part's XML with its tags.
    pub(super) text: String,
    /// The text of the paragraph that begins at each line of `text`; every paragraph has its own line.
    pub(super) lines: Vec<(usize, String)>,
}

/// A piece of XML: one tag, one text.
struct Piece<'x> {
    raw: &'x str,
    /// What replaces it.
    instead: Option<String>,
}

/// A paragraph being read.
struct Paragraph {
    first: usize,
    /// Positions of the pieces of text inside `w:t`, with their text.
    texts: Vec<(usize, String)>,
    row: Option<usize>,
}

/// Prepares a part.
///
/// # Errors
/// A [`Fault`] with the text of the paragraph it is in.
pub(super) fn prepare(xml: &str) -> Result<Source, Fault> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut part = Part::default();
    let (mut from, mut depth) = (0, 0_u32);
    loop {
        let event = reader.read_event().map_err(|e| Fault::Xml(e.to_string()))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let raw = xml.get(from..to).unwrap_or_default();
        from = to;
        match event {
            Event::Eof if depth > 0 => return Err(cut_off()),
            Event::Eof => return Ok(part.source()),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        part.take(&event, raw)?;
    }
}

#[derive(Default)]
struct Part<'x> {
    pieces: Vec<Piece<'x>>,
    paragraphs: Vec<Paragraph>,
    /// First pieces of the rows being read, with their text so far.
    rows: Vec<(usize, String)>,
    /// Ranges of pieces that one statement replaces.
    spans: Vec<(usize, usize, String)>,
    /// Rows that become a statement, until their end is read.
    row_statements: Vec<(usize, String)>,
    /// First piece and text of every paragraph.
    texts: Vec<(usize, String)>,
    in_text: bool,
}

impl<'x> Part<'x> {
    fn take(&mut self, event: &Event<'_>, raw: &'x str) -> Result<(), Fault> {
        let at = self.pieces.len();
        self.pieces.push(Piece { raw, instead: None });
        match event {
            Event::Start(e) => match e.name().as_ref() {
                "w:p" => {
                    self.paragraphs.push(Paragraph {
                        first: at,
                        texts: Vec::new(),
                        row: self.rows.last().map(|(first, _)| *first),
                    });
                }
                "w:tr" => self.rows.push((at, String::new())),
                "w:t" => self.in_text = true,
                _ => {}
            },
            Event::End(e) => match e.name().as_ref() {
                "w:p" => self.end_paragraph(at)?,
                "w:tr" => self.end_row(at)?,
                "w:t" => self.in_text = false,
                _ => {}
            },
            Event::Text(_) | Event::GeneralRef(_) if self.in_text => {
                let text = unescape(raw).map_err(|e| Fault::Xml(e.to_string()))?;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.texts.push((at, text.into_owned()));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Replaces a row by its statement; whatever else stands in the row would be lost with it.
    fn end_row(&mut self, at: usize) -> Result<(), Fault> {
        let Some((first, text)) = self.rows.pop() else { return Ok(()) };
        if let Some(found) = self.row_statements.iter().position(|(row, _)| *row == first) {
            let (_, statement) = self.row_statements.swap_remove(found);
            let alone = tags(&text).is_some_and(|tags| tags == [(0, text.len())]);
            if !alone {
                return Err(Fault::NotAlone { paragraph: text });
            }
            self.spans.push((first, at, statement));
        }
        if let Some((_, around)) = self.rows.last_mut() {
            around.push_str(&text);
        }
        Ok(())
    }

    /// Joins the tags of a paragraph, or replaces it or its row by its statement.
    fn end_paragraph(&mut self, at: usize) -> Result<(), Fault> {
        let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
        let whole: String = paragraph.texts.iter().map(|(_, text)| text.as_str()).collect();
        self.texts.push((paragraph.first, whole.clone()));
        if let Some((_, row)) = self.rows.last_mut() {
            row.push_str(whole.trim());
        }
        let tags = tags(&whole).ok_or_else(|| Fault::Unclosed { paragraph: whole.clone() })?;
        let lone = |mark: &str| {
            let marked = |(from, to): &(usize, usize)| {
                let body = whole.get(from + 2..*to)?.strip_prefix(mark)?;
                body.starts_with(|c: char| c.is_whitespace() || c == '-').then_some((*from, *to, body))
            };
            tags.iter()
                .filter(|(from, _)| whole.get(*from..).is_some_and(|t| t.starts_with("{%")))
                .find_map(marked)
        };
        for (mark, row) in [("tr", true), ("p", false)] {
            let Some((from, to, body)) = lone(mark) else { continue };
            let around =
                [whole.get(..from), whole.get(to..)].map(|t| t.unwrap_or_default().trim().is_empty());
            if around != [true, true] || (row && paragraph.row.is_none()) || self.shows_more(paragraph.first)
            {
                return Err(Fault::NotAlone { paragraph: whole });
            }
            let statement = plain(&format!("{{%{body}"));
            match paragraph.row.filter(|_| row) {
                Some(first) => self.row_statements.push((first, statement)),
                None => self.spans.push((paragraph.first, at, statement)),
            }
            return Ok(());
        }
        match named(&whole) {
            Some(_) if !self.paragraphs.is_empty() => return Err(Fault::NoChartHere { paragraph: whole }),
            Some(_) if self.shows_more(paragraph.first) => {
                return Err(Fault::ChartNotAlone { paragraph: whole });
            }
            // The whole paragraph goes: in lines of an exact height a picture would be cut off.
            Some(name) => self.spans.push((paragraph.first, at, mark(name))),
            None => self.join(&paragraph, &tags),
        }
        Ok(())
    }

    /// Whether something other than text stands in the paragraph that begins at a piece and ends here: a picture, a note,
    /// the end of a section. It would be lost with the paragraph.
    fn shows_more(&self, first: usize) -> bool {
        const MORE: [&str; 6] = [
            "<w:drawing",
            "<w:pict",
            "<w:object",
            "<w:sectPr",
            "<w:footnoteReference",
            "<w:endnoteReference",
        ];
        let pieces = self.pieces.get(first..).unwrap_or_default();
        pieces.iter().any(|piece| MORE.iter().any(|more| piece.raw.starts_with(more)))
    }

    /// Moves each tag whole into the run that it begins in; escapes the rest anew.
    fn join(&mut self, paragraph: &Paragraph, tags: &[(usize, usize)]) {
        if tags.is_empty() {
            return;
        }
        let whole: String = paragraph.texts.iter().map(|(_, text)| text.as_str()).collect();
        let mut start = 0;
        for (piece, text) in &paragraph.texts {
            let end = start + text.len();
            let mut out = String::new();
            let mut at = start;
            for &(from, to) in tags {
                // What stands before the tag, within this piece.
                out.push_str(&literal(
                    whole.get(at.max(start)..from.clamp(at.max(start), end)).unwrap_or_default(),
                ));
                if (start..end).contains(&from) {
                    out.push_str(&plain(whole.get(from..to).unwrap_or_default()));
                }
                at = at.max(to.min(end));
            }
            out.push_str(&literal(whole.get(at..end).unwrap_or_default()));
            self.pieces[*piece].instead = Some(out);
            // The joined text may begin or end with a space.
            if let Some(open) = piece.checked_sub(1).map(|i| &mut self.pieces[i])
                && open.raw.starts_with("<w:t")
                && !open.raw.ends_with("/>")
            {
                open.instead = Some("<w:t xml:space=\"preserve\">".into());
            }
            start = end;
        }
    }

    fn source(mut self) -> Source {
        self.spans.sort();
        self.texts.sort();
        let (mut text, mut lines) = (String::new(), Vec::new());
        let (mut spans, mut texts) = (self.spans.iter().peekable(), self.texts.iter().peekable());
        let (mut line, mut skip_to) = (1, 0);
        for (at, piece) in self.pieces.iter().enumerate() {
            if let Some((_, paragraph)) = texts.next_if(|(first, _)| *first == at) {
                if at >= skip_to {
                    text.push('\n');
                    line += 1;
                }
                lines.push((line, paragraph.clone()));
            }
            while let Some((_, last, statement)) = spans.next_if(|(first, ..)| *first == at) {
                if at >= skip_to {
                    text.push_str(statement);
                    skip_to = last + 1;
                }
            }
            if at < skip_to {
                continue;
            }
            let piece = piece.instead.clone().unwrap_or_else(|| literal_raw(piece.raw));
            line += piece.matches('\n').count();
            text.push_str(&piece);
        }
        Source { text, lines }
    }
}

/// Where tags begin and end in a text; `None` where one is not closed.
pub(super) fn tags(text: &str) -> Option<Vec<(usize, usize)>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find("{{").into_iter().chain(text.get(at..)?.find("{%")).min() {
        let from = at + found;
        let close = if text.get(from..)?.starts_with("{{") { "}}" } else { "%}" };
        let to = from + text.get(from..)?.find(close)? + 2;
        tags.push((from, to));
        at = to;
    }
    Some(tags)
}

/// A tag without what Word's automatic correction puts into it.
fn plain(tag: &str) -> String {
    let one = |c: char| match c {
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '–' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    tag.chars().map(one).collect()
}

/// Text outside tags as XML that the engine leaves alone.
fn literal(text: &str) -> String {
    literal_raw(&quick_xml::escape::partial_escape(text))
}

/// XML outside tags that the engine leaves alone.
fn literal_raw(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut letters = xml.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek() {
            Some('{' | '%' | '#') if c == '{' => out.push_str("{{ '{' }}"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a part is well-formed.
///
/// # Errors
/// [`Fault::Xml`].
pub(super) fn well_formed(xml: &str) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_u32;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(cut_off()),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            Err(e) => return Err(Fault::Xml(e.to_string())),
        }
    }
}

fn cut_off() -> Fault {
    Fault::Xml("the end is missing".into())
}
