//! What the elements of a part are to the reader.

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One through which what is in it shows.
    Content,
    /// One that is passed over with all that is in it.
    Skip,
    /// One of no meaning here inside properties.
    Leaf,
    Paragraph,
    ParagraphProperties,
    NumberingProperties,
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Instruction,
    Table,
    Row,
    RowProperties,
    Slot,
    SlotProperties,
    Control,
    ControlProperties,
    CheckBox,
    ControlContent,
    FieldCharacter,
    FormData,
    FormField,
    SimpleField,
    Alternatives {
        taken: bool,
    },
    Drawing,
    TextBox {
        fields: usize,
    },
    Comment,
}
