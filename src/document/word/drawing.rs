//! Drawings: the text in them, and whether they show a mere line or something that cannot be read.

use super::super::page::PICTURE;
use super::super::xml::Element;
use super::kind::Kind;
use super::names::Vocabulary;
use super::run::Run;
use super::story::{Flow, Story, shows_text};
use crate::model::Place;

/// A drawing whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Whether text stands in it, which is read.
    pub(super) has_text: bool,
    lines: u32,
    shapes: u32,
}

impl Drawing {
    /// Takes one element inside it.
    pub(super) fn take(&mut self, vocabulary: Vocabulary, element: &Element<'_>) {
        let line = match (vocabulary, element.local()) {
            (Vocabulary::Vml, "line") => true,
            (Vocabulary::Vml, "shape") => is_connector(element),
            // A horizontal rule.
            (Vocabulary::Vml, "rect") => element.attribute("hr").is_some_and(|v| v == "t"),
            (Vocabulary::Vml, "oval" | "roundrect" | "arc" | "curve" | "polyline" | "imagedata")
            | (_, "custGeom" | "blip" | "chart" | "relIds" | "contentPart") => false,
            (_, "prstGeom") => {
                element.attribute("prst").is_some_and(|v| v == "line" || v.contains("Connector"))
            }
            _ => return,
        };
        if line {
            self.lines += 1;
        } else {
            self.shapes += 1;
        }
    }

    /// Whether it shows something that cannot be read. Lines alone are those of a letterhead.
    pub(super) fn is_picture(&self) -> bool {
        !self.has_text && (self.shapes > 0 || self.lines == 0)
    }
}

/// The shape types of lines in [MS-ODRAWXML] 2.2.4: 20 is a line, 32 to 34 are connectors.
fn is_connector(element: &Element<'_>) -> bool {
    let kind = element.attribute("type").unwrap_or_default();
    ["_t20", "_t32", "_t33", "_t34"].iter().any(|t| kind.ends_with(t))
        || element.attribute("connectortype").is_some()
}

impl Story<'_, '_> {
    pub(super) fn begin_drawing(&mut self, name: &str) -> Kind {
        self.context.seen.active |= name == "object";
        self.drawings.push(Drawing::default());
        Kind::Drawing
    }

    pub(super) fn end_drawing(&mut self) {
        if self.drawings.pop().is_some_and(|d| d.is_picture()) {
            self.show_char(PICTURE);
        }
    }

    /// Ink and the like, which hold no text.
    pub(super) fn picture(&mut self) -> Kind {
        self.show_char(PICTURE);
        Kind::Skip
    }

    pub(super) fn begin_text_box(&mut self) -> Kind {
        let anchor = self.paragraphs.last().map(|p| p.place.clone());
        let place = anchor.or_else(|| self.flows.last().and_then(|f| f.place.clone()));
        self.flows.push(Flow { place: place.or(Some(Place::File)), ..Flow::default() });
        self.muted += usize::from(self.is_hidden());
        let fields = std::mem::replace(&mut self.first_field, self.fields.len());
        // What stands in the box starts plain.
        self.runs.push(Run::default());
        Kind::TextBox { fields }
    }

    pub(super) fn end_text_box(&mut self, fields: usize) {
        self.runs.pop();
        self.drop_fields(self.first_field);
        self.first_field = fields;
        self.muted = self.muted.saturating_sub(usize::from(self.is_hidden()));
        let blocks = self.close_flow();
        if let (Some(drawing), true) = (self.drawings.last_mut(), blocks.iter().any(shows_text)) {
            drawing.has_text = true;
        }
        match (self.paragraphs.last_mut(), self.flows.last_mut()) {
            (Some(paragraph), _) => paragraph.boxes.extend(blocks),
            (None, Some(flow)) => flow.blocks.extend(blocks),
            (None, None) => {}
        }
    }
}
