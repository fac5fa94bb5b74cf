//! What every step of the extraction needs: the catalogue, the words, the recogniser.

use super::answer::scale::Scale;
use super::legend;
use super::legend::filling;
use super::prose::aspects::Aspects;
use super::review::other_rounds;
use super::table::{columns, group_lists};
use super::wording::ordinal::{self, Ordinal};
use super::wording::polarity::Polarity;
use super::wording::recognise::{Match, Recogniser, THIN};
use super::wording::remembered::Remembered;
use super::wording::role::Role;
use super::wording::vocabulary::Vocabulary;
use crate::model::{Answer, Catalogue};
use crate::text::{Period, fold};

/// The longest title of a group behind words that lead to it, in bytes.
const LONGEST_LED: usize = 80;

/// The longest title that names a group, in bytes.
const LONGEST_TITLE: usize = 200;

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
    /// Whether lines of these texts, met after answers, begin another form.
    pub beginning: Remembered<bool>,
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
    /// Whether it says what a sign or an empty place means.
    pub explains: bool,
    /// Whether it says that numbers run through the whole catalogue: *từ 1 đến 27*.
    pub through: bool,
    /// What it says of figures of a scale.
    pub scale: Scale,
    /// What a list of numbers under it has.
    pub lists: Option<Answer>,
}

/// A text without the word that makes it a question: *“Thiếu trung thực” không?*
fn without_question(text: &str) -> &str {
    let Some(bare) = text.trim_end().strip_suffix('?') else { return text };
    let asked = ["hay không", "hoặc không", "không", "chưa"]
        .iter()
        .find_map(|word| bare.trim_end().strip_suffix(word));
    asked.unwrap_or(bare)
}

/// The number of a part that a capital letter counts: `C. Về tự diễn biến`.
fn lettered(text: &str) -> Option<Ordinal> {
    let (letter, _) = text.split_once(['.', ')', '/'])?;
    match letter.as_bytes() {
        [letter @ b'A'..=b'H'] => Some(Ordinal::Number(u32::from(letter - b'A') + 1)),
        _ => None,
    }
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
            beginning: Remembered::default(),
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
                    .or_else(|| ordinal::group_by_number(text, &self.catalogue))
                    .or_else(|| self.titled_group(text))
                    .or_else(|| self.led_group(ordinal.or_else(|| lettered(text))?, rest)),
                heading: self.vocabulary.heading(text),
                is_field: columns::is_field(text),
                empty_is_no: filling::empty_means_no(text),
                explains: self.explains(text),
                through: self.runs_through(text),
                scale: Scale::of(text, &self.vocabulary),
                lists: group_lists::lists(text),
            }
        })
    }

    /// The indicator whose wording stands in a sentence behind words that lead to it.
    fn led_to(&self, text: &str) -> Option<Match> {
        self.named(without_question(self.vocabulary.without_lead(text)?)).filter(|found| found.anchored)
    }

    /// The indicator that a text without its number names, unless it says the opposite.
    fn named(&self, text: &str) -> Option<Match> {
        let found = self.recogniser.recognise(text)?;
        (!self.polarity.opposes(text, found.indicator, &self.vocabulary)).then_some(found)
    }

    /// The indicator of which a text speaks, whether it says the same or the opposite.
    pub(super) fn concerned(&self, text: &str) -> Option<usize> {
        self.recogniser.recognise(text).filter(Match::is_clear).map(|found| found.indicator)
    }

    /// Whether a text says that numbers run through the whole catalogue.
    fn runs_through(&self, text: &str) -> bool {
        let all = self.catalogue.len().to_string();
        if !text.contains(&all) || text.len() > LONGEST_TITLE {
            return false;
        }
        let folded = fold(&text.replace(['-', '–'], " den "));
        folded.contains(&format!("1 den {all}")) || folded.contains(&format!("01 den {all}"))
    }

    /// Whether a text says what a sign or an empty place means.
    fn explains(&self, text: &str) -> bool {
        let legend = legend::read(text, &self.vocabulary);
        legend.empty.is_some() || !legend.signs.is_empty() || !legend.colours.is_empty()
    }

    /// The group that a title ends in: *Tổng hợp tự soi nhóm II: Suy thoái về đạo đức, lối sống*.
    fn titled_group(&self, text: &str) -> Option<usize> {
        let lower = text.to_lowercase();
        let at = lower.find("nhóm ").or_else(|| lower.find("nhom "))?;
        if text.len() > LONGEST_TITLE || self.vocabulary.title_openings.starts(&fold(text)).is_none() {
            return None;
        }
        let tail = lower.get(at..)?.trim_end_matches('.');
        self.recogniser.group(tail).or_else(|| ordinal::group_by_number(tail, &self.catalogue))
    }

    /// Whether a heading speaks of a time before the one that is asked about: *Quý trước*, `Quý I/2026`.
    pub(super) fn is_earlier(&self, heading: &str) -> bool {
        let folded = fold(heading);
        // Few headings name a period at all.
        let of_period = ["quy", "qui", "thang", "nam"].iter().any(|word| folded.contains(word));
        // `Quý I` is that of the year asked about.
        let period = || Period::of(heading).or_else(|| other_rounds::named(heading, self));
        let named = || period().zip(self.period).is_some_and(|(then, now)| then.to < now.from);
        self.vocabulary.earlier.within(&folded) || (of_period && named())
    }

    /// The group of which a line behind its number speaks: *2. Về đạo đức, lối sống*.
    fn led_group(&self, number: Ordinal, rest: &str) -> Option<usize> {
        let title = self.vocabulary.without_lead(rest).filter(|title| title.len() < LONGEST_LED)?;
        let group = self.short_group(title)?;
        (number == Ordinal::Number(u32::try_from(group + 1).ok()?)).then_some(group)
    }

    /// The group of which half a title stands where nothing else can: *đạo đức, lối sống*.
    pub(super) fn short_group(&self, title: &str) -> Option<usize> {
        // Behind a word that says what it is half of the title will do.
        self.recogniser.group(&format!("Biểu hiện {title}"))
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
