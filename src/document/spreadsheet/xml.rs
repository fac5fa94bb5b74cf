//! A walk through the XML of one part, element by element.

use crate::document::xml::Cursor;
use crate::finding::FileFinding;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

pub(super) use crate::document::xml::{Element, Event as Node};

/// A walk through the XML of one part, element by element.
pub(super) struct Xml<'a> {
    cursor: Cursor<'a>,
    part: &'a str,
}

impl<'a> Xml<'a> {
    /// A walk from the start of a part.
    pub(super) fn new(bytes: &'a [u8], part: &'a str) -> Self {
        Self { cursor: Cursor::new(part, bytes), part }
    }

    /// The next node; `None` at the end of a complete part.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, FileFinding> {
        self.cursor.next()
    }

    /// The next node inside an element; `None` once that has ended. `depth` is that right after its start.
    pub(super) fn within(&mut self, depth: usize) -> Result<Option<Node<'a>>, FileFinding> {
        let node = self.next()?;
        Ok(node.filter(|_| self.depth() >= depth))
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.cursor.depth()
    }

    /// Passes over the element that was just entered.
    pub(super) fn skip(&mut self) -> Result<(), FileFinding> {
        let depth = self.depth();
        while self.within(depth)?.is_some() {}
        Ok(())
    }

    /// Adds to `into` the text of the element that was just entered.
    pub(super) fn text(&mut self, into: &mut String) -> Result<(), FileFinding> {
        let depth = self.depth();
        while let Some(node) = self.within(depth)? {
            if let Node::Text(text) = node {
                into.push_str(&text);
            }
        }
        Ok(())
    }

    /// The values of these attributes. A name that begins with `:` fits any prefix; others have none.
    ///
    /// # Errors
    /// One that is not well formed or stands there twice: nothing tells what it should be.
    pub(super) fn attributes<'e, const N: usize>(
        &self,
        element: &'e Element<'_>,
        names: [&str; N],
    ) -> Result<[Option<Cow<'e, str>>; N], FileFinding> {
        let mut values = [const { None }; N];
        let mut attributes = Attributes::new(element.raw_attributes(), 0);
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|e| self.bad(&e.to_string()))?;
            let key = attribute.key.0;
            let wanted = |name: &str| match name.strip_prefix(':') {
                Some(local) => key.rsplit_once(':').is_some_and(|(_, l)| l == local),
                None => key == name,
            };
            if let Some(i) = names.iter().position(|name| wanted(name)) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                if values[i].replace(value.map_err(|e| self.bad(&e.to_string()))?).is_some() {
                    return Err(self.bad(&format!("{key} ×2")));
                }
            }
        }
        Ok(values)
    }

    /// A fault of this part.
    pub(super) fn bad(&self, seen: &str) -> FileFinding {
        FileFinding::BadXml { detail: format!("{}: {seen}", self.part) }
    }
}

/// Whether an attribute of type `xsd:boolean` says yes.
pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}
