//! The vocabularies of a part: which namespace each prefix stands for.

use super::super::xml::Element;
use memchr::memmem;
use std::sync::LazyLock;

/// A vocabulary that the reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Its extensions of 2010 and later.
    WordLater,
    /// Markup compatibility (ECMA-376 part 3).
    Compatibility,
    /// Office Math.
    Math,
    /// The old drawings.
    Vml,
    Other,
}

impl Vocabulary {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            _ if uri.starts_with("http://schemas.microsoft.com/office/word/") && uri.ends_with("/wordml") => {
                Self::WordLater
            }
            _ => Self::Other,
        }
    }
}

/// The prefixes in force.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    bound: Vec<Binding>,
    /// Which of them was asked for last, as long as none is added or forgotten.
    recent: Option<usize>,
}

#[derive(Debug)]
struct Binding {
    prefix: String,
    vocabulary: Vocabulary,
    depth: usize,
}

impl Prefixes {
    /// The vocabulary of an element that begins at a depth.
    pub(super) fn enter(&mut self, element: &Element<'_>, depth: usize) -> Vocabulary {
        static BINDS: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("xmlns"));
        if BINDS.find(element.raw_attributes().as_bytes()).is_some() {
            self.bind(element, depth);
        }
        let prefix = element.prefix();
        let is_meant = |b: &Binding| b.prefix == prefix;
        if !self.recent.and_then(|at| self.bound.get(at)).is_some_and(is_meant) {
            self.recent = self.bound.iter().rposition(is_meant);
        }
        self.recent.and_then(|at| self.bound.get(at)).map_or(Vocabulary::Other, |b| b.vocabulary)
    }

    fn bind(&mut self, element: &Element<'_>, depth: usize) {
        for (name, uri) in element.attributes() {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => rest.strip_prefix(':').unwrap_or("xmlns"),
                None => continue,
            };
            let vocabulary = Vocabulary::of(&uri);
            self.bound.push(Binding { prefix: prefix.to_owned(), vocabulary, depth });
        }
        self.recent = None;
    }

    /// Whether all prefixes are bound by the root, so that they mean the same in all of the part.
    pub(super) fn are_of_root(&self) -> bool {
        self.bound.last().is_none_or(|b| b.depth <= 1)
    }

    /// Forgets what was bound at a depth that ends.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bound.last().is_some_and(|b| b.depth >= depth) {
            self.bound.pop();
            self.recent = None;
        }
    }
}
