//! People's names.

use super::line::one_line;
use super::{key, nfc};
use std::sync::LazyLock;

/// Forms of address, degrees and ranks that stand before a name.
const TITLES: [&str; 27] = [
    "đồng chí",
    "đ c",
    "đc",
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "chú",
    "cụ",
    "thầy",
    "bác sĩ",
    "kỹ sư",
    "luật sư",
    "ths",
    "ts",
    "gs",
    "pgs",
    "bs",
    "thiếu úy",
    "trung úy",
    "thượng úy",
    "đại úy",
    "thiếu tá",
    "trung tá",
    "thượng tá",
    "đại tá",
];

/// Whether a text is a form of address.
fn is_title(text: &str) -> bool {
    static KEYS: LazyLock<[String; 27]> = LazyLock::new(|| TITLES.map(key));
    KEYS.contains(&key(text))
}

/// The name as written, in NFC, without the fill-in dots, the form of address and doubled spaces;
/// empty where nothing but dots was left.
pub fn clean_name(written: &str) -> String {
    let filler =
        |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_' | ':' | ';' | ',' | '-' | '–' | '*');
    // Marks without width come with texts copied from web pages.
    let unseen = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    let seen = written.contains(unseen).then(|| written.replace(unseen, ""));
    let text = nfc(seen.as_deref().unwrap_or(written));
    let mut name = one_line(text.trim_matches(filler));
    while let Some(rest) = without_title(&name) {
        name = rest;
    }
    name
}

fn without_title(name: &str) -> Option<String> {
    for (at, _) in name.match_indices([' ', '.', ':']).take(3) {
        let (head, rest) = name.split_at(at);
        let rest = rest.trim_start_matches([' ', '.', ':']);
        // A name keeps at least two words: `Chị` may be all that somebody wrote.
        // *Ông* is a family name too, and no man's name has *Thị*.
        let family = || rest.starts_with("Thị ") && key(head) == key("ông");
        if rest.contains(' ') && rest != name && is_title(head) && !family() {
            return Some(rest.to_owned());
        }
    }
    None
}

/// What two writings of one name share: case and the place of the tone mark do not matter, accents do.
pub fn name_key(name: &str) -> String {
    key(&clean_name(name))
}

/// A name in capitals with only the first letter of each word kept a capital; others as they are.
pub fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    let word = |w: &str| {
        let mut letters = w.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
        })
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fill_in_dots_and_forms_of_address_are_no_part_of_a_name() {
        assert_eq!(clean_name("  ....Trần Viết An "), "Trần Viết An");
        assert_eq!(clean_name("Đ/c Lý Thị Hạnh…………"), "Lý Thị Hạnh");
        assert_eq!(clean_name("Đồng chí: Hà Thanh Vinh"), "Hà Thanh Vinh");
        assert_eq!(clean_name("................"), "");
        assert_eq!(clean_name("Anh Thư"), "Anh Thư");
    }

    #[test]
    fn capitals_become_a_name_as_people_write_it() {
        assert_eq!(title_case("CAO QUANG QUÝ"), "Cao Quang Quý");
        assert_eq!(title_case("Đặng Thị My"), "Đặng Thị My");
    }

    #[test]
    fn one_name_has_one_key() {
        assert_eq!(name_key("ĐẶNG THÚY HÒA"), name_key("Đ/c Đặng Thuý Hoà"));
        assert_ne!(name_key("Nguyễn Văn Anh"), name_key("Nguyễn Văn Ánh"));
    }
}
