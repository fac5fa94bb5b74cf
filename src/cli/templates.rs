//! `tusoi templates`: the fields that report templates may use, and the built-in templates to edit in Word.

use super::{campaign_around, load};
use crate::campaign::Format;
use crate::model::Lang;
use crate::publish::{copy_templates, template_names, terms};
use crate::stop::Stop;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

/// Lists the fields, or copies the built-in templates into a folder; the exit status.
pub(super) fn templates(to: Option<&Path>, lang: Lang) -> Result<u8, Stop> {
    let mut said = String::new();
    let written = match to {
        None => explain(&mut said, lang),
        Some(to) => copy(&mut said, to, lang)?,
    };
    if written.is_ok() {
        print!("{said}");
    }
    Ok(0)
}

/// Copies the templates into the folder of templates of a campaign, in its format, or into any folder.
fn copy(said: &mut String, to: &Path, lang: Lang) -> Result<fmt::Result, Stop> {
    let campaign = campaign_around(to).map(|root| load(&root, lang)).transpose()?;
    let is_root = campaign.as_ref().is_some_and(|c| to.canonicalize().ok() == c.root.canonicalize().ok());
    let (folder, format): (PathBuf, Format) = match campaign {
        Some(campaign) if is_root => (campaign.templates, campaign.format),
        Some(campaign) => (to.to_owned(), campaign.format),
        None => (to.to_owned(), Format::default()),
    };
    let (written, kept) = copy_templates(&folder, &format)?;
    Ok(tell(said, &written, &kept, lang))
}

fn tell(to: &mut String, written: &[PathBuf], kept: &[PathBuf], lang: Lang) -> fmt::Result {
    let (new, old) = match lang {
        Lang::Vi => ("Đã chép", "Đã có sẵn, giữ nguyên"),
        Lang::En => ("Copied", "There already, left alone"),
    };
    for (what, paths) in [(new, written), (old, kept)] {
        for path in paths {
            writeln!(to, "{what}: {}", path.display())?;
        }
    }
    match lang {
        Lang::Vi => writeln!(
            to,
            "\nSửa bằng Word: đổi câu chữ, chuyển, thêm hay bỏ trường. Xóa mẫu nào thì mẫu có sẵn được dùng lại.\nXem các trường: tusoi templates"
        ),
        Lang::En => writeln!(
            to,
            "\nEdit them in Word: change words, move, add or drop fields. Delete one to have the built-in one again.\nSee the fields: tusoi templates"
        ),
    }
}

fn explain(to: &mut String, lang: Lang) -> fmt::Result {
    let vi = lang == Lang::Vi;
    writeln!(
        to,
        "{}",
        if vi {
            "Các mẫu (trong thư mục templates của đợt):"
        } else {
            "Templates (in a campaign's folder templates):"
        }
    )?;
    for (file, name) in template_names() {
        writeln!(to, "  {file:<24}{name}")?;
    }
    writeln!(to, "\n{}", if vi { WRITING.0 } else { WRITING.1 })?;
    writeln!(to, "{}", if vi { "Các trường:" } else { "Fields:" })?;
    for term in terms() {
        let depth = term.name.matches('.').count();
        let name =
            format!("{:indent$}{}", "", term.name.rsplit('.').next().unwrap_or_default(), indent = depth * 2);
        let meaning = if vi { &term.vi } else { &term.en };
        match &term.only {
            Some(file) if vi => writeln!(to, "  {name:<24}{meaning} (chỉ trong {file})")?,
            Some(file) => writeln!(to, "  {name:<24}{meaning} (only in {file})")?,
            None => writeln!(to, "  {name:<24}{meaning}")?,
        }
    }
    Ok(())
}

/// How tags are written, in Vietnamese and in English.
const WRITING: (&str, &str) = (
    "Cách viết trong Word:\n  \
     {{ ten }}                 giá trị của trường; {{ n.ten }} là mục của danh sách\n  \
     {{ so_ban|so }}           số trong câu: 05, 27, 1.240\n  \
     {{ so_ban|bang }}         số trong bảng: 5, 27, 1.240\n  \
     {{ phan() }} {{ muc() }}    số thứ tự tự tăng của phần (I, II) và mục (1, 2); {{ bieu() }} của biểu (01, 02)\n  \
     {%p if so_thieu %}        đến {%p endif %}: chỉ in khi khác 0 và không trống; mỗi thẻ {%p … %} đứng riêng một đoạn\n  \
     {%p for d in don_vi %}    đến {%p endfor %}: lặp các đoạn\n  \
     {%tr for d in don_vi %}   đến {%tr endfor %}: lặp các dòng của bảng; mỗi thẻ {%tr … %} đứng riêng một dòng\n",
    "How to write them in Word:\n  \
     {{ ten }}                 a field's value; {{ n.ten }} is an item of a list\n  \
     {{ so_ban|so }}           a number in text: 05, 27, 1.240\n  \
     {{ so_ban|bang }}         a number in a table: 5, 27, 1.240\n  \
     {{ phan() }} {{ muc() }}    running numbers of parts (I, II) and points (1, 2); {{ bieu() }} of annexes (01, 02)\n  \
     {%p if so_thieu %}        to {%p endif %}: only where not 0 and not empty; each {%p … %} alone in a paragraph\n  \
     {%p for d in don_vi %}    to {%p endfor %}: repeats paragraphs\n  \
     {%tr for d in don_vi %}   to {%tr endfor %}: repeats table rows; each {%tr … %} alone in a row\n",
);
