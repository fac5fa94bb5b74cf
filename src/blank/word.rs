//! The empty Word form: boxes to click, one pair for each indicator.

use super::{CORRECTION_HEADS, CORRECTION_ROWS, CORRECTIONS, FIELDS, TITLE};
use crate::model::Catalogue;
use docx_rs::{
    AlignmentType, Docx, PageMargin, Paragraph, Run, Table, TableCell, TableLayoutType, TableRow, WidthType,
};
use std::io::{self, Cursor};

/// Widths of the columns TT, Nội dung biểu hiện, Có, Không, Ghi chú, in twentieths of a point.
const WIDTHS: [usize; 5] = [700, 5000, 800, 1100, 1755];
/// Widths of the columns of promised corrections, likewise.
const CORRECTION_WIDTHS: [usize; 4] = [700, 3655, 3200, 1800];
/// Times New Roman, 13 points, for all text; in place of the builder's own styles, which the schema does not allow.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
    <w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>";
/// No settings of its own, for the same reason.
const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
/// What stands for a box until the form is written out.
const BOX: &str = "☐";

/// An empty form that asks every indicator of the catalogue, as the bytes of a `.docx`.
///
/// # Errors
/// What the packing answers.
pub fn word_form(catalogue: &Catalogue) -> io::Result<Vec<u8>> {
    let mut docx = page()
        .add_paragraph(plain("ĐẢNG BỘ: ………………………………"))
        .add_paragraph(plain("CHI BỘ: ………………………………"))
        .add_paragraph(centred(TITLE));
    for field in FIELDS {
        docx = docx.add_paragraph(plain(&format!("{field}: ……………………………………………………")));
    }
    let docx = docx
        .add_paragraph(plain("Bấm vào ô ở cột Có hoặc cột Không, mỗi dòng một ô."))
        .add_table(questions(catalogue))
        .add_paragraph(centred(CORRECTIONS))
        .add_table(corrections())
        .add_paragraph(plain("Ngày …… tháng …… năm ………").align(AlignmentType::Right))
        .add_paragraph(plain("NGƯỜI TỰ SOI").align(AlignmentType::Right));
    packed(docx)
}

fn page() -> Docx {
    let margin = PageMargin::new().top(1134).bottom(1134).left(1701).right(850);
    Docx::new().page_size(11906, 16838).page_margin(margin)
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn centred(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).bold()).align(AlignmentType::Center)
}

fn slot(paragraph: Paragraph, width: usize) -> TableCell {
    TableCell::new().add_paragraph(paragraph).width(width, WidthType::Dxa)
}

fn heads<const N: usize>(texts: [&str; N], widths: [usize; N]) -> TableRow {
    let slots = texts.iter().zip(widths).map(|(text, width)| slot(centred(text), width));
    TableRow::new(slots.collect()).cant_split()
}

fn table(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    Table::new(rows).set_grid(widths.to_vec()).layout(TableLayoutType::Fixed)
}

fn questions(catalogue: &Catalogue) -> Table {
    let mut rows = vec![heads(["TT", "Nội dung biểu hiện", "Có", "Không", "Ghi chú"], WIDTHS)];
    let mut group = None;
    for indicator in &catalogue.indicators {
        if group != Some(indicator.group) {
            group = Some(indicator.group);
            rows.extend(
                catalogue.groups.get(indicator.group).map(|g| heading(&format!("{}. {}", g.code, g.title))),
            );
        }
        let boxed = || plain(BOX).align(AlignmentType::Center);
        let number = plain(&indicator.number.to_string()).align(AlignmentType::Center);
        let [w0, w1, w2, w3, w4] = WIDTHS;
        rows.push(
            TableRow::new(vec![
                slot(number, w0),
                slot(plain(&indicator.wording), w1),
                slot(boxed(), w2),
                slot(boxed(), w3),
                slot(Paragraph::new(), w4),
            ])
            .cant_split(),
        );
    }
    table(rows, &WIDTHS)
}

/// A row merged across the table that names a group.
fn heading(text: &str) -> TableRow {
    let across = Paragraph::new().add_run(Run::new().add_text(text).bold());
    TableRow::new(vec![slot(across, WIDTHS.iter().sum()).grid_span(WIDTHS.len())]).cant_split()
}

fn corrections() -> Table {
    let blank =
        |_| TableRow::new(CORRECTION_WIDTHS.iter().map(|&width| slot(Paragraph::new(), width)).collect());
    let mut rows = vec![heads(CORRECTION_HEADS, CORRECTION_WIDTHS)];
    rows.extend((0..CORRECTION_ROWS).map(blank));
    table(rows, &CORRECTION_WIDTHS)
}

/// Packs the document with every box made one that Word lets a person click (`w14:checkbox`, [MS-DOCX] 2.6.1.2).
fn packed(docx: Docx) -> io::Result<Vec<u8>> {
    let mut parts = docx.build();
    let text = String::from_utf8_lossy(&parts.document).into_owned();
    parts.styles = STYLES.into();
    parts.settings = SETTINGS.into();
    parts.document = clickable(&conforming(&text)).into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

/// What the builder writes otherwise than the schema has it, put right: the empty run properties of a
/// paragraph mark stand first (ECMA-376 part 1, 17.3.1.26) and say nothing; a grid column has no type (17.4.16).
fn conforming(document: &str) -> String {
    let document = document.replace("<w:pPr><w:rPr />", "<w:pPr>");
    let widths = WIDTHS.iter().chain(&CORRECTION_WIDTHS);
    widths.fold(document, |document, width| {
        let typed = format!("<w:gridCol w:w=\"{width}\" w:type=\"dxa\" />");
        document.replace(&typed, &format!("<w:gridCol w:w=\"{width}\" />"))
    })
}

fn clickable(document: &str) -> String {
    let font = "w:ascii=\"MS Gothic\" w:eastAsia=\"MS Gothic\" w:hAnsi=\"MS Gothic\"";
    let control = format!(
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/>\
         <w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>\
         <w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr>\
         <w:sdtContent><w:r><w:rPr><w:rFonts {font}/></w:rPr><w:t>{BOX}</w:t></w:r></w:sdtContent></w:sdt>"
    );
    document.replace(&format!("<w:r><w:rPr /><w:t xml:space=\"preserve\">{BOX}</w:t></w:r>"), &control)
}
