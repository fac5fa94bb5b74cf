//! Dates whose numbers are written in words: *ngày mười bốn tháng sáu năm hai nghìn không trăm hai mươi sáu*, *ngày mồng 5
//! tháng bảy năm 2026*.

use super::fold::fold;
use jiff::civil::Date;

/// Years that are written on a form.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// The first such date in a text.
pub(super) fn date(text: &str) -> Option<Date> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut days = (0..words.len()).filter(|at| words[*at] == "ngay");
    days.find_map(|at| behind(words.get(at + 1..)?))
}

/// The date that words behind *ngày* are: of *tháng năm năm* the second *năm* leads to the year.
fn behind(words: &[&str]) -> Option<Date> {
    let month = words.iter().position(|word| *word == "thang")?;
    let first = usize::from(words.first().is_some_and(|word| ["mong", "mung"].contains(word)));
    let day = number(words.get(first..month)?)?;
    let mut years = (month + 2..words.len()).filter(|at| words[*at] == "nam");
    years.find_map(|at| dated(day, number(&words[month + 1..at])?, words.get(at + 1..)?))
}

/// The date of a day and a month in the year that words begin with.
fn dated(day: u32, month: u32, words: &[&str]) -> Option<Date> {
    let end = words.iter().position(|word| number(&[word]).is_none() && !JOINING.contains(word));
    let year = number(&words[..end.unwrap_or(words.len())]).filter(|year| YEARS.contains(year))?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Words within a number that are none by themselves.
const JOINING: [&str; 7] = ["muoi", "tram", "nghin", "ngan", "linh", "le", "khong"];

/// The number that folded words are, `hai muoi sau`, or figures.
pub fn number(words: &[&str]) -> Option<u32> {
    if let [figures] = words
        && figures.bytes().all(|b| b.is_ascii_digit())
    {
        return figures.parse().ok();
    }
    // Thousands that are complete, what stands below them, and a digit that waits for its place.
    let (mut thousands, mut below, mut digit) = (0_u32, 0_u32, None);
    for word in words {
        match *word {
            "muoi" => below += digit.take().unwrap_or(1) * 10,
            "tram" => below += digit.take()? * 100,
            "nghin" | "ngan" => {
                thousands += (below + digit.take().unwrap_or(0)) * 1000;
                below = 0;
            }
            "linh" | "le" if digit.is_none() => {}
            word => {
                let place = DIGITS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)?;
                if digit.replace(place).is_some() {
                    return None;
                }
            }
        }
        if thousands + below > *YEARS.end() {
            return None;
        }
    }
    (!words.is_empty()).then_some(thousands + below + digit.unwrap_or(0))
}

/// The digits, folded.
const DIGITS: [(&str, u32); 14] = [
    ("khong", 0),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("bon", 4),
    ("tu", 4),
    ("nam", 5),
    ("lam", 5),
    ("nham", 5),
    ("sau", 6),
    ("bay", 7),
    ("tam", 8),
    ("chin", 9),
    ("gieng", 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_whose_numbers_are_words() {
        let read = |text| date(text).map(|d| d.to_string()).unwrap_or_default();
        let cases = [
            ("Vĩnh Lâm, ngày mười bốn tháng sáu năm hai nghìn không trăm hai mươi sáu", "2026-06-14"),
            ("Đông Khê, ngày mồng 5 tháng bảy năm 2026", "2026-07-05"),
            ("ngày ba mươi mốt tháng mười hai năm hai ngàn không trăm hai lăm", ""),
            ("ngày ba mươi mốt tháng mười hai năm hai ngàn không trăm hai mươi lăm", "2025-12-31"),
            ("ngày hai mươi tháng năm năm hai nghìn không trăm hai mươi sáu", "2026-05-20"),
            ("Ngày mùng một tháng giêng năm 2026", "2026-01-01"),
            ("ngày hai mươi mốt tháng tư năm 2026 tại hội trường", "2026-04-21"),
            ("ngày ba mươi tháng hai năm 2026", ""),
            ("ngày nào tháng nào năm nào", ""),
            ("trong tháng năm năm nay", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
