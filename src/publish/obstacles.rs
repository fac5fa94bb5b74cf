//! What would keep results from being written, found before anything is read.

use super::decisions::Listed;
use super::names::{self, Names};
use super::report::Templates;
use super::staging;
use crate::campaign::Campaign;
use crate::model::Lang;

/// The longest path that Excel opens, in UTF-16 units.
const LONGEST_PATH: usize = 218;

/// Everything that would keep the results of a campaign from being written, each with what to do.
pub fn obstacles(campaign: &Campaign, lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    let mut told = |result: Result<(), crate::stop::Stop>| {
        found.extend(result.err().map(|stop| stop.message(lang)));
    };
    told(staging::recover(&campaign.results));
    told(Templates::own(campaign, lang).map(drop));
    told(Listed::read(&campaign.results.join(names::QUESTIONS), lang).map(drop));
    told(staging::can_be_written(&campaign.results, lang));
    found.extend(too_long(campaign, lang));
    found
}

/// Results that Excel could not open, because the campaign's folder lies too deep.
fn too_long(campaign: &Campaign, lang: Lang) -> Option<String> {
    let results = std::path::absolute(&campaign.results).unwrap_or_else(|_| campaign.results.clone());
    let width = |text: &str| text.encode_utf16().count();
    let names = Names::of(&campaign.hierarchy);
    let longest = campaign.hierarchy.ids().map(|id| width(&names.workbook(id))).max().unwrap_or(0);
    let length = width(&results.to_string_lossy()) + 1 + longest;
    let (shown, over) = (results.display(), length.saturating_sub(LONGEST_PATH));
    (over > 0).then(|| match lang {
        Lang::Vi => format!("Đường dẫn kết quả quá dài cho Excel ({length} ký tự, tối đa {LONGEST_PATH}): {shown}. Chuyển thư mục của đợt ra chỗ ngắn hơn ít nhất {over} ký tự, như D:\\tusoi."),
        Lang::En => format!("The results' paths are too long for Excel ({length} characters, at most {LONGEST_PATH}): {shown}. Move the campaign to a place at least {over} characters shorter, such as D:\\tusoi."),
    })
}
