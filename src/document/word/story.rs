//! One part of a document, read from front to back with a stack of its own in place of recursion.

use super::super::page::{Block, PICTURE, Paragraph};
use super::super::symbols::symbol;
use super::super::xml::{Cursor, Element, Event};
use super::control::Control;
use super::drawing::Drawing;
use super::field::{Field, FormField};
use super::look::{Look, fill, toggle};
use super::names::{Prefixes, Vocabulary};
use super::paragraph::ParagraphBuilder;
use super::table::{Merge, SlotProperties, TableBuilder};
use super::{Context, excerpt};
use crate::finding::FileFinding;
use crate::model::Place;

/// The most tables that may stand inside one another.
const TABLE_DEPTH_LIMIT: usize = 20;
/// The most paragraphs and slots of one document.
const BLOCK_LIMIT: usize = 200_000;

/// What kind of part is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    Document,
    Header,
    Footer,
    Comments,
}

impl Root {
    fn element(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Header => "hdr",
            Self::Footer => "ftr",
            Self::Comments => "comments",
        }
    }
}

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One through which what is in it shows.
    Content,
    /// One that is passed over with all that is in it.
    Skip,
    /// One of no meaning here inside properties.
    Leaf,
    Paragraph,
    ParagraphProperties,
    NumberingProperties,
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Instruction,
    Table,
    Row,
    RowProperties,
    Slot,
    SlotProperties,
    Control,
    ControlProperties,
    CheckBox,
    ControlContent,
    FieldCharacter,
    FormData,
    FormField,
    SimpleField,
    Alternatives {
        taken: bool,
    },
    Drawing,
    TextBox {
        fields: usize,
    },
    Comment,
}

/// Blocks that follow one another: the part itself, a slot, a text box, a comment.
#[derive(Debug, Default)]
struct Flow {
    blocks: Vec<Block>,
    /// The place of its paragraphs; they are counted where there is none.
    place: Option<Place>,
    /// A paragraph whose end is deleted.
    carried: Option<ParagraphBuilder>,
}

#[derive(Debug, Default)]
struct Run {
    direct: Look,
    style: Option<String>,
    look: Look,
}

struct Story<'c> {
    context: &'c mut Context,
    kinds: Vec<Kind>,
    flows: Vec<Flow>,
    tables: Vec<TableBuilder>,
    slots: Vec<SlotProperties>,
    paragraphs: Vec<ParagraphBuilder>,
    runs: Vec<Run>,
    fields: Vec<Field>,
    /// Fields before this one belong to the text around a text box.
    first_field: usize,
    controls: Vec<Control>,
    drawings: Vec<Drawing>,
    /// Ids of the comments being read.
    comments: Vec<String>,
    /// How many open elements hide what they show.
    muted: usize,
    counted: u32,
}

/// Reads one part. Comments go into the context, all else is returned.
///
/// # Errors
/// What is wrong with the part; never a part of its content.
pub(super) fn read_story(
    context: &mut Context,
    root: Root,
    part: &str,
    bytes: &[u8],
) -> Result<Vec<Block>, FileFinding> {
    let mut cursor = Cursor::new(part, bytes);
    let mut prefixes = Prefixes::default();
    let mut story = Story::new(context, root);
    let mut skipped = None;
    while let Some(event) = cursor.next()? {
        let depth = cursor.depth();
        match event {
            Event::Start(_) | Event::Text(_) if skipped.is_some() => {}
            Event::Start(element) => {
                if depth == 1 && element.local() != root.element() {
                    return Err(FileFinding::BadPackage { detail: format!("{part}: {}", element.local()) });
                }
                let vocabulary = prefixes.enter(&element, depth);
                match story.start(vocabulary, &element)? {
                    Kind::Skip => skipped = Some(depth),
                    kind => story.kinds.push(kind),
                }
            }
            Event::End => {
                prefixes.leave(depth + 1);
                if skipped.is_none() {
                    story.end();
                } else if skipped == Some(depth + 1) {
                    skipped = None;
                }
            }
            Event::Text(text) => story.text(&text),
        }
    }
    Ok(story.finish())
}

impl<'c> Story<'c> {
    fn new(context: &'c mut Context, root: Root) -> Self {
        let place = match root {
            Root::Document => None,
            Root::Header | Root::Footer => Some(Place::Margin),
            Root::Comments => Some(Place::File),
        };
        Self {
            context,
            kinds: Vec::new(),
            flows: vec![Flow { place, ..Flow::default() }],
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

    fn finish(mut self) -> Vec<Block> {
        while let Some(field) = self.fields.pop() {
            if field.shown {
                self.unread(&field.instruction);
            }
        }
        self.close_flow()
    }

    fn unread(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.context.seen.unread.get_or_insert_with(|| excerpt(text));
        }
    }

    fn count_block(&mut self) -> Result<(), FileFinding> {
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
            Kind::CheckBox => {
                if let (Some(control), "checked") = (self.controls.last_mut(), element.local()) {
                    control.checked = Some(toggle(element));
                }
                Kind::Leaf
            }
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
            (Vocabulary::Word, name) => self.word(parent, name, element),
            (Vocabulary::Compatibility, "AlternateContent") => Ok(Kind::Alternatives { taken: false }),
            (Vocabulary::Math, "t") => Ok(Kind::Text),
            (Vocabulary::Math, "r") => Ok(self.begin_run()),
            // A definition that shapes refer to; it shows nothing itself.
            (Vocabulary::Vml, "shapetype") => Ok(Kind::Skip),
            (Vocabulary::WordLater, "contentPart") => {
                self.show_char(PICTURE);
                Ok(Kind::Skip)
            }
            _ => Ok(Kind::Content),
        }
    }

    fn word(&mut self, parent: Kind, name: &str, element: &Element<'_>) -> Result<Kind, FileFinding> {
        Ok(match name {
            "r" => self.begin_run(),
            "rPr" if parent == Kind::Run => Kind::RunProperties,
            "t" => Kind::Text,
            "p" => return self.begin_paragraph(),
            "pPr" if parent == Kind::Paragraph => Kind::ParagraphProperties,
            "tc" | "tr" | "tbl" => return self.begin_table_part(name),
            "tcPr" if parent == Kind::Slot => Kind::SlotProperties,
            "trPr" if parent == Kind::Row => Kind::RowProperties,
            "tab" | "ptab" => self.leaf("\t"),
            "br" | "cr" => self.leaf("\n"),
            "noBreakHyphen" => self.leaf("-"),
            "sym" => self.symbol(element),
            "ins" | "moveTo" => {
                self.context.seen.tracked = true;
                Kind::Content
            }
            "del" | "moveFrom" => {
                self.context.seen.tracked = true;
                Kind::Skip
            }
            "sdt" => {
                self.controls.push(Control::default());
                Kind::Control
            }
            "sdtPr" if parent == Kind::Control => Kind::ControlProperties,
            "sdtContent" if parent == Kind::Control => self.begin_control_content(),
            "fldChar" => self.field_character(element),
            "instrText" => Kind::Instruction,
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default().into_owned();
                self.fields.push(Field { instruction, ..Field::default() });
                self.begin_result();
                Kind::SimpleField
            }
            "drawing" | "pict" | "object" => {
                self.context.seen.active |= name == "object";
                self.drawings.push(Drawing::default());
                Kind::Drawing
            }
            "txbxContent" => self.begin_text_box(),
            "commentReference" => {
                let id = element.attribute("id").unwrap_or_default();
                let comment = self.context.comments.get(&*id).cloned();
                if let (Some(paragraph), Some(comment)) = (self.paragraphs.last_mut(), comment) {
                    paragraph.comments.push(comment);
                }
                Kind::Leaf
            }
            "comment" => {
                self.comments.push(element.attribute("id").unwrap_or_default().into_owned());
                self.flows.push(Flow { place: Some(Place::File), ..Flow::default() });
                Kind::Comment
            }
            "altChunk" | "subDoc" => {
                self.unread(name);
                Kind::Skip
            }
            "contentPart" => {
                self.show_char(PICTURE);
                Kind::Skip
            }
            // Old text, the reading above a ruby text, and properties that show nothing.
            "delText" | "delInstrText" | "rt" | "rPr" | "pPr" | "tblPr" | "tblPrEx" | "tblGrid"
            | "sectPr" | "rubyPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" => Kind::Skip,
            _ => Kind::Content,
        })
    }

    fn leaf(&mut self, shown: &str) -> Kind {
        self.show(shown);
        Kind::Leaf
    }

    fn symbol(&mut self, element: &Element<'_>) -> Kind {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|v| u32::from_str_radix(&v, 16).ok());
        let shown = code.map(|code| {
            let private = char::from_u32(if code <= 0xFF { 0xF000 + code } else { code });
            symbol(&font, code).or(private).unwrap_or(PICTURE)
        });
        self.show_char(shown.unwrap_or(PICTURE));
        Kind::Leaf
    }

    fn alternative(&mut self, taken: bool, element: &Element<'_>) -> Kind {
        if taken {
            return Kind::Skip;
        }
        match element.local() {
            "Choice" | "Fallback" => {
                if let Some(kind) = self.kinds.last_mut() {
                    *kind = Kind::Alternatives { taken: true };
                }
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
            Some(Kind::Row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
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

    fn end_drawing(&mut self) {
        if self.drawings.pop().is_some_and(|d| d.is_picture()) {
            self.show_char(PICTURE);
        }
    }

    // Text.

    fn text(&mut self, text: &str) {
        match self.kinds.last() {
            Some(Kind::Text) => match self.runs.last().and_then(|r| r.look.symbol_font()) {
                Some(font) => {
                    let shown: String = text.chars().map(|c| font.shown(c)).collect();
                    self.show(&shown);
                }
                // A line end inside text shows as a space.
                None if text.contains(['\n', '\r']) => self.show(&text.replace(['\n', '\r'], " ")),
                None => self.show(text),
            },
            Some(Kind::Instruction) => {
                if let Some(field) = self.fields.last_mut().filter(|f| !f.in_result) {
                    field.instruction.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn show_char(&mut self, shown: char) {
        self.show(shown.encode_utf8(&mut [0; 4]));
    }

    /// Puts text where it shows, if it does.
    fn show(&mut self, text: &str) {
        if self.muted > 0 {
            return;
        }
        let look = self.runs.last().map(|r| r.look).unwrap_or_default();
        if look.is_hidden() {
            if !text.trim().is_empty() {
                self.context.seen.hidden.get_or_insert_with(|| excerpt(text));
            }
            return;
        }
        for field in self.fields.iter_mut().skip(self.first_field).rev() {
            if !field.in_result {
                field.instruction.push_str(text);
                field.shown = true;
                return;
            }
            field.has_result = true;
            if field.replacement().is_some() {
                return;
            }
        }
        let blank = text.trim().is_empty();
        let control = self.controls.iter_mut().rev().find(|c| c.checked.is_some()).filter(|_| !blank);
        let boxed = control.and_then(Control::take_box);
        let Some(paragraph) = self.paragraphs.last_mut() else {
            self.unread(text);
            return;
        };
        match boxed {
            Some(boxed) => {
                paragraph.push(boxed.encode_utf8(&mut [0; 4]), look.emphasis());
                let glyph = text.trim_start().chars().next().map_or(0, char::len_utf8);
                paragraph.push(text.trim_start().get(glyph..).unwrap_or_default(), look.emphasis());
            }
            None => paragraph.push(text, look.emphasis()),
        }
    }

    // Runs.

    fn begin_run(&mut self) -> Kind {
        let look = self.paragraphs.last().map(|p| p.base).unwrap_or_default();
        self.runs.push(Run { look, ..Run::default() });
        Kind::Run
    }

    fn run_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(run) = self.runs.last_mut() else { return Kind::Leaf };
        match element.local() {
            "rStyle" => run.style = element.attribute("val").map(std::borrow::Cow::into_owned),
            "rPrChange" => return Kind::Skip,
            _ => run.direct.take(element),
        }
        Kind::Leaf
    }

    fn resolve_run(&mut self) {
        let base = self.paragraphs.last().map(|p| p.base).unwrap_or_default();
        let Some(run) = self.runs.last_mut() else { return };
        let style = match (&self.context.styles, &run.style) {
            (Some(styles), Some(id)) => styles.character(id),
            _ => Look::default(),
        };
        run.look = run.direct.over(style).over(base);
    }

    // Paragraphs.

    fn begin_paragraph(&mut self) -> Result<Kind, FileFinding> {
        self.count_block()?;
        let place = self.flows.last().and_then(|f| f.place.clone()).unwrap_or_else(|| {
            self.counted += 1;
            Place::Paragraph(self.counted)
        });
        self.paragraphs.push(ParagraphBuilder::new(place));
        self.rest_on_paragraph_style();
        Ok(Kind::Paragraph)
    }

    fn paragraph_property(&mut self, element: &Element<'_>) -> Kind {
        match element.local() {
            "pStyle" if self.context.styles.is_some() => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.style = element.attribute("val").map(std::borrow::Cow::into_owned);
                }
                Kind::Leaf
            }
            "numPr" => Kind::NumberingProperties,
            "rPr" => Kind::MarkProperties,
            "pPrChange" => Kind::Skip,
            _ => Kind::Leaf,
        }
    }

    fn numbering_property(&mut self, element: &Element<'_>) -> Kind {
        let value = element.attribute("val").and_then(|v| v.parse().ok());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            match element.local() {
                "numId" => paragraph.list = value,
                "ilvl" => paragraph.level = value,
                _ => {}
            }
        }
        Kind::Leaf
    }

    /// Properties of a paragraph's end: here only whether it was inserted or deleted.
    fn mark_property(&mut self, element: &Element<'_>) -> Kind {
        let name = element.local();
        if matches!(name, "ins" | "moveTo" | "del" | "moveFrom") {
            self.context.seen.tracked = true;
        }
        if let (Some(paragraph), "del" | "moveFrom") = (self.paragraphs.last_mut(), name) {
            paragraph.mark_deleted = true;
        }
        if name == "rPrChange" { Kind::Skip } else { Kind::Leaf }
    }

    fn rest_on_paragraph_style(&mut self) {
        if let (Some(styles), Some(paragraph)) = (&self.context.styles, self.paragraphs.last_mut()) {
            paragraph.base = styles.paragraph(paragraph.style.as_deref());
        }
    }

    fn end_paragraph(&mut self) {
        // A check box around a whole paragraph that shows no glyph.
        let boxed = self.controls.iter_mut().rev().find_map(Control::take_box).filter(|_| self.muted == 0);
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(boxed) = boxed {
            paragraph.push(boxed.encode_utf8(&mut [0; 4]), super::super::page::Emphasis::NONE);
        }
        let Some(flow) = self.flows.last_mut() else { return };
        if let Some(carried) = flow.carried.take() {
            paragraph.continue_from(carried);
        }
        if paragraph.mark_deleted {
            paragraph.mark_deleted = false;
            flow.carried = Some(paragraph);
        } else {
            self.place(paragraph);
        }
    }

    /// Puts a paragraph that is complete where it stands.
    fn place(&mut self, builder: ParagraphBuilder) {
        let label = self.label(&builder);
        let (paragraph, boxes) = builder.finish(label);
        if let Some(flow) = self.flows.last_mut() {
            flow.blocks.push(Block::Paragraph(paragraph));
            flow.blocks.extend(boxes);
        }
    }

    fn label(&mut self, paragraph: &ParagraphBuilder) -> Option<String> {
        let numbering = self.context.numbering.as_mut()?;
        let style = paragraph.style.as_deref();
        let styled = || self.context.styles.as_ref().and_then(|s| s.numbering(style));
        match paragraph.list {
            Some(0) => None,
            Some(list) => numbering.label(list, Some(paragraph.level.unwrap_or(0)), None),
            None => {
                let (list, level) = styled()?;
                numbering.label(list, paragraph.level.or(level), style)
            }
        }
    }

    /// Ends the innermost flow.
    fn close_flow(&mut self) -> Vec<Block> {
        self.place_carried();
        self.flows.pop().map(|f| f.blocks).unwrap_or_default()
    }

    fn place_carried(&mut self) {
        if let Some(carried) = self.flows.last_mut().and_then(|f| f.carried.take()) {
            self.place(carried);
        }
    }

    fn end_comment(&mut self) {
        let blocks = self.close_flow();
        let lines: Vec<String> = blocks.into_iter().filter_map(text_of).filter(|t| !t.is_empty()).collect();
        if let Some(id) = self.comments.pop() {
            self.context.comments.insert(id, lines.join("\n"));
        }
    }

    // Tables.

    fn begin_table_part(&mut self, name: &str) -> Result<Kind, FileFinding> {
        if name == "tbl" {
            if self.tables.len() >= TABLE_DEPTH_LIMIT {
                return Err(FileFinding::TooDeep { detail: format!("w:tbl > {TABLE_DEPTH_LIMIT}") });
            }
            self.place_carried();
            self.context.tables += 1;
            self.tables.push(TableBuilder::new(self.context.tables));
            return Ok(Kind::Table);
        }
        let Some(table) = self.tables.last_mut() else { return Ok(Kind::Content) };
        if name == "tr" {
            return Ok(if table.begin_row() { Kind::Row } else { Kind::Content });
        }
        let Some(place) = table.begin_slot() else { return Ok(Kind::Content) };
        self.count_block()?;
        let margin = self.flows.last().and_then(|f| f.place.clone()).filter(|p| *p == Place::Margin);
        self.flows.push(Flow { place: Some(margin.unwrap_or(place)), ..Flow::default() });
        self.slots.push(SlotProperties::default());
        Ok(Kind::Slot)
    }

    fn row_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(table) = self.tables.last_mut() else { return Kind::Leaf };
        match element.local() {
            "gridBefore" => {
                let count = element.attribute("val").and_then(|v| v.parse().ok());
                table.skip_columns(count.unwrap_or(0));
            }
            "hidden" if toggle(element) => table.hide_row(),
            "ins" => self.context.seen.tracked = true,
            "del" => {
                self.context.seen.tracked = true;
                table.delete_row();
            }
            "trPrChange" => return Kind::Skip,
            _ => {}
        }
        Kind::Leaf
    }

    fn slot_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(slot) = self.slots.last_mut() else { return Kind::Leaf };
        let merge = || match element.attribute("val").as_deref() {
            Some("restart") => Merge::Restart,
            _ => Merge::Continue,
        };
        match element.local() {
            "gridSpan" => slot.span = element.attribute("val").and_then(|v| v.parse().ok()).unwrap_or(1),
            "vMerge" => slot.vertical = merge(),
            "hMerge" => slot.horizontal = merge(),
            "shd" => slot.fill = fill(element),
            "cellIns" => self.context.seen.tracked = true,
            "cellDel" => {
                self.context.seen.tracked = true;
                slot.deleted = true;
            }
            "tcPrChange" => return Kind::Skip,
            _ => {}
        }
        Kind::Leaf
    }

    fn end_slot(&mut self) {
        let blocks = self.close_flow();
        if let (Some(table), Some(properties)) = (self.tables.last_mut(), self.slots.pop()) {
            table.end_slot(&properties, blocks);
        }
    }

    fn end_table(&mut self) {
        let Some(builder) = self.tables.pop() else { return };
        if let Some(text) = builder.covered.clone() {
            self.context.seen.hidden.get_or_insert_with(|| excerpt(&text));
        }
        if let Some(flow) = self.flows.last_mut() {
            flow.blocks.push(Block::Table(builder.finish()));
        }
    }

    // Content controls.

    fn control_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(control) = self.controls.last_mut() else { return Kind::Leaf };
        match element.local() {
            "checkbox" => {
                control.checked = Some(false);
                return Kind::CheckBox;
            }
            "showingPlcHdr" => control.prompts = toggle(element),
            _ => {}
        }
        Kind::Leaf
    }

    fn begin_control_content(&mut self) -> Kind {
        if let Some(control) = self.controls.last_mut() {
            control.in_content = true;
            if control.prompts && control.checked.is_none() {
                self.muted += 1;
            }
        }
        Kind::ControlContent
    }

    fn end_control_content(&mut self) {
        let Some(control) = self.controls.last_mut() else { return };
        if control.prompts && control.checked.is_none() {
            self.muted = self.muted.saturating_sub(1);
        }
        let boxed = control.take_box();
        control.in_content = false;
        if let Some(boxed) = boxed {
            self.show_char(boxed);
        }
    }

    // Fields.

    fn field_character(&mut self, element: &Element<'_>) -> Kind {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => self.begin_result(),
            Some("end") if self.fields.len() > self.first_field => self.end_field(),
            _ => {}
        }
        Kind::FieldCharacter
    }

    fn begin_result(&mut self) {
        if let Some(field) = self.fields.last_mut() {
            field.in_result = true;
            self.context.seen.active |= field.is_active();
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        self.context.seen.active |= field.is_active();
        let shown = field.replacement().or_else(|| field.without_result().filter(|_| !field.has_result));
        if let Some(shown) = shown {
            self.show(&shown);
        }
    }

    fn form_property(&mut self, element: &Element<'_>) -> Kind {
        let Some(field) = self.fields.last_mut() else { return Kind::Leaf };
        if let (Some(form), Some(Kind::FormField)) = (&mut field.form, self.kinds.last()) {
            form.take(element);
            return Kind::Leaf;
        }
        match FormField::of(element) {
            Some(form) => {
                field.form = Some(form);
                Kind::FormField
            }
            None => Kind::Leaf,
        }
    }

    // Text boxes.

    fn begin_text_box(&mut self) -> Kind {
        let anchor = self.paragraphs.last().map(|p| p.place.clone());
        let place = anchor.or_else(|| self.flows.last().and_then(|f| f.place.clone()));
        self.flows.push(Flow { place: place.or(Some(Place::File)), ..Flow::default() });
        let hidden = self.runs.last().is_some_and(|r| r.look.is_hidden());
        self.muted += usize::from(hidden);
        let fields = std::mem::replace(&mut self.first_field, self.fields.len());
        // What stands in the box starts plain.
        self.runs.push(Run::default());
        Kind::TextBox { fields }
    }

    fn end_text_box(&mut self, fields: usize) {
        self.runs.pop();
        self.fields.truncate(self.first_field);
        self.first_field = fields;
        let hidden = self.runs.last().is_some_and(|r| r.look.is_hidden());
        self.muted = self.muted.saturating_sub(usize::from(hidden));
        let blocks = self.close_flow();
        if let (Some(drawing), true) = (self.drawings.last_mut(), blocks.iter().any(shows_text)) {
            drawing.has_text = true;
        }
        match (self.paragraphs.last_mut(), self.flows.last_mut()) {
            (Some(paragraph), _) => paragraph.boxes.extend(blocks),
            (None, Some(flow)) => flow.blocks.extend(blocks),
            (None, None) => {}
        }
    }
}

fn text_of(block: Block) -> Option<String> {
    match block {
        Block::Paragraph(Paragraph { text, .. }) => Some(text),
        Block::Table(_) => None,
    }
}

fn shows_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => !paragraph.text.trim().is_empty(),
        Block::Table(table) => table.slots().iter().any(|slot| !slot.is_blank()),
    }
}
