//! Pieces of WordprocessingML (ECMA-376 Part 1, 17), in the order of properties that its schema wants.
//!
//! They are written directly, because docx-rs 0.4.22 puts the children of `rPr`, `pPr` and `sectPr` in an
//! order that the schema does not allow, and has no repeated header rows.

use quick_xml::escape::partial_escape;

/// The letters of every paper.
const FONT: &str = "Times New Roman";

/// How a paragraph looks: sizes in half points, distances in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) size: u32,
    pub(super) weight: Weight,
    pub(super) underline: bool,
    pub(super) align: Align,
    pub(super) first_line: u32,
    /// Room at both sides, with a line below that is as long as what they leave.
    pub(super) ruled: Option<u32>,
    pub(super) before: u32,
    pub(super) after: u32,
    /// Exact distance of lines; `None` for single spacing.
    pub(super) exact: Option<u32>,
    /// What follows stays on the same page.
    pub(super) keep_next: bool,
    pub(super) new_page: bool,
}

/// The kind of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
    Italic,
}

/// How lines stand between the margins (17.18.44).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Align {
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
    pub(super) fn sized(points: u32) -> Self {
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

    pub(super) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(super) fn italic(self) -> Self {
        Self { weight: Weight::Italic, ..self }
    }

    pub(super) fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(super) fn spaced(self, before: u32, after: u32) -> Self {
        Self { before, after, ..self }
    }

    pub(super) fn kept(self) -> Self {
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
pub(super) fn p(text: &str, look: Look) -> String {
    let run = if text.is_empty() {
        String::new()
    } else {
        run(&format!("<w:t xml:space=\"preserve\">{}</w:t>", partial_escape(text)), look)
    };
    paragraph(&run, look, "")
}

fn run(content: &str, look: Look) -> String {
    format!("<w:r>{}{content}</w:r>", run_properties(look))
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
pub(super) fn slot(width: u32, span: usize, middle: bool, paragraphs: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    let middle = if middle { "<w:vAlign w:val=\"center\"/>" } else { "" };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{middle}</w:tcPr>{paragraphs}</w:tc>")
}

/// A row that is not split over pages; a header row is repeated on each.
pub(super) fn row(slots: &str, header: bool) -> String {
    let header = if header { "<w:tblHeader/>" } else { "" };
    format!("<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{slots}</w:tr>")
}

/// A table of these columns, with lines or without.
pub(super) fn table(widths: &[u32], lines: bool, rows: &str) -> String {
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

/// A page: its size and margins in twentieths of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) header: u32,
}

impl Page {
    /// Between the margins.
    pub(super) fn text_width(&self) -> u32 {
        self.width.saturating_sub(self.left + self.right)
    }

    /// The same sheet on its side: the margin for binding comes to the top.
    pub(super) fn on_its_side(&self) -> Self {
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
    pub(super) fn section(&self, first: bool) -> String {
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
pub(super) fn last(section: &str) -> String {
    paragraph("", Look { exact: Some(20), ..Look::sized(1) }, section)
}

/// The paragraph of a header that shows the page number.
pub(super) fn page_number(look: Look) -> String {
    let parts = [
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:t>2</w:t>",
        "<w:fldChar w:fldCharType=\"end\"/>",
    ];
    paragraph(&parts.map(|part| run(part, look)).concat(), look, "")
}

/// The styles part: the letters of the whole document.
pub(super) fn styles(points: u32) -> String {
    let size = points * 2;
    format!(
        "<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>"
    )
}

/// The namespaces of every part.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
