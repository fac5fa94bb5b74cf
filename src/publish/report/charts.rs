//! The charts that a template may show (`templates/reports/charts.toml`), drawn from the same fields as the
//! text, so that a picture never says other figures than the words beside it.

use super::engine::engine;
use super::glossary::Term;
use crate::wordml::{Chart, Series};
use minijinja::{Error, Value};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What draws a list of fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Design {
    /// The list.
    name: String,
    vi: String,
    en: String,
    /// Whether it shows the units below, which a cell has not.
    #[serde(default)]
    above: bool,
    title: String,
    /// The fields of an item that say what it is.
    label: Vec<String>,
    series: Vec<Counted>,
    /// How many items can be read on a page; all where it is missing.
    most: Option<usize>,
    /// The field whose greatest numbers are drawn where there are more.
    by: Option<String>,
    /// The sentence about those that are not drawn.
    rest: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    field: String,
    name: String,
}

fn designs() -> &'static [Design] {
    #[derive(Deserialize)]
    struct Designs {
        chart: Vec<Design>,
    }
    static DESIGNS: LazyLock<Vec<Design>> = LazyLock::new(|| {
        // A test draws every chart.
        let text = include_str!("../../../templates/reports/charts.toml");
        toml::from_str(text).map(|designs: Designs| designs.chart).unwrap_or_default()
    });
    &DESIGNS
}

/// The names of all charts with their meanings.
pub fn charts() -> Vec<Term> {
    let term = |design: &Design| {
        let (name, vi, en) = (design.name.clone(), design.vi.clone(), design.en.clone());
        Term { name, vi, en, only: None }
    };
    designs().iter().map(term).collect()
}

/// Whether a chart shows the units below, which a cell has not.
pub(super) fn is_above(name: &str) -> bool {
    designs().iter().any(|design| design.above && design.name == name)
}

/// The chart of this name from a paper's fields; `None` where it has nothing to show.
///
/// # Errors
/// What the engine says of a field that is not there.
pub(super) fn draw(name: &str, fields: &Value) -> Result<Option<Chart>, Error> {
    match designs().iter().find(|design| design.name == name) {
        Some(design) => design.draw(fields),
        None => Ok(None),
    }
}

impl Design {
    fn draw(&self, fields: &Value) -> Result<Option<Chart>, Error> {
        let mut items: Vec<Value> = fields.get_attr(&self.name)?.try_iter()?.collect();
        let first = self.series.first().map(|counted| counted.field.as_str());
        if first.is_none_or(|first| items.iter().all(|item| number(item, first) == 0)) {
            return Ok(None);
        }
        let mut left = Vec::new();
        if let Some(most) = self.most.filter(|most| items.len() > *most) {
            if let Some(by) = &self.by {
                items.sort_by_cached_key(|item| Reverse(number(item, by)));
            }
            left = items.split_off(most);
        }
        let of = |counted: &Counted| {
            let values = items.iter().map(|item| number(item, &counted.field)).collect();
            Series { name: counted.name.clone(), values }
        };
        let series = self.series.iter().map(of).collect();
        let labels = items.iter().map(|item| self.label(item)).collect();
        let note = self.note(items.len(), &left)?;
        Ok(Some(Chart { title: self.title.clone(), labels, series, note }))
    }

    fn label(&self, item: &Value) -> String {
        let said = self.label.iter().filter_map(|field| item.get_attr(field).ok());
        let label = said.map(|value| value.to_string()).collect::<Vec<_>>().join(". ");
        label.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    }

    fn note(&self, drawn: usize, left: &[Value]) -> Result<String, Error> {
        let Some(rest) = self.rest.as_ref().filter(|_| !left.is_empty()) else { return Ok(String::new()) };
        let sum = |field: &str| left.iter().map(|item| number(item, field)).sum();
        let fields = self.series.iter().map(|counted| counted.field.as_str());
        let mut figures: BTreeMap<&str, u64> = fields.map(|field| (field, sum(field))).collect();
        figures.extend([
            ("ve", drawn as u64),
            ("con_lai", left.len() as u64),
            ("tat_ca", (drawn + left.len()) as u64),
        ]);
        engine().render_str(rest, figures)
    }
}

fn number(item: &Value, field: &str) -> u64 {
    item.get_attr(field).ok().and_then(|value| value.try_into().ok()).unwrap_or_default()
}

/// The name in a chart's tag, with or without quotation marks: `{{ bieu_do("nhom") }}`; `None` for any
/// other tag.
pub(super) fn named(tag: &str) -> Option<&str> {
    let body = tag.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let inside = body.strip_prefix("bieu_do")?.trim().strip_prefix('(')?.strip_suffix(')')?;
    let name = inside.trim_matches(|c: char| c.is_whitespace() || "\"'“”„‘’".contains(c));
    (!name.contains(|c: char| "\"'“”„‘’(){}|,".contains(c))).then_some(name)
}
