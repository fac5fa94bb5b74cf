//! What a whole file speaks of: one that says what somebody's self-review found, and of which nothing was read, is no paper
//! without a form.

use super::draft::Draft;
use super::item::Line;
use crate::extract::prose::aspects::Aspects;
use crate::text::fold;

/// What the lines of a whole file speak of.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what was met so far, each apart from the others")]
pub(super) struct Gist {
    /// Before anything else its title says that it is another kind of paper: minutes, guidance, a plan.
    is_other: bool,
    /// The title of a self-review stands in it.
    titled: bool,
    /// It says which manifestations somebody has or has not.
    tells: bool,
    /// It names a member or a unit.
    names_somebody: bool,
    /// It lists people of whom it asks nothing.
    lists: bool,
}

impl Gist {
    /// Takes in a line.
    pub(super) fn line(&mut self, line: &Line<'_>, aspects: &Aspects) {
        let titles_other = aspects.titles_other || aspects.titles_guidance || aspects.titles_follow_up;
        self.is_other |= titles_other && !self.titled && !self.tells;
        self.tells |= aspects.speaks && tells(&fold(&line.text));
    }

    /// Takes in what a draft was found to say.
    pub(super) fn draft(&mut self, draft: &Draft) {
        let header = &draft.header;
        self.titled |= header.is_titled();
        let member = header.name.is_some() || header.signatures.name.is_some() || header.called.is_some();
        self.names_somebody |= member || !header.units().is_empty();
    }

    /// Takes in a list of people that asks nothing of them.
    pub(super) fn roll(&mut self) {
        self.lists = true;
    }

    /// Whether somebody's self-review stands in it, if nothing was read of it.
    pub(super) fn is_unread(&self) -> bool {
        let speaks = (self.titled && !self.lists) || self.tells;
        speaks && self.names_somebody && !self.is_other
    }
}

/// Whether a folded line says of manifestations that they are there or not, and neither asks nor tells how to answer.
fn tells(folded: &str) -> bool {
    const SAYS: [&str; 6] = ["khong", "ko", "chua", "co", "mac", "nhan"];
    const INSTRUCTS: [&str; 8] =
        ["thi ghi", "thi danh", "danh dau", "huong dan", "de nghi", "yeu cau", "neu co", "doi chieu voi"];
    folded.contains("bieu hien")
        && folded.split(' ').any(|word| SAYS.contains(&word))
        && !INSTRUCTS.iter().any(|words| folded.contains(words))
}
