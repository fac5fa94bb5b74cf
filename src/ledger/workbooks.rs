//! Consolidated workbooks of units below: which of our cells each figure in them belongs to.

use super::desk::{Case, Desk};
use super::units::{Resolution, Resolver};
use crate::finding::SubjectFinding;
use crate::intake::Envelope;
use crate::model::{Figures, Hierarchy, Review, Unit, UnitId};
use crate::text::key;
use std::sync::Arc;

impl Desk<'_> {
    /// Lays the figures of a workbook on the desk: one case for every cell of ours. Cells below one of our
    /// cells are added up to it; cells from which nothing came say nothing.
    pub(super) fn lay_out_figures(
        &mut self,
        figures: Vec<(Review, Box<Figures>)>,
        (file, path, envelope): (usize, &str, Option<&Arc<Envelope>>),
        resolver: &Resolver<'_>,
    ) {
        let mut cases: Vec<(Case, Box<Figures>)> = Vec::new();
        for (review, figures) in figures {
            let told = resolver.place(&review, &figures, path, envelope.map(AsRef::as_ref));
            let known =
                cases.iter_mut().find(|(case, _)| told.unit.is_some() && case.entry.unit == told.unit);
            if let Some((_, sum)) = known {
                sum.totals += &figures.totals;
                continue;
            }
            let mark = format!("{}#{}", review.place, figures.unit.0);
            cases.push((self.case(file, review, told, mark), figures));
        }
        for (mut case, figures) in cases.into_iter().filter(|(_, figures)| figures.totals.cells_in > 0) {
            let review = &mut case.entry.review;
            review.total = Some(figures.totals.reviews);
            for (reading, answers) in review.answers.iter_mut().zip(&figures.totals.answers) {
                let reading = Arc::make_mut(reading);
                (reading.count, reading.evidence) = (Some(answers.yes), answers.yes.to_string());
            }
            review.figures = Some(figures);
            self.cases.push(case);
        }
    }
}

impl Resolver<'_> {
    /// The cell of ours that a cell of a workbook is, or stands below. Code and name must agree, or the
    /// names alone be as clear as those of a form.
    fn place(
        &self,
        review: &Review,
        figures: &Figures,
        path: &str,
        envelope: Option<&Envelope>,
    ) -> Resolution {
        let tree = self.hierarchy;
        let chain = || std::iter::once(&figures.unit).chain(&figures.above);
        let ours = chain().find_map(|(code, name)| agreed(tree, code, name));
        let text = figures.unit.1.clone();
        match ours {
            Some(unit) if tree.is_cell(unit) => {
                Resolution { unit: Some(unit), text, ..Resolution::default() }
            }
            // Ours is divided further than theirs, or does not list the cell at all.
            Some(body) => {
                let told = self.resolve(review, path, envelope);
                let below = |u: UnitId| tree.is_cell(u) && tree.ancestors(u).any(|above| above == body);
                if told.unit.is_some_and(below) {
                    return told;
                }
                let finding = Some(SubjectFinding::UnitUnknown { words: text.clone() });
                let candidates = tree.ids().filter(|&u| below(u)).collect();
                Resolution { text, finding, candidates, ..Resolution::default() }
            }
            None => self.resolve(review, path, envelope),
        }
    }
}

/// The unit of this code, where it goes by this name too.
fn agreed(tree: &Hierarchy, code: &str, name: &str) -> Option<UnitId> {
    let named = |unit: &Unit| std::iter::once(&unit.name).chain(&unit.aliases).any(|n| key(n) == key(name));
    tree.find(code).filter(|&unit| named(tree.unit(unit)))
}
