//! Which indicator a text names, by its words: quotations cut short, reworded, misspelt, without accents.

use super::lexicon::{Lexicon, Word};
use super::vocabulary::Vocabulary;
use crate::model::Catalogue;
use crate::text::fold;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// An indicator recognised in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    /// Its position in the catalogue.
    pub indicator: usize,
    /// How much of the text's meaning is the indicator's, 0 to 1.
    pub score: f32,
    /// How far the second best lies behind.
    pub margin: f32,
    /// Whether the text begins as a wording of the indicator does.
    pub anchored: bool,
    /// How many words of its own the text shares with the indicator, counted by their rarity.
    pub mass: f32,
}

impl Match {
    /// Whether the text alone tells the indicator.
    pub(crate) fn is_clear(&self) -> bool {
        let (mass, score) = if self.anchored { (THIN, 0.6) } else { (2.0 * THIN, 0.8) };
        self.mass >= mass && self.margin >= 0.15 && self.score >= score
    }
}

/// Recognises indicators by their wording.
#[derive(Debug)]
pub(crate) struct Recogniser {
    /// Short forms and what they stand for, folded.
    abbreviations: HashMap<String, String, RandomState>,
    lexicon: Lexicon,
    /// What each word of the lexicon tells.
    words: Vec<Feature>,
    /// What two of them side by side tell.
    pairs: HashMap<(Word, Word), Feature, RandomState>,
    /// For each word of the lexicon, those a letter away.
    alike: Vec<Vec<Word>>,
    /// How the wordings begin.
    openings: Vec<Opening>,
    /// The openings that have a word as their first, second and so on.
    opened_by: [HashMap<Word, Vec<usize>, RandomState>; OPENING],
    /// The words of every group's heading, sorted.
    groups: Vec<Vec<String>>,
    /// Their codes, folded, where they are Roman numerals.
    numerals: Vec<String>,
    indicators: usize,
}

/// What a word or a pair of words tells.
#[derive(Debug, Default)]
struct Feature {
    weight: f32,
    /// The indicators in whose wordings it occurs.
    indicators: Vec<usize>,
}

/// The first words of a wording.
#[derive(Debug)]
struct Opening {
    indicator: usize,
    words: usize,
}

/// A word of a text.
enum Met<'r> {
    /// One of the lexicon, with those a letter away.
    Known(Word, &'r [Word]),
    /// Another one, with the words of the lexicon a letter away.
    Strange(&'r str, Vec<Word>),
}

/// With less in common a text may as well be any other: `Đảng viên` stands in one indicator only.
pub(crate) const THIN: f32 = 2.2;

/// So many words in a row at its end of which no two follow one another in a wording are another sentence.
const ELSEWHERE: usize = 7;

/// How many words of a beginning are compared.
const OPENING: usize = 3;

impl Recogniser {
    pub(crate) fn new(catalogue: &Catalogue, vocabulary: &Vocabulary) -> Self {
        let abbreviations = vocabulary.abbreviations.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        let mut this = Self {
            abbreviations,
            lexicon: Lexicon::default(),
            words: Vec::new(),
            pairs: HashMap::default(),
            alike: Vec::new(),
            openings: Vec::new(),
            opened_by: Default::default(),
            groups: Vec::new(),
            numerals: catalogue.groups.iter().map(|group| fold(&group.code)).collect(),
            indicators: catalogue.len(),
        };
        for (at, indicator) in catalogue.indicators.iter().enumerate() {
            for text in [&indicator.wording, &indicator.label].into_iter().chain(&indicator.also) {
                this.take_in(at, text);
            }
        }
        let count = this.count();
        let weigh = |feature: &mut Feature| {
            feature.weight = (1.0 + count / small(feature.indicators.len())).ln();
        };
        this.words.iter_mut().for_each(weigh);
        this.pairs.values_mut().for_each(weigh);
        this.alike = this.lexicon.spelt().map(|word| this.lexicon.alike(word)).collect();
        this.groups = catalogue.groups.iter().map(|group| this.distinct(&group.title)).collect();
        this
    }

    /// Takes in a wording of an indicator.
    fn take_in(&mut self, indicator: usize, text: &str) {
        let folded = fold(text);
        let spelt: Vec<String> = self.spelt(&folded).map(str::to_owned).collect();
        let words: Vec<Word> = spelt.iter().filter_map(|word| self.lexicon.take_in(word)).collect();
        self.words.resize_with(self.lexicon.len(), Feature::default);
        for word in &words {
            self.words[usize::from(*word)].occurs_in(indicator);
        }
        for pair in words.windows(2) {
            self.pairs.entry((pair[0], pair[1])).or_default().occurs_in(indicator);
        }
        for (opened_by, word) in self.opened_by.iter_mut().zip(&words) {
            opened_by.entry(*word).or_default().push(self.openings.len());
        }
        self.openings.push(Opening { indicator, words: words.len().min(OPENING) });
    }

    fn count(&self) -> f32 {
        small(self.indicators)
    }

    /// The words of a folded text, with short forms written out.
    fn spelt<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = &'t str> {
        let words = folded.split(' ').filter(|word| !word.is_empty());
        words.flat_map(|word| self.abbreviations.get(word).map_or(word, String::as_str).split(' '))
    }

    /// The words of a text, each once, sorted.
    fn distinct(&self, text: &str) -> Vec<String> {
        let folded = fold(text);
        let mut words: Vec<String> = self.spelt(&folded).map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// A word as it is known. One misspelt is taken for the only known word a letter away.
    fn met<'r>(&'r self, word: &'r str) -> Met<'r> {
        let known = |word: Word| Met::Known(word, &self.alike[usize::from(word)]);
        if let Some(word) = self.lexicon.number(word) {
            return known(word);
        }
        let alike = self.lexicon.alike(word);
        match alike[..] {
            [only] if word.len() >= 4 => known(only),
            _ => Met::Strange(word, alike),
        }
    }

    /// The indicator that a text, without its ordinal, names best.
    pub(crate) fn recognise(&self, text: &str) -> Option<Match> {
        let folded = fold(text);
        let words: Vec<Met<'_>> = self.spelt(&folded).map(|word| self.met(word)).collect();
        let (scores, known, whole) = self.weigh(&words);
        if known == 0.0 {
            return None;
        }
        // How a text begins says more than the words it shares with others further on.
        let anchored = self.anchored(&words);
        let rank = |i: usize| scores[i] + if anchored[i] { 0.2 * whole } else { 0.0 };
        let best = (0..self.indicators).max_by(|&a, &b| rank(a).total_cmp(&rank(b)).then(b.cmp(&a)))?;
        if self.goes_on_elsewhere(&words, best) {
            return None;
        }
        let second = (0..self.indicators).filter(|i| *i != best).map(rank).fold(0.0, f32::max);
        Some(Match {
            indicator: best,
            score: scores[best] / whole,
            margin: (rank(best) - second) / whole,
            anchored: anchored[best],
            mass: if words.len() < 2 { 0.0 } else { scores[best] / (1.0 + self.count()).ln() },
        })
    }

    /// Whether a text ends in a long stretch of words that are not the indicator's: a sentence about something else
    /// may begin as a wording does.
    fn goes_on_elsewhere(&self, words: &[Met<'_>], indicator: usize) -> bool {
        let own = |pair: &&[Met<'_>]| {
            let known = pair[0].number().zip(pair[1].number()).and_then(|pair| self.pairs.get(&pair));
            known.is_some_and(|feature| feature.indicators.contains(&indicator))
        };
        words.windows(2).rev().take_while(|pair| !own(pair)).count() >= ELSEWHERE
    }

    /// The weight of what a text shares with each indicator, with any of them, and of all of it.
    fn weigh(&self, words: &[Met<'_>]) -> (Vec<f32>, f32, f32) {
        let mut numbers: Vec<Word> = words.iter().filter_map(Met::number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut pairs: Vec<(Word, Word)> =
            words.windows(2).filter_map(|pair| Some((pair[0].number()?, pair[1].number()?))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut scores = vec![0.0_f32; self.indicators];
        let mut known = 0.0;
        let told = numbers.iter().map(|word| &self.words[usize::from(*word)]);
        for feature in told.chain(pairs.iter().filter_map(|pair| self.pairs.get(pair))) {
            known += feature.weight;
            feature.indicators.iter().for_each(|&indicator| scores[indicator] += feature.weight);
        }
        // An unknown word speaks against every indicator; an unknown pair only says that a word was left out
        // or added.
        let mut strange: Vec<&str> = words.iter().filter_map(Met::strange).collect();
        strange.sort_unstable();
        strange.dedup();
        (scores, known, known + 1.5 * small(strange.len()))
    }

    /// For each indicator whether a text begins as one of its wordings does.
    fn anchored(&self, words: &[Met<'_>]) -> Vec<bool> {
        let mut same = vec![0_usize; self.openings.len()];
        for (opened_by, met) in self.opened_by.iter().zip(words) {
            let openings = met.like().filter_map(|word| opened_by.get(&word)).flatten();
            openings.for_each(|opening| same[*opening] += 1);
        }
        let mut anchored = vec![false; self.indicators];
        for (opening, same) in self.openings.iter().zip(same) {
            // One word of three may be misspelt.
            let enough = opening.words.min(words.len()).clamp(2, OPENING - 1);
            anchored[opening.indicator] |= words.len() >= 2 && same >= enough;
        }
        anchored
    }

    /// The group whose heading a short text is.
    pub(crate) fn group(&self, text: &str) -> Option<usize> {
        if text.len() > 200 {
            return None;
        }
        let folded = fold(text);
        let mut words: Vec<&str> = self.spelt(&folded).collect();
        let holds =
            |group: &Vec<String>, word: &str| group.binary_search_by(|w| w.as_str().cmp(word)).is_ok();
        // `Biểu hiện “tự diễn biến”, “tự chuyển hóa”` says what it is, so half of the title will do.
        let announced = words.iter().position(|w| *w == "bieu").filter(|&at| at < 2);
        let announced =
            announced.filter(|at| words.get(at + 1).is_some_and(|w| *w == "hien")).map(|at| at + 2);
        // So will `I. Tư tưởng chính trị`, which has the group's number.
        let numeral = words.iter().position(|w| !["nhom", "phan"].contains(w)).filter(|at| *at < 2);
        let numbered =
            numeral.and_then(|at| self.numerals.iter().position(|n| n == words[at]).map(|g| (g, at + 1)));
        if let Some((of, at)) = announced.map(|at| (None, at)).or(numbered.map(|(g, at)| (Some(g), at))) {
            let mut rest = words.get(at..).unwrap_or_default().to_vec();
            rest.sort_unstable();
            rest.dedup();
            let cut_short = |group: &Vec<String>| {
                let enough = 2 * rest.len() >= group.len() || (of.is_some() && rest.len() > 1);
                rest.iter().all(|w| holds(group, w)) && enough
            };
            let mut groups = (0..).zip(&self.groups).filter(|(_, group)| cut_short(group));
            if let (Some((only, _)), None) = (groups.next(), groups.next())
                && of.is_none_or(|of| of == only)
            {
                return Some(only);
            }
        }
        words.sort_unstable();
        words.dedup();
        let share = |group: &Vec<String>| {
            let common = small(words.iter().filter(|word| holds(group, word)).count());
            (common / small(group.len().max(1))).min(1.3 * common / small(words.len().max(1)))
        };
        let mut shares: Vec<(f32, usize)> = self.groups.iter().map(share).zip(0..).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let second = shares.get(1).map_or(0.0, |s| s.0);
        shares.first().filter(|best| best.0 >= 0.7 && best.0 - second >= 0.2).map(|best| best.1)
    }
}

impl Feature {
    fn occurs_in(&mut self, indicator: usize) {
        // Indicators are taken in one after the other.
        if self.indicators.last() != Some(&indicator) {
            self.indicators.push(indicator);
        }
    }
}

impl<'r> Met<'r> {
    fn number(&self) -> Option<Word> {
        match self {
            Self::Known(word, _) => Some(*word),
            Self::Strange(..) => None,
        }
    }

    fn strange(&self) -> Option<&'r str> {
        match self {
            Self::Known(..) => None,
            Self::Strange(word, _) => Some(word),
        }
    }

    /// The words of the lexicon that it is or is a letter away from, each once.
    fn like(&self) -> impl Iterator<Item = Word> {
        let (known, alike) = match self {
            Self::Known(known, alike) => (Some(*known), *alike),
            Self::Strange(_, alike) => (None, alike.as_slice()),
        };
        known.into_iter().chain(alike.iter().copied().filter(move |word| Some(*word) != known))
    }
}

/// A small count as a number to weigh with.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;

    fn named(text: &str) -> Option<String> {
        let catalogue = catalogue();
        let recogniser = Recogniser::new(&catalogue, &Vocabulary::built_in());
        let found = recogniser.recognise(text).filter(Match::is_clear)?;
        Some(catalogue.indicators[found.indicator].code.clone())
    }

    #[test]
    fn each_indicator_is_known_by_its_full_and_its_short_wording() {
        for indicator in catalogue().indicators {
            assert_eq!(
                named(&indicator.wording).as_deref(),
                Some(indicator.code.as_str()),
                "{}",
                indicator.wording
            );
            for other in indicator.also.iter().chain([&indicator.label]) {
                assert_eq!(named(other).as_deref(), Some(indicator.code.as_str()), "{other}");
            }
        }
    }

    #[test]
    fn wording_cut_short_misspelt_or_without_accents_is_known() {
        let cases = [
            ("Phai nhạt lý tưởng cách mạng...", "I.1"),
            (
                "Nhan thuc sai lech ve y nghia, tam quan trong cua ly luan va hoc tap ly luan chinh tri;",
                "I.3",
            ),
            (
                "Nói và viết không đúng với quan diểm, đường lối của Đảng, chính sách, pháp luật của Nhà nước",
                "I.6",
            ),
            (
                "Nói, viết, làm trái quan điểm, đường lối của Đảng, chính sách, pháp luật của Nhà nước.",
                "III.3",
            ),
            ("Kê khai tài sản, thu nhập không chung thực", "II.3"),
            ("Phản bác, phủ nhận nền dân chủ XHCN, nhà nước pháp quyền XHCN, đòi thực hiện thể chế", "III.2"),
            ("THAO TÚNG TRONG CÔNG TÁC CÁN BỘ", "II.8"),
            ("Đánh bạc, riệu chè bê tha", "II.9"),
        ];
        for (text, code) in cases {
            assert_eq!(named(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn other_text_is_no_indicator() {
        let others = [
            "Không có",
            "Bản thân không có biểu hiện này",
            "Chức vụ: Đảng viên",
            "Mạnh dạn góp ý trong sinh hoạt chi bộ hằng tháng",
            "Căn cứ Nghị quyết số 04-NQ/TW ngày 30/10/2016, tôi xin tự soi, tự sửa trước chi bộ các nội dung sau đây:",
            "Suy thoái về đạo đức, lối sống",
            "Thao túng trong công tác cán bộ là vấn đề Trung ương đang chỉ đạo xử lý",
            "Mê tín trong dân cư và ma chay còn tốn kém",
        ];
        for text in others {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn a_group_is_known_by_its_heading() {
        let catalogue = catalogue();
        let recogniser = Recogniser::new(&catalogue, &Vocabulary::built_in());
        assert_eq!(recogniser.group("NHÓM I: SUY THOÁI VỀ TƯ TƯỞNG CHÍNH TRỊ"), Some(0));
        assert_eq!(recogniser.group("II- Suy thoái về đạo đức, lối sống"), Some(1));
        assert_eq!(recogniser.group("Biểu hiện \"tự diễn biến\", \"tự chuyển hóa\""), Some(2));
        assert_eq!(recogniser.group("Biểu hiện suy thoái"), None);
        assert_eq!(recogniser.group("III. “Tự diễn biến”, “tự chuyển hóa” trong nội bộ"), Some(2));
        assert_eq!(recogniser.group("Biểu hiện suy thoái về tư tưởng chính trị, đạo đức, lối sống, “tự diễn biến”, “tự chuyển hóa” trong nội bộ"), None);
    }
}
