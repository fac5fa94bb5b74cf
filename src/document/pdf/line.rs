//! Letters that stand beside one another, as lines and paragraphs.

use super::super::draft::Draft;
use super::super::page::{BOX_EMPTY, BOX_TICKED, Emphasis, PICTURE};
use super::canvas::Letter;
use crate::finding::FileFinding;
use crate::text::fold;
use hayro_interpret::kurbo::Rect;

/// Parts of a letter's size: the gap that is a space, the gap that is none between columns, how far letters of
/// one line stand above one another.
const SPACE: f64 = 0.1;
const WIDE: f64 = 1.8;
const LEVEL: f64 = 0.35;
/// How far the first line of a paragraph may begin from the others, in points.
const INDENT: f64 = 45.0;

/// A line of letters, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) letters: Vec<Letter>,
    pub(super) baseline: f64,
    pub(super) size: f64,
}

impl Line {
    pub(super) fn x0(&self) -> f64 {
        self.letters.first().map_or(0.0, |l| l.x0)
    }

    pub(super) fn x1(&self) -> f64 {
        self.letters.iter().map(|l| l.x1).fold(0.0, f64::max)
    }

    /// A line of these of its letters; `None` where all of them are spaces.
    pub(super) fn of(&self, mut letters: Vec<Letter>) -> Option<Self> {
        let blank = |l: &Letter| l.text.trim().is_empty();
        letters.truncate(letters.iter().rposition(|l| !blank(l))? + 1);
        let leading = letters.iter().take_while(|l| blank(l)).count();
        letters.drain(..leading);
        Some(Self { letters, ..*self })
    }

    /// From where to where there are letters; gaps narrower than a letter count as letters.
    pub(super) fn occupied(&self) -> impl Iterator<Item = (f64, f64)> {
        let mut stretches: Vec<(f64, f64)> = Vec::new();
        for letter in self.letters.iter().filter(|l| !l.text.trim().is_empty()) {
            match stretches.last_mut() {
                Some(last) if letter.x0 - last.1 < self.size => last.1 = last.1.max(letter.x1),
                _ => stretches.push((letter.x0, letter.x1)),
            }
        }
        stretches.into_iter()
    }

    /// How wide its first word is.
    fn first_word(&self) -> f64 {
        let mut end = self.x0();
        for letter in &self.letters {
            if letter.text.trim().is_empty() || letter.x0 - end > SPACE * self.size {
                break;
            }
            end = letter.x1;
        }
        end - self.x0()
    }

    fn text(&self) -> String {
        self.letters.iter().map(|l| l.text.as_str()).collect()
    }

    /// Whether it begins as an item of a list does.
    fn begins_item(&self) -> bool {
        let text = self.text();
        let text = text.trim_start();
        let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '(').take(6).collect();
        let after = text.chars().nth(word.chars().count());
        let number = word.trim_start_matches('(');
        let counts = number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
        let letter = number.chars().count() == 1;
        let mark = text.chars().next().is_some_and(|c| {
            !c.is_alphanumeric() && !matches!(c, '(' | '“' | '"' | '‘' | '.' | '…' | BOX_EMPTY | BOX_TICKED)
        });
        let date = matches!(after, Some('/' | '-'))
            && text.chars().nth(word.chars().count() + 1).is_some_and(|c| c.is_ascii_digit());
        mark || (!number.is_empty()
            && !date
            && (counts || letter)
            && matches!(after, Some('.' | ')' | '-' | '/' | ':')))
    }

    /// Whether it begins as an item of a numbered list does.
    pub(super) fn is_numbered(&self) -> bool {
        self.begins_item() && self.text().trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '(')
    }

    /// Puts it into the paragraph.
    fn write(&self, draft: &mut Draft) {
        let mut end = self.x0();
        let mut blank = true;
        for letter in &self.letters {
            let gap = letter.x0 - end;
            let is_blank = letter.text.trim().is_empty();
            if gap > WIDE * self.size {
                draft.push(None, "\t", Emphasis::NONE);
            } else if gap > SPACE * self.size && !blank && !is_blank {
                draft.push(None, " ", Emphasis::NONE);
            }
            let text = letter.face.drawn(&letter.text);
            draft.push(letter.face.charset(), &text, letter.emphasis);
            (end, blank) = (letter.x1.max(end), is_blank);
        }
    }
}

/// The letters as lines from top to bottom.
///
/// # Errors
/// A line in which two texts stand on one another.
pub(super) fn lines(mut letters: Vec<Letter>) -> Result<Vec<Line>, String> {
    letters.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut lines: Vec<Line> = Vec::new();
    for letter in letters {
        match lines.last_mut() {
            Some(line) if letter.baseline - line.baseline < LEVEL * line.size.min(letter.size) => {
                line.letters.push(letter);
            }
            _ => lines.push(Line { baseline: letter.baseline, size: letter.size, letters: vec![letter] }),
        }
    }
    for line in &mut lines {
        line.letters.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        line.size = line.letters.iter().map(|l| l.size).fold(0.0, f64::max);
        line.letters = unfilled(std::mem::take(&mut line.letters));
        if overlap(&line.letters) {
            return Err(line.text());
        }
    }
    let trimmed = lines.into_iter().filter_map(|mut line| {
        let letters = std::mem::take(&mut line.letters);
        line.of(letters)
    });
    Ok(trimmed.collect())
}

/// A line without the dots that somebody wrote upon.
fn unfilled(letters: Vec<Letter>) -> Vec<Letter> {
    let dots = |l: &Letter| matches!(l.text.as_str(), "." | "…" | "_");
    let written: Vec<(f64, f64)> = letters.iter().filter(|l| !dots(l)).map(|l| (l.x0, l.x1)).collect();
    let under = |l: &Letter| {
        let middle = f64::midpoint(l.x0, l.x1);
        written.iter().any(|(x0, x1)| *x0 < middle && middle < *x1)
    };
    letters.into_iter().filter(|l| !dots(l) || !under(l)).collect()
}

/// Whether letters stand on one another. Marks that combine with the letter before may.
fn overlap(letters: &[Letter]) -> bool {
    let seen = |l: &&Letter| {
        let mark = l.text.chars().all(unicode_normalization::char::is_combining_mark);
        // A drawing may go around a letter or through it.
        !mark && !l.text.trim().is_empty() && !l.text.contains(PICTURE)
    };
    let letters: Vec<&Letter> = letters.iter().filter(seen).collect();
    letters.windows(2).any(|pair| {
        let common = pair[0].x1.min(pair[1].x1) - pair[1].x0;
        common > 0.4 * (pair[0].x1 - pair[0].x0).min(pair[1].x1 - pair[1].x0).max(0.1 * pair[0].size)
    })
}

/// Puts lines into the draft as paragraphs. A line goes on in the next one where its next word would not have
/// found room in it; the next line then begins neither an item nor farther to the right.
pub(super) fn write(lines: &[Line], right: f64, draft: &mut Draft) -> Result<(), FileFinding> {
    for (at, line) in lines.iter().enumerate() {
        line.write(draft);
        let next = lines.get(at + 1);
        if next.is_some_and(|next| goes_on(line, next, right)) {
            if next.is_none_or(|next| !is_cut(line, next)) {
                draft.push(None, " ", Emphasis::NONE);
            }
        } else {
            draft.end_paragraph()?;
        }
    }
    Ok(())
}

/// Lines that are taken for paragraphs of their own although they may be the rest of the one above: people begin a
/// paragraph with a capital, a number or a bullet. A word or two may be an answer.
pub(super) fn torn(lines: &[Line], right: f64) -> impl Iterator<Item = String> {
    let low = |line: &Line| line.text().trim_start().starts_with(char::is_lowercase);
    let long = |line: &Line| line.text().split_whitespace().count() > 2;
    let ended = |line: &Line| line.text().trim_end().ends_with(['.', ':', '…', '!', '?']);
    let near = |a: &Line, b: &Line| b.baseline - a.baseline < 2.2 * a.size.max(b.size);
    let pairs = lines.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
    let torn = pairs.filter(move |(line, next)| {
        low(next) && long(next) && !ended(line) && near(line, next) && !goes_on(line, next, right)
    });
    torn.map(|(_, next)| next.text())
}

fn goes_on(line: &Line, next: &Line, right: f64) -> bool {
    let full = line.x1() + 0.25 * line.size + next.first_word() > right - 0.2 * line.size;
    let near = next.baseline - line.baseline < 2.2 * line.size.max(next.size);
    let middle = |line: &Line| f64::midpoint(line.x0(), line.x1());
    let centred = (middle(line) - middle(next)).abs() < 0.2 * line.size;
    // A first line is indented by little, an item hangs by little.
    let (outer, inner) =
        (line.x0() - INDENT, line.x0() + if line.begins_item() { INDENT } else { 0.6 * line.size });
    let aligned = centred || (outer..inner).contains(&next.x0());
    let weight = |line: &Line| line.letters.first().is_some_and(|l| l.emphasis.has(Emphasis::BOLD));
    let alike = weight(line) == weight(next) || !centred;
    full && near && alike && aligned && !next.begins_item()
}

/// Whether a line is the beginning of a word too long for its place, which the next line ends: every syllable of
/// Vietnamese has a vowel, so that what has none is no word.
fn is_cut(line: &Line, next: &Line) -> bool {
    let word =
        |line: &Line| -> String { line.text().split_whitespace().next().unwrap_or_default().to_owned() };
    let (head, tail) = (line.text(), word(next));
    let piece = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic) && !has_vowel(text);
    let whole = head.chars().all(char::is_alphabetic) && tail.chars().all(char::is_lowercase);
    whole && (piece(&head) != piece(&tail))
}

fn has_vowel(text: &str) -> bool {
    fold(text).contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// A drawing as a letter, to stand in its line.
pub(super) fn symbol(bounds: Rect, shown: char) -> Letter {
    let size = bounds.height().clamp(6.0, 14.0);
    Letter {
        text: shown.to_string(),
        x0: bounds.x0,
        x1: bounds.x1,
        baseline: (bounds.center().y + 0.35 * size).min(bounds.y1.max(bounds.y0)),
        size,
        ..Letter::default()
    }
}
