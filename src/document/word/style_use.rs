//! A quick look at which styles a document uses and whether they bear on what its text says. It spares most
//! documents the reading of a styles part that is as long as the form itself.

use super::look::is_telling;
use memchr::{memchr, memmem};

/// What a styles part says of whether its styles bear on what a text says.
#[derive(Debug)]
pub(super) struct StyleUse {
    /// Whether what holds for all texts does.
    defaults_tell: bool,
    outlines: Vec<Outline>,
}

impl StyleUse {
    pub(super) fn of(styles: &[u8]) -> Self {
        let (defaults, styles) = parted(styles);
        let outlines = styles.into_iter().map(Outline::of).collect();
        Self { defaults_tell: tells(defaults), outlines }
    }

    /// Whether a style that is used, or one below it, bears on what text says: by its font or numbers, or as it hides
    /// text or strikes it out; a character style by any emphasis.
    pub(super) fn matters(&self, stories: &[&[u8]]) -> bool {
        if self.defaults_tell {
            return true;
        }
        let defaults = self.outlines.iter().filter(|o| o.is_default);
        let mut used: Vec<&str> = defaults.filter_map(|o| o.id.as_deref()).collect();
        for (kind, id) in stories.iter().flat_map(|story| named(story)) {
            if kind == b'r' && self.called(id).any(|o| o.is_emphatic) {
                return true;
            }
            note(&mut used, id);
        }
        // The list grows by the styles below; each stands in it once.
        let mut at = 0;
        while let Some(id) = used.get(at).copied() {
            for outline in self.called(id) {
                if outline.tells {
                    return true;
                }
                if let Some(below) = &outline.below {
                    note(&mut used, below);
                }
            }
            at += 1;
        }
        false
    }

    fn called<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Outline> {
        self.outlines.iter().filter(move |o| o.id.as_deref() == Some(id))
    }
}

/// The styles that a part names for its paragraphs and runs: each with the first letter of `pStyle` or `rStyle`.
fn named(story: &[u8]) -> impl Iterator<Item = (u8, &str)> {
    values(story, "Style").filter_map(|(before, id)| Some((before.filter(|b| b"pr".contains(b))?, id)))
}

fn note<'a>(used: &mut Vec<&'a str>, id: &'a str) {
    if !used.contains(&id) {
        used.push(id);
    }
}

/// The first attribute of each tag whose name ends so, where it has only one, and the letter before that end.
pub(super) fn values<'a>(part: &'a [u8], end: &'a str) -> impl Iterator<Item = (Option<u8>, &'a str)> {
    memmem::find_iter(part, end).filter_map(|at| {
        let rest = part.get(at..)?;
        let value = str::from_utf8(rest.get(..memchr(b'>', rest)?)?).ok()?.split(['"', '\'']).nth(1)?;
        Some((at.checked_sub(1).and_then(|before| part.get(before)).copied(), value))
    })
}

/// A style, so far as it is asked about here.
#[derive(Debug)]
struct Outline {
    id: Option<Box<str>>,
    is_default: bool,
    /// Whether it bears on what a text says.
    tells: bool,
    /// Whether it says anything of how letters look.
    is_emphatic: bool,
    /// The style that it is based on.
    below: Option<Box<str>>,
}

impl Outline {
    /// The style whose bytes these are, from its start tag to the next.
    fn of(bytes: &[u8]) -> Self {
        let tag = bytes.get(..memchr(b'>', bytes).unwrap_or(bytes.len())).unwrap_or_default();
        let tag = str::from_utf8(tag).unwrap_or_default();
        let id = tag.split_once("styleId").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
        Self {
            id: id.map(Box::from),
            is_default: tag.contains("default="),
            tells: tells(bytes),
            is_emphatic: memmem::find(bytes, b"rPr").is_some(),
            below: values(bytes, "basedOn").next().map(|(_, id)| id.into()),
        }
    }
}

/// What stands before the styles, and the styles.
fn parted(part: &[u8]) -> (&[u8], Vec<&[u8]>) {
    let begins = |at: &usize| matches!(part.get(at.wrapping_sub(1)), Some(b':' | b'<'));
    let starts: Vec<usize> = memmem::find_iter(part, b"style ").filter(begins).collect();
    let ends = starts.iter().copied().skip(1).chain([part.len()]);
    let styles = starts.iter().zip(ends).filter_map(|(from, to)| part.get(*from..to));
    let defaults = part.get(..starts.first().copied().unwrap_or(part.len()));
    (defaults.unwrap_or_default(), styles.collect())
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
        StyleUse::of(styles.as_bytes()).matters(&[story.as_bytes()])
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
