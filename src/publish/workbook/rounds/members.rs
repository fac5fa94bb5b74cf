//! What became of every member's manifestations; only in the cell's own workbook.

use super::super::sheet::{Sheet, Value};
use super::{Page, people};
use crate::publish::words;
use crate::rounds::{Fate, MemberChange, Standing};
use crate::text::{fold, key};
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Đảng viên hai kỳ";
const WIDTHS: [f64; 8] = [5.0, 24.0, 11.5, 26.0, 19.0, 19.0, 19.0, 19.0];
const COLUMNS: u16 = 8;

impl<'p> Page<'p, '_, '_> {
    /// The sheet.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn members(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = self.sheet(NAME, "KẾT QUẢ CỦA TỪNG ĐẢNG VIÊN SO VỚI KỲ TRƯỚC", &WIDTHS)?;
        sheet.line(&people(&self.change.people), COLUMNS, &self.style.note)?;
        let first = sheet.row;
        sheet.titles(&[
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Đối chiếu với kỳ trước",
            "Đã khắc phục",
            "Tái diễn",
            "Phát sinh",
            "Chưa xác định",
        ])?;
        sheet.freeze(first, 2)?;
        let mut members: Vec<&MemberChange> = self.change.members.iter().collect();
        members.sort_by_cached_key(|m| {
            let given = fold(m.name.rsplit(' ').next().unwrap_or_default());
            (m.past, given, fold(&m.name), key(&m.name), m.birth)
        });
        for (n, member) in (1..).zip(&members) {
            self.member(&mut sheet, n, member)?;
        }
        if members.is_empty() {
            sheet.line("Không có bản tự soi của từng đảng viên để đối chiếu.", COLUMNS, &self.style.note)?;
        } else {
            sheet.filter(first)?;
        }
        sheet.finish(1)
    }

    fn member(&self, sheet: &mut Sheet<'p>, n: u32, member: &MemberChange) -> Result<(), XlsxError> {
        let style = self.style;
        let birth = member.birth.map(words::birth).unwrap_or_default();
        let name = if member.name.is_empty() { "(không ghi họ tên)" } else { &member.name };
        let unsure = matches!(member.standing, Standing::Asked | Standing::Untold);
        let standing = standing(member);
        let of = [Fate::Fixed, Fate::Repeated, Fate::New, Fate::Unsure].map(|fate| self.codes(member, fate));
        let mut row = vec![
            (Value::Count(n), &style.count),
            (Value::Text(name), &style.text),
            (Value::Text(&birth), &style.centre),
            (Value::Text(&standing), if unsure { &style.doubt } else { &style.text }),
        ];
        row.extend(of.iter().map(|codes| (Value::Text(codes), &style.text)));
        sheet.values(&row)
    }

    /// The codes of a member's indicators of one fate.
    fn codes(&self, member: &MemberChange, fate: Fate) -> String {
        let indicators = &self.dossier.campaign().catalogue.indicators;
        let of = member.fates.iter().filter(|(_, f)| *f == fate);
        let codes = of.filter_map(|(i, _)| indicators.get(*i)).map(|i| i.code.as_str());
        codes.collect::<Vec<_>>().join("; ")
    }
}

/// What the earlier round knows of a member, in words.
fn standing(member: &MemberChange) -> String {
    match (member.standing, &member.from) {
        (Standing::Both, None) => "Có ở cả hai kỳ".into(),
        (Standing::Both, Some(from)) => format!("Có ở cả hai kỳ; kỳ trước ở {from}"),
        (Standing::OnlyNow, _) => "Chưa có ở kỳ trước".into(),
        (Standing::OnlyBefore, _) => "Không có ở kỳ này".into(),
        (Standing::Asked, _) => "Chưa xác định: chờ quyết định trong Cần xem lại.xlsx".into(),
        (Standing::Untold, _) if member.past => "Chưa xác định: kỳ này chưa có bản tự soi rõ của ai".into(),
        (Standing::Untold, _) => "Chưa xác định: kỳ trước không có bản tự soi rõ của ai".into(),
    }
}
