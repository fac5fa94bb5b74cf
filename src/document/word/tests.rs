mod balance;
mod legacy;

use super::super::package::tests::packed;
use super::super::page::{Block, Document, Emphasis, PartKind, Table};
use super::Repeats;
use crate::finding::{FileFinding, Finding};
use crate::model::Place;

const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#;
const ROOT_RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document2.xml"/></Relationships>"#;
const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/styles" Target="styles.xml"/><Relationship Id="r2" Type="x/comments" Target="comments.xml"/><Relationship Id="r3" Type="x/header" Target="header1.xml"/><Relationship Id="r4" Type="x/footnotes" Target="footnotes.xml"/><Relationship Id="r5" Type="x/diagramData" Target="data1.xml"/></Relationships>"#;

/// Reads a document three times, the last time with all that it repeats known: the reading stays the same.
fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let repeats = Repeats::default();
    let first = super::read(bytes, &repeats);
    for _ in 0..2 {
        assert_eq!(super::read(bytes, &repeats), first);
    }
    first
}

fn bodied(inner: &str) -> String {
    format!("<w:document {NAMES}><w:body>{inner}</w:body></w:document>")
}

/// A document with what `inner` shows, read with what was met before.
pub(super) fn body_known(inner: &str, repeats: &Repeats) -> Document {
    super::read(&document_of(&bodied(inner), &[]), repeats).unwrap()
}

fn document_of(xml: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("_rels/.rels", ROOT_RELS.as_bytes()),
        ("word/_rels/document2.xml.rels", RELS.as_bytes()),
        ("word/document2.xml", xml.as_bytes()),
    ];
    parts.extend(others.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&parts)
}

fn body(inner: &str) -> Document {
    body_with(inner, &[])
}

fn body_with(inner: &str, others: &[(&str, &str)]) -> Document {
    read(&document_of(&bodied(inner), others)).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs().iter().map(|p| p.text.as_str()).collect()
}

fn text_of(inner: &str) -> String {
    texts(&body(&format!("<w:p>{inner}</w:p>"))).join("|")
}

fn table(document: &Document) -> &Table {
    let blocks = &document.parts[0].blocks;
    blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).unwrap()
}

#[test]
fn any_prefix_and_the_strict_namespace_are_word() {
    for (uri, open, close) in [
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", ":ns0", "ns0:"),
        ("http://purl.oclc.org/ooxml/wordprocessingml/main", ":w", "w:"),
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "", ""),
    ] {
        let p = close;
        let xml = format!(
            "<{p}document xmlns{open}=\"{uri}\"><{p}body><{p}p><{p}r><{p}t>Có</{p}t></{p}r></{p}p></{p}body></{p}document>"
        );
        assert_eq!(texts(&read(&document_of(&xml, &[])).unwrap()), ["Có"]);
    }
    let foreign = "<w:document xmlns:w=\"urn:other\"><w:p><w:r><w:t>Có</w:t></w:r></w:p></w:document>";
    assert!(texts(&read(&document_of(foreign, &[])).unwrap()).is_empty());
}

#[test]
fn a_part_that_breaks_off_is_refused_whole() {
    let xml = format!("<w:document {NAMES}><w:body><w:p><w:r><w:t>Không</w:t></w:r></w:p><w:tbl><w:tr>");
    let error = read(&document_of(&xml, &[])).unwrap_err();
    assert!(
        matches!(&error, FileFinding::BadXml { detail } if detail.contains("word/document2.xml")),
        "{error:?}"
    );
    let two = format!("<w:document {NAMES}/><w:document {NAMES}/>");
    assert!(matches!(read(&document_of(&two, &[])), Err(FileFinding::BadXml { .. })));
}

#[test]
fn nesting_is_limited_and_needs_no_stack() {
    let deep = |open: &str, close: &str, n: usize| {
        let inner = open.repeat(n) + &close.repeat(n);
        let xml = format!("<w:document {NAMES}><w:body>{inner}</w:body></w:document>");
        let bytes = document_of(&xml, &[]);
        std::thread::Builder::new().stack_size(256 << 10).spawn(move || read(&bytes)).unwrap().join().unwrap()
    };
    assert!(matches!(deep("<w:ins>", "</w:ins>", 100_000), Err(FileFinding::TooDeep { .. })));
    let tables = deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 21);
    assert!(matches!(tables, Err(FileFinding::TooDeep { .. })));
    assert!(deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20).is_ok());
}

#[test]
fn runs_join_and_special_characters_show() {
    let text = text_of(
        "<w:r><w:t>Kho</w:t></w:r><w:proofErr/><w:r><w:t>&#x302;ng &amp; <![CDATA[<có>]]></w:t><w:tab/><w:t>a</w:t><w:br/><w:noBreakHyphen/></w:r>",
    );
    assert_eq!(text, "Không & <có>\ta\n-");
}

#[test]
fn symbols_show_whether_typed_in_their_font_or_inserted() {
    let text = text_of(
        r#"<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>ü¨</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>"#,
    );
    assert_eq!(text, "☒✓☐\u{F04A}");
    let styles = r#"<w:styles xmlns:w="x"><w:style w:type="character" w:styleId="Tick"><w:rPr><w:b/><w:rFonts w:ascii="Wingdings"/></w:rPr></w:style></w:styles>"#;
    let document = body_with(
        r#"<w:p><w:r><w:rPr><w:rStyle w:val="Tick"/></w:rPr><w:t>þ</w:t></w:r><w:r><w:t>o</w:t></w:r></w:p>"#,
        &[("word/styles.xml", styles)],
    );
    assert_eq!(texts(&document), ["☒o"]);
    assert_eq!(document.paragraphs()[0].stretches().next(), Some(("☒", Emphasis::BOLD)));
}

#[test]
fn emphasis_is_kept_by_stretch_and_switched_off_values_are_honoured() {
    let document = body(
        r#"<w:p><w:r><w:rPr><w:b w:val="0"/><w:strike/></w:rPr><w:t>Có</w:t></w:r><w:r><w:rPr><w:u w:val="none"/></w:rPr><w:t> / </w:t></w:r><w:r><w:rPr><w:u w:val="single"/><w:color w:val="FF0000"/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>Không</w:t></w:r></w:p>"#,
    );
    let paragraphs = document.paragraphs();
    let stretches: Vec<_> = paragraphs[0].stretches().collect();
    let loud = Emphasis::UNDERLINE.with(Emphasis::COLOUR);
    assert_eq!(stretches, [("Có", Emphasis::STRIKE), (" / ", Emphasis::NONE), ("Không", loud)]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let document = body(
        "<w:p><w:ins><w:r><w:t>Có</w:t></w:r></w:ins><w:del><w:r><w:delText>Không</w:delText></w:r></w:del></w:p>\
         <w:p><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p><w:p><w:r><w:t>dòng</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>bỏ</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>giữ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(texts(&document), ["Có", "mới", "một dòng", "giữ"]);
    assert_eq!(table(&document).rows(), 1);
    assert_eq!(document.findings, [Finding::File(FileFinding::TrackedChanges)]);
}

#[test]
fn hidden_text_is_not_read_but_said() {
    let document =
        body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>thấy</w:t></w:r></w:p>");
    assert_eq!(texts(&document), ["thấy"]);
    assert_eq!(document.findings, [Finding::File(FileFinding::HiddenContent { detail: "ẩn".into() })]);
}

fn check_box(state: &str, content: &str) -> String {
    format!(
        r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"#
    )
}

#[test]
fn a_check_box_shows_its_state_whatever_its_glyph_and_wherever_it_stands() {
    let run = "<w:r><w:t>☐</w:t></w:r>";
    assert_eq!(text_of(&check_box("1", run)), "☒");
    assert_eq!(text_of(&(check_box("0", "<w:r><w:t>X</w:t></w:r>") + "<w:r><w:t> Có</w:t></w:r>")), "☐ Có");
    assert_eq!(text_of(&check_box("true", "")), "☒");
    let paragraph = check_box("1", &format!("<w:p>{run}<w:r><w:t> Có</w:t></w:r></w:p>"));
    assert_eq!(texts(&body(&paragraph)), ["☒ Có"]);
    assert_eq!(texts(&body(&check_box("1", "<w:p/>"))), ["☒"]);
    let slot = check_box("1", &format!("<w:tc><w:p>{run}</w:p></w:tc>"));
    let document = body(&format!("<w:tbl><w:tr><w:tc><w:p/></w:tc>{slot}</w:tr></w:tbl>"));
    assert_eq!(table(&document).slot(0, 1).unwrap().text(), "☒");
}

#[test]
fn a_prompt_is_no_text_and_a_choice_is() {
    let control = |prompt: &str| {
        format!(
            "<w:sdt><w:sdtPr>{prompt}<w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>Chọn</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    assert_eq!(text_of(&control("<w:showingPlcHdr/>")), "");
    assert_eq!(text_of(&control("")), "Chọn");
    assert_eq!(text_of(&control("<w:showingPlcHdr w:val=\"0\"/>")), "Chọn");
}

fn field(form: &str, instruction: &str, result: &str) -> String {
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn form_fields_show_their_state() {
    let check = |inner: &str| {
        let data = format!("<w:ffData><w:checkBox><w:sizeAuto/>{inner}</w:checkBox></w:ffData>");
        text_of(&field(&data, "FORMCHECKBOX", ""))
    };
    assert_eq!(check(r#"<w:default w:val="0"/><w:checked/>"#), "☒");
    assert_eq!(check(r#"<w:default w:val="1"/>"#), "☒");
    assert_eq!(check(r#"<w:default w:val="1"/><w:checked w:val="0"/>"#), "☐");
    let list = |inner: &str| {
        let entries = r#"<w:listEntry w:val="Có"/><w:listEntry w:val="Không"/>"#;
        let data = format!("<w:ffData><w:ddList>{inner}{entries}</w:ddList></w:ffData>");
        text_of(&field(&data, "FORMDROPDOWN", "cũ"))
    };
    assert_eq!(list(r#"<w:result w:val="1"/>"#), "Không");
    assert_eq!(list(""), "Có");
    assert_eq!(list(r#"<w:result w:val="7"/>"#), "\u{FFFC}");
    let text = "<w:ffData><w:textInput/></w:ffData>";
    assert_eq!(text_of(&field(text, "FORMTEXT", "An")), "An");
    assert_eq!(text_of(&field("", "FORMCHECKBOX", "")), "\u{FFFC}");
}

#[test]
fn fields_show_their_result_and_never_their_instruction() {
    assert_eq!(text_of(&field("", "DATE \\@ \"dd/MM\"", "25/6")), "25/6");
    assert_eq!(text_of(&field("", "MACROBUTTON  NoMacro [Họ và tên]", "")), "[Họ và tên]");
    assert_eq!(text_of(&field("", "SYMBOL 254 \\f \"Wingdings\"", "")), "☒");
    assert_eq!(text_of(&field("", r"eq \o\ac(○,C)", "")), "Ⓒ", "a letter with a circle around it");
    assert_eq!(text_of(&field("", r"EQ \o(□;C)", "")), "\u{FFFC}");
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>đúng</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("", "REF a", "1")
    );
    assert_eq!(text_of(&nested), "đúng");
    let simple = r#"<w:fldSimple w:instr="REF a"><w:r><w:t>a</w:t></w:r></w:fldSimple>"#;
    assert_eq!(text_of(simple), "a");
    let document = body(&format!("<w:p>{}</w:p>", field("", "DDEAUTO c:\\x", "kết quả")));
    assert_eq!(document.findings, [Finding::File(FileFinding::ActiveContent)]);
}

#[test]
fn merged_slots_cover_their_grid() {
    let slot = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let span = r#"<w:gridSpan w:val="2"/>"#;
    let document = body(&format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:customXml><w:tr>{}{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr></w:customXml>\
         <w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr></w:tbl>",
        slot(r#"<w:vMerge w:val="restart"/>"#, "TT"),
        slot(span, "Kết quả"),
        slot("<w:vMerge/>", ""),
        slot(r#"<w:shd w:fill="FFFF00"/>"#, "Có"),
        slot("", "Không"),
        slot(span, "cuối"),
    ));
    let table = table(&document);
    let text = |row, column| table.slot(row, column).map(super::super::page::Slot::text).unwrap_or_default();
    assert_eq!((table.rows(), table.columns()), (3, 3));
    assert_eq!([text(1, 0), text(0, 2), text(1, 1), text(1, 2)], ["TT", "Kết quả", "Có", "Không"]);
    assert_eq!([text(2, 0), text(2, 1), text(2, 2)], ["", "cuối", "cuối"]);
    assert_eq!(table.slot(1, 1).unwrap().fill, Some(0xFF_FF00));
    let places: Vec<_> = document.paragraphs().iter().map(|p| p.place.clone()).collect();
    assert_eq!(places[3], Place::Slot { table: 1, row: 2, column: 3 });
}

#[test]
fn a_nested_table_stands_in_its_slot_with_a_number_of_its_own() {
    let inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>trong</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let document = body(&format!(
        "<w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ngoài</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>sau</w:t></w:r></w:p>"
    ));
    let paragraphs = document.paragraphs();
    assert_eq!(texts(&document), ["", "ngoài", "trong", "", "sau"]);
    assert_eq!(paragraphs[2].place, Place::Slot { table: 2, row: 1, column: 1 });
    assert_eq!(paragraphs[3].place, Place::Slot { table: 1, row: 1, column: 1 });
    assert_eq!(paragraphs[4].place, Place::Paragraph(2));
}

#[test]
fn a_text_box_is_read_once_after_its_anchor() {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>trong hộp</w:t></w:r></w:p></w:txbxContent>";
    let document = body(&format!(
        "<w:p><w:r><w:t>trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{boxed}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> sau</w:t></w:r></w:p>"
    ));
    assert_eq!(texts(&document), ["trước sau", "trong hộp"]);
    assert_eq!(document.paragraphs()[1].place, Place::Paragraph(1));
}

#[test]
fn a_picture_is_a_mark_and_a_line_of_the_letterhead_is_not() {
    assert_eq!(text_of("<w:r><w:drawing><a:blip/></w:drawing></w:r>"), "\u{FFFC}");
    assert_eq!(text_of(r#"<w:r><w:drawing><a:prstGeom prst="line"/></w:drawing></w:r>"#), "");
    assert_eq!(text_of("<w:r><w:pict><v:line/></w:pict></w:r>"), "");
    assert_eq!(
        text_of("<w:r><w:pict><v:shapetype><v:oval/></v:shapetype><v:oval/></w:pict></w:r>"),
        "\u{FFFC}"
    );
}

#[test]
fn comments_stand_with_the_paragraph_they_refer_to_and_headers_before_the_body() {
    let comments = format!(
        r#"<w:comments {NAMES}><w:comment w:id="4"><w:p><w:r><w:t>hỏi lại</w:t></w:r></w:p></w:comment></w:comments>"#
    );
    let header = format!("<w:hdr {NAMES}><w:p><w:r><w:t>Mẫu 1</w:t></w:r></w:p></w:hdr>");
    let document = body_with(
        r#"<w:p><w:r><w:t>Có</w:t></w:r><w:r><w:commentReference w:id="4"/></w:r></w:p>"#,
        &[("word/comments.xml", &comments), ("word/header1.xml", &header)],
    );
    assert_eq!(texts(&document), ["Mẫu 1", "Có"]);
    assert_eq!(document.parts[0].kind, PartKind::Header);
    assert_eq!(document.paragraphs()[0].place, Place::Margin);
    assert_eq!(document.paragraphs()[1].comments, ["hỏi lại"]);
}
