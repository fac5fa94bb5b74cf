//! Fonts and the code pages of their letters.

use super::super::face::Face;
use encoding_rs::Encoding;

/// A font of the font table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    /// The code page of its letters; that of the document where it names none.
    pub(super) encoding: Option<&'static Encoding>,
    /// What it makes of the characters.
    pub(super) face: Face,
}

/// The encoding of a Windows code page. Pages that are not known here keep only what is ASCII in them.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    use encoding_rs as e;
    Some(match number {
        437 | 850 | 1252 => e::WINDOWS_1252,
        866 => e::IBM866,
        874 => e::WINDOWS_874,
        932 => e::SHIFT_JIS,
        936 => e::GBK,
        949 => e::EUC_KR,
        950 => e::BIG5,
        1250 => e::WINDOWS_1250,
        1251 => e::WINDOWS_1251,
        1253 => e::WINDOWS_1253,
        1254 => e::WINDOWS_1254,
        1255 => e::WINDOWS_1255,
        1256 => e::WINDOWS_1256,
        1257 => e::WINDOWS_1257,
        1258 => e::WINDOWS_1258,
        10_000 => e::MACINTOSH,
        65_001 => e::UTF_8,
        _ => return None,
    })
}

/// The encoding of a `\fcharset` (the values of `LOGFONT.lfCharSet`); `None` for that of the document.
pub(super) fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}

/// The `\fcharset` of fonts that draw symbols.
pub(super) const SYMBOL_CHARSET: i32 = 2;
