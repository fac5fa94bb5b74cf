//! `tusoi explain`: from a figure back to the words it was counted from. It names members, because it is
//! the clerk's own screen; nothing of it is written to a file.

use super::{load, words};
use crate::campaign::Campaign;
use crate::ledger::{FILE, Link, Store};
use crate::model::{Answer, Hierarchy, Lang, UnitId};
use crate::stop::Stop;
use crate::text;
use std::fmt::{self, Write};
use std::path::Path;

/// Shows how a unit's figure for an indicator came about; the exit status.
pub(super) fn explain(unit: &str, indicator: &str, root: &Path, lang: Lang) -> Result<u8, Stop> {
    let campaign = load(root, lang)?;
    let unit = find_unit(&campaign.hierarchy, unit, lang)?;
    let indicator = find_indicator(&campaign, indicator, lang)?;
    let Some(store) = Store::look(&campaign.root)? else {
        let why = pick(
            lang,
            "chưa có sổ cái của lần chạy nào. Chạy trước: tusoi run",
            "no run has written a ledger yet. First: tusoi run",
        );
        return Err(Stop::Faulty { path: root.join(FILE), problems: vec![why.into()] });
    };
    let mut said = String::new();
    Explanation { campaign: &campaign, store: &store, indicator, lang }.of(unit, &mut said)?;
    print!("{said}");
    Ok(0)
}

fn pick<'t>(lang: Lang, vi: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// The unit of this code, or of this name where no other has it.
fn find_unit(tree: &Hierarchy, wanted: &str, lang: Lang) -> Result<UnitId, Stop> {
    if let Some(unit) = tree.find(wanted) {
        return Ok(unit);
    }
    let folded = text::fold(wanted);
    let alike: Vec<UnitId> = tree.ids().filter(|&id| text::fold(&tree.unit(id).name) == folded).collect();
    if let [one] = alike.as_slice() {
        return Ok(*one);
    }
    let codes: Vec<&str> = alike.iter().map(|&id| tree.unit(id).code.as_str()).collect();
    let problem = match (lang, codes.is_empty()) {
        (Lang::Vi, true) => {
            format!("không có đơn vị “{wanted}”. Ghi mã hoặc tên như trong danh sách đơn vị.")
        }
        (Lang::Vi, false) => format!("nhiều đơn vị mang tên “{wanted}”. Ghi mã: {}.", codes.join(", ")),
        (Lang::En, true) => format!("there is no unit “{wanted}”. Give a code or name of the list of units."),
        (Lang::En, false) => {
            format!("several units are called “{wanted}”. Give a code: {}.", codes.join(", "))
        }
    };
    Err(Stop::Faulty { path: "explain".into(), problems: vec![problem] })
}

fn find_indicator(campaign: &Campaign, wanted: &str, lang: Lang) -> Result<usize, Stop> {
    let indicators = &campaign.catalogue.indicators;
    indicators.iter().position(|i| i.code.eq_ignore_ascii_case(wanted.trim())).ok_or_else(|| {
        let codes: Vec<&str> = indicators.iter().map(|i| i.code.as_str()).collect();
        let (vi, en) = ("không có biểu hiện", "there is no indicator");
        let problem = format!("{} “{wanted}”: {}", pick(lang, vi, en), codes.join(", "));
        Stop::Faulty { path: "explain".into(), problems: vec![problem] }
    })
}

struct Explanation<'e> {
    campaign: &'e Campaign,
    store: &'e Store,
    indicator: usize,
    lang: Lang,
}

impl Explanation<'_> {
    fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        pick(self.lang, vi, en)
    }

    fn code(&self) -> &str {
        &self.campaign.catalogue.indicators[self.indicator].code
    }

    fn of(&self, unit: UnitId, to: &mut String) -> Result<(), Stop> {
        let tree = &self.campaign.hierarchy;
        let Some(figures) = self.store.figures(&tree.unit(unit).code, self.code())? else {
            let why = self.pick(
                "lần chạy trước chưa có đơn vị hoặc biểu hiện này. Chạy lại: tusoi run",
                "the last run did not have this unit or indicator. Run again: tusoi run",
            );
            return Err(Stop::Faulty { path: FILE.into(), problems: vec![why.into()] });
        };
        let mut links = Vec::new();
        for cell in cells(tree, unit) {
            links.push((cell, self.store.chain(&tree.unit(cell).code, self.code())?));
        }
        // Writing to a String never fails.
        let _ = self.write(unit, figures, &links, to);
        Ok(())
    }

    fn write(
        &self,
        unit: UnitId,
        figures: [u32; 5],
        links: &[(UnitId, Vec<Link>)],
        to: &mut String,
    ) -> fmt::Result {
        let tree = &self.campaign.hierarchy;
        let indicator = &self.campaign.catalogue.indicators[self.indicator];
        writeln!(to, "{} ({})", tree.unit(unit).name, tree.unit(unit).code)?;
        writeln!(to, "{}. {}", indicator.code, indicator.label)?;
        let said = Answer::ALL.iter().zip(figures);
        let said: Vec<String> = said.map(|(a, n)| format!("{} {n}", words::answer(*a, self.lang))).collect();
        writeln!(
            to,
            "{}: {}\n",
            self.pick("Số liệu lần chạy trước", "Figures of the last run"),
            said.join("; ")
        )?;
        for (cell, links) in links.iter().filter(|(_, links)| !links.is_empty()) {
            self.cell(*cell, tree.is_cell(unit), links, to)?;
        }
        let left_out = !tree.is_cell(unit) && figures[1] > 0;
        if left_out {
            let hint = self.pick(
                "Các câu trả lời “Không” chỉ ghi số lượng; xem từng bản: tusoi explain MÃ_CHI_BỘ",
                "Answers of no are only counted; to see each: tusoi explain CELL",
            );
            writeln!(to, "{hint} {}", self.code())?;
        }
        Ok(())
    }

    /// One cell: every answer, or, seen from above, every answer but no.
    fn cell(&self, cell: UnitId, all: bool, links: &[Link], to: &mut String) -> fmt::Result {
        let unit = self.campaign.hierarchy.unit(cell);
        writeln!(to, "{} ({})", unit.name, unit.code)?;
        let no = |link: &&Link| link.answer.as_deref() == Some(Answer::No.code()) && link.decided.is_none();
        for answer in Answer::ALL {
            for link in links.iter().filter(|link| link.answer.as_deref() == Some(answer.code())) {
                if all || !no(&link) {
                    self.link(words::answer(answer, self.lang), link, to)?;
                }
            }
        }
        for link in links.iter().filter(|link| link.tally) {
            let count = link.count.map_or_else(|| "?".to_owned(), |n| n.to_string());
            self.link(&format!("{} {count}", words::answer(Answer::Yes, self.lang)), link, to)?;
        }
        let hidden = links.iter().filter(no).count();
        if !all && hidden > 0 {
            writeln!(to, "  {}: {hidden}", words::answer(Answer::No, self.lang))?;
        }
        writeln!(to)
    }

    fn link(&self, answer: &str, link: &Link, to: &mut String) -> fmt::Result {
        let who = match (&link.name, link.tally) {
            (Some(name), _) => name.as_str(),
            (None, true) => self.pick("biểu tổng hợp của đơn vị", "the unit's own tally"),
            (None, false) => self.pick("không ghi họ tên", "no name given"),
        };
        let level = link.level.map(|level| format!(" ({})", self.level(level))).unwrap_or_default();
        writeln!(to, "  {answer}{level} - {who}")?;
        writeln!(to, "    {}: {} | {}", self.pick("tệp", "file"), link.path, link.at)?;
        let rule = words::rule_named(&link.rule, self.lang);
        writeln!(to, "    {}: “{}” | {rule}", self.pick("chữ đọc được", "words read"), link.evidence)?;
        if !link.note.is_empty() {
            writeln!(to, "    {}: “{}”", self.pick("giải trình", "explained"), link.note)?;
        }
        if let Some(decided) = &link.decided {
            let date = decided.date.as_deref().map(|date| format!(" ({date})")).unwrap_or_default();
            let head = self.pick("quyết định", "decided");
            writeln!(to, "    {head}: “{}”{date} | {}", decided.decision, decided.question)?;
        }
        Ok(())
    }

    fn level(&self, level: u8) -> &'static str {
        use crate::model::Level::{Moderate, Serious, Slight};
        words::level(
            if level == 1 {
                Slight
            } else if level == 2 {
                Moderate
            } else {
                Serious
            },
            self.lang,
        )
    }
}

/// The cells at or below a unit, in the order of the list.
fn cells(tree: &Hierarchy, unit: UnitId) -> Vec<UnitId> {
    let below = |id: &UnitId| *id == unit || tree.ancestors(*id).any(|above| above == unit);
    tree.ids().filter(|id| tree.is_cell(*id)).filter(below).collect()
}
