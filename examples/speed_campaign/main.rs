//! Builds a campaign of any size to measure speed on: `cargo run --release --example speed_campaign -- --members 5000 DIR`.
//!
//! Cells of 27 members send Word forms of three layouts or one wide sheet; 24 cells make a commune, the
//! communes a province, as in 2025. Nobody in it is real. `truth.json` beside the inbox holds the sums.

#[path = "../forms/mod.rs"]
mod forms;
mod invented;

use forms::people::{Mark, Paper};
use forms::{excel, word};
use invented::Member;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tusoi::blank;
use tusoi::campaign::{BUILTIN, builtin};
use tusoi::model::{Catalogue, Unit};

const SETTINGS: &str =
    "title = \"Đợt tự soi, tự sửa để đo tốc độ\"\nperiod = \"Quý IV/2026\"\ndate = \"2026-12-31\"\n";
/// Members of a cell.
const CELL: usize = 27;
/// Cells of a commune.
const COMMUNE: usize = 24;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let (members, root) = asked()?;
    let catalogue = builtin(BUILTIN[0].0).ok_or("no built-in catalogue")?;
    let cells = members.div_ceil(CELL);
    put(&root.join("campaign.toml"), SETTINGS.as_bytes())?;
    put(&root.join("units.xlsx"), &blank::units_sheet(&units(members))?)?;
    let sums = (0..cells).into_par_iter().map(|cell| {
        let first = cell * CELL;
        send(&root.join("inbox"), cell, first..members.min(first + CELL), &catalogue)
    });
    let yes = sums.try_reduce(BTreeMap::new, |mut all, one| {
        for (code, count) in one {
            *all.entry(code).or_default() += count;
        }
        Ok(all)
    })?;
    let truth = serde_json::json!({ "reviews": members, "yes": yes });
    put(&root.join("truth.json"), &serde_json::to_vec_pretty(&truth)?)
}

/// How many members, and the folder.
fn asked() -> Outcome<(usize, PathBuf)> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, members, root] if flag == "--members" => Ok((members.parse()?, PathBuf::from(root))),
        _ => Err("usage: speed_campaign --members N DIR".into()),
    }
}

fn put(path: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, bytes)?)
}

/// Writes what a cell sends; how many of its members show each indicator.
fn send(
    inbox: &Path,
    cell: usize,
    members: std::ops::Range<usize>,
    catalogue: &Catalogue,
) -> Outcome<BTreeMap<String, usize>> {
    let (base, name) = (invented::commune(cell / COMMUNE), invented::cell(cell));
    let folder = inbox.join(&base).join(&name);
    let people: Vec<Member> = members.map(|index| Member::new(index, catalogue)).collect();
    let mut yes = BTreeMap::new();
    for code in people.iter().flat_map(|member| &member.yes) {
        *yes.entry(code.clone()).or_default() += 1;
    }
    if cell % 8 == 7 {
        let rows: Vec<_> = people
            .iter()
            .map(|member| (member.name.as_str(), member.yes.iter().map(String::as_str).collect()))
            .collect();
        put(&folder.join("Danh sach tu soi.xlsx"), &excel::row_per_member(&base, &name, &rows, catalogue)?)?;
        return Ok(yes);
    }
    for member in &people {
        let paper = Paper {
            base: &base,
            cell: &name,
            name: &member.name,
            birth: &member.birth,
            position: "Đảng viên",
            date: "ngày 10 tháng 12 năm 2026",
        };
        let form = form(cell / COMMUNE, &paper, member, catalogue)?;
        put(&folder.join(format!("Phieu tu soi - {}.docx", member.name)), &form)?;
    }
    Ok(yes)
}

/// The form of a member in the layout that the commune uses.
fn form(commune: usize, paper: &Paper<'_>, member: &Member, catalogue: &Catalogue) -> Outcome<Vec<u8>> {
    let marks: Vec<Mark> = catalogue
        .indicators
        .iter()
        .map(|indicator| if member.yes.contains(&indicator.code) { Mark::Yes } else { Mark::No })
        .collect();
    let promise =
        ["Có lúc còn nể nang, ngại va chạm", "Thẳng thắn góp ý trong sinh hoạt chi bộ", "Quý I/2027"];
    Ok(match commune % 3 {
        0 => word::columns(paper, catalogue, &marks, &[promise])?,
        1 => {
            let level = |mark: &Mark| mark.is_yes().then_some(1 + member.index % 3);
            word::levels(paper, catalogue, &marks.iter().map(level).collect::<Vec<_>>())?
        }
        _ => word::boxes(paper, catalogue, &marks)?,
    })
}

/// The province, its communes and their cells.
fn units(members: usize) -> Vec<Unit> {
    let cells = members.div_ceil(CELL);
    let unit = |code: String, name: String, level: &str, parent: Option<String>, members| Unit {
        code,
        name,
        level: level.into(),
        parent,
        members,
        aliases: vec![],
        emails: vec![],
        roster: vec![],
        row: 0,
    };
    let mut units = vec![unit("T".into(), "Tỉnh ủy Ví Dụ".into(), "Tỉnh ủy", None, None)];
    for commune in 0..cells.div_ceil(COMMUNE) {
        let code = format!("X{commune:03}");
        units.push(unit(code.clone(), invented::commune(commune), "Đảng bộ xã", Some("T".into()), None));
        for cell in (commune * COMMUNE..cells).take(COMMUNE) {
            let size = u32::try_from(CELL.min(members - cell * CELL)).ok();
            let parent = Some(code.clone());
            units.push(unit(format!("C{cell:05}"), invented::cell(cell), "Chi bộ", parent, size));
        }
    }
    units
}
