//! The cipher RC4 in either of the ways in which Office 97 to 2003 lock files ([MS-OFFCRYPTO] 2.3.5, 2.3.6). XOR
//! obfuscation (2.3.7) is not opened: its verifier has 16 bits, so that many wrong passwords pass.

use crate::document::binary::{offset_at, slice, u16_at, u32_at};
use md5::{Digest, Md5};
use sha1::Sha1;

/// How a file is locked, with what tells the right password.
pub(super) struct Lock<'a> {
    cipher: Cipher,
    salt: &'a [u8],
    /// Bytes of chance and behind them their hash, both encrypted.
    verifier: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cipher {
    /// RC4 with keys of 40 bits and MD5 (Excel 97 and 2000; LibreOffice).
    Md5,
    /// RC4 of the `CryptoAPI` with SHA-1 and keys of so many bits.
    Sha1(u32),
}

/// What the keys of all blocks are made of.
pub(super) struct Key {
    cipher: Cipher,
    hash: Vec<u8>,
}

impl<'a> Lock<'a> {
    /// Reads the header of an encryption, from its version on; `None` where it is of another kind.
    pub(super) fn read(data: &'a [u8]) -> Option<Self> {
        match (u16_at(data, 0)?, u16_at(data, 2)?) {
            (1, 1) => {
                let (salt, verifier) = (slice(data, 4, 16)?, slice(data, 20, 32)?.to_vec());
                Some(Self { cipher: Cipher::Md5, salt, verifier })
            }
            (2..=4, 2) => {
                // Flags, the size of the header, the header with the size of keys, the verifier (2.3.3).
                let header = offset_at(data, 8)?;
                let bits = u32_at(data, 12 + 16).map(|bits| if bits == 0 { 40 } else { bits });
                let bits = bits.filter(|bits| (40..=128).contains(bits) && bits % 8 == 0)?;
                let at = header.checked_add(12)?;
                let salt = slice(data, at + 4, 16).filter(|_| u32_at(data, at) == Some(16))?;
                // Between the two stands the size of the hash.
                let verifier = [slice(data, at + 20, 16)?, slice(data, at + 40, 20)?].concat();
                Some(Self { cipher: Cipher::Sha1(bits), salt, verifier })
            }
            _ => None,
        }
    }

    /// The key that a password gives, if it is the right one.
    pub(super) fn key(&self, password: &str) -> Option<Key> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let hash = match self.cipher {
            Cipher::Md5 => {
                let first = Md5::digest(&password);
                let salted = [first.get(..5)?, self.salt].concat().repeat(16);
                Md5::digest(salted).get(..5)?.to_vec()
            }
            Cipher::Sha1(_) => Sha1::digest([self.salt, &password].concat()).to_vec(),
        };
        let key = Key { cipher: self.cipher, hash };
        let mut told = self.verifier.clone();
        Rc4::new(&key.of_block(0)?).apply(&mut told);
        let (verifier, hash) = told.split_at_checked(16)?;
        let right = match self.cipher {
            Cipher::Md5 => Md5::digest(verifier).as_slice() == hash,
            Cipher::Sha1(_) => Sha1::digest(verifier).as_slice() == hash,
        };
        right.then_some(key)
    }
}

impl Key {
    /// The key of a block: the keys of all blocks come from one hash.
    fn of_block(&self, block: u32) -> Option<Vec<u8>> {
        let numbered = [self.hash.as_slice(), &block.to_le_bytes()].concat();
        match self.cipher {
            Cipher::Md5 => Some(Md5::digest(numbered).to_vec()),
            // One of 40 bits is made as long as one of 128.
            Cipher::Sha1(40) => Some([Sha1::digest(numbered).get(..5)?, &[0; 11]].concat()),
            Cipher::Sha1(bits) => {
                Sha1::digest(numbered).get(..usize::try_from(bits / 8).ok()?).map(<[u8]>::to_vec)
            }
        }
    }

    /// The bytes that lie over a stream of so many, of which so many are encrypted with one key.
    pub(super) fn over(&self, length: usize, block: usize) -> Vec<u8> {
        let mut cipher = vec![0; length];
        for (block, number) in cipher.chunks_mut(block).zip(0..) {
            self.of_block(number).into_iter().for_each(|key| Rc4::new(&key).apply(block));
        }
        cipher
    }
}

/// The cipher RC4.
struct Rc4 {
    state: [u8; 256],
    at: u8,
    other: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
        let mut other = 0_u8;
        for (at, key) in key.iter().cycle().take(256).enumerate() {
            other = other.wrapping_add(state[at]).wrapping_add(*key);
            state.swap(at, other.into());
        }
        Self { state, at: 0, other: 0 }
    }

    fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.at = self.at.wrapping_add(1);
            let one = self.state[usize::from(self.at)];
            self.other = self.other.wrapping_add(one);
            self.state.swap(self.at.into(), self.other.into());
            let sum = one.wrapping_add(self.state[usize::from(self.at)]);
            *byte ^= self.state[usize::from(sum)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cipher_is_that_of_its_first_publication() {
        let mut text = *b"Plaintext";
        Rc4::new(b"Key").apply(&mut text);
        assert_eq!(text, [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]);
    }

    #[test]
    fn a_lock_that_is_cut_off_or_of_another_kind_stays_closed() {
        for data in
            [&[][..], &[1, 2, 3, 4], &[1, 0, 1, 0, 9], &[2, 0, 2, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]]
        {
            assert!(Lock::read(data).is_none());
        }
    }
}
