//! A paragraph that names each manifestation present by its number, says how many they are, and denies all others: *Tôi
//! mắc hai biểu hiện. Một là lười học nghị quyết (biểu hiện 3 nhóm I). … Ngoài hai biểu hiện trên, tôi không có biểu
//! hiện nào khác*.

use super::listed;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::wording::ordinal;
use crate::text::{fold, spelled_number};

/// The longest paragraph of this kind, in bytes.
const LONGEST: usize = 1500;

/// How many words may lead to a wording that is named by its number behind it.
const LEADING: usize = 10;

/// Whether a folded paragraph may be one of these.
pub(crate) fn may_name(folded: &str) -> bool {
    folded.len() < LONGEST
        && folded.contains("bieu hien")
        && folded.contains("khong")
        && ["con lai", "khac"].iter().any(|words| folded.contains(words))
        && folded.bytes().any(|b| b.is_ascii_digit())
}

/// The indicators that a paragraph admits, of all or of the group that it speaks of, where it denies all others. What it
/// says of how many there are must be true of those that it names.
pub(crate) fn named(text: &str, group: Option<usize>, context: &Context) -> Option<Vec<usize>> {
    let vocabulary = &context.vocabulary;
    if !may_name(&fold(text)) || vocabulary.words.hedge.within(text) {
        return None;
    }
    let all = group.map_or(context.catalogue.len(), |group| context.catalogue.of_group(group).count());
    let (rest, said): (Vec<Sentence<'_>>, Vec<Sentence<'_>>) =
        sentences(text).map(Sentence::of).partition(Sentence::denies_the_rest);
    let [rest] = rest.as_slice() else { return None };
    let mut named = Vec::new();
    for sentence in &said {
        let referred = sentence.references(group, context)?;
        let graded = words::level(&sentence.folded(), vocabulary).is_some();
        let differs = || sentence.words_another(&referred, context);
        if !referred.is_empty() && (graded || differs()) {
            return None;
        }
        named.extend(referred);
    }
    let twice = named.iter().enumerate().any(|(at, indicator)| named[..at].contains(indicator));
    let counts: Vec<usize> = said.iter().filter_map(Sentence::count).filter(|n| *n != all).collect();
    let others = rest.numbers();
    let left = all.checked_sub(named.len())?;
    let fits = counts.iter().all(|n| *n == named.len())
        && others.iter().all(|n| [all, left, named.len()].contains(n))
        && (!counts.is_empty() || others.iter().any(|n| *n == left || *n == named.len()));
    (!named.is_empty() && !twice && fits).then_some(named)
}

/// The sentences of a text. The dot within `I.3` ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |at: usize| !text[at + 1..].starts_with(|c: char| c.is_alphanumeric());
    let mut from = 0;
    let cuts = text.match_indices(['.', ';', '\n']).map(|(at, _)| at).filter(move |at| ends(*at));
    cuts.chain([text.len()]).map(move |at| {
        let sentence = &text[from..at];
        from = (at + 1).min(text.len());
        sentence
    })
}

/// A sentence and its words, folded.
struct Sentence<'t> {
    text: &'t str,
    words: Vec<String>,
}

impl<'t> Sentence<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, words: fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect() }
    }

    fn folded(&self) -> String {
        self.words.join(" ")
    }

    /// The number that a word of it is.
    fn number(&self, at: usize) -> Option<usize> {
        let number = spelled_number(&[self.words.get(at)?.as_str()])?;
        usize::try_from(number).ok().filter(|n| *n > 0)
    }

    fn numbers(&self) -> Vec<usize> {
        (0..self.words.len()).filter_map(|at| self.number(at)).collect()
    }

    /// Whether it denies all that was not named: *Ngoài ba biểu hiện trên, tôi không có biểu hiện nào khác*.
    fn denies_the_rest(&self) -> bool {
        let plain: Vec<&str> = (0..self.words.len())
            .filter(|at| self.number(*at).is_none())
            .map(|at| self.words[at].as_str())
            .collect();
        listed::denies_the_rest(&plain.join(" "))
    }

    /// How many manifestations it says that there are: *còn mắc ba biểu hiện*.
    fn count(&self) -> Option<usize> {
        let counts = |at: &usize| {
            let followed = self.words.get(at + 1).is_some_and(|w| w == "bieu")
                && self.words.get(at + 2).is_some_and(|w| w == "hien");
            let admitted = at.checked_sub(1).is_some_and(|before| {
                ["co", "mac", "con", "nhan", "thay"].contains(&self.words[before].as_str())
            });
            followed && admitted
        };
        (0..self.words.len()).filter(counts).find_map(|at| self.number(at))
    }

    /// The indicators that it names by their numbers: *biểu hiện 3 nhóm I*. `None` where a number names none.
    fn references(&self, group: Option<usize>, context: &Context) -> Option<Vec<usize>> {
        let word = |at: usize| self.words.get(at).map_or("", String::as_str);
        let mut found = Vec::new();
        for at in (0..self.words.len()).filter(|at| word(*at) == "bieu" && word(at + 1) == "hien") {
            let number = self.behind(at + 2, &["so", "thu"]);
            let Ok(figure) = word(number).parse::<u32>() else { continue };
            let next = self.behind(number + 1, &["cua", "thuoc", "trong", "o"]);
            let of = match word(next) {
                "nhom" => Some(ordinal::group_number(word(next + 1), &context.catalogue)?),
                "va" => return None,
                more if more.parse::<u32>().is_ok() => return None,
                _ => group,
            };
            found.push(context.catalogue.in_group(of?, figure)?);
        }
        Some(found)
    }

    /// Where its first word from one on stands that is none of these.
    fn behind(&self, from: usize, idle: &[&str]) -> usize {
        let words = self.words.iter().skip(from);
        from + words.take_while(|word| idle.contains(&word.as_str())).count()
    }

    /// Whether it words an indicator that it does not name.
    fn words_another(&self, named: &[usize], context: &Context) -> bool {
        let spaces = self.text.match_indices(' ').map(|(at, _)| at).take(LEADING);
        let end = self.text.find('(').unwrap_or(self.text.len());
        let starts = [0].into_iter().chain(spaces).filter(|at| *at < end);
        let found = |from: usize| context.known(self.text[from..end].trim()).found;
        let mut clear = starts.filter_map(found).filter(|m| m.anchored && m.is_clear());
        clear.any(|m| !named.contains(&m.indicator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;

    fn codes(text: &str) -> Option<Vec<String>> {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        let named = named(text, None, &context)?;
        Some(named.into_iter().map(|i| context.catalogue.indicators[i].code.clone()).collect())
    }

    const TWO: &str = "Tôi còn mắc hai biểu hiện. Một là còn lười học tập lý luận (biểu hiện 3 nhóm I). Hai là nể nang, ngại va chạm (biểu hiện số 5 nhóm I).";

    #[test]
    fn what_is_named_by_number_is_present_and_the_rest_is_denied() {
        for rest in [
            "Ngoài hai biểu hiện trên, tôi không có biểu hiện nào khác trong 27 biểu hiện.",
            "Còn lại 25 biểu hiện bản thân tôi không có.",
            "Các biểu hiện khác tôi không mắc.",
        ] {
            let expected = Some(vec!["I.3".to_owned(), "I.5".to_owned()]);
            assert_eq!(codes(&format!("{TWO} {rest}")), expected, "{rest}");
        }
    }

    #[test]
    fn what_does_not_agree_is_not_guessed() {
        let rest = "Các biểu hiện khác tôi không mắc.";
        for text in [
            TWO.to_owned(),
            format!("{} {rest}", TWO.replace("hai biểu hiện", "ba biểu hiện")),
            format!("{TWO} Còn lại 24 biểu hiện bản thân tôi không có."),
            format!("{} {rest}", TWO.replace("số 5 nhóm I", "số 3 nhóm I")),
            format!("{} {rest}", TWO.replace("số 5 nhóm I", "số 5 và 6 nhóm I")),
            format!("{} {rest}", TWO.replace("nể nang", "mức độ nhẹ, nể nang")),
            format!("{TWO} Cơ bản các biểu hiện khác tôi không mắc."),
            format!("{} {rest}", TWO.replace("nhóm I", "")),
            format!(
                "{} {rest}",
                TWO.replace("còn lười học tập lý luận", "Kê khai tài sản, thu nhập không trung thực")
            ),
        ] {
            assert_eq!(codes(&text), None, "{text}");
        }
    }
}
