//! What stands in a workbook and nobody sees.

use super::*;

fn hidden(document: &Document) -> Option<&str> {
    document.findings.iter().find_map(|finding| match finding {
        Finding::File(FileFinding::HiddenContent { detail }) => Some(detail.as_str()),
        _ => None,
    })
}

#[test]
fn text_in_the_colour_of_its_ground_is_not_read_but_told() {
    let read = written(|sheet| {
        let white = Format::new().set_font_color(Color::White);
        let on = |ground: Color| white.clone().set_background_color(ground);
        sheet.write_string_with_format(0, 0, "x", &white)?;
        sheet.write_string_with_format(0, 1, "x", &on(Color::Blue))?;
        sheet.write_string_with_format(0, 2, "x", &on(Color::White))?;
        sheet.write_number_with_format(0, 3, 1, &white)?;
        sheet.write_rich_string(0, 4, &[(&white, "Có"), (&Format::new(), " Không")])?;
        sheet.write_string_with_format(0, 5, " ", &white)?;
        Ok(())
    });
    let texts: Vec<String> = (0..5).map(|column| text(&read, 0, column)).collect();
    assert_eq!(texts, ["", "x", "", "", " Không"]);
    assert_eq!(slot(&read, 0, 3).value, Value::Text, "nor is the number read");
    assert_eq!(hidden(&read), Some("Sheet1!A1, Sheet1!C1, Sheet1!D1, Sheet1!E1"));
}

#[test]
fn a_value_that_its_format_hides_is_told_and_a_zero_is_as_good_as_nothing() {
    let read = written(|sheet| {
        let nothing = Format::new().set_num_format(";;;");
        sheet.write_number_with_format(0, 0, 1, &nothing)?;
        sheet.write_string_with_format(0, 1, "x", &nothing)?;
        sheet.write_number_with_format(0, 2, 0, &nothing)?;
        Ok(())
    });
    assert_eq!((text(&read, 0, 0), slot(&read, 0, 0).value), (String::new(), Value::Text));
    assert_eq!(slot(&read, 0, 2).value, Value::Number(0.0));
    assert_eq!(hidden(&read), Some("Sheet1!A1, Sheet1!B1"));
}

#[test]
fn hidden_lists_that_drop_downs_take_their_choices_from_are_no_hidden_content() {
    let sheets = "<sheets><sheet name=\"Phiếu\" r:id=\"rId1\"/><sheet name=\"Danh mục\" state=\"veryHidden\" r:id=\"rId4\"/></sheets>";
    let names = "<definedNames><definedName name=\"_xlnm.Print_Area\">'Danh mục'!$A$1:$Z$99</definedName>\
                 <definedName name=\"MucDo\">'Danh mục'!$B$1</definedName></definedNames>";
    let workbook = format!("<workbook xmlns:r=\"r\">{sheets}{names}</workbook>");
    let lists = |also: &str| {
        format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Có</v></c><c r=\"B1\" t=\"str\"><v>Nhẹ</v></c>\
             </row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>Không</v></c>{also}</row></sheetData></worksheet>"
        )
    };
    let form = "<worksheet><cols><col min=\"26\" max=\"26\" hidden=\"1\"/></cols><sheetData><row r=\"1\">\
                <c r=\"A1\" t=\"str\"><v>Có</v></c><c r=\"Z1\" t=\"str\"><v>x</v></c></row></sheetData><dataValidations>\
                <dataValidation type=\"list\" sqref=\"B1\"><formula1>$Z$1:$Z$2</formula1></dataValidation></dataValidations>\
                <extLst><ext><x14:dataValidations xmlns:x14=\"x\" xmlns:xm=\"m\"><x14:dataValidation type=\"list\">\
                <x14:formula1><xm:f>'Danh mục'!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>A1</xm:sqref></x14:dataValidation>\
                </x14:dataValidations></ext></extLst></worksheet>";
    let main = relationships(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId4", "worksheet", "worksheets/sheet2.xml"),
    ]);
    let root = relationships(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    let open = |lists: &str| {
        document(&package(&[
            ("_rels/.rels", &root),
            ("xl/workbook.xml", &workbook),
            ("xl/_rels/workbook.xml.rels", &main),
            ("xl/worksheets/sheet1.xml", form),
            ("xl/worksheets/sheet2.xml", lists),
        ]))
    };
    assert_eq!(hidden(&open(&lists(""))), None);
    assert_eq!(hidden(&open(&lists("<c r=\"C2\" t=\"str\"><v>x</v></c>"))), Some("Danh mục"));
}

#[test]
fn what_labels_squares_that_formulas_take_from_a_hidden_sheet_is_no_hidden_content() {
    let workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Phiếu\" r:id=\"rId1\"/>\
                    <sheet name=\"Nhap\" state=\"hidden\" r:id=\"rId4\"/></sheets></workbook>";
    let form = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>Nhap!B1</f><v>Hà Văn Mơ</v></c>\
                <c r=\"B1\" t=\"str\"><f>IF(Nhap!D2=1,\"Có\",\"Không\")</f><v>Có</v></c></row></sheetData></worksheet>";
    let main = relationships(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId4", "worksheet", "worksheets/sheet2.xml"),
    ]);
    let root = relationships(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    let open = |also: &str| {
        let typed = format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Họ và tên</v></c><c r=\"B1\" t=\"str\">\
             <v>Hà Văn Mơ</v></c><c r=\"D1\" t=\"str\"><v>Có biểu hiện (gõ 1)</v></c></row><row r=\"2\"><c r=\"D2\"><v>1</v></c>\
             {also}</row></sheetData></worksheet>"
        );
        document(&package(&[
            ("_rels/.rels", &root),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", &main),
            ("xl/worksheets/sheet1.xml", form),
            ("xl/worksheets/sheet2.xml", &typed),
        ]))
    };
    assert_eq!(hidden(&open("")), None);
    assert_eq!(hidden(&open("<c r=\"F2\" t=\"str\"><v>Có, nhưng đừng ghi</v></c>")), Some("Nhap"));
    assert_eq!(hidden(&open("<c r=\"E2\"><v>1</v></c>")), Some("Nhap"), "a number labels nothing");
}

#[test]
fn a_hidden_row_with_nothing_but_its_number_is_a_spare_one() {
    let with = |also: Option<&str>| {
        written(|sheet| {
            sheet.write_number(0, 0, 1)?.write_string(0, 1, "Hà Văn Mơ")?;
            sheet.write_number(1, 0, 2)?.set_row_hidden(1)?;
            if let Some(text) = also {
                sheet.write_string(1, 1, text)?;
            }
            Ok(())
        })
    };
    assert_eq!(hidden(&with(None)), None);
    assert_eq!(hidden(&with(Some("Lò Thị Phương"))), Some("Sheet1!A2, Sheet1!B2"));
    let column = written(|sheet| {
        sheet.write_number(0, 0, 1)?.write_string(0, 1, "Có")?.set_column_hidden(0)?;
        Ok(())
    });
    assert_eq!(hidden(&column), Some("Sheet1!A1"), "in a hidden column it may be anything");
}
