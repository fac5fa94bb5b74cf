//! What a sentence says of a group in clauses of its own: *Về nhóm 1, bản thân không có biểu hiện nào; riêng biểu hiện số
//! 5 có*, *Nhóm II: còn quan liêu, xa rời quần chúng…; các biểu hiện khác không có*.

use super::aspects::WHOLLY;
use super::exceptions;
use super::grouped::OF_THE_REST;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::table::columns::without_brackets;
use crate::extract::wording::ordinal;
use crate::extract::wording::phrases::has_words;
use crate::model::Answer;
use crate::text::{fold, has_diacritics, key};
use std::borrow::Cow;

/// The longest paragraph of this kind, in bytes.
pub(super) const LONGEST: usize = 1500;

/// The longest title of a group, in bytes.
const TITLE: usize = 200;

/// What a paragraph says of a group: whether it names that by its title, and the numbers within the group of those
/// present. All others are denied.
pub(super) struct Said {
    /// The group that it names.
    pub(super) titled: bool,
    /// The numbers of those present.
    pub(super) present: Vec<u32>,
}

/// What a paragraph says of a group; `None` unless each of its clauses is understood and one denies the others.
pub(super) fn said(text: &str, folded: &str, group: usize, context: &Context) -> Option<Said> {
    if text.len() > LONGEST || !may_speak(folded) {
        return None;
    }
    let titled = behind_title(text, group, context)
        .filter_map(|body| Clauses::read(body, group, context).or_else(|| by_exception(body, group, context)))
        .map(|present| Said { titled: true, present });
    titled.into_iter().next().or_else(|| {
        let present = Clauses::read(text, group, context)?;
        (!present.is_empty()).then_some(Said { titled: false, present })
    })
}

/// The numbers within the group that sentences name, count and set apart from all others.
fn by_exception(body: &str, group: usize, context: &Context) -> Option<Vec<u32>> {
    let within = |indicator: usize| {
        let at = context.catalogue.of_group(group).position(|i| i == indicator)?;
        u32::try_from(at + 1).ok()
    };
    exceptions::named(body, Some(group), context)?.into_iter().map(within).collect()
}

/// Whether a paragraph denies manifestations at all.
fn may_speak(folded: &str) -> bool {
    folded.contains("bieu hien") && ["khong", "chua"].iter().any(|word| folded.contains(word))
}

/// What follows the title of the group, where a paragraph begins with it: behind a colon, else behind a comma.
fn behind_title<'t>(
    text: &'t str,
    group: usize,
    context: &'t Context,
) -> impl Iterator<Item = &'t str> + use<'t> {
    let signs = [':', ','].into_iter().flat_map(move |sign| text.match_indices(sign));
    signs
        .filter(|(at, _)| *at <= TITLE)
        .filter(move |(at, _)| names_group(&text[..*at], group, context))
        .map(move |(at, sign)| &text[at + sign.len()..])
}

/// The group that a title names.
pub(super) fn named_by(title: &str, context: &Context) -> Option<usize> {
    (0..context.catalogue.groups.len()).find(|group| names_group(title, *group, context))
}

/// Whether a title names the group: *2. Về nhóm biểu hiện suy thoái về đạo đức, lối sống*, *Đối với nhóm thứ hai*.
fn names_group(title: &str, group: usize, context: &Context) -> bool {
    let body = ordinal::split(title, &context.catalogue).map_or(title, |(_, rest)| rest);
    let body = behind_numeral(body, group, context);
    let bare = context.vocabulary.without_lead(body).unwrap_or(body);
    let named = |text: &str| context.known(text).group.or_else(|| by_ordinal(text, context));
    let outside = without_brackets(bare);
    let outside = outside.trim();
    let short = |title: &str| {
        let titled = fold(title).starts_with("nhom ").then(|| title.split_once(' ').map(|(_, title)| title));
        context.short_group(titled.flatten().unwrap_or(title))
    };
    let whole = || named(title).or_else(|| named(bare)).or_else(|| named(outside));
    let found = whole().or_else(|| short(bare)).or_else(|| short(outside));
    found == Some(group)
}

/// A title without the Roman number of the group in front of it: *III. Về biểu hiện “tự diễn biến”*.
fn behind_numeral<'t>(title: &'t str, group: usize, context: &Context) -> &'t str {
    let Some((numeral, rest)) = title.trim_start().split_once(['.', ')', '-', '/']) else { return title };
    if ordinal::group_number(numeral.trim(), &context.catalogue) == Some(group) {
        rest.trim_start()
    } else {
        title
    }
}

/// The group that a text names by its place: *nhóm thứ nhất*.
fn by_ordinal(text: &str, context: &Context) -> Option<usize> {
    let folded = fold(text);
    let rest = folded.strip_prefix("nhom ")?;
    let rest = rest.strip_prefix("bieu hien ").unwrap_or(rest);
    let rest = rest.strip_prefix("thu ").unwrap_or(rest);
    let named = ["nhat", "hai", "ba", "tu", "nam"].iter().position(|word| *word == rest);
    let group = named.or_else(|| ordinal::group_number(rest, &context.catalogue));
    group.filter(|group| *group < context.catalogue.groups.len())
}

/// Words that say nothing of their own where a sentence denies a whole group.
pub(super) const OF_ALL: [&str; 24] = [
    "bat", "ky", "ca", "toan", "bo", "tren", "neu", "da", "tu", "soi", "qua", "xin", "so", "suy", "thoai",
    "tat", "thay", "cung", "hoan", "nhan", "thuoc", "bi", "phai", "xet",
];

/// Words that say nothing of their own where a sentence admits indicators by their numbers.
pub(super) const OF_SOME: [&str; 38] = [
    "rieng", "chi", "ngoai", "tru", "tuy", "nhien", "nhung", "co", "con", "mac", "bieu", "hien", "so", "thu",
    "va", "ban", "than", "toi", "la", "thi", "cac", "sau", "doi", "luc", "khi", "phai", "nhom", "nay", "o",
    "trong", "cua", "tu", "nhan", "thay", "xin", "pham", "muc", "minh",
];

/// Words that set what they admit apart from a denial before them.
const EXCEPT: [&str; 6] = ["rieng", "chi", "tru", "tuy nhien", "nhung", "song"];

/// Words that admit.
const ADMITS: [&str; 5] = ["co", "con", "mac", "pham", "tru"];

/// The clauses of a sentence about a group.
#[expect(clippy::struct_excessive_bools, reason = "what the clauses before said, each apart from the others")]
struct Clauses<'t, 'c> {
    body: &'t str,
    group: usize,
    context: &'c Context,
    /// Where a wording that is admitted begins and ends so far.
    wording: Option<(usize, usize)>,
    present: Vec<u32>,
    /// How many the sentence says are present.
    count: Option<u32>,
    /// Whether numbers may follow the clause before.
    listing: bool,
    denied_all: bool,
    denied_rest: bool,
    /// How many it says that it denies beside those.
    rest: Option<usize>,
    excepted: bool,
    /// Whether what follows describes the indicator that was named by its number.
    explains: bool,
    /// The numbers of those that a sentence of its own denies.
    absent: Vec<u32>,
}

impl<'t, 'c> Clauses<'t, 'c> {
    /// The numbers of those that the clauses admit, where every clause is understood and one denies all others.
    fn read(body: &'t str, group: usize, context: &'c Context) -> Option<Vec<u32>> {
        let bare = without_remarks(body, context);
        let (bare, absent) = without_denied(&bare);
        let mut clauses = Clauses {
            body: &bare,
            group,
            context,
            wording: None,
            present: Vec::new(),
            count: None,
            listing: false,
            denied_all: false,
            denied_rest: false,
            rest: None,
            excepted: false,
            explains: false,
            absent,
        };
        let mut from = 0;
        for (at, sign) in bare.match_indices(['.', ';', ',', '\n', ':']) {
            clauses.clause(from, at)?;
            from = at + sign.len();
        }
        clauses.clause(from, bare.len())?;
        clauses.finish()
    }

    fn finish(mut self) -> Option<Vec<u32>> {
        self.end_wording()?;
        self.present.sort_unstable();
        self.present.dedup();
        let admits = !self.present.is_empty();
        let size = self.context.catalogue.of_group(self.group).count();
        let counted = self.count.is_none_or(|count| usize::try_from(count) == Ok(self.present.len()))
            && self.rest.is_none_or(|rest| rest + self.present.len() == size);
        let size_named = u32::try_from(size).ok()?;
        let both = self.absent.iter().any(|number| self.present.contains(number));
        let named = || (1..=size_named).all(|n| self.absent.contains(&n) || self.present.contains(&n));
        if !self.absent.is_empty() && (both || !counted || !named()) {
            return None;
        }
        // What is denied first and then admitted must be set apart from that.
        let whole = !self.absent.is_empty()
            || self.denied_rest && admits
            || self.denied_all && (!admits || self.excepted);
        (whole && counted).then_some(self.present)
    }

    /// Reads a clause; `None` where it is not understood.
    fn clause(&mut self, from: usize, to: usize) -> Option<()> {
        let text = &self.body[from..to];
        let folded = figures(&without_subject(&fold(text)));
        let said: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if said.is_empty() {
            return Some(());
        }
        let words = &self.context.vocabulary.words;
        if words.hedge.within(text) {
            return None;
        }
        if std::mem::take(&mut self.explains) && self.is_remark(text, &said) {
            self.explains = self.body[to..].starts_with(',');
            return Some(());
        }
        if words.opening.contains(&folded) || introduces(&said) || self.introduces(&said) {
            return Some(());
        }
        if self.denies(&said) {
            self.end_wording()?;
            self.listing = false;
            return Some(());
        }
        if self.admits_numbers(text, &said) {
            self.end_wording()?;
            self.explains = self.body[to..].starts_with(':');
            self.listing &= !self.body[to..].starts_with('.');
            return Some(());
        }
        if let Some((_, end)) = &mut self.wording
            && !begins_another(&folded, self.context)
        {
            *end = to;
            return Some(());
        }
        let lead = lead(text, self.context)
            .or_else(|| (self.count.is_some() && self.present.is_empty()).then_some(0));
        self.end_wording()?;
        self.excepted |= EXCEPT.iter().any(|word| has_words(&folded, word));
        self.wording = Some((from + lead?, to));
        self.listing = false;
        Some(())
    }

    /// Whether a clause says with what the answer was found, and nothing else: `đối chiếu với 9 biểu hiện`.
    fn introduces(&self, said: &[&str]) -> bool {
        const WITH: [&str; 14] = [
            "doi", "chieu", "voi", "qua", "tu", "soi", "ra", "soat", "bieu", "hien", "cua", "nhom", "nay",
            "kiem",
        ];
        let size = self.context.catalogue.of_group(self.group).count();
        let mut numbers = said.iter().filter_map(|word| word.parse::<usize>().ok());
        let counted = numbers.next() == Some(size) && numbers.next().is_none();
        let plain = |word: &&str| WITH.contains(word) || word.parse::<usize>().is_ok();
        counted && said.ends_with(&["bieu", "hien"]) && said.iter().all(plain)
    }

    /// Whether a clause behind the number of an indicator and a colon describes it, and neither answers nor names
    /// others: *biểu hiện số 5: trong phê bình còn nể nang*.
    fn is_remark(&self, text: &str, said: &[&str]) -> bool {
        let number = |word: &&str| word.parse::<u32>().is_ok();
        let lists = |word: &str| ["hien", "so", "thu", "muc", "va"].contains(&word);
        let named = said.windows(2).any(|pair| lists(pair[0]) && number(&pair[1]));
        !named
            && !said.iter().all(number)
            && !self.present.is_empty()
            && words::answer(text, &self.context.vocabulary) != Ok((Answer::No, None))
    }

    /// Whether a clause denies the whole group, or all that is not named.
    fn denies(&mut self, said: &[&str]) -> bool {
        let size = self.context.catalogue.of_group(self.group).count();
        let number = said.iter().find_map(|word| word.parse::<usize>().ok());
        let numbers = said.iter().filter(|word| word.parse::<usize>().is_ok()).count();
        let plain = |word: &&str| {
            OF_THE_REST.contains(word) || OF_ALL.contains(word) || word.parse::<usize>().is_ok()
        };
        let count = |wanted: &str| said.iter().filter(|word| **word == wanted).count();
        let rest = said.windows(2).any(|pair| pair == ["con", "lai"]) || count("khac") > 0;
        // `9/9 biểu hiện` are all of them.
        let of_all =
            numbers == 2 && said.windows(2).any(|pair| pair[0] == pair[1] && pair[0].parse() == Ok(size));
        if !said.iter().all(plain)
            || (numbers > 1 && !of_all)
            || count("khong") != 1
            || (count("con") > 0 && !rest)
        {
            return false;
        }
        let of_all = count("bieu") > 0 && ["nao", "deu", "bat", "ca"].iter().any(|word| count(word) > 0);
        if rest {
            self.rest = number;
        } else if number.is_some_and(|number| number != size) {
            return false;
        }
        self.denied_rest |= rest;
        self.denied_all |= of_all && !rest;
        rest || of_all
    }

    /// Whether a clause admits indicators by their numbers: `riêng biểu hiện số 5 có`, `có 02 biểu hiện`, ` 7 và 9`.
    fn admits_numbers(&mut self, text: &str, said: &[&str]) -> bool {
        let number = |word: &&str| word.parse::<u32>().ok().filter(|n| (1..100).contains(n));
        let denied = said.iter().any(|word| ["khong", "chua", "chang"].contains(word));
        let numbers: Vec<u32> = said.iter().filter_map(number).collect();
        let plain = said.iter().all(|word| OF_SOME.contains(word) || number(word).is_some());
        let admits = said.iter().any(|word| ADMITS.contains(word));
        if denied || numbers.is_empty() {
            return false;
        }
        // How grave it is would be lost.
        if said.windows(2).any(|pair| pair == ["muc", "do"]) {
            return false;
        }
        let counted = said.windows(3).find(|w| w[1] == "bieu" && w[2] == "hien").and_then(|w| number(&w[0]));
        if plain && admits && counted.is_some() && numbers.len() == 1 {
            self.count = counted;
            self.listing = true;
            return true;
        }
        let listed = counted.is_none() && plain && (admits || self.listing);
        // `riêng biểu hiện số 5 bản thân đôi lúc còn nể nang` admits what it names in other words.
        let named = said.windows(2).any(|w| ["so", "thu", "hien"].contains(&w[0]) && number(&w[1]).is_some());
        let told = counted.is_none() && numbers.len() == 1 && named && admits && said[0] != "khong";
        let told = told && self.context.vocabulary.words.admission.within(text);
        if !listed && !told {
            return false;
        }
        self.excepted |= EXCEPT.iter().any(|word| has_words(&said.join(" "), word));
        self.listing = true;
        self.present.extend(numbers);
        true
    }

    /// Ends the wording that is being admitted: it must be one of the group's, and nothing else.
    fn end_wording(&mut self) -> Option<()> {
        let Some((from, to)) = self.wording.take() else { return Some(()) };
        let found = self.context.known(self.body[from..to].trim()).found?;
        let whole = found.is_clear() && found.anchored && found.score >= WHOLLY;
        let within = self.context.catalogue.of_group(self.group).position(|i| i == found.indicator)?;
        self.present.push(u32::try_from(within + 1).ok()?);
        whole.then_some(())
    }
}

/// Whether a clause says how what follows was found: *đối chiếu với 9 biểu hiện*, *qua tự soi*.
fn introduces(said: &[&str]) -> bool {
    const LEADS: [&str; 4] = ["qua", "sau", "doi", "can"];
    const SAYS: [&str; 5] = ["khong", "chua", "co", "con", "mac"];
    said.first().is_some_and(|word| LEADS.contains(word))
        && said.iter().any(|word| ["soi", "chieu", "soat", "diem", "cuu"].contains(word))
        && !said.iter().any(|word| SAYS.contains(word))
}

/// A folded clause without the committee or the cell that speaks in it.
pub(super) fn without_subject(folded: &str) -> String {
    const SUBJECTS: [&str; 8] = [
        "tap the ban chi uy",
        "tap the chi uy",
        "tap the chi bo",
        "ban chi uy",
        "chi uy",
        "chi bo",
        "tap the",
        "cap uy",
    ];
    let padded = format!(" {folded} ");
    let bare = SUBJECTS.iter().fold(padded, |text, subject| text.replace(&format!(" {subject} "), " "));
    bare.trim().to_owned()
}

/// A folded clause in which a number of manifestations is a figure: *tám biểu hiện*.
pub(super) fn figures(folded: &str) -> String {
    const NUMBERS: [&str; 9] = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"];
    let words: Vec<&str> = folded.split(' ').collect();
    let figure = |at: usize| {
        let counts = words.get(at + 1..at + 3) == Some(&["bieu", "hien"]);
        let number = NUMBERS.iter().position(|word| *word == words[at]).filter(|_| counts)?;
        Some((number + 1).to_string())
    };
    let all: Vec<String> =
        (0..words.len()).map(|at| figure(at).unwrap_or_else(|| words[at].to_owned())).collect();
    all.join(" ")
}

/// A text without the sentences that deny indicators by their numbers, and those numbers: *Các biểu hiện số 1, 2, 3:
/// không có.*
fn without_denied(text: &str) -> (String, Vec<u32>) {
    const PLAIN: [&str; 17] = [
        "cac", "nhung", "bieu", "hien", "so", "thu", "va", "deu", "thi", "la", "khong", "co", "mac", "o",
        "ban", "than", "toi",
    ];
    let (mut kept, mut absent) = (String::with_capacity(text.len()), Vec::new());
    for sentence in text.split_inclusive(['.', ';', '\n']) {
        let folded = without_subject(&fold(sentence));
        let words: Vec<&str> = folded.split(' ').collect();
        let number = |word: &&str| word.parse::<u32>().ok();
        let numbers: Vec<u32> = words.iter().filter_map(number).collect();
        let plain = words.iter().all(|word| PLAIN.contains(word) || number(word).is_some());
        let denials = words.iter().filter(|word| **word == "khong").count();
        // `Không có 3 biểu hiện` counts them.
        let counts = words.windows(2).any(|pair| number(&pair[0]).is_some() && pair[1] == "bieu");
        if plain && denials == 1 && !numbers.is_empty() && !counts {
            absent.extend(numbers);
        } else {
            kept.push_str(sentence);
        }
    }
    (kept, absent)
}

/// A text without remarks in brackets, unless one may say something else: `biểu hiện số 5 (nể nang, né tránh)`.
fn without_remarks<'t>(text: &'t str, context: &Context) -> Cow<'t, str> {
    if !text.contains('(') {
        return Cow::Borrowed(text);
    }
    let text = without_descriptions(text);
    let remarks = text.split('(').skip(1).filter_map(|piece| piece.split(')').next());
    if remarks.into_iter().any(|remark| may_say_more(remark, context)) {
        text
    } else {
        Cow::Owned(without_brackets(&text))
    }
}

/// Whether a remark in brackets may change what is said before it: it has a number, says that something is there, or not.
/// *Chưa sâu sát cơ sở* describes what is present, *chưa mắc* denies it.
fn may_say_more(remark: &str, context: &Context) -> bool {
    let spelt = if has_diacritics(remark) { key(remark) } else { fold(remark) };
    let telling =
        ["không", "có", "trừ"].map(|word| if has_diacritics(remark) { key(word) } else { fold(word) });
    spelt.split(' ').any(|word| telling.iter().any(|telling| telling == word))
        || remark.bytes().any(|b| b.is_ascii_digit())
        || matches!(words::answer(remark, &context.vocabulary), Ok((Answer::No, _)))
}

/// Whether a folded remark describes in a few words what is meant, and neither answers nor counts: *chưa sâu sát cơ sở*.
pub(super) fn describes(folded: &str) -> bool {
    const FEW: usize = 3;
    folded.split(' ').count() >= FEW && !answers(folded)
}

/// Whether a folded remark answers or counts.
pub(super) fn answers(folded: &str) -> bool {
    const ANSWERS: [&str; 8] = [
        "khong co ",
        "khong con ",
        "khong mac ",
        "khong vi ",
        "khong phai ",
        "chua co ",
        "chua mac ",
        "tru ",
    ];
    let telling = |word: &str| word == "tru" || word.parse::<u32>().is_ok();
    ANSWERS.iter().any(|words| folded.starts_with(words))
        || ["khong", "khong co", "co", "chua", "chua co"].contains(&folded)
        || folded.split(' ').any(telling)
}

/// A text without brackets right behind the number of an indicator that describe in a few words what is meant by it:
/// `biểu hiện số 4 (bệnh thành tích: có lớp báo cáo chất lượng cao hơn thực tế)`.
fn without_descriptions(text: &str) -> Cow<'_, str> {
    let described = |before: &str, remark: &str| {
        before.trim_end().ends_with(|c: char| c.is_ascii_digit()) && describes(&fold(remark))
    };
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, (remark, after))) =
        rest.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    {
        kept.push_str(before);
        if !described(before, remark) {
            kept.extend(["(", remark, ")"]);
        }
        rest = after;
    }
    Cow::Owned(kept + rest)
}

/// How many bytes lead a clause to the wording that it admits: `bản thân còn `, `tôi có biểu hiện `.
fn lead(text: &str, context: &Context) -> Option<usize> {
    const LEADING: usize = 8;
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(LEADING).collect();
    let said = |at: usize| {
        let folded = fold(&text[..at]);
        words::without_opening(&folded, &context.vocabulary.words).to_owned()
    };
    let plain = |said: &str| said.split(' ').all(|word| OF_SOME.contains(&word) || word.is_empty());
    let admits = |said: &str| said.split(' ').any(|word| ADMITS.contains(&word));
    let first = spaces.iter().position(|at| admits(&said(*at)) && plain(&said(*at)))?;
    // `còn có biểu hiện …` admits in several words.
    let more = |at: &&usize| said(**at).split(' ').next_back().is_some_and(|word| LEADS.contains(&word));
    spaces[first..].iter().skip(1).take_while(more).last().or(spaces.get(first)).copied()
}

/// Words that may follow the first that admits, before the wording.
const LEADS: [&str; 8] = ["co", "con", "mac", "phai", "bieu", "hien", "tinh", "trang"];

/// Whether a clause behind a wording admits another one in so many words: *bản thân còn duy ý chí*. A wording may have
/// a bare `có` in it.
fn begins_another(folded: &str, context: &Context) -> bool {
    let body = words::without_opening(folded, &context.vocabulary.words);
    let led = ["con ", "co bieu hien ", "con co ", "mac ", "rieng ", "va con "]
        .iter()
        .any(|lead| body.starts_with(lead));
    led || (body.len() < folded.len() && body.starts_with("co "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;

    /// The numbers that a sentence admits in the first group, where it is understood.
    fn present(text: &str) -> Option<Vec<u32>> {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        said(text, &fold(text), 0, &context).map(|said| said.present)
    }

    #[test]
    fn clauses_about_a_group_are_read_together() {
        let nerves = "trong tự phê bình giấu giếm, không dám nhận khuyết điểm; trong phê bình nể nang, né tránh, ngại va chạm";
        let will =
            "duy ý chí, áp đặt, bảo thủ, chỉ làm theo ý mình, không tiếp thu ý kiến hợp lý của người khác";
        for (text, expected) in [
            ("Về nhóm 1: không có biểu hiện nào".into(), vec![]),
            ("Về nhóm thứ nhất, bản thân không mắc biểu hiện nào.".into(), vec![]),
            ("Về tư tưởng chính trị, đối chiếu với 9 biểu hiện, tôi không có biểu hiện nào.".into(), vec![]),
            ("Nhóm I (tư tưởng chính trị): cả 9 biểu hiện bản thân đều không có.".into(), vec![]),
            ("Về nhóm 1: không có biểu hiện nào; riêng biểu hiện số 5 có.".into(), vec![5]),
            (
                "Nhóm 1: không có biểu hiện nào, riêng biểu hiện số 5 (nể nang) bản thân đôi lúc còn mắc."
                    .into(),
                vec![5],
            ),
            (
                "Qua tự soi, bản thân có biểu hiện số 3 và số 5, các biểu hiện khác không có.".into(),
                vec![3, 5],
            ),
            ("Nhóm 1: có 02 biểu hiện: số 3, 5; còn lại không.".into(), vec![3, 5]),
            (format!("1. Về tư tưởng chính trị: còn {nerves}; các biểu hiện khác không có."), vec![5]),
            (
                "1. Nhóm biểu hiện suy thoái về tư tưởng chính trị: trong 9 biểu hiện, tôi tự thấy có 01 biểu hiện là lười học tập lý luận chính trị, nghị quyết của Đảng (biểu hiện 3). Ngoài ra không có biểu hiện nào khác.".into(),
                vec![3],
            ),
            (
                "Nhóm I: tôi có 02 biểu hiện gồm biểu hiện 6 (nói nhiều làm ít) và biểu hiện 9. Các biểu hiện khác không có.".into(),
                vec![6, 9],
            ),
            (
                "I. Về tư tưởng chính trị (9 biểu hiện): Bản thân còn biểu hiện thứ 5 (nể nang, né tránh, ngại va chạm trong phê bình). Các biểu hiện còn lại bản thân không có.".into(),
                vec![5],
            ),
            (
                "I. Về tư tưởng chính trị (9 biểu hiện): Còn biểu hiện số 5 (chưa sâu sát cơ sở); 8 biểu hiện còn lại không có.".into(),
                vec![5],
            ),
            ("I. Về tư tưởng chính trị (9 biểu hiện): Không có biểu hiện nào.".into(), vec![]),
            (
                format!(
                    "Nhóm I: bản thân còn {will}; bản thân còn {nerves}. Các biểu hiện còn lại tôi không mắc."
                ),
                vec![5, 7],
            ),
        ] {
            assert_eq!(present(&text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_wholly_says_nothing() {
        for text in [
            "Về nhóm 1: không có biểu hiện nào; biểu hiện số 5 có.",
            "Về nhóm 1: cơ bản không có biểu hiện nào.",
            "Về nhóm 2: không có biểu hiện nào.",
            "Về nhóm 1: không còn biểu hiện nào.",
            "Về nhóm 1: không có biểu hiện nào, nhưng làm việc đôi khi còn qua loa.",
            "Về nhóm 1: có 3 biểu hiện số 3 và 5; các biểu hiện còn lại không có.",
            "Về nhóm 1: có biểu hiện số 5.",
            "Về nhóm 1: có biểu hiện số 12; các biểu hiện còn lại không có.",
            "Về nhóm 1: chi bộ không có đồng chí nào có biểu hiện.",
            "Về nhóm 1: còn hay đi họp muộn; các biểu hiện khác không có.",
            "Trong 27 biểu hiện bản thân không có biểu hiện nào.",
        ] {
            assert_eq!(present(text).filter(|present| present.iter().all(|n| *n < 10)), None, "{text}");
        }
    }
}
