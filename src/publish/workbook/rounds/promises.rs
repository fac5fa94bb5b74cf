//! `Cam kết kỳ trước`: how far the promises of the earlier round have come. Names and words stay in the cell's own
//! workbook.

use super::super::ratings::sheet_sum;
use super::super::sheet::{Sheet, Value, share, square};
use super::Page;
use crate::model::Status;
use crate::publish::words;
use crate::rounds::{Progress, PromiseChange, Promises};
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Cam kết kỳ trước";

impl<'p> Page<'p, '_, '_> {
    /// Every promise of a cell's members and of its committee.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn listed(&self) -> Result<Worksheet, XlsxError> {
        let widths = [5.0, 20.0, 7.0, 28.0, 28.0, 12.0, 13.0, 14.0, 16.0, 22.0, 6.0];
        let mut sheet = self.sheet(NAME, "KẾT QUẢ THỰC HIỆN CAM KẾT CỦA KỲ TRƯỚC", &widths)?;
        sheet.line(&self.sentence(), 11, &self.style.note)?;
        let first = sheet.row;
        sheet.titles(&[
            "STT",
            "Họ và tên",
            "Biểu hiện",
            "Hạn chế, khuyết điểm",
            "Giải pháp khắc phục",
            "Hạn chót",
            "Thời hạn đã ghi",
            "Đến nay",
            "Kết quả đã báo",
            "Theo tệp",
            "Mở",
        ])?;
        sheet.freeze(first, 2)?;
        for (n, kept) in (1..).zip(&self.change.kept) {
            self.promise(&mut sheet, n, kept)?;
        }
        if self.change.kept.is_empty() {
            sheet.line("Kỳ trước không có cam kết nào.", 11, &self.style.note)?;
        } else {
            sheet.filter(first)?;
        }
        sheet.finish(1)
    }

    fn promise(&self, sheet: &mut Sheet<'p>, n: u32, kept: &PromiseChange) -> Result<(), XlsxError> {
        let (style, promise) = (self.style, &kept.promise);
        let told = kept.told.as_ref();
        let said = words::status(told.map(|t| t.status).or(promise.status));
        let date = told.and_then(|t| t.date).map(|d| format!(" ({})", words::day(d))).unwrap_or_default();
        let said = if told.is_none() && promise.status.is_some() {
            format!("{said} (ghi ở kỳ trước)")
        } else {
            format!("{said}{date}")
        };
        let path = told.map_or("", |t| t.path.as_str());
        let name = path.rsplit('/').next().unwrap_or_default();
        let late = kept.progress == Progress::Overdue || kept.progress == Progress::Unclear;
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(kept.who.as_deref().unwrap_or("Tập thể")), &style.text),
            (Value::Text(promise.indicator.as_deref().unwrap_or_default()), &style.centre),
            (Value::Text(&promise.shortcoming), &style.text),
            (Value::Text(&promise.action), &style.text),
            (promise.due.map_or(Value::Empty, Value::Day), &style.day),
            (Value::Text(&promise.due_text), &style.text),
            (Value::Text(progress(kept.progress)), if late { &style.doubt } else { &style.centre }),
            (Value::Text(&said), &style.text),
            (Value::Text(name), &style.text),
            (self.dossier.link_to(path, if path.is_empty() { "" } else { "Mở" }), &style.text),
        ])
    }

    /// How far the promises of every unit directly below have come.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn counted(&self) -> Result<Worksheet, XlsxError> {
        let widths = [5.0, 42.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0];
        let mut sheet = self.sheet(NAME, "KẾT QUẢ THỰC HIỆN CAM KẾT CỦA KỲ TRƯỚC", &widths)?;
        sheet.line(&self.sentence(), 8, &self.style.note)?;
        let first = sheet.row;
        let mut titles = vec!["STT", "Đơn vị", "Tổng số cam kết"];
        titles.extend(Progress::ALL.map(progress));
        titles.push("Tỷ lệ đã khắc phục");
        sheet.titles(&titles)?;
        let numbers = ["A", "B", "1=2+3+4+5", "2", "3", "4", "5", "6=2:1"];
        sheet.values(&numbers.map(|n| (Value::Text(n), &self.style.numbers)))?;
        sheet.freeze(first, 2)?;
        let (style, top) = (self.style, sheet.row);
        for (n, (id, name)) in (1..).zip(&self.dossier.below()) {
            let p = self.comparison.of(*id).promises;
            let parts = format!("=SUM({}:{})", square(sheet.row, 3), square(sheet.row, 6));
            let mut row = vec![
                (Value::Count(n), &style.count),
                (Value::Text(name), &style.text),
                (Value::Formula(parts, p.total.into()), &style.count_strong),
            ];
            row.extend(counts(&p).map(|n| (Value::Count(n), &style.count)));
            row.push((done(sheet.row, &p), &style.share));
            sheet.values(&row)?;
        }
        let (p, rows) = (self.change.promises, (top, sheet.row.saturating_sub(1).max(top)));
        let mut row = vec![(Value::Empty, &style.sum), (Value::Text("Tổng cộng"), &style.sum_text)];
        let sums = std::iter::once(p.total).chain(counts(&p));
        row.extend((2..).zip(sums).map(|(column, n)| (sheet_sum(column, rows, n), &style.sum)));
        row.push((done(sheet.row, &p), &style.sum_share));
        sheet.filter(first + 1)?;
        sheet.values(&row)?;
        sheet.bars(7, top, sheet.row - 1)?;
        sheet.finish(1)
    }

    /// What counts as overdue.
    fn sentence(&self) -> String {
        let until = self.dossier.campaign().date.map_or_else(
            || "Đợt này chưa ghi ngày nên chưa xác định được cam kết quá hạn.".to_owned(),
            |d| format!("Quá hạn: đã qua hạn chót tính đến {} mà chưa có kết quả là đã khắc phục. Chưa xác định: không ghi thời hạn, hoặc còn câu hỏi trong Cần xem lại.xlsx.", words::day(d)),
        );
        format!("Cam kết của đảng viên và của tập thể chi ủy ở kỳ trước. {until}")
    }
}

fn counts(p: &Promises) -> [u32; 4] {
    [p.done, p.under_way, p.overdue, p.unclear]
}

/// How far a promise has come, in words.
fn progress(progress: Progress) -> &'static str {
    match progress {
        Progress::Done => words::status(Some(Status::Done)),
        Progress::UnderWay => "Đang thực hiện",
        Progress::Overdue => "Quá hạn",
        Progress::Unclear => "Chưa xác định",
    }
}

/// The share of promises that are kept.
fn done(row: u32, p: &Promises) -> Value<'static> {
    let (all, kept) = (square(row, 2), square(row, 3));
    Value::Formula(format!("=IF({all}=0,0,{kept}/{all})"), share(p.done, p.total))
}
