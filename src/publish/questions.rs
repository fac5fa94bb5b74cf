//! `Cần xem lại.xlsx`: every question to a person, with a place for the answer. The next run reads the
//! answers back with [`read_decisions`](super::read_decisions).

use super::dossier::Archive;
use super::workbook::sheet::{Sheet, Value, cut};
use super::workbook::{pack, style::Style};
use crate::ledger::{Question, QuestionKind};
use crate::model::Lang;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, ProtectionOptions, Worksheet, XlsxError,
};
use std::collections::{BTreeMap, BTreeSet};

/// The sheet of open questions.
pub(super) const OPEN: &str = "Cần xem lại";

/// The sheet of questions that a person decided.
pub(super) const DECIDED: &str = "Đã quyết định";

/// The sheet of decisions whose question did not come up this time.
pub(super) const UNUSED: &str = "Quyết định chưa dùng";

/// The hidden sheet that long drop-down lists are taken from.
const LISTS: &str = "Danh mục";

/// The heading of the column where a person decides.
pub(super) const DECISION: &str = "Quyết định";

/// The heading of the hidden column that binds a decision to its question.
pub(super) const KEY: &str = "Khóa";

const TITLES: [&str; 11] = [
    "STT",
    "Loại",
    "Đơn vị",
    "Họ và tên",
    "Tệp",
    "Vị trí",
    "Biểu hiện",
    "Chữ đọc được",
    "Vì sao",
    DECISION,
    KEY,
];
const WIDTHS: [f64; 11] = [5.0, 9.5, 18.0, 18.0, 22.0, 13.0, 21.0, 13.0, 32.0, 18.0, 10.0];
const DECISION_COLUMN: u16 = 9;
const KEY_COLUMN: u16 = 10;

/// The longest list that a drop-down may hold itself.
const LONGEST_LIST: usize = 255;

/// The bytes of the workbook. `typed` is what the last one holds in its decision column: it is shown
/// again where the books do not have it, so that nothing typed is ever lost.
///
/// # Errors
/// What the library refuses; a bug.
pub(super) fn build(
    archive: &Archive<'_>,
    typed: &BTreeMap<String, String>,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let typed: BTreeMap<&str, &str> = typed.iter().map(|(k, d)| (k.as_str(), d.as_str())).collect();
    let mut lists = Lists::default();
    let mut list = |name, intro: &[&str], questions: &[&Question]| {
        let page = List { archive, typed: &typed, lang, style: &style };
        page.sheet(name, intro, questions, &mut lists)
    };
    let (decided, open): (Vec<&Question>, Vec<&Question>) =
        archive.books.questions.iter().partition(|q| q.decision.is_some());
    let ask = [
        "Mỗi dòng là một chỗ chương trình không tự quyết được. Mở tệp ở cột Tệp, xem đúng chỗ ở cột Vị trí, rồi chọn hoặc gõ vào cột Quyết định (ô nền vàng nhạt).",
        "Lưu tệp này, đóng lại và chạy tusoi run: quyết định được đọc vào và số liệu được tính lại. Để trống nếu chưa quyết định.",
    ];
    let done = ["Các câu hỏi đã có quyết định. Sửa hoặc xóa ở cột Quyết định rồi chạy lại nếu muốn đổi."];
    let mut sheets = vec![list(OPEN, &ask, &open)?, list(DECIDED, &done, &decided)?];
    let asked: BTreeSet<&str> = archive.books.questions.iter().map(|q| q.key.as_str()).collect();
    let unused: Vec<_> = typed.iter().filter(|(key, _)| !asked.contains(*key)).collect();
    if !unused.is_empty() {
        sheets.push(leftover(&unused, &style)?);
    }
    if !lists.0.is_empty() {
        sheets.push(lists.sheet(&style)?);
    }
    pack(archive.campaign.date, "Cần xem lại", sheets)
}

/// Decisions kept although their question did not come up: the file may come back.
fn leftover(unused: &[(&&str, &&str)], style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(UNUSED, false, &[46.0, 40.0], style)?;
    sheet.line("Quyết định của những câu hỏi lần này không còn (tệp đã bỏ hoặc đã thay). Được giữ để dùng khi tệp trở lại.", 2, &style.note)?;
    sheet.titles(&[DECISION, KEY])?;
    for (key, decision) in unused {
        sheet.values(&[(Value::Text(decision), &style.input), (Value::Text(key), &style.text)])?;
    }
    sheet.into_page()
}

/// One list of questions.
struct List<'l> {
    archive: &'l Archive<'l>,
    typed: &'l BTreeMap<&'l str, &'l str>,
    lang: Lang,
    style: &'l Style,
}

impl<'l> List<'l> {
    fn sheet(
        &self,
        name: &str,
        intro: &[&str],
        questions: &[&Question],
        lists: &mut Lists,
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = Sheet::new(name, true, &WIDTHS, self.style)?;
        let title = if name == OPEN {
            "CÁC NỘI DUNG CẦN XEM LẠI"
        } else {
            "CÁC NỘI DUNG ĐÃ QUYẾT ĐỊNH"
        };
        sheet.line(title, 10, &self.style.title)?;
        for line in intro {
            sheet.line(line, 10, &self.style.note)?;
        }
        if questions.is_empty() {
            let none = if name == OPEN {
                "Không có gì cần xem lại."
            } else {
                "Chưa có quyết định nào."
            };
            sheet.line(none, 10, &self.style.heading)?;
        }
        let head = sheet.row;
        sheet.titles(&TITLES)?;
        sheet.freeze(head, 0)?;
        for (n, question) in (1..).zip(questions) {
            self.row(&mut sheet, n, question)?;
        }
        let last = sheet.row.saturating_sub(1);
        if last > head {
            sheet.page().autofilter(head, 0, last, DECISION_COLUMN)?;
        }
        Self::choices(&mut sheet, head + 1, questions, lists)?;
        sheet.page().set_column_hidden(KEY_COLUMN)?;
        sheet.page().set_print_area(0, 0, last, DECISION_COLUMN)?;
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            use_autofilter: true,
            sort: true,
            ..ProtectionOptions::new()
        };
        sheet.page().protect_with_options(&options);
        sheet.into_page()
    }

    fn row(&self, sheet: &mut Sheet<'l>, n: u32, question: &Question) -> Result<(), XlsxError> {
        let (archive, style) = (self.archive, self.style);
        let unit = question.unit.map_or("", |id| archive.campaign.hierarchy.unit(id).name.as_str());
        let file = archive.books.files.get(question.file).map_or("", |f| f.path.as_str());
        let indicator = question.indicator.and_then(|i| archive.campaign.catalogue.indicators.get(i));
        let indicator = indicator.map(|i| format!("{}. {}", i.code, i.label)).unwrap_or_default();
        let decided = question.decision.as_deref().unwrap_or_default();
        let decision = self.typed.get(question.key.as_str()).copied().unwrap_or(decided);
        let (place, why) = (question.place.words(Lang::Vi), question.why.message(self.lang));
        let link = archive.links.to(file, 0);
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(kind(question.kind)), &style.centre),
            (Value::Text(unit), &style.text),
            (Value::Text(question.name.as_deref().unwrap_or_default()), &style.text),
            (Value::Link(file, link), &style.text),
            (Value::Text(&place), &style.text),
            (Value::Text(&indicator), &style.text),
            (Value::Text(&question.words), &style.text),
            (Value::Text(&why), &style.text),
            (Value::Text(decision), &style.input),
            (Value::Text(&question.key), &style.text),
        ])
    }

    /// Drop-downs, one for every run of rows with the same choices.
    fn choices(
        sheet: &mut Sheet<'_>,
        first: u32,
        questions: &[&Question],
        lists: &mut Lists,
    ) -> Result<(), XlsxError> {
        let mut row = first;
        for run in questions.chunk_by(|a, b| a.choices == b.choices) {
            let next = row + u32::try_from(run.len()).unwrap_or(u32::MAX);
            if let Some(one) = run.first().filter(|q| !q.choices.is_empty()) {
                let rule = lists
                    .rule(&one.choices)?
                    .set_error_style(DataValidationErrorStyle::Stop)
                    .set_error_title("Quyết định")?
                    .set_error_message("Chọn một mục trong danh sách, hoặc để trống.")?;
                sheet.page().add_data_validation(row, DECISION_COLUMN, next - 1, DECISION_COLUMN, &rule)?;
            }
            row = next;
        }
        Ok(())
    }
}

/// What is asked, for a narrow column.
fn kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Answer | QuestionKind::Again => "Câu trả lời",
        QuestionKind::Unit => "Đơn vị",
        QuestionKind::Name => "Họ và tên",
        QuestionKind::WhichCounts => "Bản được tính",
        QuestionKind::File => "Tệp",
        QuestionKind::SamePerson => "Cùng một người",
        QuestionKind::FollowUp => "Kết quả khắc phục",
    }
}

/// Lists of choices too long for a drop-down to hold, one to a column of a hidden sheet.
#[derive(Default)]
struct Lists(Vec<Vec<String>>);

impl Lists {
    fn rule(&mut self, choices: &[String]) -> Result<DataValidation, XlsxError> {
        let length: usize = choices.iter().map(|c| c.encode_utf16().count() + 1).sum();
        // A comma or a quotation mark would end the choice.
        if length <= LONGEST_LIST && !choices.iter().any(|c| c.contains([',', '"'])) {
            return DataValidation::new().allow_list_strings(choices);
        }
        let column = self.0.iter().position(|list| list == choices).unwrap_or_else(|| {
            self.0.push(choices.to_vec());
            self.0.len() - 1
        });
        let letters =
            rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX));
        let range = format!("='{LISTS}'!${letters}$1:${letters}${}", choices.len());
        Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    fn sheet(&self, style: &Style) -> Result<Worksheet, XlsxError> {
        let mut sheet = Sheet::new(LISTS, false, &vec![40.0; self.0.len()], style)?;
        for (column, list) in (0u16..).zip(&self.0) {
            for (row, choice) in (0u32..).zip(list) {
                sheet.page().write_string(row, column, cut(choice))?;
            }
        }
        sheet.page().set_hidden(true);
        sheet.into_page()
    }
}
