//! A Word template and what fills it.

use super::charts::named;
use super::check;
use super::enclosed::{Charts, MAIN, Parts};
use super::engine::engine;
use super::fault::Fault;
use super::nesting::always_nests;
use super::papers::Paper;
use super::paragraphs::{prepare, well_formed};
use crate::campaign::{Campaign, Format};
use crate::model::Lang;
use crate::stop::Stop;
use memchr::memmem;
use minijinja::{Environment, Error, ErrorKind, Value};
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most that a part of a template may inflate to.
const LARGEST_PART: u64 = 64 << 20;

/// How hard papers are packed, of 1 to 9: a little larger than with 6, in little more than half the time.
const PACKED_HARD: i64 = 1;

/// The templates of papers.
pub(in crate::publish) struct Templates(Vec<(Paper, Arc<Template>)>);

impl Templates {
    /// The campaign's own templates.
    ///
    /// # Errors
    /// [`Stop::Faulty`] with everything that is wrong with the tags of each template, or where it is
    /// damaged; [`Stop::Io`].
    pub(in crate::publish) fn own(campaign: &Campaign, lang: Lang) -> Result<Self, Stop> {
        Self::all(|paper| {
            let path = campaign.templates.join(paper.template());
            match std::fs::read(&path) {
                Ok(bytes) => Template::read(&path, paper.template(), &bytes, lang).map(Arc::new).map(Some),
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(source) => Err(Stop::Io { path, source }),
            }
        })
    }

    /// The same with the built-in ones for the rest, of which a run without anything new needs none.
    ///
    /// # Errors
    /// [`Stop::Unwritable`]; a bug, as all else that could be wrong with them is.
    pub(in crate::publish) fn completed(&self, format: &Format, lang: Lang) -> Result<Self, Stop> {
        Self::all(|paper| {
            if let Some(own) = self.of(paper) {
                return Ok(Some(Arc::clone(own)));
            }
            let name = paper.template();
            Template::read(Path::new(name), name, &built_in(paper, format)?, lang).map(Arc::new).map(Some)
        })
    }

    /// The template of each paper for which there is one.
    fn all(load: impl Fn(Paper) -> Result<Option<Arc<Template>>, Stop> + Sync) -> Result<Self, Stop> {
        let (mut templates, mut faults) = (Vec::new(), Vec::new());
        for (paper, read) in Paper::ALL.into_par_iter().map(|paper| (paper, load(paper))).collect::<Vec<_>>()
        {
            match read {
                Ok(template) => templates.extend(template.map(|template| (paper, template))),
                Err(fault) => faults.push(fault),
            }
        }
        Stop::of(faults).map_or(Ok(Self(templates)), Err)
    }

    fn of(&self, paper: Paper) -> Option<&Arc<Template>> {
        self.0.iter().find(|(of, _)| *of == paper).map(|(_, template)| template)
    }

    /// A paper with these fields.
    ///
    /// # Errors
    /// [`Stop::Faulty`] naming the paragraph where a tag cannot be carried out.
    pub(in crate::publish) fn fill(&self, paper: Paper, fields: &Value) -> Result<Vec<u8>, Stop> {
        self.of(paper).map_or_else(|| Ok(Vec::new()), |template| template.fill(fields))
    }
}

fn built_in(paper: Paper, format: &Format) -> Result<Vec<u8>, Stop> {
    let unwritable =
        |e: zip::result::ZipError| Stop::Unwritable { path: paper.template().into(), detail: e.to_string() };
    paper.design().template(format).map_err(unwritable)
}

/// Writes the built-in templates into a folder, for an office to edit in Word. A file that is there
/// already is the office's own and stays. Gives what was written and what stayed.
///
/// # Errors
/// [`Stop::Io`].
pub fn copy_templates(folder: &Path, format: &Format) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Stop> {
    std::fs::create_dir_all(folder).map_err(|source| Stop::Io { path: folder.into(), source })?;
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for paper in Paper::ALL {
        let path = folder.join(paper.template());
        let bytes = built_in(paper, format)?;
        let new = std::fs::File::create_new(&path).and_then(|mut file| file.write_all(&bytes));
        match new {
            Ok(()) => written.push(path),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => kept.push(path),
            Err(source) => return Err(Stop::Io { path, source }),
        }
    }
    Ok((written, kept))
}

/// The names and titles of all templates.
pub fn template_names() -> Vec<(&'static str, String)> {
    Paper::ALL.map(|paper| (paper.template(), paper.design().name)).into()
}

/// A warning for every Word file among the campaign's templates that no paper uses.
pub fn strange_templates(campaign: &Campaign, lang: Lang) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(&campaign.templates) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let word = |name: &String| {
        let lower = name.to_lowercase();
        !name.starts_with("~$") && [".docx", ".doc", ".docm", ".dotx"].iter().any(|end| lower.ends_with(end))
    };
    let known = Paper::ALL.map(Paper::template);
    let mut strange: Vec<String> =
        names.filter(|name| word(name) && !known.contains(&name.as_str())).collect();
    strange.sort();
    let say = |name: String| match lang {
        Lang::Vi => {
            format!(
                "templates/{name}: không mẫu nào tên như vậy nên không dùng. Các tên: {}.",
                known.join(", ")
            )
        }
        Lang::En => format!("templates/{name}: no paper uses it. The names: {}.", known.join(", ")),
    };
    strange.into_iter().map(say).collect()
}

/// A Word template.
pub(super) struct Template {
    path: PathBuf,
    lang: Lang,
    parts: Vec<Part>,
    /// What is filled, by the names of its parts, made ready once for all papers.
    engine: Environment<'static>,
    /// What is copied, packed once for all papers.
    packed: Packed,
}

/// The parts of a package as they are packed.
type Packed = ZipArchive<Cursor<Arc<[u8]>>>;

struct Part {
    name: String,
    content: Content,
}

enum Content {
    Copied(Vec<u8>),
    Filled {
        /// The text of the paragraph that begins at each line.
        lines: Vec<(usize, String)>,
        /// Whether it is well-formed whatever it is filled with.
        nests: bool,
    },
}

impl Template {
    /// Reads and checks a template; `name` is that of its kind.
    ///
    /// # Errors
    /// [`Stop::Faulty`].
    pub(super) fn read(path: &Path, name: &str, bytes: &[u8], lang: Lang) -> Result<Self, Stop> {
        let mut template = Self::empty(path, lang)?;
        let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|e| template.damaged(&e))?;
        let (mut faults, mut texts) = (Vec::new(), Vec::new());
        for i in 0..package.len() {
            let part = package.by_index(i).map_err(|e| template.damaged(&e))?;
            let part_name = part.name().map_err(|e| template.damaged(&e))?.into_owned();
            let mut bytes = Vec::new();
            part.take(LARGEST_PART).read_to_end(&mut bytes).map_err(|e| template.damaged(&e))?;
            let content = if is_text_part(&part_name) {
                let xml = String::from_utf8(bytes).map_err(|e| template.damaged(&e))?;
                let source = prepare(&xml).map_err(|fault| template.faulty(&[fault]))?;
                faults.extend(check::faults(&source, name));
                if part_name != MAIN {
                    let charts = source.lines.iter().filter(|(_, text)| named(text).is_some());
                    faults.extend(charts.map(|(_, text)| Fault::NoChartHere { paragraph: text.clone() }));
                }
                let nests = always_nests(&source.text);
                texts.push((part_name.clone(), source.text));
                Content::Filled { lines: source.lines, nests }
            } else {
                Content::Copied(bytes)
            };
            template.parts.push(Part { name: part_name, content });
        }
        if !faults.is_empty() {
            return Err(template.faulty(&faults));
        }
        if template.parts.iter().all(|p| p.name != MAIN) {
            return Err(template.damaged(&MAIN));
        }
        for (name, text) in texts {
            let is_same = name != MAIN && !text.contains('{');
            let added = template.engine.add_template_owned(name.clone(), text);
            added.map_err(|e| template.error(&e, &name))?;
            if is_same {
                template.settle(&name)?;
            }
        }
        let copied = template.parts.iter().filter_map(|part| match &part.content {
            Content::Copied(bytes) => Some((Cow::from(&part.name), Cow::from(bytes))),
            Content::Filled { .. } => None,
        });
        template.packed =
            template.pack(&copied.collect()).and_then(opened).map_err(|e| template.damaged(&e))?;
        Ok(template)
    }

    /// Fills a part without tags, which is the same in every paper: it is copied into each.
    fn settle(&mut self, name: &str) -> Result<(), Stop> {
        let filled = self.render(name, &Value::UNDEFINED, &mut Charts::beside(std::iter::empty()))?;
        let part = self.parts.iter_mut().find(|part| part.name == name);
        if let Some(Part { content: content @ Content::Filled { nests: true, .. }, .. }) = part {
            *content = Content::Copied(filled.into_bytes());
        }
        Ok(())
    }

    /// A template without parts.
    fn empty(path: &Path, lang: Lang) -> Result<Self, Stop> {
        let packed =
            ZipWriter::new(Cursor::new(Vec::new())).finish().map(Cursor::into_inner).and_then(opened);
        let packed = packed.map_err(|e| Stop::Unwritable { path: path.into(), detail: e.to_string() })?;
        Ok(Self { path: path.to_owned(), lang, parts: Vec::new(), engine: engine(), packed })
    }

    /// Whether its papers are well-formed whatever it is filled with.
    #[cfg(test)]
    pub(super) fn always_nests(&self) -> bool {
        self.parts.iter().all(|part| !matches!(part.content, Content::Filled { nests: false, .. }))
    }

    /// The paper with these fields.
    ///
    /// # Errors
    /// [`Stop::Faulty`].
    pub(super) fn fill(&self, fields: &Value) -> Result<Vec<u8>, Stop> {
        let mut charts = Charts::beside(self.parts.iter().map(|part| part.name.as_str()));
        let mut parts = Parts::new();
        for part in &self.parts {
            let bytes = match &part.content {
                Content::Copied(bytes) => Cow::from(bytes),
                Content::Filled { nests, .. } => {
                    let filled = self.render(&part.name, fields, &mut charts)?;
                    if !nests {
                        well_formed(&filled).map_err(|fault| self.faulty(&[fault]))?;
                    }
                    filled.into_bytes().into()
                }
            };
            parts.push((Cow::from(&part.name), bytes));
        }
        charts.enclose(&mut parts);
        self.pack(&parts).map_err(|e| Stop::Unwritable { path: self.path.clone(), detail: e.to_string() })
    }

    fn render(&self, part: &str, fields: &Value, charts: &mut Charts) -> Result<String, Stop> {
        let template = self.engine.get_template(part).map_err(|e| self.error(&e, part))?;
        let filled = template.render(fields.clone()).map_err(|e| self.error(&e, part))?;
        let filled = charts.place(&filled, fields).map_err(|e| self.error(&e, part))?;
        Ok(with_paragraphs(&without_empty_tables(&filled)))
    }

    fn damaged(&self, why: &dyn std::fmt::Display) -> Stop {
        let problem = match self.lang {
            Lang::Vi => format!("không phải tệp Word đọc được ({why}). Mở bằng Word, lưu lại dạng .docx."),
            Lang::En => format!("not a Word file that can be read ({why}). Save it again as .docx in Word."),
        };
        Stop::Faulty { path: self.path.clone(), problems: vec![problem] }
    }

    fn faulty(&self, faults: &[Fault]) -> Stop {
        let problems = faults.iter().map(|fault| fault.message(self.lang)).collect();
        Stop::Faulty { path: self.path.clone(), problems }
    }

    /// What the engine could not carry out, with the paragraph it stands in.
    fn error(&self, error: &Error, part: &str) -> Stop {
        let line = error.line().unwrap_or_default();
        let lines = self.parts.iter().find(|p| p.name == part).and_then(|part| match &part.content {
            Content::Filled { lines, .. } => Some(lines),
            Content::Copied(_) => None,
        });
        let before = lines.and_then(|lines| lines.iter().rev().find(|(at, _)| *at <= line));
        let paragraph = before.map(|(_, text)| text.clone()).unwrap_or_default();
        let detail = match (error.kind(), self.lang) {
            (ErrorKind::UndefinedError, Lang::Vi) => "trường này không có ở đây".into(),
            (ErrorKind::UndefinedError, Lang::En) => "there is no such field here".into(),
            (ErrorKind::InvalidOperation, Lang::Vi) => {
                "không làm được phép này với trường này, ví dụ lặp qua một con số hay ghi |so sau chữ".into()
            }
            (ErrorKind::SyntaxError, Lang::Vi) => {
                format!("sai cú pháp: {}", error.detail().unwrap_or_default())
            }
            _ => error.to_string(),
        };
        self.faulty(&[Fault::Wrong { paragraph, detail }])
    }

    /// A package of these parts. What is as it was is copied as it is packed.
    fn pack(&self, parts: &Parts<'_>) -> ZipResult<Vec<u8>> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        // No time of the clock: the same fields give the same bytes.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let options = options.compression_level(Some(PACKED_HARD));
        let mut packed = self.packed.clone();
        for (name, bytes) in parts {
            let ready = matches!(bytes, Cow::Borrowed(_)).then(|| packed.index_for_name(name)).flatten();
            if let Some(ready) = ready {
                package.raw_copy_file(packed.by_index_raw(ready)?)?;
            } else {
                package.start_file(name.as_ref(), options)?;
                package.write_all(bytes)?;
            }
        }
        Ok(package.finish()?.into_inner())
    }
}

/// A package that was just made.
fn opened(bytes: Vec<u8>) -> ZipResult<Packed> {
    ZipArchive::new(Cursor::new(bytes.into()))
}

/// The parts that a person can type tags into.
fn is_text_part(name: &str) -> bool {
    let Some(inner) = name.strip_prefix("word/").and_then(|inner| inner.strip_suffix(".xml")) else {
        return false;
    };
    let kinds = ["header", "footer"].map(|kind| inner.strip_prefix(kind));
    matches!(inner, "document" | "footnotes" | "endnotes")
        || kinds.iter().flatten().any(|number| number.chars().all(|c| c.is_ascii_digit()))
}

/// Word opens no table without rows, which is what a loop over an empty list leaves.
fn without_empty_tables(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let (mut rest, mut open) = (xml, Vec::new());
    while let Some(at) = memmem::find(rest.as_bytes(), b"</w:tbl>") {
        let (table, after) = rest.split_at(at + "</w:tbl>".len());
        open.extend(memmem::find_iter(table.as_bytes(), "<w:tbl>").map(|at| out.len() + at));
        out.push_str(table);
        let begun = open.pop().unwrap_or(out.len());
        if !out.get(begun..).is_some_and(has_rows) {
            out.truncate(begun);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn has_rows(table: &str) -> bool {
    let mut rows = memmem::find_iter(table.as_bytes(), "<w:tr");
    rows.any(|at| matches!(table.as_bytes().get(at + "<w:tr".len()), Some(b'>' | b' ')))
}

/// A slot, a text box, a header must hold a paragraph (ECMA-376 Part 1, 17.4.65), also where statements
/// took all of its own.
fn with_paragraphs(xml: &str) -> String {
    const HOLDERS: [&str; 6] = ["tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"];
    let mut out = String::with_capacity(xml.len());
    let mut done = 0;
    for (at, name) in ends(xml, &HOLDERS) {
        out.push_str(&xml[done..at]);
        done = at;
        if is_without_paragraph(&out, name) {
            out.push_str("<w:p/>");
        }
    }
    out.push_str(&xml[done..]);
    out
}

/// Where elements of these names end, in order: far more elements of other names end between them.
fn ends(xml: &str, names: &[&'static str]) -> Vec<(usize, &'static str)> {
    let mut ends = Vec::new();
    for name in names {
        let tag = format!("</w:{name}>");
        ends.extend(memmem::find_iter(xml.as_bytes(), &tag).map(|at| (at, *name)));
    }
    ends.sort_unstable();
    ends
}

/// Whether an element that ends here is still empty, or is a slot that ends with something else than a paragraph.
fn is_without_paragraph(before: &str, name: &str) -> bool {
    let last = before.trim_end();
    let last = last.rfind('<').and_then(|at| last.get(at..)).unwrap_or_default();
    let opened = last.strip_prefix("<w:").is_some_and(|tag| {
        let tag = tag.trim_end_matches('>');
        tag.split([' ', '/']).next() == Some(name) && !tag.ends_with('/')
    });
    let ends = ["</w:tbl", "</w:tcPr", "<w:tcPr"].iter().any(|tag| last.starts_with(tag));
    opened || (name == "tc" && ends)
}
