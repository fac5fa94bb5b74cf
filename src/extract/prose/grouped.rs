//! Forms in which one sentence answers for a whole group: *Bản thân không có biểu hiện nào trong nhóm này*,
//! *Có biểu hiện số 3, 5; còn lại không*.

use super::{group_prose, scope};
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// What a sentence says of the indicators of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GroupStatement {
    /// The numbers of those present; all others are not.
    present: Vec<u32>,
    /// Whether it says itself that it speaks of a group, or of indicators by number.
    explicit: bool,
}

/// The longest sentence of this kind, in bytes.
const LONGEST: usize = 300;

/// Words by which a sentence speaks of several indicators at once, folded.
const OF_SEVERAL: [&str; 6] = [
    "bieu hien nao",
    "bat ky bieu hien",
    "cac bieu hien tren",
    "cac bieu hien neu tren",
    "cac bieu hien nay",
    "cac bieu hien trong nhom",
];

/// Words by which it points to those above it or to its group, folded.
const POINTING: [&str; 3] = ["tren", "nhom", "cac bieu hien nay"];

/// The words of which `các biểu hiện còn lại bản thân không có` is made, folded.
pub(crate) const OF_THE_REST: [&str; 24] = [
    "con", "lai", "cac", "nhung", "bieu", "hien", "khac", "thi", "ban", "than", "toi", "deu", "khong", "co",
    "mac", "ngoai", "ra", "trong", "nhom", "nay", "nao", "vi", "pham", "o",
];

/// The statement that a sentence makes about the group in which it stands, if it makes one. One that names another group
/// is about that.
pub(crate) fn statement(text: &str, group: usize, context: &Context) -> Option<GroupStatement> {
    let others = || scope::groups(text, &context.catalogue).iter().any(|named| *named != group);
    said_of(text, group, context).filter(|_| !others())
}

fn said_of(text: &str, group: usize, context: &Context) -> Option<GroupStatement> {
    if text.len() > LONGEST {
        return (text.len() <= group_prose::LONGEST).then(|| in_prose(text, &fold(text), group, context))?;
    }
    let whole = text;
    let text = without_introduction(whole, group)?;
    let introduced = text.len() < whole.len();
    let titled = text.split_once(':').filter(|(title, _)| context.known(title).group == Some(group));
    let text = titled.map_or_else(|| verdict::without_label(text, &context.vocabulary), |(_, said)| said);
    let folded = fold(text);
    if !folded.contains("bieu hien") {
        return None;
    }
    if titled.is_some()
        && OF_SEVERAL.iter().any(|words| folded.contains(words))
        && words::answer(text, &context.vocabulary) == Ok((Answer::No, None))
    {
        return Some(GroupStatement { present: Vec::new(), explicit: true });
    }
    let points = introduced || POINTING.iter().any(|words| folded.contains(words));
    if points
        && OF_SEVERAL.iter().any(|words| folded.contains(words))
        && words::answer(text, &context.vocabulary) == Ok((Answer::No, None))
    {
        return Some(GroupStatement { present: Vec::new(), explicit: introduced || folded.contains("nhom") });
    }
    if let Some(present) = excepted(&folded, group, context) {
        return Some(GroupStatement { present, explicit: true });
    }
    let body = words::without_opening(&folded, &context.vocabulary.words);
    let numbered = numbers(body, group).map(|present| GroupStatement { present, explicit: true });
    numbered.or_else(|| in_prose(whole, &fold(whole), group, context))
}

/// Whether each indicator of a group is present, where words behind its name say so of all of them.
pub(crate) fn whole(said: &str, group: usize, context: &Context) -> Option<Vec<(usize, bool)>> {
    let named = format!("Nhóm {}: {said}", group + 1);
    statement(&named, group, context)?.answers(group, context)
}

fn in_prose(text: &str, folded: &str, group: usize, context: &Context) -> Option<GroupStatement> {
    let said = group_prose::said(text, folded, group, context)?;
    Some(GroupStatement { present: said.present, explicit: true })
}

/// The group that a sentence names by its title and says all of.
pub(crate) fn titled(text: &str, context: &Context) -> Option<usize> {
    let by_title = || text.split_once(':').and_then(|(title, _)| context.known(title).group);
    let folded = fold(text);
    let names =
        |group: &usize| group_prose::said(text, &folded, *group, context).is_some_and(|said| said.titled);
    by_title().or_else(|| (0..context.catalogue.groups.len()).find(names))
}

/// A sentence without what it says first of how it was found: *Qua tự soi 9 biểu hiện của nhóm II, bản thân không có
/// biểu hiện nào của nhóm*; `None` where that names another group.
fn without_introduction(text: &str, group: usize) -> Option<&str> {
    let Some((first, rest)) = text.split_once(',') else { return Some(text) };
    let folded = fold(first);
    let introduces = ["qua ", "sau khi ", "doi chieu "].iter().any(|words| folded.starts_with(words));
    if !introduces || !folded.contains("nhom") {
        return Some(text);
    }
    let named = folded.split("nhom ").skip(1).filter_map(|rest| roman(rest.split(' ').next()?));
    named.into_iter().all(|of| of == group).then_some(rest)
}

/// Whether a sentence may be one of these, in whatever group it stands.
pub(crate) fn may_state(text: &str, context: &Context) -> bool {
    (0..context.catalogue.groups.len()).any(|group| statement(text, group, context).is_some())
}

/// The numbers in `không có biểu hiện nào trong nhóm này, trừ biểu hiện số 4`.
fn excepted(folded: &str, group: usize, context: &Context) -> Option<Vec<u32>> {
    let (denied, excepted) = folded.split_once(" tru ")?;
    let denied = denied.strip_suffix(" ngoai").unwrap_or(denied);
    let all = OF_SEVERAL.iter().any(|words| denied.contains(words))
        && words::answer(denied, &context.vocabulary) == Ok((Answer::No, None));
    let names =
        |word: &str| ["cac", "bieu", "hien", "so", "thu", "va"].contains(&word) || roman(word) == Some(group);
    let mut present = Vec::new();
    for word in excepted.split(' ') {
        match word.parse::<u32>() {
            Ok(number) => present.push(number),
            Err(_) if names(word) => {}
            Err(_) => return None,
        }
    }
    (all && !present.is_empty()).then_some(present)
}

/// The numbers in `có 02 biểu hiện: số 3 và 5; còn lại không`, where nothing else is said.
fn numbers(folded: &str, group: usize) -> Option<Vec<u32>> {
    let mut words = folded.split(' ').peekable();
    let mut admitted = false;
    while words.next_if(|w| ["co", "con", "mac"].contains(w)).is_some() {
        admitted = true;
    }
    let number = |word: &str| word.parse::<u32>().ok().filter(|n| (1..100).contains(n));
    let count = words.peek().and_then(|w| number(w));
    if count.is_some() {
        words.next();
    }
    while words.next_if(|w| ["cac", "bieu", "hien", "so", "thu", "la", "sau", "nhung"].contains(w)).is_some()
    {
    }
    let mut present = Vec::new();
    while let Some(word) = words.next_if(|w| *w == "va" || number(w).is_some() || roman(w) == Some(group)) {
        present.extend(number(word));
    }
    let rest: Vec<&str> = words.collect();
    let denied = rest.contains(&"khong")
        && ["lai", "khac"].iter().any(|w| rest.contains(w))
        && rest.iter().all(|w| OF_THE_REST.contains(w));
    let fits = count.is_none_or(|count| usize::try_from(count) == Ok(present.len()));
    (admitted && denied && fits && !present.is_empty()).then_some(present)
}

fn roman(word: &str) -> Option<usize> {
    ["i", "ii", "iii", "iv", "v"].iter().position(|numeral| *numeral == word)
}

impl GroupStatement {
    /// Whether each indicator of the group is present; `None` where a number names none of them.
    fn answers(&self, group: usize, context: &Context) -> Option<Vec<(usize, bool)>> {
        let present = ordinal::of_group(&self.present, group, &context.catalogue)?;
        Some(context.catalogue.of_group(group).map(|i| (i, present.contains(&i))).collect())
    }
}

/// Where sentences of this kind stand that are no indicator's answer: the group, the words, the place.
pub(crate) type Said = (usize, String, Place);

/// Answers the indicators of every group in which nothing answers but one such sentence.
pub(crate) fn spread(answers: &mut Vec<(usize, Verdict)>, said: &[Said], context: &Context) {
    let groups = 0..context.catalogue.groups.len();
    let parts: Vec<Group<'_>> = groups.map(|group| Group::of(group, answers, said, context)).collect();
    let alike = parts.iter().all(|part| part.is_once(context));
    let filled: Vec<_> = parts.iter().filter_map(|part| part.answers(alike, context)).flatten().collect();
    for (indicator, verdict) in filled {
        match answers.iter_mut().find(|(i, _)| *i == indicator) {
            Some((_, before)) => *before = verdict,
            None => answers.push((indicator, verdict)),
        }
    }
}

/// What stands in a form under one group.
struct Group<'f> {
    at: usize,
    /// Indicators of it that nothing answers.
    blank: usize,
    /// What answers, and where.
    sources: Vec<(&'f str, &'f Place)>,
    /// Where its last indicator is answered.
    last: Option<&'f Place>,
    /// Whether sentences stand in it that are no indicator's answer.
    apart: bool,
}

impl<'f> Group<'f> {
    fn of(group: usize, answers: &'f [(usize, Verdict)], said: &'f [Said], context: &Context) -> Self {
        let own = || answers.iter().filter(|(i, _)| context.catalogue.indicators[*i].group == group);
        let is_blank = |v: &Verdict| v.chosen == Err(AnswerFinding::Blank) && v.evidence.is_empty();
        let lines =
            || said.iter().filter(|(of, ..)| *of == group).map(|(_, text, place)| (text.as_str(), place));
        let filled = own().filter(|(_, v)| !is_blank(v)).map(|(_, v)| (v.evidence.as_str(), &v.place));
        Self {
            at: group,
            blank: own().filter(|(_, v)| is_blank(v)).count(),
            sources: lines().chain(filled).collect(),
            last: own().last().map(|(_, v)| &v.place),
            apart: lines().next().is_some(),
        }
    }

    /// Whether one sentence answers for it or each of its indicators has an answer of another kind.
    fn is_once(&self, context: &Context) -> bool {
        let states = |(text, _): &&(&str, &Place)| statement(text, self.at, context).is_some();
        let mut stating = self.sources.iter().filter(states).map(|(_, place)| place);
        let merged = stating.next().is_none_or(|first| stating.all(|place| place == first));
        let once = self.sources.len() == 1 && (self.blank == 0 || self.ends_with(self.sources[0].1));
        once || (self.blank == 0 && merged)
    }

    /// Whether a place is that of its last answer, or of a line that is none.
    fn ends_with(&self, place: &Place) -> bool {
        self.apart || self.last.is_none_or(|last| last == place)
    }

    /// The answers that its one sentence gives. One that only points to what stands above it may be the answer of
    /// the last indicator alone, or of more than its group; it is neither where all groups are answered alike.
    fn answers(&self, alike: bool, context: &Context) -> Option<Vec<(usize, Verdict)>> {
        let (text, place) = *self.sources.first()?;
        let statement = statement(text, self.at, context)?;
        // The same words in every row, or in one square merged over them, or once for all.
        let throughout = self.blank == 0 && !self.apart;
        let repeated = throughout && self.sources.iter().all(|(other, _)| *other == text);
        let last = self.last.is_none_or(|last| last == place);
        let told = statement.explicit || (alike && (last || throughout));
        if !(told && (repeated || self.sources.len() == 1)) {
            return None;
        }
        let level = words::level_of_admitted(text, statement.present.len(), &context.vocabulary);
        let verdict = |present: bool| Verdict {
            chosen: match &level {
                Ok(level) if present => Ok((Answer::Yes, *level, Rule::NotListed)),
                Err(why) if present => Err(why.clone()),
                _ => Ok((Answer::No, None, Rule::NotListed)),
            },
            evidence: text.to_owned(),
            place: place.clone(),
            note: String::new(),
            in_parts: false,
        };
        let answers = statement.answers(self.at, context)?;
        Some(answers.into_iter().map(|(i, present)| (i, verdict(present))).collect())
    }
}
