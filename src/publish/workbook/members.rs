//! `Đảng viên`: every member's answers in one row; only in the cell's own workbook.

use super::collective::format;
use super::heading;
use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::model::{Answer, Reading};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Đảng viên";

/// The sheet.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let indicators = &dossier.campaign().catalogue.indicators;
    let mut widths = vec![5.0, 22.0, 10.0, 11.0, 10.0];
    widths.extend(std::iter::repeat_n(2.5, indicators.len()));
    widths.extend([5.0, 5.0, 5.0, 12.0, 5.0]);
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    let across = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    heading(&mut sheet, dossier, "KẾT QUẢ TỰ SOI CỦA TỪNG ĐẢNG VIÊN", (0, across, None), style)?;
    let key = "x là Có, – là Không, ô trống là không trả lời; ? là không được tự đoán, ! là trả lời mâu thuẫn: ô tô vàng \
               cần người xem. Số sau x là mức độ: 1 nhẹ, 2 trung bình, 3 nghiêm trọng.";
    sheet.line(key, across, &style.note)?;
    let first = sheet.row;
    let mut titles = vec!["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Ngày ghi"];
    titles.extend(indicators.iter().map(|i| i.code.as_str()));
    titles.extend(["Số Có", "Cần xem", "Số ghi chú", "Tự nhận xếp loại", "Tệp"]);
    let head = sheet.row;
    sheet.titles_upright(&titles, 5..5 + indicators.len())?;
    sheet.set_height(head, 68.0)?;
    sheet.freeze(first, 2)?;
    for (n, (name, entry)) in (1..).zip(&dossier.members) {
        let review = &entry.review;
        let birth = review.birth.map(words::birth).unwrap_or_default();
        let shown: Vec<String> = review.answers.iter().map(|reading| short(reading)).collect();
        let mut row = vec![
            (Value::Count(n), &style.count),
            (Value::Text(name), &style.text),
            (Value::Text(&birth), &style.centre),
            (Value::Text(review.position.as_deref().unwrap_or_default()), &style.text),
            (review.date.map_or(Value::Empty, Value::Day), &style.day),
        ];
        row.extend(review.answers.iter().zip(&shown).map(|(r, text)| (Value::Text(text), format(r, style))));
        let count = |wanted: &dyn Fn(&Reading) -> bool| {
            u32::try_from(review.answers.iter().filter(|r| wanted(r)).count()).unwrap_or(u32::MAX)
        };
        let doubts = count(&|r| !r.is_certain());
        row.extend([
            (Value::Count(count(&|r| r.answer == Some(Answer::Yes))), &style.count_strong),
            (Value::Count(doubts), super::doubtful(doubts, style)),
            (Value::Count(count(&|r| !r.note.is_empty())), &style.count),
            (Value::Text(review.rating.map_or("", words::rating)), &style.centre),
            (dossier.link(entry, "Mở"), &style.text),
        ]);
        sheet.values(&row)?;
    }
    sheet.filter(first)?;
    sheet.finish(1)
}

/// An answer for a narrow column.
fn short(reading: &Reading) -> String {
    let answer = match reading.answer {
        Some(Answer::Yes) => "x",
        Some(Answer::No) => "–",
        Some(Answer::Conflict) => "!",
        Some(Answer::Unclear) => "?",
        Some(Answer::Blank) | None => "",
    };
    match reading.level {
        Some(level) => format!("{answer}{}", level as u8),
        None => answer.into(),
    }
}
