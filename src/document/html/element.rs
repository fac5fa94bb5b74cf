//! What the elements of HTML are to a reader.

use super::super::page::Emphasis;
use super::style::{Look, StyleSheet, colour};

/// The beginning of an element.
pub(super) type StartTag = html5gum::StartTag<()>;

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Inline,
    /// Lines of its own.
    Block,
    Table,
    /// Rows together, or the caption of the table.
    Rows,
    Row,
    Slot,
    /// A list, with the number of its next item where they are numbered.
    List(Option<u32>),
    Item,
    /// Nothing in it is text.
    Skip,
    StyleSheet,
    Select,
    Choice,
    /// The number in front of a paragraph.
    Label,
    /// A tab that stands as spaces.
    Tab,
}

/// An open element.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) look: Look,
}

/// Elements that never have an end.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
        "source", "wbr",
    ];
    VOID.contains(&name)
}

/// What an element is by its name.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "table" => Kind::Table,
        "thead" | "tbody" | "tfoot" | "colgroup" => Kind::Rows,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Slot,
        "ul" | "dir" | "menu" => Kind::List(None),
        "ol" => Kind::List(Some(1)),
        "li" => Kind::Item,
        "select" => Kind::Select,
        "option" => Kind::Choice,
        "style" => Kind::StyleSheet,
        "script" | "title" | "xml" | "template" | "iframe" | "object" | "applet" | "svg" | "math"
        | "canvas" | "audio" | "video" | "noframes" | "noembed" | "datalist" => Kind::Skip,
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "blockquote" | "center"
        | "address" | "article" | "aside" | "section" | "main" | "nav" | "header" | "footer" | "form"
        | "fieldset" | "legend" | "figure" | "figcaption" | "dl" | "dt" | "dd" | "body" | "html" | "head"
        | "caption" | "details" | "summary" => Kind::Block,
        _ => Kind::Inline,
    }
}

/// The value of an attribute.
pub(super) fn attribute(tag: &StartTag, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// How text looks inside an element: as around it, by its name, its attributes, its classes and its style.
pub(super) fn look(around: Look, name: &str, kind: Kind, tag: &StartTag, sheet: &StyleSheet) -> Look {
    let mut look = Look { fill: None, ..around };
    match name {
        "b" | "strong" => look.set(Emphasis::BOLD, true),
        "i" | "em" | "cite" => look.set(Emphasis::ITALIC, true),
        "u" => look.set(Emphasis::UNDERLINE, true),
        "s" | "strike" | "del" => look.set(Emphasis::STRIKE, true),
        "mark" => look.set(Emphasis::HIGHLIGHT, true),
        "pre" | "textarea" => look.preformatted = true,
        _ => {}
    }
    let inline = kind == Kind::Inline;
    if let Some(value) = attribute(tag, "bgcolor") {
        look.fill = colour(&value.to_ascii_lowercase()).filter(|rgb| *rgb < 0xFF_FF_FF);
    }
    if let Some(value) = attribute(tag, "color") {
        look.declare(&format!("color:{value}"), inline);
    }
    if let Some(face) = attribute(tag, "face") {
        look.declare(&format!("font-family:{face}"), inline);
    }
    for class in attribute(tag, "class").unwrap_or_default().split_whitespace() {
        if let Some(declarations) = sheet.class(class) {
            look.declare(declarations, inline);
        }
    }
    if let Some(style) = attribute(tag, "style") {
        look.declare(&style, inline);
    }
    look.hidden |= tag.attributes.contains_key(b"hidden".as_slice());
    look
}
