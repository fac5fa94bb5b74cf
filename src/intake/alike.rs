//! Small parts that are the same in every file made from one template: what they say is worked out once a thread.

use super::Entry;
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;

/// The most bytes of a part that is remembered, as it is packed, and how many parts are.
const LONGEST: usize = 4 << 10;
const MOST: usize = 500;

/// What parts of one kind say, by their bytes as they are packed.
#[derive(Debug)]
pub(crate) struct Alike<T>(RefCell<HashMap<Vec<u8>, T, RandomState>>);

impl<T> Default for Alike<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Alike<T> {
    /// What a part says, worked out where none of the same bytes, size and checksum was met before. What cannot be
    /// worked out is not remembered.
    pub(crate) fn of<E>(&self, entry: &Entry<'_>, work_out: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let Some(key) = entry.packed_within(LONGEST) else { return work_out() };
        if let Some(known) = self.0.borrow().get(&key) {
            return Ok(known.clone());
        }
        let said = work_out()?;
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, said.clone());
        Ok(said)
    }
}
