//! What an office starts from: empty forms to send out and a list of units to fill in.

mod addressee;
mod excel;
mod units;
mod word;

pub use addressee::Addressee;
pub use excel::excel_form;
pub use units::units_sheet;
pub use word::word_form;

/// The heading above the promised corrections.
const CORRECTIONS: &str = "Kế hoạch khắc phục hạn chế, khuyết điểm";
/// The columns of the promised corrections.
const CORRECTION_HEADS: [&str; 4] = ["TT", "Hạn chế, khuyết điểm", "Giải pháp khắc phục", "Thời hạn"];
/// How many rows are left for promised corrections.
const CORRECTION_ROWS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Catalogue, Group, Indicator};
    use std::io::Read;

    fn catalogue() -> Catalogue {
        let indicator = |number: u32| Indicator {
            code: format!("I.{number}"),
            group: 0,
            number,
            label: String::new(),
            wording: format!("Biểu hiện thứ {number} & “thử”"),
            also: vec![],
            source: String::new(),
        };
        Catalogue {
            words: Vec::new(),
            forms: Vec::new(),
            name: "thu".into(),
            title: "Thử".into(),
            source: String::new(),
            groups: vec![Group { code: "I".into(), title: "Nhóm thử".into() }],
            indicators: (1..=3).map(indicator).collect(),
        }
    }

    fn part(package: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).expect("a package");
        let mut text = String::new();
        archive.by_name(name).expect("the part").read_to_string(&mut text).expect("its text");
        text
    }

    #[test]
    fn the_word_form_has_two_boxes_to_click_for_each_indicator() {
        let form = word_form(&catalogue(), &Addressee::default()).expect("a form");
        let document = part(&form, "word/document.xml");
        assert_eq!(document.matches("<w14:checkbox>").count(), 6);
        assert_eq!(document.matches('☐').count(), 6);
        assert!(document.contains("Biểu hiện thứ 3 &amp; “thử”"));
    }

    #[test]
    fn the_excel_form_offers_yes_and_no_for_each_indicator() {
        let form = excel_form(&catalogue(), &Addressee::default()).expect("a form");
        let sheet = part(&form, "xl/worksheets/sheet1.xml");
        assert_eq!(sheet.matches("<dataValidation ").count(), 3);
        assert!(sheet.contains("Có,Không"));
    }

    #[test]
    fn the_same_catalogue_gives_the_same_bytes() {
        assert_eq!(
            word_form(&catalogue(), &Addressee::default()).ok(),
            word_form(&catalogue(), &Addressee::default()).ok()
        );
        assert_eq!(
            excel_form(&catalogue(), &Addressee::default()).ok(),
            excel_form(&catalogue(), &Addressee::default()).ok()
        );
    }
}
