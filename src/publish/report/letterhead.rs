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
    /// What stands after the number: `BC/CB`.
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
        symbol: "BC/TU",
        signs_for: STANDING,
        file_copy: "Văn phòng Tỉnh ủy",
    },
    Committee {
        name: "thành ủy",
        organisation: "đảng bộ thành phố",
        symbol: "BC/TU",
        signs_for: STANDING,
        file_copy: "Văn phòng Thành ủy",
    },
    Committee {
        name: "huyện ủy",
        organisation: "đảng bộ huyện",
        symbol: "BC/HU",
        signs_for: STANDING,
        file_copy: "Văn phòng Huyện ủy",
    },
    Committee {
        name: "quận ủy",
        organisation: "đảng bộ quận",
        symbol: "BC/QU",
        signs_for: STANDING,
        file_copy: "Văn phòng Quận ủy",
    },
    Committee {
        name: "thị ủy",
        organisation: "đảng bộ thị xã",
        symbol: "BC/TU",
        signs_for: STANDING,
        file_copy: "Văn phòng Thị ủy",
    },
    Committee {
        name: "đảng ủy",
        organisation: "đảng bộ",
        symbol: "BC/ĐU",
        signs_for: "T/M ĐẢNG ỦY",
        file_copy: "Đảng ủy",
    },
];

/// The letterhead of a unit with this name below one with that name.
pub(in crate::publish) fn letterhead(name: &str, above: Option<&str>) -> Letterhead {
    let superior = above.map(organisation).unwrap_or_default();
    if let Some((kind, rest)) = committee(name) {
        let issuer = format!("{} {rest}", kind.name).to_uppercase().trim().to_owned();
        let Committee { symbol, signs_for, file_copy, .. } = *kind;
        return Letterhead { superior, issuer, symbol, signs_for, file_copy };
    }
    let issuer = name.to_uppercase();
    if starts(name, "chi bộ").is_some() {
        Letterhead { superior, issuer, symbol: "BC/CB", signs_for: "T/M CHI BỘ", file_copy: "Chi bộ" }
    } else {
        Letterhead { superior, issuer, symbol: "BC/CU", signs_for: "T/M CẤP ỦY", file_copy: "Cấp ủy" }
    }
}

/// The name of the party organisation, in capitals: `Huyện ủy Hương Trà` leads `ĐẢNG BỘ HUYỆN HƯƠNG TRÀ`.
fn organisation(name: &str) -> String {
    match committee(name) {
        Some((kind, rest)) => format!("{} {rest}", kind.organisation).to_uppercase().trim().to_owned(),
        None => name.to_uppercase(),
    }
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
    let ends = name.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([name.len()]);
    let end = ends.take(8).find(|&at| key(name.get(..at).unwrap_or_default()) == key(words))?;
    name.get(end..).map(str::trim)
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
            ["ĐẢNG BỘ XÃ LỘC YÊN", "CHI BỘ THÔN SƠN NAM", "BC/CB", "T/M CHI BỘ"]
        );
    }

    #[test]
    fn an_organisation_speaks_through_its_committee() {
        assert_eq!(
            heads("Đảng bộ xã Lộc Yên", Some("Huyện uỷ Hương Trà")),
            ["ĐẢNG BỘ HUYỆN HƯƠNG TRÀ", "ĐẢNG ỦY XÃ LỘC YÊN", "BC/ĐU", "T/M ĐẢNG ỦY"]
        );
        assert_eq!(
            heads("Đảng bộ huyện Hương Trà", Some("Tỉnh ủy An Sơn")),
            ["ĐẢNG BỘ TỈNH AN SƠN", "HUYỆN ỦY HƯƠNG TRÀ", "BC/HU", "T/M BAN THƯỜNG VỤ"]
        );
        assert_eq!(heads("TỈNH ỦY AN SƠN", None), ["", "TỈNH ỦY AN SƠN", "BC/TU", "T/M BAN THƯỜNG VỤ"]);
    }
}
