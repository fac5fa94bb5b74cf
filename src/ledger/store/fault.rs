//! What may be wrong with the ledger.

use crate::model::Lang;
use crate::stop::Stop;
use rusqlite::ErrorCode;
use std::path::Path;

/// What is wrong with the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerFault {
    /// No database, or a damaged one.
    Damaged(String),
    /// Some other program's database.
    Foreign,
    /// A newer program wrote it.
    Newer,
    /// The system or another program stands in the way.
    Refused(String),
    /// The results are new, but the ledger could not be brought up to them.
    Behind(String),
}

impl LedgerFault {
    /// The sentence for a person: what, and what to do next.
    pub fn message(&self, path: &Path, lang: Lang) -> String {
        let path = path.display();
        match lang {
            Lang::Vi => match self {
                Self::Damaged(why) => format!(
                    "Sổ cái {path} bị hỏng ({why}). Đổi tên tệp này để giữ lại rồi chạy lại: sổ cái được lập lại từ các tệp đã nhận và từ Cần xem lại.xlsx."
                ),
                Self::Foreign => format!(
                    "{path} không phải sổ cái của tusoi. Đổi tên hoặc chuyển tệp này đi nơi khác rồi chạy lại."
                ),
                Self::Newer => {
                    format!("Sổ cái {path} do bản tusoi mới hơn ghi. Hãy dùng bản tusoi mới nhất.")
                }
                Self::Refused(why) => format!(
                    "Không đọc hoặc ghi được sổ cái {path}: {why}. Đóng chương trình khác đang mở tệp này, kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại."
                ),
                Self::Behind(why) => format!(
                    "Kết quả mới đã ghi xong, nhưng chưa ghi được sổ cái {path}: {why}. Kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại."
                ),
            },
            Lang::En => match self {
                Self::Damaged(why) => format!(
                    "The ledger {path} is damaged ({why}). Rename it to keep it and run again: it is made anew from the files that arrived and from Cần xem lại.xlsx."
                ),
                Self::Foreign => {
                    format!("{path} is no ledger of tusoi. Rename it or move it away, then run again.")
                }
                Self::Newer => format!("A newer tusoi wrote the ledger {path}. Use the newest tusoi."),
                Self::Refused(why) => format!(
                    "The ledger {path} cannot be read or written: {why}. Close any other program that has it open, check permissions and disk space, run again."
                ),
                Self::Behind(why) => format!(
                    "The new results are written, but the ledger {path} could not be: {why}. Check permissions and disk space, run again."
                ),
            },
        }
    }
}

/// Turns the database's words into ours.
pub(super) trait Told<T> {
    /// The result, or why the run cannot go on.
    fn told(self, path: &Path) -> Result<T, Stop>;
}

impl<T> Told<T> for rusqlite::Result<T> {
    fn told(self, path: &Path) -> Result<T, Stop> {
        self.map_err(|error| Stop::Ledger { path: path.to_owned(), fault: fault(&error) })
    }
}

fn fault(error: &rusqlite::Error) -> LedgerFault {
    let words = error.to_string();
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => LedgerFault::Damaged(words),
            _ => LedgerFault::Refused(words),
        },
        // A row that is not as the schema says: somebody else wrote it.
        _ => LedgerFault::Damaged(words),
    }
}
