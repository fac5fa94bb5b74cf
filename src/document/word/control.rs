//! Content controls (ECMA-376 part 1, 17.5.2; [MS-DOCX] 2.5.4 for check boxes).

use super::super::page::{BOX_EMPTY, BOX_TICKED};
use super::super::xml::Element;
use super::kind::Kind;
use super::look::toggle;
use super::story::Story;

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

impl Story<'_, '_> {
    pub(super) fn begin_control(&mut self) -> Kind {
        self.controls.push(Control::default());
        Kind::Control
    }

    pub(super) fn check_box_property(&mut self, element: &Element<'_>) -> Kind {
        if let (Some(control), "checked") = (self.controls.last_mut(), element.local()) {
            control.checked = Some(toggle(element));
        }
        Kind::Leaf
    }

    pub(super) fn control_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(control) = self.controls.last_mut() else { return Kind::Leaf };
        match element.local() {
            "checkbox" => {
                control.checked = Some(false);
                return Kind::CheckBox;
            }
            "showingPlcHdr" => control.prompts = toggle(element),
            _ => {}
        }
        Kind::Leaf
    }

    pub(super) fn begin_control_content(&mut self) -> Kind {
        if let Some(control) = self.controls.last_mut() {
            control.in_content = true;
            if control.prompts && control.checked.is_none() {
                self.muted += 1;
            }
        }
        Kind::ControlContent
    }

    pub(super) fn end_control_content(&mut self) {
        let Some(control) = self.controls.last_mut() else { return };
        if control.prompts && control.checked.is_none() {
            self.muted = self.muted.saturating_sub(1);
        }
        let boxed = control.take_box();
        control.in_content = false;
        if let Some(boxed) = boxed {
            self.show_char(boxed);
        }
    }
}
