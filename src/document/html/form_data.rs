//! The state of a form field that Word keeps in a page as `w:data`: an `FFData` ([MS-DOC] 2.9.78) in
//! hexadecimal.

use super::super::word::field::FormField;

/// No value is stored; the default counts.
const NO_RESULT: u16 = 25;

/// The form field of a comment that holds `<w:data>`; `None` where there is none or it is damaged.
pub(super) fn form_field(comment: &str) -> Option<FormField> {
    let (_, data) = comment.split_once("<w:data>")?;
    let (data, _) = data.split_once("</w:data>")?;
    let digits: Vec<u8> =
        data.chars().filter_map(|c| c.to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
    let bytes: Vec<u8> = digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect();
    let mut words = Words(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)));
    // The version is -1 in 32 bits.
    if (words.next()?, words.next()?) != (0xFFFF, 0xFFFF) {
        return None;
    }
    let bits = words.next()?;
    let result = (bits >> 2) & 0x1F;
    let stored = (result != NO_RESULT).then_some(result);
    // The largest length of a text and the size of the box.
    words.next()?;
    words.next()?;
    words.string()?;
    match bits & 3 {
        1 => {
            let default = words.next()? != 0;
            Some(FormField::CheckBox { default, checked: stored.map(|state| state != 0) })
        }
        2 => {
            let default = Some(usize::from(words.next()?));
            // Format, help, status, and the macros on entry and exit.
            for _ in 0..5 {
                words.string()?;
            }
            Some(FormField::DropDown { default, result: stored.map(usize::from), entries: words.table()? })
        }
        _ => Some(FormField::Text),
    }
}

/// UTF-16 words.
struct Words<I>(I);

impl<I: Iterator<Item = u16>> Words<I> {
    fn next(&mut self) -> Option<u16> {
        self.0.next()
    }

    fn characters(&mut self) -> Option<String> {
        let count = self.next()?;
        let units: Vec<u16> = self.0.by_ref().take(usize::from(count)).collect();
        (units.len() == usize::from(count)).then(|| String::from_utf16_lossy(&units))
    }

    /// An `Xstz`: a counted string and a zero.
    fn string(&mut self) -> Option<String> {
        let text = self.characters()?;
        self.next()?;
        Some(text)
    }

    /// An `STTB` of extended strings.
    fn table(&mut self) -> Option<Vec<String>> {
        if self.next()? != 0xFFFF {
            return None;
        }
        let count = self.next()?;
        self.next()?;
        (0..count).map(|_| self.characters()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(words: &[u16]) -> String {
        let bytes = words.iter().flat_map(|w| w.to_le_bytes());
        let hex = bytes.map(|b| format!("{b:02X}")).collect::<Vec<_>>().concat();
        format!("[if gte mso 9]><xml>\n <w:data>{hex}</w:data>\n</xml><![endif]")
    }

    /// `FFData` of a field named `A`.
    fn field(bits: u16, rest: &[u16]) -> String {
        data(&[&[0xFFFF, 0xFFFF, bits, 0, 20, 1, 65, 0], rest].concat())
    }

    #[test]
    fn a_box_is_ticked_by_its_result_and_else_by_its_default() {
        let checked = |bits, default| match form_field(&field(bits, &[default])) {
            Some(FormField::CheckBox { default, checked }) => checked.unwrap_or(default),
            other => panic!("{other:?}"),
        };
        assert!(checked(1 | 25 << 2, 1));
        assert!(!checked(1 | 25 << 2, 0));
        assert!(checked(1 | 1 << 2, 0));
        assert!(!checked(1, 1));
    }

    #[test]
    fn a_list_says_its_entries_and_which_one_is_chosen() {
        let rest = [&[0][..], &[0, 0].repeat(5), &[0xFFFF, 2, 0, 1, 97, 2, 98, 99]].concat();
        let Some(FormField::DropDown { result, entries, .. }) = form_field(&field(2 | 1 << 2, &rest)) else {
            panic!("no list");
        };
        assert_eq!((result, entries), (Some(1), vec!["a".to_owned(), "bc".to_owned()]));
    }

    #[test]
    fn damaged_data_is_no_field() {
        let whole = field(1, &[1]);
        assert!(form_field("FORMCHECKBOX").is_none());
        assert!(form_field(&whole.replace("FFFFFFFF", "FFFF0000")).is_none());
        assert!(form_field(&field(2, &[0, 9])).is_none());
    }
}
