//! One form in every format that is read, and in every container, made byte by byte.
#![allow(clippy::expect_used, reason = "what is built here is known to be sound")]
#![allow(dead_code, reason = "each program uses a part of it")]
#![allow(clippy::format_collect, reason = "speed is no matter here")]

use std::io::{Cursor, Write};
use tusoi::model::Catalogue;
use zip::write::SimpleFileOptions;

/// Codes of the indicators that the form answers with yes; the others are no.
pub(crate) const YES: [&str; 3] = ["I.3", "I.5", "II.4"];
/// The member.
pub(crate) const NAME: &str = "Nguyễn Văn Mẫu";
/// The cell.
pub(crate) const CELL: &str = "Chi bộ thôn Thử Một";

/// A name with an extension, and the bytes.
pub(crate) type File = (&'static str, Vec<u8>);

/// What stands on the form: lines, a table of four columns, lines.
pub(crate) struct Page {
    before: Vec<String>,
    rows: Vec<[String; 4]>,
    after: Vec<String>,
}

impl Page {
    /// The form of one member, with a mark in one of two columns for every indicator.
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let mark = |on: bool| if on { "x".to_owned() } else { String::new() };
        let head = ["TT", "Nội dung biểu hiện", "Có", "Không"].map(str::to_owned);
        let rows = catalogue.indicators.iter().map(|indicator| {
            let yes = YES.contains(&indicator.code.as_str());
            [indicator.code.clone(), indicator.wording.clone(), mark(yes), mark(!yes)]
        });
        Self {
            before: vec![
                "BẢN TỰ SOI, TỰ SỬA".to_owned(),
                format!("Họ và tên: {NAME}"),
                "Chức vụ: Đảng viên".to_owned(),
                format!("Sinh hoạt tại: {CELL}"),
            ],
            rows: std::iter::once(head).chain(rows).collect(),
            after: vec![
                "Ví Dụ Đông, ngày 18 tháng 6 năm 2026".to_owned(),
                "NGƯỜI TỰ SOI".to_owned(),
                NAME.to_owned(),
            ],
        }
    }

    /// The form as a document of every format.
    pub(crate) fn documents(&self) -> Vec<File> {
        vec![
            ("phieu.docx", self.docx()),
            ("phieu.xlsx", self.xlsx()),
            ("phieu.doc", self.doc()),
            ("phieu.xls", self.xls()),
            ("phieu.xlsb", self.xlsb()),
            ("phieu.odt", self.odt()),
            ("phieu.ods", self.ods()),
            ("phieu.rtf", self.rtf()),
            ("phieu.html", self.html()),
        ]
    }

    /// The form in every container.
    pub(crate) fn containers(&self) -> Vec<File> {
        let docx = self.docx();
        vec![
            ("docx.eml", mail("phieu.docx", &docx)),
            ("doc.eml", mail("phieu.doc", &self.doc())),
            ("html.eml", mail("phieu.html", &self.html())),
            ("docx.msg", outlook_mail("phieu.docx", &docx)),
            ("docx.dat", winmail("phieu.docx", &docx)),
            ("docx.zip", packed(&[("phieu.docx", &docx)])),
        ]
    }

    /// Every row of a sheet: the lines in its first column, the table in four.
    fn sheet_rows(&self) -> impl Iterator<Item = Vec<&str>> {
        let before = self.before.iter().map(|line| vec![line.as_str()]);
        let table = self.rows.iter().map(|row| row.iter().map(String::as_str).collect());
        let after = self.after.iter().map(|line| vec![line.as_str()]);
        before.chain(table).chain(after)
    }

    fn docx(&self) -> Vec<u8> {
        let line = |text: &String| {
            format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
        };
        let row = |row: &[String; 4]| {
            let slots: String = row.iter().map(|text| format!("<w:tc>{}</w:tc>", line(text))).collect();
            format!("<w:tr>{slots}</w:tr>")
        };
        let body: String = self.before.iter().map(line).collect();
        let table: String = self.rows.iter().map(row).collect();
        let after: String = self.after.iter().map(line).collect();
        let document = format!(
            "<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:tbl><w:tblGrid>{}</w:tblGrid>{table}</w:tbl>{after}</w:body></w:document>",
            "<w:gridCol w:w=\"2000\"/>".repeat(4)
        );
        let types = types("/word/document.xml", &format!("{OFFICE}.wordprocessingml.document.main+xml"));
        packed(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", relation("officeDocument", "word/document.xml").as_bytes()),
            ("word/document.xml", document.as_bytes()),
        ])
    }

    fn xlsx(&self) -> Vec<u8> {
        let row = |(number, row): (usize, Vec<&str>)| {
            let slot = |(column, text): (char, &&str)| {
                let text = escaped(text);
                format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            };
            let slots: String = ('A'..='D').zip(&row).map(slot).collect();
            format!("<row r=\"{number}\">{slots}</row>")
        };
        let rows: String = (1..).zip(self.sheet_rows()).map(row).collect();
        let sheet = format!("<worksheet xmlns=\"{SHEET}\"><sheetData>{rows}</sheetData></worksheet>");
        let book = format!(
            "<workbook xmlns=\"{SHEET}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        );
        let types = types("/xl/workbook.xml", &format!("{OFFICE}.spreadsheetml.sheet.main+xml"));
        packed(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    fn odt(&self) -> Vec<u8> {
        let line = |text: &String| format!("<text:p>{}</text:p>", escaped(text));
        let slot = |text: &String| format!("<table:table-cell>{}</table:table-cell>", line(text));
        let row = |row: &[String; 4]| {
            format!("<table:table-row>{}</table:table-row>", row.iter().map(slot).collect::<String>())
        };
        let lines = |lines: &[String]| lines.iter().map(line).collect::<String>();
        let table: String = self.rows.iter().map(row).collect();
        let body = format!("{}<table:table>{table}</table:table>{}", lines(&self.before), lines(&self.after));
        open_document("text", &body)
    }

    fn ods(&self) -> Vec<u8> {
        let slot = |text: &&str| match *text {
            "" => "<table:table-cell/>".to_owned(),
            text => format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                escaped(text)
            ),
        };
        let row = |row: Vec<&str>| {
            format!("<table:table-row>{}</table:table-row>", row.iter().map(slot).collect::<String>())
        };
        let rows: String = self.sheet_rows().map(row).collect();
        open_document("spreadsheet", &format!("<table:table table:name=\"S\">{rows}</table:table>"))
    }

    fn html(&self) -> Vec<u8> {
        let line = |text: &String| format!("<p>{}</p>\n", escaped(text));
        let row = |row: &[String; 4]| {
            let slots: String = row.iter().map(|text| format!("<td>{}</td>", escaped(text))).collect();
            format!("<tr>{slots}</tr>\n")
        };
        let lines = |lines: &[String]| lines.iter().map(line).collect::<String>();
        let table: String = self.rows.iter().map(row).collect();
        format!(
            "<html><head><meta charset=\"utf-8\"></head><body>\n{}<table>\n{table}</table>\n{}</body></html>\n",
            lines(&self.before),
            lines(&self.after)
        )
        .into_bytes()
    }

    fn rtf(&self) -> Vec<u8> {
        let text = |text: &str| -> String {
            let unit = |unit: u16| match u8::try_from(unit) {
                Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
                _ => format!("\\u{}?", unit.cast_signed()),
            };
            text.encode_utf16().map(unit).collect()
        };
        let lines = |lines: &[String]| -> String {
            lines.iter().map(|line| format!("\\pard {}\\par\n", text(line))).collect()
        };
        let row = |row: &[String; 4]| {
            let slots: String =
                row.iter().map(|slot| format!("\\pard\\intbl {}\\cell\n", text(slot))).collect();
            format!("\\trowd\\cellx700\\cellx6000\\cellx7000\\cellx8000\n{slots}\\row\n")
        };
        let table: String = self.rows.iter().map(row).collect();
        let (before, after) = (lines(&self.before), lines(&self.after));
        format!("{{\\rtf1\\ansi\\uc1{{\\fonttbl{{\\f0 Times New Roman;}}}}\\f0\n{before}{table}{after}}}")
            .into_bytes()
    }

    /// Word 97 ([MS-DOC]): text, pages of paragraph properties behind it, and a table stream that leads to both.
    fn doc(&self) -> Vec<u8> {
        let mut text = Word97::default();
        for line in &self.before {
            text.paragraph(line, 0x0D, &[]);
        }
        for row in &self.rows {
            for slot in row {
                text.paragraph(slot, 7, &[0x16, 0x24, 1]);
            }
            let mut properties = vec![0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xD6, 92, 0, 4];
            properties.extend([0_u16, 700, 6_000, 7_000, 8_000].iter().flat_map(|edge| edge.to_le_bytes()));
            properties.extend([0; 80]);
            text.paragraph("", 7, &properties);
        }
        for line in &self.after {
            text.paragraph(line, 0x0D, &[]);
        }
        text.file()
    }

    /// Excel 97 ([MS-XLS]): records of shared texts, then the squares that name them.
    fn xls(&self) -> Vec<u8> {
        let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0]);
        let texts: Vec<&str> = self.sheet_rows().flatten().filter(|text| !text.is_empty()).collect();
        let count = short32(texts.len());
        let mut globals = begin(5);
        let (mut kind, mut part) = (0x00FC, [count, count].concat());
        for text in &texts {
            let text = long_text(text);
            if part.len() + text.len() > 8_000 {
                globals.extend(record(kind, &part));
                (kind, part) = (0x003C, Vec::new());
            }
            part.extend(text);
        }
        globals.extend(record(kind, &part));
        let offset = short32(globals.len() + 4 + 9 + 4);
        globals.extend(record(0x0085, &[&offset[..], &[0, 0, 1, 0, b'S']].concat()));
        globals.extend(record(0x000A, &[]));
        globals.extend(begin(0x10));
        let mut next = 0;
        for (number, row) in self.sheet_rows().enumerate() {
            for (column, _) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let at = [short16(number), short16(column), [0, 0]].concat();
                globals.extend(record(0x00FD, &[&at[..], &short32(next)].concat()));
                next += 1;
            }
        }
        globals.extend(record(0x000A, &[]));
        compound(&[("Workbook", &globals)])
    }

    /// Excel's binary workbook ([MS-XLSB]).
    fn xlsb(&self) -> Vec<u8> {
        let mut sheet = Vec::new();
        for (number, row) in self.sheet_rows().enumerate() {
            sheet.extend(wide_record(0, &[&short32(number)[..], &[0; 13]].concat()));
            for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.extend(wide_record(6, &[&short32(column)[..], &[0; 4], &wide_text(text)].concat()));
            }
        }
        sheet.extend(wide_record(146, &[]));
        let entry = [&[0, 0, 0, 0, 1, 0, 0, 0][..], &wide_text("r1"), &wide_text("S")].concat();
        let types = types("/xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main");
        packed(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", relation("officeDocument", "xl/workbook.bin").as_bytes()),
            ("xl/workbook.bin", &wide_record(156, &entry)),
            ("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/sheet1.bin").as_bytes()),
            ("xl/worksheets/sheet1.bin", &sheet),
        ])
    }
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn types(part: &str, kind: &str) -> String {
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"{part}\" ContentType=\"{kind}\"/></Types>"
    )
}

fn relation(kind: &str, target: &str) -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

fn open_document(kind: &str, body: &str) -> Vec<u8> {
    let of = |name: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"");
    let content = format!(
        "<office:document-content {} {} {}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        of("office"),
        of("text"),
        of("table")
    );
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    packed(&[("mimetype", mimetype.as_bytes()), ("content.xml", content.as_bytes())])
}

/// A ZIP file of these parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A compound file of these streams; a storage for every name with a slash.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    for (name, bytes) in streams {
        if let Some((storage, _)) = name.rsplit_once('/')
            && !file.exists(storage)
        {
            file.create_storage(storage).expect("a storage");
        }
        file.create_stream(name).expect("a stream").write_all(bytes).expect("memory");
    }
    file.into_inner().into_inner()
}

fn short16(number: usize) -> [u8; 2] {
    u16::try_from(number).expect("a small number").to_le_bytes()
}

fn short32(number: usize) -> [u8; 4] {
    u32::try_from(number).expect("a small number").to_le_bytes()
}

fn units(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A record of `.xls`.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &short16(data.len()), data].concat()
}

/// A text of `.xls` in wide characters.
fn long_text(text: &str) -> Vec<u8> {
    let units = units(text);
    [&short16(units.len() / 2)[..], &[1], &units].concat()
}

/// A record of `.xlsb`: kind and size in seven bits a byte.
fn wide_record(kind: usize, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in [kind, data.len()] {
        while number > 0x7F {
            bytes.push(u8::try_from(number & 0x7F).expect("seven bits") | 0x80);
            number >>= 7;
        }
        bytes.push(u8::try_from(number).expect("seven bits"));
    }
    [bytes, data.to_vec()].concat()
}

fn wide_text(text: &str) -> Vec<u8> {
    let units = units(text);
    [&short32(units.len() / 2)[..], &units].concat()
}

/// A Word 97 document on its way: its text, and where each paragraph ends with which properties.
#[derive(Default)]
struct Word97 {
    text: Vec<u8>,
    paragraphs: Vec<(usize, Vec<u8>)>,
}

impl Word97 {
    /// Where the text begins in the main stream.
    const TEXT: usize = 0x800;

    fn paragraph(&mut self, text: &str, mark: u16, properties: &[u8]) {
        self.text.extend(units(text));
        self.text.extend(mark.to_le_bytes());
        self.paragraphs.push((Self::TEXT + self.text.len(), properties.to_vec()));
    }

    fn file(&self) -> Vec<u8> {
        let mut main = vec![0; Self::TEXT];
        let mut put = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &[0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
        put(32, &[14]);
        put(62, &[22]);
        put(76, &short32(self.text.len() / 2));
        put(152, &[93]);
        let page_of_text = (Self::TEXT + self.text.len()).div_ceil(512);
        let pages = self.pages();
        let mut table = Vec::new();
        let mut structure = |index: usize, bytes: &[u8]| {
            put(154 + 8 * index, &short32(table.len()));
            put(158 + 8 * index, &short32(bytes.len()));
            table.extend(bytes);
        };
        let end = Self::TEXT + self.text.len();
        let characters = [Self::TEXT, end, page_of_text].map(short32).concat();
        structure(12, &characters);
        let starts = pages.iter().map(|(start, _)| *start).chain([end]);
        let numbers = (1..=pages.len()).map(|number| page_of_text + number);
        structure(13, &starts.chain(numbers).flat_map(short32).collect::<Vec<u8>>());
        let piece = [&[0, 0][..], &short32(Self::TEXT), &[0, 0]].concat();
        let pieces = [&short32(0)[..], &short32(self.text.len() / 2), &piece].concat();
        structure(33, &[&[2][..], &short32(pieces.len()), &pieces].concat());
        main.extend(&self.text);
        main.resize(page_of_text * 512, 0);
        // One stretch of characters without properties.
        let mut plain = vec![0; 512];
        plain[..8].copy_from_slice(&[short32(Self::TEXT), short32(end)].concat());
        plain[511] = 1;
        main.extend(plain);
        main.extend(pages.into_iter().flat_map(|(_, page)| page));
        compound(&[("WordDocument", &main), ("1Table", &table)])
    }

    /// The pages of paragraph properties, each with the offset of its first paragraph.
    fn pages(&self) -> Vec<(usize, Vec<u8>)> {
        let (mut pages, mut start, mut rest) = (Vec::new(), Self::TEXT, self.paragraphs.as_slice());
        while !rest.is_empty() {
            let size = |paragraph: &(usize, Vec<u8>)| 4 + 13 + 6 + paragraph.1.len();
            let sums = rest.iter().scan(8, |sum, paragraph| {
                *sum += size(paragraph);
                Some(*sum)
            });
            let (now, later) = rest.split_at(sums.take_while(|sum| *sum < 512).count());
            pages.push((start, Self::page(start, now)));
            start = now.last().expect("one fits").0;
            rest = later;
        }
        pages
    }

    /// Ends of paragraphs, entries that say where their lists are, and the lists from behind.
    fn page(start: usize, paragraphs: &[(usize, Vec<u8>)]) -> Vec<u8> {
        let mut page = vec![0; 512];
        page[..4].copy_from_slice(&short32(start));
        let mut behind = 511;
        for (at, (end, properties)) in paragraphs.iter().enumerate() {
            page[4 * (at + 1)..4 * (at + 2)].copy_from_slice(&short32(*end));
            let words = (properties.len() + 2).div_ceil(2);
            let mut list = vec![0, u8::try_from(words).expect("short"), 0, 0];
            list.extend(properties);
            list.resize(2 + 2 * words, 0);
            behind = (behind - list.len()) & !1;
            page[behind..behind + list.len()].copy_from_slice(&list);
            page[4 * (paragraphs.len() + 1) + 13 * at] = u8::try_from(behind / 2).expect("in the page");
        }
        page[511] = u8::try_from(paragraphs.len()).expect("few");
        page
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (number, three) in bytes.chunks(3).enumerate() {
        let bits = (0..3).fold(0, |bits, i| bits << 8 | usize::from(three.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let letter = char::from(LETTERS[bits >> (18 - 6 * i) & 63]);
            text.push(if i <= three.len() { letter } else { '=' });
        }
        if number % 19 == 18 {
            text.push_str("\r\n");
        }
    }
    text
}

/// A mail with one file.
pub(crate) fn mail(name: &str, bytes: &[u8]) -> Vec<u8> {
    format!(
        "From: \"Chi bo thon Thu Mot\" <thumot@example.vn>\r\nTo: vanphong@example.vn\r\nSubject: Nop ban tu soi\r\nDate: Thu, 18 Jun 2026 08:00:00 +0700\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_phan\"\r\n\r\n--=_phan\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKinh gui van phong.\r\n--=_phan\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{}\r\n--=_phan--\r\n",
        base64(bytes)
    )
    .into_bytes()
}

/// A mail that Outlook saved, with one file.
fn outlook_mail(name: &str, bytes: &[u8]) -> Vec<u8> {
    let attached = "/__attach_version1.0_#00000000";
    compound(&[
        ("/__properties_version1.0", &[0; 32]),
        ("/__substg1.0_0037001F", &units("Nop ban tu soi")),
        ("/__substg1.0_5D01001F", &units("thumot@example.vn")),
        (&format!("{attached}/__properties_version1.0"), &[0; 8]),
        (&format!("{attached}/__substg1.0_3707001F"), &units(name)),
        (&format!("{attached}/__substg1.0_37010102"), bytes),
    ])
}

/// What Outlook sends to others: one file in TNEF, each attribute with its checksum.
fn winmail(name: &str, bytes: &[u8]) -> Vec<u8> {
    let attribute = |level: u8, id: u32, data: &[u8]| {
        let sum = data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
        [&[level], &id.to_le_bytes()[..], &short32(data.len()), data, &sum.to_le_bytes()].concat()
    };
    [
        b"\x78\x9F\x3E\x22\x01\0".to_vec(),
        attribute(1, 0x0008_9006, &[0, 0, 1, 0]),
        attribute(2, 0x0006_9002, &[0; 14]),
        attribute(2, 0x0001_8010, &[name.as_bytes(), b"\0"].concat()),
        attribute(2, 0x0006_800F, bytes),
    ]
    .concat()
}
