//! `tusoi inspect`: what is read from one file, for a person's eyes.

use super::sight::{self, Sight};
use super::{Asked, asked, words};
use crate::campaign::WORDS;
use crate::extract::{Extractor, LearnedColumn};
use crate::ledger::{Books, Entry, FileRecord, Told};
use crate::model::{Catalogue, Hierarchy, Lang, Reading};
use crate::run;
use crate::stop::Stop;
use crate::text::one_line;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// Widths of the columns of answers: 100 characters a line with the gaps between them.
const WIDTHS: [usize; 6] = [7, 20, 5, 21, 20, 22];

/// Shows what is read from one file; the exit status.
pub(super) fn inspect(file: &Path, lang: Lang) -> Result<u8, Stop> {
    let Asked { catalogue, units, round, passwords } = asked(None, Some(file), lang)?;
    let books = run::extract(&[file], &units, (&catalogue, round), &passwords, &|_| ())?;
    let extractor = Extractor::new(&catalogue)
        .map_err(|problem| Stop::Faulty { path: WORDS.into(), problems: vec![problem] })?;
    let sights = sight::sights(file, &extractor, &passwords)?;
    let mut shown = String::new();
    let sheet = Sheet { books: &books, sights: &sights, units: &units, about: &catalogue, lang };
    if sheet.write(&mut shown).is_ok() {
        print!("{shown}");
    }
    Ok(run::status(&books))
}

/// What is shown.
struct Sheet<'a> {
    books: &'a Books,
    sights: &'a BTreeMap<String, Sight>,
    units: &'a Hierarchy,
    about: &'a Catalogue,
    lang: Lang,
}

impl Sheet<'_> {
    fn pick(&self, vi: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn write(&self, to: &mut String) -> fmt::Result {
        for (position, file) in self.books.files.iter().enumerate() {
            self.file(file, to)?;
            for entry in self.books.entries.iter().filter(|entry| entry.file == position) {
                self.review(entry, to)?;
            }
            for told in self.books.told_of(position) {
                self.follow_up(told, to)?;
            }
            self.questions(position, to)?;
            writeln!(to)?;
        }
        Ok(())
    }

    fn field(&self, vi: &'static str, en: &'static str, value: &str, to: &mut String) -> fmt::Result {
        if value.is_empty() { Ok(()) } else { writeln!(to, "  {:<16}{value}", self.pick(vi, en)) }
    }

    fn file(&self, file: &FileRecord, to: &mut String) -> fmt::Result {
        writeln!(to, "{}", file.path)?;
        self.field("Dấu vân tay", "SHA-256", &file.fingerprint.to_string(), to)?;
        self.field("Tình trạng", "Disposition", words::disposition(file.disposition, self.lang), to)?;
        if let Some(sight) = self.sights.get(&file.path) {
            self.sight(sight, to)?;
        }
        if let Some(envelope) = &file.envelope {
            self.field("Thư của", "Mail from", &envelope.address, to)?;
        }
        // What makes a question of the file may be one of its own findings.
        let reason = file.reason.iter().filter(|reason| !file.findings.contains(reason));
        for finding in reason.chain(&file.findings) {
            writeln!(to, "  - {}", finding.message(self.lang))?;
        }
        Ok(())
    }

    fn sight(&self, sight: &Sight, to: &mut String) -> fmt::Result {
        self.field("Loại tệp", "Kind", sight.format.name(), to)?;
        let characters = sight.characters;
        let counted = match (self.lang, sight.lost) {
            (Lang::Vi, false) => format!("{characters} ký tự, đọc hết"),
            (Lang::Vi, true) => format!("{characters} ký tự, CÒN CHỮ CHƯA ĐỌC"),
            (Lang::En, false) => format!("{characters} characters, all of them read"),
            (Lang::En, true) => format!("{characters} characters, AND SOME THAT WERE NOT READ"),
        };
        self.field("Chữ trên trang", "Text", &counted, to)?;
        self.field("Theo mẫu", "Made from", sight.form.as_deref().unwrap_or_default(), to)?;
        let heading = |column: &LearnedColumn| {
            let role = column.role.unwrap_or("?");
            format!("{} [{role}]", one_line(&column.headings.join(" / ")))
        };
        let columns: Vec<String> = sight.columns.iter().map(heading).collect();
        self.field("Các cột", "Columns", &columns.join(" | "), to)
    }

    fn review(&self, entry: &Entry, to: &mut String) -> fmt::Result {
        let review = &entry.review;
        writeln!(to, "\n{} ({})", words::kind(review.kind, self.lang), review.place.words(self.lang))?;
        let unit = entry.unit.map(|id| self.units.unit(id));
        let unit = unit.map_or_else(|| "?".into(), |unit| format!("{} ({})", unit.name, unit.code));
        self.field("Đơn vị", "Unit", &unit, to)?;
        self.field("Chữ ghi đơn vị", "As written", &one_line(&entry.unit_text), to)?;
        self.field("Họ và tên", "Name", review.name.as_deref().unwrap_or_default(), to)?;
        self.field("Chức vụ", "Position", review.position.as_deref().unwrap_or_default(), to)?;
        self.field("Ngày", "Date", &review.date.map(|d| d.to_string()).unwrap_or_default(), to)?;
        self.field("Xếp loại", "Rating", review.rating.map_or("", |r| words::rating(r, self.lang)), to)?;
        self.field("Tổng số", "Total", &review.total.map(|n| n.to_string()).unwrap_or_default(), to)?;
        self.answers(&review.answers, to)?;
        for promise in &review.commitments {
            let due = promise.due.map(|date| format!(" → {date}")).unwrap_or_default();
            let status =
                promise.status.map(|s| format!(" [{}]", words::status(s, self.lang))).unwrap_or_default();
            let head = self.pick("Cam kết", "Commitment");
            writeln!(
                to,
                "  {head}: {} | {} | {}{due}{status}",
                one_line(&promise.shortcoming),
                one_line(&promise.action),
                one_line(&promise.due_text)
            )?;
        }
        for flag in &review.flags {
            writeln!(to, "  - {}", flag.finding.message(self.lang))?;
        }
        Ok(())
    }

    fn follow_up(&self, told: &Told, to: &mut String) -> fmt::Result {
        let paper = &told.follow_up;
        let head = self.pick("Kết quả khắc phục", "What became of corrections");
        writeln!(to, "\n{head} ({})", paper.place.words(self.lang))?;
        let unit = told.unit.map(|id| self.units.unit(id));
        let unit = unit.map_or_else(|| "?".into(), |unit| format!("{} ({})", unit.name, unit.code));
        self.field("Đơn vị", "Unit", &unit, to)?;
        self.field("Họ và tên", "Name", paper.name.as_deref().unwrap_or_default(), to)?;
        self.field("Ngày", "Date", &paper.date.map(|d| d.to_string()).unwrap_or_default(), to)?;
        for outcome in &paper.outcomes {
            let status = outcome.status.map_or("?", |s| words::status(s, self.lang));
            let (what, action) = (one_line(&outcome.shortcoming), one_line(&outcome.action));
            let evidence = one_line(&outcome.evidence);
            writeln!(to, "  {what} | {action} | {evidence} [{status}] {}", outcome.place.words(self.lang))?;
        }
        Ok(())
    }

    fn answers(&self, answers: &[Arc<Reading>], to: &mut String) -> fmt::Result {
        let heads = match self.lang {
            Lang::Vi => ["Mã", "Trả lời", "Chắc", "Cách đọc", "Chữ đọc được", "Vị trí"],
            Lang::En => ["Code", "Answer", "Sure", "Rule", "Words read", "Place"],
        };
        row(&heads.map(String::from), to)?;
        row(&WIDTHS.map(|width| "-".repeat(width)), to)?;
        for (indicator, reading) in self.about.indicators.iter().zip(answers) {
            row(
                &[
                    indicator.code.clone(),
                    self.answer(reading),
                    if reading.is_certain() { "✓".into() } else { "?".into() },
                    words::rule(reading.rule, self.lang).into(),
                    one_line(&reading.evidence),
                    reading.place.words(self.lang),
                ],
                to,
            )?;
        }
        Ok(())
    }

    fn answer(&self, reading: &Reading) -> String {
        let answer = reading.answer.map(|answer| words::answer(answer, self.lang).to_owned());
        let level = reading.level.map(|level| words::level(level, self.lang).to_owned());
        let count = reading.count.map(|count| count.to_string());
        answer.into_iter().chain(level).chain(count).collect::<Vec<_>>().join(", ")
    }

    fn questions(&self, file: usize, to: &mut String) -> fmt::Result {
        let open: Vec<_> = self.books.open_questions().filter(|q| q.file == file).collect();
        if open.is_empty() {
            return Ok(());
        }
        writeln!(to, "\n{}: {}", self.pick("Câu hỏi", "Questions"), open.len())?;
        for question in open {
            let code =
                question.indicator.and_then(|i| self.about.indicators.get(i)).map_or("", |i| i.code.as_str());
            let place = question.place.words(self.lang);
            writeln!(to, "  {code:<7}{place}: {}", question.why.message(self.lang))?;
        }
        Ok(())
    }
}

/// One row of the table of answers; a text too long for its column is cut.
fn row(texts: &[String; 6], to: &mut String) -> fmt::Result {
    let fitted: Vec<String> = texts.iter().zip(WIDTHS).map(|(text, width)| fit(text, width)).collect();
    writeln!(to, "{}", fitted.join(" ").trim_end())
}

fn fit(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return format!("{text:<width$}");
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Account, Extraction, Outcome};
    use crate::finding::FileFinding;
    use crate::ledger::sample::{books, catalogue, file, hierarchy};

    #[test]
    fn what_makes_a_question_of_a_whole_file_is_said_once_above_its_answers() {
        let finding = FileFinding::UnknownLayout { detail: "bảng lạ".into() };
        let said = Extraction { findings: vec![finding.clone().into()], ..Extraction::default() };
        let books = books(vec![Account { outcome: Outcome::Read(said), ..file("a", vec![]) }]);
        let (sights, units, about) = (BTreeMap::new(), hierarchy(), catalogue());
        let sheet = Sheet { books: &books, sights: &sights, units: &units, about: &about, lang: Lang::Vi };
        let mut shown = String::new();
        sheet.file(&books.files[0], &mut shown).expect("writing to a string");
        assert_eq!(shown.matches(&finding.message(Lang::Vi)).count(), 1, "{shown}");
    }

    #[test]
    fn a_row_fits_in_a_hundred_columns_however_long_its_texts_are() {
        let mut line = String::new();
        row(&std::array::from_fn(|_| "đồng chí ".repeat(20)), &mut line).expect("writing to a string");
        assert_eq!(line.trim_end().chars().count(), 100);
    }
}
