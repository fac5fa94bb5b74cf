//! Of what a sentence speaks: of some groups, named by number or title (*nhóm I và nhóm III*, *về đạo đức, lối sống*), or
//! of so many indicators (*18 biểu hiện*). One that names none of them speaks of all.

use super::claims;
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::extract::wording::tokens::{Word, words_of};
use crate::model::Catalogue;
use crate::text::fold;

/// Words before a number of groups, folded; another number before *nhóm* is that of a line: *3. Nhóm …*.
const BEFORE_COUNT: [&str; 13] =
    ["ca", "theo", "o", "trong", "voi", "cua", "tren", "bo", "du", "thuoc", "soi", "doi", "tai"];

/// The groups that words begin to list, and how many words that takes: *nhóm I, nhóm II và III*, *cả 3 nhóm*.
pub(super) fn list(words: &[Word], catalogue: &Catalogue) -> Option<(Vec<usize>, usize)> {
    let word = |at: usize| words.get(at).map_or("", |w| w.folded.as_str());
    let skipped = |at: usize, idle: &[&str]| at + usize::from(idle.contains(&word(at)));
    if BEFORE_COUNT.contains(&word(0)) && word(2) == "nhom" {
        let all = counted(word(1)).filter(|count| *count == catalogue.groups.len());
        return all.map(|count| ((0..count).collect(), 3));
    }
    if word(0) != "nhom" {
        return None;
    }
    let (mut groups, mut end): (Vec<usize>, usize) = (Vec::new(), 0);
    loop {
        let ranged = word(end) == "den";
        let mut at = if groups.is_empty() { end } else { skipped(end, &["va", "den"]) };
        at = skipped(at, &["nhom"]);
        at += if word(at) == "bieu" && word(at + 1) == "hien" { 2 } else { 0 };
        let placed = word(at) == "thu";
        at = skipped(at, &["thu", "so"]);
        // `Nhóm 2: 1, 3` lists indicators behind its sign.
        let listed = words.get(end..=at).is_some_and(|w| w.iter().all(|w| w.listed || w.folded == "nhom"));
        let Some(group) = one(word(at), placed, word(at + 1), catalogue).filter(|_| listed) else { break };
        let from = groups.last().filter(|_| ranged).map_or(group, |last| last + 1);
        groups.extend(from..=group);
        end = at + 1;
    }
    (!groups.is_empty()).then_some((groups, end))
}

/// The group that a word names by its number; not where that counts what follows it, `2 biểu hiện`.
fn one(word: &str, placed: bool, next: &str, catalogue: &Catalogue) -> Option<usize> {
    let place = ordinal::group_placed(word, catalogue).filter(|_| placed);
    let counts = next == "bieu" && word.bytes().all(|b| b.is_ascii_digit());
    place.or_else(|| ordinal::group_number(word, catalogue).filter(|_| !counts))
}

fn counted(word: &str) -> Option<usize> {
    word.parse().ok().or_else(|| ordinal::number(word))
}

/// The groups that a text names, by number or by title.
pub(super) fn groups(text: &str, catalogue: &Catalogue) -> Vec<usize> {
    of_words(&words_of(text), catalogue)
}

fn of_words(words: &[Word], catalogue: &Catalogue) -> Vec<usize> {
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let numbered = (0..words.len()).filter_map(|at| list(&words[at..], catalogue)).flat_map(|(all, _)| all);
    let titled = (0..catalogue.groups.len()).filter(|group| is_titled(&folded, *group, catalogue));
    let mut named: Vec<usize> = numbered.chain(titled).collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// Whether words name a group by three words of its title that no other title has: *đạo đức, lối sống*.
fn is_titled(words: &[&str], group: usize, catalogue: &Catalogue) -> bool {
    let titles: Vec<String> = catalogue.groups.iter().map(|group| fold(&group.title)).collect();
    let own: Vec<&str> = titles[group].split(' ').collect();
    let others = |three: &[&str]| {
        let three = three.join(" ");
        titles.iter().enumerate().any(|(at, title)| at != group && title.contains(&three))
    };
    own.windows(3).any(|three| words.windows(3).any(|said| said == three) && !others(three))
}

/// Whether a sentence that denies speaks only of some indicators. Where it says first that it speaks of all,
/// only what follows its denial can narrow that: *qua tự soi 27 biểu hiện suy thoái về tư tưởng chính trị, đạo đức,
/// lối sống, bản thân không có biểu hiện nào*.
pub(super) fn is_of_some(text: &str, context: &Context) -> bool {
    let catalogue = &context.catalogue;
    let all_words = words_of(text);
    let words: Vec<&str> = all_words.iter().map(|word| word.folded.as_str()).collect();
    let denies = words.iter().position(|word| ["khong", "chua"].contains(word)).unwrap_or(0);
    let from = if counts_all(&words[..denies], catalogue.len()) { denies } else { 0 };
    let (words, all) = (&words[from..], catalogue.len());
    let some_groups = |three: &[&str]| {
        BEFORE_COUNT.contains(&three[0])
            && three[2] == "nhom"
            && counted(three[1]).is_some_and(|count| count != catalogue.groups.len())
    };
    let some = || claims::counted(&fold(text), context).iter().any(|count| *count != all);
    let number = |word: &str| word.parse::<usize>().is_ok();
    let numbered = |after: &[&str]| {
        after[..2] == ["bieu", "hien"]
            && (number(after[2]) || (["so", "thu"].contains(&after[2]) && number(after[3])))
    };
    let named = of_words(&all_words[from..], catalogue);
    (!named.is_empty() && named.len() < catalogue.groups.len())
        || words.windows(3).any(some_groups)
        || some()
        || words.windows(4).any(numbered)
}

/// Whether words say that they are about all indicators: *27 biểu hiện*, *từ biểu hiện 1 đến biểu hiện 27*.
fn counts_all(words: &[&str], all: usize) -> bool {
    let number = |word: &str, wanted: usize| word.parse() == Ok(wanted);
    let counted = words.windows(3).any(|w| number(w[0], all) && w[1..] == ["bieu", "hien"]);
    let bare: Vec<&str> =
        words.iter().copied().filter(|w| !["bieu", "hien", "so", "thu"].contains(w)).collect();
    counted || bare.windows(3).any(|w| number(w[0], 1) && w[1] == "den" && number(w[2], all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;

    #[test]
    fn groups_are_named_by_number_place_or_title() {
        for (text, expected) in [
            ("Nhóm I, II", vec![0, 1]),
            ("nhóm 1 và nhóm 3", vec![0, 2]),
            ("Từ nhóm I đến nhóm III", vec![0, 1, 2]),
            ("cả ba nhóm", vec![0, 1, 2]),
            ("nhóm thứ nhất và thứ ba", vec![0, 2]),
            ("nhóm biểu hiện thứ hai", vec![1]),
            ("nhóm 1: 2 biểu hiện", vec![0]),
            ("nhóm 2: 1, 3 không", vec![1]),
            ("Nhóm II\t1 - 3", vec![1]),
            ("về tư tưởng chính trị và đạo đức, lối sống", vec![0, 1]),
            ("học tập tư tưởng, đạo đức Hồ Chí Minh", vec![]),
            ("các nhóm biểu hiện", vec![]),
        ] {
            assert_eq!(groups(text, &catalogue()), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_speaks_of_all_unless_something_narrows_it() {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        let some = |text: &str| is_of_some(text, &context);
        for text in [
            "Qua tự soi, bản thân không có biểu hiện nào.",
            "Qua tự soi 27 biểu hiện suy thoái về tư tưởng chính trị, đạo đức, lối sống, tôi không có biểu hiện nào.",
            "Qua tự soi từ biểu hiện 1 đến biểu hiện 27, bản thân không có biểu hiện nào.",
            "Qua tự soi 3 nhóm với 27 biểu hiện, bản thân không có biểu hiện nào trong 27 biểu hiện nêu trên.",
        ] {
            assert!(!some(text), "{text}");
        }
        for text in [
            "Qua tự soi 27 biểu hiện, bản thân không có biểu hiện nào về đạo đức, lối sống.",
            "Qua tự soi 18 biểu hiện, bản thân không có biểu hiện nào.",
            "Bản thân tự soi không có biểu hiện nào ở hai nhóm đầu.",
            "Bản thân không có biểu hiện nào từ biểu hiện số 1 đến biểu hiện số 20.",
        ] {
            assert!(some(text), "{text}");
        }
    }
}
