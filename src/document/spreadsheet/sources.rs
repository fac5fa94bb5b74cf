//! Squares that lists of drop-downs and formulas take what they show from.

use super::reference::{self, Area, ROWS};
use std::collections::BTreeMap;

/// Most references that are kept; beyond them squares count as not referred to.
const REFERENCES: usize = 100_000;

/// Squares that others refer to, by the name of their sheet in lower case.
#[derive(Debug, Default)]
pub(super) struct Sources {
    areas: BTreeMap<String, Vec<Area>>,
    count: usize,
}

impl Sources {
    /// Takes the references to named sheets in a formula, such as `'Danh mục'!$A$1:$A$9` (ECMA-376 part 1, 18.17.2).
    pub(super) fn add(&mut self, formula: &str) {
        for (at, _) in formula.match_indices('!') {
            let (before, after) = (&formula[..at], &formula[at + 1..]);
            let end = after.find(|c: char| !c.is_ascii_alphanumeric() && !"$:".contains(c));
            let written = after[..end.unwrap_or(after.len())].replace('$', "");
            if let (Some(sheet), Some(area)) = (sheet(before), area(&written))
                && self.count < REFERENCES
            {
                let areas = self.areas.entry(sheet.to_lowercase()).or_default();
                // One formula often stands in many squares.
                if areas.last() != Some(&area) {
                    areas.push(area);
                    self.count += 1;
                }
            }
        }
    }

    /// Whether a square of a sheet is among them.
    pub(super) fn hold(&self, sheet: &str, (row, column): (u32, u32)) -> bool {
        let within = |a: &Area| (a.top..=a.bottom).contains(&row) && (a.left..=a.right).contains(&column);
        self.areas.get(&sheet.to_lowercase()).is_some_and(|areas| areas.iter().any(within))
    }
}

/// The name of the sheet that ends here, without its quotes.
fn sheet(before: &str) -> Option<String> {
    if let Some(quoted) = before.strip_suffix('\'') {
        // Two quotes stand for one within the name.
        let mut start = None;
        let mut quotes = quoted.rmatch_indices('\'').map(|(at, _)| at).peekable();
        while let Some(at) = quotes.next() {
            if quotes.next_if(|before| before + 1 == at).is_none() {
                start = Some(at);
                break;
            }
        }
        return Some(quoted.get(start? + 1..)?.replace("''", "'"));
    }
    let start = before.rfind(|c: char| !c.is_alphanumeric() && !"_.".contains(c));
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    Some(before[start..].to_owned()).filter(|name| !name.is_empty())
}

/// The area of a reference: squares, or whole columns such as `A:B`.
fn area(written: &str) -> Option<Area> {
    if let Some((first, last)) = written.split_once(':')
        && !written.contains(|c: char| c.is_ascii_digit())
    {
        let column = |name: &str| reference::square(&format!("{name}1")).map(|(_, column)| column);
        return Some(Area { top: 0, left: column(first)?, bottom: ROWS - 1, right: column(last)? });
    }
    reference::area(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(formula: &str) -> Sources {
        let mut sources = Sources::default();
        sources.add(formula);
        sources
    }

    #[test]
    fn squares_that_a_formula_names_on_another_sheet_are_sources() {
        let all = sources("IF(Lists!$A$1=\"!\",'Danh mục ''cũ'''!B2:C3,0)");
        assert!(all.hold("lists", (0, 0)));
        assert!(all.hold("Danh mục 'cũ'", (2, 2)) && !all.hold("Danh mục 'cũ'", (3, 2)));
        assert!(!all.hold("Lists", (1, 0)));
    }

    #[test]
    fn whole_columns_are_sources_and_nonsense_is_none() {
        assert!(sources("OFFSET(DS!$A$1,0,0,COUNTA(DS!$A:$B))").hold("DS", (5000, 1)));
        for formula in ["!", "'!A1", "x!", "!A1", "'a''!B2", "ệ!A1"] {
            assert!(!sources(formula).hold("x", (0, 0)));
        }
    }
}
