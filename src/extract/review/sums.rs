//! How many manifestations a form says itself that there are: the sum below its table, or a sentence. It checks what was
//! read.

use crate::document::Table;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::verdict::Verdict;
use crate::extract::context::Context;
use crate::extract::prose::listed;
use crate::extract::review::item::Line;
use crate::extract::table::columns::Columns;
use crate::extract::wording::role::Role;
use crate::finding::{Finding, PartFinding};
use crate::model::{Answer, Place};
use crate::text::fold;

/// What a form says of how many are present, and how many are not.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    present: Option<usize>,
    absent: Option<usize>,
    /// Whether a row of the table adds them up, which may be that of one group.
    in_table: bool,
    text: String,
    place: Place,
}

impl Sum {
    /// The numbers under *Có* and *Không* in the row that adds them up.
    pub(crate) fn of_row(table: &Table, row: u32, columns: &Columns) -> Option<Self> {
        let number = |wanted: Role| {
            let slots = columns.slots(table, row, |role| role == wanted);
            let [(_, slot)] = slots.as_slice() else { return None };
            let numeric =
                slot.row == row && matches!(sign::in_slot(slot), Sign::Number(_) | Sign::Mark | Sign::Off);
            numeric.then(|| slot.text().trim().parse().ok()).flatten()
        };
        let (present, absent) = (number(Role::Yes), number(Role::No));
        let texts = table.row(row).iter().map(|slot| slot.text().trim().to_owned());
        let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        (present.is_some() || absent.is_some()).then(|| Self {
            present,
            absent,
            in_table: true,
            text,
            place: table.place(row, 0),
        })
    }

    /// The number that a sentence about oneself gives: *bản thân tự nhận có 01 biểu hiện*.
    pub(crate) fn of_line(line: &Line<'_>) -> Option<Self> {
        let folded = fold(&line.text);
        let of_oneself = ["ban than", "toi ", "tu nhan"].iter().any(|word| folded.contains(word));
        let present = listed::stated(&folded).filter(|_| of_oneself)?;
        let (text, place) = (line.text.trim().to_owned(), line.place.clone());
        Some(Self { present: Some(present), absent: None, in_table: false, text, place })
    }

    /// The doubt that the sum raises about answers, all of them decided, where it is not theirs.
    pub(crate) fn doubt(&self, answers: &[(usize, Verdict)], context: &Context) -> Option<Finding> {
        let count = |wanted: Answer, group: Option<usize>| {
            let of = |indicator: usize| {
                group.is_none_or(|group| context.catalogue.indicators[indicator].group == group)
            };
            let is = |verdict: &Verdict| matches!(verdict.chosen, Ok((answer, ..)) if answer == wanted);
            answers.iter().filter(|(indicator, verdict)| of(*indicator) && is(verdict)).count()
        };
        let fits = |group: Option<usize>| {
            self.present.is_none_or(|said| said == count(Answer::Yes, group))
                && self.absent.is_none_or(|said| said == count(Answer::No, group))
        };
        let decided =
            answers.len() == context.catalogue.len() && answers.iter().all(|(_, v)| v.chosen.is_ok());
        let groups = (0..context.catalogue.groups.len()).filter(|_| self.in_table).map(Some);
        if !decided || std::iter::once(None).chain(groups).any(fits) {
            return None;
        }
        Some(PartFinding::SumDiffers { text: self.text.clone(), at: self.place.clone() }.into())
    }
}
