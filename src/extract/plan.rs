//! Promised corrections: in tables, or in paragraphs with labels.

use super::columns::Columns;
use super::context::Context;
use super::item::Correction;
use super::ordinal;
use super::role::{Label, Role};
use super::rows::is_denial;
use super::verdict::without_dots;
use crate::document::Table;
use crate::model::{Commitment, Place, Status};
use crate::text::{deadline, fold, nfc};

/// The correction in a row of a table; `None` where the row promises nothing.
pub(super) fn of_row(table: &Table, row: u32, columns: &Columns, context: &Context) -> Option<Correction> {
    let text = |wanted: Role| {
        let slots = columns.slots(table, row, |r| r == wanted).into_iter().filter(|(_, s)| s.row == row);
        let texts: Vec<String> =
            slots.map(|(_, s)| without_dots(&s.text())).filter(|t| !t.is_empty()).collect();
        texts.join("; ")
    };
    let named = text(Role::Shortcoming);
    let answered = columns.having(Role::answers).any(|(_, r)| r.takes_mark() || r == Role::Answer);
    let shortcoming = if named.is_empty() && !answered { text(Role::Wording) } else { named };
    let (action, status) = (text(Role::Action), text(Role::Status));
    // One deadline may be merged over the rows that it holds for.
    let merged = columns.slots(table, row, |r| r == Role::Due).into_iter().filter(|(_, s)| s.row < row);
    let due = match text(Role::Due) {
        own if own.is_empty() && !shortcoming.is_empty() => {
            merged.map(|(_, s)| without_dots(&s.text())).collect::<Vec<_>>().join("; ")
        }
        own => own,
    };
    if action.is_empty() && due.is_empty() && (shortcoming.is_empty() || answered) || is_denial(&shortcoming)
    {
        return None;
    }
    let column = columns
        .having(|r| matches!(r, Role::Shortcoming | Role::Action | Role::Due))
        .next()
        .map_or(0, |(c, _)| c);
    Some(correction(shortcoming, action, (&due, status), table.place(row, column), context))
}

fn correction(
    shortcoming: String,
    action: String,
    (due, said): (&str, String),
    place: Place,
    context: &Context,
) -> Correction {
    let status: Option<Status> = context.vocabulary.status.of(&fold(&said)).copied();
    let due_text = due.to_owned();
    let commitment = Commitment { indicator: None, shortcoming, action, due: None, due_text, status, place };
    Correction { commitment, said }
}

/// Sets the deadlines once the date of the form is known.
pub(super) fn date(commitments: &mut [Commitment], written: Option<jiff::civil::Date>) {
    for commitment in commitments {
        commitment.due = deadline(&commitment.due_text, written);
    }
}

/// Reads corrections line by line: `1. Hạn chế: …; giải pháp: …; thời hạn: ….`, on one line or several.
#[derive(Debug, Default)]
pub(super) struct PlanReader {
    /// Whether the lines say what became of promises, so that a result is one of these.
    following: bool,
    open: Option<Draft>,
    done: Vec<Draft>,
}

#[derive(Debug, Default)]
struct Draft {
    shortcoming: String,
    action: String,
    due: String,
    status: String,
    place: Place,
    labelled: bool,
}

impl PlanReader {
    /// A reader of lines about promises made before.
    pub(super) fn following() -> Self {
        Self { following: true, ..Self::default() }
    }

    /// Reads a line; returns whether it belongs to the plan.
    pub(super) fn line(&mut self, text: &str, place: &Place, context: &Context) -> bool {
        let text = nfc(text);
        let text = beside_label(&text, context);
        let (numbered, body) = match ordinal::split(&text, &context.catalogue) {
            Some((_, rest)) => (true, rest),
            None => (false, text.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*".contains(c))),
        };
        let bulleted = body.len() < text.trim_start().len() && !numbered;
        let parts = parts(body, context);
        let labelled = parts.iter().any(|(label, _)| label.is_some());
        let opens = match parts.first() {
            Some((Some(Label::Shortcoming), _)) => labelled,
            Some((None, _)) => labelled && bulleted,
            _ => false,
        };
        if numbered || opens {
            self.done.extend(self.open.take());
        }
        let promised = !labelled && !numbered && !self.following && promise(body).is_some();
        if promised {
            self.done.extend(self.open.take());
        }
        if !labelled && !numbered && !promised && (!bulleted || self.open.is_some()) {
            return false;
        }
        if is_denial(body) {
            return true;
        }
        let draft = self.open.get_or_insert_with(|| Draft { place: place.clone(), ..Draft::default() });
        draft.labelled |= labelled;
        if let Some(due) = promise(body).filter(|_| !labelled && !self.following) {
            due.clone_into(&mut draft.due);
        }
        for (label, value) in parts {
            let into = match label {
                Some(Label::Answer) if self.following => &mut draft.status,
                None | Some(Label::Shortcoming | Label::Answer | Label::Note) => &mut draft.shortcoming,
                Some(Label::Action) => &mut draft.action,
                Some(Label::Due) => &mut draft.due,
                Some(Label::Status) => &mut draft.status,
            };
            if !value.is_empty() {
                super::verdict::append(into, &value);
            }
        }
        true
    }

    /// The corrections read.
    pub(super) fn finish(mut self, context: &Context) -> Vec<Correction> {
        self.done.extend(self.open.take());
        let worth =
            |d: &Draft| !d.shortcoming.is_empty() && (d.labelled || d.shortcoming.split(' ').count() > 3);
        let make = |d: Draft| correction(d.shortcoming, d.action, (&d.due, d.status), d.place, context);
        self.done.into_iter().filter(worth).map(make).collect()
    }
}

/// The parts of a line, each with the label before it.
fn parts(text: &str, context: &Context) -> Vec<(Option<Label>, String)> {
    let mut parts: Vec<(Option<Label>, String)> = Vec::new();
    let mut start = 0;
    let mut label = None;
    for (colon, _) in text.match_indices(':') {
        // The longest label that ends here: `Tồn tại, hạn chế` before `hạn chế`.
        let signs = text[start..colon].match_indices(|c: char| ";.\t\n,–-→(".contains(c));
        let mut starts = std::iter::once(start).chain(signs.map(|(at, sign)| start + at + sign.len()));
        let label_from = |from: usize| {
            let words =
                text[from..colon].trim_start_matches(|c: char| c.is_whitespace() || "-–+•*".contains(c));
            context.vocabulary.labels.of(unnumbered(&fold(words))).map(|found| (from, *found))
        };
        if let Some((from, found)) = starts.find_map(label_from) {
            push(&mut parts, label, &text[start..from]);
            label = Some(found);
            start = colon + 1;
        }
    }
    push(&mut parts, label, &text[start..]);
    parts
}

/// A label without the number behind it: `Hạn chế 1: …`.
fn unnumbered(folded: &str) -> &str {
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    bare.strip_suffix(" thu").or_else(|| bare.strip_suffix(" so")).unwrap_or(bare)
}

/// A row of label and value as a line: its label ends with a colon.
fn beside_label<'t>(text: &'t str, context: &Context) -> std::borrow::Cow<'t, str> {
    match text.split_once('\t') {
        Some((label, value))
            if !text.contains(':') && context.vocabulary.labels.of(unnumbered(&fold(label))).is_some() =>
        {
            format!("{label}: {value}").into()
        }
        _ => text.into(),
    }
}

/// The deadline in a sentence that promises: `Tôi sẽ đọc nghị quyết hằng tuần, xong trong quý I/2027`. What stands
/// before the promise tells of the past.
fn promise(text: &str) -> Option<&str> {
    const PROMISES: [&str; 3] = ["se", "cam ket", "phan dau"];
    const BY_WHEN: [&str; 9] = [
        "hoan thanh",
        "xong",
        "truoc ngay",
        "truoc thang",
        "trong quy",
        "trong thang",
        "het",
        "den ngay",
        "cham nhat",
    ];
    let words = |clause: &str, any: &[&str]| {
        let padded = format!(" {} ", fold(clause));
        any.iter().any(|w| padded.contains(&format!(" {w} ")))
    };
    let clauses = text.split_inclusive([',', ';', '.', '!']).collect::<Vec<_>>();
    let from = clauses.iter().position(|clause| words(clause, &PROMISES))?;
    let year = |clause: &str| clause.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let due = clauses[from..]
        .iter()
        .rev()
        .find(|clause| words(clause, &BY_WHEN) && year(clause) && deadline(clause, None).is_some())?;
    Some(due.trim_matches(|c: char| c.is_whitespace() || ".,;".contains(c)))
}

fn push(parts: &mut Vec<(Option<Label>, String)>, label: Option<Label>, text: &str) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || ".;,…-–→(".contains(c));
    if !text.is_empty() || label.is_some() {
        parts.push((label, text.to_owned()));
    }
}
