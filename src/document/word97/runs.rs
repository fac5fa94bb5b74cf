//! Formatted disk pages: the properties of stretches of the main stream ([MS-DOC] 2.9.33, 2.9.174).

use super::super::binary::{offset_at, slice, u32_at};
use super::plc::Plc;

/// Bytes of a page.
const PAGE: usize = 512;

/// The properties of stretches of the main stream.
#[derive(Debug, Default)]
pub(super) struct Runs<'a> {
    /// Stretches in order, from one offset to another, with their property lists.
    runs: Vec<Run<'a>>,
}

/// One stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) list: &'a [u8],
}

impl<'a> Runs<'a> {
    /// The properties of characters.
    pub(super) fn of_characters(table: &[u8], stream: &'a [u8]) -> Self {
        Self::read(table, stream, 1, |page, entry| {
            let at = 2 * usize::from(*entry.first()?);
            let size = if at == 0 { 0 } else { usize::from(*page.get(at)?) };
            slice(page, at + 1, size)
        })
    }

    /// The properties of paragraphs, which begin with the number of a style.
    pub(super) fn of_paragraphs(table: &[u8], stream: &'a [u8]) -> Self {
        Self::read(table, stream, 13, |page, entry| {
            let at = 2 * usize::from(*entry.first()?);
            match *page.get(at)? {
                0 => slice(page, at + 2, 2 * usize::from(*page.get(at + 1)?)),
                words => slice(page, at + 1, 2 * usize::from(words) - 1),
            }
        })
    }

    /// Each page is read once: no file has more of them than its size allows.
    fn read(
        table: &[u8],
        stream: &'a [u8],
        entry_size: usize,
        list: impl Fn(&'a [u8], &'a [u8]) -> Option<&'a [u8]>,
    ) -> Self {
        let mut runs = Vec::new();
        for (_, _, number) in Plc::new(table, 4).iter().take(stream.len() / PAGE) {
            let page = offset_at(number, 0).and_then(|n| slice(stream, (n & 0x3F_FFFF) * PAGE, PAGE));
            let Some(page) = page else { continue };
            let count = page.last().map_or(0, |c| usize::from(*c));
            let entries = 4 * (count + 1);
            for at in 0..count {
                let (Some(start), Some(end)) = (u32_at(page, 4 * at), u32_at(page, 4 * at + 4)) else {
                    break;
                };
                let Some(entry) = slice(page, entries + at * entry_size, entry_size) else { break };
                if start < end {
                    runs.push(Run { start, end, list: list(page, entry).unwrap_or_default() });
                }
            }
        }
        runs.sort_by_key(|r| r.start);
        Self { runs }
    }

    /// The stretch that an offset lies in, with its number.
    pub(super) fn at(&self, offset: u32) -> Option<(usize, Run<'a>)> {
        let at = self.runs.partition_point(|r| r.start <= offset).checked_sub(1)?;
        let run = *self.runs.get(at)?;
        (offset < run.end).then_some((at, run))
    }
}
