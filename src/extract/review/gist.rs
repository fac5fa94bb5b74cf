//! What a whole file speaks of: one that says what somebody's self-review found, and of which nothing was read, is no paper
//! without a form.

use super::draft::Draft;
use super::item::Line;
use crate::extract::context::Context;
use crate::extract::head::header::Committee;
use crate::extract::head::names;
use crate::extract::head::others::{self, Topic};
use crate::extract::prose::aspects::Aspects;
use crate::extract::prose::claims;
use crate::text::{clean_name, fold};

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
    /// It is the minutes (*biên bản*) of a meeting, which say what was found and ask nothing.
    is_minutes: bool,
    /// It says of a member by name which manifestations they have or have not.
    tells_of_member: bool,
}

impl Gist {
    /// Takes in a line of the page, whatever is read of it.
    pub(super) fn page(&mut self, line: &Line<'_>, aspects: &Aspects, context: &Context) {
        self.is_minutes |= aspects.titles_other && titles_minutes(&line.text);
        self.tells_of_member |= self.is_minutes && tells_of_member(&line.text, context);
    }

    /// Takes in a line that answers nothing.
    pub(super) fn line(&mut self, line: &Line<'_>, aspects: &Aspects, context: &Context) {
        let titles_other = aspects.titles_other || aspects.titles_guidance || aspects.titles_follow_up;
        self.is_other |= titles_other && !self.titled && !self.tells;
        self.tells |= aspects.speaks && tells(&fold(&line.text), context);
    }

    /// Takes in what a draft was found to say.
    pub(super) fn draft(&mut self, draft: &Draft) {
        let header = &draft.header;
        self.titled |= header.is_titled();
        let committee = header.committee > Committee::No || header.signatures.by_committee;
        let member =
            committee || header.name.is_some() || header.signatures.name.is_some() || header.called.is_some();
        self.names_somebody |= member || !header.units().is_empty();
    }

    /// Takes in a list of people that asks nothing of them.
    pub(super) fn roll(&mut self) {
        self.lists = true;
    }

    /// Whether somebody's self-review stands in it, if nothing was read of it.
    pub(super) fn is_unread(&self) -> bool {
        let speaks = (self.titled && !self.lists) || self.tells;
        (speaks && self.names_somebody && !self.is_other) || self.tells_of_member
    }
}

/// Whether a title is that of minutes (*biên bản*).
fn titles_minutes(text: &str) -> bool {
    text.split('\n').any(|piece| fold(piece).starts_with("bien ban"))
}

/// Whether a line names a member and says which manifestations they have or have not: *Đồng chí Trần Viết An: I.4 và
/// II.4 có, còn lại không*.
fn tells_of_member(text: &str, context: &Context) -> bool {
    let folded = fold(text);
    let speaks = (folded.contains("bieu hien") && others::topic(text) == Topic::Manifestations)
        || !claims::named(text, context).is_empty();
    let names =
        |piece: &str| names::is_name(&clean_name(piece.trim_start_matches(|c: char| !c.is_alphabetic())));
    let asks = folded.contains("doi chieu voi");
    speaks && !asks && says(&folded) && text.split(['\t', '\n', ':', ',', ';']).any(names)
}

/// Whether a folded line says of manifestations that they are there or not, and neither asks nor tells how to answer.
fn tells(folded: &str, context: &Context) -> bool {
    let of_oneself = context.vocabulary.first_person.tells(folded);
    let speaks = folded.contains("bieu hien") || of_oneself;
    let asks = folded.contains("doi chieu voi") && !of_oneself;
    (speaks && !asks && says(folded)) || (of_oneself && counts_many(folded, context))
}

/// Whether a folded line speaks of more manifestations than one group has: *đọc cho nghe đủ 27 biểu hiện*.
fn counts_many(folded: &str, context: &Context) -> bool {
    const MANY: usize = 20;
    claims::counted(folded, context).iter().any(|count| *count > MANY)
}

/// Whether a folded line says that something is there or not, and neither asks nor tells how to answer.
fn says(folded: &str) -> bool {
    const SAYS: [&str; 6] = ["khong", "ko", "chua", "co", "mac", "nhan"];
    const INSTRUCTS: [&str; 7] =
        ["thi ghi", "thi danh", "danh dau", "huong dan", "de nghi", "yeu cau", "neu co"];
    folded.split(' ').any(|word| SAYS.contains(&word))
        && !INSTRUCTS.iter().any(|words| folded.contains(words))
}
