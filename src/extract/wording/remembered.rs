//! What was worked out about texts met before: files of one office repeat the same wording.

use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use thread_local::ThreadLocal;

/// Values by the text that they were worked out from. Each thread keeps its own, so that none waits for another.
#[derive(Debug)]
pub(crate) struct Remembered<T: Send>(ThreadLocal<RefCell<Shelf<T>>>);

#[derive(Debug)]
struct Shelf<T> {
    /// What several forms said.
    known: HashMap<Box<str>, T, RandomState>,
    /// What was met of late: one form is asked several times for a text that no other has, such as a name.
    late: HashMap<Box<str>, T, RandomState>,
    /// Hashes of what was met before that.
    before: HashSet<u64, RandomState>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { known: HashMap::default(), late: HashMap::default(), before: HashSet::default() }
    }
}

/// Texts remembered at most, those met of late, which are those of a few forms, hashes of the others, and bytes of a
/// text.
const REMEMBERED: usize = 20_000;
const LATE: usize = 500;
const BEFORE: usize = 50_000;
const LENGTH: usize = 2_000;

impl<T: Send> Default for Remembered<T> {
    fn default() -> Self {
        Self(ThreadLocal::new())
    }
}

impl<T: Clone + Send> Remembered<T> {
    /// The value of a text, worked out where it is not known. `work_out` may ask for others.
    pub(crate) fn of(&self, text: &str, work_out: impl FnOnce() -> T) -> T {
        let kept = self.0.get_or_default();
        if let Some(value) = kept.borrow().find(text) {
            return value;
        }
        let value = work_out();
        kept.borrow_mut().keep(text, value.clone());
        value
    }
}

impl<T: Clone + Send> Remembered<T> {
    /// The same of texts of which one form is asked several times and most others never, such as names: they are not
    /// kept for long.
    pub(crate) fn of_late(&self, text: &str, work_out: impl FnOnce() -> T) -> T {
        let kept = self.0.get_or_default();
        if let Some(value) = kept.borrow().late.get(text) {
            return value.clone();
        }
        let value = work_out();
        kept.borrow_mut().keep_late(text, value.clone());
        value
    }
}

impl<T: Clone> Shelf<T> {
    fn find(&self, text: &str) -> Option<T> {
        self.known.get(text).or_else(|| self.late.get(text)).cloned()
    }

    /// Keeps a text that was not found: for long, where it had been met before.
    fn keep(&mut self, text: &str, value: T) {
        if text.len() > LENGTH {
            return;
        }
        if self.before.len() > BEFORE {
            self.before.clear();
        }
        let again = !self.before.insert(self.known.hasher().hash_one(text));
        if again && self.known.len() < REMEMBERED {
            self.known.insert(text.into(), value);
            return;
        }
        self.keep_late(text, value);
    }

    fn keep_late(&mut self, text: &str, value: T) {
        if text.len() > LENGTH {
            return;
        }
        if self.late.len() >= LATE {
            self.late.clear();
        }
        self.late.insert(text.into(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_text_of_one_form_is_worked_out_once_and_one_of_many_forms_twice() {
        let remembered = Remembered::default();
        let asked = Cell::new(0);
        let length = |text: &str| {
            remembered.of(text, || {
                asked.set(asked.get() + 1);
                text.len()
            })
        };
        let lengths: Vec<usize> = ["có", "không", "có", "có", "không", "không"].map(length).into();
        assert_eq!((lengths, asked.get()), (vec![3, 6, 3, 3, 6, 6], 2));
        for form in 0..3 {
            (0..LATE).for_each(|n| _ = length(&format!("tên {form} {n}")));
            assert_eq!(length("có"), 3);
        }
        assert_eq!(asked.get(), 2 + 3 * LATE + 1, "it is kept for good where it was met before");
    }

    #[test]
    fn a_text_of_late_is_worked_out_once_and_forgotten_after_many_others() {
        let remembered = Remembered::default();
        let asked = Cell::new(0);
        let length = |text: &str| {
            remembered.of_late(text, || {
                asked.set(asked.get() + 1);
                text.len()
            })
        };
        assert_eq!(([length("có"), length("có")], asked.get()), ([3, 3], 1));
        (0..LATE).for_each(|n| _ = length(&format!("tên {n}")));
        assert_eq!((length("có"), asked.get()), (3, LATE + 2));
    }
}
