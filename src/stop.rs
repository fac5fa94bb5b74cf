//! Why a run cannot go on.

use crate::ledger::LedgerFault;
use crate::model::Lang;
use crate::rounds::PreviousFault;
use std::path::PathBuf;

/// Why a run cannot go on; the program ends with status 2. Nothing about a single input is a `Stop`.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A file of the campaign that must be there is not.
    #[error("missing {path}")]
    Missing {
        /// Which.
        path: PathBuf,
    },
    /// A file of the campaign is not as it must be.
    #[error("{path}: {problems:?}")]
    Faulty {
        /// Which.
        path: PathBuf,
        /// What is wrong, one line each, in the language of the run, with the place and what to do.
        problems: Vec<String>,
    },
    /// The operating system refused something.
    #[error("{path}: {source}")]
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// Its reason.
        source: std::io::Error,
    },
    /// A sum does not hold, so nothing is published; a bug to report.
    #[error("the books do not balance: {law}")]
    Imbalance {
        /// Which law, with both sums.
        law: String,
    },
    /// The ledger cannot be opened or written.
    #[error("{path}: {fault:?}")]
    Ledger {
        /// The ledger's file.
        path: PathBuf,
        /// What is wrong with it.
        fault: LedgerFault,
    },
    /// Several of them, found together.
    #[error("{0:?}")]
    Several(Vec<Stop>),
    /// The earlier campaign cannot be compared with.
    #[error("{path}: {fault:?}")]
    Previous {
        /// Its folder.
        path: PathBuf,
        /// Why not.
        fault: PreviousFault,
    },
    /// A result could not be written.
    #[error("{path}: {detail}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        detail: String,
    },
}

impl Stop {
    /// All of these as one; `None` where there is none.
    pub fn of(mut stops: Vec<Self>) -> Option<Self> {
        let last = stops.pop()?;
        if stops.is_empty() {
            return Some(last);
        }
        stops.push(last);
        Some(Self::Several(stops))
    }

    /// The sentence for a person: what, and what to do next.
    pub fn message(&self, lang: Lang) -> String {
        let vi = lang == Lang::Vi;
        match self {
            Self::Missing { path } if vi => {
                format!("Không thấy {}. Tạo thư mục đợt mới bằng: tusoi new THƯ_MỤC", path.display())
            }
            Self::Missing { path } => {
                format!("{} is not there. Make a campaign folder with: tusoi new DIR", path.display())
            }
            Self::Faulty { path, problems } => {
                let head = if vi { "cần sửa trước khi chạy" } else { "must be mended before a run" };
                format!("{}: {head}:\n  {}", path.display(), problems.join("\n  "))
            }
            Self::Io { path, source } if vi => format!(
                "Không mở hoặc ghi được {}: {source}. Đóng tệp nếu đang mở, kiểm tra quyền và dung lượng đĩa; nếu thư mục chỉ đọc thì chép cả thư mục của đợt sang nơi ghi được, rồi chạy lại.",
                path.display()
            ),
            Self::Io { path, source } => format!(
                "{} cannot be read or written: {source}. Close it if it is open, check permissions and disk space; if the folder is read-only, copy the whole campaign to where it can be written; then run again.",
                path.display()
            ),
            Self::Imbalance { law } if vi => format!(
                "Số liệu không khớp nên không ghi kết quả: {law}. Đây là lỗi của chương trình, đề nghị báo lại."
            ),
            Self::Imbalance { law } => format!(
                "The sums do not agree, so nothing was written: {law}. This is a bug; please report it."
            ),
            Self::Ledger { path, fault } => fault.message(path, lang),
            Self::Several(stops) => {
                stops.iter().map(|stop| stop.message(lang)).collect::<Vec<_>>().join("\n")
            }
            Self::Previous { path, fault } => fault.message(path, lang),
            Self::Unwritable { path, detail } if vi => {
                format!("Không ghi được {}: {detail}.", path.display())
            }
            Self::Unwritable { path, detail } => format!("{} cannot be written: {detail}.", path.display()),
        }
    }
}
