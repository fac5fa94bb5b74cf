//! Invented units, members and forms for the tests of this room and the next.

use super::{Books, Decisions, settle};
use crate::extract::{Account, Extraction, Outcome};
use crate::finding::AnswerFinding;
use crate::intake::{Envelope, Fingerprint};
use crate::model::{
    Answer, BirthDate, Catalogue, Group, Hierarchy, Indicator, Kind, Member, Place, Reading, Review, Rule,
    Unit, UnitLine, UnitSource,
};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Code, name, unit above, other names, address.
const UNITS: [(&str, &str, &str, &str, &str); 14] = [
    ("H", "Huyện ủy Kim Giang", "", "", "vanphong@kimgiang.example"),
    ("D1", "Đảng bộ xã Lộc An", "H", "", ""),
    ("D2", "Đảng bộ phường Mai Hạ", "H", "", "vanthu@maiha.example"),
    ("C1", "Chi bộ thôn Hòa Bình", "D1", "", "hoabinh@locan.example"),
    ("C2", "Chi bộ thôn Hoa Bình", "D1", "", ""),
    ("C3", "Chi bộ Trạm Y tế", "D1", "", "tramyte@locan.example"),
    ("C4", "Chi bộ thôn Tân Tiến", "D1", "", ""),
    ("C5", "Chi bộ thôn Sơn Nam", "D1", "Chi bộ Nam Sơn cũ", ""),
    ("C6", "Chi bộ thôn Sơn Nam Thượng", "D1", "", ""),
    ("C7", "Chi bộ Trường Trung học cơ sở", "D1", "", ""),
    ("C8", "Chi bộ Trạm Y tế", "D2", "", ""),
    ("C9", "Chi bộ tổ dân phố Tân Tiến", "D2", "", ""),
    ("C10", "Chi bộ Công an", "D2", "", "congan@maiha.example"),
    ("C11", "Chi bộ thôn 5", "D1", "", ""),
];

/// Cell, name, day of birth.
const MEMBERS: [(&str, &str, i8); 6] = [
    ("C1", "Trần Thị Mận", 1),
    ("C1", "Lý Văn Đào", 2),
    ("C3", "Ngô Thị Lê", 3),
    ("C8", "Ngô Thị Lựu", 4),
    ("C5", "Đỗ Văn Mít", 5),
    ("C5", "Đỗ Văn Mít", 6),
];

pub(crate) fn born(day: i8) -> BirthDate {
    BirthDate::Day(date(1970, 1, day))
}

pub(crate) fn hierarchy() -> Hierarchy {
    let unit = |row: usize, (code, name, above, alias, email): (&str, &str, &str, &str, &str)| Unit {
        code: code.into(),
        name: name.into(),
        level: String::new(),
        parent: (!above.is_empty()).then(|| above.into()),
        members: None,
        aliases: alias.split(';').filter(|a| !a.is_empty()).map(Into::into).collect(),
        emails: email.split(';').filter(|a| !a.is_empty()).map(Into::into).collect(),
        roster: MEMBERS
            .iter()
            .filter(|m| m.0 == code)
            .map(|m| Member { name: m.1.into(), birth: Some(born(m.2)), position: None })
            .collect(),
        row: u32::try_from(row).unwrap_or(0) + 2,
    };
    Hierarchy::new(UNITS.into_iter().enumerate().map(|(i, u)| unit(i, u)).collect()).expect("a sound tree")
}

/// A catalogue of three indicators.
pub(crate) fn catalogue() -> Catalogue {
    let indicator = |number: u32| Indicator {
        code: format!("I.{number}"),
        group: 0,
        number,
        label: String::new(),
        wording: format!("Biểu hiện {number}"),
        also: vec![],
        source: String::new(),
    };
    Catalogue {
        name: "thử".into(),
        title: String::new(),
        source: String::new(),
        groups: vec![Group { code: "I".into(), title: String::new() }],
        indicators: (1..=3).map(indicator).collect(),
        words: Vec::new(),
        forms: Vec::new(),
    }
}

pub(crate) fn reading(answer: Answer) -> Reading {
    let doubt = match answer {
        Answer::Yes | Answer::No => None,
        Answer::Blank => Some(AnswerFinding::Blank.into()),
        Answer::Conflict => Some(AnswerFinding::TwoMarks.into()),
        Answer::Unclear => Some(AnswerFinding::Undecided.into()),
    };
    Reading {
        answer: Some(answer),
        level: None,
        count: None,
        note: String::new(),
        evidence: String::new(),
        place: Place::File,
        rule: Rule::MarkInColumn,
        doubt,
    }
}

/// A member's review of which every answer is no.
pub(crate) fn review(name: &str) -> Review {
    Review {
        kind: Kind::Member,
        place: Place::Table(1),
        name: (!name.is_empty()).then(|| name.into()),
        position: None,
        birth: None,
        unit_lines: Arc::default(),
        date: None,
        answers: (0..3).map(|_| Arc::new(reading(Answer::No))).collect(),
        commitments: vec![],
        rating: None,
        total: None,
        figures: None,
        flags: vec![],
    }
}

/// A tally of three counts.
pub(crate) fn tally(total: Option<u32>, counts: [u32; 3]) -> Review {
    let plain = reading(Answer::No);
    let count = |n| Arc::new(Reading { answer: None, count: Some(n), rule: Rule::Count, ..plain.clone() });
    Review { kind: Kind::Tally, total, answers: counts.into_iter().map(count).collect(), ..review("") }
}

impl Review {
    pub(crate) fn field(self, text: &str) -> Self {
        self.line(text, UnitSource::Field)
    }

    pub(crate) fn head(self, text: &str) -> Self {
        self.line(text, UnitSource::Letterhead)
    }

    fn line(mut self, text: &str, source: UnitSource) -> Self {
        let line = UnitLine { text: text.into(), goes_on: None, source, place: Place::Paragraph(1) };
        self.unit_lines = self.unit_lines.iter().cloned().chain([line]).collect();
        self
    }

    pub(crate) fn on(self, date: Date) -> Self {
        Self { date: Some(date), ..self }
    }

    pub(crate) fn born(self, day: i8) -> Self {
        Self { birth: Some(born(day)), ..self }
    }

    pub(crate) fn answer(mut self, n: usize, answer: Answer) -> Self {
        self.answers[n] = Arc::new(reading(answer));
        self
    }
}

/// A file that was read, with bytes of its own.
pub(crate) fn file(path: &str, reviews: Vec<Review>) -> Account {
    Account {
        path: path.into(),
        fingerprint: Fingerprint::of(path.as_bytes()),
        size: 1,
        envelope: None,
        outcome: Outcome::Read(Extraction { reviews, ..Extraction::default() }),
        findings: vec![],
    }
}

pub(crate) fn mail(address: &str, outer: Option<Envelope>) -> Envelope {
    Envelope { address: address.into(), outer: outer.map(Arc::new), ..Envelope::default() }
}

/// The books of these accounts, nothing decided.
pub(crate) fn books(accounts: Vec<Account>) -> Books {
    decided(accounts, &[])
}

/// The books of these accounts with decisions.
pub(crate) fn decided(accounts: Vec<Account>, decisions: &[(&str, &str)]) -> Books {
    let decisions: BTreeMap<String, String> =
        decisions.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    settled(accounts, &decisions.into())
}

/// The books of these accounts with decisions, those that the ledger keeps too.
pub(crate) fn settled(accounts: Vec<Account>, decisions: &Decisions) -> Books {
    settle(accounts, &hierarchy(), &catalogue(), decisions)
}

/// The disposition of the file at a path.
pub(crate) fn fate(books: &Books, path: &str) -> &'static str {
    books.files.iter().find(|f| f.path == path).map_or("?", |f| f.disposition.code())
}
