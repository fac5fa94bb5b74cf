//! Several corrections in one row of a table, the lines of its squares numbered alike: `1. …`, `2. …` in each.

use crate::document::Slot;
use crate::text::names_a_day;

/// A line with the mark before it: its number, or nothing but a bullet.
struct Marked {
    number: Option<u32>,
    text: String,
}

/// The corrections of a row, each as shortcoming, action and deadline; `None` where the row holds but one. Numbers
/// tell which lines belong together; bullets do where nothing else could be meant: as many deadlines as actions.
/// A square of one line holds for all of them.
pub(super) fn stripes(shortcomings: &[&Slot], actions: &[&Slot], dues: &[&Slot]) -> Option<Vec<[String; 3]>> {
    if [shortcomings, actions, dues].iter().any(|slots| slots.len() > 1) {
        return None;
    }
    if let Some(parted) = by_line([shortcomings, actions, dues]) {
        return Some(parted);
    }
    let [shortcomings, actions, dues] =
        [shortcomings, actions, dues].map(|slots| slots.first().map(|slot| lines(slot)).unwrap_or_default());
    let count = actions.len();
    let numbered = |lines: &[Marked]| lines.iter().zip(1..).all(|(line, n)| line.number == Some(n));
    let one = |lines: &[Marked]| lines.len() < 2;
    let parted =
        |lines: &[Marked]| lines.len() == count && (numbered(lines) || numbered(&actions) == numbered(lines));
    if count < 2 || !(one(&shortcomings) || parted(&shortcomings)) || !(one(&dues) || parted(&dues)) {
        return None;
    }
    // One shortcoming and one deadline: several actions of one promise.
    let told = !one(&dues) || !one(&shortcomings);
    let at = |lines: &[Marked], n: usize| {
        lines.get(if lines.len() < 2 { 0 } else { n }).map_or_else(String::new, |line| line.text.clone())
    };
    told.then(|| (0..count).map(|n| [at(&shortcomings, n), at(&actions, n), at(&dues, n)]).collect())
}

/// The lines of three squares where none is marked: as many in each, and every one of the last names a day.
fn by_line(squares: [&[&Slot]; 3]) -> Option<Vec<[String; 3]>> {
    let plain = |slot: &&Slot| -> Option<Vec<String>> {
        let text = slot.text();
        let lines = text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric));
        lines.map(|line| marked(line).is_none().then(|| line.to_owned())).collect()
    };
    let [shortcomings, actions, dues] =
        squares.map(|slots| slots.first().and_then(plain).unwrap_or_default());
    let many = shortcomings.len() > 1 && shortcomings.len() == actions.len() && actions.len() == dues.len();
    let whole = |line: &String| line.starts_with(char::is_uppercase);
    let begins = shortcomings.iter().chain(&actions).all(whole);
    let row = |((shortcoming, action), due)| [shortcoming, action, due];
    (many && begins && dues.iter().all(|due| names_a_day(due)))
        .then(|| shortcomings.into_iter().zip(actions).zip(dues).map(row).collect())
}

/// The lines of a slot, each with its mark; none but one without marks where any line has none.
fn lines(slot: &Slot) -> Vec<Marked> {
    let mut lines = Vec::new();
    for paragraph in slot.paragraphs() {
        let label = paragraph.label.as_deref().unwrap_or_default();
        for line in paragraph.text.split('\n').filter(|line| line.contains(char::is_alphanumeric)) {
            match marked(label).filter(|_| !label.is_empty()).or_else(|| marked(line)) {
                Some((number, text)) => {
                    let text = if text.trim().is_empty() { line } else { text };
                    lines.push(Marked { number, text: text.trim().to_owned() });
                }
                None => return vec![Marked { number: None, text: slot.text().trim().to_owned() }],
            }
        }
    }
    lines
}

/// The number or bullet before a line, and what follows it: `1. …`, `2) …`, `(3) …`, `- …`.
fn marked(line: &str) -> Option<(Option<u32>, &str)> {
    let line = line.trim_start();
    if let Some(rest) = line.strip_prefix(['-', '–', '+', '•', '*']) {
        return Some((None, rest));
    }
    let bare = line.strip_prefix('(').unwrap_or(line);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = (bare[..digits].parse().ok()?, &bare[digits..]);
    let rest = rest.strip_prefix(['.', ')', '/', '-', ':'])?;
    // `15/12/2026` is a date.
    (digits < 3 && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some((Some(number), rest))
}
