//! Lines that answer by number under the heading of a group: *Biểu hiện 3: Không*, *Từ biểu hiện 1 đến biểu hiện
//! 4: Không*, *1. Có; 2. Không; …*; or by the numbers of the whole catalogue under none.

use super::group_names;
use crate::extract::answer::verdict::Verdict;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::extract::wording::tokens::{Word, words_of};
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level, Place, Rule};
use crate::text::fold;

/// An indicator and what a line answers for it.
pub(crate) type Numbered = (usize, (Answer, Option<Level>));

/// The longest line of this kind, in bytes.
const LONGEST: usize = 400;

/// The longest title of a group before it, in bytes.
const TITLE: usize = 120;

/// Whether each piece of a line answers by number, whatever the group that it stands under.
pub(crate) fn may_answer(text: &str, context: &Context) -> bool {
    pieces(text, context).is_some()
}

/// Whether a line calls what it answers by number *biểu hiện*: other numbers may be those of anything.
pub(crate) fn names(text: &str, context: &Context) -> bool {
    pieces(text, context).and_then(|pieces| Some(pieces.first()?.named)).unwrap_or_default()
}

/// What a line answers that numbers the indicators of a group behind its title: *Nhóm I: 1) Không; 2) Có; …*.
pub(crate) fn titled(text: &str, context: &Context) -> Option<(usize, Vec<Numbered>)> {
    let (title, said) = text.split_once(':').filter(|(title, _)| title.len() <= TITLE)?;
    // Few labels have numbers behind them.
    pieces(said, context)?;
    let group = group_names::named_by(title, context)?;
    Some((group, answers(said, group, context)?))
}

/// What each piece of a line says, where all of them name indicators by their numbers only.
fn pieces(text: &str, context: &Context) -> Option<Vec<Piece>> {
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // One piece that names several numbers may be a list that commas part.
    let commas = if text.contains(';') { None } else { by_comma(text).filter(|pieces| pieces.len() > 1) };
    let by_comma = commas.and_then(|pieces| pieces.into_iter().map(|piece| one(piece, context)).collect());
    if by_comma.is_some() {
        return by_comma;
    }
    let read = |text: &str, parts: &dyn Fn(&str) -> Vec<usize>| {
        let cuts = parts(text);
        let from = std::iter::once(0).chain(cuts.iter().map(|at| at + 1));
        let pieces = from.zip(cuts.iter().copied().chain([text.len()])).map(|(from, to)| &text[from..to]);
        pieces.filter(|piece| !piece.trim().is_empty()).map(|piece| one(piece, context)).collect()
    };
    let signs = |text: &str| text.match_indices([';', '\t', '\n']).map(|(at, _)| at).collect();
    let parted: Option<Vec<Piece>> = read(text, &signs);
    parted.or_else(|| match text.split_once('\t') {
        // A square with the numbers, and beside it one with the answer.
        Some((numbers, said)) if !said.contains('\t') => {
            Some(vec![one(&format!("{numbers}: {said}"), context)?])
        }
        Some(_) => None,
        None => read(text, &in_sentence),
    })
}

/// Where a sentence goes on with other indicators: *biểu hiện 1 đến 26 không có, biểu hiện 27 có*.
fn in_sentence(text: &str) -> Vec<usize> {
    const BEGINNING: [&str; 6] =
        ["bieu hien", "cac bieu hien", "nhung bieu hien", "rieng bieu hien", "con lai", "con bieu hien"];
    let goes_on = |at: &usize| {
        let rest = fold(&text[at + 1..]);
        BEGINNING.iter().any(|words| rest.starts_with(words))
    };
    let signs = text.match_indices([';', ',', '.', '\n']).map(|(at, _)| at);
    signs
        .filter(|at| text[at + 1..].trim().is_empty() || text[*at..].starts_with([';', '\n']) || goes_on(at))
        .collect()
}

/// What a line answers that names indicators by their numbers only; `None` where it says anything else.
pub(crate) fn answers(text: &str, group: usize, context: &Context) -> Option<Vec<Numbered>> {
    let read = pieces(text, context)?;
    let of_group: Vec<usize> = context.catalogue.of_group(group).collect();
    if let [Piece { selected: Selected::All(count), answer, .. }] = read.as_slice() {
        return (*count == of_group.len()).then(|| of_group.into_iter().map(|i| (i, *answer)).collect());
    }
    // What the first piece calls its numbers holds for the others.
    let named = read.first()?.named;
    let told = read.iter().flat_map(|piece| piece.numbers().iter().map(|n| (*n, piece.answer)));
    let (numbers, answers): (Vec<u32>, Vec<_>) = told.unzip();
    let indicators = ordinal::of_group(&numbers, group, &context.catalogue)?;
    // Bare numbers may be those of anything, unless they are just those of the group.
    let just_those = read.len() > 1 && indicators.len() == of_group.len() && indicators.is_sorted();
    let all = read.iter().any(|piece| matches!(piece.selected, Selected::All(_)));
    if all || (!named && !just_those) {
        return None;
    }
    let twice = indicators.iter().enumerate().any(|(at, i)| indicators[..at].contains(i));
    let mut all: Vec<Numbered> = indicators.into_iter().zip(answers).collect();
    if let Some(rest) = read.iter().find(|piece| matches!(piece.selected, Selected::Others)) {
        let others: Vec<usize> =
            of_group.into_iter().filter(|i| all.iter().all(|(named, _)| named != i)).collect();
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
    selected: Selected,
    /// Whether it calls them *biểu hiện*.
    named: bool,
    /// Whether it sets them apart from what another piece says of them: *riêng biểu hiện 5*.
    apart: bool,
    answer: (Answer, Option<Level>),
}

/// Of which indicators a piece speaks.
enum Selected {
    /// Of those with these numbers.
    Numbers(Vec<u32>),
    /// Of all, and how many that are: *cả 27 biểu hiện*.
    All(usize),
    /// Of all that the other pieces do not name.
    Others,
}

impl Piece {
    fn numbers(&self) -> &[u32] {
        if let Selected::Numbers(numbers) = &self.selected { numbers } else { &[] }
    }
}

/// Words that select indicators by their numbers, folded.
const SELECTING: [&str; 16] = [
    "tu", "den", "bieu", "hien", "so", "thu", "cac", "va", "ca", "tat", "toan", "bo", "rieng", "con", "lai",
    "khac",
];

/// Reads a piece: the numbers, a sign, the answer; or a sentence that begins with them.
fn one(piece: &str, context: &Context) -> Option<Piece> {
    let after = |at: usize| piece[at..].find(|c: char| !c.is_ascii_digit()).map(|n| at + n);
    let number_ends = piece.find(|c: char| c.is_ascii_digit()).and_then(after);
    let at =
        piece.find(':').or(number_ends.filter(|&at| piece[at..].starts_with(['.', ')', '-', '–', '=', ' '])));
    let signed = at.and_then(|at| {
        let sign = piece[at..].chars().next()?.len_utf8();
        answered(&piece[..at], &piece[at + sign..], context)
    });
    let in_words = || {
        let words = words_of(piece);
        let selects =
            |w: &&Word| SELECTING.contains(&w.as_ref()) || w.folded.bytes().all(|b| b.is_ascii_digit());
        let at = words.iter().take_while(selects).last()?.to;
        answered(&piece[..at], &piece[at..], context).filter(|piece| piece.named)
    };
    signed.or_else(in_words)
}

/// What words select and what is said of them, where both are understood.
fn answered(selector: &str, said: &str, context: &Context) -> Option<Piece> {
    let folded = fold(&selector.replace(['-', '–'], " den "));
    let bare = folded.strip_prefix("rieng ").unwrap_or(&folded);
    let selected = if context.vocabulary.together.are_others(bare) {
        Selected::Others
    } else if let Some(count) = all_of_them(bare) {
        Selected::All(count)
    } else {
        Selected::Numbers(numbers(bare).filter(|n| !n.is_empty())?)
    };
    let answer = words::answer(said, &context.vocabulary).ok()?;
    // *Có* said of all at once may mean any of them.
    let denied = answer.0 == Answer::No;
    if !(denied || matches!(selected, Selected::Numbers(_))) {
        return None;
    }
    // What speaks of another one besides is not said of these.
    let others = fold(said).contains("bieu hien") && said.bytes().any(|b| b.is_ascii_digit());
    if others || context.known(said).found.is_some_and(|m| m.anchored) {
        return None;
    }
    let apart = bare.len() < folded.len();
    Some(Piece { selected, named: folded.contains("bieu hien"), apart, answer })
}

/// How many indicators a piece names as all there are: *cả 27 biểu hiện*, *27/27 biểu hiện*, *tất cả 9 biểu hiện*.
fn all_of_them(folded: &str) -> Option<usize> {
    const LEADING: [&str; 13] =
        ["ket", "qua", "tu", "soi", "doi", "voi", "ca", "du", "tat", "toan", "bo", "trong", "ve"];
    let words: Vec<&str> = folded.strip_suffix(" bieu hien")?.split(' ').collect();
    let led = words.iter().take_while(|word| LEADING.contains(word)).count();
    match &words[led..] {
        [count] if led > 0 => count.parse().ok(),
        [count, all] if count == all => count.parse().ok(),
        _ => None,
    }
}

/// What lines answer that name indicators by numbers of the whole catalogue: *Các biểu hiện 1 đến 26: không; biểu hiện 27:
/// có*. None where the numbers may be those within a group.
pub(crate) fn through(lines: &[(String, Place)], context: &Context) -> Vec<(usize, Verdict)> {
    let all = context.catalogue.len();
    let read = lines.iter().map(|(text, place)| Some((pieces(text, context)?, text, place)));
    let Some(read) = read.collect::<Option<Vec<_>>>() else { return Vec::new() };
    let told: Vec<(&Piece, &String, &Place)> = read
        .iter()
        .flat_map(|(pieces, text, place)| pieces.iter().map(move |p| (p, *text, *place)))
        .collect();
    let numbers = || told.iter().flat_map(|(piece, ..)| piece.numbers().iter().map(|n| *n as usize));
    let within =
        context.catalogue.groups.len() > 1 && numbers().all(|n| n <= context.catalogue.longest_group());
    let whole = |(piece, ..): &&(&Piece, &String, &Place)| matches!(piece.selected, Selected::All(_));
    let of_all = |piece: &Piece| matches!(piece.selected, Selected::All(count) if count == all);
    let counted = told.iter().filter(whole).all(|(piece, ..)| of_all(piece));
    let unfit = numbers().any(|n| !(1..=all).contains(&n)) || (within && numbers().next().is_some());
    if unfit || !counted {
        return Vec::new();
    }
    (0..all).filter_map(|indicator| Some((indicator, decided(indicator, &told)?))).collect()
}

/// What lines say of one indicator: in its number, else of all or of the others.
fn decided(indicator: usize, told: &[(&Piece, &String, &Place)]) -> Option<Verdict> {
    let names = |piece: &Piece| piece.numbers().iter().any(|n| *n as usize == indicator + 1);
    let own = || told.iter().filter(|(piece, ..)| names(piece));
    let of_all = || told.iter().filter(|(piece, ..)| matches!(piece.selected, Selected::All(_)));
    let others = || told.iter().filter(|(piece, ..)| matches!(piece.selected, Selected::Others));
    let said: Vec<_> = if own().any(|(piece, ..)| piece.apart) {
        own().filter(|(piece, ..)| piece.apart).collect()
    } else if own().next().is_some() {
        own().chain(of_all()).collect()
    } else {
        of_all().chain(others()).collect()
    };
    let (piece, text, place) = said.first()?;
    let agree = said.iter().all(|(other, ..)| other.answer == piece.answer);
    let (answer, level) = piece.answer;
    let chosen = if agree { Ok((answer, level, Rule::Words)) } else { Err(AnswerFinding::RowsDiffer) };
    Some(Verdict::new(chosen, text.trim().to_owned(), (*place).clone()))
}

/// A line parted into the number in front of it and what follows: `3. Không`, `3: Không`.
pub(crate) fn parted(line: &str) -> (Option<u32>, &str) {
    let line = line.trim();
    let end = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let rest = line[end..].trim_start();
    match (line[..end].parse(), rest.strip_prefix(['.', ')', ':', '-', '–', '/'])) {
        (Ok(number), Some(rest)) if !rest.trim().is_empty() => (Some(number), rest.trim_start()),
        _ => (None, line),
    }
}

/// The numbers that a folded text lists, with ranges written out; `None` where it says anything else.
pub(crate) fn numbers(folded: &str) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut range = false;
    for word in folded.split(' ') {
        if let Ok(number) = word.strip_prefix("bh").unwrap_or(word).parse::<u32>() {
            let from = numbers.last().copied().filter(|_| range).map_or(number, |last| last + 1);
            if number > 99 || from > number {
                return None;
            }
            numbers.extend(from..=number);
            range = false;
        } else if word == "den" {
            range = !numbers.is_empty();
        } else if !["tu", "bieu", "hien", "so", "thu", "cac", "va", "tai", "bh"].contains(&word) {
            return None;
        }
    }
    (!range).then_some(numbers)
}
