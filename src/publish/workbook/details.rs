//! `Chi tiết`: every answer that is yes, in doubt or explained, with the words read and their place;
//! only in the cell's own workbook.

use super::collective::format;
use super::heading;
use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::model::{Answer, Lang, Reading};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Chi tiết";

/// The sheet.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let widths = [5.0, 20.0, 27.0, 8.5, 8.0, 30.0, 14.0, 22.0, 19.0];
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    heading(
        &mut sheet,
        dossier,
        "CHI TIẾT CÁC CÂU TRẢ LỜI CÓ, CẦN XEM LẠI HOẶC CÓ GIẢI TRÌNH",
        (0, 9, None),
        style,
    )?;
    let first = sheet.row;
    sheet.titles(&[
        "STT",
        "Họ và tên",
        "Biểu hiện",
        "Trả lời",
        "Mức độ",
        "Giải trình",
        "Chữ đọc được",
        "Tệp",
        "Vị trí",
    ])?;
    sheet.freeze(first, 2)?;
    let indicators = &dossier.campaign().catalogue.indicators;
    let mut n = 0;
    for (name, entry) in &dossier.members {
        for (indicator, reading) in indicators.iter().zip(&entry.review.answers).filter(|(_, r)| telling(r)) {
            n += 1;
            let label = format!("{}. {}", indicator.code, indicator.label);
            let place = reading.place.words(Lang::Vi);
            sheet.values(&[
                (Value::Count(n), &style.count),
                (Value::Text(name), &style.text),
                (Value::Text(&label), &style.text),
                (Value::Text(reading.answer.map_or("", words::answer)), format(reading, style)),
                (Value::Text(reading.level.map_or("", words::level)), &style.centre),
                (Value::Text(&reading.note), &style.text),
                (Value::Text(&reading.evidence), &style.text),
                (Value::Text(dossier.file_name(entry)), &style.text),
                (dossier.link(entry, &place), &style.text),
            ])?;
        }
    }
    if n == 0 {
        sheet.line("Mọi câu trả lời đều là Không, không có giải trình.", 9, &style.note)?;
    } else {
        sheet.filter(first)?;
    }
    sheet.finish(1)
}

fn telling(reading: &Reading) -> bool {
    reading.answer == Some(Answer::Yes) || !reading.is_certain() || !reading.note.is_empty()
}
