//! Controls of forms (ISO/IEC 26300-1, 13) and the form fields that come from Word.

use super::super::page::{BOX_EMPTY, BOX_TICKED};
use super::super::word::field::{Field, FormField};
use super::super::xml::Element;
use std::collections::HashMap;

/// What the controls of a document show, by their ids.
#[derive(Debug, Default)]
pub(super) struct Controls {
    shown: HashMap<String, String>,
    /// The ids of the control being read.
    current: Vec<String>,
}

impl Controls {
    /// Takes an element of `office:forms`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let is = |name, value: &str| element.attribute(name).is_some_and(|v| v == value);
        let shown = match element.local() {
            "checkbox" => {
                // Without a current state it stands as it was made.
                let state = element.attribute("current-state").or_else(|| element.attribute("state"));
                Some(boxed(state.as_deref() == Some("checked")))
            }
            "radio" => Some(boxed(is("current-selected", "true"))),
            "text" | "textarea" | "combobox" | "formatted-text" | "number" | "date" => {
                let value = element.attribute("current-value").or_else(|| element.attribute("value"));
                Some(value.unwrap_or_default().into_owned())
            }
            "listbox" => Some(String::new()),
            "option" | "item" => {
                if is("current-selected", "true") {
                    let label = element.attribute("label").unwrap_or_default();
                    for id in &self.current {
                        self.shown.insert(id.clone(), label.to_string());
                    }
                }
                return;
            }
            _ => return,
        };
        let ids = element.attributes().filter(|(name, _)| matches!(*name, "xml:id" | "form:id"));
        self.current = ids.map(|(_, id)| id.into_owned()).collect();
        for id in &self.current {
            self.shown.insert(id.clone(), shown.clone().unwrap_or_default());
        }
    }

    /// What a control shows; `None` where there is no such control.
    pub(super) fn shown(&self, id: &str) -> Option<&str> {
        self.shown.get(id).map(String::as_str)
    }
}

/// A box by its state.
pub(super) fn boxed(ticked: bool) -> String {
    if ticked { BOX_TICKED } else { BOX_EMPTY }.to_string()
}

/// The field that a `field:fieldmark` begins.
pub(super) fn field(element: &Element<'_>) -> Field {
    let kind = element.attribute("type").unwrap_or_default();
    let instruction = kind.rsplit('.').next().unwrap_or_default().to_owned();
    let form = match instruction.as_str() {
        "FORMCHECKBOX" => Some(FormField::CheckBox { default: false, checked: None }),
        "FORMDROPDOWN" => Some(FormField::DropDown { default: None, result: None, entries: Vec::new() }),
        _ => None,
    };
    Field { instruction, form, ..Field::default() }
}

/// Takes a `field:param`.
pub(super) fn parameter(field: &mut Field, element: &Element<'_>) {
    let value = element.attribute("value").unwrap_or_default();
    let name = element.attribute("name").unwrap_or_default();
    match (&mut field.form, name.as_ref()) {
        (Some(FormField::CheckBox { checked, .. }), "Checkbox_Checked") => *checked = Some(value == "true"),
        (Some(FormField::DropDown { entries, .. }), "Dropdown_ListEntry") => entries.push(value.into_owned()),
        (Some(FormField::DropDown { result, .. }), "Dropdown_Selected") => *result = value.parse().ok(),
        _ => {}
    }
}
