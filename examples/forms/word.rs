//! Word forms of four kinds.

use super::people::{Mark, Paper};
use docx_rs::{AlignmentType, Docx, Paragraph, Run, RunFonts, Style, StyleType, Table, TableCell, TableRow};
use std::io::{Cursor, Error, Result};
use tusoi::model::{Catalogue, Indicator};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A table with a column for yes and one for no, marked with x.
pub(crate) fn columns(
    of: &Paper<'_>,
    catalogue: &Catalogue,
    marks: &[Mark],
    promises: &[[&str; 3]],
) -> Result<Vec<u8>> {
    let docx = head(of, "BẢN TỰ SOI, TỰ SỬA").add_table(marked(catalogue, marks));
    let docx = if promises.is_empty() { docx } else { corrections(docx, promises) };
    packed(foot(docx, of))
}

/// A table with a column for no and one for each of three levels, marked with x; the level of each yes.
pub(crate) fn levels(of: &Paper<'_>, catalogue: &Catalogue, levels: &[Option<usize>]) -> Result<Vec<u8>> {
    let heads =
        ["TT", "Nội dung biểu hiện", "Không có", "Mức độ nhẹ", "Mức độ trung bình", "Mức độ nghiêm trọng"];
    let mut rows = vec![row(&heads)];
    let none = vec![Mark::No; catalogue.len()];
    for ((heading, indicator, _), level) in grouped(catalogue, &none).zip(levels) {
        rows.extend(heading.map(|text| across(&text, heads.len())));
        let number = indicator.number.to_string();
        let mut texts = [number.as_str(), &indicator.wording, "", "", "", ""];
        texts[2 + level.unwrap_or(0)] = "x";
        rows.push(row(&texts));
    }
    packed(foot(head(of, "BẢN TỰ SOI, TỰ SỬA").add_table(Table::new(rows)), of))
}

/// Numbered lines with two boxes each.
pub(crate) fn boxes(of: &Paper<'_>, catalogue: &Catalogue, marks: &[Mark]) -> Result<Vec<u8>> {
    let tick = |on: bool| if on { '☒' } else { '☐' };
    let mut docx = head(of, "PHIẾU TỰ SOI, TỰ SỬA");
    for (heading, indicator, mark) in grouped(catalogue, marks) {
        docx = heading.into_iter().fold(docx, |docx, text| docx.add_paragraph(bold(&text)));
        let (yes, no) = (tick(mark.is_yes()), tick(mark.is_no()));
        docx = docx.add_paragraph(plain(&format!(
            "{}. {}\t{yes} Có   {no} Không",
            indicator.number, indicator.wording
        )));
    }
    packed(foot(docx, of))
}

/// A table in which the member answers in words: `Không`, but for what is said.
pub(crate) fn sentences(of: &Paper<'_>, catalogue: &Catalogue, said: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut rows = vec![row(&["TT", "Nội dung biểu hiện", "Bản thân tự soi"])];
    let none = vec![Mark::No; catalogue.len()];
    for (heading, indicator, _) in grouped(catalogue, &none) {
        rows.extend(heading.map(|text| across(&text, 3)));
        let words =
            said.iter().find(|(code, _)| *code == indicator.code).map_or("Không", |(_, words)| words);
        rows.push(row(&[&indicator.number.to_string(), &indicator.wording, words]));
    }
    packed(foot(head(of, "BẢN TỰ SOI, TỰ SỬA").add_table(Table::new(rows)), of))
}

/// A committee's review of itself, with a rating.
pub(crate) fn collective(of: &Paper<'_>, catalogue: &Catalogue, marks: &[Mark]) -> Result<Vec<u8>> {
    let rating = "Tự nhận mức xếp loại chất lượng: Hoàn thành tốt nhiệm vụ";
    let docx = letterhead(of)
        .add_paragraph(bold("BẢN TỰ SOI, TỰ SỬA CỦA TẬP THỂ CHI ỦY").align(AlignmentType::Center))
        .add_paragraph(plain("Tập thể chi ủy đã họp, tự soi theo 27 biểu hiện, kết quả như sau:"))
        .add_table(marked(catalogue, marks))
        .add_paragraph(plain(rating))
        .add_paragraph(plain(of.date).align(AlignmentType::Right))
        .add_paragraph(bold("T/M CHI ỦY").align(AlignmentType::Right));
    packed(docx)
}

fn plain(text: &str) -> Paragraph {
    let run = text.split('\t').enumerate().fold(lettered(), |run, (i, piece)| {
        if i == 0 { run.add_text(piece) } else { run.add_tab().add_text(piece) }
    });
    Paragraph::new().add_run(run)
}

fn bold(text: &str) -> Paragraph {
    Paragraph::new().add_run(lettered().add_text(text).bold())
}

/// A run with font and size, which Word repeats in every run.
fn lettered() -> Run {
    Run::new().fonts(times()).size(26)
}

fn times() -> RunFonts {
    let font = "Times New Roman";
    RunFonts::new().ascii(font).hi_ansi(font).cs(font).east_asia(font)
}

/// Styles that Word carries along in every document, used or not.
fn styles() -> Vec<Style> {
    let headings =
        (1..=9).map(|level| (format!("Heading{level}"), format!("heading {level}"), 40 - 2 * level));
    let others = [
        "Title",
        "Subtitle",
        "Quote",
        "List Paragraph",
        "No Spacing",
        "Caption",
        "Body Text",
        "Footer",
        "Header",
    ];
    let others = others.into_iter().map(|name| (name.replace(' ', ""), name.to_owned(), 28));
    let style = |(id, name, size): (String, String, usize)| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .next("Normal")
            .fonts(times())
            .size(size)
    };
    headings.chain(others).map(style).collect()
}

fn letterhead(of: &Paper<'_>) -> Docx {
    styles()
        .into_iter()
        .fold(Docx::new(), Docx::add_style)
        .default_fonts(times())
        .default_size(26)
        .add_paragraph(plain(&of.base.to_uppercase()))
        .add_paragraph(bold(&of.cell.to_uppercase()))
}

fn head(of: &Paper<'_>, title: &str) -> Docx {
    letterhead(of)
        .add_paragraph(bold(title).align(AlignmentType::Center))
        .add_paragraph(plain(&format!("Họ và tên: {}\tNgày sinh: {}", of.name, of.birth)))
        .add_paragraph(plain(&format!("Chức vụ: {}", of.position)))
        .add_paragraph(plain(&format!("Sinh hoạt tại: {}", of.cell)))
}

fn foot(docx: Docx, of: &Paper<'_>) -> Docx {
    docx.add_paragraph(plain(of.date).align(AlignmentType::Right))
        .add_paragraph(bold("NGƯỜI TỰ SOI").align(AlignmentType::Right))
        .add_paragraph(bold(of.name).align(AlignmentType::Right))
}

fn row(texts: &[&str]) -> TableRow {
    TableRow::new(texts.iter().map(|text| TableCell::new().add_paragraph(plain(text))).collect())
}

fn across(text: &str, columns: usize) -> TableRow {
    TableRow::new(vec![TableCell::new().add_paragraph(bold(text)).grid_span(columns)])
}

/// Every indicator with its mark, and the heading of its group before the first of each.
fn grouped<'a>(
    catalogue: &'a Catalogue,
    marks: &'a [Mark],
) -> impl Iterator<Item = (Option<String>, &'a Indicator, Mark)> {
    catalogue.indicators.iter().zip(marks).map(|(indicator, mark)| {
        let heading = catalogue.groups.get(indicator.group).filter(|_| indicator.number == 1);
        (heading.map(|group| format!("{}. {}", group.code, group.title)), indicator, *mark)
    })
}

fn marked(catalogue: &Catalogue, marks: &[Mark]) -> Table {
    let x = |on: bool| if on { "x" } else { "" };
    let mut rows = vec![row(&["TT", "Nội dung biểu hiện", "Có", "Không", "Ghi chú"])];
    for (heading, indicator, mark) in grouped(catalogue, marks) {
        rows.extend(heading.map(|text| across(&text, 5)));
        let number = indicator.number.to_string();
        rows.push(row(&[&number, &indicator.wording, x(mark.is_yes()), x(mark.is_no()), ""]));
    }
    Table::new(rows)
}

fn corrections(docx: Docx, promises: &[[&str; 3]]) -> Docx {
    let mut rows = vec![row(&["TT", "Hạn chế, khuyết điểm", "Giải pháp khắc phục", "Thời hạn"])];
    for (number, [shortcoming, action, due]) in (1..).zip(promises) {
        rows.push(row(&[&format!("{number}"), shortcoming, action, due]));
    }
    docx.add_paragraph(bold("Kế hoạch khắc phục hạn chế, khuyết điểm")).add_table(Table::new(rows))
}

/// Packs the document as Word does: its parts deflated.
fn packed(docx: Docx) -> Result<Vec<u8>> {
    let mut stored = Cursor::new(Vec::new());
    docx.build().pack(&mut stored).map_err(Error::other)?;
    let mut stored = ZipArchive::new(stored)?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for position in 0..stored.len() {
        let mut part = stored.by_index(position)?;
        let name = part.name()?.into_owned();
        package.start_file(name, deflated)?;
        std::io::copy(&mut part, &mut package)?;
    }
    Ok(package.finish()?.into_inner())
}
