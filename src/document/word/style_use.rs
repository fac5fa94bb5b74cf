//! A quick look at which styles a document uses and whether they bear on what its text says. It spares most
//! documents the reading of a styles part that is as long as the form itself.

use super::look::is_telling;
use memchr::{memchr, memmem};

/// Whether a style that is used, or one below it, bears on what text says: by its font or numbers, or as it hides
/// text or strikes it out; a character style by any emphasis.
pub(super) fn styles_matter(styles: &[u8], stories: &[&[u8]]) -> bool {
    let (defaults, outlines) = outlines(styles);
    if tells(defaults) {
        return true;
    }
    let mut used: Vec<&str> = outlines.iter().filter(|o| o.is_default).filter_map(|o| o.id).collect();
    for story in stories {
        for id in values(story, "rStyle") {
            let is_plain = |o: &Outline<'_>| o.id != Some(id) || memmem::find(o.bytes, b"rPr").is_none();
            if !outlines.iter().all(is_plain) {
                return true;
            }
            note(&mut used, id);
        }
        values(story, "pStyle").for_each(|id| note(&mut used, id));
    }
    // The list grows by the styles below; each stands in it once.
    let mut at = 0;
    while let Some(id) = used.get(at).copied() {
        for outline in outlines.iter().filter(|o| o.id == Some(id)) {
            if tells(outline.bytes) {
                return true;
            }
            if let Some(below) = values(outline.bytes, "basedOn").next() {
                note(&mut used, below);
            }
        }
        at += 1;
    }
    false
}

fn note<'a>(used: &mut Vec<&'a str>, id: &'a str) {
    if !used.contains(&id) {
        used.push(id);
    }
}

/// The first attribute of each tag of a name, where it has only one.
pub(super) fn values<'a>(part: &'a [u8], name: &'a str) -> impl Iterator<Item = &'a str> {
    memmem::find_iter(part, name).filter_map(|at| {
        let rest = part.get(at..)?;
        str::from_utf8(rest.get(..memchr(b'>', rest)?)?).ok()?.split(['"', '\'']).nth(1)
    })
}

/// A style as its bytes have it.
struct Outline<'a> {
    id: Option<&'a str>,
    is_default: bool,
    /// From its start tag to the next.
    bytes: &'a [u8],
}

impl<'a> Outline<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let tag = bytes.get(..memchr(b'>', bytes).unwrap_or(bytes.len())).unwrap_or_default();
        let tag = str::from_utf8(tag).unwrap_or_default();
        let id = tag.split_once("styleId").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
        Self { id, is_default: tag.contains("default="), bytes }
    }
}

/// What stands before the styles, and the styles.
fn outlines(part: &[u8]) -> (&[u8], Vec<Outline<'_>>) {
    let begins = |at: &usize| matches!(part.get(at.wrapping_sub(1)), Some(b':' | b'<'));
    let starts: Vec<usize> = memmem::find_iter(part, b"style ").filter(begins).collect();
    let ends = starts.iter().copied().skip(1).chain([part.len()]);
    let outlines = starts.iter().zip(ends).filter_map(|(from, to)| part.get(*from..to).map(Outline::of));
    let defaults = part.get(..starts.first().copied().unwrap_or(part.len()));
    (defaults.unwrap_or_default(), outlines.collect())
}

fn tells(styles: &[u8]) -> bool {
    const TELLING: [&str; 3] = ["numPr", "vanish", "trike"];
    let mut fonts = memmem::find_iter(styles, "rFonts").filter_map(|at| {
        let rest = styles.get(at..)?;
        str::from_utf8(rest.get(..memchr(b'>', rest)?)?).ok()
    });
    TELLING.iter().any(|word| memmem::find(styles, word.as_bytes()).is_some())
        || fonts.any(|tag| tag.split(['"', '\'']).skip(1).step_by(2).any(is_telling))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(style: &str, story: &str) -> bool {
        let styles = format!(
            r#"<w:styles><w:docDefaults><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:docDefaults><w:style w:default="1" w:styleId="Normal"/><w:style w:type="paragraph" w:styleId="Over"><w:basedOn w:val="Under"/></w:style><w:style w:styleId="Under">{style}</w:style></w:styles>"#
        );
        styles_matter(styles.as_bytes(), &[story.as_bytes()])
    }

    #[test]
    fn styles_matter_where_one_in_use_or_one_below_it_bears_on_text() {
        let over = r#"<w:pPr><w:pStyle w:val="Over"/></w:pPr>"#;
        for style in ["<w:numPr/>", "<w:vanish/>", "<w:dstrike/>", r#"<w:rFonts w:hAnsi=".VnTime"/>"#] {
            assert!(matter(style, over), "{style}");
            assert!(!matter(style, r#"<w:pStyle w:val="Normal"/>"#), "{style}");
        }
        assert!(!matter("<w:rPr><w:b/></w:rPr>", over));
        assert!(matter("<w:rPr><w:b/></w:rPr>", r#"<w:rStyle w:val="Under"/>"#));
    }
}
