//! Templates as an office edits them in Word: each edit gives the right paper or a clear message.

use super::papers::Paper;
use super::template::Template;
use super::{glossary, terms};
use crate::campaign::Format;
use crate::model::Lang;
use crate::stop::Stop;
use minijinja::{Value, context};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

mod charts;

const MAIN: &str = "word/document.xml";

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(xml.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

fn part(package: &[u8], name: &str) -> String {
    let mut package = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut xml = String::new();
    package.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn fields() -> Value {
    let unit = |ten: &str, so_ban: u32| context! { ten, so_ban };
    context! {
        ten => "Chi bộ thôn Một",
        ky => "quý II/2026",
        co_quan => "A & <B> {{ x }} {% y %}",
        la_chi_bo => true,
        so_ban => 5,
        so_thieu => 0,
        don_vi => [unit("Thôn Một", 3), unit("Thôn Hai", 12)],
        chi_bo_thieu => Vec::<Value>::new(),
    }
}

fn filled(parts: &[(&str, &str)], of: &str) -> Result<String, String> {
    let stop = |stop: Stop| stop.message(Lang::Vi);
    let name = Paper::Report.template();
    let template = Template::read(Path::new("mẫu.docx"), name, &package(parts), Lang::Vi).map_err(stop)?;
    Ok(part(&template.fill(&fields()).map_err(stop)?, of))
}

/// The body of a document made from this one, without what says that spaces count.
fn body(of: &str) -> Result<String, String> {
    let xml = filled(&[(MAIN, &document(of))], MAIN)?;
    let body = xml.split("<w:body>").nth(1).unwrap().split("</w:body>").next().unwrap();
    Ok(body.replace(" xml:space=\"preserve\"", "").replace('\n', ""))
}

fn p(runs: &[&str]) -> String {
    let runs: Vec<String> = runs.iter().map(|t| format!("<w:r><w:t>{t}</w:t></w:r>")).collect();
    format!("<w:p>{}</w:p>", runs.concat())
}

fn tr(slots: &[&str]) -> String {
    let slots: Vec<String> = slots.iter().map(|t| format!("<w:tc>{}</w:tc>", p(&[t]))).collect();
    format!("<w:tr>{}</w:tr>", slots.concat())
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

/// The text of XML, a line for each paragraph.
fn text(xml: &str) -> String {
    let lines = xml.split("</w:p>").map(|paragraph| {
        let pieces = paragraph.split('<').filter_map(|tag| tag.strip_prefix("w:t>"));
        pieces.collect::<String>()
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Edits that an office may make, each with the text that must come of it.
#[test]
fn an_edited_template_is_filled_as_it_was_meant() {
    let boxed = |inner: &str| {
        format!("<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>")
    };
    let edits: [(&str, String, &str); 17] = [
        ("a field is moved", p(&["Kỳ {{ ky }}: {{ ten }}"]), "Kỳ quý II/2026: Chi bộ thôn Một"),
        ("half a tag is made bold", p(&["a {", "{ t", "en }", "} b ", "c"]), "a Chi bộ thôn Một b c"),
        ("two tags share runs", p(&["{{ so_ban }}-{{", " ky }}", "!"]), "5-quý II/2026!"),
        ("spaces are left out", p(&["{{ten}}"]), "Chi bộ thôn Một"),
        ("a field is written as in text", p(&["{{ so_ban|so }} bản"]), "05 bản"),
        ("Word puts in its quotation marks", p(&["{{ “có” if la_chi_bo else ‘không’ }}"]), "có"),
        ("Word puts in a dash and no-break spaces", p(&["{{\u{a0}so_ban – 2\u{a0}}}"]), "3"),
        ("a condition takes its paragraphs", [p(&["{%p if so_thieu %}"]), p(&["thiếu"]), p(&["{%p endif %}"]), p(&["x"])].concat(), "x"),
        ("a condition has another way", [p(&["{%p if ", "so_thieu %}"]), p(&["thiếu"]), p(&["{%p else %}"]), p(&["đủ"]), p(&["{%p endif %}"])].concat(), "đủ"),
        ("a loop over paragraphs is added", [p(&["{%p for d in don_vi %}"]), p(&["{{ loop.index }}. {{ d.ten }}"]), p(&["{%p endfor %}"])].concat(), "1. Thôn Một\n2. Thôn Hai"),
        ("a loop over rows is added", tbl(&[tr(&["{%tr for d in don_vi %}"]), tr(&["{{ d.ten }}", "{{ d.so_ban|bang }}"]), tr(&["{%tr endfor %}"])]), "Thôn Một\n3\nThôn Hai\n12"),
        ("a loop stays inside a line", p(&["{% for d in don_vi %}{{ d.ten }}{% if not loop.last %}; {% endif %}{% endfor %}"]), "Thôn Một; Thôn Hai"),
        ("a tag stands in a text box", boxed(&p(&["{{ k", "y }}"])), "quý II/2026"),
        ("a change is tracked", "<w:p><w:ins><w:r><w:t>{{ ky }}</w:t></w:r></w:ins><w:del><w:r><w:delText>{{ cu }}</w:delText></w:r></w:del></w:p>".into(), "quý II/2026"),
        ("headings count themselves", [p(&["{{ phan() }}- A"]), p(&["{{ muc() }}. b"]), p(&["{{ muc() }}. c"]), p(&["{{ phan() }}- D"])].concat(), "I- A\n1. b\n2. c\nII- D"),
        ("values look like tags and XML", p(&["{{ co_quan }}"]), "A &amp; &lt;B&gt; {{ x }} {% y %}"),
        ("braces that are no tag stay", p(&["{ a } # %"]), "{ a } # %"),
    ];
    for (edit, xml, wanted) in edits {
        assert_eq!(body(&xml).map(|xml| text(&xml)), Ok(wanted.to_owned()), "{edit}");
    }
}

/// Mistakes that a person may make, each with what the message must say.
#[test]
fn a_mistake_is_told_with_its_paragraph_and_what_was_meant() {
    let mistakes: [(&str, String, &[&str]); 17] = [
        (
            "a letter is wrong",
            p(&["Có {{ so_bna }} bản"]),
            &["“Có {{ so_bna }} bản”", "“so_bna”", "“so_ban”"],
        ),
        ("accents are typed", p(&["{{ số_bản }}"]), &["“số_bản”", "“so_ban”"]),
        ("capitals are typed", p(&["{{ So_Ban }}"]), &["“So_Ban”", "“so_ban”"]),
        (
            "a member of a list is wrong",
            [p(&["{%p for d in don_vi %}"]), p(&["{{ d.tne }}"]), p(&["{%p endfor %}"])].concat(),
            &["“tne”", "“ten”"],
        ),
        (
            "a mistake stands where this run does not come",
            [p(&["{%p for d in chi_bo_thieu %}"]), p(&["{{ d.so_bn }}"]), p(&["{%p endfor %}"])].concat(),
            &["“so_bn”", "“so_ban”"],
        ),
        ("a filter is wrong", p(&["{{ so_ban|soo }}"]), &["“soo”", "“so”"]),
        ("a bracket is missing", p(&["Có {{ ten }"]), &["“Có {{ ten }”", "không đóng"]),
        (
            "a tag is broken over two paragraphs",
            [p(&["{{ ten"]), p(&["}}"])].concat(),
            &["“{{ ten”", "không đóng"],
        ),
        (
            "the end of a condition is deleted",
            [p(&["{%p if so_ban %}"]), p(&["x"])].concat(),
            &["“{%p if so_ban %}”", "endif"],
        ),
        (
            "the end of a loop is deleted",
            tbl(&[tr(&["{%tr for d in don_vi %}"]), tr(&["{{ d.ten }}"])]),
            &["“{%tr for d in don_vi %}”", "endfor"],
        ),
        (
            "the beginning is deleted",
            [p(&["x"]), p(&["{%p endif %}"])].concat(),
            &["“{%p endif %}”", "không có phần mở"],
        ),
        (
            "loops end crosswise",
            [
                p(&["{%p for d in don_vi %}"]),
                p(&["{%p if so_ban %}"]),
                p(&["{%p endfor %}"]),
                p(&["{%p endif %}"]),
            ]
            .concat(),
            &["“{%p if so_ban %}”", "endif"],
        ),
        (
            "text stands beside a statement",
            p(&["trước {%p if so_ban %}"]),
            &["“trước {%p if so_ban %}”", "một mình"],
        ),
        (
            "a row statement stands in the row itself",
            tbl(&[tr(&["{%tr for d in don_vi %}", "{{ d.ten }}"]), tr(&["{%tr endfor %}"])]),
            &["{{ d.ten }}", "một mình"],
        ),
        (
            "a row statement stands outside a table",
            p(&["{%tr for d in don_vi %}"]),
            &["“{%tr for d in don_vi %}”", "một mình"],
        ),
        (
            "a number is looped over",
            [p(&["{%p for d in so_ban %}"]), p(&["x"]), p(&["{%p endfor %}"])].concat(),
            &["{%p for d in so_ban %}", "lặp qua một con số"],
        ),
        (
            "a member is named in a paper that travels",
            p(&["{{ ke_hoach[0].ho_ten }}"]),
            &["“ke_hoach”", "ke-hoach.docx"],
        ),
    ];
    for (mistake, xml, wanted) in mistakes {
        let said = body(&xml).expect_err(mistake);
        for words in wanted.iter().chain(&["mẫu.docx"]) {
            assert!(said.contains(words), "{mistake}: “{words}” is missing in: {said}");
        }
    }
}

#[test]
fn all_mistakes_of_a_template_are_told_together() {
    let said = body(&[p(&["{{ so_bna }}"]), p(&["{{ ky_ }}"]), p(&["{%p endif %}"])].concat()).unwrap_err();
    for words in ["so_bna", "ky_", "endif"] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn tags_in_headers_footers_and_notes_are_filled() {
    let main = document(&p(&["x"]));
    for kind in ["hdr", "ftr", "footnotes"] {
        let name = format!(
            "word/{}.xml",
            match kind {
                "hdr" => "header3",
                "ftr" => "footer1",
                other => other,
            }
        );
        let xml = format!("<w:{kind} xmlns:w=\"w\">{}</w:{kind}>", p(&["{{ t", "en }}"]));
        let xml = filled(&[(MAIN, &main), (name.as_str(), &xml)], &name).unwrap();
        assert!(xml.contains(">Chi bộ thôn Một<"), "{name}: {xml}");
    }
}

#[test]
fn a_header_without_tags_is_made_sound_as_one_with_them() {
    let (main, name) = (document(&p(&["x"])), "word/header1.xml");
    let header = |text: &str| format!("<w:hdr xmlns:w=\"w\">{text}</w:hdr>");
    let gone = [p(&["{%p if so_thieu %}"]), p(&["x"]), p(&["{%p endif %}"])].concat();
    for text in [String::new(), gone] {
        let filled = filled(&[(MAIN, &main), (name, &header(&text))], name).unwrap();
        assert_eq!(filled.replace('\n', ""), header("<w:p/>"));
    }
}

#[test]
fn what_conditions_and_loops_leave_empty_is_still_a_document() {
    let gone = [p(&["{%p if so_thieu %}"]), p(&["x"]), p(&["{%p endif %}"])].concat();
    assert_eq!(body(&format!("<w:tc>{gone}</w:tc>")).unwrap(), "<w:tc><w:p/></w:tc>");
    assert_eq!(body(&format!("<w:tc><w:tcPr/>{gone}</w:tc>")).unwrap(), "<w:tc><w:tcPr/><w:p/></w:tc>");
    let boxed = body(&format!("<w:p><w:r><w:txbxContent>{gone}</w:txbxContent></w:r></w:p>")).unwrap();
    assert!(boxed.contains("<w:txbxContent><w:p/></w:txbxContent>"), "{boxed}");
    let none = tbl(&[tr(&["{%tr for d in chi_bo_thieu %}"]), tr(&["{{ d.ten }}"]), tr(&["{%tr endfor %}"])]);
    assert_eq!(body(&(none.clone() + &p(&["x"]))).unwrap(), p(&["x"]));
    let inside = |row: &str| tbl(&[format!("{row}<w:tc>{none}</w:tc></w:tr>")]);
    let left = |row: &str| tbl(&[format!("{row}<w:tc><w:p/></w:tc></w:tr>")]);
    for row in ["<w:tr>", "<w:tr w:rsidR=\"1\">"] {
        assert_eq!(body(&inside(row)).unwrap(), left(row));
    }
    assert_eq!(body(&tbl(&["<w:tblPr/><w:trPr/>".into()])).unwrap(), "");
}

#[test]
fn a_file_that_word_did_not_write_is_refused() {
    let read = |bytes: &[u8]| Template::read(Path::new("mẫu.docx"), "", bytes, Lang::Vi).err();
    assert!(read(b"\xd0\xcf\x11\xe0 Word 97").is_some());
    assert!(read(&package(&[("word/styles.xml", "<x/>")])).is_some());
    assert!(read(&package(&[(MAIN, "<w:document><w:p>")])).is_some());
}

#[test]
fn every_built_in_design_is_a_sound_template_in_every_format() {
    for paper in Paper::ALL {
        let bytes = paper.design().template(&Format::default()).unwrap();
        let template = Template::read(Path::new("x"), paper.template(), &bytes, Lang::Vi);
        let template = template.unwrap_or_else(|stop| panic!("{paper:?}: {}", stop.message(Lang::Vi)));
        assert!(template.always_nests(), "{paper:?}");
    }
}

#[test]
fn every_field_has_one_explanation() {
    let names: Vec<String> = terms().iter().map(|term| term.name.clone()).collect();
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert!(names.len() > 100 && once.len() == names.len());
    assert!(glossary::terms().iter().all(|term| !term.vi.is_empty() && !term.en.is_empty()));
}
