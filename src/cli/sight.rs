//! What `tusoi inspect` shows of a file before what it answers: its kind, how much text stands on its pages, the form it
//! was made from and its columns.

use crate::document::{Document, Reader};
use crate::extract::{Extractor, LearnedColumn};
use crate::finding::FileFinding;
use crate::intake::{self, Content, Format};
use crate::model::Passwords;
use crate::run::guarded;
use crate::stop::Stop;
use std::collections::BTreeMap;
use std::path::Path;

/// What is seen of one file.
#[derive(Debug)]
pub(super) struct Sight {
    /// Its format.
    pub format: Format,
    /// How many visible characters the reader took from it.
    pub characters: usize,
    /// Whether a second count found more.
    pub lost: bool,
    /// The title of the taught form that it was made from.
    pub form: Option<String>,
    /// The columns of its tables of indicators.
    pub columns: Vec<LearnedColumn>,
}

/// What is seen of a file and of all files in it, by their paths. What cannot be read has nothing to be seen.
///
/// # Errors
/// Where the path is not there.
pub(super) fn sights(
    file: &Path,
    extractor: &Extractor,
    passwords: &Passwords,
) -> Result<BTreeMap<String, Sight>, Stop> {
    let reader = Reader::with(passwords.clone());
    let outers = intake::walk(file)?;
    let arrivals = outers.iter().flat_map(intake::open);
    let seen = arrivals.filter_map(|arrival| {
        let Content::Document { format, bytes } = arrival.content else { return None };
        let look = || Some(Sight::of(format, &reader.read(format, &bytes).ok()?, extractor));
        // A file on which the program fails has been told already.
        Some((arrival.path, guarded(look).ok()??))
    });
    Ok(seen.collect())
}

impl Sight {
    fn of(format: Format, document: &Document, extractor: &Extractor) -> Self {
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let unread = FileFinding::UnreadText { text: String::new() };
        Self {
            format,
            characters: document.paragraphs().iter().map(|paragraph| visible(&paragraph.text)).sum(),
            lost: document.findings.iter().any(|finding| finding.code() == unread.code()),
            form: extractor.form_of(document).map(ToOwned::to_owned),
            columns: extractor.learn(document).columns,
        }
    }
}
