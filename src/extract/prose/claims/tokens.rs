//! The words of a clause as what they name: indicators, numbers, groups, and all others.

use super::words::{MEMBERS, SUBJECTS};
use crate::extract::context::Context;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::text::{fold, spelled_number};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Named(usize),
    Number(u32),
    /// `8/9`: so many of so many.
    Share(u32, u32),
    Groups(Vec<usize>),
    /// *Đến* between two of them, or the dash of a range.
    To,
    /// *Và*, or a comma.
    And,
    Word(String),
}

/// The indicators that a text names by code, or by number and group, among whatever else it says.
pub(super) fn named(text: &str, context: &Context) -> Vec<usize> {
    // Without a group only codes do, and most texts hold neither.
    if !fold(text).contains("nhom") {
        return codes(text, context);
    }
    let tokens = tokens(text, context);
    let of = |at: usize| match &tokens[at] {
        Token::Named(indicator) => Some(*indicator),
        Token::Number(number) => {
            let idle = ["thuoc", "cua", "trong", "o"];
            let next = tokens[at + 1..].iter().find(|t| !idle.iter().any(|word| t.is(word)));
            let before = || tokens[..at].iter().rev().find_map(Token::group);
            // `Nhóm I, biểu hiện 6`; any other number may be that of something else.
            let called = at > 0 && tokens[at - 1].leads_to_number();
            let group = next.and_then(Token::group).or_else(|| before().filter(|_| called))?;
            context.catalogue.in_group(group, *number)
        }
        _ => None,
    };
    (0..tokens.len()).filter_map(of).collect()
}

/// The indicators that a text names by code.
fn codes(text: &str, context: &Context) -> Vec<usize> {
    let code = |piece: &str| match token(piece, context) {
        Some(Token::Named(indicator)) => Some(indicator),
        _ => None,
    };
    if text.bytes().any(|b| b.is_ascii_digit()) {
        pieces(text).filter_map(code).collect()
    } else {
        Vec::new()
    }
}

impl Token {
    /// The one group that it names.
    pub(super) fn group(&self) -> Option<usize> {
        if let Self::Groups(groups) = self
            && let [group] = groups.as_slice()
        {
            return Some(*group);
        }
        None
    }

    pub(super) fn names(&self) -> bool {
        matches!(self, Self::Named(_) | Self::Number(_))
    }

    /// Whether it may stand before the number of an indicator: *biểu hiện số 4*.
    pub(super) fn leads_to_number(&self) -> bool {
        ["bieu", "hien", "so", "thu"].iter().any(|word| self.is(word))
    }

    fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }

    fn is(&self, wanted: &str) -> bool {
        self.word() == Some(wanted)
    }
}

/// Whether a number counts what follows it: `26 biểu hiện`.
pub(super) fn counts(tokens: &[Token]) -> bool {
    matches!(tokens, [_, bieu, hien, ..] if bieu.is("bieu") && hien.is("hien"))
}

/// The numbers in a folded text that count manifestations.
pub(super) fn counted(folded: &str, context: &Context) -> Vec<usize> {
    let tokens = tokens(folded, context);
    let number = |at: usize| match &tokens[at] {
        Token::Number(number) if counts(&tokens[at..]) => usize::try_from(*number).ok(),
        _ => None,
    };
    (0..tokens.len()).filter_map(number).collect()
}

/// A number or, where one before it begins a range, those behind that up to it.
pub(super) fn span<N>(last: Option<N>, to: N) -> Option<std::ops::RangeInclusive<N>>
where
    N: Copy + PartialOrd + std::ops::Add<Output = N> + From<u8>,
{
    let from = last.map_or(to, |last| last + N::from(1));
    (from <= to).then_some(from..=to)
}

/// The tokens of a clause, without whoever speaks in it.
pub(super) fn tokens(text: &str, context: &Context) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in pieces(text) {
        match token(piece, context) {
            Some(figure) => tokens.push(figure),
            None if ["-", "–", "—"].contains(&piece) => tokens.push(Token::To),
            None if piece == "," => tokens.push(Token::And),
            None => tokens.extend(fold(piece).split(' ').filter(|w| !w.is_empty()).flat_map(words_for)),
        }
    }
    for (phrase, anywhere) in MEMBERS.map(|m| (m, false)).into_iter().chain(SUBJECTS.map(|s| (s, true))) {
        let length = phrase.split(' ').count();
        let found =
            |window: &[Token]| window.iter().zip(phrase.split(' ')).all(|(token, word)| token.is(word));
        while let Some(at) = tokens.windows(length).position(found).filter(|at| anywhere || *at == 0) {
            tokens.drain(at..at + length);
        }
    }
    let mut at = 0;
    while at < tokens.len() {
        if let Some(number) = placed(&tokens[..=at]) {
            tokens[at] = Token::Number(number);
        } else if let Some((number, taken)) = spelled(&tokens[at..]) {
            tokens.splice(at..at + taken, [Token::Number(number)]);
        } else if let Some((groups, taken)) = groups(&tokens[at..], context) {
            tokens.splice(at..at + taken, [Token::Groups(groups)]);
        }
        at += 1;
    }
    for at in (0..tokens.len()).filter(|at| tokens[*at] == Token::To).collect::<Vec<_>>() {
        let behind = tokens[..at].last().is_some_and(|t| t.names() || matches!(t, Token::Groups(_)));
        let next = tokens[at + 1..].iter().find(|t| !t.leads_to_number()).is_some_and(Token::names);
        if !(behind && next) {
            tokens[at] = Token::Word("den".to_owned());
        }
    }
    tokens
}

/// A piece with figures as the token that they make it.
fn token(piece: &str, context: &Context) -> Option<Token> {
    if !piece.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let ordinal = || match ordinal::whole(piece, &context.catalogue)? {
        Ordinal::Exact(indicator) => Some(Token::Named(indicator)),
        Ordinal::Number(number) => Some(Token::Number(number)),
    };
    share(piece).or_else(ordinal)
}

/// What spaces part, and the dash of a range: `I.5-I.9`.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let alone = move |piece: &'_ str| {
        let dash = piece.find(['-', '–', '—']).filter(|at| *at > 0 && digit(&piece[..*at]));
        dash.map(|at| (at, at + piece[at..].chars().next().map_or(1, char::len_utf8)))
    };
    let by_comma = text.split_inclusive(',').flat_map(|part| match part.strip_suffix(',') {
        Some(part) => [part, ","],
        None => [part, ""],
    });
    let by_space = by_comma.flat_map(|part| part.split([' ', '\u{a0}', '\t', '&', '+']));
    by_space.filter(|piece| !piece.is_empty()).flat_map(move |piece| {
        let parts = match alone(piece) {
            Some((from, to)) => [&piece[..from], &piece[from..to], &piece[to..]],
            None => [piece, "", ""],
        };
        parts.into_iter().filter(|part| !part.is_empty())
    })
}

/// `8/9`.
fn share(piece: &str) -> Option<Token> {
    let (part, all) = piece.trim_matches(|c: char| !c.is_ascii_digit()).split_once('/')?;
    let (part, all) = (part.parse().ok()?, all.parse().ok()?);
    (part <= all).then_some(Token::Share(part, all))
}

/// A word as a token; what manifestations are also called is what the forms call them.
fn words_for(word: &str) -> Vec<Token> {
    match word {
        "den" => vec![Token::To],
        "va" => vec![Token::And],
        "dieu" | "bh" => ["bieu", "hien"].map(|word| Token::Word(word.to_owned())).to_vec(),
        _ => vec![Token::Word(word.to_owned())],
    }
}

/// The number that the last of some words is by its place: *biểu hiện thứ nhất*.
fn placed(tokens: &[Token]) -> Option<u32> {
    let [.., hien, thu, Token::Word(last)] = tokens else { return None };
    let place = ordinal::place(last).filter(|_| hien.is("hien") && thu.is("thu"))?;
    u32::try_from(place).ok()
}

/// The number in words that counts what follows it, and how many words it takes: *tám biểu hiện*, *hai mươi lăm biểu hiện*.
fn spelled(tokens: &[Token]) -> Option<(u32, usize)> {
    const LONGEST: usize = 3;
    let mut counting = (1..=LONGEST.min(tokens.len())).rev().filter(|taken| counts(&tokens[taken - 1..]));
    counting.find_map(|taken| {
        let words: Vec<&str> = tokens[..taken].iter().map(Token::word).collect::<Option<_>>()?;
        // *Từ biểu hiện 1* counts nothing.
        if taken == 1 && ordinal::number(words[0]).is_none() {
            return None;
        }
        Some((spelled_number(&words)?, taken))
    })
}

/// The groups that tokens begin to name, and how many tokens that takes: *nhóm I, nhóm II và III*, *cả 3 nhóm*.
fn groups(tokens: &[Token], context: &Context) -> Option<(Vec<usize>, usize)> {
    let catalogue = &context.catalogue;
    let all = |token: &Token| match token {
        Token::Number(number) => usize::try_from(*number) == Ok(catalogue.groups.len()),
        Token::Word(word) => ordinal::number(word) == Some(catalogue.groups.len()),
        _ => false,
    };
    if let [ca, count, nhom, ..] = tokens
        && ca.is("ca")
        && all(count)
        && nhom.is("nhom")
    {
        return Some(((0..catalogue.groups.len()).collect(), 3));
    }
    if !tokens[0].is("nhom") {
        return None;
    }
    let (mut groups, mut end): (Vec<usize>, usize) = (Vec::new(), 0);
    loop {
        let mut at = end;
        let ranged = tokens.get(at) == Some(&Token::To);
        let skipped = |at: usize, idle: &[&str]| {
            at + usize::from(idle.iter().any(|w| tokens.get(at).is_some_and(|t| t.is(w))))
        };
        // `Nhóm 2 3` lists indicators behind the first number, `nhóm 2 và 3` groups.
        if !groups.is_empty() {
            at += usize::from(ranged || tokens.get(at) == Some(&Token::And));
        }
        let listed = at > end;
        at = skipped(at, &["nhom"]);
        let about =
            tokens.get(at).is_some_and(|t| t.is("bieu")) && tokens.get(at + 1).is_some_and(|t| t.is("hien"));
        at += if about { 2 } else { 0 };
        let placed = tokens.get(at).is_some_and(|t| t.is("thu"));
        at = skipped(at, &["thu", "so"]);
        let Some(group) = tokens.get(at).and_then(|token| group(token, placed, context)) else { break };
        if !(groups.is_empty() || listed) || counts(&tokens[at..]) {
            break;
        }
        let from = groups.last().filter(|_| ranged).map_or(group, |last| last + 1);
        groups.extend(from..=group);
        end = at + 1;
    }
    (!groups.is_empty()).then_some((groups, end))
}

/// The group that a token names by its number, or by its place: *nhóm thứ nhất*.
fn group(token: &Token, placed: bool, context: &Context) -> Option<usize> {
    let catalogue = &context.catalogue;
    let group = match token {
        Token::Number(number) => ordinal::group_number(&number.to_string(), catalogue),
        Token::Word(word) => {
            // *Nhóm một* is called so, *nhóm tư* is not.
            let number = if placed { ordinal::place(word) } else { ordinal::number(word) };
            number.map(|number| number - 1).or_else(|| ordinal::group_number(word, catalogue))
        }
        _ => None,
    };
    group.filter(|group| *group < catalogue.groups.len())
}
