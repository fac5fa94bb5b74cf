//! The fields that are lists: groups, manifestations, units, promised corrections.

use super::papers::is_late;
use crate::model::{Answer, Commitment, Group, Indicator, Rating, UnitId};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::publish::workbook::submission_standing;
use crate::rollup::{AnswerTotals, UnitTotals};
use crate::text::one_line;
use minijinja::{Value, context};
use std::cmp::Reverse;

/// How many of the most frequent manifestations the text names; the annex has all.
const MOST_FREQUENT: usize = 5;

/// How many late units the text names; the annex has all.
const MOST_NAMED: usize = 10;

/// Answers that are neither yes nor no.
pub(super) fn open(t: &UnitTotals) -> u32 {
    t.answers.iter().map(|a| a.blank + a.conflict + a.unclear).sum()
}

/// Every group with its sums and its indicators, for the text and the annex.
pub(super) fn groups(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let catalogue = &dossier.campaign().catalogue;
    let none = AnswerTotals::default();
    let all: u32 = dossier.totals().answers.iter().map(|a| a.yes).sum();
    let group = |(g, group): (usize, &Group)| {
        let inside = catalogue.indicators.iter().enumerate().filter(|(_, i)| i.group == g);
        let rows: Vec<(&Indicator, &AnswerTotals)> =
            inside.map(|(i, ind)| (ind, dossier.totals().answers.get(i).unwrap_or(&none))).collect();
        let yes = rows.iter().map(|(_, a)| a.yes).sum::<u32>();
        context! {
            so => group.code.as_str(),
            ten => group.title.as_str(),
            luot => yes,
            ty_le => words::percent(yes.into(), all.into()),
            so_bieu_hien_co => rows.iter().filter(|(_, a)| a.yes > 0).count(),
            bieu_hien => rows.iter().map(|(i, a)| indicator(i, a)).collect::<Vec<_>>(),
        }
    };
    catalogue.groups.iter().enumerate().map(group).collect()
}

fn indicator(of: &Indicator, a: &AnswerTotals) -> Value {
    context! {
        ma => of.code.as_str(),
        ten => of.label.as_str(),
        nguyen_van => of.wording.as_str(),
        co => a.yes,
        khong => a.no,
        can_xem => a.blank + a.conflict + a.unclear,
        tong => a.sum(),
        ty_le => words::percent(a.yes.into(), a.sum().into()),
    }
}

/// The manifestations that most members see in themselves; ties in the order of the catalogue.
pub(super) fn most_frequent(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let all = dossier.campaign().catalogue.indicators.iter().zip(&dossier.totals().answers);
    let mut present: Vec<_> = all.filter(|(_, a)| a.yes > 0).collect();
    present.sort_by_key(|(_, a)| Reverse(a.yes));
    present.iter().take(MOST_FREQUENT).map(|(i, a)| indicator(i, a)).collect()
}

/// What a cell's committee says of itself.
pub(super) fn committee(dossier: &Dossier<'_, '_>) -> Value {
    let said = |i: usize| {
        let answers = dossier.collective.iter().filter_map(move |entry| entry.review.answers.get(i));
        answers.filter_map(|reading| reading.answer)
    };
    let indicators = dossier.campaign().catalogue.indicators.iter().enumerate();
    let yes = indicators.filter(|(i, _)| said(*i).any(|a| a == Answer::Yes));
    let row = |(_, ind): (usize, &Indicator)| context! { ma => ind.code.as_str(), ten => ind.label.as_str() };
    let unsure = |a: &Answer| !matches!(a, Answer::Yes | Answer::No);
    let all = 0..dossier.campaign().catalogue.len();
    context! {
        bieu_hien => yes.map(row).collect::<Vec<_>>(),
        so_can_xem => all.map(|i| said(i).filter(unsure).count()).sum::<usize>(),
    }
}

fn rating(rating: Rating, n: u32, of: u32) -> Value {
    let name = words::rating(rating).to_lowercase();
    context! { ten => name, so => n, ty_le => words::percent(n.into(), of.into()) }
}

/// How members rate themselves.
pub(super) fn ratings(t: &UnitTotals) -> Vec<Value> {
    let of: u32 = t.ratings.iter().sum();
    Rating::ALL.into_iter().zip(t.ratings).filter(|(_, n)| *n > 0).map(|(r, n)| rating(r, n, of)).collect()
}

/// How the committees below rate themselves.
pub(super) fn collective_ratings(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let papers = dossier.cells().into_iter().flat_map(|id| dossier.archive.collective(id));
    let given: Vec<Rating> = papers.filter_map(|entry| entry.review.rating).collect();
    let count = |r: Rating| u32::try_from(given.iter().filter(|g| **g == r).count()).unwrap_or(u32::MAX);
    let of = u32::try_from(given.len()).unwrap_or(u32::MAX);
    Rating::ALL.into_iter().filter(|r| count(*r) > 0).map(|r| rating(r, count(r), of)).collect()
}

/// Units directly below that have not sent all, as one phrase; those that sent nothing first.
pub(super) fn late(dossier: &Dossier<'_, '_>) -> String {
    let below = dossier.below();
    let mut late: Vec<_> =
        below.iter().map(|(id, name)| (dossier.totals_of(*id), name)).filter(|(t, _)| is_late(t)).collect();
    late.sort_by_key(|(t, _)| t.reviews > 0);
    let more = late.len().saturating_sub(MOST_NAMED);
    let phrase = |(t, name): &(&UnitTotals, &String)| match (t.reviews, t.missing) {
        (0, _) => format!("{name} (chưa nộp)"),
        (_, 0) => format!("{name} (còn chi bộ chưa nộp)"),
        (_, missing) => format!("{name} (thiếu {} bản)", words::count(missing.into())),
    };
    let named = late.iter().take(MOST_NAMED).map(phrase).collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{named}; và {} đơn vị khác", words::count(more as u64)) } else { named }
}

/// The units directly below.
pub(super) fn units(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let below = dossier.below().into_iter().zip(1..);
    below.map(|((id, name), n)| unit(n, name, dossier.totals_of(id))).collect()
}

/// Every cell below that has not sent all.
pub(super) fn late_cells(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let late = |id: &UnitId| *id != dossier.id && is_late(dossier.totals_of(*id));
    let cells = dossier.cells().into_iter().filter(late).zip(1..);
    cells.map(|(id, n)| unit(n, dossier.cell_name(id), dossier.totals_of(id))).collect()
}

fn unit(number: u32, name: String, t: &UnitTotals) -> Value {
    context! {
        stt => number,
        ten => name,
        so_chi_bo => t.cells,
        so_chi_bo_da_nop => t.cells_in,
        so_dang_vien => t.members,
        so_ban => t.reviews,
        so_thieu => t.missing,
        ty_le => words::percent(t.reviews.into(), t.members.into()),
        so_tap_the => t.collective,
        luot_co => t.answers.iter().map(|a| a.yes).sum::<u32>(),
        so_can_xem => open(t),
        cam_ket => t.commitments.total,
        tinh_trang => submission_standing(t),
    }
}

/// The promised corrections of a cell with the names of those who promised: those of its committee
/// first, then by member.
pub(super) fn plan(dossier: &Dossier<'_, '_>) -> Value {
    let row = |((who, c), n): ((&str, &Commitment), u32)| {
        let about = c.indicator.and_then(|i| dossier.campaign().catalogue.indicators.get(i));
        let shortcoming = match (c.shortcoming.trim(), about) {
            ("", Some(about)) => about.label.clone(),
            (words, _) => words.to_owned(),
        };
        let due = match (c.due_text.trim(), c.due) {
            ("", Some(day)) => words::day(day),
            (words, _) => words.to_owned(),
        };
        context! {
            stt => n,
            ho_ten => who,
            ma => about.map(|about| about.code.as_str()).unwrap_or_default(),
            han_che => one_line(&shortcoming),
            giai_phap => one_line(&c.action),
            thoi_han => one_line(&due),
            ket_qua => words::status(c.status),
        }
    };
    let promised = |reviews: &[(String, &crate::ledger::Entry)]| {
        reviews.iter().filter(|(_, entry)| !entry.review.commitments.is_empty()).count()
    };
    context! {
        ke_hoach => dossier.promises().zip(1..).map(row).collect::<Vec<_>>(),
        so_cam_ket_tap_the => dossier.collective.iter().map(|e| e.review.commitments.len()).sum::<usize>(),
        so_nguoi_cam_ket => promised(&dossier.members),
    }
}
