//! Who of the earlier round is who of this one. What tells people apart within a round tells them apart across
//! two: unit, name with its accents, date of birth, position. What is not certain is a question.

use crate::model::{BirthDate, UnitId};
use crate::text::{clean_name, fold, name_key};
use std::collections::{BTreeMap, BTreeSet};

/// A member as one round knows them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person<'a> {
    /// The cell, as this round lists it; `None` where it has none for it.
    pub unit: Option<UnitId>,
    /// The name; `None` where none is known.
    pub name: Option<&'a str>,
    /// The date or year of birth.
    pub birth: Option<BirthDate>,
    /// The position.
    pub position: Option<&'a str>,
}

/// Who a member of this round was in the earlier one, by position there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tie {
    /// Certainly this one.
    Same(usize),
    /// Certainly none of them.
    Nobody,
    /// Perhaps one of these: the most likely first.
    Perhaps(Vec<usize>),
}

/// At most so many are offered to a person to choose from.
const OFFERED: usize = 12;

/// Names that differ by so many letters may be one name.
const SLIPS: usize = 1;

/// Who each of this round was. `namesakes` says how many members of a name a cell lists.
pub(super) fn pair(
    before: &[Person<'_>],
    now: &[Person<'_>],
    namesakes: &dyn Fn(UnitId, &str) -> usize,
) -> Vec<Tie> {
    let mut found: Vec<Option<usize>> = vec![None; now.len()];
    for ((unit, _), group) in same_names(before, now) {
        let name = group.now.first().and_then(|&n| now[n].name).unwrap_or_default();
        let alone = namesakes(unit, name) < 2;
        for (b, n) in group.certain(before, now, alone) {
            found[n] = Some(b);
        }
    }
    let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
    let left: Vec<usize> = (0..before.len()).filter(|b| !taken.contains(b)).collect();
    let index = Index::new(before, &left);
    let tie = |(n, found): (usize, Option<usize>)| match found {
        Some(b) => Tie::Same(b),
        None => match index.like(before, &now[n]) {
            none if none.is_empty() => Tie::Nobody,
            some => Tie::Perhaps(some),
        },
    };
    found.into_iter().enumerate().map(tie).collect()
}

/// Positions of people of one name in one cell.
#[derive(Default)]
struct Namesakes {
    before: Vec<usize>,
    now: Vec<usize>,
}

fn same_names(before: &[Person<'_>], now: &[Person<'_>]) -> BTreeMap<(UnitId, String), Namesakes> {
    let mut groups: BTreeMap<(UnitId, String), Namesakes> = BTreeMap::new();
    let place = |p: &Person<'_>| Some((p.unit?, name_key(p.name?)));
    for (i, person) in before.iter().enumerate() {
        if let Some(place) = place(person) {
            groups.entry(place).or_default().before.push(i);
        }
    }
    for (i, person) in now.iter().enumerate() {
        if let Some(place) = place(person) {
            groups.entry(place).or_default().now.push(i);
        }
    }
    groups
}

impl Namesakes {
    /// The pairs that are one person for certain, each once.
    fn certain(mut self, before: &[Person<'_>], now: &[Person<'_>], alone: bool) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let one = self.before.len() == 1 && self.now.len() == 1 && alone;
        self.take(&mut pairs, |b, n| {
            before[b].birth.zip(now[n].birth).is_some_and(|(x, y)| x.agrees_with(y))
        });
        let post = |p: &Person<'_>| p.position.map(fold).filter(|post| !post.is_empty());
        let agree = |b: usize, n: usize| !differ(before[b].birth, now[n].birth);
        // One of several may have come to the post of another who left: only where all are there it tells.
        if self.before.len() > 1 && self.before.len() == self.now.len() {
            self.take(&mut pairs, |b, n| {
                agree(b, n) && post(&before[b]).is_some() && post(&before[b]) == post(&now[n])
            });
        }
        if one {
            self.take(&mut pairs, agree);
        }
        pairs
    }

    /// Takes out the pairs of which each fits the other and nobody else.
    fn take(&mut self, pairs: &mut Vec<(usize, usize)>, fits: impl Fn(usize, usize) -> bool) {
        let only = |of: &[usize], fits: &dyn Fn(usize) -> bool| {
            let mut all = of.iter().copied().filter(|&i| fits(i));
            all.next().filter(|_| all.next().is_none())
        };
        let mut found = Vec::new();
        for &b in &self.before {
            if let Some(n) = only(&self.now, &|n| fits(b, n))
                && only(&self.before, &|other| fits(other, n)) == Some(b)
            {
                found.push((b, n));
            }
        }
        self.before.retain(|b| !found.iter().any(|(taken, _)| taken == b));
        self.now.retain(|n| !found.iter().any(|(_, taken)| taken == n));
        pairs.extend(found);
    }
}

/// Whether two dates of birth, both known, cannot be of one person.
fn differ(a: Option<BirthDate>, b: Option<BirthDate>) -> bool {
    a.zip(b).is_some_and(|(a, b)| !a.agrees_with(b))
}

/// Those of the earlier round whom nobody of this one is yet, by cell and by name.
struct Index {
    in_unit: BTreeMap<UnitId, Vec<usize>>,
    named: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(before: &[Person<'_>], left: &[usize]) -> Self {
        let mut index = Self { in_unit: BTreeMap::new(), named: BTreeMap::new() };
        for &b in left {
            let Some(name) = before[b].name else { continue };
            if let Some(unit) = before[b].unit {
                index.in_unit.entry(unit).or_default().push(b);
            }
            index.named.entry(name_key(name)).or_default().push(b);
        }
        index
    }

    /// Those whom a person may have been: of the same or a like name in the cell, of the same name elsewhere.
    fn like(&self, before: &[Person<'_>], now: &Person<'_>) -> Vec<usize> {
        let Some(name) = now.name else { return Vec::new() };
        let here = now.unit.and_then(|unit| self.in_unit.get(&unit)).into_iter().flatten();
        let here = here.copied().filter(|&b| alike(&before[b], now));
        let elsewhere = self.named.get(&name_key(name)).into_iter().flatten().copied();
        let elsewhere = elsewhere
            .filter(|&b| before[b].unit != now.unit || now.unit.is_none())
            .filter(|&b| !differ(before[b].birth, now.birth));
        let mut all: Vec<usize> = here.chain(elsewhere).collect();
        let born = |&b: &usize| before[b].birth.is_none() || before[b].birth != now.birth;
        all.sort_by_key(|b| (born(b), before[*b].unit != now.unit, *b));
        all.truncate(OFFERED);
        all
    }
}

/// Whether two of one cell may be one person: their names differ in nothing, in accents or by a slip; or they
/// were born on one day and bear one given name.
fn alike(a: &Person<'_>, b: &Person<'_>) -> bool {
    let (Some(one), Some(two)) = (a.name, b.name) else { return false };
    let (one, two) = (fold(&clean_name(one)), fold(&clean_name(two)));
    let given = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    let born = a.birth.zip(b.birth).is_some_and(|(x, y)| x == y && matches!(x, BirthDate::Day(_)));
    one == two || within_slips(&one, &two) || (born && given(&one) == given(&two))
}

/// Whether one text becomes the other by adding, removing or changing a letter.
fn within_slips(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = |s: &[char]| s[same..].to_vec();
    let (a, b) = (rest(&a), rest(&b));
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - end <= SLIPS
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(unit: usize, name: &str) -> Person<'_> {
        Person { unit: Some(UnitId(unit)), name: Some(name), birth: None, position: None }
    }

    fn born(person: Person<'_>, year: i16) -> Person<'_> {
        Person { birth: Some(BirthDate::Day(date(year, 1, 1))), ..person }
    }

    fn ties(before: &[Person<'_>], now: &[Person<'_>]) -> Vec<Tie> {
        pair(before, now, &|_, _| 1)
    }

    #[test]
    fn one_name_once_in_a_cell_is_one_person_and_another_name_is_nobody() {
        let before = [at(1, "LÝ VĂN HÒA"), at(1, "Trần Thị Mận")];
        assert_eq!(ties(&before, &[at(1, "Lý Văn Hoà"), at(1, "Vũ Văn Ổi")]), [Tie::Same(0), Tie::Nobody]);
    }

    #[test]
    fn namesakes_are_told_apart_by_birth_or_position_and_else_asked_about() {
        let twins = [born(at(1, "Lý Văn Đào"), 1970), born(at(1, "Lý Văn Đào"), 1980)];
        assert_eq!(ties(&twins, &[twins[1], twins[0]]), [Tie::Same(1), Tie::Same(0)]);
        let post = |person, position| Person { position: Some(position), ..person };
        let posts = [post(at(1, "Lý Văn Đào"), "Bí thư"), post(at(1, "Lý Văn Đào"), "Đảng viên")];
        assert_eq!(ties(&posts, &[posts[1], posts[0]]), [Tie::Same(1), Tie::Same(0)]);
        assert_eq!(ties(&posts, &posts[1..]), [Tie::Perhaps(vec![0, 1])]);
        let bare = [at(1, "Lý Văn Đào"), at(1, "Lý Văn Đào")];
        assert_eq!(ties(&bare, &bare), vec![Tie::Perhaps(vec![0, 1]); 2]);
        assert_eq!(ties(&bare[..1], &bare), vec![Tie::Perhaps(vec![0]); 2]);
        assert_eq!(pair(&bare[..1], &bare[..1], &|_, _| 2), [Tie::Perhaps(vec![0])]);
    }

    #[test]
    fn who_moved_is_spelt_otherwise_or_has_another_birth_date_is_asked_about() {
        let before = [born(at(1, "Lý Văn Đào"), 1970)];
        let perhaps = [Tie::Perhaps(vec![0])];
        for now in [
            at(2, "Lý Văn Đào"),
            at(1, "Lý Văn Đáo"),
            at(1, "Ly Van Dao"),
            at(1, "Lý Vân Đàon"),
            born(at(1, "Lý Văn Đào"), 1971),
            born(at(1, "Lý Đào"), 1970),
        ] {
            assert_eq!(ties(&before, &[now]), perhaps, "{now:?}");
        }
        let stranger = [born(at(2, "Lý Văn Đào"), 1971), at(2, "Lý Văn Đáo"), at(1, "Trần Văn Đào")];
        assert_eq!(ties(&before, &stranger), [Tie::Nobody, Tie::Nobody, Tie::Nobody]);
    }

    #[test]
    fn whoever_is_known_for_certain_is_offered_to_nobody_else() {
        let before = [at(1, "Lý Văn Đào")];
        assert_eq!(ties(&before, &[at(1, "Lý Văn Đào"), at(2, "Lý Văn Đào")]), [Tie::Same(0), Tie::Nobody]);
    }
}
