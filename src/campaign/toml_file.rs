//! Settings files that an office edits by hand.

use super::say;
use crate::model::Lang;
use crate::stop::Stop;
use std::path::Path;

/// The text of a settings file, without the mark that Notepad puts at its start.
///
/// # Errors
/// Missing, refused by the system, or not in UTF-8.
pub(super) fn read(path: &Path, lang: Lang) -> Result<String, Stop> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(Stop::Missing { path: path.into() });
        }
        Err(source) => return Err(Stop::Io { path: path.into(), source }),
    };
    let text = String::from_utf8(bytes).map_err(|_| {
        let problem = say(
            lang,
            "Không phải văn bản UTF-8. Mở bằng Notepad, chọn Save As, Encoding: UTF-8 rồi lưu lại.".into(),
            "Not UTF-8 text. Open it in Notepad, choose Save As, Encoding: UTF-8, and save.".into(),
        );
        Stop::Faulty { path: path.into(), problems: vec![problem] }
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The line, from 1, of a byte offset.
pub(super) fn line(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&b| b == b'\n').count() + 1
}

/// What the TOML parser stumbled over, with the line and what to do.
pub(super) fn fault(text: &str, error: &toml::de::Error, lang: Lang) -> String {
    let at = error.span().map_or(1, |span| line(text, span.start));
    let reason = error.message().replace('\n', ", ");
    // `C:\Users` in double quotes is the mistake that Windows users make in TOML.
    let backslash = text.lines().nth(at - 1).is_some_and(|l| l.contains('\\'));
    let (vi, en) = if backslash {
        ("Trong đường dẫn, viết / thay cho \\.", "In a path, write / for \\.")
    } else {
        ("Sửa dòng này theo mẫu: tên = \"giá trị\".", "Mend the line after the pattern: name = \"value\".")
    };
    say(lang, format!("Dòng {at}: sai cú pháp ({reason}). {vi}"), format!("Line {at}: {reason}. {en}"))
}
