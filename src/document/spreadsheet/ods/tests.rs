use super::super::binding::Binding;
use super::{SHEETS, sheets};
use crate::document::census::odf::each_text;
use crate::document::census::short::assert_none_is_dropped;
use crate::document::{Block, Document, Emphasis, Table, Value};
use crate::finding::FileFinding;

const STYLES: &str = r##"<office:automatic-styles>
  <style:style style:name="out" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
  <style:style style:name="wing" style:family="table-cell" style:parent-style-name="base">
    <style:text-properties style:font-name="Wingdings"/></style:style>
  <style:style style:name="base" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>
</office:automatic-styles>"##;

fn try_open(table: &str) -> Result<Document, FileFinding> {
    let content = format!(
        "<office:document-content>{STYLES}<office:body><office:spreadsheet><table:table table:name=\"S\">{table}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut looks = super::Looks::default();
    looks.read(content.as_bytes(), "content.xml")?;
    sheets(content.as_bytes(), "content.xml", &looks).map(Binding::finish)
}

fn open(table: &str) -> Document {
    try_open(table).expect("a sheet")
}

fn table(document: &Document) -> &Table {
    match document.parts[0].blocks.as_slice() {
        [Block::Table(table)] => table,
        _ => panic!("one table"),
    }
}

#[test]
fn squares_stand_where_repeats_put_them() {
    let document = open(
        r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2"/>
          <table:table-cell office:value-type="float" office:value="2"><text:p>2,0</text:p></table:table-cell>
          <table:table-cell office:value-type="date" office:date-value="2026-06-30"><text:p>30/06/2026</text:p></table:table-cell>
          <table:table-cell table:formula="of:=A1"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>"#,
    );
    let slots: Vec<_> = table(&document).slots().iter().map(|s| (s.row, s.column, s.text())).collect();
    assert_eq!(slots, [(3, 2, "2,0".into()), (3, 3, "30/06/2026".into()), (3, 4, "of:=A1".into())]);
    let values: Vec<_> = table(&document).slots().iter().map(|s| s.value).collect();
    assert_eq!(
        values,
        [Value::Number(2.0), Value::Date(jiff::civil::date(2026, 6, 30)), Value::Uncalculated]
    );
}

#[test]
fn text_keeps_its_looks_and_comments_stand_apart() {
    let document = open(
        r#"<table:table-row><table:table-cell office:value-type="string">
            <office:annotation><dc:creator>A</dc:creator><text:p>nhớ</text:p></office:annotation>
            <text:p><text:span text:style-name="out">Có</text:span><text:s text:c="2"/>Không</text:p><text:p>x</text:p></table:table-cell>
          <table:table-cell table:style-name="wing"><text:p>þ</text:p></table:table-cell></table:table-row>"#,
    );
    let slots = table(&document).slots();
    let paragraph = slots[0].paragraphs()[0];
    let stretches: Vec<_> = paragraph.stretches().collect();
    assert_eq!(stretches, [("Có", Emphasis::STRIKE), ("  Không\nx", Emphasis::NONE)]);
    assert_eq!(paragraph.comments, ["nhớ"]);
    assert_eq!((slots[1].text().as_ref(), slots[1].fill), ("☒", Some(0xFF_FF00)));
}

#[test]
fn merges_and_hidden_rows_are_seen() {
    let document = open(
        r#"<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell>
           <table:covered-table-cell/></table:table-row>
           <table:table-row table:visibility="collapse"><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"#,
    );
    let slots = table(&document).slots();
    assert_eq!((slots[0].column_span, slots[0].hidden, slots[1].hidden), (2, false, true));
    assert_eq!(document.findings, [FileFinding::HiddenContent { detail: "S!A2".into() }.into()]);
}

#[test]
fn a_box_to_tick_shows_its_state() {
    let document = open(
        r#"<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked" form:label="Có"/></form:form></office:forms>
           <table:table-row><table:table-cell><draw:control draw:control="c1"/></table:table-cell></table:table-row>"#,
    );
    assert_eq!(table(&document).slots()[0].text(), "☒ Có");
}

#[test]
fn a_box_that_stands_in_no_square_is_told() {
    let document = open(
        r#"<office:forms><form:form><form:radio form:id="c1" form:current-selected="true" form:label="Có"/></form:form></office:forms>
           <table:shapes><draw:control draw:control="c1"/></table:shapes>"#,
    );
    assert_eq!(document.findings, [FileFinding::UnreadText { text: "S: ☒ Có".into() }.into()]);
}

#[test]
fn content_repeated_beyond_the_sheet_is_refused() {
    let row = |columns: u64, rows: u64| {
        try_open(&format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\"><text:p>x</text:p></table:table-cell></table:table-row>"
        ))
    };
    assert!(matches!(row(4_000_000_000, 1), Err(FileFinding::BadXml { .. })));
    assert!(matches!(row(16_000, 1_000_000), Err(FileFinding::TooBig { .. })));
}

#[test]
fn page_headers_are_read_without_their_fields() {
    let styles = "<office:document-styles xmlns:office=\"o\"><office:automatic-styles>\
        <style:style style:name=\"V\" style:family=\"text\"><style:text-properties style:font-name=\".VnTime\"/></style:style>\
        </office:automatic-styles><office:master-styles><style:master-page>\
        <style:header><style:region-left><text:p><text:span text:style-name=\"V\">Chi bé</text:span> thôn Đông</text:p>\
        </style:region-left><text:p><text:sheet-name>???</text:sheet-name></text:p></style:header>\
        <style:header-left style:display=\"false\"><text:p>cũ</text:p></style:header-left>\
        <style:footer><text:p>Trang <text:page-number>1</text:page-number></text:p></style:footer>\
        </style:master-page></office:master-styles></office:document-styles>";
    let mut looks = super::Looks::default();
    looks.read(styles.as_bytes(), "styles.xml").expect("styles");
    let mut binding = Binding::default();
    super::margins::read(styles.as_bytes(), "styles.xml", &looks, &mut binding).expect("margins");
    let texts: Vec<_> = binding.finish().paragraphs().iter().map(|p| p.text.clone()).collect();
    assert_eq!(texts, ["Chi bộ thôn Đông", "Trang"]);
}

#[test]
fn a_number_shown_as_a_truth_value_is_one() {
    let cell = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"0\"><text:p>FALSE</text:p>\
                </table:table-cell></table:table-row>";
    let document = open(cell);
    let [Block::Table(table)] = document.parts[0].blocks.as_slice() else { panic!("a table") };
    assert_eq!(table.slots()[0].value, Value::Bool(false));
}

#[test]
fn a_text_that_the_reader_drops_is_missed() {
    let square = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let comment = "<table:table-cell><office:annotation><dc:creator>N</dc:creator><text:p>ghi chú</text:p></office:annotation></table:table-cell>";
    let row =
        format!("<table:table-row>{}{}{comment}</table:table-row>", square("Có &lt; không"), square("x"));
    let content = format!("<d><table:table>{row}</table:table></d>");
    assert_none_is_dropped(|take| each_text(content.as_bytes(), &SHEETS, take), &open(&row));
}
