//! The reviews that a table of many gives: one for each member, unit or committee in it.

use super::assemble::Assembler;
use super::draft::Draft;
use super::filled::{count, fill};
use super::item::{Counted, MemberRow};
use crate::extract::head::header::Committee;
use crate::extract::head::others;
use crate::extract::head::owner::{doubts_about_name, name_by_sheet};
use crate::extract::many::committees;
use crate::extract::table::rows::is_denial;
use crate::finding::FileFinding;
use crate::model::{Kind, Lang, UnitLine, UnitSource};
use crate::text::title_case;

impl Assembler<'_> {
    /// A review for each row of a table of members.
    pub(super) fn members(&mut self, draft: &mut Draft) {
        if draft.lists_days(self.context) {
            // Days or meetings are numbered as indicators are.
            if !draft.paper.is_other {
                self.unknown_layout(0);
            }
            draft.members.clear();
            return;
        }
        if draft.paper.is_other {
            let detail = draft.place.words(Lang::Vi);
            self.extraction.findings.push(FileFinding::Sample { detail }.into());
        }
        let by_committees =
            draft.header.committee == Committee::ReviewsItself && committees::answer(&draft.members);
        for member in std::mem::take(&mut draft.members) {
            if others::is_placeholder(&member.name) {
                self.extraction.findings.push(FileFinding::Sample { detail: member.name }.into());
                continue;
            }
            let kind = match member.name.as_str() {
                _ if member.committee => Kind::Collective,
                "" if by_committees => Kind::Collective,
                "" if counts_nobody(&member) => {
                    let text = member.unit.unwrap_or_default();
                    draft.leftovers.push((text, member.place));
                    continue;
                }
                "" => Kind::Tally,
                _ => Kind::Member,
            };
            let mut review = self.empty(&draft.header, kind, &member.place);
            name_by_sheet(&mut review, draft.sheet.as_deref(), self.context);
            review.flags = doubts_about_name(Some(&member.name).filter(|name| !name.is_empty()), None);
            review.name = Some(title_case(&member.name)).filter(|n| !n.is_empty());
            review.birth = member.birth;
            review.position = member.position;
            if let Some(unit) = member.unit {
                let place = review.place.clone();
                let own = UnitLine { text: unit, goes_on: None, source: UnitSource::Field, place };
                let code = member.unit_code.map(|code| UnitLine {
                    text: code,
                    goes_on: None,
                    source: UnitSource::Code,
                    place: review.place.clone(),
                });
                let others = review.unit_lines.iter().cloned();
                review.unit_lines = std::iter::once(own).chain(code).chain(others).collect();
            }
            if review.kind == Kind::Tally {
                // A unit's row: what stands in it are numbers of members, nothing where there are none.
                let counts = member.answers.into_iter().map(|(i, v)| (i, Counted::of_square(v)));
                count(&mut review, counts.collect(), member.total);
            } else {
                fill(&mut review, member.answers);
                review.commitments = member.promises.commitments;
                self.extraction.findings.extend(member.promises.doubts);
                let (rating, doubts) = member.ratings.finish();
                review.rating = rating;
                review.flags.extend(doubts);
            }
            if member.with_plan {
                self.planned.push(review);
            } else {
                self.extraction.reviews.push(review);
            }
        }
        self.leftovers(&draft.leftovers);
    }
}

/// Whether a unit's row answers in words and holds no number: it is no row of numbers of members.
fn counts_nobody(row: &MemberRow) -> bool {
    let said = || row.answers.iter().map(|(_, verdict)| verdict.evidence.as_str());
    let worded = |text: &str| text.contains(char::is_alphabetic) && !is_denial(text);
    said().any(worded) && !said().any(|text| text.contains(|c: char| c.is_ascii_digit()))
}
