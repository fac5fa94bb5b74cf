//! What a sentence says of all indicators, or of those that it names: *có 01 biểu hiện là I.4, 26 biểu hiện khác không
//! có*, *I.5 có, II.4 có; 25 biểu hiện còn lại không*, *cả 27 biểu hiện không*, *biểu hiện 5 nhóm I*.

use super::group_prose::{self, OF_ALL, OF_SOME};
use super::grouped::OF_THE_REST;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::text::fold;

/// The longest sentence of this kind, in bytes.
const LONGEST: usize = 600;

/// What a sentence says of all indicators.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct OfAll {
    /// Those that it names as present.
    pub present: Vec<usize>,
    /// What it denies.
    pub denied: Denied,
    /// How many it says are present.
    pub count: Option<usize>,
    /// How many it says are denied beside those.
    rest: Option<usize>,
}

/// What a sentence denies.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    /// Nothing.
    #[default]
    Nothing,
    /// It does not say what: *không có*.
    Bare,
    /// All that it does not name.
    Rest,
    /// All of them.
    All,
}

impl OfAll {
    /// Whether it answers every indicator by itself.
    pub(crate) fn is_whole(&self) -> bool {
        match self.denied {
            Denied::All => self.present.is_empty(),
            Denied::Rest => !self.present.is_empty(),
            _ => false,
        }
    }

    /// Whether it answers every indicator where all that is not written down is denied elsewhere.
    pub(crate) fn is_listed(&self) -> bool {
        self.is_whole() || (self.denied == Denied::Bare) == self.present.is_empty()
    }

    /// Whether the numbers that it gives are those of what it names, with some more named beside it.
    pub(crate) fn fits(&self, more: usize, context: &Context) -> bool {
        let present = self.present.len() + more;
        self.count.is_none_or(|count| count == present)
            && self.rest.is_none_or(|rest| rest + present == context.catalogue.len())
    }
}

/// The indicators that a sentence says are present, where it denies all others.
pub(crate) fn whole(text: &str, context: &Context) -> Option<Vec<usize>> {
    let said = said(text, context).filter(|said| said.is_whole() && said.fits(0, context))?;
    Some(said.present)
}

/// What a sentence says; `None` unless each of its clauses is understood.
pub(crate) fn said(text: &str, context: &Context) -> Option<OfAll> {
    if text.len() > LONGEST || context.vocabulary.words.hedge.within(text) {
        return None;
    }
    let mut said = OfAll::default();
    for part in without_remarks(text).split([';', '\n']) {
        if let Some(indicator) = remarked(part, context) {
            said.present.push(indicator);
            continue;
        }
        for clause in clauses(part) {
            said.clause(clause, context)?;
        }
    }
    let twice = said.present.iter().enumerate().any(|(at, i)| said.present[..at].contains(i));
    // How grave it is would be lost.
    let graded = words::level_of_admitted(text, said.present.len(), &context.vocabulary) != Ok(None);
    let graded = graded && !said.present.is_empty();
    (!twice && !graded).then_some(said)
}

/// A sentence without remarks in brackets; what counts or denies in them is a clause of its own.
fn without_remarks(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (remark, after))) =
        rest.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    {
        bare.push_str(before);
        let folded = fold(remark);
        let telling = |word: &str| word.parse::<u32>().is_ok() || ["khong", "chua", "tru"].contains(&word);
        let described =
            before.trim_end().ends_with(|c: char| c.is_ascii_digit()) && group_prose::describes(&folded);
        if !described && folded.split(' ').any(telling) {
            bare.extend([";", remark, ";"]);
        }
        rest = after;
    }
    bare + rest
}

/// The clauses of a sentence; the full stop within `I.4` ends none.
fn clauses(part: &str) -> impl Iterator<Item = &str> {
    let ends = |(at, sign): &(usize, &str)| {
        *sign != "." || part[at + 1..].chars().next().is_none_or(char::is_whitespace)
    };
    let mut cuts: Vec<usize> = vec![0];
    cuts.extend(part.match_indices([',', ':', '.']).filter(ends).map(|(at, _)| at + 1));
    cuts.push(part.len());
    (1..cuts.len()).map(move |n| part[cuts[n - 1]..cuts[n]].trim_matches([',', ':', '.', ' ']))
}

/// The indicator that is named and then described: `II.5 – thiếu kiểm tra`.
fn remarked(part: &str, context: &Context) -> Option<usize> {
    let (code, remark) = part.split_once(" – ").or_else(|| part.split_once(" - "))?;
    let folded = fold(remark);
    let telling = group_prose::answers(&folded);
    match ordinal::whole(code, &context.catalogue)? {
        Ordinal::Exact(indicator) if !telling => Some(indicator),
        _ => None,
    }
}

impl OfAll {
    /// Takes in a clause; `None` where it is not understood.
    fn clause(&mut self, clause: &str, context: &Context) -> Option<()> {
        let (named, words) = parted(clause, context);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let number = |word: &&str| word.parse::<usize>().ok();
        let mut numbers = words.iter().filter_map(number);
        let (count, more) = (numbers.next(), numbers.next());
        let denials = words.iter().filter(|word| ["khong", "ko"].contains(word)).count();
        if more.is_some() || (denials > 0 && !named.is_empty()) {
            return None;
        }
        let plain = |known: fn(&str) -> bool| words.iter().all(|word| known(word) || number(word).is_some());
        if denials == 1 {
            plain(is_of_denial).then_some(())?;
            self.deny(&words, count, context)
        } else if !named.is_empty() {
            plain(is_of_admission).then_some(())?;
            self.present.extend(named);
            self.counted(count)
        } else if denials == 0 && plain(is_of_admission) && admits(&words) && count.is_some() {
            self.counted(count)
        } else {
            let leads = words.is_empty() || (denials == 0 && !admits(&words) && plain(is_of_lead));
            (leads && count.is_none_or(|count| count == context.catalogue.len())).then_some(())
        }
    }

    fn counted(&mut self, count: Option<usize>) -> Option<()> {
        (count.is_none() || self.count.is_none()).then_some(())?;
        self.count = self.count.or(count);
        Some(())
    }

    fn deny(&mut self, words: &[&str], number: Option<usize>, context: &Context) -> Option<()> {
        let says = |wanted: &str| words.contains(&wanted);
        let rest = says("khac") || words.windows(2).any(|pair| pair == ["con", "lai"]);
        let every = ["nao", "deu", "bat", "ca"].iter().any(|word| says(word)) && says("bieu");
        let all = number == Some(context.catalogue.len());
        let denied = if rest {
            self.rest = number.filter(|_| !all);
            Denied::Rest
        } else if (every && number.is_none()) || all {
            Denied::All
        } else if !says("bieu") && number.is_none() {
            Denied::Bare
        } else {
            return None;
        };
        (self.denied == Denied::Nothing).then_some(())?;
        self.denied = denied;
        Some(())
    }
}

/// The indicators that a text names by code, or by number and group.
pub(crate) fn named(text: &str, context: &Context) -> Vec<usize> {
    parted(text, context).0
}

/// The indicators that a clause names by code, or by number and group, and its other words, folded.
fn parted(clause: &str, context: &Context) -> (Vec<usize>, String) {
    let mut named = Vec::new();
    let code = |word: &str| match ordinal::whole(word, &context.catalogue) {
        Some(Ordinal::Exact(indicator)) => Some(indicator),
        _ => None,
    };
    let mut others = String::new();
    for word in clause.split_whitespace() {
        match code(word) {
            Some(indicator) => named.push(indicator),
            None => others.extend([" ", word]),
        }
    }
    let folded = fold(&others);
    let of_members = ["cac dong chi ", "dong chi ", "cac dang vien ", "dang vien "];
    let bare = of_members.iter().find_map(|words| folded.strip_prefix(words)).unwrap_or(&folded);
    let folded = group_prose::figures(&group_prose::without_subject(bare));
    let words: Vec<&str> = folded.split(' ').collect();
    let mut rest: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let in_group = |number: &str, group: &str| {
            let group = ordinal::group_number(group, &context.catalogue)?;
            context.catalogue.in_group(group, number.parse().ok()?)
        };
        match words[at..] {
            [number, "nhom", group, ..] if in_group(number, group).is_some() => {
                named.extend(in_group(number, group));
                at += 3;
            }
            _ => {
                rest.push(words[at]);
                at += 1;
            }
        }
    }
    (named, rest.join(" "))
}

fn admits(words: &[&str]) -> bool {
    words.iter().any(|word| ["co", "con", "mac", "pham"].contains(word))
}

fn is_of_denial(word: &str) -> bool {
    OF_THE_REST.contains(&word) || OF_ALL.contains(&word) || word == "ko" || word == "khac"
}

fn is_of_admission(word: &str) -> bool {
    OF_SOME.contains(&word)
}

/// Words that lead to what is said, and say nothing of it.
fn is_of_lead(word: &str) -> bool {
    const LEADS: [&str; 20] = [
        "ket", "qua", "tu", "soi", "sua", "du", "theo", "voi", "doi", "chieu", "bieu", "hien", "ban", "than",
        "toi", "tung", "cac", "trong", "ra", "soat",
    ];
    LEADS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;

    fn codes(text: &str) -> Option<String> {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        let present = whole(text, &context)?;
        Some(
            present
                .iter()
                .map(|i| context.catalogue.indicators[*i].code.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    #[test]
    fn how_grave_something_is_leaves_a_sentence_about_all_open() {
        for graded in ["(mức độ nhẹ)", "(nhẹ)", "- mức độ trung bình"] {
            assert_eq!(
                codes(&format!("có 01 biểu hiện là I.4 {graded}, 26 biểu hiện khác không có")),
                None,
                "{graded}"
            );
        }
    }

    #[test]
    fn a_sentence_about_all_indicators_names_those_present_and_denies_the_others() {
        for (text, expected) in [
            ("Tự soi đủ 27 biểu hiện: không có biểu hiện nào.", ""),
            (
                "Tự soi đủ 27 biểu hiện: có 01 biểu hiện là I.4 (làm việc qua loa), 26 biểu hiện khác không có.",
                "I.4",
            ),
            (
                "có 02 biểu hiện là I.5 và III.4 (chia sẻ bài chưa kiểm chứng), 25 biểu hiện khác không có",
                "I.5 III.4",
            ),
            ("I.5 Có, II.4 Có; 25 biểu hiện còn lại Không", "I.5 II.4"),
            ("cả 27 biểu hiện Không", ""),
            ("Kết quả: cả 27 biểu hiện tôi đều không vi phạm.", ""),
            ("có biểu hiện 5 nhóm I; ngoài ra không có biểu hiện nào khác", "I.5"),
        ] {
            assert_eq!(codes(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_leaves_some_of_them_open_is_no_answer_to_all() {
        for text in [
            "có 01 biểu hiện là I.4, 25 biểu hiện khác không có",
            "có 02 biểu hiện là I.4, các biểu hiện khác không có",
            "đối chiếu với 9 biểu hiện, không có biểu hiện nào",
            "I.5 Không; 26 biểu hiện còn lại Có",
            "cơ bản không có biểu hiện nào",
            "không có biểu hiện nào, có lúc còn nóng tính",
            "không có",
            "I.5, II.4",
        ] {
            assert_eq!(codes(text), None, "{text}");
        }
    }
}
