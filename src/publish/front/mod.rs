//! `Mở đầu.html`: the page from which a person finds everything that a run wrote. It names no member, asks
//! nothing of the network, and stands in one file.

mod arrivals;
mod tree;

use super::Work;
use super::dossier::Archive;
use super::names::{FRONT, QUESTIONS};
use super::words;
use crate::rollup::UnitTotals;
use crate::rounds::{Change, Comparison, Fates, People, Promises};
use minijinja::{Environment, UndefinedBehavior, Value, context};
use std::io::{self, Write};

/// The page with tags; a value is escaped wherever it stands.
const TEMPLATE: &str = include_str!("../../../templates/front/mo-dau.html");

/// What stands in the page for a unit.
const UNIT: &str = include_str!("../../../templates/front/don-vi.html");

/// Its name, whose ending says how values are escaped.
const UNIT_NAME: &str = "don-vi.html";

/// Where the units stand in the page; below it is no text of an office.
const UNITS: &str = "\u{0}";

/// Writes the page as UTF-8, with what is written for every unit, one unit after another: all of them together
/// are by far the largest part.
///
/// # Errors
/// What the writer answers, or where a template cannot be carried out.
pub(super) fn write(archive: &Archive<'_>, results: &[Work<'_, '_>], to: &mut dyn Write) -> io::Result<()> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.add_filter("so", |n: u64| words::grouped(n));
    let page = env.render_named_str(FRONT, TEMPLATE, page(archive)).map_err(io::Error::other)?;
    let (head, tail) = page.rsplit_once(UNITS).unwrap_or((&page, ""));
    env.add_template(UNIT_NAME, UNIT).map_err(io::Error::other)?;
    let unit = env.get_template(UNIT_NAME).map_err(io::Error::other)?;
    to.write_all(head.as_bytes())?;
    for row in tree::units(archive, results) {
        let row = unit.render(context! { u => row }).map_err(io::Error::other)?;
        write!(to, "\n{row}\n")?;
    }
    to.write_all(tail.as_bytes())
}

/// What the page says of all units together.
fn page(archive: &Archive<'_>) -> Value {
    let campaign = archive.campaign;
    let all = whole(archive);
    context! {
        title => campaign.title.as_str(),
        period => campaign.period.as_str(),
        date => campaign.date.map(words::long_day).unwrap_or_default(),
        all => figures(&all),
        files => archive.books.files.len(),
        questions => archive.books.open_questions().count(),
        question_list => address(url(QUESTIONS)),
        kinds => arrivals::questions(archive),
        dispositions => arrivals::dispositions(archive),
        aside => arrivals::aside(archive),
        then => archive.comparison.map(|comparison| then(archive, comparison)),
        groups => groups(archive, &all),
        late => tree::late(archive),
        order => tree::precedence(archive),
        units => UNITS,
        tool => concat!("tusoi ", env!("CARGO_PKG_VERSION")),
    }
}

/// The sums of all units together.
fn whole(archive: &Archive<'_>) -> UnitTotals {
    let mut all = UnitTotals::default();
    for root in archive.campaign.hierarchy.roots() {
        all += archive.totals_of(root);
    }
    all
}

/// The earlier round beside this one, for all units together.
fn then(archive: &Archive<'_>, comparison: &Comparison) -> Value {
    let (mut all, mut fates, mut people, mut promises) =
        (Change::default(), Fates::default(), People::default(), Promises::default());
    for root in archive.campaign.hierarchy.roots() {
        let unit = comparison.of(root);
        all += unit.all();
        fates += unit.all_fates();
        people += unit.people;
        promises += unit.promises;
    }
    context! {
        period => comparison.period.as_str(),
        yes_before => all.before.yes,
        yes_now => all.now.yes,
        both => people.both,
        fixed => fates.fixed,
        repeated => fates.repeated,
        new => fates.new,
        unsure => fates.unsure,
        promises => promises.total,
        done => promises.done,
        under_way => promises.under_way,
        overdue => promises.overdue,
        unclear => promises.unclear,
        gone => comparison.gone.len(),
    }
}

/// What a row of the page says of a unit.
fn figures(t: &UnitTotals) -> Value {
    context! {
        members => t.members,
        reviews => t.reviews,
        missing => t.missing,
        share => words::percent(t.reviews.into(), t.members.into()),
        bar => per_mille(t.reviews, t.members),
        cells => t.cells,
        cells_in => t.cells_in,
        cells_share => words::percent(t.cells_in.into(), t.cells.into()),
        collective => t.collective,
        yes => t.answers.iter().map(|a| a.yes).sum::<u32>(),
        open => t.answers.iter().map(|a| a.blank + a.conflict + a.unclear).sum::<u32>(),
        promises => t.commitments.total,
    }
}

/// The length of a bar, of a thousand.
fn per_mille(part: u32, whole: u32) -> u64 {
    let length = u64::from(part) * 1000 / u64::from(whole.max(1));
    length.min(1000).max(u64::from(part > 0))
}

/// Every group of manifestations with its bars.
fn groups(archive: &Archive<'_>, all: &UnitTotals) -> Vec<Value> {
    let catalogue = &archive.campaign.catalogue;
    let most = all.answers.iter().map(|a| a.yes).max().unwrap_or(0);
    let group = |(g, group): (usize, &crate::model::Group)| {
        let inside = catalogue.indicators.iter().zip(&all.answers).filter(|(i, _)| i.group == g);
        let row = |(i, a): (&crate::model::Indicator, &crate::rollup::AnswerTotals)| {
            context! {
                code => i.code.as_str(),
                label => i.label.as_str(),
                yes => a.yes,
                share => words::percent(a.yes.into(), a.sum().into()),
                bar => per_mille(a.yes, most),
            }
        };
        context! {
            code => group.code.as_str(),
            title => group.title.as_str(),
            yes => inside.clone().map(|(_, a)| a.yes).sum::<u32>(),
            rows => inside.map(row).collect::<Vec<_>>(),
        }
    };
    catalogue.groups.iter().enumerate().map(group).collect()
}

/// A path below the results as a relative address (RFC 3986): every byte but the unreserved ones is encoded.
pub(super) fn url(path: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    let mut url = String::with_capacity(path.len() * 2);
    for byte in path.bytes() {
        if plain(&byte) {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    url
}

/// An address as a value: it holds nothing that HTML would have to escape.
fn address(url: String) -> Value {
    Value::from_safe_string(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_no_byte_that_means_something_else() {
        assert_eq!(url("Xã A/Tổng #1?.xlsx"), "X%C3%A3%20A/T%E1%BB%95ng%20%231%3F.xlsx");
    }

    #[test]
    fn a_bar_is_never_empty_for_something_nor_longer_than_all() {
        assert_eq!(
            [per_mille(0, 10), per_mille(1, 100_000), per_mille(5, 10), per_mille(12, 10), per_mille(0, 0)],
            [0, 1, 500, 1000, 0]
        );
    }
}
