//! Documents made byte by byte.

use super::super::page::{Block, Document, Emphasis, Paragraph, PartKind, Table};
use super::read;
use crate::document::census::short::assert_none_is_dropped;
use crate::finding::FileFinding;
use std::io::{Cursor, Write};

/// A document on its way: its text, and the properties of its stretches.
#[derive(Default)]
struct Builder {
    text: Vec<u16>,
    runs: Vec<(usize, Vec<u8>)>,
    paragraphs: Vec<(usize, Vec<u8>)>,
    data: Vec<u8>,
    fonts: Vec<&'static str>,
    flags: u16,
}

/// Where text begins, and the pages of properties behind it.
const TEXT: usize = 0x800;
const RUNS: usize = 0x2000;
const PARAGRAPHS: usize = 0x2200;

const SPECIAL: &[u8] = &[0x55, 0x08, 1];
const STRIKE: &[u8] = &[0x37, 0x08, 1];

fn bytes(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

impl Builder {
    /// Text with properties.
    fn run(mut self, text: &str, properties: &[u8]) -> Self {
        self.text.extend(text.encode_utf16());
        self.runs.push((self.text.len(), properties.to_vec()));
        self
    }

    /// The end of a paragraph.
    fn end(mut self, mark: u16, properties: &[u8]) -> Self {
        self.text.push(mark);
        self.runs.push((self.text.len(), Vec::new()));
        self.paragraphs.push((self.text.len(), properties.to_vec()));
        self
    }

    fn line(self, text: &str) -> Self {
        self.run(text, &[]).end(0x0D, &[])
    }

    /// A slot of a table of depth one.
    fn slot(self, text: &str) -> Self {
        self.run(text, &[]).end(7, &[0x16, 0x24, 1])
    }

    /// The end of a row with these edges; 1 stands for a slot that goes on from above, 2 for one joined to the left.
    fn row(self, edges: &[u16], merges: &[u8]) -> Self {
        let count = u8::try_from(merges.len()).expect("a few slots");
        let mut definition = vec![count];
        definition.extend(bytes(edges));
        for merge in merges {
            let flags: u16 = match merge {
                1 => 0x20,
                2 => 2,
                _ => 0,
            };
            definition.extend(flags.to_le_bytes());
            definition.extend([0; 18]);
        }
        let size = u16::try_from(definition.len() + 1).expect("a short row");
        let mut properties = vec![0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xD6];
        properties.extend(size.to_le_bytes());
        properties.extend(definition);
        self.end(7, &properties)
    }

    /// A field with what stands in it between its marks.
    fn field(self, instruction: &str, data: Option<&[u8]>, result: &str) -> Self {
        let mut builder = self.run("\u{13}", SPECIAL).run(instruction, &[]);
        if let Some(data) = data {
            let mut properties = vec![0x06, 0x08, 1, 0x55, 0x08, 1, 0x03, 0x6A];
            properties.extend(u32::try_from(builder.data.len()).expect("short").to_le_bytes());
            let size = u32::try_from(data.len() + 68).expect("short");
            builder.data.extend(size.to_le_bytes());
            builder.data.extend(68_u16.to_le_bytes());
            builder.data.extend([0; 62]);
            builder.data.extend(data);
            builder = builder.run("\u{1}", &properties);
        }
        builder.run("\u{14}", SPECIAL).run(result, &[]).run("\u{15}", SPECIAL)
    }

    /// The main stream and the table stream.
    fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut main = vec![0; PARAGRAPHS + 512];
        let mut put = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &bytes(&[0xA5EC, 0xC1, 0, 0, 0, self.flags | 0x0200]));
        put(32, &bytes(&[14]));
        put(62, &bytes(&[22]));
        put(64 + 12, &u32::try_from(self.text.len()).expect("short").to_le_bytes());
        put(152, &bytes(&[93]));
        put(TEXT, &bytes(&self.text));
        put(
            RUNS,
            &page(&self.runs, 1, |list| {
                let mut chpx = vec![u8::try_from(list.len()).expect("short")];
                chpx.extend(list);
                chpx
            }),
        );
        put(
            PARAGRAPHS,
            &page(&self.paragraphs, 13, |list| {
                let padded = (list.len() + 2).next_multiple_of(2);
                let mut papx = vec![0, u8::try_from(padded / 2).expect("short"), 0, 0];
                papx.extend(list);
                papx.resize(padded + 2, 0);
                papx
            }),
        );
        let mut table = Vec::new();
        let mut structure = |index: usize, bytes: Vec<u8>| {
            let (at, size) =
                (u32::try_from(table.len()).expect("short"), u32::try_from(bytes.len()).expect("short"));
            put(154 + 8 * index, &at.to_le_bytes());
            put(158 + 8 * index, &size.to_le_bytes());
            table.extend(bytes);
        };
        let end = u32::try_from(self.text.len()).expect("short");
        let pages =
            |at: usize| [[0; 4], [0xFF; 4], u32::try_from(at / 512).expect("few").to_le_bytes()].concat();
        structure(12, pages(RUNS));
        structure(13, pages(PARAGRAPHS));
        let piece = [&[0, 0][..], &u32::try_from(TEXT).expect("near").to_le_bytes(), &[0, 0]].concat();
        let plc = [&0_u32.to_le_bytes()[..], &end.to_le_bytes(), &piece].concat();
        structure(33, [&[2][..], &u32::try_from(plc.len()).expect("short").to_le_bytes(), &plc].concat());
        let mut fonts = bytes(&[u16::try_from(self.fonts.len()).expect("few"), 0]);
        for font in &self.fonts {
            let name = bytes(&font.encode_utf16().chain([0]).collect::<Vec<_>>());
            fonts.push(u8::try_from(39 + name.len()).expect("short"));
            fonts.extend([0; 39]);
            fonts.extend(name);
        }
        structure(15, fonts);
        (main, table)
    }

    fn read(self) -> Document {
        let (main, table) = self.streams();
        read(&compound(&[("WordDocument", &main), ("1Table", &table), ("Data", &self.data)]))
            .expect("a document")
    }
}

/// A page of properties: ends of stretches, entries that say where their lists are, and the lists from behind.
fn page(stretches: &[(usize, Vec<u8>)], entry: usize, list: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut page = vec![0; 512];
    let mut behind = 511;
    for (at, (end, properties)) in stretches.iter().enumerate() {
        let offset = u32::try_from(TEXT + 2 * end).expect("near").to_le_bytes();
        page[4 * (at + 1)..4 * (at + 2)].copy_from_slice(&offset);
        let list = list(properties);
        behind = (behind - list.len()) & !1;
        page[behind..behind + list.len()].copy_from_slice(&list);
        page[4 * (stretches.len() + 1) + at * entry] = u8::try_from(behind / 2).expect("in the page");
    }
    assert!(4 * (stretches.len() + 1) + stretches.len() * entry <= behind, "too much for one page");
    page[..4].copy_from_slice(&u32::try_from(TEXT).expect("near").to_le_bytes());
    page[511] = u8::try_from(stretches.len()).expect("few");
    page
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    for (name, bytes) in streams {
        file.create_stream(name).expect("a stream").write_all(bytes).expect("memory");
    }
    file.into_inner().into_inner()
}

fn lines(document: &Document) -> Vec<&str> {
    document.paragraphs().iter().map(|p| p.text.as_str()).collect()
}

fn first_table(document: &Document) -> &Table {
    let table = document.parts[0].blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    table.expect("a table")
}

fn form_field(kind: u16, result: u16, default: u16, entries: &[&str]) -> Vec<u8> {
    let mut data = bytes(&[0xFFFF, 0xFFFF, kind | result << 2, 0, 0, 0, 0]);
    data.extend(bytes(&[default]));
    if kind == 2 {
        data.extend(bytes(&[0; 10]));
        data.extend(bytes(&[0xFFFF, u16::try_from(entries.len()).expect("few"), 0]));
        for entry in entries {
            let units: Vec<u16> = entry.encode_utf16().collect();
            data.extend(bytes(&[u16::try_from(units.len()).expect("short")]));
            data.extend(bytes(&units));
        }
    }
    data
}

#[test]
fn paragraphs_keep_what_stands_out_in_them() {
    let document = Builder::default()
        .run("Có", STRIKE)
        .run(" / Kho\u{302}ng", &[])
        .end(0x0D, &[])
        .line("x\u{B}y")
        .read();
    let paragraphs = document.paragraphs();
    let stretches: Vec<_> = paragraphs[0].stretches().collect();
    assert_eq!(stretches, [("Có", Emphasis::STRIKE), (" / Không", Emphasis::NONE)]);
    assert_eq!(paragraphs[1].text, "x\ny");
    assert!(document.findings.is_empty());
}

#[test]
fn deleted_text_is_left_out_and_a_deleted_end_joins_paragraphs() {
    let deleted: &[u8] = &[0x00, 0x08, 1];
    let mut builder = Builder::default().run("Không", deleted).run("Có", &[0x01, 0x08, 1]);
    builder = builder.end(0x0D, &[]);
    builder.runs.last_mut().expect("a run").1 = deleted.to_vec();
    let document = builder.line(" ạ").read();
    assert_eq!(lines(&document), ["Có ạ"]);
    assert_eq!(document.findings, [FileFinding::TrackedChanges.into()]);
}

#[test]
fn hidden_text_is_left_out_and_told() {
    let document = Builder::default().run("x", &[0x3C, 0x08, 1]).run("-", &[]).end(0x0D, &[]).read();
    assert_eq!(lines(&document), ["-"]);
    assert_eq!(document.findings, [FileFinding::HiddenContent { detail: "x".into() }.into()]);
}

#[test]
fn slots_stand_in_the_grid_of_all_rows_with_their_merges() {
    let document = Builder::default()
        .slot("TT")
        .slot("Kết quả")
        .slot("")
        .row(&[0, 500, 1500, 2500], &[0, 0, 2])
        .slot("")
        .slot("Có")
        .slot("Không")
        .row(&[0, 500, 1510, 2500], &[1, 0, 0])
        .slot("1")
        .slot("x")
        .row(&[0, 500, 2500], &[0, 0])
        .line("hết")
        .read();
    let table = first_table(&document);
    // The first slot of the second row does not go on from one that says so; edges nearly alike are one.
    let at = |row, column| table.slot(row, column).map(|s| (s.text(), s.row_span, s.column_span));
    assert_eq!(at(0, 0), Some(("TT".into(), 2, 1)));
    assert_eq!(at(0, 2), Some(("Kết quả".into(), 1, 2)));
    assert_eq!(at(1, 2), Some(("Không".into(), 1, 1)));
    assert_eq!(at(2, 2), Some(("x".into(), 1, 2)));
    assert_eq!(
        table.slot(2, 1).map(|s| s.paragraphs()[0].place.to_string()).as_deref(),
        Some("table 1, row 3, column 2")
    );
    assert_eq!(lines(&document).last(), Some(&"hết"));
}

#[test]
fn text_that_a_merge_covers_is_told() {
    let document =
        Builder::default().slot("a").row(&[0, 500], &[0]).slot("b").row(&[0, 500], &[1]).line("").read();
    assert_eq!(first_table(&document).slots().len(), 1);
    assert_eq!(document.findings, [FileFinding::HiddenContent { detail: "b".into() }.into()]);
}

#[test]
fn form_fields_show_their_state() {
    let document = Builder::default()
        .field(" FORMCHECKBOX ", Some(&form_field(1, 1, 0, &[])), "")
        .field(" FORMCHECKBOX ", Some(&form_field(1, 0, 1, &[])), "")
        .field(" FORMCHECKBOX ", Some(&form_field(1, 25, 1, &[])), "")
        .field(" FORMDROPDOWN ", Some(&form_field(2, 1, 0, &["Không", "Có"])), "Không")
        .field(" FORMTEXT ", Some(&form_field(0, 0, 0, &[])), "đã sửa")
        .end(0x0D, &[])
        .read();
    assert_eq!(lines(&document), ["☒☐☒Cóđã sửa"]);
}

#[test]
fn a_field_shows_its_result_or_its_button() {
    let document = Builder::default()
        .field(" PAGE ", None, "7")
        .run("\u{13} MACROBUTTON NoMacro Không\u{15}", SPECIAL)
        .end(0x0D, &[])
        .read();
    assert_eq!(lines(&document), ["7Không"]);
}

#[test]
fn symbols_are_what_their_font_shows() {
    let mut builder = Builder { fonts: vec!["Times New Roman", "Wingdings"], ..Builder::default() };
    builder = builder.run("(", &[0x55, 0x08, 1, 0x09, 0x6A, 1, 0, 0xFE, 0xF0]);
    builder = builder.run("\u{FC}", &[0x4F, 0x4A, 1, 0, 0x51, 0x4A, 1, 0]).line("ü");
    assert_eq!(lines(&builder.read()), ["☒✓ü"]);
}

#[test]
fn letters_of_legacy_fonts_are_decoded_even_where_a_letter_is_in_two_runs() {
    let font = |number: u8| [0x4F, 0x4A, number, 0, 0x51, 0x4A, number, 0];
    let mut builder = Builder { fonts: vec!["Arial", "VNI-Times", ".VnTime"], ..Builder::default() };
    builder = builder.run("Co", &font(1)).run("ù", &font(1)).run(" / ", &[]);
    builder = builder.run("Kh«ng", &[&font(2)[..], STRIKE].concat()).line("");
    let read = builder.read();
    let stretches: Vec<_> = read.paragraphs()[0].stretches().collect();
    assert_eq!(stretches, [("Có / ", Emphasis::NONE), ("Không", Emphasis::STRIKE)]);
    assert_eq!(read.findings, [FileFinding::LegacyText.into()]);
}

#[test]
fn an_optional_hyphen_is_a_letter_in_tcvn3_and_nothing_elsewhere() {
    let mut builder = Builder { fonts: vec!["Arial", ".VnTime"], ..Builder::default() };
    builder = builder.run("Hä vµ tªn: H\u{1F}ëng", &[0x4F, 0x4A, 1, 0, 0x51, 0x4A, 1, 0]).line(", so\u{1F}i");
    assert_eq!(lines(&builder.read()), ["Họ và tên: Hưởng, soi"]);
}

#[test]
fn a_text_box_is_read_where_it_is_anchored() {
    let (mut main, mut table) =
        Builder::default().run("a\u{8}", SPECIAL).line("b").line("hộp").line("").streams();
    for (story, length) in [(0, 4_u32), (6, 5)] {
        main[76 + 4 * story..80 + 4 * story].copy_from_slice(&length.to_le_bytes());
    }
    let number = 7_u32.to_le_bytes();
    let positions = |all: &[u32]| all.iter().flat_map(|at| at.to_le_bytes()).collect::<Vec<u8>>();
    let shapes = [positions(&[1, 4]), number.to_vec(), vec![0; 22]].concat();
    let texts = [positions(&[0, 4, 5]), vec![0; 14], number.to_vec(), vec![0; 26]].concat();
    for (structure, bytes) in [(40, shapes), (56, texts)] {
        let place =
            [table.len(), bytes.len()].map(|n| u32::try_from(n).expect("short").to_le_bytes()).concat();
        main[154 + 8 * structure..162 + 8 * structure].copy_from_slice(&place);
        table.extend(bytes);
    }
    let read = read(&compound(&[("WordDocument", &main), ("1Table", &table)])).expect("a document");
    assert_eq!(lines(&read), ["ab", "hộp"]);
    assert_eq!(read.findings, []);
}

#[test]
fn text_boxes_of_headers_are_read_as_headers() {
    let builder = Builder::default().line("thân").line("Chi bộ thôn Đông");
    let (mut main, table) = builder.streams();
    let lengths = [5_u32, 0, 0, 0, 0, 0, 0, 17];
    for (at, length) in lengths.into_iter().enumerate() {
        main[76 + 4 * at..80 + 4 * at].copy_from_slice(&length.to_le_bytes());
    }
    let read = read(&compound(&[("WordDocument", &main), ("1Table", &table)])).expect("a document");
    let parts: Vec<_> = read.parts.iter().map(|p| &p.kind).collect();
    assert_eq!(parts, [&PartKind::Header, &PartKind::Body]);
    assert_eq!(lines(&read), ["Chi bộ thôn Đông", "thân"]);
}

#[test]
fn what_is_no_word_97_document_is_refused_by_its_reason() {
    let with = |streams: &[(&str, &[u8])]| read(&compound(streams)).expect_err("refused");
    let locked = Builder { flags: 0x0100, ..Builder::default() }.line("x");
    let (main, table) = locked.streams();
    assert_eq!(with(&[("WordDocument", &main), ("1Table", &table)]), FileFinding::Password);
    let old = bytes(&[0xA5DC, 0x65]);
    assert!(matches!(with(&[("WordDocument", &old)]), FileFinding::Unsupported { .. }));
    assert!(matches!(with(&[("Workbook", b"x")]), FileFinding::Corrupt { .. }));
    assert!(matches!(read(b"PK\x03\x04"), Err(FileFinding::Corrupt { .. })));
}

#[test]
fn tables_nested_too_deep_are_refused() {
    let deep = [0x16, 0x24, 1, 0x49, 0x66, 0xFF, 0xFF, 0xFF, 0x7F];
    let (main, table) = Builder::default().run("x", &[]).end(0x0D, &deep).streams();
    let read = read(&compound(&[("WordDocument", &main), ("1Table", &table)]));
    assert!(matches!(read, Err(FileFinding::TooDeep { .. })));
}

#[test]
fn a_text_whose_pieces_stand_in_the_same_bytes_is_no_longer_than_others_may_be() {
    // Each piece is the whole stream once more, far beyond the text that the file says it has.
    let (mut main, mut table) = Builder::default().line("x").streams();
    let (count, length) = (2_500, u32::try_from(main.len()).expect("short"));
    let positions = (0..=count).flat_map(|at| (at * length).to_le_bytes());
    let pieces = (0..count).flat_map(|_| [&[0, 0][..], &0x4000_0000_u32.to_le_bytes(), &[0, 0]].concat());
    let plc: Vec<u8> = positions.chain(pieces).collect();
    let clx = [&[2][..], &u32::try_from(plc.len()).expect("short").to_le_bytes(), &plc].concat();
    let place = [table.len(), clx.len()].map(|n| u32::try_from(n).expect("short").to_le_bytes()).concat();
    main[154 + 8 * 33..162 + 8 * 33].copy_from_slice(&place);
    table.extend(clx);
    let read = read(&compound(&[("WordDocument", &main), ("1Table", &table)]));
    assert!(matches!(read, Err(FileFinding::TooBig { .. })), "{read:?}");
}

#[test]
fn no_changed_byte_brings_the_reader_down() {
    let builder = Builder::default()
        .field(" FORMDROPDOWN ", Some(&form_field(2, 1, 0, &["Không", "Có"])), "")
        .end(0x0D, &[])
        .slot("a")
        .slot("b")
        .row(&[0, 500, 900], &[0, 1])
        .line("x");
    let (main, table) = builder.streams();
    let told = main.iter().enumerate().filter(|(_, b)| **b != 0).map(|(at, _)| at).collect::<Vec<_>>();
    for at in told {
        let mut main = main.clone();
        main[at] ^= 0xFF;
        let _ = read(&compound(&[("WordDocument", &main), ("1Table", &table), ("Data", &builder.data)]));
    }
    for at in 0..table.len() {
        let mut table = table.clone();
        table[at] ^= 0xFF;
        let _ = read(&compound(&[("WordDocument", &main), ("1Table", &table), ("Data", &builder.data)]));
        table.truncate(at);
        let _ = read(&compound(&[
            ("WordDocument", &main),
            ("1Table", &table),
            ("Data", &builder.data[..at.min(60)]),
        ]));
    }
}

#[test]
fn a_paragraph_without_text_is_kept_in_its_slot() {
    let document = Builder::default().slot("").row(&[0, 500], &[0]).line("").read();
    let slot = &first_table(&document).slots()[0];
    assert!(matches!(slot.blocks.as_slice(), [Block::Paragraph(Paragraph { text, .. })] if text.is_empty()));
}

#[test]
fn a_text_that_the_reader_drops_is_missed() {
    let form = Builder::default()
        .line("Họ và tên: A")
        .slot("Nội dung")
        .slot("x")
        .row(&[0, 1000, 2000], &[0, 0])
        .field(" PAGE ", None, "7")
        .line("Cuối");
    let (main, table) = form.streams();
    assert_none_is_dropped(|take| super::census::each_text(&main, &table, take), &form.read());
}

#[test]
fn deleted_and_hidden_characters_and_symbols_are_not_missed() {
    let symbol = [SPECIAL, &[0x09, 0x6A, 0, 0, 0xFE, 0xF0]].concat();
    let form = Builder { fonts: vec!["Wingdings"], ..Builder::default() };
    let document =
        form.run("xóa", &[0x00, 0x08, 1]).run("ẩn", &[0x3C, 0x08, 1]).run("(", &symbol).line("a").read();
    assert!(document.findings.iter().all(|f| f.code() != "unread-text"), "{:?}", document.findings);
}
