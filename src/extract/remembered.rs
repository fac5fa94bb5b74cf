//! What was worked out about texts met before: files of one office repeat the same wording.

use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use thread_local::ThreadLocal;

/// Values by the text that they were worked out from. Each thread keeps its own, so that none waits for another.
#[derive(Debug)]
pub(super) struct Remembered<T: Send>(ThreadLocal<RefCell<Shelf<T>>>);

#[derive(Debug)]
struct Shelf<T> {
    known: HashMap<Box<str>, T, RandomState>,
    /// Hashes of what was met once: most of it, such as a name, is never met again.
    once: HashSet<u64, RandomState>,
}

/// Texts remembered at most, hashes of what was met once, and bytes of a text.
const REMEMBERED: usize = 20_000;
const ONCE: usize = 50_000;
const LENGTH: usize = 2_000;

impl<T: Send> Default for Remembered<T> {
    fn default() -> Self {
        Self(ThreadLocal::new())
    }
}

impl<T: Copy + Send> Remembered<T> {
    /// The value of a text, worked out where it is not known. `work_out` may ask for others.
    pub(super) fn of(&self, text: &str, work_out: impl FnOnce() -> T) -> T {
        let kept =
            self.0.get_or(|| RefCell::new(Shelf { known: HashMap::default(), once: HashSet::default() }));
        if let Some(value) = kept.borrow().known.get(text) {
            return *value;
        }
        let value = work_out();
        kept.borrow_mut().keep(text, value);
        value
    }
}

impl<T> Shelf<T> {
    /// Keeps what was met for the second time.
    fn keep(&mut self, text: &str, value: T) {
        if text.len() > LENGTH || self.known.len() >= REMEMBERED {
            return;
        }
        if self.once.len() > ONCE {
            self.once.clear();
        }
        if !self.once.insert(self.known.hasher().hash_one(text)) {
            self.known.insert(text.into(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_text_met_twice_is_not_worked_out_again() {
        let remembered = Remembered::default();
        let asked = Cell::new(0);
        let length = |text: &str| {
            remembered.of(text, || {
                asked.set(asked.get() + 1);
                text.len()
            })
        };
        let lengths: Vec<usize> = ["có", "không", "có", "có", "không", "không"].map(length).into();
        assert_eq!(lengths, [3, 6, 3, 3, 6, 6]);
        assert_eq!(asked.get(), 4, "each of the two was met for the third time for nothing");
    }
}
