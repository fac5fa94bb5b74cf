//! How tables are headed and signed, as Party papers are.

use super::sheet::Sheet;
use super::style::Style;
use crate::publish::dossier::Dossier;
use crate::publish::report::{Letterhead, letterhead};
use crate::publish::words;
use rust_xlsxwriter::XlsxError;

/// Rows left for a signature.
const ROOM: u32 = 4;

/// The organisation above, the unit, the title of the sheet, and what it is about, from column `start` on:
/// what stands in columns that are printed on each page would be cut there. Where `split` is given, the
/// Party's name, place and date stand from that column on.
///
/// # Errors
/// What the library refuses.
pub(super) fn heading<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    title: &str,
    (start, columns, split): (u16, u16, Option<u16>),
    style: &'s Style,
) -> Result<(), XlsxError> {
    let campaign = dossier.campaign();
    let head = head(dossier);
    let (left, right) = match split {
        Some(split) => ((start, split - 1), Some((split, columns - 1))),
        None => ((start, (columns - 1).min(start + 3)), None),
    };
    let issuer = if head.superior.is_empty() { "*" } else { head.issuer.as_str() };
    let above = if head.superior.is_empty() { &head.issuer } else { &head.superior };
    let first = if head.superior.is_empty() { &style.letterhead } else { &style.superior };
    let rows = [(above.as_str(), first), (issuer, &style.letterhead)];
    let place = place_and_date(dossier);
    let party = [("ĐẢNG CỘNG SẢN VIỆT NAM", &style.motto), (place.as_str(), &style.place)];
    for ((text, format), (words, beside)) in rows.into_iter().zip(party) {
        sheet.across(left, text, format)?;
        let mut lines = sheet.lines_across(left, text);
        if let Some(right) = right {
            sheet.across(right, words, beside)?;
            lines = lines.max(sheet.lines_across(right, words));
        }
        sheet.end_row(lines)?;
    }
    sheet.row += 1;
    let whole = (start, columns - 1);
    sheet.across(whole, title, &style.title)?;
    sheet.end_row(sheet.lines_across(whole, title))?;
    let about: Vec<&str> =
        [campaign.title.as_str(), campaign.period.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    let about = about.join(" – ");
    sheet.across(whole, &about, &style.subtitle)?;
    sheet.end_row(sheet.lines_across(whole, &about))?;
    sheet.row += 1;
    Ok(())
}

fn head(dossier: &Dossier<'_, '_>) -> Letterhead {
    let above = dossier.tree().parent(dossier.id).map(|id| dossier.tree().unit(id).name.as_str());
    letterhead(&dossier.unit().name, above)
}

fn place_and_date(dossier: &Dossier<'_, '_>) -> String {
    let campaign = dossier.campaign();
    let place = if campaign.place.is_empty() { "…………" } else { &campaign.place };
    let day = campaign.date.map_or_else(|| "ngày …… tháng …… năm ………".into(), words::long_day);
    format!("{place}, {day}")
}

/// Where the table is signed: who made it on the left, in whose name on the right.
///
/// # Errors
/// What the library refuses.
pub(super) fn signatures<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    (left, right): ((u16, u16), (u16, u16)),
    style: &'s Style,
) -> Result<(), XlsxError> {
    sheet.row += 1;
    let head = head(dossier);
    let post = if dossier.is_cell() { "BÍ THƯ" } else { "" };
    let rows =
        [("NGƯỜI LẬP BIỂU", head.signs_for, &style.signature), ("(Ký, ghi rõ họ tên)", post, &style.place)];
    for (maker, signer, format) in rows {
        sheet.across(left, maker, format)?;
        sheet.across(right, signer, &style.signature)?;
        sheet.end_row(1)?;
    }
    sheet.row += ROOM;
    Ok(())
}
