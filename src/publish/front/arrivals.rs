//! What arrived, what became of it, and what waits for a person.

use super::super::dossier::Archive;
use super::super::words;
use super::address;
use crate::finding::{FileFinding, Finding};
use crate::ledger::{Disposition, FileRecord, QuestionKind};
use crate::model::Lang;
use minijinja::{Value, context};
use std::collections::BTreeMap;

/// Every fate with the number of its files.
pub(super) fn dispositions(archive: &Archive<'_>) -> Vec<Value> {
    let files = &archive.books.files;
    let row = |of: Disposition| {
        let count = files.iter().filter(|file| file.disposition == of).count();
        let bar = count * 1000 / files.len().max(1);
        context! { name => words::disposition(of), code => of.code(), count, bar => bar.max(usize::from(count > 0)) }
    };
    Disposition::ALL.into_iter().map(row).collect()
}

/// Open questions by what is asked.
pub(super) fn questions(archive: &Archive<'_>) -> Vec<Value> {
    let kinds = [
        (QuestionKind::Answer, "câu trả lời chưa rõ"),
        (QuestionKind::Unit, "bản chưa biết của đơn vị nào"),
        (QuestionKind::Name, "bản chưa rõ họ và tên"),
        (QuestionKind::WhichCounts, "bản gửi nhiều lần, chưa rõ tính bản nào"),
        (QuestionKind::File, "tệp cần xem"),
        (QuestionKind::SamePerson, "đảng viên chưa rõ có phải người của kỳ trước"),
        (QuestionKind::FollowUp, "kết quả khắc phục chưa rõ của cam kết nào"),
    ];
    let count = |kind| archive.books.open_questions().filter(|q| q.kind == kind).count();
    let counted = kinds.into_iter().map(|(kind, name)| (name, count(kind)));
    counted.filter(|(_, n)| *n > 0).map(|(name, n)| context! { name, count => n }).collect()
}

/// Files of which nothing is counted, together by their fate and reason, each with a link where it is on
/// the disk.
pub(super) fn aside(archive: &Archive<'_>) -> Vec<Value> {
    let fates = [Disposition::Unreadable, Disposition::NotAForm];
    let mut groups: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for file in &archive.books.files {
        if let Some(fate) = fates.iter().position(|fate| *fate == file.disposition) {
            let link = archive.links.url(&file.path).unwrap_or_default();
            groups.entry((fate, reason(file))).or_default().push(link);
        }
    }
    let row = |((fate, reason), links): ((usize, String), Vec<String>)| {
        context! { fate => words::disposition(fates[fate]), reason, links => links.into_iter().map(address).collect::<Vec<_>>() }
    };
    groups.into_iter().map(row).collect()
}

/// Why a file is set aside; only what quotes neither the file nor its sender.
fn reason(file: &FileRecord) -> String {
    let quotes = |finding: &FileFinding| {
        use FileFinding as F;
        matches!(
            finding,
            F::NoAttachment { .. }
                | F::EncryptedMail { .. }
                | F::LetterAmends { .. }
                | F::UnknownRow { .. }
                | F::LeftOver { .. }
                | F::Excused { .. }
                | F::StruckOut { .. }
                | F::UnknownLayout { .. }
                | F::GarbledText { .. }
                | F::UnreadText { .. }
                | F::HiddenContent { .. }
                | F::Partial { .. }
        )
    };
    match &file.reason {
        Some(Finding::File(FileFinding::NoAttachment { .. })) => "Thư không có tệp đính kèm.".into(),
        Some(Finding::File(FileFinding::EncryptedMail { .. })) => "Thư mã hóa, chỉ nơi nhận mở được.".into(),
        Some(Finding::File(finding)) if !quotes(finding) => finding.message(Lang::Vi),
        _ => "Xem lý do trong danh sách cần xem lại.".into(),
    }
}
