//! What every step of the extraction needs: the catalogue, the words, the recogniser.

use super::aspects::Aspects;
use super::columns;
use super::filling;
use super::ordinal::{self, Ordinal};
use super::polarity::Polarity;
use super::recognise::{Match, Recogniser, THIN};
use super::remembered::Remembered;
use super::role::Role;
use super::vocabulary::Vocabulary;
use crate::model::Catalogue;
use crate::text::{Period, fold};

/// What every step of the extraction needs.
#[derive(Debug)]
pub(super) struct Context {
    pub catalogue: Catalogue,
    pub vocabulary: Vocabulary,
    /// The period that the reviews are about, where it is known.
    pub period: Option<Period>,
    recogniser: Recogniser,
    polarity: Polarity,
    /// What was recognised in texts.
    known: Remembered<Known>,
    /// What lines of these texts may be.
    aspects: Remembered<Aspects>,
}

/// What is known of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub ordinal: Option<Ordinal>,
    /// The number by which the whole text names an indicator instead of quoting it.
    pub reference: Option<Ordinal>,
    pub found: Option<Match>,
    pub group: Option<usize>,
    /// What a column under it would be for.
    pub heading: Option<Role>,
    /// Whether it is a field with its label, `Chi bộ: Sơn Nam`.
    pub is_field: bool,
    /// Whether it says that a place left empty means no.
    pub empty_is_no: Option<bool>,
    /// Whether it says to mark what is absent.
    pub marks_absent: bool,
    /// Whether it says what a sign means.
    pub explains: bool,
}

/// A text without the letter that numbers it: `a) Phai nhạt…`, `b. Xa rời…`.
pub(super) fn without_letter(text: &str) -> &str {
    let mut letters = text.trim_start_matches(['(', '-', ' ']).chars();
    let lettered =
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_some_and(|c| ".)/".contains(c));
    if lettered { letters.as_str().trim_start() } else { text }
}

impl Context {
    pub(super) fn new(catalogue: Catalogue, vocabulary: Vocabulary) -> Self {
        let recogniser = Recogniser::new(&catalogue, &vocabulary);
        let polarity = Polarity::new(&catalogue, &vocabulary);
        Self {
            catalogue,
            vocabulary,
            period: None,
            recogniser,
            polarity,
            known: Remembered::default(),
            aspects: Remembered::default(),
        }
    }

    /// The same for reviews about a period.
    pub(super) fn in_period(self, period: Option<Period>) -> Self {
        Self { period, ..self }
    }

    /// What a text says of indicators and groups.
    pub(super) fn known(&self, text: &str) -> Known {
        let text = text.trim();
        self.known.of(text, || {
            let (ordinal, rest) = ordinal::split(text, &self.catalogue)
                .map_or((None, without_letter(text)), |(o, r)| (Some(o), r));
            Known {
                ordinal,
                reference: ordinal::reference(text, &self.catalogue),
                found: self.led_to(rest).or_else(|| self.named(rest)),
                group: self
                    .recogniser
                    .group(text)
                    .or_else(|| ordinal::group_by_number(text, &self.catalogue)),
                heading: self.vocabulary.heading(text),
                is_field: columns::is_field(text),
                empty_is_no: filling::empty_means_no(text),
                marks_absent: filling::marks_what_is_absent(text),
                explains: filling::explains(text, &self.vocabulary),
            }
        })
    }

    /// The indicator whose wording stands in a sentence behind words that lead to it.
    fn led_to(&self, text: &str) -> Option<Match> {
        self.named(self.vocabulary.without_lead(text)?).filter(|found| found.anchored)
    }

    /// The indicator that a text without its number names, unless it says the opposite.
    fn named(&self, text: &str) -> Option<Match> {
        let found = self.recogniser.recognise(text)?;
        (!self.polarity.opposes(text, found.indicator, &self.vocabulary)).then_some(found)
    }

    /// Whether a heading speaks of a time before the one that is asked about: *Quý trước*, `Quý I/2026`.
    pub(super) fn is_earlier(&self, heading: &str) -> bool {
        let folded = fold(heading);
        // Few headings name a period at all.
        let of_period = ["quy", "qui", "thang", "nam"].iter().any(|word| folded.contains(word));
        let named = || Period::of(heading).zip(self.period).is_some_and(|(then, now)| then.to < now.from);
        self.vocabulary.earlier.within(&folded) || (of_period && named())
    }

    /// What a line of this text may be.
    pub(super) fn aspects(&self, text: &str) -> Aspects {
        self.aspects.of(text, || Aspects::of(text, self))
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
