//! What a choice asks to explain in its own line: `☐ Có  ☒ Không  Nếu có, nêu rõ: …`.

use super::{notes, verdict, words};
use crate::document::{BOX_EMPTY, BOX_TICKED};
use crate::extract::wording::role::Label;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::Answer;
use crate::text::fold;

/// How many words such a label has at most.
const LONGEST: usize = 7;

/// An explanation behind the boxes of a choice.
pub(super) struct Asked<'t> {
    label: String,
    said: &'t str,
}

/// Parts a text with boxes before the label, behind the last of them, of what it asks to explain.
pub(super) fn split<'t>(text: &'t str, vocabulary: &Vocabulary) -> (&'t str, Option<Asked<'t>>) {
    let found = || {
        let last = text.rfind([BOX_TICKED, BOX_EMPTY])?;
        let colon = last + text[last..].find(':')?;
        let spaces = text[last..colon].rmatch_indices([' ', '\t', '\n']).map(|(at, _)| last + at + 1);
        let is_label = |from: &usize| {
            let label = text[*from..colon].trim_start_matches(['(', '-', '–', ' ']);
            vocabulary.labels.of(&fold(label)) == Some(&Label::Note)
        };
        let from = spaces.take(LONGEST).filter(is_label).last()?;
        let said = text[colon + 1..].trim_end_matches(')');
        Some((&text[..from], Asked { label: fold(&text[from..colon]), said }))
    };
    found().map_or((text, None), |(choice, asked)| {
        (choice.trim_end_matches(['(', ' ', '\t', '\n']), Some(asked))
    })
}

impl Asked<'_> {
    /// Whether it takes back a denial beside it: what is asked *nếu có* is filled in, or says that something is present.
    pub(super) fn admits(&self, vocabulary: &Vocabulary) -> bool {
        let said = verdict::without_dots(self.said);
        let denied = || matches!(words::answer(&said, vocabulary), Ok((Answer::No, _)));
        let if_present = self.label.starts_with("neu co ");
        !said.is_empty() && ((if_present && !denied()) || notes::is_against(Answer::No, &said, vocabulary))
    }
}
