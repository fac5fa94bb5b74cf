//! What text stands in: fields, stories, paragraphs and tables.

use super::super::state::{Destination, Ending, Look, Story};
use super::super::table::PositionedTable;
use super::{Block, FileFinding, Place, Reader, check_table_depth};

impl Reader {
    // Fields.

    pub(super) fn begin_result(&mut self) {
        let replaced = self.fields.last().is_some_and(|f| f.replacement().is_some());
        if replaced {
            self.direct(Destination::Replaced, None);
        }
    }

    pub(super) fn end_field(&mut self) -> Result<(), FileFinding> {
        let Some(field) = self.fields.pop() else { return Ok(()) };
        self.draft.seen.active |= field.is_active();
        let result = field.has_result;
        match field.replacement().or_else(|| field.without_result().filter(|_| !result)) {
            Some(shown) => {
                self.draft.ledger.add(&shown);
                self.show(&shown)
            }
            None => Ok(()),
        }
    }

    // Stories.

    pub(super) fn begin_story(&mut self, story: Story) -> Result<(), FileFinding> {
        self.enter_tables()?;
        let place = match story {
            Story::Header | Story::Footer => Place::Margin,
            _ => self.draft.anchor(),
        };
        self.draft.begin_flow(place);
        self.outer.push(std::mem::take(&mut self.tables));
        self.direct(Destination::Text, Some(Ending::Story(story)));
        if let Some(group) = self.groups.last_mut() {
            (group.in_table, group.level) = (false, None);
            group.look = Look { hidden: group.look.hidden, deleted: group.look.deleted, ..Look::default() };
        }
        Ok(())
    }

    pub(super) fn end_story(&mut self, story: Story) -> Result<(), FileFinding> {
        self.close_tables(0)?;
        let blocks = self.draft.end_flow()?;
        self.tables = self.outer.pop().unwrap_or_default();
        match story {
            Story::Header => self.headers.push(blocks),
            Story::Footer => self.footers.push(blocks),
            Story::Note => self.notes.extend(blocks),
            Story::Box => self.draft.push_boxes(blocks),
            Story::Comment => {
                let text = |b: Block| match b {
                    Block::Paragraph(p) => Some(p.text),
                    Block::Table(_) => None,
                };
                let lines: Vec<String> = blocks.into_iter().filter_map(text).collect();
                self.draft.push_comment(lines.join("\n"));
            }
        }
        Ok(())
    }

    // Paragraphs and tables.

    /// How many tables the paragraph stands in.
    pub(super) fn level(&self) -> usize {
        let stated = self.groups.last().map_or(0, |g| g.level.unwrap_or(usize::from(g.in_table)));
        let marked = self.groups.last().is_some_and(|g| g.in_table) || self.tables.in_row;
        stated.max(usize::from(marked))
    }

    pub(super) fn enter_tables(&mut self) -> Result<(), FileFinding> {
        let level = self.level();
        self.close_tables(level)?;
        self.open_tables(level)
    }

    pub(super) fn open_tables(&mut self, level: usize) -> Result<(), FileFinding> {
        check_table_depth(level)?;
        while self.tables.open.len() < level {
            let number = self.draft.number_table();
            self.draft.break_paragraph()?;
            self.tables.open.push(PositionedTable::new(number));
            self.draft.begin_flow(Place::Table(number));
        }
        Ok(())
    }

    /// Ends the tables beyond a level.
    pub(super) fn close_tables(&mut self, level: usize) -> Result<(), FileFinding> {
        while self.tables.open.len() > level {
            let mut rest = self.draft.end_flow()?;
            let Some(table) = self.tables.open.pop() else { break };
            let (table, mut unended) = table.finish();
            if let Some(table) = table {
                self.draft.push_block(Block::Table(table));
            }
            unended.append(&mut rest);
            for block in unended {
                self.draft.push_block(block);
            }
        }
        Ok(())
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), FileFinding> {
        if self.destination() != Destination::Text {
            return Ok(());
        }
        // The end of a deleted paragraph joins it to the next one.
        let look = self.look();
        if look.deleted || look.hidden {
            self.draft.seen.tracked |= look.deleted;
            return Ok(());
        }
        self.enter_tables()?;
        self.draft.end_paragraph()
    }

    pub(super) fn end_slot(&mut self, level: usize) -> Result<(), FileFinding> {
        if self.destination() != Destination::Text {
            return Ok(());
        }
        self.close_tables(level)?;
        self.open_tables(level)?;
        self.draft.end_paragraph()?;
        let blocks = self.draft.end_flow()?;
        if let Some(table) = self.tables.open.last_mut() {
            self.draft.begin_flow(Place::Table(0));
            table.end_slot(blocks);
        }
        Ok(())
    }

    pub(super) fn end_row(&mut self, level: usize) -> Result<(), FileFinding> {
        self.close_tables(level)?;
        if let Some(table) = self.tables.open.get_mut(level - 1) {
            table.end_row(&self.tables.definition);
        }
        self.tables.in_row &= level > 1;
        Ok(())
    }
}
