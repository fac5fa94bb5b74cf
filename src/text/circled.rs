//! Letters and figures in a circle, `Ⓒ`, `①`: people circle what they choose.

/// The highest figure that has a character of its own with a circle around it.
const HIGHEST: u32 = 20;

/// A letter or a figure with a circle around it; `None` for anything else.
pub fn circled(text: &str) -> Option<char> {
    let letter = text.parse::<char>().ok().filter(char::is_ascii_alphabetic);
    let figure = || text.parse::<u32>().ok().filter(|figure| *figure <= HIGHEST);
    match letter {
        Some(c) if c.is_ascii_uppercase() => char::from_u32('Ⓐ' as u32 + (c as u32 - 'A' as u32)),
        Some(c) => char::from_u32('ⓐ' as u32 + (c as u32 - 'a' as u32)),
        None => match figure()? {
            0 => Some('⓪'),
            n => char::from_u32('①' as u32 + (n - 1)),
        },
    }
}

/// What stands in the circle, where a text is one and nothing else.
pub fn within_circle(text: &str) -> Option<String> {
    let drawn = text.trim().parse::<char>().ok().filter(|c| *c > '\u{2000}')?;
    let letters = ('A'..='Z').chain('a'..='z').map(String::from);
    let mut all = letters.chain((0..=HIGHEST).map(|figure| figure.to_string()));
    all.find(|inner| circled(inner) == Some(drawn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_holds_what_it_was_drawn_around() {
        for (inner, drawn) in [("C", 'Ⓒ'), ("k", 'ⓚ'), ("0", '⓪'), ("1", '①'), ("20", '⑳')] {
            assert_eq!(circled(inner), Some(drawn));
            assert_eq!(within_circle(&format!(" {drawn} ")).as_deref(), Some(inner));
        }
        for text in ["Có", "21", "", "+"] {
            assert_eq!(circled(text), None, "{text}");
        }
        assert_eq!(within_circle("C"), None);
        assert_eq!(within_circle("①②"), None);
    }
}
