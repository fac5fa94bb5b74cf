//! A progress bar, where somebody watches.

use crate::model::Lang;
use crate::run::Step;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// A bar on standard error; silent where that is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    publishing: &'static str,
}

impl Progress {
    pub(super) fn new(lang: Lang) -> Self {
        let (reading, publishing) = match lang {
            Lang::Vi => ("Đang đọc", "Đang ghi kết quả"),
            Lang::En => ("Reading", "Writing results"),
        };
        let watched = std::io::stderr().is_terminal();
        let bar = if watched { ProgressBar::no_length() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:40}] {pos}/{len} {eta}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(reading);
        Self { bar, publishing }
    }

    /// Shows a step.
    pub(super) fn show(&self, step: Step) {
        match step {
            Step::Found(files) => self.bar.set_length(files as u64),
            Step::Read => self.bar.inc(1),
            Step::Publishing => self.bar.set_message(self.publishing),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
