//! What the columns of a table are for, told by their headings: each alone, and [`settled`] beside one another.

mod settled;

use super::tallied;
use crate::document::{Slot, Table};

use crate::extract::context::Context;
use crate::extract::head::fields::unit_behind;

use crate::extract::many::people::Person;
use crate::extract::wording::role::Role;
use crate::model::Level;
use crate::text::fold;

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    all: Vec<Column>,
    /// How far the rows of headings go to the right.
    pub(crate) end: u32,
    /// Those whose names head some of them.
    people: Vec<Person>,
    /// The column of the indicators' wording, where the rows told it.
    wording: Option<u32>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    pub(crate) role: Option<Role>,
    /// Its role for somebody else, who assesses what the member answers: *chi bộ đánh giá*.
    assessed: Option<Role>,
    /// Its headings from top to bottom, as written.
    pub(crate) headings: Vec<String>,
    /// The same, folded.
    pub(crate) words: Vec<String>,
}

impl Columns {
    /// Reads the headings that stand in these rows.
    pub(crate) fn read(table: &Table, rows: std::ops::Range<u32>, context: &Context) -> Self {
        let width = table.columns().min(crate::extract::MAX_COLUMNS);
        let columns = (0..width).map(|c| column(&headings(table, rows.clone(), c), context));
        let edges = rows.clone().flat_map(|row| table.row(row)).map(|s| s.column + s.column_span);
        let end = edges.max().unwrap_or(0);
        let mut this = Self { all: columns.collect(), end, people: Vec::new(), wording: None };
        this.settle(context);
        // In a plan of corrections `Kết quả` says how far they have come.
        if this.plan() {
            for column in this.all.iter_mut().filter(|c| c.role == Some(Role::Answer)) {
                column.role = Some(Role::Status);
            }
        }
        this
    }

    /// Whether they say what falls short, and what will be done about it or by when.
    fn plan(&self) -> bool {
        self.has(Role::Shortcoming) && (self.has(Role::Action) || self.has(Role::Due))
    }

    /// The columns of those who assess the answers, as if they were the only ones.
    pub(crate) fn of_assessors(&self) -> Option<Self> {
        let assessed = |c: &Column| Column { role: c.assessed, ..c.clone() };
        let any = self.all.iter().any(|c| c.assessed.is_some());
        any.then(|| Self { all: self.all.iter().map(assessed).collect(), ..self.clone() })
    }

    /// Where two columns say that they hold the manifestations and no other takes the answer, the one in
    /// which none is named holds what members say of them: *Nội dung tự soi*.
    pub(crate) fn answer_beside_wording(&mut self, wording: Option<u32>) {
        self.wording = wording;
        let answered = self.plan() || self.having(Role::answers).next().is_some();
        let Some(wording) = wording.filter(|_| !answered) else {
            return;
        };
        let mut others =
            (0..).zip(&mut self.all).filter(|(at, c)| *at != wording && c.role == Some(Role::Wording));
        if let (Some((_, other)), None) = (others.next(), others.next()) {
            other.role = Some(Role::Answer);
            return;
        }
        // What numbers the rows stands before their wording; behind it *Ký hiệu* is the letter that answers.
        let signs = |(at, c): &(u32, &mut Column)| {
            *at > wording && c.role == Some(Role::Number) && c.words.last().is_some_and(|w| w == "ky hieu")
        };
        let mut signs = (0..).zip(&mut self.all).filter(signs);
        if let (Some((_, letters)), None) = (signs.next(), signs.next()) {
            letters.role = Some(Role::Answer);
        }
    }

    /// In a table of what became of corrections the answer is what became of them.
    pub(crate) fn follow_up(&mut self) {
        for column in self.all.iter_mut().filter(|c| c.role == Some(Role::Answer)) {
            column.role = Some(Role::Status);
        }
    }

    /// Takes columns for marks in which numbers of members stand for those of numbers.
    pub(crate) fn count_figures(&mut self, table: &Table, body: u32, context: &Context) {
        if !self.scores() {
            tallied::count_figures(&mut self.all, table, (body, self.wording), context);
        }
    }

    /// Whether points are given in it: then a number is no answer.
    pub(crate) fn scores(&self) -> bool {
        let points = |word: &String| word == "diem" || word.starts_with("diem ");
        self.all.iter().any(|c| c.words.iter().any(points))
    }

    /// Whether members are counted in its columns, be it only in shares of them.
    pub(crate) fn count(&self) -> bool {
        let counts = |r| matches!(r, Role::Count | Role::CountPart | Role::CountShare);
        let shares =
            self.has(Role::Percent) && self.has(Role::Wording) && self.having(Role::answers).next().is_none();
        shares || self.having(counts).next().is_some()
    }

    /// Reads the headings of some columns only; the others have none.
    pub(crate) fn read_some(
        table: &Table,
        rows: std::ops::Range<u32>,
        some: std::ops::Range<u32>,
        context: &Context,
    ) -> Self {
        Self::read(table, rows, context).within(some)
    }

    /// Some columns only; the others have no headings.
    pub(crate) fn within(&self, some: std::ops::Range<u32>) -> Self {
        let kept = |(at, column): (u32, &Column)| {
            if some.contains(&at) { column.clone() } else { Column::default() }
        };
        let all = (0..).zip(&self.all).map(kept).collect();
        Self { all, end: self.end, people: Vec::new(), wording: None }
    }

    /// Whether a heading above says that each column below it is a unit.
    pub(crate) fn stands_for_unit(&self, column: u32, context: &Context) -> bool {
        self.all.get(column as usize).is_some_and(|column| tallied::stands_for_unit(column, context))
    }

    /// Takes those for people over columns whose names stand in a row of their own.
    pub(crate) fn head_by(&mut self, people: Vec<Person>) {
        if self.people.is_empty() {
            self.people = people;
        }
    }

    /// Those whose names head columns.
    pub(crate) fn people(&self) -> &[Person] {
        &self.people
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }

    /// The role of a column.
    pub(crate) fn role(&self, column: u32) -> Option<Role> {
        self.all.get(column as usize)?.role
    }

    /// Columns with a role of this kind.
    pub(crate) fn having(&self, wanted: impl Fn(Role) -> bool) -> impl Iterator<Item = (u32, Role)> {
        (0..).zip(&self.all).filter_map(move |(c, column)| Some((c, column.role.filter(|r| wanted(*r))?)))
    }

    /// The slots of a row under headings of this kind, each once: a slot may be as wide as several columns.
    pub(crate) fn slots<'t>(
        &self,
        table: &'t Table,
        row: u32,
        wanted: impl Fn(Role) -> bool,
    ) -> Vec<(u32, &'t Slot)> {
        let mut slots: Vec<(u32, &Slot)> = Vec::new();
        for (column, _) in self.having(wanted) {
            if let Some(slot) = table.slot(row, column)
                && !slots.iter().any(|(_, before)| std::ptr::eq(*before, slot))
            {
                slots.push((column, slot));
            }
        }
        slots
    }

    /// The unit that a row names; where the heading asks for the cell, with the word that is part of its name.
    pub(crate) fn unit(&self, text: &str, context: &Context) -> Option<String> {
        let column = self.having(|r| r == Role::Unit).next().map(|(column, _)| column);
        let heading = column.and_then(|c| self.headings(c).last()).map_or("", String::as_str);
        Some(unit_behind(heading, text, context)).filter(|unit| !unit.is_empty())
    }

    /// Whether a column has this role.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.having(|r| r == role).next().is_some()
    }

    /// The columns under headings that are not understood, where a mark may answer: `Khôn g` beside `Có`. Where
    /// what is understood is a whole set of answers, they are about something else.
    pub(crate) fn not_understood(&self) -> impl Iterator<Item = u32> {
        let levels = [Level::Slight, Level::Moderate, Level::Serious];
        let known = levels.iter().filter(|level| self.has(Role::Level(**level))).count();
        let whole = self.has(Role::No) && (known == levels.len() || (known == 0 && self.has(Role::Yes)));
        // A heading merged over several columns lends them its role.
        let open = |c: &Column| c.assessed.is_none() && c.role.is_none_or(|r| r.answers() && !r.takes_mark());
        let some = move |(_, c): &(u32, &Column)| !whole && open(c) && !c.headings.is_empty();
        (0..).zip(&self.all).filter(some).map(|(at, _)| at)
    }

    /// The columns that may hold words about the answers in those for marks: for notes, and behind the answers every
    /// other that is not about what somebody will do.
    pub(crate) fn of_remarks(&self) -> impl Iterator<Item = u32> {
        let first = self.having(Role::takes_mark).next().map_or(u32::MAX, |(column, _)| column);
        let told = move |at: u32, c: &Column| match c.role {
            Some(role) => matches!(role, Role::Note | Role::Shortcoming | Role::Answer | Role::LevelWord),
            None => at > first && c.assessed.is_none() && !c.headings.is_empty(),
        };
        (0..)
            .zip(&self.all)
            .filter(move |(at, c)| Some(*at) != self.wording && told(*at, c))
            .map(|(at, _)| at)
    }

    /// The column of the indicators' wording, where the rows told it.
    pub(crate) fn wording(&self) -> Option<u32> {
        self.wording
    }

    /// How many columns have a role.
    pub(crate) fn known(&self) -> usize {
        self.all.iter().filter(|c| c.role.is_some()).count()
    }

    /// The headings of a column, folded: what a printed word in it may repeat.
    pub(crate) fn words(&self, column: u32) -> &[String] {
        self.all.get(column as usize).map_or(&[], |c| &c.words)
    }

    /// The headings of a column from top to bottom, as written.
    pub(crate) fn headings(&self, column: u32) -> &[String] {
        self.all.get(column as usize).map_or(&[], |c| &c.headings)
    }
}

/// The headings over a column from top to bottom; one merged over several rows counts once.
fn headings(table: &Table, rows: std::ops::Range<u32>, column: u32) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    let mut last = None;
    for row in rows {
        let Some(slot) = table.slot(row, column) else { continue };
        let square = (slot.row, slot.column);
        if last != Some(square) && !slot.is_blank() {
            headings.push(slot.text().into_owned());
        }
        last = Some(square);
    }
    headings
}

fn column(headings: &[String], context: &Context) -> Column {
    let roles: Vec<Option<Role>> = headings.iter().map(|h| context.known(h).heading).collect();
    let own = roles.iter().rev().flatten().next().copied();
    // `Có` under `Số đảng viên` counts members.
    let counted = roles.iter().rev().skip(1).flatten().any(|r| matches!(r, Role::Count | Role::Total))
        || headings.iter().any(|heading| tallied::is_in_members(heading, context));
    let role = match own {
        Some(Role::Yes) if counted => Some(Role::Count),
        Some(Role::No) if counted => Some(Role::CountNone),
        Some(Role::Level(_)) if counted => Some(Role::CountPart),
        own => own,
    };
    let words = headings.iter().map(|heading| plain(heading)).collect();
    Column { role, assessed: None, headings: headings.to_vec(), words }
}

/// A text without what stands in brackets.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// Whether a text is a label with or without its value: `Chi bộ: Sơn Nam`. An instruction in brackets may hold
/// colons.
pub(crate) fn is_field(text: &str) -> bool {
    let bare = without_brackets(text);
    bare.trim_end().ends_with(':') || bare.contains(": ")
}

/// A heading without what it says of how to fill in: `Có (đánh dấu x)` is `co`.
pub(crate) fn plain(heading: &str) -> String {
    let folded = fold(&without_brackets(heading));
    let folded = if folded.is_empty() { fold(heading) } else { folded };
    for instruction in [" danh dau x", " tich x", " ghi x", " danh dau"] {
        if let Some(bare) = folded.strip_suffix(instruction) {
            return bare.to_owned();
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::wording::vocabulary::Vocabulary;

    #[test]
    fn an_instruction_in_a_heading_does_not_hide_it() {
        assert_eq!(plain("Có\n(Đánh dấu x)"), "co");
        assert_eq!(plain("Không đánh dấu x"), "khong");
        assert_eq!(plain("(Ghi rõ)"), "ghi ro");
    }

    #[test]
    fn the_lowest_known_heading_decides() {
        let context = Context::new(crate::extract::tests::catalogue(), Vocabulary::built_in());
        let role = |headings: &[&str]| {
            column(&headings.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>(), &context).role
        };
        assert_eq!(role(&["Kết quả tự soi", "Có"]), Some(Role::Yes));
        assert_eq!(role(&["Số đảng viên", "Có"]), Some(Role::Count));
        assert_eq!(role(&["Tự soi (Có/Không)"]), Some(Role::Answer));
        assert_eq!(role(&["Địa điểm"]), None);
    }
}
