//! Mail (RFC 5322, MIME): who sent it, when, and what is attached.

use super::arrival::{Envelope, Format, Letter};
use super::body;
use super::kind::Kind;
use super::label::inner_name;
use crate::finding::FileFinding;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// The most parts that one mail may have.
const PART_LIMIT: usize = 1_000;
/// How many lines of a header are looked at.
const HEADER_LINES: usize = 2_000;

/// A picture in the text of a mail is a logo where it has fewer bytes, and may be a photographed page where it has more.
pub(super) const LOGO: usize = 64 << 10;

/// A thing attached to a mail.
pub(super) struct Attachment {
    /// Its name as shown.
    pub(super) name: String,
    /// `None` where the mail names it and does not bring it, such as a link to a file kept elsewhere.
    pub(super) bytes: Option<Vec<u8>>,
    /// A picture that stands in the text of the mail, such as a logo.
    pub(super) inline: bool,
    /// A forwarded mail without a name of its own.
    pub(super) forwarded: bool,
}

/// What a mail brought.
pub(super) struct Mail {
    pub(super) envelope: Arc<Envelope>,
    pub(super) attachments: Vec<Attachment>,
    /// What its writer says in it.
    pub(super) letter: Option<Letter>,
    /// Whether it can be read only with a key of the receiver.
    pub(super) encrypted: bool,
}

impl Mail {
    /// The sender for a message: name and address.
    pub(super) fn sender(&self) -> String {
        let sender = [self.envelope.sender.as_str(), self.envelope.address.as_str()];
        sender.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A mail, a saved web page, or neither: a header stands first, with fields that only mail has. The name
/// says whether it means to be a mail.
pub(super) fn looks_like(bytes: &[u8], named_mail: bool) -> Option<Kind> {
    const OF_MAIL: [&str; 9] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "message-id",
        "return-path",
        "delivered-to",
        "x-sender",
    ];
    let lines = header_start(bytes).split(|b| matches!(b, b'\n' | b'\r'));
    let (mut fields, mut of_mail, mut mime) = (0, 0, false);
    for (at, line) in lines.take(HEADER_LINES).enumerate() {
        if line.is_empty() {
            if fields > 0 {
                // The line end of two bytes shows as an empty line between two fields.
                continue;
            }
            break;
        }
        if line.first().is_some_and(|b| matches!(b, b' ' | b'\t')) && at > 0 {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else { break };
        let name = line.get(..colon).unwrap_or_default();
        if !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') || name.is_empty() {
            break;
        }
        fields += 1;
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        // Internet Explorer and Chrome put a sender into the pages they save.
        let value = line.get(colon + 1..).unwrap_or_default().trim_ascii_start().to_ascii_lowercase();
        if name == "from" && value.starts_with(b"<saved by ") {
            return Some(Kind::Document(Format::Html));
        }
        of_mail += u32::from(OF_MAIL.contains(&name.as_str()));
        mime |= name == "mime-version" || name == "content-type";
    }
    match (of_mail, mime) {
        (2.., _) | (1, true) => Some(Kind::Mail),
        // One field alone may begin any text; then the name must tell.
        (1, _) | (_, true) if named_mail => Some(Kind::Mail),
        (_, true) => Some(Kind::Document(Format::Html)),
        _ => None,
    }
}

/// The bytes after a byte order mark and the line that mbox files put in front.
fn header_start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    let bytes = bytes.get(start..).unwrap_or_default();
    if bytes.starts_with(b"From ") {
        let end = bytes.iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
        return bytes.get(end..).unwrap_or_default();
    }
    bytes
}

/// Opens a mail. A mail inside it stays a closed attachment, so that nesting is counted by the caller.
///
/// # Errors
/// `TooBig` over the limit of parts, `Corrupt` where it is no mail after all.
pub(super) fn open(bytes: &[u8], outer: Option<&Arc<Envelope>>) -> Result<Mail, FileFinding> {
    let prepared = prepared(header_start(bytes));
    let message = MessageParser::default()
        .parse(prepared.as_ref())
        .ok_or_else(|| FileFinding::Corrupt { detail: "MIME".to_owned() })?;
    if message.parts.len() > PART_LIMIT {
        return Err(FileFinding::TooBig { detail: format!("MIME: {} > {PART_LIMIT}", message.parts.len()) });
    }
    let mut attachments = Vec::new();
    for part in &message.parts {
        attachments.extend(attachment(part, attachments.len() + 1));
    }
    let encrypted = is_encrypted(&message);
    let letter = body::letter(&message);
    Ok(Mail { envelope: Arc::new(envelope(&message, outer)), attachments, letter, encrypted })
}

/// Renames the types of mail in mail, as the parser would open them all, however deep they are; and joins
/// encoded words that only space divides (RFC 2047, 6.2), which the parser does not do in file names.
fn prepared(bytes: &[u8]) -> Cow<'_, [u8]> {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and tests run it")]
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(message\s*/\s*)(?:rfc822|global)|(multipart\s*/\s*)digest|\?=\s+=\?")
            .expect("valid")
    });
    PATTERN.replace_all(bytes, |found: &regex::bytes::Captures<'_>| match (found.get(1), found.get(2)) {
        (Some(kind), _) => [kind.as_bytes(), b"x-mail"].concat(),
        (_, Some(kind)) => [kind.as_bytes(), b"mixed"].concat(),
        _ => b"?==?".to_vec(),
    })
}

/// Whether all of it stands in one locked part: S/MIME (RFC 8551, 3.2) or `OpenPGP` (RFC 3156, 4).
fn is_encrypted(message: &Message<'_>) -> bool {
    let Some(kind) = message.content_type() else { return false };
    let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
    match kind.ctype().to_ascii_lowercase().as_str() {
        "application" => matches!(subtype.as_str(), "pkcs7-mime" | "x-pkcs7-mime"),
        "multipart" => subtype == "encrypted",
        _ => false,
    }
}

fn envelope(message: &Message<'_>, outer: Option<&Arc<Envelope>>) -> Envelope {
    let from = message.from().or_else(|| message.sender()).and_then(|from| from.first());
    let text = |value: Option<&str>| inner_label(value.unwrap_or_default());
    let date = message.date().and_then(|d| {
        let year = i16::try_from(d.year).ok()?;
        jiff::civil::Date::new(year, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?).ok()
    });
    Envelope {
        address: text(from.and_then(|f| f.address())).to_lowercase(),
        sender: text(from.and_then(|f| f.name())),
        subject: text(message.subject()),
        date,
        outer: outer.cloned(),
    }
}

fn inner_label(text: &str) -> String {
    super::label::shown_name(text.trim())
}

/// What a part brings; `None` for the text of the mail and for the frames around parts.
fn attachment(part: &MessagePart<'_>, number: usize) -> Option<Attachment> {
    let bytes: &[u8] = match &part.body {
        PartType::Multipart(_) => return None,
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
        PartType::Message(message) => message.raw_message(),
    };
    let kind = part.content_type();
    let name = part.attachment_name().map(file_name).filter(|n| !n.is_empty());
    let attached = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    let is_text = matches!(part.body, PartType::Text(_) | PartType::Html(_));
    if is_text && !attached && name.is_none() {
        return None;
    }
    let is_mail = kind.is_some_and(|k| k.ctype().eq_ignore_ascii_case("message"));
    let forwarded = is_mail && name.is_none();
    let name = name.unwrap_or_else(|| format!("tệp {number}"));
    let picture = kind.is_some_and(|k| k.ctype().eq_ignore_ascii_case("image"));
    let inline = picture && !attached && bytes.len() < LOGO;
    Some(Attachment { name, bytes: Some(bytes.to_vec()), inline, forwarded })
}

/// The name of a mail that is attached without one: its subject.
pub(super) fn mail_name(bytes: &[u8], number: usize) -> String {
    let mail = header_start(bytes);
    let end = ["\r\n\r\n", "\n\n"].iter().filter_map(|gap| memchr::memmem::find(mail, gap.as_bytes())).min();
    let header = [mail.get(..end.unwrap_or(mail.len())).unwrap_or_default(), b"\r\n\r\n"].concat();
    let message = MessageParser::default().parse(prepared(&header).as_ref()).map(Message::into_owned);
    let subject = message.as_ref().and_then(Message::subject).map(str::trim).filter(|s| !s.is_empty());
    format!("{}.eml", subject.map_or_else(|| number.to_string(), |s| inner_name(&s.replace('/', "-"))))
}

/// The name of an attachment. Many programs put encoded words (RFC 2047) where RFC 2231 wants its own form.
fn file_name(written: &str) -> String {
    inner_name(decode_words(written).trim())
}

/// Decodes encoded words in a text; the space between two of them is no part of it (RFC 2047, 6.2).
fn decode_words(text: &str) -> Cow<'_, str> {
    if !text.contains("=?") {
        return Cow::Borrowed(text);
    }
    // A subject is decoded by the parser in all its forms.
    let header = format!("Subject: {text}\r\n\r\n");
    let message = MessageParser::default().parse(header.as_bytes());
    Cow::Owned(message.and_then(|m| m.subject().map(str::to_owned)).unwrap_or_else(|| text.to_owned()))
}
