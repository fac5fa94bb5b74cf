//! How papers are laid out (*thể thức văn bản của Đảng*): a built-in profile, or a TOML file of the office.

use super::{say, toml_file};
use crate::model::Lang;
use crate::stop::Stop;
use serde::Deserialize;
use std::path::Path;

/// The built-in profiles by name, with the default first.
const FORMATS: [(&str, &str); 2] = [
    ("hd05", include_str!("../../templates/formats/hd05.toml")),
    ("hd36", include_str!("../../templates/formats/hd36.toml")),
];

/// The layout of every paper that the tool writes. Sizes and distances between lines are in points,
/// those on the page in millimetres.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// The guide it follows.
    pub title: String,
    /// Margins of the page (*lề trang*).
    pub margins: Margins,
    /// Sizes of letters (*cỡ chữ*).
    pub sizes: Sizes,
    /// Paragraphs of running text.
    pub body: Body,
    /// The block of the person who signs.
    pub signature: Signature,
    /// What stands under the subject (*trích yếu*).
    pub subject: Subject,
}

/// Margins in millimetres.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the sides of a page")]
pub struct Margins {
    pub top: u32,
    pub bottom: u32,
    pub left: u32,
    pub right: u32,
    /// From the edge of the page to the page number.
    pub header: u32,
}

/// Sizes of letters in points.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// *ĐẢNG CỘNG SẢN VIỆT NAM*.
    pub party: u32,
    /// The body above the one that issues.
    pub superior: u32,
    /// The body that issues.
    pub issuer: u32,
    /// Number and symbol (*số, ký hiệu*).
    pub number: u32,
    /// Place and date.
    pub date: u32,
    /// The kind of paper (*tên loại*).
    pub kind: u32,
    /// The subject (*trích yếu*).
    pub subject: u32,
    /// The subject of a letter (*công văn*).
    pub letter_subject: u32,
    /// Running text.
    pub body: u32,
    /// Who signs.
    pub signature: u32,
    /// The lines below *Nơi nhận:*.
    pub receivers: u32,
    /// Text in tables.
    pub table: u32,
}

/// Paragraphs of running text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Indent of the first line in millimetres.
    pub first_line: u32,
    /// Exact distance of lines in points.
    pub line: u32,
    /// Room before a paragraph in points.
    pub before: u32,
    /// Room after a paragraph in points.
    pub after: u32,
}

/// The block of the person who signs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Whether the position (*chức vụ*) is bold.
    pub position_bold: bool,
    /// Empty lines for the signature.
    pub blank_lines: usize,
}

/// What stands under the subject.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// A row of dashes, or nothing.
    pub rule: String,
}

impl Default for Format {
    /// The first of the built-in profiles.
    fn default() -> Self {
        // A test loads every built-in profile.
        builtin(FORMATS[0].0).unwrap_or_else(|| unreachable!("the built-in profile is sound"))
    }
}

fn builtin(name: &str) -> Option<Format> {
    let (_, text) = FORMATS.iter().find(|(known, _)| *known == name)?;
    toml::from_str(text).ok()
}

/// The profile of this name, or that in a file below the campaign's folder.
///
/// # Errors
/// [`Stop::Missing`], [`Stop::Io`], or [`Stop::Faulty`] with the line that is wrong.
pub fn load_format(name: &str, root: &Path, lang: Lang) -> Result<Format, Stop> {
    if let Some(format) = builtin(name) {
        return Ok(format);
    }
    let path = root.join(name);
    let known = FORMATS.map(|(name, _)| name).join(", ");
    let faulty = |problem| Stop::Faulty { path: path.clone(), problems: vec![problem] };
    let text = toml_file::read(&path, lang).map_err(|stop| match stop {
        Stop::Missing { .. } => faulty(say(
            lang,
            format!("không có tệp này. Mục `format` là một trong: {known}, hoặc tên một tệp .toml."),
            format!("there is no such file. `format` is one of {known}, or the name of a .toml file."),
        )),
        other => other,
    })?;
    toml::from_str(&text).map_err(|e| faulty(toml_file::fault(&text, &e, lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_loads_and_keeps_to_what_the_guides_agree_on() {
        for (name, _) in FORMATS {
            let format = load_format(name, Path::new("."), Lang::Vi).expect(name);
            let Margins { top, bottom, left, right, header } = format.margins;
            assert_eq!([top, bottom, left, right, header], [20, 20, 30, 15, 10], "{name}");
            assert!((18..=20).contains(&format.body.line) && format.body.first_line == 10, "{name}");
        }
        assert_ne!(builtin("hd05"), builtin("hd36"));
    }

    #[test]
    fn an_offices_own_profile_is_a_file_and_its_mistakes_have_a_line() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let own = FORMATS[0].1.replace("receivers = 12", "receivers = 11");
        std::fs::write(dir.path().join("rieng.toml"), own).expect("written");
        let format = load_format("rieng.toml", dir.path(), Lang::Vi).expect("a profile");
        assert_eq!(format.sizes.receivers, 11);
        std::fs::write(dir.path().join("rieng.toml"), "title = \"x\"\ncolour = 1\n").expect("written");
        let said = load_format("rieng.toml", dir.path(), Lang::Vi).expect_err("a mistake").message(Lang::Vi);
        assert!(said.contains("Dòng 2"), "{said}");
        let said = load_format("hd07", dir.path(), Lang::Vi).expect_err("no such").message(Lang::Vi);
        assert!(said.contains("hd05, hd36"), "{said}");
    }
}
