//! Two lists of the indicators of a group, by their numbers: of those present and of those absent, *5 (mức 2)* beside
//! *1 - 4, 6 - 9*.

use super::rows::is_denial;
use crate::extract::answer::choice::Chosen;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::prose::numbered::numbers;
use crate::extract::wording::ordinal;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Level, Rule};
use crate::text::fold;

/// What a list of numbers says.
#[derive(Debug, PartialEq)]
pub(crate) enum Listed {
    /// These.
    Numbers(Vec<u32>),
    /// All that the other list does not name: *còn lại*.
    Rest,
    /// All there are: *cả 9 biểu hiện*, *tất cả*.
    All,
    /// None: a dash, *không*.
    Nothing,
}

impl Listed {
    pub(crate) fn of(text: &str) -> Option<Self> {
        let folded = fold(&text.replace(['-', '–'], " den "));
        let bare = folded.trim_start_matches("cac ").trim_end_matches(" khong");
        if ["con lai", "bieu hien con lai", "bieu hien khac"].contains(&bare) {
            return Some(Self::Rest);
        }
        if bare == "tat ca" || all_of_them(bare) {
            return Some(Self::All);
        }
        if !text.contains(char::is_alphanumeric) || is_denial(text) || folded == "0" {
            return Some(Self::Nothing);
        }
        numbers(&folded).filter(|numbers| !numbers.is_empty()).map(Self::Numbers)
    }
}

/// `cả 9 biểu hiện`.
fn all_of_them(folded: &str) -> bool {
    folded.strip_prefix("ca ").is_some_and(|rest| rest.ends_with("bieu hien"))
}

/// The two lists, as written.
pub(crate) struct Lists {
    /// What is present, and what is not.
    pub texts: [String; 2],
}

/// A list as read.
struct List {
    listed: Listed,
    /// The levels that it gives behind numbers.
    levels: Vec<(u32, Level)>,
    /// Whether it can be nothing but a list: a bare number may count.
    evident: bool,
}

impl List {
    fn of(text: &str, vocabulary: &Vocabulary) -> Option<Self> {
        let (bare, levels) = without_levels(text, vocabulary)?;
        let listed = Listed::of(&bare)?;
        let folded = fold(&bare);
        let named = ["bieu hien", "bh", "so "].iter().any(|word| folded.contains(word));
        let evident = matches!(&listed, Listed::Numbers(n) if n.len() > 1 || named || !levels.is_empty());
        Some(Self { listed, levels, evident })
    }

    fn numbers(&self) -> &[u32] {
        if let Listed::Numbers(numbers) = &self.listed { numbers } else { &[] }
    }
}

/// A list without the levels in brackets, and those with the numbers before them. Nothing else stands in brackets.
fn without_levels(text: &str, vocabulary: &Vocabulary) -> Option<(String, Vec<(u32, Level)>)> {
    let (mut bare, mut levels, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, behind)) = rest.split_once('(') {
        let (said, after) = behind.split_once(')')?;
        let level = words::level(&fold(said), vocabulary)?;
        let last = before.rsplit([',', ';', '\n']).next().unwrap_or(before);
        let of = numbers(&fold(&last.replace(['-', '–'], " den ")))?;
        levels.extend(of.into_iter().map(|number| (number, level)));
        bare.push_str(before);
        rest = after;
    }
    bare.push_str(rest);
    Some((bare, levels))
}

impl Lists {
    /// What they answer for each indicator of a group. One in both is in conflict, one in neither is blank; where they
    /// are not all of it, one at least must be evidently a list.
    pub(crate) fn of_group(&self, group: usize, context: &Context) -> Option<Vec<(usize, Chosen)>> {
        let [yes, no] = self.texts.each_ref().map(|text| List::of(text, &context.vocabulary));
        let (yes, no) = (yes?, no?);
        if matches!(yes.listed, Listed::Rest | Listed::All) {
            return None;
        }
        let all: Vec<u32> = [yes.numbers(), no.numbers()].concat();
        let named = ordinal::of_group(&all, group, &context.catalogue)?;
        let (present, absent) = named.split_at(yes.numbers().len());
        let twice = |list: &[usize]| list.iter().enumerate().any(|(at, i)| list[..at].contains(i));
        let of_group: Vec<usize> = context.catalogue.of_group(group).collect();
        let whole = matches!(no.listed, Listed::Rest | Listed::All) || named.len() == of_group.len();
        let nothing = all.is_empty() && no.listed == Listed::Nothing;
        if twice(present)
            || twice(absent)
            || nothing
            || !(whole && !twice(&named) || yes.evident || no.evident)
        {
            return None;
        }
        let level = |indicator: usize| {
            let number = yes.numbers().get(present.iter().position(|i| *i == indicator)?)?;
            yes.levels.iter().find(|(of, _)| of == number).map(|(_, level)| *level)
        };
        let chosen = |indicator: usize| {
            let denied = absent.contains(&indicator) || no.listed == Listed::All;
            match (present.contains(&indicator), denied || no.listed == Listed::Rest) {
                (true, _) if denied => Err(AnswerFinding::TwoMarks),
                (true, _) => Ok((Answer::Yes, level(indicator), Rule::Words)),
                (false, true) => Ok((Answer::No, None, Rule::Words)),
                (false, false) => Err(AnswerFinding::Blank),
            }
        };
        Some(of_group.into_iter().map(|indicator| (indicator, chosen(indicator))).collect())
    }
}
