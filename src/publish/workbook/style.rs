//! How results look: Times New Roman as Party papers have it.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Formats shared by all sheets.
pub(in crate::publish) struct Style {
    /// The party organisation above the unit.
    pub(in crate::publish) superior: Format,
    /// The unit that issues the table, and `ĐẢNG CỘNG SẢN VIỆT NAM`.
    pub(in crate::publish) letterhead: Format,
    /// The same, underlined as on Party papers.
    pub(in crate::publish) motto: Format,
    /// Place and date, and other words in italics in the middle.
    pub(in crate::publish) place: Format,
    /// The numbers of columns under their titles.
    pub(in crate::publish) numbers: Format,
    /// Whether a check holds.
    pub(in crate::publish) check: Format,
    /// What is written above a signature.
    pub(in crate::publish) signature: Format,
    /// The title of a sheet.
    pub(in crate::publish) title: Format,
    /// The line below a title.
    pub(in crate::publish) subtitle: Format,
    /// A remark outside tables.
    pub(in crate::publish) note: Format,
    /// The heading of a second table.
    pub(in crate::publish) heading: Format,
    /// A title of a column.
    pub(in crate::publish) head: Format,
    /// A title of a narrow column, written upwards.
    pub(in crate::publish) head_upright: Format,
    /// A heading row within a table.
    pub(in crate::publish) group: Format,
    /// Text of several words.
    pub(in crate::publish) text: Format,
    /// A word or code.
    pub(in crate::publish) centre: Format,
    /// A count.
    pub(in crate::publish) count: Format,
    /// The count that matters most.
    pub(in crate::publish) count_strong: Format,
    /// A share.
    pub(in crate::publish) share: Format,
    /// A count more or fewer than another.
    pub(in crate::publish) signed: Format,
    /// The same in a row of sums.
    pub(in crate::publish) sum_signed: Format,
    /// Text in a row of sums that a person should look at.
    pub(in crate::publish) sum_doubt: Format,
    /// A day.
    pub(in crate::publish) day: Format,
    /// Text in a row of sums.
    pub(in crate::publish) sum_text: Format,
    /// A count in a row of sums.
    pub(in crate::publish) sum: Format,
    /// A share in a row of sums.
    pub(in crate::publish) sum_share: Format,
    /// Text that a person should look at.
    pub(in crate::publish) doubt: Format,
    /// A count of answers that a person should look at.
    pub(in crate::publish) doubt_count: Format,
    /// A word that matters, such as `Có` among `Không`.
    pub(in crate::publish) present: Format,
    /// A place where a person types.
    pub(in crate::publish) input: Format,
    /// A link to a file.
    pub(in crate::publish) link: Format,
}

/// The format of a square to which no other is given: by its digits, 8 pixels wide, columns are measured.
pub(in crate::publish) fn plain() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12)
}

/// A number with its sign.
const SIGNED: &str = "+#,##0;-#,##0;0";

/// The usual height of rows and width of columns under [`plain`], in pixels.
pub(in crate::publish) const USUAL: (u32, u32) = (21, 72);

impl Style {
    /// The formats.
    pub(in crate::publish) fn new() -> Self {
        let base = || plain().set_align(FormatAlign::VerticalCenter);
        let free = || base().set_text_wrap();
        let middle = || free().set_align(FormatAlign::Center);
        let boxed = || free().set_border(FormatBorder::Thin);
        let centred = || boxed().set_align(FormatAlign::Center);
        let yellow = Color::RGB(0x00FF_F2CC);
        let sum = || centred().set_bold().set_background_color(Color::RGB(0x00F2_F2F2));
        let head = || centred().set_bold().set_background_color(Color::RGB(0x00DD_E7F0));
        Self {
            superior: middle(),
            letterhead: middle().set_bold(),
            motto: middle().set_bold().set_underline(FormatUnderline::Single),
            place: middle().set_italic(),
            numbers: centred().set_italic().set_font_size(10),
            check: centred().set_font_color(Color::RGB(0x0037_5623)),
            signature: middle().set_bold(),
            title: free().set_bold().set_font_size(14).set_align(FormatAlign::Center),
            subtitle: free().set_italic().set_font_size(13).set_align(FormatAlign::Center),
            note: free().set_italic(),
            heading: free().set_bold().set_font_size(13),
            head: head(),
            head_upright: head().set_rotation(90),
            group: boxed().set_bold().set_background_color(Color::RGB(0x00F2_F2F2)),
            text: boxed(),
            centre: centred(),
            count: centred().set_num_format("#,##0"),
            count_strong: centred().set_num_format("#,##0").set_bold(),
            share: centred().set_num_format("0.0%"),
            signed: centred().set_num_format(SIGNED),
            sum_signed: sum().set_num_format(SIGNED),
            sum_doubt: sum().set_background_color(yellow),
            day: centred().set_num_format("dd/mm/yyyy"),
            sum_text: boxed().set_bold().set_background_color(Color::RGB(0x00F2_F2F2)),
            sum: sum().set_num_format("#,##0"),
            sum_share: sum().set_num_format("0.0%"),
            doubt: centred().set_background_color(yellow),
            doubt_count: centred().set_num_format("#,##0").set_background_color(yellow),
            present: centred().set_bold(),
            input: boxed().set_background_color(Color::RGB(0x00FF_FFE5)).set_unlocked().set_num_format("@"),
            link: boxed().set_font_color(Color::RGB(0x0005_63C1)).set_underline(FormatUnderline::Single),
        }
    }
}
