//! Damages good forms and says what came of it: one bit flipped, or the end cut off.
//!
//! `cargo run --release --example flip -- [--flips N] [--cuts N] [--seed N] [--campaign DIR] [--only EXTENSION] [FILE…]`, by default 10,000 flips and 2,000
//! cuts over a form of every format and container, in turn. With files, those are damaged instead.
//!
//! `--write DIR` only writes the undamaged forms there.
//!
//! An outcome is wrong when something is certain and differs from what the undamaged file says: an answer, a unit or a
//! name. Every wrong one is printed with what can repeat it.

#[path = "../../tests/support/damage.rs"]
mod damage;
#[path = "../../tests/support/forms.rs"]
mod forms;

use damage::{Damage, Reader, Verdict};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Writes the undamaged forms.
fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in damage::every_form() {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut flips, mut cuts, mut seed, mut files) = (10_000, 2_000, 1, Vec::new());
    let mut only = String::new();
    let mut campaign = "samples/dot-mau".to_owned();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let number = |text: Option<String>| text.and_then(|n| n.parse().ok()).ok_or("a number is missing");
        match argument.as_str() {
            "--write" => return write(arguments.next().ok_or("a folder is missing")?.as_ref()),
            "--only" => only = arguments.next().ok_or("an extension is missing")?,
            "--campaign" => campaign = arguments.next().ok_or("a folder is missing")?,
            "--flips" => flips = number(arguments.next())?,
            "--cuts" => cuts = number(arguments.next())?,
            "--seed" => seed = number(arguments.next())?,
            file => files.push((file.to_owned(), fs::read(file)?)),
        }
    }
    let reader = Reader::new(campaign.as_ref());
    if files.is_empty() {
        files = damage::every_form();
        files.retain(|(name, _)| name.ends_with(&only));
    }
    let mut table: BTreeMap<(String, &str), BTreeMap<Verdict, u32>> = BTreeMap::new();
    for (what, count) in [("flip", flips), ("cut", cuts)] {
        for number in 0..count {
            let (name, good) = &files[number % files.len()];
            let damage = Damage::number(what, seed, number, good.len());
            let (verdict, why) = reader.judge(name, good, damage);
            if verdict.is_wrong() {
                println!("{name} {damage:?}: {verdict:?}: {why}");
            }
            *table.entry((name.clone(), what)).or_default().entry(verdict).or_default() += 1;
        }
    }
    println!("{:<40} {:<5} {}", "file", "", Verdict::ALL.map(|v| format!("{v:?}")).join("  "));
    for ((name, what), counts) in table {
        let shown =
            Verdict::ALL.map(|v| format!("{:>1$}", counts.get(&v).unwrap_or(&0), format!("{v:?}").len()));
        let short: String = name.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
        println!("{short:<40} {what:<5} {}", shown.join("  "));
    }
    Ok(())
}
