//! Promised corrections line by line: `1. Hạn chế: …; giải pháp: …; thời hạn: ….`, on one line or several.

use super::{beside_label, correction, deadlines, parts, sentences};
use crate::extract::answer::verdict::append;
use crate::extract::context::{Context, without_letter};
use crate::extract::review::item::Correction;
use crate::extract::table::rows::is_denial;
use crate::extract::wording::ordinal;
use crate::extract::wording::role::Label;
use crate::model::Place;
use crate::text::{names_a_day, nfc};

/// Reads corrections line by line.
#[derive(Debug, Default)]
pub(crate) struct PlanReader {
    /// Whether the lines say what became of promises, so that a result is one of these.
    following: bool,
    open: Option<Draft>,
    /// Lines without any mark below the open correction: they are part of it if it goes on after them.
    plain: Vec<String>,
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
    /// Whether its shortcoming is announced by a label.
    named: bool,
    /// How the line is marked that it began with.
    mark: Option<char>,
    /// What was read last.
    last: Option<Label>,
    /// How the lines are marked below a label with nothing behind it; they are what it announces.
    listed: Option<List>,
}

/// The lines below a label with nothing behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum List {
    /// None came yet.
    Awaited,
    /// They are marked like this.
    Marked(Option<char>),
}

/// Stands for any number before a line.
const NUMBER: char = '1';
/// Stands for any letter before a line.
const LETTER: char = 'a';

impl Draft {
    /// Where what a label announces is kept.
    fn field(&mut self, label: Option<Label>, following: bool) -> &mut String {
        match label {
            Some(Label::Answer) if following => &mut self.status,
            None | Some(Label::Shortcoming | Label::Answer | Label::Note) => &mut self.shortcoming,
            Some(Label::Action) => &mut self.action,
            Some(Label::Due) => &mut self.due,
            Some(Label::Status) => &mut self.status,
        }
    }

    fn add(&mut self, label: Option<Label>, value: &str, following: bool) {
        self.last = label;
        if !value.is_empty() {
            append(self.field(label, following), value);
        }
    }
}

impl PlanReader {
    /// A reader of lines about promises made before.
    pub(crate) fn following() -> Self {
        Self { following: true, ..Self::default() }
    }

    /// Reads a line, or the several promises that stand in one; returns whether it belongs to the plan.
    pub(crate) fn line(&mut self, text: &str, place: &Place, context: &Context) -> bool {
        let numbered = enumerated(text);
        let lines = if numbered.len() < 2 { each_dated(text, context) } else { numbered };
        if lines.len() < 2 {
            return self.single(text, place, context);
        }
        lines.into_iter().map(|line| self.single(line, place, context)).fold(false, |any, one| any | one)
    }

    fn single(&mut self, text: &str, place: &Place, context: &Context) -> bool {
        let text = nfc(text);
        let text = beside_label(&text, context);
        let (mark, body) = marked(&text, context);
        if !self.following && sentences::of_all_above(body, context).is_some() {
            self.done.extend(self.open.take());
            return false;
        }
        let parts = parts(body, context);
        let labelled = parts.iter().any(|(label, _)| label.is_some());
        if !labelled && self.goes_on(mark, body) {
            return true;
        }
        if let [(None | Some(Label::Action), said)] = parts.as_slice()
            && self.open.is_none()
            && let Some((due, what)) = deadlines::ahead(said, context)
        {
            self.take(vec![(None, what.to_owned())], Some(due), mark, place);
            self.done.extend(self.open.take());
            return true;
        }
        let numbered = mark == Some(NUMBER);
        let bulleted = mark.is_some() && !numbered;
        // `a) Biện pháp: …` is a part of the correction above, however it is numbered.
        let begins = match parts.first() {
            Some((Some(Label::Shortcoming), _)) => true,
            Some((None, _)) => numbered || (labelled && (bulleted || self.is_whole())),
            _ => numbered && self.open.is_none(),
        };
        let due = if labelled || self.following { None } else { deadlines::in_clause(body, context) };
        let promised = !numbered && due.is_some();
        let again = bulleted && !labelled && self.open.as_ref().is_some_and(|d| d.mark == mark && !d.named);
        if begins || promised || again {
            self.done.extend(self.open.take());
            self.plain.clear();
        }
        if !labelled && !numbered && !promised && (!bulleted || self.open.is_some()) {
            return self.below(mark, body);
        }
        if is_denial(body) {
            return true;
        }
        self.take(parts, due, mark, place);
        true
    }

    /// Whether the open correction has a deadline, so that a line which begins without a label begins another.
    fn is_whole(&self) -> bool {
        self.open.as_ref().is_some_and(|draft| !draft.due.is_empty() && !draft.shortcoming.is_empty())
    }

    fn take(
        &mut self,
        parts: Vec<(Option<Label>, String)>,
        due: Option<&str>,
        mark: Option<char>,
        place: &Place,
    ) {
        let labelled = parts.iter().any(|(label, _)| label.is_some());
        let following = self.following;
        let named = matches!(parts.first(), Some((Some(Label::Shortcoming), _)));
        let fresh = || Draft { place: place.clone(), mark, named, ..Draft::default() };
        let draft = self.open.get_or_insert_with(fresh);
        for line in std::mem::take(&mut self.plain) {
            draft.add(draft.last, &line, following);
        }
        draft.labelled |= labelled;
        if let Some(due) = due {
            due.clone_into(&mut draft.due);
        }
        let announces = parts.last().is_some_and(|(label, value)| label.is_some() && value.is_empty());
        draft.listed = None;
        for (label, value) in parts {
            draft.add(label, &value, following);
        }
        if announces {
            draft.listed = Some(List::Awaited);
        }
    }

    /// Reads a line below a label with nothing behind it: `Biện pháp:`, and the actions in lines marked alike.
    fn goes_on(&mut self, mark: Option<char>, body: &str) -> bool {
        let following = self.following;
        let Some(draft) = self.open.as_mut() else { return false };
        let listed = match draft.listed {
            Some(List::Awaited) => true,
            Some(List::Marked(of)) => of == mark && mark.is_some(),
            None => false,
        };
        if listed {
            draft.listed = Some(List::Marked(mark));
            draft.add(draft.last, body.trim(), following);
        }
        listed
    }

    /// A line without label or number below the open correction: with a bullet it goes on with what was said last.
    fn below(&mut self, mark: Option<char>, body: &str) -> bool {
        let following = self.following;
        let Some(draft) = self.open.as_mut() else { return false };
        if mark.is_none() || following {
            self.plain.push(body.trim().to_owned());
            return false;
        }
        draft.add(draft.last, body.trim(), following);
        true
    }

    /// The corrections read.
    pub(crate) fn finish(mut self, context: &Context) -> Vec<Correction> {
        self.done.extend(self.open.take());
        // A deadline tells that something is promised, even where nothing says about what.
        let worth = |d: &Draft| {
            let said = !d.shortcoming.is_empty() && (d.labelled || d.shortcoming.split(' ').count() > 3);
            said || (d.shortcoming.is_empty() && !d.action.is_empty() && !d.due.is_empty())
        };
        let make = |d: Draft| correction(d.shortcoming, d.action, (&d.due, d.status), d.place, context);
        self.done.into_iter().filter(worth).map(make).collect()
    }
}

/// Whether a text has no labels, and no numbers that part it.
pub(crate) fn is_plain(text: &str, context: &Context) -> bool {
    enumerated(text).is_empty() && parts(text, context).iter().all(|(label, _)| label.is_none())
}

/// The pieces of a line that are numbered from 1: `(1) …; (2) …`.
fn enumerated(text: &str) -> Vec<&str> {
    if !["2)", "2.", "2/"].iter().any(|second| text.contains(second)) {
        return Vec::new();
    }
    let opening = |from: usize, number: usize| {
        let signs = [format!("({number})"), format!("{number})"), format!("{number}."), format!("{number}/")];
        let found = signs.iter().filter_map(|sign| text[from..].find(sign.as_str()).map(|at| from + at));
        let parted = |at: &usize| {
            *at == 0 || text[..*at].ends_with('\n') || {
                let before = text[..*at].trim_end();
                before.is_empty() || before.ends_with([';', '.', ':'])
            }
        };
        let spaced =
            |at: &usize| text[*at..].contains(' ') && (*at == 0 || text[..*at].ends_with([' ', '\n']));
        found.filter(|at| parted(at) && spaced(at)).min()
    };
    let text_from = text.len() - text.trim_start().len();
    let mut starts: Vec<usize> = Vec::new();
    while let Some(at) = opening(starts.last().map_or(text_from, |at| at + 1), starts.len() + 1)
        .filter(|at| !starts.is_empty() || *at == text_from)
    {
        starts.push(at);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(from, to)| text[from..to].trim_end_matches([' ', ';'])).collect()
}

/// The promises of a line that parts them by semicolons or stops, each with the deadline at its end: `ngại đọc tài liệu,
/// thời hạn 30/9/2026; ít góp ý, thời hạn Quý IV/2026`.
fn each_dated<'t>(text: &'t str, context: &Context) -> Vec<&'t str> {
    let pieces = text.split(';').flat_map(|piece| piece.split(". ")).map(str::trim);
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let dated = |piece: &&str| {
        let parts = parts(piece, context);
        if let [(None, said)] = parts.as_slice() {
            return deadlines::in_clause(said, context).is_some();
        }
        let begins =
            matches!(parts.first(), Some((None | Some(Label::Shortcoming), said)) if !said.is_empty());
        begins && matches!(parts.last(), Some((Some(Label::Due), due)) if names_a_day(due))
    };
    if pieces.len() > 1 && pieces.iter().all(dated) { pieces } else { Vec::new() }
}

/// The mark before a line, any number or one of the bullets, and what follows it.
fn marked<'t>(text: &'t str, context: &Context) -> (Option<char>, &'t str) {
    if let Some((_, rest)) = ordinal::split(text, &context.catalogue) {
        return (Some(NUMBER), rest);
    }
    let lettered = without_letter(text.trim_start());
    if lettered.len() < text.trim_start().len() {
        return (Some(LETTER), lettered);
    }
    let bullet = text.trim_start().chars().next().filter(|c| "-–+•*→".contains(*c));
    (bullet, text.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*→".contains(c)))
}
