//! The words by which forms are understood, as data (`templates/vocabulary.toml`).

use super::first_person::FirstPerson;
use super::ordinal::place;
use super::phrases::{Phrases, Pick, begins};
use super::remembered::Remembered;
use super::role::{Field, Label, Role};
use super::word_lists::{AnswerWords, NoteWords, PromiseWords, RatingWords, TogetherWords, list};
use crate::extract::answer::choice::Chosen;
use crate::model::{Level, Status};
use crate::text::{fold, key};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The vocabulary that the program carries.
const BUILT_IN: &str = include_str!("../../../templates/vocabulary.toml");

/// How many words may lead to the wording of an indicator.
const LEADING: usize = 5;

pub(crate) type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Source {
    columns: Lists,
    glosses: Lists,
    pledges: Lists,
    asked: Lists,
    periods: Lists,
    tallies: Lists,
    rolls: Lists,
    polarity: Lists,
    people: Lists,
    assessors: Lists,
    fields: Lists,
    units: UnitWords,
    titles: Lists,
    sections: Lists,
    labels: Lists,
    words: Lists,
    levels: Lists,
    status: Lists,
    outcome: Lists,
    promises: Lists,
    notes: Lists,
    ratings: Lists,
    together: Lists,
    first_person: Lists,
    abbreviations: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct UnitWords {
    committees: Vec<String>,
    each: Vec<String>,
    openings: Vec<String>,
    others: Vec<String>,
    motto: String,
}

/// The words by which forms are understood, folded and ready to compare.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// What plain texts met before answer.
    pub answered: Remembered<Chosen>,
    /// Headings of table columns.
    pub columns: Pick<Role>,
    /// Foreign words beside a heading, which only repeat it.
    pub glosses: Phrases,
    /// What heads a column in which a yes says nothing of what is present.
    pub pledges: Phrases,
    /// What a heading says before *có* or *không*: *Chọn có*.
    pub asked: Phrases,
    /// What tells that a heading speaks of an earlier time.
    pub earlier: Phrases,
    /// Words of praise.
    pub affirming: Vec<String>,
    /// What a text begins with that speaks of working against something.
    pub contrary: Phrases,
    /// Family names (*họ*).
    pub families: Phrases,
    /// Why somebody has not answered.
    pub excused: Phrases,
    /// Positions in the Party (*chức vụ*) that follow a name.
    pub positions: Phrases,
    /// What heads a column that adds up those beside it.
    pub sums: Phrases,
    /// What a column counts that stands beside that of the members.
    pub counted_beside: Phrases,
    /// What in brackets tells that members are counted.
    pub in_members: Phrases,
    /// What a committee is called, alone or before the name of its unit.
    committees: Phrases,
    /// What a heading over a column for each unit says.
    pub each_unit: Phrases,
    /// What heads the columns of a list of people that asks nothing of them.
    pub roll_columns: Phrases,
    /// Who else may assess an answer.
    assessors: Phrases,
    /// What tells that a heading speaks of whoever fills the form in.
    themselves: Phrases,
    /// Labels of header fields.
    pub fields: Pick<Field>,
    /// Labels before an answer, a note, a part of a correction.
    pub labels: Pick<Label>,
    /// What a line begins with when it names a unit.
    pub unit_openings: Phrases,
    /// What another line of a letterhead begins with.
    pub letterhead_others: Phrases,
    /// The line opposite the issuing body in every letterhead.
    pub motto: String,
    /// What the title of a self-review says.
    pub review_titles: Phrases,
    /// What a title begins with.
    pub title_openings: Phrases,
    /// What a title begins with that has no word for a paper.
    pub bare_titles: Phrases,
    /// What the title of a committee's review says.
    pub collective_titles: Phrases,
    /// What others think of a review, which a title may announce.
    pub opinions: Phrases,
    /// What the title of a table of counts says.
    pub tally_titles: Phrases,
    /// What the title of a paper about corrections promised before says.
    pub follow_up_titles: Phrases,
    /// What the title of a paper that nobody fills in begins with.
    pub guidance_titles: Phrases,
    /// What the title of another kind of paper is, on a line of its own.
    pub other_kinds: Phrases,
    /// What the tab of a sheet with a sample says.
    pub sample_tabs: Phrases,
    /// What stands where its number would in the row of an example.
    pub sample_rows: Phrases,
    /// What the title of another kind of paper begins with.
    pub other_openings: Phrases,
    /// What begins a title of a self-review although others begin so as well.
    pub own_openings: Phrases,
    /// Headings of the part with corrections.
    pub plan_headings: Phrases,
    /// Headings of that part that are a sentence.
    promise_headings: Phrases,
    /// Headings of the part about corrections promised before.
    pub follow_up_headings: Phrases,
    /// What lines below the answers begin with that promise nothing.
    pub aside: Phrases,
    /// The line under a signer's title.
    pub signature: Phrases,
    /// The signer's title.
    pub signer: Pick<()>,
    /// The title of somebody who confirms, comments or presides.
    pub witness: Pick<()>,
    /// Signing for a committee.
    pub for_committee: Phrases,
    /// What leads to the wording of an indicator in a sentence.
    leads: Phrases,
    /// Answers in words.
    pub words: AnswerWords,
    /// Levels in words.
    pub levels: Pick<Level>,
    /// How far a correction has come.
    pub status: Pick<Status>,
    /// What became of a correction promised before, in whole phrases.
    pub outcomes: Pick<Status>,
    /// Words after such a phrase that take it back.
    pub outcome_doubts: Phrases,
    /// What tells a promise and its deadline in a sentence.
    pub promises: PromiseWords,
    /// What notes, comments and lines below the answers say of an answer.
    pub notes: NoteWords,
    /// Ratings and what stands around them.
    pub ratings: RatingWords,
    /// What sentences call several manifestations at once.
    pub together: TogetherWords,
    /// How whoever fills a form in speaks of themselves.
    pub first_person: FirstPerson,
    /// Short forms, folded, and the folded words they stand for.
    pub abbreviations: BTreeMap<String, String>,
}

impl Vocabulary {
    /// The vocabulary that the program carries.
    #[cfg(test)]
    pub(crate) fn built_in() -> Self {
        let source: Source = toml::from_str(BUILT_IN).expect("the built-in vocabulary");
        Self::new(&source)
    }

    /// The built-in vocabulary with an office's own words added: lists of the same names.
    pub(crate) fn with(own: &[String]) -> Result<Self, String> {
        #[expect(clippy::expect_used, reason = "the text is part of the program and a test loads it")]
        let mut all: toml::Table = toml::from_str(BUILT_IN).expect("the built-in vocabulary");
        let own: Vec<toml::Table> = own
            .iter()
            .map(|words| toml::from_str(words))
            .collect::<Result<_, _>>()
            .map_err(|e| e.to_string())?;
        for (name, lists) in own.into_iter().flatten() {
            let known =
                all.get_mut(&name).and_then(toml::Value::as_table_mut).ok_or_else(|| format!("[{name}]"))?;
            let lists = lists.as_table().cloned().ok_or_else(|| format!("[{name}]"))?;
            for (list, words) in lists {
                match (known.get_mut(&list), words) {
                    (Some(toml::Value::Array(before)), toml::Value::Array(more)) => before.extend(more),
                    (_, words) => return Err(format!("[{name}] {list} = {words}")),
                }
            }
        }
        let source: Source = all.try_into().map_err(|e: toml::de::Error| e.to_string())?;
        Ok(Self::new(&source))
    }

    fn new(source: &Source) -> Self {
        let section = |name| list(&source.sections, name);
        let title = |name| list(&source.titles, name);
        Self {
            columns: Pick::new(&source.columns, Role::named),
            glosses: list(&source.glosses, "heading"),
            pledges: list(&source.pledges, "heading"),
            answered: Remembered::default(),
            asked: list(&source.asked, "heading"),
            earlier: list(&source.periods, "earlier"),
            affirming: source.polarity.get("affirming").cloned().unwrap_or_default(),
            contrary: list(&source.polarity, "contrary"),
            families: list(&source.people, "families"),
            excused: list(&source.people, "excused"),
            positions: list(&source.people, "positions"),
            sums: list(&source.tallies, "sums"),
            counted_beside: list(&source.tallies, "beside"),
            in_members: list(&source.tallies, "in_members"),
            roll_columns: list(&source.rolls, "columns"),
            assessors: list(&source.assessors, "others"),
            themselves: list(&source.assessors, "themselves"),
            fields: Pick::new(&source.fields, Field::named),
            labels: Pick::new(&source.labels, Label::named),
            committees: Phrases::new(&source.units.committees),
            each_unit: Phrases::new(&source.units.each),
            unit_openings: Phrases::new(&source.units.openings),
            letterhead_others: Phrases::new(&source.units.others),
            motto: fold(&source.units.motto),
            review_titles: title("review"),
            title_openings: title("openings"),
            bare_titles: title("bare"),
            collective_titles: title("collective"),
            opinions: title("opinions"),
            tally_titles: title("tally"),
            follow_up_titles: title("follow_up"),
            guidance_titles: title("guidance"),
            other_kinds: title("other_kinds"),
            sample_tabs: title("sample_tabs"),
            sample_rows: title("sample_rows"),
            other_openings: title("other_openings"),
            own_openings: title("own_openings"),
            plan_headings: section("plan"),
            promise_headings: section("promising"),
            follow_up_headings: section("follow_up"),
            aside: section("aside"),
            signature: section("signature"),
            signer: Pick::new(&source.sections, |name| (name == "signer").then_some(())),
            witness: Pick::new(&source.sections, |name| (name == "witness").then_some(())),
            for_committee: section("for_committee"),
            leads: list(&source.sections, "leads"),
            words: AnswerWords::of(&source.words),
            levels: Pick::new(&source.levels, level_named),
            status: Pick::new(&source.status, status_named),
            outcomes: Pick::new(&source.outcome, status_named),
            outcome_doubts: list(&source.outcome, "doubt"),
            promises: PromiseWords::of(&source.promises),
            notes: NoteWords::of(&source.notes),
            ratings: RatingWords::of(&source.ratings),
            together: TogetherWords::of(&source.together),
            first_person: FirstPerson::of(&source.first_person),
            abbreviations: source.abbreviations.iter().map(|(k, v)| (fold(k), fold(v))).collect(),
        }
    }

    /// What a column under this heading is for; an instruction in brackets does not matter.
    pub(crate) fn heading(&self, text: &str) -> Option<Role> {
        let plain = crate::extract::table::columns::plain(text);
        // Of signs alone, `+/-`, only that of a percentage heads anything.
        if plain.is_empty() && !text.contains('%') {
            return None;
        }
        // *Tự đánh dấu* is a heading of its own, and *Không đánh dấu x* an instruction behind one.
        let folded = fold(text);
        let known = self.columns.whole(&folded).or_else(|| self.columns.of(&plain));
        let known = known.or_else(|| self.columns.of(&folded)).copied();
        // *Mục* numbers what *Mức* grades.
        if known == Some(Role::LevelWord) && key(text).starts_with(&key("mục")) {
            return Some(Role::Number);
        }
        known
            .or_else(|| self.columns.of(&self.without_glosses(text)?).copied())
            .or_else(|| self.of_whom(&plain))
            .or_else(|| self.with_level(&plain))
            .or_else(|| self.with_signs(text, &plain))
            .or_else(|| self.in_brackets(text))
            .or_else(|| self.numbered(text))
    }

    /// A heading that says in brackets which answer it means: `Tốt (không có biểu hiện)`, `Chưa tốt (còn biểu hiện)`.
    fn in_brackets(&self, text: &str) -> Option<Role> {
        let (_, meaning) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let meaning = fold(meaning);
        // What is still there is there.
        let present = |still: &str| meaning.strip_prefix(still).map(|what| format!("co {what}"));
        let present = ["van con co ", "van con ", "con co ", "con "].iter().find_map(|still| present(still));
        let said = present.unwrap_or(meaning);
        self.columns.whole(&said).copied().filter(|role| role.takes_mark())
    }

    /// A heading that a web form numbers as its questions, where it asks who answers: `1. Họ tên đảng viên`.
    fn numbered(&self, text: &str) -> Option<Role> {
        let question = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let question =
            question.strip_prefix(['.', ')']).filter(|_| text.trim_start().len() > question.len())?;
        self.columns
            .of(&crate::extract::table::columns::plain(question))
            .copied()
            .filter(|role| role.is_personal())
    }

    /// A heading for the answer behind which stand the two signs of which one is written: `Tự nhận C/K`, `Ghi Đ/S`.
    fn with_signs(&self, text: &str, plain: &str) -> Option<Role> {
        let (first, _) = text.split_once('/')?;
        let bare = fold(first).rsplit_once(' ').map(|(bare, _)| bare.to_owned())?;
        let answers = |words: &str| self.columns.of(words) == Some(&Role::Answer);
        let signs = plain.strip_prefix(bare.as_str()).map(str::trim).is_some_and(answers);
        (signs && (answers(&bare) || matches!(bare.as_str(), "ghi" | "dien" | "chon" | "danh")))
            .then_some(Role::Answer)
    }

    /// The level that a heading names behind a word for what is present: `Vi phạm mức độ nhẹ`, folded.
    fn with_level(&self, plain: &str) -> Option<Role> {
        let parted = plain.match_indices(' ').map(|(at, _)| (&plain[..at], &plain[at + 1..]));
        let present = parted.filter(|(present, _)| self.columns.whole(present) == Some(&Role::Yes));
        let mut levels = present.filter_map(|(_, level)| self.columns.whole(level).copied());
        levels.find(|role| matches!(role, Role::Level(_)))
    }

    /// A heading without whom it is about, `Tập thể chi ủy không có`, folded, where it is one of a column for answers.
    fn of_whom(&self, plain: &str) -> Option<Role> {
        let body = crate::extract::answer::words::without_opening(plain, &self.words);
        (body.len() < plain.len())
            .then(|| self.columns.of(body).copied())
            .flatten()
            .filter(|r| r.takes_mark())
    }

    /// The label that a line begins with, and what stands behind its colon.
    pub(crate) fn labelled<'t>(&self, line: &'t str) -> Option<(Label, &'t str)> {
        let (label, said) = line.split_once(':')?;
        Some((*self.labels.of(&fold(label))?, said))
    }

    /// A text without the words that lead to the wording of an indicator in a sentence: `Về biểu hiện “Phai nhạt …”`.
    pub(crate) fn without_lead<'t>(&self, text: &'t str) -> Option<&'t str> {
        let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).take(LEADING);
        let ends: Vec<usize> = ends.collect();
        // Few texts begin like any lead.
        self.leads.starts(&fold(&text[..*ends.last()?]))?;
        let lead = ends.into_iter().rev().find(|&at| self.leads.contains(&fold(&text[..at])));
        lead.map(|at| text[at..].trim_start())
    }

    /// Whether the heading of a column, folded, says that somebody else assesses the answers.
    pub(crate) fn is_assessor(&self, folded: &str) -> bool {
        self.assessors.within(folded) && !self.themselves.within(folded)
    }

    /// A heading without the foreign words that repeat it, `Có / Yes`, folded.
    fn without_glosses(&self, text: &str) -> Option<String> {
        let bare = crate::extract::table::columns::without_brackets(text);
        let pieces: Vec<String> = bare.split(['/', '\n', '|']).map(fold).filter(|p| !p.is_empty()).collect();
        let kept: Vec<&str> =
            pieces.iter().map(String::as_str).filter(|p| !self.glosses.contains(p)).collect();
        (!kept.is_empty() && kept.len() < pieces.len()).then(|| kept.join(" "))
    }

    /// Whether a line says that it begins a self-review, a list of them or a table of counts.
    pub(crate) fn is_title(&self, folded: &str) -> bool {
        folded.len() < 140
            && self.title_openings.starts(folded).is_some()
            && self.review_titles.within(folded)
    }

    /// Whether a line is the title of a paper about corrections promised before. One that speaks of a self-review
    /// first is a review's.
    pub(crate) fn is_follow_up_title(&self, folded: &str) -> bool {
        let opens =
            self.title_openings.starts(folded).is_some() || self.follow_up_titles.starts(folded).is_some();
        let at = self.follow_up_titles.position(folded);
        let review = self.review_titles.position(folded);
        folded.len() < 140 && opens && at.is_some_and(|at| review.is_none_or(|review| at < review))
    }

    /// Whether a short line is the heading of the part about corrections promised before.
    pub(crate) fn is_follow_up_heading(&self, folded: &str) -> bool {
        let body = strip_ordinal(folded.trim_start_matches("phan "));
        folded.len() < 140 && self.follow_up_headings.starts(body).is_some()
    }

    /// Whether a line of a form's title says that a committee reviews itself. One that names single
    /// members too is no such title, nor is a line that only mentions the committee, as its addressee or
    /// as the author of a plan.
    pub(crate) fn titles_committee(&self, folded: &str) -> bool {
        let said = if folded.contains(" uy vien") {
            Cow::Owned(folded.replace("chi uy vien", "").replace("cap uy vien", ""))
        } else {
            Cow::Borrowed(folded)
        };
        // What stands before an opinion stands in all of it.
        if !self.collective_titles.within(&said) {
            return false;
        }
        let single = ["ca nhan", "dang vien", "chi uy vien"].iter().any(|one| folded.contains(one));
        let before = self.before_opinion(&said);
        let body = without_part(folded);
        let opens = ["tap the", "cua", "danh cho", "doi voi"].iter().any(|opening| begins(body, opening));
        let heads = || body.len() < folded.len() && self.review_titles.starts(body).is_some();
        let continues = folded.len() < 60 && before.len() == said.len() && (opens || heads());
        (continues || self.is_title(folded)) && !single && self.collective_titles.within(before)
    }

    /// What follows the name of a committee (*chi ủy*), folded, where that is all, or the name of its unit: `Tập thể chi
    /// ủy`, `Chi ủy Chi bộ Cơ quan`.
    pub(crate) fn committee<'t>(&self, folded: &'t str) -> Option<&'t str> {
        let rest = self.committees.starts(folded)?;
        (rest.is_empty() || self.unit_openings.starts(rest).is_some()).then_some(rest)
    }

    /// A title, folded, up to where it announces what others think of the review: `PHIẾU TỰ SOI VÀ Ý KIẾN CỦA CHI ỦY`.
    /// What one thinks of oneself, *tự đánh giá*, and an opinion on the committee's own review end nothing.
    fn before_opinion<'t>(&self, folded: &'t str) -> &'t str {
        let begins = |at: &usize| self.opinions.starts(&folded[*at..]).is_some();
        let own = |at: &usize| folded[..*at].trim_end().ends_with("tu");
        let mut words = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1));
        match words.find(|at| begins(at) && !own(at)) {
            Some(at) if !self.review_titles.within(&folded[at..]) => &folded[..at],
            _ => folded,
        }
    }

    /// Whether a short line names a unit.
    pub(crate) fn names_unit(&self, folded: &str) -> bool {
        // Below the cell stands the body above it: *Trực thuộc Đảng bộ xã Sơn Đông*.
        let folded = folded.strip_prefix("truc thuoc ").unwrap_or(folded);
        folded.len() < 120
            && self.unit_openings.starts(folded).is_some()
            && !self.review_titles.within(folded)
    }

    /// Whether a short line is the heading of the part with corrections.
    pub(crate) fn is_plan_heading(&self, folded: &str) -> bool {
        let body = folded.trim_start_matches("phan ");
        let body = strip_ordinal(body);
        let promises =
            || self.promise_headings.starts(body).is_some_and(|rest| ["", "nhu sau"].contains(&rest));
        folded.len() < 100 && (self.plan_headings.starts(body).is_some() || promises())
    }
}

/// A folded heading without what numbers the part of a paper that it heads: `phan thu nhat tap the chi uy`, `i tap the`.
fn without_part(folded: &str) -> &str {
    let bare = folded.strip_prefix("phan ").unwrap_or(folded);
    let bare = bare.strip_prefix("thu ").unwrap_or(bare);
    match bare.split_once(' ') {
        Some((word, rest)) if bare.len() < folded.len() && (place(word).is_some() || word == "mot") => rest,
        _ => strip_ordinal(bare),
    }
}

/// A heading without the ordinal in front of it: `ii tu sua` is `tu sua`.
fn strip_ordinal(folded: &str) -> &str {
    let Some((first, rest)) = folded.split_once(' ') else { return folded };
    let roman = !first.is_empty() && first.bytes().all(|b| b"ivx".contains(&b));
    let digit = first.bytes().all(|b| b.is_ascii_digit());
    let letter = first.len() == 1 && first.as_bytes()[0].is_ascii_lowercase();
    if roman || digit || letter { rest } else { folded }
}

fn level_named(name: &str) -> Option<Level> {
    match name {
        "slight" => Some(Level::Slight),
        "moderate" => Some(Level::Moderate),
        "serious" => Some(Level::Serious),
        _ => None,
    }
}

fn status_named(name: &str) -> Option<Status> {
    match name {
        "done" => Some(Status::Done),
        "in_progress" => Some(Status::InProgress),
        "not_done" => Some(Status::NotDone),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_apart() {
        let words = Vocabulary::built_in();
        let role = |heading: &str| words.columns.of(&fold(heading)).copied();
        assert_eq!(role("STT"), Some(Role::Number));
        assert_eq!(role("Có"), Some(Role::Yes));
        assert_eq!(role("Không có"), Some(Role::No));
        assert_eq!(role("Có, mức độ nhẹ"), Some(Role::Level(Level::Slight)));
        assert_eq!(role("Nội dung 27 biểu hiện"), Some(Role::Wording));
        assert_eq!(role("Biểu hiện, hạn chế"), Some(Role::Shortcoming));
        assert_eq!(role("Số đảng viên có biểu hiện"), Some(Role::Count));
        assert_eq!(role("Tổng số đảng viên"), Some(Role::Total));
        assert_eq!(role("Ghi chú (nêu cụ thể)"), Some(Role::Note));
        assert_eq!(role("Gạch bỏ chữ không đúng"), Some(Role::Answer));
        assert_eq!(role("Việc cần sửa"), Some(Role::Shortcoming));
        assert_eq!(role("Xong trước"), Some(Role::Due));
        assert_eq!(role("Địa điểm"), None);
    }

    #[test]
    fn titles_and_headings_are_recognised_in_any_spelling() {
        let words = Vocabulary::built_in();
        assert!(words.is_title(&fold("PHIẾU TỰ SOI - TỰ SỮA")));
        assert!(!words.is_title(&fold("GIẤY MỜI")));
        assert!(words.is_plan_heading(&fold("II. Kế hoạch sửa chữa, khắc phục hạn chế, khuyết điểm")));
        assert!(words.is_plan_heading(&fold("Phần II. TỰ SỬA")));
        assert!(!words.is_plan_heading(&fold("I. TỰ SOI")));
        assert!(words.names_unit(&fold("C.BỘ TDP SƠN NAM")));
        assert!(!words.names_unit(&fold("Cộng hòa xã hội chủ nghĩa Việt Nam")));
    }
}
