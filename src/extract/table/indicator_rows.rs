//! Rows of a table that answer indicators.

use super::rows::{Bullet, Parent, Reader};
use super::{marked_row, tallied};
use crate::document::Slot;
use crate::extract::answer::poll::{self, Poll};
use crate::extract::answer::sign::{self, Sign};
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::answer::{begun, boxes, inner_choice, notes};
use crate::extract::legend::filling::Filling;
use crate::extract::many::wide;
use crate::extract::plan;
use crate::extract::plan::shortcomings;
use crate::extract::review::item::{Item, Part};
use crate::extract::review::rating;
use crate::extract::review::sums::Sum;
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::extract::wording::role::{Label, Role};
use crate::finding::AnswerFinding;
use crate::model::Answer;
use crate::text::fold;

impl<'a> Reader<'a, '_> {
    /// Reads a row that names an indicator or goes on with the one before; returns whether it does.
    pub(super) fn indicator_row(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        let answers = self.memory.columns.having(Role::answers).next().is_some();
        if self.is_plan() && !answers {
            return false;
        }
        if self.note_below(row, slots) {
            return true;
        }
        let number = self.number(row);
        match self.indicator_of(row, slots).filter(|(_, wording)| !self.goes_on(&number, wording)) {
            Some((indicator, wording)) => {
                self.count_through(indicator, &number);
                let part = self.part(indicator, &number, row);
                let of_another = self.parent.as_ref().is_none_or(|parent| parent.indicator != indicator);
                if part == Part::Whole || of_another {
                    let bullet = bullet(&wording.text());
                    self.parent = Some(Parent { indicator, number, bullet });
                }
                self.answer(row, indicator, wording, part);
                true
            }
            None => self.unnamed_row(row, slots),
        }
    }

    /// Notes whether the numbers of the rows run through the whole catalogue, each its own indicator's.
    fn count_through(&mut self, indicator: usize, number: &str) {
        let through = &mut self.memory.through;
        let follows = *through == indicator && number.parse() == Ok(indicator + 1);
        *through = if follows || (indicator == 0 && number == "1") { indicator + 1 } else { 0 };
        if *through == self.context.catalogue.len() {
            self.items.push(Item::NumberedThrough);
        }
    }

    /// Whether a row without a number, among numbered ones, goes on with the wording of the one before.
    fn goes_on(&self, number: &str, wording: &Slot) -> bool {
        let numbered = self.parent.as_ref().is_some_and(|parent| !parent.number.is_empty());
        let begins = || self.context.known(&head_of(&wording.text())).found.is_some_and(|m| m.anchored);
        numbered && number.is_empty() && !begins() && wording.paragraphs().iter().all(|p| p.label.is_none())
    }

    /// Reads the answer of a row that belongs to an indicator.
    fn answer(&mut self, row: u32, indicator: usize, wording: &Slot, part: Part) {
        if self.answer_by_people(row, indicator) {
            return;
        }
        let columns = &self.memory.columns;
        if columns.count() {
            let count = tallied::in_row(self.table, row, columns);
            self.items.push(Item::Count { indicator, count });
            return;
        }
        if self.answer_of_named(row, indicator, part) {
            return;
        }
        let columns = &self.memory.columns;
        let mut verdict = if columns.having(Role::answers).next().is_some() {
            marked_row::of_row(self.table, row, columns, &self.memory.filling, &self.context.vocabulary)
        } else {
            verdict::of_nothing(self.table.place(row, wording.column), &Filling::default())
        };
        if !self.look_within(&mut verdict, row, wording) {
            self.look_beside(&mut verdict, row, wording);
            self.look_behind(&mut verdict, row, wording);
        }
        self.look_in_notes(&mut verdict, row);
        if verdict.chosen == Err(AnswerFinding::Blank) && self.is_marked_elsewhere(row, wording) {
            self.unread_rows += 1;
        }
        if verdict.admits() && self.is_shared(row, indicator) {
            verdict.chosen = Err(AnswerFinding::Undecided);
        }
        self.promise(row, indicator, &verdict);
        if !self.memory.columns.has(Role::Action) {
            let promised = plan::answers::of_answer(indicator, &mut verdict, self.context);
            self.items.extend(promised.map(Item::Correction));
        }
        self.items.push(Item::Answer { indicator, verdict, part });
    }

    /// Whether the answer of a row stands in a square merged over rows of other indicators: *có* may mean any of
    /// them.
    fn is_shared(&self, row: u32, indicator: usize) -> bool {
        let answers = self.memory.columns.slots(self.table, row, Role::answers);
        let tall = answers.into_iter().filter(|(_, slot)| slot.row_span > 1 && !slot.is_blank());
        let names_other = |at: u32| {
            let wording = self.wording.and_then(|c| self.table.slot(at, c)).filter(|s| s.row == at);
            let found = wording.and_then(|s| self.context.known(&head_of(&s.text())).found);
            found.is_some_and(|m| m.is_clear() && m.indicator != indicator)
        };
        tall.flat_map(|(_, slot)| slot.row..slot.row + slot.row_span).any(names_other)
    }

    /// Whether a row that names the same indicator as the row before is a part of it: forms with many
    /// rows to an indicator number them under it, and a wording may be split over rows.
    fn part(&self, indicator: usize, number: &str, row: u32) -> Part {
        if self.is_below_code(indicator, number) {
            return Part::Sub;
        }
        match &self.parent {
            Some(parent) if parent.indicator == indicator && !self.has_own_number(indicator, row) => {
                self.kind_of_part(number, parent, row)
            }
            _ => Part::Whole,
        }
    }

    /// Whether a number is the indicator's own code and one more: `I.1.2`.
    fn is_below_code(&self, indicator: usize, number: &str) -> bool {
        let code = number.rsplit_once('.').filter(|(_, last)| last.bytes().all(|b| b.is_ascii_digit()));
        let parted = |code: &&str| code.contains(['.', '-']);
        let code = code.map(|(code, _)| code).filter(parted);
        code.and_then(|code| ordinal::whole(code, &self.context.catalogue)) == Some(Ordinal::Exact(indicator))
    }

    /// Whether the wording of a row carries the indicator's own number.
    fn has_own_number(&self, indicator: usize, row: u32) -> bool {
        let wording = self.wording.and_then(|c| self.table.slot(row, c));
        let ordinal = wording.and_then(|s| self.context.known(&s.text()).ordinal);
        ordinal.and_then(|o| o.indicator(&self.context.catalogue, self.memory.group)) == Some(indicator)
    }

    /// Rows that are marked as their indicator's own row is are no parts of it but rows beside it.
    fn kind_of_part(&self, number: &str, parent: &Parent, row: u32) -> Part {
        let numbered = self.memory.columns.has(Role::Number);
        let bullet = self.wording.and_then(|c| self.table.slot(row, c)).and_then(|s| bullet(&s.text()));
        let lettered = |number: &str| !number.is_empty() && number.chars().all(char::is_alphabetic);
        let of = parent.number.as_str();
        let under = !number.is_empty()
            && number != of
            && (number.starts_with(&format!("{of}.")) || lettered(number) && !is_letter(of));
        let dashed = !number.is_empty() && number.chars().all(|c| "-–+•*·".contains(c));
        if under || (bullet.is_some() && bullet != parent.bullet) || dashed {
            Part::Sub
        } else if numbered && number.is_empty() && bullet.is_none() {
            Part::Continuation
        } else {
            Part::Whole
        }
    }

    /// A row without the name of an indicator: a part of the one before, or a question.
    fn unnamed_row(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        let Some(wording) =
            self.wording.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row && !s.is_blank())
        else {
            return false;
        };
        // Above any headings `Tổng hợp …` is a title.
        let headed = self.memory.columns.known() > 0;
        if self.total_by_units(row, wording) {
            return true;
        }
        if headed && wide::is_sum(wording.text().trim()) {
            self.items.extend(Sum::of_row(self.table, row, &self.memory.columns).map(Item::Sum));
            return true;
        }
        if self.is_signature(slots) || rating::is_row(slots, self.context) || self.is_field(slots) {
            return false;
        }
        if self.answer_below(row, wording, slots) || self.promised_below(row, wording) {
            return true;
        }
        let number = self.number(row);
        let parent = self.parent.clone();
        if let Some(parent) = parent
            && slots.len() >= 2
            && wording.text().trim().len() >= 4
        {
            let part = self.kind_of_part(&number, &parent, row);
            if part != Part::Whole && self.memory.columns.having(Role::answers).next().is_some() {
                self.take_back(parent.indicator, &wording.text());
                self.answer(row, parent.indicator, wording, part);
                return true;
            }
        }
        self.leftover(row, slots)
    }

    /// Reads a row without a number that holds nothing but a note on the indicator above it, with its label:
    /// `Dẫn chứng: …`.
    fn note_below(&mut self, row: u32, slots: &[&'a Slot]) -> bool {
        let mut filled = slots.iter().filter(|slot| !slot.is_blank() && slot.row == row);
        let (Some(slot), None) = (filled.next(), filled.next()) else { return false };
        let text = slot.text();
        let Some((label, note)) = text.split_once(':') else { return false };
        let vocabulary = &self.context.vocabulary;
        let announced = shortcomings::announces(&text, vocabulary);
        let noted = vocabulary.labels.of(&fold(label)) == Some(&Label::Note);
        if !(noted || announced) || boxes::first(note).is_some() {
            return false;
        }
        let parent = self.parent.as_ref().map(|parent| parent.indicator);
        let Some(Item::Answer { indicator, verdict, .. }) = self.items.last_mut() else { return false };
        let denied = verdict.denies();
        if parent != Some(*indicator)
            || verdict.chosen == Err(AnswerFinding::Blank)
            || (announced && !noted && !denied)
        {
            return false;
        }
        let note = verdict::without_dots(note);
        if !note.is_empty() {
            verdict::append(&mut verdict.note, &note);
        }
        let against = || {
            notes::is_against(Answer::No, &note, vocabulary)
                || (announced && shortcomings::named(&text, vocabulary))
        };
        if denied && against() {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
        true
    }

    /// Reads a row that holds nothing but the answer of the indicator above it, in a table without columns for
    /// answers.
    fn answer_below(&mut self, row: u32, wording: &Slot, slots: &[&'a Slot]) -> bool {
        let asked = self.memory.columns.having(|r| r.answers() || r == Role::Count).next().is_some();
        // The number may stand in a square merged over the rows of the wording and the answer.
        let alone = slots.iter().all(|s| s.is_blank() || s.row < row || s.column == wording.column);
        let Some(Item::Answer { indicator, verdict, .. }) = self.items.last_mut().filter(|_| !asked && alone)
        else {
            return false;
        };
        let place = self.table.place(row, wording.column);
        let vocabulary = &self.context.vocabulary;
        let said = verdict::explained(verdict::of_slot(wording, place, vocabulary), &self.memory.filling);
        let text = wording.text();
        let labelled = verdict::without_label(&text, vocabulary).len() < text.len();
        let open = verdict.chosen == Err(AnswerFinding::Blank) && verdict.evidence.is_empty();
        let parent = self.parent.as_ref().is_some_and(|parent| parent.indicator == *indicator);
        if parent && !open && poll::goes_on(&mut verdict.evidence, &text) {
            return true;
        }
        let polled = Poll::read(&text).is_some();
        if !(open && parent && (said.chosen.is_ok() || labelled || polled)) {
            return false;
        }
        *verdict = said;
        true
    }

    /// Whether a row holds signatures: they may stand in the last row of the table.
    pub(crate) fn is_signature(&self, slots: &[&Slot]) -> bool {
        let v = &self.context.vocabulary;
        slots.iter().filter_map(|s| s.paragraphs().first().map(|p| fold(&p.text))).any(|line| {
            line.starts_with("xac nhan")
                || v.for_committee.starts(&line).is_some()
                || v.signer.of(&line).is_some()
        })
    }

    /// The text of the row's number column.
    fn number(&self, row: u32) -> String {
        let column = self.memory.columns.having(|r| r == Role::Number).next().map(|(c, _)| c);
        let slot = column.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row);
        slot.map(Slot::text)
            .map_or_else(String::new, |t| t.trim().trim_end_matches(['.', ')', '/']).to_owned())
    }

    /// The indicator that a row names and the slot with its wording.
    fn indicator_of(&self, row: u32, slots: &[&'a Slot]) -> Option<(usize, &'a Slot)> {
        let ordinal = self.ordinal(row, slots);
        if let Some(slot) = self.wording.and_then(|c| self.table.slot(row, c)) {
            if slot.row != row {
                return None;
            }
            let head = head_of(&inner_choice::above(slot));
            let label = slot
                .paragraphs()
                .first()
                .and_then(|p| p.label.as_deref())
                .and_then(|l| ordinal::whole(l, &self.context.catalogue));
            let known = self.context.known(&head);
            if let Some(reference) = known.reference {
                return Some((self.referenced(row, reference, ordinal.or(label))?, slot));
            }
            return Some((self.context.indicator(known, ordinal.or(label), self.memory.group)?, slot));
        }
        // Without any wording only the indicator's own code will do, or the numbers of all of them.
        let numbered = self.numbered.iter().find(|(at, _)| *at == row).map(|(_, indicator)| *indicator);
        let indicator = match ordinal {
            Some(Ordinal::Exact(indicator)) => indicator,
            _ => numbered?,
        };
        let columns = &self.memory.columns;
        let takes = |r: Role| r.answers() || matches!(r, Role::Count | Role::CountPart | Role::CountShare);
        let answered = columns.having(takes).next().is_some() || !columns.people().is_empty();
        answered.then(|| slots.first().map(|s| (indicator, *s)))?
    }

    /// The indicator of a row that gives nothing but numbers. They count only under a group's heading,
    /// where all agree, and in order, or where they are those of the whole catalogue: a heading that was not recognised must not shift them.
    fn referenced(&self, row: u32, reference: Ordinal, number: Option<Ordinal>) -> Option<usize> {
        if let Some((_, named)) = self.numbered.iter().find(|(at, _)| *at == row) {
            let agrees = number.is_none_or(|n| n.through(&self.context.catalogue) == Some(*named));
            return agrees.then_some(*named);
        }
        let group = Some(self.memory.group?);
        let named = reference.indicator(&self.context.catalogue, group)?;
        let agrees = number.is_none_or(|n| n.indicator(&self.context.catalogue, group) == Some(named));
        let follows = self.parent.as_ref().is_none_or(|parent| parent.indicator < named);
        (agrees && follows).then_some(named)
    }

    /// The ordinal in the row's number column, or in a slot of its own before the wording.
    fn ordinal(&self, row: u32, slots: &[&Slot]) -> Option<Ordinal> {
        let catalogue = &self.context.catalogue;
        let column = self.memory.columns.having(|r| r == Role::Number).next().map(|(c, _)| c);
        if let Some(slot) = column.and_then(|c| self.table.slot(row, c)) {
            let label = slot.paragraphs().first().and_then(|p| p.label.clone()).unwrap_or_default();
            return ordinal::whole(&slot.text(), catalogue).or_else(|| ordinal::whole(&label, catalogue));
        }
        let mut before = slots.iter().take_while(|s| self.wording.is_none_or(|w| s.column < w));
        before.find_map(|s| ordinal::whole(&s.text(), catalogue))
    }

    /// Doubts the answer above where a row below it takes it back: *Đôi lúc còn dao động*. Words of the indicator's own
    /// go on with its wording.
    fn take_back(&mut self, of: usize, text: &str) {
        let own = fold(&self.context.catalogue.indicators[of].wording).contains(&fold(text));
        if let Some(Item::Answer { indicator, verdict, .. }) = self.items.last_mut()
            && *indicator == of
            && !own
            && verdict.denies()
            && notes::is_against(Answer::No, text, &self.context.vocabulary)
        {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
    }

    /// Doubts a mark where words behind or below the wording, in its own square, answer otherwise.
    fn look_behind(&self, verdict: &mut Verdict, row: u32, wording: &Slot) {
        let Ok((answer, ..)) = verdict.chosen else { return };
        let tail = verdict::of_tail(wording, &self.table.place(row, wording.column), self.context);
        if let Some(Ok((said, ..))) = tail.map(|tail| tail.chosen)
            && said != answer
        {
            verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
        }
    }

    /// Where the answer columns decide nothing, a table within the square of the wording may, or in one beside it; returns
    /// whether there is one. Its printed words answer nothing by themselves.
    fn look_within(&self, verdict: &mut Verdict, row: u32, wording: &Slot) -> bool {
        if verdict.chosen != Err(AnswerFinding::Blank) {
            return false;
        }
        let behind = self.table.row(row).iter().filter(|s| s.column > wording.column && !s.hidden);
        let within = |slot: &Slot| {
            let place = self.table.place(row, slot.column);
            inner_choice::of_slot(slot, &place, &self.context.vocabulary)
        };
        let chosen = [wording].into_iter().chain(behind).find_map(within);
        let found = chosen.is_some();
        if let Some(chosen) = chosen {
            *verdict = Verdict { note: std::mem::take(&mut verdict.note), ..chosen };
        }
        found
    }

    /// Where the answer columns decide nothing, boxes or words beside or below the wording may.
    fn look_beside(&self, verdict: &mut Verdict, row: u32, wording: &Slot) {
        use AnswerFinding::{Blank, RowsDiffer, Undecided};
        if verdict.chosen != Err(Blank) {
            return;
        }
        let beside = self.beside(row, wording);
        let many = beside.len() >= crate::extract::FEW;
        let mut beside = beside.into_iter();
        if let Some(first) = beside.next() {
            // Two columns that nobody can tell apart must agree; more of them are those of several people.
            let agree = beside.all(|other| other.chosen == first.chosen);
            let chosen = match first.chosen {
                Ok(_) if agree && many => Err(Undecided),
                chosen if agree => chosen,
                _ => Err(RowsDiffer),
            };
            *verdict = Verdict { note: std::mem::take(&mut verdict.note), chosen, ..first };
            return;
        }
        if let Some((ticked, rest)) = boxes::leading(&wording.text())
            && boxes::first(rest).is_none()
        {
            let blank = verdict::of_nothing(self.table.place(row, wording.column), &Filling::default());
            let note = std::mem::take(&mut verdict.note);
            *verdict = Verdict { note, ..begun::boxed_before(ticked, blank, &self.memory.filling) };
            return;
        }
        if let Some(tail) = verdict::of_tail(wording, &self.table.place(row, wording.column), self.context) {
            *verdict = Verdict { note: std::mem::take(&mut verdict.note), ..tail };
        }
    }

    /// Whether a mark or a figure stands behind the wording under a heading that is not understood.
    fn is_marked_elsewhere(&self, row: u32, wording: &Slot) -> bool {
        let columns = &self.memory.columns;
        let marked = |slot: &Slot| match sign::in_slot(slot) {
            Sign::Mark => true,
            Sign::Number(n) => n != 0.0,
            _ => false,
        };
        let unknown = |s: &&Slot| s.column > wording.column && !s.hidden && columns.role(s.column).is_none();
        !columns.scores() && self.table.row(row).iter().filter(unknown).any(marked)
    }

    /// What the slots say that stand under no known heading. Beside columns for the answer, one with a
    /// heading of its own is about something else, as is a bare figure.
    fn beside(&self, row: u32, wording: &Slot) -> Vec<Verdict> {
        let (columns, filling) = (&self.memory.columns, &self.memory.filling);
        let asked = columns.having(Role::answers).next().is_some();
        let free = |s: &&Slot| {
            !s.hidden
                && s.column != wording.column
                && columns.role(s.column).is_none()
                && (!asked || columns.headings(s.column).is_empty())
                && !(s.column < wording.column && is_list_letter(s.text().trim()))
        };
        let answers = |slot: &Slot| {
            let place = self.table.place(row, slot.column);
            let mut said =
                verdict::explained(verdict::of_slot(slot, place, &self.context.vocabulary), filling);
            let pledges = |word: &String| self.context.vocabulary.pledges.within(word);
            if said.chosen.is_ok() && columns.words(slot.column).last().is_some_and(pledges) {
                said.chosen = Err(AnswerFinding::Undecided);
            }
            let explained = filling.meaning(&said.evidence).is_some();
            let figure = sign::numeric(said.evidence.trim()).is_some() && !explained;
            let code = ordinal::whole(&said.evidence, &self.context.catalogue).is_some() && !explained;
            (!figure && !code && said.chosen != Err(AnswerFinding::Blank)).then_some(said)
        };
        self.table.row(row).iter().filter(free).filter_map(answers).collect()
    }

    /// A row between indicators that is answered but names none of them.
    fn leftover(&mut self, row: u32, slots: &[&Slot]) -> bool {
        let columns = &self.memory.columns;
        if self.wording.is_none() || self.is_plan() || !columns.having(Role::answers).any(|_| true) {
            return false;
        }
        let wording =
            self.wording.and_then(|c| self.table.slot(row, c)).filter(|s| s.row == row && !s.is_blank());
        let marked =
            |c: u32| self.table.slot(row, c).is_some_and(|s| s.row == row && !sign::in_slot(s).leaves_open());
        let answered = columns.having(Role::answers).any(|(c, _)| Some(c) != self.wording && marked(c));
        let (Some(wording), true) = (wording, answered) else { return false };
        if slots.len() < 2 || wording.text().trim().len() < 8 {
            return false;
        }
        self.items.push(Item::Leftover {
            text: wording.text().trim().to_owned(),
            place: self.table.place(row, wording.column),
        });
        true
    }
}

/// Whether a text is nothing but the letter of a line of a list: `h)`, `i.`, `đ/`.
fn is_list_letter(text: &str) -> bool {
    let mut signs = text.trim_start_matches('(').chars();
    signs.next().is_some_and(char::is_alphabetic)
        && signs.next().is_some_and(|c| ").:/".contains(c))
        && signs.next().is_none()
}

/// Whether a row is numbered by a single letter: `a`, not `II`.
fn is_letter(number: &str) -> bool {
    number.chars().count() == 1 && number.chars().all(char::is_alphabetic)
}

/// The bullet that a text begins with.
fn bullet(text: &str) -> Option<Bullet> {
    let mut signs = text.trim_start().chars();
    let (first, second) = (signs.next()?, signs.next()?);
    match (first, second) {
        ('-' | '+' | '–' | '•' | '*', _) => Some((first, ' ')),
        (_, ')' | '.') if first.is_alphabetic() => Some(('a', second)),
        (_, ')' | '.') if first.is_ascii_digit() => Some(('1', second)),
        _ => None,
    }
}

/// The first lines of a slot, up to the one where a choice or an answer begins.
fn head_of(text: &str) -> String {
    let text = boxes::leading(text).map_or(text, |(_, rest)| rest);
    let end = boxes::first(text).unwrap_or(text.len());
    text[..end].trim_end().to_owned()
}
