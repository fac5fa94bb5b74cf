//! The texts of an RTF file, found without its reader: letters of ASCII and letters given by their number in Unicode.
//! Letters beyond ASCII in a code page would need the fonts; they hardly stand without others.

use super::super::census::short::Take;

/// What text in a group is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    /// None, but a group in it may hold some.
    Within,
    Never,
}

/// A group: what its text is, and how many characters stand in for one that is given by its number.
#[derive(Clone, Copy)]
struct Group {
    shown: Shown,
    substitutes: usize,
}

/// Groups that no page shows.
const UNSEEN: [&str; 29] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "listtext",
    "pntext",
    "fldinst",
    "formfield",
    "ffl",
    "pict",
    "mmath",
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
/// Groups whose own text is data, with groups of text in them.
const HOLDERS: [&str; 6] = ["shp", "do", "shpinst", "sp", "object", "upr"];
/// Groups that show their text wherever they stand.
const SEEN: [&str; 5] = ["shptxt", "dptxbxtext", "result", "ud", "annotation"];
/// Groups marked as ones that old programs may pass over, whose text a page shows all the same.
const KNOWN: [&str; 4] = ["shppict", "nesttableprops", "footnote", "fldrslt"];

/// Takes the texts of a file.
pub(super) fn each_text(rtf: &[u8], take: &mut Take<'_>) {
    let mut scan = Scan { rest: rtf, groups: Vec::new(), skip: 0, leads: false, half: None };
    let (mut text, mut starred) = (String::new(), false);
    while let Some((first, rest)) = scan.rest.split_first() {
        scan.rest = rest;
        match first {
            b'{' | b'}' => {
                std::mem::take(&mut text).split('\n').for_each(&mut *take);
                scan.skip = 0;
                starred = false;
                let around = scan.group();
                if *first == b'{' {
                    scan.groups.push(around);
                } else if scan.groups.pop().is_some() && scan.groups.is_empty() {
                    return;
                }
            }
            b'\\' => scan.control(&mut text, &mut starred),
            b'\r' | b'\n' => {}
            byte => {
                scan.leads = false;
                scan.letter(*byte, &mut text);
            }
        }
    }
}

/// A file on the way.
struct Scan<'a> {
    rest: &'a [u8],
    groups: Vec<Group>,
    /// How many characters stand in for the letter before.
    skip: usize,
    /// Whether the byte before may be the first half of a letter, of which the next one is the other.
    leads: bool,
    half: Option<u16>,
}

impl Scan<'_> {
    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { shown: Shown::Yes, substitutes: 1 })
    }

    fn letter(&mut self, byte: u8, text: &mut String) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if byte.is_ascii() && self.group().shown == Shown::Yes {
            text.push(char::from(byte));
        }
    }

    fn control(&mut self, text: &mut String, starred: &mut bool) {
        let count = |bytes: &[u8], is: fn(&u8) -> bool| bytes.iter().take_while(|b| is(b)).count();
        let letters = count(self.rest, u8::is_ascii_alphabetic);
        if letters == 0 {
            return self.symbol(text, starred);
        }
        let (word, rest) = self.rest.split_at(letters);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = sign + count(rest.get(sign..).unwrap_or_default(), u8::is_ascii_digit);
        let digits = if digits == sign { 0 } else { digits };
        let (number, rest) = rest.split_at(digits);
        let number: Option<i64> = str::from_utf8(number).ok().and_then(|n| n.parse().ok());
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let starred = std::mem::take(starred);
        match (word, number) {
            (b"bin", size) => {
                let size = size.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                self.rest = self.rest.get(size..).unwrap_or_default();
            }
            _ if self.skip > 0 => self.skip -= 1,
            (b"u", Some(number)) => self.unicode(number, text),
            (b"uc", count) => {
                if let Some(group) = self.groups.last_mut() {
                    group.substitutes = count.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
                }
            }
            (b"par" | b"cell" | b"nestcell" | b"row" | b"line" | b"sect", _) => text.push('\n'),
            (word, _) => self.direct(word, starred),
        }
    }

    fn symbol(&mut self, text: &mut String, starred: &mut bool) {
        let Some((symbol, rest)) = self.rest.split_first() else { return };
        self.rest = rest;
        match symbol {
            b'*' => *starred = true,
            b'\'' => {
                let code = rest.get(..2).and_then(|code| str::from_utf8(code).ok());
                let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
                if let Some(byte) = byte {
                    self.rest = rest.get(2..).unwrap_or_default();
                    let follows = self.leads;
                    self.leads = !follows && !byte.is_ascii();
                    self.letter(if follows { u8::MAX } else { byte }, text);
                }
                return;
            }
            b'{' | b'}' | b'\\' => self.letter(*symbol, text),
            b'~' | b'_' => self.skip = self.skip.saturating_sub(1),
            _ => {}
        }
        self.leads = false;
    }

    /// A UTF-16 unit as a signed number.
    fn unicode(&mut self, number: i64, text: &mut String) {
        let group = self.group();
        self.skip = group.substitutes;
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        let half = self.half.take();
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
        } else if group.shown == Shown::Yes {
            text.extend(char::decode_utf16(half.into_iter().chain([unit])).flatten());
        }
    }

    /// Takes a word that may say what the text of its group is.
    fn direct(&mut self, word: &[u8], starred: bool) {
        let word = str::from_utf8(word).unwrap_or_default();
        let Some(group) = self.groups.last_mut().filter(|g| g.shown != Shown::Never) else { return };
        if SEEN.contains(&word) {
            group.shown = Shown::Yes;
        } else if HOLDERS.contains(&word) {
            group.shown = Shown::Within;
        } else if UNSEEN.contains(&word) || starred && !KNOWN.contains(&word) {
            group.shown = Shown::Never;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_page_is_found_and_no_other() {
        let rtf = br"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator khong;}a\b  b\par\u7883?\uc2\u225\'e1x{\field{\*\fldinst khong}{\fldrslt c}}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt d}}}\'7b{\pict 0011}\{{\*\annotation e}\'94\'4f\'e1g}f";
        let mut all = String::new();
        each_text(rtf, &mut |text| all.push_str(text));
        assert_eq!(all, "a bịácd{{eg");
    }
}
