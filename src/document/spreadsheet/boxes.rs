//! Check boxes, option buttons, drop-downs and words that float above a sheet: form controls (ECMA-376 part 1, 18.18.44; their shapes in
//! VML, part 4, 19.4.2).

use super::anchor::Anchor;
use super::reference;
use super::xml::{Node, Xml};
use crate::document::{BOX_EMPTY, BOX_TICKED, PICTURE};
use crate::finding::FileFinding;
use crate::text::one_line;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// EMU per pixel, in which VML counts.
const PER_PIXEL: f64 = 9_525.0;
/// A box that is neither ticked nor empty.
pub(super) const BOX_MIXED: char = '▣';

/// A shape of a form control.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shape {
    /// The number by which the sheet knows it.
    pub(super) number: u32,
    pub(super) control: Control,
    /// The words beside the box, and the font that they begin in.
    pub(super) caption: String,
    pub(super) font: String,
    pub(super) anchor: Anchor,
}

/// What a form control shows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Control {
    /// A box in its state.
    Mark(char),
    /// Only its words: a label.
    Words,
    /// Words at its upper left corner: a box around others.
    Group,
    /// A list of which nothing is chosen.
    List,
    /// Nothing that says anything, such as a button.
    #[default]
    Other,
}

impl Control {
    /// That of an `ObjectType` (18.18.44) with nothing ticked or chosen.
    fn named(kind: &str) -> Self {
        match kind {
            "Checkbox" | "CheckBox" | "Radio" => Self::Mark(BOX_EMPTY),
            "Label" => Self::Words,
            "GBox" => Self::Group,
            "Drop" | "List" => Self::List,
            // What was typed into it is kept nowhere.
            "Edit" | "EditBox" => Self::Mark(UNREAD),
            _ => Self::Other,
        }
    }

    /// The same with a state, or with the number of what is chosen.
    fn with(self, state: &str) -> Self {
        match self {
            Self::Mark(UNREAD) => self,
            Self::Mark(_) => Self::Mark(mark(state)),
            // The list stands elsewhere.
            Self::List if state.parse().is_ok_and(|n: u32| n > 0) => Self::Mark(UNREAD),
            _ => self,
        }
    }
}

/// What is being read of a shape.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    Caption,
    Anchor,
    State,
    Other,
}

/// Reads the shapes of the old drawing part of a sheet. Excel writes it with elements that never end, so nothing is
/// refused; what is beyond reading ends the list.
pub(super) fn shapes(bytes: &[u8]) -> Vec<Shape> {
    let mut xml = Reader::from_str(str::from_utf8(bytes).unwrap_or_default());
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut shapes: Vec<Shape> = Vec::new();
    let (mut field, mut written) = (Field::Other, String::new());
    while let Ok(event) = xml.read_event() {
        match event {
            Event::Start(start) => {
                let begun = begin(&start, &mut shapes);
                if begun != Field::Other {
                    written.clear();
                    field = begun;
                }
            }
            Event::Text(text) if field != Field::Other => written.push_str(&text),
            Event::GeneralRef(name) if field != Field::Other => {
                written.extend(name.resolve_char_ref().ok().flatten());
                written.push_str(resolve_predefined_entity(&name).unwrap_or_default());
            }
            Event::End(end) if field == Field::of(end.local_name().as_ref()) => {
                shapes.iter_mut().next_back().into_iter().for_each(|shape| shape.set(field, &written));
                field = Field::Other;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    shapes
}

/// Takes note of an element; which field begins with it.
fn begin(start: &BytesStart<'_>, shapes: &mut Vec<Shape>) -> Field {
    let attribute = |name| start.try_get_attribute(name).ok().flatten().map(|a| a.value).unwrap_or_default();
    match start.local_name().as_ref() {
        "shape" => {
            let number = attribute("id").rsplit_once('s').and_then(|(_, n)| n.parse().ok()).unwrap_or(0);
            shapes.push(Shape { number, ..Shape::default() });
            Field::Other
        }
        "ClientData" => {
            let control = Control::named(&attribute("ObjectType"));
            shapes.iter_mut().next_back().into_iter().for_each(|s| s.control = control);
            Field::Other
        }
        "font" => {
            if let Some(shape) = shapes.iter_mut().next_back().filter(|s| s.font.is_empty()) {
                shape.font = attribute("face").into_owned();
            }
            Field::Other
        }
        name => Field::of(name),
    }
}

impl Field {
    fn of(element: &str) -> Self {
        match element {
            "textbox" => Self::Caption,
            "Anchor" => Self::Anchor,
            "Checked" | "Sel" => Self::State,
            _ => Self::Other,
        }
    }
}

impl Shape {
    fn set(&mut self, field: Field, written: &str) {
        match field {
            Field::Caption => self.caption = one_line(written),
            Field::State => self.control = self.control.with(written.trim()),
            Field::Anchor => self.anchor = anchor(written),
            Field::Other => {}
        }
    }
}

/// Left column, pixels into it, top row, pixels into it, right …, bottom … (part 4, 19.4.2.1).
fn anchor(written: &str) -> Anchor {
    let numbers: Vec<f64> = written.split(',').map(|n| n.trim().parse().unwrap_or(0.0)).collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast to an integer saturates"
    )]
    let line = |i: usize| numbers.get(i).copied().unwrap_or(0.0) as u32;
    let offset = |i: usize| numbers.get(i).copied().unwrap_or(0.0) * PER_PIXEL;
    Anchor {
        columns: [(line(0), offset(1)), (line(4), offset(5))],
        rows: [(line(2), offset(3)), (line(6), offset(7))],
    }
}

fn mark(checked: &str) -> char {
    match checked {
        "1" | "Checked" => BOX_TICKED,
        "2" | "Mixed" => BOX_MIXED,
        _ => BOX_EMPTY,
    }
}

/// What the properties of a form control say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Properties {
    pub(super) control: Control,
    /// The square, from 0, in which its state stands too.
    pub(super) linked: Option<(u32, u32)>,
}

/// Reads the properties of a form control.
pub(super) fn properties(bytes: &[u8], part: &str) -> Result<Properties, FileFinding> {
    let mut xml = Xml::new(bytes, part);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        let [kind, checked, chosen, link] =
            xml.attributes(&start, ["objectType", "checked", "sel", "fmlaLink"])?;
        let state = checked.or(chosen).unwrap_or_default();
        let control = Control::named(kind.as_deref().unwrap_or_default()).with(&state);
        let linked = link.and_then(|link| reference::square(&link.replace('$', "")));
        return Ok(Properties { control, linked });
    }
    Ok(Properties::default())
}

/// What stands for a control whose state is not read: `ActiveX`, or something chosen from a list.
pub(super) const UNREAD: char = PICTURE;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_has_its_state_words_and_place_though_an_element_never_ends() {
        let vml = r#"<xml xmlns:v="v" xmlns:x="x"><v:shape id="_x0000_s1025"><v:textbox><div>Có<br>
            hoặc</div></v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor>
            2, 10, 4, 5, 3, 0, 5, 0</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape>
            <v:shape id="_x0000_s1026"><x:ClientData ObjectType="Note"/></v:shape></xml>"#;
        let shapes = shapes(vml.as_bytes());
        assert_eq!(shapes.len(), 2);
        assert_eq!(
            (shapes[0].number, shapes[0].control, shapes[0].caption.as_str()),
            (1025, Control::Mark('☒'), "Có hoặc")
        );
        assert_eq!(shapes[0].anchor.columns, [(2, 95_250.0), (3, 0.0)]);
        assert_eq!(shapes[1].control, Control::Other);
    }

    #[test]
    fn properties_tell_the_state_of_a_box_and_nothing_of_a_button() {
        let read = |xml: &str| properties(xml.as_bytes(), "ctrlProp").expect("sound xml");
        let ticked = read("<formControlPr objectType=\"CheckBox\" checked=\"Checked\" fmlaLink=\"$H$15\"/>");
        assert_eq!(ticked, Properties { control: Control::Mark('☒'), linked: Some((14, 7)) });
        assert_eq!(read("<formControlPr objectType=\"CheckBox\"/>").control, Control::Mark('☐'));
        assert_eq!(read("<formControlPr objectType=\"Drop\" sel=\"0\"/>").control, Control::List);
        assert_eq!(read("<formControlPr objectType=\"Button\"/>").control, Control::Other);
    }

    #[test]
    fn what_is_chosen_in_a_list_of_another_place_is_not_guessed() {
        let read = |xml: &str| properties(xml.as_bytes(), "ctrlProp").expect("sound xml");
        let chosen = read("<formControlPr objectType=\"Drop\" fmlaRange=\"DS!$A$1:$A$2\" sel=\"2\"/>");
        assert_eq!(chosen.control, Control::Mark(UNREAD));
        let old = "<xml><shape><ClientData ObjectType=\"Drop\"><Sel>1</Sel></ClientData></shape></xml>";
        assert_eq!(shapes(old.as_bytes())[0].control, Control::Mark(UNREAD));
    }
}
