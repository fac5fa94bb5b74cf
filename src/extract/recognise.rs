//! Which indicator a text names, by its words: quotations cut short, reworded, misspelt, without accents.

use super::vocabulary::Vocabulary;
use crate::model::Catalogue;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An indicator recognised in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Match {
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
    pub(super) fn is_clear(&self) -> bool {
        let (mass, score) = if self.anchored { (THIN, 0.5) } else { (2.0 * THIN, 0.8) };
        self.mass >= mass && self.margin >= 0.15 && self.score >= score
    }
}

/// Recognises indicators by their wording.
#[derive(Debug)]
pub(super) struct Recogniser {
    abbreviations: HashMap<String, String>,
    /// Words and pairs of words, with the indicators they occur in.
    features: HashMap<String, Feature>,
    /// The single words among them, by their length in bytes.
    words: BTreeMap<usize, Vec<String>>,
    /// The first words of every wording, per indicator.
    openings: Vec<Vec<Vec<String>>>,
    /// The words of every group's heading.
    groups: Vec<BTreeSet<String>>,
    indicators: usize,
}

#[derive(Debug, Default)]
struct Feature {
    weight: f32,
    indicators: BTreeSet<usize>,
}

/// With less in common a text may as well be any other: `Đảng viên` stands in one indicator only.
pub(super) const THIN: f32 = 2.2;

/// How many words of a beginning are compared.
const OPENING: usize = 3;

impl Recogniser {
    pub(super) fn new(catalogue: &Catalogue, vocabulary: &Vocabulary) -> Self {
        let abbreviations = vocabulary.abbreviations.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        let mut this = Self {
            abbreviations,
            features: HashMap::new(),
            words: BTreeMap::new(),
            openings: Vec::new(),
            groups: Vec::new(),
            indicators: catalogue.len(),
        };
        for (i, indicator) in catalogue.indicators.iter().enumerate() {
            let texts = [&indicator.wording, &indicator.label].into_iter().chain(&indicator.also);
            let mut openings = Vec::new();
            for text in texts {
                let words = this.words(text);
                openings.push(words.iter().take(OPENING).cloned().collect());
                for word in &words {
                    let alike = this.words.entry(word.len()).or_default();
                    if !alike.contains(word) {
                        alike.push(word.clone());
                    }
                }
                for feature in features(&words) {
                    this.features.entry(feature).or_default().indicators.insert(i);
                }
            }
            this.openings.push(openings);
        }
        let count = this.count();
        #[expect(clippy::iter_over_hash_type, reason = "every entry is weighed by itself")]
        for feature in this.features.values_mut() {
            feature.weight = (1.0 + count / small(feature.indicators.len())).ln();
        }
        this.groups = catalogue.groups.iter().map(|g| this.words(&g.title).into_iter().collect()).collect();
        this
    }

    fn count(&self) -> f32 {
        small(self.indicators)
    }

    /// The words of a text, folded, with short forms written out.
    fn words(&self, text: &str) -> Vec<String> {
        let folded = fold(text);
        let mut words = Vec::new();
        for word in folded.split(' ').filter(|w| !w.is_empty()) {
            match self.abbreviations.get(word) {
                Some(long) => words.extend(long.split(' ').map(str::to_owned)),
                None => words.push(word.to_owned()),
            }
        }
        words
    }

    /// The indicator that a text, without its ordinal, names best.
    pub(super) fn recognise(&self, text: &str) -> Option<Match> {
        let mut words = self.words(text);
        for word in &mut words {
            self.mend(word);
        }
        let mut scores = vec![0.0_f32; self.indicators];
        let (mut whole, mut known) = (0.0, 0.0);
        for feature in features(&words).collect::<BTreeSet<_>>() {
            let Some(found) = self.features.get(&feature) else {
                // An unknown word speaks against every indicator; an unknown pair only says that a
                // word was left out or added.
                whole += if feature.contains(' ') { 0.0 } else { 1.5 };
                continue;
            };
            whole += found.weight;
            known += found.weight;
            found.indicators.iter().for_each(|&i| scores[i] += found.weight);
        }
        if known == 0.0 {
            return None;
        }
        // How a text begins says more than the words it shares with others further on.
        let anchored: Vec<bool> =
            self.openings.iter().map(|all| all.iter().any(|opening| begins_so(opening, &words))).collect();
        let rank = |i: usize| scores[i] + if anchored[i] { 0.2 * whole } else { 0.0 };
        let best = (0..self.indicators).max_by(|&a, &b| rank(a).total_cmp(&rank(b)).then(b.cmp(&a)))?;
        let second = (0..self.indicators).filter(|i| *i != best).map(rank).fold(0.0, f32::max);
        Some(Match {
            indicator: best,
            score: scores[best] / whole,
            margin: (rank(best) - second) / whole,
            anchored: anchored[best],
            mass: if words.len() < 2 { 0.0 } else { scores[best] / (1.0 + self.count()).ln() },
        })
    }

    /// Turns a misspelt word into the one known word a letter away.
    fn mend(&self, word: &mut String) {
        if word.len() < 4 || self.features.contains_key(word.as_str()) {
            return;
        }
        let alike = self.words.range(word.len() - 1..=word.len() + 1).flat_map(|(_, words)| words);
        let mut candidates = alike.filter(|known| one_letter_apart(known, word));
        if let (Some(known), None) = (candidates.next(), candidates.next()) {
            *word = known.clone();
        }
    }

    /// The group whose heading a short text is.
    pub(super) fn group(&self, text: &str) -> Option<usize> {
        if text.len() > 200 {
            return None;
        }
        let words = self.words(text);
        // `Biểu hiện “tự diễn biến”, “tự chuyển hóa”` says what it is, so half of the title will do.
        let announced = words.iter().position(|w| w == "bieu").filter(|&at| at < 2);
        let announced = announced.filter(|at| words.get(at + 1).is_some_and(|w| w == "hien"));
        if let Some(at) = announced {
            let rest: BTreeSet<&String> = words.iter().skip(at + 2).collect();
            let cut_short = |group: &BTreeSet<String>| {
                rest.iter().all(|w| group.contains(*w)) && 2 * rest.len() >= group.len()
            };
            let mut groups = (0..).zip(&self.groups).filter(|(_, group)| cut_short(group));
            if let (Some((only, _)), None) = (groups.next(), groups.next()) {
                return Some(only);
            }
        }
        let words: BTreeSet<String> = words.into_iter().collect();
        let share = |group: &BTreeSet<String>| {
            let common = small(group.intersection(&words).count());
            (common / small(group.len().max(1))).min(1.3 * common / small(words.len().max(1)))
        };
        let mut shares: Vec<(f32, usize)> = self.groups.iter().map(share).zip(0..).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let second = shares.get(1).map_or(0.0, |s| s.0);
        shares.first().filter(|best| best.0 >= 0.7 && best.0 - second >= 0.2).map(|best| best.1)
    }
}

/// A small count as a number to weigh with.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// The words of a text and its pairs of neighbouring words.
fn features(words: &[String]) -> impl Iterator<Item = String> {
    let pairs = words.windows(2).map(|pair| format!("{} {}", pair[0], pair[1]));
    words.iter().cloned().chain(pairs)
}

fn begins_so(opening: &[String], words: &[String]) -> bool {
    let same = opening.iter().zip(words).filter(|(a, b)| a == b || one_letter_apart(a, b)).count();
    // One word of three may be misspelt.
    words.len() >= 2 && same >= opening.len().min(words.len()).clamp(2, OPENING - 1)
}

/// Whether one letter changed, added or left out makes one word the other.
fn one_letter_apart(a: &str, b: &str) -> bool {
    let (short, long) =
        if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if long.len() - short.len() > 1 || short.len() < 3 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let skip = usize::from(short.len() == long.len());
    short.get(same + skip..).unwrap_or_default() == long.get(same + 1..).unwrap_or_default()
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
