//! Forms in which one sentence answers for a whole group: *Bản thân không có biểu hiện nào trong nhóm này*,
//! *Có biểu hiện số 3, 5; còn lại không*.

use super::claims::{self, Claim};
use super::{exceptions, group_names, scope};
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// What a sentence says of the indicators of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GroupStatement {
    claims: Vec<Claim>,
    /// Whether it says itself that it speaks of a group, or of indicators by number.
    explicit: bool,
    /// Whether it points to what stands above it.
    points: bool,
}

/// The longest paragraph of this kind, in bytes.
const LONGEST: usize = 1500;

/// The longest sentence that denies a group and assures something besides, in bytes.
const SHORT: usize = 300;

/// Words by which it points to those above it or to its group, folded.
const POINTING: [&str; 3] = ["tren", "nhom", "cac bieu hien nay"];

/// The statement that a sentence makes about the group in which it stands, if it makes one. One that names another group
/// is about that.
pub(crate) fn statement(text: &str, group: usize, context: &Context) -> Option<GroupStatement> {
    let folded = fold(text);
    let speaks = folded.contains("bieu hien") || folded.contains("nhom");
    if !speaks || !["khong", "chua", "ko"].iter().any(|word| folded.contains(word)) {
        return None;
    }
    let others = || scope::groups(text, &context.catalogue).iter().any(|named| *named != group);
    said_of(text, &folded, group, context).filter(|_| !others())
}

fn said_of(text: &str, folded: &str, group: usize, context: &Context) -> Option<GroupStatement> {
    if text.len() > LONGEST {
        return None;
    }
    if let Some(claims) = titled_claims(text, group, context) {
        return Some(GroupStatement { claims, explicit: true, points: true });
    }
    let of_group = folded.contains("nhom");
    let points = POINTING.iter().any(|words| folded.contains(words));
    if let Some(claims) = claims::whole(text, Some(group), context) {
        let size = claims.len().to_string();
        let counted = folded.split(' ').any(|word| word == size);
        let admits = claims.iter().any(|(_, (answer, _))| *answer == Answer::Yes);
        return Some(GroupStatement { claims, explicit: of_group || counted || admits, points });
    }
    let body = verdict::without_label(text, &context.vocabulary);
    let claims = denied(body, group, context)?;
    Some(GroupStatement { claims, explicit: of_group, points })
}

/// What a sentence says that names its group first.
fn titled_claims(text: &str, group: usize, context: &Context) -> Option<Vec<Claim>> {
    let said = |body: &str| {
        let whole =
            || claims::whole(body, Some(group), context).or_else(|| by_exception(body, group, context));
        whole().or_else(|| denied(body, group, context))
    };
    group_names::behind_title(text, group, context).find_map(said)
}

/// What is said of all indicators of a group by a sentence that denies them and assures something besides: *không có biểu
/// hiện nào, luôn giữ vững lập trường*.
fn denied(body: &str, group: usize, context: &Context) -> Option<Vec<Claim>> {
    let folded = fold(body);
    let several = folded.len() <= SHORT && context.vocabulary.together.of_group(&folded);
    // What names indicators by their numbers, or admits anything, is not said of all.
    let size = context.catalogue.of_group(group).count().to_string();
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) && word != size;
    let several =
        several && !folded.split(' ').any(number) && !context.vocabulary.words.admission.within(body);
    let denied = several && words::answer(body, &context.vocabulary) == Ok((Answer::No, None));
    denied.then(|| context.catalogue.of_group(group).map(|i| (i, (Answer::No, None))).collect())
}

/// What sentences say that name indicators, count them and set them apart from all others.
fn by_exception(body: &str, group: usize, context: &Context) -> Option<Vec<Claim>> {
    let named = exceptions::named(body, Some(group), context)?;
    let answer = |i: usize| if named.contains(&i) { Answer::Yes } else { Answer::No };
    Some(context.catalogue.of_group(group).map(|i| (i, (answer(i), None))).collect())
}

/// Whether a sentence admits something of the group that it is about.
pub(crate) fn admits(text: &str, group: usize, context: &Context) -> bool {
    let claims = statement(text, group, context).map(|statement| statement.claims).unwrap_or_default();
    claims.iter().any(|(_, (answer, _))| *answer == Answer::Yes)
}

/// The group that a sentence names by its title and says all of.
pub(crate) fn titled(text: &str, context: &Context) -> Option<usize> {
    let by_title = || text.split_once(':').and_then(|(title, _)| context.known(title).group);
    let says = |group: &usize| titled_claims(text, *group, context).is_some();
    by_title().or_else(|| (0..context.catalogue.groups.len()).find(says))
}

/// Whether a sentence may be one of these, in whatever group it stands.
pub(crate) fn may_state(text: &str, context: &Context) -> bool {
    (0..context.catalogue.groups.len()).any(|group| statement(text, group, context).is_some())
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
        let pointed = alike && (last || throughout) && (statement.points || self.apart);
        if !((statement.explicit || pointed) && (repeated || self.sources.len() == 1)) {
            return None;
        }
        let verdict = |(answer, level)| {
            Verdict::new(Ok((answer, level, Rule::NotListed)), text.to_owned(), place.clone())
        };
        Some(statement.claims.into_iter().map(|(indicator, said)| (indicator, verdict(said))).collect())
    }
}

/// What a sentence says of all indicators of a group.
#[cfg(test)]
pub(crate) fn claims_of_group(text: &str, group: usize, context: &Context) -> Option<Vec<Claim>> {
    statement(text, group, context).map(|statement| statement.claims)
}
