//! 7-Zip archives.

use super::bundle::{Budget, Member};
use super::label::inner_name;
use crate::finding::FileFinding;
use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, EncoderMethod, Error, Password};
use std::io::{Cursor, Read};

/// The most memory that a decoder may ask for before it has written anything.
const MODEL_LIMIT: u32 = 256 << 20;

/// What is in an archive. Where a password locks it, the names are given without bytes.
///
/// # Errors
/// Why nothing in it can be had.
pub(super) fn unpack(bytes: &[u8], mut budget: Budget) -> Result<Vec<Member>, FileFinding> {
    let mut source = Cursor::new(bytes);
    let password = Password::empty();
    let archive = Archive::read(&mut source, &password).map_err(|e| finding(&e))?;
    let files = archive.files.iter().filter(|f| !f.is_directory).count();
    if files > budget.entries {
        return Err(budget.too_many());
    }
    let mut members = Vec::new();
    for (index, block) in archive.blocks.iter().enumerate() {
        let before = members.len();
        let trouble = check(block).err().or_else(|| {
            let decoder = BlockDecoder::new(1, index, &archive, &password, &mut source);
            let mut each = |entry: &ArchiveEntry, reader: &mut dyn Read| {
                if entry.is_directory {
                    return Ok(true);
                }
                let bytes = read(entry, reader, &mut budget);
                let goes_on = bytes.is_ok();
                members.push(Member { name: inner_name(&entry.name), bytes });
                Ok(goes_on)
            };
            decoder.for_each_entries(&mut each).err().map(|e| finding(&e))
        });
        // What follows in a block that breaks off is not lost from the list.
        let decoder = BlockDecoder::new(1, index, &archive, &password, &mut source);
        let names = decoder.entries().iter().filter(|e| !e.is_directory).map(|e| inner_name(&e.name));
        let trouble = trouble.or_else(|| members.get(before..)?.iter().find_map(|m| m.bytes.clone().err()));
        let rest: Vec<String> = names.skip(members.len() - before).collect();
        if let Some(trouble) = trouble {
            // A checksum that fails at the end of a block leaves nothing of it certain.
            for member in members.iter_mut().skip(before) {
                if member.bytes.is_ok() && !matches!(trouble, FileFinding::TooBig { .. }) {
                    member.bytes = Err(trouble.clone());
                }
            }
            members.extend(rest.into_iter().map(|name| Member { name, bytes: Err(trouble.clone()) }));
        }
    }
    let empty = archive.files.iter().filter(|f| !f.is_directory && !f.has_stream);
    members.extend(empty.map(|f| Member { name: inner_name(&f.name), bytes: Ok(Vec::new()) }));
    if members.is_empty() { Err(FileFinding::Empty) } else { Ok(members) }
}

/// Whether a block may be decoded: it is not locked and asks for no more memory than there is.
fn check(block: &sevenz_rust2::Block) -> Result<(), FileFinding> {
    for coder in &block.coders {
        match coder.encoder_method_id() {
            EncoderMethod::ID_AES256_SHA256 => return Err(FileFinding::Password),
            EncoderMethod::ID_PPMD => {
                let memory = coder.properties().get(1..5).and_then(|m| m.first_chunk::<4>());
                if memory.is_none_or(|m| u32::from_le_bytes(*m) > MODEL_LIMIT) {
                    return Err(FileFinding::TooBig { detail: "7-Zip: PPMd".to_owned() });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn read(entry: &ArchiveEntry, reader: &mut dyn Read, budget: &mut Budget) -> Result<Vec<u8>, FileFinding> {
    budget.spend(&entry.name, entry.size)?;
    let mut bytes = Vec::new();
    reader
        .take(entry.size)
        .read_to_end(&mut bytes)
        .map_err(|e| FileFinding::Corrupt { detail: format!("{}: {e}", inner_name(&entry.name)) })?;
    if bytes.len() as u64 == entry.size {
        Ok(bytes)
    } else {
        Err(FileFinding::Corrupt { detail: inner_name(&entry.name) })
    }
}

fn finding(error: &Error) -> FileFinding {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => FileFinding::Password,
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => FileFinding::Password,
        Error::MaxMemLimited { .. } => FileFinding::TooBig { detail: "7-Zip".to_owned() },
        other => FileFinding::Corrupt { detail: format!("7-Zip: {other}").chars().take(100).collect() },
    }
}
