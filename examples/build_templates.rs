//! Builds the report template that is embedded in the program: `cargo run --example build_templates`.
//!
//! Layout: A4, margins 20/20/30/15 mm, Times New Roman 14, the letterhead and signature blocks of Party
//! papers (36-HD/VPTW, and 05-HD/VPTW as practised). Tags are those of docxtpl; the fields are those of
//! `src/publish/report/fields.rs`.
//!
//! The parts are written directly, because docx-rs 0.4.22 puts the children of `rPr`, `pPr` and `sectPr`
//! in an order that the schema (ECMA-376 Part 1, annex A) does not allow, and has no repeated header rows.

// XML is put together from pieces here; a paragraph's look has as many switches as Word gives it.
#![allow(clippy::format_collect, clippy::format_push_string, clippy::struct_excessive_bools)]

use std::error::Error;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const FONT: &str = "Times New Roman";

/// Width of the text, in twentieths of a point: A4 less the margins of 30 and 15 mm.
const WIDTH: u32 = 9355;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// How a paragraph looks; sizes in half points, distances in twentieths of a point.
#[derive(Clone, Copy)]
struct Look {
    size: u32,
    bold: bool,
    italic: bool,
    underline: bool,
    align: &'static str,
    first_line: u32,
    /// Room at both sides, with a line below that is as long as what they leave.
    ruled: Option<u32>,
    before: u32,
    after: u32,
    /// Exact distance of lines; `None` for single spacing.
    exact: Option<u32>,
    keep_next: bool,
    new_page: bool,
}

const PLAIN: Look = Look {
    size: 28,
    bold: false,
    italic: false,
    underline: false,
    align: "left",
    first_line: 0,
    ruled: None,
    before: 0,
    after: 0,
    exact: None,
    keep_next: false,
    new_page: false,
};
const CENTRE: Look = Look { align: "center", ..PLAIN };
const BODY: Look = Look { align: "both", first_line: 567, before: 60, after: 60, exact: Some(360), ..PLAIN };
const HEADING: Look = Look { bold: true, keep_next: true, ..BODY };
const SLOT: Look = Look { size: 24, before: 20, after: 20, ..PLAIN };
const SLOT_CENTRE: Look = Look { align: "center", ..SLOT };
const SLOT_HEAD: Look = Look { bold: true, ..SLOT_CENTRE };

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn run_properties(look: Look) -> String {
    let flag = |on: bool, xml: &str| if on { xml.to_owned() } else { String::new() };
    format!(
        "<w:rPr><w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>{}{}\
         <w:color w:val=\"000000\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>{}</w:rPr>",
        flag(look.bold, "<w:b/><w:bCs/>"),
        flag(look.italic, "<w:i/><w:iCs/>"),
        flag(look.underline, "<w:u w:val=\"single\"/>"),
        size = look.size,
    )
}

fn run(text: &str, look: Look) -> String {
    format!("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", run_properties(look), escape(text))
}

/// A paragraph of these runs.
fn paragraph(runs: &str, look: Look) -> String {
    let mut style = String::new();
    if look.keep_next {
        style += "<w:keepNext/>";
    }
    if look.new_page {
        style += "<w:pageBreakBefore/>";
    }
    if look.ruled.is_some() {
        style += "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>";
    }
    let (line, rule) = look.exact.map_or((240, "auto"), |line| (line, "exact"));
    style += &format!(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{line}\" w:lineRule=\"{rule}\"/>",
        look.before, look.after
    );
    if let Some(side) = look.ruled {
        style += &format!("<w:ind w:left=\"{side}\" w:right=\"{side}\"/>");
    } else if look.first_line > 0 {
        style += &format!("<w:ind w:firstLine=\"{}\"/>", look.first_line);
    }
    style += &format!("<w:jc w:val=\"{}\"/>{}", look.align, run_properties(look));
    format!("<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>")
}

fn p(text: &str, look: Look) -> String {
    paragraph(&run(text, look), look)
}

fn empty(look: Look) -> String {
    paragraph("", look)
}

fn slot(width: u32, span: usize, middle: bool, paragraphs: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    let middle = if middle { "<w:vAlign w:val=\"center\"/>" } else { "" };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{middle}</w:tcPr>{paragraphs}</w:tc>")
}

/// A row that is not split over pages; a header row is repeated on each.
fn row(slots: &str, header: bool) -> String {
    let header = if header { "<w:tblHeader/>" } else { "" };
    format!("<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{slots}</w:tr>")
}

fn table(widths: &[u32], lines: bool, rows: &str) -> String {
    let line = |side: &str| {
        if lines {
            format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
        } else {
            format!("<w:{side} w:val=\"nil\"/>")
        }
    };
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    let grid: String = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
    let margins = "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar>";
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// A borderless table of one row: letterhead and signatures.
fn pair(left: (u32, &[String]), right: (u32, &[String])) -> String {
    let slots = [left, right].map(|(width, paragraphs)| slot(width, 1, false, &paragraphs.concat()));
    table(&[left.0, right.0], false, &row(&slots.concat(), false))
}

fn letterhead() -> String {
    let left = [
        p("{%p if co_quan_cap_tren %}", CENTRE),
        p("{{ co_quan_cap_tren }}", CENTRE),
        p("{%p endif %}", CENTRE),
        p("{{ co_quan }}", Look { bold: true, ..CENTRE }),
        p("*", CENTRE),
        p("Số      -{{ ky_hieu }}", CENTRE),
    ];
    let right = [
        p("ĐẢNG CỘNG SẢN VIỆT NAM", Look { size: 30, bold: true, ruled: Some(370), ..CENTRE }),
        p("{{ noi_va_ngay }}", Look { italic: true, before: 120, ..CENTRE }),
    ];
    pair((4155, &left), (5200, &right))
}

fn signatures() -> String {
    let receiver = Look { size: 24, ..PLAIN };
    let left = [
        p("Nơi nhận:", Look { underline: true, ..PLAIN }),
        p("{%p if ten_cap_tren %}", receiver),
        p("- {{ ten_cap_tren }} (để báo cáo);", receiver),
        p("{%p endif %}", receiver),
        p("- Lưu {{ luu }}.", receiver),
    ];
    let mut right = vec![p("{{ thay_mat }}", Look { bold: true, ..CENTRE }), p("{{ chuc_vu_ky }}", CENTRE)];
    right.extend((0..5).map(|_| empty(CENTRE)));
    pair((4655, &left), (4700, &right))
}

/// The sentences. `{%p … %}` goes with its paragraph.
const SENTENCES: &[(&str, Look)] = &[
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
        "Qua tự soi {{ so_bieu_hien }} biểu hiện, đảng viên tự nhận ở {{ so_bieu_hien_co|so }} biểu hiện với tổng số {{ so_luot_co|so }} lượt{% if muc_do %}, trong đó: {{ muc_do }}{% endif %}. Cụ thể:",
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
        "Có {{ cam_ket.tong|so }} nội dung được cam kết khắc phục{% if cam_ket.ket_qua %}, trong đó: {{ cam_ket.ket_qua }}{% else %}; các bản tự soi chưa ghi kết quả thực hiện{% endif %}.",
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

/// A row that only holds a statement.
fn statement(text: &str, columns: usize) -> String {
    row(&slot(WIDTH, columns, false, &p(text, SLOT)), false)
}

fn slots(widths: &[u32], texts: &[&str], look: impl Fn(usize) -> Look) -> String {
    widths.iter().zip(texts).enumerate().map(|(i, (w, t))| slot(*w, 1, true, &p(t, look(i)))).collect()
}

fn left_second(column: usize) -> Look {
    if column == 1 { SLOT } else { SLOT_CENTRE }
}

fn indicators() -> String {
    let widths = [850, 4305, 850, 950, 1250, 1150];
    let group = p("Nhóm {{ n.so }}: {{ n.ten }}", Look { bold: true, keep_next: true, ..SLOT });
    let texts =
        ["{{ b.ma }}", "{{ b.ten }}", "{{ b.co }}", "{{ b.khong }}", "{{ b.can_xem }}", "{{ b.ty_le }}"];
    let rows = [
        row(
            &slots(&widths, &["Mã", "Biểu hiện", "Có", "Không", "Cần làm rõ", "Tỷ lệ có"], |_| SLOT_HEAD),
            true,
        ),
        statement("{%tr for n in nhom %}", widths.len()),
        row(&slot(WIDTH, widths.len(), true, &group), false),
        statement("{%tr for b in n.bieu_hien %}", widths.len()),
        row(&slots(&widths, &texts, left_second), false),
        statement("{%tr endfor %}", widths.len()),
        statement("{%tr endfor %}", widths.len()),
    ];
    table(&widths, true, &rows.concat())
}

fn units() -> String {
    let widths = [750, 2905, 900, 900, 850, 950, 900, 1200];
    let titles = ["STT", "Đơn vị", "Đảng viên", "Bản đã tính", "Còn thiếu", "Tỷ lệ", "Lượt có", "Số cam kết"];
    let texts = [
        "{{ d.stt }}",
        "{{ d.ten }}",
        "{{ d.so_dang_vien }}",
        "{{ d.so_ban }}",
        "{{ d.so_thieu }}",
        "{{ d.ty_le }}",
        "{{ d.luot_co }}",
        "{{ d.cam_ket }}",
    ];
    let rows = [
        row(&slots(&widths, &titles, |_| SLOT_HEAD), true),
        statement("{%tr for d in don_vi %}", widths.len()),
        row(&slots(&widths, &texts, left_second), false),
        statement("{%tr endfor %}", widths.len()),
    ];
    table(&widths, true, &rows.concat())
}

/// The number and title of an annex, on a new page.
fn annex(number: &str, title: &str) -> String {
    let right = Look { align: "right", bold: true, keep_next: true, new_page: true, ..PLAIN };
    p(number, right) + &p(title, Look { bold: true, after: 120, keep_next: true, ..CENTRE })
}

fn document() -> String {
    let centre = Look { bold: true, keep_next: true, ..CENTRE };
    let sentences: String = SENTENCES.iter().map(|(text, look)| p(text, *look)).collect();
    let blocks = [
        letterhead(),
        p("BÁO CÁO", Look { size: 32, before: 360, ..centre }),
        p("kết quả tự soi, tự sửa {{ ky }}", centre),
        p("-----", Look { after: 240, ..CENTRE }),
        sentences,
        empty(Look { size: 16, keep_next: true, ..PLAIN }),
        signatures(),
        p("{%p if so_ban %}", PLAIN),
        annex("Biểu số 01", "Kết quả tự soi theo biểu hiện"),
        indicators(),
        p("{%p endif %}", PLAIN),
        p("{%p if not la_chi_bo %}", PLAIN),
        annex("Biểu số {{ '02' if so_ban else '01' }}", "Tình hình nộp của các đơn vị trực thuộc"),
        units(),
        p("{%p endif %}", PLAIN),
    ];
    // A document does not end with a table (Word adds a paragraph of its own).
    let last = empty(Look { size: 2, exact: Some(20), ..PLAIN });
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:headerReference w:type=\"first\" r:id=\"rId3\"/>\
                   <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
                   <w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
                   <w:titlePg/></w:sectPr>";
    format!("<w:document {NAMESPACES}><w:body>{}{last}{section}</w:body></w:document>", blocks.concat())
}

fn header(runs: &str) -> String {
    format!("<w:hdr {NAMESPACES}>{}</w:hdr>", paragraph(runs, CENTRE))
}

fn page_number() -> String {
    let part = |xml: &str| format!("<w:r>{}{xml}</w:r>", run_properties(CENTRE));
    [
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:t>2</w:t>",
        "<w:fldChar w:fldCharType=\"end\"/>",
    ]
    .map(part)
    .concat()
}

fn styles() -> String {
    format!(
        "<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>"
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = format!(
        "<Types xmlns=\"{package}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{word}.styles+xml\"/>\
         <Override PartName=\"/word/header1.xml\" ContentType=\"{word}.header+xml\"/>\
         <Override PartName=\"/word/header2.xml\" ContentType=\"{word}.header+xml\"/></Types>"
    );
    let relations = |list: &[(&str, &str)]| {
        let one = |(n, (kind, target)): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"rId{n}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        let all: String = (1..).zip(list).map(one).collect();
        format!("<Relationships xmlns=\"{package}/relationships\">{all}</Relationships>")
    };
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", document()),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("header", "header1.xml"), ("header", "header2.xml")]),
        ),
        ("word/styles.xml", styles()),
        ("word/header1.xml", header(&page_number())),
        ("word/header2.xml", header("")),
    ];
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, xml) in parts {
        file.start_file(name, options)?;
        file.write_all(
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}").as_bytes(),
        )?;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/bao-cao.docx");
    std::fs::write(path, file.finish()?.into_inner())?;
    Ok(())
}
