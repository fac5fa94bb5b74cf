//! A form that is written in the text of a mail, not attached to it.

use super::arrival::Format;
use super::rich::{self, Wrapped};
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};
use std::fmt::Write;

/// A form has more letters than this.
const SHORTEST: usize = 400;
/// So many lines that end with an answer make a form.
const ANSWERS: usize = 9;
/// Mail programs break lines of plain text after so many characters at most (RFC 3676, 4.2).
const LONGEST_LINE: usize = 80;

/// What begins the text of another mail below the writer's own, in small letters.
const QUOTES: [&str; 7] =
    ["\n>", "original message", "forwarded message", "đã viết:", "thư gốc", "<blockquote", "gmail_quote"];

/// The text of a mail as a file of its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
}

/// The text of a mail, where it may be a form that its writer filled in.
pub(super) fn form(message: &Message<'_>) -> Option<Form> {
    let texts = || message.parts.iter().filter(|part| is_text(part));
    let html = texts().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    let plain = texts().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    form_of(html, plain)
}

/// The text of a mail that has it as a web page, or plain.
fn form_of(html: Option<&str>, plain: Option<&str>) -> Option<Form> {
    let text = html.or(plain).filter(|text| may_be_form(text))?;
    let page = html.map_or_else(|| page(text), str::to_owned);
    // The mail has told its encoding; what the page says of one holds no longer.
    Some(Form { format: Format::Html, bytes: format!("\u{FEFF}{page}").into_bytes() })
}

/// The text of a mail that Outlook saved, in the ways in which it has it: as a web page, as RTF, in which a web page
/// may be wrapped, and plain.
pub(super) fn saved(html: Option<&str>, rtf: Option<Vec<u8>>, plain: Option<&str>) -> Option<Form> {
    if let Some(html) = html.filter(|html| !html.trim().is_empty()) {
        return form_of(Some(html), None);
    }
    match rtf.as_deref().and_then(rich::wrapped) {
        Some(Wrapped::Page(page)) => form_of(Some(&page), None),
        Some(Wrapped::Text(text)) if may_be_form(&text) => {
            rtf.map(|bytes| Form { format: Format::Rtf, bytes })
        }
        _ => form_of(None, plain),
    }
}

/// Whether a text may be a form. One with another mail quoted in it is not read: whose answers these are nobody
/// knows.
fn may_be_form(text: &str) -> bool {
    let small = text.to_lowercase();
    let speaks = ["biểu hiện", "bieu hien"].iter().any(|word| small.contains(word)) || answers(&small);
    text.len() >= SHORTEST && speaks && !QUOTES.iter().any(|quote| small.contains(quote))
}

/// Whether lines of a text in small letters end with yes or no, as many as a group has indicators.
fn answers(small: &str) -> bool {
    let answered = |line: &&str| {
        let line = line.trim_end_matches(|c: char| c.is_whitespace() || ".;)\"".contains(c));
        [" không", " có", " khong", " co", ":không", ":có"].iter().any(|answer| line.ends_with(answer))
    };
    small.split(['\n', '<']).filter(answered).count() >= ANSWERS
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
    for line in lines {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        _ = write!(page, "<p>{}</p>", line.replace('\t', "&#9;"));
    }
    page + "</body></html>"
}

/// Whether a line goes on in the next one: that begins with no number or bullet, its first word had no room left, and
/// no answer stands before it.
fn is_broken(line: &str, next: &str, longest: usize) -> bool {
    let Some(word) = next.split_whitespace().next().filter(|_| !next.starts_with([' ', '\t'])) else {
        return false;
    };
    let room = longest.saturating_sub(line.chars().count() + 1);
    let numbered =
        word.ends_with(['.', ')', '/']) && word.len() < 6 || word.starts_with(['-', '+', '*', '•', '–', '→']);
    let small = line.trim_end_matches(['.', ' ', ';']).to_lowercase();
    let answered =
        ["không", "có"].iter().any(|answer| small.ends_with(answer)) && !word.starts_with(char::is_lowercase);
    !line.trim().is_empty() && word.chars().count() > room && !numbered && !answered
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    fn form_of(kind: &str, text: &str) -> Option<String> {
        let mail = format!("From: a@b.vn\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}");
        let message = MessageParser::default().parse(mail.as_bytes()).unwrap();
        form(&message).map(|form| String::from_utf8(form.bytes).unwrap())
    }

    #[test]
    fn lines_broken_by_the_mail_program_are_joined() {
        let long = "1. Phai nhạt lý tưởng cách mạng; dao động, giảm sút niềm tin vào mục tiêu";
        let rest = "2. Xa rời mục tiêu: Không\n".repeat(20);
        let text = format!("Bản tự soi theo 27 biểu hiện\n{long}\nđộc lập dân tộc: Không\n{rest}");
        let page = form_of("text/plain", &text).expect("a form");
        assert!(page.contains(&format!("<p>{long} độc lập dân tộc: Không</p><p>2. Xa")), "{page}");
    }

    #[test]
    fn the_text_that_outlook_saved_is_the_page_or_the_rtf_or_plain() {
        let lines = "2. Xa rời mục tiêu: Không\n".repeat(20);
        let plain = format!("Bản tự soi theo 27 biểu hiện\n{lines}");
        let rtf = |text: &str| format!("{{\\rtf1\\ansi {}}}", text.replace('\n', "\\par ")).into_bytes();
        let rich = rtf(&"1. Bieu hien: Khong\n".repeat(30));
        let format = |html, rtf, plain| saved(html, rtf, plain).map(|form| form.format);
        assert_eq!(format(Some(&plain), Some(rich.clone()), None), Some(Format::Html));
        assert_eq!(format(None, Some(rich), Some(&plain)), Some(Format::Rtf));
        assert_eq!(format(Some(" "), None, Some(&plain)), Some(Format::Html));
        assert_eq!(format(None, Some(rtf("Kính gửi")), Some("Kính gửi")), None);
    }

    #[test]
    fn a_letter_or_a_quoted_mail_is_no_form() {
        assert_eq!(form_of("text/plain", "Kính gửi văn phòng, chi bộ gửi các biểu hiện sau."), None);
        let quoted = format!("{}\n> Biểu hiện 1: Không", "Biểu hiện. ".repeat(80));
        assert_eq!(form_of("text/plain", &quoted), None);
    }
}
