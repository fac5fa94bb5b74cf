//! Numbers listed under *Có* and *Không*: in a row for each group, or in a sentence about the whole form.

use super::columns::{self, Columns};
use super::rows::Reader;
use super::two_lists::Lists;
use crate::document::{Slot, Table};
use crate::extract::answer::choice::Chosen;
use crate::extract::answer::verdict::Verdict;
use crate::extract::context::Context;
use crate::extract::prose::numbered::numbers;
use crate::extract::review::item::{Item, Part};
use crate::extract::wording::ordinal;
use crate::extract::wording::role::Role;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place};
use crate::text::fold;

/// Words of a heading above a list of numbers that say nothing of what is in it, folded.
const OF_HEADING: [&str; 20] = [
    "cac", "nhung", "bieu", "hien", "so", "ban", "than", "toi", "ca", "nhan", "dang", "vien", "tu", "soi",
    "thay", "thuoc", "nhom", "ma", "con", "minh",
];

/// What a list under a heading has: *Các biểu hiện bản thân có (ghi số)*, *Các biểu hiện bản thân không có*.
pub(crate) fn lists(heading: &str) -> Option<Answer> {
    let folded = columns::plain(heading);
    let present =
        ["co", "mac phai", "mac"].iter().find_map(|word| folded.strip_suffix(word)?.strip_suffix(' '))?;
    let absent = present.strip_suffix(" khong");
    let of_them =
        |words: &str| words.contains("bieu hien") && words.split(' ').all(|w| OF_HEADING.contains(&w));
    of_them(absent.unwrap_or(present)).then_some(if absent.is_some() { Answer::No } else { Answer::Yes })
}

/// Reads a table with a row for each group that lists under two headings which of its indicators are present and which
/// are not; returns the first row below it.
pub(crate) fn read(table: &Table, row: u32, context: &Context, items: &mut Vec<Item<'_>>) -> Option<u32> {
    let column = |answer: Answer| {
        let listing = |s: &&Slot| !s.hidden && context.known(&s.text()).lists == Some(answer);
        let mut all = table.row(row).iter().filter(listing);
        all.next().filter(|_| all.next().is_none()).map(|s| s.column)
    };
    let (yes, no) = (column(Answer::Yes)?, column(Answer::No)?);
    let groups = context.catalogue.groups.len();
    let text = |at: u32, column: u32| table.slot(at, column).map(Slot::text).unwrap_or_default();
    let mut read = Vec::new();
    for (group, at) in (0..groups).zip(row + 1..) {
        let names = |s: &&Slot| {
            let label = columns::without_brackets(&s.text());
            s.column < yes.min(no) && context.known(&label).group == Some(group)
        };
        table.row(at).iter().find(names)?;
        let places = [yes, no].map(|column| table.place(at, column));
        let lists = Lists { texts: [yes, no].map(|column| text(at, column).into_owned()) };
        read.extend(answers_of(&lists, group, &places, context)?);
    }
    items.extend(read);
    Some(row + 1 + u32::try_from(groups).ok()?)
}

/// What the two lists in a row answer for its group.
fn answers_of<'a>(
    lists: &Lists,
    group: usize,
    places: &[Place; 2],
    context: &Context,
) -> Option<Vec<Item<'a>>> {
    let item = |(indicator, chosen): (usize, Chosen)| {
        let at = usize::from(!matches!(chosen, Ok((Answer::Yes, ..))));
        let evidence = match &chosen {
            Ok(_) => lists.texts[at].trim().to_owned(),
            Err(AnswerFinding::Blank) => String::new(),
            Err(_) => lists.texts.each_ref().map(|text| text.trim()).join(" | "),
        };
        let verdict = Verdict::new(chosen, evidence, places[at].clone());
        Item::Answer { indicator, verdict, part: Part::Whole }
    };
    Some(lists.of_group(group, context)?.into_iter().map(item).collect())
}

impl<'a> Reader<'a, '_> {
    /// Reads a row that names a group and lists under *Có* and *Không* the numbers of its indicators.
    pub(crate) fn group_of_lists(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        let columns = &self.memory.columns;
        let (Some(yes), Some(no)) = (own(columns, Role::Yes), own(columns, Role::No)) else { return false };
        let text = |column: u32| self.table.slot(row, column).map(Slot::text).unwrap_or_default();
        let lists = Lists { texts: [yes, no].map(|column| text(column).into_owned()) };
        // A mark is no list.
        if lists.texts.iter().all(|text| text.len() < 3) {
            return false;
        }
        let Some(group) = slots.iter().find_map(|s| self.context.known(&s.text()).group) else {
            return false;
        };
        let places = [yes, no].map(|column| self.table.place(row, column));
        let Some(answers) = answers_of(&lists, group, &places, self.context) else { return false };
        self.memory.group = Some(group);
        self.parent = None;
        self.items.push(Item::GroupHeading(group));
        self.items.extend(answers);
        true
    }
}

/// The one column for something.
fn own(columns: &Columns, role: Role) -> Option<u32> {
    let mut all = columns.having(|r| r == role).map(|(column, _)| column);
    all.next().filter(|_| all.next().is_none())
}

/// Whether a line may list by number what is present of all indicators, and deny the rest.
pub(crate) fn may_list(folded: &str) -> bool {
    (folded.contains("con lai") || folded.contains("bieu hien khac"))
        && folded.contains("bieu hien")
        && folded.bytes().any(|b| b.is_ascii_digit())
}

/// The indicators that a sentence names by number as present, where it denies all others: *Các biểu hiện có: 3, 7, 12;
/// còn lại không*. Numbers of one list through all groups are told from those within a group by one that no group has.
pub(crate) fn listed(text: &str, place: &Place, context: &Context) -> Option<Vec<(usize, String, Place)>> {
    const IDLE: [&str; 24] = [
        "cac", "nhung", "bieu", "hien", "co", "mac", "con", "so", "ban", "than", "toi", "qua", "tu", "soi",
        "nhan", "thay", "gom", "la", "trong", "cua", "ra", "soat", "sau", "27",
    ];
    if let Some(listed) = listed_by_code(text, place, context) {
        return Some(listed);
    }
    let digit = |from: usize| text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at);
    let colon = text.find(':').or_else(|| digit(0).map(|at| at.saturating_sub(1)))?;
    let label = fold(text.get(..colon)?);
    let (list, rest) = text.get(colon..)?.split_once([';', '.', '\n'])?;
    let admits = ["co", "mac", "con"].iter().any(|word| label.split(' ').any(|w| w == *word));
    let idle = label.split(' ').all(|word| IDLE.contains(&word) || word.is_empty());
    if !admits || !idle || label.contains("khong") || !denies(&fold(rest)) {
        return None;
    }
    let numbers = numbers(&fold(&list.replace(['-', '–'], " den ")))?;
    let longest = context.catalogue.longest_group();
    let through = numbers.iter().any(|n| *n as usize > longest);
    let whole = numbers.iter().all(|n| (1..=context.catalogue.len()).contains(&(*n as usize)));
    let twice = numbers.iter().enumerate().any(|(at, n)| numbers[..at].contains(n));
    let one = |n: &u32| (*n as usize - 1, text.trim().to_owned(), place.clone());
    (through && whole && !twice).then(|| numbers.iter().map(one).collect())
}

/// The same, where each is named by its code, or by its number and group: *Các biểu hiện có: I.3, II.5; các biểu hiện
/// còn lại không có*.
fn listed_by_code(text: &str, place: &Place, context: &Context) -> Option<Vec<(usize, String, Place)>> {
    let (label, said) = text.split_once(':')?;
    let label = fold(label);
    let admits = ["co", "mac", "con"].iter().any(|word| label.split(' ').any(|w| w == *word));
    if !admits || label.contains("khong") {
        return None;
    }
    let ends = said.match_indices([';', '.', '\n', ',']).map(|(at, _)| at);
    let denies_others = |at: &usize| {
        // The dot within `I.3` ends nothing.
        if said[at + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let folded = fold(&said[at + 1..]);
        let plain = |w: &str| {
            crate::extract::prose::claims::OF_THE_REST.contains(&w) || w.bytes().all(|b| b.is_ascii_digit())
        };
        folded.contains("khong")
            && ["con lai", "khac"].iter().any(|w| folded.contains(w))
            && folded.split(' ').all(plain)
    };
    let end = ends.into_iter().find(denies_others)?;
    let piece = |piece: &str| match ordinal::whole(piece, &context.catalogue) {
        Some(ordinal::Ordinal::Exact(indicator)) => Some(indicator),
        Some(ordinal::Ordinal::Number(_)) => None,
        None => fold(piece)
            .starts_with("bieu hien")
            .then(|| crate::extract::prose::listed::named(piece, context))?,
    };
    let pieces = said[..end].split([',', ';']).flat_map(|piece| piece.split(" và ")).map(str::trim);
    let named: Vec<usize> = pieces.filter(|p| !p.is_empty()).map(piece).collect::<Option<_>>()?;
    let twice = named.iter().enumerate().any(|(at, i)| named[..at].contains(i));
    let figures: Vec<usize> = [label.as_str(), &fold(&said[end..])]
        .iter()
        .flat_map(|words| words.split(' ').filter_map(|w| w.parse().ok()).collect::<Vec<_>>())
        .collect();
    // Whatever numbers the sentence gives must be those of the list.
    let (all, listed) = (context.catalogue.len(), named.len());
    let fits = figures.iter().all(|n| [all, listed, all - listed.min(all)].contains(n));
    (!named.is_empty() && !twice && fits)
        .then(|| named.into_iter().map(|i| (i, text.trim().to_owned(), place.clone())).collect())
}

/// Whether words deny all that was not named.
fn denies(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let plain = |w: &&str| crate::extract::prose::claims::OF_THE_REST.contains(w);
    words.contains(&"khong") && folded.contains("con lai") && words.iter().all(plain)
}
