//! Content controls (ECMA-376 part 1, 17.5.2; [MS-DOCX] 2.5.4 for check boxes).

use super::super::page::{BOX_EMPTY, BOX_TICKED};

/// A content control whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Control {
    /// The state of a check box.
    pub(super) checked: Option<bool>,
    /// Whether what it shows is only its prompt.
    pub(super) prompts: bool,
    /// Whether its content has begun.
    pub(super) in_content: bool,
    /// Whether its box stands in the text already.
    placed: bool,
}

impl Control {
    /// The box that must still be placed. It stands for the first character shown, whatever the glyph.
    pub(super) fn take_box(&mut self) -> Option<char> {
        let checked = self.checked.filter(|_| self.in_content && !self.placed)?;
        self.placed = true;
        Some(if checked { BOX_TICKED } else { BOX_EMPTY })
    }
}
