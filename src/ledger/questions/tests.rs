//! What is asked, and what becomes of it once a person has decided.

use super::*;
use crate::extract::Account;
use crate::finding::FileFinding;
use crate::intake::Envelope;
use crate::ledger::Books;
use crate::ledger::sample::{books, decided, fate, file, mail, review, tally};
use crate::model::{Answer, Level, Review, Rule, UnitId};

fn form() -> Review {
    review("Lý Văn Đào").field("Chi bộ thôn Hòa Bình")
}

fn first_key(books: &Books) -> String {
    books.open_questions().next().expect("an open question").key.clone()
}

/// The books before and after the first question of one form is answered.
fn answered(review: &Review, typed: &str) -> (Books, Books) {
    let before = books(vec![file("a", vec![review.clone()])]);
    let after = decided(vec![file("a", vec![review.clone()])], &[(&first_key(&before), typed)]);
    (before, after)
}

#[test]
fn a_question_about_a_file_that_came_by_mail_names_its_sender_and_subject() {
    let scan = |envelope: Envelope| Account {
        envelope: Some(std::sync::Arc::new(envelope)),
        outcome: crate::extract::Outcome::Refused(FileFinding::Pdf),
        ..file("thư.eml!quét.pdf", vec![])
    };
    let words = |envelope| books(vec![scan(envelope)]).questions[0].words.clone();
    let from = || mail("hoabinh@thu.example", None);
    let named = Envelope { sender: "Chi bộ Hòa Bình".into(), subject: "Nộp phiếu".into(), ..from() };
    assert_eq!(words(named), "Thư của Chi bộ Hòa Bình <hoabinh@thu.example>: “Nộp phiếu”");
    assert_eq!(words(from()), "Thư của hoabinh@thu.example");
    assert_eq!(words(mail("", None)), "");
}

#[test]
fn an_uncertain_answer_is_a_question_and_a_decision_answers_it() {
    let (before, after) = answered(&form().answer(1, Answer::Conflict), "Có - nhẹ");
    assert_eq!(before.questions[0].indicator, Some(1));
    assert_eq!(flags(&before.entries[0]).next().map(|f| f.1.code()), Some("conflicting-marks"));
    assert_eq!(fate(&before, "a"), "needs_review");
    let reading = &after.entries[0].review.answers[1];
    assert_eq!((reading.answer, reading.level), (Some(Answer::Yes), Some(Level::Slight)));
    assert_eq!((reading.rule, reading.is_certain()), (Rule::Decision, true));
    assert_eq!(fate(&after, "a"), "accepted");
    assert_eq!(after.questions[0].decision.as_deref(), Some("Có - nhẹ"));
}

#[test]
fn a_blank_that_a_person_confirms_stays_a_blank_and_is_asked_no_more() {
    let (_, after) = answered(&form().answer(1, Answer::Blank), "chưa trả lời");
    assert_eq!(after.entries[0].review.answers[1].answer, Some(Answer::Blank));
    assert!(!after.entries[0].review.answers[1].is_certain());
    assert_eq!(after.open_questions().count(), 0);
}

#[test]
fn what_is_not_understood_stays_a_question_that_says_so() {
    let (before, after) = answered(&form().answer(1, Answer::Blank), "chắc là có");
    assert_eq!(after.open_questions().count(), 1);
    assert_eq!(after.questions[0].why.code(), before.questions[0].why.code());
    assert!(after.questions[0].why.message(crate::model::Lang::Vi).contains("chắc là có"));
    assert_eq!(fate(&after, "a"), "needs_review");
}

#[test]
fn a_unit_is_chosen_by_code_by_the_line_offered_or_by_a_name_that_only_it_has() {
    let form = review("Lý Văn Đào").field("Chi bộ Trạm Y tế");
    let before = books(vec![file("a", vec![form.clone()])]);
    let offered = before.questions[0].choices[1].clone();
    assert!(offered.starts_with("C8 - Chi bộ Trạm Y tế (Đảng bộ phường Mai Hạ)"), "{offered}");
    for (typed, unit) in [(offered.as_str(), Some(10)), ("C8", Some(10)), ("Chi bộ thôn Sơn Nam", Some(7))]
    {
        assert_eq!(answered(&form, typed).1.entries[0].unit, unit.map(UnitId), "{typed}");
    }
    // Two cells have the name; a member belongs to no unit above cells.
    for typed in ["Chi bộ Trạm Y tế", "D1", "?"] {
        assert_eq!(answered(&form, typed).1.entries[0].unit, None, "{typed}");
    }
}

#[test]
fn a_missing_name_is_typed_or_taken_from_the_name_of_the_file() {
    let form = review("").field("Chi bộ thôn Hòa Bình");
    let (before, after) = answered(&form, "Đ/c Lý Văn Đào");
    assert_eq!(before.questions[0].kind, QuestionKind::Name);
    assert_eq!(after.entries[0].review.name.as_deref(), Some("Lý Văn Đào"));
    let named = books(vec![file("Phieu tu soi - Ly Van Dao.docx", vec![form])]);
    assert_eq!(named.entries[0].review.name.as_deref(), Some("Lý Văn Đào"));
}

#[test]
fn copies_and_older_versions_ask_nothing() {
    let unsure = || form().answer(1, Answer::Blank).answer(2, Answer::Unclear);
    let books = books(vec![file("a", vec![unsure()]), file("a (1)", vec![unsure()])]);
    assert_eq!((fate(&books, "a"), fate(&books, "a (1)")), ("needs_review", "duplicate"));
    assert_eq!(books.questions.len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_asked_about_and_a_lock_file_is_not() {
    let account = |path, outcome| crate::extract::Account { outcome, ..file(path, vec![]) };
    let accounts = || {
        vec![
            account("a", crate::extract::Outcome::Refused(FileFinding::Password)),
            account("b", crate::extract::Outcome::Ignored(FileFinding::LockFile)),
            account("c", crate::extract::Outcome::Container),
            file("d", vec![]),
        ]
    };
    let before = books(accounts());
    let fates = ["a", "b", "c", "d"].map(|path| fate(&before, path));
    assert_eq!(fates, ["unreadable", "not_a_form", "container", "not_a_form"]);
    assert_eq!(before.open_questions().count(), 1);
    let after = decided(accounts(), &[(&first_key(&before), "Đã xem")]);
    assert_eq!(after.open_questions().count(), 0);
    assert_eq!(fate(&after, "a"), "unreadable");
}

#[test]
fn a_layout_that_was_not_understood_needs_a_person() {
    let finding = FileFinding::UnknownLayout { detail: "bảng lạ".into() };
    let read = crate::extract::Extraction { findings: vec![finding.into()], ..Default::default() };
    let account =
        crate::extract::Account { outcome: crate::extract::Outcome::Read(read), ..file("a", vec![]) };
    let books = books(vec![account]);
    assert_eq!(fate(&books, "a"), "needs_review");
    assert_eq!(books.files[0].reason.as_ref().map(Finding::code), Some("unknown-layout"));
}

#[test]
fn a_count_above_the_number_of_members_is_a_question() {
    let sheet = tally(Some(5), [6, 1, 0]).field("Chi bộ thôn 5");
    let (before, after) = answered(&sheet, "4");
    assert_eq!(flags(&before.entries[0]).map(|f| f.1.code()).collect::<Vec<_>>(), ["bad-count"]);
    assert_eq!(after.entries[0].review.answers[0].count, Some(4));
    assert_eq!(fate(&after, "a"), "accepted");
}

#[test]
fn a_member_who_is_not_on_the_list_is_a_hint_and_no_question() {
    let books = books(vec![file("a", vec![review("Vũ Văn Ổi").field("Chi bộ thôn Hòa Bình")])]);
    assert_eq!(flags(&books.entries[0]).map(|f| f.1.code()).collect::<Vec<_>>(), ["not-on-roster"]);
    assert_eq!(fate(&books, "a"), "accepted");
}

#[test]
fn a_tally_that_differs_from_the_reviews_is_asked_about_and_its_file_is_still_accepted() {
    let sheet = tally(Some(1), [1, 0, 0]).field("Chi bộ thôn Hòa Bình");
    let both = books(vec![file("a", vec![form()]), file("b", vec![sheet])]);
    assert_eq!(both.unit_findings.len(), 1);
    assert_eq!(both.unit_findings[0].1.code(), "tally-differs");
    assert_eq!((both.open_questions().count(), fate(&both, "b")), (1, "accepted"));
}
