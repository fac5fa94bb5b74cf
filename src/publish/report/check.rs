//! Looks through the tags of a template before anything is filled, so that a mistake is told with its
//! paragraph, whether or not the figures of a run would ever have led there.

use super::charts::{charts, is_above, named};
use super::fault::Fault;
use super::glossary::{Term, terms};
use super::papers::Paper;
use super::paragraphs::{Source, tags};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Words of the template language that are no fields: statements, operators, filters, tests, functions.
const WORDS: [&str; 73] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "not",
    "and",
    "or",
    "is",
    "set",
    "endset",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
    "p",
    "tr",
    "so",
    "bang",
    "phan",
    "muc",
    "bieu",
    "bieu_do",
    "loop",
    "index",
    "index0",
    "revindex",
    "first",
    "last",
    "length",
    "count",
    "cycle",
    "upper",
    "lower",
    "title",
    "capitalize",
    "replace",
    "join",
    "trim",
    "default",
    "round",
    "abs",
    "int",
    "float",
    "min",
    "max",
    "sum",
    "sort",
    "reverse",
    "unique",
    "list",
    "items",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "map",
    "batch",
    "slice",
    "attribute",
    "defined",
    "undefined",
    "odd",
    "even",
    "range",
    "string",
    "number",
    "safe",
    "format",
];

/// Everything that is wrong with the tags of a part of this template (`bao-cao-chi-bo.docx`).
pub(super) fn faults(source: &Source, template: &str) -> Vec<Fault> {
    let mut faults = unknown_names(source, template, terms());
    faults.extend(charts_amiss(source, template));
    faults.extend(unbalanced(source));
    faults
}

fn unknown_names(source: &Source, template: &str, glossary: &[Term]) -> Vec<Fault> {
    let mut known: BTreeSet<&str> = glossary.iter().flat_map(|term| term.name.split('.')).collect();
    let own: Vec<String> = source.lines.iter().flat_map(|(_, text)| own_names(text)).collect();
    known.extend(own.iter().map(String::as_str));
    let only = only_in(glossary);
    let elsewhere = |name: &str| only.get(name).copied().flatten().filter(|only| *only != template);
    let mut faults = Vec::new();
    for (_, paragraph) in source.lines.iter().filter(|(_, text)| named(text).is_none()) {
        for name in identifiers(paragraph) {
            let paragraph = paragraph.clone();
            if let Some(template) = elsewhere(&name).map(str::to_owned) {
                faults.push(Fault::OnlyIn { paragraph, name, template });
            } else if !known.contains(name.as_str()) && !WORDS.contains(&name.as_str()) {
                let near = nearest(&name, &known);
                faults.push(Fault::UnknownName { paragraph, name, near });
            }
        }
    }
    faults.dedup();
    faults
}

/// For every part of a field's name the one template that has it, where there is no more than one.
fn only_in(glossary: &[Term]) -> BTreeMap<&str, Option<&str>> {
    let mut only = BTreeMap::new();
    for term in glossary {
        let here = term.only.as_deref();
        for part in term.name.split('.') {
            let known = only.entry(part).or_insert(here);
            *known = known.filter(|known| here == Some(*known));
        }
    }
    only
}

/// Charts that there are not, and those beside something else.
fn charts_amiss(source: &Source, template: &str) -> Vec<Fault> {
    let of_cell = Paper::ALL.iter().any(|paper| paper.is_of_cell() && paper.template() == template);
    let all = charts();
    let known: BTreeSet<&str> = all.iter().map(|chart| chart.name.as_str()).collect();
    let amiss = |paragraph: &String| {
        let among_others = identifiers(paragraph).iter().any(|name| name == "bieu_do");
        let paragraph = paragraph.clone();
        match named(&paragraph) {
            Some(name) if of_cell && is_above(name) => {
                let name = name.to_owned();
                Some(Fault::NoUnitsHere { paragraph, name })
            }
            Some(name) if known.contains(name) => None,
            Some(name) => {
                let (name, near) = (name.to_owned(), most_like(name, known.iter().copied()));
                Some(Fault::UnknownChart { paragraph, name, near })
            }
            None => among_others.then_some(Fault::ChartNotAlone { paragraph }),
        }
    };
    source.lines.iter().filter_map(|(_, paragraph)| amiss(paragraph)).collect()
}

/// The tags of a paragraph, without their brackets.
fn bodies(paragraph: &str) -> Vec<(bool, &str)> {
    let tags = tags(paragraph).unwrap_or_default();
    let body = |(from, to): (usize, usize)| {
        let statement = paragraph.get(from..)?.starts_with("{%");
        Some((statement, paragraph.get(from + 2..to - 2)?))
    };
    tags.into_iter().filter_map(body).collect()
}

/// The words of a statement, without what says that it takes a paragraph or row.
fn statement(body: &str) -> Vec<&str> {
    let words = body.split(|c: char| c.is_whitespace() || c == '-');
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if matches!(words.first(), Some(&("p" | "tr"))) {
        words.remove(0);
    }
    words
}

/// The names that a template gives itself: what a loop calls its members, what is set.
fn own_names(paragraph: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (_, body) in bodies(paragraph).into_iter().filter(|(statement, _)| *statement) {
        let words = statement(body);
        let upto = match words.first() {
            Some(&"for") => words.iter().position(|word| *word == "in").unwrap_or(words.len()),
            Some(&"set") => 2.min(words.len()),
            _ => 0,
        };
        let given = words.get(1..upto).unwrap_or_default().iter().flat_map(|word| word.split([',', '=']));
        names.extend(given.filter(|name| !name.is_empty()).map(str::to_owned));
    }
    names
}

/// The names that the tags of a paragraph use.
fn identifiers(paragraph: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (_, body) in bodies(paragraph) {
        let outside = body.split(['"', '\'', '“', '”', '‘', '’']).step_by(2);
        let words = outside.flat_map(|t| t.split(|c: char| !c.is_alphanumeric() && c != '_'));
        names.extend(
            words.filter(|w| w.starts_with(|c: char| c.is_alphabetic() || c == '_')).map(str::to_owned),
        );
    }
    names
}

/// Statements that begin and do not end, or end and do not begin.
fn unbalanced(source: &Source) -> Vec<Fault> {
    let (mut open, mut faults): (Vec<(&str, &String)>, Vec<Fault>) = (Vec::new(), Vec::new());
    for (_, paragraph) in &source.lines {
        for (_, body) in bodies(paragraph).into_iter().filter(|(statement, _)| *statement) {
            let word = statement(body).first().copied().unwrap_or_default();
            let ends = match word {
                "if" | "for" => {
                    open.push((word, paragraph));
                    continue;
                }
                "endif" | "elif" => "if",
                "endfor" => "for",
                "else" => open.last().map_or("if", |(begun, _)| *begun),
                _ => continue,
            };
            let found = open.iter().rposition(|(begun, _)| *begun == ends);
            let Some(found) = found else {
                faults.push(Fault::NoStart { paragraph: paragraph.clone(), word: word.to_owned() });
                continue;
            };
            // What was begun inside and has not ended.
            let kept = if word.starts_with("end") { found } else { found + 1 };
            for (begun, paragraph) in open.drain(kept..).skip(usize::from(word.starts_with("end"))) {
                faults.push(Fault::NoEnd { paragraph: paragraph.clone(), end: end_of(begun) });
            }
        }
    }
    faults.extend(
        open.iter()
            .map(|(begun, paragraph)| Fault::NoEnd { paragraph: (*paragraph).clone(), end: end_of(begun) }),
    );
    faults
}

fn end_of(word: &str) -> &'static str {
    if word == "for" { "endfor" } else { "endif" }
}

/// The known name that is most like this one.
fn nearest(name: &str, known: &BTreeSet<&str>) -> String {
    let filters_and_charts = ["so", "bang", "bieu_do"];
    most_like(name, known.iter().copied().chain(filters_and_charts))
}

fn most_like<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> String {
    let folded = fold(name).replace(' ', "_");
    known.min_by_key(|k| distance(&folded, k)).unwrap_or_default().to_owned()
}

/// How many letters must be put in, taken out or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(100).enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
