//! Whether a part is well-formed on every way through its statements. Where that is certain for the template, no paper
//! made of it need be looked through again: fields are written as text and open no element.

/// The statements that begin a block, those that part it, and those that stand alone.
const BLOCKS: [&str; 8] = ["if", "for", "with", "filter", "macro", "call", "autoescape", "block"];
const PARTING: [&str; 2] = ["elif", "else"];

/// Whether each block of statements, and each part of it, closes the elements that it opens and no others. Says no
/// where it cannot tell, such as for a tag inside an attribute.
pub(super) fn always_nests(text: &str) -> bool {
    let mut nesting = Nesting::default();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        let Some(after) = rest.get(at..).and_then(|rest| nesting.take(rest)) else { return false };
        rest = after;
    }
    nesting.elements.is_empty() && nesting.blocks.is_empty()
}

/// What is open at a place of the text.
#[derive(Default)]
struct Nesting<'t> {
    elements: Vec<&'t str>,
    /// For each block, how many elements were open before it.
    blocks: Vec<usize>,
}

impl<'t> Nesting<'t> {
    /// Takes what begins here, and gives what follows it; `None` where it breaks the nesting or cannot be told.
    fn take(&mut self, text: &'t str) -> Option<&'t str> {
        let (inside, after) = if let Some(statement) = text.strip_prefix("{%") {
            let (statement, after) = statement.split_once("%}")?;
            return self.statement(statement).then_some(after);
        } else if let Some(expression) = text.strip_prefix("{{") {
            expression.split_once("}}")?
        } else if let Some(remark) = text.strip_prefix("{#") {
            remark.split_once("#}")?
        } else if let Some(remark) = text.strip_prefix("<!--") {
            remark.split_once("-->")?
        } else if let Some(declaration) = text.strip_prefix("<?") {
            declaration.split_once("?>")?
        } else if let Some(element) = text.strip_prefix('<') {
            let (element, after) = element.split_at_checked(end_of_tag(element)?)?;
            return (is_plain(element) && self.element(element)).then(|| after.get(1..)).flatten();
        } else {
            return text.get(1..);
        };
        is_plain(inside).then_some(after)
    }

    fn statement(&mut self, statement: &str) -> bool {
        let statement = statement.trim_start_matches(['-', '+']).trim_start();
        let word = statement.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let level = self.blocks.last().is_none_or(|before| *before == self.elements.len());
        if BLOCKS.contains(&word) {
            self.blocks.push(self.elements.len());
            true
        } else if PARTING.contains(&word) {
            level && !self.blocks.is_empty()
        } else if word.strip_prefix("end").is_some_and(|block| BLOCKS.contains(&block)) {
            level && self.blocks.pop().is_some()
        } else {
            word == "set" && statement.contains('=')
        }
    }

    fn element(&mut self, tag: &'t str) -> bool {
        if let Some(name) = tag.strip_prefix('/') {
            let own = self.blocks.last().is_none_or(|before| *before < self.elements.len());
            return own && self.elements.pop() == Some(name.trim_end());
        }
        if !tag.ends_with('/') {
            self.elements.push(tag.split([' ', '\t', '\r', '\n']).next().unwrap_or_default());
        }
        !tag.starts_with('!')
    }
}

/// Where a tag ends: at the first `>` outside quotation marks (XML 1.0, 3.1).
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quoted = None;
    tag.bytes().position(|byte| {
        match (byte, quoted) {
            (b'"' | b'\'', None) => quoted = Some(byte),
            (_, Some(mark)) if mark == byte => quoted = None,
            _ => {}
        }
        byte == b'>' && quoted.is_none()
    })
}

/// Whether a tag, a remark or an expression holds none of the others.
fn is_plain(inside: &str) -> bool {
    !["{{", "{%", "{#", "<"].iter().any(|mark| inside.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_close_what_they_open_nest_whatever_the_fields_say() {
        for text in [
            "<a><b x=\"1>2\"/>{{ n|so }}</a>",
            "<?xml version=\"1.0\"?><a>{% if x %}<b>1</b>{% elif y %}2{%- else -%}<b/>{% endif %}</a>",
            "<a>{% for x in y %}<b>{% if x %}{{ x }}{% endif %}</b>{% endfor %}<!-- c --></a>",
            "<a>{% set n = 1 %}{# a remark #}{ 1 }</a>",
        ] {
            assert!(always_nests(text), "{text}");
        }
    }

    #[test]
    fn what_a_statement_may_break_or_hide_is_not_certain() {
        for text in [
            "<a>{% if x %}<b>{% endif %}</b></a>",
            "<a>{% if x %}</a><a>{% endif %}</a>",
            "<a><b>{% if x %}</b>{% else %}</b>{% endif %}</a>",
            "<a>{% if x %}<b>{% else %}</b>{% endif %}</a>",
            "<a>{% if x %}</a>",
            "<a>{% endif %}</a>",
            "<a x=\"{{ y }}\"/>",
            "<a>{# <b> #}</a>",
            "<a>{% include 'x' %}</a>",
            "<a><b></a></b>",
            "<a>",
            "<a",
        ] {
            assert!(!always_nests(text), "{text}");
        }
    }
}
