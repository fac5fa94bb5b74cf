//! Where in a file something stands.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The language in which people are spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// Where in a file something stands, in words that lead a person to it. Counts start at 1.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// Somewhere in the file.
    #[default]
    File,
    /// A paragraph of the text outside tables.
    Paragraph(u32),
    /// A table of a Word document.
    Table(u32),
    /// A slot of a Word table.
    Slot {
        /// Which table of the document, nested ones counted too.
        table: u32,
        /// Row of the grid.
        row: u32,
        /// Column of the grid.
        column: u32,
    },
    /// A sheet of a workbook.
    Sheet(Arc<str>),
    /// A square of a sheet.
    Square {
        /// The sheet's name.
        sheet: Arc<str>,
        /// Row, from 1.
        row: u32,
        /// Column, from 1 (`A`).
        column: u32,
    },
    /// A page header or footer.
    Margin,
}

impl Place {
    /// The place in a person's words.
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::File, Lang::Vi) => "tệp".into(),
            (Self::File, Lang::En) => "file".into(),
            (Self::Paragraph(n), Lang::Vi) => counted([("đoạn ", *n)]),
            (Self::Paragraph(n), Lang::En) => counted([("paragraph ", *n)]),
            (Self::Table(n), Lang::Vi) => counted([("bảng ", *n)]),
            (Self::Table(n), Lang::En) => counted([("table ", *n)]),
            (Self::Slot { table, row, column }, Lang::Vi) => {
                counted([("bảng ", *table), (", dòng ", *row), (", cột ", *column)])
            }
            (Self::Slot { table, row, column }, Lang::En) => {
                counted([("table ", *table), (", row ", *row), (", column ", *column)])
            }
            (Self::Sheet(name), Lang::Vi) => format!("trang tính {name}"),
            (Self::Sheet(name), Lang::En) => format!("sheet {name}"),
            (Self::Square { sheet, row, column }, _) => {
                format!("{sheet}!{}{row}", column_letters(*column))
            }
            (Self::Margin, Lang::Vi) => "đầu hoặc chân trang".into(),
            (Self::Margin, Lang::En) => "page header or footer".into(),
        }
    }
}

/// The words of the contract's JSON, which do not depend on the language.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// Numbers, each behind its words. Every answer of every form has its place told so.
fn counted<const N: usize>(parts: [(&str, u32); N]) -> String {
    let mut text = String::with_capacity(48);
    for (words, number) in parts {
        text.push_str(words);
        push_number(&mut text, number);
    }
    text
}

fn push_number(text: &mut String, number: u32) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.extend(char::from_digit(number % 10, 10));
}

/// The letters of a spreadsheet column counted from 1: `1` is `A`, `27` is `AA`.
fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(char::from(b'A' + u8::try_from((column - 1) % 26).unwrap_or(0)));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_named_as_excel_names_it() {
        let at = |column| Place::Square { sheet: "Sheet1".into(), row: 12, column }.to_string();
        assert_eq!(at(6), "Sheet1!F12");
        assert_eq!(at(26), "Sheet1!Z12");
        assert_eq!(at(27), "Sheet1!AA12");
        assert_eq!(at(16384), "Sheet1!XFD12");
    }

    #[test]
    fn a_word_slot_is_counted_from_one() {
        let at = Place::Slot { table: 2, row: 3, column: 4 };
        assert_eq!(at.to_string(), "table 2, row 3, column 4");
        assert_eq!(at.words(Lang::Vi), "bảng 2, dòng 3, cột 4");
        let far = Place::Slot { table: 10, row: 0, column: u32::MAX };
        assert_eq!(far.words(Lang::Vi), "bảng 10, dòng 0, cột 4294967295");
    }
}
