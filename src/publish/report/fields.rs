//! The fields that a template may use. Their names are Vietnamese without accents, because the office
//! writes them into its own templates; each is explained in `templates/reports/fields.toml`. Counts are
//! numbers (`| so` writes them as running text does, `| bang` as tables do), and `ty_le…` is text such
//! as `92,6%`.

use super::letterhead::{committee_name, letterhead, territory};
use super::lists;
use super::papers::Paper;
use super::rounds;
use crate::model::UnitId;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rollup::{CommitmentTotals, UnitTotals};
use jiff::civil::Date;
use minijinja::{Value, context};

/// All fields of a unit's paper. Only a cell's plan has fields in which a member is named or quoted.
pub(in crate::publish) fn fields(dossier: &Dossier<'_, '_>, paper: Paper) -> Value {
    let t = dossier.totals();
    let lists = context! {
        nhom => lists::groups(dossier),
        nhieu_nhat => lists::most_frequent(dossier),
        tap_the => lists::committee(dossier),
        cam_ket => context! {
            tong => t.commitments.total,
            da_xong => t.commitments.done,
            dang_lam => t.commitments.in_progress,
            chua_lam => t.commitments.not_done,
            chua_ro => t.commitments.unknown,
            ket_qua => outcomes(&t.commitments),
        },
        xep_loai => lists::ratings(t),
        so_xep_loai => t.ratings.iter().sum::<u32>(),
        xep_loai_tap_the => lists::collective_ratings(dossier),
        don_vi_thieu => lists::late(dossier),
        don_vi => lists::units(dossier),
        chi_bo_thieu => lists::late_cells(dossier),
    };
    let all = context! { ..names(dossier, paper), ..figures(dossier), ..meetings(dossier), ..precedence(dossier), ..rounds::compared(dossier), ..lists };
    match paper {
        Paper::Plan => context! { ..all, ..lists::plan(dossier) },
        _ => all,
    }
}

fn figures(dossier: &Dossier<'_, '_>) -> Value {
    let t = dossier.totals();
    context! {
        so_dang_vien => t.members,
        so_ban => t.reviews,
        so_thieu => t.missing,
        so_vuot => t.reviews.saturating_sub(t.members),
        ty_le_nop => words::percent(t.reviews.into(), t.members.into()),
        so_tap_the => t.collective,
        so_don_vi => dossier.tree().children(dossier.id).len(),
        so_chi_bo => t.cells,
        so_chi_bo_da_nop => t.cells_in,
        so_chi_bo_chua_nop => t.cells.saturating_sub(t.cells_in),
        ty_le_chi_bo => words::percent(t.cells_in.into(), t.cells.into()),
        theo_bieu_tong_hop => dossier.tally.is_some() && dossier.members.is_empty(),
        so_bieu_hien => dossier.campaign().catalogue.len(),
        so_luot_co => t.answers.iter().map(|a| a.yes).sum::<u32>(),
        so_bieu_hien_co => t.answers.iter().filter(|a| a.yes > 0).count(),
        so_can_xem => lists::open(t),
        muc_do => levels(t),
    }
}

/// Who issues the paper, to whom, when and about what.
fn names(dossier: &Dossier<'_, '_>, paper: Paper) -> Value {
    let (campaign, tree) = (dossier.campaign(), dossier.tree());
    let name_above = |id: UnitId| tree.parent(id).map(|above| tree.unit(above).name.as_str());
    let issuer = match paper {
        Paper::Reminder => tree.parent(dossier.id).unwrap_or(dossier.id),
        _ => dossier.id,
    };
    let own = letterhead(&dossier.unit().name, None);
    let head = letterhead(&tree.unit(issuer).name, name_above(issuer));
    let day = campaign.date.map_or_else(|| "ngày      tháng      năm         ".to_owned(), words::long_day);
    let who = context! {
        la_chi_bo => dossier.is_cell(),
        ten => dossier.unit().name.as_str(),
        ten_cap_uy => own.committee,
        ten_dang_bo => own.organisation,
        ten_nguoi_nhan => committee_name(&dossier.unit().name),
        ten_cap_tren => name_above(issuer).unwrap_or_default(),
        ten_cap_uy_cap_tren => name_above(issuer).map(committee_name).unwrap_or_default(),
        ten_cap_uy_ban_hanh => head.committee,
    };
    context! {
        ..who,
        ..context! {
            co_quan_cap_tren => head.superior,
            co_quan => head.issuer,
            ky_hieu => head.symbol,
            thay_mat => head.signs_for,
            chuc_vu_ky => "BÍ THƯ",
            luu => head.file_copy,
            noi_va_ngay => match place(dossier, issuer).as_str() {
                "" => capitalised(&day),
                place => format!("{place}, {day}"),
            },
            ngay_bao_cao => campaign.date.map(words::short_day).unwrap_or_default(),
            han_nop => campaign.deadline.map(words::short_day).unwrap_or_default(),
            tieu_de => mid_sentence(&campaign.title),
            ky => mid_sentence(&campaign.period),
            danh_muc => campaign.catalogue.title.as_str(),
        }
    }
}

/// Where a unit issues its papers: as the settings say, else the commune, district or province of the
/// nearest committee at or above it.
fn place(dossier: &Dossier<'_, '_>, issuer: UnitId) -> String {
    let (campaign, tree) = (dossier.campaign(), dossier.tree());
    if !campaign.place.is_empty() {
        return campaign.place.clone();
    }
    let mut upwards = std::iter::once(issuer).chain(tree.ancestors(issuer));
    upwards.find_map(|id| territory(&tree.unit(id).name)).unwrap_or_default()
}

/// Which cells have met by the day of the report, as the office lists it.
fn meetings(dossier: &Dossier<'_, '_>) -> Value {
    let campaign = dossier.campaign();
    let held = |id: UnitId| {
        let meeting = campaign.meetings.get(id.0).copied().flatten()?;
        campaign.date.is_none_or(|today| meeting.day <= today).then_some(meeting)
    };
    let cells = dossier.cells();
    let own = campaign.meetings.get(dossier.id.0).copied().flatten();
    let met: Vec<_> =
        cells.iter().filter_map(|&id| Some((dossier.totals_of(id).members, held(id)?))).collect();
    let counted = met.iter().filter_map(|(members, meeting)| Some((*members, meeting.present?)));
    let (members, present) = counted.fold((0, 0), |(a, b), (members, present)| (a + members, b + present));
    context! {
        co_theo_doi_sinh_hoat => cells.iter().any(|id| campaign.meetings.get(id.0).is_some_and(Option::is_some)),
        ngay_sinh_hoat => own.map(|m| words::short_day(m.day)).unwrap_or_default(),
        da_hop => dossier.is_cell() && held(dossier.id).is_some(),
        so_chi_bo_da_hop => met.len(),
        ty_le_chi_bo_da_hop => words::percent(met.len() as u64, cells.len() as u64),
        so_du => present,
        so_vang => members.saturating_sub(present),
        ty_le_du => words::percent(present.into(), members.into()),
    }
}

/// In which order committees and members reviewed themselves: how many cells stand how, and a cell's own days.
fn precedence(dossier: &Dossier<'_, '_>) -> Value {
    let sum = dossier.precedence();
    let own = dossier.precedence_of(dossier.id);
    let day = |day: Option<Date>| day.map(words::short_day).unwrap_or_default();
    let thu_tu = context! {
        dung => sum.in_order,
        thieu_tap_the => sum.collective_missing,
        tap_the_sau => sum.collective_later,
        khong_ro => sum.unknown,
        chua_dung => sum.out_of_order(),
        khong_ai_gui_tap_the => sum.none_sent(),
        ngay_tap_the => day(own.collective),
        ngay_dau => day(own.individual.map(|(first, _)| first)),
        ngay_cuoi => day(own.individual.map(|(_, last)| last)),
        so_ban_truoc => own.before.len(),
    };
    context! { thu_tu }
}

/// A title as it stands inside a sentence: `Đợt sinh hoạt …` → `đợt sinh hoạt …`, `Quý II` → `quý II`.
/// Other first words may be names and keep their capital.
pub(super) fn mid_sentence(title: &str) -> String {
    let common = ["Đợt ", "Quý ", "Tháng ", "Năm ", "Kỳ "];
    match common.iter().find(|word| title.starts_with(**word)) {
        Some(word) => format!("{}{}", word.to_lowercase(), title.get(word.len()..).unwrap_or_default()),
        None => title.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
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
pub(super) fn parts<const N: usize>(
    names: &[impl std::fmt::Display; N],
    counts: [u32; N],
    of: &str,
) -> String {
    let present = names.iter().zip(counts).filter(|(_, n)| *n > 0);
    present.map(|(name, n)| format!("{name} {}{of}", words::count(n.into()))).collect::<Vec<_>>().join(", ")
}

/// How serious members find what they see in themselves, as a phrase; empty where no form says.
fn levels(t: &UnitTotals) -> String {
    let said: [u32; 3] =
        t.answers.iter().fold([0; 3], |sum, a| std::array::from_fn(|i| sum[i] + a.levels[i]));
    let (yes, sum) = (t.answers.iter().map(|a| a.yes).sum::<u32>(), said.iter().sum::<u32>());
    if sum == 0 {
        return String::new();
    }
    let [slight, moderate, serious] =
        words::LEVELS.map(|l| format!("mức độ {}", words::level(l).to_lowercase()));
    let names = [slight, moderate, serious, "không ghi mức độ".to_owned()];
    parts(&names, [said[0], said[1], said[2], yes.saturating_sub(sum)], " lượt")
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
