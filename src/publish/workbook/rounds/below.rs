//! Every unit directly below, in two rounds.

use super::super::ratings::sheet_sum;
use super::super::sheet::{Sheet, Value, square};
use super::{Page, difference, fates, trend};
use crate::rounds::{Fates, UnitChange};
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Đơn vị hai kỳ";
const WIDTHS: [f64; 13] = [5.0, 36.0, 9.0, 9.0, 9.0, 9.0, 8.5, 11.0, 9.0, 9.5, 8.5, 8.5, 9.5];
const COLUMNS: u16 = 13;

impl<'p> Page<'p, '_, '_> {
    /// The sheet.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn below(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = self.sheet(NAME, "SO SÁNH VỚI KỲ TRƯỚC THEO ĐƠN VỊ TRỰC THUỘC", &WIDTHS)?;
        let first = sheet.row;
        let bands = [
            ((0, 1), ""),
            ((2, 3), "Bản tự soi"),
            ((4, 5), "Lượt tự nhận"),
            ((6, 7), "So với kỳ trước"),
            ((8, 12), "Đảng viên có ở cả hai kỳ"),
        ];
        for (over, text) in bands {
            sheet.across(over, text, &self.style.head)?;
        }
        sheet.end_row(1)?;
        sheet.titles(&[
            "STT",
            "Đơn vị",
            "Kỳ trước",
            "Kỳ này",
            "Kỳ trước",
            "Kỳ này",
            "Tăng, giảm",
            "Nhận xét",
            "Số đảng viên",
            "Đã khắc phục",
            "Tái diễn",
            "Phát sinh",
            "Chưa xác định",
        ])?;
        sheet.freeze(first, 2)?;
        let top = sheet.row;
        for (n, (id, name)) in (1..).zip(&self.dossier.below()) {
            self.unit(&mut sheet, (n, name), self.comparison.of(*id))?;
        }
        self.all(&mut sheet, top)?;
        sheet.row += 1;
        self.remarks(&mut sheet, COLUMNS)?;
        sheet.finish(1)
    }

    fn unit(
        &self,
        sheet: &mut Sheet<'p>,
        (n, name): (u32, &str),
        unit: &UnitChange,
    ) -> Result<(), XlsxError> {
        let (style, all) = (self.style, unit.all());
        let mut row = vec![(Value::Count(n), &style.count), (Value::Text(name), &style.text)];
        row.extend([unit.reviews.0, unit.reviews.1, all.before.yes].map(|n| (Value::Count(n), &style.count)));
        row.push((Value::Count(all.now.yes), &style.count_strong));
        row.extend(difference(style, sheet.row, (4, 5), &all));
        row.push((Value::Count(unit.people.both), &style.count));
        row.extend(fates(&unit.all_fates(), &style.count));
        sheet.values(&row)
    }

    fn all(&self, sheet: &mut Sheet<'p>, top: u32) -> Result<(), XlsxError> {
        let (style, unit, at) = (self.style, self.change, sheet.row);
        let (all, Fates { fixed, repeated, new, unsure }) = (unit.all(), unit.all_fates());
        let rows = (top, at.saturating_sub(1).max(top));
        let over = |(column, n): (u16, u32)| (sheet_sum(column, rows, n), &style.sum);
        let more = f64::from(all.now.yes) - f64::from(all.before.yes);
        let mut row = vec![(Value::Empty, &style.sum), (Value::Text("Tổng cộng"), &style.sum_text)];
        let counts = [unit.reviews.0, unit.reviews.1, all.before.yes, all.now.yes];
        row.extend((2..).zip(counts).map(over));
        row.push((Value::Formula(format!("={}-{}", square(at, 5), square(at, 4)), more), &style.sum_signed));
        let seen = if all.is_certain() { &style.sum } else { &style.sum_doubt };
        row.push((Value::Text(trend(all.trend())), seen));
        row.extend((8..).zip([unit.people.both, fixed, repeated, new, unsure]).map(over));
        sheet.values(&row)
    }
}
