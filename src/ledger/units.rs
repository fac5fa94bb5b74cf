//! Which unit a review belongs to. A wrong unit is the worst error, so evidence decides only where it
//! leaves one unit; all else is a question.

use super::names::{Candidate, Closeness, Fullness, Names, Told, rank};
use super::rosters::Rosters;
use crate::finding::SubjectFinding;
use crate::intake::Envelope;
use crate::model::{Hierarchy, Kind, Review, UnitId, UnitSource};
use crate::text::{fold, words};
use std::collections::{BTreeSet, HashMap};

/// What was concluded about the unit of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resolution {
    /// The unit, where it can be told with certainty.
    pub unit: Option<UnitId>,
    /// The words that named it, as written.
    pub text: String,
    /// Why it cannot be told.
    pub finding: Option<SubjectFinding>,
    /// Units that fit, for the question.
    pub candidates: Vec<UnitId>,
}

/// Tells which unit a review belongs to.
pub(super) struct Resolver<'a> {
    hierarchy: &'a Hierarchy,
    names: Names<'a>,
    rosters: &'a Rosters<'a>,
    by_address: HashMap<&'a str, Vec<UnitId>>,
    told: HashMap<String, Told>,
}

/// What one kind of evidence says: the units that it leaves, and bodies named above them.
#[derive(Debug, Clone, Default)]
struct Evidence {
    /// Units that fit every mention; empty where no unit is named.
    units: Vec<UnitId>,
    /// Whether mentions exclude one another.
    torn: bool,
    /// Whether the words agree only roughly, so that something else must say the same.
    shaky: bool,
    /// Whether only a place of work is named.
    workplace: bool,
    /// Units above cells that are named.
    bodies: Vec<Vec<UnitId>>,
}

impl<'a> Resolver<'a> {
    pub fn new(hierarchy: &'a Hierarchy, rosters: &'a Rosters<'a>) -> Self {
        let mut by_address: HashMap<&str, Vec<UnitId>> = HashMap::new();
        for id in hierarchy.ids() {
            for address in &hierarchy.unit(id).emails {
                by_address.entry(address.as_str()).or_default().push(id);
            }
        }
        Self { hierarchy, names: Names::new(hierarchy), rosters, by_address, told: HashMap::new() }
    }

    /// Which unit a review belongs to, by the form's own words, else by path and mail.
    pub fn resolve(&mut self, review: &Review, path: &str, envelope: Option<&Envelope>) -> Resolution {
        let lines: Vec<Told> = review.unit_lines.iter().map(|l| self.read(&l.text)).collect();
        let unknown = lines.iter().find_map(|t| t.unknown.clone());
        let foreign = lines.iter().find_map(|t| t.unknown_body.clone());
        let form = self.weigh(&lines, &[]);
        let path = self.path(path, review, &form.bodies);
        let mail = self.mail(envelope, &form.bodies);
        let text = unit_text(review, &lines);
        let verdict = Case { resolver: self, review, form, path, mail, unknown, foreign, text: &text };
        verdict.decide()
    }

    fn read(&mut self, text: &str) -> Told {
        if let Some(told) = self.told.get(text) {
            return told.clone();
        }
        let told = self.names.read(text, &[]);
        self.told.insert(text.to_owned(), told.clone());
        told
    }

    /// What several texts say together.
    fn weigh(&self, texts: &[Told], above: &[Vec<UnitId>]) -> Evidence {
        let mut bodies: Vec<Vec<UnitId>> = texts.iter().flat_map(|t| t.bodies.iter().cloned()).collect();
        bodies.dedup();
        let all: Vec<&[Vec<UnitId>]> = vec![&bodies, above];
        let mut evidence = Evidence::default();
        let mut mentions: Vec<&Vec<Candidate>> = texts.iter().flat_map(|t| &t.cells).collect();
        // A place of work counts only where no cell is named.
        if mentions.iter().any(|m| !is_workplace(m)) {
            mentions.retain(|m| !is_workplace(m));
        }
        let mut left: Option<Vec<UnitId>> = None;
        for mention in mentions {
            let under: Vec<Candidate> =
                mention.iter().copied().filter(|c| all.iter().all(|b| self.under(c.unit, b))).collect();
            let Some(best) = self.best(mention, &under) else {
                evidence.torn = true;
                continue;
            };
            evidence.shaky |= best.0 >= Closeness::OtherAccent;
            evidence.workplace |= best.1 == Fullness::Workplace;
            let units: Vec<UnitId> = under.iter().filter(|c| rank(c) == best).map(|c| c.unit).collect();
            let kept = match left {
                None => units,
                Some(before) => before.into_iter().filter(|u| units.contains(u)).collect(),
            };
            evidence.torn |= kept.is_empty();
            left = Some(kept);
        }
        evidence.units = left.unwrap_or_default();
        evidence.bodies = bodies;
        evidence
    }

    /// The best rank among those left; none where only a rough likeness is left of an exact mention.
    fn best(&self, mention: &[Candidate], left: &[Candidate]) -> Option<(Closeness, Fullness)> {
        let best = left.iter().map(rank).min()?;
        let before = mention.iter().map(rank).min()?;
        let rough = best.0 >= Closeness::OtherAccent && before.0 < Closeness::OtherAccent;
        (!rough).then_some(best)
    }

    /// Whether a unit stands under one of each of these sets of bodies.
    fn under(&self, unit: UnitId, bodies: &[Vec<UnitId>]) -> bool {
        bodies.iter().all(|set| {
            set.contains(&unit) || self.hierarchy.ancestors(unit).any(|above| set.contains(&above))
        })
    }

    /// What folders and names of files say, the innermost first.
    fn path(&mut self, path: &str, review: &Review, above: &[Vec<UnitId>]) -> Evidence {
        let owner = review.name.as_deref().map(words).unwrap_or_default();
        let mut texts: Vec<Told> = Vec::new();
        let parts: Vec<&str> = path.split(['/', '!']).collect();
        for (depth, part) in parts.iter().rev().enumerate() {
            let stem = spaced(part);
            texts.push(if depth == 0 { self.names.read(&stem, &owner) } else { self.read(&stem) });
        }
        self.weigh(&texts, above)
    }

    /// What the mail says, the innermost that says anything.
    fn mail(&mut self, envelope: Option<&Envelope>, above: &[Vec<UnitId>]) -> Evidence {
        let mut at = envelope;
        while let Some(mail) = at {
            let senders = self.by_address.get(mail.address.as_str()).cloned().unwrap_or_default();
            let (cells, bodies): (Vec<UnitId>, Vec<UnitId>) =
                senders.into_iter().partition(|&u| self.hierarchy.is_cell(u));
            let mut texts = vec![self.read(&mail.sender), self.read(&mail.subject)];
            let exact = |unit| Candidate { unit, closeness: Closeness::Exact, fullness: Fullness::Listed };
            if !cells.is_empty() {
                texts.push(Told { cells: vec![cells.into_iter().map(exact).collect()], ..Told::default() });
            }
            // An office's address says that the form came through it, and so from below it.
            if !bodies.is_empty() {
                texts.push(Told { bodies: vec![bodies], ..Told::default() });
            }
            let evidence = self.weigh(&texts, above);
            if !evidence.units.is_empty() || evidence.torn {
                return evidence;
            }
            at = mail.outer.as_deref();
        }
        Evidence::default()
    }

    /// A unit's name with its code and the body above it, as shown to people.
    pub fn shown(hierarchy: &Hierarchy, id: UnitId) -> String {
        let unit = hierarchy.unit(id);
        match hierarchy.parent(id) {
            Some(above) => format!("{} - {} ({})", unit.code, unit.name, hierarchy.unit(above).name),
            None => format!("{} - {}", unit.code, unit.name),
        }
    }
}

fn is_workplace(mention: &[Candidate]) -> bool {
    mention.iter().all(|c| c.fullness == Fullness::Workplace)
}

/// One review's evidence, laid out for the decision.
struct Case<'c, 'a> {
    resolver: &'c Resolver<'a>,
    review: &'c Review,
    form: Evidence,
    path: Evidence,
    mail: Evidence,
    unknown: Option<String>,
    foreign: Option<String>,
    text: &'c str,
}

impl Case<'_, '_> {
    fn decide(self) -> Resolution {
        if self.form.torn {
            return self.ambiguous(self.form.units.clone());
        }
        if !self.form.units.is_empty() {
            return self.by_form();
        }
        if let Some(unknown) = self.unknown.clone() {
            return self.by_likeness(&unknown);
        }
        self.without_words()
    }

    /// The form names one unit or several of one name.
    fn by_form(self) -> Resolution {
        let units = self.form.units.clone();
        if self.is_foreign(&units) {
            return self.unknown_unit(units);
        }
        let [one] = units.as_slice() else {
            return match self.among(&units) {
                Some(unit) if !self.form.workplace && !self.form.shaky => self.found(unit),
                _ => self.ambiguous(units),
            };
        };
        let others = [&self.path, &self.mail];
        let says_same = others.iter().any(|e| !e.torn && e.units == units)
            || self.resolver.rosters.cell_of(self.review) == Some(*one);
        let above = !self.form.bodies.is_empty() || !self.path.bodies.is_empty();
        let against = others.iter().any(|e| !e.units.is_empty() && !e.units.contains(one));
        let sure = if self.form.workplace {
            says_same && !against
        } else if self.form.shaky {
            (says_same || above) && !against
        } else {
            true
        };
        if sure { self.found(*one) } else { self.ambiguous(units) }
    }

    /// A body of another place is named, and none that stands above these units.
    fn is_foreign(&self, units: &[UnitId]) -> bool {
        let Some(kind) = &self.foreign else { return false };
        let tree = self.resolver.hierarchy;
        self.form.bodies.is_empty()
            && units
                .iter()
                .filter_map(|&u| tree.parent(u))
                .any(|above| words(&tree.unit(above).name).contains(kind))
    }

    /// The one of several units that other evidence picks out.
    fn among(&self, units: &[UnitId]) -> Option<UnitId> {
        let mut left = units.to_vec();
        for evidence in [&self.path, &self.mail] {
            if evidence.torn {
                continue;
            }
            let named: Vec<UnitId> = left
                .iter()
                .copied()
                .filter(|u| evidence.units.is_empty() || evidence.units.contains(u))
                .filter(|&u| self.resolver.under(u, &evidence.bodies))
                .collect();
            // Evidence that fits none of them contradicts the form: nobody is picked.
            if named.is_empty() {
                return None;
            }
            left = named;
        }
        match left.as_slice() {
            [one] => Some(*one),
            several => self.resolver.rosters.one_of(self.review, several),
        }
    }

    /// The form writes a name that nobody has: accepted only where path and mail name one unit, and the
    /// words are a misspelling of its name.
    fn by_likeness(self, unknown: &str) -> Resolution {
        let near: Vec<UnitId> = [&self.path, &self.mail]
            .into_iter()
            .filter(|e| !e.torn && !e.shaky && !e.workplace && e.units.len() == 1)
            .flat_map(|e| e.units.clone())
            .collect();
        let one = near.first().copied().filter(|u| near.iter().all(|other| other == u));
        let tree = self.resolver.hierarchy;
        let alike = |u: UnitId| {
            let unit = tree.unit(u);
            std::iter::once(&unit.name)
                .chain(&unit.aliases)
                .any(|n| distance(&spell(n), &spell(unknown)) <= 2)
        };
        match one {
            Some(unit) if alike(unit) && !self.is_foreign(&[unit]) => self.found(unit),
            _ => self.unknown_unit(near),
        }
    }

    /// The form names no cell: path and mail must not contradict one another.
    fn without_words(self) -> Resolution {
        let said: Vec<&Evidence> =
            [&self.path, &self.mail].into_iter().filter(|e| !e.units.is_empty() || e.torn).collect();
        if said.is_empty() {
            return self.last_resort();
        }
        let mut left: BTreeSet<UnitId> = said.iter().flat_map(|e| e.units.iter().copied()).collect();
        let all: Vec<UnitId> = left.iter().copied().collect();
        left.retain(|u| said.iter().all(|e| e.units.contains(u)));
        left.retain(|&u| self.resolver.under(u, &self.path.bodies));
        let left: Vec<UnitId> = left.into_iter().collect();
        let rough = said.iter().any(|e| e.torn) || said.iter().all(|e| e.shaky || e.workplace);
        let one = match left.as_slice() {
            _ if rough || self.is_foreign(&left) => None,
            [one] => Some(*one),
            several => self.resolver.rosters.one_of(self.review, several),
        };
        match one {
            Some(unit) => self.found(unit),
            None => self.ambiguous(all),
        }
    }

    /// Nothing names a cell: the list of members, or, for what a body made itself, the body.
    fn last_resort(self) -> Resolution {
        let bodies: Vec<Vec<UnitId>> = self.form.bodies.iter().chain(&self.path.bodies).cloned().collect();
        if let Some(unit) = self.resolver.rosters.cell_of(self.review)
            && self.resolver.under(unit, &bodies)
            && !self.is_foreign(&[unit])
        {
            return self.found(unit);
        }
        if self.review.kind != Kind::Member
            && let Some(unit) = self.own_body()
        {
            return self.found(unit);
        }
        self.unknown_unit(Vec::new())
    }

    /// The body that a field names as the maker of a collective review or a tally, where no cell is
    /// spoken of anywhere in it.
    fn own_body(&self) -> Option<UnitId> {
        let lines = &self.review.unit_lines;
        let speaks_of_cell = |text: &str| {
            let text = fold(text);
            ["chi bo", "chi uy", "cb "].iter().any(|w| text.contains(w))
        };
        if lines.iter().any(|l| speaks_of_cell(&l.text)) {
            return None;
        }
        let field = lines.iter().find(|l| l.source == UnitSource::Field)?;
        let told = self.resolver.names.read(&field.text, &[]);
        match told.bodies.first()?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn found(&self, unit: UnitId) -> Resolution {
        Resolution { unit: Some(unit), text: self.text.to_owned(), ..Resolution::default() }
    }

    fn unknown_unit(&self, candidates: Vec<UnitId>) -> Resolution {
        let words = self.unknown.as_ref().map_or(String::new(), |_| self.text.to_owned());
        let words = if words.is_empty() { self.text.to_owned() } else { words };
        let finding = Some(SubjectFinding::UnitUnknown { words });
        Resolution { unit: None, text: self.text.to_owned(), finding, candidates }
    }

    fn ambiguous(&self, units: Vec<UnitId>) -> Resolution {
        let mut candidates = units;
        for unit in self.path.units.iter().chain(&self.mail.units) {
            if !candidates.contains(unit) {
                candidates.push(*unit);
            }
        }
        if candidates.is_empty() {
            return self.unknown_unit(candidates);
        }
        let shown = |&u: &UnitId| Resolver::shown(self.resolver.hierarchy, u);
        let mut names: Vec<String> = candidates.iter().take(6).map(shown).collect();
        if candidates.len() > names.len() {
            names.push("…".into());
        }
        let (words, candidates_text) = (self.text.to_owned(), names.join("; "));
        let finding = Some(SubjectFinding::UnitAmbiguous { words, candidates: candidates_text });
        Resolution { unit: None, text: self.text.to_owned(), finding, candidates }
    }
}

/// The words of the form that named the unit: the line with a cell's name, else any line with words.
fn unit_text(review: &Review, lines: &[Told]) -> String {
    let named = |told: &Told| !told.cells.is_empty() || told.unknown.is_some();
    let with = |wanted: UnitSource| {
        let mut both = review.unit_lines.iter().zip(lines);
        both.find(|(line, told)| line.source == wanted && named(told)).map(|(line, _)| line.text.clone())
    };
    let any = || review.unit_lines.first().map(|line| line.text.clone());
    with(UnitSource::Field).or_else(|| with(UnitSource::Letterhead)).or_else(any).unwrap_or_default()
}

/// A part of a path as words: without its extension, and with spaces where the writer had none.
fn spaced(part: &str) -> String {
    let stem = match part.rsplit_once('.') {
        Some((stem, tail))
            if (2..=4).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => part,
    };
    if stem.contains(' ') { stem.to_owned() } else { stem.replace(['_', '-', '.', '+'], " ") }
}

/// A name's letters, for counting slips: abbreviations written out, no accents.
fn spell(name: &str) -> Vec<char> {
    let words = super::words::wording(name);
    words.iter().map(|w| w.fold.as_str()).collect::<Vec<_>>().join(" ").chars().collect()
}

/// How many letters must be added, removed or changed to make one of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return a.len().abs_diff(b.len());
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
