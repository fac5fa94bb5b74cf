use super::words::COMMON;
use super::*;
use proptest::prelude::*;

const TIME: Option<&str> = Some(".VnTime");
const TIME_H: Option<&str> = Some(".VnTimeH");
const VNI: Option<&str> = Some("VNI-Times");
const ROMAN: Option<&str> = Some("Times New Roman");

fn read(font: Option<&str>, text: &str) -> String {
    decode(font, text).unwrap_or_else(|| text.to_owned())
}

#[test]
fn the_font_decides_even_for_words_that_could_stand() {
    assert_eq!(read(TIME, "Cã"), "Có");
    assert_eq!(read(TIME, "Kh«ng"), "Không");
    assert_eq!(read(TIME, "mét hép sè bé"), "một hộp số bộ");
    assert_eq!(read(VNI, "Coù"), "Có");
    assert_eq!(read(VNI, "Khoâng bò"), "Không bị");
    assert_eq!(read(Some(".vnarial;Arial"), "tù soi, tù söa"), "tự soi, tự sửa");
    assert_eq!(read(Some("VNI Helve"), "Ñaûng vieân"), "Đảng viên");
}

#[test]
fn capitals_fonts_give_capitals() {
    assert_eq!(read(TIME_H, "§¶ng bé x· léc yªn"), "ĐẢNG BỘ XÃ LỘC YÊN");
    assert_eq!(read(TIME_H, "CéNG HOµ X·"), "CỘNG HOÀ XÃ");
    assert_eq!(read(TIME, "CéNG HOµ X· HéI"), "CỘNG HOÀ XÃ HỘI");
    assert_eq!(read(VNI, "COÄNG HOØA XAÕ HOÄI"), "CỘNG HÒA XÃ HỘI");
}

#[test]
fn the_soft_hyphen_is_a_letter() {
    assert_eq!(read(TIME, "th\u{AD} kÝ, t\u{AD} t\u{AD}ëng"), "thư kí, tư tưởng");
    assert_eq!(read(None, "BÝ th\u{AD} chi bé"), "Bí thư chi bộ");
}

#[test]
fn unicode_text_in_a_legacy_font_is_left_alone() {
    for text in
        ["Có", "Không", "Không có", "Đảng viên", "Đã sửa", "tự soi, tự sửa", "một phần", "Cán bộ", "tiêu cực"]
    {
        assert_eq!(decode(TIME, text), None, "{text}");
        assert_eq!(decode(VNI, text), None, "{text}");
    }
}

#[test]
fn an_answer_typed_in_unicode_behind_a_legacy_label_is_read() {
    assert_eq!(read(TIME, "Tr¶ lêi: Có"), "Trả lời: Có");
    assert_eq!(read(TIME, "Tr¶ lêi: Cã"), "Trả lời: Có");
    assert_eq!(read(TIME, "Chi bé Phó Quý"), "Chi bộ Phú Quý");
    assert_eq!(read(VNI, "Traû lôøi: Không"), "Trả lời: Không");
}

#[test]
fn a_run_may_mix_both() {
    assert_eq!(read(TIME, "Kh«ng có biểu hiện"), "Không có biểu hiện");
    assert_eq!(read(TIME, "Kh«ng cã biểu hiện này"), "Không có biểu hiện này");
    assert_eq!(read(TIME, "Không có: ®· kiÓm ®iÓm, ®· söa ch÷a"), "Không có: đã kiểm điểm, đã sửa chữa");
}

#[test]
fn abbreviations_follow_their_neighbours() {
    assert_eq!(read(TIME, "Sè 12-N§/§U"), "Số 12-NĐ/ĐU");
    assert_eq!(read(None, "Quy ®Þnh 37-Q§/TW vÒ nh÷ng ®iÒu"), "Quy định 37-QĐ/TW về những điều");
}

#[test]
fn without_the_font_the_text_itself_tells() {
    assert_eq!(read(None, "Kh«ng"), "Không");
    assert_eq!(read(ROMAN, "Uû ban nh©n d©n"), "Uỷ ban nhân dân");
    assert_eq!(read(ROMAN, "Cã biÓu hiÖn suy tho¸i"), "Có biểu hiện suy thoái");
    assert_eq!(read(ROMAN, "Khoâng coù bieåu hieän"), "Không có biểu hiện");
    assert_eq!(read(None, "Khoâng"), "Không");
    assert_eq!(read(None, "Ñaûng boä xaõ"), "Đảng bộ xã");
    assert_eq!(read(None, "§¶ng bé x·"), "Đảng bộ xã");
    assert_eq!(read(None, "· Kh«ng cã"), "· Không có");
    assert_eq!(read(None, "tÊt c¶ vÊn ®Ò ë chi bé ¹"), "tất cả vấn đề ở chi bộ ạ");
}

#[test]
fn what_is_unsure_stays_unchanged() {
    let texts = [
        "Cã",
        "Có",
        "tù",
        "mét",
        "Không có",
        "TÔI CÔNG TÁC",
        "hòan thành",
        "5 µm",
        "25°C ± 3",
        "© 2026",
        "§ 5",
        "½ ngày",
        "«Có»",
        "· Không",
        "Windows®",
        "café",
        "Müller",
        "naïve",
        "Société Générale",
        "São Paulo",
        "año",
        "Đắk Lắk ®",
        "đã kh«ng",
        "",
        "Trung¹",
        "công\u{AD}tác",
        "für Elise",
        "Noël à Paris",
    ];
    for text in texts {
        assert_eq!(decode(None, text), None, "{text}");
        assert_eq!(decode(ROMAN, text), None, "{text}");
    }
}

#[test]
fn ascii_is_never_touched() {
    for font in [None, TIME, TIME_H, VNI, ROMAN] {
        assert_eq!(decode(font, "Khong co, 12/5 (x)"), None);
    }
}

#[test]
fn symbol_fonts_keep_their_codes_in_the_private_area() {
    assert_eq!(read(VNI, "Co\u{F0F9}"), "Có");
}

#[test]
fn garbled_text_is_noticed() {
    for text in
        ["Kh«ng", "m¸", "Khoâng coù", "CÃ³", "Ä‘áº£ng", "KhÃ´ng", "c\u{FFFD}", "biÓu hiÖn", "x©z ph¤z"]
    {
        assert!(looks_garbled(text), "{text}");
    }
    let sound = [
        "Không có",
        "Cã",
        "ĐÃ “ĐÃ”",
        "«Có cả»",
        "«… khá»",
        "5 µm",
        "café",
        "Müller",
        "hòan thành công viêc",
        "Đắk Lắk",
        "© 2026 ®",
        "§ 5",
        "· Có",
        "NGÃ\u{A0}BA",
        "đựoc tưỏng",
        "bá» “",
        "Windows®",
        "mức ½ lần",
        "Gespräche mit Rückfrage für Gäste",
        "ligger på den linje, så",
        "Três formação à Direcção",
    ];
    for text in sound {
        assert!(!looks_garbled(text), "{text}");
    }
}

/// The codes of a Vietnamese text, by the table turned round.
fn encode(charset: Charset, text: &str) -> String {
    let capitals = matches!(charset, Charset::Tcvn3 { capitals: true });
    let bases = if charset == Charset::Vni { "aeoôuöyAEOÔUÖY" } else { "" };
    let pairs = bases.chars().flat_map(|base| ('\u{C0}'..='\u{FF}').map(move |mark| format!("{base}{mark}")));
    let codes: Vec<String> = pairs.chain(('\u{A1}'..='\u{FE}').map(String::from)).collect();
    let one = |letter: char| {
        let wanted = if capitals { letter.to_lowercase().to_string() } else { letter.to_string() };
        let even = |code: &&String| code.to_lowercase() == **code || code.to_uppercase() == **code;
        let plain = Charset::Tcvn3 { capitals: false };
        let reader = if capitals { plain } else { charset };
        codes.iter().filter(even).find(|code| reader.read(code) == wanted).cloned()
    };
    text.chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { one(c).unwrap_or_else(|| c.to_string()) })
        .collect()
}

const LOWER: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

#[test]
fn every_letter_goes_there_and_back() {
    let upper = LOWER.to_uppercase();
    for letter in LOWER.chars().chain(upper.chars()) {
        let text = letter.to_string();
        assert_eq!(Charset::Vni.read(&encode(Charset::Vni, &text)), text);
        let capitals = Charset::Tcvn3 { capitals: letter.is_uppercase() };
        assert_eq!(capitals.read(&encode(capitals, &text)), text);
    }
}

fn sentence() -> impl Strategy<Value = String> {
    let words = COMMON.split_whitespace().collect::<Vec<_>>();
    proptest::collection::vec(proptest::sample::select(words), 1..12).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_letters_survive_the_round_trip(text in "[a-zA-ZàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđÁÀẢÃẠĐƯỪỊỴ0-9 .,]{0,40}") {
        prop_assert_eq!(Charset::Vni.read(&encode(Charset::Vni, &text)), text.clone());
        let capitals = Charset::Tcvn3 { capitals: true };
        prop_assert_eq!(capitals.read(&encode(capitals, &text.to_lowercase())), text.to_uppercase());
        let small = Charset::Tcvn3 { capitals: false };
        prop_assert_eq!(small.read(&encode(small, &text.to_lowercase())), text.to_lowercase());
    }

    #[test]
    fn any_sentence_in_a_legacy_font_is_read(text in sentence()) {
        let small = Charset::Tcvn3 { capitals: false };
        prop_assert_eq!(read(TIME, &encode(small, &text)), text.clone());
        prop_assert_eq!(read(TIME_H, &encode(small, &text)).to_uppercase(), text.to_uppercase());
        prop_assert_eq!(read(VNI, &encode(Charset::Vni, &text)), text);
    }

    #[test]
    fn no_sentence_in_unicode_is_changed(text in sentence()) {
        for font in [None, ROMAN] {
            prop_assert_eq!(decode(font, &text), None);
        }
        prop_assert!(!looks_garbled(&text));
    }

    #[test]
    fn without_the_font_a_sentence_is_read_right_or_not_at_all(text in sentence()) {
        for charset in CHARSETS {
            let stored = encode(charset, &text);
            let decoded = decode(None, &stored);
            prop_assert!(decoded.is_none() || decoded.as_deref() == Some(text.as_str()), "{} {:?}", stored, decoded);
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,60}", font in proptest::option::of("\\PC{0,9}")) {
        let _ = (decode(font.as_deref(), &text), looks_garbled(&text), decode(TIME, &text), decode(VNI, &text));
    }
}
