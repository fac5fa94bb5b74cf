//! `tusoi run`.

use super::progress::Progress;
use super::{load, status, words};
use crate::campaign::Campaign;
use crate::ledger::Disposition;
use crate::model::{Lang, UnitId};
use crate::publish::strange_templates;
use crate::run::{self, Done};
use crate::stop::Stop;
use std::fmt::{self, Write};
use std::path::Path;

/// How many cells are named among those that sent nothing.
const NAMED: usize = 10;

/// The whole job for a campaign folder, and what a person is told at the end; the exit status.
pub(super) fn run(root: &Path, lang: Lang) -> Result<u8, Stop> {
    let campaign = load(root, lang)?;
    for warning in strange_templates(&campaign, lang) {
        eprintln!("{warning}");
    }
    let progress = Progress::new(lang);
    let done = run::run(&campaign, lang, &|step| progress.show(step))?;
    drop(progress);
    let mut said = String::new();
    let summary = Summary { campaign: &campaign, done: &done, root, lang };
    if summary.write(&mut said).is_ok() {
        print!("{said}");
    }
    Ok(status(&done.books))
}

/// What a person is told at the end of a run.
struct Summary<'a> {
    campaign: &'a Campaign,
    done: &'a Done,
    root: &'a Path,
    lang: Lang,
}

impl Summary<'_> {
    fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn write(&self, to: &mut String) -> fmt::Result {
        let Campaign { title, period, .. } = self.campaign;
        let head: Vec<&str> = [title.as_str(), period].into_iter().filter(|part| !part.is_empty()).collect();
        if !head.is_empty() {
            writeln!(to, "{}\n", head.join(" - "))?;
        }
        self.files(to)?;
        self.units(to)?;
        self.next(to)
    }

    fn files(&self, to: &mut String) -> fmt::Result {
        let files = &self.done.books.files;
        writeln!(to, "{}: {}", self.pick("Tệp đã nhận", "Files received"), files.len())?;
        for disposition in Disposition::ALL {
            let count = files.iter().filter(|file| file.disposition == disposition).count();
            if count > 0 {
                writeln!(to, "  {:<28}{count:>7}", words::disposition(disposition, self.lang))?;
            }
        }
        Ok(())
    }

    fn units(&self, to: &mut String) -> fmt::Result {
        let units = &self.campaign.hierarchy;
        let totals = &self.done.totals;
        let cells: Vec<UnitId> = units.ids().filter(|&id| units.is_cell(id)).collect();
        let late: Vec<&str> = cells
            .iter()
            .filter(|&&id| totals.of(id).cells_in == 0)
            .map(|&id| units.unit(id).name.as_str())
            .collect();
        let sum = |of: fn(&crate::rollup::UnitTotals) -> u32| -> u32 {
            cells.iter().map(|&id| of(totals.of(id))).sum()
        };
        let (reviews, members, collective) = (sum(|t| t.reviews), sum(|t| t.members), sum(|t| t.collective));
        let came = cells.len() - late.len();
        match self.lang {
            Lang::Vi => {
                writeln!(to, "Chi bộ đã gửi: {came} trên {}", cells.len())?;
                writeln!(
                    to,
                    "Bản tự soi được tính: {reviews} trên {members} đảng viên; của tập thể: {collective}"
                )?;
            }
            Lang::En => {
                writeln!(to, "Cells that sent something: {came} of {}", cells.len())?;
                writeln!(to, "Reviews counted: {reviews} of {members} members; collective: {collective}")?;
            }
        }
        if !late.is_empty() {
            let named = late.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
            let more = if late.len() > NAMED { "; …" } else { "" };
            writeln!(to, "{}: {named}{more}", self.pick("Chưa gửi", "Nothing yet from"))?;
        }
        Ok(())
    }

    fn next(&self, to: &mut String) -> fmt::Result {
        let open = self.done.books.open_questions().count();
        let (results, root) = (self.campaign.results.display(), self.root.display());
        writeln!(to, "{}: {open}\n", self.pick("Câu hỏi chờ trả lời", "Open questions"))?;
        writeln!(to, "{}: {results}", self.pick("Kết quả ở", "Results are in"))?;
        match (open, self.lang) {
            (0, Lang::Vi) => writeln!(to, "Không còn câu hỏi nào."),
            (0, Lang::En) => writeln!(to, "No question is open."),
            (_, Lang::Vi) => writeln!(
                to,
                "Việc tiếp theo: mở “Cần xem lại.xlsx” trong thư mục kết quả, nhập trả lời vào cột quyết định,\n\
                 lưu và đóng tệp, rồi chạy lại: tusoi run \"{root}\""
            ),
            (_, Lang::En) => writeln!(
                to,
                "Next: open “Cần xem lại.xlsx” in the results, type the answers into the decision column,\n\
                 save and close it, and run again: tusoi run \"{root}\""
            ),
        }
    }
}
