//! Corrections and what became of them that stand apart from any answers: whose they are.

use super::assemble::Assembler;
use super::draft::Draft;
use super::filled::table_of;
use crate::extract::head::header::Committee;
use crate::extract::plan::promises::Promises;
use crate::finding::{FileFinding, Finding};
use crate::model::{Answer, Commitment, FollowUp, Kind, Review};
use crate::text::{name_key, title_case};
use std::collections::BTreeSet;

impl Assembler<'_> {
    /// Gives the corrections of a list of what is present to the members whose answers stand elsewhere in the file; where
    /// the file holds no other answers, the list is what they say.
    pub(crate) fn join_planned(&mut self) {
        let answered = self.extraction.reviews.iter().any(|review| review.kind == Kind::Member);
        for mut review in std::mem::take(&mut self.planned) {
            let key = review.name.as_deref().map(name_key);
            let same = |r: &&mut Review| r.kind == Kind::Member && r.name.as_deref().map(name_key) == key;
            let Some(own) = self.extraction.reviews.iter_mut().find(same).filter(|_| answered) else {
                self.extraction.reviews.push(review);
                continue;
            };
            own.commitments.append(&mut review.commitments);
            let agrees = own.answers.iter().zip(&review.answers).all(|(one, other)| {
                let admits = other.is_certain() && other.answer == Some(Answer::Yes);
                !(admits && one.is_certain() && one.answer != Some(Answer::Yes))
            });
            if !agrees {
                let text = review.name.clone().unwrap_or_default();
                let finding = FileFinding::UnknownRow { text, at: review.place.clone() };
                self.extraction.findings.push(finding.into());
            }
        }
    }

    /// Gives corrections on a sheet or page of their own to the one who promised them: whoever bears the name above
    /// them, or the only one who fills the file in. Others are said.
    pub(crate) fn join_corrections(&mut self) {
        let reviews = &mut self.extraction.reviews;
        let mut alone: Vec<Commitment> = Vec::new();
        for (name, Promises { mut commitments, doubts, .. }) in std::mem::take(&mut self.apart) {
            let key = name.as_deref().map(name_key);
            let bears = |r: &Review| {
                let theirs = r.name.as_deref().map(name_key);
                key.is_none() || theirs.is_none() || theirs == key
            };
            let promising = reviews.iter().filter(|r| r.kind != Kind::Tally).count();
            let mut own = reviews.iter_mut().filter(|r| r.kind != Kind::Tally && bears(r));
            match (own.next(), own.next()) {
                (Some(review), None) if promising == 1 || key.is_some() => {
                    review.commitments.append(&mut commitments);
                    self.extraction.findings.extend(doubts);
                }
                _ if promising == 0 => alone.append(&mut commitments),
                _ => {
                    let row = |c: Commitment| FileFinding::UnknownRow { text: c.shortcoming, at: c.place };
                    self.extraction.findings.extend(commitments.into_iter().map(|c| Finding::from(row(c))));
                }
            }
        }
        if !alone.is_empty() {
            // What corrections are about is what those who promise them admit.
            if self.of_admissions || self.asks_all(&alone) {
                self.unknown_layout(0);
            }
            self.extraction.findings.push(FileFinding::PlanAlone { promises: alone.len() }.into());
        }
    }

    /// Whether what looks like a plan names most of the indicators or all of a group: nobody promises to mend them all.
    fn asks_all(&self, plan: &[Commitment]) -> bool {
        let catalogue = &self.context.catalogue;
        let found = |c: &Commitment| Some(self.context.known(&c.shortcoming).found?.indicator);
        let named: BTreeSet<usize> = plan.iter().filter_map(found).collect();
        let whole = |group: usize| catalogue.of_group(group).all(|indicator| named.contains(&indicator));
        2 * named.len() > catalogue.len() || (0..catalogue.groups.len()).any(whole)
    }

    /// What became of corrections promised before: a paper for each who promised some. One that announces it and of
    /// which nothing was understood, but which somebody filled in, is said.
    pub(crate) fn follow_ups(&mut self, draft: &mut Draft) {
        let header = &draft.header;
        if draft.outcomes.is_empty() {
            if draft.follows_up
                && !draft.answered()
                && (header.name.is_some() || header.signatures.name.is_some())
            {
                self.unknown_layout(0);
            }
            return;
        }
        let mut papers: Vec<FollowUp> = Vec::new();
        for said in &draft.outcomes {
            let (written, birth) = match &said.who {
                Some((name, birth)) => (Some(name.clone()), *birth),
                None => (header.name.clone().or_else(|| header.signatures.name.clone()), header.birth),
            };
            let name = written.map(|n| title_case(&n));
            if let Some(paper) = papers.iter_mut().find(|p| p.name == name && p.birth == birth) {
                paper.outcomes.push(said.outcome.clone());
                continue;
            }
            let committee = header.committee == Committee::ReviewsItself
                || (name.is_none() && !header.signatures.by_member && header.committee == Committee::Signs);
            papers.push(FollowUp {
                kind: if committee && said.who.is_none() { Kind::Collective } else { Kind::Member },
                place: table_of(&said.outcome.place),
                name: name.filter(|_| !committee || said.who.is_some()),
                birth,
                unit_lines: header.unit_lines.clone(),
                date: header.date,
                outcomes: vec![said.outcome.clone()],
            });
        }
        self.extraction.follow_ups.extend(papers);
    }
}
