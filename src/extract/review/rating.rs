//! The year-end rating (*tự xếp loại*) that whoever fills a form in gives themselves: what its lines say.

use crate::document::{BOX_EMPTY, BOX_TICKED, Emphasis, Paragraph, Slot};
use crate::extract::answer::sign::{self, Sign, in_text};
use crate::extract::answer::{boxes, choice};
use crate::extract::context::Context;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Place, Rating};
use crate::text::fold;

/// A rating that stands in a line, printed or written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Choice {
    pub rating: Rating,
    /// Whether it is marked, where there is room for a mark.
    pub on: Option<bool>,
    pub look: Emphasis,
    /// Whether brackets set it apart.
    pub apart: bool,
}

/// Whether a line may have to do with a rating: nearly all have not.
pub(crate) fn concerns(folded: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.ratings.labels.within(folded) || vocabulary.ratings.find(folded).is_some()
}

/// Whether a row of a table has to do with a rating.
pub(crate) fn is_row(slots: &[&Slot], context: &Context) -> bool {
    slots.iter().filter(|slot| !slot.is_blank()).map(|slot| slot.text()).any(|text| {
        let folded = fold(&text);
        folded.len() < 80
            && (context.vocabulary.ratings.labels.within(&folded)
                || context.vocabulary.ratings.find(&folded).is_some_and(|(from, to, _)| {
                    says_nothing(&folded[..from]) && says_nothing(&folded[to..])
                }))
    })
}

/// A line that announces a rating of one's own.
#[derive(Debug, PartialEq)]
pub(crate) enum Announced<'t> {
    /// The rating of somebody else, of another year, or of another thing.
    Other,
    /// One's own, with what follows the label.
    Own(&'t str),
}

/// What a line announces; `None` where it has no label of a rating.
pub(crate) fn announced<'t>(text: &'t str, context: &Context) -> Option<Announced<'t>> {
    let vocabulary = &context.vocabulary;
    let piece = |piece: &&str| vocabulary.ratings.labels.within(&fold(piece));
    let row = text.split('\t').take_while(|p| !piece(p)).map(|p| p.len() + 1).sum::<usize>();
    let labelled = text.get(row..)?;
    let end = match labelled.find('\t').unwrap_or(labelled.len()) {
        cell if cell < labelled.len() => cell,
        whole => colon(labelled).unwrap_or(whole),
    };
    let (label, value) = (&labelled[..end], labelled[end..].trim_start_matches([':', '\t']));
    let folded = fold(label);
    let at = vocabulary.ratings.labels.position(&folded)?;
    if let Some((from, ..)) = vocabulary.ratings.find(&folded).filter(|_| end == labelled.len()) {
        // A sentence: `Tôi tự nhận mức xếp loại hoàn thành tốt nhiệm vụ.`
        let own = from > at && is_own(&folded[..from], context);
        return Some(if own { Announced::Own(labelled) } else { Announced::Other });
    }
    Some(if is_own(&folded, context) { Announced::Own(value) } else { Announced::Other })
}

/// The first colon outside brackets.
fn colon(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })
}

/// Whether a label announces what the writer gives themselves now: not what others gave or will give, nor what was
/// given before or is striven for, nor the rating of an official (*cán bộ, công chức*).
fn is_own(folded: &str, context: &Context) -> bool {
    let words = &context.vocabulary.ratings;
    let rated = folded.find("xep loai").unwrap_or(folded.len());
    let earlier = context.period.is_some_and(|period| {
        let years = folded.split(' ').filter(|w| w.len() == 4).filter_map(|w| w.parse::<i16>().ok());
        years.into_iter().any(|year| year < period.from.year())
    });
    !words.not_now.within(folded)
        && (!words.of_officials.within(folded) || has_words(folded, "dang vien"))
        && !context.vocabulary.is_assessor(&folded[..rated])
        && !earlier
}

/// What a text says of ratings: those that stand in it. `whole` says whether it must hold nothing else.
pub(crate) fn choices(value: &str, paragraph: Option<&Paragraph>, context: &Context) -> Option<Vec<Choice>> {
    let plain = boxes::plain(value);
    if plain.contains([BOX_TICKED, BOX_EMPTY]) {
        return boxed(&plain, context);
    }
    let cut = paragraph.filter(|p| p.text.ends_with(value)).map(|p| p.cut(p.text.len() - value.len()));
    let cut = cut.unwrap_or_else(|| Paragraph::plain(value, Place::default()));
    let mut pieces = choice::pieces(&cut);
    if let [(text, _)] = pieces.as_mut_slice() {
        // A rating struck out before another one was taken back.
        *text = sign::standing(&[&cut]).into_owned();
    }
    let mut found = Vec::new();
    for (text, look) in &pieces {
        let folded = fold(text);
        let Some((from, to, rating)) = context.vocabulary.ratings.find(&folded) else { continue };
        let around = [&folded[..from], &folded[to..]];
        let same =
            |words: &str| context.vocabulary.ratings.find(words).is_some_and(|(.., other)| other == rating);
        if !around.iter().all(|words| says_nothing(words) || same(words)) {
            return None;
        }
        let on = mark_beside(text);
        found.push(Choice { rating, on, look: *look, apart: text.trim().starts_with(['(', '[', '⦅']) });
    }
    if value.contains('\t') {
        mark_in_columns(value, &mut found, context);
    }
    Some(found)
}

/// The mark at the end or the beginning of a printed rating: `Hoàn thành tốt nhiệm vụ: x`, `✓ Hoàn thành …`.
fn mark_beside(text: &str) -> Option<bool> {
    let bare = |word: &str| word.trim_matches(|c: char| ":()[].,".contains(c)).to_owned();
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, last) = (words.first()?, words.last()?);
    let marked = |word: &str| in_text(&bare(word)) == Sign::Mark;
    if marked(last) || marked(first) && words.len() > 1 {
        return Some(true);
    }
    let open = |word: &str| word.contains(['…', '_']) || word.contains("..");
    (open(last) || open(first)).then_some(false)
}

/// Marks in squares of their own beside the ratings of a row, in all of the row on the same side.
fn mark_in_columns(row: &str, found: &mut [Choice], context: &Context) {
    let cells: Vec<&str> = row.split('\t').collect();
    let rated: Vec<usize> =
        (0..cells.len()).filter(|at| context.vocabulary.ratings.find(&fold(cells[*at])).is_some()).collect();
    let mark = |at: usize| cells.get(at).is_some_and(|cell| in_text(cell) == Sign::Mark);
    if rated.len() != found.len() || !(0..cells.len()).any(mark) {
        return;
    }
    if let [one] = found {
        one.on = Some(true);
        return;
    }
    let before = rated.first().is_some_and(|at| *at > 0) && rated.last() == Some(&(cells.len() - 1));
    for (choice, at) in found.iter_mut().zip(rated) {
        choice.on = Some(if before { at > 0 && mark(at - 1) } else { mark(at + 1) });
    }
}

/// Ratings beside boxes; each box belongs to the words on one side of it, in all of the text alike.
fn boxed(plain: &str, context: &Context) -> Option<Vec<Choice>> {
    let ticked: Vec<bool> =
        plain.chars().filter(|c| [BOX_TICKED, BOX_EMPTY].contains(c)).map(|c| c == BOX_TICKED).collect();
    let texts: Vec<String> = plain.split([BOX_TICKED, BOX_EMPTY]).map(fold).collect();
    let rating = |text: &String| context.vocabulary.ratings.find(text).map(|(_, _, rating)| rating);
    let before = texts.first().is_some_and(|text| rating(text).is_some());
    let from = usize::from(!before);
    let pairs = ticked.iter().zip(texts.iter().skip(from));
    let found = pairs.filter_map(|(on, text)| {
        Some(Choice { rating: rating(text)?, on: Some(*on), look: Emphasis::NONE, apart: false })
    });
    let found: Vec<Choice> = found.collect();
    (found.len() == ticked.len()).then_some(found)
}

/// Whether words beside a rating neither take it back nor say of whom else it is.
fn says_nothing(folded: &str) -> bool {
    const IDLE: [&str; 30] = [
        "dang", "vien", "muc", "loai", "tu", "nhan", "ban", "than", "toi", "em", "dat", "nam", "xep", "chat",
        "luong", "la", "o", "danh", "gia", "x", "v", "quy", "ky", "tap", "the", "chi", "uy", "de", "xuat",
        "nghi",
    ];
    let numeral = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c));
    folded.split(' ').all(|word| word.len() < 2 || IDLE.contains(&word) || numeral(word))
}
