//! Labelled fields of a line, *Họ và tên: …  Ngày sinh: …*: where a label begins and ends, and what stands behind it.

use super::header::tidy;
use super::names;
use crate::extract::context::Context;
use crate::extract::table::columns::without_brackets;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::role::Field;
use crate::text::{fold, without_bullet};

/// Labels that fill the columns of a line, whose values stand below them.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    /// For each column what it is about, and the label.
    pub fields: Vec<Option<(Field, String)>>,
    /// How many lines of values were met: a second one makes a list of people.
    pub lines: u32,
}

/// A labelled field of a line.
pub(crate) struct Labelled<'t> {
    pub field: Field,
    pub label: &'t str,
    pub value: &'t str,
}

impl Labelled<'_> {
    /// The value; for `Chi bộ: thôn Sơn Nam` with the word that is part of the unit's name.
    pub(crate) fn text(&self, context: &Context) -> String {
        let kind = context.vocabulary.unit_openings.contains(&fold(self.label));
        if self.field == Field::Unit && kind && !tidy(self.value).is_empty() {
            format!("{} {}", self.label.trim(), self.value.trim())
        } else if self.field == Field::Unit {
            unit_behind(self.label, self.value, context)
        } else {
            self.value.to_owned()
        }
    }
}

/// The unit that stands behind a label or below a heading; where that asks for the cell, with the word that is part of
/// the name: *Sinh hoạt tại chi bộ*, *Trạm Y tế*.
pub(crate) fn unit_behind(label: &str, value: &str, context: &Context) -> String {
    let value = value.trim();
    let asks = has_words(&fold(label), "chi bo") && value.contains(char::is_alphanumeric);
    if asks && !context.vocabulary.names_unit(&fold(value)) {
        format!("Chi bộ {value}")
    } else {
        value.to_owned()
    }
}

/// The field whose label fills a slot of its own, its value in the next one; a row of labels has no values.
pub(crate) fn label_alone(segment: &str, next: &str, context: &Context) -> Option<Field> {
    let label = |text: &str| context.vocabulary.fields.of(&fold(&without_brackets(text))).copied();
    let field = label(segment).filter(|_| label(next).is_none() && !segment.contains(':'))?;
    (field != Field::Name || names::is_name(next)).then_some(field)
}

/// The labels of a line whose columns hold nothing else, one of them for a name or a unit. `Đảng viên` in a
/// column is more often a position than a label.
pub(crate) fn labels(slots: &[&str], context: &Context) -> Option<Labels> {
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
pub(crate) fn fields<'t>(text: &'t str, context: &Context) -> Vec<Labelled<'t>> {
    let mut found: Vec<(Field, usize, usize)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let from = found.last().map_or(0, |(_, _, value)| *value);
        if let Some((field, start)) = label_before(&text[from..colon], context) {
            found.push((field, from + start, colon + 1));
        }
    }
    if found.is_empty() {
        found.extend(of_oneself(text, context));
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
        let behind = text.get(*value..end)?;
        let value = if *field == Field::Name { before_room(behind) } else { behind };
        Some(Labelled { field: *field, label, value })
    };
    found.iter().zip(ends).filter_map(part).collect()
}

/// What stands before room in which a label follows that is not known: *Trần Viết An*`     Cấp bậc: Thượng úy`.
fn before_room(value: &str) -> &str {
    let from = value.len() - value.trim_start().len();
    let room = value[from..].find("  ").into_iter().chain(value[from..].find('\t')).min();
    room.filter(|&at| value[from + at..].contains(':')).map_or(value, |at| &value[..from + at])
}

/// The name that a later sentence of a line gives in the first person: *Kính gửi chi ủy. Tôi là Trần Viết An, …*.
fn of_oneself(text: &str, context: &Context) -> Vec<(Field, usize, usize)> {
    let mut starts = text.match_indices(". ").map(|(at, sign)| at + sign.len());
    let said = starts.find_map(|start| {
        let (field, value) = opening(&text[start..], context)?;
        let first_person = context.vocabulary.first_person.begins(&fold(&text[start..]));
        (field == Field::Name && first_person).then_some((field, start, start + value))
    });
    let unit = said.and_then(|(_, _, value)| unit_in_sentence(text, value, context));
    said.into_iter().chain(unit).collect()
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
pub(crate) fn opening(text: &str, context: &Context) -> Option<(Field, usize)> {
    let lead = text.len() - without_bullet(text).len();
    let folded = fold(&text[lead..]);
    let (taken, field) = context.vocabulary.fields.opening(&folded)?;
    let words = folded[..taken].split(' ').count();
    // `Chi bộ thôn Sơn Nam` without a colon is a name, not a label and its value.
    let opens_name = context.vocabulary.unit_openings.contains(&folded[..taken]);
    // `Họ tên` labels nothing but a name.
    let plain = context.vocabulary.first_person.begins(&folded) || folded.starts_with("ho ");
    if !matches!(field, Field::Name | Field::Unit) || opens_name || (words < 3 && !plain) {
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
    let named = || {
        let name = names::in_value(rest, &context.vocabulary);
        // *Tôi* begins any sentence.
        let alone = words == 1 && !names::is_whole_name(&name, &context.vocabulary);
        !alone && (tidy(rest).is_empty() || names::is_name(&name))
    };
    (field != Field::Name || named()).then(|| (field, text.len() - rest.len()))
}
