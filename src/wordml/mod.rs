//! Pieces of WordprocessingML (ECMA-376 Part 1, 17), in the order of properties that its schema wants, for
//! the papers and the empty forms.
//!
//! They are written directly, because docx-rs 0.4.22 puts the children of `rPr`, `pPr` and `sectPr` in an
//! order that the schema does not allow, and has neither repeated header rows nor boxes to tick.

mod control;
mod package;

pub(crate) use control::{day_input, input, tick_box};
pub(crate) use package::package;

use quick_xml::escape::partial_escape;

/// The letters of every paper.
const FONT: &str = "Times New Roman";

/// How a paragraph looks: sizes in half points, distances in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) size: u32,
    pub(crate) weight: Weight,
    pub(crate) underline: bool,
    pub(crate) align: Align,
    pub(crate) first_line: u32,
    /// Room at both sides, with a line below that is as long as what they leave.
    pub(crate) ruled: Option<u32>,
    pub(crate) before: u32,
    pub(crate) after: u32,
    /// Exact distance of lines; `None` for single spacing.
    pub(crate) exact: Option<u32>,
    /// What follows stays on the same page.
    pub(crate) keep_next: bool,
    pub(crate) new_page: bool,
}

/// The kind of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
    Italic,
}

/// How lines stand between the margins (17.18.44).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Align {
    Left,
    #[default]
    Center,
    Right,
    Both,
}

impl Align {
    fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

impl Look {
    /// Regular letters of a size in points, from the left.
    pub(crate) fn sized(points: u32) -> Self {
        Self {
            size: points * 2,
            weight: Weight::Regular,
            underline: false,
            align: Align::Left,
            first_line: 0,
            ruled: None,
            before: 0,
            after: 0,
            exact: None,
            keep_next: false,
            new_page: false,
        }
    }

    pub(crate) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(crate) fn italic(self) -> Self {
        Self { weight: Weight::Italic, ..self }
    }

    pub(crate) fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(crate) fn spaced(self, before: u32, after: u32) -> Self {
        Self { before, after, ..self }
    }

    pub(crate) fn kept(self) -> Self {
        Self { keep_next: true, ..self }
    }
}

fn run_properties(look: Look) -> String {
    let weight = match look.weight {
        Weight::Regular => "",
        Weight::Bold => "<w:b/><w:bCs/>",
        Weight::Italic => "<w:i/><w:iCs/>",
    };
    let underline = if look.underline { "<w:u w:val=\"single\"/>" } else { "" };
    format!(
        "<w:rPr><w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>{weight}\
         <w:color w:val=\"000000\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>{underline}</w:rPr>",
        size = look.size,
    )
}

/// A paragraph of one run of text; without text, an empty paragraph.
pub(crate) fn p(text: &str, look: Look) -> String {
    let run = if text.is_empty() { String::new() } else { words(text, look) };
    paragraph(&run, look, "")
}

fn run(content: &str, look: Look) -> String {
    format!("<w:r>{}{content}</w:r>", run_properties(look))
}

/// A paragraph of runs and controls.
pub(crate) fn mixed(runs: &[String], look: Look) -> String {
    paragraph(&runs.concat(), look, "")
}

/// A run of text.
pub(crate) fn words(text: &str, look: Look) -> String {
    run(&format!("<w:t xml:space=\"preserve\">{}</w:t>", partial_escape(text)), look)
}

/// A paragraph of these runs; `section` ends a section of the document with it (17.6.18).
fn paragraph(runs: &str, look: Look, section: &str) -> String {
    let mut style = String::new();
    if look.keep_next {
        style.push_str("<w:keepNext/>");
    }
    if look.new_page {
        style.push_str("<w:pageBreakBefore/>");
    }
    if look.ruled.is_some() {
        style.push_str(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>",
        );
    }
    let (line, rule) = look.exact.map_or((240, "auto"), |line| (line, "exact"));
    let (before, after) = (look.before, look.after);
    let indent = match (look.ruled, look.first_line) {
        (Some(side), _) => format!("<w:ind w:left=\"{side}\" w:right=\"{side}\"/>"),
        (None, 0) => String::new(),
        (None, first) => format!("<w:ind w:firstLine=\"{first}\"/>"),
    };
    format!(
        "<w:p><w:pPr>{style}<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"{rule}\"/>\
         {indent}<w:jc w:val=\"{}\"/>{}{section}</w:pPr>{runs}</w:p>",
        look.align.code(),
        run_properties(look),
    )
}

/// A slot of a table over `span` columns.
pub(crate) fn slot(width: u32, span: usize, middle: bool, paragraphs: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    let middle = if middle { "<w:vAlign w:val=\"center\"/>" } else { "" };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{middle}</w:tcPr>{paragraphs}</w:tc>")
}

/// A row that is not split over pages; a header row is repeated on each.
pub(crate) fn row(slots: &str, header: bool) -> String {
    let header = if header { "<w:tblHeader/>" } else { "" };
    format!("<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{slots}</w:tr>")
}

/// A table of these columns, with lines or without.
pub(crate) fn table(widths: &[u32], lines: bool, rows: &str) -> String {
    let drawn = if lines { "single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000" } else { "nil" };
    let line = |side: &str| format!("<w:{side} w:val=\"{drawn}\"/>");
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    let grid = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect::<Vec<_>>().concat();
    let whole: u32 = widths.iter().sum();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar>\
         </w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// Twentieths of a point in so many millimetres.
pub(crate) fn mm(length: u32) -> u32 {
    (length * 14400 + 127) / 254
}

/// A page: its size and margins in twentieths of a point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) top: u32,
    pub(crate) right: u32,
    pub(crate) bottom: u32,
    pub(crate) left: u32,
    pub(crate) header: u32,
}

impl Page {
    /// An upright A4 (ISO 216) with margins in millimetres: top, right, bottom, left.
    pub(crate) fn a4(margins: [u32; 4], header: u32) -> Self {
        let [top, right, bottom, left] = margins.map(mm);
        Self { width: 11906, height: 16838, top, right, bottom, left, header: mm(header) }
    }

    /// Between the margins.
    pub(crate) fn text_width(&self) -> u32 {
        self.width.saturating_sub(self.left + self.right)
    }

    /// The same sheet on its side: the margin for binding comes to the top.
    pub(crate) fn on_its_side(&self) -> Self {
        Self {
            width: self.height,
            height: self.width,
            top: self.left,
            right: self.top,
            bottom: self.right,
            left: self.bottom,
            header: self.header,
        }
    }

    /// The section's properties; the first page of a document has no number.
    pub(crate) fn section(&self, first: bool) -> String {
        let Self { width, height, top, right, bottom, left, header } = self;
        let orientation = if width > height { " w:orient=\"landscape\"" } else { "" };
        let (reference, title) = if first {
            ("<w:headerReference w:type=\"first\" r:id=\"rId3\"/>", "<w:titlePg/>")
        } else {
            ("", "")
        };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>{reference}\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orientation}/>\
             <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
             w:header=\"{header}\" w:footer=\"{header}\" w:gutter=\"0\"/>{title}</w:sectPr>"
        )
    }
}

/// A paragraph too small to see: the last of a section or document, since neither may end with a table.
pub(crate) fn last(section: &str) -> String {
    paragraph("", Look { exact: Some(20), ..Look::sized(1) }, section)
}
