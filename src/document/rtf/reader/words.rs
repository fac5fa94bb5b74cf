//! Control words: where text goes, how it looks, and what they stand for.

use super::super::charset::code_page;
use super::super::state::{Destination, Ending, Look, Shape, Story, form_property};
use super::super::table::RowDefinition;
use super::{Emphasis, Field, FileFinding, PICTURE, Reader};

/// White, which stands out from nothing.
const WHITE: u32 = 0xFF_FF_FF;

impl Reader {
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, starred: bool) -> Result<(), FileFinding> {
        let passed = matches!(self.destination(), Destination::Skip | Destination::Replaced);
        if passed || self.destination_word(word, starred)? {
            return Ok(());
        }
        match self.destination() {
            Destination::FontTable => {
                self.font_word(word, number);
                return Ok(());
            }
            Destination::ColourTable => {
                self.colour_word(word, number);
                return Ok(());
            }
            Destination::FormData => {
                if let Some(field) = self.fields.last_mut() {
                    form_property(&mut field.form, word, number.unwrap_or(0));
                }
                return Ok(());
            }
            _ => {}
        }
        if let Some(text) = character(word) {
            return self.show(text);
        }
        if self.document_word(word, number) || self.look_word(word, number) {
            return Ok(());
        }
        self.block_word(word, number)
    }

    /// Takes a word that says where the text of its group goes; false where it is none.
    pub(super) fn destination_word(&mut self, word: &str, starred: bool) -> Result<bool, FileFinding> {
        use Destination as To;
        match word {
            "fonttbl" => self.direct(To::FontTable, None),
            "colortbl" => self.direct(To::ColourTable, None),
            "listtext" | "pntext" => self.direct(To::Label, None),
            "field" => {
                self.fields.push(Field::default());
                self.direct(self.destination(), Some(Ending::Field));
            }
            "fldinst" => self.direct(To::Instruction, None),
            "fldrslt" => self.begin_result(),
            "formfield" => self.direct(To::FormData, None),
            "ffl" => self.direct(To::Value, Some(Ending::ListEntry)),
            "pict" | "mmath" => {
                self.show_char(PICTURE)?;
                self.direct(To::Skip, None);
            }
            "shp" | "do" => {
                self.shapes.push(Shape::default());
                self.direct(To::Holder, Some(Ending::Shape));
            }
            "shpgrp" => {
                if let Some(shape) = self.shapes.last_mut() {
                    shape.spoken = true;
                }
            }
            "shpinst" | "sp" | "object" | "shppict" | "result" | "upr" | "ud" => self.hold(word),
            "dpline" | "dppolyline" => {
                if let Some(shape) = self.shapes.last_mut() {
                    shape.line = true;
                }
            }
            "sn" => self.direct(To::Value, Some(Ending::ShapeProperty)),
            "sv" => self.direct(To::Value, Some(Ending::ShapeValue)),
            "header" | "headerl" | "headerr" | "headerf" => self.begin_story(Story::Header)?,
            "footer" | "footerl" | "footerr" | "footerf" => self.begin_story(Story::Footer)?,
            "footnote" => self.begin_story(Story::Note)?,
            "annotation" => self.begin_story(Story::Comment)?,
            "shptxt" | "dptxbxtext" => self.begin_story(Story::Box)?,
            "nesttableprops" => {
                self.rows.push(std::mem::take(&mut self.tables.definition));
                self.direct(self.destination(), Some(Ending::NestedRow));
            }
            _ if SKIPPED.contains(&word) || starred => {
                self.draft.seen.active |= word == "objdata";
                self.direct(To::Skip, None);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Begins a group that shows what is in it, or holds groups that do.
    pub(super) fn hold(&mut self, word: &str) {
        let destination = match word {
            "shpinst" | "sp" | "object" | "upr" => Destination::Holder,
            "shppict" => self.destination(),
            // What `\object` and `\upr` hold stands for them.
            _ => Destination::Text,
        };
        self.value.clear();
        self.direct(destination, None);
    }

    pub(super) fn document_word(&mut self, word: &str, number: Option<i32>) -> bool {
        match (word, number) {
            ("ansicpg", Some(page)) => self.encoding = code_page(page).unwrap_or(self.encoding),
            ("mac", _) => self.encoding = encoding_rs::MACINTOSH,
            ("deff", _) => self.default_font = number,
            ("uc", _) => {
                let count = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
                if let Some(group) = self.groups.last_mut() {
                    group.substitutes = count;
                }
            }
            ("revised", _) => self.draft.seen.tracked |= number != Some(0),
            _ => return false,
        }
        true
    }

    pub(super) fn look_word(&mut self, word: &str, number: Option<i32>) -> bool {
        let on = number != Some(0);
        let colour = self.coloured(number);
        let Some(look) = self.groups.last_mut().map(|g| &mut g.look) else { return false };
        match word {
            "plain" => *look = Look { deleted: look.deleted, ..Look::default() },
            "b" => look.set(Emphasis::BOLD, on),
            "i" => look.set(Emphasis::ITALIC, on),
            "strike" | "striked" => look.set(Emphasis::STRIKE, on),
            "ulnone" => look.set(Emphasis::UNDERLINE, false),
            _ if UNDERLINES.contains(&word) => look.set(Emphasis::UNDERLINE, on),
            "highlight" | "cb" | "chcbpat" => {
                look.set(Emphasis::HIGHLIGHT, colour.is_some_and(|rgb| rgb < WHITE));
            }
            "cf" => look.set(Emphasis::COLOUR, colour.is_some_and(is_coloured)),
            "chbrdr" => look.set(Emphasis::FRAME, true),
            "brdrnone" | "brdrnil" => look.set(Emphasis::FRAME, false),
            "v" => look.hidden = on,
            "deleted" => look.deleted = on,
            "f" => look.font = number,
            _ => return false,
        }
        true
    }

    pub(super) fn block_word(&mut self, word: &str, number: Option<i32>) -> Result<(), FileFinding> {
        match word {
            "par" => return self.end_paragraph(),
            "sect" => return self.draft.break_paragraph(),
            "cell" => return self.end_slot(1),
            "nestcell" => return self.end_slot(self.level().max(2)),
            "row" => self.end_row(1)?,
            "nestrow" => self.end_row(self.level().max(2))?,
            "trowd" => {
                self.tables.definition = RowDefinition::default();
                self.tables.in_row |= self.rows.is_empty();
            }
            "clcbpat" => {
                let colour = self.coloured(number).filter(|rgb| *rgb < WHITE);
                self.tables.definition.fill(colour);
            }
            _ if self.tables.definition.take(word, number) => {}
            _ => self.paragraph_word(word, number),
        }
        Ok(())
    }

    pub(super) fn paragraph_word(&mut self, word: &str, number: Option<i32>) {
        let Some(group) = self.groups.last_mut() else { return };
        match word {
            "pard" => (group.in_table, group.level) = (false, None),
            "intbl" => group.in_table = true,
            "itap" => group.level = number.and_then(|n| usize::try_from(n).ok()),
            _ => {}
        }
    }
}

/// Whether a colour differs from black as a person sees it.
fn is_coloured(rgb: u32) -> bool {
    const NEARLY_BLACK: u32 = 0x40;
    [rgb >> 16, rgb >> 8, rgb].iter().any(|part| part & 0xFF > NEARLY_BLACK)
}

/// Control words that stand for a character.
fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" | "nestcelltab" => "\t",
        "line" | "lbr" | "softline" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        _ => return None,
    })
}

/// The words for the kinds of underlining.
const UNDERLINES: [&str; 17] = [
    "ul",
    "uld",
    "uldash",
    "uldashd",
    "uldashdd",
    "uldb",
    "ulhwave",
    "ulldash",
    "ulth",
    "ulthd",
    "ulthdash",
    "ulthdashd",
    "ulthdashdd",
    "ulthldash",
    "ululdbwave",
    "ulw",
    "ulwave",
];

/// Destinations without `\*` whose text no page shows.
const SKIPPED: [&str; 20] = [
    "stylesheet",
    "info",
    "nonshppict",
    "shprslt",
    "nonesttables",
    "filetbl",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "txe",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "private",
    "listpicture",
    "bkmkcolf",
];
