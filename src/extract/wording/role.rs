//! What a column, a field or a label is for.

use crate::model::{Level, Status};

/// What a column of a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Ordinal or code.
    Number,
    /// The member's name.
    Name,
    /// The member's given name, beside the rest of it.
    GivenName,
    /// Date of birth.
    Birth,
    /// Position (*chức vụ*).
    Position,
    /// A date or number about membership that is not used.
    Joined,
    /// The unit's name.
    Unit,
    /// The unit's code.
    UnitCode,
    /// The indicators' wording.
    Wording,
    /// A mark here means that the manifestation is present.
    Yes,
    /// A mark here means that it is not.
    No,
    /// A mark here means that it is present at this level.
    Level(Level),
    /// A word that says yes or no.
    Answer,
    /// A word or number that gives the level.
    LevelWord,
    /// How often a manifestation showed.
    Times,
    /// What was answered before.
    Earlier,
    /// Anything that says nothing of whether it is present: what has changed since, whether it was read or reported.
    Aside,
    /// Free text about the answer.
    Note,
    /// What falls short, in a plan of corrections.
    Shortcoming,
    /// What will be done.
    Action,
    /// By when.
    Due,
    /// From when on.
    Begins,
    /// How far it has come.
    Status,
    /// A mark here says how far it has come.
    Outcome(Status),
    /// Who watches over it.
    Responsible,
    /// Number of members with the manifestation.
    Count,
    /// Number of members with it at one level.
    CountPart,
    /// Number of some of the members with it, *Nam*, *Nữ*, *dự bị*: no number of all.
    CountShare,
    /// What the numbers at all levels make together, with or without those of whom it is not true.
    CountSum,
    /// Number of members without it.
    CountNone,
    /// Number of members asked.
    Total,
    /// A percentage.
    Percent,
}

impl Role {
    /// The role of a list in the vocabulary.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }

    /// The name of its list in the vocabulary; `None` for roles that no heading has by itself.
    pub(crate) fn name(self) -> Option<&'static str> {
        Self::NAMES.iter().find(|(_, role)| *role == self).map(|(name, _)| *name)
    }

    /// The lists of headings in the vocabulary.
    const NAMES: [(&'static str, Self); 32] = [
        ("number", Self::Number),
        ("name", Self::Name),
        ("given_name", Self::GivenName),
        ("birth", Self::Birth),
        ("position", Self::Position),
        ("joined", Self::Joined),
        ("unit", Self::Unit),
        ("unit_code", Self::UnitCode),
        ("wording", Self::Wording),
        ("yes", Self::Yes),
        ("no", Self::No),
        ("slight", Self::Level(Level::Slight)),
        ("moderate", Self::Level(Level::Moderate)),
        ("serious", Self::Level(Level::Serious)),
        ("answer", Self::Answer),
        ("level", Self::LevelWord),
        ("times", Self::Times),
        ("note", Self::Note),
        ("shortcoming", Self::Shortcoming),
        ("action", Self::Action),
        ("due", Self::Due),
        ("begins", Self::Begins),
        ("status", Self::Status),
        ("outcome_done", Self::Outcome(Status::Done)),
        ("outcome_in_progress", Self::Outcome(Status::InProgress)),
        ("outcome_not_done", Self::Outcome(Status::NotDone)),
        ("responsible", Self::Responsible),
        ("count", Self::Count),
        ("count_none", Self::CountNone),
        ("total", Self::Total),
        ("percent", Self::Percent),
        ("aside", Self::Aside),
    ];

    /// Whether a mark in the column answers.
    pub(crate) fn takes_mark(self) -> bool {
        matches!(self, Self::Yes | Self::No | Self::Level(_))
    }

    /// Whether the column says who somebody is, and nothing else.
    pub(crate) fn is_personal(self) -> bool {
        use Role::{Birth, GivenName, Joined, Name, Number, Position, Unit, UnitCode};
        matches!(self, Number | Name | GivenName | Birth | Position | Joined | Unit | UnitCode)
    }

    /// Whether the column holds the answer in any way.
    pub(crate) fn answers(self) -> bool {
        self.takes_mark() || matches!(self, Self::Answer | Self::LevelWord | Self::Times)
    }
}

/// What a field in a form's head is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The member's name.
    Name,
    /// Date of birth.
    Birth,
    /// Position in the Party.
    Position,
    /// Another position.
    OtherPosition,
    /// Something about membership that is not used.
    Joined,
    /// The unit.
    Unit,
    /// The place of work, which is no unit of the Party.
    Workplace,
    /// The date of the form.
    Date,
    /// Members on the books.
    Total,
    /// Members who took part.
    TakingPart,
    /// Who drew up the paper.
    Reporter,
}

impl Field {
    /// The field of a list in the vocabulary.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "name" => Self::Name,
            "birth" => Self::Birth,
            "position" => Self::Position,
            "other_position" => Self::OtherPosition,
            "joined" => Self::Joined,
            "unit" => Self::Unit,
            "workplace" => Self::Workplace,
            "date" => Self::Date,
            "total" => Self::Total,
            "taking_part" => Self::TakingPart,
            "reporter" => Self::Reporter,
            _ => return None,
        })
    }
}

/// What a label in running text announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// An answer.
    Answer,
    /// An explanation.
    Note,
    /// What falls short.
    Shortcoming,
    /// What will be done.
    Action,
    /// By when.
    Due,
    /// How far it has come.
    Status,
}

impl Label {
    /// The label of a list in the vocabulary.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "answer" => Self::Answer,
            "note" => Self::Note,
            "shortcoming" => Self::Shortcoming,
            "action" => Self::Action,
            "due" => Self::Due,
            "status" => Self::Status,
            _ => return None,
        })
    }
}
