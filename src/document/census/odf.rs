//! The texts of a part of OpenDocument, found among its bytes without its reader.

use super::resolved;
use super::short::Take;
use memchr::{memchr, memmem};

/// Elements in paragraphs, or with paragraphs in them, that show none of it on the page.
const UNSEEN: [&str; 20] = [
    "text:tracked-changes",
    "text:note-citation",
    "text:ruby-text",
    "text:hidden-text",
    "table:tracked-changes",
    "table:content-validations",
    "table:title",
    "table:desc",
    "svg:title",
    "svg:desc",
    "office:forms",
    "office:binary-data",
    "dc:creator",
    "dc:date",
    "meta:date-string",
    "meta:creator-initials",
    "loext:sender-initials",
    "draw:object",
    "draw:object-ole",
    "draw:image",
];

/// What is counted in a part.
pub(in crate::document) struct Scope {
    /// The elements in which text is counted.
    pub(in crate::document) within: &'static [&'static str],
    /// Whether squares under merged ones are counted.
    pub(in crate::document) covered: bool,
}

/// Takes the texts of the paragraphs of a part that is well formed.
pub(in crate::document) fn each_text(part: &[u8], scope: &Scope, take: &mut Take<'_>) {
    let (mut depth, mut at) = (0_usize, 0_usize);
    // Where the element began that is counted, that is unseen, and the outermost paragraph.
    let (mut counted, mut unseen, mut paragraph) = (None, None, None);
    while let Some(open) = memchr(b'<', part.get(at..).unwrap_or_default()).map(|next| at + next) {
        let shown = counted.is_some() && unseen.is_none() && paragraph.is_some();
        let mut show = |text: &[u8]| {
            if shown {
                take(&String::from_utf8_lossy(text));
            }
        };
        show(&resolved(part.get(at..open).unwrap_or_default()));
        let rest = part.get(open..).unwrap_or_default();
        let (end, inside) = markup(rest);
        at = open + end;
        match inside {
            Markup::Data => show(rest.get(9..end.saturating_sub(3)).unwrap_or_default()),
            Markup::Other => {}
            Markup::End => {
                depth = depth.saturating_sub(1);
                for begun in [&mut counted, &mut unseen, &mut paragraph] {
                    *begun = begun.filter(|at| *at < depth + 1);
                }
            }
            Markup::Start => {
                let tag = str::from_utf8(rest.get(1..end.saturating_sub(1)).unwrap_or_default());
                let tag = tag.unwrap_or_default();
                let is_empty = tag.ends_with('/');
                depth += 1;
                let name = tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
                if scope.within.contains(&name) {
                    counted.get_or_insert(depth);
                }
                if UNSEEN.contains(&name) || replaced(name, tag) || !scope.covered && name == COVERED {
                    unseen.get_or_insert(depth);
                }
                if matches!(name, "text:p" | "text:h") {
                    paragraph.get_or_insert(depth);
                }
                if is_empty {
                    depth -= 1;
                    for begun in [&mut counted, &mut unseen, &mut paragraph] {
                        *begun = begun.filter(|at| *at <= depth);
                    }
                }
            }
        }
    }
}

const COVERED: &str = "table:covered-table-cell";

/// A control whose state or choice stands in place of what is in it.
fn replaced(name: &str, tag: &str) -> bool {
    name.ends_with(":content-control")
        && (tag.contains(":checkbox=\"true\"") || tag.contains(":showing-place-holder=\"true\""))
}

enum Markup {
    Start,
    End,
    Data,
    Other,
}

/// How long the markup is that begins here, and what it is.
fn markup(rest: &[u8]) -> (usize, Markup) {
    let until = |end: &[u8]| memmem::find(rest, end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with(b"<!--") {
        return (until(b"-->"), Markup::Other);
    }
    if rest.starts_with(b"<![CDATA[") {
        return (until(b"]]>"), Markup::Data);
    }
    match rest.get(1) {
        Some(b'?' | b'!') => (until(b">"), Markup::Other),
        Some(b'/') => (until(b">"), Markup::End),
        _ => (tag(rest), Markup::Start),
    }
}

/// How long a start tag is, whose values may hold `>`.
fn tag(rest: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(part: &str) -> Vec<String> {
        let mut texts = Vec::new();
        let scope = Scope { within: &["office:text"], covered: false };
        each_text(part.as_bytes(), &scope, &mut |text| texts.push(text.to_owned()));
        texts.retain(|text| !text.is_empty());
        texts
    }

    #[test]
    fn the_texts_of_paragraphs_are_found_wherever_they_stand() {
        let body = "<office:text><text:p a='>'>a<text:s/>b<text:span>c&amp;</text:span><draw:frame><draw:text-box><text:p>d</text:p>\
                    </draw:text-box><svg:desc>không</svg:desc></draw:frame>e</text:p> không <text:h><![CDATA[<f>]]></text:h></office:text>";
        let part = format!("<d><x><text:p>không</text:p></x>{body}<text:p>không</text:p></d>");
        assert_eq!(texts(&part), ["a", "b", "c&", "d", "e", "<f>"]);
    }

    #[test]
    fn what_no_page_shows_is_not_counted() {
        let body = "<text:tracked-changes><text:p>xóa</text:p></text:tracked-changes><text:p>a<office:annotation><dc:creator>N</dc:creator>\
                    <text:p>ghi</text:p></office:annotation><l:content-control l:checkbox=\"true\">X</l:content-control></text:p>\
                    <table:covered-table-cell><text:p>mất</text:p></table:covered-table-cell><text:p/><!-- <text:p>b</text:p> -->";
        assert_eq!(texts(&format!("<office:text>{body}</office:text>")), ["a", "ghi"]);
    }
}
