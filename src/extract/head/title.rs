//! Whom a title names: `Bản tự soi của đồng chí Trần Viết An`, `BẢN TỰ SOI, TỰ SỬA – TRẦN VIẾT AN`.

use super::fields::opening;
use super::header::{Above, Header, tidy};
use super::letterhead::is_capital;
use super::names::{self, is_whole_name};
use crate::extract::context::Context;
use crate::extract::review::item::Line;
use crate::extract::wording::ordinal;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::role::Field;
use crate::extract::wording::tokens::words_of;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Place, UnitLine, UnitSource};
use crate::text::{clean_name, fold, without_bullet};

/// What people call one another by in writing.
const ADDRESSES: [&str; 4] = ["đ/c", "đc", "đồng chí", "d/c"];

impl Header {
    /// The member whom a title names.
    pub(crate) fn titled_name(&mut self, line: &Line<'_>, context: &Context) {
        let mut starts = line.text.match_indices(' ').map(|(at, _)| at + 1);
        let of = |at: usize| {
            let rest = line.text.get(at..)?;
            let begins = fold(rest).starts_with("cua ");
            let of = begins.then(|| opening(rest, context)).flatten().map(|(_, end)| &rest[end..]);
            let of = of.map(|of| before_opinion(of, &context.vocabulary)).filter(|of| !of.trim().is_empty());
            let is_title =
                |of: &str| context.vocabulary.positions.starts(&fold(of)).is_some_and(str::is_empty);
            of.filter(|of| {
                context.vocabulary.names_unit(&fold(of)) || !(is_of_members(&fold(of)) || is_title(of))
            })
        };
        match starts.find_map(of) {
            Some(unit) if context.vocabulary.names_unit(&fold(unit)) => {
                self.titled_unit(unit, &line.place, &context.vocabulary);
            }
            Some(name) => self.set(Field::Name, name, &line.place, context),
            None => {
                self.called = self.called.take().or_else(|| behind_title(&line.text, &context.vocabulary));
            }
        }
        self.above = Above::Title;
    }

    /// The unit of many, where a title names it and nobody: *Bản tự soi của đảng viên Chi bộ thôn Sơn Nam quý II*. A
    /// letterhead above that names the cell goes before it.
    pub(crate) fn titled_unit(&mut self, unit: &str, place: &Place, vocabulary: &Vocabulary) {
        if self.names_cell() {
            return;
        }
        let unit = unit.trim_start();
        let said_when = |at: &usize| {
            let mut words = unit[*at..].split_whitespace();
            let (period, number) = (words.next().map(fold).unwrap_or_default(), words.next());
            let numbered =
                number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c)));
            numbered && ["quy", "nam", "thang", "dot", "ky"].contains(&period.as_str())
        };
        let spaces = unit.match_indices(' ').map(|(at, _)| at);
        let signs = [",", "(", " - ", "–", "\n"].iter().filter_map(|sign| unit.find(sign));
        let end = spaces.filter(said_when).chain(signs).min().unwrap_or(unit.len());
        let source = UnitSource::Letterhead;
        let text = tidy(&unit[..end]);
        self.unit_open = is_capital(&text);
        // Behind the cell stands the body above it.
        let above = unit[end..].split([',', '(', ')', '–', '\n']).flat_map(|piece| piece.split(" - "));
        let above = above.map(tidy).filter(|piece| vocabulary.names_unit(&fold(piece)));
        self.unit_lines.extend(std::iter::once(text).chain(above).map(|text| UnitLine {
            text,
            goes_on: None,
            source,
            place: place.clone(),
        }));
    }

    /// A line of the head that names somebody by the way they are called: `Đ/c Trần Viết An – Bí thư chi bộ`, or a
    /// bare name right below the title. It counts where nothing else says who fills the form in.
    pub(crate) fn called(&mut self, text: &str, vocabulary: &Vocabulary) {
        let text = text.trim().trim_start_matches('(').trim_end_matches(')').trim();
        let below = self.above == Above::Title;
        if below {
            self.above = Above::Other;
        }
        if self.called.is_none() {
            self.called = addressed(text, vocabulary)
                .or_else(|| behind_bare_title(text, vocabulary))
                .or_else(|| (below && is_whole_name(text, vocabulary)).then(|| clean_name(text)));
        }
    }
}

/// Whether a title stands behind a unit in the same line: `Chi bộ Cơ quan - Bảng tự soi của đảng viên`.
pub(crate) fn follows_unit(text: &str, vocabulary: &Vocabulary) -> bool {
    let parted = text.split_once(" - ").or_else(|| text.split_once(" – "));
    let both = |(unit, title)| vocabulary.is_title(&fold(title)) && vocabulary.names_unit(&fold(unit));
    parted.is_some_and(both)
}

/// Whether a line is a title that says what it is and no word for a paper: *TỰ SOI CỦA ĐẢNG VIÊN*.
pub(crate) fn is_bare(text: &str, folded: &str, vocabulary: &Vocabulary) -> bool {
    const LONGEST: usize = 100;
    text.len() < LONGEST && is_capital(text) && vocabulary.bare_titles.starts(folded).is_some()
}

/// The longest line that only begins a title, in bytes.
const LONGEST_BEGINNING: usize = 40;

/// Whether a line is nothing but the beginning of a title, which the next one goes on with: `BÁO CÁO`, `BẢN KIỂM ĐIỂM`.
pub(crate) fn begins(text: &str, vocabulary: &Vocabulary) -> bool {
    if text.len() > LONGEST_BEGINNING || !is_capital(text) {
        return false;
    }
    let folded = fold(text);
    let rest = vocabulary.title_openings.starts(&folded);
    rest.is_some_and(|rest| rest.is_empty() || vocabulary.review_titles.contains(rest))
}

/// A title that is broken over two lines, where both together are that of a self-review and the second alone is not.
pub(crate) fn joined(begun: &str, line: &Line<'_>, vocabulary: &Vocabulary) -> Option<Line<'static>> {
    let folded = fold(&line.text);
    let text = format!("{begun} {}", line.text.trim());
    let goes_on = vocabulary.review_titles.within(&folded) && !vocabulary.is_title(&folded);
    let whole = goes_on && vocabulary.is_title(&fold(&text));
    let place = line.place.clone();
    whole.then(|| Line { text: text.into(), place, paragraph: None, row: Vec::new() })
}

/// The unit that a title, or a line that goes on with it, names as whose the review is: *CỦA CHI ỦY CHI BỘ THÔN SƠN NAM*,
/// *Chi ủy Chi bộ thôn Sơn Nam* below *của tập thể*.
pub(crate) fn unit_in<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    let folded = fold(text);
    let of = if vocabulary.review_titles.within(&folded) {
        &folded[folded.rfind(" cua ")? + " cua ".len()..]
    } else {
        folded.strip_prefix("cua ").unwrap_or(&folded)
    };
    let rest = vocabulary.committee(of).unwrap_or(of);
    // A letterhead names its unit and nothing else.
    if rest.is_empty() || rest.len() == folded.len() || !vocabulary.names_unit(rest) {
        return None;
    }
    let words = words_of(text);
    let from = words.len().checked_sub(rest.split(' ').count())?;
    text.get(words.get(from)?.from..)
}

/// Whom a title names before it announces what others think of the review: *Trần Viết An và ý kiến của chi ủy*.
fn before_opinion<'t>(named: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let announces = |at: &usize| {
        let rest = fold(&named[*at..]);
        let joined = ["va ", "kem theo ", "kem "].iter().find_map(|joint| rest.strip_prefix(joint));
        joined.is_some_and(|opinion| vocabulary.opinions.starts(opinion).is_some())
    };
    let mut words = named.match_indices(' ').map(|(at, _)| at);
    words.find(announces).map_or(named, |end| &named[..end])
}

/// Whether what a title says behind *của đảng viên* tells which members are meant: *trong chi bộ*, *thuộc Chi bộ Cơ quan*.
fn is_of_members(folded: &str) -> bool {
    let led = ["trong", "thuoc", "tai", "toan", "cac", "nam", "quy", "dot"];
    let unit = ["chi bo", "dang bo"].iter().any(|words| has_words(folded, words));
    unit || led.contains(&folded.split(' ').next().unwrap_or_default())
}

/// Whom a line names that does nothing else: `1. Đồng chí Trần Viết An – Đảng viên`, `Đảng viên thứ 2: Trần Viết An`.
pub(crate) fn headed(text: &str, context: &Context) -> Option<String> {
    if text.len() > 120 || !text.contains(char::is_uppercase) {
        return None;
    }
    let text = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest).trim();
    let text = without_bullet(text).trim_end_matches(':');
    let labelled = || {
        let (label, name) = text.split_once(':')?;
        let label = fold(label);
        let of_one = label.starts_with("dang vien") || label.starts_with("dong chi");
        (of_one && names::is_name(name)).then(|| clean_name(name))
    };
    let vocabulary = &context.vocabulary;
    // What they are behind it tells that it is a name.
    let positioned = || of_position(text, vocabulary).filter(|name| name.len() < text.len());
    addressed(text, vocabulary)
        .or_else(labelled)
        .or_else(positioned)
        .or_else(|| is_whole_name(text, vocabulary).then(|| clean_name(text)))
}

/// Whether a line calls somebody by name, with a number before or without, and does nothing else: whoever comes next in a
/// paper of several members.
pub(crate) fn calls(text: &str, context: &Context) -> bool {
    let text = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest).trim();
    addressed(text, &context.vocabulary).is_some()
}

/// The name that begins a text after an address and before a position, or that is all of it.
pub(crate) fn addressed(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    if !text.starts_with(['đ', 'Đ', 'd', 'D', 'c', 'C']) {
        return None;
    }
    let small = text.to_lowercase();
    let small = small.strip_prefix("của ").unwrap_or(&small);
    let skipped = text.len().checked_sub(small.len())?;
    let address = ADDRESSES.iter().find(|address| small.starts_with(**address))?;
    let rest = text.get(skipped + address.len()..)?.trim_start_matches([':', '.', ' ']);
    of_position(rest, vocabulary)
}

/// A name with nothing but a position behind it.
fn of_position(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let end = text.find(['–', ',', '(', ';']).unwrap_or(text.len());
    let end = text.find(" - ").map_or(end, |dash| dash.min(end));
    let (name, rest) = text.split_at(end);
    let position = fold(rest);
    let known = position.is_empty() || vocabulary.positions.starts(&position).is_some();
    // *CỦA ĐẢNG VIÊN GIÁO VIÊN* names nobody.
    let titles = vocabulary.positions.starts(&fold(name)).is_some_and(str::is_empty);
    (known && !titles && names::is_name(name)).then(|| clean_name(name))
}

/// The name behind a title, after a dash, a colon or *của*, in brackets, or on a line of its own.
fn behind_title(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let signs = ["–", " - ", ":", "(", "\n", "của ", "CỦA ", "Của "];
    let mut rests =
        signs.iter().flat_map(|sign| text.match_indices(sign).map(|(at, s)| &text[at + s.len()..]));
    rests.find_map(|rest| {
        let rest = rest.trim().trim_start_matches('(').trim_end_matches(')').trim();
        addressed(rest, vocabulary)
            .or_else(|| of_position(rest, vocabulary).filter(|name| is_whole_name(name, vocabulary)))
            .or_else(|| before_unit(rest, vocabulary))
    })
}

/// A name with a unit behind it: `Trần Viết An - Chi bộ thôn Sơn Nam, xã Sơn Đông`.
fn before_unit(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let (name, unit) = text.split_once(" - ").or_else(|| text.split_once('–'))?;
    let name = clean_name(name);
    (vocabulary.names_unit(&fold(unit)) && is_whole_name(&name, vocabulary)).then_some(name)
}

/// The name behind a title that is no more than what the paper is, or all in capitals: `TỰ SOI: Trần Viết An`, `TỰ SOI 27
/// BIỂU HIỆN - Trần Viết An`.
fn behind_bare_title(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let at = text.find([':', '–']).into_iter().chain(text.find(" - ")).min()?;
    let (title, folded) = (&text[..at], fold(&text[..at]));
    let titles = vocabulary.review_titles.contains(&folded)
        || (is_capital(title) && vocabulary.review_titles.within(&folded));
    titles.then(|| behind_title(text, vocabulary))?
}
