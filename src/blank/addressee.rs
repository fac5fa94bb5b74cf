//! Who is to fill in a form.

use crate::model::{BirthDate, Hierarchy, Member, UnitId};

/// Who is to fill in a form, as far as the office knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Addressee<'u> {
    /// The party organisation above the cell.
    pub above: Option<&'u str>,
    /// The cell.
    pub cell: Option<&'u str>,
    /// The member.
    pub member: Option<&'u Member>,
    /// Whether it is the committee (*chi ủy*) that reviews itself.
    pub committee: bool,
}

impl<'u> Addressee<'u> {
    /// A cell, whoever of it will fill in the form.
    pub fn cell(tree: &'u Hierarchy, id: UnitId) -> Self {
        let above = tree.parent(id).map(|above| tree.unit(above).name.as_str());
        Self { above, cell: Some(&tree.unit(id).name), ..Self::default() }
    }

    /// The title of the form.
    pub(super) fn title(&self) -> &'static str {
        if self.committee {
            "BẢN TỰ SOI, TỰ SỬA CỦA TẬP THỂ CHI ỦY"
        } else {
            "BẢN TỰ SOI, TỰ SỬA"
        }
    }

    /// The fields of its head with what is known; a committee has no birth date.
    pub(super) fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let cell = self.cell.map(str::to_owned);
        if self.committee {
            return vec![("Đơn vị", cell)];
        }
        let member = self.member;
        vec![
            ("Họ và tên", member.map(|m| m.name.clone())),
            ("Ngày sinh", member.and_then(|m| m.birth).map(birth)),
            ("Chức vụ", member.and_then(|m| m.position.clone())),
            ("Sinh hoạt tại", cell),
        ]
    }

    /// Who signs it.
    pub(super) fn signer(&self) -> &'static str {
        if self.committee { "T/M CHI ỦY" } else { "NGƯỜI TỰ SOI" }
    }
}

/// `05/02/1980`, or the year alone.
pub(super) fn birth(date: BirthDate) -> String {
    match date {
        BirthDate::Year(year) => year.to_string(),
        BirthDate::Day(day) => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
    }
}
