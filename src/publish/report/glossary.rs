//! What every field of a template means.

use serde::Deserialize;
use std::sync::LazyLock;

/// A field and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its name; a member of a list or group stands after a dot.
    pub name: String,
    /// Its meaning in Vietnamese.
    pub vi: String,
    /// Its meaning in English.
    pub en: String,
    /// The one template that has it; every template has the others.
    pub only: Option<String>,
}

/// All fields, in the order in which they are explained.
pub fn terms() -> &'static [Term] {
    #[derive(Deserialize)]
    struct Terms {
        field: Vec<Term>,
    }
    static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
        // A test compares it with the fields that are filled.
        let text = include_str!("../../../templates/reports/fields.toml");
        toml::from_str(text).map(|terms: Terms| terms.field).unwrap_or_default()
    });
    &TERMS
}
