//! Every indicator of a unit in two rounds.

use super::super::ratings::sheet_sum;
use super::super::sheet::{Sheet, Value, share, square};
use super::{NAME, Page, Square, difference, fates, people};
use crate::publish::words;
use crate::rounds::{Change, Fates};
use rust_xlsxwriter::{Worksheet, XlsxError};

const WIDTHS: [f64; 12] = [6.5, 40.0, 9.0, 9.0, 9.0, 9.0, 8.5, 11.0, 9.5, 8.5, 8.5, 9.5];
const COLUMNS: u16 = 12;

impl<'p> Page<'p, '_, '_> {
    /// The sheet.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn indicators(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = self.sheet(NAME, "SO SÁNH KẾT QUẢ TỰ SOI VỚI KỲ TRƯỚC", &WIDTHS)?;
        let (then, now) = self.change.reviews;
        let reviews = format!(
            "Bản tự soi đã tính: kỳ trước {}, kỳ này {}. {}",
            words::grouped(then.into()),
            words::grouped(now.into()),
            people(&self.change.people)
        );
        sheet.line(&reviews, COLUMNS, &self.style.note)?;
        let first = sheet.row;
        self.head(&mut sheet)?;
        sheet.freeze(first, 2)?;
        let catalogue = &self.dossier.campaign().catalogue;
        let top = sheet.row;
        for (n, indicator) in catalogue.indicators.iter().enumerate() {
            if self.comparison.shared.get(n) == Some(&true) {
                self.row(&mut sheet, n, (&indicator.code, &indicator.label))?;
            } else {
                self.unshared(&mut sheet, (&indicator.code, &indicator.label))?;
            }
        }
        self.sum(&mut sheet, top)?;
        sheet.row += 1;
        self.remarks(&mut sheet, COLUMNS)?;
        sheet.finish(1)
    }

    fn head(&self, sheet: &mut Sheet<'p>) -> Result<(), XlsxError> {
        let bands = [
            ((0, 1), ""),
            ((2, 3), "Kỳ trước"),
            ((4, 5), "Kỳ này"),
            ((6, 7), "So với kỳ trước"),
            ((8, 11), "Đảng viên có ở cả hai kỳ"),
        ];
        for (over, text) in bands {
            sheet.across(over, text, &self.style.head)?;
        }
        sheet.end_row(1)?;
        sheet.titles(&[
            "Mã",
            "Biểu hiện",
            "Có",
            "Tỷ lệ",
            "Có",
            "Tỷ lệ",
            "Tăng, giảm",
            "Nhận xét",
            "Đã khắc phục",
            "Tái diễn",
            "Phát sinh",
            "Chưa xác định",
        ])
    }

    fn row(&self, sheet: &mut Sheet<'p>, n: usize, (code, label): (&str, &str)) -> Result<(), XlsxError> {
        let change = self.change.answers.get(n).copied().unwrap_or_default();
        let mut row = vec![(Value::Text(code), &self.style.centre), (Value::Text(label), &self.style.text)];
        row.extend(self.counts(&change));
        row.extend(difference(self.style, sheet.row, (2, 4), &change));
        row.extend(fates(&self.change.fates.get(n).copied().unwrap_or_default(), &self.style.count));
        sheet.values(&row)
    }

    /// How many say yes, then and now, and their share of the reviews.
    fn counts(&self, change: &Change) -> [Square<'p, 'p>; 4] {
        let (then, now) = self.change.reviews;
        let style = self.style;
        [
            (Value::Count(change.before.yes), &style.count),
            (Value::Share(share(change.before.yes, then)), &style.share),
            (Value::Count(change.now.yes), &style.count_strong),
            (Value::Share(share(change.now.yes, now)), &style.share),
        ]
    }

    fn unshared(&self, sheet: &mut Sheet<'p>, (code, label): (&str, &str)) -> Result<(), XlsxError> {
        let style = self.style;
        let mut row = vec![(Value::Text(code), &style.centre), (Value::Text(label), &style.text)];
        row.extend((2..7).map(|_| (Value::Empty, &style.count)));
        row.push((Value::Text("Không so sánh"), &style.centre));
        row.extend((8..12).map(|_| (Value::Empty, &style.count)));
        sheet.values(&row)
    }

    fn sum(&self, sheet: &mut Sheet<'p>, top: u32) -> Result<(), XlsxError> {
        let (style, at) = (self.style, sheet.row);
        let (all, became) = (self.change.all(), self.change.all_fates());
        let rows = (top, at.saturating_sub(1).max(top));
        let over = |column: u16, n: u32| (sheet_sum(column, rows, n), &style.sum);
        let Fates { fixed, repeated, new, unsure } = became;
        let more = f64::from(all.now.yes) - f64::from(all.before.yes);
        let mut row = vec![(Value::Empty, &style.sum), (Value::Text("Tổng số lượt"), &style.sum_text)];
        row.extend([over(2, all.before.yes), (Value::Empty, &style.sum)]);
        row.extend([over(4, all.now.yes), (Value::Empty, &style.sum)]);
        row.push((Value::Formula(format!("={}-{}", square(at, 4), square(at, 2)), more), &style.sum_signed));
        let seen = if all.is_certain() { &style.sum } else { &style.sum_doubt };
        row.push((Value::Text(super::trend(all.trend())), seen));
        row.extend((8..).zip([fixed, repeated, new, unsure]).map(|(column, n)| over(column, n)));
        sheet.values(&row)
    }
}
