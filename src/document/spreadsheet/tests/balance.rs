//! The second count of text: what balances, and what is told.

use super::*;

const STRINGS: &str = "<sst><si><t>Có</t></si><si><r><t>Không</t></r><r><t xml:space=\"preserve\"> có_x000D_\n</t></r>\
    <rPh sb=\"0\"><t>ko</t></rPh></si><si><t>Co\u{301}</t></si></sst>";

fn squares(squares: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\">{squares}</row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>"
    );
    book_with(&sheet, WORKBOOK, &[("xl/sharedStrings.xml", STRINGS)], &[])
}

fn unread(bytes: &[u8]) -> Option<String> {
    document(bytes).findings.iter().find_map(|finding| match finding {
        Finding::File(FileFinding::UnreadText { text }) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn every_kind_of_square_balances() {
    let all = "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>\
               <c r=\"D1\"><v>7</v></c><c r=\"E1\" t=\"b\"><v>1</v></c><c r=\"F1\" t=\"e\"><v>#REF!</v></c>\
               <c r=\"G1\" t=\"str\"><f>A1&amp;\"x\"</f><v>Có &lt;x&gt;</v></c><c r=\"H1\"><f>A1</f></c>\
               <c r=\"I1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"J1\" t=\"d\"><v>2026-06-30</v></c>";
    assert_eq!(unread(&squares(all)), None);
}

#[test]
fn text_of_a_square_that_the_reader_passes_over_is_told() {
    // A square outside every row: a reader that trusts rows never meets it.
    let sheet = "<worksheet><sheetData><c r=\"A1\" t=\"str\"><v>bị lạc</v></c></sheetData></worksheet>";
    assert_eq!(unread(&book_with(sheet, WORKBOOK, &[], &[])).as_deref(), Some("bị lạc"));
    let fallback =
        "<worksheet xmlns:mc=\"m\"><mc:Fallback><c t=\"str\"><v>Không</v></c></mc:Fallback></worksheet>";
    assert_eq!(unread(&book_with(fallback, WORKBOOK, &[], &[])).as_deref(), Some("Không"));
}

#[test]
fn text_of_a_drawing_that_stands_in_no_anchor_is_told() {
    let drawing = |inside: &str| {
        let drawing = format!("<x:wsDr xmlns:x=\"x\" xmlns:a=\"a\">{inside}</x:wsDr>");
        let related = [("rId1", "drawing", "../d.xml")];
        unread(&book_with("<worksheet/>", WORKBOOK, &[("xl/d.xml", &drawing)], &related))
    };
    let words = "<x:sp><x:txBody><a:p><a:r><a:t>ý kiến</a:t></a:r></a:p></x:txBody></x:sp>";
    assert_eq!(drawing(&format!("<x:absoluteAnchor>{words}</x:absoluteAnchor>")), None);
    assert_eq!(drawing(&format!("<x:otherAnchor>{words}</x:otherAnchor>")).as_deref(), Some("ý kiến"));
}

#[test]
fn text_typed_into_a_chart_is_told_and_what_it_takes_from_squares_is_not() {
    let chart = |text: &str| {
        let chart = format!("<c:chart xmlns:c=\"c\" xmlns:a=\"a\"><c:v>12</c:v>{text}</c:chart>");
        let related = relationships(&[("rId1", "chart", "c.xml")]);
        let parts = [
            ("xl/d.xml", "<x:wsDr xmlns:x=\"x\"/>"),
            ("xl/_rels/d.xml.rels", &related),
            ("xl/c.xml", &chart),
        ];
        unread(&book_with("<worksheet/>", WORKBOOK, &parts, &[("rId1", "drawing", "../d.xml")]))
    };
    assert_eq!(chart("<a:t>Biểu đồ</a:t>").as_deref(), Some("Biểu đồ"));
    assert_eq!(chart(""), None);
}
