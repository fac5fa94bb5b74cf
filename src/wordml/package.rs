//! The parts of a document and the package around them.

use super::{Align, FONT, Look, p, paragraph, run};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

/// The paragraph of a header that shows the page number.
fn page_number(look: Look) -> String {
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
fn styles(points: u32) -> String {
    let size = points * 2;
    format!(
        "<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"PlaceholderText\"><w:name w:val=\"Placeholder Text\"/>\
         <w:rPr><w:color w:val=\"666666\"/></w:rPr></w:style></w:styles>"
    )
}

/// The namespaces of every part; readers that do not know boxes to click may pass over what is theirs.
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                                     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
                                     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\"";

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A document of this body, which ends with its section, in letters of so many points. The first header
/// has the page number.
///
/// # Errors
/// What the packing answers.
pub(crate) fn package(body: &str, points: u32) -> ZipResult<Vec<u8>> {
    let centre = Look::sized(points).aligned(Align::Center);
    let header = |content: &str| format!("<w:hdr {NAMESPACES}>{content}</w:hdr>");
    let headers = [("header", "header1.xml"), ("header", "header2.xml")];
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")),
        ("word/_rels/document.xml.rels", relations(&[&[("styles", "styles.xml")], &headers[..]].concat())),
        ("word/styles.xml", styles(points)),
        ("word/header1.xml", header(&page_number(centre))),
        ("word/header2.xml", header(&p("", centre))),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of the clock: the same document gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, xml) in parts {
        file.start_file(name, options)?;
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}");
        file.write_all(declared.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}
fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |(name, kind): (&str, &str)| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{word}.{kind}+xml\"/>")
    };
    let parts =
        [("document", "document.main"), ("styles", "styles"), ("header1", "header"), ("header2", "header")];
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
        parts.map(part).concat()
    )
}

fn relations(list: &[(&str, &str)]) -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let one = |(n, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{n}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let all = (1..).zip(list).map(one).collect::<Vec<_>>().concat();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}
