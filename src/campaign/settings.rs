//! One campaign, loaded and checked.

use crate::model::{Catalogue, Hierarchy};
use jiff::civil::Date;
use std::path::PathBuf;

/// One campaign, loaded and checked.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// Its folder.
    pub root: PathBuf,
    /// Its title, as printed in reports.
    pub title: String,
    /// The period it is about, such as `Quý IV/2026`.
    pub period: String,
    /// The date printed in reports; that of the newest arrival where the settings give none, so that a
    /// run is reproducible.
    pub date: Option<Date>,
    /// The place printed before the date in reports; empty where the settings give none.
    pub place: String,
    /// What is asked.
    pub catalogue: Catalogue,
    /// Of whom.
    pub hierarchy: Hierarchy,
    /// Where arrivals lie.
    pub inbox: PathBuf,
    /// Where results are written.
    pub results: PathBuf,
    /// Where the office keeps report templates of its own.
    pub templates: PathBuf,
}
