//! The clauses of a sentence: what stands between two signs, and which indicators it names.

use super::tokens::{Token, counts, span, tokens};
use super::words::{EXCEPT, LEADING_TO_GROUP};
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::extract::wording::phrases::has_words;
use crate::text::fold;

/// What stands between two signs of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause<'t> {
    /// Where it begins and ends in the sentence, in bytes.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: &'t str,
    /// The sign before it, and the one that ends it; a space where there is none.
    pub(super) before: char,
    pub(super) sign: char,
}

/// The clauses of a sentence. The stop within `I.4`, the commas of a list of numbers and the dash of a range end none.
pub(super) fn clauses(text: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let (mut from, mut before) = (0, ' ');
    for (at, sign) in text.char_indices() {
        let (left, right) = (&text[..at], &text[at + sign.len_utf8()..]);
        let ends = match sign {
            ';' | '\n' | ':' | '(' | ')' => true,
            '.' => !right.starts_with(|c: char| c.is_ascii_digit()),
            ',' => !(lists_groups(left, right) || ends_in_number(left) && begins_with_number(right)),
            '-' | '–' | '—' => {
                let apart = left.ends_with(' ') && right.starts_with(' ');
                apart && !(ends_in_number(left) && begins_with_number(right))
            }
            _ => false,
        };
        if ends {
            clauses.push(Clause { from, to: at, text: &text[from..at], before, sign });
            (from, before) = (at + sign.len_utf8(), sign);
        }
    }
    clauses.push(Clause { from, to: text.len(), text: &text[from..], before, sign: ' ' });
    clauses
}

fn ends_in_number(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a comma stands within a list of groups: *nhóm I, II*, *nhóm I, nhóm III*.
fn lists_groups(left: &str, right: &str) -> bool {
    let numeral = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        (1..4).contains(&word.len()) && word.chars().all(|c| "IVX".contains(c) || c.is_ascii_digit())
    };
    let next = right.split_whitespace().next().unwrap_or_default();
    let mut before = left.split_whitespace().rev();
    let (last, other) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    numeral(last) && (fold(other) == "nhom" || numeral(other)) && (numeral(next) || fold(next) == "nhom")
}

/// Whether a text begins with a number or a code that names an indicator; one before *biểu hiện* counts them.
fn begins_with_number(text: &str) -> bool {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
    let token = text[..end].trim_end_matches('.');
    let counts = fold(text[end..].split(',').next().unwrap_or_default()).starts_with("bieu hien");
    let number = token.bytes().all(|b| b.is_ascii_digit());
    let code = token.len() <= 6 && token.ends_with(|c: char| c.is_ascii_digit()) && token.contains('.');
    !token.is_empty() && ((number && !counts) || code)
}

/// What a clause is made of.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The indicators that it names.
    pub(super) named: Vec<usize>,
    /// The groups that it names first, or names no indicator of.
    pub(super) groups: Vec<usize>,
    /// How many indicators it counts: `26 biểu hiện`.
    pub(super) counts: Vec<usize>,
    /// All other words, folded.
    pub(super) others: Vec<String>,
    /// Whether it begins with groups.
    pub(super) headed: bool,
}

impl Words {
    /// The words of a clause that speaks of a group, or of all; `None` where a number in it names no indicator.
    pub(super) fn of(text: &str, group: Option<usize>, context: &Context) -> Option<Self> {
        let tokens = tokens(text, context);
        let is_groups = |token: &Token| matches!(token, Token::Groups(_));
        let named_first = tokens.iter().position(|token| matches!(token, Token::Named(_) | Token::Number(_)));
        let headed = tokens.iter().position(is_groups).is_some_and(|at| named_first.is_none_or(|n| at < n));
        let mut words = Self::default();
        let mut numbers: Vec<(u32, usize)> = Vec::new();
        let mut range = false;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Number(count) if counts(&tokens[at..]) => {
                    words.counts.push(usize::try_from(*count).ok()?);
                }
                Token::Share(part, all) => {
                    let asked = words.indicators(group, context);
                    words
                        .counts
                        .push((usize::try_from(*all) == Ok(asked)).then_some(usize::try_from(*part).ok()?)?);
                }
                Token::Number(number) => {
                    let mut groups = tokens[if headed { 0 } else { at }..].iter().filter_map(Token::group);
                    let group = groups.next().or(group)?;
                    let last = numbers.last().filter(|(_, of)| *of == group && range).map(|(last, _)| *last);
                    numbers.extend(span(last, *number)?.map(|number| (number, group)));
                }
                Token::Named(indicator) => {
                    let last = words.named.last().copied().filter(|_| range);
                    words.named.extend(span(last, *indicator)?);
                }
                Token::Groups(groups) if headed || numbers.is_empty() => {
                    if words.groups.is_empty() && words.are_of(&LEADING_TO_GROUP) {
                        words.headed = true;
                        words.others.clear();
                    }
                    words.groups.extend(groups);
                }
                Token::Word(word) => words.others.push(word.clone()),
                Token::Groups(_) | Token::To | Token::And => {}
            }
            range = *token == Token::To || range && token.leads_to_number();
        }
        for group in 0..context.catalogue.groups.len() {
            let of: Vec<u32> = numbers.iter().filter(|(_, of)| *of == group).map(|(n, _)| *n).collect();
            words.named.extend(ordinal::of_group(&of, group, &context.catalogue)?);
        }
        Some(words)
    }

    /// How many indicators it may speak of, as far as it says.
    fn indicators(&self, group: Option<usize>, context: &Context) -> usize {
        let group = if let [group] = self.groups.as_slice() { Some(*group) } else { group };
        group.map_or(context.catalogue.len(), |group| context.catalogue.of_group(group).count())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.groups.is_empty() && self.counts.is_empty() && self.others.is_empty()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.others.iter().any(|other| other == word)
    }

    pub(super) fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    pub(super) fn has_pair(&self, first: &str, second: &str) -> bool {
        self.others.windows(2).any(|pair| pair[0] == first && pair[1] == second)
    }

    /// How many of its other words are one of these.
    pub(super) fn count_of(&self, words: &[&str]) -> usize {
        self.others.iter().filter(|other| words.contains(&other.as_str())).count()
    }

    /// Whether all its other words are in one of these lists.
    pub(super) fn are_of(&self, lists: &[&[&str]]) -> bool {
        are_of(&self.others, lists)
    }

    /// Whether it sets what it admits apart from a denial before it.
    pub(super) fn sets_apart(&self) -> bool {
        let said = self.others.join(" ");
        EXCEPT.iter().any(|phrase| has_words(&said, phrase))
    }
}

/// Whether all words are in one of these lists.
pub(super) fn are_of(words: &[impl AsRef<str>], lists: &[&[&str]]) -> bool {
    words.iter().all(|word| lists.iter().any(|list| list.contains(&word.as_ref())))
}
