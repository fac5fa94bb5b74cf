//! The workbook part: which sheets there are (ECMA-376 part 1, 18.2).

use super::xml::{Node, Xml, is_true};
use crate::finding::FileFinding;
use std::sync::Arc;

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    /// The sheets, in order.
    pub(super) sheets: Vec<Entry>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A sheet of the workbook.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: Arc<str>,
    pub(super) hidden: bool,
    /// The relationship that leads to its part.
    pub(super) relationship: String,
}

impl Workbook {
    /// Reads the workbook part.
    pub(super) fn read(bytes: &[u8], part: &str) -> Result<Self, FileFinding> {
        let mut xml = Xml::new(bytes, part);
        let mut workbook = Self::default();
        while let Some(node) = xml.next()? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "workbookPr" => {
                    let [from_1904] = xml.attributes(&start, ["date1904"])?;
                    workbook.from_1904 = is_true(from_1904.as_deref());
                }
                "sheet" => {
                    let [name, state, id] = xml.attributes(&start, ["name", "state", ":id"])?;
                    workbook.sheets.push(Entry {
                        name: crate::text::nfc(&name.unwrap_or_default()).into(),
                        hidden: state.is_some_and(|s| s != "visible"),
                        relationship: id.unwrap_or_default().into_owned(),
                    });
                }
                // Extensions repeat names of the workbook proper.
                "extLst" => xml.skip()?,
                _ => {}
            }
        }
        Ok(workbook)
    }
}
