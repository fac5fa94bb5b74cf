//! A Word template and what fills it.

use super::paragraphs::{Fault, Source, prepare, well_formed};
use crate::campaign::Campaign;
use crate::model::Lang;
use crate::publish::words;
use crate::stop::Stop;
use crate::text::fold;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The report in the Party's layout, for offices without a template of their own.
const BUILT_IN: &[u8] = include_bytes!("../../../templates/bao-cao.docx");

/// The name under which an office's own template overrides it.
const FILE: &str = "bao-cao.docx";

/// The most that a part of a template may inflate to.
const LARGEST_PART: u64 = 64 << 20;

/// A Word template and what fills it.
pub(in crate::publish) struct Template {
    path: PathBuf,
    lang: Lang,
    parts: Vec<Part>,
}

struct Part {
    name: String,
    content: Content,
}

enum Content {
    Copied(Vec<u8>),
    Filled(Source),
}

impl Template {
    /// The campaign's own template, or the built-in one.
    ///
    /// # Errors
    /// [`Stop::Faulty`] where the template is damaged or a tag in it is wrong, [`Stop::Io`].
    pub(in crate::publish) fn load(campaign: &Campaign, lang: Lang) -> Result<Self, Stop> {
        let path = campaign.templates.join(FILE);
        match std::fs::read(&path) {
            Ok(bytes) => Self::read(&path, &bytes, lang),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Self::read(Path::new(FILE), BUILT_IN, lang),
            Err(source) => Err(Stop::Io { path, source }),
        }
    }

    fn read(path: &Path, bytes: &[u8], lang: Lang) -> Result<Self, Stop> {
        let mut template = Self { path: path.to_owned(), lang, parts: Vec::new() };
        let damaged = |e: &dyn std::fmt::Display| {
            let why = match lang {
                Lang::Vi => format!("không phải tệp Word đọc được ({e}). Mở bằng Word, lưu lại dạng .docx."),
                Lang::En => {
                    format!("not a Word file that can be read ({e}). Save it again as .docx in Word.")
                }
            };
            Stop::Faulty { path: path.to_owned(), problems: vec![why] }
        };
        let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
        for i in 0..package.len() {
            let part = package.by_index(i).map_err(|e| damaged(&e))?;
            let name = part.name().map_err(|e| damaged(&e))?.into_owned();
            let mut bytes = Vec::new();
            part.take(LARGEST_PART).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
            let content = if is_text_part(&name) {
                let xml = String::from_utf8(bytes).map_err(|e| damaged(&e))?;
                Content::Filled(prepare(&xml).map_err(|fault| template.fault(fault))?)
            } else {
                Content::Copied(bytes)
            };
            template.parts.push(Part { name, content });
        }
        if template.parts.iter().all(|p| p.name != "word/document.xml") {
            return Err(damaged(&"word/document.xml"));
        }
        Ok(template)
    }

    /// The report with these fields.
    ///
    /// # Errors
    /// [`Stop::Faulty`] naming the paragraph and the nearest right name where the template asks for a
    /// field that does not exist.
    pub(in crate::publish) fn fill(&self, fields: &Value) -> Result<Vec<u8>, Stop> {
        let env = environment();
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        // No time of the clock: the same fields give the same bytes.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let unwritable =
            |e: &dyn std::fmt::Display| Stop::Unwritable { path: self.path.clone(), detail: e.to_string() };
        for part in &self.parts {
            let filled;
            let bytes = match &part.content {
                Content::Copied(bytes) => bytes,
                Content::Filled(source) => {
                    filled = self.render(&env, source, fields)?.into_bytes();
                    &filled
                }
            };
            package.start_file(part.name.as_str(), options).map_err(|e| unwritable(&e))?;
            package.write_all(bytes).map_err(|e| unwritable(&e))?;
        }
        let packed = package.finish().map_err(|e| unwritable(&e))?;
        Ok(packed.into_inner())
    }

    fn render(&self, env: &Environment<'_>, source: &Source, fields: &Value) -> Result<String, Stop> {
        let template = env.template_from_str(&source.text).map_err(|e| self.error(&e, source, fields))?;
        let filled = template.render(fields.clone()).map_err(|e| self.error(&e, source, fields))?;
        let filled = with_paragraphs(&filled);
        well_formed(&filled).map_err(|fault| self.fault(fault))?;
        Ok(filled)
    }

    /// A slot's text after Word's own rules were broken, for the person who made the template.
    fn fault(&self, fault: Fault) -> Stop {
        let vi = self.lang == Lang::Vi;
        let problem = match fault {
            Fault::Xml(why) if vi => format!("nội dung XML sai ({why}). Mở bằng Word, lưu lại."),
            Fault::Xml(why) => format!("malformed XML ({why}). Open it in Word and save it again."),
            Fault::Unclosed { paragraph } if vi => {
                format!(
                    "đoạn “{paragraph}”: thẻ mở mà không đóng. Thẻ phải nằm trọn trong một đoạn: {{{{ … }}}} hoặc {{% … %}}."
                )
            }
            Fault::Unclosed { paragraph } => {
                format!(
                    "paragraph “{paragraph}”: a tag is opened and not closed. Close it in the same paragraph."
                )
            }
            Fault::NotAlone { paragraph } if vi => {
                format!(
                    "đoạn “{paragraph}”: thẻ {{%p … %}} phải đứng một mình trong đoạn, {{%tr … %}} một mình trong dòng của bảng."
                )
            }
            Fault::NotAlone { paragraph } => {
                format!(
                    "paragraph “{paragraph}”: {{%p … %}} must stand alone in a paragraph, {{%tr … %}} alone in a table row."
                )
            }
        };
        Stop::Faulty { path: self.path.clone(), problems: vec![problem] }
    }

    fn error(&self, error: &Error, source: &Source, fields: &Value) -> Stop {
        let line = error.line().unwrap_or_default();
        let paragraph =
            source.lines.iter().rev().find(|(at, _)| *at <= line).map_or("", |(_, text)| text.as_str());
        let mut known = known_names(fields);
        // What loops call their members is no field, but right.
        for (_, text) in &source.lines {
            let words: Vec<&str> = text.split_whitespace().collect();
            known.extend(words.windows(2).filter(|w| w[0] == "for").map(|w| w[1].to_owned()));
        }
        let unknown: Vec<String> =
            identifiers(paragraph).into_iter().filter(|n| !known.contains(n)).collect();
        let vi = self.lang == Lang::Vi;
        let is_name = matches!(
            error.kind(),
            ErrorKind::UndefinedError | ErrorKind::UnknownFilter | ErrorKind::UnknownFunction
        );
        // The engine takes no accents in names and calls them a wrong character.
        let problem = match unknown.iter().find(|name| is_name || !name.is_ascii()) {
            Some(name) => {
                let near = nearest(name, &known);
                if vi {
                    format!("đoạn “{paragraph}”: không có trường “{name}”. Có phải “{near}”?")
                } else {
                    format!("paragraph “{paragraph}”: there is no field “{name}”. Did you mean “{near}”?")
                }
            }
            None if vi => format!("đoạn “{paragraph}”: thẻ sai ({error}). Sửa thẻ trong mẫu rồi chạy lại."),
            None => {
                format!("paragraph “{paragraph}”: a wrong tag ({error}). Mend the template, then run again.")
            }
        };
        Stop::Faulty { path: self.path.clone(), problems: vec![problem] }
    }
}

/// The parts that a person can type tags into.
fn is_text_part(name: &str) -> bool {
    let Some(inner) = name.strip_prefix("word/").and_then(|inner| inner.strip_suffix(".xml")) else {
        return false;
    };
    let kinds = ["header", "footer"].map(|kind| inner.strip_prefix(kind));
    inner == "document" || kinds.iter().flatten().any(|number| number.chars().all(|c| c.is_ascii_digit()))
}

/// The engine: a field that does not exist is an error, and values are XML text.
fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_recursion_limit(50);
    env.set_formatter(|out, state, value| {
        if value.is_undefined() && state.undefined_behavior() == UndefinedBehavior::Strict {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        let text = match value.as_str() {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        };
        let legal: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        out.write_str(&quick_xml::escape::partial_escape(legal.as_str())).map_err(Error::from)
    });
    env.add_filter("so", |n: u64| words::count(n));
    env
}

/// A slot must hold a paragraph (ECMA-376 Part 1, 17.4.65), also where statements took all of its own.
fn with_paragraphs(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find("</w:tc>") {
        let (slot, after) = rest.split_at(at);
        out.push_str(slot);
        let end = slot.trim_end();
        if ["</w:tcPr>", "<w:tcPr/>", "<w:tcPr />", "<w:tc>", "</w:tbl>"].iter().any(|tag| end.ends_with(tag))
        {
            out.push_str("<w:p/>");
        }
        out.push_str("</w:tc>");
        rest = after.strip_prefix("</w:tc>").unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Every name in the fields, inner ones included.
fn known_names(fields: &Value) -> BTreeSet<String> {
    let mut names: BTreeSet<String> =
        ["so", "length", "loop", "first", "last", "index", "default", "join", "upper", "lower"]
            .map(Into::into)
            .into();
    let mut open = vec![fields.clone()];
    while let Some(value) = open.pop() {
        // A text is a sequence of letters to the engine.
        let Some(keys) = value.try_iter().ok().filter(|_| value.as_str().is_none()) else { continue };
        for key in keys {
            match key.as_str() {
                Some(name) if value.kind() == minijinja::value::ValueKind::Map => {
                    names.insert(name.to_owned());
                    open.extend(value.get_attr(name));
                }
                // One member of a list stands for all.
                _ => open.push(key),
            }
        }
    }
    names
}

/// The names that the tags of a paragraph use, without the engine's own words.
fn identifiers(paragraph: &str) -> Vec<String> {
    const WORDS: [&str; 18] = [
        "if", "elif", "else", "endif", "for", "in", "endfor", "not", "and", "or", "is", "set", "endset",
        "true", "false", "none", "p", "tr",
    ];
    let mut names = Vec::new();
    let mut rest = paragraph;
    while let Some(at) = rest.find(['{', '%']) {
        let inside = rest.get(at..).unwrap_or_default();
        let end = inside.find("}}").into_iter().chain(inside.find("%}")).min().unwrap_or(inside.len());
        let tag = inside.get(..end).unwrap_or_default();
        let quoted = tag.split(['"', '\'', '“', '”']).step_by(2);
        let words = quoted.flat_map(|t| t.split(|c: char| !c.is_alphanumeric() && c != '_'));
        let chosen =
            words.filter(|w| w.starts_with(|c: char| c.is_alphabetic() || c == '_') && !WORDS.contains(w));
        names.extend(chosen.map(str::to_owned));
        rest = inside.get(end..).and_then(|t| t.get(2..)).unwrap_or_default();
    }
    names
}

/// The known name that is most like this one.
fn nearest(name: &str, known: &BTreeSet<String>) -> String {
    let folded = fold(name).replace(' ', "_");
    known.iter().min_by_key(|k| distance(&folded, k)).cloned().unwrap_or_default()
}

/// How many letters must be put in, taken out or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(100).enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    fn document(body: &str) -> Vec<u8> {
        let xml =
            format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        package.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        package.write_all(xml.as_bytes()).unwrap();
        package.finish().unwrap().into_inner()
    }

    fn fill(body: &str, fields: &Value) -> Result<String, String> {
        let stop = |stop: Stop| stop.message(Lang::Vi);
        let template = Template::read(Path::new("mẫu.docx"), &document(body), Lang::Vi).map_err(stop)?;
        let filled = template.fill(fields).map_err(stop)?;
        let mut package = ZipArchive::new(Cursor::new(filled)).unwrap();
        let mut xml = String::new();
        package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        let body = xml.split("<w:body>").nth(1).unwrap().split("</w:body>").next().unwrap();
        Ok(body.replace(" xml:space=\"preserve\"", "").replace('\n', ""))
    }

    fn p(runs: &[&str]) -> String {
        let runs: Vec<String> = runs.iter().map(|t| format!("<w:r><w:t>{t}</w:t></w:r>")).collect();
        format!("<w:p>{}</w:p>", runs.concat())
    }

    #[test]
    fn a_tag_split_over_runs_is_filled_once_and_its_neighbours_keep_their_text() {
        let filled = fill(&p(&["a {", "{ t", "en }", "} b ", "c"]), &context! { ten => "X" });
        assert_eq!(filled.unwrap(), p(&["a X", "", "", " b ", "c"]));
    }

    #[test]
    fn two_tags_that_share_runs_are_both_filled() {
        let filled = fill(&p(&["{{ a }}-{{", " b }}", "!"]), &context! { a => 1, b => 2 });
        assert_eq!(filled.unwrap(), p(&["1-2", "", "!"]));
    }

    #[test]
    fn values_are_text_and_never_tags_or_xml() {
        let filled = fill(&p(&["{{ ten }}"]), &context! { ten => "A & <B> {{ x }} {% y %}" });
        assert_eq!(filled.unwrap(), p(&["A &amp; &lt;B&gt; {{ x }} {% y %}"]));
    }

    #[test]
    fn a_statement_takes_its_paragraph_with_it() {
        let body =
            [p(&["{%p if ", "co %}"]), p(&["có"]), p(&["{%p else %}"]), p(&["không"]), p(&["{%p endif %}"])]
                .concat();
        assert_eq!(fill(&body, &context! { co => true }).unwrap(), p(&["có"]));
        assert_eq!(fill(&body, &context! { co => false }).unwrap(), p(&["không"]));
    }

    #[test]
    fn a_row_is_repeated_for_every_member_of_a_list() {
        let row = |t: &str| format!("<w:tr><w:tc>{}</w:tc></w:tr>", p(&[t]));
        let body = format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row("{%tr for x in ds %}"),
            row("{{ x.ten }}"),
            row("{%tr endfor %}")
        );
        let list = context! { ds => [context! { ten => "A" }, context! { ten => "B" }] };
        assert_eq!(fill(&body, &list).unwrap(), format!("<w:tbl>{}{}</w:tbl>", row("A"), row("B")));
    }

    #[test]
    fn a_slot_whose_paragraphs_all_went_keeps_an_empty_one() {
        let body = format!("<w:tc>{}{}{}</w:tc>", p(&["{%p if co %}"]), p(&["x"]), p(&["{%p endif %}"]));
        assert_eq!(fill(&body, &context! { co => false }).unwrap(), "<w:tc><w:p/></w:tc>");
    }

    #[test]
    fn words_own_quotation_marks_do_not_break_a_tag() {
        assert_eq!(fill(&p(&["{{ “a” if co else ‘b’ }}"]), &context! { co => true }).unwrap(), p(&["a"]));
    }

    #[test]
    fn an_unknown_field_is_named_with_its_paragraph_and_the_nearest_one() {
        let message = fill(&p(&["Có {{ số_bản }} bản"]), &context! { so_ban => 1, ten => "x" }).unwrap_err();
        assert!(message.contains("mẫu.docx") && message.contains("“Có {{ số_bản }} bản”"), "{message}");
        assert!(message.contains("“số_bản”") && message.contains("“so_ban”"), "{message}");
        let body = [p(&["{%p for x in ds %}"]), p(&["{{ x.tne }}"]), p(&["{%p endfor %}"])].concat();
        let message = fill(&body, &context! { ds => [context! { ten => 1 }] }).unwrap_err();
        assert!(message.contains("“tne”") && message.contains("“ten”"), "{message}");
    }

    #[test]
    fn a_wrong_tag_is_said_with_its_paragraph() {
        for body in ["Có {{ ten", "{% if %}", "trước {%p if co %}", "{%tr endfor %}"] {
            let message = fill(&p(&[body]), &context! { ten => 1, co => true }).unwrap_err();
            assert!(message.contains(body), "{body}: {message}");
        }
    }
}
