//! Text in the code pages of the 1990s: TCVN3 (`.Vn…` fonts) and VNI (`VNI-…` fonts).
//!
//! Word and Excel store such text as the Windows-1252 characters of its codes; only the font makes it
//! Vietnamese. How a reader uses this room:
//!
//! 1. Take the text as stored, before any normalisation and before dropping U+00AD (ư in TCVN3): NFKC would
//!    destroy `µ ª ¸ ¨`. `w:softHyphen` counts as U+00AD where the font is a `.Vn…` one.
//! 2. Join neighbouring runs of a paragraph that have the same font name, whatever else differs: a VNI pair
//!    may be split between runs, and more words tell better than one. The font of a run is `w:rFonts`
//!    `w:ascii` or `w:hAnsi` after styles and defaults; of a rich string in Excel `rFont`, else the slot's font.
//! 3. Call [`decode`] with the joined text; where it gives text, that replaces the joined runs (one run with the first
//!    one's marks is enough) and the file deserves `FileFinding::LegacyText` once.
//! 4. Ask [`looks_garbled`] about the paragraph that results; if so, raise `FileFinding::GarbledText`.

mod tcvn3;
mod vni;

use super::{is_syllable, nfc};
use std::cmp::Ordering;

/// The Unicode (NFC) reading of text stored in a legacy code page; `None` where the text is to stay as it is.
///
/// A legacy font decides, except for words that are Unicode already and could not be the font's. Without
/// such a font the text itself decides: only if words of it are no Vietnamese as they stand, and are in one
/// reading, and no word speaks against it. What remains unsure stays unchanged.
pub fn decode(font: Option<&str>, text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let decoded = match font.and_then(Charset::of_font) {
        Some(charset) => by_font(charset, text),
        None => by_text(text),
    }?;
    let decoded = nfc(&decoded).into_owned();
    (decoded != text).then_some(decoded)
}

/// Whether the text looks like letters of a code page read as another: words that are no Vietnamese as they
/// stand but are in a legacy reading, stray signs inside words, or UTF-8 read as Windows-1252.
pub fn looks_garbled(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    if text.contains('\u{FFFD}') || has_split_utf8(text) {
        return true;
    }
    let (mut sound, mut garbled, mut long) = (0, 0, false);
    for word in words(text).filter(|word| !word.is_ascii() && !is_sign(word)) {
        if word.chars().any(beyond_latin1) || stands(word) {
            sound += 1;
        } else if let Some(reading) = CHARSETS.iter().map(|c| c.read(word)).find(|r| is_syllable(r)) {
            garbled += 1;
            long |= reading.chars().count() > 2;
        } else if word.chars().any(is_foreign_to_vietnamese) {
            garbled += 1;
        }
    }
    garbled > 1 && garbled >= sound || long && garbled > sound
}

/// A legacy code page as a font shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    /// TCVN3; the `…H` fonts draw small letters as capitals.
    Tcvn3 { capitals: bool },
    /// VNI.
    Vni,
}

const CHARSETS: [Charset; 2] = [Charset::Tcvn3 { capitals: false }, Charset::Vni];

impl Charset {
    /// By the font's name; of a list of fonts (`.VnTime;Times New Roman`) the first counts.
    fn of_font(name: &str) -> Option<Self> {
        let name = name.split([';', ',']).next().unwrap_or(name).trim();
        let starts = |prefix: &str| name.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
        if starts(".Vn") {
            Some(Self::Tcvn3 { capitals: name.ends_with(['H', 'h']) })
        } else if starts("VNI-") || starts("VNI ") {
            Some(Self::Vni)
        } else {
            None
        }
    }

    fn read(self, codes: &str) -> String {
        match self {
            Self::Tcvn3 { capitals: true } => tcvn3::read(codes).to_uppercase(),
            Self::Tcvn3 { capitals: false } => tcvn3::read(codes),
            Self::Vni => vni::read(codes),
        }
    }

    /// The toned letters of `CéNG` were capitals too: TCVN3 has no codes of their own for them.
    fn for_text(self, text: &str) -> Self {
        match self {
            Self::Tcvn3 { capitals: false } => Self::Tcvn3 { capitals: is_shouted(text) },
            other => other,
        }
    }
}

/// No small ASCII letter anywhere, and a word beyond ASCII with two capital ones.
fn is_shouted(text: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(char::is_ascii_uppercase).count();
    !text.contains(|c: char| c.is_ascii_lowercase())
        && words(text).any(|word| !word.is_ascii() && capitals(word) > 1)
}

/// How a word speaks for one of two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vote {
    /// The same either way, an abbreviation, or a sign: nothing to tell.
    Silent,
    /// Vietnamese as it stands and not in the legacy reading, or beyond the code page.
    Stored,
    /// Vietnamese in the legacy reading only.
    Legacy,
    /// Vietnamese both ways.
    Either,
    /// Vietnamese neither way.
    Neither,
}

fn vote(word: &str, reading: &str) -> Vote {
    if word.is_ascii() || is_sign(word) {
        return Vote::Silent;
    }
    if word.chars().any(beyond_latin1) {
        return Vote::Stored;
    }
    if word.to_lowercase() == reading.to_lowercase() {
        return Vote::Silent;
    }
    match (stands(word), is_syllable(reading)) {
        (true, true) => Vote::Either,
        (true, false) => Vote::Stored,
        (false, true) => Vote::Legacy,
        (false, false) if reading.to_uppercase() == reading => Vote::Silent,
        (false, false) => Vote::Neither,
    }
}

/// The votes of a text's words.
#[derive(Debug, Default)]
struct Tally {
    stored: usize,
    legacy: usize,
    neither: usize,
    /// Among the words that are Vietnamese in the legacy reading, those everybody uses.
    common: usize,
    /// Among the words that are Vietnamese both ways, those everybody uses as stored.
    common_stored: usize,
}

impl Tally {
    fn of(charset: Charset, text: &str) -> Self {
        let mut tally = Self::default();
        for word in words(text) {
            let reading = charset.read(word);
            let vote = vote(word, &reading);
            match vote {
                Vote::Silent => {}
                Vote::Stored => tally.stored += 1,
                Vote::Legacy => tally.legacy += 1,
                Vote::Neither => tally.neither += 1,
                Vote::Either => tally.common_stored += usize::from(is_common(word)),
            }
            if matches!(vote, Vote::Legacy | Vote::Either) {
                tally.common += usize::from(is_common(&reading));
            }
        }
        tally
    }

    /// For text whose font is no legacy one: nothing against, and more than one odd word for it.
    fn convinces(&self) -> bool {
        self.stored == 0
            && self.neither * 4 <= self.legacy
            && (self.legacy > 1 || self.legacy == 1 && self.common > 0)
    }

    /// For text in a legacy font: whether unsure words are the font's. It takes words to say otherwise.
    fn follows_font(&self) -> bool {
        match self.legacy.cmp(&self.stored) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => self.common >= self.common_stored,
        }
    }
}

fn by_font(charset: Charset, text: &str) -> Option<String> {
    let text = from_symbol_area(text);
    let charset = charset.for_text(&text);
    let tally = Tally::of(charset, &text);
    let follow = tally.follows_font();
    (follow || tally.legacy > 0).then(|| {
        rewrite(&text, |word| {
            let reading = charset.read(word);
            let take = match vote(word, &reading) {
                Vote::Stored => false,
                Vote::Legacy => true,
                // Whoever lacks the font types Unicode behind a label in it: `Có` is not the rare `Cú`.
                Vote::Either if is_common(word) != is_common(&reading) => is_common(&reading),
                Vote::Silent | Vote::Either | Vote::Neither => follow,
            };
            take.then_some(reading)
        })
    })
}

fn by_text(text: &str) -> Option<String> {
    if text.chars().any(beyond_latin1) || words(text).all(|word| word.is_ascii() || stands(word)) {
        return None;
    }
    let [tcvn3, vni] = CHARSETS.map(|charset| Tally::of(charset, text));
    let charset = match (tcvn3.convinces(), vni.convinces()) {
        (false, false) => return None,
        (true, false) => CHARSETS[0],
        (false, true) => CHARSETS[1],
        (true, true) => match (tcvn3.legacy, tcvn3.common).cmp(&(vni.legacy, vni.common)) {
            Ordering::Greater => CHARSETS[0],
            Ordering::Less => CHARSETS[1],
            Ordering::Equal => return None,
        },
    };
    let charset = charset.for_text(text);
    // Without the font a sign that stands alone is a sign: `·` a bullet, `§` a section.
    Some(rewrite(text, |word| (!is_sign(word)).then(|| charset.read(word))))
}

/// The text with each word replaced by what `reading` gives for it, if anything.
fn rewrite(text: &str, reading: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    for word in words(text) {
        let at = word.as_ptr() as usize - rest.as_ptr() as usize;
        out.push_str(&rest[..at]);
        out.push_str(reading(word).as_deref().unwrap_or(word));
        rest = &rest[at + word.len()..];
    }
    out.push_str(rest);
    out
}

/// Unbroken stretches of what may be letters in any of the readings.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !may_be_letter(c)).filter(|word| !word.is_empty())
}

fn may_be_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{A1}'..='\u{FF}' | '\u{300}'..='\u{36F}')
        || c > '\u{FF}' && c.is_alphabetic()
}

/// Characters that no legacy code page has: the text around them is Unicode already.
fn beyond_latin1(c: char) -> bool {
    matches!(c, '\u{100}'..='\u{1B0}' | '\u{300}'..='\u{323}' | '\u{1EA0}'..='\u{1EF9}')
        // Windows-1252 has these letters beside the Vietnamese ones.
        && !matches!(c, 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž')
}

/// One sign alone, which is a word of no reading.
fn is_sign(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some('\u{A1}'..='\u{BF}' | '×' | '÷'), None))
}

/// Whether the word is Vietnamese as stored. Quotes, a bullet or a footnote's number may cling to it, and
/// soft hyphens may stand between its syllables.
fn stands(word: &str) -> bool {
    let word = word.strip_prefix(['«', '·']).unwrap_or(word);
    let word = word.strip_suffix(['»', '·', '®', '¹', '²', '³']).unwrap_or(word);
    word.split('\u{AD}').all(|part| part.is_empty() || is_evenly_cased(part) && is_syllable(part))
}

/// All letters after the first of one case: `nhÊt` and `KhÃ` are not how anybody writes.
fn is_evenly_cased(word: &str) -> bool {
    let rest = || word.chars().skip(1);
    !rest().any(char::is_uppercase) || !rest().any(char::is_lowercase)
}

/// Windows-1252 characters above ASCII that occur in no Vietnamese word.
fn is_foreign_to_vietnamese(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}' | '\u{D7}' | '\u{F7}' | 'Ä'..='Ç' | 'ä'..='ç' | 'Ë' | 'ë' | 'Î' | 'Ï' | 'î' | 'ï'
        | 'Ñ' | 'ñ' | 'Ö' | 'ö' | 'Ø' | 'ø' | 'Û' | 'Ü' | 'û' | 'ü' | 'Þ' | 'ß' | 'þ' | 'ÿ')
}

/// UTF-8 read as Windows-1252: `Ã³` for ó, `Ä‘` for đ, `á»™` for ộ.
fn has_split_utf8(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(lead) = chars.next() {
        let next = chars.peek().copied();
        let split = match lead {
            'Ã' | 'Ä' | 'Å' | 'Æ' => {
                matches!(next, Some('\u{A1}'..='\u{BF}')) || lead == 'Ä' && next == Some('‘')
            }
            'á' if matches!(next, Some('º' | '»')) => {
                let third = chars.clone().nth(1);
                third.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !matches!(c, '”' | '’' | '…'))
            }
            _ => false,
        };
        if split {
            return true;
        }
    }
    false
}

/// Symbol fonts keep their codes at U+F020 to U+F0FF (ECMA-376-1 17.3.3.30); some `VNI-…` fonts are such.
fn from_symbol_area(text: &str) -> String {
    let code = |c: char| match c {
        '\u{F020}'..='\u{F0FF}' => char::from_u32(u32::from(c) - 0xF000).unwrap_or(c),
        _ => c,
    };
    text.chars().map(code).collect()
}

/// Words of any form and report, against which a word that two readings allow is weighed.
const COMMON: &str = "bạn bản báo bảo bằng bệnh bí biểu bị bộ bởi cá các cách cái cán cáo cao cần cấp chi chí chỉ \
    chính chịu chống chủ chú chức chưa có còn công cơ cố của cũ cũng cùng cư cứ dân dạng dẫn do dục dù dụng đã đại đánh \
    đảng đảm đến để đề đi điều điểm đó đoàn độ đối đồng động được đủ đúng gì gia giá giữ giữa hai hành hạn hệ hết hiện \
    hình hoàn họ học họp hỏi hội hợp khác khi không khó kết kế kém kiến kiểm kỷ kỳ lãng làm lại là lãnh lần lập lên lệch \
    lòng lối lợi lớn lúc lý mạnh mất mẫu mình mỗi mọi một mới mục mức nào này năm nâng nên nếu người nghị nghiêm nghĩ \
    ngày nguyên ngừa nhà nhân nhận nhất nhiệm nhiều nhóm những như nhỏ nói nội nơi nữ phải phát phân phần pháp phê \
    phí phó phòng phố phụ phục quá quán quản quan quân quốc quy quyền quyết ra rèn rõ rất riêng sách sai sau sẽ số \
    sống sở suy sự sửa tác tài tại tạo tâm tập tất tên thái thành tháng thân thấy thể thế theo thì thị thiện thiếu \
    thoái thời thông thôn thực thứ thủ tích tiến tiêu tín tình tinh tính tỉnh toàn tổ tốt tôi tôn tổng tới tránh trách trên \
    trí trị triển trọng trong trực trước trường tục từ tự tư tưởng uỷ ủy ủng và vào vai văn vấn vẫn về vi vì việc viên \
    với vụ xã xây xấu xét xem xử xuyên ý yếu";

fn is_common(word: &str) -> bool {
    let word = word.to_lowercase();
    COMMON.split(' ').any(|common| common == word)
}

#[cfg(test)]
mod tests;
