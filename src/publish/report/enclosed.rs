//! Charts enclosed in a filled package: each is a part of its own, which a relation of the document leads
//! to (ECMA-376 Part 2, 6.5) and whose kind the list of content types names (6.2.3).

use super::charts;
use memchr::memmem;
use minijinja::{Error, Value};
use std::borrow::Cow;

/// The document, the only part that may show charts.
pub(super) const MAIN: &str = "word/document.xml";

/// The parts of a package by name; those that are as they were in the template are borrowed from it.
pub(super) type Parts<'t> = Vec<(Cow<'t, str>, Cow<'t, [u8]>)>;

/// Where a chart comes, in a document whose tags are filled.
pub(super) fn mark(name: &str) -> String {
    format!("{MARK}{name}\"/>")
}

const MARK: &str = "<bieuDo ten=\"";

/// The charts of a paper being filled.
pub(super) struct Charts {
    /// The number of the last chart, counting those that the template itself has.
    last: u32,
    parts: Vec<(u32, String)>,
}

impl Charts {
    /// Those of a template with these parts: none yet.
    pub(super) fn beside<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let numbers = names.filter_map(|name| {
            name.strip_prefix("word/charts/chart")?.strip_suffix(".xml")?.parse::<u32>().ok()
        });
        Self { last: numbers.max().unwrap_or_default(), parts: Vec::new() }
    }

    /// The document with a chart at every mark; without a trace of those that have nothing to show.
    ///
    /// # Errors
    /// What the engine says of fields that are not there.
    pub(super) fn place(&mut self, document: &str, fields: &Value) -> Result<String, Error> {
        let mut out = String::with_capacity(document.len());
        let (mut rest, mut last) = (document, None);
        while let Some(at) = memmem::find(rest.as_bytes(), MARK.as_bytes()) {
            let (before, after) = (&rest[..at], &rest[at + MARK.len()..]);
            let (name, after) = after.split_once("\"/>").unwrap_or_default();
            out.push_str(before);
            rest = after;
            let Some(chart) = charts::draw(name, fields)? else { continue };
            let id = last.unwrap_or_else(|| greatest_id(document)) + 1;
            last = Some(id);
            self.last += 1;
            out.push_str(&chart.picture(id, &relation(self.last)));
            self.parts.push((self.last, chart.part()));
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Puts the charts into the package of their document.
    pub(super) fn enclose(self, package: &mut Parts<'_>) {
        const OPC: &str = "http://schemas.openxmlformats.org/package/2006";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const KIND: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
        for (n, xml) in self.parts {
            let relation = format!(
                "<Relationship xmlns=\"{OPC}/relationships\" Id=\"{}\" Type=\"{OFFICE}/chart\" Target=\"charts/chart{n}.xml\"/>",
                relation(n)
            );
            let kind = format!(
                "<Override xmlns=\"{OPC}/content-types\" PartName=\"/word/charts/chart{n}.xml\" ContentType=\"{KIND}\"/>"
            );
            let relations = format!("<Relationships xmlns=\"{OPC}/relationships\">");
            add(package, "word/_rels/document.xml.rels", &relations, &relation);
            add(package, "[Content_Types].xml", &format!("<Types xmlns=\"{OPC}/content-types\">"), &kind);
            package.push((format!("word/charts/chart{n}.xml").into(), xml.into_bytes().into()));
        }
    }
}

/// No other program names relations so.
fn relation(chart: u32) -> String {
    format!("rIdBieuDo{chart}")
}

/// Adds an element to a list, which `root` opens where the package has none or an empty one.
fn add(package: &mut Parts<'_>, name: &'static str, root: &str, element: &str) {
    let at = package.iter().position(|(part, _)| part == name).unwrap_or_else(|| {
        package.push((name.into(), Vec::new().into()));
        package.len() - 1
    });
    let list = package[at].1.to_mut();
    if let Some(end) = list.windows(2).rposition(|pair| pair == b"</") {
        list.splice(end..end, element.bytes());
    } else {
        let end = root.split([' ', '<']).nth(1).unwrap_or_default();
        *list = format!("{root}{element}</{end}>").into_bytes();
    }
}

/// The greatest number of a drawing in a document (`docPr`), which may bear none twice.
fn greatest_id(document: &str) -> u64 {
    let drawings = memmem::find_iter(document.as_bytes(), ":docPr ");
    let drawings = drawings.filter_map(|at| document.get(at + ":docPr ".len()..)?.split('>').next());
    let ids =
        drawings.filter_map(|tag| tag.split(" id=\"").last()?.trim_start_matches("id=\"").split('"').next());
    ids.filter_map(|id| id.parse().ok()).max().unwrap_or_default()
}
