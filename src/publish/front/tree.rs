//! The units from the top down, with their figures and links.

use super::super::dossier::Archive;
use super::{address, figures, url};
use crate::model::UnitId;
use crate::publish::Work;
use crate::publish::report::Paper;
use crate::publish::words;
use crate::rollup::Sequence;
use minijinja::{Value, context};
use std::collections::BTreeSet;

/// Units shown unfolded: this many levels from the top.
const UNFOLDED: usize = 2;

/// Cells from which nothing came, each with the anchor of its row.
pub(super) fn late(archive: &Archive<'_>) -> Vec<Value> {
    let tree = &archive.campaign.hierarchy;
    let late = tree.ids().filter(|&id| tree.is_cell(id) && archive.totals_of(id).cells_in == 0);
    let row = |id: UnitId| {
        let above = tree.parent(id).map(|above| tree.unit(above).name.as_str()).unwrap_or_default();
        context! { name => tree.unit(id).name.as_str(), above, anchor => id.0 }
    };
    late.map(row).collect()
}

/// How many cells kept the order of reviews, and those that did not, each with the anchor of its row.
pub(super) fn precedence(archive: &Archive<'_>) -> Value {
    let tree = &archive.campaign.hierarchy;
    let all = archive.precedences();
    let sum = all.sum(tree.ids());
    let amiss = [Sequence::CollectiveMissing, Sequence::CollectiveLater];
    let cells = tree.ids().filter(|&id| amiss.contains(&all.of_cell(id).sequence));
    let row = |id: UnitId| {
        let above = tree.parent(id).map(|above| tree.unit(above).name.as_str()).unwrap_or_default();
        let why = words::sequence(all.of_cell(id).sequence);
        context! { name => tree.unit(id).name.as_str(), above, why, anchor => id.0 }
    };
    context! {
        none_sent => sum.none_sent(),
        out => sum.out_of_order(),
        unknown => sum.unknown,
        in_order => sum.in_order,
        cells => cells.map(row).collect::<Vec<_>>(),
    }
}

/// Every unit before the units below it; `closes` says how many units end after it.
pub(super) fn units<'r>(
    archive: &'r Archive<'_>,
    results: &'r [Work<'_, '_>],
) -> impl Iterator<Item = Value> + 'r {
    let tree = &archive.campaign.hierarchy;
    let waiting = waiting(archive);
    let sources = sources(archive);
    let mut rows: Vec<(UnitId, usize)> = Vec::new();
    let mut open: Vec<(UnitId, usize)> = tree.roots().map(|id| (id, 0)).collect();
    open.reverse();
    while let Some((id, depth)) = open.pop() {
        rows.push((id, depth));
        open.extend(tree.children(id).iter().rev().map(|&child| (child, depth + 1)));
    }
    (0..rows.len()).map(move |at| {
        let (id, depth) = rows[at];
        let next = rows.get(at + 1).map_or(0, |(_, depth)| *depth);
        let files =
            sources[id.0].iter().filter_map(|&file| archive.links.url(&archive.books.files.get(file)?.path));
        let papers = results.get(id.0).into_iter().flat_map(Work::paths);
        context! {
            anchor => id.0,
            name => tree.unit(id).name.as_str(),
            level => tree.unit(id).level.as_str(),
            is_cell => tree.is_cell(id),
            unfolded => depth < UNFOLDED,
            closes => depth.saturating_sub(next),
            figures => figures(archive.totals_of(id)),
            questions => waiting[id.0],
            papers => papers.map(paper).collect::<Vec<_>>(),
            sources => files.map(address).collect::<Vec<_>>(),
        }
    })
}

/// A result with what it is called on the page.
fn paper(path: &str) -> Value {
    let name = path.rsplit('/').next().unwrap_or(path);
    let titles = [
        ("Tổng hợp - ", "Bảng tổng hợp (Excel)"),
        (Paper::Report.prefix(), "Báo cáo"),
        (Paper::Opening.prefix(), "Báo cáo đề dẫn"),
        (Paper::Plan.prefix(), "Kế hoạch khắc phục"),
        (Paper::Reminder.prefix(), "Công văn đôn đốc"),
    ];
    let title = titles.iter().find(|(start, _)| name.starts_with(start)).map_or(name, |(_, title)| *title);
    context! { title, link => address(url(path)) }
}

/// Open questions of each unit and of those below it.
fn waiting(archive: &Archive<'_>) -> Vec<u32> {
    let tree = &archive.campaign.hierarchy;
    let mut counts = vec![0; tree.units().len()];
    for unit in archive.books.open_questions().filter_map(|q| q.unit) {
        counts[unit.0] += 1;
        tree.ancestors(unit).for_each(|above| counts[above.0] += 1);
    }
    counts
}

/// The files in which something of each unit stands, counted or not, in the order of the books.
fn sources(archive: &Archive<'_>) -> Vec<BTreeSet<usize>> {
    let mut sources = vec![BTreeSet::new(); archive.campaign.hierarchy.units().len()];
    for entry in &archive.books.entries {
        if let Some(unit) = entry.unit {
            sources[unit.0].insert(entry.file);
        }
    }
    sources
}
