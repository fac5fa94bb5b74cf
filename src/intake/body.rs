//! A form that is written in the text of a mail, not attached to it.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};
use std::fmt::Write;

/// A form has more letters than this.
const SHORTEST: usize = 400;
/// Mail programs break lines of plain text after so many characters or more.
const FULL_LINE: usize = 60;

/// What begins the text of another mail below the writer's own, in small letters.
const QUOTES: [&str; 7] = [
    "\n>",
    "original message",
    "forwarded message",
    "đã viết:",
    "thư gốc",
    "<blockquote",
    "gmail_quote",
];

/// The text of a mail as a web page, where it may be a form that its writer filled in. One with another mail quoted in
/// it is not read: whose answers these are nobody knows.
pub(super) fn form(message: &Message<'_>) -> Option<Vec<u8>> {
    let texts = || message.parts.iter().filter(|part| is_text(part));
    let html = texts().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    let plain = texts().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let text = html.or(plain)?;
    let small = text.to_lowercase();
    let speaks = ["biểu hiện", "bieu hien"].iter().any(|word| small.contains(word));
    if text.len() < SHORTEST || !speaks || QUOTES.iter().any(|quote| small.contains(quote)) {
        return None;
    }
    let page = html.map_or_else(|| page(text), str::to_owned);
    // The mail has told its encoding; what the page says of one holds no longer.
    Some(format!("\u{FEFF}{page}").into_bytes())
}

/// Whether a part is the text of the mail.
fn is_text(part: &MessagePart<'_>) -> bool {
    let attached = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    !attached && part.attachment_name().is_none()
}

/// Plain text as a web page: a paragraph for each line, and what was broken at the end of a full line joined.
fn page(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut full = false;
    for line in text.lines() {
        let begins_small = line.chars().next().is_some_and(char::is_lowercase);
        match lines.last_mut().filter(|_| full && begins_small) {
            Some(before) => _ = write!(before, " {}", line.trim()),
            None => lines.push(line.to_owned()),
        }
        full = line.chars().count() >= FULL_LINE;
    }
    let mut page = String::from("<html><body>");
    for line in lines {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        _ = write!(page, "<p>{}</p>", line.replace('\t', "&#9;"));
    }
    page + "</body></html>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    fn form_of(kind: &str, text: &str) -> Option<String> {
        let mail = format!("From: a@b.vn\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}");
        let message = MessageParser::default().parse(mail.as_bytes()).unwrap();
        form(&message).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn lines_broken_by_the_mail_program_are_joined() {
        let long = "1. Phai nhạt lý tưởng cách mạng; dao động, giảm sút niềm tin vào mục tiêu";
        let text = format!("Bản tự soi theo 27 biểu hiện\n{long}\nđộc lập dân tộc: Không\n{}", "…".repeat(200));
        let page = form_of("text/plain", &text).expect("a form");
        assert!(page.contains(&format!("<p>{long} độc lập dân tộc: Không</p>")), "{page}");
    }

    #[test]
    fn a_letter_or_a_quoted_mail_is_no_form() {
        assert_eq!(form_of("text/plain", "Kính gửi văn phòng, chi bộ gửi các biểu hiện sau."), None);
        let quoted = format!("{}\n> Biểu hiện 1: Không", "Biểu hiện. ".repeat(80));
        assert_eq!(form_of("text/plain", &quoted), None);
    }
}
