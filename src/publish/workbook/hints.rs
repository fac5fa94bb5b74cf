//! `Gợi ý xem lại`: what the cell's committee may want to look at. Hints, never judgements, and only in
//! the cell's own workbook.

use super::heading;
use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::ledger::Entry;
use crate::model::{Answer, Reading};
use crate::publish::dossier::Dossier;
use crate::text::{fold, words};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::sync::Arc;

const NAME: &str = "Gợi ý xem lại";

/// A text of fewer words is nobody's own: `Không có`, `Đã khắc phục`.
const OWN_WORDS: usize = 6;

/// The sheet lists at most so many of a kind.
const LISTED: usize = 50;

/// An answer with its level.
type Given = (Option<Answer>, Option<u8>);

/// Something to look at: what, whose, which words.
struct Hint {
    what: String,
    who: Vec<String>,
    words: String,
}

/// The sheet; none where there is nothing to look at.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Option<Worksheet>, XlsxError> {
    let mut hints = same_texts(dossier);
    hints.extend(same_forms(dossier));
    hints.extend(one_way(dossier));
    if hints.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(NAME, true, &[5.0, 32.0, 8.0, 36.0, 40.0], style)?;
    heading(&mut sheet, dossier, "GỢI Ý ĐỂ CHI ỦY XEM LẠI", (0, 5, None), style)?;
    let note = "Đây chỉ là gợi ý do máy so các bản với nhau, không phải kết luận về đảng viên nào và không gửi lên cấp \
                trên. Nhiều người có thể trả lời giống nhau một cách chính đáng.";
    sheet.line(note, 5, &style.note)?;
    let first = sheet.row;
    sheet.titles(&["STT", "Điều nhận thấy", "Số người", "Đảng viên", "Nội dung"])?;
    sheet.freeze(first, 0)?;
    for (n, hint) in (1..).zip(&hints) {
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(&hint.what), &style.text),
            (Value::Count(u32::try_from(hint.who.len()).unwrap_or(u32::MAX)), &style.count),
            (Value::Text(&hint.who.join("; ")), &style.text),
            (Value::Text(&hint.words), &style.text),
        ])?;
    }
    sheet.filter(first)?;
    sheet.finish(1).map(Some)
}

/// Texts of their own words that several members handed in alike.
fn same_texts(dossier: &Dossier<'_, '_>) -> Vec<Hint> {
    let mut found: BTreeMap<(&'static str, String), (Vec<String>, String)> = BTreeMap::new();
    for (name, entry) in &dossier.members {
        let notes = entry.review.answers.iter().map(|r| ("Giải trình", r.note.as_str()));
        let promises = entry.review.commitments.iter();
        let promises =
            promises.flat_map(|c| [("Hạn chế", c.shortcoming.as_str()), ("Giải pháp", c.action.as_str())]);
        for (kind, text) in notes.chain(promises).filter(|(_, text)| words(text).len() >= OWN_WORDS) {
            let (who, shown) = found.entry((kind, fold(text))).or_default();
            if who.last() != Some(name) {
                who.push(name.clone());
            }
            if shown.is_empty() {
                text.clone_into(shown);
            }
        }
    }
    let alike = found.into_iter().filter(|(_, (who, _))| who.len() > 1);
    let hint = |((kind, _), (who, words)): ((&str, String), (Vec<String>, String))| Hint {
        what: format!("{kind} giống hệt nhau ở nhiều bản"),
        who,
        words,
    };
    let mut hints: Vec<Hint> = alike.map(hint).collect();
    hints.sort_by_key(|hint| std::cmp::Reverse(hint.who.len()));
    hints.truncate(LISTED);
    hints
}

/// Forms that see the same several manifestations, answer for answer.
fn same_forms(dossier: &Dossier<'_, '_>) -> Vec<Hint> {
    let mut found: BTreeMap<Vec<Given>, Vec<String>> = BTreeMap::new();
    for (name, entry) in dossier.members.iter().filter(|(_, entry)| present(entry) > 1) {
        let answers = entry.review.answers.iter().map(|r| (r.answer, r.level.map(|l| l as u8)));
        found.entry(answers.collect()).or_default().push(name.clone());
    }
    let indicators = &dossier.campaign().catalogue.indicators;
    let alike = found.into_iter().filter(|(answers, who)| who.len() > 1 && !is_one_way(answers));
    let hint = |(answers, who): (Vec<Given>, Vec<String>)| {
        let yes = indicators.iter().zip(&answers).filter(|(_, (answer, _))| *answer == Some(Answer::Yes));
        let codes: Vec<&str> = yes.map(|(indicator, _)| indicator.code.as_str()).collect();
        let what = "Các bản trả lời giống hệt nhau ở mọi biểu hiện".to_owned();
        Hint { what, who, words: format!("Cùng trả lời Có: {}", codes.join(", ")) }
    };
    alike.map(hint).take(LISTED).collect()
}

fn is_one_way(answers: &[Given]) -> bool {
    answers.iter().all(|(answer, _)| *answer == Some(Answer::Yes))
}

/// Forms that answer all indicators alike and say nothing more.
fn one_way(dossier: &Dossier<'_, '_>) -> Vec<Hint> {
    let all = |entry: &Entry, answer: Answer| {
        let silent = |r: &Arc<Reading>| r.answer == Some(answer) && r.note.is_empty();
        entry.review.answers.iter().all(silent) && entry.review.commitments.is_empty()
    };
    let hint = |answer: Answer, word: &str| {
        let who = dossier.members.iter().filter(|(_, entry)| all(entry, answer));
        let who: Vec<String> = who.map(|(name, _)| name.clone()).collect();
        let what = format!("Trả lời {word} ở tất cả {} biểu hiện", dossier.campaign().catalogue.len());
        Hint { what, who, words: "Không có giải trình hay cam kết nào kèm theo.".into() }
    };
    let hints = [hint(Answer::Yes, "Có"), hint(Answer::No, "Không")];
    hints.into_iter().filter(|hint| !hint.who.is_empty()).collect()
}

fn present(entry: &Entry) -> usize {
    entry.review.answers.iter().filter(|r| r.answer == Some(Answer::Yes)).count()
}
