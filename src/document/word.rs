//! Word (stopgap while the real reader is being built).
use super::package::Package;
use super::{
    BOX_EMPTY, BOX_TICKED, Block, Document, Emphasis, Frame, Paragraph, Part, PartKind, Slot, Span, Table,
    Value,
};
use crate::finding::FileFinding;
use crate::model::Place;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

#[derive(Default)]
struct Cell {
    row: u32,
    col: u32,
    span: u32,
    cont: bool,
    blocks: Vec<Block>,
    fill: Option<u32>,
}
#[derive(Default)]
struct Tbl {
    n: u32,
    row: i64,
    col: u32,
    cells: Vec<Cell>,
}

fn val(e: &BytesStart<'_>, key: &str) -> Option<String> {
    e.attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == key)
        .map(|a| a.value.clone().into_owned())
}
fn on(e: &BytesStart<'_>) -> bool {
    !matches!(val(e, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let package = Package::open(bytes)?;
    let main =
        package.related("", "officeDocument")?.first().map(|r| r.1.clone()).ok_or(FileFinding::NoForm)?;
    let xml = package.xml(&main)?.ok_or(FileFinding::NoForm)?;
    let bad = |d: String| FileFinding::BadXml { detail: format!("{main}: {d}") };
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut tables: Vec<Tbl> = vec![];
    let mut body: Vec<Block> = vec![];
    let mut para: Vec<Paragraph> = vec![];
    let (mut npara, mut ntable) = (0, 0);
    let mut emph = Emphasis::NONE;
    let mut in_t = false;
    let mut in_rpr = false;
    let mut skip = 0_u32;
    let mut depth = 0_u32;
    let mut sdt: Vec<(Option<bool>, bool, u32)> = vec![];
    // field state
    let mut fld: Vec<(bool, Option<bool>, Vec<String>, Option<usize>, bool)> = vec![];
    let mut instr = false;
    loop {
        let ev = reader.read_event().map_err(|e| bad(e.to_string()))?;
        let (e, start) = match ev {
            Event::Start(e) => (e, true),
            Event::Empty(e) => (e, false),
            Event::End(e) => {
                depth -= 1;
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                match e.local_name().as_ref() {
                    "t" => in_t = false,
                    "rPr" => in_rpr = false,
                    "instrText" => instr = false,
                    "sdt" => {
                        sdt.pop();
                    }
                    "p" => {
                        if let Some(mut p) = para.pop() {
                            p.text = crate::text::nfc(&p.text).into_owned();
                            if p.spans.iter().all(|s| s.emphasis.is_plain())
                                || p.spans.last().is_some_and(|s| s.end != p.text.len())
                            {
                                p.spans.clear();
                            }
                            let b = Block::Paragraph(p);
                            if let Some(c) = tables.last_mut().and_then(|t| t.cells.last_mut()) {
                                c.blocks.push(b)
                            } else {
                                body.push(b)
                            }
                        }
                    }
                    "tc" => {
                        if let Some(t) = tables.last_mut() {
                            let s = t.cells.last().map_or(1, |c| c.span.max(1));
                            t.col += s;
                        }
                    }
                    "tbl" => {
                        if let Some(t) = tables.pop() {
                            let mut slots: Vec<Slot> = vec![];
                            for c in t.cells {
                                if c.cont
                                    && let Some(up) = slots
                                        .iter_mut()
                                        .rev()
                                        .find(|s| s.column == c.col && s.row + s.row_span == c.row)
                                {
                                    up.row_span += 1;
                                    continue;
                                }
                                slots.push(Slot {
                                    row: c.row,
                                    column: c.col,
                                    row_span: 1,
                                    column_span: c.span.max(1),
                                    blocks: c.blocks,
                                    value: Value::Text,
                                    fill: c.fill,
                                    hidden: false,
                                });
                            }
                            let b = Block::Table(Table::new(Frame::Word(t.n), slots));
                            if let Some(c) = tables.last_mut().and_then(|t| t.cells.last_mut()) {
                                c.blocks.push(b)
                            } else {
                                body.push(b)
                            }
                        }
                    }
                    _ => {}
                }
                continue;
            }
            Event::Text(t) => {
                if skip == 0
                    && in_t
                    && fld.iter().all(|f| f.4)
                    && let Some(p) = para.last_mut()
                {
                    let s: &str = &t;
                    p.text.push_str(s);
                    p.spans.push(Span { end: p.text.len(), emphasis: emph });
                }
                continue;
            }
            Event::GeneralRef(r) => {
                if skip == 0
                    && in_t
                    && let Some(p) = para.last_mut()
                {
                    let name: &str = &r;
                    let c = match name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => r.resolve_char_ref().ok().flatten().ok_or_else(|| bad("entity".into()))?,
                    };
                    p.text.push(c);
                    p.spans.push(Span { end: p.text.len(), emphasis: emph });
                }
                continue;
            }
            Event::Eof => {
                if depth > 0 {
                    return Err(bad("cut".into()));
                }
                break;
            }
            _ => continue,
        };
        if start {
            depth += 1;
        }
        if skip > 0 {
            if start {
                skip += 1;
            }
            continue;
        }
        match e.local_name().as_ref() {
            "del" | "moveFrom" | "Fallback" | "delText" if start && !in_rpr => skip = 1,
            "p" if start => {
                let place = match tables.last() {
                    Some(t) => Place::Slot {
                        table: t.n,
                        row: u32::try_from(t.row).unwrap_or(0) + 1,
                        column: t.col + 1,
                    },
                    None => {
                        npara += 1;
                        Place::Paragraph(npara)
                    }
                };
                para.push(Paragraph { place, ..Default::default() });
            }
            "tbl" if start => {
                ntable += 1;
                tables.push(Tbl { n: ntable, row: -1, ..Default::default() });
            }
            "tr" if start => {
                if let Some(t) = tables.last_mut() {
                    t.row += 1;
                    t.col = 0;
                }
            }
            "tc" if start => {
                if let Some(t) = tables.last_mut() {
                    let (row, col) = (u32::try_from(t.row).unwrap_or(0), t.col);
                    t.cells.push(Cell { row, col, span: 1, ..Default::default() });
                }
            }
            "gridSpan" => {
                if let Some(c) = tables.last_mut().and_then(|t| t.cells.last_mut()) {
                    c.span = val(&e, "val").and_then(|v| v.parse().ok()).unwrap_or(1).min(60);
                }
            }
            "vMerge" => {
                if let Some(c) = tables.last_mut().and_then(|t| t.cells.last_mut()) {
                    c.cont = val(&e, "val").as_deref() != Some("restart");
                }
            }
            "t" if start => in_t = true,
            "tab" if !in_rpr => {
                if let Some(p) = para.last_mut()
                    && val(&e, "val").is_none()
                {
                    p.text.push('\t');
                }
            }
            "br" => {
                if let Some(p) = para.last_mut() {
                    p.text.push('\n');
                }
            }
            "r" => emph = Emphasis::NONE,
            "rPr" => in_rpr = start,
            "b" if in_rpr && on(&e) => emph = emph.with(Emphasis::BOLD),
            "u" if in_rpr && on(&e) => emph = emph.with(Emphasis::UNDERLINE),
            "strike" | "dstrike" if in_rpr && on(&e) => emph = emph.with(Emphasis::STRIKE),
            "highlight" if in_rpr && on(&e) => emph = emph.with(Emphasis::HIGHLIGHT),
            "sdt" if start => sdt.push((None, false, 0)),
            "checked" | "default" | "checkBox" | "listEntry" | "result" if !fld.is_empty() => {
                let f = fld.last_mut().expect("x");
                match e.local_name().as_ref() {
                    "checkBox" => f.1 = f.1.or(Some(false)),
                    "checked" => f.1 = Some(on(&e)),
                    "default" if f.1.is_some() => f.1 = Some(on(&e)),
                    "listEntry" => f.2.push(val(&e, "val").unwrap_or_default()),
                    "result" => f.3 = val(&e, "val").and_then(|v| v.parse().ok()),
                    _ => {}
                }
            }
            "checked" => {
                if let Some(s) = sdt.last_mut() {
                    s.0 = Some(on(&e));
                }
            }
            "showingPlcHdr" => {
                if let Some(s) = sdt.last_mut() {
                    s.1 = true;
                }
            }
            "fldChar" => match val(&e, "fldCharType").as_deref() {
                Some("begin") => fld.push((true, None, vec![], None, false)),
                Some("separate") => {
                    if let Some(f) = fld.last_mut() {
                        f.4 = f.1.is_none() && f.2.is_empty();
                    }
                }
                Some("end") => {
                    if let Some(f) = fld.pop()
                        && let Some(p) = para.last_mut()
                    {
                        if let Some(c) = f.1 {
                            p.text.push(if c { BOX_TICKED } else { BOX_EMPTY });
                        } else if !f.2.is_empty() {
                            p.text.push_str(f.2.get(f.3.unwrap_or(0)).map_or("", |s| s.as_str()));
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
        // sdt checkbox: nothing more, the glyph shown agrees in the corpus
        let _ = instr;
    }
    Ok(Document { parts: vec![Part { kind: PartKind::Body, blocks: body }], findings: vec![] })
}
