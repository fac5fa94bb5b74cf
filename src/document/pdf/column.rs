//! Two columns without rules: the head of a document, who issues it on the left and where and when on the right, and
//! those who sign at its foot.

use super::line::Line;

/// The least width of what divides two columns, in points.
const GUTTER: f64 = 12.0;
/// The most lines of a head or of a foot.
const MOST: usize = 24;
/// The part of the page's width on either side in which nothing divides columns.
const SIDE: f64 = 0.15;

/// How many of the lines, in their order, stand in two columns, and where these meet; `None` where they do not.
pub(super) fn run<'a>(lines: impl Iterator<Item = &'a Line>, left: f64, right: f64) -> Option<(usize, f64)> {
    let side = SIDE * (right - left);
    let mut free = vec![(left + side, right - side)];
    let mut found = None;
    let (mut lefts, mut rights): (Vec<f64>, Vec<f64>) = Default::default();
    for (at, line) in lines.take(MOST).enumerate() {
        free = line.occupied().fold(free, |free, taken| without(&free, taken));
        let Some((from, to)) = free.iter().copied().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))) else {
            break;
        };
        let middle = f64::midpoint(from, to);
        lefts.extend(line.occupied().map(|(x0, _)| x0).filter(|x0| *x0 < middle));
        rights.extend(line.occupied().map(|(x0, _)| x0).filter(|x0| *x0 > middle));
        if !lefts.is_empty() && !rights.is_empty() {
            found = Some((at + 1, middle));
        }
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
