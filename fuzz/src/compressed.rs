//! The container of compressed RTF ([MS-OXRTFCP] 2.1.3.1): sizes, kind and checksum in front of the data.

/// The container around RTF as it stands; around anything else as compressed data, which the size of the text under it
/// leads.
pub(crate) fn around(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"{") {
        return container(u32::try_from(bytes.len()).unwrap_or(u32::MAX), *b"MELA", 0, bytes);
    }
    match bytes.split_first_chunk() {
        Some((size, data)) => container(u32::from_le_bytes(*size), *b"LZFu", checksum(data), data),
        None => bytes.to_vec(),
    }
}

fn container(size: u32, kind: [u8; 4], sum: u32, data: &[u8]) -> Vec<u8> {
    let behind = u32::try_from(data.len() + 12).unwrap_or(u32::MAX);
    [&behind.to_le_bytes()[..], &size.to_le_bytes(), &kind, &sum.to_le_bytes(), data].concat()
}

/// CRC-32 without its first and last steps.
fn checksum(data: &[u8]) -> u32 {
    let bit = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    data.iter().fold(0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| bit(sum)))
}
