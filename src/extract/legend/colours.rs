//! What a form says that the colour of a square means: *tô màu vàng nếu có biểu hiện, tô màu xanh nếu không có*.

use super::{Meaning, meaning};
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::Answer;
use crate::text::{fold, nfc};

/// A colour that a form speaks of, in its own word, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Colour {
    /// The word: `vàng`.
    pub name: &'static str,
    /// What a square of that colour means.
    pub meaning: Meaning,
}

/// The word for a square that is not coloured in.
pub(crate) const WHITE: &str = "trắng";

/// Words for colours; of those that begin alike the longer first. With each the hues that it may be, in degrees.
const NAMES: [(&str, &[(u32, u32)]); 15] = [
    ("vàng", &[(40, 70)]),
    ("xanh lá", &[(70, 170)]),
    ("xanh lục", &[(70, 170)]),
    ("xanh dương", &[(170, 262)]),
    ("xanh da trời", &[(170, 262)]),
    ("xanh nước biển", &[(170, 262)]),
    ("xanh lam", &[(170, 262)]),
    ("xanh biển", &[(170, 262)]),
    ("xanh", &[(70, 262)]),
    ("đỏ", &[(0, 16), (338, 361)]),
    ("cam", &[(16, 46)]),
    ("hồng", &[(290, 361), (0, 8)]),
    ("tím", &[(255, 322)]),
    ("xám", &[]),
    ("ghi xám", &[]),
];

/// Below this share of the brightest part a colour is grey, in hundredths.
const GREY: u32 = 12;

/// Whether a line may speak of colours. Few do.
pub(crate) fn may_speak(text: &str) -> bool {
    ["tô ", "Tô ", "TÔ ", "màu", "Màu", "MÀU"].iter().any(|word| text.contains(word)) || calls_squares(text)
}

/// Whether a line calls squares by their colour alone: *ô trắng*, *ô vàng*.
fn calls_squares(text: &str) -> bool {
    let mut squares = ["ô ", "Ô "].iter().flat_map(|word| text.match_indices(*word));
    squares.any(|(at, word)| {
        let next =
            text[at + word.len()..].split([' ', ':', ',', '=']).next().unwrap_or_default().to_lowercase();
        let alone = !text[..at].ends_with(char::is_alphanumeric);
        alone && (next == WHITE || NAMES.iter().any(|(name, _)| name.split(' ').next() == Some(&*next)))
    })
}

/// The colours that a line explains. Where it says two things of one, or of another nothing, it explains none.
pub(crate) fn read(text: &str, vocabulary: &Vocabulary) -> Vec<Colour> {
    if !may_speak(text) {
        return Vec::new();
    }
    let lower = nfc(text).to_lowercase();
    let mut found: Vec<Colour> = Vec::new();
    for piece in lower.split([';', ',', '\n', '\t']).flat_map(|piece| piece.split(". ")) {
        let named = NAMES.iter().find_map(|(name, _)| Some((word_at(piece, name)?, *name, *name)));
        let Some((at, word, name)) = named.or_else(|| white(piece)) else { continue };
        let rest = format!("{} {}", &piece[..at], &piece[at + word.len()..]);
        let Some(meaning @ (Answer::Yes | Answer::No, _)) = meaning(&fold(&rest), vocabulary) else {
            return Vec::new();
        };
        match found.iter().find(|colour| colour.name == name) {
            Some(before) if before.meaning != meaning => return Vec::new(),
            Some(_) => {}
            None => found.push(Colour { name, meaning }),
        }
    }
    found
}

/// Where a piece speaks of squares that are white or not coloured in, the words and the name for it. *Phiếu trắng* is no
/// square.
fn white(piece: &str) -> Option<(usize, &'static str, &'static str)> {
    let of_square = |at: &usize| {
        let before = piece[..*at].split_whitespace().next_back();
        before.is_some_and(|word| ["ô", "màu", "nền", "tô", "để", "bỏ"].contains(&word))
    };
    let named = word_at(piece, WHITE).filter(of_square).map(|at| (at, WHITE, WHITE));
    let not_coloured = ["không tô màu", "không tô", "chưa tô màu", "chưa tô"];
    named.or_else(|| not_coloured.iter().find_map(|words| Some((word_at(piece, words)?, *words, WHITE))))
}

/// Where a word stands in a text, not as the beginning of a longer one.
fn word_at(text: &str, word: &str) -> Option<usize> {
    let bounded = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    text.match_indices(word).map(|(at, _)| at).find(bounded)
}

impl Colour {
    /// Whether a fill may be called by its word.
    pub(crate) fn fits(&self, fill: u32) -> bool {
        let hues = NAMES.iter().find(|(name, _)| *name == self.name).map_or(&[][..], |(_, hues)| hues);
        match hue(fill) {
            Some(hue) => hues.iter().any(|(from, to)| (*from..*to).contains(&hue)),
            None => hues.is_empty(),
        }
    }
}

/// The hue of a colour in degrees; `None` where it is grey.
fn hue(rgb: u32) -> Option<u32> {
    let part = |shift: u32| i64::from(rgb >> shift & 0xFF);
    let (red, green, blue) = (part(16), part(8), part(0));
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread * 100 <= most * i64::from(GREY) {
        return None;
    }
    let degrees = match most {
        _ if most == red => 60 * (green - blue) / spread,
        _ if most == green => 120 + 60 * (blue - red) / spread,
        _ => 240 + 60 * (red - green) / spread,
    };
    u32::try_from(degrees.rem_euclid(360)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let letter = |colour: &Colour| {
            format!("{}:{}", colour.name, if colour.meaning.0 == Answer::Yes { "y" } else { "n" })
        };
        read(text, &Vocabulary::built_in()).iter().map(letter).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn colours_mean_what_the_line_says() {
        let cases = [
            (
                "Cách ghi: tô màu vàng nếu có biểu hiện, tô màu xanh lá nếu không có biểu hiện",
                "vàng:y xanh lá:n",
            ),
            ("Ô tô vàng: có biểu hiện; ô tô xanh: không có biểu hiện", "vàng:y xanh:n"),
            ("Biểu hiện nào có thì tô đỏ, không thì tô xanh", "đỏ:y xanh:n"),
            ("Màu cam = có, màu xám = không", "cam:y xám:n"),
            ("Có biểu hiện: tô màu hồng", "hồng:y"),
            ("ô trắng: không có; ô vàng: có", "trắng:n vàng:y"),
            ("Ô trắng là không có, ô màu đỏ là có biểu hiện", "trắng:n đỏ:y"),
            ("Tô vàng nếu có, không tô nếu không có", "vàng:y trắng:n"),
            ("Bỏ phiếu trắng: không có; màu mè", ""),
            ("Ô trắng: có; ô trắng: không", ""),
            ("Tô màu vàng lựa chọn của đồng chí", ""),
            ("Tô vàng nếu có; tô vàng nếu không", ""),
            ("Vắng mặt có lý do, màu mè", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn the_colours_of_office_programs_have_their_usual_names() {
        let named = |fill: u32| {
            let fits = |name: &&'static str| Colour { name, meaning: (Answer::Yes, None) }.fits(fill);
            ["vàng", "xanh lá", "xanh dương", "xanh", "đỏ", "cam", "tím", "xám"]
                .into_iter()
                .filter(fits)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(named(0xFF_FF00), "vàng");
        assert_eq!(named(0xFF_FF99), "vàng");
        assert_eq!(named(0x92_D050), "xanh lá xanh");
        assert_eq!(named(0x00_B050), "xanh lá xanh");
        assert_eq!(named(0x00_B0F0), "xanh dương xanh");
        assert_eq!(named(0xC0_0000), "đỏ");
        assert_eq!(named(0xFF_C000), "vàng cam", "between both, and so neither where a form speaks of both");
        assert_eq!(named(0xD9_D9D9), "xám");
    }
}
