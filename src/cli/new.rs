//! `tusoi new`: a campaign folder ready to use.

use crate::blank::{Addressee, excel_form, units_sheet, word_form};
use crate::model::{Lang, Unit};
use crate::stop::Stop;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The settings, with an explanation of each.
const SETTINGS: &str = include_str!("../../templates/new/campaign.toml");

/// Makes a campaign folder; the exit status.
pub(super) fn new(dir: &Path, lang: Lang) -> Result<u8, Stop> {
    refuse_if_used(dir, lang)?;
    let catalogue = super::usual_catalogue()?;
    let unwritable =
        |why: &dyn ToString| Stop::Unwritable { path: dir.to_path_buf(), detail: why.to_string() };
    let files: [(PathBuf, Vec<u8>); 4] = [
        (dir.join("campaign.toml"), SETTINGS.into()),
        (dir.join("units.xlsx"), units_sheet(&sample_units()).map_err(|why| unwritable(&why))?),
        (
            dir.join("mau-phieu/Phiếu tự soi (Word).docx"),
            word_form(&catalogue, &Addressee::default()).map_err(|why| unwritable(&why))?,
        ),
        (
            dir.join("mau-phieu/Phiếu tự soi (Excel).xlsx"),
            excel_form(&catalogue, &Addressee::default()).map_err(|why| unwritable(&why))?,
        ),
    ];
    for folder in ["inbox", "templates", "mau-phieu"].map(|name| dir.join(name)) {
        fs::create_dir_all(&folder).map_err(|source| Stop::Io { path: folder, source })?;
    }
    for (path, bytes) in files {
        fs::write(&path, bytes).map_err(|source| Stop::Io { path, source })?;
    }
    print!("{}", told(dir, lang));
    Ok(0)
}

/// A folder in which something lies is somebody's work: nothing is written into it.
fn refuse_if_used(dir: &Path, lang: Lang) -> Result<(), Stop> {
    let mut inside = match fs::read_dir(dir) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(()),
        listed => listed.map_err(|source| Stop::Io { path: dir.to_path_buf(), source })?,
    };
    if inside.next().is_none() {
        return Ok(());
    }
    let detail = match lang {
        Lang::Vi => "thư mục đã có tệp bên trong. Chọn tên khác hoặc một thư mục trống",
        Lang::En => "there are files in the folder already. Choose another name or an empty folder",
    };
    Err(Stop::Unwritable { path: dir.to_path_buf(), detail: detail.into() })
}

fn told(dir: &Path, lang: Lang) -> String {
    let dir = dir.display();
    match lang {
        Lang::Vi => format!(
            "Đã tạo thư mục đợt: {dir}\n\n\
             1. Mở campaign.toml bằng Notepad, sửa tên đợt, thời gian và ngày.\n\
             2. Mở units.xlsx, thay các đơn vị mẫu bằng đơn vị của mình.\n\
             3. Lập phiếu trống cho từng chi bộ, từng đảng viên: tusoi forms \"{dir}\". Gửi phiếu trong thư mục mau-phieu.\n\
             4. Chép thư và tệp nhận được vào thư mục inbox.\n\
             5. Chạy: tusoi run \"{dir}\"\n"
        ),
        Lang::En => format!(
            "Made a campaign folder: {dir}\n\n\
             1. Open campaign.toml in a text editor; change title, period and date.\n\
             2. Open units.xlsx; replace the sample units with your own.\n\
             3. Make forms for every cell and member: tusoi forms \"{dir}\". Send what is in mau-phieu.\n\
             4. Copy the mails and files that come back into inbox.\n\
             5. Run: tusoi run \"{dir}\"\n"
        ),
    }
}

/// An invented tree of three levels, to be replaced.
fn sample_units() -> Vec<Unit> {
    let unit =
        |row: u32, code: &str, name: &str, level: &str, parent: Option<&str>, members: Option<u32>| Unit {
            code: code.into(),
            name: name.into(),
            level: level.into(),
            parent: parent.map(Into::into),
            members,
            aliases: vec![],
            emails: vec![],
            roster: vec![],
            row,
        };
    vec![
        unit(2, "TU", "Tỉnh ủy Mẫu", "Tỉnh ủy", None, None),
        unit(3, "DB-01", "Đảng bộ xã Mẫu Một", "Đảng bộ xã", Some("TU"), None),
        unit(4, "CB-0101", "Chi bộ thôn Một", "Chi bộ", Some("DB-01"), Some(25)),
        unit(5, "CB-0102", "Chi bộ thôn Hai", "Chi bộ", Some("DB-01"), Some(18)),
        unit(6, "DB-02", "Đảng bộ xã Mẫu Hai", "Đảng bộ xã", Some("TU"), None),
        unit(7, "CB-0201", "Chi bộ Trường Tiểu học Mẫu", "Chi bộ", Some("DB-02"), Some(21)),
    ]
}
