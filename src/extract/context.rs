//! What every step of the extraction needs: the catalogue, the words, the recogniser.

use super::filling;
use super::ordinal::{self, Ordinal};
use super::recognise::{Match, Recogniser, THIN};
use super::role::Role;
use super::vocabulary::Vocabulary;
use crate::model::Catalogue;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// What every step of the extraction needs.
#[derive(Debug)]
pub(super) struct Context {
    pub catalogue: Catalogue,
    pub vocabulary: Vocabulary,
    recogniser: Recogniser,
    /// What was recognised in texts met before: files of one office repeat the same wording.
    known: RwLock<HashMap<Box<str>, Known, RandomState>>,
}

/// What is known of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub ordinal: Option<Ordinal>,
    pub found: Option<Match>,
    pub group: Option<usize>,
    /// What a column under it would be for.
    pub heading: Option<Role>,
    /// Whether it says that a place left empty means no.
    pub empty_is_no: Option<bool>,
    /// Whether it says what a sign means.
    pub explains: bool,
}

/// Texts remembered at most; a campaign has far fewer wordings.
const REMEMBERED: usize = 20_000;

impl Context {
    pub(super) fn new(catalogue: Catalogue, vocabulary: Vocabulary) -> Self {
        let recogniser = Recogniser::new(&catalogue, &vocabulary);
        Self { catalogue, vocabulary, recogniser, known: RwLock::default() }
    }

    /// What a text says of indicators and groups.
    pub(super) fn known(&self, text: &str) -> Known {
        let text = text.trim();
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return *known;
        }
        let (ordinal, rest) =
            ordinal::split(text, &self.catalogue).map_or((None, text), |(o, r)| (Some(o), r));
        let known = Known {
            ordinal,
            found: self.recogniser.recognise(rest),
            group: self.recogniser.group(text),
            heading: self.vocabulary.heading(text),
            empty_is_no: filling::empty_means_no(text),
            explains: filling::explains(text, &self.vocabulary),
        };
        let mut all = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < REMEMBERED && text.len() < 2_000 {
            all.insert(text.into(), known);
        }
        known
    }

    /// The indicator of a row or paragraph, from its words, its number and the group it stands under.
    /// The number helps where the words alone do not decide; where both decide they must agree.
    pub(super) fn indicator(
        &self,
        known: Known,
        ordinal: Option<Ordinal>,
        group: Option<usize>,
    ) -> Option<usize> {
        let numbered = ordinal.or(known.ordinal).and_then(|o| o.indicator(&self.catalogue, group));
        let found = known.found?;
        if found.is_clear() {
            // A plain disagreement of weak words with the number is no reading.
            let disagrees = numbered.is_some_and(|n| n != found.indicator);
            return (!disagrees || found.score >= 0.7).then_some(found.indicator);
        }
        let near = found.score >= 0.4 && Some(found.indicator) == numbered;
        (near && (found.anchored || found.mass >= THIN)).then_some(found.indicator)
    }
}
