//! Fields (ECMA-376 part 1, 17.16): what they show, and the form fields of old forms.

use super::super::page::{BOX_EMPTY, BOX_TICKED, PICTURE};
use super::super::symbols::symbol;
use super::super::xml::Element;
use super::kind::Kind;
use super::look::toggle;
use super::story::Story;
use crate::text::circled;

/// A field whose end has not come yet.
#[derive(Debug, Default)]
pub(in crate::document) struct Field {
    /// Whether its result has begun; its instruction stands before.
    pub(in crate::document) in_result: bool,
    pub(in crate::document) instruction: String,
    /// Whether text that is no instruction stood in it before the result.
    pub(in crate::document) shown: bool,
    pub(in crate::document) has_result: bool,
    pub(in crate::document) form: Option<FormField>,
}

/// What `w:ffData` says of a form field (17.16.17).
#[derive(Debug)]
pub(in crate::document) enum FormField {
    CheckBox { default: bool, checked: Option<bool> },
    DropDown { default: Option<usize>, result: Option<usize>, entries: Vec<String> },
    Text,
}

impl FormField {
    /// The form field that an element of `w:ffData` begins.
    pub(in crate::document) fn of(element: &Element<'_>) -> Option<Self> {
        match element.local() {
            "checkBox" => Some(Self::CheckBox { default: false, checked: None }),
            "ddList" => Some(Self::DropDown { default: None, result: None, entries: Vec::new() }),
            "textInput" => Some(Self::Text),
            _ => None,
        }
    }

    /// Takes one child of its element.
    pub(in crate::document) fn take(&mut self, element: &Element<'_>) {
        let index = || element.attribute("val").and_then(|v| v.parse().ok());
        match (self, element.local()) {
            (Self::CheckBox { default, .. }, "default") => *default = toggle(element),
            (Self::CheckBox { checked, .. }, "checked") => *checked = Some(toggle(element)),
            (Self::DropDown { default, .. }, "default") => *default = index(),
            (Self::DropDown { result, .. }, "result") => *result = index(),
            (Self::DropDown { entries, .. }, "listEntry") => {
                entries.push(element.attribute("val").unwrap_or_default().into_owned());
            }
            _ => {}
        }
    }

    /// What it shows by its state; `None` where its result shows it.
    fn shows(&self) -> Option<String> {
        match self {
            Self::CheckBox { default, checked } => {
                Some(if checked.unwrap_or(*default) { BOX_TICKED } else { BOX_EMPTY }.to_string())
            }
            // Without a choice Word shows the first entry.
            Self::DropDown { default, result, entries } => {
                let chosen = result.or(*default).unwrap_or(0);
                Some(entries.get(chosen).cloned().unwrap_or_else(|| PICTURE.to_string()))
            }
            Self::Text => None,
        }
    }
}

impl Field {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.instruction.split_whitespace()
    }

    fn is(&self, name: &str) -> bool {
        self.words().next().is_some_and(|word| word.eq_ignore_ascii_case(name))
    }

    /// What it shows in place of any result.
    pub(in crate::document) fn replacement(&self) -> Option<String> {
        if let Some(shown) = self.form.as_ref().and_then(FormField::shows) {
            return Some(shown);
        }
        if self.is("MACROBUTTON") {
            // `MACROBUTTON name text` (17.16.5.34).
            let after_word =
                |text: &str| text.trim_start().split_once(char::is_whitespace).map(|(_, t)| t.to_owned());
            return Some(
                after_word(&self.instruction)
                    .and_then(|t| after_word(&t))
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            );
        }
        // A box whose state is nowhere.
        (self.is("FORMCHECKBOX") || self.is("FORMDROPDOWN")).then(|| PICTURE.to_string())
    }

    /// What it shows where no result is stored.
    pub(in crate::document) fn without_result(&self) -> Option<String> {
        if self.is("SYMBOL") {
            return Some(self.symbol().unwrap_or(PICTURE).to_string());
        }
        self.is("EQ").then(|| self.circled().unwrap_or(PICTURE).to_string())
    }

    /// `SYMBOL 254 \f "Wingdings"` (17.16.5.61).
    fn symbol(&self) -> Option<char> {
        let code = self.words().nth(1)?;
        let code = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => code.parse().ok()?,
        };
        let (_, font) = self.instruction.split_once("\\f")?;
        let font = match font.trim_start().strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => font.split_whitespace().next()?,
        };
        symbol(font, code)
    }

    /// `EQ \o\ac(○,C)`: a letter or a figure that Word draws a circle around (17.16.5.15).
    fn circled(&self) -> Option<char> {
        let (_, laid) = self.instruction.split_once("\\o")?;
        let laid = laid.trim_start_matches("\\ac").trim().strip_prefix('(')?.strip_suffix(')')?;
        let (circle, inner) = laid.split_once([',', ';'])?;
        matches!(circle.trim(), "○" | "◯" | "〇").then(|| circled(inner.trim())).flatten()
    }

    /// Whether it would fetch something from elsewhere.
    pub(in crate::document) fn is_active(&self) -> bool {
        ["DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "IMPORT"].iter().any(|n| self.is(n))
    }
}

impl Story<'_, '_> {
    pub(super) fn simple_field(&mut self, element: &Element<'_>) -> Kind {
        let instruction = element.attribute("instr").unwrap_or_default().into_owned();
        self.fields.push(Field { instruction, ..Field::default() });
        self.begin_result();
        Kind::SimpleField
    }

    pub(super) fn field_character(&mut self, element: &Element<'_>) -> Kind {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => self.begin_result(),
            Some("end") if self.fields.len() > self.first_field => self.end_field(),
            _ => {}
        }
        Kind::FieldCharacter
    }

    fn begin_result(&mut self) {
        if let Some(field) = self.fields.last_mut() {
            field.in_result = true;
            self.context.seen.active |= field.is_active();
        }
    }

    pub(super) fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        self.context.seen.active |= field.is_active();
        let shown = field.replacement().or_else(|| field.without_result().filter(|_| !field.has_result));
        if let Some(shown) = shown {
            self.show(&shown);
        }
    }

    pub(super) fn form_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(field) = self.fields.last_mut() else { return Kind::Leaf };
        if let (Some(form), Some(Kind::FormField)) = (&mut field.form, self.kinds.last()) {
            form.take(element);
            return Kind::Leaf;
        }
        match FormField::of(element) {
            Some(form) => {
                field.form = Some(form);
                Kind::FormField
            }
            None => Kind::Leaf,
        }
    }

    /// Ends the fields from one on that have no end of their own; what they show cannot be told.
    pub(super) fn drop_fields(&mut self, from: usize) {
        for field in self.fields.split_off(from.min(self.fields.len())) {
            if field.shown {
                self.unread(&field.instruction);
            }
        }
    }
}
