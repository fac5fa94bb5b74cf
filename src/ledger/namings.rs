//! The names by which a unit may be called, made from those that are listed.

use super::words::{Word, begins, wording};
use crate::model::Unit;

/// How fully a name is given, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fullness {
    /// As listed, or by another name that is listed.
    Listed,
    /// Without the word for the kind of place: `Chi bộ Sơn Nam` for `Chi bộ thôn Sơn Nam`.
    WithoutKind,
    /// Without the word for the organisation: `thôn Sơn Nam`, `xã Lộc Yên`.
    Place,
    /// The same of an office or school: `Trường THCS`. A place of work is not yet a cell.
    Workplace,
    /// The bare name of the place: `Lộc Yên`.
    Bare,
}

/// Words for kinds of places where people live, which writers leave out.
const KINDS: [&str; 11] =
    ["tổ dân phố", "khu phố", "khối phố", "khu dân cư", "thôn", "xóm", "bản", "ấp", "buôn", "làng", "khóm"];

/// Words for levels of administration that stand before a place's name, the committee's own form, both
/// without accents, and the word as written.
pub(super) const LEVELS: [(&str, &str, &str); 9] = [
    ("xa", "", "xã"),
    ("phuong", "", "phường"),
    ("thi tran", "", "thị trấn"),
    ("dac khu", "", "đặc khu"),
    ("huyen", "huyen uy", "huyện"),
    ("quan", "quan uy", "quận"),
    ("thi xa", "thi uy", "thị xã"),
    ("thanh pho", "thanh uy", "thành phố"),
    ("tinh", "tinh uy", "tỉnh"),
];

/// Every name by which a unit may be called.
pub(super) fn namings_of(unit: &Unit, cell: bool) -> Vec<(Vec<Word>, Fullness)> {
    let mut out: Vec<(Vec<Word>, Fullness)> = Vec::new();
    for name in std::iter::once(&unit.name).chain(&unit.aliases) {
        let words = wording(name);
        if words.is_empty() {
            continue;
        }
        if cell {
            name_cell(&words, &mut out);
        } else {
            name_body(&words, &mut out);
        }
        out.push((words, Fullness::Listed));
    }
    out
}

fn name_cell(words: &[Word], out: &mut Vec<(Vec<Word>, Fullness)>) {
    if !begins(words, "chi bo") {
        // A list may leave out the word that is the same in every row.
        if !["dang bo", "huyen uy", "thi uy", "thanh uy", "tinh uy"].iter().any(|h| begins(words, h)) {
            out.push((join("chi bộ", words), Fullness::Listed));
        }
        return;
    }
    let rest = &words[2..];
    let kind = KINDS.iter().map(|k| wording(k)).find(|kind| {
        rest.len() > kind.len()
            && rest.iter().zip(kind).all(|(a, b)| a.key == b.key || a.is_bare() && a.fold == b.fold)
    });
    // A school is named without the word for one: `Chi bộ THCS Sơn Nam`.
    if let [first, second, ..] = rest
        && first.fold == "truong"
        && ["thcs", "thpt", "tieu", "mam"].contains(&second.fold.as_str())
        && rest.len() > 2
    {
        out.push((join("chi bộ", &rest[1..]), Fullness::WithoutKind));
    }
    match kind {
        Some(kind) => {
            let core = &rest[kind.len()..];
            // `Chi bộ 5` for `Chi bộ thôn 5` could be any fifth.
            if core.iter().any(|w| w.fold.chars().any(char::is_alphabetic)) {
                out.push((join("chi bộ", core), Fullness::WithoutKind));
            }
            out.push((rest.to_vec(), Fullness::Place));
        }
        None if rest.len() > 1 => out.push((rest.to_vec(), Fullness::Workplace)),
        None => {}
    }
}

fn name_body(words: &[Word], out: &mut Vec<(Vec<Word>, Fullness)>) {
    let committee = LEVELS.iter().find(|(_, committee, _)| !committee.is_empty() && begins(words, committee));
    let place = if let Some((.., written)) = committee {
        join(written, &words[2..])
    } else if begins(words, "dang bo") {
        words[2..].to_vec()
    } else {
        words.to_vec()
    };
    if committee.is_some() {
        out.push((join("đảng bộ", &place), Fullness::Listed));
    }
    if let Some((level, ..)) = LEVELS.iter().find(|(level, ..)| begins(&place, level)) {
        let bare = &place[level.split(' ').count()..];
        if !bare.is_empty() {
            out.push((join("đảng bộ", bare), Fullness::WithoutKind));
            out.push((bare.to_vec(), Fullness::Bare));
            out.push((place.clone(), Fullness::Place));
        }
    } else if place.len() > 1 {
        out.push((place, Fullness::Bare));
    }
}

fn join(head: &str, rest: &[Word]) -> Vec<Word> {
    let mut words = wording(head);
    words.extend(rest.iter().cloned());
    words
}
