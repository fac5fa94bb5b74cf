//! What things are called when a person is told.

use crate::ledger::Disposition;
use crate::model::{Answer, Kind, Lang, Level, Rating, Rule, Status};

fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

pub(super) fn disposition(of: Disposition, lang: Lang) -> &'static str {
    match of {
        Disposition::Accepted => pick(lang, "Đọc được, chắc chắn", "Read with certainty"),
        Disposition::NeedsReview => pick(lang, "Đọc được, cần người xem", "Read, needs a person"),
        Disposition::Duplicate => pick(lang, "Trùng nội dung, không tính", "Copies, not counted"),
        Disposition::Superseded => pick(lang, "Bản cũ, đã có bản mới hơn", "Older versions, not counted"),
        Disposition::NotAForm => pick(lang, "Không phải bản tự soi", "No self-review in them"),
        Disposition::Unreadable => pick(lang, "Không đọc được", "Could not be read"),
        Disposition::Container => pick(lang, "Thư và tệp nén (đã mở)", "Mails and archives (opened)"),
    }
}

pub(super) fn kind(of: Kind, lang: Lang) -> &'static str {
    match of {
        Kind::Member => pick(lang, "Bản tự soi của cá nhân", "Member's self-review"),
        Kind::Collective => pick(lang, "Bản tự soi của tập thể", "Collective self-review"),
        Kind::Tally => pick(lang, "Biểu tổng hợp của đơn vị", "Tally compiled by the unit"),
    }
}

pub(super) fn answer(of: Answer, lang: Lang) -> &'static str {
    match of {
        Answer::Yes => pick(lang, "Có", "Yes"),
        Answer::No => pick(lang, "Không", "No"),
        Answer::Blank => pick(lang, "Để trống", "Blank"),
        Answer::Conflict => pick(lang, "Mâu thuẫn", "Conflict"),
        Answer::Unclear => pick(lang, "Không rõ", "Unclear"),
    }
}

pub(super) fn level(of: Level, lang: Lang) -> &'static str {
    match of {
        Level::Slight => pick(lang, "nhẹ", "slight"),
        Level::Moderate => pick(lang, "trung bình", "moderate"),
        Level::Serious => pick(lang, "nghiêm trọng", "serious"),
    }
}

pub(super) fn rating(of: Rating, lang: Lang) -> &'static str {
    match of {
        Rating::Excellent => pick(lang, "Hoàn thành xuất sắc nhiệm vụ", "Excellent"),
        Rating::Good => pick(lang, "Hoàn thành tốt nhiệm vụ", "Good"),
        Rating::Satisfactory => pick(lang, "Hoàn thành nhiệm vụ", "Satisfactory"),
        Rating::Unsatisfactory => pick(lang, "Không hoàn thành nhiệm vụ", "Unsatisfactory"),
    }
}

pub(super) fn status(of: Status, lang: Lang) -> &'static str {
    match of {
        Status::Done => pick(lang, "đã khắc phục", "done"),
        Status::InProgress => pick(lang, "đang khắc phục", "under way"),
        Status::NotDone => pick(lang, "chưa khắc phục", "not done"),
    }
}

pub(super) fn rule(of: Rule, lang: Lang) -> &'static str {
    match of {
        Rule::Nothing => pick(lang, "không ghi gì", "nothing there"),
        Rule::MarkInColumn => pick(lang, "dấu trong cột", "mark in a column"),
        Rule::TickedBox => pick(lang, "ô được đánh dấu", "ticked box"),
        Rule::Choice => pick(lang, "chọn trong danh sách", "chosen from a list"),
        Rule::Words => pick(lang, "lời viết", "words"),
        Rule::Legend => pick(lang, "ký hiệu mẫu giải thích", "a sign that the form explains"),
        Rule::Emphasis => pick(lang, "chữ được khoanh, gạch", "emphasis"),
        Rule::EmptyMeansNo => pick(lang, "trống là không", "empty means no"),
        Rule::NotListed => pick(lang, "không nêu ra", "not listed"),
        Rule::Count => pick(lang, "số lượng", "count"),
        Rule::Decision => pick(lang, "người quyết định", "a person decided"),
    }
}

/// The rule of this stable word.
pub(super) fn rule_named(code: &str, lang: Lang) -> &'static str {
    Rule::ALL.into_iter().find(|rule| rule.code() == code).map_or("?", |of| rule(of, lang))
}
