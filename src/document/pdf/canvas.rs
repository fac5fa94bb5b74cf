//! What is drawn on a page: letters, straight rules, areas, other drawings, pictures.
//!
//! The library carries out the page's instructions; here only what comes of them is kept, in points from the
//! upper left corner of the page as it is shown.

use super::super::face::Face;
use super::super::page::Emphasis;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

/// What is thinner is a rule, in points.
const THIN: f64 = 3.0;
/// How far the ends of a straight rule may differ in the other direction, in points.
const SLANT: f64 = 0.5;
/// A square no larger may be a box to tick, in points.
const BOX: f64 = 25.0;
/// The most letters and drawings of one page.
const LIMIT: usize = 200_000;

/// A letter where it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Letter {
    /// What it shows, before its code page is known.
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) baseline: f64,
    /// The size of its font, in points.
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) emphasis: Emphasis,
    /// How much was drawn before it.
    pub(super) order: usize,
}

impl Letter {
    /// The middle of its body.
    pub(super) fn middle(&self) -> Point {
        Point::new(f64::midpoint(self.x0, self.x1), self.baseline - 0.3 * self.size)
    }

    /// Where its body stands, small letters and capitals alike.
    pub(super) fn body(&self) -> Rect {
        Rect::new(self.x0, self.baseline - 0.6 * self.size, self.x1, self.baseline)
    }
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) size: Rect,
    pub(super) letters: Vec<Letter>,
    /// Straight rules, each as thick as it is drawn.
    pub(super) rules: Vec<Rect>,
    /// Drawings other than rules and plain areas, and pictures.
    pub(super) drawings: Vec<Rect>,
    /// Text that nobody sees: drawn invisibly, in white, outside of the page, under an area.
    pub(super) hidden: String,
    /// How many letters do not say what they are.
    pub(super) unknown: usize,
    /// How many letters do not stand upright.
    pub(super) turned: usize,
    /// Whether a limit stopped the drawing.
    pub(super) full: bool,
    /// Boxes to tick that are drawn, and whether they are ticked.
    pub(super) boxes: Vec<(Rect, bool)>,
    /// Small squares, each drawn at once.
    squares: Vec<Rect>,
    /// Slanted lines.
    slanted: Vec<(Point, Point)>,
    /// Plain areas and pictures, with how much was drawn before them.
    areas: Vec<(Rect, usize)>,
    clips: Vec<Rect>,
    /// Whether each group open now shows anything.
    groups: Vec<bool>,
    order: usize,
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Self {
        let size = Rect::new(0.0, 0.0, width, height);
        Self { size, ..Self::default() }
    }

    /// Lays annotations over the page, of which the boxes to tick stand by their state.
    pub(super) fn lay_over(&mut self, mut other: Self, boxes: Vec<(Rect, bool)>) {
        let apart = |bounds: &Rect| !boxes.iter().any(|(b, _)| b.inflate(1.0, 1.0).contains(bounds.center()));
        let shift = self.order;
        self.letters.extend(other.letters.into_iter().map(|l| Letter { order: l.order + shift, ..l }));
        self.letters.retain(|l| apart(&l.body()));
        for (own, laid) in [
            (&mut self.rules, &mut other.rules),
            (&mut self.drawings, &mut other.drawings),
            (&mut self.squares, &mut other.squares),
        ] {
            own.append(laid);
            own.retain(&apart);
        }
        self.slanted.extend(other.slanted);
        self.slanted.retain(|(from, to)| apart(&Rect::from_points(*from, *to)));
        let areas = other.areas.into_iter().filter(|(area, _)| apart(area));
        self.areas.extend(areas.map(|(area, order)| (area, order + shift)));
        self.hidden.push_str(&other.hidden);
        self.unknown += other.unknown;
        self.turned += other.turned;
        self.full |= other.full;
        self.order += other.order;
        self.boxes.extend(boxes);
    }

    /// Letters that something drawn later covers are seen by nobody; a letter drawn twice in one place is one.
    pub(super) fn settle(&mut self) {
        self.letters.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x0.total_cmp(&b.x0)));
        self.letters.dedup_by(|next, letter| {
            let near = (next.x0 - letter.x0).hypot(next.baseline - letter.baseline) < 0.1 * letter.size;
            near && next.text == letter.text
        });
        let areas = std::mem::take(&mut self.areas);
        let covered = |letter: &Letter| {
            areas.iter().any(|(area, order)| *order > letter.order && area.contains(letter.middle()))
        };
        let (hidden, seen) = std::mem::take(&mut self.letters).into_iter().partition(covered);
        self.letters = seen;
        let hidden: Vec<Letter> = hidden;
        self.hidden.extend(hidden.iter().map(|letter| letter.text.as_str()));
        self.settle_squares();
    }

    /// A square drawn at once is a box to tick where it stands alone and nothing stands in it; a cross from corner to
    /// corner ticks it. Others are drawn of rules, as tables are.
    fn settle_squares(&mut self) {
        let squares = std::mem::take(&mut self.squares);
        for (at, square) in squares.iter().enumerate() {
            let around = square.inflate(1.5, 1.5);
            let beside = squares.iter().enumerate().any(|(n, other)| n != at && around.overlaps(*other));
            let written =
                self.letters.iter().any(|l| !l.text.trim().is_empty() && square.contains(l.middle()));
            if beside || written {
                self.frame(*square);
                continue;
            }
            let inside = |line: &(Point, Point)| around.contains(line.0) && around.contains(line.1);
            let (cross, others): (Vec<_>, _) =
                std::mem::take(&mut self.slanted).into_iter().partition(inside);
            self.slanted = others;
            let drawn = self.drawings.iter().any(|d| around.overlaps(*d));
            match cross.as_slice() {
                [] if !drawn => self.boxes.push((*square, false)),
                [one, other] if !drawn && is_cross(*one, *other, *square) => self.boxes.push((*square, true)),
                _ => self.drawing(*square),
            }
        }
        for (from, to) in std::mem::take(&mut self.slanted) {
            self.drawing(Rect::from_points(from, to));
        }
    }

    /// A closed square that is no table: a box to tick, empty or with a mark in it, or a frame around words.
    pub(super) fn boxed(&mut self, square: Rect) {
        const MARKS: [&str; 8] = ["x", "X", "×", "✓", "✔", "✗", "✘", "✕"];
        let inside = |l: &Letter| !l.text.trim().is_empty() && square.contains(l.middle());
        let drawn = self.drawings.iter().any(|d| square.overlaps(*d));
        let small = square.width().max(square.height()) < BOX;
        let texts: Vec<&str> = self.letters.iter().filter(|l| inside(l)).map(|l| l.text.as_str()).collect();
        match texts.as_slice() {
            _ if drawn || !small => self.drawing(square),
            [] => self.boxes.push((square, false)),
            [mark] if MARKS.contains(mark) => {
                self.letters.retain(|l| !inside(l));
                self.boxes.push((square, true));
            }
            _ => {
                let framed = self.letters.iter_mut().filter(|l| inside(l));
                framed.for_each(|l| l.emphasis = l.emphasis.with(Emphasis::FRAME));
            }
        }
    }

    /// The four rules around a square.
    fn frame(&mut self, Rect { x0, y0, x1, y1 }: Rect) {
        let sides = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)];
        for (x0, y0, x1, y1) in sides {
            self.line(Point::new(x0, y0), Point::new(x1, y1), 0.5);
        }
    }

    fn count(&mut self) -> bool {
        self.order += 1;
        self.full |= self.order > LIMIT;
        !self.full
    }

    fn is_shown(&self) -> bool {
        self.groups.iter().all(|shown| *shown)
    }

    fn clip(&self) -> Rect {
        self.clips.iter().fold(self.size, |clip, other| clip.intersect(*other))
    }

    /// What a path draws: rules where it is straight, areas where it is a rectangle, drawings otherwise.
    fn stroke(&mut self, path: &BezPath, width: f64) {
        let bounds = path.bounding_box();
        let small = [bounds.width(), bounds.height()].iter().all(|side| (5.0..BOX).contains(side));
        if small && path.elements().len() > 4 && is_rectangle(path) {
            self.squares.push(bounds);
            return;
        }
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => (start, last) = (to, to),
                PathEl::LineTo(to) => {
                    self.line(last, to, width);
                    last = to;
                }
                PathEl::ClosePath => {
                    self.line(last, start, width);
                    last = start;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                    let bounds = Rect::from_points(last, to);
                    self.drawing(bounds);
                    last = to;
                }
            }
        }
    }

    fn line(&mut self, from: Point, to: Point, width: f64) {
        let bounds = Rect::from_points(from, to);
        if bounds.width() < SLANT && bounds.height() < SLANT {
            return;
        }
        let half = (width / 2.0).max(0.05);
        if bounds.height() < SLANT {
            self.rule(bounds.inflate(0.0, half));
        } else if bounds.width() < SLANT {
            self.rule(bounds.inflate(half, 0.0));
        } else {
            self.slanted.push((from, to));
        }
    }

    fn rule(&mut self, bounds: Rect) {
        let bounds = bounds.intersect(self.clip().inflate(1.0, 1.0));
        if bounds.width() > 0.0 && bounds.height() > 0.0 {
            self.rules.push(bounds);
        }
    }

    fn drawing(&mut self, bounds: Rect) {
        let bounds = bounds.intersect(self.clip().inflate(1.0, 1.0));
        if bounds.width() >= 0.0 && bounds.height() >= 0.0 && bounds.width() + bounds.height() > 0.0 {
            self.drawings.push(bounds);
        }
    }

    fn fill(&mut self, path: &BezPath, paper: bool) {
        for part in subpaths(path) {
            let bounds = part.bounding_box().intersect(self.clip());
            if bounds.width() <= 0.0 && bounds.height() <= 0.0 {
                continue;
            }
            let straight = is_rectangle(&part);
            if straight && bounds.width().min(bounds.height()) < THIN && !paper {
                self.rule(bounds);
            } else {
                self.areas.push((bounds.inset(-0.1), self.order));
                if !straight && !paper {
                    self.drawing(bounds);
                }
            }
        }
    }
}

/// Whether two lines go from corner to corner of a square.
fn is_cross(one: (Point, Point), other: (Point, Point), square: Rect) -> bool {
    let rises = |(from, to): (Point, Point)| (to.x - from.x) * (to.y - from.y) < 0.0;
    let whole = |(from, to): (Point, Point)| {
        let bounds = Rect::from_points(from, to);
        bounds.width() > 0.8 * square.width() && bounds.height() > 0.8 * square.height()
    };
    rises(one) != rises(other) && whole(one) && whole(other)
}

/// The parts of a path, each of one piece.
fn subpaths(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match (element, parts.last_mut()) {
            (PathEl::MoveTo(_), _) | (_, None) => parts.push(BezPath::from_vec(vec![*element])),
            (_, Some(part)) => part.push(*element),
        }
    }
    parts.retain(|part| {
        part.elements().len() > 1 && matches!(part.elements().first(), Some(PathEl::MoveTo(_)))
    });
    parts
}

fn is_rectangle(path: &BezPath) -> bool {
    let bounds = path.bounding_box();
    let on_edge = |p: &Point| {
        let beside = (p.x - bounds.x0).abs() < SLANT || (p.x - bounds.x1).abs() < SLANT;
        beside && ((p.y - bounds.y0).abs() < SLANT || (p.y - bounds.y1).abs() < SLANT)
    };
    path.elements().iter().all(|element| match element {
        PathEl::MoveTo(p) | PathEl::LineTo(p) => on_edge(p),
        PathEl::ClosePath => true,
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => false,
    })
}

/// What a paint leaves on the paper.
enum Ink {
    /// Nothing.
    None,
    /// White, as the paper.
    Paper,
    /// A colour.
    Colour,
    /// Black, or nearly.
    Black,
}

fn ink(paint: &Paint<'_>) -> Ink {
    let Paint::Color(color) = paint else { return Ink::Colour };
    let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
    match [red, green, blue] {
        _ if alpha < 16 => Ink::None,
        [240..=255, 240..=255, 240..=255] => Ink::Paper,
        [0..64, 0..64, 0..64] => Ink::Black,
        _ => Ink::Colour,
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.count() || !self.is_shown() {
            return;
        }
        let ink = ink(&props.paint);
        if matches!(ink, Ink::None) {
            return;
        }
        let scale = props.transform.determinant().abs().sqrt();
        let path = props.transform * path.clone();
        let paper = matches!(ink, Ink::Paper);
        match mode {
            DrawMode::Fill(_) => self.fill(&path, paper),
            DrawMode::Stroke(stroke) if !paper => self.stroke(&path, f64::from(stroke.line_width) * scale),
            DrawMode::FillAndStroke(_, stroke) => {
                self.fill(&path, paper);
                if !paper {
                    self.stroke(&path, f64::from(stroke.line_width) * scale);
                }
            }
            DrawMode::Stroke(_) | DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clips.push(clip.path.bounding_box());
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.groups.push(opacity > 0.05);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let ink = ink(&props.paint);
        let shown = self.is_shown() && !matches!(mode, DrawMode::Invisible);
        let shown = shown && !matches!(ink, Ink::None | Ink::Paper);
        let mut look = None;
        for glyph in run.glyphs() {
            if !self.count() {
                return;
            }
            let text = glyph.as_unicode().map(|text| match text {
                BfString::Char(char) => char.to_string(),
                BfString::String(text) => text,
            });
            let text = text.filter(|t| !t.contains(['\0', '\u{FFFD}']));
            let (face, weight) = *look.get_or_insert_with(|| look_of(glyph));
            let (place, advance) = (props.transform * glyph.transform(), advance(glyph));
            let Some(mut letter) = placed(place, advance) else {
                self.turned += usize::from(text.as_deref().is_none_or(|t| !t.trim().is_empty()));
                continue;
            };
            letter.text = text.clone().unwrap_or_default();
            let blank = text.as_deref().is_some_and(|t| t.trim().is_empty());
            if !shown || !self.clip().contains(letter.middle()) {
                if !blank {
                    self.hidden.push_str(text.as_deref().unwrap_or("?"));
                }
                continue;
            }
            self.unknown += usize::from(text.is_none());
            let colour = if matches!(ink, Ink::Black) { Emphasis::NONE } else { Emphasis::COLOUR };
            (letter.face, letter.emphasis, letter.order) = (face, weight.with(colour), self.order);
            self.letters.push(letter);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if !self.count() || !self.is_shown() {
            return;
        }
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let bounds = props.transform.transform_rect_bbox(size).intersect(self.clip());
        if bounds.width() > 0.0 && bounds.height() > 0.0 {
            self.areas.push((bounds, self.order));
            self.drawing(bounds);
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

/// The code page or the symbols of a letter's font, and its weight.
fn look_of(glyph: &Glyph<'_>) -> (Face, Emphasis) {
    let Glyph::Outline(outline) = glyph else { return Default::default() };
    let Some(font) = outline.font_data() else { return Default::default() };
    let name = font.postscript_name.unwrap_or_default();
    let lower = name.to_lowercase();
    let bold = font.weight.is_some_and(|w| w >= 600) || lower.contains("bold");
    let italic = font.is_italic || lower.contains("italic");
    let set = |on: bool, emphasis| if on { emphasis } else { Emphasis::NONE };
    (
        Face::named(name.trim_end_matches("-Regular")),
        set(bold, Emphasis::BOLD).with(set(italic, Emphasis::ITALIC)),
    )
}

fn advance(glyph: &Glyph<'_>) -> f64 {
    let width = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    };
    f64::from(width.unwrap_or(0.0))
}

/// A letter of a place and width; `None` where it does not stand upright.
fn placed(place: Affine, advance: f64) -> Option<Letter> {
    let [a, b, c, d, _, _] = place.as_coeffs();
    if a <= 0.0 || d >= 0.0 || b.abs() > 0.02 * a || c.abs() > 0.5 * d.abs() {
        return None;
    }
    let from = place * Point::ZERO;
    // Letters of a font that the file does not bring are stretched to their width; the width itself is not.
    let width = advance * -d;
    Some(Letter { x0: from.x, x1: from.x + width, baseline: from.y, size: -d * 1_000.0, ..Letter::default() })
}
