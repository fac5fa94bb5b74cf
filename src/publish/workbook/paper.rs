//! How a sheet lies on pages of A4 when it is printed.

/// What is printed.
pub(super) struct Print<'p> {
    /// Whether the long side lies below.
    pub(super) landscape: bool,
    /// How many pages wide.
    pub(super) wide: u16,
    /// Widths of columns, in Excel's units.
    pub(super) widths: &'p [f64],
    /// Heights of rows in points; `None` for those of the usual height.
    pub(super) heights: Vec<Option<f64>>,
    /// The rows printed on every page.
    pub(super) titles: Option<(u32, u32)>,
}

/// Sides of A4 and the margins beside and above the text together, in points.
const SHORT: f64 = 595.3;
const LONG: f64 = 841.9;
const BESIDE: f64 = 72.0;
const ABOVE: f64 = 93.6;

/// The height of a row that nobody set, in points.
const USUAL: f64 = 15.75;

/// Letters stay legible at this share of their size.
const LEGIBLE: f64 = 0.62;

/// The width of columns in points: a unit is 8 pixels of 0.75 points, with 5 pixels between columns.
pub(super) fn points(widths: &[f64]) -> f64 {
    widths.iter().map(|w| w.mul_add(8.0, 5.0) * 0.75).sum()
}

/// The width in points of the text on an A4 sheet on its side.
pub(super) const ON_ITS_SIDE: f64 = LONG - BESIDE;

impl Print<'_> {
    /// The scale at which all columns fit.
    fn scale(&self) -> f64 {
        let across = if self.landscape { LONG } else { SHORT } - BESIDE;
        (across * f64::from(self.wide) / points(self.widths)).min(1.0)
    }

    /// Room on a page at a scale, in points of the sheet.
    fn page(&self, scale: f64) -> f64 {
        (if self.landscape { SHORT } else { LONG } - ABOVE) / scale
    }

    fn height(&self, rows: std::ops::Range<usize>) -> f64 {
        let rows = self.heights.get(rows).unwrap_or_default();
        rows.iter().map(|row| row.unwrap_or(USUAL)).sum()
    }

    /// The height of the titles, which stand on every page.
    fn repeated(&self) -> f64 {
        self.titles.map_or(0.0, |(first, last)| self.height(first as usize..last as usize + 1))
    }

    /// So many pages long the sheet should be, where the last page would else be filled less than `least`.
    pub(super) fn spared(&self, least: f64) -> Option<u16> {
        let scale = self.scale();
        let (page, all) = (self.page(scale), self.height(0..self.heights.len()));
        let next = page - self.repeated();
        if all <= page || next <= 0.0 {
            return None;
        }
        let more = (all - page) / next;
        let whole = 1.0 + more.floor();
        let smaller = scale * whole / (whole + more.fract());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a sheet has fewer pages"
        )]
        let pages = whole.min(30_000.0) as u16;
        (more.fract() < least && smaller > LEGIBLE).then_some(pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: usize) -> Print<'static> {
        let heights = vec![Some(20.0); rows];
        Print { landscape: false, wide: 1, widths: &[80.0], heights, titles: Some((0, 1)) }
    }

    #[test]
    fn two_last_rows_get_no_page_of_their_own_but_a_half_page_does() {
        assert_eq!(sheet(30).spared(0.35), None);
        assert_eq!(sheet(39).spared(0.35), Some(1));
        assert_eq!(sheet(58).spared(0.35), None);
        assert_eq!(sheet(74).spared(0.35), Some(2));
    }
}
