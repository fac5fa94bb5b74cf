//! Stand-ins for rooms that are not built yet; each goes when its room comes.

use crate::campaign::Campaign;
use crate::extract::Account;
use crate::intake::Arrival;
use crate::ledger::Books;
use crate::model::{Catalogue, Hierarchy, Lang};
use crate::rollup::Totals;
use crate::stop::Stop;
use std::path::{Path, PathBuf};

fn not_built(room: &str) -> Stop {
    Stop::Unwritable { path: PathBuf::from(room), detail: "chưa xây dựng".into() }
}

pub(crate) struct Outer {
    pub(crate) path: String,
}

pub(crate) fn walk(_path: &Path) -> Result<Vec<Outer>, Stop> {
    Err(not_built("intake"))
}

pub(crate) fn open(_outer: &Outer) -> Vec<Arrival> {
    vec![]
}

#[derive(Default)]
pub(crate) struct Decisions;

impl Decisions {
    pub(crate) fn new(_typed: Vec<(String, String)>) -> Self {
        Self
    }
}

pub(crate) fn read_decisions(_results: &Path) -> Result<Vec<(String, String)>, Stop> {
    Err(not_built("publish"))
}

pub(crate) fn settle(_: Vec<Account>, _: &Hierarchy, _: &Catalogue, _: &Decisions) -> Books {
    Books::default()
}

pub(crate) fn add_up(_: &Books, _: &Hierarchy, _: &Catalogue) -> Totals {
    Totals::default()
}

pub(crate) fn check(_: &Books, _: &Totals, _: &Hierarchy, _: &Catalogue) -> Result<(), Stop> {
    Err(not_built("rollup"))
}

/// What was written.
#[derive(Debug)]
pub struct Published;

pub(crate) fn publish(_: &Campaign, _: &Books, _: &Totals, _: Lang) -> Result<Published, Stop> {
    Err(not_built("publish"))
}
