//! Where each unit's results lie: names that Windows and Excel can open.

use super::report::Paper;
use crate::model::{Hierarchy, UnitId};
use crate::text::{nfc, one_line};
use std::collections::HashSet;

/// The longest path below the results folder, in UTF-16 units. Excel opens paths of up to 218, which
/// leaves room for the campaign's own folder.
const LONGEST: usize = 150;

/// The longest name of one unit, where the depth of the tree leaves room for it.
const LONGEST_NAME: usize = 60;

/// The shortest cut that still tells units apart: `… (CODE)`.
const SHORTEST_NAME: usize = 12;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The question list, at the top of the results.
pub(super) const QUESTIONS: &str = "Cần xem lại.xlsx";

/// The page from which a person finds everything, at the top of the results.
pub(super) const FRONT: &str = "Mở đầu.html";

/// The summary for scripts, at the top of the results.
pub(super) const SUMMARY: &str = "tusoi.json";

const WORKBOOK: (&str, &str) = ("Tổng hợp - ", ".xlsx");
const PAPER: &str = ".docx";

/// The folder and the name of every unit.
pub(super) struct Names {
    folders: Vec<String>,
    labels: Vec<String>,
}

impl Names {
    /// Names for all units: the same tree gives the same names.
    pub(super) fn of(tree: &Hierarchy) -> Self {
        let cap = (SHORTEST_NAME..=LONGEST_NAME).rev().find(|&cap| fits(tree, cap)).unwrap_or(SHORTEST_NAME);
        let mut names = Self {
            folders: vec![String::new(); tree.units().len()],
            labels: vec![String::new(); tree.units().len()],
        };
        let mut taken: Vec<HashSet<String>> = vec![HashSet::new(); tree.units().len()];
        let spellings: Vec<String> = tree.units().iter().map(|unit| spelling(&clean(&unit.name))).collect();
        let mut top: HashSet<String> = [QUESTIONS, FRONT, SUMMARY].map(spelling).into();
        for id in tree.bottom_up().into_iter().rev() {
            let above = shelf(tree, id, cap);
            let siblings = above.map_or(&mut top, |above| &mut taken[above.0]);
            let label = free_label(tree, id, cap, (&spellings, siblings));
            siblings.insert(spelling(&label));
            names.folders[id.0] = match above {
                Some(above) => format!("{}/{label}", names.folders[above.0]),
                None => label.clone(),
            };
            taken[id.0].extend(affixes().map(|(head, tail)| spelling(&format!("{head}{label}{tail}"))));
            names.labels[id.0] = label;
        }
        names
    }

    /// The folder of every unit, below the results folder.
    pub(super) fn folders(self) -> Vec<String> {
        self.folders
    }

    /// The unit's consolidated workbook, below the results folder.
    pub(super) fn workbook(&self, id: UnitId) -> String {
        self.file(id, WORKBOOK)
    }

    /// A paper of the unit, below the results folder.
    pub(super) fn paper(&self, id: UnitId, paper: Paper) -> String {
        self.file(id, (paper.prefix(), PAPER))
    }

    fn file(&self, id: UnitId, (head, tail): (&str, &str)) -> String {
        format!("{}/{head}{}{tail}", self.folders[id.0], self.labels[id.0])
    }
}

/// How the names of a unit's files begin and end; none is longer than that of its workbook.
fn affixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    std::iter::once(WORKBOOK).chain(Paper::ALL.map(|paper| (paper.prefix(), PAPER)))
}

/// How many levels of folders fit when every name is as long as `cap`.
fn deepest(cap: usize) -> usize {
    let file = WORKBOOK.0.chars().count() + cap + WORKBOOK.1.len();
    (LONGEST.saturating_sub(file) / (cap + 1)).max(1)
}

/// The unit whose folder holds this one's: the unit above, or, where the tree is deeper than paths may
/// be long, the last unit above that is not too deep.
fn shelf(tree: &Hierarchy, id: UnitId, cap: usize) -> Option<UnitId> {
    let above: Vec<UnitId> = tree.ancestors(id).collect();
    let room = if cap > SHORTEST_NAME { above.len() } else { deepest(cap) - 1 };
    above.get(above.len().saturating_sub(room.max(1).min(above.len()))).copied()
}

/// Whether every unit's files fit when names are cut to `cap`.
fn fits(tree: &Hierarchy, cap: usize) -> bool {
    let length = |id: UnitId| width(&clean(&tree.unit(id).name)).min(cap).max(width(&tree.unit(id).code) + 4);
    let affix = WORKBOOK.0.chars().count() + WORKBOOK.1.len();
    tree.ids().all(|id| {
        let folders: usize =
            std::iter::once(id).chain(tree.ancestors(id)).map(|at| length(at).min(cap) + 1).sum();
        // A namesake's code may have to be added, up to the cap.
        folders + affix + length(id).min(cap) <= LONGEST
    })
}

/// The unit's name, valid and unlike its siblings'.
fn free_label(
    tree: &Hierarchy,
    id: UnitId,
    cap: usize,
    (spellings, siblings): (&[String], &HashSet<String>),
) -> String {
    let unit = tree.unit(id);
    let name = clean(&unit.name);
    let namesake = |other: &UnitId| *other != id && spellings[other.0] == spellings[id.0];
    let alone = match tree.parent(id) {
        Some(above) => !tree.children(above).iter().any(namesake),
        None => !tree.roots().any(|other| namesake(&other)),
    };
    if alone && !name.is_empty() && width(&name) <= cap && !siblings.contains(&spelling(&name)) {
        return name;
    }
    let code = clean(&unit.code);
    let tags = std::iter::once(code).chain((1..).map(|n| format!("{}-{n}", id.0 + 1)));
    let mut labels = tags.filter(|tag| width(tag) + 4 <= cap).map(|tag| tagged(&name, &tag, cap));
    let usable =
        |label: &String| !label.is_empty() && clean(label) == *label && !siblings.contains(&spelling(label));
    labels.find(usable).unwrap_or_default()
}

/// The name cut so that it fits with the tag behind it.
fn tagged(name: &str, tag: &str, cap: usize) -> String {
    let room = cap.saturating_sub(width(tag) + 3);
    let mut used = 0;
    let head: String = name
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    match head.trim_end_matches([' ', '.', ',', '-']) {
        "" => clean(tag),
        head => format!("{head} ({tag})"),
    }
}

/// How Windows compares names: case does not matter.
fn spelling(name: &str) -> String {
    nfc(&name.to_lowercase()).into_owned()
}

/// Length as Windows counts it.
fn width(name: &str) -> usize {
    name.encode_utf16().count()
}

/// The text as a name that Windows takes: no reserved character or name, no dot or space at either end.
pub(super) fn clean(text: &str) -> String {
    let spaced: String = nfc(text)
        .chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}'))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
            c if c.is_control() || c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let name = one_line(&spaced);
    let name = name.trim_matches([' ', '.', '~']);
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    // The superscript digits are digits to Windows here.
    let stem = stem.replace('¹', "1").replace('²', "2").replace('³', "3");
    if DEVICES.contains(&stem.as_str()) { format!("_{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;
    use proptest::prelude::*;

    fn unit(row: usize, code: &str, name: &str, parent: Option<String>) -> Unit {
        Unit {
            code: code.into(),
            name: name.into(),
            level: String::new(),
            parent,
            members: None,
            aliases: vec![],
            emails: vec![],
            roster: vec![],
            row: u32::try_from(row).unwrap(),
        }
    }

    fn tree(units: &[(&str, &str, Option<&str>)]) -> Hierarchy {
        let units = units.iter().enumerate();
        Hierarchy::new(units.map(|(i, (c, n, p))| unit(i, c, n, p.map(Into::into))).collect()).unwrap()
    }

    fn assert_valid(names: &Names, tree: &Hierarchy) {
        let mut seen = HashSet::new();
        for id in tree.ids() {
            let papers = [Paper::Report, Paper::Opening, Paper::Plan, Paper::Reminder];
            let papers = papers.map(|paper| names.paper(id, paper));
            for path in std::iter::once(names.workbook(id)).chain(papers) {
                assert!(width(&path) <= LONGEST, "{} units: {path}", width(&path));
                assert!(seen.insert(spelling(&path)), "twice: {path}");
                for part in path.split('/') {
                    assert!(!part.is_empty() && clean(part) == part, "{part:?} in {path:?}");
                }
            }
        }
    }

    #[test]
    fn folders_follow_the_hierarchy_and_keep_the_names() {
        let tree = tree(&[("H", "Đảng bộ xã Lộc Yên", None), ("C", "Chi bộ thôn Sơn Nam", Some("H"))]);
        let names = Names::of(&tree);
        assert_eq!(
            names.workbook(UnitId(1)),
            "Đảng bộ xã Lộc Yên/Chi bộ thôn Sơn Nam/Tổng hợp - Chi bộ thôn Sơn Nam.xlsx"
        );
        assert_eq!(
            names.paper(UnitId(0), Paper::Summary),
            "Đảng bộ xã Lộc Yên/Báo cáo - Đảng bộ xã Lộc Yên.docx"
        );
    }

    #[test]
    fn siblings_of_one_name_keep_their_codes() {
        let tree = tree(&[
            ("H", "Xã", None),
            ("C1", "Chi bộ Thôn 1", Some("H")),
            ("C2", "chi bộ thôn 1", Some("H")),
        ]);
        let names = Names::of(&tree);
        assert_eq!(names.folders[1], "Xã/Chi bộ Thôn 1 (C1)");
        assert_eq!(names.folders[2], "Xã/chi bộ thôn 1 (C2)");
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_the_code() {
        let long = "Chi bộ ".to_owned() + &"rất dài ".repeat(40);
        let tree = tree(&[("H", &long, None), ("CB-07", &long, Some("H"))]);
        let names = Names::of(&tree);
        assert!(names.labels[1].ends_with(" (CB-07)"), "{}", names.labels[1]);
        assert_valid(&names, &tree);
    }

    #[test]
    fn reserved_names_and_characters_do_not_survive() {
        let odd =
            ["CON", "con.txt", "Lpt1 .x", "a<b>:\"/\\|?*c", "Chi bộ 1/5. ", "tusoi.json", "…", "?", " . "];
        let rows: Vec<(String, &str)> = odd.iter().enumerate().map(|(i, n)| (format!("U{i}"), *n)).collect();
        let rows: Vec<_> = rows.iter().map(|(code, name)| (code.as_str(), *name, None)).collect();
        let tree = tree(&rows);
        assert_valid(&Names::of(&tree), &tree);
    }

    #[test]
    fn a_tree_deeper_than_paths_may_be_long_still_has_valid_paths() {
        let codes: Vec<String> = (0..40).map(|i| format!("CODE-{i}")).collect();
        let rows: Vec<_> = (0..40)
            .map(|i| (codes[i].as_str(), "Chi bộ có tên dài", i.checked_sub(1).map(|up| codes[up].as_str())))
            .collect();
        let tree = tree(&rows);
        assert_valid(&Names::of(&tree), &tree);
    }

    proptest! {
        #[test]
        fn any_tree_gets_valid_unlike_short_paths(
            units in proptest::collection::vec((".{1,70}", "[^\\s]{1,30}", any::<prop::sample::Index>()), 1..30)
        ) {
            let mut rows: Vec<Unit> = Vec::new();
            for (name, code, above) in units {
                let parent = (!rows.is_empty() && above.index(7) > 0).then(|| rows[above.index(rows.len())].code.clone());
                if rows.iter().all(|r| r.code != code) {
                    rows.push(unit(rows.len(), &code, &name, parent));
                }
            }
            let tree = Hierarchy::new(rows).unwrap();
            assert_valid(&Names::of(&tree), &tree);
        }
    }
}
