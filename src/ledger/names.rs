//! The names by which units may be called, and which of them stand in a line.

use super::namings::{Fullness, LEVELS, namings_of};
use super::words::{Word, begins, wording};
use crate::model::{Hierarchy, Unit, UnitId};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap};

/// How closely the words agree, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    /// Accents and all.
    Exact,
    /// The writer left accents out.
    Unaccented,
    /// One word with another accent.
    OtherAccent,
    /// One word with one letter wrong.
    Misspelt,
}

/// A name of a unit.
#[derive(Debug, Clone)]
struct Naming {
    unit: UnitId,
    /// Position in [`Hierarchy::former`] of the unit that bore it, where the present one is its successor.
    former: Option<usize>,
    words: Vec<Word>,
    fullness: Fullness,
    /// Whether the list of units writes it without accents.
    bare: bool,
}

/// A unit that a mention may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub unit: UnitId,
    /// Position in [`Hierarchy::former`] of the unit that is named, where the candidate is its successor.
    pub former: Option<usize>,
    pub closeness: Closeness,
    pub fullness: Fullness,
}

/// What a text says about units.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Each mention of a cell, with all units that it may mean.
    pub cells: Vec<Vec<Candidate>>,
    /// Each mention of a unit above cells, with all that it may mean.
    pub bodies: Vec<Vec<UnitId>>,
    /// Words that look like the name of a cell and are no known one.
    pub unknown: Option<String>,
    /// The kind (`xã`, `phường` …, without accents) of a body that is no known one.
    pub unknown_body: Option<String>,
}

/// No line that names a unit is longer; the rest of one that is, is not read.
const LONGEST: usize = 1000;

/// All names of all units.
pub(super) struct Names<'a> {
    hierarchy: &'a Hierarchy,
    namings: Vec<Naming>,
    cells: Index,
    bodies: Index,
    by_unit: Vec<Vec<usize>>,
}

/// Namings by their words without accents.
#[derive(Default)]
struct Index {
    whole: HashMap<String, Vec<usize>, RandomState>,
    by_first: HashMap<String, Vec<usize>, RandomState>,
    longest: usize,
}

impl Index {
    fn add(&mut self, position: usize, words: &[Word]) {
        let Some(first) = words.first() else { return };
        self.by_first.entry(first.fold.clone()).or_default().push(position);
        self.whole.entry(joined(words)).or_default().push(position);
        self.longest = self.longest.max(words.len());
    }

    /// Namings of which these words, accents aside, begin with every letter.
    fn spelled(&self, words: &[Word]) -> Vec<usize> {
        let mut found = Vec::new();
        // Most words of a line begin no name.
        if self.begun(words).is_empty() {
            return found;
        }
        let mut text = String::new();
        for word in words.iter().take(self.longest) {
            text.push_str(&word.fold);
            found.extend(self.whole.get(&text).into_iter().flatten());
            text.push(' ');
        }
        found
    }

    /// Namings that begin with the same word, for those that have a letter wrong later on.
    fn begun(&self, words: &[Word]) -> &[usize] {
        words.first().and_then(|word| self.by_first.get(&word.fold)).map_or(&[], Vec::as_slice)
    }
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|w| w.fold.as_str()).collect::<Vec<_>>().join(" ")
}

impl<'a> Names<'a> {
    pub(super) fn new(hierarchy: &'a Hierarchy) -> Self {
        let by_unit = vec![Vec::new(); hierarchy.units().len()];
        let (cells, bodies) = (Index::default(), Index::default());
        let mut names = Self { hierarchy, namings: Vec::new(), cells, bodies, by_unit };
        for id in hierarchy.ids() {
            names.add(hierarchy.unit(id), hierarchy.is_cell(id), None, &[id]);
        }
        for (n, former) in hierarchy.former().iter().enumerate() {
            let became = if former.was_cell {
                former.successors.iter().flat_map(|&unit| hierarchy.cells_under(unit)).collect()
            } else {
                former.successors.clone()
            };
            names.add(&former.unit, former.was_cell, Some(n), &became);
        }
        names
    }

    /// Enters every name of a unit, for it or for what it became.
    fn add(&mut self, unit: &Unit, cell: bool, former: Option<usize>, for_units: &[UnitId]) {
        let bare = !crate::text::has_diacritics(&unit.name);
        for (words, fullness) in namings_of(unit, cell) {
            for &unit in for_units {
                let index = if cell { &mut self.cells } else { &mut self.bodies };
                index.add(self.namings.len(), &words);
                self.by_unit[unit.0].push(self.namings.len());
                self.namings.push(Naming { unit, former, words: words.clone(), fullness, bare });
            }
        }
    }

    /// What a text says about units. A person's name (`owner`, words without accents) may follow a
    /// unit's name, as in names of files.
    pub(super) fn read(&self, text: &str, owner: &[String]) -> Told {
        let text: String = text.chars().take(LONGEST).collect();
        let line = Line { words: wording(&text), accented: crate::text::has_diacritics(&text), owner };
        let mut told = Told::default();
        let cells = self.cell_mentions(&line);
        let covered = |at: usize| cells.iter().any(|m| m.start <= at && at < m.end);
        told.bodies = self.body_mentions(&line, &cells);
        self.note_unknown(&line, &covered, &mut told);
        told.cells = cells.into_iter().map(|m| m.units).collect();
        told
    }

    /// Mentions of cells, from the left; a longer one hides those inside it.
    fn cell_mentions(&self, line: &Line<'_>) -> Vec<Mention> {
        let headed = self.mentions(line, &self.cells, |n, at, end| {
            n.fullness <= Fullness::WithoutKind && !line.is_list(at) && self.cell_ends(line, n.unit, end)
        });
        if !headed.is_empty() {
            return headed;
        }
        self.mentions(line, &self.cells, |n, at, end| {
            n.fullness > Fullness::WithoutKind
                && (at == 0 || line.words[at].opens)
                && self.cell_ends(line, n.unit, end)
        })
    }

    /// Mentions of units above cells, outside the names of cells.
    fn body_mentions(&self, line: &Line<'_>, cells: &[Mention]) -> Vec<Vec<UnitId>> {
        let inside = |at: usize| cells.iter().any(|m| m.start <= at && at < m.end);
        let beside = |at: usize| cells.iter().any(|m| m.end == at);
        let found = self.mentions(line, &self.bodies, |n, at, end| {
            let alone = (at == 0 || line.words[at].opens) && line.words.get(end).is_none_or(|w| w.opens);
            !inside(at) && line.body_ends(end) && (n.fullness != Fullness::Bare || alone || beside(at))
        });
        let units = |m: Mention| {
            let mut units: Vec<UnitId> = m.units.into_iter().map(|c| c.unit).collect();
            units.dedup();
            units
        };
        found.into_iter().map(units).collect()
    }

    /// Mentions of namings that fit where they stand, from the left. Misspelt ones are looked for only
    /// where none is spelled right.
    fn mentions(
        &self,
        line: &Line<'_>,
        index: &Index,
        fits: impl Fn(&Naming, usize, usize) -> bool,
    ) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while let Some(rest) = line.words.get(at..).filter(|rest| !rest.is_empty()) {
            let found = self
                .mention(line, at, &index.spelled(rest), &fits)
                .or_else(|| self.mention(line, at, index.begun(rest), &fits));
            at = found.as_ref().map_or(at + 1, |m| m.end);
            mentions.extend(found);
        }
        mentions
    }

    /// What is mentioned at one position, out of these namings.
    fn mention(
        &self,
        line: &Line<'_>,
        at: usize,
        namings: &[usize],
        fits: &impl Fn(&Naming, usize, usize) -> bool,
    ) -> Option<Mention> {
        let mut best: BTreeMap<(UnitId, Option<usize>), Candidate> = BTreeMap::new();
        let mut end = at;
        for naming in namings.iter().map(|&i| &self.namings[i]) {
            let Some(closeness) = line.agrees(at, naming) else { continue };
            let stop = at + naming.words.len();
            if !fits(naming, at, stop) {
                continue;
            }
            let Naming { unit, former, fullness, .. } = *naming;
            let new = Candidate { unit, former, closeness, fullness };
            let known = best.entry((unit, former)).or_insert(new);
            if rank(&new) < rank(known) {
                *known = new;
            }
            end = end.max(stop);
        }
        (!best.is_empty()).then(|| Mention { start: at, end, units: best.into_values().collect() })
    }

    /// Whether a cell's name may end here: at the end of the phrase, before the body above it, or
    /// before the place's name that tells it from others of its name (`Trạm Y tế xã Sơn Tiến`). Any
    /// other word would belong to another unit's name.
    fn cell_ends(&self, line: &Line<'_>, unit: UnitId, end: usize) -> bool {
        if line.phrase_ends(end) {
            return true;
        }
        let Some(parent) = self.hierarchy.parent(unit) else { return false };
        let rest = line.words.get(end..).unwrap_or_default();
        // `Chi bộ Cơ quan xã`: the level of the body above it, without its name.
        let above = self.by_unit[parent.0].iter().map(|&i| &self.namings[i]);
        let place = above.clone().find(|n| n.fullness == Fullness::Place);
        let level = place.and_then(|n| LEVELS.iter().find(|(level, ..)| begins(&n.words, level)));
        if let Some((level, ..)) = level
            && begins(rest, level)
            && line.phrase_ends(end + level.split(' ').count())
        {
            return true;
        }
        let mut above = above;
        above.any(|n| {
            n.fullness != Fullness::Listed
                && line.agrees(end, n).is_some_and(|c| c <= Closeness::Unaccented)
                && line.body_ends(end + n.words.len())
        })
    }

    /// Words that look like a unit and are none that is known.
    fn note_unknown(&self, line: &Line<'_>, covered: &impl Fn(usize) -> bool, told: &mut Told) {
        for at in 0..line.words.len() {
            let rest = line.words.get(at..).unwrap_or_default();
            let name = rest.get(2..).unwrap_or_default();
            let named = name.first().is_some_and(|w| !w.opens && !line.phrase_ends(at + 2) && !is_talk(w));
            if begins(rest, "chi bo") && told.unknown.is_none() && named && !covered(at) {
                let end = name.iter().skip(1).position(|w| w.opens).map_or(name.len(), |n| n + 1);
                let words: Vec<&str> = rest.iter().take(end + 2).map(|w| w.key.as_str()).collect();
                told.unknown = Some(crate::text::nfc(&words.join(" ")).into_owned());
            } else if begins(rest, "dang bo") && named {
                let known = |i: &usize| {
                    let n = &self.namings[*i];
                    line.agrees(at, n).is_some() && line.body_ends(at + n.words.len())
                };
                if !self.bodies.begun(rest).iter().any(known) {
                    told.unknown_body = name.first().map(|w| w.fold.clone());
                }
            }
        }
    }
}

/// The order in which candidates of one mention are preferred.
pub(super) fn rank(candidate: &Candidate) -> (Closeness, Fullness) {
    (candidate.closeness, candidate.fullness)
}

/// Words after `chi bộ` that begin no name.
fn is_talk(word: &Word) -> bool {
    ["toi", "noi", "minh", "nay", "va", "de", "hop", "cu", "sinh"].contains(&word.fold.as_str())
}

struct Mention {
    start: usize,
    end: usize,
    units: Vec<Candidate>,
}

struct Line<'t> {
    words: Vec<Word>,
    accented: bool,
    owner: &'t [String],
}

impl Line<'_> {
    /// How closely the words from a position on agree with a name.
    fn agrees(&self, at: usize, name: &Naming) -> Option<Closeness> {
        let words = self.words.get(at..at + name.words.len())?;
        let mut closeness = if self.accented { Closeness::Exact } else { Closeness::Unaccented };
        let mut slips = 0;
        for (i, (word, wanted)) in words.iter().zip(&name.words).enumerate() {
            if i > 0 && word.opens && !wanted.opens {
                return None;
            }
            if word.key == wanted.key {
                continue;
            }
            let new = if word.fold == wanted.fold {
                if word.is_bare() || name.bare { Closeness::Unaccented } else { Closeness::OtherAccent }
            } else if one_letter_off(&word.fold, &wanted.fold) {
                Closeness::Misspelt
            } else {
                return None;
            };
            slips += u32::from(new >= Closeness::OtherAccent);
            closeness = closeness.max(new);
        }
        (slips <= 1).then_some(closeness)
    }

    /// Whether `các` makes what is named at a position the first of several: `các chi bộ: thôn 1, thôn 2`.
    fn is_list(&self, at: usize) -> bool {
        at > 0 && self.words.get(at - 1).is_some_and(|w| w.fold == "cac")
    }

    /// Whether a phrase ends before this position.
    fn phrase_ends(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return true };
        let rest = self.words.get(at..).unwrap_or_default();
        let year = |w: &Word| w.fold.len() == 4 && w.fold.starts_with("20");
        word.opens
            || ["dang bo", "chi bo", "thuoc", "truc thuoc", "dong chi", "nop", "gui", "bao cao", "kinh gui"]
                .iter()
                .any(|p| begins(rest, p))
            || (word.fold == "nam" && rest.get(1).is_some_and(year))
            || (!self.owner.is_empty()
                && self.owner.iter().map(Some).eq(rest.iter().take(self.owner.len()).map(|w| Some(&w.fold))))
    }

    /// The same for a body, which may stand before the next level's name.
    fn body_ends(&self, at: usize) -> bool {
        let rest = self.words.get(at..).unwrap_or_default();
        let level = |(level, committee, _): &(&str, &str, &str)| {
            begins(rest, level) || (!committee.is_empty() && begins(rest, committee))
        };
        self.phrase_ends(at) || LEVELS.iter().any(level)
    }
}

/// Whether two words of at least four letters differ by one letter (added, lost, changed, or two
/// neighbours swapped).
fn one_letter_off(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().min(b.len()) < 4 || a.len().abs_diff(b.len()) > 1 || a.iter().chain(b).any(u8::is_ascii_digit)
    {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    match (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default()) {
        ([x0, x1, xs @ ..], [y0, y1, ys @ ..]) if x0 == y1 && x1 == y0 => xs == ys,
        ([_, xs @ ..], [_, ys @ ..]) if a.len() == b.len() => xs == ys,
        ([_, xs @ ..], ys) if a.len() > b.len() => xs == ys,
        (xs, [_, ys @ ..]) => xs == ys,
        _ => false,
    }
}
