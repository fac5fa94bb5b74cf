//! The ratings that a form gives, gathered line by line: a label, its value, or printed choices below it.

use super::item::Line;
use super::rating::{self, Announced, Choice};
use crate::document::Emphasis;
use crate::extract::answer::choice::STANDING_OUT;
use crate::extract::answer::sign::{Sign, in_text};
use crate::extract::context::Context;
use crate::finding::PartFinding;
use crate::model::{Flag, Place, Rating};

/// Lines below a label, or below the last printed choice, in which another may stand.
const LINES: u32 = 2;

/// The ratings that a form gives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ratings {
    open: Option<Statement>,
    /// The ratings that head the columns of a row above.
    columns: Vec<Option<Rating>>,
    /// Whether what stands above is the rating of somebody else, or another one.
    other: bool,
    given: Vec<Rating>,
    doubts: Vec<Flag>,
}

/// A label with what stands behind and below it.
#[derive(Debug, Clone)]
struct Statement {
    text: String,
    place: Place,
    choices: Vec<Choice>,
    /// Whether something stands there that is no rating.
    unknown: bool,
    /// Lines since the last one that belongs to it.
    idle: u32,
}

impl Ratings {
    /// Reads a line; `concerns` is whether it may have to do with a rating.
    pub(crate) fn line(&mut self, line: &Line<'_>, concerns: bool, context: &Context) {
        if !concerns && self.open.is_none() && self.columns.is_empty() {
            self.other = false;
            return;
        }
        match rating::announced(&line.text, context) {
            Some(Announced::Other) => {
                self.close();
                self.other = true;
            }
            Some(Announced::Own(value)) => self.announce(line, value, context),
            None => self.below(line, context),
        }
    }

    fn announce(&mut self, line: &Line<'_>, value: &str, context: &Context) {
        self.close();
        self.other = false;
        let mut statement = Statement {
            text: line.text.trim().to_owned(),
            place: line.place.clone(),
            choices: Vec::new(),
            unknown: false,
            idle: 0,
        };
        match rating::choices(value, line.shown().as_deref(), context) {
            Some(choices) if !choices.is_empty() => statement.choices = choices,
            None => statement.unknown = true,
            Some(_) => {
                let said = crate::extract::table::columns::without_brackets(value);
                statement.unknown = value.len() < line.text.trim().len()
                    && said.len() < 60
                    && !line.text.contains('\t')
                    && said.contains(char::is_alphanumeric);
            }
        }
        if let Some(rating) = self.marked_column(&line.text) {
            let choice = Choice { rating, on: Some(true), look: Emphasis::NONE, apart: false };
            (statement.choices, statement.unknown) = (vec![choice], false);
        }
        self.open = Some(statement);
    }

    /// A line without a label: one of the choices below it, a row of marks, or none of this.
    fn below(&mut self, line: &Line<'_>, context: &Context) {
        let heads = heads(&line.text, context);
        if heads.iter().flatten().count() > 1 {
            self.columns = heads;
            return;
        }
        let marked = self.marked_column(&line.text);
        let Some(open) = &mut self.open else {
            self.unlabelled(line, context);
            return;
        };
        if let Some(rating) = marked {
            open.choices.push(Choice { rating, on: Some(true), look: Emphasis::NONE, apart: false });
            return;
        }
        match rating::choices(&line.text, line.shown().as_deref(), context) {
            Some(choices) if !choices.is_empty() => {
                open.choices.extend(choices);
                open.text = format!("{}\n{}", open.text, line.text.trim());
                open.idle = 0;
            }
            _ => open.idle += 1,
        }
        if open.idle > LINES {
            self.close();
        }
    }

    /// Printed choices with a mark or room for one need no label, but under one of somebody else they are theirs.
    fn unlabelled(&mut self, line: &Line<'_>, context: &Context) {
        let choices = rating::choices(&line.text, line.shown().as_deref(), context).unwrap_or_default();
        if choices.is_empty() {
            self.other = false;
        } else if !self.other && (line.text.contains('\t') || choices.iter().any(|c| c.on.is_some())) {
            let (text, place) = (line.text.trim().to_owned(), line.place.clone());
            let rooms = choices.into_iter().map(|c| Choice { on: c.on.or(Some(false)), ..c }).collect();
            self.open = Some(Statement { text, place, choices: rooms, unknown: false, idle: 0 });
        }
    }

    /// The rating whose column is the only one marked in a row.
    fn marked_column(&self, row: &str) -> Option<Rating> {
        let cells: Vec<&str> = row.split('\t').collect();
        if cells.len() != self.columns.len() {
            return None;
        }
        let mut marked = cells.iter().zip(&self.columns).filter(|(cell, _)| in_text(cell) == Sign::Mark);
        let (_, rating) = marked.next()?;
        rating.filter(|_| marked.next().is_none())
    }

    fn close(&mut self) {
        let Some(statement) = self.open.take() else { return };
        match decide(&statement) {
            Ok(rating) => self.given.extend(rating),
            Err(()) => self.doubts.push(doubt(statement)),
        }
    }

    /// The one rating that the form gives, and what is doubtful.
    pub(crate) fn finish(mut self) -> (Option<Rating>, Vec<Flag>) {
        let last = self.open.as_ref().map(|open| (open.text.clone(), open.place.clone()));
        self.close();
        let first = self.given.first().copied();
        if self.given.iter().all(|rating| Some(*rating) == first) {
            return (first.filter(|_| self.doubts.is_empty()), self.doubts);
        }
        let (text, at) = last.unwrap_or_default();
        let finding = PartFinding::UnclearRating { text, at }.into();
        self.doubts.push(Flag { finding, indicator: None });
        (None, self.doubts)
    }
}

fn doubt(statement: Statement) -> Flag {
    let finding = PartFinding::UnclearRating { text: statement.text, at: statement.place };
    Flag { finding: finding.into(), indicator: None }
}

/// The ratings that head the columns of a row in which nothing is marked.
fn heads(row: &str, context: &Context) -> Vec<Option<Rating>> {
    let one = |cell: &str| match rating::choices(cell, None, context)?.as_slice() {
        [Choice { rating, on: None, .. }] => Some(*rating),
        _ => None,
    };
    let marked = row.split('\t').any(|cell| in_text(cell) == Sign::Mark);
    let cells: Vec<Option<Rating>> = row.split('\t').map(one).collect();
    if marked || cells.len() < 3 { Vec::new() } else { cells }
}

/// What a statement comes to: nothing where no choice was made.
fn decide(statement: &Statement) -> Result<Option<Rating>, ()> {
    let choices = &statement.choices;
    let one = |chosen: Vec<Rating>| match chosen.as_slice() {
        [] => Ok(None),
        [first, rest @ ..] if rest.iter().all(|rating| rating == first) => Ok(Some(*first)),
        _ => Err(()),
    };
    let rated = |wanted: &dyn Fn(&Choice) -> bool| -> Vec<Rating> {
        choices.iter().filter(|c| wanted(c)).map(|c| c.rating).collect()
    };
    if statement.unknown {
        return Err(());
    }
    let marked = rated(&|c| c.on == Some(true));
    if !marked.is_empty() {
        return one(marked);
    }
    let open = |c: &Choice| c.on.is_none();
    if choices.iter().any(|c| c.look.has(Emphasis::STRIKE)) {
        return one(rated(&|c| !c.look.has(Emphasis::STRIKE)));
    }
    if rated(&open).iter().all(|rating| Some(*rating) == choices.first().map(|c| c.rating)) {
        return one(rated(&open));
    }
    // What all of them share is how the form was printed.
    let own: Vec<Emphasis> =
        STANDING_OUT.into_iter().filter(|one| !choices.iter().all(|c| c.look.has(*one))).collect();
    one(rated(&|c| c.apart || own.iter().any(|one| c.look.has(*one))))
}
