//! The invented units and what an invented member answers.

use tusoi::model::{Catalogue, Unit};

/// The head of one member's form.
#[derive(Clone, Copy)]
pub(crate) struct Paper<'a> {
    pub(crate) base: &'a str,
    pub(crate) cell: &'a str,
    pub(crate) name: &'a str,
    pub(crate) birth: &'a str,
    pub(crate) position: &'a str,
    pub(crate) date: &'a str,
}

/// What a member marks beside one indicator.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mark {
    Yes,
    No,
    Blank,
    Both,
}

impl Mark {
    pub(crate) fn is_yes(self) -> bool {
        matches!(self, Self::Yes | Self::Both)
    }

    pub(crate) fn is_no(self) -> bool {
        matches!(self, Self::No | Self::Both)
    }
}

/// A mark for every indicator: no, but for those said to be present and the odd ones.
pub(crate) fn marks(catalogue: &Catalogue, yes: &[&str], odd: &[(&str, Mark)]) -> Vec<Mark> {
    let mark = |code: &str| {
        let usual = if yes.contains(&code) { Mark::Yes } else { Mark::No };
        odd.iter().find(|(c, _)| *c == code).map_or(usual, |(_, mark)| *mark)
    };
    catalogue.indicators.iter().map(|i| mark(&i.code)).collect()
}

/// Code, name, level, code of the unit above, members, address.
type Row = (&'static str, &'static str, &'static str, &'static str, Option<u32>, &'static str);

/// Three levels; one cell sends nothing.
pub(crate) fn units() -> Vec<Unit> {
    let rows: [Row; 8] = [
        ("HU", "Huyện ủy Mẫu", "Huyện ủy", "", None, ""),
        ("DB-01", "Đảng bộ xã Ví Dụ Đông", "Đảng bộ xã", "HU", None, ""),
        ("CB-0101", "Chi bộ thôn Thử Một", "Chi bộ", "DB-01", Some(6), ""),
        ("CB-0102", "Chi bộ Trường Tiểu học Thử Nghiệm", "Chi bộ", "DB-01", Some(5), ""),
        ("DB-02", "Đảng bộ xã Ví Dụ Tây", "Đảng bộ xã", "HU", None, ""),
        ("CB-0201", "Chi bộ thôn Thử Hai", "Chi bộ", "DB-02", Some(8), ""),
        ("CB-0202", "Chi bộ Trạm Y tế Thử", "Chi bộ", "DB-02", Some(4), "tramyte.thu@example.vn"),
        ("CB-0203", "Chi bộ thôn Chưa Gửi", "Chi bộ", "DB-02", Some(3), ""),
    ];
    let unit = |(row, (code, name, level, parent, members, email)): (u32, Row)| Unit {
        code: code.into(),
        name: name.into(),
        level: level.into(),
        parent: (!parent.is_empty()).then(|| parent.into()),
        members,
        aliases: vec![],
        emails: if email.is_empty() { vec![] } else { vec![email.into()] },
        roster: vec![],
        row,
    };
    (2..).zip(rows).map(unit).collect()
}
