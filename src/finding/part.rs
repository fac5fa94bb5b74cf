//! What may be said about a part of a review beside its answers: a correction, the rating.

use crate::model::{Lang, Place};
use serde::{Deserialize, Serialize};

/// What may be said about a part of a review beside its answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartFinding {
    /// A deadline that names a day, but not which one, where nothing tells when the form was written.
    UnclearDeadline {
        /// The deadline as written.
        text: String,
        /// Where its correction stands.
        at: Place,
    },
    /// Words among the corrections that belong to none of them.
    UnknownPromise {
        /// The words.
        text: String,
        /// Where they stand.
        at: Place,
    },
    /// A line below the answers that takes one of them back.
    Amended {
        /// The line.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The form itself gives another number of manifestations than its answers make.
    SumDiffers {
        /// What it says.
        text: String,
        /// Where.
        at: Place,
    },
    /// A rating that somebody wrote or marked, and that is none or more than one.
    UnclearRating {
        /// What stands there.
        text: String,
        /// Where.
        at: Place,
    },
}

impl PartFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnclearDeadline { .. } => "unclear-deadline",
            Self::UnknownPromise { .. } => "unknown-promise",
            Self::Amended { .. } => "amended-below",
            Self::SumDiffers { .. } => "sum-differs",
            Self::UnclearRating { .. } => "unclear-rating",
        }
    }

    /// Each is a question: a promise or a rating would be lost, or an answer be wrong.
    pub fn asks(&self) -> bool {
        true
    }

    /// The sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        let (Self::UnclearDeadline { text, at }
        | Self::UnknownPromise { text, at }
        | Self::Amended { text, at }
        | Self::SumDiffers { text, at }
        | Self::UnclearRating { text, at }) = self;
        let at = at.words(lang);
        match (self, lang) {
            (Self::UnclearDeadline { .. }, Lang::Vi) => {
                format!("Thời hạn “{text}” ({at}) chưa rõ là ngày nào. Hỏi lại người viết.")
            }
            (Self::UnclearDeadline { .. }, Lang::En) => {
                format!("The deadline “{text}” ({at}) does not tell which day is meant. Ask the writer.")
            }
            (Self::UnknownPromise { .. }, Lang::Vi) => format!(
                "Trong phần kế hoạch khắc phục có chỗ không rõ thuộc cam kết nào: “{text}” ({at}). Mở tệp kiểm tra."
            ),
            (Self::UnknownPromise { .. }, Lang::En) => format!(
                "Among the corrections stand words that belong to none of them: “{text}” ({at}). Open the file and check."
            ),
            (Self::Amended { .. }, Lang::Vi) => format!(
                "Dưới bảng có dòng sửa lại câu trả lời: “{text}” ({at}). Mở tệp, đối chiếu câu trả lời."
            ),
            (Self::Amended { .. }, Lang::En) => format!(
                "A line below the answers takes one of them back: “{text}” ({at}). Open the file and check the answers."
            ),
            (Self::SumDiffers { .. }, Lang::Vi) => format!(
                "Số biểu hiện người viết tự cộng không khớp với câu trả lời đọc được: “{text}” ({at}). Mở tệp, đếm lại."
            ),
            (Self::SumDiffers { .. }, Lang::En) => format!(
                "The form gives another number of manifestations than its answers make: “{text}” ({at}). Open the file and count."
            ),
            (Self::UnclearRating { .. }, Lang::Vi) => {
                format!("Mức tự xếp loại không rõ: “{text}” ({at}). Mở tệp kiểm tra.")
            }
            (Self::UnclearRating { .. }, Lang::En) => {
                format!("The rating cannot be told: “{text}” ({at}). Open the file and check.")
            }
        }
    }
}
