//! A stand-in for the room that is not built yet; it goes when the room comes.

use crate::campaign::Campaign;
use crate::ledger::Books;
use crate::model::Lang;
use crate::rollup::Totals;
use crate::stop::Stop;
use std::path::{Path, PathBuf};

fn not_built() -> Stop {
    Stop::Unwritable { path: PathBuf::from("publish"), detail: "chưa xây dựng".into() }
}

/// What was written.
#[derive(Debug)]
pub struct Published;

pub(crate) fn read_decisions(_results: &Path, _lang: Lang) -> Result<Vec<(String, String)>, Stop> {
    Err(not_built())
}

pub(crate) fn publish(_: &Campaign, _: &Books, _: &Totals, _: Lang) -> Result<Published, Stop> {
    Err(not_built())
}
