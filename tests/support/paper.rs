//! Invented papers made in code: lines and tables as a Word document or a sheet.
#![allow(clippy::expect_used, reason = "what is built here is known to be sound")]
#![allow(dead_code, reason = "each test program uses a part of it")]

use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATION: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// What stands on a page from top to bottom.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper(Vec<Block>);

#[derive(Debug, Clone)]
enum Block {
    Line(String),
    Table(Vec<Vec<String>>),
}

impl Paper {
    /// One more line.
    pub(crate) fn line(mut self, text: &str) -> Self {
        self.0.push(Block::Line(text.to_owned()));
        self
    }

    /// One more table.
    pub(crate) fn table(mut self, rows: Vec<Vec<String>>) -> Self {
        self.0.push(Block::Table(rows));
        self
    }

    /// The bytes of a Word document.
    pub(crate) fn docx(&self) -> Vec<u8> {
        let line = |text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
        };
        let mut body = String::new();
        for block in &self.0 {
            match block {
                Block::Line(text) => body.push_str(&line(text)),
                Block::Table(rows) => {
                    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
                    body.push_str("<w:tbl><w:tblGrid>");
                    body.push_str(&"<w:gridCol/>".repeat(columns));
                    body.push_str("</w:tblGrid>");
                    for row in rows {
                        let slots: Vec<String> =
                            row.iter().map(|text| format!("<w:tc>{}</w:tc>", line(text))).collect();
                        body.push_str(&["<w:tr>", &slots.concat(), "</w:tr>"].concat());
                    }
                    body.push_str("</w:tbl>");
                }
            }
        }
        let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts =
            [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATION), ("word/document.xml", &document)];
        for (name, text) in parts {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(text.as_bytes()).expect("bytes");
        }
        zip.finish().expect("a package").into_inner()
    }

    /// The bytes of a workbook with one sheet: lines in its first column.
    pub(crate) fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let mut at = 0;
        for block in &self.0 {
            let rows = match block {
                Block::Line(text) => vec![vec![text.clone()]],
                Block::Table(rows) => rows.clone(),
            };
            for row in rows {
                for (column, text) in (0..).zip(&row) {
                    if !text.is_empty() {
                        sheet.write_string(at, column, text).expect("a square");
                    }
                }
                at += 1;
            }
        }
        book.save_to_buffer().expect("a workbook")
    }
}
