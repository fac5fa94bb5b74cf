//! What forms arrive in, and a picture.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// An archive of one file.
pub(crate) fn archive(name: &str, bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))?;
    archive.write_all(bytes)?;
    Ok(archive.finish()?.into_inner())
}

/// A mail with these files attached, their names encoded in two ways (RFC 2047, RFC 2231).
pub(crate) fn message(attached: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut mail = String::from(
        "From: =?utf-8?B?VHLhuqFtIFkgdOG6vyBUaOG7rQ==?= <tramyte.thu@example.vn>\r\n\
         To: vanphong.huyenuymau@example.vn\r\n\
         Date: Thu, 11 Jun 2026 08:15:00 +0700\r\n\
         Subject: =?utf-8?Q?N=E1=BB=99p_phi=E1=BA=BFu_t=E1=BB=B1_soi?=\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"ranh-gioi\"\r\n\r\n\
         --ranh-gioi\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         Chi b\u{1ed9} Tr\u{1ea1}m Y t\u{1ebf} Th\u{1eed} xin g\u{1eed}i phi\u{1ebf}u.\r\n",
    );
    for (position, (name, bytes)) in attached.iter().enumerate() {
        let name = if position % 2 == 0 {
            format!("filename=\"=?utf-8?B?{}?=\"", base64(name.as_bytes()))
        } else {
            format!("filename*=utf-8''{}", percent(name))
        };
        let _ = write!(
            mail,
            "--ranh-gioi\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Disposition: attachment; {name}\r\n\r\n"
        );
        for line in base64(bytes).as_bytes().chunks(76) {
            let _ = write!(mail, "{}\r\n", String::from_utf8_lossy(line));
        }
    }
    mail.push_str("--ranh-gioi--\r\n");
    mail.into_bytes()
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let group = (0..3).fold(0usize, |group, i| group << 8 | usize::from(*three.get(i).unwrap_or(&0)));
        for i in 0..4 {
            let letter = char::from(LETTERS[group >> (18 - 6 * i) & 63]);
            out.push(if i <= three.len() { letter } else { '=' });
        }
    }
    out
}

/// The smallest of pictures: one grey dot as a baseline JPEG.
pub(crate) fn grey_dot() -> Vec<u8> {
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
    jpeg.extend([1; 64]);
    jpeg.extend([0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    for table in [0x00, 0x10] {
        jpeg.extend([0xFF, 0xC4, 0, 20, table, 1]);
        jpeg.extend([0; 16]);
    }
    jpeg.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9]);
    jpeg
}
