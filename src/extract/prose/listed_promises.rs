//! What a list of what is present promises below each thing that it names: *1. Biểu hiện số 3, nhóm I*, *Cụ thể: …*,
//! *Biện pháp khắc phục: …; thời hạn: …*.

use super::listed::{self, Statement};
use crate::extract::answer::begun::{Open, correction_below};
use crate::extract::answer::verdict::without_dots;
use crate::extract::context::Context;
use crate::extract::review::item::{Item, Line};
use crate::extract::wording::role::Label;

/// Keeps what is promised about the indicator that a list named last.
#[derive(Default)]
pub(crate) struct ListedPromises<'a> {
    /// Whether a sentence announced a list of what is present.
    pub announced: bool,
    open: Option<Open<'a>>,
}

impl<'a> ListedPromises<'a> {
    /// Notes a line that announces a list.
    pub(crate) fn announce(&mut self, line: &Line<'_>, context: &Context) {
        let said = listed::statement(&line.text, &line.place, context);
        self.announced |= matches!(said, Some(Statement::Only { .. }));
    }

    /// Whether what stands in the next line may be about something that the list named.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Keeps a line that promises something about what the list named last; any other is given back.
    pub(crate) fn take(
        &mut self,
        line: Line<'a>,
        context: &Context,
        out: &mut Vec<Item<'a>>,
    ) -> Option<Line<'a>> {
        if !self.announced {
            return Some(line);
        }
        match (context.vocabulary.labelled(&line.text).map(|(label, _)| label), &mut self.open) {
            (Some(Label::Action | Label::Due), Some(open)) => {
                open.promise.push(line);
                return None;
            }
            (Some(Label::Note | Label::Shortcoming), Some(open)) => open.below.push(line.clone()),
            _ => {
                self.end(context, out);
                self.open = listed::named(&line.text, context).map(|indicator| Open {
                    indicator,
                    place: line.place.clone(),
                    tail: String::new(),
                    head: None,
                    below: Vec::new(),
                    promise: Vec::new(),
                    ticked: None,
                });
            }
        }
        Some(line)
    }

    /// Gives what is promised about the last one named.
    pub(crate) fn end(&mut self, context: &Context, out: &mut Vec<Item<'a>>) {
        let Some(open) = self.open.take() else { return };
        let Some(mut correction) = correction_below(&open, true, context) else { return };
        let mut said = open.below.iter().filter_map(|line| line.text.split_once(':'));
        if let Some((_, said)) = said.next_back() {
            correction.commitment.shortcoming = without_dots(said);
        }
        out.push(Item::Correction(correction));
    }
}
