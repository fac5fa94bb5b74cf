//! Lines that answer by number under the heading of a group: *Biểu hiện 3: Không*, *Từ biểu hiện 1 đến biểu hiện
//! 4: Không*, *1. Có; 2. Không; …*.

use super::context::Context;
use super::group_prose;
use super::ordinal;
use super::words;
use crate::model::{Answer, Level};
use crate::text::fold;

/// An indicator and what a line answers for it.
pub(super) type Numbered = (usize, (Answer, Option<Level>));

/// The longest line of this kind, in bytes.
const LONGEST: usize = 400;

/// The longest title of a group before it, in bytes.
const TITLE: usize = 120;

/// Whether each piece of a line answers by number, whatever the group that it stands under.
pub(super) fn may_answer(text: &str, context: &Context) -> bool {
    pieces(text, context).is_some()
}

/// What a line answers that numbers the indicators of a group behind its title: *Nhóm I: 1) Không; 2) Có; …*.
pub(super) fn titled(text: &str, context: &Context) -> Option<(usize, Vec<Numbered>)> {
    let (title, said) = text.split_once(':').filter(|(title, _)| title.len() <= TITLE)?;
    let group = group_prose::named_by(title, context)?;
    Some((group, answers(said, group, context)?))
}

/// What each piece of a line says, where all of them name indicators by their numbers only.
fn pieces(text: &str, context: &Context) -> Option<Vec<Piece>> {
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let signs = || text.split([';', '\t', '\n']).filter(|piece| !piece.trim().is_empty()).collect();
    // One piece that names several numbers may be a list that commas part.
    let commas = if text.contains(';') { None } else { by_comma(text).filter(|pieces| pieces.len() > 1) };
    let read = |pieces: Vec<&str>| pieces.into_iter().map(|piece| one(piece, context)).collect();
    commas.and_then(read).or_else(|| read(signs()))
}

/// What a line answers that names indicators by their numbers only; `None` where it says anything else.
pub(super) fn answers(text: &str, group: usize, context: &Context) -> Option<Vec<Numbered>> {
    let read = pieces(text, context)?;
    // What the first piece calls its numbers holds for the others.
    let named = read.first()?.named;
    let told = read.iter().flat_map(|piece| piece.numbers.iter().map(|n| (*n, piece.answer)));
    let (numbers, answers): (Vec<u32>, Vec<_>) = told.unzip();
    let indicators = ordinal::of_group(&numbers, group, &context.catalogue)?;
    // Bare numbers may be those of anything, unless they are just those of the group.
    let of_group = || context.catalogue.of_group(group);
    let just_those = read.len() > 1 && indicators.len() == of_group().count() && indicators.is_sorted();
    if !named && !just_those {
        return None;
    }
    let twice = indicators.iter().enumerate().any(|(at, i)| indicators[..at].contains(i));
    let mut all: Vec<Numbered> = indicators.into_iter().zip(answers).collect();
    if let Some(rest) = read.iter().find(|piece| piece.numbers.is_empty()) {
        let others: Vec<usize> = of_group().filter(|i| all.iter().all(|(named, _)| named != i)).collect();
        all.extend(others.into_iter().map(|i| (i, rest.answer)));
    }
    (!twice && !all.is_empty()).then_some(all)
}

/// The pieces of a list that commas part, each of which begins with a number: *1 không, 2 không, 3 có (nể nang)*.
fn by_comma(text: &str) -> Option<Vec<&str>> {
    let begins = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let mut cuts: Vec<usize> =
        text.match_indices(',').map(|(at, _)| at + 1).filter(|at| begins(&text[*at..])).collect();
    cuts.push(text.len() + 1);
    let from = |n: usize| if n == 0 { 0 } else { cuts[n - 1] };
    let pieces: Vec<&str> = (0..cuts.len()).map(|n| text[from(n)..cuts[n] - 1].trim()).collect();
    pieces.iter().all(|piece| begins(piece)).then_some(pieces)
}

/// A piece of such a line.
struct Piece {
    /// The numbers; none where it speaks of all others.
    numbers: Vec<u32>,
    /// Whether it calls them *biểu hiện*.
    named: bool,
    answer: (Answer, Option<Level>),
}

/// How a piece names all indicators that the others do not name, folded.
const THE_OTHERS: [&str; 6] = [
    "con lai",
    "cac bieu hien con lai",
    "cac bieu hien khac",
    "nhung bieu hien con lai",
    "bieu hien con lai",
    "bieu hien khac",
];

/// Reads a piece: the numbers, a sign, the answer.
fn one(piece: &str, context: &Context) -> Option<Piece> {
    let after = |at: usize| piece[at..].find(|c: char| !c.is_ascii_digit()).map(|n| at + n);
    let number_ends = piece.find(|c: char| c.is_ascii_digit()).and_then(after);
    let at = piece
        .find(':')
        .or(number_ends.filter(|&at| piece[at..].starts_with(['.', ')', '-', '–', '=', ' '])))?;
    let sign = piece[at..].chars().next()?.len_utf8();
    let (selector, said) = (&piece[..at], &piece[at + sign..]);
    let folded = fold(&selector.replace(['-', '–'], " den "));
    let of_others = THE_OTHERS.contains(&folded.as_str());
    let numbers = if of_others { Vec::new() } else { numbers(&folded).filter(|n| !n.is_empty())? };
    let answer = words::answer(said, &context.vocabulary).ok()?;
    if (of_others && answer.0 != Answer::No) || context.known(said).found.is_some_and(|m| m.anchored) {
        return None;
    }
    Some(Piece { numbers, named: folded.contains("bieu hien"), answer })
}

/// A line parted into the number in front of it and what follows: `3. Không`, `3: Không`.
pub(super) fn parted(line: &str) -> (Option<u32>, &str) {
    let line = line.trim();
    let end = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let rest = line[end..].trim_start();
    match (line[..end].parse(), rest.strip_prefix(['.', ')', ':', '-', '–', '/'])) {
        (Ok(number), Some(rest)) if !rest.trim().is_empty() => (Some(number), rest.trim_start()),
        _ => (None, line),
    }
}

/// The numbers that a folded text lists, with ranges written out; `None` where it says anything else.
pub(super) fn numbers(folded: &str) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut range = false;
    for word in folded.split(' ') {
        if let Ok(number) = word.parse::<u32>() {
            let from = numbers.last().copied().filter(|_| range).map_or(number, |last| last + 1);
            if number > 99 || from > number {
                return None;
            }
            numbers.extend(from..=number);
            range = false;
        } else if word == "den" {
            range = !numbers.is_empty();
        } else if !["tu", "bieu", "hien", "so", "thu", "cac", "va", "tai"].contains(&word) {
            return None;
        }
    }
    (!range).then_some(numbers)
}
