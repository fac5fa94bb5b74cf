//! Random trees and random reorganisations.

use super::*;
use crate::model::{Tenure, Unit};
use jiff::civil::date;
use proptest::prelude::*;

/// How a tree came about: for each unit of today the unit above, for each former cell the year in which it ended
/// and what it became, and what the cells of the earlier round had.
#[derive(Debug, Clone)]
struct History {
    above: Vec<usize>,
    ended: Vec<(i16, Vec<usize>)>,
    had: Vec<(usize, u32, u32)>,
}

fn histories() -> impl Strategy<Value = History> {
    let above = proptest::collection::vec(0_usize..100, 1..12);
    let became = proptest::collection::vec(0_usize..100, 0..4);
    let ended = proptest::collection::vec((2020_i16..2026, became), 0..8);
    let had = proptest::collection::vec((0_usize..100, 0_u32..50, 0_u32..50), 0..20);
    (above, ended, had).prop_map(|(above, ended, had)| History { above, ended, had })
}

fn unit(row: usize, code: String, parent: Option<String>) -> Unit {
    Unit {
        name: format!("Đơn vị {code}"),
        code,
        level: String::new(),
        parent,
        members: None,
        aliases: vec![],
        emails: vec![],
        roster: vec![],
        row: u32::try_from(row).expect("few rows"),
    }
}

impl History {
    /// The tree of 2026: units `N0`… of today, the first at the top, a second top now and then, and former cells
    /// `F0`…, each of which became units of today or former ones that ended later.
    fn tree(&self) -> Hierarchy {
        let now = self.above.iter().enumerate().map(|(i, above)| {
            let parent = (i > 0 && above % 7 > 0).then(|| format!("N{}", above % i));
            Tenure::lasting(unit(i + 2, format!("N{i}"), parent))
        });
        let former = self.ended.iter().enumerate().map(|(i, (year, became))| {
            let later: Vec<usize> = (0..self.ended.len()).filter(|&j| self.ended[j].0 > *year).collect();
            let into = became.iter().map(|n| match later.get(n % 5) {
                Some(later) => format!("F{later}"),
                None => format!("N{}", n % self.above.len()),
            });
            Tenure {
                until: Some(date(*year, 6, 30)),
                into: into.collect(),
                ..Tenure::lasting(unit(100 + i, format!("F{i}"), Some("N0".into())))
            }
        });
        Hierarchy::on(Some(date(2026, 6, 30)), now.chain(former).collect()).expect("a sound list")
    }

    /// The earlier round, of 2019: former cells, units of today, and such as nobody knows any more, below one top
    /// and beside it.
    fn earlier(&self) -> Earlier {
        let mut cells: Vec<EarlierCell> = Vec::new();
        for (n, &(which, yes, doubtful)) in self.had.iter().enumerate() {
            let code = match which % 3 {
                0 if !self.ended.is_empty() => format!("F{}", which % self.ended.len()),
                1 => format!("N{}", which % self.above.len()),
                _ => format!("X{n}"),
            };
            if cells.iter().all(|cell| cell.code != code) {
                let answers = vec![Count { yes, doubtful }, Count { yes: doubtful, doubtful: yes }];
                let parent = (which % 5 > 0).then(|| "T".to_owned());
                cells.push(EarlierCell {
                    name: code.clone(),
                    code,
                    parent,
                    reviews: yes + doubtful,
                    answers,
                });
            }
        }
        let below: Vec<Sums> = cells.iter().filter(|c| c.parent.is_some()).map(Sums::of).collect();
        let Sums { reviews, answers } = Sums::total(below.iter());
        let top = EarlierCell { code: "T".into(), name: "T".into(), parent: None, reviews, answers };
        Earlier { date: Some(date(2019, 6, 30)), cells, bodies: vec![top], ..Earlier::default() }
    }
}

proptest! {
    #[test]
    fn whatever_became_of_the_units_both_trees_hold_the_same_figures(history in histories()) {
        let (tree, earlier) = (history.tree(), history.earlier());
        let carried = carry(&earlier, &tree);
        prop_assert!(carried.check(&earlier, &tree).is_ok());
        let then: u32 = earlier.cells.iter().map(|cell| cell.reviews).sum();
        let now: u32 = carried.own.iter().map(|own| own.reviews).sum();
        prop_assert_eq!(then, now + carried.unallocated.reviews, "each cell stands at one place");
        for cell in &carried.cells {
            match (&cell.whereabouts, cell.stands_at) {
                (Whereabouts::In(one), at) => prop_assert_eq!(at, Some(*one)),
                (Whereabouts::Split(parts), Some(at)) => {
                    let above = |unit: UnitId, part: UnitId| unit == part || tree.ancestors(part).any(|a| a == unit);
                    prop_assert!(parts.iter().all(|&part| above(at, part)), "it stands above all parts");
                    let lower = tree.children(at).iter().any(|&c| parts.iter().all(|&part| above(c, part)));
                    prop_assert!(!lower, "and nothing lower does");
                }
                (Whereabouts::Split(_) | Whereabouts::Dissolved | Whereabouts::Unknown, at) => {
                    prop_assert_eq!(at, None);
                }
            }
        }
    }

    #[test]
    fn a_figure_that_is_lost_or_counted_twice_is_noticed(history in histories(), at in 0_usize..100) {
        let (tree, earlier) = (history.tree(), history.earlier());
        let mut carried = carry(&earlier, &tree);
        let unit = at % tree.units().len();
        match at % 4 {
            0 => carried.units[unit].reviews += 1,
            1 => carried.own[unit].reviews += 1,
            2 => carried.unallocated.reviews += 1,
            _ => carried.whole.reviews += 1,
        }
        prop_assert!(carried.check(&earlier, &tree).is_err());
    }
}
