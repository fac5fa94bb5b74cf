//! Lists of indicators: the built-in ones and those an office writes itself.

use super::{say, toml_file};
use crate::model::{Catalogue, Group, Indicator, Lang, PrintedForm};
use crate::stop::Stop;
use crate::text;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// The built-in catalogues: name and text. The first is asked where the settings name none.
pub const BUILTIN: [(&str, &str); 1] =
    [("27-bieu-hien", include_str!("../../templates/catalogues/27-bieu-hien.toml"))];

/// Longest label, in characters, that is made of a wording where the file gives none.
const LABEL: usize = 45;

/// The built-in catalogue of this name.
pub fn builtin(name: &str) -> Option<Catalogue> {
    let (_, text) = BUILTIN.iter().find(|(n, _)| *n == name)?;
    parse_catalogue(text, name, Lang::Vi).ok()
}

/// The catalogue that a campaign asks for: the name of a built-in one, or a path from its folder.
///
/// # Errors
/// No such catalogue, or every fault in it.
pub fn load_catalogue(asked: &str, root: &Path, lang: Lang) -> Result<Catalogue, Stop> {
    if let Some(catalogue) = builtin(asked) {
        return Ok(catalogue);
    }
    let path = root.join(asked);
    let text = match toml_file::read(&path, lang) {
        Err(Stop::Missing { .. }) => return Err(unknown(asked, root, lang)),
        read => read?,
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    parse_catalogue(&text, &name, lang).map_err(|problems| Stop::Faulty { path, problems })
}

/// The catalogue in a TOML text; `name` is its name where the text gives none.
///
/// # Errors
/// Every fault, with the place and what to do.
pub fn parse_catalogue(text: &str, name: &str, lang: Lang) -> Result<Catalogue, Vec<String>> {
    let file: CatalogueFile = toml::from_str(text).map_err(|e| vec![toml_file::fault(text, &e, lang)])?;
    let mut problems = Vec::new();
    let groups = file.groups(&mut problems, lang);
    let indicators = file.indicators(&groups, &mut problems, lang);
    shared_wordings(&indicators, &mut problems, lang);
    if !problems.is_empty() {
        return Err(problems);
    }
    let words = file.words();
    let forms = file.form.iter().map(FormEntry::printed).collect();
    Ok(Catalogue {
        name: file.name.unwrap_or_else(|| name.to_owned()),
        title: file.title.unwrap_or_else(|| name.to_owned()),
        source: file.source,
        groups,
        indicators,
        words,
        forms,
    })
}

/// Neither the name of a built-in catalogue nor a file.
fn unknown(asked: &str, root: &Path, lang: Lang) -> Stop {
    let names = BUILTIN.map(|(name, _)| name).join(", ");
    let vi = format!(
        "catalogue = \"{asked}\": không có tệp này, cũng không phải danh mục có sẵn ({names}). Sửa lại."
    );
    let en =
        format!("catalogue = \"{asked}\" is neither a file nor a built-in catalogue ({names}). Mend it.");
    Stop::Faulty { path: root.join("campaign.toml"), problems: vec![say(lang, vi, en)] }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    name: Option<String>,
    title: Option<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    group: Vec<GroupEntry>,
    #[serde(default)]
    indicator: Vec<IndicatorEntry>,
    /// Headings and answers that the office's form has, as in `tu-vung.toml`.
    #[serde(default)]
    columns: toml::Table,
    #[serde(default)]
    words: toml::Table,
    /// What is printed on the forms that ask it.
    #[serde(default)]
    form: Vec<FormEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormEntry {
    #[serde(default)]
    title: String,
    printed: Vec<String>,
}

impl FormEntry {
    fn printed(&self) -> PrintedForm {
        let lines = self.printed.iter().map(|line| text::nfc(line.trim()).into_owned()).collect();
        PrintedForm { title: text::nfc(self.title.trim()).into_owned(), lines }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    code: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorEntry {
    code: String,
    group: Option<String>,
    label: Option<String>,
    wording: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    evidence: String,
}

impl CatalogueFile {
    /// The words of the office's form, each list as a text that the vocabulary takes.
    fn words(&self) -> Vec<String> {
        let lists = [("columns", &self.columns), ("words", &self.words)];
        let lists = lists.into_iter().filter(|(_, lists)| !lists.is_empty());
        lists.map(|(name, lists)| format!("[{name}]\n{lists}")).collect()
    }

    /// The groups; one without code and title where the file has none.
    fn groups(&self, problems: &mut Vec<String>, lang: Lang) -> Vec<Group> {
        if self.group.is_empty() {
            return vec![Group { code: String::new(), title: String::new() }];
        }
        let mut seen = Vec::new();
        for group in &self.group {
            let code = group.code.trim();
            if code.is_empty() {
                let vi = format!("Nhóm “{}” chưa có mã. Điền `code`.", group.title);
                problems.push(say(lang, vi, format!("Group “{}” has no code. Fill in `code`.", group.title)));
            } else if seen.contains(&code) {
                problems.push(twice(code, lang));
            }
            seen.push(code);
        }
        let made =
            |g: &GroupEntry| Group { code: g.code.trim().into(), title: text::nfc(g.title.trim()).into() };
        self.group.iter().map(made).collect()
    }

    fn indicators(&self, groups: &[Group], problems: &mut Vec<String>, lang: Lang) -> Vec<Indicator> {
        if self.indicator.is_empty() {
            let vi = "Danh mục trống. Thêm ít nhất một mục [[indicator]] có code và wording.".into();
            let en = "The catalogue is empty. Add at least one [[indicator]] with code and wording.".into();
            problems.push(say(lang, vi, en));
        }
        let mut numbers = vec![0; groups.len()];
        let mut made: Vec<Indicator> = Vec::with_capacity(self.indicator.len());
        for (i, entry) in self.indicator.iter().enumerate() {
            let code = entry.code.trim();
            if code.is_empty() || entry.wording.trim().is_empty() {
                let n = i + 1;
                let vi = format!(
                    "Biểu hiện thứ {n} ({code}): thiếu mã hoặc nguyên văn. Điền `code` và `wording`."
                );
                let en = format!(
                    "Indicator {n} ({code}) lacks its code or wording. Fill in `code` and `wording`."
                );
                problems.push(say(lang, vi, en));
            }
            if made.iter().any(|m| m.code == code) {
                problems.push(twice(code, lang));
            }
            let group = self.group_of(entry, problems, lang);
            let number = numbers.get_mut(group).map_or(0, |n: &mut u32| {
                *n += 1;
                *n
            });
            made.push(entry.indicator(group, number, &self.source));
        }
        made
    }

    /// The position of an entry's group; 0, with a fault, where there is no such group.
    fn group_of(&self, entry: &IndicatorEntry, problems: &mut Vec<String>, lang: Lang) -> usize {
        let asked = entry.group.as_deref().map_or("", str::trim);
        if self.group.is_empty() && asked.is_empty() {
            return 0;
        }
        self.group.iter().position(|g| g.code.trim() == asked).unwrap_or_else(|| {
            let code = &entry.code;
            let vi = format!(
                "Biểu hiện {code}: không có nhóm “{asked}”. Sửa `group` theo mã của một mục [[group]]."
            );
            let en = format!(
                "Indicator {code}: there is no group “{asked}”. Set `group` to the code of a [[group]]."
            );
            problems.push(say(lang, vi, en));
            0
        })
    }
}

impl IndicatorEntry {
    fn indicator(&self, group: usize, number: u32, source: &str) -> Indicator {
        let wording = text::nfc(self.wording.trim()).into_owned();
        let label = self.label.as_deref().map(str::trim).filter(|l| !l.is_empty());
        let evidence = if self.evidence.is_empty() { String::new() } else { format!(" ({})", self.evidence) };
        Indicator {
            code: self.code.trim().into(),
            group,
            number,
            label: label.map_or_else(|| shortened(&wording), |l| text::nfc(l).into_owned()),
            also: self.also.iter().map(|a| text::nfc(a.trim()).into_owned()).collect(),
            wording,
            source: format!("{source}{evidence}"),
        }
    }
}

/// The beginning of a wording, cut between words.
fn shortened(wording: &str) -> String {
    if wording.chars().count() <= LABEL {
        return wording.to_owned();
    }
    let mut label = String::new();
    for word in wording.split_whitespace() {
        if label.chars().count() + word.chars().count() + 2 > LABEL {
            break;
        }
        label.push_str(if label.is_empty() { "" } else { " " });
        label.push_str(word);
    }
    label.push('…');
    label
}

fn twice(code: &str, lang: Lang) -> String {
    let vi = format!("Mã “{code}” có hai lần. Mỗi mã chỉ được dùng một lần.");
    say(lang, vi, format!("The code “{code}” stands there twice. Use each code once."))
}

/// Two indicators that go by the same words cannot be told apart on a form.
fn shared_wordings(indicators: &[Indicator], problems: &mut Vec<String>, lang: Lang) {
    let mut owner: HashMap<String, &str> = HashMap::new();
    for indicator in indicators {
        for words in std::iter::once(&indicator.wording).chain(&indicator.also) {
            let other = *owner.entry(text::fold(words)).or_insert(&indicator.code);
            if other != indicator.code && !words.is_empty() {
                let code = &indicator.code;
                let vi = format!("{other} và {code} cùng mang lời “{words}”. Bỏ ở một trong hai.");
                let en = format!("{other} and {code} share the words “{words}”. Remove them from one.");
                problems.push(say(lang, vi, en));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        parse_catalogue(text, "x", Lang::En).expect_err("a faulty catalogue")
    }

    #[test]
    fn the_built_in_catalogue_has_three_groups_of_nine() {
        let catalogue = builtin("27-bieu-hien").expect("built in");
        assert_eq!((catalogue.len(), catalogue.groups.len()), (27, 3));
        let code = |g: &str, n: i32| format!("{g}.{n}");
        let codes: Vec<String> =
            ["I", "II", "III"].into_iter().flat_map(|g| (1..=9).map(move |n| code(g, n))).collect();
        assert_eq!(catalogue.indicators.iter().map(|i| i.code.clone()).collect::<Vec<_>>(), codes);
        assert_eq!(catalogue.in_group(2, 9), catalogue.position("III.9"));
        for indicator in &catalogue.indicators {
            assert!(indicator.label.chars().count() <= LABEL, "{}", indicator.code);
            assert!((3..=6).contains(&indicator.also.len()), "{}", indicator.code);
        }
    }

    #[test]
    fn every_built_in_catalogue_loads_under_its_name() {
        for (name, _) in BUILTIN {
            assert_eq!(builtin(name).map(|c| c.name).as_deref(), Some(name));
        }
    }

    #[test]
    fn a_catalogue_may_have_no_groups_and_any_length() {
        let entry = |n: i32| format!("[[indicator]]\ncode = \"{n}\"\nwording = \"Điều thứ {n}\"\n");
        let text = (1..=40).map(entry).collect::<Vec<_>>().concat();
        let catalogue = parse_catalogue(&text, "dieu", Lang::Vi).expect("a sound catalogue");
        assert_eq!((catalogue.len(), catalogue.groups.len()), (40, 1));
        assert_eq!(catalogue.indicators[39].number, 40);
        assert_eq!(catalogue.name, "dieu");
    }

    #[test]
    fn all_faults_of_a_catalogue_are_told_together() {
        let text = r#"
            [[group]]
            code = "A"
            title = "Nhóm"
            [[indicator]]
            code = "A.1"
            group = "A"
            wording = "Một điều"
            [[indicator]]
            code = "A.1"
            group = "B"
            wording = "một  ĐIỀU"
            also = ["Một điều"]
        "#;
        let found = problems(text);
        assert!(found.iter().any(|p| p.contains("“A.1” stands there twice")), "{found:?}");
        assert!(found.iter().any(|p| p.contains("no group “B”")), "{found:?}");
        assert!(problems("").iter().any(|p| p.contains("empty")));
    }

    #[test]
    fn a_learnt_form_brings_its_words_and_what_is_printed_on_it() {
        let text = "[[indicator]]\ncode = '1'\nwording = 'Một'\n[columns]\nyes = ['Đúng thế']\n\
                    [[form]]\ntitle = 'PHIẾU'\nprinted = ['Họ và tên: …', ' PHIẾU ']\n";
        let catalogue = parse_catalogue(text, "x", Lang::Vi).expect("a sound catalogue");
        assert_eq!(catalogue.words, ["[columns]\nyes = [\"Đúng thế\"]\n"]);
        assert_eq!(catalogue.forms[0].lines, ["Họ và tên: …", "PHIẾU"]);
    }

    #[test]
    fn two_indicators_may_not_go_by_the_same_words() {
        let text = "[[indicator]]\ncode='1'\nwording='Tham ô'\n[[indicator]]\ncode='2'\nwording='Khác'\nalso=['THAM Ô']";
        assert!(problems(text)[0].contains("1 and 2 share"));
    }

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let found = problems("title = 'x'\n[[indicator]]\ncode = '1'\nwordin = 'Một'\n");
        assert!(found[0].contains("Line 4") && found[0].contains("wordin"), "{found:?}");
    }

    #[test]
    fn a_missing_label_is_the_beginning_of_the_wording() {
        let long = "Phai nhạt lý tưởng cách mạng; dao động, giảm sút niềm tin vào mục tiêu";
        assert_eq!(shortened(long), "Phai nhạt lý tưởng cách mạng; dao động, giảm…");
        assert_eq!(shortened("Tham ô"), "Tham ô");
    }
}
