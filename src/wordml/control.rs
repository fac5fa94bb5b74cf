//! Content controls: places to type in, days to choose, boxes to click.

use super::{Look, run_properties, words};
use quick_xml::escape::partial_escape;

/// A place to type in (17.5.2), called `title` to the person; holds `value`, or else shows a prompt.
pub(crate) fn input(title: &str, value: Option<&str>, prompt: &str, look: Look) -> String {
    let title = quick_xml::escape::escape(title);
    let (showing, shown) = match value {
        Some(value) => ("", words(value, look)),
        None => ("<w:showingPlcHdr/>", prompting(prompt)),
    };
    format!(
        "<w:sdt><w:sdtPr>{}<w:alias w:val=\"{title}\"/><w:lock w:val=\"sdtLocked\"/>{showing}<w:text/></w:sdtPr>\
         <w:sdtContent>{shown}</w:sdtContent></w:sdt>",
        run_properties(look)
    )
}

/// A place for a day, with a calendar to choose from (17.5.2.7).
pub(crate) fn day_input(title: &str, prompt: &str, look: Look) -> String {
    let title = quick_xml::escape::escape(title);
    format!(
        "<w:sdt><w:sdtPr>{}<w:alias w:val=\"{title}\"/><w:lock w:val=\"sdtLocked\"/><w:showingPlcHdr/>\
         <w:date><w:dateFormat w:val=\"dd/MM/yyyy\"/><w:lid w:val=\"vi-VN\"/><w:storeMappedDataAs w:val=\"dateTime\"/>\
         <w:calendar w:val=\"gregorian\"/></w:date></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run_properties(look),
        prompting(prompt)
    )
}

/// The prompt of an empty control; Word takes it away when a person types.
fn prompting(prompt: &str) -> String {
    let prompt = partial_escape(prompt);
    format!("<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>{prompt}</w:t></w:r>")
}

/// A box to click (`w14:checkbox`, [MS-DOCX] 2.6.1.2).
pub(crate) fn tick_box(title: &str, look: Look) -> String {
    let title = quick_xml::escape::escape(title);
    let font = "w:ascii=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:eastAsia=\"MS Gothic\"";
    let size = look.size;
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{title}\"/><w:lock w:val=\"sdtLocked\"/>\
         <w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>\
         <w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr>\
         <w:sdtContent><w:r><w:rPr><w:rFonts {font}/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
         <w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )
}
