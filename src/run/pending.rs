//! Stand-ins for rooms that are not built yet; each goes when its room comes.

use crate::campaign::Campaign;
use crate::ledger::Books;
use crate::model::Lang;
use crate::rollup::Totals;
use crate::stop::Stop;
use std::path::{Path, PathBuf};

fn not_built(room: &str) -> Stop {
    Stop::Unwritable { path: PathBuf::from(room), detail: "chưa xây dựng".into() }
}

pub(crate) fn read_decisions(_results: &Path, _lang: Lang) -> Result<Vec<(String, String)>, Stop> {
    Ok(vec![])
}

/// What was written.
#[derive(Debug)]
pub struct Published;

pub(crate) fn publish(_: &Campaign, _: &Books, _: &Totals, _: Lang) -> Result<Published, Stop> {
    Err(not_built("publish"))
}
