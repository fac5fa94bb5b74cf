//! `tusoi forms`: empty forms for every cell and every listed member.

use super::load;
use crate::blank::{Addressee, excel_form, word_form};
use crate::campaign::Campaign;
use crate::model::{Lang, Member, UnitId};
use crate::publish::{file_name, unit_folders};
use crate::stop::Stop;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where forms are written, unless a person says otherwise.
const FOLDER: &str = "mau-phieu";

/// Writes the forms; the exit status. A form that is there already stays.
pub(super) fn forms(root: &Path, to: Option<&Path>, excel: bool, lang: Lang) -> Result<u8, Stop> {
    let campaign = load(root, lang)?;
    let to = to.map_or_else(|| campaign.root.join(FOLDER), Path::to_path_buf);
    let folders = unit_folders(&campaign.hierarchy);
    let (mut written, mut kept) = (0_usize, 0_usize);
    for id in campaign.hierarchy.ids().filter(|&id| campaign.hierarchy.is_cell(id)) {
        let folder = to.join(&folders[id.0]);
        fs::create_dir_all(&folder).map_err(|source| Stop::Io { path: folder.clone(), source })?;
        for (name, bytes) in of_cell(&campaign, id, excel)? {
            if put(&folder.join(name), &bytes)? {
                written += 1;
            } else {
                kept += 1;
            }
        }
    }
    println!("{}", told(&to, written, kept, lang));
    Ok(0)
}

/// The forms of a cell: for anyone in Word and in Excel, for its committee, and for every listed member.
fn of_cell(campaign: &Campaign, id: UnitId, excel: bool) -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let cell = Addressee::cell(&campaign.hierarchy, id);
    let committee = Addressee { committee: true, ..cell };
    let mut forms = vec![
        ("Phiếu tự soi.docx".to_owned(), word(campaign, &cell)?),
        ("Phiếu tự soi.xlsx".to_owned(), sheet(campaign, &cell)?),
        ("Tập thể chi ủy.docx".to_owned(), word(campaign, &committee)?),
    ];
    let mut taken = BTreeSet::new();
    for member in &campaign.hierarchy.unit(id).roster {
        let to = Addressee { member: Some(member), ..cell };
        let (bytes, ending) =
            if excel { (sheet(campaign, &to)?, "xlsx") } else { (word(campaign, &to)?, "docx") };
        forms.push((name_of(member, ending, &mut taken), bytes));
    }
    Ok(forms)
}

/// A file's name for a member, unlike those of namesakes.
fn name_of(member: &Member, ending: &str, taken: &mut BTreeSet<String>) -> String {
    let name = file_name(&member.name);
    let year = member.birth.map(|birth| format!("{name} {}", birth.year()));
    let numbered = (2..).map(|n| format!("{name} ({n})"));
    let mut names = std::iter::once(name.clone()).chain(year).chain(numbered);
    let free = names.find(|name| taken.insert(name.to_lowercase())).unwrap_or(name);
    format!("Phiếu tự soi - {free}.{ending}")
}

fn word(campaign: &Campaign, to: &Addressee<'_>) -> Result<Vec<u8>, Stop> {
    word_form(&campaign.catalogue, to).map_err(|source| Stop::Io { path: FOLDER.into(), source })
}

fn sheet(campaign: &Campaign, to: &Addressee<'_>) -> Result<Vec<u8>, Stop> {
    excel_form(&campaign.catalogue, to)
        .map_err(|why| Stop::Unwritable { path: FOLDER.into(), detail: why.to_string() })
}

/// Writes a new file; `false` where one is there already.
fn put(path: &PathBuf, bytes: &[u8]) -> Result<bool, Stop> {
    let stop = |source| Stop::Io { path: path.clone(), source };
    match fs::File::create_new(path) {
        Ok(mut file) => file.write_all(bytes).map(|()| true).map_err(stop),
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(why) => Err(stop(why)),
    }
}

fn told(to: &Path, written: usize, kept: usize, lang: Lang) -> String {
    let to = to.display();
    match lang {
        Lang::Vi => format!(
            "Đã lập {written} phiếu trống trong {to}, xếp theo đơn vị; {kept} phiếu đã có được giữ nguyên.\n\
             Gửi phiếu cho chi bộ; phiếu điền xong gửi lại thì chép vào inbox."
        ),
        Lang::En => format!(
            "Made {written} empty forms in {to}, in a folder for each unit; {kept} that were there already were left alone.\n\
             Send them to the cells; copy what comes back into inbox."
        ),
    }
}
