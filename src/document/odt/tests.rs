use super::super::package::tests::packed;
use super::super::page::{Block, Emphasis, Table};
use super::*;
use crate::document::census::short::assert_none_is_dropped;

const STYLES: &str = r##"<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="S" style:family="text" style:parent-style-name="B"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="W" style:family="text"><style:text-properties style:font-name="W1"/></style:style>
<style:style style:name="V" style:family="text"><style:text-properties style:font-name=".VnTime"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>"##;

fn read_body(body: &str) -> Result<Document, FileFinding> {
    let content = format!(
        r#"<office:document-content><office:font-face-decls><style:font-face style:name="W1" svg:font-family="Wingdings"/></office:font-face-decls>
        <office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    let styles = r"<office:document-styles><office:master-styles><style:master-page><style:header><text:p>đầu trang</text:p></style:header></style:master-page></office:master-styles></office:document-styles>";
    read(&packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ]))
}

fn document(body: &str) -> Document {
    read_body(body).unwrap()
}

fn text(body: &str) -> String {
    let mut document = document(body);
    document.parts.remove(0);
    document.paragraphs().iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("|")
}

fn table(body: &str) -> Table {
    match document(body).parts.remove(1).blocks.pop() {
        Some(Block::Table(table)) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_of_legacy_fonts_are_decoded_and_told() {
    let read = document("<text:p><text:span text:style-name=\"V\">Kh«ng cã</text:span> lỗi</text:p>");
    assert_eq!(read.paragraphs()[1].text, "Không có lỗi");
    assert_eq!(read.findings, [FileFinding::LegacyText.into()]);
}

#[test]
fn spaces_tabs_and_lines_are_elements() {
    assert_eq!(
        text(
            "<text:p> a \n b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e</text:p><text:h>f</text:h>"
        ),
        "a b  c\td\ne|f"
    );
}

#[test]
fn a_few_bytes_do_not_stand_for_any_number_of_spaces() {
    let spaces = "<text:s text:c=\"1000000\"/>".repeat(10);
    assert_eq!(text(&format!("<text:p>a{spaces}b</text:p>")).len(), 2 + 10 * 100);
}

#[test]
fn the_page_header_stands_in_front() {
    let document = document("<text:p>a</text:p>");
    assert_eq!(document.parts[0].kind, PartKind::Header);
    assert_eq!(document.paragraphs()[0].text, "đầu trang");
}

#[test]
fn emphasis_comes_from_styles_and_those_below_them() {
    let document = document(
        r#"<text:p><text:span text:style-name="S">Có</text:span> / <text:span text:style-name="B">Không</text:span></text:p>"#,
    );
    let stretches: Vec<_> = document.paragraphs()[1].stretches().collect();
    assert_eq!(
        stretches,
        [("Có", Emphasis::STRIKE.with(Emphasis::BOLD)), (" / ", Emphasis::NONE), ("Không", Emphasis::BOLD)]
    );
}

#[test]
fn spans_and_covered_slots_give_the_grid() {
    let table = table(
        r#"<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>TT</text:p></table:table-cell><table:table-cell table:number-columns-spanned="2" table:style-name="C"><text:p>Kết quả</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
        <table:table-row><table:covered-table-cell><text:p>mất</text:p></table:covered-table-cell><table:table-cell><text:p>Có</text:p></table:table-cell><table:table-cell><text:p>Không</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="3"/></table:table-row></table:table>"#,
    );
    assert_eq!((table.rows(), table.columns()), (3, 3));
    assert_eq!(table.slot(1, 0).map(super::super::page::Slot::text).as_deref(), Some("TT"));
    assert_eq!(table.slot(1, 2).map(super::super::page::Slot::text).as_deref(), Some("Không"));
    assert_eq!(table.slot(0, 2).unwrap().fill, Some(0xFF_FF_00));
    assert_eq!(table.row(2).len(), 3);
}

#[test]
fn boxes_and_lists_stand_by_their_state() {
    let forms = r#"<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked"/><form:checkbox xml:id="c2" form:state="unchecked"/><form:listbox form:id="l"><form:option form:label="Có"/><form:option form:label="Không" form:current-selected="true"/></form:listbox></form:form></office:forms>"#;
    let controls = r#"<draw:control draw:control="c1"/><draw:control draw:control="c2"/><draw:control draw:control="l"/><draw:control draw:control="?"/>"#;
    assert_eq!(text(&format!("{forms}<text:p>{controls}</text:p>")), "☒☐Không\u{FFFC}");
    let marks = r#"<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark><field:fieldmark field:type="x.FORMDROPDOWN"><field:param field:name="Dropdown_ListEntry" field:value="Có"/><field:param field:name="Dropdown_ListEntry" field:value="Không"/><field:param field:name="Dropdown_Selected" field:value="1"/></field:fieldmark>"#;
    assert_eq!(text(&format!("<text:p>{marks}</text:p>")), "☒Không");
    let control = r#"<loext:content-control loext:checkbox="true" loext:checked="true"><text:span>X</text:span></loext:content-control>"#;
    assert_eq!(
        text(&format!("<text:p>{control}<text:span text:style-name=\"W\">¨</text:span></text:p>")),
        "☒☐"
    );
}

#[test]
fn deleted_and_hidden_text_is_left_out_and_said() {
    let document = document(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>xóa</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:change/><text:span text:style-name="H">ẩn</text:span></text:p>"#,
    );
    assert_eq!(document.paragraphs()[1].text, "a");
    let codes: Vec<_> = document.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["tracked-changes", "hidden-content"]);
}

#[test]
fn text_boxes_are_read_once_and_pictures_are_marked() {
    let frame = "<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>";
    let image = "<draw:frame><draw:image/></draw:frame>";
    assert_eq!(text(&format!("<text:p>a{frame}b{image}</text:p>")), "ab\u{FFFC}|hộp");
    assert_eq!(text("<text:p>a<draw:ellipse/><draw:line/></text:p>"), "a\u{FFFC}");
}

#[test]
fn a_locked_document_asks_for_one_without_password() {
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = packed(&[("META-INF/manifest.xml", manifest), ("content.xml", b"<a/>")]);
    assert_eq!(read(&bytes), Err(FileFinding::Password));
}

#[test]
fn cut_and_deep_documents_are_refused() {
    let cut = packed(&[("content.xml", b"<office:document-content><text:p>")]);
    assert!(matches!(read(&cut), Err(FileFinding::BadXml { .. })));
    let open = "<table:table><table:table-row><table:table-cell>".repeat(30);
    let close = "</table:table-cell></table:table-row></table:table>".repeat(30);
    assert!(matches!(read_body(&format!("{open}{close}")), Err(FileFinding::TooDeep { .. })));
    let wide = r#"<table:table><table:table-row><table:table-cell table:number-columns-repeated="4294967295"/><table:table-cell table:number-columns-repeated="99999"/></table:table-row></table:table>"#;
    assert!(matches!(read_body(wide), Err(FileFinding::TooBig { .. })));
}

#[test]
fn a_text_that_the_reader_drops_is_missed() {
    let slot = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let table = format!(
        "<table:table><table:table-row>{}{}</table:table-row></table:table>",
        slot("Nội dung"),
        slot("x")
    );
    let frame = "<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>";
    let body = format!("<text:p>Có &amp; không{frame}</text:p>{table}<text:h>CUỐI</text:h>");
    let content = format!("<d><office:text>{body}</office:text></d>");
    let mut read = document(&body);
    read.parts.remove(0);
    assert_none_is_dropped(|take| odf::each_text(content.as_bytes(), &BODY, take), &read);
}

#[test]
fn text_that_no_program_draws_is_a_question() {
    let connector = "<draw:connector><text:p>Có</text:p></draw:connector>";
    let read = document(&format!("<text:p>a{connector}</text:p>"));
    assert_eq!(read.findings, [FileFinding::UnreadText { text: "Có".into() }.into()]);
}
