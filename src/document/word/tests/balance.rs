//! The second count of the text: whatever is left out or put in knowingly balances, and nothing else does.

use super::super::super::census::{Ledger, unread};
use super::*;

/// What is said of text that was not read.
fn unread_of(document: &Document) -> Option<&str> {
    document.findings.iter().find_map(|finding| match finding {
        Finding::File(FileFinding::UnreadText { text }) => Some(text.as_str()),
        _ => None,
    })
}

/// The texts of a document in whose text nothing is missing.
fn balanced(inner: &str) -> String {
    let document = body(inner);
    assert_eq!(unread_of(&document), None, "{inner}");
    texts(&document).join("|")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn deleted_and_moved_text_is_left_out_knowingly() {
    let deleted =
        format!("<w:p><w:del>{0}</w:del><w:moveFrom>{0}</w:moveFrom>{1}</w:p>", run("bỏ"), run("giữ"));
    assert_eq!(balanced(&deleted), "giữ");
    let row = |properties: &str| format!("<w:tr>{properties}<w:tc><w:p>{}</w:p></w:tc></w:tr>", run("dòng"));
    assert_eq!(balanced(&format!("<w:tbl>{}{}</w:tbl>", row("<w:trPr><w:del/></w:trPr>"), row(""))), "dòng");
    let slot =
        |properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>", run("ô"));
    assert_eq!(balanced(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", slot("<w:cellDel/>"), slot(""))), "ô");
}

#[test]
fn text_that_a_merge_covers_is_left_out_knowingly() {
    let row = |merge: &str, text: &str| {
        format!("<w:tr><w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr><w:p>{}</w:p></w:tc></w:tr>", run(text))
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", row(" w:val=\"restart\"", "trên"), row("", "dưới"));
    assert_eq!(balanced(&table), "trên");
}

#[test]
fn duplicates_for_old_programs_are_left_out_knowingly() {
    let boxed = format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run("trong hộp"));
    let choices = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(balanced(&choices), "|trong hộp");
}

#[test]
fn hidden_text_and_prompts_are_left_out_knowingly() {
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn &amp; kín</w:t></w:r></w:p>";
    assert_eq!(balanced(hidden), "");
    let prompt = format!(
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        run("Nhấn để nhập")
    );
    assert_eq!(balanced(&prompt), "");
}

#[test]
fn what_a_control_or_field_shows_by_its_state_balances() {
    let glyph = check_box("1", "<w:r><w:t xml:space=\"preserve\">\u{A0}X Có</w:t></w:r>");
    assert_eq!(balanced(&format!("<w:p>{glyph}</w:p>")), "☒ Có");
    assert_eq!(balanced(&check_box("1", "<w:p/>")), "☒");
    let list = r#"<w:ffData><w:ddList><w:listEntry w:val="Không"/></w:ddList></w:ffData>"#;
    assert_eq!(balanced(&format!("<w:p>{}</w:p>", field(list, "FORMDROPDOWN", "Có"))), "Không");
    assert_eq!(balanced(&format!("<w:p>{}</w:p>", field("", "MACROBUTTON Lệnh Có", ""))), "Có");
    let symbol = r#"<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t></w:r></w:p>"#;
    assert_eq!(balanced(symbol), "☒");
    let inserted = r#"<w:p><w:r><w:sym w:font="Times New Roman" w:char="0041"/></w:r></w:p>"#;
    assert_eq!(balanced(inserted), "A");
}

#[test]
fn text_that_becomes_composed_or_decoded_balances() {
    assert_eq!(balanced(&format!("<w:p>{}</w:p>", run("Kho\u{302}ng co\u{301}"))), "Không có");
    let legacy = r#"<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Kh«ng</w:t></w:r></w:p>"#;
    assert_eq!(balanced(legacy), "Không");
}

#[test]
fn text_of_a_drawing_that_is_not_read_is_told() {
    let shape = "<w:p><w:r><w:drawing><a:p><a:r><a:t>trong sơ đồ</a:t></a:r></a:p></w:drawing></w:r></w:p>";
    assert_eq!(unread_of(&body(shape)), Some("trong sơ đồ"));
    // Something else that shows the same makes no amends.
    let same =
        r#"<w:p><w:r><w:sym w:font="Arial" w:char="0041"/><w:drawing><a:t>A</a:t></w:drawing></w:r></w:p>"#;
    assert_eq!(unread_of(&body(same)), Some("…"));
    let data = "<dgm:dataModel><dgm:t><a:p><a:r><a:t>Bí thư</a:t></a:r></a:p></dgm:t></dgm:dataModel>";
    let document = body_with("<w:p/>", &[("word/data1.xml", data)]);
    assert_eq!(unread_of(&document), Some("Bí thư"));
}

#[test]
fn text_that_the_reader_loses_is_told() {
    let xml = format!("<w:document>{}{}</w:document>", run("Tôi khai"), run("đôi khi còn chậm"));
    let mut document = body(&format!("<w:p>{}</w:p><w:p>{}</w:p>", run("Tôi khai"), run("đôi khi còn chậm")));
    let mut blocks = document.parts.remove(0).blocks;
    assert_eq!(unread(xml.as_bytes(), &[], &blocks, &Ledger::default()), None);
    blocks.pop();
    let lost = unread(xml.as_bytes(), &[], &blocks, &Ledger::default());
    assert_eq!(lost.as_deref(), Some("đôi khi còn chậm"));
}

#[test]
fn notes_are_read_where_the_text_refers_to_them() {
    let notes = format!(
        r#"<w:footnotes {NAMES}><w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote><w:p>{}</w:p></w:footnote></w:footnotes>"#,
        run("ghi chú cuối trang")
    );
    let parts = [("word/footnotes.xml", notes.as_str())];
    let document = body_with(r#"<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#, &parts);
    assert_eq!(document.parts[1].kind, PartKind::Footer);
    assert_eq!(texts(&document), ["", "", "ghi chú cuối trang"]);
    assert_eq!(unread_of(&document), None);
    assert_eq!(body_with("<w:p/>", &parts).parts.len(), 1);
}
