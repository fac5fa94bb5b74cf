//! The kinds of parts that hold text (ECMA-376 part 1, 11.3).

use super::super::page::PartKind;
use crate::model::Place;

/// What kind of part is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    Document,
    Header,
    Footer,
    Footnotes,
    Endnotes,
    Comments,
}

impl Root {
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Header => "hdr",
            Self::Footer => "ftr",
            Self::Footnotes => "footnotes",
            Self::Endnotes => "endnotes",
            Self::Comments => "comments",
        }
    }

    /// The last segment of the relationship that leads to it from the main part.
    pub(super) fn relation(self) -> &'static str {
        match self {
            Self::Document => "officeDocument",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Footnotes => "footnotes",
            Self::Endnotes => "endnotes",
            Self::Comments => "comments",
        }
    }

    /// What becomes of it.
    pub(super) fn kind(self) -> PartKind {
        match self {
            Self::Document | Self::Comments => PartKind::Body,
            Self::Header => PartKind::Header,
            Self::Footer | Self::Footnotes | Self::Endnotes => PartKind::Footer,
        }
    }

    pub(super) fn is_notes(self) -> bool {
        matches!(self, Self::Footnotes | Self::Endnotes)
    }

    /// The place of all its paragraphs; those of the document are counted.
    pub(super) fn place(self) -> Option<Place> {
        match self {
            Self::Document => None,
            Self::Header | Self::Footer | Self::Footnotes | Self::Endnotes => Some(Place::Margin),
            Self::Comments => Some(Place::File),
        }
    }
}
