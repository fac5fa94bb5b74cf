use super::{Arrival, Content, Format, open_bytes};
use crate::finding::FileFinding;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word() -> Vec<u8> {
    let types = b"<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    zipped(&[("[Content_Types].xml", types), ("word/document.xml", b"<a/>")])
}

fn paths(arrivals: &[Arrival]) -> Vec<&str> {
    arrivals.iter().map(|a| a.path.as_str()).collect()
}

fn refusal(arrival: &Arrival) -> Option<&'static str> {
    match &arrival.content {
        Content::Refused(finding) | Content::Letter { otherwise: finding, .. } => Some(finding.code()),
        _ => None,
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, b| bits << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
            out.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    out
}

/// A mail of parts, each with its header fields and its body.
fn mail(subject: &str, parts: &[(&str, &str)]) -> String {
    let mut mail = format!(
        "From: =?UTF-8?B?Q2hpIGLhu5k=?= <CB.A@Example.vn>\r\nSubject: {subject}\r\nDate: Thu, 25 Jun 2026 23:15:00 +0700\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{subject}B\"\r\n\r\n--{subject}B\r\nContent-Type: text/plain\r\n\r\nKính gửi\r\n"
    );
    for (header, body) in parts {
        mail = format!("{mail}--{subject}B\r\n{header}\r\n\r\n{body}\r\n");
    }
    mail + &format!("--{subject}B--\r\n")
}

fn attached(name_field: &str, bytes: &[u8]) -> (String, String) {
    let header = format!(
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n {name_field}"
    );
    (header, base64(bytes))
}

#[test]
fn an_attachment_is_named_in_whatever_form_its_name_is_written() {
    for field in [
        "filename=\"=?utf-8?Q?T=E1=BB=B1=20soi=2Edocx?=\"",
        "filename=\"=?UTF-8?B?VOG7sSA=?= =?UTF-8?B?c29pLmRvY3g=?=\"",
        "filename*=UTF-8''T%E1%BB%B1%20soi.docx",
        "filename*0*=UTF-8''T%E1%BB%B1%20;\r\n filename*1*=soi.docx",
        "filename=\"Tự soi.docx\"",
        "filename=\"Tu\u{31b}\u{323} soi.docx\"",
    ] {
        let (header, body) = attached(field, &word());
        let mail = mail("x", &[(&header, &body)]);
        let arrivals = open_bytes("inbox/a.eml".into(), mail.into_bytes());
        assert_eq!(paths(&arrivals), ["inbox/a.eml", "inbox/a.eml!Tự soi.docx"], "{field}");
        assert!(matches!(arrivals[1].content, Content::Document { format: Format::WordOpenXml, .. }));
    }
}

#[test]
fn a_mail_says_who_sent_it_and_when() {
    let (header, body) = attached("filename=a.docx", &word());
    let inner = mail("Gui", &[(&header, &body)]);
    let forwarded = mail("Fwd", &[("Content-Type: message/rfc822", &inner)]);
    let arrivals = open_bytes("m.eml".into(), forwarded.into_bytes());
    assert_eq!(paths(&arrivals), ["m.eml", "m.eml!a.docx"], "a forwarded mail without a name is no file");
    let envelope = arrivals[1].envelope.as_ref().unwrap();
    assert_eq!((envelope.address.as_str(), envelope.sender.as_str()), ("cb.a@example.vn", "Chi bộ"));
    assert_eq!(envelope.date, Some(jiff::civil::date(2026, 6, 25)));
    assert_eq!(envelope.outer.as_ref().unwrap().subject, "Fwd");
}

#[test]
fn a_logo_in_the_text_is_nothing_but_an_attached_picture_is_refused() {
    let picture = |disposition: &str| {
        let header = format!(
            "Content-Type: image/png; name=a.png\r\nContent-ID: <1>\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: {disposition}"
        );
        let mail = mail("x", &[(&header, &base64(b"\x89PNG\r\n\x1A\n.."))]);
        open_bytes("m.eml".into(), mail.into_bytes())
    };
    let logo = picture("inline; filename=a.png");
    assert_eq!((logo.len(), refusal(&logo[0])), (1, Some("no-attachment")));
    let photo = picture("attachment; filename=a.png");
    assert_eq!((photo.len(), refusal(&photo[1])), (2, Some("image")));
}

#[test]
fn mail_in_mail_ends_at_a_limit_and_needs_no_stack() {
    let nested = "From: a@b.vn\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n".repeat(20_000);
    let open = || open_bytes("m.eml".into(), nested.into_bytes());
    let arrivals = std::thread::Builder::new().stack_size(512 << 10).spawn(open).unwrap().join().unwrap();
    assert_eq!(arrivals.len(), 2);
    assert_eq!(refusal(&arrivals[1]), Some("too-deep"));
}

#[test]
fn an_archive_comes_before_its_entries_and_a_bad_entry_costs_only_itself() {
    let archive = zipped(&[
        ("Chi bộ 1/a.docx", &word()),
        ("Chi bộ 1/~$a.docx", b"x"),
        ("b.docx", b""),
        ("..\\c.docx", b"PK\x03\x04"),
    ]);
    let arrivals = open_bytes("a.zip".into(), archive);
    assert_eq!(
        paths(&arrivals),
        ["a.zip", "a.zip!Chi bộ 1/a.docx", "a.zip!Chi bộ 1/~$a.docx", "a.zip!b.docx", "a.zip!../c.docx"]
    );
    assert!(matches!(arrivals[0].content, Content::Container));
    assert!(matches!(arrivals[1].content, Content::Document { .. }));
    assert!(matches!(arrivals[2].content, Content::Ignored(FileFinding::LockFile)));
    assert_eq!([refusal(&arrivals[3]), refusal(&arrivals[4])], [Some("empty-file"), Some("corrupt")]);
}

#[test]
fn archives_in_archives_end_at_a_limit() {
    let mut archive = word();
    for _ in 0..4 {
        archive = zipped(&[("a.zip", &archive)]);
    }
    let arrivals = open_bytes("a.zip".into(), archive);
    assert_eq!(arrivals.len(), 4);
    assert_eq!(refusal(&arrivals[3]), Some("too-deep"));
}

#[test]
fn all_archives_of_one_file_share_one_budget() {
    let zeros = vec![0; 60 << 20];
    let inner = zipped(&[("0", &zeros)]);
    let archive = zipped(&[
        ("1.zip", &inner),
        ("2.zip", &inner),
        ("3.zip", &inner),
        ("4.zip", &inner),
        ("5.zip", &inner),
    ]);
    let arrivals = open_bytes("a.zip".into(), archive);
    let refusals: Vec<_> = arrivals.iter().filter_map(refusal).collect();
    assert_eq!(refusals, ["not-office", "not-office", "not-office", "not-office", "too-big"]);
}

#[test]
fn the_content_and_not_the_name_tells_what_a_file_is() {
    let arrivals = open_bytes("a.xls".into(), word());
    assert!(matches!(arrivals[0].content, Content::Document { format: Format::WordOpenXml, .. }));
    assert_eq!(arrivals[0].findings, [FileFinding::WrongExtension { is: "Word (.docx)".into() }]);
    assert!(open_bytes("A.DOCX".into(), word())[0].findings.is_empty());
}

#[test]
fn a_mail_that_begins_with_fields_of_its_program_is_a_mail() {
    let mail = format!("X-Account-Key: account1\r\nX-Filler: {}\r\n{}", "a".repeat(1 << 17), mail("s", &[]));
    assert_eq!(refusal(&open_bytes("a.eml".to_owned(), mail.into_bytes())[0]), Some("no-attachment"));
}

#[test]
fn a_word_file_whose_types_speak_of_slides_is_still_a_word_file() {
    let types = b"<Types><Override PartName=\"/word/document.xml\" ContentType=\"x.presentationml.slide+xml\"/></Types>";
    let bytes = zipped(&[("[Content_Types].xml", types), ("word/document.xml", b"<a/>")]);
    let arrivals = open_bytes("a.docx".to_owned(), bytes);
    assert!(matches!(arrivals[0].content, Content::Document { format: Format::WordOpenXml, .. }));
}
