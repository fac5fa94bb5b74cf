//! Whole workbooks, made here.

mod balance;
mod legacy;
mod results;
mod unseen;

use super::read;
use crate::document::{Block, Document, Emphasis, PartKind, Slot, Table, Value};
use crate::finding::{FileFinding, Finding};
use jiff::civil::date;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatUnderline, Formula, Note, Workbook, Worksheet};
use std::io::Write;

const WORKBOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="Phiếu" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

fn relationships(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", list.iter().map(one).collect::<String>())
}

/// A workbook of one sheet, with parts beside it and how the sheet relates to them.
fn book_with(sheet: &str, workbook: &str, more: &[(&str, &str)], related: &[(&str, &str, &str)]) -> Vec<u8> {
    let main = relationships(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "styles", "styles.xml"),
    ]);
    let root = relationships(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    let related = relationships(related);
    let mut parts = vec![
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", &main),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", &related),
    ];
    parts.extend(more);
    package(&parts)
}

/// A workbook of one sheet with these rows.
fn book(rows: &str) -> Vec<u8> {
    book_with(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), WORKBOOK, &[], &[])
}

fn document(bytes: &[u8]) -> Document {
    read(bytes).expect("a sound workbook")
}

fn table(document: &Document, sheet: usize) -> &Table {
    match document.parts.get(sheet).map(|p| p.blocks.as_slice()) {
        Some([Block::Table(table)]) => table,
        other => panic!("{other:?}"),
    }
}

fn slot(document: &Document, row: u32, column: u32) -> &Slot {
    table(document, 0).slot(row, column).expect("a slot")
}

fn text(document: &Document, row: u32, column: u32) -> String {
    table(document, 0).slot(row, column).map(Slot::text).unwrap_or_default().into_owned()
}

fn emphasis(slot: &Slot) -> Vec<Emphasis> {
    slot.paragraphs().iter().flat_map(|p| p.stretches()).map(|(_, e)| e).collect()
}

/// A workbook of one sheet, written by a program.
fn written(fill: impl FnOnce(&mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError>) -> Document {
    let mut book = Workbook::new();
    fill(book.add_worksheet()).expect("a sheet");
    document(&book.save_to_buffer().expect("a workbook"))
}

#[test]
fn every_kind_of_value_is_shown_as_excel_shows_it() {
    let read = written(|sheet| {
        let day = Format::new().set_num_format("d/m/yyyy");
        sheet.write_string(0, 0, "Họ và tên")?;
        sheet.write_number(0, 1, 2.5)?;
        sheet.write_boolean(0, 2, true)?;
        sheet.write_datetime_with_format(0, 3, ExcelDateTime::from_ymd(2026, 6, 30)?, &day)?;
        sheet.write_number_with_format(0, 4, 0.5, &Format::new().set_num_format("0%"))?;
        sheet.write_number_with_format(0, 5, 1, &Format::new().set_num_format("\"x\";;"))?;
        sheet.write_number_with_format(0, 6, 0, &Format::new().set_num_format("\"x\";;"))?;
        sheet.write_formula(0, 7, Formula::new("=SUM(1,2)").set_result("3"))?;
        sheet.write_formula(0, 8, Formula::new("=A1").set_result("Có"))?;
        Ok(())
    });
    let texts: Vec<String> = (0..9).map(|c| text(&read, 0, c)).collect();
    assert_eq!(texts, ["Họ và tên", "2.5", "TRUE", "30/06/2026", "50%", "x", "", "3", "Có"]);
    let value = |c| slot(&read, 0, c).value;
    assert_eq!(value(0), Value::Text);
    assert_eq!(value(1), Value::Number(2.5));
    assert_eq!(value(2), Value::Bool(true));
    assert_eq!(value(3), Value::Date(date(2026, 6, 30)));
    assert_eq!(value(6), Value::Number(0.0));
    assert_eq!(value(7), Value::Number(3.0));
}

#[test]
fn a_formula_without_a_stored_result_is_never_a_value() {
    let read = document(&book(
        "<row r=\"1\"><c r=\"A1\"><f>IF(B1=1,\"x\",\"\")</f></c><c r=\"B1\"><f>1+1</f><v></v></c>\
         <c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c></row>",
    ));
    assert_eq!(slot(&read, 0, 0).value, Value::Uncalculated);
    assert_eq!(text(&read, 0, 0), "=IF(B1=1,\"x\",\"\")");
    assert_eq!(slot(&read, 0, 1).value, Value::Uncalculated);
    assert_eq!(table(&read, 0).slot(0, 2), None, "an empty text is a result");
}

#[test]
fn an_error_is_a_value_of_its_own() {
    let read = document(&book("<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c></row>"));
    assert_eq!((slot(&read, 0, 0).value, text(&read, 0, 0).as_str()), (Value::Error, "#REF!"));
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let extension = "</sheets><extLst><ext><x15:workbookPr chartTrackingRefBase=\"1\"/></ext></extLst>";
    let workbook = WORKBOOK.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    let workbook = workbook.replace("</sheets>", extension);
    let styles = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>44741</v></c></row></sheetData></worksheet>";
    let read = document(&book_with(sheet, &workbook, &[("xl/styles.xml", styles)], &[]));
    assert_eq!(text(&read, 0, 0), "30/06/2026");
}

#[test]
fn fonts_fills_and_runs_keep_how_they_look() {
    let read = written(|sheet| {
        let struck = Format::new().set_font_strikethrough().set_bold();
        sheet.write_string_with_format(0, 0, "Có", &struck)?;
        sheet.write_string_with_format(0, 1, "x", &Format::new().set_font_color(Color::Red))?;
        sheet.write_string_with_format(0, 2, "x", &Format::new().set_underline(FormatUnderline::Single))?;
        sheet.write_blank(0, 3, &Format::new().set_background_color(Color::Yellow))?;
        sheet.write_string_with_format(0, 4, "x", &Format::new().set_background_color(Color::White))?;
        let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
        sheet.write_rich_string(0, 5, &[(&plain, "Có / "), (&struck, "Không")])?;
        Ok(())
    });
    assert_eq!(emphasis(slot(&read, 0, 0)), [Emphasis::STRIKE.with(Emphasis::BOLD)]);
    assert_eq!(emphasis(slot(&read, 0, 1)), [Emphasis::COLOUR]);
    assert_eq!(emphasis(slot(&read, 0, 2)), [Emphasis::UNDERLINE]);
    assert_eq!((slot(&read, 0, 3).fill, slot(&read, 0, 3).is_blank()), (Some(0xFF_FF00), true));
    assert_eq!(slot(&read, 0, 4).fill, None);
    assert_eq!(emphasis(slot(&read, 0, 5)), [Emphasis::NONE, Emphasis::STRIKE]);
    assert_eq!(text(&read, 0, 5), "Có / Không");
}

#[test]
fn letters_of_a_symbol_font_are_the_symbols_a_person_sees() {
    let read = written(|sheet| {
        let font = Format::new().set_font_name("Wingdings");
        sheet.write_string_with_format(0, 0, "ü", &font)?;
        sheet.write_string_with_format(0, 1, "þ", &font)?;
        Ok(())
    });
    assert_eq!((text(&read, 0, 0).as_str(), text(&read, 0, 1).as_str()), ("✓", "☒"));
}

#[test]
fn a_check_box_in_a_square_is_a_box() {
    let read = written(|sheet| {
        sheet.insert_checkbox(0, 0, true)?;
        sheet.insert_checkbox(0, 1, false)?;
        Ok(())
    });
    assert_eq!((text(&read, 0, 0).as_str(), text(&read, 0, 1).as_str()), ("☒", "☐"));
}

#[test]
fn a_check_box_over_a_square_is_a_box_with_its_words() {
    let anchor = |column: u32, row: u32| {
        format!(
            "<controlPr><anchor><from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>\
             <xdr:rowOff>0</xdr:rowOff></from><to><xdr:col>{column}</xdr:col><xdr:colOff>900</xdr:colOff>\
             <xdr:row>{row}</xdr:row><xdr:rowOff>900</xdr:rowOff></to></anchor></controlPr>"
        )
    };
    let sheet = format!(
        "<worksheet xmlns:r=\"r\" xmlns:mc=\"m\" xmlns:xdr=\"x\"><cols><col min=\"8\" max=\"8\" hidden=\"1\"/></cols><sheetData><row r=\"2\"><c r=\"C2\" t=\"b\"><v>1</v></c><c r=\"H2\" t=\"b\"><v>1</v></c></row>\
         </sheetData><legacyDrawing r:id=\"rId9\"/><mc:AlternateContent><mc:Choice><controls>\
         <control shapeId=\"1025\" r:id=\"rId1\">{}</control><control shapeId=\"1026\" r:id=\"rId2\">{}</control>\
         </controls></mc:Choice><mc:Fallback><controls><control shapeId=\"1025\" r:id=\"rId1\">{}</control></controls>\
         </mc:Fallback></mc:AlternateContent></worksheet>",
        anchor(2, 1),
        anchor(3, 1),
        anchor(7, 7),
    );
    let vml = "<xml xmlns:v=\"v\" xmlns:x=\"x\"><v:shape id=\"_x0000_s1026\"><v:textbox><div>Không</div></v:textbox>\
               <x:ClientData ObjectType=\"Checkbox\"><x:Anchor>3,0,1,0,3,9,1,9</x:Anchor></x:ClientData></v:shape></xml>";
    let parts = [
        (
            "xl/ctrlProps/a.xml",
            "<formControlPr objectType=\"CheckBox\" checked=\"Checked\" fmlaLink=\"$H$2\"/>",
        ),
        ("xl/ctrlProps/b.xml", "<formControlPr objectType=\"CheckBox\"/>"),
        ("xl/drawings/v.vml", vml),
    ];
    let related = [
        ("rId1", "ctrlProp", "../ctrlProps/a.xml"),
        ("rId2", "ctrlProp", "../ctrlProps/b.xml"),
        ("rId9", "vmlDrawing", "../drawings/v.vml"),
    ];
    let read = document(&book_with(&sheet, WORKBOOK, &parts, &related));
    assert_eq!((text(&read, 1, 2).as_str(), slot(&read, 1, 2).value), ("☒", Value::Text));
    assert_eq!(text(&read, 1, 3), "☐ Không");
    assert_eq!(table(&read, 0).slots().len(), 3);
    assert_eq!(read.findings, [], "the hidden square says only what the box says");
}

#[test]
fn a_merged_area_is_one_slot_and_what_lies_under_it_is_told() {
    let read = document(&book_with(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row></sheetData>\
         <mergeCells count=\"1\"><mergeCell ref=\"A1:C2\"/></mergeCells></worksheet>",
        WORKBOOK,
        &[],
        &[],
    ));
    let [only] = table(&read, 0).slots() else { panic!("one slot") };
    assert_eq!((only.row_span, only.column_span, only.text().as_ref()), (2, 3, "1"));
    assert_eq!(read.findings, [Finding::from(FileFinding::HiddenContent { detail: "Phiếu!B1".into() })]);
}

#[test]
fn hidden_rows_columns_and_sheets_are_marked_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Một").expect("a name");
    for (row, column) in [(0, 0), (1, 0), (0, 3)] {
        sheet.write_string(row, column, "x").expect("a square");
    }
    sheet.set_row_hidden(1).and_then(|s| s.set_column_hidden(3)).expect("hidden");
    let hidden = book.add_worksheet().set_name("Hai").expect("a name");
    hidden.set_hidden(true).write_string(0, 0, "x").expect("a square");
    book.add_worksheet().set_name("Ba").expect("a name").set_very_hidden(true);
    let read = document(&book.save_to_buffer().expect("a workbook"));
    let marked: Vec<bool> = table(&read, 0).slots().iter().map(|s| s.hidden).collect();
    assert_eq!(marked, [false, true, true]);
    let sheets: Vec<bool> =
        read.parts.iter().map(|p| matches!(p.kind, PartKind::Sheet { hidden: true, .. })).collect();
    assert_eq!(sheets, [false, true, true]);
    assert_eq!(
        read.findings,
        [Finding::from(FileFinding::HiddenContent { detail: "Một!D1, Một!A2, Hai".into() })]
    );
}

#[test]
fn comments_stand_with_their_squares() {
    let read = written(|sheet| {
        sheet.write_string(0, 0, "x")?;
        sheet.insert_note(0, 0, &Note::new("đã sửa").add_author_prefix(false))?;
        sheet.insert_note(4, 4, &Note::new("hỏi lại").add_author_prefix(false))?;
        Ok(())
    });
    assert_eq!(slot(&read, 0, 0).paragraphs()[0].comments, ["đã sửa"]);
    assert_eq!(slot(&read, 4, 4).paragraphs()[0].comments, ["hỏi lại"]);
    assert!(slot(&read, 4, 4).is_blank());
}

#[test]
fn a_thread_stands_in_place_of_its_stand_in() {
    let comment = |text: &str| {
        format!(
            "<comments><commentList><comment ref=\"A1\"><text><t>{text}</t></text></comment></commentList></comments>"
        )
    };
    let old = comment("[Threaded comment] Your version of Excel …");
    let thread = "<ThreadedComments><threadedComment ref=\"A1\"><text>đồng ý</text></threadedComment></ThreadedComments>";
    let parts = [("xl/c.xml", old.as_str()), ("xl/t.xml", thread)];
    let related = [("rId1", "comments", "../c.xml"), ("rId2", "threadedComment", "../t.xml")];
    let read = document(&book_with("<worksheet/>", WORKBOOK, &parts, &related));
    assert_eq!(slot(&read, 0, 0).paragraphs()[0].comments, ["đồng ý"]);
}

#[test]
fn a_stray_square_in_the_last_corner_costs_nothing() {
    let read = document(&book("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));
    assert_eq!(table(&read, 0).slots().len(), 1);
    assert_eq!(text(&read, 1_048_575, 16_383), "1");
}

#[test]
fn references_that_cannot_be_trusted_are_refused_by_name() {
    for (row, seen) in [
        ("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", "A1 ×2"),
        ("<row r=\"1\"><c r=\"A1\"/><c r=\"B2\"><v>2</v></c></row>", "Phiếu!B2"),
        ("<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>", "Phiếu!0"),
        ("<row r=\"1\"><c r=\"a1\"><v>1</v></c></row>", "Phiếu!a1"),
        ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "Phiếu!XFE1"),
        ("<row r=\"4294967297\"><c r=\"A4294967297\"><v>1</v></c></row>", "Phiếu!4294967297"),
        ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", "Phiếu!A1: sst 7"),
        ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>x</v></c></row>", "Phiếu!A1: sst x"),
        ("<row r=\"1\"><c r=\"A1\"><v>x</v></c></row>", "Phiếu!A1: “x”"),
        ("<row r=\"1\"><c r=\"A1\" t=\"q\"><v>1</v></c></row>", "Phiếu!A1: t=\"q\""),
        ("<row r=\"1\"><c r=\"A1\" r=\"B1\"><v>1</v></c></row>", "r ×2"),
        ("<row r=\"1\"><c r=\"A1\" t=s><v>1</v></c></row>", "sheet1.xml"),
    ] {
        match read(&book(row)) {
            Err(FileFinding::BadXml { detail }) => assert!(detail.contains(seen), "{detail}"),
            other => panic!("{row}: {other:?}"),
        }
    }
}

#[test]
fn a_workbook_without_a_sheet_or_with_one_that_leads_nowhere_is_refused() {
    let none = WORKBOOK.replace("<sheet ", "<other ");
    let nowhere = WORKBOOK.replace("rId1", "rId77");
    for workbook in [none, nowhere] {
        let read = read(&book_with("<worksheet/>", &workbook, &[], &[]));
        assert!(matches!(read, Err(FileFinding::BadPackage { .. })), "{read:?}");
    }
}

#[test]
fn links_to_elsewhere_are_told_and_not_followed() {
    let parts = [("xl/externalLinks/externalLink1.xml", "<externalLink/>")];
    let read = document(&book_with("<worksheet/>", WORKBOOK, &parts, &[]));
    assert_eq!(read.findings, [Finding::from(FileFinding::ActiveContent)]);
}

#[test]
fn squares_without_references_stand_one_after_the_other() {
    let read = document(&book(
        "<row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
    ));
    let places: Vec<(u32, u32)> = table(&read, 0).slots().iter().map(|s| (s.row, s.column)).collect();
    assert_eq!(places, [(0, 0), (0, 2), (0, 3), (1, 0)]);
}

#[test]
fn a_part_that_breaks_off_is_never_read_in_part() {
    let whole = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    for end in (1..whole.len()).step_by(7) {
        let cut = read(&book_with(&whole[..end], WORKBOOK, &[], &[]));
        assert!(matches!(cut, Err(FileFinding::BadXml { .. })), "{}: {cut:?}", &whole[..end]);
    }
}

#[test]
fn a_text_over_a_megabyte_is_too_big() {
    let long = "a".repeat((1 << 20) + 1);
    let row = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row>");
    assert!(matches!(read(&book(&row)), Err(FileFinding::TooBig { .. })));
}

#[test]
fn one_long_text_shared_by_many_squares_does_not_fill_memory() {
    use std::fmt::Write as _;
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 20));
    let mut rows = String::new();
    for row in 1..=200 {
        let _ = write!(rows, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    }
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let bytes = book_with(&sheet, WORKBOOK, &[("xl/sharedStrings.xml", &strings)], &[]);
    assert!(matches!(read(&bytes), Err(FileFinding::TooBig { .. })));
}

#[test]
fn more_shared_texts_than_squares_are_refused() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(super::sheet::SQUARES + 1));
    let sheet = "<worksheet><sheetData/></worksheet>";
    let bytes = book_with(sheet, WORKBOOK, &[("xl/sharedStrings.xml", &strings)], &[]);
    assert!(matches!(read(&bytes), Err(FileFinding::TooBig { .. })));
}

#[test]
fn a_picture_counts_only_where_nothing_else_stands_and_a_ring_frames_text() {
    let anchored = |column: u32, inside: &str| {
        format!(
            "<x:twoCellAnchor><x:from><x:col>{column}</x:col><x:row>0</x:row></x:from><x:to><x:col>{column}</x:col>\
             <x:row>0</x:row></x:to>{inside}</x:twoCellAnchor>"
        )
    };
    let ring = "<x:sp><x:spPr><a:prstGeom prst=\"ellipse\"/><a:noFill/></x:spPr></x:sp>";
    let drawing = format!(
        "<x:wsDr xmlns:x=\"x\" xmlns:a=\"a\">{}{}{}</x:wsDr>",
        anchored(0, "<x:pic/>"),
        anchored(1, "<x:pic/>"),
        anchored(0, ring)
    );
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Có</v></c></row></sheetData></worksheet>";
    let read =
        document(&book_with(sheet, WORKBOOK, &[("xl/d.xml", &drawing)], &[("rId1", "drawing", "../d.xml")]));
    assert_eq!((text(&read, 0, 0).as_str(), text(&read, 0, 1).as_str()), ("Có", "\u{FFFC}"));
    assert_eq!(emphasis(slot(&read, 0, 0)), [Emphasis::FRAME]);
}

#[test]
fn page_headers_are_parts_of_their_own() {
    let read = written(|sheet| {
        sheet.write_string(0, 0, "x")?;
        sheet.set_header("&L&\"Times New Roman\"&12CHI BỘ THÔN SƠN NAM").set_footer("&CTrang &P");
        Ok(())
    });
    let kinds: Vec<&PartKind> = read.parts.iter().map(|p| &p.kind).collect();
    assert!(matches!(kinds[..], [PartKind::Header, PartKind::Sheet { .. }, PartKind::Footer]));
    assert_eq!(read.paragraphs()[0].text, "CHI BỘ THÔN SƠN NAM");
}
