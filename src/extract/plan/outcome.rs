//! What became of corrections promised before (*kết quả khắc phục*): in tables, or in lines with labels.

use crate::document::{BOX_EMPTY, BOX_TICKED, Slot, Table};
use crate::extract::answer::verdict::{append, without_dots};
use crate::extract::answer::{boxes, sign};
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::review::item::{Correction, Said};
use crate::extract::table::columns::Columns;
use crate::extract::table::rows::is_denial;
use crate::extract::wording::role::Role;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{BirthDate, Outcome, Status};
use crate::text::{clean_name, fold, read_birth_date};

/// Whether these headings are those of a table of what became of corrections.
pub(crate) fn is_table(columns: &Columns) -> bool {
    let what = |r| matches!(r, Role::Shortcoming | Role::Wording | Role::Action);
    let result = |r| matches!(r, Role::Status | Role::Outcome(_));
    columns.having(what).next().is_some()
        && columns.having(result).next().is_some()
        && !columns.having(Role::answers).any(|(_, r)| r.takes_mark())
}

/// What a row of such a table says; `None` where it is about no correction. `who` is whom the row above was about,
/// for rows that leave the name out.
pub(crate) fn of_row(
    table: &Table,
    row: u32,
    columns: &Columns,
    who: &mut Option<(String, Option<BirthDate>)>,
    context: &Context,
) -> Option<Said> {
    let text = |wanted: Role| {
        let slots = columns.slots(table, row, |r| r == wanted).into_iter().filter(|(_, s)| s.row == row);
        let mut all = String::new();
        for piece in slots.map(|(_, s)| without_dots(&s.text())).filter(|t| !t.is_empty()) {
            append(&mut all, &piece);
        }
        all
    };
    let (name, birth) = (text(Role::Name), text(Role::Birth));
    if columns.has(Role::Name) && names::may_be_name(&clean_name(&name)) {
        *who = Some((clean_name(&name), read_birth_date(&birth)));
    }
    let named = text(Role::Shortcoming);
    let shortcoming = if named.is_empty() { text(Role::Wording) } else { named };
    let action = text(Role::Action);
    if (shortcoming.is_empty() && action.is_empty()) || is_denial(&shortcoming) {
        return None;
    }
    let (status, evidence) = result(table, row, columns, &context.vocabulary);
    let what = |r| matches!(r, Role::Shortcoming | Role::Wording | Role::Action);
    let column = columns.having(what).next().map_or(0, |(c, _)| c);
    let place = table.place(row, column);
    let outcome = Outcome { indicator: None, shortcoming, action, status, evidence, place };
    Some(Said { who: who.clone().filter(|_| columns.has(Role::Name)), outcome })
}

/// How far a row says that it has come, and the characters that say so.
fn result(table: &Table, row: u32, columns: &Columns, words: &Vocabulary) -> (Option<Status>, String) {
    let own = |(_, s): &(u32, &Slot)| s.row == row;
    let marked = columns.having(|r| matches!(r, Role::Outcome(_)));
    let mut chosen: Vec<Option<Status>> = Vec::new();
    let mut evidence = String::new();
    for (column, role) in marked {
        let Some(slot) = table.slot(row, column).filter(|s| s.row == row) else { continue };
        let sign = sign::in_slot(slot);
        if !sign.leaves_open() {
            let Role::Outcome(status) = role else { continue };
            append(&mut evidence, &slot.text());
            chosen.push(Some(status).filter(|_| sign.marks(columns.words(column))));
        }
    }
    for (_, slot) in columns.slots(table, row, |r| r == Role::Status).into_iter().filter(own) {
        let text = sign::standing(&slot.paragraphs());
        if !without_dots(&text).is_empty() {
            append(&mut evidence, text.trim());
            chosen.push(of_text(&text, words));
        }
    }
    match chosen.as_slice() {
        [one] => (*one, evidence),
        _ => (None, evidence),
    }
}

/// What a line says that was read as a correction.
pub(crate) fn of_line(correction: Correction, context: &Context) -> Said {
    let Correction { commitment, mut said, .. } = correction;
    let mut shortcoming = commitment.shortcoming;
    if said.is_empty()
        && let Some(at) = result_in(&shortcoming, context)
    {
        shortcoming[at..]
            .trim_start_matches(|c: char| c.is_whitespace() || ":–-→".contains(c))
            .clone_into(&mut said);
        shortcoming.truncate(at);
    }
    let status = of_text(&said, &context.vocabulary);
    let outcome = Outcome {
        indicator: commitment.indicator,
        shortcoming: shortcoming.trim().to_owned(),
        action: commitment.action,
        status,
        evidence: said,
        place: commitment.place,
    };
    Said { who: None, outcome }
}

/// Where in a line the result begins: at its first box, or after its last colon or dash.
fn result_in(text: &str, context: &Context) -> Option<usize> {
    let tail =
        |at: &usize| of_text(text[*at..].trim_start_matches([':', '–', '→', '-']), &context.vocabulary);
    let mut signs = text.char_indices().filter(|(_, c)| matches!(c, ':' | '–' | '→' | '-')).map(|(at, _)| at);
    boxes::first(text).or_else(|| signs.rfind(|at| tail(at).is_some()))
}

/// How far a text says that it has come: by the one box that is ticked, or by words that say one thing and take
/// nothing back.
pub(crate) fn of_text(text: &str, words: &Vocabulary) -> Option<Status> {
    let text = &*boxes::plain(text);
    if text.contains([BOX_TICKED, BOX_EMPTY]) {
        return among_boxes(text, words);
    }
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*.:".contains(c));
    let end = text.find(|c: char| ".,;:(/|–\n\t".contains(c)).unwrap_or(text.len());
    let status = words.outcomes.of(&fold(&text[..end])).copied()?;
    (!words.outcome_doubts.within(&fold(&text[end..]))).then_some(status)
}

/// The status beside the one ticked box. A label stands after its box, in all of the text alike, or before it.
fn among_boxes(text: &str, words: &Vocabulary) -> Option<Status> {
    let pieces: Vec<Option<Status>> =
        text.split([BOX_TICKED, BOX_EMPTY]).map(|piece| words.outcomes.of(&fold(piece)).copied()).collect();
    let ticked: Vec<bool> =
        text.chars().filter(|c| *c == BOX_TICKED || *c == BOX_EMPTY).map(|c| c == BOX_TICKED).collect();
    let labels = match (pieces.first()?, pieces.last()?) {
        (None, Some(_)) => pieces.get(1..)?,
        (Some(_), None) => pieces.get(..pieces.len() - 1)?,
        _ => return None,
    };
    let mut chosen = labels.iter().zip(&ticked).filter(|(_, ticked)| **ticked);
    let (one, _) = chosen.next()?;
    one.filter(|_| chosen.next().is_none() && labels.iter().all(Option::is_some))
}
