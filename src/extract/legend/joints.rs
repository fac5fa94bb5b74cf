//! Signs joined to what they mean by nothing but a joint: `x: có`, `Có: x`, `có/không: x/0`, *Không / Nhẹ / Nặng*.

use super::{CROSS, Meaning, TICK};
use crate::extract::answer::words;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::Answer;
use crate::text::fold;

/// A longer text behind `cột` is no heading, in bytes.
const HEADING: usize = 40;

/// The sign that a piece of a line explains: `x: có`, `0 = không có`, `ghi x nếu có`, `K là không`.
pub(crate) fn explained(piece: &str, vocabulary: &Vocabulary) -> Option<(String, Meaning)> {
    const JOINTS: [&str; 7] = [":", "=", " là ", " - ", " – ", " nếu ", "->"];
    let at = |joint: &&str| piece.rfind(*joint).map(|at| (at, joint.len()));
    let (at, taken) = JOINTS.iter().filter_map(at).min_by_key(|(at, _)| std::cmp::Reverse(*at))?;
    let before = piece[..at].trim_end();
    // `Cột “Đảm bảo”: …` explains a heading; `Cột 3: …` no sign of its number.
    let spoken = fold(before);
    let column = spoken.rsplit_once("cot ").map(|(_, heading)| heading.trim_start_matches("so "));
    if column.is_some_and(|heading| heading.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let word = before.rsplit([':', '(']).next().map(fold).unwrap_or_default();
    let heading = word.rsplit_once("cot ").map(|(_, heading)| heading);
    let heading = heading.filter(|heading| heading.len() > 1 && heading.len() < HEADING).map(str::to_owned);
    let word = heading.or(Some(word).filter(|word| vocabulary.words.assessment.contains(word)));
    let last = || before.rsplit([' ', ':', '(']).next();
    let sign =
        word.or_else(|| last().map(spelt).filter(|sign| is_sign(sign))).or_else(|| last().and_then(short))?;
    let meaning = piece[at + taken..].trim_end_matches([')', '.', ' ']);
    Some((sign, told(meaning, vocabulary)?))
}

/// The same the other way round: `Có: x`, `Không có biểu hiện = 0`. Where the line does not announce that it explains
/// signs it may be an answer, or a number of members.
pub(crate) fn turned(piece: &str, announced: bool, vocabulary: &Vocabulary) -> Option<(String, Meaning)> {
    let ends = |sign: &str| spelt(sign.trim().trim_end_matches([')', '.']));
    let parted =
        |joint: &str| piece.rsplit_once(joint).filter(|(_, sign)| is_short(sign) && is_sign(&ends(sign)));
    let (said, sign) = [":", "=", " - ", " – ", "("].iter().find_map(|joint| parted(joint))?;
    let sign = ends(sign);
    let said = said.rsplit([':', '(']).find(|said| !said.trim().is_empty())?;
    announced.then(|| told(said, vocabulary).map(|told| (sign, told)))?
}

/// The sign in brackets with which a piece begins, before what it means: `(+) có biểu hiện`.
pub(crate) fn bracketed(piece: &str, vocabulary: &Vocabulary) -> Option<(String, Meaning)> {
    let (before, behind) = piece.split_once('(')?;
    let (sign, said) = behind.split_once(')')?;
    let begins = before.trim().is_empty() || before.trim_end().ends_with(':');
    let sign = spelt(sign);
    (begins && is_sign(&sign)).then(|| Some((sign, told(said, vocabulary)?)))?
}

/// The meaning that words are.
pub(crate) fn told(words: &str, vocabulary: &Vocabulary) -> Option<Meaning> {
    let level = words::level(&fold(words), vocabulary).map(|level| (Answer::Yes, Some(level)));
    level.or_else(|| words::answer(words, vocabulary).ok())
}

/// The levels that a line lists beside *không* as what may be chosen: *Không / Nhẹ / Trung bình / Nghiêm trọng*.
pub(crate) fn scale(text: &str, vocabulary: &Vocabulary) -> Vec<(String, Meaning)> {
    let list = text.rsplit_once(':').map_or(text, |(_, list)| list);
    let parts: Vec<String> =
        list.split(['/', ',', ';', '|', '–']).flat_map(|part| part.split(" - ")).map(fold).collect();
    let denied =
        parts.iter().filter(|part| vocabulary.words.no.contains(part) || part.as_str() == "khong co").count();
    if denied != 1 || parts.len() < 3 {
        return Vec::new();
    }
    let level =
        |part: &String| vocabulary.levels.of(part).map(|level| (part.clone(), (Answer::Yes, Some(*level))));
    let levels: Vec<_> = parts.iter().filter_map(level).collect();
    let distinct = levels.windows(2).all(|pair| pair[0].1 != pair[1].1);
    if levels.len() + 1 == parts.len() && distinct { levels } else { Vec::new() }
}

/// The steps of a scale that begins with 0, each figure before what it means: *(0 không có; 1 nhẹ; 2 trung bình; 3 nặng)*.
pub(crate) fn steps(text: &str, vocabulary: &Vocabulary) -> Vec<(String, Meaning)> {
    let from = text.find("(0 ").map(|at| at + 1).or_else(|| text.find(": 0 ").map(|at| at + 2));
    let list = from.map_or("", |from| text[from..].split(')').next().unwrap_or_default());
    let step = |(at, piece): (usize, &str)| {
        let (figure, said) = piece.trim().split_once(' ')?;
        let (_, level) = told(said.trim_end_matches('.'), vocabulary)
            .filter(|(answer, _)| (*answer == Answer::No) == (at == 0))?;
        let meaning = if at == 0 { (Answer::No, None) } else { (Answer::Yes, level) };
        (figure.parse() == Ok(at)).then(|| (figure.to_owned(), meaning))
    };
    let steps: Option<Vec<_>> = list.split([';', ',']).enumerate().map(step).collect();
    steps.filter(|steps| steps.len() > 2).unwrap_or_default()
}

/// Signs and meanings parted by slashes, in one order: `x/0: có/không`, `Có/Không = 1/0`.
pub(crate) fn paired(piece: &str, vocabulary: &Vocabulary) -> Option<Vec<(String, Meaning)>> {
    let (left, right) = [":", "=", " là ", " - "].iter().find_map(|joint| piece.split_once(joint))?;
    let left = left.rsplit_once(['(', ':']).map_or(left, |(_, left)| left);
    let parts = |text: &str| {
        text.split('/').map(|part| part.trim().trim_end_matches([')', '.']).to_owned()).collect::<Vec<_>>()
    };
    let (left, right) = (parts(left), parts(right));
    let pair = |signs: &[String], meanings: &[String]| -> Option<Vec<(String, Meaning)>> {
        let pairs = signs.iter().zip(meanings);
        pairs
            .map(|(sign, said)| {
                Some((spelt(sign), told(said, vocabulary)?)).filter(|(sign, _)| is_sign(sign))
            })
            .collect()
    };
    (left.len() == right.len() && left.len() > 1)
        .then(|| pair(&left, &right).or_else(|| pair(&right, &left)))?
}

/// A sign as it is compared: every tick is `✓`, every other mark of a pen an `x`.
pub(crate) fn spelt(sign: &str) -> String {
    let sign = sign.trim().trim_matches(|c| "()[]\"“”‘’'".contains(c)).to_lowercase();
    if matches!(crate::extract::answer::sign::in_text(&sign), crate::extract::answer::sign::Sign::Mark)
        && sign != "v"
        && sign != "+"
    {
        let ticked = sign.contains(|c| "✓✔√☑✅🗸🗹".contains(c));
        return if ticked { TICK } else { CROSS }.to_owned();
    }
    sign
}

/// Whether a text has so few letters that it may be a sign. Most texts have more.
fn is_short(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth("false".len()).is_none()
}

/// Whether a text is a single letter, figure or mark, or a value of a program. *Ô*, *ở* and *ý* are words.
pub(crate) fn is_sign(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "+-–✓đ".contains(c);
    let value = ["true", "false"].contains(&text);
    value || (text.chars().count() == 1 && text.chars().all(sign))
}

/// An abbreviation in capitals that a legend may explain: `TB`, `NT`.
fn short(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c| "()[]\"“”'".contains(c));
    let letters = (2..=4).contains(&bare.chars().count())
        && bare.chars().all(|c| c.is_alphabetic() && c.is_uppercase());
    letters.then(|| fold(bare))
}
