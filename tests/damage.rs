//! Damaged files: a form that was flipped or cut is refused or asked about, never read wrongly in silence.
#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

#[path = "support/damage.rs"]
mod damage;
#[path = "support/forms.rs"]
mod forms;

use damage::{Damage, Reader, Verdict, every_form};
use forms::{NAME, YES};
use std::path::Path;
use tusoi::model::Answer;

fn reader() -> Reader {
    Reader::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/dot-mau"))
}

#[test]
fn one_form_says_the_same_in_every_format_and_container() {
    let reader = reader();
    for (name, bytes) in every_form() {
        let books = reader.books(&name, &bytes);
        let [entry] = books.entries.as_slice() else { panic!("{name}: {} reviews", books.entries.len()) };
        let yes = entry.review.answers.iter().zip(&reader.catalogue().indicators);
        let yes = yes.filter(|(reading, _)| reading.answer == Some(Answer::Yes));
        let yes: Vec<&str> = yes.map(|(_, indicator)| indicator.code.as_str()).collect();
        assert_eq!(yes, YES, "{name}");
        assert!(entry.review.answers.iter().all(|reading| reading.is_certain()), "{name}");
        assert_eq!(entry.review.name.as_deref(), Some(NAME), "{name}");
        assert!(entry.unit.is_some(), "{name}");
    }
}

/// What is wrong after some damage of each kind to a form of every format.
fn wrong(what: &str, count: usize) -> Vec<String> {
    let reader = reader();
    let mut wrong = Vec::new();
    for (name, good) in every_form() {
        for number in 0..count {
            let damage = Damage::number(what, 3, number, good.len());
            let (verdict, why) = reader.judge(&name, &good, damage);
            if verdict.is_wrong() {
                wrong.push(format!("{name} {damage:?}: {verdict:?}: {why}"));
            }
        }
    }
    wrong
}

#[test]
fn a_flipped_bit_makes_no_wrong_answer_certain() {
    assert_eq!(wrong("flip", 16), Vec::<String>::new());
}

#[test]
fn a_file_that_is_cut_off_makes_no_wrong_answer_certain() {
    assert_eq!(wrong("cut", 6), Vec::<String>::new());
}

#[test]
fn a_bit_of_the_form_in_a_checked_container_is_never_read_otherwise() {
    let reader = reader();
    for (name, good) in every_form().into_iter().filter(|(_, good)| good.starts_with(b"PK")) {
        for at in (60..good.len() / 2).step_by(97) {
            let (verdict, why) = reader.judge(&name, &good, Damage::Flip { at, bit: 3 });
            assert!(
                matches!(verdict, Verdict::Refused | Verdict::Same),
                "{name} at {at}: {verdict:?}: {why}"
            );
        }
    }
}

#[test]
fn damage_that_was_once_misread_is_not_misread_again() {
    // A lost mark of a slot (`.doc`, `.rtf`, `.html`) moved the marks of its row; a lost tag of a table lost the page.
    let reader = reader();
    let forms = every_form();
    let good = |name: &str| forms.iter().find(|(n, _)| n == name).map(|(_, b)| b.clone()).expect("a form");
    let html = String::from_utf8(good("phieu.html")).expect("UTF-8");
    let after =
        |text: &str, piece: &str| html[..html.find(text).expect("there")].rfind(piece).expect("before");
    let table = html.find("<table>").expect("a table") + 3;
    let slot = after("</td><td>x</td></tr>\n<tr><td>I.2", "<td>") + 1;
    let heading = html.find("<td>Có").expect("a heading") + 1;
    for at in [table, slot, heading] {
        let (verdict, why) = reader.judge("phieu.html", html.as_bytes(), Damage::Flip { at, bit: 3 });
        assert!(matches!(verdict, Verdict::Asked | Verdict::Refused), "{at}: {verdict:?}: {why}");
    }
    // A sheet whose entry in the list says that it is a chart.
    let xls = good("phieu.xls");
    let entry = xls.windows(4).position(|w| w == [0x85, 0, 9, 0]).expect("an entry");
    let (verdict, why) = reader.judge("phieu.xls", &xls, Damage::Flip { at: entry + 9, bit: 1 });
    assert_eq!(verdict, Verdict::Refused, "{why}");
}
