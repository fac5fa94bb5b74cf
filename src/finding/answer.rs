//! What may be said about one answer.

use crate::model::Lang;
use serde::{Deserialize, Serialize};

/// Why an answer needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AnswerFinding {
    /// Nothing stands where the answer belongs.
    Blank,
    /// Marks in two places that exclude one another.
    TwoMarks,
    /// A printed choice that nobody made.
    UntouchedChoice,
    /// Words that do not decide.
    Undecided,
    /// A mark and words that contradict one another.
    MarkAgainstWords,
    /// The form has no row for the indicator, or the row was not recognised.
    Missing,
    /// Two rows name the indicator and answer differently.
    RowsDiffer,
    /// A formula without a stored result.
    NoStoredResult,
    /// An error value such as `#REF!`.
    ErrorValue,
    /// A picture where the answer belongs.
    Picture,
    /// Something stands where the answer belongs that is neither a mark nor a known word.
    UnknownMark,
    /// A level that is missing or not known, beside a clear yes.
    UnknownLevel,
    /// A number of members that is not a number, or larger than the unit.
    BadCount,
    /// The row has fewer squares than the headings, so that its marks may stand under the wrong ones.
    ShortRow,
    /// A mark stands in a row of no indicator and rows of indicators have none: all may stand a row too low.
    OutOfRow,
    /// The form says that its answers are provisional, or given for somebody who was not asked.
    Provisional,
    /// The answer stands below the heading of an earlier round.
    EarlierRound,
    /// A hidden row answers the same indicator differently.
    HiddenRowDiffers,
    /// Somebody else, such as the cell, assesses the answer otherwise in a column of their own.
    AssessedOtherwise,
}

impl AnswerFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Blank => "blank-answer",
            Self::TwoMarks => "conflicting-marks",
            Self::UntouchedChoice => "untouched-choice",
            Self::Undecided => "undecided-words",
            Self::MarkAgainstWords => "mark-against-words",
            Self::Missing => "missing-indicator",
            Self::RowsDiffer => "rows-differ",
            Self::NoStoredResult => "no-stored-result",
            Self::ErrorValue => "error-value",
            Self::Picture => "picture-answer",
            Self::UnknownMark => "unknown-mark",
            Self::UnknownLevel => "unknown-level",
            Self::BadCount => "bad-count",
            Self::ShortRow => "short-row",
            Self::OutOfRow => "out-of-row",
            Self::Provisional => "provisional",
            Self::EarlierRound => "earlier-round",
            Self::HiddenRowDiffers => "hidden-row-differs",
            Self::AssessedOtherwise => "assessed-otherwise",
        }
    }

    /// Every doubt about an answer is a question.
    pub fn asks(&self) -> bool {
        true
    }

    /// The sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        let (vi, en) = match self {
            Self::Blank => ("Chưa trả lời.", "Not answered."),
            Self::TwoMarks => (
                "Đánh dấu ở hai nơi trái nhau. Hỏi lại người viết.",
                "Marks in two places that exclude one another. Ask the writer.",
            ),
            Self::UntouchedChoice => (
                "Còn nguyên chữ in sẵn “Có/Không”, chưa chọn.",
                "The printed choice is untouched: nothing was chosen.",
            ),
            Self::Undecided => {
                ("Lời viết không cho biết có hay không.", "The words do not tell whether it is yes or no.")
            }
            Self::MarkAgainstWords => {
                ("Dấu và lời viết trái nhau.", "The mark and the words contradict one another.")
            }
            Self::Missing => (
                "Không tìm thấy biểu hiện này trong bản tự soi.",
                "The form has no row that could be recognised as this indicator.",
            ),
            Self::RowsDiffer => (
                "Hai dòng cùng nói về biểu hiện này nhưng trả lời khác nhau.",
                "Two rows are about this indicator and answer differently.",
            ),
            Self::NoStoredResult => (
                "Ô là công thức chưa có kết quả. Mở bằng Excel, lưu lại rồi gửi.",
                "A formula without a stored result. Open it in Excel, save it and send it again.",
            ),
            Self::ErrorValue => {
                ("Ô báo lỗi (như #REF!). Sửa lại rồi gửi.", "An error value such as #REF!. Have it mended.")
            }
            Self::Picture => {
                ("Câu trả lời là hình ảnh, cần người xem.", "The answer is a picture; a person must look.")
            }
            Self::UnknownMark => (
                "Có ký hiệu lạ ở chỗ trả lời, cần người xem.",
                "An unknown sign stands where the answer belongs; a person must look.",
            ),
            Self::UnknownLevel => ("Không rõ mức độ.", "The level cannot be told."),
            Self::BadCount => (
                "Số lượng không phải là số, hoặc lớn hơn số đảng viên.",
                "The count is not a number, or larger than the number of members.",
            ),
            Self::ShortRow => (
                "Dòng thiếu ô so với đầu bảng, không rõ dấu thuộc cột nào.",
                "The row has fewer squares than the headings; a mark may stand under the wrong one.",
            ),
            Self::OutOfRow => (
                "Có dấu ở dòng tiêu đề nhóm trong khi dòng biểu hiện để trống: các dấu có thể đã lệch dòng.",
                "A mark stands beside the title of a group and rows of indicators have none: all may stand a row too low.",
            ),
            Self::Provisional => (
                "Bản này ghi là ghi tạm, ghi thử hoặc bản nháp. Hỏi lại người có tên.",
                "The form says that its answers are provisional. Ask the member.",
            ),
            Self::EarlierRound => (
                "Câu trả lời đứng dưới đề mục của kỳ trước. Mở tệp xem có đúng kỳ này không.",
                "The answer stands below the heading of an earlier round. Open the file and look.",
            ),
            Self::HiddenRowDiffers => (
                "Có dòng ẩn trả lời khác về biểu hiện này.",
                "A hidden row answers this indicator differently.",
            ),
            Self::AssessedOtherwise => (
                "Đảng viên tự nhận một đằng, chi bộ (hoặc chi ủy) đánh giá một nẻo.",
                "The member answers one way, the cell or its committee assesses it another way.",
            ),
        };
        match lang {
            Lang::Vi => vi.into(),
            Lang::En => en.into(),
        }
    }
}
