//! Reads the clauses of a sentence one after another.

use super::clause::{Clause, Words, are_of, clauses};
use super::remarks::without_descriptions;
use super::words::{ADMITS, ADMITTING, BARE, DENIES, DENYING, FINDING_OUT, NAMING, SPEAKER};
use super::{Denied, Segment};
use crate::extract::answer::{boxes, words};
use crate::extract::context::Context;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::model::Level;
use crate::text::{fold, without_bullet};

/// The longest sentence of this kind, in bytes.
const LONGEST: usize = 1500;

/// Whether what is named is there or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Polarity {
    Present,
    Absent,
}

/// What the clauses read so far say.
pub(super) struct Reader<'t, 'c> {
    pub(super) text: &'t str,
    /// The group that the sentence stands in.
    pub(super) ambient: Option<usize>,
    pub(super) context: &'c Context,
    done: Vec<Segment>,
    pub(super) segment: Segment,
    /// Where a wording that is admitted begins and ends so far.
    pub(super) wording: Option<(usize, usize)>,
    /// Named, and nothing said of them yet.
    pub(super) pending: Vec<usize>,
    /// What the clause before says of what it names; numbers may follow.
    pub(super) listing: Option<Polarity>,
    /// What the clause before admits.
    pub(super) last: Vec<usize>,
    /// Whether what follows describes that.
    explains: bool,
    /// Whether the sentence names the groups that it speaks of.
    headed: bool,
}

/// What a sentence says of the indicators of a group or, of none, of all; `None` unless each of its clauses is understood.
pub(super) fn read(text: &str, ambient: Option<usize>, context: &Context) -> Option<Vec<Segment>> {
    if text.len() > LONGEST {
        return None;
    }
    let text = without_descriptions(without_number(ticked(text)?, context), context);
    let mut reader = Reader {
        text: &text,
        ambient,
        context,
        done: Vec::new(),
        segment: Segment::of(ambient.into_iter().collect()),
        wording: None,
        pending: Vec::new(),
        listing: None,
        last: Vec::new(),
        explains: false,
        headed: false,
    };
    for clause in clauses(&text) {
        reader.clause(&clause)?;
    }
    reader.turn_to(Vec::new())?;
    Some(reader.done)
}

/// A sentence without the ticked box before it; `None` where a box in it is not ticked, or stands elsewhere.
fn ticked(text: &str) -> Option<&str> {
    let (ticked, rest) = boxes::leading(text).unwrap_or((true, text));
    (ticked && boxes::first(rest).is_none()).then_some(rest)
}

/// A sentence without its bullet and, where it names a group next, the number of its line.
fn without_number<'t>(text: &'t str, context: &Context) -> &'t str {
    let bare = without_bullet(text);
    match ordinal::split(bare, &context.catalogue) {
        Some((Ordinal::Number(_), rest)) if fold(rest).starts_with("nhom ") => rest,
        _ => bare,
    }
}

impl Reader<'_, '_> {
    /// Ends what is said of some groups and turns to others.
    fn turn_to(&mut self, groups: Vec<usize>) -> Option<()> {
        self.end_wording()?;
        self.end_pending();
        let segment = std::mem::replace(&mut self.segment, Segment::of(groups));
        if !segment.is_empty() {
            self.done.push(segment);
        } else if self.headed {
            // Nothing is said of what it named.
            return None;
        }
        self.last.clear();
        self.listing = None;
        Some(())
    }

    /// Reads a clause; `None` where it is not understood.
    fn clause(&mut self, clause: &Clause<'_>) -> Option<()> {
        if [';', '.', '\n'].contains(&clause.before) {
            self.end_pending();
            self.listing = None;
            self.explains = false;
        }
        let words = Words::of(clause.text, self.segment.group().or(self.ambient), self.context);
        if words.as_ref().is_some_and(Words::is_empty) {
            return Some(());
        }
        let lists = &self.context.vocabulary.words;
        if lists.hedge.within(clause.text) {
            return None;
        }
        let explains = std::mem::take(&mut self.explains);
        if let Some(level) = self.grade(clause.text) {
            return self.grades(level);
        }
        let Some(words) = words else { return self.worded(clause) };
        if clause.before == '(' && words.others.iter().all(|w| NAMING.contains(&w.as_str())) {
            return self.repeated(&words);
        }
        let told =
            if words.groups.is_empty() { self.told(clause, &words) } else { self.turns(clause, &words) };
        if told? {
            return Some(());
        }
        if explains && self.is_remark(clause, &words) {
            self.explains = clause.sign == ',';
            return Some(());
        }
        if lists.opening.contains(&fold(clause.text))
            || self.leads(clause.text, &words)
            || self.assures(clause.text, &words)
        {
            return Some(());
        }
        if !self.pending.is_empty() && [',', ':', '-', '–', '—'].contains(&clause.before) {
            return self.answered(clause.text);
        }
        self.worded(clause)
    }
}

impl Reader<'_, '_> {
    /// Turns to the groups that a clause names, and reads what it says of them.
    fn turns(&mut self, clause: &Clause<'_>, words: &Words) -> Option<bool> {
        if words.groups != self.segment.groups {
            if self.ambient.is_some_and(|group| words.groups != [group]) {
                return None;
            }
            self.turn_to(words.groups.clone())?;
        }
        self.headed = true;
        self.segment.headed |= words.headed;
        if words.named.is_empty() && words.counts.is_empty() && words.are_of(&FINDING_OUT) {
            return Some(true);
        }
        self.told(clause, words)
    }

    /// Whether a clause says something of what it names or, where it names nothing, of all; `None` where that cannot be.
    fn told(&mut self, clause: &Clause<'_>, words: &Words) -> Option<bool> {
        if words.named.is_empty() {
            return if self.denies(words)? { Some(true) } else { Some(self.admits(words)) };
        }
        let denials = words.count_of(&DENIES);
        // *Không còn biểu hiện I.3* says that it was there.
        if denials > 0 && words.has("con") && !words.has_pair("con", "lai") {
            return None;
        }
        let (others, level) = self.graded_apart(&words.others);
        match denials {
            1 if level.is_none() && are_of(others, &[&DENYING[..], &[&["tru"]]].concat()) => {
                self.denies_named(words)?;
            }
            0 if are_of(others, &ADMITTING) => self.admits_named(clause, words, level)?,
            0 => self.rewords(clause, words)?,
            _ => return None,
        }
        Some(true)
    }

    /// Denies what a clause names or, where it sets that apart, all others: `Ngoài I.3 không có biểu hiện nào khác`.
    fn denies_named(&mut self, words: &Words) -> Option<()> {
        self.end_wording()?;
        if words.has_any(&["ngoai", "tru"]) {
            self.name(Polarity::Present, &words.named, None)?;
            self.segment.denied = Denied::Rest;
            self.segment.rest = words.counts.first().copied().filter(|n| *n != self.size());
            return Some(());
        }
        let counted = words.counts.iter().all(|count| *count == words.named.len());
        let rest = words.has("khac") || words.has_pair("con", "lai");
        (counted && !rest).then(|| self.name(Polarity::Absent, &words.named, None)).flatten()
    }

    /// Admits what a clause names, or leaves what is said of it to the clauses around it.
    fn admits_named(&mut self, clause: &Clause<'_>, words: &Words, level: Option<Level>) -> Option<()> {
        self.end_wording()?;
        self.segment.excepted |= words.sets_apart();
        self.segment.counts.extend(&words.counts);
        let apart = words.has_any(&["ngoai", "tru"]);
        let admitted = |i: &usize| self.segment.present.iter().any(|(of, _)| of == i);
        if apart && words.named.iter().all(admitted) {
            // `Tự nhận có I.3; ngoài I.3 ra, …` points to what was admitted before.
            return Some(());
        }
        if words.has_any(&ADMITS) || apart || level.is_some() {
            if apart {
                // `Từ II.1 đến II.9: không, trừ II.6`.
                self.segment.absent.retain(|indicator| !words.named.contains(indicator));
            }
            self.name(Polarity::Present, &words.named, level)?;
            self.explains = [':', '-', '–', '—', ','].contains(&clause.sign);
        } else if let Some(polarity) = self.listing {
            self.name(polarity, &words.named, None)?;
        } else {
            self.pending.extend(&words.named);
            self.explains = ['-', '–', '—'].contains(&clause.sign);
        }
        Some(())
    }

    /// Admits the one indicator that a clause names in words of its own: `Riêng biểu hiện số 5 bản thân đôi lúc còn nể
    /// nang`.
    fn rewords(&mut self, clause: &Clause<'_>, words: &Words) -> Option<()> {
        let told = words.named.len() == 1 && words.counts.is_empty() && words.has_any(&ADMITS);
        let vocabulary = &self.context.vocabulary;
        if !told || !vocabulary.words.admission.within(clause.text) {
            return None;
        }
        self.end_wording()?;
        self.segment.excepted |= words.sets_apart();
        self.segment.reworded = true;
        self.name(Polarity::Present, &words.named, words::level(&fold(clause.text), vocabulary))
    }

    /// Whether a clause that names none denies all of them, all others, or those named right before.
    fn denies(&mut self, words: &Words) -> Option<bool> {
        let rest = words.has("khac") || words.has_pair("con", "lai") || words.has_pair("ngoai", "ra");
        let number = match words.counts.as_slice() {
            [] => None,
            [number] => Some(*number),
            _ => return Some(false),
        };
        let plain = words.are_of(&DENYING);
        if !plain || words.count_of(&DENIES) != 1 || (words.has("con") && !rest) {
            return Some(false);
        }
        let other_groups = words.has_pair("nhom", "khac") || words.has_pair("nhom", "con");
        if other_groups || number.is_some_and(|number| number > self.size()) {
            return None;
        }
        // `Không mắc 8/9 biểu hiện` denies all but what is admitted elsewhere.
        let rest = rest || number.is_some_and(|number| number < self.size());
        self.end_wording()?;
        let every = words.has("bieu") && words.has_any(&["nao", "deu", "bat", "ca", "tat"]);
        let headed = !words.groups.is_empty() && (!words.has("bieu") || words.has("cac"));
        if rest {
            self.end_pending();
            self.segment.denied = Denied::Rest;
            self.segment.rest = number.filter(|number| *number != self.size() || !words.has("trong"));
        } else if every && !self.pending.is_empty() {
            // `I.1 – I.9: không có biểu hiện nào`.
            let pending = std::mem::take(&mut self.pending);
            number.is_none().then(|| self.name(Polarity::Absent, &pending, None)).flatten()?;
        } else if every || headed || number.is_some() {
            self.pending.is_empty().then_some(())?;
            self.segment.denied = self.segment.denied.max(Denied::All);
        } else if words.has("bieu") {
            return Some(false);
        } else if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            self.name(Polarity::Absent, &pending, None)?;
        } else if self.segment.is_empty() && self.headed {
            self.segment.denied = Denied::All;
        } else {
            (self.segment.denied == Denied::Nothing).then_some(())?;
            self.segment.denied = Denied::Bare;
        }
        self.listing = None;
        Some(true)
    }

    /// Whether a clause that names none says how many there are, or that those named right before are there.
    pub(super) fn admits(&mut self, words: &Words) -> bool {
        let counts = !words.counts.is_empty() && words.are_of(&ADMITTING) && words.has_any(&ADMITS);
        let bare = !self.pending.is_empty()
            && words.counts.is_empty()
            && words.are_of(&[&SPEAKER, &BARE])
            && words.has("co");
        if words.count_of(&DENIES) > 0 || !(counts || bare) {
            return false;
        }
        self.segment.excepted |= words.sets_apart();
        self.segment.counts.extend(&words.counts);
        let pending = std::mem::take(&mut self.pending);
        self.segment.present.extend(pending.iter().map(|indicator| (*indicator, None)));
        self.listing = Some(Polarity::Present).filter(|_| counts);
        true
    }

    /// Takes in what is said of some indicators; `None` where one grade is given to several, or one is named twice.
    pub(super) fn name(&mut self, polarity: Polarity, named: &[usize], level: Option<Level>) -> Option<()> {
        let known =
            |i: &usize| self.segment.present.iter().any(|(of, _)| of == i) || self.segment.absent.contains(i);
        let twice = (1..named.len()).any(|at| named[..at].contains(&named[at]));
        if twice || (level.is_some() && named.len() != 1) || named.iter().any(known) {
            return None;
        }
        self.last.clear();
        match polarity {
            Polarity::Present => {
                self.segment.present.extend(named.iter().map(|indicator| (*indicator, level)));
                self.last.extend(named);
            }
            Polarity::Absent => self.segment.absent.extend(named),
        }
        self.listing = Some(polarity);
        Some(())
    }

    /// Reads a remark in brackets that names what stands before it, or what a number before it counts.
    fn repeated(&mut self, words: &Words) -> Option<()> {
        if self.described_by(&words.named) {
            return self.name(Polarity::Present, &words.named, None);
        }
        self.end_wording()?;
        if self.last.is_empty() {
            return self.name(self.listing.unwrap_or(Polarity::Present), &words.named, None);
        }
        (self.last == words.named).then_some(())
    }

    fn end_pending(&mut self) {
        self.segment.named.append(&mut self.pending);
    }

    /// How many indicators it may speak of.
    pub(super) fn size(&self) -> usize {
        self.segment.indicators(self.context).count()
    }
}
