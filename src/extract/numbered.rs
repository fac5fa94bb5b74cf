//! Lines that answer by number under the heading of a group: *Biểu hiện 3: Không*, *Từ biểu hiện 1 đến biểu hiện
//! 4: Không*, *1. Có; 2. Không; …*.

use super::context::Context;
use super::grid;
use super::ordinal::Ordinal;
use super::words;
use crate::model::{Answer, Level};
use crate::text::fold;

/// An indicator and what a line answers for it.
type Numbered = (usize, (Answer, Option<Level>));

/// The longest line of this kind, in bytes.
const LONGEST: usize = 400;

/// What a line answers that names indicators by their numbers only; `None` where it says anything else.
pub(super) fn answers(text: &str, group: usize, context: &Context) -> Option<Vec<Numbered>> {
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let pieces: Vec<&str> = text.split([';', '\t', '\n']).filter(|p| !p.trim().is_empty()).collect();
    let read: Option<Vec<_>> = pieces.iter().map(|piece| one(piece, context)).collect();
    let read = read?;
    let named = read.iter().all(|(_, named, _)| *named);
    let mut all = Vec::new();
    for (numbers, _, answer) in &read {
        for number in numbers {
            all.push((Ordinal::Number(*number), *answer));
        }
    }
    let numbers: Vec<Ordinal> = all.iter().map(|(number, _)| *number).collect();
    let indicators: Vec<usize> = if named {
        numbers.iter().map(|n| n.indicator(&context.catalogue, Some(group))).collect::<Option<_>>()?
    } else {
        // Bare numbers may be those of anything, unless they are just those of the group.
        grid::named(&numbers, Some(group), context).filter(|_| pieces.len() > 1)?
    };
    Some(indicators.into_iter().zip(all.into_iter().map(|(_, answer)| answer)).collect())
}

/// A piece of such a line: the numbers, whether it calls them *biểu hiện*, and the answer.
fn one(piece: &str, context: &Context) -> Option<(Vec<u32>, bool, (Answer, Option<Level>))> {
    let digit = piece.find(|c: char| c.is_ascii_digit())?;
    let after = |at: usize| piece[at..].find(|c: char| !c.is_ascii_digit()).map(|n| at + n);
    let at = piece.find(':').or_else(|| after(digit).filter(|&at| piece[at..].starts_with(['.', ')', '-', '–', '='])))?;
    let sign = piece[at..].chars().next()?.len_utf8();
    let (selector, answer) = (&piece[..at], &piece[at + sign..]);
    let told = words::answer(answer, &context.vocabulary).ok()?;
    let anchored = context.known(answer).found.is_some_and(|m| m.anchored);
    let folded = fold(&selector.replace(['-', '–'], " den "));
    let numbers = numbers(&folded)?;
    (!anchored && !numbers.is_empty()).then(|| (numbers, folded.contains("bieu hien"), told))
}

/// The numbers that a folded text lists, with ranges written out; `None` where it says anything else.
fn numbers(folded: &str) -> Option<Vec<u32>> {
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
