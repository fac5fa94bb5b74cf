//! Builds the report template that is embedded in the program: `cargo run --example build_templates`.
//!
//! Layout: A4, margins 20/20/30/15 mm, Times New Roman 14, the letterhead and signature blocks of Party
//! papers (36-HD/VPTW, and 05-HD/VPTW as practised). Tags are those of docxtpl; the fields are those of
//! `src/publish/report/fields.rs`.

use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph,
    ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, Run, RunFonts,
    RunProperty, SpecialIndentType, Table, TableAlignmentType, TableCell, TableLayoutType, TableRow,
    VAlignType, WidthType,
};
use std::error::Error;
use std::io::Cursor;

const FONT: &str = "Times New Roman";

/// Width of the text, in twentieths of a point: A4 less the margins of 30 and 15 mm.
const WIDTH: usize = 9355;

/// How a paragraph looks.
#[derive(Clone, Copy)]
struct Look {
    size: usize,
    bold: bool,
    italic: bool,
    underline: bool,
    align: AlignmentType,
    first_line: i32,
    before: u32,
    after: u32,
    /// Exact distance of lines, in twentieths of a point; `None` for single spacing.
    exact: Option<i32>,
    keep_next: bool,
}

const PLAIN: Look = Look {
    size: 28,
    bold: false,
    italic: false,
    underline: false,
    align: AlignmentType::Left,
    first_line: 0,
    before: 0,
    after: 0,
    exact: None,
    keep_next: false,
};
const CENTRE: Look = Look { align: AlignmentType::Center, ..PLAIN };
const BODY: Look =
    Look { align: AlignmentType::Both, first_line: 567, before: 60, after: 60, exact: Some(360), ..PLAIN };
const HEADING: Look = Look { bold: true, keep_next: true, ..BODY };
const SLOT: Look = Look { size: 24, ..PLAIN };
const SLOT_CENTRE: Look = Look { size: 24, ..CENTRE };
const SLOT_HEAD: Look = Look { bold: true, ..SLOT_CENTRE };

fn fonts() -> RunFonts {
    RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT)
}

fn run(text: &str, look: Look) -> Run {
    let mut run = Run::new().fonts(fonts()).size(look.size);
    if look.bold {
        run = run.bold();
    }
    if look.italic {
        run = run.italic();
    }
    if look.underline {
        run = run.underline("single");
    }
    run.add_text(text)
}

fn empty(look: Look) -> Paragraph {
    let mut spacing = LineSpacing::new().before(look.before).after(look.after);
    spacing = match look.exact {
        Some(line) => spacing.line_rule(LineSpacingType::Exact).line(line),
        None => spacing.line_rule(LineSpacingType::Auto).line(240),
    };
    let mark = RunProperty::new().fonts(fonts()).size(look.size);
    let mut paragraph = Paragraph::new().align(look.align).line_spacing(spacing).run_property(mark);
    if look.first_line > 0 {
        paragraph = paragraph.indent(None, Some(SpecialIndentType::FirstLine(look.first_line)), None, None);
    }
    if look.keep_next {
        paragraph = paragraph.keep_next(true);
    }
    paragraph
}

fn p(text: &str, look: Look) -> Paragraph {
    empty(look).add_run(run(text, look))
}

/// A paragraph with a line below it that is as long as its indents leave.
fn ruled(text: &str, look: Look, indent: i32) -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(6).space(1).color("000000");
    let mut paragraph = p(text, look).indent(Some(indent), None, Some(indent), None);
    let property: ParagraphProperty =
        paragraph.property.clone().set_borders(ParagraphBorders::with_empty().set(line));
    paragraph.property = property;
    paragraph
}

fn slot(width: usize, paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

fn middle(width: usize, text: &str, look: Look) -> TableCell {
    slot(width, vec![p(text, look)]).vertical_align(VAlignType::Center)
}

/// A borderless table of one row: letterhead and signatures.
fn pair(left: (usize, Vec<Paragraph>), right: (usize, Vec<Paragraph>)) -> Table {
    let widths = vec![left.0, right.0];
    let row = TableRow::new(vec![slot(left.0, left.1), slot(right.0, right.1)]).cant_split();
    Table::without_borders(vec![row])
        .set_grid(widths)
        .width(WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
}

fn letterhead() -> Table {
    let left = vec![
        p("{%p if co_quan_cap_tren %}", CENTRE),
        p("{{ co_quan_cap_tren }}", CENTRE),
        p("{%p endif %}", CENTRE),
        p("{{ co_quan }}", Look { bold: true, ..CENTRE }),
        p("*", CENTRE),
        p("Số      -{{ ky_hieu }}", CENTRE),
    ];
    let right = vec![
        ruled("ĐẢNG CỘNG SẢN VIỆT NAM", Look { size: 30, bold: true, ..CENTRE }, 420),
        p("{{ noi_va_ngay }}", Look { italic: true, before: 120, ..CENTRE }),
    ];
    pair((4365, left), (4990, right))
}

fn signatures() -> Table {
    let receiver = Look { size: 24, ..PLAIN };
    let left = vec![
        p("Nơi nhận:", Look { underline: true, ..PLAIN }),
        p("{%p if ten_cap_tren %}", receiver),
        p("- {{ ten_cap_tren }} (để báo cáo);", receiver),
        p("{%p endif %}", receiver),
        p("- Lưu {{ luu }}.", receiver),
    ];
    let mut right = vec![p("{{ thay_mat }}", Look { bold: true, ..CENTRE }), p("{{ chuc_vu_ky }}", CENTRE)];
    right.extend((0..4).map(|_| empty(CENTRE)));
    pair((4365, left), (4990, right))
}

fn body(docx: Docx) -> Docx {
    let paragraphs = [
        ("Thực hiện {{ tieu_de }}, {{ ten }} báo cáo kết quả {{ ky }} như sau:", BODY),
        ("I- TÌNH HÌNH NỘP BẢN TỰ SOI", HEADING),
        ("{%p if la_chi_bo %}", BODY),
        (
            "{{ ten }} có {{ so_dang_vien|so }} đảng viên. {% if theo_bieu_tong_hop %}Theo biểu tổng hợp do chi bộ lập, đã có{% else %}Đã nhận{% endif %} {{ so_ban|so }} bản tự soi của đảng viên, đạt {{ ty_le_nop }}{% if so_thieu %}; còn {{ so_thieu|so }} đảng viên chưa nộp{% endif %}.",
            BODY,
        ),
        (
            "{% if so_tap_the %}Tập thể chi ủy đã nộp bản tự soi.{% else %}Chưa nhận được bản tự soi của tập thể chi ủy.{% endif %}",
            BODY,
        ),
        ("{%p else %}", BODY),
        (
            "{{ ten }} có {{ so_chi_bo|so }} chi bộ với {{ so_dang_vien|so }} đảng viên. {% if so_chi_bo_chua_nop %}Đã có {{ so_chi_bo_da_nop|so }} chi bộ nộp bản tự soi, đạt {{ ty_le_chi_bo }}; còn {{ so_chi_bo_chua_nop|so }} chi bộ chưa nộp.{% else %}Tất cả các chi bộ đã nộp bản tự soi.{% endif %}",
            BODY,
        ),
        (
            "Đã tính {{ so_ban|so }} bản tự soi của đảng viên, đạt {{ ty_le_nop }}{% if so_thieu %}; còn {{ so_thieu|so }} đảng viên chưa nộp{% endif %}. {% if so_tap_the %}Đã nhận {{ so_tap_the|so }} bản tự soi của tập thể.{% else %}Chưa nhận được bản tự soi nào của tập thể.{% endif %}",
            BODY,
        ),
        ("{%p if don_vi_thieu %}", BODY),
        ("Đơn vị chưa nộp đủ: {{ don_vi_thieu }}.", BODY),
        ("{%p endif %}", BODY),
        ("{%p endif %}", BODY),
        ("{%p if so_ban %}", BODY),
        ("II- KẾT QUẢ TỰ SOI", HEADING),
        ("1. Kết quả theo nhóm biểu hiện", HEADING),
        ("{%p if so_luot_co %}", BODY),
        (
            "Qua tự soi {{ so_bieu_hien }} biểu hiện, đảng viên tự nhận ở {{ so_bieu_hien_co|so }} biểu hiện với tổng số {{ so_luot_co|so }} lượt{% if co_muc_do %}, trong đó: mức độ nhẹ {{ so_nhe|so }} lượt, trung bình {{ so_trung_binh|so }} lượt, nghiêm trọng {{ so_nghiem_trong|so }} lượt{% endif %}. Cụ thể:",
            BODY,
        ),
        ("{%p for n in nhom %}", BODY),
        (
            "- Nhóm {{ n.so }} ({{ n.ten }}): {% if n.luot %}{{ n.luot|so }} lượt ở {{ n.so_bieu_hien_co|so }} biểu hiện{% else %}không có đảng viên nào tự nhận{% endif %}{% if loop.last %}.{% else %};{% endif %}",
            BODY,
        ),
        ("{%p endfor %}", BODY),
        ("2. Biểu hiện có nhiều đảng viên tự nhận", HEADING),
        ("{%p for b in nhieu_nhat %}", BODY),
        (
            "- Biểu hiện {{ b.ma }} ({{ b.ten }}): {{ b.co|so }} đồng chí, chiếm {{ b.ty_le }}{% if loop.last %}.{% else %};{% endif %}",
            BODY,
        ),
        ("{%p endfor %}", BODY),
        ("{%p else %}", BODY),
        (
            "Qua tự soi {{ so_bieu_hien }} biểu hiện, {% if so_can_xem %}trong các câu trả lời đã rõ {% endif %}không có đảng viên nào tự nhận có biểu hiện.",
            BODY,
        ),
        ("{%p endif %}", BODY),
        ("{%p if so_can_xem %}", BODY),
        ("{{ '3' if so_luot_co else '2' }}. Nội dung cần làm rõ", HEADING),
        (
            "Còn {{ so_can_xem|so }} câu trả lời bỏ trống, mâu thuẫn hoặc chưa rõ; các câu này chưa được tính là có hay không có biểu hiện.",
            BODY,
        ),
        ("{%p endif %}", BODY),
        ("III- CAM KẾT KHẮC PHỤC", HEADING),
        ("{%p if cam_ket.tong %}", BODY),
        (
            "Có {{ cam_ket.tong|so }} nội dung được cam kết khắc phục{% if cam_ket.chua_ro < cam_ket.tong %}, trong đó: đã khắc phục {{ cam_ket.da_xong|so }}, đang khắc phục {{ cam_ket.dang_lam|so }}, chưa khắc phục {{ cam_ket.chua_lam|so }}{% if cam_ket.chua_ro %}, chưa ghi kết quả {{ cam_ket.chua_ro|so }}{% endif %}{% else %}; các bản tự soi chưa ghi kết quả thực hiện{% endif %}.",
            BODY,
        ),
        ("{%p else %}", BODY),
        ("Các bản đã nhận không có cam kết khắc phục nào.", BODY),
        ("{%p endif %}", BODY),
        ("{%p if so_xep_loai or xep_loai_tap_the %}", BODY),
        ("IV- TỰ NHẬN MỨC XẾP LOẠI", HEADING),
        ("{%p if so_xep_loai %}", BODY),
        (
            "Có {{ so_xep_loai|so }} đảng viên tự nhận mức xếp loại: {% for x in xep_loai %}{{ x.ten }} {{ x.so|so }} đồng chí ({{ x.ty_le }}){% if not loop.last %}; {% endif %}{% endfor %}.",
            BODY,
        ),
        ("{%p endif %}", BODY),
        ("{%p if xep_loai_tap_the %}", BODY),
        (
            "{% if la_chi_bo %}Tập thể tự nhận mức: {% for x in xep_loai_tap_the %}{{ x.ten }}{% if not loop.last %}; {% endif %}{% endfor %}.{% else %}Tập thể tự nhận mức xếp loại: {% for x in xep_loai_tap_the %}{{ x.ten }} {{ x.so|so }} tập thể ({{ x.ty_le }}){% if not loop.last %}; {% endif %}{% endfor %}.{% endif %}",
            BODY,
        ),
        ("{%p endif %}", BODY),
        ("{%p endif %}", BODY),
        ("{%p endif %}", BODY),
        (
            "Số liệu chi tiết có trong {% if la_chi_bo or not so_ban %}biểu{% else %}các biểu{% endif %} kèm theo báo cáo này.",
            BODY,
        ),
    ];
    paragraphs.into_iter().fold(docx, |docx, (text, look)| docx.add_paragraph(p(text, look)))
}

/// A row that only holds a statement.
fn statement(text: &str, columns: usize) -> TableRow {
    TableRow::new(vec![
        TableCell::new().width(WIDTH, WidthType::Dxa).grid_span(columns).add_paragraph(p(text, SLOT)),
    ])
}

fn row(widths: &[usize], texts: &[&str], looks: impl Fn(usize) -> Look) -> TableRow {
    let cells = widths.iter().zip(texts).enumerate().map(|(i, (w, t))| middle(*w, t, looks(i)));
    TableRow::new(cells.collect())
}

fn annex(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    Table::new(rows).set_grid(widths.to_vec()).width(WIDTH, WidthType::Dxa).layout(TableLayoutType::Fixed)
}

fn left_second(column: usize) -> Look {
    if column == 1 { SLOT } else { SLOT_CENTRE }
}

fn indicators() -> Table {
    let widths = [850, 4305, 850, 950, 1250, 1150];
    let group = slot(WIDTH, vec![p("Nhóm {{ n.so }}: {{ n.ten }}", Look { bold: true, ..SLOT })])
        .grid_span(widths.len());
    annex(
        vec![
            row(&widths, &["Mã", "Biểu hiện", "Có", "Không", "Cần làm rõ", "Tỷ lệ có"], |_| SLOT_HEAD)
                .cant_split(),
            statement("{%tr for n in nhom %}", widths.len()),
            TableRow::new(vec![group]),
            statement("{%tr for b in n.bieu_hien %}", widths.len()),
            row(
                &widths,
                &[
                    "{{ b.ma }}",
                    "{{ b.ten }}",
                    "{{ b.co }}",
                    "{{ b.khong }}",
                    "{{ b.can_xem }}",
                    "{{ b.ty_le }}",
                ],
                left_second,
            ),
            statement("{%tr endfor %}", widths.len()),
            statement("{%tr endfor %}", widths.len()),
        ],
        &widths,
    )
}

fn units() -> Table {
    let widths = [650, 2955, 900, 900, 850, 950, 900, 1250];
    annex(
        vec![
            row(
                &widths,
                &["STT", "Đơn vị", "Đảng viên", "Bản đã tính", "Còn thiếu", "Tỷ lệ", "Lượt có", "Số cam kết"],
                |_| SLOT_HEAD,
            )
            .cant_split(),
            statement("{%tr for d in don_vi %}", widths.len()),
            row(
                &widths,
                &[
                    "{{ d.stt }}",
                    "{{ d.ten }}",
                    "{{ d.so_dang_vien }}",
                    "{{ d.so_ban }}",
                    "{{ d.so_thieu }}",
                    "{{ d.ty_le }}",
                    "{{ d.luot_co }}",
                    "{{ d.cam_ket }}",
                ],
                left_second,
            ),
            statement("{%tr endfor %}", widths.len()),
        ],
        &widths,
    )
}

fn annex_title(docx: Docx, number: &str, title: &str) -> Docx {
    let right = Look { align: AlignmentType::Right, bold: true, keep_next: true, ..PLAIN };
    let title_look = Look { bold: true, after: 120, keep_next: true, ..CENTRE };
    let head = Paragraph { ..p(number, right) }.page_break_before(true);
    docx.add_paragraph(head).add_paragraph(p(title, title_look))
}

fn report() -> Docx {
    let margins =
        PageMargin { top: 1134, bottom: 1134, left: 1701, right: 851, header: 567, footer: 567, gutter: 0 };
    let page_number = empty(CENTRE).add_page_num(PageNum::new());
    let bold_centre = Look { bold: true, keep_next: true, ..CENTRE };
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(margins)
        .default_fonts(fonts())
        .default_size(28)
        .title_pg()
        .header(Header::new().add_paragraph(page_number))
        .first_header(Header::new().add_paragraph(empty(CENTRE)))
        .add_table(letterhead())
        .add_paragraph(p("BÁO CÁO", Look { size: 32, before: 360, ..bold_centre }))
        .add_paragraph(p("kết quả tự soi, tự sửa {{ ky }}", bold_centre))
        .add_paragraph(p("-----", Look { after: 240, ..CENTRE }));
    docx = body(docx).add_paragraph(empty(Look { size: 16, ..PLAIN })).add_table(signatures());
    docx = docx.add_paragraph(p("{%p if so_ban %}", PLAIN));
    docx = annex_title(docx, "Biểu số 01", "Kết quả tự soi theo biểu hiện").add_table(indicators());
    docx = docx.add_paragraph(p("{%p endif %}", PLAIN)).add_paragraph(p("{%p if not la_chi_bo %}", PLAIN));
    docx = annex_title(
        docx,
        "Biểu số {{ '02' if so_ban else '01' }}",
        "Tình hình nộp của các đơn vị trực thuộc",
    )
    .add_table(units());
    docx.add_paragraph(p("{%p endif %}", PLAIN))
}

/// What the builder cannot say: header rows are repeated on every page, rows are not split over pages,
/// and the document's language is Vietnamese.
fn finish(xml: &str) -> String {
    let annexes = xml.find("Biểu số 01").unwrap_or(xml.len());
    let (text, annexes) = xml.split_at(annexes);
    let annexes = annexes
        .replace("<w:trPr><w:cantSplit /></w:trPr>", "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        .replace("<w:trPr />", "<w:trPr><w:cantSplit/></w:trPr>");
    format!("{text}{annexes}")
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut parts = report().build();
    parts.document = finish(&String::from_utf8(parts.document)?).into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes)?;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/bao-cao.docx");
    std::fs::write(path, bytes.into_inner())?;
    Ok(())
}
