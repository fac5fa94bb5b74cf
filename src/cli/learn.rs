//! `tusoi learn`: what an office's own blank form teaches, shown to a person and saved for its campaign.

use super::words;
use crate::campaign;
use crate::document;
use crate::extract::{Extractor, Lesson};
use crate::finding::FileFinding;
use crate::intake::{self, Content};
use crate::model::{Answer, Catalogue, Lang};
use crate::run::guarded;
use crate::stop::Stop;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The name under which the list of indicators is saved.
const FILE: &str = "danh-muc.toml";

/// Learns from a blank form, or from several filled copies of one; the exit status.
pub(super) fn learn(forms: &[PathBuf], into: Option<&Path>, lang: Lang) -> Result<u8, Stop> {
    let known = campaign::builtin(campaign::BUILTIN[0].0).ok_or_else(|| nothing(&forms[0], lang))?;
    let extractor = Extractor::new(&known)
        .map_err(|problem| Stop::Faulty { path: campaign::WORDS.into(), problems: vec![problem] })?;
    let mut lessons = Vec::new();
    for form in forms {
        lessons.push(read(form, &extractor, lang)?);
    }
    let mut lessons = lessons.into_iter();
    let mut lesson = lessons.next().unwrap_or_default();
    lessons.for_each(|other| lesson.keep_common(&other));
    if lesson.rows.is_empty() {
        return Err(nothing(&forms[0], lang));
    }
    let path = into.map_or_else(|| PathBuf::from(FILE), Path::to_path_buf);
    if path.exists() {
        let vi = "đã có tệp này. Đổi tên tệp cũ hoặc chọn tên khác bằng -o TỆP";
        let detail = if lang == Lang::Vi {
            vi
        } else {
            "it is there already. Rename it or choose another with -o FILE"
        };
        return Err(Stop::Unwritable { path, detail: detail.into() });
    }
    let text = catalogue(&lesson, &known)
        .map_err(|e| Stop::Unwritable { path: path.clone(), detail: e.to_string() })?;
    fs::write(&path, text).map_err(|source| Stop::Io { path: path.clone(), source })?;
    print!("{}", shown(&lesson, &known, &path, lang));
    Ok(u8::from(!not_understood(&lesson).is_empty()))
}

fn read(form: &Path, extractor: &Extractor, lang: Lang) -> Result<Lesson, Stop> {
    let outers = intake::walk(form)?;
    let arrivals = outers.iter().flat_map(intake::open);
    for arrival in arrivals {
        let why = match arrival.content {
            Content::Document { format, bytes } => {
                match guarded(|| document::read(format, &bytes).map(|document| extractor.learn(&document))) {
                    Ok(Ok(lesson)) => return Ok(lesson),
                    Ok(Err(why)) => why,
                    Err(detail) => FileFinding::Internal { detail },
                }
            }
            Content::Refused(why) | Content::Ignored(why) | Content::Letter { otherwise: why, .. } => why,
            Content::Container => continue,
        };
        return Err(Stop::Faulty { path: form.to_owned(), problems: vec![why.message(lang)] });
    }
    Err(nothing(form, lang))
}

fn nothing(form: &Path, lang: Lang) -> Stop {
    let vi = "không tìm thấy bảng hay danh sách biểu hiện nào trong tệp này. Cần mẫu phiếu có cột nội dung biểu hiện.";
    let en = "no table or list of indicators was found in it. A form with a column of indicators is needed.";
    let problem = if lang == Lang::Vi { vi } else { en };
    Stop::Faulty { path: form.to_owned(), problems: vec![problem.into()] }
}

#[derive(Serialize)]
struct File<'a> {
    name: String,
    title: &'a str,
    source: &'a str,
    group: Vec<GroupEntry<'a>>,
    indicator: Vec<IndicatorEntry>,
    /// Headings and words by the list of the vocabulary that they belong to.
    columns: BTreeMap<&'static str, Vec<&'a str>>,
    words: BTreeMap<&'static str, Vec<&'a str>>,
    form: [FormEntry<'a>; 1],
}

#[derive(Serialize)]
struct FormEntry<'a> {
    title: &'a str,
    printed: &'a [String],
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    code: String,
    title: &'a str,
}

#[derive(Serialize)]
struct IndicatorEntry {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    wording: String,
    also: Vec<String>,
}

/// The catalogue of the form. Where every row is one of the known catalogue, its codes and its other
/// wordings are kept, so that forms of other offices are read too.
fn catalogue(lesson: &Lesson, known: &Catalogue) -> Result<String, toml::ser::Error> {
    let all_known = lesson.rows.iter().all(|r| r.known.is_some()) && lesson.rows.len() == known.len();
    let numeral = |n: usize| {
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
            .get(n)
            .map_or_else(|| (n + 1).to_string(), ToString::to_string)
    };
    let mut numbers = vec![0_usize; lesson.groups.len() + 1];
    let mut indicators: Vec<IndicatorEntry> = Vec::new();
    for row in &lesson.rows {
        let slot = row.group.map_or(0, |g| g + 1);
        numbers[slot] += 1;
        let own = row.known.map(|i| &known.indicators[i]).filter(|_| all_known);
        let group = row.group.map(numeral);
        let code = own.map_or_else(
            || group.as_ref().map_or_else(|| numbers[slot].to_string(), |g| format!("{g}.{}", numbers[slot])),
            |i| i.code.clone(),
        );
        let others = own.into_iter().flat_map(|i| i.also.iter().chain([&i.wording]));
        let also = others.filter(|w| **w != row.wording).cloned().collect();
        indicators.push(IndicatorEntry {
            code,
            group: own.map_or(group, |i| Some(known.groups[i.group].code.clone())),
            wording: row.wording.clone(),
            also,
        });
    }
    let group = if all_known {
        known.groups.iter().map(|g| GroupEntry { code: g.code.clone(), title: &g.title }).collect()
    } else {
        lesson.groups.iter().enumerate().map(|(n, title)| GroupEntry { code: numeral(n), title }).collect()
    };
    let title = if lesson.title.is_empty() { &known.title } else { &lesson.title };
    let source = if all_known { &known.source } else { "" };
    let file = File {
        name: "danh-muc".into(),
        title,
        source,
        group,
        indicator: indicators,
        columns: columns(lesson),
        words: answers(lesson),
        form: [FormEntry { title: &lesson.title, printed: &lesson.printed }],
    };
    Ok(format!(
        "# Danh mục biểu hiện và mẫu phiếu học được. Sửa được bằng Notepad.\n{}\n{}",
        not_understood(lesson),
        toml::to_string(&file)?
    ))
}

/// The headings that are understood.
fn columns(lesson: &Lesson) -> BTreeMap<&'static str, Vec<&str>> {
    let mut lists: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    for column in &lesson.columns {
        if let (Some(role), Some(heading)) = (column.role, column.headings.last()) {
            lists.entry(role).or_default().push(heading);
        }
    }
    lists
}

/// The words that answer.
fn answers(lesson: &Lesson) -> BTreeMap<&'static str, Vec<&str>> {
    let mut lists: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    for word in &lesson.words {
        let list = match word.answer {
            Some(Answer::Yes) => "yes",
            Some(Answer::No) => "no",
            _ => continue,
        };
        lists.entry(list).or_default().push(&word.word);
    }
    lists
}

/// What a person must put into the right list, as comments of the file.
fn not_understood(lesson: &Lesson) -> String {
    let mut text = String::new();
    for column in lesson.columns.iter().filter(|column| column.role.is_none()) {
        let _ =
            writeln!(text, "# Cột CHƯA HIỂU, ghi vào đúng loại ở [columns]: {}", column.headings.join(" / "));
    }
    for word in lesson.words.iter().filter(|word| word.answer.is_none()) {
        let _ = writeln!(text, "# Lời trả lời CHƯA HIỂU, ghi vào yes hoặc no ở [words]: {}", word.word);
    }
    text
}

/// What was learnt, for a person to check.
fn shown(lesson: &Lesson, known: &Catalogue, path: &Path, lang: Lang) -> String {
    let vi = lang == Lang::Vi;
    let mut out = String::new();
    let say = |v: &'static str, e: &'static str| if vi { v } else { e };
    let _ = writeln!(out, "{}: {}", say("Mẫu phiếu", "Form"), lesson.title);
    for column in &lesson.columns {
        let heading = column.headings.join(" / ");
        let role = column.role.unwrap_or(say("CHƯA HIỂU", "NOT UNDERSTOOD"));
        let _ = writeln!(out, "  {}: {heading} → {role}", say("Cột", "Column"));
    }
    for word in &lesson.words {
        let answer = word.answer.map_or(say("CHƯA HIỂU", "NOT UNDERSTOOD"), |a| words::answer(a, lang));
        let _ = writeln!(out, "  {}: {} → {answer}", say("Lời trả lời", "Answer"), word.word);
    }
    for (n, row) in lesson.rows.iter().enumerate() {
        let code = row.known.map_or("-", |i| known.indicators[i].code.as_str());
        let short: String = row.wording.chars().take(70).collect();
        let _ = writeln!(out, "  {:>3}. {code:<6} {short}", n + 1);
    }
    let (rows, lines) = (lesson.rows.len(), lesson.printed.len());
    let recognised = lesson.rows.iter().filter(|row| row.known.is_some()).count();
    let _ = if vi {
        writeln!(
            out,
            "{rows} biểu hiện, {recognised} có trong danh mục {}; {lines} dòng in sẵn.",
            known.title
        )
    } else {
        writeln!(
            out,
            "{rows} indicators, {recognised} of them in the list {}; {lines} printed lines.",
            known.title
        )
    };
    if !not_understood(lesson).is_empty() {
        let _ = writeln!(
            out,
            "{}",
            say(
                "Cột và lời chưa hiểu được ghi ở đầu tệp đã lưu: mở bằng Notepad, chép vào đúng loại ở [columns] (yes, no, answer, note …) hoặc [words] (yes, no).",
                "Columns and answers not understood stand at the top of the saved file: open it and copy them into the right list of [columns] (yes, no, answer, note …) or [words] (yes, no).",
            )
        );
    }
    let _ = writeln!(out, "{} {}", say("Đã lưu:", "Saved:"), path.display());
    let _ = writeln!(
        out,
        "{}\n  catalogue = \"{}\"",
        say("Để dùng, ghi vào campaign.toml:", "To use it, write in campaign.toml:"),
        path.display()
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{LearnedColumn, LearnedRow, LearnedWord};

    #[test]
    fn what_was_learnt_can_be_loaded_and_names_what_was_not_understood() {
        let known = campaign::builtin(campaign::BUILTIN[0].0).expect("built in");
        let column = |heading: &str, role| LearnedColumn { headings: vec![heading.into()], role };
        let row = |(i, indicator): (usize, &crate::model::Indicator)| LearnedRow {
            group: None,
            wording: indicator.wording.clone(),
            known: Some(i),
        };
        let lesson = Lesson {
            title: "BẢN TỰ SOI".into(),
            rows: known.indicators.iter().enumerate().map(row).collect(),
            columns: vec![column("Có", Some("yes")), column("Phân vân", None)],
            words: vec![LearnedWord { word: "Có".into(), answer: Some(Answer::Yes) }],
            printed: vec!["Họ và tên: …".into()],
            ..Lesson::default()
        };
        let text = catalogue(&lesson, &known).expect("a text");
        assert!(text.contains("CHƯA HIỂU") && text.contains("Phân vân"), "{text}");
        let loaded = campaign::parse_catalogue(&text, "x", Lang::Vi).expect("sound");
        assert_eq!(
            loaded.indicators.iter().map(|i| &i.code).collect::<Vec<_>>(),
            known.indicators.iter().map(|i| &i.code).collect::<Vec<_>>()
        );
        assert_eq!((loaded.words.len(), loaded.forms[0].lines.len()), (2, 1));
        assert!(Extractor::new(&loaded).is_ok());
    }
}
