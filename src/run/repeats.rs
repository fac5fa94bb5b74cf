//! What many forms say alike is held once: of the forms of one template most answers are the same words in the
//! same place.

use crate::extract::{Account, Outcome};
use crate::model::Reading;
use foldhash::fast::RandomState;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Readings known at most: where forms have little in common, what was met long ago is let go.
const KNOWN: usize = 50_000;

/// The readings met so far.
#[derive(Debug, Default)]
pub(super) struct Repeats(Mutex<HashSet<Arc<Reading>, RandomState>>);

impl Repeats {
    /// Has accounts hold what was met before together with those that hold it already.
    pub(super) fn share(&self, accounts: &mut [Account]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for account in accounts {
            let Outcome::Read(read) = &mut account.outcome else { continue };
            for reading in read.reviews.iter_mut().flat_map(|review| &mut review.answers) {
                if let Some(same) = known.get(reading) {
                    *reading = Arc::clone(same);
                    continue;
                }
                if known.len() >= KNOWN {
                    known.clear();
                }
                known.insert(Arc::clone(reading));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::sample::{file, review};
    use crate::model::Answer;

    #[test]
    fn what_two_forms_say_alike_is_held_once_and_what_differs_is_kept_apart() {
        let form = |name: &str| file(name, vec![review(name).answer(2, Answer::Yes)]);
        let mut accounts = [form("Lý Văn Đào"), form("Trần Thị Mận")];
        let before = accounts.clone();
        Repeats::default().share(&mut accounts);
        assert_eq!(accounts, before);
        let answers = |n: usize| match &accounts[n].outcome {
            Outcome::Read(read) => &read.reviews[0].answers,
            _ => unreachable!("a form"),
        };
        let same = |a: usize, b: usize| Arc::ptr_eq(&answers(0)[a], &answers(1)[b]);
        assert!(same(0, 0) && same(0, 1) && same(2, 2) && !same(0, 2));
    }
}
