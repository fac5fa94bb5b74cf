use super::super::page::{Block, Emphasis, PartKind, Table};
use super::*;
use crate::document::census::short::assert_none_is_dropped;
use proptest::prelude::*;

fn document(body: &str) -> Document {
    let fonts = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fcharset163 Times New Roman (Vietnamese);}{\f2\fnil\fcharset2 Wingdings;}}";
    let colours = r"{\colortbl;\red0\green0\blue0;\red255\green0\blue0;\red255\green255\blue0;\red255\green255\blue255;}";
    let rtf = format!(r"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{colours}{body}}}");
    read(rtf.as_bytes()).unwrap()
}

fn blocks(body: &str) -> Vec<Block> {
    let mut document = document(body);
    document.parts.remove(document.parts.iter().position(|p| p.kind == PartKind::Body).unwrap()).blocks
}

fn text(body: &str) -> String {
    let document = document(body);
    document.paragraphs().iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("|")
}

fn table(body: &str) -> Table {
    let tables = blocks(body).into_iter().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.last().unwrap()
}

fn rows(table: &Table) -> Vec<String> {
    let row = |r| {
        let slots = table
            .row(r)
            .iter()
            .map(|s| format!("{}+{}+{}:{}", s.column, s.row_span, s.column_span, s.text()));
        slots.collect::<Vec<_>>().join(" ")
    };
    (0..table.rows()).map(row).collect()
}

#[test]
fn letters_come_from_code_pages_and_from_unicode() {
    // Windows-1258 writes tones as marks after the letter; text is in NFC.
    assert_eq!(text(r"{\f1 \'d0a\'f2ng Kh\'f4ng c\'f3}"), "Đạng Không có");
    assert_eq!(text(r"\uc1 T\u7921? soi, t\u7921\'3f s\u7917? a"), "Tự soi, tự sử a");
    assert_eq!(text(r"\uc2 \u272 ??ang {\uc0\u272 ang}"), "Đang Đang");
    assert_eq!(text(r"\u-10179?\u-8704?"), "\u{1F600}");
    assert_eq!(text(r"{\f1 Ti\'ea\'ecng}"), "Tiếng");
}

#[test]
fn letters_of_legacy_fonts_are_decoded_and_told() {
    let fonts = r"{\fonttbl{\f8\fcharset0 .VnTime;}{\f9\fcharset0 VNI-Times;}}";
    let read = document(&format!(r"{fonts}{{\f8 Kh\'abng c\'e3}} / {{\f9 Co}}{{\f9\b \'f9}}"));
    assert_eq!(read.paragraphs()[0].text, "Không có / Có");
    assert_eq!(read.findings, [FileFinding::LegacyText.into()]);
    // The optional hyphen has the code of ư.
    assert_eq!(text(&format!(r"{fonts}{{\f8 H\-\'ebng, ng\'ad\'eai}} so\-i")), "Hưởng, người soi");
}

#[test]
fn letters_of_symbol_fonts_are_marks() {
    assert_eq!(
        text(r"{\f2\'fe}{\f2\u61608 ?}{\f2\'fc}x {\field{\*\fldinst SYMBOL 168 \\f Wingdings}}"),
        "☒☐✓x ☐"
    );
}

#[test]
fn emphasis_is_kept_by_stretch() {
    let blocks = blocks(r"{\strike C\'f3} / {\b\ul Kh\'f4ng}{\highlight3 v}{\cf2 d}{\cf1 k}{\highlight4 w}");
    let Some(Block::Paragraph(paragraph)) = blocks.first() else { panic!() };
    let all: Vec<_> = paragraph.stretches().collect();
    assert_eq!(
        all,
        [
            ("Có", Emphasis::STRIKE),
            (" / ", Emphasis::NONE),
            ("Không", Emphasis::BOLD.with(Emphasis::UNDERLINE)),
            ("v", Emphasis::HIGHLIGHT),
            ("d", Emphasis::COLOUR),
            ("kw", Emphasis::NONE),
        ]
    );
}

#[test]
fn deleted_and_hidden_text_is_left_out_and_said() {
    let document = document(r"a{\deleted b}{\revised c}{\v d}");
    assert_eq!(document.paragraphs()[0].text, "ac");
    let codes: Vec<_> = document.findings.iter().map(crate::finding::Finding::code).collect();
    assert_eq!(codes, ["tracked-changes", "hidden-content"]);
}

#[test]
fn what_no_page_shows_is_passed_over() {
    assert_eq!(text(r"{\info{\title x}}{\stylesheet{\s1 y;}}{\*\generator z;}a{\*\unknown{b}}{\xe c}"), "a");
    assert_eq!(text(r"a{\b0\*\cs7 b}"), "ab");
    assert_eq!(text("a{\\*\\shppict{\\pict\\bin4 }}}}z}}{\\nonshppict{\\pict 00}}b"), "a\u{FFFC}b");
}

#[test]
fn slots_follow_from_where_they_end_on_the_page() {
    let body = r"\trowd\cellx1000\cellx3000\cellx5000\pard\intbl TT\cell C\'f3\cell Kh\'f4ng\cell\row\trowd\cellx1010\cellx5000\pard\intbl I\cell Nh\'f3m\cell\row\trowd\cellx1000\cellx3000\cellx5000\pard\intbl 1\cell x\par y\cell\cell\row\pard sau\par";
    let table = table(body);
    assert_eq!(
        rows(&table),
        ["0+1+1:TT 1+1+1:Có 2+1+1:Không", "0+1+1:I 1+1+2:Nhóm", "0+1+1:1 1+1+1:x\ny 2+1+1:"]
    );
    let Some(Block::Paragraph(after)) = blocks(body).pop() else { panic!() };
    assert_eq!((after.text.as_str(), after.place.to_string().as_str()), ("sau", "paragraph 1"));
    assert_eq!(table.slots()[1].paragraphs()[0].place.to_string(), "table 1, row 1, column 2");
}

#[test]
fn merged_slots_are_one() {
    let body = r"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell b\cell\cell\row\trowd\clvmrg\cellx1000\cellx2000\clcbpat3\cellx3000\pard\intbl\cell c\cell d\cell\row";
    let table = table(body);
    assert_eq!(rows(&table), ["0+2+1:a 1+1+2:b", "1+1+1:c 2+1+1:d"]);
    assert_eq!(table.slot(1, 2).unwrap().fill, Some(0xFF_FF_00));
}

#[test]
fn a_table_may_stand_in_a_slot() {
    let body = r"\trowd\cellx3000\cellx6000\pard\intbl ngo\'e0i\par\pard\intbl\itap2 trong\nestcell hai\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl\itap1\cell b\cell\row\pard";
    let table = table(body);
    assert_eq!((table.rows(), table.columns()), (1, 2));
    let Some(Block::Table(inner)) = table.slots()[0].blocks.iter().find(|b| matches!(b, Block::Table(_)))
    else {
        panic!("{:?}", table.slots())
    };
    assert_eq!(rows(inner), ["0+1+1:trong 1+1+1:hai"]);
    assert_eq!(table.slots()[1].text(), "b");
}

#[test]
fn form_fields_show_their_state() {
    let check = |rest: &str| {
        text(&format!(
            r"{{\field{{\*\fldinst FORMCHECKBOX {{\*\formfield{{\fftype1{rest}}}}}}}{{\fldrslt }}}}"
        ))
    };
    assert_eq!(check(r"\ffres1\ffdefres0"), "☒");
    assert_eq!(check(r"\ffres25\ffdefres1"), "☒");
    assert_eq!(check(r"\ffres0\ffdefres1"), "☐");
    let list = r"{\field{\*\fldinst{ FORMDROPDOWN }{\*\formfield{\fftype2\ffres1{\*\ffl C\'f3}{\*\ffl Kh\'f4ng}}}}{\fldrslt C\'f3}}";
    assert_eq!(text(list), "Không");
    // LibreOffice leaves the state out; then nothing is guessed.
    assert_eq!(text(r"{\field{\*\fldinst FORMCHECKBOX}{\fldrslt }}"), "\u{FFFC}");
    assert_eq!(text(r"{\field{\*\fldinst HYPERLINK x}{\fldrslt k\'ea}}"), "kê");
}

#[test]
fn a_text_box_is_read_once_and_a_line_is_nothing() {
    let shape =
        |inner: &str| format!(r"{{\shp{{\*\shpinst{inner}}}{{\shprslt{{\*\do{{\dptxbxtext hai}}}}}}}}");
    assert_eq!(text(&format!(r"a{}b\par", shape(r"{\shptxt \pard m\'f4t\par}"))), "ab|môt");
    assert_eq!(text(&format!("a{}b", shape(r"{\sp{\sn shapeType}{\sv 20}}"))), "ab");
    assert_eq!(text(&format!("a{}b", shape(r"{\sp{\sn shapeType}{\sv 3}}"))), "a\u{FFFC}b");
}

#[test]
fn headers_notes_comments_and_labels_have_their_places() {
    let document = document(
        r"{\header \pard dau\par}{\listtext\pard 1.\tab}m\'f4t{\*\annotation ghi ch\'fa}{\footnote cu\'f4i}\par",
    );
    assert_eq!(document.parts[0].kind, PartKind::Header);
    let Block::Paragraph(paragraph) = &document.parts[1].blocks[0] else { panic!() };
    assert_eq!((paragraph.label.as_deref(), paragraph.text.as_str()), (Some("1."), "môt"));
    assert_eq!(paragraph.comments, ["ghi chú"]);
    assert_eq!(document.paragraphs().last().unwrap().text, "cuôi");
}

#[test]
fn a_cut_file_is_refused_and_depth_is_limited() {
    assert!(matches!(read(b"{\\rtf1 a{\\b c}"), Err(FileFinding::Corrupt { .. })));
    assert!(matches!(read(b"{\\rt"), Err(FileFinding::Corrupt { .. })));
    let deep = format!("{{\\rtf1{}", "{".repeat(1_000_000));
    assert!(matches!(read(deep.as_bytes()), Err(FileFinding::TooDeep { .. })));
    let nested = br"{\rtf1\pard\intbl\itap2000000000 a\par}";
    assert!(matches!(read(nested), Err(FileFinding::TooDeep { .. })));
}

proptest! {
    #[test]
    fn no_input_panics(pieces in proptest::collection::vec(prop_oneof![
        Just(r"\trowd\cellx100\clvmrg\cellx50"), Just(r"\intbl"), Just(r"\itap3"), Just(r"\cell"), Just(r"\nestcell"),
        Just(r"\row"), Just(r"\nestrow"), Just(r"\par"), Just("{"), Just("}"), Just(r"\u-1"), Just(r"\u55357 ?"),
        Just(r"\'e1"), Just(r"{\field"), Just(r"{\*\fldinst FORMCHECKBOX"), Just(r"{\shp{\*\shpinst{\shptxt"),
        Just(r"{\*\nesttableprops"), Just(r"{\fonttbl\f1\fcharset2 x"), Just("chữ"), Just(r"\bin9"), Just(r"\f1")
    ], 0..60)) {
        let _ = read(format!(r"{{\rtf1{}}}", pieces.concat()).as_bytes());
    }
}

#[test]
fn a_text_that_the_reader_drops_is_missed() {
    let rtf = r"{\rtf1 H\u7885? t\u234?n\par\trowd\cellx1\cellx2\intbl N\u7897?i dung\cell x\cell\row\pard{\footnote ghi}Cu\u7889?i\par}";
    assert_none_is_dropped(|take| census::each_text(rtf.as_bytes(), take), &read(rtf.as_bytes()).unwrap());
}

#[test]
fn hidden_and_deleted_text_and_results_of_form_fields_are_not_missed() {
    let field = r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}{\fldrslt z}}";
    let read = document(&format!(r"a{{\v an}}{{\deleted xoa}}{field}b\par"));
    assert!(read.findings.iter().all(|f| f.code() != "unread-text"), "{:?}", read.findings);
}
