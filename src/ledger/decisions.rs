//! What a person decided about the questions of an earlier run.

use std::collections::BTreeMap;

/// What a person typed into the decision column, by the key of the question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions(pub BTreeMap<String, String>);

impl Decisions {
    /// Whether nothing was typed at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was typed for a question; `None` where the place was left empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|typed| typed.trim()).filter(|typed| !typed.is_empty())
    }
}
