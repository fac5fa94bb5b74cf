//! `tusoi run`.

use super::progress::Progress;
use super::{CANNOT, load, words};
use crate::campaign::Campaign;
use crate::ledger::{Disposition, Known, LedgerFault, News};
use crate::model::{Lang, UnitId};
use crate::publish::strange_templates;
use crate::run::{self, Done, Ended};
use crate::stop::Stop;
use std::fmt::{self, Write};
use std::path::Path;

/// How many cells are named in one line.
const NAMED: usize = 10;

/// The whole job for a campaign folder, and what a person is told at the end; the exit status.
pub(super) fn run(root: &Path, lang: Lang) -> Result<u8, Stop> {
    let campaign = load(root, lang)?;
    for warning in strange_templates(&campaign, lang) {
        eprintln!("{warning}");
    }
    let progress = Progress::new(lang);
    let ended = run::run(&campaign, lang, &|step| progress.show(step));
    drop(progress);
    let ended = match ended {
        Ok(ended) => ended,
        Err(stop) => {
            eprintln!("{}{}", stop.message(lang), former_results(&stop, &campaign, lang));
            return Ok(CANNOT);
        }
    };
    let done = match ended {
        Ended::Done(done) => done,
        Ended::Unchanged(last) => {
            print!("{}", unchanged(&last, &campaign, lang));
            return Ok(last.status);
        }
    };
    let mut said = String::new();
    let summary = Summary { campaign: &campaign, done: &done, root, lang };
    if summary.write(&mut said).is_ok() {
        print!("{said}");
    }
    Ok(run::status(&done.books))
}

/// That the results of the run before still stand, where there are any.
fn former_results(stop: &Stop, campaign: &Campaign, lang: Lang) -> String {
    let new = matches!(stop, Stop::Ledger { fault: LedgerFault::Behind(_), .. });
    let results = campaign.results.display();
    match lang {
        _ if new || !campaign.results.join("tusoi.json").is_file() => String::new(),
        Lang::Vi => format!("\nKết quả của lần chạy trước còn nguyên ở: {results}"),
        Lang::En => format!("\nThe results of the run before still stand in: {results}"),
    }
}

/// What a person is told where there was nothing to do.
fn unchanged(last: &Known, campaign: &Campaign, lang: Lang) -> String {
    let (files, open, results) = (last.arrivals, last.questions, campaign.results.display());
    match lang {
        Lang::Vi => format!(
            "Không có gì thay đổi từ lần chạy trước: {files} tệp, {open} câu hỏi chờ trả lời.\nKết quả vẫn ở: {results}\n"
        ),
        Lang::En => format!(
            "Nothing has changed since the last run: {files} files, {open} open questions.\nResults are still in: {results}\n"
        ),
    }
}

/// The first of many names.
fn some_of(names: &[&str]) -> String {
    let more = if names.len() > NAMED { "; …" } else { "" };
    format!("{}{more}", names.get(..NAMED).unwrap_or(names).join("; "))
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
        if let Some(news) = &self.done.news {
            self.news(news, to)?;
        }
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

    fn news(&self, news: &News, to: &mut String) -> fmt::Result {
        let head = self.pick("Mới từ lần chạy trước", "New since the last run");
        if news.is_none() {
            return writeln!(to, "{head}: {}", self.pick("không có tệp nào", "no file"));
        }
        let kinds = [
            (news.new, "tệp mới", "new"),
            (news.changed, "tệp thay nội dung", "changed"),
            (news.moved, "tệp chuyển chỗ hoặc đổi tên", "moved or renamed"),
            (news.gone, "tệp không còn", "gone"),
        ];
        let some = kinds.iter().filter(|(n, ..)| *n > 0);
        let said: Vec<String> = some.map(|(n, vi, en)| format!("{n} {}", self.pick(vi, en))).collect();
        writeln!(to, "{head}: {}", said.join("; "))?;
        let (recalled, all) = self.done.recalled;
        let read = all - recalled;
        match self.lang {
            Lang::Vi => writeln!(to, "  Đã đọc {read} tệp; {recalled} tệp đã đọc từ trước")?,
            Lang::En => writeln!(to, "  Read {read} files; {recalled} were known already")?,
        }
        let tree = &self.campaign.hierarchy;
        let names: Vec<&str> = news.units.iter().map(|&unit| tree.unit(unit).name.as_str()).collect();
        if !names.is_empty() {
            writeln!(to, "  {}: {}", self.pick("Vừa nhận của", "Just came from"), some_of(&names))?;
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
            writeln!(to, "{}: {}", self.pick("Chưa gửi", "Nothing yet from"), some_of(&late))?;
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
