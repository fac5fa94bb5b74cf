//! The letterhead: which units it names, on one line or broken over two.

use super::header::{Header, tidy};
use super::{dateline, title};
use crate::extract::context::Context;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::{Place, UnitLine, UnitSource};
use crate::text::fold;

impl Header {
    /// A line that names the issuing body or the one above, or goes on with the name in the line before.
    pub(crate) fn letterhead(&mut self, text: &str, place: &Place, context: &Context) {
        let text = without_belonging(text);
        let folded = fold(text);
        let office = self.office.replace(text.trim().to_owned());
        if context.vocabulary.names_unit(&folded) {
            let source = UnitSource::Letterhead;
            let goes_on = None;
            if let Some(text) = office.filter(|office| is_office_of(office, &folded)) {
                self.unit_lines.push(UnitLine { text, goes_on: None, source, place: place.clone() });
            }
            self.unit_lines.push(UnitLine { text: tidy(text), goes_on, source, place: place.clone() });
            self.unit_open = is_capital(text);
        } else if let Some(unit) = title::unit_in(text, &context.vocabulary).filter(|_| self.is_titled()) {
            self.titled_unit(unit, place, &context.vocabulary);
        } else if let apart @ [_, ..] = units_apart(text, &context.vocabulary).as_slice() {
            let unit = |text: &&str| UnitLine {
                text: tidy(text),
                goes_on: None,
                source: UnitSource::Letterhead,
                place: place.clone(),
            };
            self.unit_lines.extend(apart.iter().map(unit));
        } else if self.unit_open
            && folded != context.vocabulary.motto
            && !dateline::is_dateline(text)
            && !folded.is_empty()
        {
            self.goes_on(text, &folded, context);
        }
    }

    /// The rest of a unit's name that is broken over two lines, in capitals as it began: `CHI BỘ` / `THÔN ĐÔNG HẢI`.
    pub(crate) fn goes_on(&mut self, text: &str, folded: &str, context: &Context) {
        if !std::mem::take(&mut self.unit_open) || !is_capital(text) || folded.len() > 60 {
            return;
        }
        let other = context.vocabulary.letterhead_others.starts(folded).is_some();
        let title = context.vocabulary.is_title(folded) || context.vocabulary.fields.of(folded).is_some();
        if !other
            && !title
            && let Some(line) = self.unit_lines.last_mut()
        {
            line.goes_on = Some(tidy(text));
        }
    }

    /// Whether a line names a cell, be it in two lines: `CHI BỘ` / `THÔN ĐÔNG HẢI`.
    pub(crate) fn names_cell(&self) -> bool {
        self.unit_lines.iter().map(|line| fold(&line.text)).any(|unit| unit == "chi bo" || names_cell(&unit))
    }

    /// The cell to which a letter is addressed, with the bodies above it: its writer is a member of it, where nothing
    /// else says of which.
    pub(crate) fn addressed(&mut self, text: &str, place: &Place, context: &Context) {
        if !self.addressees.is_empty() {
            return;
        }
        // `Kính gửi chi ủy Chi bộ …` has no colon.
        let bodies = text.split_once(':').map_or_else(|| without_greeting(text), |(_, bodies)| bodies);
        self.addressees = cell_and_above(bodies, place, context);
    }

    /// The cell whose committee confirms the paper at its end, behind *Xác nhận của* or below it: its writer is a member
    /// of it, where nothing else says of which. Where they live another one may confirm it.
    pub(crate) fn confirmed(&mut self, text: &str, place: &Place, context: &Context) {
        if !(self.unit_lines.is_empty() && self.addressees.is_empty() && self.confirmed.is_empty()) {
            return;
        }
        for segment in text.split(['\t', '\n']).filter(|segment| !segment.trim().is_empty()) {
            let folded = fold(segment);
            let behind = folded.strip_prefix("xac nhan cua ");
            let confirming = std::mem::replace(&mut self.confirming, behind.is_some());
            if folded.contains("cu tru") {
                self.confirming = false;
                return;
            }
            let words = segment.split_whitespace().skip(if behind.is_some() { 3 } else { 0 });
            if confirming || behind.is_some_and(names_cell) {
                let bodies = words.collect::<Vec<_>>().join(" ");
                self.confirmed = cell_and_above(&bodies, place, context);
            }
            if !self.confirmed.is_empty() {
                return;
            }
        }
    }
}

/// A line without the words by which it names the body above: *Trực thuộc Đảng bộ xã Sơn Đông*.
fn without_belonging(text: &str) -> &str {
    let belongs = fold(text).starts_with("truc thuoc ");
    let rest = belongs.then(|| text.trim_start().splitn(3, char::is_whitespace).nth(2));
    rest.flatten().unwrap_or(text)
}

/// Whether a line of the letterhead is the office or school of the cell in the next one, with its place: *TRƯỜNG THCS SƠN
/// ĐÔNG* above *CHI BỘ TRƯỜNG THCS*.
fn is_office_of(office: &str, cell: &str) -> bool {
    let own = cell.strip_prefix("chi bo ").or_else(|| cell.strip_prefix("cb "));
    office.len() < LINE
        && own.is_some_and(|own| fold(office).strip_prefix(own).is_some_and(|place| place.starts_with(' ')))
}

/// The cell that a text names first, with the bodies above it; none where it names something else first.
fn cell_and_above(text: &str, place: &Place, context: &Context) -> Vec<UnitLine> {
    let named = text.split([',', ';', '–', '\t', '\n']).flat_map(|body| body.split(" - ")).map(tidy);
    let unit = |body: &String| context.vocabulary.names_unit(without_committee(&fold(body)));
    let bodies: Vec<String> = named.filter(unit).map(of_cell).collect();
    if bodies.first().is_none_or(|body| !names_cell(&fold(body))) {
        return Vec::new();
    }
    let line = |text| UnitLine { text, goes_on: None, source: UnitSource::Letterhead, place: place.clone() };
    bodies.into_iter().map(line).collect()
}

/// What stands behind the two words *Kính gửi*.
fn without_greeting(text: &str) -> &str {
    text.trim_start().splitn(3, char::is_whitespace).nth(2).unwrap_or_default()
}

/// Who may be addressed before the cell that is named.
const OF_CELL: [&str; 5] = ["ban chi ủy ", "chi ủy ", "đ/c bí thư ", "đồng chí bí thư ", "bí thư "];

/// The name of a body without the committee or the secretary of a cell that is named before it.
fn of_cell(body: String) -> String {
    let skipped = |words: &str| {
        let head: String = body.chars().take(words.chars().count()).collect();
        (fold(&head) == fold(words)).then(|| body.chars().skip(words.chars().count()).collect::<String>())
    };
    let bare = OF_CELL.iter().find_map(|words| skipped(words));
    bare.map_or(body, |bare| bare.trim_start().to_owned())
}

/// The longest line that names units among other things.
const LINE: usize = 200;

/// The units that a line names between dashes, among other things: *Đợt tháng 9 - Chi bộ thôn Sơn Nam - Đảng bộ xã Sơn
/// Đông*.
pub(crate) fn units_apart<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<&'t str> {
    if text.len() > LINE || !(text.contains(" - ") || text.contains('–')) {
        return Vec::new();
    }
    let pieces = text.split('–').flat_map(|piece| piece.split(" - ")).map(str::trim);
    pieces.filter(|piece| vocabulary.names_unit(&fold(piece))).collect()
}

/// The units that stand behind a name, between dashes or behind a sign that ends it: *Trần Viết An. Chi bộ thôn Sơn Nam,
/// xã Sơn Đông*.
pub(crate) fn units_beside_name<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<&'t str> {
    let apart = units_apart(text, vocabulary);
    if !apart.is_empty() || text.len() > LINE {
        return apart;
    }
    let mut rests = text.match_indices(['.', ',', ';', '(']).map(|(at, _)| text[at + 1..].trim());
    rests
        .find(|rest| vocabulary.names_unit(&fold(rest)))
        .map(|rest| of_clause(rest, vocabulary))
        .into_iter()
        .collect()
}

/// A unit, with those above it, without what else the sentence says: *Chi bộ thôn Sơn Nam, xã Sơn Đông, xin trả lời*.
fn of_clause<'t>(unit: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let above = |rest: &str| {
        let folded = fold(rest);
        vocabulary.names_unit(&folded)
            || ["xa ", "phuong ", "dang bo ", "thi tran "].iter().any(|w| folded.starts_with(w))
    };
    let end = unit.find(')').unwrap_or(unit.len());
    let commas = unit[..end].match_indices([',', ';']).map(|(at, _)| at);
    unit[..commas.into_iter().find(|at| !above(&unit[at + 1..end])).unwrap_or(end)].trim()
}

/// A unit without the sentence that follows the one that names it: *Chi bộ thôn Sơn Nam. Qua học tập, tôi tự soi như sau*.
pub(crate) fn of_sentence<'t>(unit: &'t str, vocabulary: &Vocabulary) -> &'t str {
    // `TP. Vinh` and `TDP. 5` go on.
    let ends = |at: &usize| {
        let last = unit[..*at].rsplit(' ').next().unwrap_or_default();
        let whole = last.ends_with(')') || (last.chars().count() > 2 && last.ends_with(char::is_lowercase));
        whole && !vocabulary.names_unit(&fold(&unit[at + 1..]))
    };
    let end = unit.match_indices(". ").map(|(at, _)| at).find(ends);
    end.map_or(unit, |at| &unit[..at])
}

/// Whether a folded line addresses a letter to a cell: `Kính gửi: Chi bộ thôn Sơn Nam, Đảng bộ xã Sơn Đông`.
pub(crate) fn addresses(folded: &str) -> bool {
    folded.strip_prefix("kinh gui ").is_some_and(names_cell)
}

/// Whether a folded text begins with what a cell is called.
fn names_cell(folded: &str) -> bool {
    without_committee(folded).starts_with("chi bo ")
}

/// A folded body without the committee or the secretary of a cell that is named before it: *Chi ủy Chi bộ thôn Sơn Nam*.
fn without_committee(folded: &str) -> &str {
    OF_CELL.iter().find_map(|words| folded.strip_prefix(&format!("{} ", fold(words)))).unwrap_or(folded)
}

/// Whether a text has capital letters and no small ones.
pub(crate) fn is_capital(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}
