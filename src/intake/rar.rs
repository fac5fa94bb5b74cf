//! RAR archives.

use super::bundle::{Budget, Member, raw_name};
use super::label::inner_name;
use crate::finding::FileFinding;
use rars::{Archive, ArchiveMemberRef, ArchiveReadOptions, ArchiveReader, ErrorKind};

/// The most memory that unpacking may use beside what it unpacks.
const WORKSPACE_LIMIT: u64 = 256 << 20;
/// The most headers of an archive.
const HEADER_LIMIT: u64 = 10_000;
/// The most bytes of all its headers.
const HEADER_BYTES_LIMIT: u64 = 16 << 20;

/// What is in an archive. Where a password locks it, the names are given without bytes.
///
/// # Errors
/// Why nothing in it can be had.
pub(super) fn unpack(bytes: &[u8], mut budget: Budget) -> Result<Vec<Member>, FileFinding> {
    let options = ArchiveReadOptions::new()
        .with_max_header_count(HEADER_LIMIT)
        .with_max_header_bytes(HEADER_BYTES_LIMIT)
        .with_max_reader_workspace_bytes(WORKSPACE_LIMIT)
        .with_rar50_dictionary_size_limit(WORKSPACE_LIMIT / 2);
    let archive = ArchiveReader::read_with_options(bytes, options).map_err(|e| finding(&e))?;
    let members: Vec<_> =
        archive.member_refs().enumerate().filter(|(_, m)| !m.is_directory() && !m.is_redirection()).collect();
    if members.len() > budget.entries {
        return Err(budget.too_many());
    }
    if archive.is_solid() {
        return Ok(unpack_solid(&archive, &members, options, budget));
    }
    let unpacked = members.into_iter().map(|(index, member)| {
        let options = options
            .with_max_member_output_bytes(budget.entry)
            .with_max_total_output_bytes(budget.next())
            .with_rar50_buffered_decode_limit(budget.next());
        let name = name(member);
        let bytes = archive
            .read_member_at_with_options(index, options)
            .map_err(|e| finding(&e))
            .and_then(|bytes| bytes.ok_or_else(|| FileFinding::Corrupt { detail: name.clone() }))
            .and_then(|bytes| budget.spend(&name, bytes.len() as u64).map(|()| bytes));
        Member { name, bytes }
    });
    Ok(unpacked.collect())
}

/// In a solid archive each member needs all before it, so that all are unpacked at once or none.
fn unpack_solid(
    archive: &Archive,
    members: &[(usize, ArchiveMemberRef<'_>)],
    options: ArchiveReadOptions<'_>,
    budget: Budget,
) -> Vec<Member> {
    let options =
        options.with_max_member_output_bytes(budget.entry).with_max_total_output_bytes(budget.bytes);
    let indices: Vec<usize> = members.iter().map(|(index, _)| *index).collect();
    let names = members.iter().map(|(_, member)| name(*member));
    match archive.read_members_at_with_options(&indices, options) {
        Ok(all) => names
            .zip(all)
            .map(|(name, bytes)| {
                let bytes = bytes.ok_or_else(|| FileFinding::Corrupt { detail: name.clone() });
                Member { name, bytes }
            })
            .collect(),
        Err(error) => names.map(|name| Member { name, bytes: Err(finding(&error)) }).collect(),
    }
}

fn name(member: ArchiveMemberRef<'_>) -> String {
    match member.decoded_name(None) {
        Ok(name) if member.name_is_unicode() => inner_name(&String::from_utf8_lossy(&name)),
        _ => raw_name(member.name_bytes()),
    }
}

fn finding(error: &rars::Error) -> FileFinding {
    let detail = || format!("RAR: {error}").chars().take(100).collect();
    match error.kind() {
        ErrorKind::PasswordRequired | ErrorKind::BadPassword => FileFinding::Password,
        ErrorKind::ResourceLimit => FileFinding::TooBig { detail: detail() },
        ErrorKind::UnsupportedFeature | ErrorKind::UnsupportedFormat if is_locked(error) => {
            FileFinding::Password
        }
        _ => FileFinding::Corrupt { detail: detail() },
    }
}

/// Whether what is not supported is encryption, which needs a password in any case.
fn is_locked(error: &rars::Error) -> bool {
    let text = error.to_string().to_ascii_lowercase();
    text.contains("encrypt") || text.contains("password")
}
