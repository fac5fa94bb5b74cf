//! The signatures at a form's end: whose name stands under which title.

use super::names;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::text::{clean_name, fold};
use std::cell::LazyCell;

/// What the signatures of a form say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signatures {
    /// The member who signs.
    pub name: Option<String>,
    /// Whether a member signs, by name or not.
    pub by_member: bool,
    /// Whether a committee signs.
    pub by_committee: bool,
    /// Titles below which no name was met yet.
    open: Vec<Title>,
    /// The columns of the line with the last title.
    columns: Columns,
}

/// A signer's title.
#[derive(Debug, Clone)]
struct Title {
    signer: Signer,
    /// Its column among all of its line, and among those that are filled.
    column: usize,
    filled: usize,
    /// Lines met below it.
    below: u32,
}

/// How many columns a line has, and how many of them are filled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Columns {
    all: usize,
    filled: usize,
}

/// Whose name stands below a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signer {
    Committee,
    Member,
    /// Somebody who confirms what another wrote.
    Witness,
}

/// Lines below a signer's title in which the name may stand.
const LINES: u32 = 6;

impl Signatures {
    /// Reads a line; its columns are parted by tabs, or by the row of spaces that writers use for one.
    pub(crate) fn line(&mut self, text: &str, vocabulary: &Vocabulary) {
        let pieces: Vec<&str> = columns_of(text);
        let filled = pieces.iter().filter(|p| !p.trim().is_empty()).count();
        let here = Columns { all: pieces.len(), filled };
        if let [title, name] = pieces.as_slice()
            && signer(&fold(title), vocabulary) == Some(Signer::Member)
            && names::is_name(name)
        {
            // Label and value in a row: `Người tự soi | Trần Viết An`.
            (self.name, self.by_member) = (Some(clean_name(name)), true);
            return;
        }
        let named = LazyCell::new(|| pieces.iter().filter(|piece| names::is_name(piece)).count());
        let mut titled = false;
        let mut ordinal = 0;
        for (column, piece) in pieces.iter().enumerate() {
            for line in piece.split('\n') {
                if let Some(name) = signed_in_line(line, vocabulary) {
                    (self.name, self.by_member) = (Some(name), true);
                } else if let Some(signer) = signer(&fold(line), vocabulary) {
                    if !titled && here != self.columns {
                        self.open.clear();
                    }
                    (self.columns, titled) = (here, true);
                    self.title(Title { signer, column, filled: ordinal, below: 0 });
                } else {
                    self.below(line, (column, ordinal), here, || *named);
                }
            }
            ordinal += usize::from(!piece.trim().is_empty());
        }
    }

    /// Passes a line that says nothing here.
    pub(crate) fn pass(&mut self, text: &str) {
        let lines = u32::try_from(text.split(['\n', '\t']).count()).unwrap_or(LINES);
        self.open.retain_mut(|title| {
            title.below += lines;
            title.below <= LINES
        });
    }

    fn title(&mut self, title: Title) {
        self.by_committee |= title.signer == Signer::Committee;
        self.by_member |= title.signer == Signer::Member;
        self.open.retain(|other| other.column != title.column);
        self.open.push(title);
    }

    /// A line below titles: the name belongs to the one in its column.
    fn below(
        &mut self,
        line: &str,
        (column, ordinal): (usize, usize),
        here: Columns,
        named: impl FnOnce() -> usize,
    ) {
        let at = match self.open.as_slice() {
            [] => return,
            _ if here.all == self.columns.all && here.all > 1 => {
                self.open.iter().position(|t| t.column == column)
            }
            _ if here.filled == self.columns.filled => self.open.iter().position(|t| t.filled == ordinal),
            [_] => (named() < 2).then_some(0),
            _ => None,
        };
        let Some(title) = at.and_then(|at| self.open.get_mut(at)) else {
            self.pass(line);
            return;
        };
        title.below += 1;
        let (signer, late) = (title.signer, title.below > LINES);
        let named = names::is_name(line);
        if named && !late && signer == Signer::Member {
            self.name = Some(clean_name(line));
        }
        if let Some(at) = at.filter(|_| named || late) {
            self.open.remove(at);
        }
    }
}

/// The columns of a line.
fn columns_of(text: &str) -> Vec<&str> {
    const GAP: &str = "    ";
    let pieces = text.split('\t');
    if text.contains('\t') || !text.trim().contains(GAP) {
        return pieces.collect();
    }
    text.split(GAP).filter(|piece| !piece.trim().is_empty()).collect()
}

/// Who signs behind the title in the same line: `Người tự soi: Trần Viết An`.
pub(crate) fn signed_in_line(line: &str, vocabulary: &Vocabulary) -> Option<String> {
    let (title, name) = line.split_once(':')?;
    let member = signer(&fold(title), vocabulary) == Some(Signer::Member);
    // *Người viết: Trần Viết An - Chi bộ thôn Sơn Nam*.
    let name = if member { names::in_value(name, vocabulary) } else { return None };
    names::is_name(&name).then(|| clean_name(&name))
}

/// Whose name stands below a line, where it announces one.
pub(crate) fn signer(folded: &str, vocabulary: &Vocabulary) -> Option<Signer> {
    if vocabulary.for_committee.starts(folded).is_some() {
        Some(Signer::Committee)
    } else if vocabulary.signer.of(folded).is_some() {
        Some(Signer::Member)
    } else {
        vocabulary.witness.of(folded).map(|()| Signer::Witness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(lines: &[&str]) -> Option<String> {
        let vocabulary = Vocabulary::built_in();
        let mut signatures = Signatures::default();
        for line in lines {
            signatures.line(line, &vocabulary);
        }
        signatures.name
    }

    #[test]
    fn each_name_belongs_to_the_title_in_its_column() {
        let rows = ["T/M CHI ỦY\tNGƯỜI TỰ SOI", "BÍ THƯ\t(Ký, ghi rõ họ tên)", "Lò Thị Phương\tHà Văn Mơ"];
        assert_eq!(signed(&rows).as_deref(), Some("Hà Văn Mơ"));
        let turned = ["NGƯỜI TỰ SOI\tT/M CHI ỦY", "Hà Văn Mơ\tLò Thị Phương"];
        assert_eq!(signed(&turned).as_deref(), Some("Hà Văn Mơ"));
        let slots = ["XÁC NHẬN CỦA CHI BỘ\nBÍ THƯ\n\nLò Thị Phương\tNGƯỜI TỰ SOI\n\nHà Văn Mơ"];
        assert_eq!(signed(&slots).as_deref(), Some("Hà Văn Mơ"));
        let spaces = ["XÁC NHẬN CỦA CHI ỦY          NGƯỜI TỰ SOI", "Lò Thị Phương               Hà Văn Mơ"];
        assert_eq!(signed(&spaces).as_deref(), Some("Hà Văn Mơ"));
    }

    #[test]
    fn one_name_under_two_titles_is_nobodys() {
        assert_eq!(signed(&["T/M CHI ỦY\tNGƯỜI TỰ SOI", "Lò Thị Phương"]), None);
        assert_eq!(signed(&["NGƯỜI TỰ SOI", "Lò Thị Phương\tHà Văn Mơ"]), None);
    }

    #[test]
    fn a_name_under_the_title_of_an_office_is_not_the_members() {
        assert_eq!(signed(&["NGƯỜI TỰ SOI", "BÍ THƯ CHI BỘ", "Lò Thị Phương"]), None);
        assert_eq!(signed(&["NGƯỜI TỰ SOI", "Ý KIẾN CỦA CHI BỘ", "Lò Thị Phương"]), None);
    }

    #[test]
    fn a_signer_may_be_named_behind_the_title() {
        assert_eq!(signed(&["Người tự soi\tHà Văn Mơ"]).as_deref(), Some("Hà Văn Mơ"));
        assert_eq!(signed(&["Người tự soi: Hà Văn Mơ"]).as_deref(), Some("Hà Văn Mơ"));
        assert_eq!(signed(&["Người tự soi: đã ký"]), None);
    }
}
