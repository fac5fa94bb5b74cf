//! References to squares, such as `F12`.

/// Most rows of a sheet (ECMA-376 part 1, 18.3.1.73; Excel's own limit).
pub(super) const ROWS: u32 = 1_048_576;
/// Most columns of a sheet, `A` to `XFD`.
pub(super) const COLUMNS: u32 = 16_384;

/// Squares from one corner to another, both from 0 and both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// The row and column, from 0, of a reference as files write it: capitals, no leading zero, inside the sheet.
pub(super) fn square(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || number.len() > 7 || number.starts_with('0') {
        return None;
    }
    let column =
        letters.bytes().try_fold(0, |n, b| b.is_ascii_uppercase().then(|| n * 26 + u32::from(b - b'A') + 1));
    let column = column.filter(|&n| n <= COLUMNS)?;
    let row = number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse::<u32>().ok())??;
    (row <= ROWS).then_some((row - 1, column - 1))
}

/// The area of a reference such as `A1:B3`, or `A1` alone.
pub(super) fn area(reference: &str) -> Option<Area> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((top, left), (bottom, right)) = (square(from)?, square(to)?);
    (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_row_and_column_from_zero() {
        assert_eq!(square("A1"), Some((0, 0)));
        assert_eq!(square("AA10"), Some((9, 26)));
        assert_eq!(square("XFD1048576"), Some((1_048_575, 16_383)));
    }

    #[test]
    fn a_reference_outside_the_sheet_or_written_otherwise_is_none() {
        for bad in
            ["", "A", "1", "A0", "A01", "a1", "XFE1", "AAAA1", "A1048577", "A4294967297", "A1B", "$A$1", "Á1"]
        {
            assert_eq!(square(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_area_runs_from_its_first_to_its_last_square() {
        assert_eq!(area("B2:C4"), Some(Area { top: 1, left: 1, bottom: 3, right: 2 }));
        assert_eq!(area("C4:B2"), None);
    }
}
