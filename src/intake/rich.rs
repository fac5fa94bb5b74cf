//! Texts of mails as Outlook keeps them: compressed RTF ([MS-OXRTFCP]), in which a web page may be wrapped
//! ([MS-OXRTFEX]).

use super::outlook::windows_encoding;
use encoding_rs::{Encoding, WINDOWS_1252};

/// What every text begins with before its first byte ([MS-OXRTFCP] 2.1.2.1).
const BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \
\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4_096;
/// The most bytes of the text of a mail.
const LIMIT: usize = 16 << 20;
/// The most groups that may stand inside one another.
const DEPTH_LIMIT: usize = 2_000;

/// The RTF under the compression; `None` where it is damaged.
pub(super) fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (size, kind, sum) = (usize::try_from(number(4)?).ok()?, number(8)?, number(12)?);
    // The first number counts all bytes behind itself.
    let end = usize::try_from(number(0)?).ok()?.checked_add(4)?;
    let data = bytes.get(16..end)?;
    match &kind.to_le_bytes() {
        b"MELA" => data.get(..size).map(<[u8]>::to_vec),
        b"LZFu" if checksum(data) == sum && size <= LIMIT => unfolded(data, size),
        _ => None,
    }
}

/// Bytes and references to bytes before, eight by eight behind a byte that tells them apart (3.1.3).
fn unfolded(data: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut window = [b' '; WINDOW];
    window.get_mut(..BEFORE.len())?.copy_from_slice(BEFORE);
    let (mut at, mut text, mut data) = (BEFORE.len(), Vec::new(), data.iter().copied());
    let mut put = |byte: u8, window: &mut [u8; WINDOW], text: &mut Vec<u8>| {
        window[at] = byte;
        at = (at + 1) % WINDOW;
        text.push(byte);
        at
    };
    let mut next = BEFORE.len();
    loop {
        let kinds = data.next()?;
        for kind in 0..8 {
            if kinds >> kind & 1 == 0 {
                next = put(data.next()?, &mut window, &mut text);
            } else {
                let reference = u16::from_be_bytes([data.next()?, data.next()?]);
                let from = usize::from(reference >> 4);
                // A reference to what comes next is the end.
                if from == next {
                    return Some(text).filter(|text| text.len() == size);
                }
                for step in 0..usize::from(reference & 0xF) + 2 {
                    let byte = window[(from + step) % WINDOW];
                    next = put(byte, &mut window, &mut text);
                }
            }
            if text.len() > size {
                return None;
            }
        }
    }
}

/// CRC-32 without its first and last steps (3.1.1.1.2).
fn checksum(data: &[u8]) -> u32 {
    data.iter().fold(0, |sum: u32, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    })
}

/// The web page that is wrapped in RTF, if one is; else its text alone.
pub(super) enum Wrapped {
    Page(String),
    Text(String),
}

/// What is wrapped in RTF; `None` where it breaks off.
pub(super) fn wrapped(rtf: &[u8]) -> Option<Wrapped> {
    // The mark stands among the first words ([MS-OXRTFEX] 2.1.3.1).
    let is_page = memchr::memmem::find(rtf.get(..256).unwrap_or(rtf), b"\\fromhtml1").is_some();
    let mut scan = Scan {
        rest: rtf,
        is_page,
        groups: Vec::new(),
        skip: 0,
        starred: false,
        encoding: WINDOWS_1252,
        bytes: Vec::new(),
        half: None,
        text: String::new(),
    };
    scan.run()?;
    Some(if is_page { Wrapped::Page(scan.text) } else { Wrapped::Text(scan.text) })
}

/// A group: whether its text is part of the page, and how many characters stand in for one of `\u`.
#[derive(Clone, Copy)]
struct Group {
    unseen: bool,
    /// Whether it is a copy for readers of RTF alone (`\htmlrtf`).
    copy: bool,
    substitutes: usize,
}

struct Scan<'a> {
    rest: &'a [u8],
    is_page: bool,
    groups: Vec<Group>,
    skip: usize,
    starred: bool,
    encoding: &'static Encoding,
    /// Bytes of the code page that are not decoded yet.
    bytes: Vec<u8>,
    half: Option<u16>,
    text: String,
}

impl Scan<'_> {
    fn run(&mut self) -> Option<()> {
        while let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            match first {
                b'{' | b'}' => {
                    self.flush();
                    (self.skip, self.starred) = (0, false);
                    if *first == b'{' {
                        self.groups.push(self.group());
                    } else {
                        self.groups.pop()?;
                    }
                    if self.groups.len() > DEPTH_LIMIT {
                        return None;
                    }
                    if self.groups.is_empty() {
                        return Some(());
                    }
                }
                b'\\' => self.control()?,
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        None
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { unseen: false, copy: false, substitutes: 1 })
    }

    fn shows(&self) -> bool {
        let group = self.group();
        !group.unseen && !group.copy
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.shows() {
            self.bytes.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            self.text.push_str(&self.encoding.decode_without_bom_handling(&self.bytes).0);
            self.bytes.clear();
        }
    }

    fn put(&mut self, text: &str) {
        self.flush();
        if self.shows() {
            self.text.push_str(text);
        }
    }

    fn control(&mut self) -> Option<()> {
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            return self.symbol();
        }
        let (word, rest) = self.rest.split_at(letters);
        let word = str::from_utf8(word).ok()?;
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(sign).take_while(|b| b.is_ascii_digit()).count();
        let (number, rest) = rest.split_at(if digits == 0 { 0 } else { sign + digits });
        let number: Option<i64> = str::from_utf8(number).ok()?.parse().ok();
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        if word == "bin" {
            let size = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            self.rest = self.rest.get(size..)?;
        } else if self.skip > 0 {
            self.skip -= 1;
        } else {
            let starred = std::mem::take(&mut self.starred);
            self.word(word, number, starred);
        }
        Some(())
    }

    fn symbol(&mut self) -> Option<()> {
        let (symbol, rest) = self.rest.split_first()?;
        self.rest = rest;
        match symbol {
            b'*' => self.starred = true,
            b'\'' => {
                let code = str::from_utf8(rest.get(..2)?).ok()?;
                self.rest = rest.get(2..)?;
                self.byte(u8::from_str_radix(code, 16).ok()?);
            }
            b'{' | b'}' | b'\\' => self.byte(*symbol),
            b'~' => self.put("\u{A0}"),
            b'_' => self.put("\u{2011}"),
            b'\r' | b'\n' => self.put("\n"),
            _ => {}
        }
        Some(())
    }

    fn word(&mut self, word: &str, number: Option<i64>, starred: bool) {
        match (word, number) {
            ("u", Some(number)) => self.unicode(number),
            ("par" | "line", _) => self.put("\n"),
            ("tab", _) => self.put("\t"),
            ("lquote", _) => self.put("‘"),
            ("rquote", _) => self.put("’"),
            ("ldblquote", _) => self.put("“"),
            ("rdblquote", _) => self.put("”"),
            ("bullet", _) => self.put("•"),
            ("endash", _) => self.put("–"),
            ("emdash", _) => self.put("—"),
            ("ansicpg", Some(page)) => self.encoding = windows_encoding(page.unsigned_abs()),
            (word, number) => {
                self.flush();
                let is_page = self.is_page;
                let Some(group) = self.groups.last_mut() else { return };
                match word {
                    "uc" => {
                        group.substitutes = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
                    }
                    "htmlrtf" => group.copy = number != Some(0),
                    "htmltag" if starred && is_page => {}
                    "fonttbl" | "colortbl" | "stylesheet" | "info" | "pict" | "object" => group.unseen = true,
                    _ if starred => group.unseen = true,
                    _ => {}
                }
            }
        }
    }

    /// A UTF-16 unit as a signed number.
    fn unicode(&mut self, number: i64) {
        self.skip = self.group().substitutes;
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        let half = self.half.take();
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
        } else {
            let text: String = char::decode_utf16(half.into_iter().chain([unit])).flatten().collect();
            self.put(&text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_text_is_unfolded_and_its_checksum_compared() {
        // The example of the specification (4.1.1).
        let packed: [u8; 49] = [
            0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 3, 0, 0x0A, 0,
            0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 9, 0,
            0x20, 0x62, 0x77, 5, 0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
        ];
        let text = unpacked(&packed).map(|text| String::from_utf8_lossy(&text).into_owned());
        assert_eq!(text.as_deref(), Some("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"));
        for at in 16..packed.len() {
            let mut damaged = packed;
            damaged[at] ^= 4;
            assert_eq!(unpacked(&damaged), None, "byte {at}");
        }
        assert_eq!(unpacked(&packed[..40]), None);
    }

    #[test]
    fn a_wrapped_page_is_taken_out_without_its_copy_for_readers_of_rtf() {
        let rtf = br"{\rtf1\ansi\ansicpg1258\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag18 <p class=\'22a\'22>}\htmlrtf {\htmlrtf0 Kh\u244?ng c\'f3\htmlrtf\par}\htmlrtf0
{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 x{\*\mhtmltag18 <p>}{\*\htmltag26 </p>\par}}";
        let Some(Wrapped::Page(page)) = wrapped(rtf) else { panic!("a page") };
        assert_eq!(page, "<p class=\"a\">Không có&nbsp;x</p>\n");
    }

    #[test]
    fn text_that_breaks_off_is_none() {
        assert!(wrapped(br"{\rtf1 a").is_none());
        assert!(matches!(wrapped(br"{\rtf1 a\par b}"), Some(Wrapped::Text(text)) if text == "a\nb"));
    }
}
