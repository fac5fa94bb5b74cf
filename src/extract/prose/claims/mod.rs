//! What a sentence says of several indicators at once: *có 01 biểu hiện là I.4, 26 biểu hiện khác không có*, *Nhóm I, II:
//! không có biểu hiện nào; nhóm III có biểu hiện số 2, còn lại không*, *còn quan liêu, xa rời quần chúng…; các biểu hiện
//! khác không có*. It says nothing unless each of its clauses is understood.

mod clause;
mod reader;
mod remarks;
mod tokens;
mod wording;
mod words;

pub(crate) use words::{OF_THE_REST, SPEAKER};

use crate::extract::context::Context;
use crate::model::{Answer, Level};

/// An indicator and what is said of it.
pub(crate) type Claim = (usize, (Answer, Option<Level>));

/// What a sentence says of the indicators of some groups.
#[derive(Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what its clauses said, each apart from the others")]
pub(crate) struct Segment {
    /// The groups; of all where there are none.
    groups: Vec<usize>,
    /// Those that it admits, and how grave they are.
    present: Vec<(usize, Option<Level>)>,
    /// Those that it denies by name.
    absent: Vec<usize>,
    /// Those that it names and says nothing of: they are there where all others are denied.
    named: Vec<usize>,
    denied: Denied,
    /// How many it says that it admits.
    counts: Vec<usize>,
    /// How many it denies beside those.
    rest: Option<usize>,
    /// Whether it sets apart what it admits from what it denies.
    excepted: bool,
    /// Whether it denies something in words of its own.
    denies_more: bool,
    /// Whether it admits what it names in words of its own.
    reworded: bool,
    /// Whether a clause begins with its groups.
    headed: bool,
}

/// What a sentence denies beside what it names.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Denied {
    /// Nothing.
    #[default]
    Nothing,
    /// It does not say what: *không có*.
    Bare,
    /// All of them.
    All,
    /// All that it does not name.
    Rest,
}

/// What a sentence answers for every indicator of the group in which it stands or, in none, of the catalogue.
pub(crate) fn whole(text: &str, group: Option<usize>, context: &Context) -> Option<Vec<Claim>> {
    let claims = said(text, group, context)?;
    let asked = |i: &usize| group.is_none_or(|group| context.catalogue.indicators[*i].group == group);
    let all = (0..context.catalogue.len()).filter(asked);
    all.eq(claims.iter().map(|(indicator, _)| *indicator)).then_some(claims)
}

/// The indicators that a sentence admits which answers for all of a group or, in none, of the catalogue, where it does not
/// say how grave any of them is.
pub(crate) fn admitted(text: &str, group: Option<usize>, context: &Context) -> Option<Vec<usize>> {
    let claims = whole(text, group, context)?;
    let graded = claims.iter().any(|(_, (_, level))| level.is_some());
    let present = claims.into_iter().filter(|(_, (answer, _))| *answer == Answer::Yes);
    (!graded).then(|| present.map(|(indicator, _)| indicator).collect())
}

/// What a sentence answers that names groups, or indicators by code or by number and group, in the catalogue's order. One
/// that only mentions a group may be mistaken under the heading of another.
pub(crate) fn of_some(text: &str, under: Option<usize>, context: &Context) -> Option<Vec<Claim>> {
    let segments = reader::read(text, None, context)?;
    let strays = |segment: &Segment| {
        !segment.headed && segment.groups.iter().any(|of| under.is_some_and(|group| group != *of))
    };
    if segments.iter().any(strays) {
        return None;
    }
    let of_all = segments.iter().any(|segment| segment.groups.is_empty() && segment.denied > Denied::Nothing);
    // A wording may hold words that admit: one indicator must be answered plainly.
    let reworded = segments.iter().any(|segment| segment.reworded);
    let claims = claims(&segments, context).filter(|_| !of_all)?;
    (claims.len() > 1 || !reworded).then_some(claims)
}

/// How many manifestations a folded text speaks of, wherever it counts them: *đối chiếu với 9 biểu hiện*, *ngoài ba biểu hiện
/// trên không có biểu hiện nào khác*.
pub(crate) fn counted(folded: &str, context: &Context) -> Vec<usize> {
    tokens::counted(folded, context)
}

fn said(text: &str, group: Option<usize>, context: &Context) -> Option<Vec<Claim>> {
    let mut segments = reader::read(text, group, context)?;
    if group.is_none() {
        complete(&mut segments, context);
    }
    claims(&segments, context)
}

/// Where a sentence goes through all groups and denies one of them, a group of which it only names some has no others:
/// *Nhóm I: biểu hiện 3, 5; nhóm II, III: không*.
fn complete(segments: &mut [Segment], context: &Context) {
    let mut groups: Vec<usize> = segments.iter().flat_map(|segment| segment.groups.iter().copied()).collect();
    groups.sort_unstable();
    let through = groups.iter().copied().eq(0..context.catalogue.groups.len());
    if through && segments.iter().any(|segment| segment.denied == Denied::All) {
        let lists = |s: &&mut Segment| s.denied == Denied::Nothing && s.absent.is_empty() && s.admitted() > 0;
        segments.iter_mut().filter(lists).for_each(|segment| segment.denied = Denied::Rest);
    }
}

fn claims(segments: &[Segment], context: &Context) -> Option<Vec<Claim>> {
    let claims = segments.iter().map(|segment| segment.claims(context));
    let mut claims: Vec<Claim> = claims.collect::<Option<Vec<_>>>()?.concat();
    claims.sort_unstable_by_key(|(indicator, _)| *indicator);
    let once = claims.windows(2).all(|pair| pair[0].0 != pair[1].0);
    (once && !claims.is_empty()).then_some(claims)
}

/// Whether a sentence denies and says nothing else: *Không.*
pub(crate) fn denies(text: &str, context: &Context) -> bool {
    of_all(text, context).is_some_and(|said| said.denied == Denied::Bare && said.admits_nothing())
}

/// The indicators that a text names by code, or by number and group, whatever it says of them.
pub(crate) fn named(text: &str, context: &Context) -> Vec<usize> {
    tokens::named(text, context)
}

/// What a sentence says that speaks of all indicators together.
pub(crate) fn of_all(text: &str, context: &Context) -> Option<Segment> {
    match reader::read(text, None, context)?.as_mut_slice() {
        [] => Some(Segment::default()),
        [segment] if segment.groups.is_empty() => Some(std::mem::take(segment)),
        _ => None,
    }
}

impl Segment {
    fn of(groups: Vec<usize>) -> Self {
        Self { groups, ..Self::default() }
    }

    fn group(&self) -> Option<usize> {
        if let [group] = self.groups.as_slice() { Some(*group) } else { None }
    }

    fn is_empty(&self) -> bool {
        *self == Self { headed: self.headed, ..Self::of(self.groups.clone()) }
    }

    /// The indicators of which it may speak.
    fn indicators<'a>(&'a self, context: &'a Context) -> impl Iterator<Item = usize> + 'a {
        let spoken_of = |i: &usize| {
            self.groups.is_empty() || self.groups.contains(&context.catalogue.indicators[*i].group)
        };
        (0..context.catalogue.len()).filter(spoken_of)
    }

    /// What it denies beside what it names.
    pub(crate) fn denied(&self) -> Denied {
        self.denied
    }

    /// Whether it neither admits nor names anything.
    pub(crate) fn admits_nothing(&self) -> bool {
        self.admitted() == 0 && self.absent.is_empty()
    }

    /// How many it admits.
    pub(crate) fn admitted(&self) -> usize {
        let mut named: Vec<usize> =
            self.present.iter().map(|(i, _)| *i).chain(self.named.iter().copied()).collect();
        named.sort_unstable();
        named.dedup();
        named.len()
    }

    /// What it answers where all that is not written down is denied elsewhere: *I.3*, *không có*.
    pub(crate) fn listed(mut self, context: &Context) -> Option<Vec<Claim>> {
        let lists = match self.denied {
            Denied::Bare => self.admits_nothing(),
            Denied::Nothing => self.admitted() > 0 && self.absent.is_empty(),
            _ => false,
        };
        self.denied = if self.denied == Denied::Bare { Denied::All } else { Denied::Rest };
        lists.then(|| self.claims(context)).flatten()
    }

    /// Whether the numbers that it gives are those of what it names, with some more named beside it.
    pub(crate) fn fits(&self, more: usize, context: &Context) -> bool {
        let present = self.admitted() + more;
        let counted = self.counts.iter().all(|count| *count == present);
        let known = present + self.absent.len();
        counted && self.rest.is_none_or(|rest| rest + known == self.indicators(context).count())
    }

    /// What it answers; `None` where its parts do not agree.
    pub(crate) fn claims(&self, context: &Context) -> Option<Vec<Claim>> {
        let admits = !self.present.is_empty() || !self.named.is_empty();
        let denies_others = match self.denied {
            Denied::Rest => admits || !self.absent.is_empty(),
            Denied::All => !admits || self.excepted,
            Denied::Bare => return None,
            Denied::Nothing => false,
        };
        // What is denied first and then admitted must be set apart; of what is only named nothing is said.
        let open = !denies_others && (self.denied > Denied::Nothing || !self.named.is_empty());
        if open || (self.denies_more && admits) || !self.fits(0, context) {
            return None;
        }
        let claim = |indicator: usize| {
            let level = self.present.iter().find(|(i, _)| *i == indicator).map(|(_, level)| *level);
            let present = level.or_else(|| self.named.contains(&indicator).then_some(None));
            match (present, self.absent.contains(&indicator)) {
                (Some(_), true) => None,
                (Some(level), false) => Some(Some((indicator, (Answer::Yes, level)))),
                (None, absent) => Some((absent || denies_others).then_some((indicator, (Answer::No, None)))),
            }
        };
        let within = |i: &usize| self.indicators(context).any(|of| of == *i);
        let named = || self.present.iter().map(|(i, _)| i).chain(&self.named).chain(&self.absent);
        let claims: Vec<Option<Claim>> = self.indicators(context).map(claim).collect::<Option<_>>()?;
        named().all(within).then(|| claims.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests;
