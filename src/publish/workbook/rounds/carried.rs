//! The earlier round on today's tree: where every unit went, what each unit of today has of it, and that both
//! sums agree.

use super::super::sheet::{Sheet, Value, square};
use super::Page;
use crate::model::{UnitId, Whereabouts};
use crate::rounds::{Carried, CarriedUnit, Sums};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

const NAME: &str = "Kỳ trước, cây nay";
const WIDTHS: [f64; 7] = [5.0, 14.0, 46.0, 11.0, 11.0, 11.0, 50.0];
const COLUMNS: u16 = 7;

impl<'p> Page<'p, '_, '_> {
    /// The sheet, for the highest units; none where every unit is what it was.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn carried(&self) -> Result<Option<Worksheet>, XlsxError> {
        let (carried, tree) = (&self.comparison.carried, self.dossier.tree());
        if tree.parent(self.dossier.id).is_some() || !carried.is_changed(tree) {
            return Ok(None);
        }
        let mut sheet = self.sheet(NAME, "KẾT QUẢ KỲ TRƯỚC THEO TỔ CHỨC HIỆN NAY", &WIDTHS)?;
        self.reconciled(&mut sheet, carried)?;
        self.then_and_now(&mut sheet, carried)?;
        self.today(&mut sheet, carried)?;
        sheet.finish(1).map(Some)
    }

    /// That the sums of both trees agree.
    fn reconciled(&self, sheet: &mut Sheet<'p>, carried: &Carried) -> Result<(), XlsxError> {
        let style = self.style;
        sheet.row += 1;
        sheet.line("1. Đối chiếu", COLUMNS, &style.heading)?;
        sheet.titles(&["STT", "", "Số liệu", "Bản tự soi", "Lượt tự nhận", "Chưa rõ", "Kiểm tra"])?;
        let top = sheet.row;
        let rows = [
            ("Cộng các đơn vị cao nhất theo tổ chức kỳ trước", &carried.whole),
            ("Cộng các đơn vị cao nhất theo tổ chức hiện nay", &carried.allocated(self.dossier.tree())),
            (
                "Chưa phân bổ (đơn vị đã kết thúc, không có trong danh sách, hoặc chia tách ra ngoài)",
                &carried.unallocated,
            ),
        ];
        for (n, (what, sums)) in (1..).zip(rows) {
            let same = |column| {
                format!("{}={}+{}", square(top, column), square(top + 1, column), square(top + 2, column))
            };
            let check = (n == 1).then(|| Value::Check(format!("AND({},{},{})", same(3), same(4), same(5))));
            let mut row = vec![
                (Value::Count(n), &style.count),
                (Value::Empty, &style.text),
                (Value::Text(what), &style.text),
            ];
            row.extend(counts(sums, &style.count));
            row.push((check.unwrap_or(Value::Empty), if n == 1 { &style.check } else { &style.text }));
            sheet.values(&row)?;
        }
        Ok(())
    }

    /// Every unit of the earlier round, and where it is today.
    fn then_and_now(&self, sheet: &mut Sheet<'p>, carried: &Carried) -> Result<(), XlsxError> {
        let style = self.style;
        sheet.row += 1;
        sheet.line("2. Đơn vị kỳ trước và đơn vị hiện nay", COLUMNS, &style.heading)?;
        sheet.titles(&[
            "STT",
            "Mã kỳ trước",
            "Đơn vị kỳ trước",
            "Bản tự soi",
            "Lượt tự nhận",
            "Chưa rõ",
            "Hiện nay",
        ])?;
        let bodies = carried.bodies.iter().map(|unit| (unit, &style.sum_text));
        let cells = carried.cells.iter().map(|unit| (unit, &style.text));
        for (n, (unit, format)) in (1..).zip(bodies.chain(cells)) {
            let (place, sure) = self.place(unit);
            let mut row = vec![
                (Value::Count(n), &style.count),
                (Value::Text(&unit.code), &style.centre),
                (Value::Text(&unit.name), format),
            ];
            row.extend(counts(&unit.sums, &style.count));
            row.push((Value::Text(&place), if sure { &style.text } else { &style.doubt }));
            sheet.values(&row)?;
        }
        let total = "Số liệu của đơn vị cấp trên (in đậm) là tổng các đơn vị trực thuộc khi đó.";
        sheet.line(total, COLUMNS, &style.note)
    }

    /// Where a unit of the earlier round is, and whether that is one unit.
    fn place(&self, unit: &CarriedUnit) -> (String, bool) {
        let tree = self.dossier.tree();
        let name = |id: &UnitId| format!("{} ({})", tree.unit(*id).name, tree.unit(*id).code);
        match &unit.whereabouts {
            Whereabouts::In(now) => {
                let (same, renamed) = (tree.unit(*now).code == unit.code, tree.unit(*now).name != unit.name);
                let above = tree.parent(*now).filter(|_| unit.moved);
                let above = above.map(|above| format!("chuyển về {}", name(&above)));
                let what = match (same, renamed) {
                    (true, false) if above.is_some() => None,
                    (true, false) => Some("Như kỳ trước".to_owned()),
                    (true, true) => Some(format!("Đổi tên: {}", name(now))),
                    (false, _) => Some(name(now)),
                };
                (what.into_iter().chain(above).collect::<Vec<_>>().join("; "), true)
            }
            Whereabouts::Split(parts) => {
                let parts = parts.iter().map(name).collect::<Vec<_>>().join("; ");
                let stands = unit
                    .stands_at
                    .as_ref()
                    .map_or_else(|| "chưa phân bổ".into(), |at| format!("tính ở {}", name(at)));
                (format!("Chia tách thành {parts}; {stands}"), false)
            }
            Whereabouts::Dissolved => ("Đã kết thúc, không ghi sáp nhập vào đâu; chưa phân bổ".into(), false),
            Whereabouts::Unknown => ("Không có trong danh sách đơn vị; chưa phân bổ".into(), false),
        }
    }

    /// What each unit of today has of the earlier round.
    fn today(&self, sheet: &mut Sheet<'p>, carried: &Carried) -> Result<(), XlsxError> {
        let (style, tree) = (self.style, self.dossier.tree());
        sheet.row += 1;
        sheet.line("3. Kết quả kỳ trước của từng đơn vị hiện nay", COLUMNS, &style.heading)?;
        sheet.titles(&[
            "STT",
            "Mã",
            "Đơn vị hiện nay",
            "Bản tự soi",
            "Lượt tự nhận",
            "Chưa rõ",
            "Ghi chú",
        ])?;
        for (n, id) in (1..).zip(tree.ids()) {
            let unit = tree.unit(id);
            let (sums, own) = (&carried.units[id.0], carried.own[id.0].reviews);
            let stays = if tree.is_cell(id) || own == 0 {
                String::new()
            } else {
                format!("Trong đó {own} bản không chia được cho đơn vị trực thuộc")
            };
            let mut row = vec![
                (Value::Count(n), &style.count),
                (Value::Text(&unit.code), &style.centre),
                (Value::Text(&unit.name), if tree.is_cell(id) { &style.text } else { &style.sum_text }),
            ];
            row.extend(counts(sums, &style.count));
            row.push((Value::Text(&stays), &style.text));
            sheet.values(&row)?;
        }
        Ok(())
    }
}

/// Reviews, yes, and what was not certain.
fn counts<'t>(sums: &Sums, format: &'t Format) -> [(Value<'t>, &'t Format); 3] {
    let all = sums.all();
    [sums.reviews, all.yes, all.doubtful].map(|n| (Value::Count(n), format))
}
