//! The papers of a unit: which ones it has, and where their templates are.

use super::design::Design;
use crate::publish::dossier::Dossier;
use crate::rollup::UnitTotals;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publish) enum Paper {
    /// A cell's report after its meeting (*báo cáo kết quả sinh hoạt*).
    Report,
    /// The report of a unit above cells (*báo cáo tổng hợp*).
    Summary,
    /// What a cell's committee puts before the meeting (*báo cáo đề dẫn*).
    Opening,
    /// A cell's compiled corrections, with names (*kế hoạch khắc phục*).
    Plan,
    /// The letter of the unit above to one that has not sent all (*công văn đôn đốc*).
    Reminder,
}

impl Paper {
    /// All kinds.
    pub(in crate::publish) const ALL: [Self; 5] =
        [Self::Report, Self::Summary, Self::Opening, Self::Plan, Self::Reminder];

    /// The name of its template in the office's folder of templates.
    pub(in crate::publish) fn template(self) -> &'static str {
        match self {
            Self::Report => "bao-cao-chi-bo.docx",
            Self::Summary => "bao-cao-tong-hop.docx",
            Self::Opening => "de-dan.docx",
            Self::Plan => "ke-hoach.docx",
            Self::Reminder => "cong-van.docx",
        }
    }

    /// Whether only cells have it.
    pub(super) fn is_of_cell(self) -> bool {
        matches!(self, Self::Report | Self::Opening | Self::Plan)
    }

    /// How the name of its file begins.
    pub(in crate::publish) fn prefix(self) -> &'static str {
        match self {
            Self::Report | Self::Summary => "Báo cáo - ",
            Self::Opening => "Đề dẫn - ",
            Self::Plan => "Kế hoạch - ",
            Self::Reminder => "Đôn đốc - ",
        }
    }

    /// What it says, where the office has no template of its own.
    pub(super) fn design(self) -> Design {
        let text = match self {
            Self::Report => include_str!("../../../templates/reports/bao-cao-chi-bo.toml"),
            Self::Summary => include_str!("../../../templates/reports/bao-cao-tong-hop.toml"),
            Self::Opening => include_str!("../../../templates/reports/de-dan.toml"),
            Self::Plan => include_str!("../../../templates/reports/ke-hoach.toml"),
            Self::Reminder => include_str!("../../../templates/reports/cong-van.toml"),
        };
        // A test reads every built-in design.
        Design::parse(text).unwrap_or_else(|e| unreachable!("a built-in design is faulty: {e}"))
    }

    /// The papers that a unit has: its report always, the others where there is something to say.
    pub(in crate::publish) fn of(dossier: &Dossier<'_, '_>) -> Vec<Self> {
        let t = dossier.totals();
        let mut papers = vec![if dossier.is_cell() { Self::Report } else { Self::Summary }];
        if dossier.is_cell() && t.reviews + t.collective > 0 {
            papers.push(Self::Opening);
        }
        if dossier.is_cell() && dossier.promises().next().is_some() {
            papers.push(Self::Plan);
        }
        if dossier.tree().parent(dossier.id).is_some() && is_late(t) {
            papers.push(Self::Reminder);
        }
        papers
    }
}

/// Whether something of a unit has not come.
pub(super) fn is_late(t: &UnitTotals) -> bool {
    t.missing > 0 || t.cells_in < t.cells
}
