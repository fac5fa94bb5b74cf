//! Printed choices in one place: `☐ Có ☒ Không`, or `Có / Không` with one word made to stand out.

use super::sign::{self, Sign};
use super::{asked_note, boxes, options, words};
use crate::document::{BOX_EMPTY, BOX_TICKED, Emphasis, Paragraph};
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level, Rule};
use crate::text::{fold, without_bullet};

/// One of the printed words that may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Printed {
    Yes,
    No,
    Level(Level),
}

/// What was chosen.
pub(crate) type Chosen = Result<(Answer, Option<Level>, Rule), AnswerFinding>;

/// The choice made among boxes with printed words beside them; `None` where the text holds no such boxes.
pub(crate) fn among_boxes(text: &str, vocabulary: &Vocabulary) -> Option<Chosen> {
    let text = &*boxes::plain(text);
    if !text.contains([BOX_TICKED, BOX_EMPTY]) {
        return None;
    }
    let (choice, asked) = asked_note::split(text, vocabulary);
    let chosen = boxed(choice, vocabulary)?;
    let admits = asked.is_some_and(|asked| asked.admits(vocabulary));
    let against = admits && matches!(chosen, Ok((Answer::No, ..)));
    Some(if against { Err(AnswerFinding::MarkAgainstWords) } else { chosen })
}

/// The same, of a text that explains nothing.
fn boxed(text: &str, vocabulary: &Vocabulary) -> Option<Chosen> {
    let mut boxes: Vec<bool> = Vec::new();
    let mut labels: Vec<(usize, Printed)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find([BOX_TICKED, BOX_EMPTY]).unwrap_or(rest.len());
        let before_first = boxes.is_empty();
        for piece in rest[..end].split(['\t', '\n', '/', '|', ';']) {
            let of_sentence = before_first && ends_sentence(piece);
            if let Some(option) = printed(piece, vocabulary).filter(|_| !of_sentence) {
                labels.push((boxes.len(), option));
            }
        }
        rest = &rest[end..];
        if let Some(c) = rest.chars().next() {
            boxes.push(c == BOX_TICKED);
            rest = &rest[c.len_utf8()..];
        }
    }
    if labels.is_empty() {
        return None;
    }
    // A label after the first box belongs to the box before it, in all of the text alike.
    let before = labels.first().is_some_and(|(count, _)| *count > 0);
    let paired: Vec<(bool, Printed)> = labels
        .iter()
        .filter_map(|(count, option)| {
            let at = if before { count.checked_sub(1)? } else { *count };
            Some((*boxes.get(at)?, *option))
        })
        .collect();
    // Each box has its label and each label its box, or a word of something else stands among them.
    if paired.len() != boxes.len() || paired.len() != labels.len() {
        return Some(Err(AnswerFinding::UnknownMark));
    }
    Some(decide(&paired, Rule::TickedBox))
}

/// Whether a piece of text closes a sentence: `… làm ít.` ends the wording and labels no box after it. Dots that lead
/// to a box close nothing.
fn ends_sentence(piece: &str) -> bool {
    let bare = piece.trim_end();
    bare.ends_with('.') && !bare.ends_with("..")
}

/// Whether the boxes of a text have their printed words behind them: the last one has.
pub(crate) fn labels_follow(text: &str, vocabulary: &Vocabulary) -> bool {
    let plain = boxes::plain(text);
    let behind = plain.rsplit([BOX_TICKED, BOX_EMPTY]).next().unwrap_or_default();
    let words: Vec<&str> =
        behind.split([' ', '\t', '\n', '.', ',', ';', '/']).filter(|w| !w.is_empty()).collect();
    (1..=words.len().min(3)).any(|count| printed(&words[..count].join(" "), vocabulary).is_some())
}

/// The choice made by marks typed beside printed words: `Có: x  Không: ….`; `None` where the text holds
/// anything else, or no room for marks.
pub(crate) fn among_marks(text: &str, vocabulary: &Vocabulary) -> Option<Chosen> {
    let pieces = pieces_of_choice(text, vocabulary)?;
    let labels = pieces.iter().filter(|p| matches!(p, Piece::Label(_))).count();
    let rooms = pieces.iter().filter(|p| matches!(p, Piece::Room(_))).count();
    if labels < 2 || rooms == 0 {
        return None;
    }
    let parts: Vec<&[Piece]> = pieces.split(|p| *p == Piece::Parting).filter(|p| !p.is_empty()).collect();
    let of_part = |part: &&[Piece]| match part {
        [Piece::Label(option)] => Some((false, *option)),
        [Piece::Label(option), Piece::Room(on)] | [Piece::Room(on), Piece::Label(option)] => {
            Some((*on, *option))
        }
        _ => None,
    };
    let options: Option<Vec<_>> = parts.iter().map(of_part).collect();
    let options = options.or_else(|| {
        // Without signs between the words each must have its room, all on the same side.
        let whole: Vec<Piece> = pieces.iter().copied().filter(|p| *p != Piece::Parting).collect();
        let pairs: Option<Vec<_>> = whole.chunks(2).map(|pair| of_part(&pair)).collect();
        let same_side = whole.chunks(2).all(|c| matches!(c[0], Piece::Label(_)))
            || whole.chunks(2).all(|c| matches!(c[0], Piece::Room(_)));
        pairs.filter(|p| same_side && p.len() == labels && rooms == labels)
    });
    Some(options.map_or(Err(AnswerFinding::UnknownMark), |options| match decide(&options, Rule::TickedBox) {
        Err(AnswerFinding::Blank) => Err(AnswerFinding::UntouchedChoice),
        other => other,
    }))
}

/// The choice made among lines of which each offers one printed word with room for a mark, `+ Có: ….`, `+ Không: x`,
/// and how many lines it takes; `None` where the first lines are anything else.
pub(crate) fn among_lines<'t>(
    lines: impl Iterator<Item = &'t str>,
    vocabulary: &Vocabulary,
) -> Option<(usize, Chosen)> {
    let mut options: Vec<(bool, Printed)> = Vec::new();
    let mut boxes = 0;
    for line in lines {
        // Behind a box of its own stands each word: `● Không có`, `○ Có, mức độ nhẹ`.
        let ringed = boxes::bulleted(line).and_then(|(on, rest)| Some((on, printed(rest, vocabulary)?)));
        boxes += usize::from(ringed.is_some());
        let Some(option) = ringed.or_else(|| offered(line, vocabulary)) else { break };
        options.push(option);
    }
    if options.len() < 2 || options.iter().all(|(_, option)| *option == options[0].1) {
        return None;
    }
    let chosen = match decide(&options, Rule::TickedBox) {
        Err(AnswerFinding::Blank) if boxes == 0 => Err(AnswerFinding::UntouchedChoice),
        other => other,
    };
    Some((options.len(), chosen))
}

/// The printed word that a line offers, and whether it is marked. A sign before it is a bullet.
fn offered(line: &str, vocabulary: &Vocabulary) -> Option<(bool, Printed)> {
    let line = without_bullet(line.trim());
    match pieces_of_choice(line, vocabulary)?[..] {
        [Piece::Label(option)] => Some((false, option)),
        [Piece::Label(option), Piece::Room(on)] | [Piece::Room(on), Piece::Label(option)] => {
            Some((on, option))
        }
        _ => None,
    }
}

/// A piece of a printed choice.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    /// A printed word.
    Label(Printed),
    /// A mark, or dots left open for one.
    Room(bool),
    /// A sign between two options.
    Parting,
}

/// The pieces of a text that is a printed choice and nothing else.
fn pieces_of_choice(text: &str, vocabulary: &Vocabulary) -> Option<Vec<Piece>> {
    let spaced = text.replace(':', " ").replace('…', " … ");
    let parted: String = spaced
        .chars()
        .flat_map(|c| if "/|;,\t\n".contains(c) { vec![' ', '|', ' '] } else { vec![c] })
        .collect();
    let words: Vec<&str> = parted.split(' ').filter(|w| !w.trim().is_empty()).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut longest = (at + 1..=words.len().min(at + 5)).rev();
        let label = longest.find_map(|end| Some((end, word_of(&words[at..end], vocabulary)?)));
        if let Some((end, option)) = label {
            pieces.push(Piece::Label(option));
            at = end;
            continue;
        }
        match (words[at], sign::in_text(words[at])) {
            ("|", _) => pieces.push(Piece::Parting),
            // `… x ….` is one room.
            (_, Sign::Mark) if pieces.last() == Some(&Piece::Room(false)) => {
                pieces.pop();
                pieces.push(Piece::Room(true));
            }
            (_, Sign::Mark) => pieces.push(Piece::Room(true)),
            (_, Sign::Nothing) if matches!(pieces.last(), Some(Piece::Room(_))) => {}
            (_, Sign::Nothing) => pieces.push(Piece::Room(false)),
            _ => return None,
        }
        at += 1;
    }
    Some(pieces)
}

/// The printed word that these words are, all of them.
fn word_of(words: &[&str], vocabulary: &Vocabulary) -> Option<Printed> {
    let spelt = words.iter().all(|w| w.chars().any(char::is_alphanumeric));
    let said = words.join(" ");
    // `Chưa bao giờ có` is one answer, not two printed words.
    let denied = || {
        let spoken = words.iter().all(|w| matches!(sign::in_text(w), Sign::Words(_)));
        let told = words.len() > 1 && words::answer(&said, vocabulary) == Ok((Answer::No, None));
        (spoken && told).then_some(Printed::No)
    };
    if spelt { printed(&said, vocabulary).or_else(denied) } else { None }
}

/// The printed word that a piece of text is.
pub(crate) fn printed(piece: &str, vocabulary: &Vocabulary) -> Option<Printed> {
    use crate::extract::wording::role::Role;
    match vocabulary.columns.of(&fold(piece))? {
        Role::Yes => Some(Printed::Yes),
        Role::No => Some(Printed::No),
        Role::Level(level) => Some(Printed::Level(*level)),
        _ => None,
    }
}

/// What follows from which options are chosen.
pub(crate) fn decide(options: &[(bool, Printed)], rule: Rule) -> Chosen {
    let chosen: Vec<Printed> = options.iter().filter(|(on, _)| *on).map(|(_, option)| *option).collect();
    match chosen.as_slice() {
        [] => Err(AnswerFinding::Blank),
        [Printed::Yes] => Ok((Answer::Yes, None, rule)),
        [Printed::No] => Ok((Answer::No, None, rule)),
        [Printed::Level(level)]
        | [Printed::Yes, Printed::Level(level)]
        | [Printed::Level(level), Printed::Yes] => Ok((Answer::Yes, Some(*level), rule)),
        _ => Err(AnswerFinding::TwoMarks),
    }
}

/// The choice made among printed words of which one stands out or the others are struck out; `None`
/// where the text is no printed choice.
pub(crate) fn among_words(paragraphs: &[&Paragraph], vocabulary: &Vocabulary) -> Option<Chosen> {
    let mut words: Vec<(Printed, Emphasis, bool)> = Vec::new();
    for paragraph in paragraphs {
        for (piece, emphasis) in options::of(paragraph, vocabulary) {
            let option = printed(&piece, vocabulary)?;
            let ringed = piece.trim().starts_with(['(', '[', '⦅']);
            words.push((option, emphasis, ringed));
        }
    }
    match words.as_slice() {
        [] | [_] => None,
        // `Có; mức độ: nhẹ` names no other option: it is an answer.
        [(Printed::Yes, ..), (Printed::Level(level), ..)] => {
            Some(Ok((Answer::Yes, Some(*level), Rule::Words)))
        }
        _ => Some(standing_out(&words)),
    }
}

/// The choice made among printed words, each with its look and whether something else sets it apart.
pub(crate) fn standing_out(words: &[(Printed, Emphasis, bool)]) -> Chosen {
    if words.iter().any(|(_, e, _)| e.has(Emphasis::STRIKE)) {
        let left: Vec<_> = words.iter().map(|(o, e, _)| (!e.has(Emphasis::STRIKE), *o)).collect();
        return decide(&left, Rule::Emphasis).map_err(|_| AnswerFinding::Undecided);
    }
    // What all of them share is how the form was printed.
    let shared = |one: &Emphasis| words.iter().all(|(_, e, _)| e.has(*one));
    let own: Vec<Emphasis> = STANDING_OUT.into_iter().filter(|one| !shared(one)).collect();
    let stands_out = |emphasis: Emphasis| own.iter().any(|one| emphasis.has(*one));
    let marked: Vec<_> = words.iter().map(|(o, e, apart)| (stands_out(*e) || *apart, *o)).collect();
    match decide(&marked, Rule::Emphasis) {
        Err(AnswerFinding::Blank) => Err(AnswerFinding::UntouchedChoice),
        other => other,
    }
}

/// What makes a printed word stand out as chosen.
pub(crate) const STANDING_OUT: [Emphasis; 5] =
    [Emphasis::BOLD, Emphasis::UNDERLINE, Emphasis::HIGHLIGHT, Emphasis::COLOUR, Emphasis::FRAME];

/// The words between separators, each with its look.
pub(crate) fn pieces(paragraph: &Paragraph) -> Vec<(String, Emphasis)> {
    let mut pieces: Vec<(String, Option<Emphasis>)> = vec![(String::new(), None)];
    for (stretch, emphasis) in paragraph.stretches() {
        for c in stretch.chars() {
            if "/|;\t\n".contains(c) {
                pieces.push((String::new(), None));
            } else if let Some((piece, look)) = pieces.last_mut() {
                piece.push(c);
                if !c.is_whitespace() {
                    // A word looks like its letters; a mixture stands out only by what they share.
                    *look =
                        Some(look.map_or(
                            emphasis,
                            |before| if before == emphasis { before } else { Emphasis::NONE },
                        ));
                }
            }
        }
    }
    pieces.into_iter().filter_map(|(text, look)| Some((text, look?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn boxes(text: &str) -> Option<Chosen> {
        among_boxes(text, &Vocabulary::built_in())
    }

    #[test]
    fn a_box_belongs_to_the_word_on_its_side() {
        assert_eq!(boxes("☐ Có   ☒ Không"), Some(Ok((Answer::No, None, Rule::TickedBox))));
        assert_eq!(boxes("☒ Có\t☐ Không"), Some(Ok((Answer::Yes, None, Rule::TickedBox))));
        assert_eq!(boxes("Có ☒   Không ☐"), Some(Ok((Answer::Yes, None, Rule::TickedBox))));
        assert_eq!(
            boxes("ít.  ☐ Có  ☒ Không"),
            Some(Ok((Answer::No, None, Rule::TickedBox))),
            "of the wording"
        );
        assert_eq!(boxes("ít ☐ Có ☒ Không"), Some(Err(AnswerFinding::UnknownMark)), "three words, two boxes");
        assert_eq!(boxes("Có ....☒ Không ....☐"), Some(Ok((Answer::Yes, None, Rule::TickedBox))));
        assert_eq!(
            boxes("☐ Không ☒ Nhẹ ☐ Trung bình ☐ Nghiêm trọng"),
            Some(Ok((Answer::Yes, Some(Level::Slight), Rule::TickedBox)))
        );
    }

    #[test]
    fn a_mark_belongs_to_the_printed_word_beside_it() {
        let marks = |text: &str| among_marks(text, &Vocabulary::built_in());
        let chosen = |answer| Some(Ok((answer, None, Rule::TickedBox)));
        assert_eq!(marks("Có: .... Không: x"), chosen(Answer::No));
        assert_eq!(marks("Có: x Không: ……"), chosen(Answer::Yes));
        assert_eq!(marks("Có / Không x"), chosen(Answer::No));
        assert_eq!(marks("x Có   … Không"), chosen(Answer::Yes));
        assert_eq!(marks("Có x Không"), Some(Err(AnswerFinding::UnknownMark)), "either word's");
        assert_eq!(marks("Có: .... Không: ...."), Some(Err(AnswerFinding::UntouchedChoice)));
        assert_eq!(marks("Có, nhưng không nhiều"), None);
        assert_eq!(marks("Có/Không"), None);
        assert_eq!(marks("……Chưa bao giờ có………"), None, "an answer in words");
    }

    #[test]
    fn options_in_lines_of_their_own_are_one_choice() {
        let lines = |lines: &[&str]| among_lines(lines.iter().copied(), &Vocabulary::built_in());
        let chosen = |answer| Some((2, Ok((answer, None, Rule::TickedBox))));
        assert_eq!(lines(&["+ Có:", "+ Không: x"]), chosen(Answer::No));
        assert_eq!(lines(&["- Có: x", "- Không: ……", "Cụ thể: …"]), chosen(Answer::Yes));
        assert_eq!(lines(&["Có: ……", "Không: ……"]), Some((2, Err(AnswerFinding::UntouchedChoice))));
        assert_eq!(lines(&["Không", "Đôi lúc còn nể nang"]), None);
        assert_eq!(lines(&["Không có"]), None);
        assert_eq!(lines(&["● Không có biểu hiện này", "○ Có, mức độ nhẹ"]), chosen(Answer::No));
        assert_eq!(lines(&["○ Không có", "○ Có"]), Some((2, Err(AnswerFinding::Blank))));
    }

    #[test]
    fn none_or_two_ticked_boxes_decide_nothing() {
        assert_eq!(boxes("☐ Có ☐ Không"), Some(Err(AnswerFinding::Blank)));
        assert_eq!(boxes("☒ Có ☒ Không"), Some(Err(AnswerFinding::TwoMarks)));
        assert_eq!(boxes("☒ ☐ Có"), Some(Err(AnswerFinding::UnknownMark)));
        assert_eq!(boxes("Không ☒ Có"), Some(Err(AnswerFinding::UnknownMark)), "either word's");
        assert_eq!(boxes("Không có"), None);
    }

    fn chosen_by(look: [Emphasis; 2]) -> Option<Chosen> {
        let text = "Có / Không";
        let spans = vec![
            Span { end: "Có".len(), emphasis: look[0] },
            Span { end: "Có / ".len(), emphasis: Emphasis::NONE },
            Span { end: text.len(), emphasis: look[1] },
        ];
        let paragraph = Paragraph { text: text.into(), spans, ..Paragraph::default() };
        among_words(&[&paragraph], &Vocabulary::built_in())
    }

    #[test]
    fn the_word_that_stands_out_is_chosen() {
        let chosen = |answer| Some(Ok((answer, None, Rule::Emphasis)));
        assert_eq!(chosen_by([Emphasis::STRIKE, Emphasis::NONE]), chosen(Answer::No));
        assert_eq!(
            chosen_by([Emphasis::UNDERLINE.with(Emphasis::BOLD), Emphasis::NONE]),
            chosen(Answer::Yes)
        );
        assert_eq!(chosen_by([Emphasis::BOLD, Emphasis::BOLD.with(Emphasis::HIGHLIGHT)]), chosen(Answer::No));
        assert_eq!(chosen_by([Emphasis::NONE, Emphasis::NONE]), Some(Err(AnswerFinding::UntouchedChoice)));
        let level = Paragraph::plain("Có; mức độ: nhẹ.", crate::model::Place::File);
        assert_eq!(
            among_words(&[&level], &Vocabulary::built_in()),
            Some(Ok((Answer::Yes, Some(Level::Slight), Rule::Words)))
        );
        assert_eq!(chosen_by([Emphasis::BOLD, Emphasis::BOLD]), Some(Err(AnswerFinding::UntouchedChoice)));
        assert_eq!(chosen_by([Emphasis::STRIKE, Emphasis::STRIKE]), Some(Err(AnswerFinding::Undecided)));
    }

    /// What is chosen in a text of which the part between stars is bold.
    fn starred(text: &str) -> Option<Chosen> {
        let mut shown = Paragraph::default();
        for (at, stretch) in text.split('*').enumerate().filter(|(_, stretch)| !stretch.is_empty()) {
            shown.text.push_str(stretch);
            let emphasis = if at % 2 == 1 { Emphasis::BOLD } else { Emphasis::NONE };
            shown.spans.push(Span { end: shown.text.len(), emphasis });
        }
        among_words(&[&shown], &Vocabulary::built_in())
    }

    #[test]
    fn printed_words_may_be_parted_by_nothing_but_room_and_their_look() {
        let chosen = |answer| Some(Ok((answer, None, Rule::Emphasis)));
        assert_eq!(starred("*Có*  Không"), chosen(Answer::Yes));
        assert_eq!(starred("Có *Không*"), chosen(Answer::No));
        assert_eq!(starred("Không    *Có*"), chosen(Answer::Yes));
        assert_eq!(starred("Không *Có*"), chosen(Answer::Yes));
        assert_eq!(starred("Không    Có"), Some(Err(AnswerFinding::UntouchedChoice)));
        assert_eq!(starred("Có    Không"), Some(Err(AnswerFinding::UntouchedChoice)));
        for answer in ["Không *có*", "*Không* có biểu hiện", "Không  có", "Không *có biểu hiện*"]
        {
            assert_eq!(starred(answer), None, "{answer}: an answer in words");
        }
    }
}
