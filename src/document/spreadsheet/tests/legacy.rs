//! Text in the code pages of old fonts.

use super::*;

/// A workbook whose squares in column A hold these texts in these fonts.
fn in_fonts(squares: &[(&str, &str)]) -> Document {
    written(|sheet| {
        for ((font, text), row) in squares.iter().zip(0..) {
            sheet.write_string_with_format(row, 0, *text, &Format::new().set_font_name(*font))?;
        }
        Ok(())
    })
}

#[test]
fn the_font_of_a_square_decodes_its_text() {
    let read = in_fonts(&[
        (".VnTime", "Cã"),
        (".VnTimeH", "Hä vµ tªn"),
        ("VNI-Times", "Hoï vaø teân"),
        ("VNI-Times", "Khoâng"),
        ("Times New Roman", "Không"),
    ]);
    let texts: Vec<String> = (0..5).map(|row| text(&read, row, 0)).collect();
    assert_eq!(texts, ["Có", "HỌ VÀ TÊN", "Họ và tên", "Không", "Không"]);
    assert_eq!(read.findings, [Finding::from(FileFinding::LegacyText)]);
}

#[test]
fn each_run_of_a_text_has_its_font_and_a_letter_in_two_runs_stays_one() {
    let run = |font: &str, text: &str| format!("<r><rPr><rFont val=\"{font}\"/></rPr><t>{text}</t></r>");
    let strings = format!(
        "<sst><si>{}{}</si><si>{}{}</si></sst>",
        run("Arial", "Trả lời: "),
        run(".VnTime", "Kh«ng cã"),
        run("VNI-Times", "Co"),
        run("VNI-Times", "ù"),
    );
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
                 </row></sheetData></worksheet>";
    let read = document(&book_with(sheet, WORKBOOK, &[("xl/sharedStrings.xml", &strings)], &[]));
    assert_eq!((text(&read, 0, 0).as_str(), text(&read, 0, 1).as_str()), ("Trả lời: Không có", "Có"));
    assert_eq!(read.findings, [Finding::from(FileFinding::LegacyText)]);
}

#[test]
fn text_that_no_font_explains_is_decoded_only_where_it_can_be_nothing_else() {
    let read = in_fonts(&[("Arial", "Hä vµ tªn: NguyÔn V¨n H\u{ad}ëng"), ("Arial", "Cã"), ("Arial", "Café")]);
    let texts: Vec<String> = (0..3).map(|row| text(&read, row, 0)).collect();
    assert_eq!(texts, ["Họ và tên: Nguyễn Văn Hưởng", "Cã", "Café"]);
}

#[test]
fn text_in_an_unknown_code_page_is_a_question() {
    let read = in_fonts(&[("Arial", "KhÃ´ng cÃ³ biá»ƒu hiá»‡n")]);
    assert!(matches!(read.findings[..], [Finding::File(FileFinding::GarbledText { .. })]));
}

#[test]
fn comments_shapes_and_captions_are_decoded_too() {
    let comments = "<comments><commentList><comment ref=\"A1\"><text><r><rPr><rFont val=\".VnTime\"/></rPr>\
                    <t>®· söa</t></r></text></comment></commentList></comments>";
    let drawing = "<x:wsDr xmlns:x=\"x\" xmlns:a=\"a\"><x:oneCellAnchor><x:from><x:col>1</x:col><x:row>0</x:row></x:from>\
                   <x:sp><x:txBody><a:p><a:r><a:rPr><a:latin typeface=\".VnTime\"/></a:rPr><a:t>Kh«ng</a:t></a:r></a:p>\
                   </x:txBody></x:sp></x:oneCellAnchor></x:wsDr>";
    let vml = "<xml xmlns:x=\"x\"><shape><textbox><div><font face=\".VnTime\">Cã</font></div></textbox>\
               <x:ClientData ObjectType=\"Checkbox\"><x:Anchor>2,0,0,0,2,9,0,9</x:Anchor></x:ClientData></shape></xml>";
    let parts = [("xl/c.xml", comments), ("xl/d.xml", drawing), ("xl/v.vml", vml)];
    let related = [
        ("rId1", "comments", "../c.xml"),
        ("rId2", "drawing", "../d.xml"),
        ("rId3", "vmlDrawing", "../v.vml"),
    ];
    let read = document(&book_with("<worksheet/>", WORKBOOK, &parts, &related));
    assert_eq!(slot(&read, 0, 0).paragraphs()[0].comments, ["đã sửa"]);
    assert_eq!((text(&read, 0, 1).as_str(), text(&read, 0, 2).as_str()), ("Không", "☐ Có"));
    assert_eq!(read.findings, [Finding::from(FileFinding::LegacyText)]);
}
