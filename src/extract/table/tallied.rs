//! Columns in which members are counted: which holds the number of all, which those of some of them, and what a row of
//! such columns says.

use super::columns::{Column, Columns};
use crate::document::{Slot, Table};
use crate::extract::answer::counted;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::many::people;
use crate::extract::review::item::Counted;
use crate::extract::wording::role::Role;
use crate::text::{clean_name, fold};

/// Whether a heading says in brackets that members are counted below it: `Có biểu hiện (số đảng viên)`.
pub(super) fn is_in_members(heading: &str, context: &Context) -> bool {
    let Some((before, rest)) = heading.split_once('(') else { return false };
    // `Hà Văn Mơ (đảng viên)` says who somebody is.
    rest.split_once(')').is_some_and(|(inside, _)| context.vocabulary.in_members.contains(&fold(inside)))
        && !people::is_person(before, context)
}

/// Tells among columns under one heading that counts members which holds the number of all and which those of some.
/// The heading of a share is any that is not known otherwise: *Nam*, *Nữ*, *dự bị*, *dân tộc*. Where units stand below
/// the heading each has a number of its own.
pub(super) fn part(columns: &mut [Column], context: &Context) {
    let sums =
        |column: &Column| column.words.last().is_some_and(|word| context.vocabulary.sums.contains(word));
    let counting = |column: &Column| {
        let above = column.headings.len().checked_sub(1).map(|n| &column.headings[..n]).unwrap_or_default();
        above.iter().any(|heading| counts_present(heading, context))
    };
    let below: Vec<usize> = (0..columns.len()).filter(|at| counting(&columns[*at])).collect();
    let is_parted = |at: usize| {
        let over = |at: usize| columns[at].headings.first();
        below.iter().filter(|other| over(**other) == over(at)).count() > 1
    };
    let parted: Vec<usize> = below.iter().copied().filter(|at| is_parted(*at)).collect();
    for at in parted {
        let column = &mut columns[at];
        let own = column.headings.last().and_then(|heading| context.known(heading).heading);
        let named = column.words.last().is_some_and(|word| context.vocabulary.names_unit(word));
        let unit = named || stands_for_unit(column, context);
        column.role = match own {
            _ if unit => None,
            _ if sums(column) => Some(Role::Count),
            None | Some(Role::Name | Role::Position | Role::Unit | Role::Joined) => Some(Role::CountShare),
            _ => column.role,
        };
    }
    // Times, or those who promised something, are counted beside the members.
    let beside = |c: &Column| c.words.iter().any(|word| context.vocabulary.counted_beside.within(word));
    let counts = |c: &&mut Column| c.role == Some(Role::Count);
    if columns.iter().any(|c| c.role == Some(Role::Count) && !beside(c)) {
        columns.iter_mut().filter(counts).filter(|c| beside(c)).for_each(|column| column.role = None);
    }
    if columns.iter().any(|c| c.role == Some(Role::CountPart))
        && !columns.iter().any(|c| c.role == Some(Role::Count))
    {
        columns.iter_mut().filter(|c| sums(c)).for_each(|column| column.role = Some(Role::CountSum));
    }
}

/// Whether a column stands under a heading that says that each below it is a unit: *theo chi bộ*. One that adds up or
/// is known otherwise is none.
pub(super) fn stands_for_unit(column: &Column, context: &Context) -> bool {
    let Some((own, above)) = column.headings.split_last() else { return false };
    let v = &context.vocabulary;
    let heading = || context.known(own).heading.is_some() || v.sums.contains(&fold(own));
    above.iter().any(|heading| v.each_unit.within(&fold(heading))) && !heading()
}

/// Whether a heading counts those in whom a manifestation is present. A bare *Số đảng viên* may count all who were
/// asked as well.
fn counts_present(heading: &str, context: &Context) -> bool {
    let folded = fold(heading);
    let says = |word: &str| folded.split(' ').any(|w| w == word);
    context.known(heading).heading == Some(Role::Count) && ["co", "mac", "nhan", "pham"].into_iter().any(says)
}

/// What a row says: the number of members, and how many were asked.
pub(super) fn in_row(table: &Table, row: u32, columns: &Columns) -> Counted {
    let at = |role| columns.slots(table, row, |r| r == role);
    let mut own: Vec<_> = at(Role::Count);
    // Of two columns that count nobody knows which is meant, unless both say the same.
    let torn = own.windows(2).any(|two| counted::in_slot(two[0].1) != counted::in_slot(two[1].1));
    own.truncate(1);
    let shares = at(Role::CountShare);
    // Counts at each level add up; a column for all levels holds their sum already.
    let parts = if own.is_empty() { at(Role::CountPart) } else { own };
    let numbers: Option<Vec<_>> = parts.iter().map(|(_, slot)| counted::in_slot(slot)).collect();
    let total = at(Role::Total).into_iter().next().filter(|(_, s)| !s.is_blank());
    let total = total.and_then(|(_, s)| counted::in_slot(s));
    // A share of the members is no number of them, and neither is a percentage.
    let read = if parts.is_empty() {
        at(Role::CountShare).into_iter().chain(at(Role::Percent)).collect()
    } else {
        parts
    };
    let texts = read.iter().map(|(_, slot)| slot.text().trim().to_owned());
    // A column of counts that holds nothing counts nobody.
    let counts = columns.has(Role::Count) || columns.has(Role::CountPart);
    let count = numbers.as_ref().filter(|_| counts).map(|all| all.iter().map(|(count, _)| count).sum());
    Counted {
        count: count.filter(|count| !torn && agrees(table, row, columns, *count, &shares)),
        total: total.map(|(total, _)| total).or_else(|| numbers?.iter().find_map(|(_, total)| *total)),
        evidence: texts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" | "),
        place: table.place(row, read.first().map_or(0, |(c, _)| *c)),
    }
}

/// Takes columns for marks for those of numbers where numbers stand in them: marks are 0 and 1 at most, so that a higher
/// one, or a column that adds up, tells. Points are no members. Below the rows that name indicators others sign.
pub(super) fn count_figures(
    columns: &mut [Column],
    table: &Table,
    (body, wording): (u32, Option<u32>),
    context: &Context,
) {
    let marks: Vec<u32> = (0..)
        .zip(columns.iter())
        .filter(|(_, c)| c.role.is_some_and(Role::takes_mark))
        .map(|(at, _)| at)
        .collect();
    let levels = columns.iter().any(|c| matches!(c.role, Some(Role::Level(_))));
    if !levels {
        return;
    }
    let asks = |row: &u32| {
        let known = |slot: &Slot| {
            let known = context.known(&slot.text());
            known.found.is_some_and(|m| m.is_clear()) || known.group.is_some() || known.reference.is_some()
        };
        wording.is_none_or(|at| table.slot(*row, at).is_some_and(known))
    };
    let rows: Vec<u32> = (body..table.rows()).filter(asks).collect();
    let squares = || {
        rows.iter()
            .flat_map(|&row| {
                marks
                    .iter()
                    .filter_map(move |c| table.slot(row, *c).filter(|s| s.row == row && s.column == *c))
            })
            .filter(|slot| !slot.is_blank())
    };
    let number = |slot: &Slot| match sign::in_slot(slot) {
        Sign::Number(n) => Some(n),
        Sign::Off => Some(0.0),
        _ => counted::number(&slot.text()).map(|(n, _)| f64::from(n)),
    };
    let sums =
        columns.iter().any(|c| c.words.last().is_some_and(|word| context.vocabulary.sums.contains(word)));
    let several = squares().filter_map(number).any(|n| n >= 2.0);
    if squares().next().is_none() || !squares().all(|s| number(s).is_some()) || !(several || sums) {
        return;
    }
    for column in columns.iter_mut() {
        column.role = match column.role {
            Some(Role::Yes) => Some(Role::Count),
            Some(Role::No) => Some(Role::CountNone),
            Some(Role::Level(_)) => Some(Role::CountPart),
            other => other,
        };
    }
    part(columns, context);
}

/// How many people a square names, where it holds nothing but names.
fn people_in(slot: &Slot) -> Option<u32> {
    let text = slot.text();
    let people = text.split(['\n', ',', ';']).map(clean_name).filter(|piece| !piece.is_empty());
    let known: Option<u32> = people.map(|piece| names::is_name(&piece).then_some(1)).sum();
    known.filter(|people| *people > 0)
}

/// Whether a number of members agrees with what stands beside it: no share is more, men and women are all, as many are
/// named, and a sum is that of the numbers, or of all who were asked.
fn agrees(table: &Table, row: u32, columns: &Columns, count: u32, shares: &[(u32, &Slot)]) -> bool {
    let number = |slot: &Slot| counted::in_slot(slot).map(|(n, _)| n);
    let of = |role| columns.slots(table, row, |r| r == role).into_iter().next().and_then(|(_, s)| number(s));
    let sum = columns.slots(table, row, |r| r == Role::CountSum).into_iter().next();
    let summed = sum.filter(|(_, s)| !s.is_blank()).is_none_or(|(_, slot)| {
        let none = of(Role::CountNone).or_else(|| of(Role::No)).unwrap_or_default();
        number(slot).is_some_and(|sum| sum == count || sum == count + none)
    });
    let gender = |(column, slot): &(u32, &Slot)| {
        let word = columns.words(*column).last()?;
        ["nam", "nu"].contains(&word.as_str()).then(|| number(slot))
    };
    let genders: Vec<Option<u32>> = shares.iter().filter_map(gender).collect();
    let both: Option<u32> = genders.iter().copied().sum();
    let parted = genders.len() != 2 || both.is_none_or(|both| both == count);
    let named = columns.slots(table, row, |r| r == Role::Name).first().and_then(|(_, slot)| people_in(slot));
    let all_named = named.is_none_or(|people| people == count);
    summed
        && parted
        && all_named
        && shares.iter().filter_map(|(_, slot)| number(slot)).all(|share| share <= count)
}
