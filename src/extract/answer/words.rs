//! Answers in words: *Không có*, *Đôi lúc còn nể nang*, *Không thường xuyên học tập*.

use super::failings;
use super::poll::Poll;
use crate::extract::plan::shortcomings;
use crate::extract::wording::role::Label;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::extract::wording::word_lists::AnswerWords;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level};
use crate::text::{fold, has_diacritics, key};
use std::borrow::Cow;

/// What a sentence answers: yes with a level where it names one, no, or why it decides nothing.
type Told = Result<(Answer, Option<Level>), AnswerFinding>;

/// What an answer in words says. Where the first sentence answers alone, the others must not turn it around.
pub(crate) fn answer(text: &str, vocabulary: &Vocabulary) -> Told {
    // Behind a number of votes stands what several people answered.
    if Poll::read(text).is_some() {
        return Err(AnswerFinding::Undecided);
    }
    match told(text, vocabulary) {
        Ok((Answer::Yes, _)) if names_indicators(&fold(text)) => Err(AnswerFinding::Undecided),
        Ok((Answer::Yes, None)) => Ok((Answer::Yes, level_apart(text, vocabulary))),
        told => told,
    }
}

/// The one level that stands apart in an answer: `Có (nhẹ, đã khắc phục)`, `Có, ở mức độ trung bình`, `Có - nhẹ`.
fn level_apart(text: &str, vocabulary: &Vocabulary) -> Option<Level> {
    let mut levels = levels_apart(text, vocabulary);
    let first = levels.next()?;
    levels.all(|other| other == first).then_some(first)
}

/// The levels that stand apart in a text.
fn levels_apart<'t>(text: &'t str, vocabulary: &'t Vocabulary) -> impl Iterator<Item = Level> + 't {
    text.split(['.', ';', ',', '(', ')', '\n', '-', '–', ':']).filter_map(|p| level(&fold(p), vocabulary))
}

/// The level that a sentence gives to what it admits, so many of them. One that may be that of some only is a question.
pub(crate) fn level_of_admitted(
    text: &str,
    admitted: usize,
    vocabulary: &Vocabulary,
) -> Result<Option<Level>, AnswerFinding> {
    let mut levels = levels_apart(text, vocabulary);
    match levels.next() {
        None => Ok(None),
        Some(first) if admitted == 1 && levels.all(|other| other == first) => Ok(Some(first)),
        Some(_) => Err(AnswerFinding::UnknownLevel),
    }
}

/// Whether a folded text names indicators by their numbers, `biểu hiện số 3`: what it admits is of them.
fn names_indicators(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &&str| word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
    words
        .windows(3)
        .any(|w| w[0] == "bieu" && w[1] == "hien" && (number(&w[2]) || w[2] == "so" || w[2] == "thu"))
        && !words.windows(2).any(|w| number(&w[0]) && w[1] == "lan")
}

fn told(text: &str, vocabulary: &Vocabulary) -> Told {
    // `C?`, `Không?`: whoever writes so does not know.
    if text.contains('?') {
        let asks = text.trim_end().strip_suffix('?').map(|choice| sentence(choice, vocabulary));
        let untouched = asks.filter(|choice| *choice == Err(AnswerFinding::UntouchedChoice));
        return untouched.unwrap_or(Err(AnswerFinding::Undecided));
    }
    let bare = without_leaders(text);
    let text = from_admission(&bare, &vocabulary.words);
    let whole = sentence(text, vocabulary);
    if whole == Err(AnswerFinding::UntouchedChoice) {
        return whole;
    }
    if let (Ok((answer, _)), Some((first, rest))) = (&whole, text.split_once(['.', ';', '\n']))
        && (contradicts(first, *answer, vocabulary) || contradicts(rest, *answer, vocabulary))
    {
        return Err(AnswerFinding::Undecided);
    }
    if let Some((first, rest)) = text.split_once('(')
        && assures(rest, vocabulary)
        && sentence(first, vocabulary) == Ok((Answer::No, None))
    {
        return Ok((Answer::No, None));
    }
    let Some((first, rest)) = parted(text, vocabulary) else { return whole };
    if whole.is_ok() || fold(rest).is_empty() {
        return whole;
    }
    if is_assured(first, rest, vocabulary) {
        return Ok((Answer::No, None));
    }
    match sentence(first, vocabulary) {
        Ok((first, _)) if contradicts(rest, first, vocabulary) => Err(AnswerFinding::Undecided),
        Ok((Answer::No, None)) if !turns_around(rest, vocabulary) => Ok((Answer::No, None)),
        Ok((Answer::Yes, level)) if !vocabulary.words.hedge.within(before_promises(text, vocabulary)) => {
            Ok((Answer::Yes, level))
        }
        _ => whole,
    }
}

/// An answer and what is said about it: parted by the first sign between sentences, or behind a bare `Có` or `Không` by
/// a colon, a dash or, behind `Có`, a bracket: `Có: còn nể nang`, `Không – luôn gương mẫu`.
fn parted<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<(&'t str, &'t str)> {
    let behind_answer = text.find([':', '(', '-', '–', '—']).filter(|&at| {
        let answer = whole_answer(&text[..at], &fold(&text[..at]), &vocabulary.words);
        answer == Some(Answer::Yes) || (answer == Some(Answer::No) && !text[at..].starts_with('('))
    });
    let at = text.find(['.', ';', ',', '\n']).into_iter().chain(behind_answer).min()?;
    let sign = text[at..].chars().next()?.len_utf8();
    Some((&text[..at], &text[at + sign..]))
}

/// A text from its *có* on, where nothing but an opening stands before that and a colon behind: `– Bản thân có: góp ý
/// còn nể nang`. What follows must tell what falls short, and not assure the contrary.
fn from_admission<'t>(text: &'t str, words: &AnswerWords) -> &'t str {
    let Some((said, rest)) = text.split_once(':') else { return text };
    let last = said.rsplit(char::is_whitespace).next().unwrap_or_default();
    let admits = key(last) == key("có") && without_opening(&fold(said), words) == "co";
    let rest = fold(rest);
    let told = rest.contains(' ') && !rest.starts_with(|c: char| c.is_ascii_digit());
    let assured = words.assurance.starts(&rest).is_some() || words.merit.starts(&rest).is_some();
    if admits && told && !assured { &text[said.len() - last.len()..] } else { text }
}

/// A text without the dots that lead to and from what is written on a line: `……Không……`, `Có ........ Còn nể nang`.
fn without_leaders(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "…_.·".contains(c));
    let leader = |c: char| "…_·".contains(c);
    if !text.contains(leader) && !text.contains("..") {
        return Cow::Borrowed(text);
    }
    let dotted = text.replace(leader, "..");
    let pieces = dotted.split("..").map(|p| p.trim_matches(|c: char| c == '.' || c.is_whitespace()));
    Cow::Owned(pieces.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(". "))
}

/// What an answer says before the lines that promise something: `Tự sửa: …`, `Thời hạn: …`.
fn before_promises<'t>(text: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let promises = |line: &str| {
        let label = line.split_once(':').map(|(label, _)| fold(label)).unwrap_or_default();
        matches!(vocabulary.labels.of(&label), Some(Label::Action | Label::Due))
            || vocabulary.is_plan_heading(&label)
    };
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if promises(line) {
            break;
        }
        end += line.len();
    }
    &text[..end]
}

/// Whether a sentence assures the contrary and the next one denies: *Luôn trung thành, không có biểu hiện này*.
fn is_assured(first: &str, rest: &str, vocabulary: &Vocabulary) -> bool {
    let (words, folded) = (&vocabulary.words, fold(first));
    let assured = words.assurance.starts(without_opening(&folded, words)).is_some();
    assured && !turns_around(first, vocabulary) && sentence(rest, vocabulary) == Ok((Answer::No, None))
}

/// Whether what stands in brackets behind a denial only assures it: *Không (luôn chấp hành nghiêm)*. *Không (thường
/// xuyên)* says something else.
fn assures(rest: &str, vocabulary: &Vocabulary) -> bool {
    let (words, folded) = (&vocabulary.words, fold(rest));
    let body = without_opening(&folded, words);
    let assured = words.assurance.starts(body).is_some_and(|more| !more.is_empty());
    assured && !body.starts_with("thuong xuyen") && !turns_around(rest, vocabulary)
}

/// Whether one of the sentences that follow says the opposite: `Có. Không`.
fn contradicts(rest: &str, first: Answer, vocabulary: &Vocabulary) -> bool {
    let mut others = rest.split(CLAUSES).filter_map(|s| sentence(s, vocabulary).ok());
    others.any(|(answer, _)| answer != first)
}

/// Whether what follows a denial takes it back. What begins with *có* and is no merit may: *Không, có nhiều lần*; and so
/// may what sets something apart: *Không có biểu hiện nào; riêng biểu hiện số 5 có*.
fn turns_around(rest: &str, vocabulary: &Vocabulary) -> bool {
    let words = &vocabulary.words;
    let admits = |clause: &str| {
        let folded = fold(clause);
        let body = without_opening(&folded, words);
        (body.starts_with("co ") && words.merit.starts(body).is_none()) || folded.starts_with("rieng ")
    };
    words.reversal.within(rest)
        || words.admission.within(rest)
        || words.hedge.within(rest)
        || rest.split(CLAUSES).any(admits)
        || names_indicators(&fold(rest))
        || (rest.contains(':') && shortcomings::named(rest, vocabulary))
}

/// Signs between the clauses of a remark.
pub(crate) const CLAUSES: [char; 9] = ['.', ';', ',', '\n', '(', ')', ':', '–', '→'];

/// Signs between the printed words of a choice.
const PARTING: [char; 7] = ['/', '|', '\t', '\n', ',', '-', '–'];

fn sentence(text: &str, vocabulary: &Vocabulary) -> Told {
    let folded = fold(text);
    let words = &vocabulary.words;
    if let Some(whole) = whole_answer(text, &folded, words) {
        return Ok((whole, None));
    }
    // `- Không có` is an answer behind a bullet.
    let parted = || text.trim_matches(|c: char| !c.is_alphanumeric()).contains(PARTING);
    if parted() && is_printed_choice(&folded, words) {
        return Err(AnswerFinding::UntouchedChoice);
    }
    let body = without_opening(&folded, words);
    if words.hedge.within(text) {
        return Err(AnswerFinding::Undecided);
    }
    if let Some(rest) = words.admission.starts(body) {
        // `Còn không`, `Có … không?`: an admission that ends in a denial decides nothing.
        let turned = words.denial.contains(rest) || rest.ends_with(" khong");
        return if turned {
            Err(AnswerFinding::Undecided)
        } else {
            Ok((Answer::Yes, level(&folded, vocabulary)))
        };
    }
    if is_counted(body) || failings::admits(text, body, words) {
        return Ok((Answer::Yes, None));
    }
    if let Some(rest) = words.denial.starts(body) {
        return denial(text, rest, words).map(|answer| (answer, None));
    }
    match body.strip_prefix("co ").map(|rest| (vocabulary.levels.of(rest), rest)) {
        Some((Some(level), _)) => Ok((Answer::Yes, Some(*level))),
        _ => Err(AnswerFinding::Undecided),
    }
}

/// Whether a folded sentence says how often: `Có 02 lần`.
fn is_counted(body: &str) -> bool {
    let words: Vec<&str> = body.split(' ').collect();
    matches!(words[..], ["co", number, "lan", ..] if number.parse().is_ok_and(|n: u32| n > 0))
        && words[3..].iter().all(|w| !["khong", "chua"].contains(w))
}

/// A sentence that begins with a denial is a no only if what follows, `rest`, adds nothing. *Chưa hết* denies something
/// else.
fn denial(text: &str, rest: &str, words: &AnswerWords) -> Result<Answer, AnswerFinding> {
    // Most denials are no longer.
    if rest.is_empty() || rest == "co" {
        return Ok(Answer::No);
    }
    let closes = |word: &str| words.closing.contains(word) || word.bytes().all(|b| b.is_ascii_digit());
    let following = || rest.split(' ').filter(|w| !w.is_empty());
    if following().next().is_none_or(|first| first != "het")
        && following().all(closes)
        && words.closing.hold_last(text, following().count())
    {
        return Ok(Answer::No);
    }
    Err(AnswerFinding::Undecided)
}

/// An answer that is one of the known whole ones. Accents, where written, must be right: `cỏ` is not `có`.
fn whole_answer(text: &str, folded: &str, words: &AnswerWords) -> Option<Answer> {
    let answer = if words.yes.contains(folded) {
        Answer::Yes
    } else if words.no.contains(folded) {
        Answer::No
    } else {
        return None;
    };
    let spelt = key(text);
    let right = [
        "có",
        "không",
        "đồng ý có",
        "có ạ",
        "dạ có",
        "có x",
        "không x",
        "x có",
        "x không",
        "hông",
        "không bao giờ",
        "chưa bao giờ",
        "chưa từng",
    ];
    (!has_diacritics(text) || right.iter().any(|r| key(r) == spelt)).then_some(answer)
}

/// The printed words `Có/Không`, in either order, with nothing chosen.
fn is_printed_choice(folded: &str, words: &AnswerWords) -> bool {
    let mut parts = folded.split(' ');
    let pair = (parts.next().unwrap_or_default(), parts.next_back().unwrap_or_default());
    let between = parts.all(|word| ["hay", "hoac", "co"].contains(&word));
    let is = |a: &str, b: &str| words.yes.contains(a) && words.no.contains(b);
    between && (is(pair.0, pair.1) || is(pair.1, pair.0))
}

/// The sentence without words before the answer proper: `Bản thân tôi không có` is `không có`.
pub(crate) fn without_opening<'a>(folded: &'a str, words: &AnswerWords) -> &'a str {
    let mut body = folded;
    while let Some(rest) = words.opening.starts(body) {
        if rest.is_empty() {
            break;
        }
        body = rest;
    }
    body
}

/// The level that a text names: as all it says, after `có`, or after `mức độ`. Elsewhere the same
/// letters mean other things (`nể nang`).
pub(crate) fn level(folded: &str, vocabulary: &Vocabulary) -> Option<Level> {
    let body = folded.strip_prefix("co ").unwrap_or(folded);
    vocabulary.levels.of(body).copied().or_else(|| {
        let (_, after) = folded.split_once("muc ")?;
        vocabulary.levels.within(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Answer> {
        answer(text, &Vocabulary::built_in()).ok().map(|(answer, _)| answer)
    }

    #[test]
    fn a_plain_denial_is_a_no() {
        let texts = [
            "Không",
            "không",
            "KHÔNG",
            "Không có",
            "Không có.",
            "Chưa có",
            "Không vi phạm",
            "Không mắc",
            "Ko",
            "k",
            "Không có biểu hiện này",
            "Bản thân không có biểu hiện này.",
            "Bản thân tôi không có biểu hiện trên",
            "Qua tự soi không có",
            "Hoàn toàn không có",
            "Không có biểu hiện suy thoái này",
            "Khong co bieu hien",
            "Không. Bản thân luôn chấp hành nghiêm",
            "Không, luôn gương mẫu",
            "Chưa có biểu hiện",
            "Không có biểu hiện nào",
            "Bản thân không vi phạm",
            "Bản thân luôn trung thành, không có biểu hiện này",
            "Chấp hành nghiêm; không vi phạm.",
            "Không bao giờ",
            "Chưa bao giờ có",
            "Không, kiên quyết đấu tranh với tham nhũng",
            "……Không……",
            "........Không có........",
            "__Không__",
            "Không: luôn chấp hành nghiêm",
            "Không – luôn gương mẫu",
            "Không. Bản thân không sử dụng ma túy",
            "Không, có ý thức giữ gìn",
            "Dạ không ạ",
            "- Không có",
            "Không có biễu hiện nào cả",
            "Không có gì hết",
            "Không có. Hạn chế: không có hạn chế gì",
            "Chưa để xảy ra",
            "Không để xảy ra biểu hiện này",
            "Cả 9 biểu hiện đều không có",
        ];
        for text in texts {
            assert_eq!(read(text), Some(Answer::No), "{text}");
        }
    }

    #[test]
    fn an_admission_is_a_yes_even_if_it_begins_with_a_denial() {
        let texts = [
            "Có",
            "có",
            "Có biểu hiện",
            "Còn có biểu hiện này",
            "Vẫn còn",
            "Đôi lúc còn nể nang",
            "Có lúc làm việc còn qua loa",
            "Còn nể nang, ngại va chạm",
            "Có, nhưng đã khắc phục",
            "Không thường xuyên học tập nghị quyết",
            "Không tránh khỏi đôi lúc",
            "Không phải không có lúc so bì",
            "Có, mức độ nhẹ",
            "Bản thân đôi lúc còn chậm",
            "Có. Cụ thể: còn nể nang khi góp ý cho đồng chí trong chi bộ.",
            "Có: Có việc đã hứa với bà con nhưng chưa làm xong.\nTự sửa: Xem xét lại từng việc.",
            "Có – còn ngại va chạm",
            "Có 02 lần",
            "Ít khi",
            "Không ít lần còn bảo thủ",
            "Có (còn nể nang)",
            "......Có. Còn nể nang......",
            "– Bản thân có: góp ý cho đồng chí trong chi bộ còn nể nang.",
            "- Tôi\u{a0}có: chưa xuống tổ, xuống hộ được nhiều.",
        ];
        for text in texts {
            assert_eq!(read(text), Some(Answer::Yes), "{text}");
        }
        for text in ["Có, mức độ nhẹ", "Có - mức độ nhẹ"] {
            assert_eq!(answer(text, &Vocabulary::built_in()), Ok((Answer::Yes, Some(Level::Slight))));
        }
    }

    #[test]
    fn what_decides_nothing_is_not_guessed() {
        let texts = [
            "Cơ bản không",
            "Có/Không",
            "Có / Không",
            "Chưa phát hiện",
            "Đề nghị chi bộ góp ý",
            "Không chấp hành nghiêm",
            "Không có, nhưng đôi lúc còn chậm",
            "Có ý thức giữ gìn",
            "cỏ",
            "Nhìn chung không có",
            "Có. Không",
            "Luôn cố gắng, không để ảnh hưởng",
            "Luôn gương mẫu nhưng có lúc còn chậm, không có gì",
            "Không; có",
            "Có, sửa lại: Không",
            "Có → Không",
            "Có ý thức tốt, không vi phạm, đôi lúc còn chậm",
            "Cô",
            "C?",
            "Có?",
            "Không?",
            "Có - Không",
            "Có: Không",
            "Không, có nhiều lần",
            "Không có biểu hiện nào; riêng biểu hiện số 5 có",
            "Không; riêng việc góp ý thì có",
            "Không có biểu hiện nào, chỉ mắc biểu hiện số 5",
            "Không hẳn",
            "Không để ý",
            "Chưa để tâm học tập",
            "Cả 9 biểu hiện cơ bản không có",
            "Không hết",
            "Chưa đúng",
            "Không nói",
            "Không có gì đáng nói",
            "Không, chỉ 1 lần",
            "Không, cần rút kinh nghiệm",
            "Không (đã khắc phục)",
            "Không\nTrước đây còn nể nang, đã khắc phục",
            "Có 0 lần",
            "Không, nhung đôi lúc còn chậm",
            "Có, đề nghị chi bộ góp ý",
            "Không mắc biểu hiện nào nêu trên. Hạn chế: ngại đọc tài liệu",
            "Không\nTồn tại: giải quyết công việc chậm",
            "– Bản thân có: Không",
            "– Bản thân có: ……",
            "– Đảng viên có: 12 đồng chí",
            "– Bản thân có: luôn góp ý thẳng thắn",
            "– Bản thân có: có ý thức góp ý thẳng thắn",
        ];
        for text in texts {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
