//! Notes beside an answer that say the opposite of its mark.

use super::sign::{self, Sign};
use super::verdict::{Verdict, append};
use super::words::{self, CLAUSES};
use crate::document::{Block, Slot, Table};
use crate::extract::plan::shortcomings;
use crate::extract::table::columns::Columns;
use crate::extract::wording::role::{Label, Role};
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Status};
use crate::text::fold;
use std::cell::LazyCell;

/// Doubts an answer where a note in its row says the opposite: *không* beside *Có, đôi lúc còn nể nang*. Causes and
/// evidence may deny something else, but nobody writes of what there is not.
pub(crate) fn doubt(
    verdict: &mut Verdict,
    table: &Table,
    row: u32,
    columns: &Columns,
    vocabulary: &Vocabulary,
) {
    let Ok((answer, ..)) = verdict.chosen else { return };
    let marked = columns.having(Role::takes_mark).next().is_some();
    let about = |column: u32| {
        let headed = |w: &String| vocabulary.notes.about_the_answer.starts(w).is_some();
        columns.words(column).last().is_some_and(headed) || columns.role(column).is_some_and(Role::answers)
    };
    // Beside *Không* now, what was present before may be put right.
    let mended = LazyCell::new(|| was_present(table, row, columns, vocabulary));
    // A column for a word may be all that answers.
    let remarks = columns.of_remarks().filter(|c| marked || columns.role(*c) == Some(Role::Note));
    let withdrawn = LazyCell::new(|| has_withdrawn(table, row, columns));
    let doubted = remarks.filter(|c| answer == Answer::No || about(*c)).any(|column| {
        let slot = table.slot(row, column).filter(|slot| slot.row == row && !slot.hidden && !slot.is_blank());
        // What explains a mark that is struck out says nothing against the one that stands.
        let explains = |slot: &Slot| *withdrawn && vocabulary.notes.amendments.contains(&fold(&slot.text()));
        let of_evidence =
            || columns.words(column).last().is_some_and(|w| vocabulary.notes.evidence.starts(w).is_some());
        let put_right = |text: &str| {
            *mended && matches!(vocabulary.outcomes.opening(&fold(text)), Some((_, Status::Done)))
        };
        slot.is_some_and(|slot| {
            let text = slot.text();
            let aside = || explains(slot) || (is_had(&text) && of_evidence()) || put_right(&text);
            is_against(answer, &text, vocabulary) && !aside()
        })
    });
    let against = || doubted_by_shortcoming(answer, table, row, columns, vocabulary);
    if doubted || (answer == Answer::No && has_outcome(table, row, columns)) || against() {
        verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
    } else if columns.of_remarks().any(|column| is_unsure(table, row, column, columns, vocabulary)) {
        verdict.chosen = Err(AnswerFinding::UnknownMark);
    }
}

/// Whether a text says that something is to be had, and not that a manifestation is present: *Có (sổ họp chi bộ)* under
/// *Minh chứng*.
fn is_had(text: &str) -> bool {
    fold(text.split(['(', ':', ',']).next().unwrap_or_default()) == "co"
}

/// Whether a column says that the manifestation was present before.
fn was_present(table: &Table, row: u32, columns: &Columns, vocabulary: &Vocabulary) -> bool {
    let earlier = columns.slots(table, row, |r| r == Role::Earlier).into_iter();
    let mut said = earlier.filter(|(_, slot)| slot.row == row && !slot.hidden);
    said.any(|(_, slot)| matches!(words::answer(&slot.text(), vocabulary), Ok((Answer::Yes, _))))
}

/// Whether a mark stands in a column for those who are not sure: *Chưa rõ*, *Phân vân*.
fn is_unsure(table: &Table, row: u32, column: u32, columns: &Columns, vocabulary: &Vocabulary) -> bool {
    columns.words(column).last().is_some_and(|heading| vocabulary.notes.doubts.within(heading))
        && table.slot(row, column).is_some_and(|slot| slot.row == row && sign::in_slot(slot) == Sign::Mark)
}

/// Whether a column for what falls short says the opposite: *Giải quyết công việc chậm* beside *Không*, *Không có* beside
/// *Có*.
fn doubted_by_shortcoming(
    answer: Answer,
    table: &Table,
    row: u32,
    columns: &Columns,
    vocabulary: &Vocabulary,
) -> bool {
    let of_row = columns.slots(table, row, |r| matches!(r, Role::Shortcoming | Role::Note)).into_iter();
    let own = |(column, slot): &(u32, &Slot)| {
        slot.row == row && !slot.hidden && !slot.is_blank() && Some(*column) != columns.wording()
    };
    of_row.filter(own).any(|(column, slot)| {
        let Some(heading) = columns.words(column).last() else { return false };
        match answer {
            Answer::No => shortcomings::under(heading, &slot.text(), vocabulary),
            Answer::Yes => shortcomings::none_under(heading, &slot.text(), vocabulary),
            _ => false,
        }
    })
}

/// Whether a mark of the row is struck out.
fn has_withdrawn(table: &Table, row: u32, columns: &Columns) -> bool {
    let marks = columns.slots(table, row, Role::takes_mark);
    marks.into_iter().any(|(_, slot)| slot.row == row && sign::in_slot(slot) == Sign::Withdrawn)
}

/// Whether a mark says what became of the manifestation: *Đã khắc phục* beside *Không*.
fn has_outcome(table: &Table, row: u32, columns: &Columns) -> bool {
    let outcomes = columns.slots(table, row, |r| matches!(r, Role::Outcome(_)));
    outcomes.into_iter().any(|(_, slot)| slot.row == row && sign::in_slot(slot) == Sign::Mark)
}

/// Whether a note says the opposite of the answer beside it, takes it back or is not sure of it. Each clause speaks for
/// itself: *Có, đôi lúc còn nể nang, chưa mạnh dạn góp ý*.
pub(crate) fn is_against(answer: Answer, note: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(note);
    let unsure = vocabulary.notes.doubts.within(&folded) || (folded.is_empty() && note.contains('?'));
    if unsure || vocabulary.notes.amendments.within(&folded) {
        return true;
    }
    let mut clauses = note.split(CLAUSES).map(str::trim).filter(|clause| !clause.is_empty());
    match answer {
        Answer::No => clauses.any(|clause| admits(clause, vocabulary)),
        Answer::Yes => {
            let said: Vec<&str> = clauses.collect();
            said.iter().any(|clause| denies(clause, vocabulary))
                && !said.iter().any(|clause| admits(clause, vocabulary))
        }
        _ => false,
    }
}

/// Whether a remark that names an indicator takes its answer back. What one will do about it may assure anything.
pub(crate) fn takes_back(answer: Answer, remark: &str, vocabulary: &Vocabulary) -> bool {
    let denied = || {
        let mut clauses = remark.split(CLAUSES);
        clauses.any(|clause| matches!(words::answer(clause, vocabulary), Ok((Answer::No, _))))
    };
    match answer {
        Answer::Yes => denied() && is_against(answer, remark, vocabulary),
        _ => is_against(answer, remark, vocabulary),
    }
}

/// Whether a clause admits something, in words that nothing before them denies: *trong họp đôi lúc còn ngại phát biểu*,
/// but not *không còn nể nang*.
fn admits(clause: &str, vocabulary: &Vocabulary) -> bool {
    let denied = |before: &[(String, String)]| {
        before.iter().rev().take(REACH).any(|(word, _)| DENIALS.contains(&word.as_str()))
    };
    matches!(words::answer(clause, vocabulary), Ok((Answer::Yes, _)))
        || vocabulary.words.admission.within_unless(clause, denied)
        || vocabulary.notes.admitting.within_unless(clause, denied)
}

/// Words that deny what follows them, folded.
const DENIALS: [&str; 5] = ["khong", "chua", "chang", "ko", "tranh"];

/// How many words before an admission may hold its denial.
const REACH: usize = 3;

/// Whether a clause denies the manifestation, or assures the contrary: *Bản thân không vi phạm*, *Luôn gương mẫu*.
fn denies(clause: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(clause);
    let body = words::without_opening(&folded, &vocabulary.words);
    let assured = vocabulary.words.assurance.starts(body).is_some_and(|rest| !rest.is_empty());
    matches!(words::answer(clause, vocabulary), Ok((Answer::No, _)))
        || (assured && !body.starts_with("thuong xuyen"))
}

/// A comment without the labels before what a member will do, which object to nothing: `Hướng sửa: đi làm đúng giờ`.
fn without_action_labels(comment: &str, vocabulary: &Vocabulary) -> String {
    let bare = |sentence: &str| match sentence.split_once(':') {
        Some((label, rest)) if vocabulary.labels.of(&fold(label)) == Some(&Label::Action) => rest.to_owned(),
        _ => sentence.to_owned(),
    };
    comment.split(['.', ';', '\n']).map(bare).collect::<Vec<_>>().join(". ")
}

/// A folded comment without what it calls that which a member will do about it: *sửa chữa*, *biện pháp sửa*.
fn without_remedies(folded: &str) -> String {
    let named = ["sua chua", "bien phap sua", "giai phap sua", "huong sua", "cach sua", "ke hoach sua"];
    named.iter().fold(folded.to_owned(), |text, words| text.replace(words, ""))
}

/// Keeps the comments on the squares of a row as notes. One that objects, or answers otherwise, is a doubt.
pub(crate) fn comments(verdict: &mut Verdict, table: &Table, row: u32, vocabulary: &Vocabulary) {
    let slots = table.row(row).iter().filter(|slot| !slot.hidden);
    let paragraphs = slots.flat_map(|slot| &slot.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    for comment in paragraphs.flat_map(|paragraph| &paragraph.comments) {
        append(&mut verdict.note, comment.trim());
        let folded = without_remedies(&fold(&without_action_labels(comment, vocabulary)));
        let objects = vocabulary.notes.objections.within(&folded);
        let against =
            verdict.chosen.as_ref().is_ok_and(|(answer, ..)| is_against(*answer, comment, vocabulary));
        if verdict.chosen.is_ok() && (objects || against) {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
    }
}
