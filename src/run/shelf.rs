//! Where accounts lie until all files are read: packed tightly, and what many forms say alike is held once. Of the
//! forms of one template most answers are the same words in the same place; those of one cell name it alike.

use crate::extract::{Account, Outcome};
use crate::model::{Reading, UnitLine};
use foldhash::fast::RandomState;
use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Things of a kind known at most: where forms have little in common, what was met long ago is let go.
const KNOWN: usize = 50_000;

/// What accounts that lie here have in common.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    readings: Repeats<Reading>,
    unit_lines: Repeats<[UnitLine]>,
}

impl Shelf {
    /// Puts the accounts of a file away.
    pub(super) fn put(&self, accounts: &mut Vec<Account>) {
        accounts.shrink_to_fit();
        let mut readings = self.readings.open();
        let mut unit_lines = self.unit_lines.open();
        for account in accounts {
            let Outcome::Read(read) = &mut account.outcome else { continue };
            read.reviews.shrink_to_fit();
            for review in &mut read.reviews {
                review.commitments.shrink_to_fit();
                review.answers.iter_mut().for_each(|reading| share(&mut readings, reading));
                share(&mut unit_lines, &mut review.unit_lines);
            }
        }
    }
}

/// Things met so far.
#[derive(Debug)]
struct Repeats<T: ?Sized>(Mutex<Known<T>>);

type Known<T> = HashSet<Arc<T>, RandomState>;

impl<T: ?Sized> Default for Repeats<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: ?Sized> Repeats<T> {
    fn open(&self) -> MutexGuard<'_, Known<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the one that is known already in place of another that is the same.
fn share<T: ?Sized + Eq + Hash>(known: &mut Known<T>, one: &mut Arc<T>) {
    if let Some(same) = known.get(one) {
        *one = Arc::clone(same);
        return;
    }
    if known.len() >= KNOWN {
        known.clear();
    }
    known.insert(Arc::clone(one));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::sample::{file, review};
    use crate::model::{Answer, Review};

    #[test]
    fn what_two_forms_say_alike_is_held_once_and_what_differs_is_kept_apart() {
        let form = |name: &str, cell: &str| file(name, vec![review(name).answer(2, Answer::Yes).field(cell)]);
        let mut accounts = vec![
            form("Lý Văn Đào", "Chi bộ thôn Hòa Bình"),
            form("Trần Thị Mận", "Chi bộ thôn Hòa Bình"),
            form("Vũ Văn Ổi", "Chi bộ thôn Sơn Nam"),
        ];
        let before = accounts.clone();
        Shelf::default().put(&mut accounts);
        assert_eq!(accounts, before);
        let of = |n: usize| -> &Review {
            match &accounts[n].outcome {
                Outcome::Read(read) => &read.reviews[0],
                other => panic!("a form, not {other:?}"),
            }
        };
        let same = |a: usize, b: usize| Arc::ptr_eq(&of(0).answers[a], &of(1).answers[b]);
        assert!(same(0, 0) && same(0, 1) && same(2, 2) && !same(0, 2));
        let lines = |a: usize, b: usize| Arc::ptr_eq(&of(a).unit_lines, &of(b).unit_lines);
        assert!(lines(0, 1) && !lines(0, 2));
    }
}
