//! What must hold of every sum before anything is published.

use super::sum::{counted, prefer};
use super::{Totals, UnitTotals};
use crate::ledger::{Books, Disposition};
use crate::model::{Catalogue, Hierarchy, Kind, Review};
use crate::stop::Stop;

/// Checks that the sums agree with the books and with one another.
///
/// # Errors
/// [`Stop::Imbalance`] with the first law that does not hold and both sums.
pub fn check(
    books: &Books,
    totals: &Totals,
    hierarchy: &Hierarchy,
    catalogue: &Catalogue,
) -> Result<(), Stop> {
    every_file_has_one_fate(books)?;
    every_review_is_in_one_cell(books, totals, hierarchy)?;
    equal("units", totals.0.len(), hierarchy.units().len())?;
    for id in hierarchy.ids() {
        let code = &hierarchy.unit(id).code;
        let unit = totals.of(id);
        parts_make_the_whole(code, unit, catalogue)?;
        if !hierarchy.is_cell(id) {
            let mut sum = UnitTotals::empty(catalogue.len());
            for &child in hierarchy.children(id) {
                sum += totals.of(child);
            }
            if sum != *unit {
                return Err(broken(&format!("{code} = Σ"), &figures(unit), &figures(&sum)));
            }
        }
    }
    Ok(())
}

fn every_file_has_one_fate(books: &Books) -> Result<(), Stop> {
    let of = |d: Disposition| books.files.iter().filter(|f| f.disposition == d).count();
    equal("files = Σ dispositions", books.files.len(), Disposition::ALL.into_iter().map(of).sum())?;
    let stray = books.entries.iter().filter(|e| e.file >= books.files.len()).count();
    equal("entries without a file", stray, 0)
}

fn every_review_is_in_one_cell(books: &Books, totals: &Totals, hierarchy: &Hierarchy) -> Result<(), Stop> {
    let all = books.entries.iter().filter(|e| e.counts).count();
    equal("counted entries = entries in cells", all, counted(books, hierarchy).count())?;
    let mut members = vec![0_u32; hierarchy.units().len()];
    let mut collective = members.clone();
    let mut tallied: Vec<Option<&Review>> = vec![None; members.len()];
    for (unit, entry) in counted(books, hierarchy) {
        match entry.review.kind {
            Kind::Member => members[unit.0] += 1,
            Kind::Collective => collective[unit.0] += 1,
            Kind::Tally => prefer(&mut tallied[unit.0], &entry.review),
        }
    }
    for id in hierarchy.ids().filter(|&id| hierarchy.is_cell(id)) {
        let (code, cell) = (&hierarchy.unit(id).code, totals.of(id));
        let tally = tallied[id.0];
        let figures = tally.and_then(|tally| Some(&tally.figures.as_ref()?.totals));
        let enclosed = figures.map_or(0, |f| f.collective);
        let papers = if collective[id.0] > 0 { collective[id.0] } else { enclosed };
        equal(&format!("{code}: collective"), cell.collective, papers)?;
        match (members[id.0], tally, figures) {
            (0, _, Some(figures)) if figures.answers != cell.answers => {
                return Err(broken(&format!("{code}: workbook"), &figures.reviews, &cell.reviews));
            }
            (0, Some(_), _) => {}
            (reviews, ..) => equal(&format!("{code}: reviews"), cell.reviews, reviews)?,
        }
    }
    Ok(())
}

fn parts_make_the_whole(code: &str, unit: &UnitTotals, catalogue: &Catalogue) -> Result<(), Stop> {
    equal(&format!("{code}: indicators"), unit.answers.len(), catalogue.len())?;
    let asked = u64::from(unit.reviews) * catalogue.len() as u64;
    let answered: u64 = unit.answers.iter().map(|a| u64::from(a.sum())).sum();
    equal(&format!("{code}: answers = indicators × reviews"), answered, asked)?;
    for (answers, indicator) in unit.answers.iter().zip(&catalogue.indicators) {
        let law = format!("{code}, {}: yes + no + blank + conflict + unclear = reviews", indicator.code);
        equal(&law, answers.sum(), unit.reviews)?;
        let levels: u32 = answers.levels.iter().sum();
        if levels > answers.yes {
            return Err(broken(&format!("{code}, {}: levels ≤ yes", indicator.code), &levels, &answers.yes));
        }
    }
    equal(&format!("{code}: committees"), unit.committees.len(), catalogue.len())?;
    for (answers, indicator) in unit.committees.iter().zip(&catalogue.indicators) {
        equal(&format!("{code}, {}: committees", indicator.code), answers.sum(), unit.collective)?;
    }
    let c = unit.commitments;
    equal(&format!("{code}: commitments"), c.total, c.done + c.in_progress + c.not_done + c.unknown)
}

fn figures(unit: &UnitTotals) -> String {
    format!("{unit:?}")
}

fn equal<T: Copy + PartialEq + std::fmt::Display>(law: &str, one: T, other: T) -> Result<(), Stop> {
    if one == other { Ok(()) } else { Err(broken(law, &one, &other)) }
}

fn broken(law: &str, one: &dyn std::fmt::Display, other: &dyn std::fmt::Display) -> Stop {
    Stop::Imbalance { law: format!("{law} ({one} ≠ {other})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Account;
    use crate::intake::Fingerprint;
    use crate::ledger::sample::{books, catalogue, file, hierarchy, review, tally};
    use crate::model::{Answer, Kind, Level, Review};
    use crate::rollup::add_up;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn totals(books: &Books) -> Totals {
        let totals = add_up(books, &hierarchy(), &catalogue());
        check(books, &totals, &hierarchy(), &catalogue()).expect("the laws hold");
        totals
    }

    fn of(totals: &Totals, code: &str) -> UnitTotals {
        totals.of(hierarchy().find(code).expect("a unit of the sample")).clone()
    }

    fn at(cell: &str, review: Review) -> Account {
        let path = format!("{cell} {} {:?}", review.kind.code(), review.name);
        file(&path, vec![review.field(cell)])
    }

    #[test]
    fn a_body_is_the_sum_of_the_cells_below_it() {
        let mut strong = review("Vũ Văn Ổi").answer(0, Answer::Yes);
        Arc::make_mut(&mut strong.answers[0]).level = Some(Level::Moderate);
        let sums = totals(&books(vec![
            at("Chi bộ thôn Hòa Bình", review("Lý Văn Đào").answer(0, Answer::Yes)),
            at("Chi bộ thôn 5", strong),
            at("Chi bộ Công an", review("Hồ Văn Cam").answer(2, Answer::Blank)),
        ]));
        let (d1, h) = (of(&sums, "D1"), of(&sums, "H"));
        assert_eq!((d1.reviews, d1.answers[0].yes, d1.answers[0].levels), (2, 2, [0, 1, 0]));
        assert_eq!((h.reviews, h.answers[0].yes, h.answers[0].no, h.answers[2].blank), (3, 2, 1, 1));
        assert_eq!((h.cells, h.cells_in), (11, 3));
        // Two on the list of Hòa Bình; the others list nobody, so those who wrote are taken as all.
        assert_eq!((of(&sums, "C1").members, of(&sums, "C1").missing), (2, 1));
        assert_eq!((of(&sums, "C11").members, of(&sums, "C11").missing), (1, 0));
    }

    #[test]
    fn a_tally_stands_in_only_where_no_review_came() {
        let only = totals(&books(vec![at("Chi bộ thôn Hòa Bình", tally(Some(7), [3, 0, 7]))]));
        let c1 = of(&only, "C1");
        assert_eq!((c1.reviews, c1.answers[0].yes, c1.answers[0].no, c1.answers[2].no), (7, 3, 4, 0));
        let listed = totals(&books(vec![at("Chi bộ thôn Hòa Bình", tally(None, [1, 0, 0]))]));
        assert_eq!(of(&listed, "C1").reviews, 2);
        let both = totals(&books(vec![
            at("Chi bộ thôn Hòa Bình", tally(Some(7), [3, 0, 7])),
            at("Chi bộ thôn Hòa Bình", review("Lý Văn Đào")),
        ]));
        assert_eq!((of(&both, "C1").reviews, of(&both, "C1").answers[0].yes), (1, 0));
    }

    #[test]
    fn a_count_that_cannot_be_trusted_is_unclear_for_all() {
        let sums = totals(&books(vec![at("Chi bộ thôn Hòa Bình", tally(Some(2), [3, 0, 1]))]));
        assert_eq!((of(&sums, "C1").answers[0].unclear, of(&sums, "C1").answers[2].yes), (2, 1));
    }

    #[test]
    fn a_collective_review_is_added_to_no_members_and_a_bodys_tally_to_no_cells() {
        let collective = Review { kind: Kind::Collective, ..review("").answer(0, Answer::Yes) };
        let ledger =
            books(vec![at("Chi bộ thôn 5", collective), at("Đảng ủy xã Lộc An", tally(Some(9), [1, 1, 1]))]);
        let sums = totals(&ledger);
        let d1 = of(&sums, "D1");
        assert_eq!((d1.collective, d1.reviews, d1.answers[0].sum()), (1, 0, 0));
        assert_eq!(ledger.unit_findings[0].1.code(), "above-cells");
    }

    #[test]
    fn a_figure_that_was_tampered_with_is_named() {
        let ledger = books(vec![at("Chi bộ thôn 5", review("Vũ Văn Ổi"))]);
        let sound = add_up(&ledger, &hierarchy(), &catalogue());
        let root = hierarchy().find("H").expect("the top").0;
        let tamper: [fn(&mut UnitTotals); 5] = [
            |u| u.reviews += 1,
            |u| u.members += 1,
            |u| u.answers[1].no -= 1,
            |u| u.commitments.total += 1,
            |u| u.ratings[2] += 1,
        ];
        for change in tamper {
            let mut wrong = sound.clone();
            change(&mut wrong.0[root]);
            let stop = check(&ledger, &wrong, &hierarchy(), &catalogue()).expect_err("a broken law");
            assert!(stop.to_string().contains('H'), "{stop}");
        }
    }

    /// Words that name a unit well, badly or not at all.
    const PLACES: [&str; 8] = [
        "Chi bộ thôn Hòa Bình",
        "Chi bộ Trạm Y tế",
        "CB thôn Sơn Nam",
        "Đảng ủy xã Lộc An",
        "Chi bộ Công an",
        "Chi bộ lạ",
        "",
        "Chi bộ thôn 5, Đảng bộ xã Lộc An",
    ];
    const PEOPLE: [&str; 5] = ["Lý Văn Đào", "Ly Van Dao", "Đỗ Văn Mít", "", "Ngô Thị Lê"];

    fn any_review() -> impl Strategy<Value = Review> {
        let answers = prop::array::uniform3(0..5_usize);
        (0..4_u8, 0..PLACES.len(), 0..PEOPLE.len(), answers, 0..3_i8, 0..3_i8, 0..4_u32).prop_map(
            |(kind, place, person, answers, day, birth, total)| {
                let mut form = match kind {
                    0 => tally((total > 0).then_some(total), answers.map(|n| u32::try_from(n).unwrap_or(0))),
                    1 => Review { kind: Kind::Collective, ..review("") },
                    _ => review(PEOPLE[person]),
                };
                if kind > 0 {
                    for (i, n) in answers.into_iter().enumerate() {
                        form = form.answer(i, Answer::ALL[n]);
                    }
                }
                form.date = (day > 0).then(|| jiff::civil::date(2026, 6, day));
                form = if birth > 0 { form.born(birth) } else { form };
                form.field(PLACES[place])
            },
        )
    }

    /// Files of which some have the same bytes, and so the same reviews.
    fn any_accounts() -> impl Strategy<Value = Vec<Account>> {
        let contents = prop::collection::vec(prop::collection::vec(any_review(), 0..4), 1..12);
        (contents, prop::collection::vec(any::<prop::sample::Index>(), 0..14)).prop_map(
            |(contents, picks)| {
                let account = |(i, pick): (usize, prop::sample::Index)| {
                    let n = pick.index(contents.len());
                    Account {
                        fingerprint: Fingerprint::of(&n.to_le_bytes()),
                        ..file(&format!("inbox/{i} lần {}.docx", i % 2 + 1), contents[n].clone())
                    }
                };
                picks.into_iter().enumerate().map(account).collect()
            },
        )
    }

    /// A tree in which every unit stands under one listed before it.
    fn tree(parents: &[prop::sample::Index]) -> Hierarchy {
        let names =
            ["Cam", "Chanh", "Mai", "Mận", "Na", "Ổi", "Roi", "Sim", "Sen", "Táo", "Vải", "Xoài", "Dừa"];
        let unit = |i: usize, above: Option<usize>| crate::model::Unit {
            code: format!("U{i}"),
            name: format!("Chi bộ Vườn {}", names[i]),
            parent: above.map(|n| format!("U{n}")),
            ..hierarchy().units()[0].clone()
        };
        let below = parents.iter().enumerate().map(|(i, pick)| unit(i + 1, Some(pick.index(i + 1))));
        Hierarchy::new(std::iter::once(unit(0, None)).chain(below).collect()).expect("a sound tree")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_laws_hold_and_the_order_of_arrival_does_not_matter(
            (accounts, shuffled) in any_accounts().prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle()))
        ) {
            let (one, other) = (books(accounts), books(shuffled));
            let sums = totals(&one);
            prop_assert_eq!(&sums, &totals(&other));
            prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
        }

        #[test]
        fn the_laws_hold_for_any_tree(
            parents in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
            forms in prop::collection::vec((any::<prop::sample::Index>(), any_review()), 0..30),
        ) {
            let tree = tree(&parents);
            let send = |(i, (to, mut form)): (usize, (prop::sample::Index, Review))| {
                form.unit_lines = Arc::default();
                let to = &tree.units()[to.index(tree.units().len())];
                file(&format!("{i}"), vec![form.field(&to.name)])
            };
            let accounts = forms.into_iter().enumerate().map(send).collect();
            let ledger = crate::ledger::settle(accounts, &tree, &catalogue(), &crate::ledger::Decisions::default());
            let sums = add_up(&ledger, &tree, &catalogue());
            let checked = check(&ledger, &sums, &tree, &catalogue());
            prop_assert!(checked.is_ok(), "{checked:?}");
            let top: u32 = tree.roots().map(|id| sums.of(id).reviews).sum();
            let cells: u32 = tree.ids().filter(|&id| tree.is_cell(id)).map(|id| sums.of(id).reviews).sum();
            prop_assert_eq!(top, cells);
        }

        #[test]
        fn every_file_that_is_not_accepted_has_a_reason_and_every_doubt_a_question(accounts in any_accounts()) {
            let ledger = books(accounts);
            for file in &ledger.files {
                prop_assert_eq!(file.reason.is_none(), file.disposition == Disposition::Accepted);
            }
            let keys: std::collections::BTreeSet<&str> = ledger.questions.iter().map(|q| q.key.as_str()).collect();
            prop_assert_eq!(keys.len(), ledger.questions.len());
            for entry in &ledger.entries {
                let aside = entry.review.flags.iter().any(|f| ["duplicate", "superseded"].contains(&f.finding.code()));
                let asks = crate::ledger::flags(entry).any(|(_, f)| f.asks());
                let asked = ledger.open_questions().any(|q| q.file == entry.file);
                prop_assert!(aside || !asks || asked);
                prop_assert!(!(aside && entry.counts));
            }
        }
    }
}
