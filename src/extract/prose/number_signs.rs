//! A line for each group that writes a sign behind each of its numbers: *Nhóm I: 1K, 2K, 3C, …*.

use super::numbered::Numbered;
use crate::extract::FEW;
use crate::extract::answer::verdict;
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::wording::ordinal;
use crate::model::Answer;

/// The longest line of this kind, in bytes.
const LONGEST: usize = 300;

/// The longest sign, in letters: `x`, `Có`, `Ko`.
const SIGN: usize = 5;

/// Whether a line may be one of these.
pub(super) fn may_answer(text: &str, context: &Context) -> bool {
    text.len() < LONGEST && pieces(text, context).is_some()
}

/// The group that a line names and the answers to all of its indicators, each of them once.
pub(super) fn answers(text: &str, filling: &Filling, context: &Context) -> Option<(usize, Vec<Numbered>)> {
    let (group, pieces) = pieces(text, context)?;
    let (numbers, signs): (Vec<u32>, Vec<&str>) = pieces.into_iter().unzip();
    let indicators = ordinal::of_group(&numbers, group, &context.catalogue)?;
    // Nothing but the whole group, in its order, tells that these numbers are those of its indicators.
    if !indicators.iter().copied().eq(context.catalogue.of_group(group)) {
        return None;
    }
    let answer = |sign: &str| match filling.meaning(sign) {
        Some((Answer::Unclear, _)) => None,
        Some(meaning) => Some(meaning),
        None => verdict::of_words(sign, &context.vocabulary).ok().map(|(answer, level, _)| (answer, level)),
    };
    let answers: Vec<_> = signs.into_iter().map(answer).collect::<Option<_>>()?;
    Some((group, indicators.into_iter().zip(answers).collect()))
}

/// The group, and each number with the sign behind it.
fn pieces<'t>(text: &'t str, context: &Context) -> Option<(usize, Vec<(u32, &'t str)>)> {
    let (title, list) = text.split_once(':')?;
    let piece = |piece: &'t str| {
        let piece = piece.trim().trim_end_matches('.');
        let end = piece.find(|c: char| !c.is_ascii_digit())?;
        let sign = piece[end..].trim_start_matches(|c: char| c.is_whitespace() || ":=).".contains(c));
        let short = !sign.is_empty() && sign.chars().count() <= SIGN;
        short.then_some((piece[..end].parse().ok()?, sign))
    };
    let pieces: Vec<(u32, &str)> =
        list.split([',', ';', '\t']).filter(|p| !p.trim().is_empty()).map(piece).collect::<Option<_>>()?;
    let group = || ordinal::group_by_number(title.trim(), &context.catalogue).or(context.known(title).group);
    (pieces.len() >= FEW).then(group)?.map(|group| (group, pieces))
}
