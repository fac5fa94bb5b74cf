//! Lists in running text of what each member has: *1. Trần Viết An (Bí thư): biểu hiện 5 nhóm I*, *Trần Viết An: I.3 có;
//! 26 biểu hiện còn lại không*, *Các đồng chí không có biểu hiện nào: Trần Viết An, Lê Thị Bình*.

use super::claims::{self, Claim, Denied, Segment};
use crate::extract::answer::verdict::Verdict;
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::plan::{self, promises::Promises};
use crate::extract::review::draft::Draft;
use crate::extract::review::item::{Line, MemberRow};
use crate::extract::wording::ordinal;
use crate::model::{Answer, Rule};
use crate::text::{clean_name, fold, without_bullet};

/// The longest line of this kind, in bytes.
const LONGEST: usize = 1000;

/// A whole name has so many words at least.
const WORDS: usize = 3;

/// A member whom a line names.
#[derive(Debug, PartialEq, Eq)]
struct Called {
    name: String,
    claims: Vec<Claim>,
    /// The sentences in which they promise something.
    promises: Vec<String>,
}

/// Members whom a line names, with what each of them has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Call {
    members: Vec<Called>,
    /// Whether the line itself denies all that it does not name.
    whole: bool,
}

/// Reads a line of such a list.
pub(super) fn read(text: &str, context: &Context) -> Option<Call> {
    if text.len() > LONGEST || !text.contains(':') {
        return None;
    }
    of_one(text, context).or_else(|| of_several(text, context))
}

/// Whether a line may be one of such a list, or say that the list holds all there is.
pub(super) fn may_be(text: &str, folded: &str, context: &Context) -> bool {
    text.contains(':')
        && (read(text, context).is_some() || names_one(text, context) || denies_unlisted(folded, context))
}

/// A member, and behind a colon what they have.
fn of_one(text: &str, context: &Context) -> Option<Call> {
    let numbered = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest);
    let (head, said) = numbered.split_once(':')?;
    let name = name(head, context)?;
    let promises = |sentence: &&str| plan::deadlines::promised(sentence, context).is_some();
    let (promises, told): (Vec<&str>, Vec<&str>) = said.split_inclusive(". ").partition(promises);
    let (said, promises) = (told.concat(), promises.into_iter().map(str::to_owned).collect());
    let claims = claims::whole(&said, None, context);
    let whole = claims.is_some();
    let claims = claims.or_else(|| claims::of_all(&said, context)?.listed(context))?;
    Some(Call { whole, members: vec![Called { name, claims, promises }] })
}

/// What all members have whom a line names behind a colon, each with their own in brackets.
fn of_several(text: &str, context: &Context) -> Option<Call> {
    let (head, people) = text.rsplit_once(':')?;
    let entries = entries(people.trim().trim_end_matches(['.', ';']));
    name(entries.first()?.split('(').next()?, context)?;
    let said = claims::of_all(head, context).filter(Segment::admits_nothing)?;
    let member = |entry: &str| member(entry, &said, context);
    let members: Vec<Called> = entries.into_iter().map(member).collect::<Option<_>>()?;
    let whole = matches!(said.denied(), Denied::All | Denied::Rest);
    (whole && !members.is_empty()).then_some(Call { members, whole })
}

/// A member with what they have in brackets, as many as the line says of them all.
fn member(entry: &str, of_all: &Segment, context: &Context) -> Option<Called> {
    let (head, own) = entry.split_once('(').unwrap_or((entry, ""));
    let name = name(head, context)?;
    let own = claims::of_all(own.trim_end().trim_end_matches(')'), context)?;
    let sound = own.denied() == Denied::Nothing
        && of_all.fits(own.admitted(), context)
        && (of_all.denied() == Denied::All) == own.admits_nothing();
    let claims = if own.admits_nothing() { of_all.claims(context)? } else { own.listed(context)? };
    sound.then_some(Called { name, claims, promises: Vec::new() })
}

/// What commas and semicolons part outside of brackets.
fn entries(people: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parted = people.split(move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c == ',' || c == ';')
    });
    parted.map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// The whole name that stands before a colon, behind a bullet or what members are called, without the position.
fn name(head: &str, context: &Context) -> Option<String> {
    let head = without_bullet(head);
    let end = head.find(['(', ',', '–']).unwrap_or(head.len());
    let (name, written) = (clean_name(&head[..end]), head[..end].trim());
    // *Ông* is a family name as well.
    let name = if name.split(' ').count() < WORDS { written.to_owned() } else { name };
    let rest = fold(&head[end..]);
    let positioned = rest.is_empty() || context.vocabulary.positions.starts(&rest).is_some();
    let whole = name.split(' ').count() >= WORDS && names::is_name(&name);
    (positioned && whole).then_some(name)
}

/// Whether a line says that members have nothing but what the list below it says: *ngoài biểu hiện được ghi, đảng viên
/// không có biểu hiện nào khác*.
pub(super) fn denies_unlisted(folded: &str, context: &Context) -> bool {
    let all = context.catalogue.len().to_string();
    let denied = ["khong co bieu hien nao khac", "khong con bieu hien nao khac"];
    folded.split(' ').any(|word| word == all)
        && denied.iter().any(|words| folded.contains(words))
        && folded.contains("ngoai ")
}

/// Whether a line begins as that of a member does: with a name and a colon.
fn names_one(text: &str, context: &Context) -> bool {
    let numbered = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest);
    numbered
        .split_once(':')
        .is_some_and(|(head, said)| !said.trim().is_empty() && name(head, context).is_some())
}

impl Draft {
    /// Takes in the members whom a line names; returns whether it does.
    pub(crate) fn call(&mut self, line: &Line<'_>, context: &Context) -> bool {
        self.unlisted_denied |= denies_unlisted(&fold(&line.text), context);
        let Some(call) = read(&line.text, context).filter(|call| call.whole || self.unlisted_denied) else {
            if (self.unlisted_denied || self.called) && names_one(&line.text, context) {
                self.leftovers.push((line.text.trim().to_owned(), line.place.clone()));
            }
            return false;
        };
        self.called = true;
        let answer = |(indicator, (answer, level)): Claim| {
            let evidence = line.text.trim().to_owned();
            let place = line.place.clone();
            let chosen = Ok((answer, level, Rule::NotListed));
            (indicator, Verdict::new(chosen, evidence, place))
        };
        self.members.extend(call.members.into_iter().map(|member| {
            let mut promises = Promises::default();
            member
                .promises
                .into_iter()
                .for_each(|text| promises.leave(text.trim().to_owned(), line.place.clone()));
            let admitted = member.claims.iter().filter(|(_, (answer, _))| *answer == Answer::Yes);
            promises.settle(&admitted.map(|(indicator, _)| *indicator).collect::<Vec<_>>(), context);
            MemberRow {
                name: member.name,
                answers: member.claims.into_iter().map(answer).collect(),
                promises,
                place: line.place.clone(),
                ..MemberRow::default()
            }
        }));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::catalogue;
    use crate::extract::wording::vocabulary::Vocabulary;

    /// The members of a line, each with the codes of what they have.
    fn called(text: &str) -> Option<String> {
        let context = Context::new(catalogue(), Vocabulary::built_in());
        let codes = |claims: &[Claim]| {
            let present = claims.iter().filter(|(_, (answer, _))| *answer == Answer::Yes);
            let codes = present.map(|(i, _)| context.catalogue.indicators[*i].code.as_str());
            codes.collect::<Vec<_>>().join(" ")
        };
        let call = read(text, &context)?;
        let members: Vec<String> = call
            .members
            .iter()
            .map(|member| format!("{} {}", member.name, codes(&member.claims)).trim_end().to_owned())
            .collect();
        Some(members.join(", ") + if call.whole { "" } else { "?" })
    }

    #[test]
    fn members_are_named_with_what_they_have() {
        for (text, expected) in [
            ("1. Trần Viết An (Bí thư): biểu hiện 5 nhóm I.", "Trần Viết An I.5?"),
            ("2. Lê Thị Bình: không có.", "Lê Thị Bình?"),
            ("3. Hà Văn Mơ: biểu hiện 3 nhóm I; biểu hiện 9 nhóm II.", "Hà Văn Mơ I.3 II.9?"),
            ("Hà Văn Mơ: I.3 Có; 26 biểu hiện còn lại Không", "Hà Văn Mơ I.3"),
            ("Hà Văn Mơ: cả 27 biểu hiện Không", "Hà Văn Mơ"),
            (
                "Các đồng chí không có biểu hiện nào trong 27 biểu hiện: Trần Viết An, Lê Thị Bình.",
                "Trần Viết An, Lê Thị Bình",
            ),
            (
                "Đồng chí có 02 biểu hiện (25 biểu hiện còn lại không có): Hà Văn Mơ (I.4 – qua loa; II.5 – thiếu kiểm tra).",
                "Hà Văn Mơ I.4 II.5",
            ),
        ] {
            assert_eq!(called(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_line_that_names_nobody_or_counts_otherwise_is_none_of_a_list() {
        for text in [
            "Các đồng chí không có biểu hiện nào: 12 đồng chí",
            "Đồng chí có 02 biểu hiện (25 biểu hiện còn lại không có): Hà Văn Mơ (I.4 – qua loa).",
            "Người tự soi: Trần Viết An",
            "Biểu hiện 5: không có",
            "Trần Viết An: đi học",
        ] {
            assert_eq!(called(text), None, "{text}");
        }
    }
}
