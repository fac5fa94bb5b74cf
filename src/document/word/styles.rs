//! Styles (ECMA-376 part 1, 17.7), so far as they bear on what a text says.

use super::super::xml::{Cursor, Element, Event};
use super::look::Look;
use super::style_use::values;
use crate::finding::FileFinding;
use std::collections::HashMap;

/// A style of `styles.xml`.
#[derive(Debug, Default)]
struct Style {
    look: Look,
    numbering: Option<u32>,
    level: Option<u32>,
    below: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Look,
    default_paragraph: String,
}

/// Styles may be based on one another; a loop ends here.
const BASED_ON_LIMIT: usize = 16;

/// A style on its way, and where in the part the reading stands.
#[derive(Debug, Default)]
struct Draft {
    open: Option<(String, Style)>,
    /// The depth of the run properties that are open.
    run_properties: Option<usize>,
    /// The depth of an element that is passed over.
    skipped: Option<usize>,
}

impl Styles {
    /// Reads a styles part.
    ///
    /// # Errors
    /// What is wrong with its XML.
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, FileFinding> {
        let mut cursor = Cursor::new(part, bytes);
        let mut styles = Self::default();
        let mut draft = Draft::default();
        while let Some(event) = cursor.next()? {
            let depth = cursor.depth();
            match event {
                Event::Start(element) if draft.skipped.is_none() => styles.take(&mut draft, depth, &element),
                Event::End => draft.leave(depth),
                Event::Start(_) | Event::Text(_) => {}
            }
        }
        styles.by_id.extend(draft.open);
        Ok(styles)
    }

    fn take(&mut self, draft: &mut Draft, depth: usize, element: &Element<'_>) {
        let value = || element.attribute("val");
        let number = || value().and_then(|v| v.parse().ok());
        match element.local() {
            "style" => {
                let id = element.attribute("styleId").unwrap_or_default().into_owned();
                let default =
                    element.attribute("default").is_some_and(|v| matches!(&*v, "1" | "true" | "on"));
                if default && element.attribute("type").as_deref() == Some("paragraph") {
                    self.default_paragraph.clone_from(&id);
                }
                self.by_id.extend(draft.open.replace((id, Style::default())));
            }
            // What a table style says of parts of a table, and what was before a change.
            "tblStylePr" | "rPrChange" | "pPrChange" | "latentStyles" => draft.skipped = Some(depth),
            "rPr" => draft.run_properties = Some(depth),
            "basedOn" => draft.set(|s| s.below = value().map(std::borrow::Cow::into_owned)),
            "numId" => draft.set(|s| s.numbering = number()),
            "ilvl" => draft.set(|s| s.level = number()),
            _ if draft.run_properties.is_some_and(|d| depth == d + 1) => match &mut draft.open {
                Some((_, style)) => style.look.take(element),
                None => self.defaults.take(element),
            },
            _ => {}
        }
    }

    /// Whether a paragraph of a part has a style that numbers it.
    pub(super) fn number(&self, part: &[u8]) -> bool {
        self.numbering(None).is_some()
            || values(part, "pStyle").any(|(_, id)| self.numbering(Some(id)).is_some())
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.by_id.get(id);
        std::iter::successors(first, |s| self.by_id.get(s.below.as_deref()?)).take(BASED_ON_LIMIT)
    }

    /// What a character style gives to a run.
    pub(super) fn character(&self, id: &str) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.over(style.look))
    }

    /// What a paragraph's style and the defaults give to its runs.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Look {
        let style = self.character(id.unwrap_or(&self.default_paragraph));
        style.over(self.defaults).of_whole_paragraph()
    }

    /// The list that a paragraph's style belongs to, and its level there.
    pub(super) fn numbering(&self, id: Option<&str>) -> Option<(u32, Option<u32>)> {
        let style = self.chain(id.unwrap_or(&self.default_paragraph)).find(|s| s.numbering.is_some())?;
        Some((style.numbering?, style.level))
    }
}

impl Draft {
    fn set(&mut self, change: impl FnOnce(&mut Style)) {
        if let Some((_, style)) = &mut self.open {
            change(style);
        }
    }

    /// Forgets what ended, so that so many elements are open.
    fn leave(&mut self, depth: usize) {
        self.run_properties = self.run_properties.filter(|d| depth >= *d);
        self.skipped = self.skipped.filter(|d| depth >= *d);
    }
}
