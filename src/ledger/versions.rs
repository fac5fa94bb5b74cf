//! Versions: of several reviews of one subject the newest counts, where it can be told which that is.

use super::desk::{Desk, Found};
use super::duplicates::content;
use super::questions::Choice;
use crate::finding::{FileFinding, Finding, SubjectFinding};
use crate::model::{BirthDate, Kind, Review, UnitId};
use crate::text::{fold, has_diacritics, name_key};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Above so many reviews of one subject nobody compares them pair by pair: all are asked about.
const COMPARED: usize = 64;

/// Whether two reviews are of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Same {
    Yes,
    No,
    Perhaps,
}

impl Desk<'_> {
    /// Of several versions of one subject lets the newest count; asks where nothing tells.
    pub(super) fn order_versions(&mut self) {
        for group in self.same_names() {
            for cluster in self.clusters(&group) {
                self.order(&cluster);
            }
        }
        self.ask_same_person();
    }

    /// Reviews that may be of one subject: of one name in one unit (or of one name and birth date, where
    /// the unit of one is not known), or of one unit as a whole.
    fn same_names(&self) -> Vec<Vec<usize>> {
        // What two former units said of themselves are no versions of one another.
        let mut in_unit: BTreeMap<(Kind, UnitId, String), Vec<usize>> = BTreeMap::new();
        let mut born: BTreeMap<(String, BirthDate), Vec<usize>> = BTreeMap::new();
        for (i, case) in self.cases.iter().enumerate().filter(|(_, case)| !case.aside) {
            let (review, unit) = (&case.entry.review, case.entry.unit);
            let name = match (&review.name, review.kind) {
                (Some(name), Kind::Member) => fold(&crate::text::clean_name(name)),
                (None, Kind::Member) => continue,
                _ => case.part.clone().unwrap_or_default(),
            };
            if let (Some(birth @ BirthDate::Day(_)), Kind::Member) = (review.birth, review.kind) {
                born.entry((name.clone(), birth)).or_default().push(i);
            }
            if let Some(unit) = unit {
                in_unit.entry((review.kind, unit, name)).or_default().push(i);
            }
        }
        let homeless = |group: &Vec<usize>| group.iter().any(|&i| self.cases[i].entry.unit.is_none());
        let one_unit = |group: &Vec<usize>| {
            let mut units: Vec<UnitId> = group.iter().filter_map(|&i| self.cases[i].entry.unit).collect();
            units.dedup();
            units.len() <= 1
        };
        let born = born.into_values().filter(|g| homeless(g) && one_unit(g));
        in_unit.into_values().chain(born).filter(|group| group.len() > 1).collect()
    }

    /// Parts a group into those of one subject each. Who may be the same or not is noted.
    fn clusters(&mut self, group: &[usize]) -> Vec<Vec<usize>> {
        if group.len() > COMPARED {
            return self.doubt_all(group);
        }
        let torn = group.iter().any(|&a| {
            group.iter().any(|&b| match (self.review(a).birth, self.review(b).birth) {
                (Some(x), Some(y)) => !x.agrees_with(y),
                _ => false,
            })
        });
        let mut clusters: Vec<Vec<usize>> = Vec::new();
        let mut doubts: Vec<(usize, usize)> = Vec::new();
        for &new in group {
            let mut home = None;
            for (n, cluster) in clusters.iter().enumerate() {
                let ties: Vec<Same> = cluster.iter().map(|&old| self.same(old, new, torn)).collect();
                if ties.iter().all(|&t| t == Same::Yes) {
                    home = home.or(Some(n));
                } else if ties.iter().any(|&t| t != Same::No) {
                    doubts.extend(cluster.iter().map(|&old| (old, new)));
                }
            }
            match home.and_then(|n| clusters.get_mut(n)) {
                Some(cluster) => cluster.push(new),
                None => clusters.push(vec![new]),
            }
        }
        for (a, b) in doubts {
            self.doubt(a, b);
            self.doubt(b, a);
        }
        clusters
    }

    /// Far more reviews under one name than people: members one by one, units as one heap.
    fn doubt_all(&mut self, group: &[usize]) -> Vec<Vec<usize>> {
        if group.first().is_some_and(|&i| self.review(i).kind != Kind::Member) {
            return vec![group.to_vec()];
        }
        for pair in group.windows(2) {
            if let [a, b] = *pair {
                self.doubt(a, b);
                self.doubt(b, a);
            }
        }
        Vec::new()
    }

    /// Notes, once, that a review may be of the same person as another.
    fn doubt(&mut self, i: usize, other: usize) {
        let noted = |f: &crate::model::Flag| f.finding.code() == "same-person-perhaps";
        if !self.review(i).flags.iter().any(noted) {
            let other = self.path(other).to_owned();
            self.cases[i].flag(SubjectFinding::SamePersonPerhaps { other });
        }
    }

    fn same(&self, a: usize, b: usize, torn: bool) -> Same {
        let (one, two) = (self.review(a), self.review(b));
        if one.kind != Kind::Member {
            return if asked_of(one).map(name_key) == asked_of(two).map(name_key) {
                Same::Yes
            } else {
                Same::No
            };
        }
        let (Some(name), Some(other)) = (&one.name, &two.name) else { return Same::No };
        let births = one.birth.zip(two.birth);
        if births.is_some_and(|(x, y)| !x.agrees_with(y)) {
            return Same::No;
        }
        let twice = self.cases[a].entry.unit.is_some_and(|unit| self.rosters.count(unit, name) > 1);
        if self.cases[a].entry.file == self.cases[b].entry.file {
            // One sheet with two rows of one name means two people, unless nothing else says so.
            return if twice && births.is_none() { Same::No } else { Same::Perhaps };
        }
        let spelled = name_key(name) == name_key(other);
        let bare = !has_diacritics(name) || !has_diacritics(other);
        let sure = births.is_some_and(|(x, y)| x == y);
        // A name in two former units may be two people; a day of birth tells.
        if self.cases[a].part != self.cases[b].part && !(spelled && sure) {
            return if spelled || bare { Same::Perhaps } else { Same::No };
        }
        match births {
            Some(_) if spelled || (bare && sure) => Same::Yes,
            // A day and a name that differ by an accent only: a slip of the pen, or twins.
            Some(_) if bare || sure => Same::Perhaps,
            None if spelled && !torn && !twice => Same::Yes,
            None if spelled || bare => Same::Perhaps,
            _ => Same::No,
        }
    }

    /// Lets the newest of one subject's reviews count.
    fn order(&mut self, cluster: &[usize]) {
        // A review may stand in two groups: by unit, and by birth date.
        let cluster: Vec<usize> = cluster.iter().copied().filter(|&i| !self.cases[i].aside).collect();
        let cluster = cluster.as_slice();
        if cluster.len() < 2 {
            return;
        }
        let beats = |&c: &usize| {
            let others = cluster.iter().filter(|&&o| o != c);
            others.into_iter().all(|&o| self.newer(c, o) == Some(Ordering::Greater))
        };
        let newest = if cluster.len() > COMPARED { None } else { cluster.iter().copied().find(|c| beats(c)) };
        if let Some(newest) = newest {
            if self.says_too_little(newest, cluster) {
                self.ask_which(cluster);
            } else {
                self.supersede(cluster, newest);
            }
            return;
        }
        if cluster.windows(2).all(|pair| self.say_the_same(pair[0], pair[1])) {
            self.keep_preferred(cluster);
            return;
        }
        if self.has_reviews(cluster) {
            self.keep_one_of_each(cluster);
        } else {
            self.ask_which(cluster);
        }
    }

    /// Whether a newer version is perhaps a sample, or of it much less is read for certain than of an older one: then it may be another paper, or
    /// one that was sent before it was filled in, and nobody's answers are set aside for it without a word.
    fn says_too_little(&self, newest: usize, cluster: &[usize]) -> bool {
        let certain = |i: usize| self.review(i).answers.iter().filter(|reading| reading.is_certain()).count();
        let sample = |f: &Finding| matches!(f, Finding::File(FileFinding::Sample { .. }));
        let in_doubt = match &self.found[self.cases[newest].entry.file] {
            Found::Read(findings) => findings.iter().any(sample),
            _ => false,
        };
        in_doubt || cluster.iter().any(|&i| 2 * certain(newest) < certain(i))
    }

    /// Whether these are tallies beside the reviews of their cell: then the reviews count, and each tally
    /// is compared with them.
    fn has_reviews(&self, cluster: &[usize]) -> bool {
        let Some(first) = cluster.first().map(|&i| &self.cases[i].entry) else { return false };
        let of_cell = |case: &super::desk::Case| {
            !case.aside && case.entry.unit == first.unit && case.entry.review.kind == Kind::Member
        };
        first.review.kind == Kind::Tally && self.cases.iter().any(of_cell)
    }

    /// Keeps one of those that say the same.
    fn keep_one_of_each(&mut self, cluster: &[usize]) {
        let mut alike: Vec<Vec<usize>> = Vec::new();
        for &i in cluster {
            match alike.iter_mut().find(|same| same.first().is_some_and(|&one| self.say_the_same(one, i))) {
                Some(same) => same.push(i),
                None => alike.push(vec![i]),
            }
        }
        for same in alike.into_iter().filter(|same| same.len() > 1) {
            self.keep_preferred(&same);
        }
    }

    /// Whether two say the same of their subject. A tally that a unit compiled agrees with a workbook that
    /// has the same counts, and more beside them.
    fn say_the_same(&self, a: usize, b: usize) -> bool {
        let (one, two) = (self.review(a), self.review(b));
        if one.kind == Kind::Tally && one.figures.is_some() != two.figures.is_some() {
            let counts = |r: &Review| r.answers.iter().map(|a| a.count).collect::<Vec<_>>();
            let totals = one.total.zip(two.total);
            return counts(one) == counts(two) && totals.is_none_or(|(x, y)| x == y);
        }
        let said = |review: &Review| {
            let mut text = String::new();
            content(review, &mut text);
            text
        };
        said(one) == said(two)
    }

    /// All say the same, so it does not matter which is newer.
    fn keep_preferred(&mut self, cluster: &[usize]) {
        let plain = |i: usize| self.review(i).kind == Kind::Tally && self.review(i).figures.is_none();
        let better = |&a: &usize, &b: &usize| {
            let file = |i: usize| self.cases[i].entry.file;
            plain(a).cmp(&plain(b)).then_with(|| self.preference(file(a)).cmp(&self.preference(file(b))))
        };
        let Some(kept) = cluster.iter().copied().min_by(better) else { return };
        let of = self.path(kept).to_owned();
        for &i in cluster.iter().filter(|&&i| i != kept) {
            self.cases[i].set_aside(SubjectFinding::Duplicate { of: of.clone() });
        }
    }

    fn supersede(&mut self, cluster: &[usize], newest: usize) {
        let by = self.path(newest).to_owned();
        for &i in cluster.iter().filter(|&&i| i != newest) {
            self.cases[i].set_aside(SubjectFinding::Superseded { by: by.clone() });
        }
    }

    /// Asks which of several counts; one answer settles all of them.
    fn ask_which(&mut self, cluster: &[usize]) {
        let choices: Vec<Option<Choice>> = cluster.iter().map(|&i| self.typed_choice(i)).collect();
        let chosen = |wanted: Choice| {
            let hits = cluster.iter().zip(&choices).filter(move |(_, c)| **c == Some(wanted));
            hits.map(|(&i, _)| i).collect::<Vec<usize>>()
        };
        let rest: Vec<usize> = cluster
            .iter()
            .zip(&choices)
            .filter(|(_, c)| **c != Some(Choice::Aside))
            .map(|(&i, _)| i)
            .collect();
        let settled = match (chosen(Choice::Counts).as_slice(), rest.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        };
        for (n, &i) in cluster.iter().enumerate() {
            let other = cluster.get(usize::from(n == 0)).copied().unwrap_or(i);
            let other = self.path(other).to_owned();
            let why = match self.review(i).kind {
                Kind::Tally => SubjectFinding::SecondTally { other },
                _ => SubjectFinding::WhichIsNewer { other },
            };
            let answered = choices.get(n).is_some_and(Option::is_some);
            if answered || settled.is_none() {
                self.ask_whether_it_counts(i, why.clone(), settled.is_some());
            }
            if settled.is_none() && !self.cases[i].waits {
                self.cases[i].waits = true;
                self.cases[i].flag(why);
            }
        }
        if let Some(newest) = settled {
            self.supersede(cluster, newest);
        }
    }

    /// Asks about reviews of one name that may be of one person or two; both count until decided.
    fn ask_same_person(&mut self) {
        for i in 0..self.cases.len() {
            let doubt = self.cases[i].entry.review.flags.iter().find_map(|f| match &f.finding {
                crate::finding::Finding::Subject(s @ SubjectFinding::SamePersonPerhaps { .. }) => {
                    Some(s.clone())
                }
                _ => None,
            });
            let Some(why) = doubt.filter(|_| !self.cases[i].aside) else { continue };
            let choice = self.typed_choice(i);
            self.ask_whether_it_counts(i, why.clone(), choice.is_some());
            if choice.is_some() {
                self.cases[i].unflag(|f| matches!(f, SubjectFinding::SamePersonPerhaps { .. }));
            }
            if choice == Some(Choice::Aside)
                && let SubjectFinding::SamePersonPerhaps { other } = why
            {
                self.cases[i].set_aside(SubjectFinding::Superseded { by: other });
            }
        }
    }

    /// Which of two is newer: by the form's date, else by the words of the file's name, else by the
    /// mail's date. `None` where nothing tells, or where date and words contradict one another.
    fn newer(&self, a: usize, b: usize) -> Option<Ordering> {
        let both = |x: Option<jiff::civil::Date>, y: Option<jiff::civil::Date>| match (x, y) {
            (Some(x), Some(y)) => x.cmp(&y),
            _ => Ordering::Equal,
        };
        let sent = |i: usize| self.files[self.cases[i].entry.file].envelope.as_ref().and_then(|e| e.date);
        let dates = both(self.review(a).date, self.review(b).date);
        let names = revision(self.path(a)).cmp(&revision(self.path(b)));
        match (dates, names) {
            (Ordering::Equal, Ordering::Equal) => {
                let mails = both(sent(a), sent(b));
                (mails != Ordering::Equal).then_some(mails)
            }
            (Ordering::Equal, by) | (by, Ordering::Equal) => Some(by),
            (dates, names) => (dates == names).then_some(dates),
        }
    }
}

/// Whom a paper names of which it is asked whether it is theirs or the committee's. Papers that name two members are no
/// versions of one another, nor is one of them of the committee's own.
pub(super) fn asked_of(review: &Review) -> Option<&str> {
    review.flags.iter().find_map(|flag| match &flag.finding {
        Finding::File(FileFinding::WhoseReview { name }) => Some(name.as_str()),
        _ => None,
    })
}

/// Which version the name of a file says that it is: 1 for the first.
fn revision(path: &str) -> u32 {
    let file = path.rsplit(['/', '!']).next().unwrap_or(path);
    let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = crate::text::words(file);
    let number = |w: Option<&String>| w.and_then(|w| w.parse::<u32>().ok()).filter(|n| (1..100).contains(n));
    let mut revision = bracket_number(path).unwrap_or(1);
    for (i, word) in words.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| words.get(i)).map_or("", String::as_str);
        let next = words.get(i + 1);
        let found = match word.as_str() {
            "lan" | "ver" | "v" | "version" => number(next),
            // `tự sửa` is what the form is called.
            "sua" if before != "tu" => Some(2),
            "lai" if matches!(before, "gui" | "nop" | "lam" | "viet") => Some(2),
            "the" if before == "thay" => Some(2),
            "nhat" if before == "cap" => Some(2),
            "chinh" if before == "dieu" => Some(2),
            w if w.starts_with("lan") => {
                w.get(3..).and_then(|n| n.parse().ok()).filter(|n| (1..100).contains(n))
            }
            "sung" if before == "bo" => Some(2),
            "moi"
                if next.is_none()
                    && (before == "ban" || !has_diacritics(file) || file.to_lowercase().ends_with("mới")) =>
            {
                Some(2)
            }
            w if w.starts_with('v') => {
                w.get(1..).and_then(|n| n.parse().ok()).filter(|n| (1..100).contains(n))
            }
            _ => None,
        };
        revision = revision.max(found.unwrap_or(1));
    }
    revision
}

/// The number in brackets at the end of a file's name, `(2)`, which programs add to a second file of
/// one name.
pub(super) fn bracket_number(path: &str) -> Option<u32> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (_, number) = stem.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    number.parse().ok().filter(|n| (1..100).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Account;
    use crate::ledger::sample::{books, decided, fate, file, mail, review};
    use crate::model::{Answer, Review};
    use jiff::civil::date;
    use std::sync::Arc;

    fn form(name: &str) -> Review {
        review(name).field("Chi bộ thôn Hòa Bình")
    }

    /// The fates of an older and a newer form, in that order.
    fn fates(old: (&str, Review), new: (&str, Review)) -> [&'static str; 2] {
        let paths = [old.0.to_owned(), new.0.to_owned()];
        let books = books(vec![file(old.0, vec![old.1]), file(new.0, vec![new.1.answer(0, Answer::Yes)])]);
        paths.map(|path| fate(&books, &path))
    }

    #[test]
    fn the_form_of_the_later_date_counts() {
        let (old, new) = (form("Lý Văn Đào").on(date(2026, 6, 1)), form("LÝ VĂN ĐÀO").on(date(2026, 6, 9)));
        assert_eq!(fates(("a.docx", old), ("b.docx", new)), ["superseded", "accepted"]);
    }

    #[test]
    fn papers_of_which_it_is_asked_whose_they_are_set_none_of_another_aside() {
        let paper = |named: Option<&str>, day: i8| {
            let finding = named.map(|name| FileFinding::WhoseReview { name: name.into() }.into());
            let flags = finding.map(|finding| crate::model::Flag { finding, indicator: None });
            let flags = flags.into_iter().collect();
            Review { kind: Kind::Collective, name: None, flags, ..form("").on(date(2026, 6, day)) }
        };
        let both = |old, new| fates(("a.docx", old), ("b.docx", new));
        let (first, second) = (Some("Lý Văn Đào"), Some("Mai Thị Lụa"));
        assert_eq!(both(paper(first, 5), paper(second, 6)), ["needs_review", "needs_review"]);
        assert_eq!(both(paper(None, 5), paper(second, 6)), ["accepted", "needs_review"]);
        assert_eq!(both(paper(first, 5), paper(first, 6)), ["superseded", "needs_review"]);
        assert_eq!(both(paper(None, 5), paper(None, 6)), ["superseded", "accepted"]);
        let same = books(vec![file("a.docx", vec![paper(first, 5)]), file("b.docx", vec![paper(second, 5)])]);
        assert_eq!([fate(&same, "a.docx"), fate(&same, "b.docx")], ["needs_review", "needs_review"]);
    }

    #[test]
    fn a_newer_form_of_which_hardly_anything_is_read_sets_none_aside() {
        let old = form("Lý Văn Đào").on(date(2026, 6, 1));
        let open =
            (0..3).fold(form("Lý Văn Đào").on(date(2026, 6, 9)), |form, n| form.answer(n, Answer::Blank));
        let books = books(vec![file("a.docx", vec![old]), file("b.docx", vec![open])]);
        assert_eq!((fate(&books, "a.docx"), fate(&books, "b.docx")), ("needs_review", "needs_review"));
    }

    #[test]
    fn words_in_the_name_of_the_file_decide_where_dates_do_not() {
        for name in [
            "b lần 2.docx",
            "b-lan2.docx",
            "b điều chỉnh.docx",
            "b (bản sửa).docx",
            "b - sửa.docx",
            "b (2).docx",
            "b_v2.docx",
            "b gui lai.docx",
        ] {
            let pair = fates(("b.docx", form("Lý Văn Đào")), (name, form("Lý Văn Đào")));
            assert_eq!(pair, ["superseded", "accepted"], "{name}");
        }
    }

    #[test]
    fn the_name_of_the_form_is_no_sign_of_a_second_version() {
        assert_eq!(revision("inbox/Tự soi tự sửa_Lý Văn Đào.docx"), 1);
        assert_eq!(revision("inbox/lần 2/a.docx"), 1);
        let pair = fates(("a.docx", form("Lý Văn Đào")), ("Tự soi tự sửa.docx", form("Lý Văn Đào")));
        assert_eq!(pair, ["needs_review", "needs_review"]);
    }

    #[test]
    fn a_date_and_a_name_that_contradict_one_another_make_a_question() {
        let (old, new) = (form("Lý Văn Đào").on(date(2026, 6, 9)), form("Lý Văn Đào").on(date(2026, 6, 1)));
        assert_eq!(fates(("a.docx", old), ("a lần 2.docx", new)), ["needs_review", "needs_review"]);
    }

    #[test]
    fn the_day_of_the_mail_decides_last() {
        let sent = |path: &str, day: i8, review: Review| {
            let envelope = crate::intake::Envelope { date: Some(date(2026, 6, day)), ..mail("", None) };
            Account { envelope: Some(Arc::new(envelope)), ..file(path, vec![review]) }
        };
        let new = form("Lý Văn Đào").answer(1, Answer::Yes);
        let books = books(vec![sent("a", 9, new), sent("b", 2, form("Lý Văn Đào"))]);
        assert_eq!((fate(&books, "a"), fate(&books, "b")), ("accepted", "superseded"));
    }

    #[test]
    fn nothing_counts_until_a_person_says_which_of_two_is_newer() {
        let accounts = || {
            vec![
                file("a", vec![form("Lý Văn Đào")]),
                file("b", vec![form("Lý Văn Đào").answer(0, Answer::Yes)]),
            ]
        };
        let open = books(accounts());
        assert_eq!(open.entries.iter().filter(|e| e.counts).count(), 0);
        assert_eq!(open.open_questions().count(), 2);
        let key = open.questions[1].key.clone();
        let settled = decided(accounts(), &[(&key, "Tính bản này")]);
        assert_eq!((fate(&settled, "a"), fate(&settled, "b")), ("superseded", "accepted"));
        assert_eq!(settled.open_questions().count(), 0);
        assert_eq!(settled.questions.len(), 1);
        let settled = decided(accounts(), &[(&key, "Không tính bản này")]);
        assert_eq!((fate(&settled, "a"), fate(&settled, "b")), ("accepted", "superseded"));
    }

    #[test]
    fn two_people_of_one_name_are_told_apart_by_birth_date() {
        let (old, new) = (form("Lý Văn Đào").born(2), form("Lý Văn Đào").born(3));
        let two = books(vec![file("a", vec![old]), file("b", vec![new])]);
        assert_eq!((fate(&two, "a"), fate(&two, "b")), ("accepted", "accepted"));
        assert_eq!(two.entries.iter().filter(|e| e.counts).count(), 2);
    }

    #[test]
    fn a_third_form_without_a_birth_date_may_be_of_either() {
        let third = form("Lý Văn Đào").answer(1, Answer::Yes);
        let all = vec![
            file("a", vec![form("Lý Văn Đào").born(2)]),
            file("b", vec![form("Lý Văn Đào").born(3)]),
            file("c", vec![third]),
        ];
        assert_eq!(fate(&books(all), "c"), "needs_review");
    }

    #[test]
    fn a_name_typed_without_accents_is_the_same_person_where_the_birth_date_is_too() {
        let (old, new) =
            (form("Lý Văn Đào").born(2).on(date(2026, 6, 1)), form("Ly Van Dao").on(date(2026, 6, 2)));
        let same = fates(("a", old.clone()), ("b", new.clone().born(2)));
        assert_eq!(same, ["superseded", "accepted"]);
        assert_eq!(fates(("a", old), ("b", new)), ["needs_review", "needs_review"]);
    }

    #[test]
    fn one_name_twice_in_one_sheet_is_two_people_or_a_question() {
        let row = |n: u32, review: Review| Review { place: crate::model::Place::Table(n), ..review };
        let sheet = |cell: &str, name: &str| {
            let one = row(1, review(name).field(cell));
            books(vec![file("a", vec![one.clone(), row(2, one)])])
        };
        let listed_twice = sheet("Chi bộ thôn Sơn Nam", "Đỗ Văn Mít");
        assert_eq!(fate(&listed_twice, "a"), "accepted");
        let listed_once = sheet("Chi bộ thôn Hòa Bình", "Lý Văn Đào");
        assert_eq!(fate(&listed_once, "a"), "needs_review");
        assert_eq!(listed_once.entries.iter().filter(|e| e.counts).count(), 2);
    }

    #[test]
    fn a_newer_form_replaces_one_row_of_a_sheet_and_leaves_the_rest() {
        let row = |name: &str| form(name).on(date(2026, 6, 1));
        let newer = form("Lý Văn Đào").on(date(2026, 6, 2));
        let books =
            books(vec![file("a", vec![row("Lý Văn Đào"), row("Trần Thị Mận")]), file("b", vec![newer])]);
        assert_eq!((fate(&books, "a"), fate(&books, "b")), ("accepted", "accepted"));
        let counts: Vec<bool> = books.entries.iter().map(|e| e.counts).collect();
        assert_eq!(counts, [false, true, true]);
    }

    #[test]
    fn a_crowd_under_one_name_is_asked_about_without_comparing_all_pairs() {
        let rows =
            (0..500).map(|n| Review { place: crate::model::Place::Table(n), ..form("Lý Văn Đào") });
        let books = books(vec![file("a", rows.collect())]);
        assert_eq!(books.open_questions().count(), 500);
    }
}
