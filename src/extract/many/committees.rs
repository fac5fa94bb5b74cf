//! Committees (*tập thể chi ủy*) that review themselves in a table of many: one in each row, or each over a column.

use crate::document::Table;
use crate::extract::answer::{counted, sign};
use crate::extract::review::item::MemberRow;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::text::fold;

/// Whether a text says of whom the rows below it are: of committees, *I. Tập thể*, or of members, *II. Cá nhân*.
pub(crate) fn heads_part(folded: &str) -> bool {
    let parts =
        ["tap the", "ca nhan", "dang vien", "chi uy vien", "cap uy vien", "tap the chi uy", "cac tap the"];
    parts.contains(&folded)
}

/// The column before the indicators that names a committee in the first row of the body, in a table that has no
/// column for names or units.
pub(crate) fn column(table: &Table, body: u32, before: u32, vocabulary: &Vocabulary) -> Option<u32> {
    let names = |slot: &crate::document::Slot| vocabulary.committee(&fold(&slot.text())).is_some();
    table
        .row(body)
        .iter()
        .filter(|slot| slot.column < before)
        .find(|slot| names(slot))
        .map(|slot| slot.column)
}

/// Whether the rows of units hold marks and words, as the answers of committees do, and no number of members.
pub(crate) fn answer(rows: &[MemberRow]) -> bool {
    let said = || rows.iter().flat_map(|row| &row.answers).map(|(_, verdict)| verdict.evidence.as_str());
    let is_word = |text: &str| !text.is_empty() && sign::numeric(text).is_none();
    let counts = |text: &str| counted::number(text).is_some_and(|(n, _)| n > 1);
    said().any(is_word) && !said().any(counts)
}
