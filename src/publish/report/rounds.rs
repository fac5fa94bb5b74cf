//! The fields that compare with the earlier round: counts only.

use super::fields::{mid_sentence, parts};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rounds::{Promises, Trend, UnitChange};
use minijinja::{Value, context};

/// All of them; zeros and empty words where the round is compared with none.
pub(super) fn compared(dossier: &Dossier<'_, '_>) -> Value {
    let Some(comparison) = dossier.archive.comparison else {
        let none = UnitChange::default();
        return context! { co_ky_truoc => false, ky_truoc => "", so_sanh => change(&none), cam_ket_ky_truoc => promises(&none.promises) };
    };
    let unit = comparison.of(dossier.id);
    let then = if comparison.period.is_empty() { &comparison.title } else { &comparison.period };
    context! {
        co_ky_truoc => true,
        ky_truoc => mid_sentence(then),
        so_sanh => change(unit),
        cam_ket_ky_truoc => promises(&unit.promises),
    }
}

fn change(unit: &UnitChange) -> Value {
    let (all, fates) = (unit.all(), unit.all_fates());
    let count = |trend: Trend| unit.answers.iter().filter(|change| change.trend() == trend).count();
    context! {
        so_ban_truoc => unit.reviews.0,
        luot_truoc => all.before.yes,
        luot_nay => all.now.yes,
        chac_chan => all.is_certain(),
        bieu_hien_tang => count(Trend::More),
        bieu_hien_giam => count(Trend::Fewer),
        so_nguoi => unit.people.both,
        da_khac_phuc => fates.fixed,
        tai_dien => fates.repeated,
        phat_sinh => fates.new,
        chua_xac_dinh => fates.unsure,
    }
}

fn promises(p: &Promises) -> Value {
    let names = ["đã khắc phục", "đang thực hiện", "quá hạn", "chưa xác định"];
    context! {
        tong => p.total,
        da_xong => p.done,
        dang_lam => p.under_way,
        qua_han => p.overdue,
        chua_ro => p.unclear,
        ty_le => words::percent(p.done.into(), p.total.into()),
        ket_qua => parts(&names, [p.done, p.under_way, p.overdue, p.unclear], ""),
    }
}
