//! Wordings and grades within a sentence: `tôi còn `*quan liêu, xa rời quần chúng*, `ở mức độ nhẹ`.

use super::clause::{Clause, Words, are_of};
use super::reader::{Polarity, Reader};
use super::remarks;
use super::words::{ADMITS, ADMITTING, BEFORE_WORDING, DENIES, EXCEPT, FINDING, FINDING_OUT, OPENING};
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::prose::aspects::WHOLLY;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::tokens::{Word, words_of};
use crate::model::{Answer, Level};
use crate::text::fold;

impl Reader<'_, '_> {
    /// Words without the grade at their end, and that grade: *có biểu hiện ở mức độ nhẹ*.
    pub(super) fn graded_apart<'w>(&self, others: &'w [String]) -> (&'w [String], Option<Level>) {
        let Some(at) = others.iter().position(|word| word == "muc") else { return (others, None) };
        let level = self.grade(&others[at..].join(" "));
        let at = if at > 0 && others[at - 1] == "o" { at - 1 } else { at };
        if level.is_some() { (&others[..at], level) } else { (others, None) }
    }

    /// The level that is all a text says: *mức độ nhẹ*, *(nhẹ)*.
    pub(super) fn grade(&self, text: &str) -> Option<Level> {
        let folded = fold(text);
        let bare = folded.strip_prefix("o ").unwrap_or(&folded);
        let bare = bare.strip_prefix("muc do ").or_else(|| bare.strip_prefix("muc ")).unwrap_or(bare);
        self.context.vocabulary.levels.of(bare).copied()
    }

    /// Grades what the clause before admits, where that is one.
    pub(super) fn grades(&mut self, level: Level) -> Option<()> {
        self.end_wording()?;
        if self.last.is_empty() && self.pending.len() == 1 {
            // What is graded is there.
            let pending = std::mem::take(&mut self.pending);
            return self.name(Polarity::Present, &pending, Some(level));
        }
        let [last] = self.last.as_slice() else { return None };
        let (_, graded) = self.segment.present.iter_mut().find(|(indicator, _)| indicator == last)?;
        graded.is_none_or(|before| before == level).then(|| *graded = Some(level))
    }

    /// Takes in what a clause answers for the one that was named right before: *biểu hiện II.4: đôi lúc còn thích được khen*.
    pub(super) fn answered(&mut self, text: &str) -> Option<()> {
        let pending = std::mem::take(&mut self.pending);
        if pending.len() != 1 {
            return None;
        }
        match words::answer(text, &self.context.vocabulary) {
            Ok((Answer::No, _)) => self.name(Polarity::Absent, &pending, None),
            Ok((_, level)) => self.name(Polarity::Present, &pending, level),
            Err(_) => None,
        }
    }

    /// Whether a clause says how what follows was found, and nothing of it: *đối chiếu với 27 biểu hiện*, *qua tự soi*.
    pub(super) fn leads(&self, text: &str, words: &Words) -> bool {
        const SAYS: [&str; 3] = ["co", "con", "mac"];
        let all = |count: &usize| [self.size(), self.context.catalogue.len()].contains(count);
        let silent = words.named.is_empty()
            && words.counts.iter().all(all)
            && words.count_of(&DENIES) == 0
            && !words.has_any(&SAYS)
            && !self.admits_failing(text);
        let reports = words.has_pair("bao", "cao") || words.has("thua");
        let opens = words.others.first().is_some_and(|word| OPENING.contains(&word.as_str()));
        silent && (words.are_of(&FINDING_OUT) || (opens && words.has_any(&FINDING)) || reports)
    }

    /// Whether a clause behind what was named describes it, and neither answers nor names others: *biểu hiện số 5: trong phê
    /// bình còn nể nang*.
    pub(super) fn is_remark(&self, clause: &Clause<'_>, words: &Words) -> bool {
        let text = clause.text;
        let another = || {
            let found = self.context.known(text).found.filter(|m| m.is_clear() && m.anchored);
            found.is_some_and(|m| !self.last.contains(&m.indicator))
        };
        words.named.is_empty()
            && !(self.last.is_empty() && self.pending.is_empty())
            && !remarks::answers(&fold(text))
            && words::answer(text, &self.context.vocabulary) != Ok((Answer::No, None))
            && !(clause.before == ',' && (begins_another(&fold(text), self.context) || another()))
    }

    /// Drops the wording that is being admitted where a remark names it by number: *nể nang khi phê bình (biểu hiện 5)*. It
    /// must not be another's.
    pub(super) fn described_by(&mut self, named: &[usize]) -> bool {
        let (Some((from, to)), [named]) = (self.wording, named) else { return false };
        let found = self.context.known(self.text[from..to].trim()).found;
        let described = found.is_none_or(|m| m.indicator == *named || !(m.is_clear() && m.anchored));
        if described {
            self.wording = None;
        }
        described
    }

    /// Whether a text has words that admit, or that name what is done badly.
    fn admits_failing(&self, text: &str) -> bool {
        let lists = &self.context.vocabulary.words;
        lists.admission.within(text) || lists.failing.within(text)
    }

    /// Whether a clause only assures, or denies in words of its own: *luôn tin tưởng vào sự lãnh đạo của Đảng*, *không hề xa
    /// rời tôn chỉ, mục đích*. What is so denied must not be admitted elsewhere in the sentence.
    pub(super) fn assures(&mut self, text: &str, words: &Words) -> bool {
        let lists = &self.context.vocabulary.words;
        let silent = words.named.is_empty() && words.counts.is_empty() && words.groups.is_empty();
        let doubtful = self.admits_failing(text) || lists.reversal.within(text);
        if !silent || doubtful || words.has_pair("bieu", "hien") || self.wording.is_some() {
            return false;
        }
        let folded = fold(text);
        let body = words::without_opening(&folded, lists);
        let begun = lists.assurance.starts(body).or_else(|| lists.opposing.starts(body));
        let assured = begun.is_some_and(|more| !more.is_empty()) && words.count_of(&DENIES) == 0;
        let denied = !assured
            && words.others.len() > 3
            && lists.denial.starts(body).is_some()
            && words::answer(text, &self.context.vocabulary) == Ok((Answer::No, None));
        self.segment.denies_more |= denied;
        assured || denied
    }

    /// Reads a clause as a part of the wording that is being admitted, or as the beginning of one.
    pub(super) fn worded(&mut self, clause: &Clause<'_>) -> Option<()> {
        let folded = fold(clause.text);
        if let Some((_, end)) = &mut self.wording
            && !begins_another(&folded, self.context)
        {
            *end = clause.to;
            return Some(());
        }
        let introduced = self.introduced(clause.text);
        let counted = !self.segment.counts.is_empty() && self.segment.present.is_empty();
        let lead = introduced.or_else(|| lead(clause.text, self.context)).or(counted.then_some(0))?;
        self.end_wording()?;
        self.segment.excepted |= EXCEPT.iter().any(|word| has_words(&folded, word));
        self.wording = Some((clause.from + lead, clause.to));
        self.listing = None;
        Some(())
    }

    /// Takes in how many a clause says that it admits, and tells where it begins to say which: *còn một biểu hiện là* `nể
    /// nang`.
    fn introduced(&mut self, text: &str) -> Option<usize> {
        let words = words_of(text);
        let leads = |w: &[Word]| w[0].folded == "bieu" && w[1].folded == "hien" && w[2].folded == "la";
        let at = words.windows(3).position(leads)?;
        let counts =
            Words::of(&text[..words[at + 1].to], self.segment.group().or(self.ambient), self.context)?;
        let mut admitted = Words { counts: counts.counts.iter().rev().take(1).copied().collect(), ..counts };
        admitted.others.retain(|word| word != "trong");
        self.admits(&admitted).then_some(words[at + 2].to)
    }

    /// Ends the wording that is being admitted: it must be one that the sentence may speak of, and nothing else.
    pub(super) fn end_wording(&mut self) -> Option<()> {
        let Some((from, to)) = self.wording.take() else { return Some(()) };
        let found = self.context.known(self.text[from..to].trim()).found?;
        let whole = found.is_clear() && found.anchored && found.score >= WHOLLY;
        whole.then(|| self.name(Polarity::Present, &[found.indicator], None)).flatten()?;
        self.listing = None;
        Some(())
    }
}

/// How many bytes lead a clause to the wording that it admits: `bản thân còn `, `tôi có biểu hiện `.
fn lead(text: &str, context: &Context) -> Option<usize> {
    const LONGEST: usize = 8;
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(LONGEST).collect();
    let said = |at: usize| {
        let folded = fold(&text[..at]);
        words::without_opening(&folded, &context.vocabulary.words).to_owned()
    };
    let plain = |said: &str| are_of(&said.split_whitespace().collect::<Vec<_>>(), &ADMITTING);
    let admits = |said: &str| said.split(' ').any(|word| ADMITS.contains(&word));
    let first = spaces.iter().position(|at| admits(&said(*at)) && plain(&said(*at)))?;
    // `còn có biểu hiện …` admits in several words.
    let more =
        |at: &&usize| said(**at).split(' ').next_back().is_some_and(|word| BEFORE_WORDING.contains(&word));
    spaces[first..].iter().skip(1).take_while(more).last().or(spaces.get(first)).copied()
}

/// Whether a clause behind a wording admits another one in so many words: *bản thân còn duy ý chí*. A wording may have a
/// bare `có` in it.
fn begins_another(folded: &str, context: &Context) -> bool {
    let body = words::without_opening(folded, &context.vocabulary.words);
    let led = ["con ", "co bieu hien ", "con co ", "mac ", "rieng ", "va con "]
        .iter()
        .any(|lead| body.starts_with(lead));
    led || (body.len() < folded.len() && body.starts_with("co "))
}
