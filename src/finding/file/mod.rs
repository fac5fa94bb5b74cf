//! What may be said about a file as a whole.

mod sentences;

use crate::model::{Lang, Place};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What may be said about a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FileFinding {
    /// Nothing in it: 0 bytes.
    Empty,
    /// The package or a part of it is damaged.
    Corrupt {
        /// What was seen, such as the part whose checksum differs.
        detail: String,
    },
    /// A part's XML breaks off or is not well formed.
    BadXml {
        /// The part and what was seen there.
        detail: String,
    },
    /// Two parts of one name, or parts that overlap.
    BadPackage {
        /// Which parts.
        detail: String,
    },
    /// A document type declaration, which no office file has.
    Dtd {
        /// The part it stands in.
        part: String,
    },
    /// Over a limit of size, count or ratio.
    TooBig {
        /// Which limit.
        detail: String,
    },
    /// Nested deeper than any form.
    TooDeep {
        /// What is nested.
        detail: String,
    },
    /// Locked by a password.
    Password,
    /// A format that is recognised but not read.
    Unsupported {
        /// The format's name for a person, such as `Word 97-2003 (.doc)`.
        format: Cow<'static, str>,
    },
    /// A picture of a form.
    Image,
    /// A PDF of pictures, without text.
    Pdf,
    /// A PDF with text whose form cannot be read for certain.
    PdfText {
        /// What is not certain.
        detail: Cow<'static, str>,
    },
    /// Neither an office file, a mail nor an archive.
    NotOffice,
    /// A lock file that Word or Excel leaves beside an open document.
    LockFile,
    /// A file of the operating system or a leftover of a download.
    SystemFile,
    /// The operating system refused to hand it over.
    Io {
        /// Its reason.
        detail: String,
    },
    /// The file's content changed while it was read.
    Changed,
    /// The extension says one thing and the content another; the content was read.
    WrongExtension {
        /// What it is.
        is: Cow<'static, str>,
    },
    /// A mail without any attachment.
    NoAttachment {
        /// The sender, so that the clerk can ask.
        sender: String,
    },
    /// The mail that brought it corrects what stands in it.
    LetterAmends {
        /// What the mail says.
        text: String,
    },
    /// A mail or archive of which a part could not be read; the part has a line of its own.
    Partial {
        /// What was left out.
        detail: String,
    },
    /// Macros, embedded objects or links to elsewhere: never run, never followed.
    ActiveContent,
    /// Changes are tracked and not yet accepted; the final text was read.
    TrackedChanges,
    /// Hidden rows, columns, sheets or text hold something.
    HiddenContent {
        /// Where.
        detail: String,
    },
    /// Visible text did not reach the reader.
    UnreadText {
        /// The text lost.
        text: String,
    },
    /// No self-review stands in it.
    NoForm,
    /// A form that nobody filled in.
    BlankForm,
    /// A form filled in as a sample, or within a paper of another kind.
    Sample {
        /// Whose name it bears, or the words of its title.
        detail: String,
    },
    /// It looks like a self-review but its layout was not understood.
    UnknownLayout {
        /// What was seen.
        detail: String,
    },
    /// A row among the answers names no known indicator.
    UnknownRow {
        /// The row's words.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// Text in a file made from a form that the office has taught, which is neither printed on it nor read.
    LeftOver {
        /// The text.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The row of a member who has not answered, with the reason.
    Excused {
        /// The row's words.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The row of a member that is struck out.
    StruckOut {
        /// The row's words.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The program failed on it; a bug to report.
    Internal {
        /// What failed.
        detail: String,
    },
    /// Text in the code page of an old font was turned into Unicode.
    LegacyText,
    /// Text that is no Vietnamese as it stands and in no code page for certain.
    GarbledText {
        /// The text as stored.
        text: String,
    },
    /// The name at the head of a review and the one under it differ, by a letter or wholly.
    TwoNames {
        /// The one at the head, which is taken.
        written: String,
        /// The one under it.
        signed: String,
    },
    /// The title says that a committee reviews itself, and the head that a member fills the form in.
    WhoseReview {
        /// The member.
        name: String,
    },
    /// A mail that only the receiver's key opens.
    EncryptedMail {
        /// The sender, so that the clerk can ask.
        sender: String,
    },
    /// A shortcut to a file or page, not the file itself.
    Shortcut,
    /// A consolidated workbook of another campaign or period: nothing in it is counted.
    OtherRound {
        /// Title and period that it is about.
        theirs: String,
        /// Those of this campaign.
        ours: String,
    },
    /// Reviews of another period than the round's, beside those of the round in one file: none is counted.
    OtherPeriod {
        /// Where they stand.
        at: Place,
        /// How many there are.
        reviews: usize,
        /// Of how many no review of the round's stands beside them.
        unmet: usize,
    },
    /// A consolidated workbook that asked something else: nothing in it is counted.
    OtherCatalogue,
    /// A consolidated workbook whose enclosed figures are not as they were written: none is counted.
    FiguresDamaged {
        /// What was seen.
        detail: String,
    },
    /// A paper about corrections promised before, and no self-review.
    FollowUp {
        /// Of how many corrections it says something.
        outcomes: usize,
    },
    /// A plan of corrections, and no self-review beside it.
    PlanAlone {
        /// How many corrections it promises.
        promises: usize,
    },
    /// A figure of a consolidated workbook that somebody changed by hand: the ledger's is counted.
    FigureChanged {
        /// Where.
        at: Place,
        /// What stands there.
        written: String,
        /// What the ledger of the unit says.
        figure: String,
    },
}

impl FileFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::Corrupt { .. } => "corrupt",
            Self::BadXml { .. } => "bad-xml",
            Self::BadPackage { .. } => "bad-package",
            Self::Dtd { .. } => "dtd",
            Self::TooBig { .. } => "too-big",
            Self::TooDeep { .. } => "too-deep",
            Self::Password => "password",
            Self::Unsupported { .. } => "unsupported-format",
            Self::Image => "image",
            Self::Pdf => "pdf",
            Self::PdfText { .. } => "pdf-text",
            Self::NotOffice => "not-office",
            Self::LockFile => "lock-file",
            Self::SystemFile => "system-file",
            Self::Io { .. } => "io",
            Self::Changed => "changed-while-read",
            Self::WrongExtension { .. } => "wrong-extension",
            Self::NoAttachment { .. } => "no-attachment",
            Self::LetterAmends { .. } => "letter-amends",
            Self::Partial { .. } => "partial",
            Self::ActiveContent => "active-content",
            Self::TrackedChanges => "tracked-changes",
            Self::HiddenContent { .. } => "hidden-content",
            Self::UnreadText { .. } => "unread-text",
            Self::NoForm => "no-form",
            Self::BlankForm => "blank-form",
            Self::Sample { .. } => "sample",
            Self::UnknownLayout { .. } => "unknown-layout",
            Self::UnknownRow { .. } => "unknown-row",
            Self::LeftOver { .. } => "left-over-text",
            Self::Excused { .. } => "excused",
            Self::StruckOut { .. } => "struck-out",
            Self::Internal { .. } => "internal",
            Self::LegacyText => "legacy-text",
            Self::GarbledText { .. } => "garbled-text",
            Self::TwoNames { .. } => "two-names",
            Self::WhoseReview { .. } => "whose-review",
            Self::EncryptedMail { .. } => "encrypted-mail",
            Self::Shortcut => "shortcut",
            Self::OtherRound { .. } => "other-campaign",
            Self::OtherPeriod { .. } => "other-period",
            Self::OtherCatalogue => "other-catalogue",
            Self::FiguresDamaged { .. } => "figures-damaged",
            Self::FollowUp { .. } => "follow-up",
            Self::PlanAlone { .. } => "plan-alone",
            Self::FigureChanged { .. } => "figure-changed",
        }
    }

    /// Whether a person must look at the file.
    pub fn asks(&self) -> bool {
        !matches!(
            self,
            Self::LockFile
                | Self::SystemFile
                | Self::WrongExtension { .. }
                | Self::ActiveContent
                | Self::TrackedChanges
                | Self::NoForm
                | Self::BlankForm
                | Self::FollowUp { .. }
                | Self::PlanAlone { .. }
                | Self::OtherPeriod { unmet: 0, .. }
                | Self::LegacyText
        )
    }

    /// The sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }
}
