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

/// What heads a column for notes that are about the answer itself. One for causes or evidence may deny or admit
/// those: *Minh chứng: có sổ họp*.
const ABOUT_THE_ANSWER: [&str; 10] = [
    "ghi chu",
    "giai trinh",
    "bieu hien cu the",
    "noi dung cu the",
    "neu cu the",
    "cu the",
    "dien giai",
    "thuyet minh",
    "neu ro",
    "mo ta",
];

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
        columns
            .words(column)
            .last()
            .is_some_and(|w| ABOUT_THE_ANSWER.iter().any(|words| w.starts_with(words)))
    };
    let notes = columns.slots(table, row, |r| r == Role::Note).into_iter();
    let against = notes.filter(|(column, slot)| about(*column) && slot.row == row).any(|(_, slot)| {
        let text = slot.text();
        let said = words::answer(&text, vocabulary).ok().map(|(said, _)| said);
        match (answer, said) {
            (Answer::No, Some(Answer::Yes)) | (Answer::Yes, Some(Answer::No)) => true,
            (Answer::No, None) => admits(&fold(&text)),
            _ => false,
        }
    });
    if against {
        verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
    }
}

/// Whether words admit somewhere what the mark denies: *thực ra có mắc một lần*.
fn admits(folded: &str) -> bool {
    const WORDS: [&str; 5] = ["co mac", "co vi pham", "co bieu hien nay", "co xay ra", "mac phai"];
    let denies = folded.split(' ').any(|word| word == "khong" || word == "chua");
    !denies && WORDS.iter().any(|words| folded.contains(words))
}

/// Words of a comment that finds something wrong with what it is about, without accents.
const OBJECTIONS: [&str; 14] = [
    "sua",
    "xem lai",
    "kiem tra lai",
    "nham",
    "sai",
    "chua dung",
    "khong dung",
    "bo sung",
    "lam ro",
    "doi thanh",
    "vi pham",
    "hoi lai",
    "dieu chinh",
    "viet lai",
];

/// Keeps the comments on the squares of a row as notes. One that objects, or answers otherwise, is a doubt.
pub(super) fn comments(verdict: &mut Verdict, table: &Table, row: u32, vocabulary: &Vocabulary) {
    let slots = table.row(row).iter().filter(|slot| !slot.hidden);
    let paragraphs = slots.flat_map(|slot| &slot.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    for comment in paragraphs.flat_map(|paragraph| &paragraph.comments) {
        append(&mut verdict.note, comment.trim());
        let folded = format!(" {} ", fold(comment));
        let objects = OBJECTIONS.iter().any(|words| folded.contains(&format!(" {words} ")));
        let otherwise = matches!((&verdict.chosen, words::answer(comment, vocabulary)),
            (Ok((answer, ..)), Ok((said, _))) if *answer != said);
        if verdict.chosen.is_ok() && (objects || otherwise) {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
    }
}
