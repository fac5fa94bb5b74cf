//! Files that a password locks ([MS-OFFCRYPTO]).

use crate::finding::FileFinding;
use crate::intake::{Format, format_of};
use crate::model::Passwords;

/// The password of files that Excel locks without asking for one (2.4.2.3 of the archived protection note): it opens
/// them by itself.
const UNASKED: &str = "VelvetSweatshop";

/// What stands under the lock: its format and bytes.
///
/// # Errors
/// `Password` where none of the passwords opens it.
pub(super) fn opened(bytes: &[u8], passwords: &Passwords) -> Result<(Format, Vec<u8>), FileFinding> {
    let open = |password: &str| {
        let bytes = office_crypto::decrypt_from_bytes(bytes.to_vec(), password).ok()?;
        // A wrong password gives garbage; the readers compare the checksum of every part.
        Some((format_of(&bytes)?, bytes))
    };
    [UNASKED].into_iter().chain(passwords.iter()).find_map(open).ok_or(FileFinding::Password)
}
