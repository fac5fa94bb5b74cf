//! Text in the fonts of the 1990s.

use super::*;

fn run(font: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr><w:rFonts {font}/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

const TCVN3: &str = r#"w:ascii=".VnTime" w:hAnsi=".VnTime""#;

#[test]
fn text_in_a_legacy_font_is_decoded_wherever_the_font_is_stated() {
    let decoded = [Finding::File(FileFinding::LegacyText)];
    let document = body(&format!("<w:p>{}</w:p>", run(TCVN3, "Kh«ng vi ph¹m")));
    assert_eq!((texts(&document), &document.findings[..]), (vec!["Không vi phạm"], &decoded[..]));
    let fonts = format!("<w:rPr><w:rFonts {TCVN3}/></w:rPr>");
    // Spelt like Vietnamese either way, so that only the font tells.
    let plain = "<w:r><w:t>cã</w:t></w:r>";
    for (styles, paragraph) in [
        (format!("<w:docDefaults><w:rPrDefault>{fonts}</w:rPrDefault></w:docDefaults>"), plain.to_owned()),
        (
            format!(r#"<w:style w:type="paragraph" w:styleId="Cu">{fonts}</w:style>"#),
            format!(r#"<w:pPr><w:pStyle w:val="Cu"/></w:pPr>{plain}"#),
        ),
        (
            format!(r#"<w:style w:type="character" w:styleId="Cu">{fonts}</w:style>"#),
            r#"<w:r><w:rPr><w:rStyle w:val="Cu"/></w:rPr><w:t>cã</w:t></w:r>"#.to_owned(),
        ),
    ] {
        let styles = format!(r#"<w:styles xmlns:w="x">{styles}</w:styles>"#);
        let document = body_with(&format!("<w:p>{paragraph}</w:p>"), &[("word/styles.xml", &styles)]);
        assert_eq!((texts(&document), &document.findings[..]), (vec!["có"], &decoded[..]), "{styles}");
    }
}

#[test]
fn runs_of_one_font_are_joined_before_they_are_decoded() {
    let vni = r#"w:ascii="VNI-Times" w:hAnsi="VNI-Times""#;
    let document =
        body(&format!("<w:p>{}{}{}</w:p>", run(vni, "Khoâng co"), run(vni, "ù vi pha"), run(vni, "ïm")));
    assert_eq!(texts(&document), ["Không có vi phạm"]);
    let mixed = format!("<w:p>{}{}</w:p>", run("w:ascii=\"Arial\"", "Kết quả: "), run(TCVN3, "cã"));
    assert_eq!(texts(&body(&mixed)), ["Kết quả: có"]);
}

#[test]
fn a_soft_hyphen_is_a_letter_in_tcvn3_and_nothing_elsewhere() {
    let word = |font: &str| {
        let properties = format!("<w:rPr><w:rFonts {font}/></w:rPr>");
        format!("<w:p><w:r>{properties}<w:t>ch</w:t><w:softHyphen/><w:t>a ®¹t</w:t></w:r></w:p>")
    };
    assert_eq!(texts(&body(&word(TCVN3))), ["chưa đạt"]);
    assert_eq!(text_of("<w:r><w:t>chưa</w:t><w:softHyphen/><w:t>đạt</w:t></w:r>"), "chưađạt");
}

#[test]
fn text_that_no_font_explains_is_decoded_if_it_can_only_be_legacy() {
    let document = body("<w:p><w:r><w:t>Kh«ng cã biÓu hiÖn vi ph¹m</w:t></w:r></w:p>");
    assert_eq!(texts(&document), ["Không có biểu hiện vi phạm"]);
    assert_eq!(document.findings, [Finding::File(FileFinding::LegacyText)]);
}

#[test]
fn text_in_an_unknown_code_page_is_a_question() {
    let document = body("<w:p><w:r><w:t>KhÃ´ng cÃ³ biá»ƒu hiá»‡n</w:t></w:r></w:p>");
    assert_eq!(texts(&document), ["KhÃ´ng cÃ³ biá»ƒu hiá»‡n"]);
    let text = "KhÃ´ng cÃ³ biá»ƒu hiá»‡n".into();
    assert_eq!(document.findings, [Finding::File(FileFinding::GarbledText { text })]);
}

#[test]
fn a_theme_font_and_one_for_other_scripts_say_nothing_of_a_code_page() {
    let themed = format!(r#"{TCVN3} w:asciiTheme="minorHAnsi""#);
    assert_eq!(texts(&body(&format!("<w:p>{}</w:p>", run(&themed, "cã")))), ["cã"]);
    let styles = format!(
        r#"<w:styles xmlns:w="x"><w:docDefaults><w:rPr><w:rFonts {TCVN3}/></w:rPr></w:docDefaults></w:styles>"#
    );
    let paragraph = format!("<w:p>{}</w:p>", run(r#"w:cs="Times New Roman""#, "cã"));
    assert_eq!(texts(&body_with(&paragraph, &[("word/styles.xml", &styles)])), ["có"]);
}
