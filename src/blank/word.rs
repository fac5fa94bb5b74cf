//! The empty Word form: places to type in and boxes to click, one pair for each indicator.

use super::{Addressee, CORRECTION_HEADS, CORRECTION_ROWS, CORRECTIONS};
use crate::model::{Catalogue, Indicator};
use crate::wordml::{
    Align, Look, Page, day_input, input, last, mixed, p, package, row, slot, table, tick_box, words,
};
use std::io;

/// Letters of the form in points.
const POINTS: u32 = 13;
/// Shares of the columns TT, Nội dung biểu hiện, Có, Không, Ghi chú.
const COLUMNS: [u32; 5] = [55, 525, 60, 100, 195];
/// Shares of the columns of promised corrections.
const CORRECTION_COLUMNS: [u32; 4] = [55, 380, 320, 180];
/// Letters of its tables.
const TABLE_POINTS: u32 = 12;
/// What an empty place shows: dots to fill in, which are nothing to a reader, also where an office program
/// that knows no prompts has made them text.
const PROMPT: &str = "……………";

/// An empty form that asks every indicator of the catalogue, as the bytes of a `.docx`.
///
/// # Errors
/// What the packing answers.
pub fn word_form(catalogue: &Catalogue, to: &Addressee<'_>) -> io::Result<Vec<u8>> {
    let page = Page::a4([20, 15, 20, 30], 10);
    let look = Look { after: 60, ..Look::sized(POINTS) };
    let centre = look.aligned(Align::Center);
    let width = page.text_width();
    let mut body = letterhead(to, look);
    body.push(p(to.title(), Look { size: 28, before: 240, after: 160, ..centre.bold() }));
    body.extend(to.fields().iter().map(|(label, value)| labelled(label, value.as_deref(), look)));
    body.push(p("Bấm vào ô ở cột Có hoặc cột Không, mỗi dòng một ô.", look.italic()));
    body.push(questions(catalogue, width));
    body.push(p(CORRECTIONS, Look { before: 240, after: 120, ..centre.bold().kept() }));
    body.push(corrections(width));
    let day = [words("Ngày làm bản tự soi: ", look), day_input("Ngày làm bản tự soi", PROMPT, look)];
    body.push(mixed(&day, Look { before: 240, ..look.aligned(Align::Right).kept() }));
    body.push(p(to.signer(), Look { after: 1200, ..look.bold().aligned(Align::Right) }));
    body.push(last(""));
    body.push(page.section(true));
    package(&body.concat(), POINTS).map_err(io::Error::other)
}

/// The party organisation above and the cell; places to type them in where they are not known.
fn letterhead(to: &Addressee<'_>, look: Look) -> Vec<String> {
    let line = |name: Option<&str>, label: &str| match name {
        Some(name) => p(name, look.bold()),
        None => labelled(label, None, look),
    };
    vec![line(to.above, "ĐẢNG BỘ"), line(to.cell, "CHI BỘ")]
}

fn labelled(label: &str, value: Option<&str>, look: Look) -> String {
    mixed(&[words(&format!("{label}: "), look), input(label, value, PROMPT, look)], look)
}

/// Widths of columns that share a whole.
fn widths<const N: usize>(shares: [u32; N], whole: u32) -> [u32; N] {
    let all: u32 = shares.iter().sum();
    let mut widths = shares.map(|share| share * whole / all);
    widths[1] += whole - widths.iter().sum::<u32>();
    widths
}

fn heads<const N: usize>(texts: [&str; N], widths: [u32; N]) -> String {
    let look = Look::sized(TABLE_POINTS).aligned(Align::Center).bold();
    let slots = texts.iter().zip(widths).map(|(text, width)| slot(width, 1, true, &p(text, look)));
    row(&slots.collect::<Vec<_>>().concat(), true)
}

fn questions(catalogue: &Catalogue, whole: u32) -> String {
    let widths = widths(COLUMNS, whole);
    let mut rows = vec![heads(["TT", "Nội dung biểu hiện", "Có", "Không", "Ghi chú"], widths)];
    let mut group = None;
    for indicator in &catalogue.indicators {
        if group != Some(indicator.group) {
            group = Some(indicator.group);
            if let Some(of) = catalogue.groups.get(indicator.group) {
                let across =
                    p(&format!("{}. {}", of.code, of.title), Look::sized(TABLE_POINTS).bold().kept());
                rows.push(row(&slot(whole, widths.len(), true, &across), false));
            }
        }
        rows.push(question(indicator, widths));
    }
    table(&widths, true, &rows.concat())
}

fn question(indicator: &Indicator, [w0, w1, w2, w3, w4]: [u32; 5]) -> String {
    let look = Look::sized(TABLE_POINTS);
    let centre = look.aligned(Align::Center);
    let ticked = |answer: &str| mixed(&[tick_box(&format!("{}: {answer}", indicator.code), look)], centre);
    let note = mixed(&[input(&format!("{}: ghi chú", indicator.code), None, PROMPT, look)], look);
    let slots = [
        slot(w0, 1, true, &p(&indicator.number.to_string(), centre)),
        slot(w1, 1, false, &p(&indicator.wording, look)),
        slot(w2, 1, true, &ticked("Có")),
        slot(w3, 1, true, &ticked("Không")),
        slot(w4, 1, false, &note),
    ];
    row(&slots.concat(), false)
}

fn corrections(whole: u32) -> String {
    let widths = widths(CORRECTION_COLUMNS, whole);
    let look = Look::sized(TABLE_POINTS);
    let mut rows = vec![heads(CORRECTION_HEADS, widths)];
    for n in 1..=CORRECTION_ROWS {
        let place = |(column, width): (usize, &u32)| {
            let title = format!("{} {n}", CORRECTION_HEADS[column]);
            let place = if column == 0 { vec![] } else { vec![input(&title, None, PROMPT, look)] };
            slot(*width, 1, false, &mixed(&place, look))
        };
        let slots = widths.iter().enumerate().map(place);
        rows.push(row(&slots.collect::<Vec<_>>().concat(), false));
    }
    table(&widths, true, &rows.concat())
}
