//! What tells whether anything about a file has changed since an earlier run.

use super::{Books, Entry};
use crate::intake::Fingerprint;
use crate::model::Hierarchy;
use rayon::prelude::*;
use serde::Serialize;

/// A digest of any data; `None` never happens with the data of this program, and would mean “changed”.
pub fn digest(of: &impl Serialize) -> Option<Fingerprint> {
    postcard::to_stdvec(of).ok().map(|bytes| Fingerprint::of(&bytes))
}

/// For every file of the books a digest of all that is said of it and its reviews, in their order. `salt`
/// stands for the catalogue, the language and the program.
pub fn file_digests(books: &Books, hierarchy: &Hierarchy, salt: &str) -> Vec<Option<Fingerprint>> {
    let of = |(i, file)| {
        let code = |entry: &Entry| entry.unit.map(|unit| hierarchy.unit(unit).code.clone());
        let entries: Vec<_> = books
            .entries_of(i)
            .iter()
            .map(|entry| (&entry.review, code(entry), &entry.unit_text, entry.counts))
            .collect();
        digest(&(salt, file, entries))
    };
    books.files.par_iter().enumerate().map(of).collect()
}
