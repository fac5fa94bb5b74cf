//! The workbook part: which sheets there are (ECMA-376 part 1, 18.2).

use super::sheet::Results;
use super::xml::{Element, Node, Xml, is_true};
use crate::finding::FileFinding;
use std::sync::Arc;

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    /// The sheets, in order.
    pub(super) sheets: Vec<Entry>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
    /// What the stored results of its formulas are worth.
    pub(super) results: Results,
    /// What the names refer to that its authors gave.
    pub(super) names: Vec<String>,
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
                "calcPr" => workbook.results = results(&xml, &start)?,
                "definedName" => {
                    let [name] = xml.attributes(&start, ["name"])?;
                    // Names of Excel's own say what is printed or filtered.
                    let own = name.is_some_and(|name| name.starts_with("_xlnm."));
                    let mut formula = String::new();
                    xml.text(&mut formula)?;
                    workbook.names.extend((!own).then_some(formula));
                }
                // Extensions repeat names of the workbook proper.
                "extLst" => xml.skip()?,
                _ => {}
            }
        }
        Ok(workbook)
    }
}

/// What stored results are worth (18.2.2).
fn results(xml: &Xml<'_>, start: &Element<'_>) -> Result<Results, FileFinding> {
    let [on_load, completed] = xml.attributes(start, ["fullCalcOnLoad", "calcCompleted"])?;
    Ok(match completed {
        Some(completed) if !is_true(Some(&completed)) => Results::Unfinished,
        _ if is_true(on_load.as_deref()) => Results::OnLoad,
        _ => Results::Calculated,
    })
}
