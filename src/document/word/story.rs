//! One part of a document, read from front to back with a stack of its own in place of recursion.

use super::super::census::{self, Ledger};
use super::super::page::Block;
use super::super::xml::{Cursor, Element, Event};
use super::control::Control;
use super::drawing::Drawing;
use super::field::Field;
use super::kind::Kind;
use super::names::{Prefixes, Vocabulary};
use super::paragraph::ParagraphBuilder;
use super::repeat::Lookup;
use super::root::Root;
use super::run::Run;
use super::table::{SlotProperties, TableBuilder};
use super::{Context, excerpt};
use crate::finding::FileFinding;
use crate::model::Place;

/// The most paragraphs and slots of one document.
const BLOCK_LIMIT: usize = 200_000;

/// Blocks that follow one another: the part itself, a slot, a text box, a comment.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    /// The place of its paragraphs; they are counted where there is none.
    pub(super) place: Option<Place>,
    /// A paragraph whose end is deleted.
    pub(super) carried: Option<ParagraphBuilder>,
}

/// A part on its way. What stands in paragraphs, runs, tables, controls, fields and drawings is taken up in
/// the files of these.
pub(super) struct Story<'c, 'r> {
    pub(super) context: &'c mut Context<'r>,
    pub(super) ledger: Ledger,
    pub(super) kinds: Vec<Kind>,
    pub(super) flows: Vec<Flow>,
    pub(super) tables: Vec<TableBuilder>,
    pub(super) slots: Vec<SlotProperties>,
    pub(super) paragraphs: Vec<ParagraphBuilder>,
    pub(super) runs: Vec<Run>,
    pub(super) fields: Vec<Field>,
    /// Fields before this one belong to the text around a text box.
    pub(super) first_field: usize,
    pub(super) controls: Vec<Control>,
    pub(super) drawings: Vec<Drawing>,
    /// Ids of the comments being read.
    pub(super) comments: Vec<String>,
    /// How many open elements hide what they show.
    pub(super) muted: usize,
    pub(super) counted: u32,
}

/// Reads one part and counts its text once more. Comments go into the context, all else is returned.
///
/// # Errors
/// What is wrong with the part; never a part of its content.
pub(super) fn read_story(
    context: &mut Context<'_>,
    root: Root,
    part: &str,
    bytes: &[u8],
) -> Result<Vec<Block>, FileFinding> {
    let mut cursor = Cursor::new(part, bytes);
    let mut prefixes = Prefixes::default();
    let shelf = Cursor::new(part, bytes).first().and_then(|root| context.repeats.shelf(root));
    let mut lookup = shelf.as_deref().map(|shelf| Lookup::new(context.repeats, shelf));
    let mut story = Story::new(context, root);
    // The depth of an element that is passed over, and whether a text element within it is open.
    let (mut skipped, mut in_text) = (None, false);
    while let Some(event) = cursor.next()? {
        let depth = cursor.depth();
        match event {
            Event::Start(element) if skipped.is_some() => in_text = element.local() == "t",
            Event::Text(text) if skipped.is_some() => {
                if in_text {
                    story.ledger.leave_out(&text);
                }
            }
            Event::Start(element) => {
                if depth == 1 && element.local() != root.element() {
                    return Err(FileFinding::BadPackage { detail: format!("{part}: {}", element.local()) });
                }
                let vocabulary = prefixes.enter(&element, depth);
                let lookup =
                    lookup.as_mut().filter(|_| vocabulary == Vocabulary::Word && prefixes.are_of_root());
                if let Some(lookup) = lookup
                    && story.recall(lookup, &element, &mut cursor)?
                {
                    continue;
                }
                match story.start(vocabulary, &element)? {
                    Kind::Skip => skipped = Some(depth),
                    kind => story.kinds.push(kind),
                }
            }
            Event::End => {
                prefixes.leave(depth + 1);
                in_text = false;
                if skipped.is_none() {
                    let held = matches!(story.kinds.last(), Some(Kind::Slot | Kind::Row));
                    if held && let Some(lookup) = &mut lookup {
                        lookup.end(depth + 1, cursor.position(), &story);
                    }
                    story.end();
                    if !held && let Some(lookup) = &mut lookup {
                        lookup.end(depth + 1, cursor.position(), &story);
                    }
                } else if skipped == Some(depth + 1) {
                    skipped = None;
                }
            }
            Event::Text(text) => story.text(&text),
        }
    }
    let counted = lookup.map(Lookup::finish).unwrap_or_default();
    story.drop_fields(0);
    let blocks = story.close_flow();
    if let (true, Some(text)) =
        (root != Root::Comments, census::unread(bytes, &counted, &blocks, &story.ledger))
    {
        story.context.seen.unread.get_or_insert(text);
    }
    Ok(blocks)
}

impl<'c, 'r> Story<'c, 'r> {
    fn new(context: &'c mut Context<'r>, root: Root) -> Self {
        Self {
            context,
            ledger: Ledger::default(),
            kinds: Vec::new(),
            flows: vec![Flow { place: root.place(), ..Flow::default() }],
            tables: Vec::new(),
            slots: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            first_field: 0,
            controls: Vec::new(),
            drawings: Vec::new(),
            comments: Vec::new(),
            muted: 0,
            counted: 0,
        }
    }

    pub(super) fn unread(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.context.seen.unread.get_or_insert_with(|| excerpt(text));
        }
    }

    pub(super) fn count_block(&mut self) -> Result<(), FileFinding> {
        self.context.blocks += 1;
        if self.context.blocks > BLOCK_LIMIT {
            return Err(FileFinding::TooBig { detail: format!("> {BLOCK_LIMIT} w:p, w:tc") });
        }
        Ok(())
    }

    /// What an element is, seen from the one around it.
    fn start(&mut self, vocabulary: Vocabulary, element: &Element<'_>) -> Result<Kind, FileFinding> {
        Ok(match self.kinds.last().copied().unwrap_or(Kind::Content) {
            Kind::RunProperties => self.run_property(element),
            Kind::ParagraphProperties => self.paragraph_property(element),
            Kind::NumberingProperties => self.numbering_property(element),
            Kind::MarkProperties => self.mark_property(element),
            Kind::RowProperties => self.row_property(element),
            Kind::SlotProperties => self.slot_property(element),
            Kind::ControlProperties => self.control_property(element),
            Kind::CheckBox => self.check_box_property(element),
            Kind::FieldCharacter if element.local() == "ffData" => Kind::FormData,
            Kind::FormData | Kind::FormField => self.form_property(element),
            Kind::FieldCharacter | Kind::Leaf | Kind::Text | Kind::Instruction => Kind::Leaf,
            Kind::Alternatives { taken } => self.alternative(taken, element),
            parent => self.content(parent, vocabulary, element)?,
        })
    }

    fn content(
        &mut self,
        parent: Kind,
        vocabulary: Vocabulary,
        element: &Element<'_>,
    ) -> Result<Kind, FileFinding> {
        if let (Some(drawing), true) = (self.drawings.last_mut(), vocabulary != Vocabulary::Word) {
            drawing.take(vocabulary, element);
        }
        match (vocabulary, element.local()) {
            (Vocabulary::Word, name) => match self.in_run(name, element) {
                Some(kind) => Ok(kind),
                None => self.around_runs(parent, name, element),
            },
            (Vocabulary::Compatibility, "AlternateContent") => Ok(Kind::Alternatives { taken: false }),
            (Vocabulary::Math, "t") => Ok(Kind::Text),
            (Vocabulary::Math, "r") => Ok(self.begin_run()),
            // A definition that shapes refer to; it shows nothing itself.
            (Vocabulary::Vml, "shapetype") => Ok(Kind::Skip),
            (Vocabulary::WordLater, "contentPart") => Ok(self.picture()),
            _ => Ok(Kind::Content),
        }
    }

    /// What stands in runs (17.3.3); `None` for anything else.
    fn in_run(&mut self, name: &str, element: &Element<'_>) -> Option<Kind> {
        Some(match name {
            "t" => Kind::Text,
            "tab" | "ptab" => self.leaf("\t"),
            "br" | "cr" => self.leaf("\n"),
            "noBreakHyphen" => self.leaf("-"),
            "softHyphen" => self.soft_hyphen(),
            "sym" => self.symbol(element),
            "fldChar" => self.field_character(element),
            "instrText" => Kind::Instruction,
            "drawing" | "pict" | "object" => self.begin_drawing(name),
            "contentPart" => self.picture(),
            "commentReference" => self.comment_reference(element),
            // Old text, and the reading above a ruby text.
            "delText" | "delInstrText" | "rt" | "rubyPr" => Kind::Skip,
            _ => return None,
        })
    }

    /// What stands around runs.
    fn around_runs(&mut self, parent: Kind, name: &str, element: &Element<'_>) -> Result<Kind, FileFinding> {
        Ok(match name {
            "r" => self.begin_run(),
            "rPr" if parent == Kind::Run => Kind::RunProperties,
            "p" => return self.begin_paragraph(),
            "pPr" if parent == Kind::Paragraph => Kind::ParagraphProperties,
            "tc" | "tr" | "tbl" => return self.begin_table_part(name),
            "tcPr" if parent == Kind::Slot => Kind::SlotProperties,
            "trPr" if parent == Kind::Row => Kind::RowProperties,
            "ins" | "moveTo" => self.tracked(Kind::Content),
            "del" | "moveFrom" => self.tracked(Kind::Skip),
            "sdt" => self.begin_control(),
            "sdtPr" if parent == Kind::Control => Kind::ControlProperties,
            "sdtContent" if parent == Kind::Control => self.begin_control_content(),
            "fldSimple" => self.simple_field(element),
            "txbxContent" => self.begin_text_box(),
            "comment" => self.begin_comment(element),
            "altChunk" | "subDoc" => {
                self.unread(name);
                Kind::Skip
            }
            // Properties that show nothing.
            "rPr" | "pPr" | "tblPr" | "tblPrEx" | "tblGrid" | "sectPr" | "sdtEndPr" | "smartTagPr"
            | "customXmlPr" => Kind::Skip,
            _ => Kind::Content,
        })
    }

    fn leaf(&mut self, shown: &str) -> Kind {
        self.show(shown);
        Kind::Leaf
    }

    fn tracked(&mut self, kind: Kind) -> Kind {
        self.context.seen.tracked = true;
        kind
    }

    /// The first of the alternatives is what Word shows (part 3, 7.5).
    fn alternative(&mut self, taken: bool, element: &Element<'_>) -> Kind {
        match (element.local(), self.kinds.last_mut()) {
            ("Choice" | "Fallback", Some(kind)) if !taken => {
                *kind = Kind::Alternatives { taken: true };
                Kind::Content
            }
            _ => Kind::Skip,
        }
    }

    fn end(&mut self) {
        match self.kinds.pop() {
            Some(Kind::Paragraph) => self.end_paragraph(),
            Some(Kind::ParagraphProperties) => self.rest_on_paragraph_style(),
            Some(Kind::Run) => {
                self.runs.pop();
            }
            Some(Kind::RunProperties) => self.resolve_run(),
            Some(Kind::Table) => self.end_table(),
            Some(Kind::Row) => self.end_row(),
            Some(Kind::Slot) => self.end_slot(),
            Some(Kind::Control) => {
                self.controls.pop();
            }
            Some(Kind::ControlContent) => self.end_control_content(),
            Some(Kind::SimpleField) => self.end_field(),
            Some(Kind::Drawing) => self.end_drawing(),
            Some(Kind::TextBox { fields }) => self.end_text_box(fields),
            Some(Kind::Comment) => self.end_comment(),
            _ => {}
        }
    }

    /// Ends the innermost flow.
    pub(super) fn close_flow(&mut self) -> Vec<Block> {
        self.place_carried();
        self.flows.pop().map(|f| f.blocks).unwrap_or_default()
    }

    pub(super) fn place_carried(&mut self) {
        if let Some(carried) = self.flows.last_mut().and_then(|f| f.carried.take()) {
            self.place(carried);
        }
    }
}

/// Whether anything but spaces stands in a block.
pub(super) fn shows_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => !paragraph.text.trim().is_empty(),
        Block::Table(table) => table.slots().iter().any(|slot| !slot.is_blank()),
    }
}
