//! Opening what arrived, with all that is inside it.

use super::arrival::{Arrival, Content, Envelope, Fingerprint, Letter};
use super::bundle::{Budget, Bundle};
use super::directory::{Directory, ENTRY_LIMIT};
use super::kind::{Kind, kind_of, wrong_extension};
use super::label::entry_name;
use super::mail::{self, Attachment, Mail};
use super::outlook;
use super::walk::{Outer, io};
use crate::finding::FileFinding;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The most bytes that one file may have.
const FILE_LIMIT: u64 = 50 << 20;
/// The most bytes that all archives in one file may unpack to.
const UNPACKED_LIMIT: u64 = 256 << 20;
/// The most bytes that one entry of an archive may unpack to.
const ENTRY_BYTES_LIMIT: u64 = 64 << 20;
/// How many archives may stand inside one another.
const ARCHIVE_DEPTH: usize = 3;
/// How many mails may stand inside one another.
const MAIL_DEPTH: usize = 10;
/// How often a file that another program holds open is asked for again, and how long is waited.
const RETRIES: u32 = 3;
const RETRY_AFTER: Duration = Duration::from_millis(200);

/// Reads a file and opens what is inside it. A container comes first, then its parts in their order.
pub fn open(outer: &Outer) -> Vec<Arrival> {
    match fetch(outer) {
        Ok(bytes) => open_bytes(outer.shown.clone(), bytes),
        Err(finding) => vec![refused(outer, finding)],
    }
}

/// The bytes of a file.
///
/// # Errors
/// Why it cannot be read.
pub fn fetch(outer: &Outer) -> Result<Vec<u8>, FileFinding> {
    match &outer.trouble {
        Some(trouble) => Err(FileFinding::clone(trouble)),
        None => read_file(&outer.path),
    }
}

/// A file of which nothing is known but why.
pub fn refused(outer: &Outer, why: FileFinding) -> Arrival {
    Arrival {
        path: outer.shown.clone(),
        fingerprint: Fingerprint::of(&[]),
        size: 0,
        envelope: None,
        letter: None,
        content: Content::Refused(why),
        findings: Vec::new(),
    }
}

/// Opens what is inside some bytes that arrived under a name. What comes of it depends on nothing but the
/// bytes and what [`judged_by`](super::judged_by) keeps of the name.
pub fn open_bytes(path: String, bytes: Vec<u8>) -> Vec<Arrival> {
    let fingerprint = Fingerprint::of(&bytes);
    open_known(path, bytes, fingerprint)
}

/// The same, where the fingerprint of the bytes is known.
pub fn open_known(path: String, bytes: Vec<u8>, fingerprint: Fingerprint) -> Vec<Arrival> {
    let mut opening = Opening { bytes: UNPACKED_LIMIT, entries: ENTRY_LIMIT, arrivals: Vec::new() };
    opening.take_known(path, bytes, fingerprint, None, Depth::default());
    opening.arrivals
}

/// Reads a whole file, if it stays as it is meanwhile.
fn read_file(path: &Path) -> Result<Vec<u8>, FileFinding> {
    let file = patiently(|| File::open(path), RETRY_AFTER, is_held).map_err(|e| io(&e))?;
    read_still(file, || std::fs::metadata(path))
}

/// What is tried again where another program holds a file open.
fn patiently<T>(
    mut open: impl FnMut() -> std::io::Result<T>,
    wait: Duration,
    held: fn(&std::io::Error) -> bool,
) -> std::io::Result<T> {
    for _ in 0..RETRIES {
        match open() {
            Err(error) if held(&error) => std::thread::sleep(wait),
            done => return done,
        }
    }
    open()
}

/// The bytes of an open file, if it is `afterwards` what it was before.
fn read_still(
    mut file: File,
    afterwards: impl FnOnce() -> std::io::Result<Metadata>,
) -> Result<Vec<u8>, FileFinding> {
    let before = file.metadata().map_err(|e| io(&e))?;
    if before.len() > FILE_LIMIT {
        return Err(FileFinding::TooBig {
            detail: format!("{} > {} MiB", before.len() >> 20, FILE_LIMIT >> 20),
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0));
    file.by_ref().take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|e| io(&e))?;
    let after = afterwards().map_err(|e| io(&e))?;
    let same = after.len() == before.len() && bytes.len() as u64 == before.len();
    if !same || after.modified().ok() != before.modified().ok() {
        return Err(FileFinding::Changed);
    }
    Ok(bytes)
}

/// Whether Windows says that another program holds the file (sharing or lock violation).
fn is_held(error: &std::io::Error) -> bool {
    cfg!(windows) && is_violation(error)
}

/// Whether an error has the number of `ERROR_SHARING_VIOLATION` or `ERROR_LOCK_VIOLATION`.
fn is_violation(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(32 | 33))
}

/// How deep something stands.
#[derive(Debug, Clone, Copy, Default)]
struct Depth {
    archives: usize,
    mails: usize,
}

/// One outer file being opened, and what it may still use up.
struct Opening {
    bytes: u64,
    entries: usize,
    arrivals: Vec<Arrival>,
}

impl Opening {
    /// Takes one thing. The depth of mails and archives limits the recursion.
    fn take(&mut self, path: String, bytes: Vec<u8>, envelope: Option<&Arc<Envelope>>, depth: Depth) {
        let fingerprint = Fingerprint::of(&bytes);
        self.take_known(path, bytes, fingerprint, envelope, depth);
    }

    fn take_known(
        &mut self,
        path: String,
        bytes: Vec<u8>,
        fingerprint: Fingerprint,
        envelope: Option<&Arc<Envelope>>,
        depth: Depth,
    ) {
        let size = bytes.len() as u64;
        let mut findings = Vec::new();
        let content = match kind_of(&bytes, &path) {
            Kind::Document(format) => {
                findings.extend(wrong_extension(format, &path));
                Content::Document { format, bytes }
            }
            Kind::Refused(finding) => Content::Refused(finding),
            Kind::Ignored(finding) => Content::Ignored(finding),
            Kind::Archive => return self.archive(path, &bytes, envelope, depth),
            Kind::Bundle(bundle) => return self.bundle(bundle, path, &bytes, envelope, depth),
            Kind::Mail => return self.mail(path, &bytes, envelope, depth),
            Kind::OutlookMail => return self.outlook_mail(&path, &bytes, envelope, depth),
        };
        let envelope = envelope.cloned();
        self.arrivals.push(Arrival { path, fingerprint, size, envelope, letter: None, content, findings });
    }

    fn push(&mut self, path: String, bytes: &[u8], envelope: Option<&Arc<Envelope>>, content: Content) {
        let fingerprint = Fingerprint::of(bytes);
        self.arrivals.push(Arrival {
            path,
            fingerprint,
            size: bytes.len() as u64,
            envelope: envelope.cloned(),
            letter: None,
            content,
            findings: Vec::new(),
        });
    }

    fn refuse(&mut self, path: String, bytes: &[u8], envelope: Option<&Arc<Envelope>>, finding: FileFinding) {
        self.push(path, bytes, envelope, Content::Refused(finding));
    }

    fn archive(&mut self, path: String, bytes: &[u8], envelope: Option<&Arc<Envelope>>, depth: Depth) {
        if depth.archives == ARCHIVE_DEPTH {
            let detail = format!("ZIP > {ARCHIVE_DEPTH}");
            return self.refuse(path, bytes, envelope, FileFinding::TooDeep { detail });
        }
        let directory = match Directory::read(bytes) {
            Ok(directory) if directory.entries.iter().all(super::Entry::is_folder) => {
                return self.refuse(path, bytes, envelope, FileFinding::Empty);
            }
            Ok(directory) => directory,
            Err(finding) => return self.refuse(path, bytes, envelope, finding),
        };
        self.push(path.clone(), bytes, envelope, Content::Container);
        let depth = Depth { archives: depth.archives + 1, ..depth };
        for entry in directory.entries.iter().filter(|e| !e.is_folder()) {
            let inner = format!("{path}!{}", entry_name(entry.raw_name));
            let unpacked = match self.entries.checked_sub(1) {
                None => Err(FileFinding::TooBig { detail: format!("> {ENTRY_LIMIT} entries") }),
                Some(_) if entry.symlink => Err(FileFinding::Io { detail: "symbolic link".to_owned() }),
                Some(left) => {
                    self.entries = left;
                    entry.unpack(ENTRY_BYTES_LIMIT.min(self.bytes))
                }
            };
            match unpacked {
                Ok(bytes) => {
                    self.bytes = self.bytes.saturating_sub(bytes.len() as u64);
                    self.take(inner, bytes, envelope, depth);
                }
                Err(finding) => self.refuse(inner, &[], envelope, finding),
            }
        }
    }

    /// A container other than ZIP.
    fn bundle(
        &mut self,
        bundle: Bundle,
        path: String,
        bytes: &[u8],
        envelope: Option<&Arc<Envelope>>,
        depth: Depth,
    ) {
        if depth.archives == ARCHIVE_DEPTH {
            let detail = format!("{} > {ARCHIVE_DEPTH}", bundle.name());
            return self.refuse(path, bytes, envelope, FileFinding::TooDeep { detail });
        }
        let budget = Budget { entries: self.entries, bytes: self.bytes, entry: ENTRY_BYTES_LIMIT };
        let members = match bundle.unpack(bytes, &path, budget) {
            Ok(members) => members,
            Err(finding) => return self.refuse(path, bytes, envelope, finding),
        };
        self.push(path.clone(), bytes, envelope, Content::Container);
        let depth = Depth { archives: depth.archives + 1, ..depth };
        self.entries = self.entries.saturating_sub(members.len());
        let unpacked: usize = members.iter().filter_map(|m| m.bytes.as_ref().ok()).map(Vec::len).sum();
        self.bytes = self.bytes.saturating_sub(unpacked as u64);
        for member in members {
            let inner = format!("{path}!{}", member.name);
            match member.bytes {
                Ok(bytes) => self.take(inner, bytes, envelope, depth),
                Err(finding) => self.refuse(inner, &[], envelope, finding),
            }
        }
    }

    fn mail(&mut self, path: String, bytes: &[u8], outer: Option<&Arc<Envelope>>, depth: Depth) {
        if depth.mails == MAIL_DEPTH {
            let detail = format!("mail > {MAIL_DEPTH}");
            return self.refuse(path, bytes, outer, FileFinding::TooDeep { detail });
        }
        let mail = match mail::open(bytes, outer) {
            Ok(mail) => mail,
            Err(finding) => return self.refuse(path, bytes, outer, finding),
        };
        self.contents(path, bytes, mail, Depth { mails: depth.mails + 1, ..depth });
    }

    /// A mail that Outlook saved, and the mails attached to it.
    fn outlook_mail(&mut self, path: &str, bytes: &[u8], outer: Option<&Arc<Envelope>>, depth: Depth) {
        let saved = outlook::open(bytes, outer).and_then(|saved| {
            let deepest = saved.iter().map(|s| s.depth).max().unwrap_or(0) + depth.mails;
            let detail = format!("mail > {MAIL_DEPTH}");
            if deepest >= MAIL_DEPTH { Err(FileFinding::TooDeep { detail }) } else { Ok(saved) }
        });
        let saved = match saved {
            Ok(saved) => saved,
            Err(finding) => return self.refuse(path.to_owned(), bytes, outer, finding),
        };
        let holds: Vec<String> = saved.iter().map(|s| s.suffix.clone()).collect();
        for mail in saved {
            let path = format!("{path}{}", mail.suffix);
            let inner = format!("{}!", mail.suffix);
            let own = if mail.depth == 0 { bytes } else { &mail.properties };
            let at = self.arrivals.len();
            let mails = depth.mails + mail.depth + 1;
            self.contents(path, own, mail.mail, Depth { mails, ..depth });
            // What is attached may be mails alone.
            if holds.iter().any(|suffix| suffix.starts_with(&inner))
                && let Some(container) = self.arrivals.get_mut(at)
                && matches!(
                    container.content,
                    Content::Refused(FileFinding::NoAttachment { .. }) | Content::Letter { .. }
                )
            {
                container.content = Content::Container;
            }
        }
    }

    /// What a mail brought.
    fn contents(&mut self, path: String, bytes: &[u8], mail: Mail, depth: Depth) {
        let envelope = Some(&mail.envelope);
        if mail.encrypted {
            let finding = FileFinding::EncryptedMail { sender: mail.sender() };
            return self.refuse(path, bytes, envelope, finding);
        }
        let (sender, letter) = (mail.sender(), mail.letter);
        self.push(path.clone(), bytes, envelope, Content::Container);
        let first = self.arrivals.len();
        self.attachments(&path, mail.attachments, &mail.envelope, depth);
        if self.arrivals.len() == first
            && let Some(own) = self.arrivals.last_mut()
        {
            let otherwise = FileFinding::NoAttachment { sender };
            own.content = match letter {
                Some(Letter { format, bytes }) => Content::Letter { format, bytes, otherwise },
                None => Content::Refused(otherwise),
            };
        } else if let Some(letter) = letter.map(Arc::new) {
            for part in self.arrivals.iter_mut().skip(first).filter(|part| part.letter.is_none()) {
                part.letter = Some(Arc::clone(&letter));
            }
        }
    }

    /// Takes what is attached to a mail. A forwarded mail without a name is no file to anybody: what is
    /// attached to it came with the mail around it.
    fn attachments(&mut self, path: &str, attached: Vec<Attachment>, envelope: &Arc<Envelope>, depth: Depth) {
        for attachment in attached.into_iter().filter(|a| !a.inline) {
            let inner = format!("{path}!{}", attachment.name);
            let Some(bytes) = attachment.bytes else {
                let inner = self.unused(&inner);
                self.refuse(inner, &[], Some(envelope), FileFinding::Shortcut);
                continue;
            };
            if attachment.forwarded && depth.mails < MAIL_DEPTH {
                match mail::open(&bytes, Some(envelope)) {
                    Ok(mail) => {
                        let depth = Depth { mails: depth.mails + 1, ..depth };
                        self.attachments(path, mail.attachments, &mail.envelope, depth);
                    }
                    Err(finding) => {
                        let inner = self.unused(&inner);
                        self.refuse(inner, &bytes, Some(envelope), finding);
                    }
                }
            } else {
                let inner = self.unused(&inner);
                self.take(inner, bytes, Some(envelope), depth);
            }
        }
    }

    /// A path that nothing else in this file has: two attachments may share a name.
    fn unused(&self, path: &str) -> String {
        let taken = |p: &str| self.arrivals.iter().any(|a| a.path == p);
        let mut shown = path.to_owned();
        for number in 2.. {
            if !taken(&shown) {
                break;
            }
            shown = format!("{path} ({number})");
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind, Write};

    /// How often a file is asked for that another program holds open so many times, and whether it is had.
    fn asked(held: u32, error: impl Fn() -> Error) -> (u32, bool) {
        let mut asked = 0;
        let open = || {
            asked += 1;
            if asked <= held { Err(error()) } else { Ok(()) }
        };
        let had = patiently(open, Duration::ZERO, is_violation).is_ok();
        (asked, had)
    }

    #[test]
    fn a_file_that_another_program_holds_is_asked_for_again_and_then_refused() {
        for code in [32, 33] {
            let violation = || Error::from_raw_os_error(code);
            assert_eq!(asked(2, violation), (3, true));
            assert_eq!(asked(RETRIES, violation), (RETRIES + 1, true));
            assert_eq!(asked(u32::MAX, violation), (RETRIES + 1, false));
        }
        assert_eq!(asked(1, || ErrorKind::PermissionDenied.into()), (1, false), "no lock, no waiting");
    }

    /// What is read of a file of five bytes to which this happens before it is looked at again.
    fn read_while(happens: impl Fn(&mut File)) -> Result<Vec<u8>, FileFinding> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.docx");
        std::fs::write(&path, b"phieu").unwrap();
        let mut writer = File::options().append(true).open(&path).unwrap();
        read_still(File::open(&path).unwrap(), || {
            happens(&mut writer);
            std::fs::metadata(&path)
        })
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_read() {
        assert_eq!(read_while(|_| ()), Ok(b"phieu".to_vec()));
        let grows = |file: &mut File| file.write_all(b" tu soi").unwrap();
        assert_eq!(read_while(grows), Err(FileFinding::Changed));
        let shrinks = |file: &mut File| file.set_len(2).unwrap();
        assert_eq!(read_while(shrinks), Err(FileFinding::Changed));
        let written_over = |file: &mut File| file.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(read_while(written_over), Err(FileFinding::Changed));
    }
}
