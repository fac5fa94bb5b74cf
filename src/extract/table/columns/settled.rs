//! What headings mean beside one another, and by what the form says of filling in.

use super::{Column, Columns};
use crate::extract::answer::sign::{self, Sign};
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::many::people;
use crate::extract::table::columns::plain;
use crate::extract::table::tallied;
use crate::extract::wording::role::Role;
use crate::model::{Answer, Level};

impl Columns {
    /// Settles what each heading means beside the others.
    pub(super) fn settle(&mut self, context: &Context) {
        self.spell_out();
        self.ask_in_pairs(context);
        self.part_counts(context);
        self.count_in_sum(context);
        self.people = people::over(self, context);
        self.count_beside_total();
        self.part_assessors(context);
        self.part_earlier(context);
        self.name_shortcoming();
        self.answer_by_times();
        self.rank_levels();
    }

    /// `C` beside `K` is *Có* beside *Không*, but not in a row that letters the columns: `A`, `B`, `C`.
    fn spell_out(&mut self) {
        let letter = |c: &Column| if c.role.is_none() { c.words.last().cloned() } else { None };
        let letters: Vec<Option<String>> = self.all.iter().map(letter).collect();
        if letters.iter().flatten().any(|word| matches!(word.as_str(), "a" | "b" | "d")) {
            return;
        }
        for (at, pair) in letters.windows(2).enumerate() {
            let roles = match [pair[0].as_deref(), pair[1].as_deref()] {
                [Some("c"), Some("k")] => [Role::Yes, Role::No],
                [Some("k"), Some("c")] => [Role::No, Role::Yes],
                _ => continue,
            };
            let both = self.all[at..].iter_mut().zip(roles);
            both.filter(|(c, _)| c.role.is_none()).for_each(|(c, role)| c.role = Some(role));
        }
    }

    /// *Chọn có* beside *Chọn không* takes a mark for what both end in.
    fn ask_in_pairs(&mut self, context: &Context) {
        let asks = |c: &Column, answer: &str| {
            let heading = c.words.last().filter(|_| c.role.is_none())?;
            let asked = heading.strip_suffix(answer)?.trim_end();
            context.vocabulary.asked.contains(asked).then(|| asked.to_owned())
        };
        for at in 1..self.all.len() {
            let [yes, no] = &mut self.all[at - 1..=at] else { continue };
            let asked = asks(yes, " co");
            if asked.is_some() && asked == asks(no, " khong") {
                (yes.role, no.role) = (Some(Role::Yes), Some(Role::No));
            }
        }
    }

    /// Three columns for levels rank one another, whatever their words: *Ít nghiêm trọng*, *Nghiêm trọng*, *Rất nghiêm
    /// trọng*. Of more, or fewer, that a word gives one level nobody can tell which is which.
    fn rank_levels(&mut self) {
        let levels: Vec<(usize, Level)> = (0..)
            .zip(&self.all)
            .filter_map(
                |(at, c)| if let Some(Role::Level(level)) = c.role { Some((at, level)) } else { None },
            )
            .collect();
        if levels.windows(2).all(|pair| pair[0].1 != pair[1].1) {
            return;
        }
        let rising = levels.is_sorted_by_key(|(_, level)| *level);
        let ranked = [Level::Slight, Level::Moderate, Level::Serious].map(Role::Level);
        for (nth, (at, _)) in levels.iter().enumerate() {
            self.all[*at].role = ranked.get(nth).copied().filter(|_| rising && levels.len() == ranked.len());
        }
    }

    /// How often something showed answers only where nothing but its level does.
    fn answer_by_times(&mut self) {
        let apart = |r: Role| r.answers() && !matches!(r, Role::Times | Role::LevelWord);
        let others = self.having(apart).next().is_some();
        if others || self.count() {
            let times = |c: &&mut Column| c.role == Some(Role::Times);
            self.all.iter_mut().filter(times).for_each(|column| column.role = None);
        }
    }

    /// Tells the number of members with a manifestation from those of some of them, `Tổng số | Nam | Nữ`.
    fn part_counts(&mut self, context: &Context) {
        tallied::part(&mut self.all, context);
    }

    /// Beside the names of those of whom each manifestation is true, the one column that adds up counts them.
    fn count_in_sum(&mut self, context: &Context) {
        let counts = |r: Role| r.answers() || matches!(r, Role::Count | Role::CountPart | Role::CountShare);
        if !self.has(Role::Name) || !self.has(Role::Wording) || self.having(counts).next().is_some() {
            return;
        }
        let sums = |c: &&mut Column| {
            let adds_up = c.words.last().is_some_and(|word| context.vocabulary.sums.contains(word));
            adds_up && matches!(c.role, None | Some(Role::Total))
        };
        let mut sums = self.all.iter_mut().filter(sums);
        if let (Some(column), None) = (sums.next(), sums.next()) {
            column.role = Some(Role::Count);
        }
    }

    /// Beside a column that says how many members were asked, the others count members.
    fn count_beside_total(&mut self) {
        let asked =
            |c: &Column| c.role == Some(Role::Total) && c.headings.iter().all(|h| plain(h) != "tong so");
        if self.has(Role::Count) || !self.all.iter().any(asked) {
            return;
        }
        for column in &mut self.all {
            column.role = match column.role {
                Some(Role::Yes) => Some(Role::Count),
                Some(Role::No) => Some(Role::CountNone),
                Some(Role::Level(_)) => Some(Role::CountPart),
                other => other,
            };
        }
    }

    /// Sets the columns aside in which somebody else says what they think of the answers beside them.
    fn part_assessors(&mut self, context: &Context) {
        // `Hà Văn Mơ – Bí thư` answers for themselves.
        let other = |(word, heading): (&String, &String)| {
            context.vocabulary.is_assessor(word) && !people::is_person(heading, context)
        };
        let others = |column: &Column| column.words.iter().zip(&column.headings).any(other);
        let own = |c: &Column| c.role.is_some_and(Role::answers) && !others(c);
        if self.count() || !self.all.iter().any(own) {
            return;
        }
        // A column before the wording says of which unit a member is.
        let wording = self.all.iter().position(|c| c.role == Some(Role::Wording)).unwrap_or_default();
        let people = &self.people;
        let theirs = |at: usize| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            people.iter().any(|person| person.columns.contains(&at))
        };
        let may =
            |at: usize, c: &Column| at >= wording && c.role != Some(Role::Aside) && others(c) && !theirs(at);
        for (_, column) in (0..).zip(&mut self.all).filter(|(at, c)| may(*at, c)) {
            column.assessed = Some(column.role.take().filter(|r| r.answers()).unwrap_or(Role::Answer));
        }
    }

    /// Sets the columns aside that repeat what was answered before, beside those that answer now.
    fn part_earlier(&mut self, context: &Context) {
        let may = |role: Role| role.answers() || role == Role::Count;
        let may_answer = |c: &Column| !c.headings.is_empty() && c.role.is_none_or(may);
        let earlier = |c: &Column| may_answer(c) && c.headings.iter().any(|h| context.is_earlier(h));
        if self.all.iter().any(|c| may_answer(c) && !earlier(c)) {
            self.all.iter_mut().filter(|c| earlier(c)).for_each(|c| c.role = Some(Role::Earlier));
        }
    }

    /// Gives a column whose heading means something only by what the form says of it that meaning: `Đạt`. A level
    /// that is nothing but a figure, `Mức 1`, is what the form says; where it says nothing, the lowest may mean that
    /// there is none, unless another column does.
    pub(crate) fn explain(&mut self, filling: &Filling) {
        let denied = self.has(Role::No);
        for column in self.all.iter_mut().filter(|c| matches!(c.role, Some(Role::Level(_)))) {
            let Some((_, figure)) = column.words.last().and_then(|w| w.rsplit_once(' ')) else { continue };
            let figure = figure.bytes().all(|b| b.is_ascii_digit()).then(|| filling.meaning(figure));
            column.role = match figure {
                None => column.role,
                Some(Some((Answer::No, _))) => Some(Role::No),
                Some(Some((Answer::Yes, None))) => Some(Role::Yes),
                Some(Some((Answer::Yes, Some(level)))) => Some(Role::Level(level)),
                Some(_) if denied => column.role,
                Some(_) => None,
            };
        }
        self.spell_letters(filling);
        for column in self.all.iter_mut().filter(|c| c.role.is_none()) {
            if column.headings.last().is_some_and(|heading| are_explained(heading, filling)) {
                column.role = Some(Role::Answer);
                continue;
            }
            // `V/X` is no mark, though nothing but marks are in it.
            let word = column.words.last().filter(|w| w.len() > 1 && sign::in_text(w) != Sign::Mark);
            let meaning = word.and_then(|w| filling.meaning(w));
            column.role = match meaning {
                Some((Answer::Yes, None)) => Some(Role::Yes),
                Some((Answer::Yes, Some(level))) => Some(Role::Level(level)),
                Some((Answer::No, _)) => Some(Role::No),
                _ => None,
            };
        }
    }

    /// Gives columns headed by letters or figures that the form explains, `K | N | V | Ng`, `0 | 1 | 2 | 3`, the meaning of
    /// those: several, as one alone may stand for anything. Below other headings figures number the columns.
    fn spell_letters(&mut self, filling: &Filling) {
        let meaning = |c: &Column| {
            let letters = c.words.last().filter(|w| c.role.is_none() && (1..=2).contains(&w.len()))?;
            let figure = c.words.len() == 1 && letters.bytes().all(|b| b.is_ascii_digit());
            let letters = (figure || letters.bytes().all(|b| b.is_ascii_alphabetic())).then_some(letters)?;
            match filling.meaning(letters)? {
                (Answer::Yes, level) => Some(level.map_or(Role::Yes, Role::Level)),
                (Answer::No, _) => Some(Role::No),
                _ => None,
            }
        };
        let roles: Vec<Option<Role>> = self.all.iter().map(meaning).collect();
        if roles.iter().flatten().count() > 1 {
            let both = self.all.iter_mut().zip(roles);
            both.for_each(|(column, role)| column.role = column.role.or(role));
        }
    }

    /// In a table of what will be done by when, the first other column with a heading says about what.
    fn name_shortcoming(&mut self) {
        let named = self.has(Role::Shortcoming) || self.has(Role::Wording) || self.has(Role::Name);
        if named || !self.has(Role::Action) || !self.has(Role::Due) {
            return;
        }
        if let Some(column) = self.all.iter_mut().find(|c| c.role.is_none() && !c.headings.is_empty()) {
            column.role = Some(Role::Shortcoming);
        }
    }
}

/// Whether a heading is nothing but the signs of which the form says what they mean: `T/K`, `+/-`.
fn are_explained(heading: &str, filling: &Filling) -> bool {
    let signs = || heading.split('/').map(str::trim);
    signs().count() > 1 && signs().all(|sign| sign.chars().count() == 1 && filling.meaning(sign).is_some())
}
