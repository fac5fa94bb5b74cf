//! The fields in a form's head and the signature at its end.

use super::columns::without_brackets;
use super::context::Context;
use super::item::Line;
use super::role::Field;
use super::signature::{self, Signatures};
use super::{letterhead, names, other_rounds, others};
use crate::model::{BirthDate, Place, UnitLine, UnitSource};
use crate::text::{Period, find_date, fold, read_birth_date, spells_year};
use jiff::civil::Date;

/// What a committee (*chi ủy*) has to do with a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Committee {
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
pub(super) enum Title {
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
pub(super) enum Above {
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
pub(super) struct Header {
    pub name: Option<String>,
    pub signatures: Signatures,
    pub position: Option<String>,
    pub birth: Option<BirthDate>,
    pub unit_lines: Vec<UnitLine>,
    /// The cell to which it is addressed, with the bodies above that.
    pub(super) addressees: Vec<UnitLine>,
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
    pub(super) above: Above,
    /// Whether the last unit's name may go on in the next line.
    pub(super) unit_open: bool,
    /// Whether there is a field for a name, filled in or not.
    pub name_field: bool,
    /// A label for a name that filled the line before.
    name_label: Option<Field>,
    /// Labels that filled the columns of the line before.
    labels: Option<Labels>,
}

/// Labels that fill the columns of a line, whose values stand below them.
#[derive(Debug, Clone)]
struct Labels {
    /// For each column what it is about, and the label.
    fields: Vec<Option<(Field, String)>>,
    /// How many lines of values were met: a second one makes a list of people.
    lines: u32,
}

/// Words before a date that is not the one of the form: of a birth, an admission, another document.
const NO_PLACE: [&str; 14] = [
    " sinh",
    " vao ",
    " chinh thuc",
    " ket nap",
    " theo ",
    " nghi quyet",
    " can cu",
    " ke hoach",
    " cap ",
    " quy dinh",
    " huong dan",
    " tu ",
    " den ",
    " truoc ",
];

impl Header {
    /// Whether a title of a self-review stands in it.
    pub(super) fn is_titled(&self) -> bool {
        self.title > Title::No
    }

    /// Lines that may name the unit; those to which the form is addressed where no others do.
    pub(super) fn units(&self) -> &[UnitLine] {
        if self.unit_lines.is_empty() { &self.addressees } else { &self.unit_lines }
    }

    /// Reads a line; `answered` says whether it stands after the answers.
    pub(super) fn line(&mut self, line: &Line<'_>, answered: bool, context: &Context) {
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
                self.called(&line.text, &context.vocabulary);
            }
            self.name_label = None;
            self.signatures.pass(&line.text);
            return;
        }
        let vocabulary = &context.vocabulary;
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
        if !answered && (vocabulary.is_title(&folded) || others::titles_tally(&folded, vocabulary)) {
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
            if let Some((field, label)) = pending.take() {
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
    pub(super) fn ignores(text: &str, folded: &str, context: &Context) -> bool {
        let v = &context.vocabulary;
        let speaks = |piece: &str| {
            let folded = fold(piece);
            signature::signer(&folded, v).is_some()
                || signature::signed_in_line(piece, v).is_some()
                || names::is_name(piece)
                || folded == v.motto
                || v.is_title(&folded)
                || v.names_unit(&folded)
                || v.fields.of(&folded).is_some()
                || !fields(piece, context).is_empty()
                || Self::is_dateline(piece)
        };
        let heads = v.is_title(folded) || v.titles_committee(folded) || others::titles_tally(folded, v);
        let parted = text.contains(['\n', '\t']);
        let mut pieces = text.split(['\n', '\t']);
        let mut in_parts = || pieces.any(speaks) || text.split('\t').any(names::is_name);
        !(heads || letterhead::addresses(folded) || speaks(text) || (parted && in_parts()))
    }

    /// Place and date, in the letterhead or above the signature: `Sơn Đông, ngày 05 tháng 6 năm 2026`,
    /// `Ngày 05/6/2026`. Before them stands a place or nothing; other dates belong to what stands there.
    fn dateline(&mut self, text: &str) {
        self.date = self.date.or_else(|| Self::date_of(text));
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

    /// Whether a line gives a place by its name and behind a comma the date: the form ends, or another begins.
    pub(super) fn is_placed_date(text: &str) -> bool {
        behind_place(text).is_some_and(|date| fold(date).starts_with("ngay ") || is_figures(&fold(date)))
            && Self::is_dateline(text)
    }

    /// Whether a line gives place and date and nothing else.
    pub(super) fn is_dateline(text: &str) -> bool {
        Self::date_of(text).is_some()
    }

    /// The date of a line that gives place and date and nothing else.
    fn date_of(text: &str) -> Option<Date> {
        let spelled = spells_year(text);
        if !spelled && !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        // A space in front, so that every word begins with one.
        let folded = format!(" {}", fold(text));
        let longest = if spelled { 120 } else { 80 };
        if folded.len() > longest || !(spelled || folded.ends_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let before = folded.split("ngay ").next().unwrap_or_default();
        let place = before.len() < folded.len()
            && before.split_whitespace().count() <= 6
            && !before.bytes().any(|b| b.is_ascii_digit())
            && !NO_PLACE.iter().any(|words| before.contains(words));
        if is_figures(&folded) || place {
            return find_date(text);
        }
        // `Sơn Nam, 20/6/2026`; behind a member's name stands when they were born.
        let date = behind_place(text).filter(|date| is_figures(&fold(date))).and_then(find_date)?;
        is_of_form(date).then_some(date)
    }

    pub(super) fn set(&mut self, field: Field, value: &str, place: &Place, context: &Context) {
        let value = tidy(value);
        match field {
            Field::Name => {
                self.name_field = true;
                let name = names::in_value(&value, &context.vocabulary);
                let folded = fold(&name);
                if context.vocabulary.collective_titles.within(&folded) || folded == "chi uy" {
                    self.committee = Committee::ReviewsItself;
                } else if self.name.is_none()
                    && names::may_be_name(&name)
                    // In a row of labels the next one is no name.
                    && context.vocabulary.fields.of(&folded).is_none()
                {
                    self.name = Some(name);
                }
            }
            Field::Birth => self.birth = self.birth.or_else(|| read_birth_date(&value)),
            Field::Position if self.position.is_none() && !value.is_empty() => self.position = Some(value),
            Field::Unit if !value.is_empty() => {
                let source = UnitSource::Field;
                self.unit_lines.push(UnitLine { text: value, goes_on: None, source, place: place.clone() });
            }
            Field::Date => self.date = self.date.or_else(|| find_date(&value)),
            Field::Total => self.total = self.total.or_else(|| leading_number(&value)),
            Field::TakingPart => self.taking_part = self.taking_part.or_else(|| leading_number(&value)),
            _ => {}
        }
    }
}

/// What stands behind a comma and a place with a capital for every word.
fn behind_place(text: &str) -> Option<&str> {
    let capital = |word: &str| word.starts_with(char::is_uppercase) || word == "-";
    let (place, date) = text.split_once(',')?;
    place.split_whitespace().all(capital).then_some(date)
}

/// Whether a folded text holds figures only.
fn is_figures(folded: &str) -> bool {
    folded.split(' ').all(|word| word.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a form may have been written that day: the resolution that names the manifestations is of 2016 (nghị quyết
/// 04-NQ/TW, Hội nghị Trung ương 4 khóa XII), and nobody born since is a member.
fn is_of_form(date: Date) -> bool {
    date.year() >= 2016
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
    text.len() < 32 && !Header::is_dateline(text)
}

/// A value without the dots and dashes around it.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || ".…_;,:-–*".contains(c));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A labelled field of a line.
struct Labelled<'t> {
    field: Field,
    label: &'t str,
    value: &'t str,
}

impl Labelled<'_> {
    /// The value; for `Chi bộ: thôn Sơn Nam` with the word that is part of the unit's name.
    fn text(&self, context: &Context) -> String {
        let kind = context.vocabulary.unit_openings.contains(&fold(self.label));
        if self.field == Field::Unit && kind && !tidy(self.value).is_empty() {
            format!("{} {}", self.label.trim(), self.value.trim())
        } else {
            self.value.to_owned()
        }
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The field whose label fills a slot of its own, its value in the next one; a row of labels has no values.
fn label_alone(segment: &str, next: &str, context: &Context) -> Option<Field> {
    let label = |text: &str| context.vocabulary.fields.of(&fold(&without_brackets(text))).copied();
    let field = label(segment).filter(|_| label(next).is_none() && !segment.contains(':'))?;
    (field != Field::Name || names::is_name(next)).then_some(field)
}

/// The labels of a line whose columns hold nothing else, one of them for a name or a unit. `Đảng viên` in a
/// column is more often a position than a label.
fn labels(slots: &[&str], context: &Context) -> Option<Labels> {
    let label = |slot: &&str| {
        let folded = fold(slot);
        let field = context.vocabulary.fields.of(&folded).copied();
        let field =
            field.filter(|f| *f != Field::Name || folded.starts_with("ho ") || folded.starts_with("ten "));
        field.map(|field| (field, (*slot).to_owned()))
    };
    let fields: Vec<Option<(Field, String)>> = slots.iter().map(label).collect();
    let filled = slots.iter().filter(|s| !s.trim().is_empty()).count();
    let known = fields.iter().flatten().count();
    let numbered = slots.first().is_some_and(|s| matches!(fold(s).as_str(), "tt" | "stt"));
    let asks = |wanted: &Field| matches!(wanted, Field::Name | Field::Unit);
    (known >= 2 && known + usize::from(numbered) == filled && fields.iter().flatten().any(|(f, _)| asks(f)))
        .then_some(Labels { fields, lines: 0 })
}

/// The labelled fields of a line: `Họ và tên: …  Ngày sinh: …` has two.
fn fields<'t>(text: &'t str, context: &Context) -> Vec<Labelled<'t>> {
    let mut found: Vec<(Field, usize, usize)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let from = found.last().map_or(0, |(_, _, value)| *value);
        if let Some((field, start)) = label_before(&text[from..colon], context) {
            found.push((field, from + start, colon + 1));
        }
    }
    if found.first().is_none_or(|(_, start, _)| *start > 0)
        && let Some((field, value)) = opening(text, context)
        && found.first().is_none_or(|(_, start, _)| *start > value)
    {
        found.insert(0, (field, 0, value));
        if field == Field::Name {
            found.extend(unit_in_sentence(text, value, context));
            found.sort_unstable_by_key(|(_, start, _)| *start);
        }
    }
    let ends = found.iter().skip(1).map(|f| f.1).chain([text.len()]).collect::<Vec<_>>();
    let part = |((field, start, value), end): (&(Field, usize, usize), usize)| {
        let label = text.get(*start..*value)?.trim_end_matches(':');
        Some(Labelled { field: *field, label, value: text.get(*value..end)? })
    };
    found.iter().zip(ends).filter_map(part).collect()
}

/// The unit that a sentence about oneself names in a clause after the name: `Tôi là Trần Viết An, hiện đang sinh hoạt
/// tại Chi bộ thôn Sơn Nam`.
fn unit_in_sentence(text: &str, from: usize, context: &Context) -> Option<(Field, usize, usize)> {
    let mut clauses = text[from..].match_indices([',', ';', '.']).map(|(at, _)| from + at + 1);
    clauses.find_map(|start| match opening(&text[start..], context) {
        Some((Field::Unit, value)) => Some((Field::Unit, start, start + value)),
        _ => None,
    })
}

/// The longest label that ends before a colon, and where it begins.
fn label_before(before: &str, context: &Context) -> Option<(Field, usize)> {
    let body = before.trim_end();
    let body = match body.strip_suffix(')').and_then(|b| b.rfind('(').map(|open| &body[..open])) {
        Some(without) => without.trim_end(),
        None => body,
    };
    let mut starts: Vec<usize> = body
        .match_indices(|c: char| c.is_whitespace() || ".…;,-–/".contains(c))
        .map(|(i, s)| i + s.len())
        .collect();
    starts.insert(0, 0);
    starts.reverse();
    starts.truncate(10);
    let fits = |start: &usize| {
        let label = &body[*start..];
        let first = label.chars().next().is_some_and(char::is_alphanumeric);
        let field = context.vocabulary.fields.of(&fold(label)).copied().filter(|_| first)?;
        // `gồm 3 đồng chí: …` counts people, and names none who fills the form in.
        let within = field == Field::Name && !label.contains(' ')
            || matches!(fold(label).as_str(), "dong chi" | "dang vien");
        let before = body[..*start].trim_end_matches(' ');
        let opens = !before.ends_with(char::is_alphanumeric) || body[before.len()..*start].len() > 1;
        (!within || opens).then_some((field, *start))
    };
    starts.iter().filter_map(fits).last()
}

/// A field whose label is not followed by a colon: `Sinh hoạt Đảng tại Chi bộ …`, `Tôi tên là …`.
pub(super) fn opening(text: &str, context: &Context) -> Option<(Field, usize)> {
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*".contains(c)).len();
    let folded = fold(&text[lead..]);
    let (taken, field) = context.vocabulary.fields.opening(&folded)?;
    let words = folded[..taken].split(' ').count();
    // `Chi bộ thôn Sơn Nam` without a colon is a name, not a label and its value.
    let opens_name = context.vocabulary.unit_openings.contains(&folded[..taken]);
    let first_person = ["toi ", "em "].iter().any(|one| folded[..taken].starts_with(one));
    if !matches!(field, Field::Name | Field::Unit) || opens_name || (words < 3 && !first_person) {
        return None;
    }
    // The label's last word may be the unit's first: `sinh hoạt tại chi bộ X` names `chi bộ X`.
    let words = if folded[..taken].ends_with(" chi bo") { words - 2 } else { words };
    let mut rest = &text[lead..];
    // `đ/c` is one word here and two folded.
    while words > fold(&text[lead..text.len() - rest.len()]).split(' ').filter(|w| !w.is_empty()).count() {
        rest = rest.trim_start();
        rest = &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
    }
    // `Họ và tên bí thư chi bộ: …` is another field.
    let named = || tidy(rest).is_empty() || names::is_name(&names::in_value(rest, &context.vocabulary));
    (field != Field::Name || named()).then(|| (field, text.len() - rest.len()))
}
