//! What has changed between two rounds, in one unit, one member and one promise.

use super::earlier::{Count, Said};
use crate::ledger::PastPromise;
use crate::model::{BirthDate, Status};
use jiff::civil::Date;
use serde::Serialize;
use std::ops::AddAssign;

/// How many have a manifestation in two rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Change {
    /// In the earlier round.
    pub before: Count,
    /// In this one.
    pub now: Count,
}

/// Whether a manifestation is met more or less often than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Trend {
    /// In more members (*tăng*).
    More,
    /// In fewer (*giảm*).
    Fewer,
    /// In as many (*không đổi*).
    Same,
}

impl Change {
    /// By the answers that are counted as yes.
    pub fn trend(&self) -> Trend {
        match self.now.yes.cmp(&self.before.yes) {
            std::cmp::Ordering::Greater => Trend::More,
            std::cmp::Ordering::Less => Trend::Fewer,
            std::cmp::Ordering::Equal => Trend::Same,
        }
    }

    /// Whether it stays so, whatever the answers turn out to be that are not certain.
    pub fn is_certain(&self) -> bool {
        let most = |c: Count| c.yes + c.doubtful;
        match self.trend() {
            Trend::More => self.now.yes > most(self.before),
            Trend::Fewer => most(self.now) < self.before.yes,
            Trend::Same => self.now.doubtful + self.before.doubtful == 0,
        }
    }
}

impl AddAssign for Change {
    fn add_assign(&mut self, other: Self) {
        for (sum, more) in [(&mut self.before, other.before), (&mut self.now, other.now)] {
            sum.yes += more.yes;
            sum.doubtful += more.doubtful;
        }
    }
}

/// What became of a manifestation in members who are known in both rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Fates {
    /// There then, not now (*đã khắc phục*).
    pub fixed: u32,
    /// There then and now (*tái diễn*).
    pub repeated: u32,
    /// Not there then, there now (*phát sinh*).
    pub new: u32,
    /// One of the two answers is not certain (*chưa xác định*).
    pub unsure: u32,
}

impl AddAssign for Fates {
    fn add_assign(&mut self, other: Self) {
        self.fixed += other.fixed;
        self.repeated += other.repeated;
        self.new += other.new;
        self.unsure += other.unsure;
    }
}

/// What became of a manifestation in one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Fate {
    /// There then, not now.
    Fixed,
    /// There then and now.
    Repeated,
    /// Not there then, there now.
    New,
    /// One of the two answers is not certain.
    Unsure,
}

impl Fate {
    /// From what was said then and now; `None` where it was absent both times.
    pub fn of(then: Said, now: Said) -> Option<Self> {
        match (then, now) {
            (Said::Yes, Said::No) => Some(Self::Fixed),
            (Said::Yes, Said::Yes) => Some(Self::Repeated),
            (Said::No, Said::Yes) => Some(Self::New),
            (Said::No, Said::No) => None,
            (Said::Unsure, _) | (_, Said::Unsure) => Some(Self::Unsure),
        }
    }

    /// Adds it to sums.
    pub(super) fn count(self, fates: &mut Fates) {
        *match self {
            Self::Fixed => &mut fates.fixed,
            Self::Repeated => &mut fates.repeated,
            Self::New => &mut fates.new,
            Self::Unsure => &mut fates.unsure,
        } += 1;
    }
}

/// How many members are known in which rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct People {
    /// In both.
    pub both: u32,
    /// In this one only (*chưa có ở kỳ trước*).
    pub only_now: u32,
    /// In the earlier one only (*không có ở kỳ này*).
    pub only_before: u32,
    /// In this one, and it is not certain whether in the earlier one.
    pub unsure_now: u32,
    /// In the earlier one, and it is not certain whether in this one.
    pub unsure_before: u32,
}

impl AddAssign for People {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.only_now += other.only_now;
        self.only_before += other.only_before;
        self.unsure_now += other.unsure_now;
        self.unsure_before += other.unsure_before;
    }
}

/// How far a promise of the earlier round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Progress {
    /// It is kept (*đã khắc phục*).
    Done,
    /// Its day has not come, or it is said to be under way (*đang thực hiện*).
    UnderWay,
    /// Its day has passed and nobody says that it is kept (*quá hạn*).
    Overdue,
    /// Nothing tells (*chưa xác định*).
    Unclear,
}

impl Progress {
    /// All of them, in the order shown.
    pub const ALL: [Self; 4] = [Self::Done, Self::UnderWay, Self::Overdue, Self::Unclear];

    /// From its deadline and what was last said of it.
    pub fn of(due: Option<Date>, today: Option<Date>, said: Option<Status>) -> Self {
        match (said, due.zip(today)) {
            (Some(Status::Done), _) => Self::Done,
            (_, Some((due, today))) if due < today => Self::Overdue,
            (_, Some(_)) | (Some(_), None) => Self::UnderWay,
            (None, None) => Self::Unclear,
        }
    }
}

/// Promises of the earlier round by how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Promises {
    /// All.
    pub total: u32,
    /// Kept.
    pub done: u32,
    /// Under way.
    pub under_way: u32,
    /// Overdue.
    pub overdue: u32,
    /// Nothing tells.
    pub unclear: u32,
}

impl Promises {
    /// Adds one.
    pub(super) fn count(&mut self, progress: Progress) {
        self.total += 1;
        *match progress {
            Progress::Done => &mut self.done,
            Progress::UnderWay => &mut self.under_way,
            Progress::Overdue => &mut self.overdue,
            Progress::Unclear => &mut self.unclear,
        } += 1;
    }
}

impl AddAssign for Promises {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.done += other.done;
        self.under_way += other.under_way;
        self.overdue += other.overdue;
        self.unclear += other.unclear;
    }
}

/// What the earlier round knows of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Standing {
    /// In both rounds, for certain.
    Both,
    /// In this round only.
    OnlyNow,
    /// In the earlier round only.
    OnlyBefore,
    /// A person must say whether two are one.
    Asked,
    /// The other round has no review that could tell: its cell sent counts only, or the review waits there.
    Untold,
}

/// One member in two rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberChange {
    /// The name; of this round, where there is one.
    pub name: String,
    /// The date or year of birth.
    pub birth: Option<BirthDate>,
    /// Whether the row is of a member of the earlier round of whom there is no review in this one.
    pub past: bool,
    /// In which rounds.
    pub standing: Standing,
    /// The cell of the earlier round, where it was another.
    pub from: Option<String>,
    /// What became of each indicator, by position in this round's catalogue.
    pub fates: Vec<(usize, Fate)>,
}

/// A promise of the earlier round and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseChange {
    /// Who promised it; `None` for the committee.
    pub who: Option<String>,
    /// What.
    pub promise: PastPromise,
    /// How far it has come.
    pub progress: Progress,
    /// What was last said of it in this round, and in which file.
    pub told: Option<Told>,
}

/// What was last said of a promise in this round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// How far it has come.
    pub status: Status,
    /// The date of the form that says so.
    pub date: Option<Date>,
    /// The path of its file.
    pub path: String,
}
