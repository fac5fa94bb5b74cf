//! The texts of a page, found without its reader: all that stands between tags, but for elements that no program
//! shows as text.

use super::super::census::short::Take;

/// Elements that hold no text of the page.
const UNSEEN: [&str; 16] = [
    "script", "style", "title", "xml", "template", "iframe", "object", "applet", "svg", "math", "canvas",
    "audio", "video", "noframes", "noembed", "datalist",
];

/// Takes the texts of a page. Letters that are named in words other than those of XML are not counted.
pub(super) fn each_text(page: &str, take: &mut Take<'_>) {
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        let (text, markup) = rest.split_at(open);
        plain(text, take);
        let after = markup.get(1..).unwrap_or_default();
        if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            take("<");
            rest = after;
            continue;
        }
        let end = if markup.starts_with("<!--") { behind(markup, "-->") } else { tag(markup) };
        let (tag, behind_tag) = markup.split_at(end);
        rest = behind_tag;
        let name = tag.trim_start_matches('<').split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let name = name.into_iter().next().unwrap_or_default().to_ascii_lowercase();
        if UNSEEN.contains(&name.as_str()) && !tag.ends_with("/>") {
            let closing = format!("</{name}");
            let bytes = rest.as_bytes().windows(closing.len());
            let mut starts = bytes.enumerate().filter(|(_, b)| b.eq_ignore_ascii_case(closing.as_bytes()));
            let at = starts.next().map_or(rest.len(), |(at, _)| at);
            rest = rest.get(at..).unwrap_or_default();
        }
    }
    plain(rest, take);
}

/// The text before the first reference, each character that is named by its number, and so on.
fn plain(text: &str, take: &mut Take<'_>) {
    let mut pieces = text.split('&');
    pieces.next().into_iter().for_each(&mut *take);
    for piece in pieces {
        let Some((name, after)) = piece.split_once(';').filter(|(name, _)| is_name(name)) else {
            // Without its end a reference may be one or none.
            take(piece.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#'));
            continue;
        };
        if let Some(c) = character(name) {
            take(c.encode_utf8(&mut [0; 4]));
        }
        take(after);
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 32 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

fn character(name: &str) -> Option<char> {
    let code = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        _ => name.strip_prefix('#')?,
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => code.parse().ok()?,
    };
    // Programs take these for letters of Windows-1252.
    char::from_u32(code).filter(|_| !(0x80..0xA0).contains(&code) && code != 0)
}

fn behind(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

/// How long a tag is, whose values may hold `>`.
fn tag(markup: &str) -> usize {
    if markup.starts_with("<!") || markup.starts_with("<?") {
        return behind(markup, ">");
    }
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in markup.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            // Quotes only where a value begins; elsewhere they are letters of a name.
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    markup.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_between_tags() {
        let mut all = String::new();
        let page = "<html><head><title>không</title><STYLE>b > c</Style><!-- không --></head><p a='>'>Có &amp; &#7883;&agrave;b 1 < 2\
                    <![if !supportLists]>d<![endif]></p><script>'<p>không'</script></html>";
        each_text(page, &mut |text| all.push_str(text));
        assert_eq!(all, "Có & ịb 1 < 2d");
    }
}
