use super::super::page::{BOX_EMPTY, BOX_TICKED, Block, Emphasis, PICTURE, Table};
use super::*;
use std::fmt::Write;

/// The letters of `Có Không` that ASCII has not, as codes of the font below.
const TO_UNICODE: &str = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange
3 beginbfchar <80> <00F3> <81> <00F4> <82> <2612> endbfchar 1 beginbfrange <20> <7E> <0020> endbfrange endcmap";

/// A file of these objects, numbered from 1; the first is the catalogue.
fn file(objects: &[String]) -> Vec<u8> {
    // A letter is a byte.
    let mut pdf = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(pdf.chars().count());
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let start = pdf.chars().count();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(pdf, "{offset:010} 00000 n ").unwrap();
    }
    write!(pdf, "trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    pdf.chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A font whose letters are half as wide as high.
fn font(to_unicode: &str) -> String {
    let widths = "500 ".repeat(256);
    format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/Form/FirstChar 0/LastChar 255/Widths[{widths}]/ToUnicode {to_unicode}>>"
    )
}

/// A file of pages with these contents, each an A4 sheet; what a page has besides stands in its dictionary.
fn pages(contents: &[&str], besides: &str) -> Vec<u8> {
    let kids: String =
        (0..contents.len()).fold(String::new(), |kids, n| kids + &format!("{} 0 R ", 5 + 2 * n));
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 595 842]>>", contents.len()),
        font("4 0 R"),
        stream(TO_UNICODE),
    ];
    for (n, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R {besides}>>",
            6 + 2 * n
        ));
        objects.push(stream(content));
    }
    file(&objects)
}

/// Text of 10 points from a place on.
fn at(x: u32, y: u32, text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            'ó' => "80".to_owned(),
            'ô' => "81".to_owned(),
            '☒' => "82".to_owned(),
            _ => format!("{:02X}", u32::from(c)),
        })
        .collect();
    format!("BT /F 10 Tf {x} {y} Td <{text}> Tj ET\n")
}

fn line(x0: u32, y0: u32, x1: u32, y1: u32) -> String {
    format!("{x0} {y0} m {x1} {y1} l S\n")
}

/// The rules of a table between these lines.
fn ruled(xs: &[u32], ys: &[u32]) -> String {
    let (left, right, low, high) = (xs[0], xs[xs.len() - 1], ys[0], ys[ys.len() - 1]);
    let flat = ys.iter().map(|y| line(left, *y, right, *y));
    flat.chain(xs.iter().map(|x| line(*x, low, *x, high))).collect()
}

const COLUMNS: [u32; 5] = [50, 80, 300, 340, 380];

/// A table of rows of a number, words and two columns for marks.
fn form(rows: &[[&str; 4]], top: u32) -> String {
    let bottom = top - 20 * u32::try_from(rows.len()).unwrap();
    let ys: Vec<u32> = (0..=rows.len()).map(|n| bottom + 20 * u32::try_from(n).unwrap()).collect();
    let mut page = ruled(&COLUMNS, &ys);
    for (row, y) in rows.iter().zip((bottom..top).rev().step_by(20)) {
        for (text, x) in row.iter().zip(COLUMNS) {
            page.push_str(&at(x + 5, y - 14, text));
        }
    }
    page
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = &document.parts[0].blocks;
    blocks.iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs().iter().map(|p| p.text.as_str()).filter(|t| !t.is_empty()).collect()
}

fn one(content: &str) -> Document {
    read(&pages(&[content], "")).unwrap()
}

fn refusal(content: &str) -> String {
    match read(&pages(&[content], "")) {
        Err(FileFinding::PdfText { detail }) => detail.into_owned(),
        other => panic!("{other:?}"),
    }
}

const HEADING: [&str; 4] = ["TT", "Noi dung", "Có", "Không"];

#[test]
fn a_mark_stands_in_the_square_that_the_rules_draw_around_it() {
    let document = one(&form(&[HEADING, ["1", "Phai nhat", "", "x"], ["2", "Xa roi", "x", ""]], 700));
    let table = tables(&document)[0];
    let text = |row, column| table.slot(row, column).unwrap().text();
    assert_eq!((table.rows(), table.columns()), (3, 4));
    assert_eq!([text(0, 2), text(0, 3)], ["Có", "Không"]);
    assert_eq!([text(1, 2), text(1, 3), text(2, 2), text(2, 3)], ["", "x", "x", ""]);
}

#[test]
fn a_mark_over_the_rule_between_two_columns_makes_the_file_a_question() {
    let page = form(&[HEADING, ["1", "Phai nhat", "", ""]], 700) + &at(338, 665, "x");
    assert!(refusal(&page).contains("đường kẻ"), "{}", refusal(&page));
}

#[test]
fn a_table_goes_on_over_the_page_without_its_heading_again() {
    let first = form(&[HEADING, ["1", "Phai nhat", "", "x"]], 700);
    let second = form(&[HEADING, ["2", "Xa roi", "x", ""]], 800);
    let document = read(&pages(&[&first, &second], "")).unwrap();
    assert_eq!(tables(&document).len(), 1);
    assert_eq!(tables(&document)[0].rows(), 3);
    assert_eq!(tables(&document)[0].slot(2, 2).unwrap().text(), "x");
}

#[test]
fn a_row_that_the_page_divides_is_one_row() {
    let first = form(&[HEADING, ["1", "Phai nhat", "", "x"]], 700);
    let second = form(&[["", "ly tuong", "", ""], ["2", "Xa roi", "x", ""]], 800);
    let document = read(&pages(&[&first, &second], "")).unwrap();
    let table = tables(&document)[0];
    assert_eq!(table.rows(), 3);
    assert_eq!(table.slot(1, 1).unwrap().text().replace('\n', " "), "Phai nhat ly tuong");
}

#[test]
fn rows_without_numbers_are_never_joined_over_a_page() {
    let first = form(&[HEADING, ["", "Phai nhat", "", "x"]], 700);
    let second = form(&[["", "Xa roi", "x", ""], ["", "Quan lieu", "", "x"]], 800);
    let document = read(&pages(&[&first, &second], "")).unwrap();
    assert_eq!(tables(&document)[0].rows(), 4);
    assert!(partial(&document).contains("Xa roi"), "{:?}", document.findings);
}

/// What is said of parts that are not read for certain; empty where all are.
fn partial(document: &Document) -> String {
    let detail = |f: &crate::finding::Finding| match f {
        crate::finding::Finding::File(FileFinding::Partial { detail }) => Some(detail.clone()),
        _ => None,
    };
    document.findings.iter().find_map(detail).unwrap_or_default()
}

#[test]
fn what_may_be_the_rest_of_a_row_on_the_page_before_is_a_question() {
    let heading = ["Loi", "Giai phap", "Han", ""];
    let first = form(&[heading, ["Ghi", "Hop deu trong", "quy", ""]], 700);
    let second = form(&[heading, ["", "nam 2026", "IV", ""], ["Ngai", "Hoc", "", ""]], 800);
    let document = read(&pages(&[&first, &second], "")).unwrap();
    assert!(partial(&document).contains("nam 2026 IV"), "{:?}", document.findings);
}

#[test]
fn a_row_without_a_number_where_others_have_none_is_not_joined_but_asked_about() {
    let rows =
        [HEADING, ["1", "Phai nhat", "", "x"], ["", "a) Xa roi", "", "x"], ["2", "Quan lieu", "", "x"]];
    let second = form(&[["", "a) Xa dan", "x", ""]], 800);
    let document = read(&pages(&[&form(&rows, 700), &second], "")).unwrap();
    assert_eq!(tables(&document)[0].rows(), 5);
    assert!(partial(&document).contains("Xa dan"), "{:?}", document.findings);
}

#[test]
fn a_number_at_the_head_of_a_page_begins_a_row() {
    let first = form(&[HEADING, ["1", "Phai nhat", "", "x"]], 700);
    let second = form(&[["2", "Xa roi", "x", ""]], 800);
    assert_eq!(partial(&read(&pages(&[&first, &second], "")).unwrap()), "");
}

#[test]
fn boxes_that_are_drawn_stand_by_what_is_in_them() {
    let square = |x: u32| format!("{x} 690 12 12 re S\n");
    let cross = |x: u32| line(x, 690, x + 12, 702) + &line(x, 702, x + 12, 690);
    let page = at(50, 692, "1. Phai nhat")
        + &square(200)
        + &at(215, 692, "Có")
        + &square(260)
        + &cross(260)
        + &at(275, 692, "Không")
        + &square(330)
        + &line(332, 696, 336, 692)
        + &line(336, 692, 342, 701);
    let shown = texts(&one(&page)).join(" ");
    let wanted = format!("1. Phai nhat\t{BOX_EMPTY} Có\t{BOX_TICKED} Không\t{PICTURE}");
    assert_eq!(shown, wanted);
}

#[test]
fn a_box_of_a_form_stands_by_its_state() {
    let page = at(50, 692, "Có") + &at(150, 692, "Không");
    let field =
        |x: u32, state: &str| format!("<</Subtype/Widget/FT/Btn/AS/{state}/Rect[{x} 690 {} 702]>>", x + 12);
    let fields = format!("/Annots[{}{}]", field(70, "Off"), field(190, "Yes"));
    let shown = texts(&read(&pages(&[&page], &fields)).unwrap()).join(" ");
    assert_eq!(shown, format!("Có {BOX_EMPTY} Không {BOX_TICKED}"));
}

#[test]
fn words_are_struck_out_or_underlined_by_rules_over_them() {
    let document = one(&(at(50, 692, "Có")
        + &line(49, 696, 63, 696)
        + &at(70, 692, "Không")
        + &line(69, 691, 102, 691)));
    let stretches: Vec<_> = document.paragraphs()[0].stretches().collect();
    assert_eq!(stretches[0].0, "Có");
    assert!(stretches[0].1.has(Emphasis::STRIKE));
    let (text, emphasis) = stretches[stretches.len() - 1];
    assert!(text.ends_with("Không") && emphasis.has(Emphasis::UNDERLINE) && !emphasis.has(Emphasis::STRIKE));
}

#[test]
fn the_head_of_a_document_has_two_columns() {
    let page = at(60, 800, "CHI BO THON DONG")
        + &at(330, 800, "DANG CONG SAN VIET NAM")
        + &at(350, 780, "Son Nam, ngay 5 thang 6 nam 2026")
        + &at(238, 750, "BAN TU SOI TU SUA")
        + &at(50, 730, "Ho va ten: Nguyen Van A")
        + &at(50, 710, &"Toi da tu soi va thay rang ".repeat(3));
    let document = one(&page);
    let head = tables(&document)[0];
    assert_eq!(head.slot(0, 0).unwrap().text(), "CHI BO THON DONG");
    assert_eq!(head.slot(0, 1).unwrap().text(), "DANG CONG SAN VIET NAM\nSon Nam, ngay 5 thang 6 nam 2026");
    assert_eq!(texts(&document)[3..5], ["BAN TU SOI TU SUA", "Ho va ten: Nguyen Van A"]);
}

#[test]
fn a_paragraph_goes_on_where_the_next_word_had_no_room() {
    let full = "Toi da nghien cuu ky hai muoi bay bieu hien va tu soi ban than trong nam";
    let page = at(50, 700, full) + &at(50, 685, "qua.") + &at(50, 670, "Ngan") + &at(50, 655, "Dong sau");
    assert_eq!(texts(&one(&page)), [&format!("{full} qua."), "Ngan", "Dong sau"]);
}

#[test]
fn a_line_that_may_be_the_rest_of_the_one_above_is_a_question() {
    let full = "Toi da nghien cuu ky hai muoi bay bieu hien va tu soi ban than trong nam";
    let page = |rest: &str| {
        at(50, 700, full) + &at(50, 670, "Giai phap: dang ky hoc lop trung cap") + &at(50, 655, rest)
    };
    assert!(partial(&one(&page("ly luan chinh tri; thoi han: quy IV"))).contains("ly luan chinh tri"));
    for alone in ["khong co", "Ly luan chinh tri; thoi han", "2/ Ngai hoc tap"] {
        assert_eq!(partial(&one(&page(alone))), "", "{alone}");
    }
}

#[test]
fn a_date_at_the_beginning_of_a_line_is_no_item() {
    let full = "Giai phap: tham gia day du cac buoi hoc tap nghi quyet; thoi han: thang";
    let page =
        at(50, 700, full) + &at(50, 685, "10/2026.") + &at(50, 670, "2/ Ngai hoc") + &at(50, 655, "Dong");
    assert_eq!(texts(&one(&page)), [&format!("{full} 10/2026."), "2/ Ngai hoc", "Dong"]);
}

#[test]
fn a_page_that_lies_on_its_side_is_read_as_it_is_shown() {
    let turned = format!("0 1 -1 0 595 0 cm {}", form(&[HEADING, ["1", "Phai nhat", "", "x"]], 500));
    let document = read(&pages(&[&turned], "/Rotate 90")).unwrap();
    assert_eq!(tables(&document)[0].slot(1, 3).unwrap().text(), "x");
}

#[test]
fn text_that_does_not_stand_upright_makes_the_file_a_question() {
    assert!(refusal(&(at(50, 700, "Có") + "0 1 -1 0 595 0 cm " + &at(50, 300, "Không"))).contains("xoay"));
}

#[test]
fn text_that_nobody_sees_makes_the_file_a_question() {
    let seen = at(50, 700, "Có");
    let invisible = format!("3 Tr {}", at(50, 600, "Không"));
    let white = format!("1 g {}", at(50, 600, "Không"));
    let outside = at(50, 900, "Không");
    let covered = at(50, 600, "Không") + "1 g 40 590 200 30 re f\n";
    let clipped = format!("q 0 0 40 40 re W n {} Q", at(50, 600, "Không"));
    for hidden in [invisible, white, outside, covered, clipped] {
        let read = read(&pages(&[&(seen.clone() + &hidden)], ""));
        assert!(matches!(read, Err(FileFinding::PdfText { .. })), "{hidden}: {read:?}");
    }
}

#[test]
fn a_text_on_another_makes_the_file_a_question() {
    assert!(refusal(&(at(50, 700, "Không") + &at(52, 700, "Có"))).contains("chồng"));
}

#[test]
fn dots_that_somebody_wrote_upon_are_left_out() {
    let page =
        at(50, 700, "Ho ten:") + &at(90, 700, "........................") + &at(90, 700, "Nguyen Van A");
    assert!(texts(&one(&page))[0].starts_with("Ho ten: Nguyen Van A"), "{:?}", texts(&one(&page)));
}

#[test]
fn a_scan_has_no_text_and_a_guessed_text_under_it_is_none() {
    let picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7F EI Q\n";
    assert_eq!(read(&pages(&[picture], "")), Err(FileFinding::Pdf));
    let guessed = format!("{picture}3 Tr {}", at(50, 700, "Không"));
    assert_eq!(read(&pages(&[&guessed], "")), Err(FileFinding::Pdf));
    let seen = picture.to_owned() + &at(50, 700, "Không");
    assert!(refusal(&seen).contains("ảnh"));
}

#[test]
fn a_letter_that_does_not_say_what_it_is_makes_the_file_a_question() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>";
    let page = "BT /G 10 Tf 50 700 Td <00010002> Tj ET";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_owned(),
        font.to_owned(),
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</G 3 0 R>>>>/Contents 5 0 R>>".to_owned(),
        stream(page),
    ];
    assert!(matches!(read(&file(&objects)), Err(FileFinding::PdfText { .. })));
}

#[test]
fn a_damaged_stream_or_a_missing_page_makes_the_file_corrupt() {
    let mut packed = vec![0; 200];
    let mut compressor = libdeflater::Compressor::new(libdeflater::CompressionLvl::default());
    let length = compressor.zlib_compress(at(50, 700, "Có").as_bytes(), &mut packed).unwrap();
    let build = |bytes: &[u8], count: u32| {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Kids[4 0 R]/Count {count}/MediaBox[0 0 595 842]>>"),
            font("6 0 R"),
            "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>".to_owned(),
            format!(
                "<</Filter/FlateDecode/Length {}>>\nstream\n{}\nendstream",
                bytes.len(),
                bytes.iter().map(|b| char::from(*b)).collect::<String>()
            ),
            stream(TO_UNICODE),
        ];
        read(&file(&objects))
    };
    let good = &packed[..length];
    assert_eq!(texts(&build(good, 1).unwrap()), ["Có"]);
    let mut bad = good.to_vec();
    bad[length - 1] ^= 1;
    assert!(matches!(build(&bad, 1), Err(FileFinding::Corrupt { .. })));
    assert!(matches!(build(good, 2), Err(FileFinding::Corrupt { .. })));
}

#[test]
fn what_is_no_pdf_at_all_is_corrupt() {
    assert!(matches!(read(b"%PDF-1.7"), Err(FileFinding::Corrupt { .. })));
}
