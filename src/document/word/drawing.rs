//! Drawings: only whether they show text, a mere line, or something that cannot be read.

use super::super::xml::Element;
use super::names::Vocabulary;

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
