//! What the writer of a mail says in it: perhaps a form that is not attached, or what is wrong in the one that is.

use super::arrival::{Format, Letter};
use super::rich::{self, Wrapped};
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};
use std::fmt::Write;

/// Mail programs break lines of plain text after so many characters at most (RFC 3676, 4.2).
const LONGEST_LINE: usize = 80;

/// Lines with as many tabs, and at least so many, are the rows of a table that was copied into the mail.
const TABS: usize = 3;

/// Whoever answers below quoted questions answers so many at least.
const REPLIES: usize = 3;

/// What stands in the line with which the text of another mail begins below the writer's own, in small letters.
const QUOTES: [&str; 8] = [
    "original message",
    "forwarded message",
    "đã viết:",
    " wrote:",
    "thư gốc",
    "thư đã chuyển tiếp",
    "<blockquote",
    "gmail_quote",
];

/// What the writer of a mail says in it.
pub(super) fn letter(message: &Message<'_>) -> Option<Letter> {
    let texts = || message.parts.iter().filter(|part| is_text(part));
    let html = texts().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    let plain = texts().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    letter_of(html, plain)
}

/// The text of a mail that has it as a web page, or plain.
fn letter_of(html: Option<&str>, plain: Option<&str>) -> Option<Letter> {
    let text = match (html, plain) {
        (Some(page), _) => own(page, '<').to_owned(),
        (None, text) => between(text?).unwrap_or_else(|| own(text.unwrap_or_default(), '\n').to_owned()),
    };
    if text.trim().is_empty() {
        return None;
    }
    let page = if html.is_some() { text } else { page(&text) };
    // The mail has told its encoding; what the page says of one holds no longer.
    Some(Letter { format: Format::Html, bytes: format!("\u{FEFF}{page}").into_bytes() })
}

/// The text of a mail that Outlook saved, in the ways in which it has it: as a web page, as RTF, in which a web page
/// may be wrapped, and plain.
pub(super) fn saved(html: Option<&str>, rtf: Option<Vec<u8>>, plain: Option<&str>) -> Option<Letter> {
    if let Some(html) = html.filter(|html| !html.trim().is_empty()) {
        return letter_of(Some(html), None);
    }
    match rtf.as_deref().and_then(rich::wrapped) {
        Some(Wrapped::Page(page)) => letter_of(Some(&page), None),
        // What is quoted cannot be cut off.
        Some(Wrapped::Text(text)) if own(&text, '\n').len() == text.len() => {
            rtf.map(|bytes| Letter { format: Format::Rtf, bytes })
        }
        _ => letter_of(None, plain),
    }
}

/// A text, its pieces parted by a sign, without the mail that is quoted in it: whose answers stand in that nobody knows.
fn own(text: &str, sign: char) -> &str {
    let quoted = |line: &str| {
        let small = line.to_lowercase();
        small.starts_with('>') || QUOTES.iter().any(|quote| small.contains(quote))
    };
    let ends = text.match_indices(sign).map(|(at, _)| at).filter(|at| *at > 0).chain([text.len()]);
    let mut from = 0;
    for end in ends {
        if quoted(text[from..end].trim_start()) {
            return &text[..from];
        }
        from = end;
    }
    text
}

/// A plain text whose writer answers below each quoted question, or where a quoted line leaves room, with those lines.
/// Others may hold somebody's answers.
fn between(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let quoted = |line: &str| line.trim_start().starts_with('>');
    let first = lines.iter().position(|line| quoted(line))?;
    let replies = lines[first..].windows(2).filter(|pair| quoted(pair[0]) && !quoted(pair[1]));
    let asks =
        |line: &str| line.trim_end().ends_with(['?', ':', '…', '_']) || line.trim_end().ends_with("..");
    let asked: Vec<bool> = replies.map(|pair| asks(pair[0])).collect();
    let unquoted = |line: &&str| line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).to_owned();
    // Below the end of the quoted mail its reader signs.
    let (_, answered) = asked.split_last()?;
    (asked.len() > REPLIES && answered.iter().all(|asked| *asked))
        .then(|| lines.iter().map(unquoted).collect::<Vec<_>>().join("\n"))
}

/// Whether a part is the text of the mail.
fn is_text(part: &MessagePart<'_>) -> bool {
    let attached = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    !attached && part.attachment_name().is_none()
}

/// Plain text as a web page: a paragraph for each line, and what a mail program broke at the end of a full line
/// joined.
fn page(text: &str) -> String {
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    let mut last = "";
    for line in text.lines() {
        match lines.last_mut().filter(|_| longest <= LONGEST_LINE && is_broken(last, line, longest)) {
            Some(before) => _ = write!(before, " {}", line.trim()),
            None => lines.push(line.to_owned()),
        }
        last = line;
    }
    let mut page = String::from("<html><body>");
    let tabs = |line: &String| line.matches('\t').count();
    for block in lines.chunk_by(|line, next| tabs(line) == tabs(next) && tabs(line) >= TABS) {
        let table = block.len() > 1;
        page.push_str(if table { "<table>" } else { "" });
        for line in block {
            let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            _ = if table {
                write!(page, "<tr><td>{}</td></tr>", line.replace('\t', "</td><td>"))
            } else {
                write!(page, "<p>{}</p>", line.replace('\t', "&#9;"))
            };
        }
        page.push_str(if table { "</table>" } else { "" });
    }
    page + "</body></html>"
}

/// Whether a line goes on in the next one: that begins with no number or bullet, its first word had no room left, and
/// no question and no answer stands before it.
fn is_broken(line: &str, next: &str, longest: usize) -> bool {
    let Some(word) = next.split_whitespace().next().filter(|_| !next.starts_with([' ', '\t'])) else {
        return false;
    };
    let room = longest.saturating_sub(line.chars().count() + 1);
    let coded = word.ends_with(':') && word.contains(|c: char| c.is_ascii_digit());
    let numbered = coded
        || word.ends_with(['.', ')', '/']) && word.len() < 6
        || word.starts_with(['-', '+', '*', '•', '–', '→']);
    let small = line.trim_end_matches(['.', ' ', ';']).to_lowercase();
    let answered =
        ["không", "có"].iter().any(|answer| small.ends_with(answer)) && !word.starts_with(char::is_lowercase);
    let asked = line.trim_end().ends_with('?');
    !line.trim().is_empty() && word.chars().count() > room && !numbered && !answered && !asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    fn page_of(kind: &str, text: &str) -> Option<String> {
        let mail = format!("From: a@b.vn\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}");
        let message = MessageParser::default().parse(mail.as_bytes()).unwrap();
        letter(&message).map(|letter| String::from_utf8(letter.bytes).unwrap())
    }

    #[test]
    fn lines_broken_by_the_mail_program_are_joined() {
        let long = "1. Phai nhạt lý tưởng cách mạng; dao động, giảm sút niềm tin vào mục tiêu";
        let rest = "2. Xa rời mục tiêu: Không\n".repeat(20);
        let text = format!("Bản tự soi theo 27 biểu hiện\n{long}\nđộc lập dân tộc: Không\n{rest}");
        let page = page_of("text/plain", &text).expect("a letter");
        assert!(page.contains(&format!("<p>{long} độc lập dân tộc: Không</p><p>2. Xa")), "{page}");
    }

    #[test]
    fn rows_that_were_copied_from_a_sheet_are_a_table() {
        let page = page_of("text/plain", "Kết quả:\nTên\tI.1\tI.2\tI.3\nHà Văn Mơ\tKhông\tCó\tKhông\n")
            .expect("a letter");
        assert!(page.contains("<p>Kết quả:</p><table><tr><td>Tên</td><td>I.1</td>"), "{page}");
        assert!(page.contains("<td>Có</td><td>Không</td></tr></table>"), "{page}");
    }

    #[test]
    fn the_text_that_outlook_saved_is_the_page_or_the_rtf_or_plain() {
        let lines = "2. Xa rời mục tiêu: Không\n".repeat(20);
        let plain = format!("Bản tự soi theo 27 biểu hiện\n{lines}");
        let rtf = |text: &str| format!("{{\\rtf1\\ansi {}}}", text.replace('\n', "\\par ")).into_bytes();
        let rich = rtf(&"1. Bieu hien: Khong\n".repeat(30));
        let format = |html, rtf, plain| saved(html, rtf, plain).map(|letter| letter.format);
        assert_eq!(format(Some(&plain), Some(rich.clone()), None), Some(Format::Html));
        assert_eq!(format(None, Some(rich), Some(&plain)), Some(Format::Rtf));
        assert_eq!(format(Some(" "), None, Some(&plain)), Some(Format::Html));
        let quoting = rtf("Kính gửi\n-----Original Message-----\nKhông");
        assert_eq!(format(None, Some(quoting), Some("Kính gửi")), Some(Format::Html));
        assert_eq!(format(None, None, Some(" ")), None);
    }

    #[test]
    fn answers_between_quoted_questions_are_their_writers() {
        let asked = "> I.1. Biểu hiện: có / không?\nKhông\n".repeat(4);
        let page = page_of("text/plain", &format!("Em trả lời.\nA đã viết:\n{asked}")).expect("a letter");
        assert!(page.contains("<p>I.1. Biểu hiện: có / không?</p><p>Không</p>"), "{page}");
        let room = asked.replace(" có / không?", "");
        let page = page_of("text/plain", &format!("Em trả lời.\nA đã viết:\n{room}")).expect("a letter");
        assert!(page.contains("I.1. Biểu hiện: Không"), "{page}");
        let answered = asked.replace("có / không?", "Có");
        let page = page_of("text/plain", &format!("Em trả lời.\nA đã viết:\n{answered}")).expect("a letter");
        assert!(!page.contains("I.1"), "comments on what somebody else answered: {page}");
    }

    #[test]
    fn a_mail_that_is_quoted_below_or_alone_is_not_its_writers() {
        for quote in [
            "> 1. Không",
            "On Thu, Sep 24, 2026 Văn phòng <a@b.vn> wrote:\n1. Không",
            "Ngày 1/9 A đã viết:\n1. Không",
        ] {
            let page =
                page_of("text/plain", &format!("Em điền luôn ạ.\n1. Có\n\n{quote}")).expect("a letter");
            assert!(page.contains("<p>1. Có</p>") && !page.contains("Không"), "{page}");
            assert_eq!(page_of("text/plain", quote), None);
        }
        let page = page_of("text/html", "<p>1. Có</p><blockquote>1. Không</blockquote>").expect("a letter");
        assert!(page.contains("1. Có") && !page.contains("Không"), "{page}");
    }
}
