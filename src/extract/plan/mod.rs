//! Promised corrections in paragraphs with labels, and their deadlines.

pub(super) mod across;
pub(super) mod answers;
mod beside;
pub(super) mod deadlines;
pub(super) mod lines;
pub(super) mod outcome;
pub(super) mod promises;
pub(super) mod rows;
pub(super) mod sentences;
pub(super) mod shortcomings;
pub(super) mod stacked_labels;
mod stripes;

use super::context::Context;
use super::review::item::Correction;
use super::wording::ordinal;
use super::wording::role::Label;
use crate::finding::PartFinding;
use crate::model::{Commitment, Flag, Place, Review, Status};
use crate::text::{Due, Period, due, fold, names_a_day, without_bullet};

pub(super) fn correction(
    shortcoming: String,
    action: String,
    (due, said): (&str, String),
    place: Place,
    context: &Context,
) -> Correction {
    let status: Option<Status> = context.vocabulary.status.of(&fold(&said)).copied();
    let due_text = due.to_owned();
    let commitment = Commitment { indicator: None, shortcoming, action, due: None, due_text, status, place };
    Correction { who: None, commitment, grade: String::new(), said }
}

/// Sets the deadlines of a review whose date is known by now, or that was written in a period, and flags each that
/// names a day which cannot be told.
pub(super) fn date(review: &mut Review, period: Option<Period>) {
    let written = review.date;
    for commitment in &mut review.commitments {
        match due(&commitment.due_text, written, period) {
            Due::On(day) => commitment.due = Some(day),
            Due::Open => commitment.due = None,
            Due::Unclear => {
                let (text, at) = (commitment.due_text.clone(), commitment.place.clone());
                let finding = PartFinding::UnclearDeadline { text, at }.into();
                review.flags.push(Flag { finding, indicator: commitment.indicator });
            }
        }
    }
}

/// The parts of a line, each with the label before it.
pub(super) fn parts(text: &str, context: &Context) -> Vec<(Option<Label>, String)> {
    if let Some(parts) = in_a_row(text) {
        return parts;
    }
    let mut parts: Vec<(Option<Label>, String)> = Vec::new();
    let mut start = 0;
    let mut label = None;
    for (colon, _) in text.match_indices(':') {
        // The longest label that ends here: `Tồn tại, hạn chế` before `hạn chế`.
        let signs = text[start..colon].match_indices(|c: char| ";.\t\n,–-→(".contains(c));
        let mut starts = std::iter::once(start).chain(signs.map(|(at, sign)| start + at + sign.len()));
        let label_from = |from: usize| {
            let words = without_bullet(&text[from..colon]);
            context.vocabulary.labels.of(unnumbered(&fold(words))).map(|found| (from, *found))
        };
        if let Some((from, found)) = starts.find_map(label_from) {
            push(&mut parts, label, &text[start..from]);
            label = Some(found);
            start = colon + 1;
        }
    }
    push(&mut parts, label, &text[start..]);
    part_announced(&mut parts, context);
    part_subject(&mut parts);
    part_deadline(&mut parts, context);
    parts
}

/// Signs that part what falls short, what will be done and by when, where no label does.
const PARTING: [&str; 5] = ["→", "=>", "->", " – ", " - "];

/// The parts of a line that parts them by signs: `Còn nể nang → Mạnh dạn góp ý → 30/11/2026`.
fn in_a_row(text: &str) -> Option<Vec<(Option<Label>, String)>> {
    let pieces = PARTING.iter().find_map(|sign| {
        let pieces: Vec<&str> = text.split(sign).map(str::trim).collect();
        (pieces.len() == 3 && pieces.iter().all(|p| !p.is_empty())).then_some(pieces)
    })?;
    let wordy = |piece: &str| piece.split_whitespace().count() > 1 && !piece.contains(':');
    let [shortcoming, action, due] = pieces.as_slice() else { return None };
    (wordy(shortcoming) && wordy(action) && due.len() < 60 && names_a_day(due)).then(|| {
        let labels = [Label::Shortcoming, Label::Action, Label::Due];
        labels.into_iter().zip([shortcoming, action, due]).map(|(l, t)| (Some(l), (*t).to_owned())).collect()
    })
}

/// Parts what falls short from what will be done, where a colon stands between them and a deadline behind: `Đối với
/// hạn chế ngại đọc tài liệu: mỗi tuần đọc hai buổi. Thời hạn: 30/9/2026`.
fn part_subject(parts: &mut Vec<(Option<Label>, String)>) {
    let [(None, first), (Some(Label::Due), _)] = parts.as_slice() else { return };
    let Some((subject, action)) = first.split_once(':') else { return };
    let wordy = |text: &str| text.split_whitespace().count() > 1;
    if !wordy(subject) || !wordy(action) {
        return;
    }
    let (subject, action) = (about(subject).trim().to_owned(), action.trim().to_owned());
    parts[0] = (Some(Label::Shortcoming), subject);
    parts.insert(1, (Some(Label::Action), action));
}

/// A text without the words that only say that it is about something: `Đối với hạn chế…`, `Về khuyết điểm…`.
fn about(text: &str) -> &str {
    let mut words = text.split_whitespace();
    let mut rest = text.trim_start();
    let openings: [&[&str]; 8] = [
        &["doi", "voi", "han", "che"],
        &["doi", "voi", "khuyet", "diem"],
        &["doi", "voi", "bieu", "hien"],
        &["doi", "voi", "viec"],
        &["doi", "voi"],
        &["ve", "han", "che"],
        &["ve", "khuyet", "diem"],
        &["ve", "viec"],
    ];
    let folded: Vec<String> = words.by_ref().take(4).map(fold).collect();
    let opening = openings
        .iter()
        .find(|opening| folded.iter().zip(**opening).filter(|(a, b)| a == b).count() == opening.len());
    for _ in opening.into_iter().copied().flatten() {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, more)| more.trim_start());
    }
    rest
}

/// The longest deadline, in bytes.
const DEADLINE: usize = 60;

/// Parts the deadline off with which a line ends and whose label has no colon: `…, thời hạn 30/9/2026`.
fn part_announced(parts: &mut Vec<(Option<Label>, String)>, context: &Context) {
    if parts.iter().any(|(label, _)| *label == Some(Label::Due)) {
        return;
    }
    let Some((None | Some(Label::Shortcoming | Label::Action), text)) = parts.last_mut() else { return };
    // The dots within `30.9.2026` part nothing.
    let dated = |at: usize| text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let mut signs = text.match_indices([',', ';', '(', '.']).map(|(at, _)| at);
    let Some(at) = signs.rfind(|at| !text[*at..].starts_with('.') || !dated(*at)) else { return };
    let clause = text[at + 1..].trim_matches(|c: char| c.is_whitespace() || ".)".contains(c));
    let spaces = clause.match_indices(' ').map(|(space, _)| space).take(3);
    let announced =
        |space: &usize| context.vocabulary.labels.of(&fold(&clause[..*space])) == Some(&Label::Due);
    // Of one word it may be another: `xong việc được giao`.
    let Some(space) = spaces.filter(announced).last().filter(|space| clause[..*space].contains(' ')) else {
        return;
    };
    let due = clause[space..].trim().to_owned();
    let told = names_a_day(&due) || fold(&clause[..space]).starts_with("thoi ");
    if told && due.len() < DEADLINE && !due.contains(':') {
        text.truncate(at);
        text.truncate(text.trim_end().len());
        parts.push((Some(Label::Due), due));
    }
}

/// Parts the deadline off with which the last action ends and that no label announces: `Biện pháp: mạnh dạn góp ý
/// (xong 30/11/2026)`.
fn part_deadline(parts: &mut Vec<(Option<Label>, String)>, context: &Context) {
    if parts.iter().any(|(label, _)| *label == Some(Label::Due)) {
        return;
    }
    let Some((Some(Label::Action), action)) = parts.last_mut() else { return };
    let Some(at) = action.rfind([',', ';', '(']) else { return };
    let clause = action[at + 1..].trim_matches(|c: char| c.is_whitespace() || ".)".contains(c)).to_owned();
    if context.vocabulary.promises.by_when.within(&fold(&clause)) && names_a_day(&clause) {
        action.truncate(at);
        action.truncate(action.trim_end().len());
        parts.push((Some(Label::Due), clause));
    }
}

/// A label without the number behind it: `Hạn chế 1: …`, `Hạn chế thứ nhất: …`.
fn unnumbered(folded: &str) -> &str {
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let placed = bare.rsplit_once(' ').filter(|(_, word)| ordinal::place(word).is_some());
    let bare = placed.and_then(|(label, _)| label.strip_suffix(" thu")).unwrap_or(bare);
    bare.strip_suffix(" thu").or_else(|| bare.strip_suffix(" so")).unwrap_or(bare)
}

/// A row of label and value as a line: its label ends with a colon.
pub(super) fn beside_label<'t>(text: &'t str, context: &Context) -> std::borrow::Cow<'t, str> {
    match text.split_once('\t') {
        Some((label, value))
            if !text.contains(':') && context.vocabulary.labels.of(unnumbered(&fold(label))).is_some() =>
        {
            format!("{label}: {value}").into()
        }
        _ => text.into(),
    }
}

fn push(parts: &mut Vec<(Option<Label>, String)>, label: Option<Label>, text: &str) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || ".;,…-–→(".contains(c));
    if !text.is_empty() || label.is_some() {
        parts.push((label, text.to_owned()));
    }
}
