//! The fields in a form's head and the signature at its end.

use super::fields::{Labelled, Labels, fields, label_alone, labels, opening};
use super::signature::{self, Signatures};
use super::{dateline, letterhead, names, others, title};
use crate::extract::context::Context;
use crate::extract::review::item::Line;
use crate::extract::review::other_rounds;
use crate::extract::wording::role::Field;
use crate::model::{BirthDate, Place, UnitLine, UnitSource};
use crate::text::{Period, find_date, fold, one_line, read_birth_date};
use jiff::civil::Date;

/// What a committee (*chi ủy*) has to do with a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Committee {
    /// Nothing.
    #[default]
    No,
    /// It signs.
    Signs,
    /// It reviews itself.
    ReviewsItself,
}

/// What a form's title says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Title {
    /// Nothing: there is none of a self-review.
    #[default]
    No,
    /// A self-review.
    Review,
    /// Answers of many, put together (*tổng hợp*).
    Compiled,
}

/// What a line of the head is to the one below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Above {
    /// Nothing that matters there.
    #[default]
    Other,
    /// The title.
    Title,
    /// To whom the paper goes (*Kính gửi:*), or another line of that.
    Addressees,
}

/// What the head and the end of a form say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Header {
    pub name: Option<String>,
    pub signatures: Signatures,
    pub position: Option<String>,
    pub birth: Option<BirthDate>,
    pub unit_lines: Vec<UnitLine>,
    /// The cell to which it is addressed, with the bodies above that.
    pub(crate) addressees: Vec<UnitLine>,
    /// The cell whose committee confirms it at its end, with the bodies above that.
    pub(crate) confirmed: Vec<UnitLine>,
    /// Whether the line before says that somebody confirms it.
    pub(crate) confirming: bool,
    pub date: Option<Date>,
    pub total: Option<u32>,
    pub taking_part: Option<u32>,
    /// What a committee has to do with the form.
    pub committee: Committee,
    /// What its title says.
    pub title: Title,
    /// The period that the title names, or the line below it.
    pub period: Option<Period>,
    /// Who is called by name at the head, where nothing else says whose form it is.
    pub called: Option<String>,
    /// What the line before is.
    pub(crate) above: Above,
    /// Whether the last unit's name may go on in the next line.
    pub(crate) unit_open: bool,
    /// The line of the letterhead before: it may be the office whose cell the next one names.
    pub(crate) office: Option<String>,
    /// Whether there is a field for a name, filled in or not.
    pub name_field: bool,
    /// A label for a name that filled the line before.
    name_label: Option<Field>,
    /// Labels that filled the columns of the line before.
    labels: Option<Labels>,
    /// The line before, where it only begins a title: `BÁO CÁO`, `BẢN KIỂM ĐIỂM`.
    title_begun: Option<String>,
}

impl Header {
    /// The head of a self-review of which nothing but the title is known.
    pub(crate) fn titled() -> Self {
        Self { title: Title::Review, ..Self::default() }
    }

    /// Whether a title of a self-review stands in it.
    pub(crate) fn is_titled(&self) -> bool {
        self.title > Title::No
    }

    /// What it says of the whole paper and of nobody in it.
    pub(crate) fn of_paper(&self) -> Self {
        Self {
            title: self.title,
            period: self.period,
            date: self.date,
            unit_lines: self.unit_lines.clone(),
            addressees: self.addressees.clone(),
            ..Self::default()
        }
    }

    /// Lines that may name the unit; those to which the form is addressed where no others do.
    pub(crate) fn units(&self) -> &[UnitLine] {
        let all = [&self.unit_lines, &self.addressees, &self.confirmed];
        all.into_iter().find(|lines| !lines.is_empty()).map_or(&[], Vec::as_slice)
    }

    /// Reads a line; `answered` says whether it stands after the answers.
    pub(crate) fn line(&mut self, line: &Line<'_>, answered: bool, context: &Context) {
        // *Tôi là …, tôi tự soi như sau* goes on with no title.
        let of_oneself = || matches!(opening(&line.text, context), Some((Field::Name, _)));
        let begun = self.title_begun.take().filter(|_| !answered && !of_oneself());
        if let Some(whole) = begun.and_then(|begun| title::joined(&begun, line, &context.vocabulary)) {
            return self.line(&whole, answered, context);
        }
        self.title_begun =
            title::begins(&line.text, &context.vocabulary).then(|| line.text.trim().to_owned());
        if self.above == Above::Title && !answered && self.period.is_none() && is_short(&line.text) {
            self.period = other_rounds::named(&line.text, context);
        }
        let addressed = self.above == Above::Addressees;
        let goes_on = addresses(&line.text, addressed);
        if goes_on || addressed {
            self.above = if goes_on { Above::Addressees } else { Above::Other };
        }
        if line.aspects(context).silent {
            if !answered && self.unit_open {
                self.goes_on(&line.text, &fold(&line.text), context);
            }
            if !answered && !line.aspects(context).is_blank {
                self.office = Some(line.text.trim().to_owned());
                self.called(&line.text, &context.vocabulary);
            }
            self.name_label = None;
            self.signatures.pass(&line.text);
            return;
        }
        let vocabulary = &context.vocabulary;
        if answered {
            self.confirmed(&line.text, &line.place, context);
        }
        self.signatures.line(&line.text, vocabulary);
        if self.signatures.by_committee {
            self.committee = self.committee.max(Committee::Signs);
        }
        if !answered && self.below_labels(line, context) {
            return;
        }
        let folded = fold(&line.text);
        if !answered && letterhead::addresses(&folded) {
            self.addressed(&line.text, &line.place, context);
            return;
        }
        let titled = vocabulary.is_title(&folded)
            || title::follows_unit(&line.text, vocabulary)
            || title::is_bare(&line.text, &folded, vocabulary);
        if !answered && (titled || others::titles_tally(&folded, vocabulary)) {
            let compiled = vocabulary.tally_titles.within(&folded);
            self.title = self.title.max(if compiled { Title::Compiled } else { Title::Review });
            self.titled_name(line, context);
            self.period = self.period.or_else(|| other_rounds::named(&line.text, context));
        } else if !answered {
            self.called(&line.text, &context.vocabulary);
        }
        let to_others = addressed && goes_on;
        if !answered && !to_others && vocabulary.titles_committee(&folded) && !is_field_of_one(&line.text) {
            self.committee = Committee::ReviewsItself;
        }
        if let Some(label) = self.name_label.take()
            && !answered
            && names::is_name(&line.text)
        {
            self.set(label, &line.text, &line.place, context);
        }
        // Between label and value a slot may hold nothing but a colon.
        let says = |s: &&str| s.contains(char::is_alphanumeric) || s.contains(['.', '…']);
        let segments: Vec<&str> = line.text.split(['\t', '\n']).filter(says).collect();
        let mut pending = None;
        for (at, segment) in (1..).zip(&segments) {
            // `CỦA ĐẢNG VIÊN` above `CHI BỘ …` is a title broken over lines.
            let unit = || vocabulary.names_unit(&fold(segment));
            if let Some((field, label)) = pending.take().filter(|(field, _)| *field != Field::Name || !unit())
            {
                let value = Labelled { field, label, value: segment }.text(context);
                self.set(field, &value, &line.place, context);
                continue;
            }
            if segments.len() == 1 && !answered {
                let label = vocabulary.fields.of(&folded).copied();
                self.name_label = label.filter(|f| *f == Field::Name && folded.starts_with("ho "));
            }
            if let Some(next) = segments.get(at).filter(|_| !answered) {
                pending = label_alone(segment, next, context).map(|field| (field, *segment));
            }
            let fields = fields(segment, context);
            let last = fields.len();
            for (at, found) in fields.iter().enumerate() {
                if found.value.trim().is_empty() && at + 1 == last {
                    // The value stands in the next slot of the row.
                    pending = Some((found.field, found.label));
                }
                self.set(found.field, &found.text(context), &line.place, context);
            }
            if last == 0 {
                self.dateline(segment);
                self.date_behind_unit(segment, context);
            }
            if last == 0 && !answered {
                self.letterhead(segment, &line.place, context);
            }
        }
    }

    /// Reads labels that fill the columns of a line, and the line with their values below it. A second line of
    /// values makes a list of people, of whom none is the one who fills the form in.
    fn below_labels(&mut self, line: &Line<'_>, context: &Context) -> bool {
        let slots: Vec<&str> = line.text.split('\t').collect();
        let found = labels(&slots, context);
        if found.is_some() {
            self.labels = found;
            return true;
        }
        let Some(mut labels) = self.labels.take().filter(|l| l.fields.len() == slots.len()) else {
            return false;
        };
        labels.lines += 1;
        for (label, slot) in labels.fields.iter().zip(&slots) {
            let Some((field, label)) = label else { continue };
            if labels.lines == 1 {
                let value = Labelled { field: *field, label, value: slot }.text(context);
                self.set(*field, &value, &line.place, context);
            } else if *field == Field::Name {
                self.name = None;
            }
        }
        self.labels = Some(labels);
        true
    }

    /// Whether a line of this text says nothing here, wherever it stands.
    pub(crate) fn ignores(text: &str, folded: &str, context: &Context) -> bool {
        let v = &context.vocabulary;
        let speaks = |piece: &str| {
            let folded = fold(piece);
            signature::signer(&folded, v).is_some()
                || signature::signed_in_line(piece, v).is_some()
                || names::is_name(piece)
                || folded == v.motto
                || v.is_title(&folded)
                || v.names_unit(&folded)
                || title::unit_in(piece, v).is_some()
                || !letterhead::units_apart(piece, v).is_empty()
                || v.fields.of(&folded).is_some()
                || !fields(piece, context).is_empty()
                || dateline::is_dateline(piece)
        };
        let heads = v.is_title(folded)
            || title::is_bare(text, folded, v)
            || v.titles_committee(folded)
            || others::titles_tally(folded, v);
        let parted = text.contains(['\n', '\t']);
        let mut pieces = text.split(['\n', '\t']);
        let mut in_parts = || pieces.any(speaks) || text.split('\t').any(names::is_name);
        !(heads || letterhead::addresses(folded) || speaks(text) || (parted && in_parts()))
    }

    /// Place and date, in the letterhead or above the signature: `Sơn Đông, ngày 05 tháng 6 năm 2026`,
    /// `Ngày 05/6/2026`. Before them stands a place or nothing; other dates belong to what stands there.
    fn dateline(&mut self, text: &str) {
        self.date = self.date.or_else(|| dateline::date_of(text));
    }

    /// Place and date behind the names of units in one line: `Đảng bộ xã Sơn Đông – Chi bộ thôn Bãi Cát. Sơn Đông, ngày …`.
    fn date_behind_unit(&mut self, text: &str, context: &Context) {
        if self.date.is_none()
            && let Some((units, date)) = text.rsplit_once(". ")
            && context.vocabulary.names_unit(&fold(units))
        {
            self.dateline(date);
        }
    }

    pub(crate) fn set(&mut self, field: Field, value: &str, place: &Place, context: &Context) {
        let value = tidy(value);
        let of_oneself = |said: &str| {
            let folded = fold(said);
            let said = folded.strip_prefix("chi bo ").unwrap_or(&folded);
            context.vocabulary.first_person.begins(said)
        };
        match field {
            Field::Name => {
                self.name_field = true;
                // *Trần Viết An – Chi bộ thôn Sơn Nam* names the unit as well.
                for unit in letterhead::units_beside_name(&value, &context.vocabulary) {
                    let (text, source) = (unit.to_owned(), UnitSource::Field);
                    self.unit_lines.push(UnitLine { text, goes_on: None, source, place: place.clone() });
                }
                if let Some((_, rest)) = value.split_once(". ") {
                    self.dateline(rest);
                }
                let name = names::in_value(&value, &context.vocabulary);
                let folded = fold(&name);
                if context.vocabulary.collective_titles.within(&folded) || folded == "chi uy" {
                    self.committee = Committee::ReviewsItself;
                } else if self.name.is_none()
                    && names::may_be_name(&name)
                    // *Đ/c Phó Bí thư* is called by a position.
                    && context.vocabulary.positions.starts(&folded).is_none_or(|rest| !rest.is_empty())
                    && !context.vocabulary.names_unit(&folded)
                    // In a row of labels the next one is no name.
                    && context.vocabulary.fields.of(&folded).is_none()
                {
                    self.name = Some(name);
                }
            }
            Field::Birth => self.birth = self.birth.or_else(|| read_birth_date(&value)),
            Field::Position if self.position.is_none() && !value.is_empty() => self.position = Some(value),
            // *Tôi xin báo cáo chi bộ: tôi không có biểu hiện nào* names no unit.
            Field::Unit if !value.is_empty() && !of_oneself(&value) => {
                let source = UnitSource::Field;
                let text = letterhead::of_sentence(&value, &context.vocabulary).to_owned();
                self.unit_lines.push(UnitLine { text, goes_on: None, source, place: place.clone() });
            }
            Field::Date => self.date = self.date.or_else(|| find_date(&value)),
            Field::Total => self.total = self.total.or_else(|| leading_number(&value)),
            Field::TakingPart => self.taking_part = self.taking_part.or_else(|| leading_number(&value)),
            _ => {}
        }
    }
}

/// Whether a line says to whom a paper goes, or goes on with the list of them that stands above it.
fn addresses(text: &str, before: bool) -> bool {
    let text = text.trim_start();
    ["Kính gửi", "KÍNH GỬI", "Kính gởi"].iter().any(|to| text.starts_with(to))
        || (before && text.starts_with(['-', '–', '+', '•', '*']))
}

/// Whether a line is a field, but not that of a committee: `Tập thể nơi sinh hoạt: Chi bộ …`.
fn is_field_of_one(text: &str) -> bool {
    let Some((label, _)) = text.split_once(':') else { return false };
    let words = label.split_whitespace().count();
    words > 2 && !(words == 3 && fold(label).starts_with("phan thu "))
}

/// Whether a line is so short that it says when and nothing more: `Quý II năm 2026`, `(Kỳ: quý II/2026)`.
fn is_short(text: &str) -> bool {
    text.len() < 32 && !dateline::is_dateline(text)
}

/// A value without the dots and dashes around it.
pub(crate) fn tidy(text: &str) -> String {
    one_line(text.trim_matches(|c: char| c.is_whitespace() || ".…_;,:-–*".contains(c)))
}

fn leading_number(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
