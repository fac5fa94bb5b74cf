//! The number in front of an indicator: `1.`, `(1)`, `I.1`, `Biểu hiện 1:`.

use crate::model::Catalogue;
use crate::text::fold;

/// The number in front of an indicator, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ordinal {
    /// The indicator's own code or its group and number: `I.1`.
    Exact(usize),
    /// A bare number: within its group, or through the whole catalogue.
    Number(u32),
}

impl Ordinal {
    /// The indicator it points to, given the group under whose heading it stands. A number that fits
    /// both within the group and through the catalogue points to neither.
    pub(crate) fn indicator(self, catalogue: &Catalogue, group: Option<usize>) -> Option<usize> {
        match self {
            Self::Exact(indicator) => Some(indicator),
            Self::Number(number) => {
                let through = usize::try_from(number).ok()?.checked_sub(1).filter(|i| *i < catalogue.len());
                let Some(group) = group else {
                    // Without a heading a small number may be that of any group.
                    let repeats = catalogue.groups.len() > 1 && catalogue.in_group(1, number).is_some();
                    return through.filter(|_| !repeats);
                };
                let within = catalogue.in_group(group, number);
                let through = through.filter(|&i| catalogue.indicators[i].group == group);
                match (within, through) {
                    (Some(a), Some(b)) => (a == b).then_some(a),
                    (one, other) => one.or(other),
                }
            }
        }
    }
}

impl Ordinal {
    /// The indicator it points to where the numbers run through the whole catalogue.
    pub(crate) fn through(self, catalogue: &Catalogue) -> Option<usize> {
        match self {
            Self::Exact(indicator) => Some(indicator),
            Self::Number(n) => usize::try_from(n).ok()?.checked_sub(1).filter(|i| *i < catalogue.len()),
        }
    }
}

/// The indicators of a group that numbers name, all counted in one way: within the group or through the catalogue.
pub(crate) fn of_group(numbers: &[u32], group: usize, catalogue: &Catalogue) -> Option<Vec<usize>> {
    let within = |n: &u32| catalogue.in_group(group, *n);
    let through =
        |n: &u32| Ordinal::Number(*n).through(catalogue).filter(|i| catalogue.indicators[*i].group == group);
    let within: Option<Vec<usize>> = numbers.iter().map(within).collect();
    let through: Option<Vec<usize>> = numbers.iter().map(through).collect();
    match (within, through) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// The number at the beginning of a text and what follows it.
pub(crate) fn split<'a>(text: &'a str, catalogue: &Catalogue) -> Option<(Ordinal, &'a str)> {
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*(".contains(c));
    if text[..text.len() - trimmed.len()].ends_with('(')
        && let Some((numeral, rest)) = trimmed.split_once(')')
        && let Some(number) = small_roman(numeral)
    {
        return Some((Ordinal::Number(number), rest.trim_start()));
    }
    let trimmed = strip_word(trimmed);
    let end = trimmed.find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-')).unwrap_or(trimmed.len());
    let token = trimmed[..end].trim_end_matches(['.', '-']);
    if token.is_empty() || token.len() > 8 {
        return None;
    }
    // The code may be glued to the words after it: `1.Phai nhạt`.
    let digits = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
    let (token, ordinal) = match parse(token, catalogue) {
        Some(ordinal) => (token, ordinal),
        None if digits > 0 && digits <= 3 && trimmed[digits..].starts_with(['.', ')', '/', '-']) => {
            (&trimmed[..digits], Ordinal::Number(trimmed[..digits].parse().ok()?))
        }
        None => return None,
    };
    let rest = &trimmed[token.len()..];
    if let Some((indicator, rest)) = of_bracketed_group(ordinal, rest, catalogue) {
        return Some((Ordinal::Exact(indicator), rest));
    }
    let sign = |c: char| ".)/:-–".contains(c);
    let stop = rest.trim_start_matches(|c: char| c.is_whitespace() || sign(c));
    // `6 tháng` is no ordinal: a sign, a space before a capital or the end must follow.
    let marked = rest[..rest.len() - stop.len()].contains(sign);
    let rest = stop;
    (marked || rest.is_empty() || rest.starts_with(char::is_uppercase)).then_some((ordinal, rest))
}

/// The indicator whose number has its group in brackets behind it, and what follows them: `Biểu hiện 1 (nhóm I): Phai
/// nhạt…`.
fn of_bracketed_group<'a>(
    ordinal: Ordinal,
    rest: &'a str,
    catalogue: &Catalogue,
) -> Option<(usize, &'a str)> {
    let (group, rest) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
    let Ordinal::Number(number) = ordinal else { return None };
    let indicator = catalogue.in_group(group_by_number(group, catalogue)?, number)?;
    Some((indicator, rest.trim_start_matches(|c: char| c.is_whitespace() || ".:/-–".contains(c))))
}

/// The number that a whole text is: `I.1`, `1`, `1.`, `(1)`.
pub(crate) fn whole(text: &str, catalogue: &Catalogue) -> Option<Ordinal> {
    let token = text.trim().trim_matches(|c: char| c.is_whitespace() || ".()/:-–".contains(c));
    parse(strip_word(token), catalogue)
}

/// The number by which a whole text names an indicator instead of quoting it: `Biểu hiện 3`.
pub(crate) fn reference(text: &str, catalogue: &Catalogue) -> Option<Ordinal> {
    let text = text.trim();
    let bare = strip_word(text);
    (bare.len() < text.len()).then(|| whole(bare, catalogue))?
}

fn strip_word(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return glued(text) };
    let Some((second, tail)) = rest.trim_start().split_once(' ').or(Some((rest, ""))) else { return text };
    let numbered = |text: &'_ str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let goes_on = |word: &str| fold(second) == word;
    match fold(first).as_str() {
        "bieu" if goes_on("hien") => tail.trim_start(),
        // Other words than the manifestation's own head many things, so a number must follow.
        "noi" if numbered(tail) && goes_on("dung") => tail.trim_start(),
        "tieu" if numbered(tail) && goes_on("chi") => tail.trim_start(),
        "cau" if numbered(tail) && goes_on("hoi") => tail.trim_start(),
        "dau" if numbered(tail) && goes_on("hieu") => tail.trim_start(),
        "bh" | "so" | "cau" | "muc" | "dieu" => rest.trim_start(),
        _ => text,
    }
}

/// `BH12` without a space.
fn glued(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = &text[..text.len() - digits.len()];
    if word.eq_ignore_ascii_case("bh") && !digits.is_empty() { digits } else { text }
}

fn parse(token: &str, catalogue: &Catalogue) -> Option<Ordinal> {
    if let Some(indicator) = catalogue.indicators.iter().position(|i| i.code.eq_ignore_ascii_case(token)) {
        return Some(Ordinal::Exact(indicator));
    }
    if let Ok(number) = token.parse::<u32>() {
        return (number > 0 && number < 1000).then_some(Ordinal::Number(number));
    }
    if let Some(indicator) = in_named_group(token, catalogue) {
        return Some(Ordinal::Exact(indicator));
    }
    let (group, number) = token.split_once(['.', '-']).or_else(|| joined(token))?;
    // `1-8` goes from one number to another.
    if token.contains('-') && group.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let group = group_number(group, catalogue)?;
    catalogue.in_group(group, number.parse().ok()?).map(Ordinal::Exact)
}

/// The Roman number of a group and the number behind it, without a sign between them: `II3`.
fn joined(token: &str) -> Option<(&str, &str)> {
    let at = token.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    let (group, number) = token.split_at(at);
    group.bytes().all(|b| b"IVX".contains(&b)).then_some((group, number))
}

/// The indicator that a text names by its number and its group: `6 nhóm I`, `số 6 thuộc nhóm I`, `nhóm I số 6`.
fn in_named_group(text: &str, catalogue: &Catalogue) -> Option<usize> {
    if text.len() > 40 || !text.contains(' ') {
        return None;
    }
    let folded = fold(text);
    let idle = ["so", "thu", "thuoc", "o", "cua", "trong", "bieu", "hien", "muc"];
    let words: Vec<&str> = folded.split(' ').filter(|word| !idle.contains(word)).collect();
    let ([number, "nhom", group] | ["nhom", group, number]) = words.as_slice() else { return None };
    catalogue.in_group(group_number(group, catalogue)?, number.parse().ok()?)
}

/// The group that a whole text names by its number: `Nhóm II`.
pub(crate) fn group_by_number(text: &str, catalogue: &Catalogue) -> Option<usize> {
    let folded = if text.len() < 16 { fold(text) } else { return None };
    group_number(folded.strip_prefix("nhom ")?, catalogue)
}

/// The group that a code, a Roman or an Arabic number names.
pub(crate) fn group_number(token: &str, catalogue: &Catalogue) -> Option<usize> {
    if let Some(group) = catalogue.groups.iter().position(|g| g.code.eq_ignore_ascii_case(token)) {
        return Some(group);
    }
    let number = token.parse::<usize>().ok().or_else(|| roman(token))?;
    number.checked_sub(1).filter(|g| *g < catalogue.groups.len())
}

/// The number that a folded word is by its place, behind *thứ*: *thứ nhất*, *thứ tư*.
pub(crate) fn place(word: &str) -> Option<usize> {
    const PLACES: [&str; 9] = ["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin"];
    PLACES.iter().position(|place| *place == word).map(|at| at + 1)
}

/// The number that a folded word counts with: *hai biểu hiện*. *Tư* does not count: it is *từ* as well.
pub(crate) fn number(word: &str) -> Option<usize> {
    const NUMBERS: [&str; 9] = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"];
    NUMBERS.iter().position(|number| *number == word).map(|at| at + 1)
}

/// The group that a folded word names by its place.
pub(crate) fn group_placed(word: &str, catalogue: &Catalogue) -> Option<usize> {
    place(word).map(|place| place - 1).filter(|group| *group < catalogue.groups.len())
}

/// A Roman number in small letters, as lists have it in brackets: `(iv)`.
fn small_roman(token: &str) -> Option<u32> {
    if token.is_empty() || token.len() > 4 || !token.bytes().all(|b| b"ivx".contains(&b)) {
        return None;
    }
    roman(token).and_then(|number| u32::try_from(number).ok())
}

fn roman(token: &str) -> Option<usize> {
    let numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    numerals.iter().position(|n| n.eq_ignore_ascii_case(token)).map(|i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;

    #[test]
    fn every_way_of_numbering_is_understood() {
        let c = catalogue();
        let read = |text| split(text, &c).map(|(o, rest)| (o, rest.to_owned()));
        assert_eq!(read("1. Phai nhạt"), Some((Ordinal::Number(1), "Phai nhạt".into())));
        assert_eq!(read("(12) Kê khai"), Some((Ordinal::Number(12), "Kê khai".into())));
        assert_eq!(read("3/ Nhận thức"), Some((Ordinal::Number(3), "Nhận thức".into())));
        assert_eq!(read("4.Không chấp hành"), Some((Ordinal::Number(4), "Không chấp hành".into())));
        assert_eq!(read("II.3. Kê khai"), Some((Ordinal::Exact(11), "Kê khai".into())));
        assert_eq!(read("Biểu hiện 5: Trong"), Some((Ordinal::Number(5), "Trong".into())));
        assert_eq!(read("Nội dung 5: Trong"), Some((Ordinal::Number(5), "Trong".into())));
        assert_eq!(read("Nội dung tự soi"), None);
        assert_eq!(read("2.1 Cá nhân"), Some((Ordinal::Exact(9), "Cá nhân".into())));
        assert_eq!(whole("BH12", &c), Some(Ordinal::Number(12)));
        assert_eq!(
            [whole("II3", &c), whole("I10", &c), whole("X1", &c)],
            [Some(Ordinal::Exact(11)), None, None]
        );
        for text in
            ["Biểu hiện 6 nhóm I", "Biểu hiện số 6 thuộc nhóm I", "Nhóm I, biểu hiện số 6", "Nhóm I, mục 6"]
        {
            assert_eq!(whole(text, &c), Some(Ordinal::Exact(5)), "{text}");
        }
        assert_eq!(read("Biểu hiện 3 (nhóm II): Kê khai"), Some((Ordinal::Exact(11), "Kê khai".into())));
        assert_eq!(read("12 (nhóm II): Kê khai"), None, "no group has so many");
        assert_eq!(read("(iv) Không chấp hành"), Some((Ordinal::Number(4), "Không chấp hành".into())));
        assert_eq!(
            [whole("I-8", &c), whole("1-8", &c)],
            [Some(Ordinal::Exact(7)), None],
            "a range is no code"
        );
        assert_eq!(read("6 tháng cuối năm"), None);
        assert_eq!(read("Phai nhạt"), None);
    }

    #[test]
    fn a_bare_number_needs_the_heading_of_its_group() {
        let c = catalogue();
        assert_eq!(Ordinal::Number(3).indicator(&c, None), None);
        assert_eq!(Ordinal::Number(12).indicator(&c, None), Some(11));
        assert_eq!(Ordinal::Number(3).indicator(&c, Some(1)), Some(11));
        assert_eq!(Ordinal::Number(12).indicator(&c, Some(1)), Some(11));
        assert_eq!(Ordinal::Number(12).indicator(&c, Some(2)), None);
    }
}
