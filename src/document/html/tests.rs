use super::super::page::{Block, Emphasis, Table};
use super::*;
use crate::document::census::short::assert_none_is_dropped;
use proptest::prelude::*;

fn document(html: &str) -> Document {
    read(html.as_bytes()).unwrap()
}

fn text(html: &str) -> String {
    let document = document(html);
    document.paragraphs().iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("|")
}

fn table(html: &str) -> Table {
    let blocks = document(html).parts.remove(0).blocks;
    let tables = blocks.into_iter().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.last().unwrap()
}

#[test]
fn spaces_are_one_and_lines_end_where_blocks_do() {
    assert_eq!(
        text("<p> Họ  và\n tên:&nbsp;<b> A </b> </p><div>b<br> c</div>d"),
        "Họ và tên:\u{A0} A|b\nc|d"
    );
    assert_eq!(text("<pre>a  b</pre>"), "a  b");
}

#[test]
fn letters_of_legacy_fonts_are_decoded_and_told() {
    let read = document(
        "<p><font face='.VnTime'>Kh«ng cã</font> / <span style='font-family:VNI-Times'>Coù</span></p>",
    );
    assert_eq!(read.paragraphs()[0].text, "Không có / Có");
    assert_eq!(read.findings, [FileFinding::LegacyText.into()]);
    let garbled = document("<p>KhÃ´ng cÃ³ biá»ƒu hiá»‡n</p>");
    assert!(matches!(garbled.findings[..], [crate::finding::Finding::File(FileFinding::GarbledText { .. })]));
}

#[test]
fn slots_follow_their_spans_and_missing_ends_are_supplied() {
    let table = table(
        "<table><tr><td rowspan=2>TT<td colspan=2>Kết quả<tr><td>Có<td>Không<tbody><tr><td>1<td>x<td></table>",
    );
    assert_eq!(table.slot(1, 0).map(super::super::page::Slot::text).as_deref(), Some("TT"));
    assert_eq!(table.slot(1, 2).map(super::super::page::Slot::text).as_deref(), Some("Không"));
    assert_eq!(table.slot(2, 1).map(super::super::page::Slot::text).as_deref(), Some("x"));
    assert_eq!((table.rows(), table.columns()), (3, 3));
}

#[test]
fn a_table_may_stand_in_a_slot() {
    let table = table("<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>");
    assert_eq!((table.columns(), table.slots()[0].blocks.len()), (2, 3));
}

#[test]
fn looks_come_from_elements_styles_and_classes() {
    let html = "<style>.k1 {text-decoration:line-through} td.x, .y {background:yellow}</style>\
        <p><span class=k1>a</span><s>b</s><u>c</u><span style='font-weight:700'>d</span>\
        <span style='background:yellow;mso-highlight:yellow'>e</span><font color=red>f</font>\
        <span style='color:windowtext;background:white'>g</span><span style='border:solid windowtext 1.0pt'>h</span></p>";
    let document = document(html);
    let stretches: Vec<_> = document.paragraphs()[0].stretches().collect();
    assert_eq!(
        stretches,
        [
            ("ab", Emphasis::STRIKE),
            ("c", Emphasis::UNDERLINE),
            ("d", Emphasis::BOLD),
            ("e", Emphasis::HIGHLIGHT),
            ("f", Emphasis::COLOUR),
            ("g", Emphasis::NONE),
            ("h", Emphasis::FRAME),
        ]
    );
    assert_eq!(
        table("<style>.x{background:yellow}</style><table><td class=x>a</table>").slots()[0].fill,
        Some(0xFF_FF_00)
    );
}

#[test]
fn deleted_and_hidden_text_is_left_out_and_said() {
    let html = "<p>a<del cite='mailto:b' datetime='2026-06-01'>b</del><span style='mso-hide:all'>c</span>\
        <span style='display: none'>d</span><script>e</script><!-- f --><del>g</del></p>";
    let document = document(html);
    assert_eq!(document.paragraphs()[0].text, "ag");
    let codes: Vec<_> = document.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["tracked-changes", "active-content", "hidden-content"]);
}

#[test]
fn boxes_lists_and_pictures_stand_by_their_state() {
    assert_eq!(text("<p><input type=checkbox checked> Có <input type=CHECKBOX>Không</p>"), "☒ Có ☐Không");
    assert_eq!(text("<p><select><option>-<option selected>Không</select><img src=x></p>"), "Không\u{FFFC}");
    assert_eq!(text("<p><select><option>-<option>Có</select></p>"), "-");
    assert_eq!(
        text("<p><font face=Wingdings>þ</font><span style='font-family:Wingdings'>&#168;</span></p>"),
        "☒☐"
    );
}

#[test]
fn a_form_field_of_word_shows_its_state() {
    let field = |data: &str| {
        format!(
            "<p><!--[if supportFields]><span style='mso-element:field-begin'></span> FORMCHECKBOX <![endif]-->\
            <!--[if gte mso 9]><xml><w:data>{data}</w:data></xml><![endif]-->\
            <!--[if supportFields]><span style='mso-element:field-end'></span><![endif]-->Có</p>"
        )
    };
    let data = "FFFFFFFF650000001400060043006800650063006B0031000000{}000000000000";
    assert_eq!(text(&field(&data.replace("{}", "0100"))), "☒Có");
    assert_eq!(text(&field(&data.replace("{}", "0000"))), "☐Có");
    assert_eq!(text(&field("")), "\u{FFFC}Có");
}

#[test]
fn the_number_of_a_list_is_a_label() {
    let document = document(
        "<p><![if !supportLists]><span style='mso-list:Ignore'>II.<span>&nbsp; </span></span><![endif]>Đạo đức</p>\
         <ol start=3><li>a<li>b</ol>",
    );
    let labels: Vec<_> =
        document.paragraphs().iter().map(|p| (p.label.clone().unwrap(), p.text.clone())).collect();
    assert_eq!(
        labels,
        [("II.", "Đạo đức"), ("3.", "a"), ("4.", "b")].map(|(l, t)| (l.to_owned(), t.to_owned()))
    );
}

#[test]
fn the_encoding_is_found_out() {
    let wide: Vec<u8> = "\u{FEFF}<p>Tự soi</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide).unwrap().paragraphs()[0].text, "Tự soi");
    let old =
        b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1258\"><p>Ti\xEA\xECng</p>";
    assert_eq!(read(old).unwrap().paragraphs()[0].text, "Tiếng");
}

#[test]
fn pages_in_mime_parts_are_read_in_order() {
    let mime = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>T=E1=BB=B1 soi</p>\r\n--b\r\nContent-Location: file:///C:/x/tabstrip.htm\r\nContent-Type: text/html\r\n\r\n\
        <p>Sheet1</p>\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>hai</p>\r\n--b--\r\n";
    assert_eq!(text(mime), "Tự soi|hai");
}

#[test]
fn a_cut_page_is_refused_and_depth_is_limited() {
    assert!(matches!(read(b"<table><tr><td>a"), Err(FileFinding::Corrupt { .. })));
    assert!(matches!(read(b"<html><body><p>a</p>"), Err(FileFinding::Corrupt { .. })));
    let deep = "<b>".repeat(100_000);
    assert!(matches!(read(deep.as_bytes()), Err(FileFinding::TooDeep { .. })));
    let wide = "<table><tr><td colspan=4000000000>a<td colspan=1000>b</table>";
    assert!(matches!(read(wide.as_bytes()), Err(FileFinding::TooBig { .. })));
}

proptest! {
    #[test]
    fn no_input_panics(pieces in proptest::collection::vec(prop_oneof![
        Just("<table>"), Just("</table>"), Just("<tr>"), Just("<td rowspan=9 colspan=3>"), Just("</td>"), Just("</tr>"),
        Just("<p>"), Just("</p>"), Just("<li>"), Just("<ol>"), Just("</ol>"), Just("<select>"), Just("<option>"),
        Just("</select>"), Just("<tbody>"), Just("chữ"), Just("<b>"), Just("</b>"), Just("<input type=checkbox>"),
        Just("<!--[if supportFields]>mso-element:field-begin<![endif]-->"), Just("<br>"), Just("</html>")
    ], 0..60)) {
        let _ = read(pieces.concat().as_bytes());
    }
}

#[test]
fn a_text_that_the_reader_drops_is_missed() {
    let page = "<style>p { color: red }</style><p>Họ &amp; tên: <b>A</b></p><table><tr><td>N&#7897;i dung<td>x</table><ul><li>Cuối</ul>";
    assert_none_is_dropped(|take| census::each_text(page, take), &document(page));
}

#[test]
fn deleted_and_hidden_text_of_a_page_is_not_missed() {
    let read = document(
        "<p>a<del cite='#' datetime='2026'>xóa</del><span style='display:none'>ẩn</span><script>b</script>c</p>",
    );
    assert!(read.findings.iter().all(|f| f.code() != "unread-text"), "{:?}", read.findings);
}
