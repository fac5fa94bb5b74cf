//! Number formats: what a person sees of a value (ECMA-376 part 1, 18.8.30 and 18.8.31).

use super::serial;
use crate::document::Value;

/// One number format, ready to show values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

/// What one section of a format shows, between two `;`.
#[derive(Debug, Clone, PartialEq, Default)]
struct Section {
    /// Which numbers it is for, where it says.
    condition: Option<(Comparison, f64)>,
    /// Text in front of the number.
    before: String,
    /// Text behind the number, or all of the text where there is none.
    after: String,
    /// How the number stands between them.
    number: Number,
    /// Which parts of a date or time it shows.
    moment: Moment,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Number {
    /// Not at all.
    #[default]
    None,
    /// In its shortest form: `General`, and masks of other kinds (fractions, exponents).
    General,
    /// With digits as a mask such as `00.0#` asks.
    Digits { integer: usize, least: usize, most: usize, percent: bool, thousands: i32 },
    /// In the place of `@`.
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent parts")]
struct Moment {
    year: bool,
    month: bool,
    day: bool,
    time: bool,
}

impl NumberFormat {
    /// The built-in format of this number (ECMA-376 part 1, 18.8.30).
    pub(super) fn built_in(id: u32) -> Self {
        Self::parse(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 | 41 | 42 => "#,##0",
            4 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 15 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
            16 => "dd/mm",
            17 => "mm/yyyy",
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => "hh:mm",
            22 => "dd/mm/yyyy hh:mm",
            49 => "@",
            _ => "General",
        })
    }

    /// The format of a code.
    pub(super) fn parse(code: &str) -> Self {
        let mut sections = vec![Scan::default()];
        let mut chars = code.chars().peekable();
        while let Some(c) = chars.next() {
            let scan = match sections.last_mut() {
                Some(scan) if c != ';' => scan,
                _ => {
                    sections.push(Scan::default());
                    continue;
                }
            };
            match c {
                '"' => scan.literal(&chars.by_ref().take_while(|&c| c != '"').collect::<String>()),
                '\\' | '!' => chars.next().into_iter().for_each(|c| scan.literal(c.encode_utf8(&mut [0; 4]))),
                '_' => chars.next().into_iter().for_each(|_| scan.literal(" ")),
                '*' => drop(chars.next()),
                '[' => scan.bracket(&chars.by_ref().take_while(|&c| c != ']').collect::<String>()),
                'G' | 'g' if chars.clone().take(6).collect::<String>().eq_ignore_ascii_case("eneral") => {
                    chars.by_ref().take(6).for_each(drop);
                    scan.general();
                }
                c => scan.char(c),
            }
        }
        Self { sections: sections.into_iter().map(Scan::finish).collect() }
    }

    /// What a person sees of a number, and what it is.
    pub(super) fn number(&self, number: f64, from_1904: bool) -> (String, Value) {
        let Some((section, signed)) = self.section(number) else {
            return (general(number), Value::Number(number));
        };
        if section.moment != Moment::default() {
            return section.moment.shown(number, from_1904);
        }
        let shown = match section.number {
            Number::None => String::new(),
            Number::General | Number::Text => general(if signed { number } else { number.abs() }),
            Number::Digits { integer, least, most, percent, thousands } => {
                let scaled = if percent { number * 100.0 } else { number } / 1000_f64.powi(thousands);
                digits(if signed { scaled } else { scaled.abs() }, integer, least, most)
            }
        };
        (format!("{}{shown}{}", section.before, section.after), Value::Number(number))
    }

    /// What a person sees of a text; `None` for the text as it is.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        let last = self.sections.last()?;
        let applies = self.sections.len() == 4 || last.number == Number::Text;
        let plain = last.number == Number::Text && last.before.is_empty() && last.after.is_empty();
        (applies && !plain).then(|| {
            let shown = if last.number == Number::Text { text } else { "" };
            format!("{}{shown}{}", last.before, last.after)
        })
    }

    /// The section for a number, and whether the sign is shown.
    fn section(&self, number: f64) -> Option<(&Section, bool)> {
        let numeric = &self.sections[..self.sections.len().min(3)];
        if numeric.iter().any(|s| s.condition.is_some()) {
            let fits =
                |s: &&Section| s.condition.is_none_or(|(comparison, than)| comparison.holds(number, than));
            return numeric.iter().find(fits).map(|s| (s, true));
        }
        match numeric {
            [only] => Some((only, true)),
            [_, negative, ..] if number < 0.0 => Some((negative, false)),
            [_, _, zero] if number == 0.0 => Some((zero, true)),
            [positive, ..] => Some((positive, true)),
            [] => None,
        }
    }
}

impl Comparison {
    fn parse(text: &str) -> Option<(Self, f64)> {
        let signs = [
            ("<>", Self::NotEqual),
            ("<=", Self::AtMost),
            (">=", Self::AtLeast),
            ("<", Self::Less),
            (">", Self::More),
            ("=", Self::Equal),
        ];
        let (rest, sign) = signs.iter().find_map(|(s, c)| Some((text.strip_prefix(s)?, *c)))?;
        Some((sign, rest.trim().parse().ok()?))
    }

    #[expect(clippy::float_cmp, reason = "Excel compares the stored numbers")]
    fn holds(self, number: f64, than: f64) -> bool {
        match self {
            Self::Equal => number == than,
            Self::NotEqual => number != than,
            Self::Less => number < than,
            Self::AtMost => number <= than,
            Self::More => number > than,
            Self::AtLeast => number >= than,
        }
    }
}

impl Moment {
    /// A date as Vietnamese write it, whatever the order in the format: Excel turns it by the PC's settings too.
    fn shown(self, serial: f64, from_1904: bool) -> (String, Value) {
        let seconds = serial::seconds(serial);
        let time = format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
        if !(self.year || self.month || self.day) {
            return (time, Value::Number(serial));
        }
        let Some(date) = serial::day(serial, from_1904) else {
            return (general(serial), Value::Number(serial));
        };
        let pattern = match (self.day, self.month, self.year) {
            (true, true, false) => "%d/%m",
            (false, true, true) => "%m/%Y",
            (false, false, true) => "%Y",
            _ => "%d/%m/%Y",
        };
        let day = date.strftime(pattern).to_string();
        (if self.time { format!("{day} {time}") } else { day }, Value::Date(date))
    }
}

/// A number in its shortest form, to the 15 digits that Excel keeps.
pub(super) fn general(number: f64) -> String {
    let rounded = to_15_digits(number);
    if rounded == 0.0 { "0".into() } else { rounded.to_string() }
}

fn to_15_digits(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A number with at least `integer` digits before the point and `least` to `most` behind it.
fn digits(number: f64, integer: usize, least: usize, most: usize) -> String {
    let power = 10_f64.powi(i32::try_from(most).unwrap_or(0));
    // Halves are rounded away from zero, as decimals.
    let rounded = to_15_digits(number * power).round() / power;
    let text = format!("{:.most$}", rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let spare = fraction.len() - fraction.trim_end_matches('0').len();
    let fraction = &fraction[..fraction.len() - spare.min(most - least)];
    let whole = if integer == 0 && whole == "0" { "" } else { whole };
    let sign = if rounded < 0.0 { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole:0>integer$}{point}{fraction}")
}

/// A section while it is read.
#[derive(Default)]
struct Scan {
    section: Section,
    mask: String,
    /// A literal stood between two digits.
    broken: bool,
    /// Text since the last digit.
    pending: String,
    /// The last letter of a date or time part, to tell minutes from months.
    last: Option<char>,
    minutes: bool,
}

impl Scan {
    fn literal(&mut self, text: &str) {
        self.pending.push_str(text);
    }

    fn general(&mut self) {
        self.before();
        self.section.number = Number::General;
    }

    /// What stood so far is in front of the number, where that begins now.
    fn before(&mut self) {
        if self.section.number == Number::None && self.mask.is_empty() {
            self.section.before = std::mem::take(&mut self.pending);
        } else if !self.pending.is_empty() {
            self.pending.clear();
            self.broken = true;
        }
    }

    /// `[Red]`, `[>=1]`, `[$₫-42A]`, `[h]`.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            self.literal(currency.split('-').next().unwrap_or_default());
        } else if let Some(condition) = Comparison::parse(inside) {
            self.section.condition = Some(condition);
        } else if !inside.is_empty()
            && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'))
        {
            self.section.moment.time = true;
            self.last = inside.chars().next().map(|c| c.to_ascii_lowercase());
        }
    }

    fn char(&mut self, c: char) {
        match c {
            '0' | '#' | '?' | '.' | '%' | 'E' | '/' | ',' if self.section.moment == Moment::default() => {
                if c == '%' {
                    self.pending.push('%');
                } else if matches!(c, '0' | '#' | '?' | 'E') || !self.mask.is_empty() {
                    self.before();
                } else {
                    return self.literal(c.encode_utf8(&mut [0; 4]));
                }
                self.mask.push(c);
            }
            '@' => {
                self.before();
                self.section.number = Number::Text;
            }
            'y' | 'Y' | 'e' => self.part('y'),
            'd' | 'D' => self.part('d'),
            'h' | 'H' => self.part('h'),
            's' | 'S' => self.part('s'),
            'm' | 'M' => self.part('m'),
            // `E+` and, in dates, everything between the parts.
            '+' | '-' if self.mask.ends_with('E') => {}
            c => self.literal(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// A letter of a date or time. `m` is minutes behind hours and in front of seconds, months elsewhere.
    fn part(&mut self, letter: char) {
        let moment = &mut self.section.moment;
        match letter {
            'y' => moment.year = true,
            'd' => moment.day = true,
            'h' => moment.time = true,
            's' => {
                moment.time = true;
                // Minutes that were taken for months.
                if self.last == Some('m') && !self.minutes && !moment.year && !moment.day {
                    moment.month = false;
                }
            }
            _ if self.last == Some('h') || (self.last == Some('m') && self.minutes) => self.minutes = true,
            _ => {
                moment.month = true;
                self.minutes = false;
            }
        }
        self.last = Some(letter);
    }

    fn finish(self) -> Section {
        let Self { mut section, mask, broken, pending, .. } = self;
        section.after = pending;
        let percent = mask.contains('%');
        let mask = mask.replace('%', "");
        if !mask.is_empty() && section.number == Number::None {
            section.number =
                if broken || mask.contains(['E', '/']) { Number::General } else { masked(&mask, percent) };
        }
        section
    }
}

/// The digits that a mask such as `#,##0.0#` asks for.
fn masked(mask: &str, percent: bool) -> Number {
    let trimmed = mask.trim_end_matches(',');
    let thousands = i32::try_from(mask.len() - trimmed.len()).unwrap_or(0);
    let (integer, fraction) = trimmed.split_once('.').unwrap_or((trimmed, ""));
    let zeros = |s: &str| s.matches('0').count();
    // A double has no more decimals than that.
    let most = fraction.matches(['0', '#', '?']).count().min(30);
    Number::Digits {
        integer: zeros(integer).min(30),
        least: zeros(fraction).min(most),
        most,
        percent,
        thousands,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(code: &str, number: f64) -> String {
        NumberFormat::parse(code).number(number, false).0
    }

    #[test]
    fn general_is_the_shortest_form() {
        for (number, text) in
            [(1.0, "1"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5"), (-0.0, "0"), (123_456_789_012.0, "123456789012")]
        {
            assert_eq!(shown("General", number), text);
        }
    }

    #[test]
    fn a_format_may_show_another_thing_than_the_value() {
        assert_eq!(shown("\"x\";;", 1.0), "x");
        assert_eq!(shown("\"x\";;", 0.0), "");
        assert_eq!(shown("\"x\";;", -1.0), "");
        assert_eq!(shown("[=1]\"x\";[=0]\"\"", 1.0), "x");
        assert_eq!(shown("[=1]\"x\";[=0]\"\"", 0.0), "");
        assert_eq!(shown("[=1]\"Có\";[=0]\"Không\";General", 2.0), "2");
        assert_eq!(shown("[Red]\\x;;\\o", 0.0), "o");
        assert_eq!(shown(";;;", 5.0), "");
        assert_eq!(shown("\"Có\"", 7.0), "Có");
    }

    #[test]
    fn digits_follow_the_mask() {
        for (code, number, text) in [
            ("0", 2.5, "3"),
            ("000", 7.0, "007"),
            ("0.00", 0.125, "0.13"),
            ("#.##", 0.5, ".5"),
            ("#,##0", 1234.0, "1234"),
            ("0%", 0.256, "26%"),
            ("0.0%;-0.0%", -0.256, "-25.6%"),
            ("0;(0)", -4.0, "(4)"),
            ("\"CB-\"000", 12.0, "CB-012"),
            ("0\" người\"", 12.0, "12 người"),
            ("# ??/??", 0.5, "0.5"),
            ("0.00E+00", 1500.0, "1500"),
            ("000-000", 123_456.0, "123456"),
            ("@", 3.0, "3"),
            ("_-* #,##0\\ _₫_-;-* #,##0\\ _₫_-", 5.0, " 5   "),
        ] {
            assert_eq!(shown(code, number), text, "{code}");
        }
    }

    #[test]
    fn a_date_is_shown_as_day_month_year_in_any_format() {
        for code in [
            "dd/mm/yyyy",
            "m/d/yy",
            "[$-42A]d mmmm yyyy;@",
            "yyyy\\-mm\\-dd",
            "\"ngày\" dd \"tháng\" mm \"năm\" yyyy",
        ] {
            let (text, value) = NumberFormat::parse(code).number(46_203.0, false);
            assert_eq!((text.as_str(), value), ("30/06/2026", Value::Date(date(2026, 6, 30))), "{code}");
        }
        assert_eq!(shown("d-mmm", 46_203.0), "30/06");
        assert_eq!(shown("mmm-yy", 46_203.0), "06/2026");
        assert_eq!(shown("dd/mm/yyyy hh:mm", 46_203.75), "30/06/2026 18:00");
    }

    #[test]
    fn a_time_is_no_date() {
        for code in ["h:mm", "hh:mm:ss", "mm:ss", "[h]:mm", "h:mm AM/PM"] {
            assert_eq!(NumberFormat::parse(code).number(0.75, false).1, Value::Number(0.75), "{code}");
        }
    }

    #[test]
    fn a_text_section_changes_or_hides_text() {
        assert_eq!(NumberFormat::parse(";;;").text("ẩn").as_deref(), Some(""));
        assert_eq!(NumberFormat::parse("\"Chi bộ \"@").text("thôn 1").as_deref(), Some("Chi bộ thôn 1"));
        assert_eq!(NumberFormat::parse("@").text("có"), None);
        assert_eq!(NumberFormat::parse("0").text("có"), None);
    }
}
