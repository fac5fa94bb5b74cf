//! The rows of `Tổng hợp`: counts as numbers, all that follows from them as formulas.

use super::columns::{Columns, SHARES, SUMS, YES};
use crate::enclosure::{ALL, MEMBERS, REVIEWS, group_row};
use crate::model::{AnswerTotals, UnitTotals};
use crate::publish::dossier::Dossier;
use crate::publish::workbook::doubtful;
use crate::publish::workbook::sheet::{Sheet, Square, Value, share, square};
use crate::publish::workbook::style::Style;
use rust_xlsxwriter::XlsxError;

/// Writes the rows of one sheet.
pub(super) struct Body<'b, 'r, 'a> {
    pub(super) dossier: &'b Dossier<'r, 'a>,
    pub(super) columns: &'b Columns,
    pub(super) style: &'b Style,
}

/// Rows that a row of sums adds up, and what they come to.
struct Rows {
    /// The first and last row, or the rows of sums themselves.
    over: Vec<(u32, u32)>,
    sum: AnswerTotals,
    below: Vec<u32>,
}

impl<'b> Body<'b, '_, '_> {
    /// Writes all rows below the titles; the rows of indicators are those between the two given back.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn write(&self, sheet: &mut Sheet<'b>) -> Result<(u32, u32), XlsxError> {
        let catalogue = &self.dossier.campaign().catalogue;
        self.base(sheet, (MEMBERS, "Số đảng viên"), |t| t.members)?;
        let reviews = format!("${}${}", super::letters(SUMS), sheet.row + 1);
        self.base(sheet, (REVIEWS, "Số bản tự soi đã tính"), |t| t.reviews)?;
        let first = sheet.row;
        let mut all = self.rows();
        for (position, group) in catalogue.groups.iter().enumerate() {
            let members = catalogue.indicators.iter().enumerate().filter(|(_, i)| i.group == position);
            let members: Vec<_> = members.collect();
            if members.is_empty() {
                continue;
            }
            let title = format!("Nhóm {}: {}", group.code, group.title);
            sheet.line(&title, self.columns.count(), &self.style.group)?;
            let mut rows = self.rows();
            let start = sheet.row;
            for (n, indicator) in members {
                self.indicator(sheet, (n, &indicator.code, &indicator.label), &reviews, &mut rows)?;
            }
            rows.over.push((start, sheet.row - 1));
            all.over.push((sheet.row, sheet.row));
            all.sum += rows.sum;
            all.below.iter_mut().zip(&rows.below).for_each(|(sum, n)| *sum += n);
            self.sum(sheet, (&group_row(&group.code), &format!("Cộng nhóm {}", group.code)), &rows)?;
        }
        self.sum(sheet, (ALL, "Tổng số lượt trả lời"), &all)?;
        Ok((first, sheet.row - 1))
    }

    fn rows(&self) -> Rows {
        let below = vec![0; self.columns.units.len()];
        Rows { over: Vec::new(), sum: AnswerTotals::default(), below }
    }

    /// What all shares are taken of: one number for the unit and for each below.
    fn base(
        &self,
        sheet: &mut Sheet<'b>,
        (code, label): (&str, &str),
        of: impl Fn(&UnitTotals) -> u32,
    ) -> Result<(), XlsxError> {
        let style = self.style;
        let mut row = vec![
            (Value::Text(code), &style.centre),
            (Value::Text(label), &style.text),
            (Value::Count(of(self.dossier.totals())), &style.count_strong),
        ];
        row.extend((YES..=self.columns.check()).map(|_| (Value::Empty, &style.count)));
        let below = self.columns.units.iter().map(|(id, _)| of(self.dossier.totals_of(*id)));
        row.extend(below.map(|n| (Value::Count(n), &style.count)));
        sheet.values(&row)
    }

    fn indicator(
        &self,
        sheet: &mut Sheet<'b>,
        (n, code, label): (usize, &str, &str),
        reviews: &str,
        rows: &mut Rows,
    ) -> Result<(), XlsxError> {
        let style = self.style;
        let none = AnswerTotals::default();
        let answers = self.dossier.totals().answers.get(n).unwrap_or(&none);
        rows.sum += *answers;
        let at = sheet.row;
        let parts = format!("=SUM({}:{})", square(at, YES), square(at, YES + 4));
        let mut row: Vec<Square<'_, '_>> = vec![
            (Value::Text(code), &style.centre),
            (Value::Text(label), &style.text),
            (Value::Formula(parts, answers.sum().into()), &style.count),
            (Value::Count(answers.yes), if answers.yes > 0 { &style.count_strong } else { &style.count }),
            (Value::Count(answers.no), &style.count),
        ];
        let doubts = [answers.blank, answers.conflict, answers.unclear];
        row.extend(doubts.map(|n| (Value::Count(n), doubtful(n, style))));
        row.push((share_of(at, answers), &style.share));
        if self.columns.levels {
            row.extend(answers.levels.map(|n| (Value::Count(n), &style.count)));
        }
        row.push((Value::Check(self.columns.law(at, Some(reviews))), &style.check));
        for (below, (id, _)) in rows.below.iter_mut().zip(&self.columns.units) {
            let yes = self.dossier.totals_of(*id).answers.get(n).map_or(0, |a| a.yes);
            *below += yes;
            row.push((Value::Count(yes), if yes > 0 { &style.count_strong } else { &style.count }));
        }
        sheet.values(&row)
    }

    /// A row of sums.
    fn sum(&self, sheet: &mut Sheet<'b>, (code, label): (&str, &str), rows: &Rows) -> Result<(), XlsxError> {
        let style = self.style;
        let at = sheet.row;
        let over = |column: u16| {
            let range = |(first, last): &(u32, u32)| {
                if first == last {
                    square(*first, column)
                } else {
                    format!("{}:{}", square(*first, column), square(*last, column))
                }
            };
            format!("=SUM({})", rows.over.iter().map(range).collect::<Vec<_>>().join(","))
        };
        let mut row: Vec<Square<'_, '_>> =
            vec![(Value::Text(code), &style.sum), (Value::Text(label), &style.sum_text)];
        let counts = std::iter::once(rows.sum.sum()).chain(rows.sum.by_answer());
        row.extend((SUMS..).zip(counts).map(|(c, n)| (Value::Formula(over(c), n.into()), &style.sum)));
        row.push((share_of(at, &rows.sum), &style.sum_share));
        if self.columns.levels {
            let levels = (SHARES + 1..).zip(rows.sum.levels);
            row.extend(levels.map(|(c, n)| (Value::Formula(over(c), n.into()), &style.sum)));
        }
        row.push((Value::Check(self.columns.law(at, None)), &style.sum));
        let below = (self.columns.check() + 1..).zip(&rows.below);
        row.extend(below.map(|(c, n)| (Value::Formula(over(c), (*n).into()), &style.sum)));
        sheet.values(&row)
    }
}

fn share_of(row: u32, answers: &AnswerTotals) -> Value<'static> {
    let (yes, all) = (square(row, YES), square(row, SUMS));
    Value::Formula(format!("=IF({all}=0,0,{yes}/{all})"), share(answers.yes, answers.sum()))
}
