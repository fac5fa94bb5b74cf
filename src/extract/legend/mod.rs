//! What a line of a form says that signs mean, in whatever order the sentence is written: *x: có*, *Có: x*, *biểu hiện
//! nào có thì ghi số 1*, *đánh dấu x vào biểu hiện không có*, *có/không: x/0*. A sign of which the line speaks without
//! saying clearly what it means is told too: then it does not have its usual meaning either.

pub(super) mod colours;
pub(super) mod filling;
pub(super) mod joints;

use self::colours::Colour;
use self::joints::{bracketed, explained, is_sign, paired, scale, spelt, steps, told, turned};
use super::wording::phrases::has_any;
use super::wording::vocabulary::Vocabulary;
use crate::model::{Answer, Level};
use crate::text::fold;
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a sign means; [`Answer::Unclear`] where the form speaks of it and cannot be understood.
pub(super) type Meaning = (Answer, Option<Level>);

/// What a line says of signs, and of places left empty.
#[derive(Debug, Default)]
pub(super) struct Legend {
    /// The signs, as [`spelt`], and what each means.
    pub signs: Vec<(String, Meaning)>,
    /// What an empty place means.
    pub empty: Option<Answer>,
    /// The colours of squares, and what each means.
    pub colours: Vec<Colour>,
}

/// Every tick.
pub(super) const TICK: &str = "✓";
/// Every cross.
pub(super) const CROSS: &str = "x";

/// What cannot be understood.
const UNCLEAR: Meaning = (Answer::Unclear, None);

/// The longest text that says how to fill in, in bytes.
pub(super) const LONGEST: usize = 400;

/// The shortest text that says anything of it, in bytes.
pub(super) const SHORTEST: usize = 5;

/// Reads what a line says of signs.
pub(super) fn read(text: &str, vocabulary: &Vocabulary) -> Legend {
    let mut legend = Legend::default();
    let folded = fold(text);
    if text.len() > LONGEST || !may_explain(text, &folded) {
        return legend;
    }
    let (white, colours): (Vec<Colour>, Vec<Colour>) =
        colours::read(text, vocabulary).into_iter().partition(|colour| colour.name == colours::WHITE);
    // A square is white as long as nobody colours it in.
    legend.empty = white.first().map(|colour| colour.meaning.0);
    legend.colours = colours;
    let text = &*without_spelling(text, vocabulary);
    if let Some(scale) =
        [scale, steps].iter().map(|read| read(text, vocabulary)).find(|scale| !scale.is_empty())
    {
        legend.signs = scale;
        return legend;
    }
    let announced = is_announced(&folded);
    let pieces = pieces(text, vocabulary);
    let setting = Setting {
        announced: announced || turned_both(&pieces, vocabulary),
        bracketed: announced && bracketed_both(&pieces, vocabulary),
        filling: Telling::of(&folded),
    };
    let mut clauses: Vec<Clause> =
        pieces.into_iter().flat_map(|piece| Clause::read(piece, setting, vocabulary)).collect();
    join_conditions(&mut clauses);
    if lists_answers(&clauses) {
        return legend;
    }
    for clause in clauses {
        if clause.empties {
            legend.empty = legend.empty.or(clause.meaning.map(|(answer, _)| answer));
        }
        let Some(meaning) = clause.meaning.filter(|_| !clause.empties) else { continue };
        for sign in clause.signs {
            take(&mut legend.signs, sign, meaning);
        }
    }
    legend
}

/// Whether anything in a text may join a sign to what it means. Few texts can.
fn may_explain(text: &str, folded: &str) -> bool {
    let tells = |words: &&'static str| folded.contains(*words);
    text.len() >= SHORTEST
        && (text.contains([':', '=', '/', '-', '–', '>'])
            || [" la ", " neu "].iter().any(tells)
            || colours::may_speak(text)
            || COMMANDS.iter().chain(EMPTY).any(tells))
}

/// A line without the words that only spell its signs out: `Đ - đúng, bản thân có` and `Đ (đúng): có` explain `Đ`. One
/// that answers, `C - có`, says what the sign means.
pub(super) fn without_spelling<'t>(text: &'t str, vocabulary: &Vocabulary) -> Cow<'t, str> {
    static SPELT: LazyLock<Regex> = LazyLock::new(|| {
        #[expect(clippy::expect_used, reason = "the pattern is a constant, used by a test below")]
        Regex::new(r"\b(?P<s>\p{Lu})\s*(?:\(\s*(?P<w>\p{L}+(?: \p{L}+){0,2})\s*\)|[-–:=]\s*(?P<v>\p{L}+(?: \p{L}+){0,2})\s*,)")
            .expect("a sound pattern")
    });
    // In few texts does a capital letter stand before a bracket or a joint.
    let signs = text.chars().filter(|c| !c.is_whitespace());
    let joins =
        |(letter, sign): (char, char)| matches!(sign, '(' | '-' | '–' | ':' | '=') && letter.is_uppercase();
    if !text.contains(['(', ',']) || !signs.clone().zip(signs.skip(1)).any(joins) {
        return Cow::Borrowed(text);
    }
    SPELT.replace_all(text, |found: &Captures<'_>| {
        let word = found.name("w").or_else(|| found.name("v")).map_or("", |word| word.as_str());
        let spells = fold(word).starts_with(&fold(&found["s"])) && told(word, vocabulary).is_none();
        match found.name("v") {
            _ if !spells => found[0].to_owned(),
            Some(_) => format!("{}:", &found["s"]),
            None => found["s"].to_owned(),
        }
    })
}

/// Takes a meaning in. What one sign is said to mean in two ways is not clear.
pub(super) fn take(signs: &mut Vec<(String, Meaning)>, sign: String, meaning: Meaning) {
    match signs.iter_mut().find(|(of, _)| *of == sign) {
        Some((_, before)) if *before != meaning => *before = UNCLEAR,
        Some(_) => {}
        None => signs.push((sign, meaning)),
    }
}

/// What the whole line says of its pieces.
#[derive(Debug, Clone, Copy)]
struct Setting {
    /// Whether it announces that it explains signs.
    announced: bool,
    /// What it tells in words of filling in.
    filling: Telling,
    /// Whether it explains signs in brackets, each before what it means.
    bracketed: bool,
}

/// What a line tells in words of filling in or leaving empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    Nothing,
    /// It has a word of it.
    Speaks,
    /// It tells to fill something in.
    Commands,
}

impl Telling {
    fn of(folded: &str) -> Self {
        if !folded.split(' ').any(|word| FILLING.contains(&word)) {
            Self::Nothing
        } else if has_any(folded, &COMMANDS) {
            Self::Commands
        } else {
            Self::Speaks
        }
    }
}

/// Whether two pieces of a line explain two signs in brackets before their meanings: `(+) có; (-) không`. One alone may
/// be a box that somebody marked.
fn bracketed_both(pieces: &[&str], vocabulary: &Vocabulary) -> bool {
    let signs = || pieces.iter().filter_map(|piece| bracketed(piece, vocabulary));
    pieces.len() > 1 && signs().zip(signs().skip(1)).any(|(one, other)| one.0 != other.0)
}

/// Whether two pieces of a line explain two signs behind their meanings, one at least no figure: `Có: x; Không: 0`. One
/// alone may be an answer.
fn turned_both(pieces: &[&str], vocabulary: &Vocabulary) -> bool {
    if pieces.len() < 2 {
        return false;
    }
    let turned = pieces.iter().filter_map(|piece| turned(piece, true, vocabulary));
    let signs: Vec<String> = turned.map(|(sign, _)| sign).collect();
    signs.windows(2).any(|pair| pair[0] != pair[1])
        && signs.iter().any(|sign| !sign.bytes().all(|b| b.is_ascii_digit()))
}

/// A piece of a line: `x: có`, `nếu không có`, `ghi số 1`.
#[derive(Debug, Default)]
struct Clause {
    signs: Vec<String>,
    meaning: Option<Meaning>,
    /// Whether it is about places left empty.
    empties: bool,
    /// Whether it tells to do something.
    commands: bool,
    /// Whether it is nothing but a condition: `biểu hiện nào không có`.
    condition: bool,
}

impl Clause {
    /// The clauses of a piece.
    fn read(piece: &str, setting: Setting, vocabulary: &Vocabulary) -> Vec<Self> {
        let of_sign = |(sign, meaning)| Self { signs: vec![sign], meaning: Some(meaning), ..Self::default() };
        if piece.contains('/') {
            let parts: Vec<&str> = piece.split('/').collect();
            let each: Option<Vec<_>> = parts.iter().map(|part| explained(part, vocabulary)).collect();
            if let Some(signs) = each.or_else(|| paired(piece, vocabulary)) {
                return signs.into_iter().map(of_sign).collect();
            }
        }
        let folded = fold(piece);
        let denies_filling = has_any(&folded, NOT_FILLED);
        let said = || {
            let plain = explained(piece, vocabulary).or_else(|| turned(piece, setting.announced, vocabulary));
            let boxed = || setting.bracketed.then(|| bracketed(piece, vocabulary)).flatten();
            let plain = plain.or_else(boxed);
            plain.or_else(|| assesses(&folded).then(|| begun(piece)).flatten().map(|sign| (sign, UNCLEAR)))
        };
        match if denies_filling || piece.contains('/') { None } else { said() } {
            Some(told) => vec![of_sign(told)],
            None if setting.filling != Telling::Nothing => {
                vec![Self::in_words(piece, &folded, setting, vocabulary)]
            }
            None => Vec::new(),
        }
    }

    /// A piece that says in words what to do, or when.
    fn in_words(piece: &str, folded: &str, setting: Setting, vocabulary: &Vocabulary) -> Self {
        let (mut signs, rest) = signs(piece, setting.filling == Telling::Commands);
        let mut rest = fold(&rest);
        let mut empties = false;
        // `trong` without its accent is another word.
        let blank: &[&str] = if piece.to_lowercase().contains("trống") { &["trong"] } else { &[] };
        for words in EMPTY.iter().chain(NOT_FILLED).chain(blank).filter(|_| signs.is_empty()) {
            if let Some(bare) = without(&rest, words) {
                (rest, empties) = (bare, true);
            }
        }
        let own = has_any(folded, &COMMANDS);
        let commands = empties || own || !signs.is_empty();
        let marks = has_any(folded, &MARKING) && !has(folded, "chu tich");
        if signs.is_empty() && !empties && marks {
            signs.push(CROSS.to_owned());
        }
        let mut meaning = meaning(&rest, vocabulary);
        // *Chấp hành tốt* is not said to be the absence of anything.
        if !signs.is_empty() && assesses(&rest) && meaning.is_none_or(|(answer, _)| answer == Answer::Yes) {
            meaning = Some(UNCLEAR);
        }
        let conditional = CONDITIONS.iter().any(|words| starts(folded, words));
        let condition = !commands && signs.is_empty() && meaning.is_some() && conditional && piece.len() < 80;
        let says = empties || (commands && !signs.is_empty()) || condition;
        if says { Self { signs, meaning, empties, commands, condition } } else { Self::default() }
    }
}

/// Whether words assess what somebody does.
fn assesses(folded: &str) -> bool {
    const WORDS: [&str; 10] =
        ["tot", "dat", "nghiem", "nghiem tuc", "guong mau", "dung", "dam bao", "khuyet diem", "yeu", "kem"];
    has_any(folded, &WORDS)
}

/// The sign that a piece begins with, before a joint: `x: chấp hành tốt`.
fn begun(piece: &str) -> Option<String> {
    let (before, _) = [":", "=", " - ", " – "].iter().find_map(|joint| piece.split_once(joint))?;
    let sign = spelt(before);
    (is_sign(&sign) && !sign.bytes().all(|b| b.is_ascii_digit())).then_some(sign)
}

/// Joins a condition to what it is the condition of: before it, or else after it.
fn join_conditions(clauses: &mut Vec<Clause>) {
    let open = |clause: &Clause| clause.commands && clause.meaning.is_none();
    for at in 0..clauses.len() {
        if !clauses[at].condition {
            continue;
        }
        let meaning = clauses[at].meaning;
        let before = at.checked_sub(1);
        let to = [Some(at + 1), before].into_iter().flatten().find(|to| clauses.get(*to).is_some_and(open));
        if let Some(to) = to {
            clauses[to].meaning = meaning;
        }
    }
    clauses.retain(|clause| !clause.condition);
}

/// What fills a place in with a sign, folded.
const COMMANDS: [&str; 13] = [
    "ky hieu", "danh dau", "danh", "ghi", "tich", "tick", "dien", "viet", "go", "nhap", "gach", "khoanh",
    "cham",
];
/// The words of which every text has one that tells in words what to fill in or to leave empty.
const FILLING: [&str; 15] = [
    "hieu", "danh", "ghi", "tich", "tick", "dien", "viet", "go", "nhap", "gach", "khoanh", "cham", "dau",
    "trong", "trang",
];
/// What marks a place, whatever the sign.
const MARKING: [&str; 6] = ["danh dau", "tich vao", "tich chon", "tick", "danh cheo", "gach cheo"];
/// What leaves a place empty.
const EMPTY: &[&str] = &["bo trong", "de trong", "de trang", "bo trang"];
/// What does not fill it in.
const NOT_FILLED: &[&str] =
    &["khong danh dau", "khong ghi gi", "khong danh", "khong tich", "khong dien", "khong ghi"];
/// What a condition begins with.
const CONDITIONS: [&str; 14] = [
    "neu",
    "bieu hien",
    "noi dung",
    "khi",
    "truong hop",
    "muc",
    "o",
    "cot",
    "co",
    "khong",
    "voi",
    "doi voi",
    "chua",
    "dong chi",
];
/// What comes right before a sign in a sentence.
const BEFORE_SIGN: [&str; 14] =
    ["ghi", "danh", "dau", "tich", "tick", "dien", "so", "chu", "hieu", "bang", "viet", "go", "nhap", "gach"];
/// What may come right after it: `ghi 1 lần` names no sign.
const AFTER_SIGN: [&str; 17] = [
    "the", "neu", "vao", "la", "thi", "cho", "o", "va", "hoac", "voi", "khi", "doi", "trong", "nghia",
    "truoc", "ben", "tuong",
];
/// What denies.
const DENIALS: [&str; 4] = ["khong", "chua", "ko", "chang"];
/// What may follow a denial that is about a manifestation, or about nothing else.
const DENIED: [&str; 15] =
    ["co", "mac", "vi", "pham", "bi", "bieu", "thi", "ghi", "danh", "tich", "dien", "ton", "he", "va", "la"];

/// Whether words stand in a text on word boundaries.
fn has(folded: &str, words: &str) -> bool {
    super::wording::phrases::has_words(folded, words)
}

fn starts(folded: &str, words: &str) -> bool {
    folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A text without words that stand in it.
fn without(folded: &str, words: &str) -> Option<String> {
    let at = super::wording::phrases::words_at(folded, words)?;
    Some(format!("{}{}", folded.get(..at)?, folded.get(at + words.len()..)?))
}

/// Whether a line answers by number, `1: Không; 2: Không; 3: Có`: a legend has no three figures without a level.
fn lists_answers(clauses: &[Clause]) -> bool {
    let figure = |sign: &String| sign.bytes().all(|b| b.is_ascii_digit());
    let plain = |clause: &&Clause| {
        clause.signs.iter().any(figure) && matches!(clause.meaning, Some((Answer::Yes | Answer::No, None)))
    };
    clauses.iter().filter(plain).count() > 2
}

/// Whether a text announces that it says how to fill in.
fn is_announced(folded: &str) -> bool {
    const WORDS: [&str; 9] = [
        "quy uoc",
        "ky hieu",
        "cach ghi",
        "chu thich",
        "ghi chu",
        "huong dan",
        "cach danh",
        "danh dau",
        "trong do",
    ];
    has_any(folded, &WORDS)
}

/// Whether a text is nothing but the words before a legend: *Ghi chú:*, *Ký hiệu*.
pub(super) fn announces(text: &str) -> bool {
    text.len() < 40 && is_announced(&fold(text))
}

/// The pieces of a line; a dot ends one only at the end of a sentence.
fn pieces<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<&'t str> {
    text.split([';', '\n', '\t'])
        .flat_map(|piece| piece.split(". "))
        .flat_map(|piece| between_commas(piece, vocabulary))
        .filter(|piece| !piece.trim().is_empty())
        .collect()
}

/// The pieces between commas; one before a level that goes with what is present parts nothing: `2 - có, mức độ nhẹ`.
fn between_commas<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<&'t str> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    for (at, _) in text.match_indices(',') {
        let after = text[at + 1..].split(',').next().map(fold).unwrap_or_default();
        let level = after.strip_prefix("o ").unwrap_or(&after);
        let before = fold(&text[from..at]);
        let denied = has_any(&before, &DENIALS);
        let present = ["co", "co bieu hien"].iter().any(|words| before.ends_with(words)) && !denied;
        if !(present && vocabulary.levels.of(level).is_some()) {
            pieces.push(&text[from..at]);
            from = at + 1;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// The signs that a sentence names, `ghi số 1`, `đánh dấu (x)`, `dấu cộng`, and the sentence without them.
fn signs(piece: &str, commanded: bool) -> (Vec<String>, String) {
    let mut found = Vec::new();
    let mut rest: Vec<&str> = Vec::new();
    let mut filling = commanded;
    let (mut before, mut second) = (String::new(), String::new());
    let tokens: Vec<&str> = piece.split_whitespace().collect();
    for (at, token) in tokens.iter().copied().enumerate() {
        let folded = fold(token);
        let ends = token.ends_with([':', '='])
            || tokens.get(at + 1).is_none_or(|next| AFTER_SIGN.contains(&fold(next).as_str()));
        let bare = spelt(token.trim_end_matches(['.', ':', ',']));
        let quoted = token.starts_with(['(', '"', '“', '”', '\'', '‘', '[']) && token.len() > bare.len();
        // `biểu hiện số 3` is no sign.
        let numbered = before == "so" && second == "hien";
        let led = BEFORE_SIGN.contains(&before.as_str()) && !numbered && filling;
        let named = (before == "dau" || before == "gach").then(|| named_sign(&folded)).flatten();
        // `(+) có biểu hiện`: brackets around anything but a letter or a figure number nothing.
        let ends = ends || (quoted && "+-–".contains(bare.as_str()));
        if let Some(named) = named {
            found.push(named.to_owned());
        } else if is_sign(&bare) && bare.chars().count() == 1 && ends && (led || (quoted && filling)) {
            found.push(bare);
        } else {
            rest.push(token);
        }
        filling |= COMMANDS.contains(&folded.as_str()) || folded == "hieu";
        second = std::mem::replace(&mut before, folded);
    }
    (found, rest.join(" "))
}

/// The sign of a name: `dấu nhân`, `dấu cộng`.
fn named_sign(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "nhan" | "cheo" => CROSS,
        "tich" | "tick" => TICK,
        "cong" => "+",
        "tru" => "-",
        _ => return None,
    })
}

/// What the words around a sign say that it means; `None` where they say nothing of it.
pub(super) fn meaning(folded: &str, vocabulary: &Vocabulary) -> Option<Meaning> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let denial = |word: &str| DENIALS.contains(&word);
    let next = |at: usize| words.get(at + 1).copied();
    let (mut denied, mut present, mut strange) = (false, false, false);
    for (at, word) in words.iter().enumerate() {
        if denial(word) {
            denied = true;
            strange |= next(at).is_some_and(|next| !DENIED.contains(&next));
        }
        let admits = match *word {
            "co" => next(at) != Some("the"),
            "mac" => true,
            "pham" => at > 0 && words[at - 1] == "vi",
            _ => false,
        };
        let reach = words[at.saturating_sub(2)..at].iter().any(|word| denial(word));
        present |= admits && !reach;
    }
    let level = if denied { None } else { vocabulary.levels.within(folded) };
    match (denied, present, strange) {
        (false, false, _) => level.map(|level| (Answer::Yes, Some(level))),
        (false, true, _) => Some((Answer::Yes, level)),
        (true, false, false) => Some((Answer::No, None)),
        _ => Some(UNCLEAR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let legend = read(text, &Vocabulary::built_in());
        let letter = |(answer, level): &Meaning| match (answer, level) {
            (Answer::Yes, None) => "y".to_owned(),
            (Answer::Yes, Some(level)) => (*level as u8).to_string(),
            (Answer::No, _) => "n".to_owned(),
            _ => "?".to_owned(),
        };
        let mut all: Vec<String> =
            legend.signs.iter().map(|(sign, m)| format!("{sign}{}", letter(m))).collect();
        all.extend(legend.empty.map(|answer| format!("_{}", letter(&(answer, None)))));
        all.join(" ")
    }

    #[test]
    fn a_legend_is_understood_in_whatever_order_it_is_written() {
        let cases = [
            ("Cách ghi: đánh dấu x vào biểu hiện KHÔNG có; biểu hiện nào CÓ thì ghi số 1", "xn 1y"),
            ("Có biểu hiện ghi x, không có ghi 0", "xy 0n"),
            ("Biểu hiện nào không có thì đánh dấu x, có thì để trống", "xn _y"),
            ("Biểu hiện nào không có, đánh dấu (x)", "xn"),
            ("Đánh dấu x, nếu không có", "xn"),
            ("(Tích vào ô không có biểu hiện)", "xn"),
            ("Nếu có ghi 1, nếu không ghi 0", "1y 0n"),
            ("Quy ước: Có = 0; Không = 1", "0y 1n"),
            ("x/0: có/không", "xy 0n"),
            ("Có/Không: 1/0", "1y 0n"),
            ("x: có / 0: không", "xy 0n"),
            ("x: có; để trống: không", "xy _n"),
            ("Dấu + : có; dấu - : không", "+y -n"),
            ("Ký hiệu: (+) có biểu hiện; (-) không có biểu hiện", "+y -n"),
            ("Quy ước: (+) có biểu hiện; (-) không có biểu hiện", "+y -n"),
            ("Chú thích: (x) có, (0) không có biểu hiện", "xy 0n"),
            ("K: không có; N: mức độ nhẹ; TB: mức độ trung bình; NT: mức độ nghiêm trọng", "kn n1 tb2 nt3"),
            ("Ghi 1 nếu mức độ nhẹ, ghi 2 nếu mức độ trung bình", "11 22"),
            ("Không đánh dấu nghĩa là không có", "_n"),
            ("Ghi chú: ký hiệu x thể hiện đảng viên không có biểu hiện", "xn"),
            ("- Không có biểu hiện: x\n- Có biểu hiện: 1", "xn 1y"),
            ("Đánh dấu (-) vào biểu hiện mắc phải, (+) vào biểu hiện không mắc", "-y +n"),
            (
                "Cách ghi: Đ - đúng, bản thân có biểu hiện này; S - sai, bản thân không có biểu hiện này",
                "đy sn",
            ),
            ("Đ (đúng): bản thân có biểu hiện; S (sai): không có", "đy sn"),
            ("Ghi Đ (đúng) nếu có biểu hiện, S (sai) nếu không có", "đy sn"),
            ("C - có, K - không", "cy kn"),
            ("Đ: đảng viên không có biểu hiện; S: đảng viên có biểu hiện", "đn sy"),
            ("C - chưa, bản thân chưa có; K - khắc phục, bản thân có biểu hiện và đang khắc phục", "cn ky"),
            ("K - không có, N - nhẹ, V - vừa", "kn n1 v2"),
            ("1 - không có biểu hiện; 2 - có, mức độ nhẹ; 3 - có, ở mức độ trung bình", "1n 21 32"),
            ("Mức 1: Không có; Mức 2: Nhẹ; Mức 3: Nghiêm trọng. Ghi “Mức …” vào cột cuối.", "1n 21 33"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sign_whose_meaning_is_not_clear_is_told_as_such() {
        assert_eq!(told("Đánh dấu x vào ô Có hoặc Không"), "x?");
        assert_eq!(told("Ghi x nếu có; x là không"), "x?");
        assert_eq!(told("Ghi chữ K nếu có khuyết điểm, ghi chữ C nếu chấp hành tốt"), "k? c?");
        assert_eq!(told("x: chấp hành tốt; 0: có biểu hiện"), "x? 0y");
        assert_eq!(told("Nếu chấp hành tốt đánh dấu x, nếu vi phạm để trống"), "x? _y");
        assert_eq!(told("Những ô đánh dấu x là những nội dung đảng viên thực hiện tốt"), "x?");
    }

    #[test]
    fn other_lines_explain_nothing() {
        let lines = [
            "Ghi \"Có\" hoặc \"Không\" vào từng ô",
            "Đánh dấu x vào ô thích hợp",
            "Căn cứ Nghị quyết số 4, không có ý kiến khác",
            "Có: 2; Không: 5",
            "Đ - đúng, S - sai",
            "1: Không; 2: Không; 3: Có",
            "Có ( )   Không (x)",
            "Ghi chú: ( ) Có; (x) Không",
            "Ghi chú: (x) Không",
            "Đã ghi 1 lần, không có gì thêm",
            "Chủ tịch vào Đảng năm 1990, không vi phạm",
            "Bản thân không có biểu hiện này, đã ghi sổ tay",
        ];
        for line in lines {
            assert_eq!(told(line), "", "{line}");
        }
    }

    #[test]
    fn the_levels_that_may_be_chosen_are_known() {
        assert_eq!(
            told("Chọn trong danh sách: Không / Nhẹ / Trung bình / Nghiêm trọng"),
            "nhe1 trung binh2 nghiem trong3"
        );
    }
}
