//! What falls short, named behind a label of its own: *Hạn chế: ngại đọc tài liệu*. Beside an answer that denies the
//! manifestation it contradicts that.

use crate::extract::answer::words;
use crate::extract::wording::phrases::has_words;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::model::Answer;
use crate::text::fold;

/// Signs that end what a label announces, or stand before one.
const ENDS: [char; 5] = ['.', ';', '\n', '\t', '('];

/// Whether a text names what falls short behind a label for that: `Hạn chế: ngại va chạm`, `Khuyết điểm là nể nang`. One
/// that says that there is none, or nothing at all, names nothing: `Hạn chế: không`.
pub(crate) fn named(text: &str, vocabulary: &Vocabulary) -> bool {
    labelled(text, vocabulary).iter().any(|(label, said)| names(label, said, vocabulary))
}

/// Whether what stands under a folded heading, or behind a folded label, names what falls short.
pub(crate) fn under(heading: &str, text: &str, vocabulary: &Vocabulary) -> bool {
    heads(heading, vocabulary) && names(heading, text, vocabulary)
}

/// Whether what is said of shortcomings behind a label names one: more than dots, no denial of any, and no praise.
fn names(label: &str, said: &str, vocabulary: &Vocabulary) -> bool {
    let praised = || label.starts_with(MANIFESTATION) && praises(said, vocabulary);
    let said_nothing = !said.contains(char::is_alphabetic) || vocabulary.words.hedge.within(said);
    !said_nothing && !denies(said, vocabulary) && !praised()
}

/// What is said without the words for shortcomings: *không có hạn chế gì* is *không có gì*.
fn without_nouns(said: &str) -> String {
    const NOUNS: [&str; 4] = ["hạn chế", "tồn tại", "thiếu sót", "yếu kém"];
    NOUNS.iter().fold(said.to_lowercase(), |said, noun| said.replace(noun, ""))
}

/// How labels begin behind which members also say how well they do.
const MANIFESTATION: &str = "bieu hien";

/// Whether a text says behind such a label that there is none: `Hạn chế: không`.
pub(crate) fn none(text: &str, vocabulary: &Vocabulary) -> bool {
    labelled(text, vocabulary).iter().any(|(_, said)| denies(said, vocabulary))
}

/// The same of what stands under a folded heading.
pub(crate) fn none_under(heading: &str, text: &str, vocabulary: &Vocabulary) -> bool {
    heads(heading, vocabulary) && denies(text, vocabulary)
}

/// Whether what is said of shortcomings denies any.
fn denies(said: &str, vocabulary: &Vocabulary) -> bool {
    matches!(words::answer(&without_nouns(said), vocabulary), Ok((Answer::No, _)))
}

/// Whether a line begins with such a label.
pub(crate) fn announces(line: &str, vocabulary: &Vocabulary) -> bool {
    line.contains(':') && vocabulary.notes.shortcomings.starts(&fold(bare(line))).is_some()
}

/// Whether a heading is such a label.
fn heads(folded: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.notes.shortcomings.starts(folded).is_some()
}

/// Whether a text says how well somebody does: *Luôn chấp hành nghiêm*, *đi họp đầy đủ*.
fn praises(said: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(said);
    let body = words::without_opening(&folded, &vocabulary.words);
    let denied = ["khong", "chua"].iter().any(|word| has_words(&folded, word));
    !denied
        && (vocabulary.words.assurance.starts(body).is_some()
            || vocabulary.affirming.iter().any(|praise| has_words(&folded, &fold(praise))))
}

/// The labels of this kind with what stands behind them, up to the end of the sentence.
fn labelled<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<(String, &'t str)> {
    let mut said = Vec::new();
    let colons = text.match_indices(':').map(|(at, sign)| (at, at + sign.len()));
    let copulas = text.match_indices(" là ").map(|(at, sign)| (at, at + sign.len()));
    for (at, behind) in colons.chain(copulas) {
        // What is said behind a label in brackets belongs to it: `Tồn tại (nếu có): …`.
        let ahead = text[..at].trim_end();
        let ahead =
            ahead.strip_suffix(')').and_then(|a| a.rsplit_once('(')).map_or(ahead, |(label, _)| label);
        let label = ahead.rsplit(ENDS).next().unwrap_or(ahead);
        let label = fold(bare(label));
        if heads(&label, vocabulary) {
            said.push((label, text[behind..].split(ENDS).next().unwrap_or_default()));
        }
    }
    said
}

/// A text without the bullet before it.
fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*,".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_with_a_shortcoming_behind_it_names_one() {
        let vocabulary = Vocabulary::built_in();
        let names = |text: &str| named(text, &vocabulary);
        for text in [
            "Hạn chế: ngại đọc tài liệu",
            "- Tồn tại (nếu có): làm việc riêng trong giờ",
            "Không có. Khuyết điểm: nể nang khi góp ý",
            "Tồn tại, hạn chế: không chủ động học tập",
            "Khuyết điểm là ngại va chạm",
            "Hạn chế: có",
            "Biểu hiện cụ thể: đi họp muộn",
        ] {
            assert!(names(text), "{text}");
        }
        for text in [
            "Hạn chế: không",
            "Hạn chế: Không có.",
            "Tồn tại, hạn chế: Không có hạn chế gì",
            "Hạn chế: ……………",
            "Khuyết điểm: -",
            "Hạn chế: chưa phát hiện",
            "Hạn chế: bản thân không có hạn chế gì ở nội dung này",
            "Giải pháp: hạn chế đi họp muộn",
            "Không hạn chế gì",
            "Biểu hiện cụ thể: luôn đi họp đúng giờ",
        ] {
            assert!(!names(text), "{text}");
        }
        assert!(none("Hạn chế: Không có.", &vocabulary) && !none("Hạn chế: không chủ động", &vocabulary));
    }
}
