//! Reads the earlier campaign that `previous` in `campaign.toml` names. Where anything about it cannot be relied
//! on the run stops: an empty comparison would look like one in which nothing has changed.

use super::earlier::{Disagreement, Earlier};
use crate::campaign::Campaign;
use crate::intake::Fingerprint;
use crate::ledger::{FILE, Store};
use crate::model::Lang;
use crate::stop::Stop;
use std::fs;
use std::path::{Path, PathBuf};

/// Why the earlier campaign cannot be compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviousFault {
    /// There is no such folder.
    NoFolder,
    /// It is this campaign itself.
    Itself,
    /// Its settings cannot be read; what was said of them.
    Settings(String),
    /// It was never run: it has no ledger, or one without a run.
    NeverRun,
    /// An older program wrote its ledger.
    Older,
    /// Its results are newer than its ledger, or were changed since.
    Results,
    /// Its last run asked other indicators than its catalogue lists now; one of which they differ.
    Catalogue(String),
    /// Its last run had other units than it lists now, or other sums; the unit where that shows.
    Units(String),
    /// Its date is after that of this campaign.
    Later,
}

impl PreviousFault {
    /// The sentence for a person: what, and what to do next.
    pub fn message(&self, path: &Path, lang: Lang) -> String {
        let path = path.display();
        match lang {
            Lang::Vi => format!("Không so sánh được với kỳ trước ở {path}: {}", self.vietnamese(&path)),
            Lang::En => {
                format!("The earlier campaign in {path} cannot be compared with: {}", self.english(&path))
            }
        }
    }

    fn vietnamese(&self, path: &dyn std::fmt::Display) -> String {
        let again = format!("Chạy lại kỳ trước (tusoi run {path}), rồi chạy lại đợt này.");
        match self {
            Self::NoFolder => "không có thư mục này. Sửa mục `previous` trong campaign.toml, hoặc xóa mục đó nếu không so sánh.".into(),
            Self::Itself => "đây chính là đợt này. Sửa mục `previous` trong campaign.toml thành thư mục của đợt trước.".into(),
            Self::Settings(said) => format!("{said}\n  Sửa ở thư mục của kỳ trước rồi chạy lại."),
            Self::NeverRun => format!("chưa có sổ cái {FILE} của một lần chạy nào. {again}"),
            Self::Older => format!("sổ cái {FILE} do bản tusoi cũ ghi. {again}"),
            Self::Results => format!("kết quả đã ghi không phải của lần chạy cuối trong sổ cái {FILE}. {again}"),
            Self::Catalogue(code) => format!("lần chạy cuối dùng danh mục biểu hiện khác với danh mục hiện có của kỳ đó (khác ở {code}). {again}"),
            Self::Units(code) => format!("số liệu của lần chạy cuối không khớp với danh sách đơn vị hiện có của kỳ đó (ở đơn vị {code}). {again}"),
            Self::Later => "ngày của kỳ đó sau ngày của đợt này. Sửa mục `previous` hoặc `date` trong campaign.toml.".into(),
        }
    }

    fn english(&self, path: &dyn std::fmt::Display) -> String {
        let again = format!("Run it again (tusoi run {path}), then this one.");
        match self {
            Self::NoFolder => "there is no such folder. Mend `previous` in campaign.toml, or remove it to compare with nothing.".into(),
            Self::Itself => "it is this campaign itself. Let `previous` in campaign.toml name the folder of the campaign before.".into(),
            Self::Settings(said) => format!("{said}\n  Mend it in the folder of the earlier campaign, then run again."),
            Self::NeverRun => format!("it has no ledger {FILE} of any run. {again}"),
            Self::Older => format!("an older tusoi wrote its ledger {FILE}. {again}"),
            Self::Results => format!("its results are not those of the last run in its ledger {FILE}. {again}"),
            Self::Catalogue(code) => format!("its last run asked other indicators than its catalogue lists now (they differ in {code}). {again}"),
            Self::Units(code) => format!("the sums of its last run do not agree with the units it lists now (at unit {code}). {again}"),
            Self::Later => "its date is after that of this campaign. Mend `previous` or `date` in campaign.toml.".into(),
        }
    }
}

/// The earlier campaign; `None` where the settings name none.
///
/// # Errors
/// [`Stop::Previous`] and [`Stop::Ledger`].
pub fn previous(campaign: &Campaign, lang: Lang) -> Result<Option<Earlier>, Stop> {
    let Some(folder) = &campaign.previous else { return Ok(None) };
    let stop = |fault| Stop::Previous { path: folder.clone(), fault };
    if !folder.is_dir() {
        return Err(stop(PreviousFault::NoFolder));
    }
    if canonical(folder) == canonical(&campaign.root) {
        return Err(stop(PreviousFault::Itself));
    }
    if !folder.join(FILE).is_file() {
        return Err(stop(PreviousFault::NeverRun));
    }
    let settings =
        Campaign::load(folder, lang).map_err(|e| stop(PreviousFault::Settings(e.message(lang))))?;
    let store = Store::look(folder)?.ok_or_else(|| stop(PreviousFault::Older))?;
    let past = store.past()?.ok_or_else(|| stop(PreviousFault::NeverRun))?;
    if let Ok(summary) = fs::read(settings.results.join("tusoi.json"))
        && Fingerprint::of(&summary).to_string() != past.summary
    {
        return Err(stop(PreviousFault::Results));
    }
    let earlier = Earlier::of(&settings, &past).map_err(|why| {
        stop(match why {
            Disagreement::Catalogue(code) => PreviousFault::Catalogue(code),
            Disagreement::Units(code) => PreviousFault::Units(code),
        })
    })?;
    if earlier.date.zip(campaign.date).is_some_and(|(then, now)| then > now) {
        return Err(stop(PreviousFault::Later));
    }
    Ok(Some(earlier))
}

/// A folder by the one name that it has however it is reached.
fn canonical(folder: &Path) -> Option<PathBuf> {
    fs::canonicalize(folder).ok()
}
