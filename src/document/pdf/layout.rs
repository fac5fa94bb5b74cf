//! What stands on a page, from top to bottom: lines, and tables with what stands in their squares.

use super::super::draft::{Draft, SlotLook};
use super::super::page::{BOX_EMPTY, BOX_TICKED, Emphasis, PICTURE};
use super::super::word::excerpt;
use super::canvas::{Canvas, Letter};
use super::grid::{Grid, Ruling, Square};
use super::line::{self, Line, lines, symbol};
use crate::finding::FileFinding;
use hayro_interpret::kurbo::{Point, Rect};
use std::borrow::Cow;

/// How far a letter may reach over the rule beside it, in points.
const OVER: f64 = 1.5;
/// A picture that fills so much of the page is the page.
const MOST: f64 = 0.4;

/// A page taken apart.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) tables: Vec<Table>,
    /// Lines outside of tables, from top to bottom.
    pub(super) lines: Vec<Line>,
    /// Where the text begins on the left.
    pub(super) left: f64,
    /// Where the text ends on the right.
    pub(super) right: f64,
}

/// A table with the lines in its squares.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) top: f64,
    pub(super) columns: Vec<f64>,
    pub(super) squares: Vec<(Square, Vec<Line>)>,
}

/// Why the layout of a page is not certain, for a person.
pub(super) type Doubt = Cow<'static, str>;

impl Page {
    /// Takes a page apart.
    ///
    /// # Errors
    /// What cannot be told for certain.
    pub(super) fn of(mut canvas: Canvas) -> Result<Self, Doubt> {
        let mut ruling = Ruling::of(&canvas.rules).ok_or("quá nhiều đường kẻ")?;
        emphasise(&mut canvas.letters, &ruling.loose);
        let page = canvas.size.area();
        for square in std::mem::take(&mut ruling.boxes) {
            canvas.boxed(square);
        }
        let drawings = together(std::mem::take(&mut canvas.drawings));
        let over = |d: &Rect| canvas.letters.iter().any(|l| d.contains(l.middle()));
        if drawings.iter().any(|d| d.area() > MOST * page && over(d)) {
            return Err("chữ nằm trên ảnh".into());
        }
        let mut letters = canvas.letters;
        letters.extend(drawings.into_iter().map(|d| symbol(d, PICTURE)));
        letters.extend(
            canvas
                .boxes
                .into_iter()
                .map(|(bounds, ticked)| symbol(bounds, if ticked { BOX_TICKED } else { BOX_EMPTY })),
        );
        let mut squares: Vec<Vec<Vec<Letter>>> =
            ruling.grids.iter().map(|g| vec![Vec::new(); g.squares.len()]).collect();
        let mut free = Vec::new();
        for letter in letters {
            match place_of(&ruling.grids, &letter)? {
                Some((grid, square)) => squares[grid][square].push(letter),
                None => free.push(letter),
            }
        }
        let mut tables = Vec::new();
        for (grid, squares) in ruling.grids.into_iter().zip(squares) {
            tables.push(Table::of(&grid, squares)?);
        }
        tables.sort_by(|a, b| a.top.total_cmp(&b.top));
        let lines = lines(free).map_err(|text| on_one_another(&text))?;
        let right = lines.iter().map(Line::x1).fold(0.0, f64::max);
        let right = tables.iter().filter_map(|t| t.columns.last()).fold(right, |right, x| right.max(*x));
        let left = lines.iter().map(Line::x0).fold(canvas.size.x1, f64::min);
        let left = tables.iter().filter_map(|t| t.columns.first()).fold(left, |left, x| left.min(*x));
        Ok(Self { tables, lines, left, right })
    }
}

fn on_one_another(text: &str) -> Doubt {
    format!("chữ chồng lên nhau: “{}”", excerpt(text)).into()
}

impl Table {
    fn of(grid: &Grid, squares: Vec<Vec<Letter>>) -> Result<Self, Doubt> {
        let mut read = Vec::new();
        for (square, letters) in grid.squares.iter().zip(squares) {
            read.push((*square, lines(letters).map_err(|text| on_one_another(&text))?));
        }
        Ok(Self { top: grid.bounds.y0, columns: grid.columns.clone(), squares: read })
    }
}

/// The table and the square in which a letter lies; `None` outside of tables.
fn place_of(grids: &[Grid], letter: &Letter) -> Result<Option<(usize, usize)>, Doubt> {
    let middle = letter.middle();
    let blank = letter.text.trim().is_empty();
    for (at, grid) in grids.iter().enumerate() {
        if !grid.bounds.contains(middle) {
            continue;
        }
        let Some(square) = grid.square(middle) else {
            return if blank { Ok(None) } else { Err("chữ nằm trong ô không kẻ kín".into()) };
        };
        let bounds = grid.squares[square].bounds.inflate(OVER, OVER);
        let body = letter.body();
        let inside =
            bounds.contains(Point::new(body.x0, body.y0)) && bounds.contains(Point::new(body.x1, body.y1));
        return if inside || blank {
            Ok(Some((at, square)))
        } else {
            Err("chữ nằm đè lên đường kẻ của bảng".into())
        };
    }
    Ok(None)
}

/// Underlines and strikes out what stands over loose rules.
fn emphasise(letters: &mut [Letter], rules: &[Rect]) {
    for rule in rules.iter().filter(|r| r.width() > r.height()) {
        for letter in letters.iter_mut() {
            let middle = letter.middle().x;
            let above = (letter.baseline - rule.center().y) / letter.size;
            let emphasis = match above {
                -0.35..0.12 => Emphasis::UNDERLINE,
                0.12..0.6 => Emphasis::STRIKE,
                _ => continue,
            };
            if rule.x0 - 0.5 <= middle && middle <= rule.x1 + 0.5 {
                letter.emphasis = letter.emphasis.with(emphasis);
            }
        }
    }
}

/// Drawings that touch one another, made one.
fn together(mut drawings: Vec<Rect>) -> Vec<Rect> {
    const NEAR: f64 = 1.0;
    drawings.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut whole: Vec<Rect> = Vec::new();
    for mut drawing in drawings {
        while let Some(at) = whole.iter().position(|w| w.inflate(NEAR, NEAR).overlaps(drawing)) {
            drawing = drawing.union(whole.swap_remove(at));
        }
        whole.push(drawing);
    }
    whole
}

/// Puts the squares of one or more pieces of a table into the draft.
pub(super) fn write_table(rows: &[Row], draft: &mut Draft) -> Result<(), FileFinding> {
    draft.begin_table()?;
    for row in rows {
        draft.begin_row(false);
        for (square, lines) in row {
            let span = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            draft.begin_slot(span(square.rows), span(square.columns), SlotLook::default())?;
            let inner = lines.iter().map(|l| l.x0() - square.bounds.x0).fold(square.bounds.width(), f64::min);
            // A square keeps as much free on the right as on the left.
            line::write(lines, square.bounds.x1 - inner.clamp(0.0, 8.0), draft)?;
            draft.end_slot()?;
        }
    }
    draft.end_table();
    Ok(())
}

/// The squares that begin in a row, with their lines.
pub(super) type Row = Vec<(Square, Vec<Line>)>;
