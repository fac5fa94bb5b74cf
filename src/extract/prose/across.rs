//! Sentences that answer for several groups, each clause for those that it names: *Nhóm I, II: không có biểu hiện nào;
//! nhóm III có biểu hiện số 2*, *Đối với nhóm I và nhóm III, bản thân không có biểu hiện nào*.

use super::{grouped, scope};
use crate::extract::answer::verdict::Verdict;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::extract::wording::tokens::{Word, words_of};
use crate::model::{Answer, Place, Rule};
use crate::text::fold;

/// The longest paragraph of this kind, in bytes.
const LONGEST: usize = 600;

/// What a clause says of the groups that it names.
struct Clause<'t> {
    groups: Vec<usize>,
    said: &'t str,
}

/// Words that may lead to the groups that a clause names, folded.
const LEADING: [&str; 16] = [
    "doi", "voi", "ve", "o", "tai", "trong", "rieng", "con", "ca", "cac", "tu", "thuoc", "tat", "va", "toan",
    "bo",
];

/// Words of an introduction that answers nothing, folded.
const INTRODUCING: [&str; 18] = [
    "qua", "tu", "soi", "sau", "khi", "doi", "chieu", "ban", "than", "toi", "nhan", "thay", "ket", "qua",
    "nhu", "voi", "kiem", "diem",
];

/// Whether a sentence answers for several groups at once.
pub(crate) fn may_answer(text: &str, context: &Context) -> bool {
    read(text, context).is_some()
}

/// The answers of a sentence that names several groups and is understood in each of its clauses.
pub(crate) fn answers(text: &str, place: &Place, context: &Context) -> Vec<(usize, Verdict)> {
    let verdict = |answer| Verdict {
        chosen: Ok((answer, None, Rule::NotListed)),
        evidence: text.trim().to_owned(),
        place: place.clone(),
        note: String::new(),
        in_parts: false,
    };
    let all = read(text, context).unwrap_or_default();
    all.into_iter().map(|(indicator, answer)| (indicator, verdict(answer))).collect()
}

/// What such a sentence answers; `None` where it names fewer than two groups or one of them twice, or where a clause is
/// not understood.
fn read(text: &str, context: &Context) -> Option<Vec<(usize, Answer)>> {
    let lower = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if text.len() > LONGEST || !lower(&["nhóm", "Nhóm", "NHÓM"]) || !lower(&["hông", "HÔNG", "hưa"]) {
        return None;
    }
    let clauses = clauses(text, context)?;
    let mut named: Vec<usize> = clauses.iter().flat_map(|clause| clause.groups.iter().copied()).collect();
    let several = named.len();
    named.sort_unstable();
    named.dedup();
    if several < 2 || named.len() < several {
        return None;
    }
    let all: Vec<Vec<(usize, Answer)>> =
        clauses.iter().map(|clause| clause.answers(context)).collect::<Option<_>>()?;
    Some(all.concat())
}

/// The clauses of a text, each of which names groups first.
fn clauses<'t>(text: &'t str, context: &Context) -> Option<Vec<Clause<'t>>> {
    let words = words_of(text);
    let mut heads: Vec<(usize, Vec<usize>, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let parted = at == 0 || parts(&text[words[at - 1].to..words[at].from]);
        let led = at + words[at..].iter().take_while(|w| LEADING.contains(&w.as_ref())).count();
        // `Ở cả ba nhóm` counts them behind a word that leads there.
        let from = [led, led.max(at + 1) - 1].into_iter().filter(|_| parted);
        let list = |from: usize| Some((from, scope::list(&words[from..], &context.catalogue)?));
        match from.filter(|from| *from < words.len()).find_map(list) {
            Some((from, (groups, length))) => {
                heads.push((at, groups, from + length));
                at = from + length;
            }
            None => at += 1,
        }
    }
    let (first, ..) = heads.first()?;
    let idle = |w: &Word| INTRODUCING.contains(&w.as_ref()) || w.folded.bytes().all(|b| b.is_ascii_digit());
    if !words[..*first].iter().all(idle) {
        return None;
    }
    let ends: Vec<usize> =
        heads.iter().skip(1).map(|(from, ..)| words[*from].from).chain([text.len()]).collect();
    let clause = |((_, groups, last), end): ((usize, Vec<usize>, usize), usize)| Clause {
        groups,
        said: text[words[last - 1].to..end].trim_matches(|c: char| c.is_whitespace() || ":;,.-–".contains(c)),
    };
    Some(heads.into_iter().zip(ends).map(clause).collect())
}

/// Whether what stands between two words parts clauses.
fn parts(between: &str) -> bool {
    between.contains(['.', ';', ',', '\n', '\t', ':', '-', '–', '+'])
}

impl Clause<'_> {
    /// What it answers: for each of its groups all indicators, or of one group those that it names as present.
    fn answers(&self, context: &Context) -> Option<Vec<(usize, Answer)>> {
        let of = |group: &usize| context.catalogue.of_group(*group);
        if self.denies(context) {
            return Some(self.groups.iter().flat_map(of).map(|i| (i, Answer::No)).collect());
        }
        let [group] = self.groups.as_slice() else { return None };
        if let Some(all) = grouped::whole(self.said, *group, context) {
            let answer = |present| if present { Answer::Yes } else { Answer::No };
            return Some(all.into_iter().map(|(i, present)| (i, answer(present))).collect());
        }
        let present = ordinal::of_group(&self.admitted()?, *group, &context.catalogue)?;
        Some(present.into_iter().map(|i| (i, Answer::Yes)).collect())
    }

    /// Whether it denies all of its groups and says nothing else.
    fn denies(&self, context: &Context) -> bool {
        let folded = fold(self.said);
        let said: Vec<&str> = folded.split(' ').collect();
        let beside = ["con", "lai", "khac", "ngoai"];
        let plain = |word: &&str| grouped::OF_THE_REST.contains(word) && !beside.contains(word);
        let all =
            |word: &&str| plain(word) || ["ca", "bat", "ky", "cung", "phai", "nhan", "thay"].contains(word);
        said.iter().filter(|word| **word == "khong").count() == 1
            && said.iter().all(all)
            && words::answer(self.said, &context.vocabulary) == Ok((Answer::No, None))
    }

    /// The numbers that it admits and nothing else: *có biểu hiện số 2 và 5*. What it says of the others is left open.
    fn admitted(&self) -> Option<Vec<u32>> {
        const PLAIN: [&str; 15] = [
            "ban", "than", "toi", "co", "con", "mac", "phai", "bieu", "hien", "so", "thu", "va", "cac", "la",
            "chi",
        ];
        let folded = fold(self.said);
        let said: Vec<&str> = folded.split(' ').collect();
        let number = |word: &&str| word.parse::<u32>().ok();
        let admits = said.iter().any(|word| ["co", "con", "mac"].contains(word));
        let named = said.windows(2).any(|w| ["hien", "so", "thu"].contains(&w[0]) && number(&w[1]).is_some());
        let counts = said.windows(2).any(|w| number(&w[0]).is_some() && w[1] == "bieu");
        let plain = said.iter().all(|word| PLAIN.contains(word) || number(word).is_some());
        (admits && named && plain && !counts).then(|| said.iter().filter_map(number).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;

    /// What a sentence answers, as letters; a dot where it says nothing.
    fn told(text: &str) -> Option<String> {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        let all = read(text, &context)?;
        let letter = |i: usize| match all.iter().find(|(of, _)| *of == i) {
            Some((_, Answer::Yes)) => 'y',
            Some(_) => 'n',
            None => '.',
        };
        Some((0..27).map(letter).collect())
    }

    #[test]
    fn each_clause_answers_for_the_groups_that_it_names() {
        let (no, open, second) = ("n".repeat(9), ".".repeat(9), "nynnnnnnn");
        for (text, expected) in [
            ("Nhóm I, II: không có biểu hiện nào; nhóm III có biểu hiện số 2", format!("{no}{no}.y.......")),
            ("Đối với nhóm I và nhóm III, bản thân không có biểu hiện nào.", format!("{no}{open}{no}")),
            ("Cả 3 nhóm: không có biểu hiện nào.", no.repeat(3)),
            ("Từ nhóm I đến nhóm III: không có biểu hiện nào.", no.repeat(3)),
            ("1. Nhóm 1, 2: không; nhóm 3: có biểu hiện số 2, còn lại không", format!("{no}{no}{second}")),
            (
                "Qua tự soi, nhóm I và II bản thân không mắc biểu hiện nào; nhóm III: có biểu hiện số 2, các biểu hiện còn lại không có.",
                format!("{no}{no}{second}"),
            ),
            (
                "Nhóm I và nhóm II không có biểu hiện nào, còn nhóm III không có biểu hiện nào, riêng biểu hiện số 2 có.",
                format!("{no}{no}{second}"),
            ),
        ] {
            assert_eq!(told(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_sentence_of_which_a_clause_is_not_understood_answers_nothing() {
        for text in [
            "Nhóm I, II: cơ bản không có biểu hiện nào; nhóm III: không có biểu hiện nào",
            "Nhóm I, II: không có biểu hiện nào; nhóm II, III: không có biểu hiện nào",
            "Nhóm I, II: không có biểu hiện nào; nhóm III đôi lúc còn nể nang",
            "Nhóm I, II: có biểu hiện số 2, còn lại không",
            "Nhóm I: không có biểu hiện nào.",
            "Nhóm I, II: không còn biểu hiện nào.",
            "Chi bộ không có đồng chí nào có biểu hiện ở nhóm I, nhóm II.",
            "Nhóm I, II: không có biểu hiện nào; tuy nhiên đôi lúc còn nể nang",
            "Nhóm I và nhóm II không có đồng chí nào vi phạm.",
            "Nhóm II\t1 - 3\tKhông có",
            "Nhóm 2: 1, 3 không có",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
