//! `tusoi check`: what must be mended before a run.

use super::CANNOT;
use crate::campaign::{Campaign, Survey, WORDS};
use crate::extract::Extractor;
use crate::intake;
use crate::ledger::Store;
use crate::model::Lang;
use crate::publish;
use crate::rounds;
use crate::stop::Stop;
use std::fs::File;
use std::path::Path;

/// At most so many files of one trouble are named.
const NAMED: usize = 5;

/// Says all that is wrong with a campaign; the exit status.
pub(super) fn check(root: &Path, lang: Lang) -> Result<u8, Stop> {
    let Survey { campaign, mut faults } = Campaign::survey(root, lang)?;
    for warning in campaign.warnings.iter().chain(&publish::strange_templates(&campaign, lang)) {
        eprintln!("{warning}");
    }
    faults.extend(words(&campaign));
    let mut problems: Vec<String> = faults.iter().map(|stop| stop.message(lang)).collect();
    let files = inbox(&campaign, lang, &mut problems);
    problems.extend(publish::obstacles(&campaign, lang));
    if let Err(stop) = Store::look(&campaign.root).and_then(|_| Store::can_be_written(&campaign.root)) {
        problems.push(stop.message(lang));
    }
    if let Err(stop) = rounds::previous(&campaign, lang) {
        problems.push(stop.message(lang));
    }
    for problem in &problems {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        return Ok(CANNOT);
    }
    let (units, indicators) = (campaign.hierarchy.units().len(), campaign.catalogue.len());
    match lang {
        Lang::Vi => {
            println!("Chạy được: {files} tệp trong hộp thư đến, {units} đơn vị, {indicators} biểu hiện.");
        }
        Lang::En => {
            println!("Ready to run: {files} files in the inbox, {units} units, {indicators} indicators.");
        }
    }
    Ok(0)
}

/// What is wrong with the office's own words.
fn words(campaign: &Campaign) -> Option<Stop> {
    let problem = Extractor::new(&campaign.catalogue).err()?;
    Some(Stop::Faulty { path: WORDS.into(), problems: vec![problem] })
}

/// How many files lie in the inbox; those that cannot be opened are problems.
fn inbox(campaign: &Campaign, lang: Lang, problems: &mut Vec<String>) -> usize {
    let inbox = &campaign.inbox;
    let outers = match intake::walk(inbox) {
        Ok(outers) => outers,
        Err(Stop::Io { source, .. }) => {
            let shown = inbox.display();
            problems.push(match lang {
                Lang::Vi => format!("Hộp thư đến {shown}: {source}. Tạo thư mục này và chép các tệp nhận được vào, hoặc sửa `inbox` trong campaign.toml."),
                Lang::En => format!("The inbox {shown}: {source}. Make this folder and put what arrived into it, or mend `inbox` in campaign.toml."),
            });
            return 0;
        }
        Err(stop) => {
            problems.push(stop.message(lang));
            return 0;
        }
    };
    let closed: Vec<&str> = outers
        .iter()
        .filter(|outer| outer.trouble.is_some() || File::open(&outer.path).is_err())
        .map(|outer| outer.shown.as_str())
        .collect();
    if !closed.is_empty() {
        let named = closed.get(..NAMED).unwrap_or(&closed).join("; ");
        let more = if closed.len() > NAMED { "; …" } else { "" };
        let count = closed.len();
        problems.push(match lang {
            Lang::Vi => format!("{count} tệp không mở được: {named}{more}. Đóng tệp nếu đang mở, kiểm tra quyền đọc, tải về máy nếu còn trên mạng."),
            Lang::En => format!("{count} files cannot be opened: {named}{more}. Close them if they are open, check permissions, download them if they are still online."),
        });
    }
    outers.len()
}
