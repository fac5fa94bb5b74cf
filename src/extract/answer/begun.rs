//! The indicator that was begun: what the rest of its line and the lines below it answer.

use super::choice::Chosen;
use super::verdict::{self, Verdict, append, without_dots};
use super::{boxes, choice, lettered, notes, poll};
use crate::document::{BOX_EMPTY, BOX_TICKED, Paragraph};
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::plan;
use crate::extract::plan::shortcomings;
use crate::extract::prose::partings::{cut_before_answer, head};
use crate::extract::review::item::{Correction, Line};
use crate::extract::table::rows::is_denial;
use crate::extract::wording::role::Label;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};
use crate::text::{fold, without_bullet};

/// An indicator whose answer is still being looked for.
pub(crate) struct Open<'a> {
    pub indicator: usize,
    pub place: Place,
    /// What follows the wording in its own line.
    pub tail: String,
    pub head: Option<&'a Paragraph>,
    pub below: Vec<Line<'a>>,
    /// What is promised about it below its answer.
    pub promise: Vec<Line<'a>>,
    /// Whether a box stands before the wording, and is ticked.
    pub ticked: Option<bool>,
}

/// The correction promised below the answer of an indicator. Where that is absent, nobody knows what falls short.
pub(crate) fn correction_below(open: &Open<'_>, present: bool, context: &Context) -> Option<Correction> {
    let (mut shortcoming, mut action, mut due) = (String::new(), String::new(), String::new());
    // What falls short may be named in a line of its own.
    let apart = open.below.iter().filter(|line| shortcomings::announces(&line.text, &context.vocabulary));
    for line in apart.filter(|_| !open.promise.is_empty()).chain(&open.promise) {
        let (label, rest) = line.text.split_once(':')?;
        let labelled = context.vocabulary.labels.of(&fold(label)).is_some();
        let text = if labelled { without_bullet(&line.text) } else { rest };
        for (label, value) in plan::parts(text, context) {
            let field = match label {
                Some(Label::Due) => &mut due,
                Some(Label::Shortcoming) => &mut shortcoming,
                _ => &mut action,
            };
            if !without_dots(&value).is_empty() {
                verdict::append(field, &value);
            }
        }
    }
    if due.is_empty()
        && let Some((day, what)) =
            plan::deadlines::ahead(&action, context).map(|(day, what)| (day.to_owned(), what.to_owned()))
    {
        (due, action) = (day, what);
    }
    let nothing = (action.is_empty() && due.is_empty()) || is_denial(&action) || (!present && due.is_empty());
    if nothing {
        return None;
    }
    let place = open.promise.first()?.place.clone();
    if present && shortcoming.is_empty() {
        shortcoming.clone_from(&context.catalogue.indicators[open.indicator].label);
    }
    let mut read = plan::correction(shortcoming, action, (&due, String::new()), place, context);
    read.commitment.indicator = Some(open.indicator).filter(|_| present);
    Some(read)
}

/// Of ten words of a line that goes on with a wording, how many the wording must have.
const SHARED: usize = 8;

/// Whether a line behind a bullet or a letter is a part of an indicator's wording: *- Phai nhạt lý tưởng cách mạng;*,
/// *b) dao động, giảm sút niềm tin*. An answer has words of its own.
fn words_it(line: &str, indicator: usize, context: &Context) -> bool {
    let Some(indicator) = context.catalogue.indicators.get(indicator) else { return false };
    let line = line.trim_start();
    let lettered = line.split_once([')', '.']).is_some_and(|(letter, _)| {
        let mut letters = letter.chars();
        letters.next().is_some_and(|c| c.is_ascii_lowercase() || c == 'đ') && letters.next().is_none()
    });
    let bulleted = line.starts_with(['-', '–', '+', '•', '*']);
    if !(bulleted || lettered) || fold(line).split(' ').count() < 3 {
        return false;
    }
    let all: Vec<String> =
        std::iter::once(&indicator.wording).chain(&indicator.also).map(|w| fold(w)).collect();
    let worded = |word: &&str| all.iter().any(|wording| wording.split(' ').any(|w| w == *word));
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').skip(usize::from(lettered)).collect();
    words.iter().filter(|word| worded(word)).count() * 10 >= words.len() * SHARED
}

/// Decides the answer of an indicator from what follows its wording; returns lines that are no part of it.
pub(crate) fn decide<'a>(open: &Open<'a>, context: &Context) -> (Verdict, Vec<Line<'a>>) {
    let vocabulary = &context.vocabulary;
    let mut note = String::new();
    let mut answer: Option<Verdict> = None;
    let mut against = false;
    // Whether no other line stands between the answer and the one being read.
    let mut beside = true;
    if let Some((taken, chosen)) = lettered::in_lines(&open.below, vocabulary) {
        return (chosen, open.below[taken..].to_vec());
    }
    let tail = without_dots(&open.tail);
    if !tail.is_empty() {
        answer = Some(of_tail_text(&open.tail, open.head, &open.place, context));
    }
    // The wording may go on in lines of its own, each with a bullet, before the one that answers.
    let worded = open.below.iter().take_while(|line| words_it(&line.text, open.indicator, context)).count();
    let follows = open.below[worded..].iter().any(|line| !without_dots(&line.text).is_empty());
    let below = if answer.is_none() && follows { &open.below[worded..] } else { &open.below };
    let mut lines = below.iter();
    if answer.is_none()
        && let Some((taken, chosen)) = choice::among_lines(below.iter().map(|l| &*l.text), vocabulary)
    {
        let texts: Vec<&str> = lines.by_ref().take(taken).map(|l| l.text.trim()).collect();
        let place = below[0].place.clone();
        let evidence = texts.join("\n");
        answer = Some(Verdict::new(chosen, evidence, place));
    }
    if answer.is_none()
        && let Some((taken, polled)) = poll::in_lines(below)
    {
        lines.by_ref().take(taken).for_each(drop);
        answer = Some(polled);
    }
    for line in lines.by_ref() {
        let text = without_dots(&line.text);
        if text.is_empty() {
            continue;
        }
        if let Some((label @ (Label::Note | Label::Action | Label::Due), rest)) =
            labelled(&line.text, context)
        {
            let rest = without_dots(rest);
            if !rest.is_empty() {
                let fails = answer.as_ref().is_some_and(Verdict::denies)
                    && shortcomings::named(&line.text, vocabulary);
                against |= label == Label::Note && (fails || denied(answer.as_ref(), &rest, vocabulary));
                append(&mut note, &rest);
            }
            beside &= label == Label::Note;
        } else if let Some(Ok((said @ (Answer::No | Answer::Yes), ..))) = answer.as_ref().map(|a| &a.chosen)
            && shortcomings::announces(&line.text, vocabulary)
        {
            against |= match said {
                Answer::No => shortcomings::named(&line.text, vocabulary),
                _ => shortcomings::none(&line.text, vocabulary),
            };
            append(&mut note, &text);
        } else if let Some(boxed) = answer.as_mut().filter(|a| beside && goes_on(a, &line.text, vocabulary)) {
            append_line(&mut boxed.evidence, &text);
            boxed.chosen = verdict::of_words(&boxed.evidence, vocabulary);
        } else if let Some(chosen) = answers_here(answer.as_ref(), beside, line, vocabulary) {
            answer = Some(Verdict::new(chosen, text, line.place.clone()));
        } else {
            against |= beside && !sums_up(&text, vocabulary) && denied(answer.as_ref(), &text, vocabulary);
            append(&mut note, &text);
            beside = false;
        }
    }
    let mut verdict = answer.unwrap_or_else(|| verdict::of_nothing(open.place.clone(), &Filling::default()));
    if !note.is_empty() {
        append(&mut verdict.note, &note);
    }
    if against {
        verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
    }
    (verdict, lines.cloned().collect())
}

/// What a line answers below a wording that nothing has answered, or right below a printed choice that asks and that
/// nobody touched: `có / không?`.
fn answers_here(
    answer: Option<&Verdict>,
    beside: bool,
    line: &Line<'_>,
    vocabulary: &Vocabulary,
) -> Option<Chosen> {
    let chosen = || match line.paragraph {
        Some(paragraph) => verdict::of_paragraphs(&[paragraph], vocabulary),
        None => verdict::of_words(&line.text, vocabulary),
    };
    let asks = |a: &Verdict| a.chosen == Err(AnswerFinding::UntouchedChoice) && a.evidence.ends_with('?');
    if answer.is_none_or(is_open) {
        return Some(chosen());
    }
    answer.filter(|a| beside && asks(a)).map(|_| chosen()).filter(Result::is_ok)
}

/// Whether an answer that denies is taken back by what stands below it.
fn denied(answer: Option<&Verdict>, below: &str, vocabulary: &Vocabulary) -> bool {
    answer.is_some_and(Verdict::denies) && notes::is_against(Answer::No, below, vocabulary)
}

/// Whether a line sums up what was said before it: it admits nothing of the indicator above it.
fn sums_up(text: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.notes.summing_up.within(&fold(text))
}

/// Decides a box before the wording. Only what the form says of filling in tells what it means to tick it.
pub(crate) fn boxed_before(ticked: bool, below: Verdict, filling: &Filling) -> Verdict {
    let told = filling.meaning("x").or(filling.empty_is_no.then_some((Answer::Yes, None)));
    let chosen = match told {
        _ if below.chosen != Err(AnswerFinding::Blank) => below.chosen,
        Some((Answer::Unclear, _)) if ticked => Err(AnswerFinding::UnknownMark),
        Some((answer, level)) if ticked => Ok((answer, level, Rule::TickedBox)),
        _ if ticked => Err(AnswerFinding::UnknownMark),
        _ if filling.empty_is_no => Ok((Answer::No, None, Rule::EmptyMeansNo)),
        _ => Err(AnswerFinding::Blank),
    };
    let sign = if ticked { BOX_TICKED } else { BOX_EMPTY };
    let evidence = if below.evidence.is_empty() { sign.to_string() } else { below.evidence };
    Verdict { chosen, evidence, ..below }
}

/// Whether a line is one more box with its word, below those of the answer: each option on a line of its own.
fn goes_on(answer: &Verdict, line: &str, vocabulary: &Vocabulary) -> bool {
    let boxed = |text: &str| boxes::first(text).is_some() && choice::among_boxes(text, vocabulary).is_some();
    boxed(&answer.evidence)
        && boxes::opens(line)
        && choice::among_boxes(&format!("{}\n{line}", answer.evidence), vocabulary).is_some()
}

fn append_line(evidence: &mut String, line: &str) {
    evidence.push('\n');
    evidence.push_str(line);
}

/// Whether nothing has answered yet; empty boxes are a place where the answer was left out.
fn is_open(verdict: &Verdict) -> bool {
    verdict.chosen == Err(AnswerFinding::Blank) && boxes::first(&verdict.evidence).is_none()
}

/// Decides what follows the wording in its own line.
fn of_tail_text(tail: &str, paragraph: Option<&Paragraph>, place: &Place, context: &Context) -> Verdict {
    let rest = paragraph.map(|p| p.cut(p.text.len() - tail_length(&p.text, tail)));
    let chosen = match &rest {
        Some(rest) => verdict::of_paragraphs(&[rest], &context.vocabulary),
        None => verdict::of_words(tail, &context.vocabulary),
    };
    Verdict::new(chosen, tail.trim().to_owned(), place.clone())
}

/// How many bytes at the end of a text a tail takes, with the spaces after it.
fn tail_length(text: &str, tail: &str) -> usize {
    text.rfind(tail).map_or(tail.len().min(text.len()), |at| text.len() - at)
}

/// The label that a line begins with and what follows.
fn labelled<'t>(text: &'t str, context: &Context) -> Option<(Label, &'t str)> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim_matches(|c: char| c.is_whitespace() || "-–+•*(".contains(c));
    Some((*context.vocabulary.labels.of(&fold(label))?, rest))
}

/// The answer that stands behind or below the wording in its own slot.
pub(crate) fn in_wording_slot<'a>(
    paragraphs: &[&'a Paragraph],
    place: &Place,
    context: &Context,
) -> Option<Verdict> {
    let first = paragraphs.first()?;
    let (_, mut tail) = head(&first.text, context);
    if tail.is_empty() && paragraphs.len() == 1 {
        let parted = cut_before_answer(&first.text, context);
        tail = parted
            .filter(|(head, _)| context.known(head).found.is_some_and(|m| m.is_clear()))
            .map_or("", |p| p.1);
    }
    let line = |p: &&'a Paragraph| Line {
        text: p.text.as_str().into(),
        place: place.clone(),
        paragraph: None,
        row: Vec::new(),
    };
    let open = Open {
        indicator: 0,
        place: place.clone(),
        tail: tail.to_owned(),
        head: None,
        below: paragraphs.iter().skip(1).map(line).collect(),
        promise: Vec::new(),
        ticked: None,
    };
    let (verdict, _) = decide(&open, context);
    (verdict.chosen != Err(AnswerFinding::Blank)).then_some(verdict)
}
