//! What is new since the run before.

use super::{Books, FileRecord};
use crate::intake::Fingerprint;
use crate::model::UnitId;
use std::collections::{BTreeMap, BTreeSet};

/// What is new since the run before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Files of a content that was not there.
    pub new: usize,
    /// Files at whose place another content lies.
    pub changed: usize,
    /// Files that lie elsewhere now.
    pub moved: usize,
    /// Files that are gone.
    pub gone: usize,
    /// Units of the reviews in what is new or changed, in the order of the list.
    pub units: Vec<UnitId>,
}

impl News {
    /// Compares the books with the paths and contents that the run before noted.
    pub fn of(books: &Books, before: &[(String, Fingerprint)]) -> Self {
        let mut old: BTreeMap<&str, BTreeSet<Fingerprint>> = BTreeMap::new();
        for (path, content) in before {
            old.entry(path).or_default().insert(*content);
        }
        let paths: BTreeSet<&str> = books.files.iter().map(|f| f.path.as_str()).collect();
        // Contents whose former path is empty now, and how many of each.
        let mut left: BTreeMap<Fingerprint, usize> = BTreeMap::new();
        for (_, content) in before.iter().filter(|(path, _)| !paths.contains(path.as_str())) {
            *left.entry(*content).or_default() += 1;
        }
        let mut news = Self { gone: left.values().sum(), ..Self::default() };
        let mut units = BTreeSet::new();
        for (i, file) in books.files.iter().enumerate() {
            if news.place(file, &old, &mut left) {
                units.extend(books.entries_of(i).iter().filter_map(|entry| entry.unit));
            }
        }
        news.units = units.into_iter().collect();
        news
    }

    /// Counts one file; whether its content is new at its place.
    fn place(
        &mut self,
        file: &FileRecord,
        old: &BTreeMap<&str, BTreeSet<Fingerprint>>,
        left: &mut BTreeMap<Fingerprint, usize>,
    ) -> bool {
        match old.get(file.path.as_str()) {
            Some(contents) if contents.contains(&file.fingerprint) => return false,
            Some(_) => self.changed += 1,
            None => match left.get_mut(&file.fingerprint).filter(|n| **n > 0) {
                Some(n) => {
                    *n -= 1;
                    (self.moved, self.gone) = (self.moved + 1, self.gone - 1);
                    return false;
                }
                None => self.new += 1,
            },
        }
        true
    }

    /// Whether nothing is new.
    pub fn is_none(&self) -> bool {
        self.new + self.changed + self.moved + self.gone == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Account;
    use crate::ledger::sample::{books, file, review};

    #[test]
    fn new_changed_moved_and_gone_are_told_apart() {
        let at = |path: &str, content: &str| Account {
            fingerprint: Fingerprint::of(content.as_bytes()),
            ..file(path, vec![review("Lý Văn Đào").field("Chi bộ thôn Hòa Bình")])
        };
        let before =
            ["same", "changed", "moved", "gone"].map(|p| (p.to_owned(), Fingerprint::of(p.as_bytes())));
        let now =
            books(vec![at("same", "same"), at("changed", "2"), at("x/moved", "moved"), at("new", "new")]);
        let news = News::of(&now, &before);
        assert_eq!((news.new, news.changed, news.moved, news.gone), (1, 1, 1, 1));
        assert_eq!(news.units.len(), 1);
        let again: Vec<_> = now.files.iter().map(|f| (f.path.clone(), f.fingerprint)).collect();
        assert!(News::of(&now, &again).is_none());
    }
}
