//! Notes beside an answer that say the opposite of its mark.

use super::columns::Columns;
use super::role::Role;
use super::verdict::{Verdict, append};
use super::vocabulary::Vocabulary;
use super::words;
use crate::document::{Block, Table};
use crate::finding::AnswerFinding;
use crate::model::{Answer, Rule};
use crate::text::fold;

/// Doubts a marked answer where a note in its row says the opposite in words that answer by themselves: *không* beside
/// *Đôi lúc còn nể nang*.
pub(super) fn doubt(
    verdict: &mut Verdict,
    table: &Table,
    row: u32,
    columns: &Columns,
    vocabulary: &Vocabulary,
) {
    let Ok((answer, _, Rule::MarkInColumn | Rule::TickedBox | Rule::Words)) = verdict.chosen else { return };
    if verdict.note.is_empty() {
        return;
    }
    let about = |column: u32| {
        columns.words(column).last().is_some_and(|w| vocabulary.notes.about_the_answer.starts(w).is_some())
    };
    let notes = columns.slots(table, row, |r| r == Role::Note).into_iter();
    let against = notes.filter(|(column, slot)| about(*column) && slot.row == row).any(|(_, slot)| {
        let text = slot.text();
        let said = words::answer(&text, vocabulary).ok().map(|(said, _)| said);
        if vocabulary.notes.amendments.within(&fold(&text)) {
            return true;
        }
        match (answer, said) {
            (Answer::No, Some(Answer::Yes)) | (Answer::Yes, Some(Answer::No)) => true,
            (Answer::No, None) => admits(&fold(&text), vocabulary),
            _ => false,
        }
    });
    if against {
        verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
    }
}

/// Whether words admit somewhere what the mark denies: *thực ra có mắc một lần*.
fn admits(folded: &str, vocabulary: &Vocabulary) -> bool {
    let denies = folded.split(' ').any(|word| word == "khong" || word == "chua");
    !denies && vocabulary.notes.admitting.within(folded)
}

/// Keeps the comments on the squares of a row as notes. One that objects, or answers otherwise, is a doubt.
pub(super) fn comments(verdict: &mut Verdict, table: &Table, row: u32, vocabulary: &Vocabulary) {
    let slots = table.row(row).iter().filter(|slot| !slot.hidden);
    let paragraphs = slots.flat_map(|slot| &slot.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    for comment in paragraphs.flat_map(|paragraph| &paragraph.comments) {
        append(&mut verdict.note, comment.trim());
        let objects = vocabulary.notes.objections.within(&fold(comment));
        let otherwise = matches!((&verdict.chosen, words::answer(comment, vocabulary)),
            (Ok((answer, ..)), Ok((said, _))) if *answer != said);
        if verdict.chosen.is_ok() && (objects || otherwise) {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
    }
}
