//! One filled self-review, or one tally, as it was read.

use super::{Commitment, Place, Reading, UnitTotals};
use crate::finding::Finding;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a review is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// One member (*cá nhân*).
    Member,
    /// A committee of itself (*tập thể chi ủy*).
    Collective,
    /// Counts compiled by a unit (*biểu tổng hợp*).
    Tally,
}

impl Kind {
    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Collective => "collective",
            Self::Tally => "tally",
        }
    }
}

/// Year-end quality rating (*xếp loại chất lượng*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rating {
    /// Hoàn thành xuất sắc nhiệm vụ.
    Excellent,
    /// Hoàn thành tốt nhiệm vụ.
    Good,
    /// Hoàn thành nhiệm vụ.
    Satisfactory,
    /// Không hoàn thành nhiệm vụ.
    Unsatisfactory,
}

impl Rating {
    /// All ratings, best first.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Satisfactory, Self::Unsatisfactory];

    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Satisfactory => "satisfactory",
            Self::Unsatisfactory => "unsatisfactory",
        }
    }
}

/// A date of birth as forms give it: a full date or only the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BirthDate {
    /// Only the year.
    Year(i16),
    /// The full date.
    Day(Date),
}

impl BirthDate {
    /// Whether both may be the birth date of one person.
    pub fn agrees_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(a), Self::Day(b)) => a == b,
            _ => self.year() == other.year(),
        }
    }

    /// The year of birth.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) => year,
            Self::Day(date) => date.year(),
        }
    }
}

/// A line of the form that may name a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UnitLine {
    /// The line as written.
    pub text: String,
    /// The line below it, where a name may be broken over both.
    pub goes_on: Option<String>,
    /// What kind of line it is.
    pub source: UnitSource,
    /// Where it stands.
    pub place: Place,
}

/// From which part of a form a unit's name was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnitSource {
    /// A field such as `Sinh hoạt tại:` or `Đơn vị:`.
    Field,
    /// The letterhead: the body's own line or that of the body above it.
    Letterhead,
    /// The unit's code beside its name: it tells which of several of one name is meant, and names none by itself.
    Code,
}

/// One filled self-review, or one tally, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What it is about.
    pub kind: Kind,
    /// Where in the file it stands.
    pub place: Place,
    /// The member's name as written, in NFC, without fill-in dots; `None` where the form gives none.
    pub name: Option<String>,
    /// The member's position (*chức vụ*), as written.
    pub position: Option<String>,
    /// The member's date of birth.
    pub birth: Option<BirthDate>,
    /// Every line that may name the unit, in reading order.
    pub unit_lines: Arc<[UnitLine]>,
    /// The date of the form.
    pub date: Option<Date>,
    /// One per indicator of the catalogue, in its order. What many reviews say alike is held once.
    pub answers: Vec<Arc<Reading>>,
    /// Promised corrections, in reading order.
    pub commitments: Vec<Commitment>,
    /// Year-end rating, where the form has one.
    pub rating: Option<Rating>,
    /// In a tally, the number of members it is about, where it states one.
    pub total: Option<u32>,
    /// In a tally of a consolidated workbook, all that it says of the unit.
    pub figures: Option<Box<Figures>>,
    /// What a person should know about the review as a whole (doubts about answers stand with the answers).
    pub flags: Vec<Flag>,
}

impl Review {
    /// Whether every answer may be counted without a person looking.
    pub fn is_certain(&self) -> bool {
        self.answers.iter().all(|reading| reading.is_certain())
            && self.flags.iter().all(|f| !f.finding.asks())
    }
}

/// What a consolidated workbook (*bảng tổng hợp*) says of one unit in it: counts and no words of members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The unit's code and name.
    pub unit: (String, String),
    /// Codes and names of the units above it in the workbook, the nearest first.
    pub above: Vec<(String, String)>,
    /// Its sums.
    pub totals: UnitTotals,
}

/// Something that a person should know about a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What it is.
    pub finding: Finding,
    /// Position in the catalogue of the indicator it is about.
    pub indicator: Option<usize>,
}
