//! The columns of `Tổng hợp`.

use crate::enclosure::{ANSWERS, LEVELS, SHARE, SUM};
use crate::model::UnitId;
use crate::publish::dossier::Dossier;
use crate::publish::workbook::paper::{ON_ITS_SIDE, points};
use crate::publish::workbook::sheet::square;

/// Widths of the columns before those of levels: code, label, sum, five answers, share.
const WIDTHS: [f64; 9] = [9.0, 38.0, 8.0, 6.0, 6.5, 6.5, 6.5, 6.5, 7.0];

/// Width of the label on a sheet that is printed upright.
const UPRIGHT_LABEL: f64 = 30.0;

/// What an A4 sheet on its side holds at about two thirds of the size, in points.
const PAGE: f64 = ON_ITS_SIDE / 0.68;

/// The column of the sum of all answers.
pub(super) const SUMS: u16 = 2;

/// The column of yes.
pub(super) const YES: u16 = 3;

/// The column of the share of yes.
pub(super) const SHARES: u16 = 8;

/// Which columns a unit's sheet has.
pub(super) struct Columns {
    /// Whether any form asks for levels.
    pub(super) levels: bool,
    /// The units directly below with their headings.
    pub(super) units: Vec<(UnitId, String)>,
    unit_width: f64,
}

impl Columns {
    pub(super) fn of(dossier: &Dossier<'_, '_>) -> Self {
        let levels = dossier.totals().answers.iter().any(|a| a.levels.iter().any(|&n| n > 0));
        let units = dossier.below();
        let unit_width = if units.len() > 4 { 4.8 } else { 12.0 };
        Self { levels, units, unit_width }
    }

    /// The column of checks, behind those of levels.
    pub(super) fn check(&self) -> u16 {
        SHARES + if self.levels { 4 } else { 1 }
    }

    /// The first column of units, and the last one; none where there are no units.
    pub(super) fn unit_range(&self) -> Option<(u16, u16)> {
        let count = u16::try_from(self.units.len()).ok().filter(|&n| n > 0)?;
        Some((self.check() + 1, self.check() + count))
    }

    pub(super) fn widths(&self) -> Vec<f64> {
        let mut widths = WIDTHS.to_vec();
        if self.units.is_empty() {
            widths[1] = UPRIGHT_LABEL;
        }
        widths.extend(std::iter::repeat_n(7.0, if self.levels { 3 } else { 0 }));
        widths.push(6.5);
        widths.extend(std::iter::repeat_n(self.unit_width, self.units.len()));
        widths
    }

    /// How many columns there are.
    pub(super) fn count(&self) -> u16 {
        u16::try_from(self.widths().len()).unwrap_or(u16::MAX)
    }

    /// How many of them surely stand on the first page.
    pub(super) fn on_first_page(&self) -> u16 {
        if self.pages() > 1 { self.check() + 1 } else { self.count() }
    }

    /// Whether the names of units are written upwards.
    pub(super) fn are_upright(&self) -> bool {
        self.unit_width < 10.0
    }

    /// How many pages wide the sheet is printed, with code and label on each.
    pub(super) fn pages(&self) -> u16 {
        let widths = self.widths();
        let (repeated, rest) = widths.split_at(2);
        let (repeated, rest) = (points(repeated), points(rest));
        (1..1000).find(|&n: &u16| f64::from(n) * (PAGE - repeated) >= rest).unwrap_or(1000)
    }

    /// Titles of the columns before those of units.
    pub(super) fn titles(&self) -> Vec<&str> {
        let mut titles = vec!["Mã", "Biểu hiện", SUM];
        titles.extend(ANSWERS);
        titles.push(SHARE);
        if self.levels {
            titles.extend(LEVELS);
        }
        titles.push("Kiểm tra");
        titles
    }

    /// The numbers under the titles, with the law that binds them.
    pub(super) fn numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> =
            ["A", "B", "1=2+…+6", "2", "3", "4", "5", "6", "7=2:1"].map(Into::into).into();
        numbers.extend((8..).map(|n: usize| n.to_string()).take(usize::from(self.count()) - numbers.len()));
        numbers
    }

    /// The law that a row's counts obey: all answers are the papers counted (in the square `reviews`), and
    /// yes is the sum of the units below.
    pub(super) fn law(&self, row: u32, reviews: Option<&str>) -> String {
        let sum = square(row, SUMS);
        let whole = match reviews {
            Some(reviews) => format!("{sum}={reviews}"),
            None => format!("{sum}=SUM({}:{})", square(row, YES), square(row, YES + 4)),
        };
        match self.unit_range() {
            Some((first, last)) => {
                format!("AND({whole},{}=SUM({}:{}))", square(row, YES), square(row, first), square(row, last))
            }
            None => whole,
        }
    }
}
