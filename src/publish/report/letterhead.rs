//! Who issues a report and in whose name it is signed, as Party papers put it (36-HD/VPTW, domain
//! practice of 05-HD/VPTW): the party organisation above stands over the body that issues.

use crate::text::key;

/// How a report is headed and signed.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::publish) struct Letterhead {
    /// The organisation above (*ĐẢNG BỘ …*), in capitals; empty at the top.
    pub(in crate::publish) superior: String,
    /// The body that issues it (*CHI BỘ …*, *ĐẢNG ỦY …*), in capitals.
    pub(in crate::publish) issuer: String,
    /// The body that issues it, inside a sentence: `Đảng ủy xã Lộc Yên`.
    pub(in crate::publish) committee: String,
    /// The party organisation that it leads, inside a sentence: `Đảng bộ xã Lộc Yên`.
    pub(in crate::publish) organisation: String,
    /// Its sign in the number of a paper: `CB`.
    pub(in crate::publish) symbol: &'static str,
    /// In whose name it is signed: `T/M CHI BỘ`.
    pub(in crate::publish) signs_for: &'static str,
    /// Where the file copy goes: `Chi bộ`.
    pub(in crate::publish) file_copy: &'static str,
}

/// A kind of committee: its name, the party organisation that it leads, how it signs.
struct Committee {
    /// `huyện ủy`.
    name: &'static str,
    /// `đảng bộ huyện`.
    organisation: &'static str,
    symbol: &'static str,
    signs_for: &'static str,
    file_copy: &'static str,
}

const STANDING: &str = "T/M BAN THƯỜNG VỤ";

/// From district to province a report goes out in the name of the standing committee, from a base in
/// that of its đảng ủy.
const COMMITTEES: [Committee; 6] = [
    Committee {
        name: "tỉnh ủy",
        organisation: "đảng bộ tỉnh",
        symbol: "TU",
        signs_for: STANDING,
        file_copy: "Văn phòng Tỉnh ủy",
    },
    Committee {
        name: "thành ủy",
        organisation: "đảng bộ thành phố",
        symbol: "TU",
        signs_for: STANDING,
        file_copy: "Văn phòng Thành ủy",
    },
    Committee {
        name: "huyện ủy",
        organisation: "đảng bộ huyện",
        symbol: "HU",
        signs_for: STANDING,
        file_copy: "Văn phòng Huyện ủy",
    },
    Committee {
        name: "quận ủy",
        organisation: "đảng bộ quận",
        symbol: "QU",
        signs_for: STANDING,
        file_copy: "Văn phòng Quận ủy",
    },
    Committee {
        name: "thị ủy",
        organisation: "đảng bộ thị xã",
        symbol: "TU",
        signs_for: STANDING,
        file_copy: "Văn phòng Thị ủy",
    },
    Committee {
        name: "đảng ủy",
        organisation: "đảng bộ",
        symbol: "ĐU",
        signs_for: "T/M ĐẢNG ỦY",
        file_copy: "Đảng ủy",
    },
];

/// The letterhead of a unit with this name below one with that name.
pub(in crate::publish) fn letterhead(name: &str, above: Option<&str>) -> Letterhead {
    let superior = above.map(|name| organisation(name).to_uppercase()).unwrap_or_default();
    let (committee_name, organisation) = (committee_name(name), organisation(name));
    let issuer = committee_name.to_uppercase();
    let (symbol, signs_for, file_copy) = match committee(name) {
        Some((kind, _)) => (kind.symbol, kind.signs_for, kind.file_copy),
        None if starts(name, "chi bộ").is_some() => ("CB", "T/M CHI BỘ", "Chi bộ"),
        None => ("CU", "T/M CẤP ỦY", "Cấp ủy"),
    };
    Letterhead { superior, issuer, committee: committee_name, organisation, symbol, signs_for, file_copy }
}

/// The name of the committee that speaks for a unit: `Đảng bộ xã Lộc Yên` speaks as `Đảng ủy xã Lộc Yên`.
pub(super) fn committee_name(name: &str) -> String {
    committee(name).map_or_else(|| name.trim().to_owned(), |(kind, rest)| joined(kind.name, rest))
}

/// The name of the party organisation: `Huyện ủy Hương Trà` leads `Đảng bộ huyện Hương Trà`.
fn organisation(name: &str) -> String {
    committee(name).map_or_else(|| name.trim().to_owned(), |(kind, rest)| joined(kind.organisation, rest))
}

/// The territory that a committee leads: `Đảng bộ xã Lộc Yên` leads `Lộc Yên`; a committee of an office
/// or a works leads none.
pub(super) fn territory(name: &str) -> Option<String> {
    let (kind, rest) = committee(name)?;
    let area = ["xã", "phường", "thị trấn", "đặc khu"].into_iter().find_map(|area| starts(rest, area));
    let territory = if kind.name == "đảng ủy" { area? } else { rest };
    (!territory.is_empty()).then(|| territory.to_owned())
}

/// A kind with a capital, and the rest of a name.
fn joined(kind: &str, rest: &str) -> String {
    let mut letters = kind.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {rest}", letters.as_str()).trim().to_owned()
}

/// The kind of committee that leads a unit, named by its committee or by its organisation, and the rest
/// of the name.
fn committee(name: &str) -> Option<(&'static Committee, &str)> {
    COMMITTEES.iter().find_map(|kind| {
        let rest = starts(name, kind.organisation).or_else(|| starts(name, kind.name))?;
        Some((kind, rest))
    })
}

/// What follows these words at the start of a name; case and the place of the tone mark do not matter.
fn starts<'n>(name: &'n str, words: &str) -> Option<&'n str> {
    let name = name.trim();
    let first = |text: &str| text.chars().next().into_iter().flat_map(char::to_lowercase).next();
    if first(name) != first(words) {
        return None;
    }
    let ends_word = |at: usize| name.get(..at).is_some_and(|before| !before.ends_with(char::is_whitespace));
    let ends = name.char_indices().filter(|(at, c)| c.is_whitespace() && ends_word(*at)).map(|(at, _)| at);
    let (opening, rest) = name.split_at(ends.chain([name.len()]).nth(words.matches(' ').count())?);
    (key(opening) == key(words)).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(name: &str, above: Option<&str>) -> [String; 4] {
        let l = letterhead(name, above);
        [l.superior, l.issuer, l.symbol.into(), l.signs_for.into()]
    }

    #[test]
    fn a_cell_stands_below_its_party_organisation() {
        assert_eq!(
            heads("Chi bộ thôn Sơn Nam", Some("Đảng bộ xã Lộc Yên")),
            ["ĐẢNG BỘ XÃ LỘC YÊN", "CHI BỘ THÔN SƠN NAM", "CB", "T/M CHI BỘ"]
        );
    }

    #[test]
    fn inside_a_sentence_only_the_first_letter_is_a_capital() {
        let l = letterhead("Đảng bộ xã Lộc Yên", None);
        assert_eq!([l.committee, l.organisation], ["Đảng ủy xã Lộc Yên", "Đảng bộ xã Lộc Yên"]);
        let l = letterhead("Tỉnh uỷ An Sơn", None);
        assert_eq!([l.committee, l.organisation], ["Tỉnh ủy An Sơn", "Đảng bộ tỉnh An Sơn"]);
        assert_eq!(committee_name("Chi bộ thôn Một"), "Chi bộ thôn Một");
        assert_eq!(committee_name("ĐẢNG  BỘ xã  Lộc Yên"), "Đảng ủy xã  Lộc Yên");
        assert_eq!(committee_name("Đảng bộ"), "Đảng ủy");
    }

    #[test]
    fn a_paper_is_issued_where_its_commune_is() {
        assert_eq!(territory("Đảng bộ xã Lộc Yên").as_deref(), Some("Lộc Yên"));
        assert_eq!(territory("Huyện ủy Hương Trà").as_deref(), Some("Hương Trà"));
        assert_eq!(territory("Đảng bộ Công ty Xây lắp"), None);
        assert_eq!(territory("Chi bộ thôn Một"), None);
    }

    #[test]
    fn an_organisation_speaks_through_its_committee() {
        assert_eq!(
            heads("Đảng bộ xã Lộc Yên", Some("Huyện uỷ Hương Trà")),
            ["ĐẢNG BỘ HUYỆN HƯƠNG TRÀ", "ĐẢNG ỦY XÃ LỘC YÊN", "ĐU", "T/M ĐẢNG ỦY"]
        );
        assert_eq!(
            heads("Đảng bộ huyện Hương Trà", Some("Tỉnh ủy An Sơn")),
            ["ĐẢNG BỘ TỈNH AN SƠN", "HUYỆN ỦY HƯƠNG TRÀ", "HU", "T/M BAN THƯỜNG VỤ"]
        );
        assert_eq!(heads("TỈNH ỦY AN SƠN", None), ["", "TỈNH ỦY AN SƠN", "TU", "T/M BAN THƯỜNG VỤ"]);
    }
}
