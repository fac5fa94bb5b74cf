//! What a group of RTF sets, and gives back when it ends.

use super::super::page::Emphasis;
use super::super::word::field::FormField;
use super::table::RowDefinition;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the document.
    Text,
    /// Nowhere, with all that is in it.
    Skip,
    /// Nowhere, as its field shows something else.
    Replaced,
    /// Nowhere, but groups in it have destinations of their own.
    Holder,
    /// Into the number in front of the paragraph.
    Label,
    /// Into the instruction of the field.
    Instruction,
    /// Into a value that the end of the group takes.
    Value,
    FontTable,
    ColourTable,
    FormData,
}

/// What the end of a group does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Field,
    ListEntry,
    Shape,
    ShapeProperty,
    ShapeValue,
    Story(Story),
    NestedRow,
}

/// Text that stands apart from the paragraph it is anchored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Header,
    Footer,
    Note,
    Comment,
    Box,
}

/// How text looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) emphasis: Emphasis,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) font: Option<i32>,
}

impl Look {
    pub(super) fn set(&mut self, emphasis: Emphasis, on: bool) {
        self.emphasis = if on { self.emphasis.with(emphasis) } else { self.emphasis.without(emphasis) };
    }
}

/// A group.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) destination: Destination,
    pub(super) look: Look,
    /// How many characters stand in for one of `\u`.
    pub(super) substitutes: usize,
    /// Whether the paragraph stands in a table.
    pub(super) in_table: bool,
    /// How many tables the paragraph stands in, where it says so.
    pub(super) level: Option<usize>,
}

impl Group {
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Text,
            look: Look::default(),
            substitutes: 1,
            in_table: false,
            level: None,
        }
    }
}

/// A shape whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The name of the property being read.
    pub(super) property: String,
    /// Whether it is a line, which says nothing.
    pub(super) line: bool,
    /// Whether it shows text, or holds shapes that show themselves.
    pub(super) spoken: bool,
}

impl Shape {
    /// Takes a property (`MSOSPT`: 20 is a line, 32 to 40 are connectors).
    pub(super) fn take(&mut self, value: &str) {
        if self.property.trim() == "shapeType" {
            self.line = value.trim().parse().is_ok_and(|kind: u32| matches!(kind, 20 | 32..=40));
        }
    }
}

/// Tables that the text of one story stands in.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) open: Vec<super::table::PositionedTable>,
    pub(super) definition: RowDefinition,
    /// Whether a row has begun and not ended.
    pub(super) in_row: bool,
}

/// No value is stored; the default counts.
const NO_RESULT: i32 = 25;

/// What `\fftype`, `\ffres` and `\ffdefres` say of a form field.
pub(super) fn form_property(form: &mut Option<FormField>, word: &str, number: i32) {
    let index = usize::try_from(number).ok();
    match (form, word) {
        (form, "fftype") => {
            *form = Some(match number {
                1 => FormField::CheckBox { default: false, checked: None },
                2 => FormField::DropDown { default: None, result: None, entries: Vec::new() },
                _ => FormField::Text,
            });
        }
        (Some(FormField::CheckBox { checked, .. }), "ffres") if number != NO_RESULT => {
            *checked = Some(number != 0);
        }
        (Some(FormField::CheckBox { default, .. }), "ffdefres") => *default = number != 0,
        (Some(FormField::DropDown { result, .. }), "ffres") if number != NO_RESULT => *result = index,
        (Some(FormField::DropDown { default, .. }), "ffdefres") => *default = index,
        _ => {}
    }
}
