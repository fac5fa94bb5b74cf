//! Two columns without rules: the head of a document, who issues it on the left and where and when on the right, and
//! those who sign at its foot.

use super::line::Line;

/// The least width of what divides two columns, in points.
const GUTTER: f64 = 12.0;
/// The most lines of a head or of a foot.
const MOST: usize = 24;
/// How far the middle of a title may lie from that of the page, in points.
const CENTRE: f64 = 6.0;
/// The part of the page's width on either side in which nothing divides columns.
const SIDE: f64 = 0.15;

/// How many of the lines, in their order, stand in two columns, and where these meet; `None` where they do not. What is
/// centred on the page, as a title is, and numbered items stand in none.
pub(super) fn run<'a>(lines: impl Iterator<Item = &'a Line>, left: f64, right: f64) -> Option<(usize, f64)> {
    let side = SIDE * (right - left);
    let (mut free, mut taken) = (vec![(left + side, right - side)], Vec::new());
    let mut found = None;
    for (at, line) in lines.take(MOST).enumerate() {
        let here: Vec<(f64, f64)> = line.occupied().collect();
        let middle = f64::midpoint(line.x0(), line.x1());
        if here.len() == 1 && (middle - f64::midpoint(left, right)).abs() < CENTRE || line.is_numbered() {
            break;
        }
        free = here.iter().fold(free, |free, taken| without(&free, *taken));
        taken.extend(here);
        if free.is_empty() {
            break;
        }
        let divides =
            |gap: &&(f64, f64)| taken.iter().any(|t| t.1 <= gap.0) && taken.iter().any(|t| t.0 >= gap.1);
        let widest = free.iter().filter(divides).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        found = widest.map(|(from, to)| (at + 1, f64::midpoint(*from, *to))).or(found);
    }
    found
}

/// The free stretches once one more is taken.
fn without(free: &[(f64, f64)], taken: (f64, f64)) -> Vec<(f64, f64)> {
    let rest = free.iter().flat_map(|(from, to)| [(*from, to.min(taken.0)), (from.max(taken.1), *to)]);
    rest.filter(|(from, to)| to - from >= GUTTER).collect()
}

/// The lines left of a place and those right of it.
pub(super) fn parted(lines: Vec<Line>, middle: f64) -> [Vec<Line>; 2] {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        let (before, after) = line.letters.iter().cloned().partition(|l| l.x0 < middle);
        left.extend(line.of(before));
        right.extend(line.of(after));
    }
    [left, right]
}
