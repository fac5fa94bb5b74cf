//! `Nhắc nộp`: for whoever has not sent everything, a text ready to be sent. Members are named in their
//! cell's own workbook only.

use super::heading;
use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::model::UnitId;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Nhắc nộp";

/// How many cells below are named in one text.
const NAMED: usize = 10;

/// The sheet; none where nobody is to be reminded.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Option<Worksheet>, XlsxError> {
    if dossier.totals().missing == 0 {
        return Ok(None);
    }
    let widths = [5.0, 26.0, 8.0, 22.0, 65.0];
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    heading(&mut sheet, dossier, "NỘI DUNG NHẮC NỘP BẢN TỰ SOI", (0, 5, None), style)?;
    sheet.line("Chép ô ở cột cuối vào thư hoặc tin nhắn, điền thời hạn rồi gửi.", 5, &style.note)?;
    let first = sheet.row;
    sheet.titles(&["STT", "Nơi nhận", "Còn thiếu", "Email", "Nội dung nhắc"])?;
    sheet.freeze(first, 2)?;
    let late: Vec<(UnitId, String)> = if dossier.is_cell() {
        vec![(dossier.id, dossier.unit().name.clone())]
    } else {
        dossier.below().into_iter().filter(|(id, _)| dossier.totals_of(*id).missing > 0).collect()
    };
    for (n, (id, name)) in (1..).zip(&late) {
        let text = if dossier.is_cell() { to_members(dossier) } else { to_unit(dossier, *id) };
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(name), &style.text),
            (Value::Count(dossier.totals_of(*id).missing), &style.doubt_count),
            (Value::Text(&dossier.tree().unit(*id).emails.join("; ")), &style.text),
            (Value::Text(&text), &style.text),
        ])?;
    }
    sheet.filter(first)?;
    sheet.finish(1).map(Some)
}

/// What the text is about, and until when was counted.
fn opening(dossier: &Dossier<'_, '_>) -> String {
    let campaign = dossier.campaign();
    let period = if campaign.period.is_empty() { String::new() } else { format!(", {}", campaign.period) };
    let until = campaign.date.map_or_else(|| "đến nay".into(), |d| format!("đến {}", words::long_day(d)));
    format!("Thực hiện {}{period}, {until}", lower_first(&campaign.title))
}

/// `Đợt sinh hoạt` within a sentence: `đợt sinh hoạt`.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn to_members(dossier: &Dossier<'_, '_>) -> String {
    let t = dossier.totals();
    let names: Vec<&str> =
        dossier.absent().unwrap_or_default().iter().map(|absent| absent.member.name.as_str()).collect();
    let whom = if names.is_empty() {
        "Kính gửi các đồng chí đảng viên chưa nộp bản tự soi.".to_owned()
    } else {
        format!("Kính gửi các đồng chí: {}.", names.join(", "))
    };
    format!(
        "{whom}\n{}, chi bộ đã nhận {} trên {} bản tự soi, còn thiếu {}. Đề nghị các đồng chí hoàn thành và nộp bản tự \
         soi trước ngày ……/……/………. Trân trọng cảm ơn.",
        opening(dossier),
        words::count(t.reviews.into()),
        words::count(t.members.into()),
        words::count(t.missing.into()),
    )
}

fn to_unit(dossier: &Dossier<'_, '_>, id: UnitId) -> String {
    let (tree, t) = (dossier.tree(), dossier.totals_of(id));
    let name = &tree.unit(id).name;
    let below = cells(dossier, id);
    let whom = if below.is_empty() || tree.is_cell(id) {
        String::new()
    } else {
        let named: Vec<&str> = below.iter().take(NAMED).map(String::as_str).collect();
        let more = below.len().saturating_sub(NAMED);
        let more = if more > 0 {
            format!(" và {} chi bộ khác", words::count(more as u64))
        } else {
            String::new()
        };
        format!(" Các chi bộ chưa nộp đủ: {}{more}.", named.join("; "))
    };
    format!(
        "Kính gửi {name}.\n{}, {} đã nhận {} trên {} bản tự soi của đảng viên, còn thiếu {}.{whom} Đề nghị đôn đốc và \
         gửi bổ sung trước ngày ……/……/………. Trân trọng cảm ơn.",
        opening(dossier),
        dossier.unit().name,
        words::count(t.reviews.into()),
        words::count(t.members.into()),
        words::count(t.missing.into()),
    )
}

/// The cells below a unit that have not sent everything, each with what it lacks.
fn cells(dossier: &Dossier<'_, '_>, unit: UnitId) -> Vec<String> {
    let under = |id: &UnitId| dossier.tree().ancestors(*id).any(|above| above == unit);
    let late = dossier.cells().into_iter().filter(under).filter(|id| dossier.totals_of(*id).missing > 0);
    let words = |id: UnitId| {
        format!(
            "{} (thiếu {})",
            dossier.tree().unit(id).name,
            words::count(dossier.totals_of(id).missing.into())
        )
    };
    late.map(words).collect()
}
