//! A wall around readers of formats that can bring a whole process down.
//!
//! A library that asks for memory by a number in the file aborts its process, which nothing inside can catch.
//! So the program starts itself once more for one file, gives it the bytes, and takes the document back; what
//! happens to the child happens to that file alone.

use super::{Document, Reader};
use crate::finding::{FileFinding, Finding};
use crate::intake::Format;
use crate::model::Passwords;
use process_control::{ChildExt, Control};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// The hidden subcommand under which the program reads one file from its standard input.
pub const SUBCOMMAND: &str = "__read";

/// What the reading of one file may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long it may last.
    pub time: Duration,
    /// How much memory it may ask for, in bytes. Not every system enforces it: macOS does not.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(10), memory: 512 << 20 }
    }
}

/// Stack of the thread that reads, the same on every system.
const STACK: usize = 8 << 20;
/// How much address space the program's allocator may set aside at once, in KiB, as the setting of it that says so.
/// It counts against the limit of memory; with the usual 1 GiB, 18 of 240 children failed, those whom the limit met first.
const ARENA: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "32768");
/// The exit status of a child to which the system refused memory without ending it.
const REFUSED: u8 = 2;
/// The most bytes of a file.
const INPUT: u64 = 64 << 20;

/// What a child hands back.
type Answer = Result<(Document, Vec<FileFinding>), FileFinding>;

/// The program that can be started as a child; nothing where the library serves another program.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names this program as one that answers to [`SUBCOMMAND`]; later calls change nothing.
pub fn stand_behind(program: PathBuf) {
    PROGRAM.get_or_init(|| program);
}

/// The program named to [`stand_behind`].
pub(super) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Whether files of a format belong behind the wall: the old binary ones, which are all offsets and counts, and
/// those that are locked.
pub fn is_needed(format: Format) -> bool {
    matches!(format, Format::Word97 | Format::Excel97 | Format::ExcelBinary | Format::Pdf | Format::Locked)
}

/// Reads the bytes of one file in a process of its own. `program` is this program.
///
/// # Errors
/// Why the file as a whole cannot be trusted; `TooBig` where reading took too much time or memory, `Internal`
/// where the child failed.
pub fn read_in_child(
    program: &Path,
    passwords: &Passwords,
    format: Format,
    bytes: &[u8],
    limits: Limits,
) -> Result<Document, FileFinding> {
    let failed = |what: &str| FileFinding::Internal { detail: format!("{SUBCOMMAND}: {what}") };
    let request = (format, passwords.iter().collect::<Vec<_>>().join("\n"));
    let request = postcard::to_stdvec(&request).map_err(|e| failed(&e.to_string()))?;
    let mut child = Command::new(program);
    child
        .arg(SUBCOMMAND)
        .env(ARENA.0, ARENA.1)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    without_window(&mut child);
    let mut child = child.spawn().map_err(|e| failed(&e.to_string()))?;
    let input = child.stdin.take();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A child that fails stops reading; its answer tells.
            let send = |mut input: std::process::ChildStdin| -> std::io::Result<()> {
                input.write_all(&request)?;
                input.write_all(bytes)
            };
            input.map(send)
        });
        let control = child.controlled_with_output().time_limit(limits.time).terminate_for_timeout();
        with_memory_limit(control, limits.memory).wait()
    });
    let output = output.map_err(|e| failed(&e.to_string()))?;
    let output =
        output.ok_or_else(|| FileFinding::TooBig { detail: format!("> {} s", limits.time.as_secs()) })?;
    if !output.status.success() {
        // A process that cannot get memory is ended by a signal, or on Windows by an exception of its own, or says so.
        return Err(match output.status.code() {
            // It said itself that it failed, by its own status or by that of a bug.
            Some(1 | 101) => failed("status"),
            _ => FileFinding::TooBig { detail: format!("{} MB", limits.memory >> 20) },
        });
    }
    let answer: Answer = postcard::from_bytes(&output.stdout).map_err(|e| failed(&e.to_string()))?;
    answer.map(|(document, findings)| Document {
        findings: findings.into_iter().map(Into::into).collect(),
        ..document
    })
}

/// What the program does as a child: one file from standard input, its document to standard output.
pub fn child_main() -> ExitCode {
    let read = || answer(std::io::stdin().lock());
    let Ok(reading) = std::thread::Builder::new().stack_size(STACK).spawn(read) else {
        return ExitCode::from(REFUSED);
    };
    let Ok(answer) = reading.join() else { return ExitCode::FAILURE };
    match answer.and_then(|answer| std::io::stdout().write_all(&answer)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) if e.kind() == std::io::ErrorKind::OutOfMemory => ExitCode::from(REFUSED),
        Err(_) => ExitCode::FAILURE,
    }
}

/// The answer to a request: a format, a list of passwords and the bytes of a file.
fn answer(input: impl Read) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    input.take(INPUT).read_to_end(&mut request)?;
    let ((format, passwords), bytes) =
        postcard::take_from_bytes::<(Format, &str)>(&request).map_err(std::io::Error::other)?;
    let reader = Reader::with(Passwords::of(passwords));
    let answer: Answer = reader.read_here(format, bytes).map(|mut document| {
        let findings = std::mem::take(&mut document.findings).into_iter();
        // Readers speak of files only.
        let findings = findings.filter_map(|finding| match finding {
            Finding::File(finding) => Some(finding),
            _ => None,
        });
        (document, findings.collect())
    });
    postcard::to_stdvec(&answer).map_err(std::io::Error::other)
}

#[cfg(any(windows, all(target_os = "linux", any(target_env = "gnu", target_env = "musl"))))]
fn with_memory_limit<C: Control>(control: C, bytes: usize) -> C {
    control.memory_limit(bytes)
}

#[cfg(not(any(windows, all(target_os = "linux", any(target_env = "gnu", target_env = "musl")))))]
fn with_memory_limit<C: Control>(control: C, _: usize) -> C {
    control
}

/// A console window for each file would flicker.
#[cfg(windows)]
fn without_window(child: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    child.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(request: &[u8]) -> Answer {
        postcard::from_bytes(&answer(request).expect("an answer")).expect("a sound answer")
    }

    #[test]
    fn what_a_child_finds_wrong_comes_back_unchanged() {
        let mut request = postcard::to_stdvec(&(Format::Excel97, "")).expect("a format");
        request.extend_from_slice(b"no workbook");
        let expected = Reader::default().read_here(Format::Excel97, b"no workbook").expect_err("no workbook");
        assert_eq!(reply(&request), Err(expected));
    }

    #[test]
    fn a_program_that_is_not_there_costs_only_the_file() {
        let missing = Path::new("no such program");
        let failed =
            read_in_child(missing, &Passwords::default(), Format::ExcelBinary, b"x", Limits::default());
        assert!(matches!(failed, Err(FileFinding::Internal { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_fails_costs_only_the_file() {
        let program = Path::new("/bin/false");
        let failed =
            read_in_child(program, &Passwords::default(), Format::ExcelBinary, b"x", Limits::default());
        assert!(matches!(failed, Err(FileFinding::Internal { .. })));
    }
}
