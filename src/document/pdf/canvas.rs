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
        hidden.iter().for_each(|letter| self.hidden.push_str(&letter.text));
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
            self.drawing(bounds);
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

/// The parts of a path, each of one piece.
fn subpaths(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match (element, parts.last_mut()) {
            (PathEl::MoveTo(_), _) | (_, None) => parts.push(BezPath::from_vec(vec![*element])),
            (_, Some(part)) => part.push(*element),
        }
    }
    parts.retain(|part| part.elements().len() > 1 && matches!(part.elements().first(), Some(PathEl::MoveTo(_))));
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
    (Face::named(&name), set(bold, Emphasis::BOLD).with(set(italic, Emphasis::ITALIC)))
}

fn advance(glyph: &Glyph<'_>) -> f64 {
    let width = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    };
    f64::from(width.unwrap_or(500.0))
}

/// A letter of a place and width; `None` where it does not stand upright.
fn placed(place: Affine, advance: f64) -> Option<Letter> {
    let [a, b, c, d, _, _] = place.as_coeffs();
    if a <= 0.0 || d >= 0.0 || b.abs() > 0.02 * a || c.abs() > 0.5 * d.abs() {
        return None;
    }
    let (from, to) = (place * Point::ZERO, place * Point::new(advance, 0.0));
    Some(Letter { x0: from.x, x1: to.x, baseline: from.y, size: -d * 1_000.0, ..Letter::default() })
}
