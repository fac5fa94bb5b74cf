//! What may be said about whose review it is, and which of several counts.

use super::Finding;
use crate::model::Lang;
use serde::{Deserialize, Serialize};

/// What may be said about whose review it is, and which of several counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SubjectFinding {
    /// Nothing tells which unit it belongs to.
    UnitUnknown {
        /// The words that were read, if any.
        words: String,
    },
    /// Several units fit equally well.
    UnitAmbiguous {
        /// The words that were read.
        words: String,
        /// The names of the units that fit.
        candidates: String,
    },
    /// The form gives no name.
    NameMissing,
    /// A member who is not on the list of the cell.
    NotOnRoster {
        /// The name as written.
        name: String,
    },
    /// The same content as another file, which counts.
    Duplicate {
        /// The other file.
        of: String,
    },
    /// The same subject sent a newer one, which counts.
    Superseded {
        /// The newer file.
        by: String,
    },
    /// Two different reviews of one subject, and nothing tells which is newer.
    WhichIsNewer {
        /// The other file.
        other: String,
    },
    /// Two reviews under one name that may be two people or one.
    SamePersonPerhaps {
        /// The other file.
        other: String,
    },
    /// A unit's tally differs from the reviews that came from it.
    TallyDiffers {
        /// Codes of the indicators that differ.
        indicators: String,
    },
    /// A second tally of one unit.
    SecondTally {
        /// The file of the tally that counts.
        other: String,
    },
    /// What was typed as a decision does not decide.
    NotUnderstood {
        /// What was typed.
        typed: String,
        /// What was asked.
        question: Box<Finding>,
    },
    /// The content that decisions were about was replaced.
    DecisionExpired {
        /// What was decided about what.
        decisions: String,
    },
    /// What was decided is not what the words, clear now, say.
    DecisionAgainstText {
        /// What was decided.
        typed: String,
    },
    /// A unit is named that is no longer; what it became counts.
    FormerUnit {
        /// Code and name of the former unit.
        former: String,
        /// Its last day.
        until: String,
        /// Its row in the list of units.
        row: u32,
        /// The unit that it became.
        unit: String,
    },
    /// A member who may be one of the earlier round.
    SameAsEarlier {
        /// Those of the earlier round who may be meant, by number.
        candidates: String,
    },
    /// A paper about corrections of which it is not certain whose promises they are.
    FollowUpWhose {
        /// The name on it.
        name: String,
    },
    /// A correction that is none of the promises of its member word for word.
    FollowUpWhich {
        /// Whose promises.
        name: String,
    },
    /// What is said of a correction does not tell how far it has come.
    FollowUpStatus,
    /// Two papers say different things of one promise, and nothing tells which is newer.
    FollowUpsDiffer {
        /// The file of the other.
        other: String,
    },
    /// A collective review or tally of a unit above cells: shown there, added nowhere.
    AboveCells {
        /// Its file.
        file: String,
    },
}

impl SubjectFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnitUnknown { .. } => "unit-unknown",
            Self::UnitAmbiguous { .. } => "unit-ambiguous",
            Self::NameMissing => "name-missing",
            Self::NotOnRoster { .. } => "not-on-roster",
            Self::Duplicate { .. } => "duplicate",
            Self::Superseded { .. } => "superseded",
            Self::WhichIsNewer { .. } => "which-is-newer",
            Self::SamePersonPerhaps { .. } => "same-person-perhaps",
            Self::SameAsEarlier { .. } => "same-as-earlier",
            Self::FollowUpWhose { .. } => "follow-up-whose",
            Self::FollowUpWhich { .. } => "follow-up-which",
            Self::FollowUpStatus => "follow-up-status",
            Self::FollowUpsDiffer { .. } => "follow-ups-differ",
            Self::TallyDiffers { .. } => "tally-differs",
            Self::SecondTally { .. } => "second-tally",
            Self::NotUnderstood { question, .. } => question.code(),
            Self::DecisionExpired { .. } => "decision-expired",
            Self::DecisionAgainstText { .. } => "decision-against-text",
            Self::FormerUnit { .. } => "former-unit",
            Self::AboveCells { .. } => "above-cells",
        }
    }

    /// Whether a person must look.
    pub fn asks(&self) -> bool {
        !matches!(
            self,
            Self::Duplicate { .. }
                | Self::Superseded { .. }
                | Self::NotOnRoster { .. }
                | Self::FormerUnit { .. }
                | Self::AboveCells { .. }
        )
    }

    /// The sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        match self {
            Self::UnitUnknown { words } if words.is_empty() => {
                "Không có gì cho biết thuộc đơn vị nào. Chọn đơn vị ở cột quyết định.".into()
            }
            Self::UnitUnknown { words } => {
                format!(
                    "Không nhận ra đơn vị từ “{words}”. Chọn đơn vị ở cột quyết định, hoặc thêm tên gọi khác vào units.xlsx."
                )
            }
            Self::UnitAmbiguous { words, candidates } => {
                format!("“{words}” có thể là: {candidates}. Chọn đơn vị ở cột quyết định.")
            }
            Self::NameMissing => "Không có họ và tên. Gõ họ và tên ở cột quyết định.".into(),
            Self::NotOnRoster { name } => format!("{name} không có trong danh sách đảng viên của chi bộ."),
            Self::Duplicate { of } => format!("Trùng nội dung với {of}; chỉ tính một lần."),
            Self::Superseded { by } => format!("Đã có bản mới hơn: {by}; chỉ tính bản mới."),
            Self::WhichIsNewer { other } => {
                format!(
                    "Có bản khác của cùng người, không rõ bản nào mới hơn: {other}. Chọn bản được tính ở cột quyết định."
                )
            }
            Self::SamePersonPerhaps { other } => {
                format!(
                    "Trùng họ tên trong cùng chi bộ, không rõ là một hay hai người: {other}. Quyết định ở cột quyết định."
                )
            }
            Self::TallyDiffers { indicators } => {
                format!(
                    "Biểu tổng hợp của đơn vị khác với các bản tự soi đã nhận ở: {indicators}. Các bản tự soi được tính nếu chưa có quyết định khác."
                )
            }
            Self::SecondTally { other } => {
                format!(
                    "Đơn vị gửi hai biểu tổng hợp khác nhau: {other}. Chọn biểu được tính ở cột quyết định."
                )
            }
            Self::SameAsEarlier { candidates } => {
                format!("Kỳ trước có: {candidates}. Là cùng một người hay người khác? Chọn ở cột quyết định.")
            }
            Self::FollowUpWhose { name } if name.is_empty() => {
                "Phiếu kết quả khắc phục không rõ của ai. Chọn người đã cam kết ở kỳ trước.".into()
            }
            Self::FollowUpWhose { name } => format!(
                "Phiếu kết quả khắc phục của {name}: không rõ là ai trong những người đã cam kết ở kỳ trước. Chọn ở cột quyết định."
            ),
            Self::FollowUpWhich { name } => format!(
                "Nội dung này không khớp từng chữ với một cam kết nào ở kỳ trước của {name}. Chọn cam kết ở cột quyết định."
            ),
            Self::FollowUpStatus => {
                "Không rõ đã khắc phục, đang khắc phục hay chưa. Chọn ở cột quyết định.".into()
            }
            Self::FollowUpsDiffer { other } => format!(
                "Phiếu khác ghi kết quả khác về cùng cam kết, không rõ phiếu nào mới hơn: {other}. Chọn kết quả đúng ở cột quyết định."
            ),
            Self::NotUnderstood { typed, question } => {
                format!("Không hiểu quyết định “{typed}”, hãy chọn lại. {}", question.message(Lang::Vi))
            }
            Self::DecisionExpired { decisions } => {
                format!(
                    "Tệp này đã thay nội dung sau khi có quyết định, nên quyết định cũ không còn áp dụng: {decisions}. Trả lời các câu hỏi của bản mới, rồi chọn “Đã xem”."
                )
            }
            Self::DecisionAgainstText { typed } => {
                format!(
                    "Quyết định “{typed}” khác với chữ nay đọc được rõ ràng; đang tính theo chữ. Xem lại một lần nữa và quyết định."
                )
            }
            Self::FormerUnit { former, until, row, unit } => {
                format!(
                    "Ghi tên đơn vị cũ {former} (đến {until}); tính cho {unit} theo units.xlsx, dòng {row}."
                )
            }
            Self::AboveCells { file } => {
                format!("{file} là của đơn vị cấp trên chi bộ; không cộng vào số liệu của các chi bộ.")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::UnitUnknown { words } if words.is_empty() => {
                "Nothing tells which unit it belongs to. Choose one in the decision column.".into()
            }
            Self::UnitUnknown { words } => {
                format!(
                    "No unit is known as “{words}”. Choose one in the decision column, or add the name to units.xlsx."
                )
            }
            Self::UnitAmbiguous { words, candidates } => {
                format!("“{words}” may be: {candidates}. Choose one in the decision column.")
            }
            Self::NameMissing => "The form gives no name. Type it in the decision column.".into(),
            Self::NotOnRoster { name } => format!("{name} is not on the cell's list of members."),
            Self::Duplicate { of } => format!("The same content as {of}; counted once."),
            Self::Superseded { by } => format!("A newer version has come: {by}; only that counts."),
            Self::WhichIsNewer { other } => {
                format!(
                    "Another review of the same person, and nothing tells which is newer: {other}. Decide which counts."
                )
            }
            Self::SamePersonPerhaps { other } => {
                format!(
                    "The same name in one cell, one person or two: {other}. Decide in the decision column."
                )
            }
            Self::TallyDiffers { indicators } => {
                format!(
                    "The unit's tally differs from the reviews received at: {indicators}. The reviews count until decided otherwise."
                )
            }
            Self::SecondTally { other } => {
                format!("The unit sent two different tallies: {other}. Decide which counts.")
            }
            Self::SameAsEarlier { candidates } => {
                format!(
                    "The earlier round has: {candidates}. One person or another? Decide in the decision column."
                )
            }
            Self::FollowUpWhose { name } if name.is_empty() => {
                "Nothing tells whose corrections this paper is about. Choose who promised them.".into()
            }
            Self::FollowUpWhose { name } => format!(
                "A paper on the corrections of {name}: it is not certain who of the earlier round that is. Decide in the decision column."
            ),
            Self::FollowUpWhich { name } => format!(
                "These words are none of the promises of {name} in the earlier round. Choose the promise in the decision column."
            ),
            Self::FollowUpStatus => {
                "Nothing certain is said of how far it has come. Decide in the decision column.".into()
            }
            Self::FollowUpsDiffer { other } => format!(
                "Another paper says another thing of this promise, and nothing tells which is newer: {other}. Choose what is right."
            ),
            Self::NotUnderstood { typed, question } => {
                format!("“{typed}” is no decision that is understood. {}", question.message(Lang::En))
            }
            Self::DecisionExpired { decisions } => {
                format!(
                    "The content of this file changed after decisions about it, which therefore no longer hold: {decisions}. Answer the questions of the new one, then choose “Đã xem”."
                )
            }
            Self::DecisionAgainstText { typed } => {
                format!(
                    "The decision “{typed}” is not what the words say, which are clear now; the words count. Look once more and decide."
                )
            }
            Self::FormerUnit { former, until, row, unit } => {
                format!(
                    "It names the former unit {former} (until {until}); it counts for {unit}, by units.xlsx, row {row}."
                )
            }
            Self::AboveCells { file } => {
                format!("{file} is of a unit above the cells; it is not added to the figures of the cells.")
            }
        }
    }
}
