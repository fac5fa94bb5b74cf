//! Styles (ISO/IEC 26300-1, 16), so far as they bear on what a text says.

use super::super::face::Face;
use super::super::html::style::Look;
use super::super::page::Emphasis;
use super::super::xml::{Cursor, Event};
use crate::finding::FileFinding;
use std::collections::HashMap;

/// How many styles may build on one another.
const CHAIN_LIMIT: usize = 16;

#[derive(Debug, Default)]
struct Style {
    below: Option<String>,
    /// Whether it belongs to one place of the document.
    automatic: bool,
    properties: Vec<(String, String)>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: HashMap<(String, String), Style>,
    /// The families of fonts by the names used for them.
    fonts: HashMap<String, String>,
}

impl Styles {
    /// Takes the styles of a part.
    pub(super) fn read(&mut self, part: &str, bytes: &[u8], content: bool) -> Result<(), FileFinding> {
        let mut cursor = Cursor::new(part, bytes);
        let mut current: Option<(String, String)> = None;
        while let Some(event) = cursor.next()? {
            let Event::Start(element) = event else { continue };
            let attribute =
                |name| element.attribute(name).map(std::borrow::Cow::into_owned).unwrap_or_default();
            match element.local() {
                "font-face" => {
                    self.fonts.insert(attribute("name"), attribute("font-family"));
                }
                "style" if element.prefix() == "style" => {
                    let key = (attribute("family"), attribute("name"));
                    let below = element.attribute("parent-style-name").map(std::borrow::Cow::into_owned);
                    let style = Style { below, automatic: content, ..Style::default() };
                    self.styles.insert(key.clone(), style);
                    current = Some(key);
                }
                "text-properties" | "table-cell-properties" | "graphic-properties" => {
                    let Some(style) = current.as_ref().and_then(|key| self.styles.get_mut(key)) else {
                        continue;
                    };
                    let local = |name: &str| name.split_once(':').map_or(name, |(_, l)| l).to_owned();
                    style.properties.extend(element.attributes().map(|(n, v)| (local(n), v.into_owned())));
                }
                "list-style" | "page-layout" | "default-style" | "master-page" => current = None,
                _ => {}
            }
        }
        Ok(())
    }

    /// How text looks in a style. What a style shared by the document makes of a whole paragraph makes
    /// nothing stand out in it.
    pub(super) fn look(&self, around: Look, family: &str, name: &str) -> Look {
        let mut chain = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(style) = next
            .take()
            .and_then(|n| self.styles.get(&(family.to_owned(), n)))
            .filter(|_| chain.len() < CHAIN_LIMIT)
        {
            chain.push(style);
            next.clone_from(&style.below);
        }
        let mut look = Look { fill: None, ..around };
        for style in chain.into_iter().rev() {
            let before = look.emphasis;
            for (property, value) in &style.properties {
                self.apply(&mut look, property, value, family == "text");
            }
            if family != "text" && !style.automatic {
                look.emphasis = before;
            }
        }
        look
    }

    fn apply(&self, look: &mut Look, property: &str, value: &str, inline: bool) {
        match property {
            "text-underline-style" => look.set(Emphasis::UNDERLINE, value != "none"),
            "text-line-through-style" | "text-line-through-type" => {
                look.set(Emphasis::STRIKE, value != "none");
            }
            "display" => look.hidden |= value == "none",
            "font-name" => {
                let family = self.fonts.get(value).map_or(value, String::as_str);
                look.face = Face::named(family.trim_matches(['\'', '"']));
            }
            "font-weight" | "font-style" | "color" | "background-color" => {
                look.property(property, value, inline);
            }
            "border" if inline => look.property(property, value, inline),
            _ => {}
        }
    }
}
