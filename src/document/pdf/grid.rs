//! Tables as their rules draw them: which squares there are, and which are merged.

use hayro_interpret::kurbo::{Point, Rect};

/// Rules so near to one another are one, in points: no row and no column is thinner.
const NEAR: f64 = 3.0;
/// How far a rule may end before the one it should meet, in points.
const GAP: f64 = 2.0;
/// A square no larger is a box to tick, in points.
const BOX: f64 = 25.0;
/// The most rules of one page that may be those of tables.
const LIMIT: usize = 20_000;

/// A straight rule: where it lies across, and from where to where along.
#[derive(Debug, Clone, Copy)]
struct Rule {
    across: f64,
    from: f64,
    to: f64,
}

impl Rule {
    fn reaches(&self, at: f64) -> bool {
        self.from - GAP <= at && at <= self.to + GAP
    }
}

/// A square of a table, with all that is merged into it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Square {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) bounds: Rect,
}

/// A table of closed squares.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) bounds: Rect,
    /// By row and column.
    pub(super) squares: Vec<Square>,
    /// Where its columns begin and end.
    pub(super) columns: Vec<f64>,
    /// What lies within its bounds and is no closed square.
    pub(super) open: Vec<Rect>,
}

/// What the rules of a page are.
#[derive(Debug, Default)]
pub(super) struct Ruling {
    /// Tables, none inside another.
    pub(super) grids: Vec<Grid>,
    /// Rules that belong to no table: they underline, strike out or decorate.
    pub(super) loose: Vec<Rect>,
    /// Boxes to tick, and tables inside others.
    pub(super) boxes: Vec<Rect>,
}

impl Ruling {
    /// Those of a page; `None` over the limit.
    pub(super) fn of(rules: &[Rect]) -> Option<Self> {
        if rules.len() > LIMIT {
            return None;
        }
        let is_flat = |r: &&Rect| r.width() >= r.height();
        let flat = rules.iter().filter(is_flat).map(|r| Rule { across: r.center().y, from: r.x0, to: r.x1 });
        let upright = rules.iter().filter(|r| !is_flat(r));
        let upright = upright.map(|r| Rule { across: r.center().x, from: r.y0, to: r.y1 });
        let (flat, upright) = (joined(flat.collect()), joined(upright.collect()));
        let mut ruling = Self::default();
        for (flat, upright) in connected(&flat, &upright) {
            let grid = Grid::of(&flat, &upright);
            if let Some(grid) = grid {
                let Rect { x0, y0, x1, y1 } = grid.bounds;
                match grid.squares.as_slice() {
                    [_] if x1 - x0 < BOX && y1 - y0 < BOX => ruling.boxes.push(grid.bounds),
                    _ => ruling.grids.push(grid),
                }
            } else {
                ruling.loose.extend(flat.iter().map(|r| Rect::new(r.from, r.across, r.to, r.across)));
                ruling.loose.extend(upright.iter().map(|r| Rect::new(r.across, r.from, r.across, r.to)));
            }
        }
        ruling.set_inner_apart();
        Some(ruling)
    }

    /// A table inside another's square is not read as one.
    fn set_inner_apart(&mut self) {
        self.grids.sort_by(|a, b| b.bounds.area().total_cmp(&a.bounds.area()));
        let mut outer: Vec<Grid> = Vec::new();
        for grid in std::mem::take(&mut self.grids) {
            let inside = outer.iter().any(|o| o.bounds.inflate(GAP, GAP).contains(grid.bounds.center()));
            if inside {
                self.boxes.push(grid.bounds);
            } else {
                outer.push(grid);
            }
        }
        self.grids = outer;
    }
}

/// Rules that lie on one another or end where the next begins, made one.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.across.total_cmp(&b.across));
    let mut whole: Vec<Rule> = Vec::new();
    let mut start = 0;
    while let Some(first) = rules.get(start).copied() {
        let alike = rules.iter().skip(start).take_while(|r| r.across - first.across < NEAR).count();
        let mut level = rules.get(start..start + alike).unwrap_or_default().to_vec();
        start += alike;
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = whole.len();
        for rule in level {
            match whole.get_mut(begin..).and_then(|same| same.last_mut()) {
                Some(last) if rule.from <= last.to + GAP => last.to = last.to.max(rule.to),
                _ => whole.push(Rule { across: first.across, ..rule }),
            }
        }
    }
    whole
}

/// Sets of rules that meet one another.
fn connected(flat: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut sets = Sets::new(flat.len() + upright.len());
    for (i, across) in flat.iter().enumerate() {
        for (j, down) in upright.iter().enumerate() {
            if across.reaches(down.across) && down.reaches(across.across) {
                sets.join(i, flat.len() + j);
            }
        }
    }
    let roots: Vec<usize> = (0..flat.len() + upright.len()).map(|i| sets.root(i)).collect();
    let (flat_roots, upright_roots) = roots.split_at(flat.len());
    let of = |root: usize, rules: &[Rule], roots: &[usize]| -> Vec<Rule> {
        rules.iter().zip(roots).filter(|(_, r)| **r == root).map(|(rule, _)| *rule).collect()
    };
    let mut distinct = roots.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let set = |root: &usize| (of(*root, flat, flat_roots), of(*root, upright, upright_roots));
    distinct.iter().map(set).collect()
}

impl Grid {
    /// The table that some rules draw; `None` where they close no square.
    fn of(flat: &[Rule], upright: &[Rule]) -> Option<Self> {
        let (ys, xs) = (levels(flat), levels(upright));
        let (rows, columns) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
        if rows == 0 || columns == 0 || rows.saturating_mul(columns) > LIMIT {
            return None;
        }
        // The last set is what lies around the table.
        let around = rows * columns;
        let mut sets = Sets::new(around + 1);
        let at = |row: usize, column: usize| row * columns + column;
        for row in 0..rows {
            for (column, x) in xs.iter().enumerate() {
                if !is_ruled(upright, *x, ys[row], ys[row + 1]) {
                    let left = if column == 0 { around } else { at(row, column - 1) };
                    let right = if column == columns { around } else { at(row, column) };
                    sets.join(left, right);
                }
            }
        }
        for (row, y) in ys.iter().enumerate() {
            for column in 0..columns {
                if !is_ruled(flat, *y, xs[column], xs[column + 1]) {
                    let above = if row == 0 { around } else { at(row - 1, column) };
                    let below = if row == rows { around } else { at(row, column) };
                    sets.join(above, below);
                }
            }
        }
        let mut grid = Self {
            bounds: Rect::new(xs[0], ys[0], xs[columns], ys[rows]),
            squares: Vec::new(),
            columns: xs.clone(),
            open: Vec::new(),
        };
        let outside = sets.root(around);
        let mut members: Vec<Vec<(usize, usize)>> = vec![Vec::new(); around + 1];
        for row in 0..rows {
            for column in 0..columns {
                members[sets.root(at(row, column))].push((row, column));
            }
        }
        for (root, cells) in members.iter().enumerate() {
            let Some(&(row, column)) = cells.first() else { continue };
            let last_row = cells.iter().map(|c| c.0).max().unwrap_or(row);
            let left = cells.iter().map(|c| c.1).min().unwrap_or(column);
            let right = cells.iter().map(|c| c.1).max().unwrap_or(column);
            let (tall, wide) = (last_row - row + 1, right - left + 1);
            if root == outside || cells.len() != tall * wide {
                let rect = |&(r, c): &(usize, usize)| Rect::new(xs[c], ys[r], xs[c + 1], ys[r + 1]);
                grid.open.extend(cells.iter().map(rect));
            } else {
                let bounds = Rect::new(xs[left], ys[row], xs[right + 1], ys[last_row + 1]);
                grid.squares.push(Square { row, column: left, rows: tall, columns: wide, bounds });
            }
        }
        grid.squares.sort_by_key(|s| (s.row, s.column));
        (!grid.squares.is_empty()).then_some(grid)
    }

    /// The square in which a point lies.
    pub(super) fn square(&self, point: Point) -> Option<usize> {
        self.squares.iter().position(|s| s.bounds.contains(point))
    }
}

/// Where rules lie across, in order.
fn levels(rules: &[Rule]) -> Vec<f64> {
    let mut levels: Vec<f64> = rules.iter().map(|r| r.across).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup_by(|a, b| *a - *b < NEAR);
    levels
}

/// Whether a rule runs along a level all the way.
fn is_ruled(rules: &[Rule], level: f64, from: f64, to: f64) -> bool {
    rules.iter().any(|r| (r.across - level).abs() < NEAR && r.from <= from + GAP && r.to >= to - GAP)
}

/// Sets that are joined (union-find).
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(y: f64, x0: f64, x1: f64) -> Rect {
        Rect::new(x0, y, x1, y + 0.5)
    }

    fn upright(x: f64, y0: f64, y1: f64) -> Rect {
        Rect::new(x, y0, x + 0.5, y1)
    }

    fn squares(rules: &[Rect]) -> Vec<(usize, usize, usize, usize)> {
        let ruling = Ruling::of(rules).unwrap();
        ruling.grids[0].squares.iter().map(|s| (s.row, s.column, s.rows, s.columns)).collect()
    }

    #[test]
    fn squares_without_a_rule_between_them_are_merged() {
        let mut rules: Vec<Rect> = [0.0, 40.0, 60.0].map(|y| flat(y, 0.0, 300.0)).to_vec();
        rules.push(flat(20.0, 100.0, 300.0));
        rules.extend([0.0, 100.0, 300.0].map(|x| upright(x, 0.0, 60.0)));
        rules.push(upright(200.0, 20.0, 60.0));
        let merged = [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)];
        assert_eq!(squares(&rules)[..4], merged);
        assert_eq!(squares(&rules).len(), 7);
    }

    #[test]
    fn a_square_that_is_not_closed_is_open() {
        let mut rules: Vec<Rect> = [0.0, 20.0].map(|y| flat(y, 0.0, 200.0)).to_vec();
        rules.extend([0.0, 100.0].map(|x| upright(x, 0.0, 40.0)));
        rules.push(flat(40.0, 0.0, 100.0));
        rules.push(upright(200.0, 0.0, 20.0));
        rules.push(upright(160.0, 20.0, 30.0));
        let ruling = Ruling::of(&rules).unwrap();
        assert_eq!(ruling.grids[0].squares.len(), 3);
        assert!(!ruling.grids[0].open.is_empty());
    }

    #[test]
    fn a_small_box_and_a_rule_alone_are_no_tables() {
        let mut rules = vec![flat(0.0, 0.0, 12.0), flat(12.0, 0.0, 12.0), flat(50.0, 0.0, 90.0)];
        rules.extend([0.0, 12.0].map(|x| upright(x, 0.0, 12.0)));
        let ruling = Ruling::of(&rules).unwrap();
        assert!(ruling.grids.is_empty());
        assert_eq!((ruling.boxes.len(), ruling.loose.len()), (1, 1));
    }
}
