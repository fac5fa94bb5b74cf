//! The fields that a report template may use. Their names are Vietnamese without accents, because the
//! office writes them into its own templates; `co_…` is true or false, counts are numbers (`| so` writes
//! them as text) and `ty_le…` is text such as `92,6%`.

use super::letterhead::letterhead;
use crate::model::Rating;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::publish::workbook::submission_standing;
use crate::rollup::{AnswerTotals, CommitmentTotals, UnitTotals};
use minijinja::{Value, context};
use std::cmp::Reverse;

/// How many of the most frequent manifestations the text names; the annex has all.
const MOST_FREQUENT: usize = 5;

/// How many late units the text names; the annex has all.
const MOST_NAMED: usize = 10;

/// All fields of a unit's report. No member is named and nothing is quoted, at any level.
pub(in crate::publish) fn fields(dossier: &Dossier<'_, '_>) -> Value {
    let t = dossier.totals();
    let yes: u32 = t.answers.iter().map(|a| a.yes).sum();
    let open: u32 = t.answers.iter().map(|a| a.blank + a.conflict + a.unclear).sum();
    let levels = level_sums(t);
    let figures = context! {
        so_dang_vien => t.members,
        so_ban => t.reviews,
        so_thieu => t.missing,
        ty_le_nop => words::percent(t.reviews.into(), t.members.into()),
        so_tap_the => t.collective,
        so_chi_bo => t.cells,
        so_chi_bo_da_nop => t.cells_in,
        so_chi_bo_chua_nop => t.cells.saturating_sub(t.cells_in),
        ty_le_chi_bo => words::percent(t.cells_in.into(), t.cells.into()),
        theo_bieu_tong_hop => dossier.tally.is_some() && dossier.members.is_empty(),
        so_bieu_hien => dossier.campaign().catalogue.len(),
        so_luot_co => yes,
        so_bieu_hien_co => t.answers.iter().filter(|a| a.yes > 0).count(),
        so_can_xem => open,
        muc_do => parts(&words::LEVELS.map(|l| format!("mức độ {}", words::level(l).to_lowercase())), levels, " lượt"),
    };
    let lists = context! {
        nhom => groups(dossier),
        nhieu_nhat => most_frequent(dossier),
        cam_ket => context! {
            tong => t.commitments.total,
            da_xong => t.commitments.done,
            dang_lam => t.commitments.in_progress,
            chua_lam => t.commitments.not_done,
            chua_ro => t.commitments.unknown,
            ket_qua => outcomes(&t.commitments),
        },
        xep_loai => ratings(t),
        so_xep_loai => t.ratings.iter().sum::<u32>(),
        xep_loai_tap_the => collective_ratings(dossier),
        don_vi_thieu => late(dossier),
        don_vi => units(dossier),
    };
    context! { ..names(dossier), ..figures, ..lists }
}

/// Who reports to whom, when and about what.
fn names(dossier: &Dossier<'_, '_>) -> Value {
    let (campaign, tree) = (dossier.campaign(), dossier.tree());
    let above = tree.parent(dossier.id).map(|id| tree.unit(id).name.as_str());
    let head = letterhead(&dossier.unit().name, above);
    let day = campaign.date.map_or_else(|| "ngày      tháng      năm         ".to_owned(), words::long_day);
    context! {
        la_chi_bo => dossier.is_cell(),
        ten => dossier.unit().name.as_str(),
        ten_cap_tren => above.unwrap_or_default(),
        co_quan_cap_tren => head.superior,
        co_quan => head.issuer,
        ky_hieu => head.symbol,
        thay_mat => head.signs_for,
        chuc_vu_ky => "BÍ THƯ",
        luu => head.file_copy,
        noi_va_ngay => match campaign.place.as_str() {
            "" => format!("……………, {day}"),
            place => format!("{place}, {day}"),
        },
        tieu_de => mid_sentence(&campaign.title),
        ky => mid_sentence(&campaign.period),
    }
}

/// A title as it stands inside a sentence: `Đợt sinh hoạt …` → `đợt sinh hoạt …`, `Quý II` → `quý II`.
/// Other first words may be names and keep their capital.
fn mid_sentence(title: &str) -> String {
    let common = ["Đợt ", "Quý ", "Tháng ", "Năm ", "Kỳ "];
    match common.iter().find(|word| title.starts_with(**word)) {
        Some(word) => format!("{}{}", word.to_lowercase(), title.get(word.len()..).unwrap_or_default()),
        None => title.to_owned(),
    }
}

/// What became of promises, as a phrase; empty where no form says.
fn outcomes(c: &CommitmentTotals) -> String {
    if c.unknown == c.total {
        return String::new();
    }
    let names = ["đã khắc phục", "đang khắc phục", "chưa khắc phục", "chưa ghi kết quả"];
    parts(&names, [c.done, c.in_progress, c.not_done, c.unknown], "")
}

/// The parts that are not empty: `mức độ nhẹ 04 lượt, mức độ trung bình 06 lượt`.
fn parts<const N: usize>(names: &[impl std::fmt::Display; N], counts: [u32; N], of: &str) -> String {
    let present = names.iter().zip(counts).filter(|(_, n)| *n > 0);
    present.map(|(name, n)| format!("{name} {}{of}", words::count(n.into()))).collect::<Vec<_>>().join(", ")
}

fn level_sums(t: &UnitTotals) -> [u32; 3] {
    t.answers.iter().fold([0; 3], |sum, a| std::array::from_fn(|i| sum[i] + a.levels[i]))
}

/// Every group with its sums and its indicators, for the text and the annex.
fn groups(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let catalogue = &dossier.campaign().catalogue;
    let none = AnswerTotals::default();
    let group = |(g, group): (usize, &crate::model::Group)| {
        let inside = catalogue.indicators.iter().enumerate().filter(|(_, i)| i.group == g);
        let rows: Vec<(&crate::model::Indicator, &AnswerTotals)> =
            inside.map(|(i, ind)| (ind, dossier.totals().answers.get(i).unwrap_or(&none))).collect();
        context! {
            so => group.code.as_str(),
            ten => group.title.as_str(),
            luot => rows.iter().map(|(_, a)| a.yes).sum::<u32>(),
            so_bieu_hien_co => rows.iter().filter(|(_, a)| a.yes > 0).count(),
            bieu_hien => rows.iter().map(|(i, a)| indicator(&i.code, &i.label, a)).collect::<Vec<_>>(),
        }
    };
    catalogue.groups.iter().enumerate().map(group).collect()
}

fn indicator(code: &str, label: &str, a: &AnswerTotals) -> Value {
    context! {
        ma => code,
        ten => label,
        co => a.yes,
        khong => a.no,
        can_xem => a.blank + a.conflict + a.unclear,
        tong => a.sum(),
        ty_le => words::percent(a.yes.into(), a.sum().into()),
    }
}

/// The manifestations that most members see in themselves; ties in the order of the catalogue.
fn most_frequent(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let all = dossier.campaign().catalogue.indicators.iter().zip(&dossier.totals().answers);
    let mut present: Vec<_> = all.filter(|(_, a)| a.yes > 0).collect();
    present.sort_by_key(|(_, a)| Reverse(a.yes));
    present.iter().take(MOST_FREQUENT).map(|(i, a)| indicator(&i.code, &i.label, a)).collect()
}

fn rating(rating: Rating, n: u32, of: u32) -> Value {
    let name = words::rating(rating).to_lowercase();
    context! { ten => name, so => n, ty_le => words::percent(n.into(), of.into()) }
}

fn ratings(t: &UnitTotals) -> Vec<Value> {
    let of: u32 = t.ratings.iter().sum();
    Rating::ALL.into_iter().zip(t.ratings).filter(|(_, n)| *n > 0).map(|(r, n)| rating(r, n, of)).collect()
}

/// How the committees below rate themselves.
fn collective_ratings(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let papers = dossier.cells().into_iter().flat_map(|id| dossier.archive.collective(id));
    let given: Vec<Rating> = papers.filter_map(|entry| entry.review.rating).collect();
    let count = |r: Rating| u32::try_from(given.iter().filter(|g| **g == r).count()).unwrap_or(u32::MAX);
    let of = u32::try_from(given.len()).unwrap_or(u32::MAX);
    Rating::ALL.into_iter().filter(|r| count(*r) > 0).map(|r| rating(r, count(r), of)).collect()
}

/// Units directly below that have not sent all, as one phrase; those that sent nothing first.
fn late(dossier: &Dossier<'_, '_>) -> String {
    let below = dossier.below();
    let mut late: Vec<_> = below
        .iter()
        .map(|(id, name)| (dossier.totals_of(*id), name))
        .filter(|(t, _)| t.missing > 0)
        .collect();
    late.sort_by_key(|(t, _)| t.reviews > 0);
    let more = late.len().saturating_sub(MOST_NAMED);
    let phrase = |(t, name): &(&UnitTotals, &String)| match t.reviews {
        0 => format!("{name} (chưa nộp)"),
        _ => format!("{name} (thiếu {})", words::count(t.missing.into())),
    };
    let named = late.iter().take(MOST_NAMED).map(phrase).collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{named}; và {} đơn vị khác", words::count(more as u64)) } else { named }
}

/// The units directly below, for the annex.
fn units(dossier: &Dossier<'_, '_>) -> Vec<Value> {
    let row = |(n, (id, name)): (usize, (crate::model::UnitId, String))| {
        let t = dossier.totals_of(id);
        context! {
            stt => n + 1,
            ten => name,
            so_dang_vien => words::grouped(t.members.into()),
            so_ban => words::grouped(t.reviews.into()),
            so_thieu => words::grouped(t.missing.into()),
            ty_le => words::percent(t.reviews.into(), t.members.into()),
            luot_co => words::grouped(t.answers.iter().map(|a| u64::from(a.yes)).sum()),
            cam_ket => words::grouped(t.commitments.total.into()),
            tinh_trang => submission_standing(t),
        }
    };
    dossier.below().into_iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_capital_inside_a_sentence_unless_it_may_be_a_name() {
        assert_eq!(mid_sentence("Đợt sinh hoạt năm 2026"), "đợt sinh hoạt năm 2026");
        assert_eq!(mid_sentence("Quý II/2026"), "quý II/2026");
        assert_eq!(mid_sentence("Nghị quyết Trung ương"), "Nghị quyết Trung ương");
    }
}
