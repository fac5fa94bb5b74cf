//! Tables with a row for each member that list only what is present: under one heading, *Biểu hiện tự nhận có*, or in
//! a column for each group, as the answers to a form on the web do.

use super::{excused, wide};
use crate::document::{Slot, Table};
use crate::extract::answer::choice::Chosen;
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::verdict::Verdict;
use crate::extract::answer::words;
use crate::extract::context::Context;
use crate::extract::head::names;
use crate::extract::plan;
use crate::extract::prose::{claims, exceptions, numbered};
use crate::extract::review::item::{Item, MemberRow};
use crate::extract::table::answer_columns;
use crate::extract::table::columns::{self, Columns};
use crate::extract::table::group_titles::GroupTitles;
use crate::extract::table::two_lists::Listed;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::Role;
use crate::finding::AnswerFinding;
use crate::model::{Answer, Rule};
use crate::text::{clean_name, fold, read_birth_date};

/// The head of such a table.
#[derive(Debug)]
pub(crate) struct Head {
    name: u32,
    /// Columns of other things about the member.
    others: Vec<(Role, u32)>,
    lists: Vec<List>,
    /// The column with the codes of what the one list says in words.
    codes: Option<u32>,
    /// The columns that say what will be done about what is present, where there are any.
    plan: Option<Columns>,
    /// First row below the head.
    body: u32,
}

/// A column that lists what is present.
#[derive(Debug)]
struct List {
    column: u32,
    /// The group that it is about; all of them where it names none.
    group: Option<usize>,
}

/// What a square of such a column says.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    /// These are present, and no others.
    Present(Vec<usize>),
    Nothing,
    /// Something that is no list of indicators.
    Else,
}

/// The head that a row is. A plan of corrections lists what it corrects: it is read here only where it asks which
/// manifestations members admit, or says of some that they have none.
pub(crate) fn head(table: &Table, row: u32, titles: &GroupTitles, context: &Context) -> Option<Head> {
    let slots: Vec<&Slot> = table.row(row).iter().filter(|s| !s.is_blank() && !s.hidden).collect();
    let role = |slot: &Slot| context.known(&slot.text()).heading;
    let name = slots.iter().find(|s| role(s) == Some(Role::Name))?.column;
    if slots.iter().any(|s| role(s).is_some_and(Role::takes_mark)) {
        return None;
    }
    // *Họ và tên đảng viên có biểu hiện* asks whose it is.
    let asking = lists(&slots, context).filter(|lists| lists.iter().all(|list| list.column != name));
    let (lists, asks) =
        asking.map(|lists| (lists, true)).or_else(|| Some((vec![named(&slots, name, context)?], false)))?;
    // Below the titles of the groups each indicator may have a column of its own.
    let headed_below = |below| wide::head(table, below, None, titles, context).is_some();
    if (row + 1..table.rows().min(row + 3)).any(headed_below) {
        return None;
    }
    let others = slots.iter().filter_map(|s| Some((role(s)?, s.column))).collect();
    let body = row + slots.iter().map(|s| s.row_span).max()?;
    let planned = slots.iter().any(|s| matches!(role(s), Some(Role::Action | Role::Due)));
    let last = lists.iter().map(|list| list.column).max()?;
    let plan = planned.then(|| Columns::read_some(table, row..body, last + 1..table.columns(), context));
    let codes = codes(&slots, &lists);
    let head = Head { name, others, lists, codes, plan, body };
    let admitted =
        slots.iter().any(|s| head.lists.iter().any(|l| l.column == s.column) && asks_to_admit(&s.text()));
    let heading = slots.iter().find(|s| s.column == head.lists[0].column).map(|s| columns::plain(&s.text()));
    let summary = heading.is_some_and(|heading| SUMMARIES.contains(&heading.as_str()));
    let denied = || {
        let texts =
            (body..table.rows()).filter_map(|at| table.slot(at, head.lists[0].column)).map(Slot::text);
        // *Không* alone may say that somebody has not handed in theirs.
        let tells = |text: &str| {
            let folded = fold(text);
            !summary || folded.contains("bieu hien") || folded.contains("nhom")
        };
        let denies = |text: &str| said(text, None, false, context) == Said::Present(Vec::new());
        texts.into_iter().any(|text| tells(&text) && denies(&text))
    };
    ((asks && (!planned || admitted)) || denied()).then_some(head)
}

/// What the column is headed in which minutes and registers sum up what each member found, folded.
const SUMMARIES: [&str; 4] = ["noi dung tu soi", "ket qua tu soi", "tu soi", "ket qua tu nhan dien"];

/// The columns that list what is present: one for each group, or one for all.
fn lists(slots: &[&Slot], context: &Context) -> Option<Vec<List>> {
    let in_groups =
        slots.iter().filter_map(|s| Some(List { column: s.column, group: Some(group(s, context)?) }));
    let lists: Vec<List> = in_groups.collect();
    if lists.iter().map(|list| list.group).eq((0..context.catalogue.groups.len()).map(Some)) {
        return Some(lists);
    }
    let admitting = slots.iter().filter(|s| admits(&s.text()));
    let lists: Vec<List> = admitting.map(|s| List { column: s.column, group: None }).collect();
    (lists.len() == 1).then_some(lists)
}

/// The one column behind the names that is headed *Biểu hiện*, or in minutes *Nội dung tự soi*, in a table in which no other answers: where somebody
/// has none, it lists what members admit.
fn named(slots: &[&Slot], name: u32, context: &Context) -> Option<List> {
    let role = |slot: &Slot| context.known(&slot.text()).heading;
    let heads = |slot: &&&Slot| {
        let folded = columns::plain(&slot.text());
        let bare =
            ["ma ", "ten ", "cac "].iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(&folded);
        slot.column > name && (bare.starts_with("bieu hien") || SUMMARIES.contains(&bare))
    };
    let mut headed = slots.iter().filter(heads);
    let (Some(slot), None) = (headed.next(), headed.next()) else { return None };
    let others = slots.iter().filter(|s| s.column != slot.column);
    let answered = others.into_iter().any(|s| role(s).is_some_and(Role::answers));
    (!answered).then_some(List { column: slot.column, group: None })
}

/// The group that a heading speaks of, by its title or its number.
fn group(slot: &Slot, context: &Context) -> Option<usize> {
    let text = slot.text();
    // How to fill it in may stand in brackets.
    let bare = columns::without_brackets(&text);
    bare.split([':', '.', '?', '\n']).find_map(|piece| context.known(piece).group)
}

/// Whether a heading asks which indicators are present, not how many.
fn admits(heading: &str) -> bool {
    let folded = fold(heading);
    let counts = ["so bieu hien", "so luong", "tong so"].iter().any(|words| folded.starts_with(words));
    let says = |word: &str| folded.split(' ').any(|w| w == word);
    // How to fill it in may stand in brackets, or behind.
    let asked = heading.split([';', '\n']).next().unwrap_or_default();
    let bare = fold(&columns::without_brackets(asked));
    let denied = bare.split(' ').any(|word| word == "khong");
    folded.contains("bieu hien") && !counts && !denied && ["co", "mac", "nhan"].into_iter().any(says)
}

/// The column beside the one list that gives the codes of what it says in words: *Biểu hiện số*.
fn codes(slots: &[&Slot], lists: &[List]) -> Option<u32> {
    const HEADS: [&str; 6] =
        ["bieu hien so", "so bieu hien", "ma bieu hien", "ma so bieu hien", "ma so", "ma"];
    let [list] = lists else { return None };
    let heads =
        |slot: &&&Slot| slot.column != list.column && HEADS.contains(&columns::plain(&slot.text()).as_str());
    slots.iter().find(heads).map(|slot| slot.column)
}

/// Whether a heading asks what members themselves say is present.
fn asks_to_admit(heading: &str) -> bool {
    let folded = fold(heading);
    ["tu nhan", "tu soi"].iter().any(|words| folded.contains(words))
}

/// Reads the rows below the head; returns the first row that is none of the table's.
pub(crate) fn read(table: &Table, head: &Head, context: &Context, items: &mut Vec<Item<'_>>) -> u32 {
    let text = |row: u32, column: u32| table.slot(row, column).map(Slot::text).unwrap_or_default();
    // *Đảng viên* signs a form, and is the position of most of those in a list.
    let names = |row: u32| names::in_column(&clean_name(&text(row, head.name)), &context.vocabulary);
    let end =
        (head.body..table.rows()).take_while(|row| names(*row) || !begins_end(table, *row, context)).last();
    let end = end.map_or(head.body, |last| last + 1);
    let longest = context.catalogue.longest_group();
    // One list through all groups is told from those within a group by a number that no group has, or by its heading.
    let all = format!("1 {}", context.catalogue.len());
    let headed = |list: &List| fold(&text(head.body.saturating_sub(1), list.column)).contains(&all);
    let through = head.lists.iter().any(headed)
        || (head.body..end).any(|row| {
            let beyond = |numbers: &[u32]| numbers.iter().any(|n| *n as usize > longest);
            head.lists
                .iter()
                .any(|l| matches!(Listed::of(&text(row, l.column)), Some(Listed::Numbers(n)) if beyond(&n)))
        });
    let first = items.len();
    for row in head.body..end {
        let in_list = |l: &List| said(&text(row, l.column), l.group, through, context);
        let code = head.codes.map(|column| said(&text(row, column), None, through, context));
        let said: Vec<Said> = head.lists.iter().map(|l| by_code(in_list(l), code.as_ref())).collect();
        if goes_on(table, row, head, &said, context, &mut items[first..]) {
            continue;
        }
        items.extend(row_of(table, row, head, &said, context));
    }
    end
}

/// What a list says in words, told by its code where that is given; both must not say different things.
fn by_code(listed: Said, code: Option<&Said>) -> Said {
    match (listed, code) {
        (Said::Else, Some(code @ Said::Present(found))) if !found.is_empty() => code.clone(),
        (Said::Present(words), Some(Said::Present(found))) if words != *found => Said::Else,
        (listed, _) => listed,
    }
}

/// Reads a row that goes on with the member before: under a square merged from above, an empty one, or in a plan the
/// name again.
fn goes_on(
    table: &Table,
    row: u32,
    head: &Head,
    said: &[Said],
    context: &Context,
    items: &mut [Item<'_>],
) -> bool {
    let written = table.slot(row, head.name);
    let name = written.map(|slot| clean_name(&slot.text())).unwrap_or_default();
    let merged = written.is_some_and(|slot| slot.row < row);
    let Some(Item::Member(before)) = items.last_mut() else { return false };
    let again = name.is_empty() || (before.name == name && (merged || head.plan.is_some()));
    let more = again && more(before, table, row, head, said, context);
    if more {
        promised(before, table, row, head, said, context);
    } else if again && said.contains(&Said::Else) {
        // What it says may be any of those that no other row lists.
        let unlisted = before.answers.iter_mut().filter(|(_, v)| v.denies());
        unlisted.for_each(|(_, verdict)| verdict.chosen = Err(AnswerFinding::Undecided));
    }
    more
}

/// Reads a row of its own: a member's, or one about which a person is asked.
fn row_of<'a>(table: &Table, row: u32, head: &Head, said: &[Said], context: &Context) -> Option<Item<'a>> {
    let place = table.place(row, head.name);
    let written = table.slot(row, head.name);
    if written.is_some_and(|slot| sign::in_slot(slot) == Sign::Withdrawn) {
        return Some(wide::struck_out(table, row, head.name));
    }
    let name = clean_name(&written.map(Slot::text).unwrap_or_default());
    let listed = said.iter().any(|s| matches!(s, Said::Present(found) if !found.is_empty()));
    let words = || table.row(row).iter().map(|s| s.text().trim().to_owned()).collect::<Vec<_>>().join(" ");
    if !names::in_column(&name, &context.vocabulary) {
        return listed.then(|| Item::UnknownRow { text: words(), place });
    }
    if said.iter().any(|s| matches!(s, Said::Present(_))) {
        let mut member = member(table, row, head, said, context);
        promised(&mut member, table, row, head, said, context);
        return Some(Item::Member(Box::new(member)));
    }
    let columns = head.lists.iter().map(|list| list.column);
    Some(match excused::said(table, row, columns, &[head.name], context) {
        Some(text) => Item::Excused { text, place },
        None => Item::UnknownRow { text: words(), place },
    })
}

/// Takes in what another row of the same member lists; returns whether it is one: it lists something, as the row
/// before does, or nothing but what will be done.
fn more(
    member: &mut MemberRow,
    table: &Table,
    row: u32,
    head: &Head,
    said: &[Said],
    context: &Context,
) -> bool {
    let some = member.answers.iter().any(|(_, v)| v.admits());
    let listed = |s: &Said| matches!(s, Said::Present(found) if !found.is_empty());
    if !some || !said.iter().all(|s| listed(s) || *s == Said::Nothing) {
        return false;
    }
    for (list, found) in head.lists.iter().zip(said) {
        let Said::Present(found) = found else { continue };
        let evidence = table.slot(row, list.column).map(|s| s.text().trim().to_owned()).unwrap_or_default();
        for (_, verdict) in member.answers.iter_mut().filter(|(i, _)| found.contains(i)) {
            verdict.chosen = level_given(table, row, list.column, found, context);
            verdict.evidence.clone_from(&evidence);
            verdict.place = table.place(row, list.column);
            *verdict = graded(verdict.clone(), table, row, head, context);
        }
    }
    true
}

/// Takes the corrections in that a row promises beside what it lists.
fn promised(member: &mut MemberRow, table: &Table, row: u32, head: &Head, said: &[Said], context: &Context) {
    let Some(plan) = &head.plan else { return };
    let found: Vec<usize> = said
        .iter()
        .flat_map(|s| match s {
            Said::Present(found) => found.clone(),
            _ => Vec::new(),
        })
        .collect();
    for mut correction in plan::rows::of_row(table, row, plan, context) {
        let promise = &mut correction.commitment;
        if let [only] = found.as_slice() {
            promise.indicator = promise.indicator.or(Some(*only));
        }
        if promise.shortcoming.is_empty() {
            let labels: Vec<&str> =
                found.iter().map(|i| context.catalogue.indicators[*i].label.as_str()).collect();
            promise.shortcoming = labels.join("; ");
        }
        member.promises.add(correction.commitment);
    }
}

/// Whether a row signs the table.
fn begins_end(table: &Table, row: u32, context: &Context) -> bool {
    let v = &context.vocabulary;
    table
        .row(row)
        .iter()
        .map(|slot| fold(&slot.text()))
        .any(|text| v.for_committee.starts(&text).is_some() || v.signer.of(&text).is_some())
}

fn member(table: &Table, row: u32, head: &Head, present: &[Said], context: &Context) -> MemberRow {
    let said = |of: Role| {
        let (_, column) = head.others.iter().find(|(role, _)| *role == of)?;
        let text = table.slot(row, *column)?.text().trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    };
    let answer = |indicator: usize| {
        let group = context.catalogue.indicators[indicator].group;
        let at = head.lists.iter().position(|list| list.group.is_none_or(|g| g == group)).unwrap_or(0);
        let column = head.lists[at].column;
        let chosen = match &present[at] {
            Said::Present(found) if found.contains(&indicator) => {
                level_given(table, row, column, found, context)
            }
            Said::Present(_) => Ok((Answer::No, None, Rule::NotListed)),
            Said::Nothing => Err(AnswerFinding::Blank),
            Said::Else => Err(AnswerFinding::Undecided),
        };
        let verdict = Verdict::new(
            chosen,
            table.slot(row, column).map(|slot| slot.text().trim().to_owned()).unwrap_or_default(),
            table.place(row, column),
        );
        (indicator, graded(verdict, table, row, head, context))
    };
    MemberRow {
        name: clean_name(&table.slot(row, head.name).map(Slot::text).unwrap_or_default()),
        birth: said(Role::Birth).and_then(|text| read_birth_date(&text)),
        position: said(Role::Position),
        unit: said(Role::Unit),
        unit_code: said(Role::UnitCode),
        answers: (0..context.catalogue.len()).map(answer).collect(),
        place: table.place(row, head.name),
        with_plan: head.plan.is_some(),
        ..MemberRow::default()
    }
}

/// That something is present which a square lists, with the level that it gives in brackets: `II.5 (nhẹ)`. Of several it
/// may be that of some.
fn level_given(table: &Table, row: u32, column: u32, found: &[usize], context: &Context) -> Chosen {
    let text = table.slot(row, column).map(Slot::text).unwrap_or_default();
    let level = words::level_of_admitted(&text, found.len(), &context.vocabulary);
    level.map(|level| (Answer::Yes, level, Rule::NotListed))
}

/// What is listed as present, with the level that the row gives in a column of its own for all that it lists.
fn graded(verdict: Verdict, table: &Table, row: u32, head: &Head, context: &Context) -> Verdict {
    if !verdict.admits() {
        return verdict;
    }
    let column = head.others.iter().find(|(role, _)| *role == Role::LevelWord).map(|(_, column)| *column);
    let slot = column.and_then(|column| table.slot(row, column)).filter(|slot| !slot.is_blank());
    let Some(slot) = slot else { return verdict };
    let verdict = answer_columns::with_level(verdict, slot, &context.vocabulary);
    match verdict.chosen {
        // Several levels, or words that are none, leave open how grave each is.
        Ok((Answer::Yes, None, _)) => Verdict { chosen: Err(AnswerFinding::Undecided), ..verdict },
        _ => verdict,
    }
}

/// What a square says that lists indicators by number, code or words.
fn said(text: &str, group: Option<usize>, through: bool, context: &Context) -> Said {
    if text.trim().is_empty() {
        return Said::Nothing;
    }
    present(text, group, through, context).map_or(Said::Else, Said::Present)
}

/// The indicators that a square lists; `None` where it says anything else.
fn present(text: &str, group: Option<usize>, through: bool, context: &Context) -> Option<Vec<usize>> {
    let catalogue = &context.catalogue;
    let mut found = match Listed::of(text) {
        Some(Listed::Nothing) => Vec::new(),
        Some(Listed::Rest | Listed::All) => return None,
        Some(Listed::Numbers(numbers)) => match group {
            Some(group) => ordinal::of_group(&numbers, group, catalogue)?,
            None if through => {
                let all = numbers.iter().map(|n| Ordinal::Number(*n).through(catalogue));
                all.collect::<Option<_>>()?
            }
            None => return None,
        },
        None if matches!(words::answer(text, &context.vocabulary), Ok((Answer::No, _))) => Vec::new(),
        None => numbered_in_groups(text, context)
            .or_else(|| answered_by_number(text, group?, context))
            .or_else(|| quoted(text, context))
            .or_else(|| claims::admitted(text, group, context))
            .or_else(|| exceptions::named(text, None, context))
            .or_else(|| quoted(&without_remarks(text, context)?, context))?,
    };
    let whole = found.len();
    found.sort_unstable();
    found.dedup();
    let fits = |i: &usize| group.is_none_or(|group| catalogue.indicators[*i].group == group);
    (found.len() == whole && found.iter().all(fits)).then_some(found)
}

/// What is present of a group whose column answers all of it by number: `1-9: không`.
fn answered_by_number(text: &str, group: usize, context: &Context) -> Option<Vec<usize>> {
    let answers = numbered::answers(&format!("Biểu hiện {text}"), group, context)?;
    let plain = answers.iter().all(|(_, (_, level))| level.is_none());
    let whole = answers.len() == context.catalogue.of_group(group).count();
    let present = answers.into_iter().filter(|(_, (answer, _))| *answer == Answer::Yes);
    (plain && whole).then(|| present.map(|(indicator, _)| indicator).collect())
}

/// Indicators given by their numbers and the group of each: `Biểu hiện 6 nhóm I; biểu hiện 2, 3 nhóm II`, `Nhóm I: 2, 5`.
fn numbered_in_groups(text: &str, context: &Context) -> Option<Vec<usize>> {
    const IDLE: [&str; 11] = ["bieu", "hien", "so", "bh", "thu", "va", "cac", "cua", "thuoc", "trong", "o"];
    let one_group = |piece: &str| fold(piece).split(' ').filter(|word| *word == "nhom").count() == 1;
    let by_comma: Vec<&str> = text.split([',', ';', '\n']).filter(|p| !p.trim().is_empty()).collect();
    let by_line: Vec<&str> = text.split([';', '\n']).filter(|p| !p.trim().is_empty()).collect();
    let pieces =
        [by_comma, by_line].into_iter().find(|pieces| pieces.iter().all(|piece| one_group(piece)))?;
    let mut found = Vec::new();
    for piece in pieces {
        let folded = fold(piece);
        let (mut group, mut numbers) = (None, Vec::new());
        let mut words = folded.split(' ').filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            if word == "nhom" {
                group = Some(ordinal::group_number(words.next()?, &context.catalogue)?);
            } else if let Ok(number) = word.parse::<u32>() {
                numbers.push(number);
            } else if !IDLE.contains(&word) {
                return None;
            }
        }
        if numbers.is_empty() {
            return None;
        }
        for number in numbers {
            found.push(context.catalogue.in_group(group?, number)?);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A list without what stands in brackets behind its pieces, as in `II.4 (còn thích khen)`; `None` where one may take its
/// piece back, `I.3 (đã khắc phục)`.
fn without_remarks(text: &str, context: &Context) -> Option<String> {
    let words = &context.vocabulary.words;
    let remarks = text.split(['(', '[']).skip(1).filter_map(|piece| piece.split([')', ']']).next());
    let takes_back = |remark: &str| {
        let denied = matches!(words::answer(remark, &context.vocabulary), Ok((Answer::No, _)));
        denied || words.reversal.within(remark) || words.hedge.within(remark)
    };
    (text.contains(['(', '[']) && !remarks.into_iter().any(takes_back))
        .then(|| columns::without_brackets(text))
}

/// How much of a piece of a list must be its indicator's: what is another's would be lost in it.
const WHOLLY: f32 = 0.9;

/// The indicators that a list quotes or gives the codes of. Wordings have commas of their own: a piece that is none by
/// itself belongs to the one before it, or to the one after.
fn quoted(text: &str, context: &Context) -> Option<Vec<usize>> {
    let named = |text: &str| match ordinal::whole(text, &context.catalogue) {
        Some(Ordinal::Exact(indicator)) => Some(indicator),
        Some(Ordinal::Number(_)) => None,
        None => context.known(text).found.filter(|m| m.is_clear() && m.score > WHOLLY).map(|m| m.indicator),
    };
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = String::new();
    for piece in text.split([',', ';', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let piece = if open.is_empty() { piece.to_owned() } else { format!("{open}, {piece}") };
        let own = named(&piece);
        let goes_on = found.last_mut().filter(|(before, text)| {
            own.is_none_or(|own| own == *before) && named(&format!("{text}, {piece}")) == Some(*before)
        });
        open.clear();
        match (goes_on, own) {
            (Some((_, before)), _) => *before = format!("{before}, {piece}"),
            (None, Some(indicator)) => found.push((indicator, piece)),
            (None, None) => open = piece,
        }
    }
    (open.is_empty() && !found.is_empty())
        .then(|| found.into_iter().map(|(indicator, _)| indicator).collect())
}
