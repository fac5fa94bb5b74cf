//! `campaign.toml`: the settings of a campaign.

use super::{BUILTIN, Format, Meeting, load_catalogue, load_format, say, toml_file, units};
use crate::enclosure::Round;
use crate::model::{Catalogue, Hierarchy, Lang, Passwords};
use crate::stop::Stop;
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::{Spanned, Value};

/// One campaign, loaded and checked.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// Its folder.
    pub root: PathBuf,
    /// Its title, as printed in reports.
    pub title: String,
    /// The period it is about, such as `Quý IV/2026`.
    pub period: String,
    /// The date printed in reports; that of the newest arrival where the settings give none, so that a
    /// run is reproducible.
    pub date: Option<Date>,
    /// The place printed before the date in reports; empty where the settings give none.
    pub place: String,
    /// The last day on which a unit may send its forms, where the settings give one.
    pub deadline: Option<Date>,
    /// How its papers are laid out.
    pub format: Format,
    /// What is asked.
    pub catalogue: Catalogue,
    /// Of whom.
    pub hierarchy: Hierarchy,
    /// When each unit met, by its position; empty where the office does not list meetings.
    pub meetings: Vec<Option<Meeting>>,
    /// The folder of the earlier campaign that this one is compared with, where the settings name one.
    pub previous: Option<PathBuf>,
    /// Where arrivals lie.
    pub inbox: PathBuf,
    /// Where results are written.
    pub results: PathBuf,
    /// Where the office keeps report templates of its own.
    pub templates: PathBuf,
    /// What opens files that arrive locked.
    pub passwords: Passwords,
    /// What was passed over in the settings and lists, in the language of the run.
    pub warnings: Vec<String>,
}

/// The office's own words for headings and answers, where it has any.
pub const WORDS: &str = "tu-vung.toml";

/// The passwords of files that arrive locked, one a line, where the office knows any.
pub const PASSWORDS: &str = "passwords.txt";

/// The keys that the settings may have.
const KEYS: [&str; 12] = [
    "title",
    "period",
    "date",
    "deadline",
    "place",
    "format",
    "catalogue",
    "units",
    "previous",
    "inbox",
    "results",
    "templates",
];

impl Campaign {
    /// Loads the campaign in a folder. Settings that are not there take their defaults.
    ///
    /// # Errors
    /// A file that must be there is missing, or every fault in every file that has any.
    pub fn load(root: &Path, lang: Lang) -> Result<Self, Stop> {
        let Survey { campaign, faults } = Self::survey(root, lang)?;
        Stop::of(faults).map_or(Ok(campaign), Err)
    }

    /// Loads as much of the campaign in a folder as can be: what is faulty takes its default, and every fault is
    /// told.
    ///
    /// # Errors
    /// There is no campaign at all.
    pub fn survey(root: &Path, lang: Lang) -> Result<Survey, Stop> {
        let path = root.join("campaign.toml");
        let mut faults = Vec::new();
        let text = match toml_file::read(&path, lang) {
            Err(Stop::Missing { .. }) if root.join("inbox").is_dir() || root.join("units.xlsx").is_file() => {
                String::new()
            }
            Err(missing @ Stop::Missing { .. }) => return Err(missing),
            read => taken(read, &mut faults),
        };
        let mut settings = Settings::parse(&text, lang).unwrap_or_else(|problem| {
            faults.push(Stop::Faulty { path: path.clone(), problems: vec![problem] });
            Settings { text: "", keys: BTreeMap::new(), problems: Vec::new(), lang }
        });
        let unreadable = !faults.is_empty();
        let mut campaign = settings.plain(root);
        let names = Names::of(&mut settings);
        campaign.warnings = settings.unknown();
        if !settings.problems.is_empty() {
            faults.push(Stop::Faulty { path, problems: std::mem::take(&mut settings.problems) });
        }
        campaign.fill(&names, lang, &mut faults);
        // Where the settings cannot be read, the list may have another name.
        faults.retain(|fault| !(unreadable && matches!(fault, Stop::Missing { .. })));
        Ok(Survey { campaign, faults })
    }

    /// Loads the files that the settings name.
    fn fill(&mut self, names: &Names, lang: Lang, faults: &mut Vec<Stop>) {
        let root = self.root.clone();
        let optional = |name: &str| match toml_file::read(&root.join(name), lang) {
            Err(Stop::Missing { .. }) => Ok(String::new()),
            read => read,
        };
        self.catalogue = taken(load_catalogue(&names.catalogue, &root, lang), faults);
        self.catalogue.words.push(taken(optional(WORDS), faults));
        self.passwords = Passwords::of(&taken(optional(PASSWORDS), faults));
        self.format = taken(load_format(&names.format, &root, lang), faults);
        let units = units::load(&root.join(&names.units), self.date, lang, &mut self.warnings);
        (self.hierarchy, self.meetings) = taken(units, faults);
    }
}

/// What was read, or its default and why it could not be.
fn taken<T: Default>(read: Result<T, Stop>, faults: &mut Vec<Stop>) -> T {
    read.unwrap_or_else(|stop| {
        faults.push(stop);
        T::default()
    })
}

/// A campaign as far as it could be loaded.
#[derive(Debug)]
pub struct Survey {
    /// What could be loaded; the rest has its default.
    pub campaign: Campaign,
    /// What must be mended in its files, one for each file.
    pub faults: Vec<Stop>,
}

/// The files that the settings name, as they are written there.
struct Names {
    format: String,
    catalogue: String,
    units: String,
}

impl Names {
    fn of(settings: &mut Settings<'_>) -> Self {
        Self {
            format: settings.path("format", "hd05"),
            catalogue: settings.path("catalogue", BUILTIN[0].0),
            units: settings.path("units", "units.xlsx"),
        }
    }
}

impl Campaign {
    /// What tells it from other campaigns.
    pub fn round(&self) -> Round {
        Round { title: self.title.clone(), period: self.period.clone() }
    }
}

/// The keys of `campaign.toml` with their lines, and what was found wrong while they were taken.
struct Settings<'a> {
    text: &'a str,
    keys: BTreeMap<Spanned<String>, Spanned<Value>>,
    problems: Vec<String>,
    lang: Lang,
}

impl<'a> Settings<'a> {
    fn parse(text: &'a str, lang: Lang) -> Result<Self, String> {
        let keys = toml::from_str(text).map_err(|e| toml_file::fault(text, &e, lang))?;
        Ok(Self { text, keys, problems: Vec::new(), lang })
    }

    /// A campaign with these settings, and nothing read yet that they name.
    fn plain(&mut self, root: &Path) -> Campaign {
        Campaign {
            title: self.text("title", "Đợt tự soi, tự sửa"),
            period: self.text("period", ""),
            place: self.text("place", ""),
            date: self.date("date"),
            deadline: self.date("deadline"),
            previous: self.folder("previous").map(|folder| root.join(folder)),
            inbox: root.join(self.path("inbox", "inbox")),
            results: root.join(self.path("results", "results")),
            templates: root.join(self.path("templates", "templates")),
            root: root.to_owned(),
            format: Format::default(),
            catalogue: Catalogue::default(),
            hierarchy: Hierarchy::default(),
            meetings: Vec::new(),
            passwords: Passwords::default(),
            warnings: Vec::new(),
        }
    }

    /// The value of a key and the line it stands in.
    fn get(&self, key: &str) -> Option<(&Value, usize)> {
        let value = self.keys.get(key)?;
        Some((value.get_ref(), toml_file::line(self.text, value.span().start)))
    }

    /// The text of a key.
    fn text(&mut self, key: &str, default: &str) -> String {
        match self.get(key) {
            None => default.to_owned(),
            Some((Value::String(text), _)) => text::nfc(text.trim()).into_owned(),
            Some((_, line)) => {
                self.fault(line, key, "chữ trong dấu nháy", "text in quotes", "\"…\"");
                String::new()
            }
        }
    }

    /// The path of a key, which cannot be empty. Not normalised: it must be what the system calls the file.
    fn path(&mut self, key: &str, default: &str) -> String {
        match self.get(key) {
            None => default.to_owned(),
            Some((Value::String(text), _)) if !text.trim().is_empty() => text.trim().to_owned(),
            Some((_, line)) => {
                self.fault(
                    line,
                    key,
                    "tên tệp hoặc thư mục",
                    "the name of a file or folder",
                    &format!("\"{default}\""),
                );
                String::new()
            }
        }
    }

    /// The folder of a key; none where it is left empty.
    fn folder(&mut self, key: &str) -> Option<String> {
        let empty = matches!(self.get(key), Some((Value::String(text), _)) if text.trim().is_empty());
        (!empty && self.get(key).is_some()).then(|| self.path(key, "../quy-3"))
    }

    /// The date of a key: ISO, in quotes or not, or day/month/year.
    fn date(&mut self, key: &str) -> Option<Date> {
        let (value, line) = self.get(key)?;
        let date = match value {
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => text.trim().parse().ok().or_else(|| text::find_date(text)),
            Value::Datetime(moment) => moment.to_string().parse().ok(),
            _ => None,
        };
        if date.is_none() {
            self.fault(line, key, "ngày có thật", "a date that exists", "\"2026-06-30\"");
        }
        date
    }

    fn fault(&mut self, line: usize, key: &str, vi: &str, en: &str, example: &str) {
        let vi = format!("Dòng {line}: `{key}` phải là {vi}. Ghi: {key} = {example}");
        let en = format!("Line {line}: `{key}` must be {en}. Write: {key} = {example}");
        self.problems.push(say(self.lang, vi, en));
    }

    /// A warning for every key that means nothing here.
    fn unknown(&self) -> Vec<String> {
        let strange = self.keys.keys().filter(|k| !KEYS.contains(&k.get_ref().as_str()));
        let warning = |key: &Spanned<String>| {
            let (line, key) = (toml_file::line(self.text, key.span().start), key.get_ref());
            let known = KEYS.join(", ");
            let vi = format!("campaign.toml, dòng {line}: không có mục `{key}`, bỏ qua. Các mục: {known}.");
            let en = format!(
                "campaign.toml, line {line}: there is no key `{key}`; passed over. The keys: {known}."
            );
            say(self.lang, vi, en)
        };
        strange.map(warning).collect()
    }
}
