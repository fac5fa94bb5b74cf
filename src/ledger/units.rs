//! Which unit a review belongs to: the evidence of the form, of path and mail.

use super::hearing::Hearing;
use super::names::{Candidate, Closeness, Names, Told, rank};
use super::namings::Fullness;
use super::rosters::Rosters;
use crate::finding::SubjectFinding;
use crate::intake::Envelope;
use crate::model::{Hierarchy, Review, UnitId, UnitLine, UnitSource};
use crate::text::words;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use thread_local::ThreadLocal;

/// What was concluded about the unit of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resolution {
    /// The unit, where it can be told with certainty.
    pub unit: Option<UnitId>,
    /// The words that named it, as written.
    pub text: String,
    /// Why it cannot be told.
    pub finding: Option<SubjectFinding>,
    /// Units that fit, for the question.
    pub candidates: Vec<UnitId>,
    /// Position in [`Hierarchy::former`] of the unit that is named, where what it became is meant.
    pub former: Option<usize>,
}

/// Tells which unit a review belongs to.
pub(super) struct Resolver<'a> {
    pub hierarchy: &'a Hierarchy,
    pub names: Names<'a>,
    pub rosters: &'a Rosters<'a>,
    by_address: HashMap<&'a str, Vec<(UnitId, Option<usize>)>>,
    /// What each thread has read: most forms of a cell name it in the same words.
    told: ThreadLocal<RefCell<HashMap<String, Told>>>,
}

/// What one kind of evidence says: the units that it leaves, and bodies named above them.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// Units that fit every mention; empty where no unit is named.
    pub units: Vec<UnitId>,
    /// Whether mentions exclude one another.
    pub torn: bool,
    /// Whether the words agree only roughly, so that something else must say the same.
    pub shaky: bool,
    /// Whether only a place of work is named.
    pub workplace: bool,
    /// Units above cells that are named.
    pub bodies: Vec<Vec<UnitId>>,
    /// Of the units left, those of which only what they once were is named: position in [`Hierarchy::former`].
    pub former: BTreeMap<UnitId, usize>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(hierarchy: &'a Hierarchy, rosters: &'a Rosters<'a>) -> Self {
        let mut by_address: HashMap<&str, Vec<(UnitId, Option<usize>)>> = HashMap::new();
        let mut add = |address: &'a str, unit, former| {
            let known = by_address.entry(address).or_default();
            if !known.iter().any(|(other, _)| *other == unit) {
                known.push((unit, former));
            }
        };
        for id in hierarchy.ids() {
            hierarchy.unit(id).emails.iter().for_each(|address| add(address, id, None));
        }
        for (n, former) in hierarchy.former().iter().enumerate() {
            for (address, &unit) in
                former.unit.emails.iter().flat_map(|a| former.successors.iter().map(move |u| (a, u)))
            {
                add(address, unit, Some(n));
            }
        }
        Self { hierarchy, names: Names::new(hierarchy), rosters, by_address, told: ThreadLocal::new() }
    }

    /// Which unit a review belongs to, by the form's own words, else by path and mail.
    pub(super) fn resolve(&self, review: &Review, path: &str, envelope: Option<&Envelope>) -> Resolution {
        let lines: Vec<Told> = review.unit_lines.iter().map(|l| self.read_line(l)).collect();
        let unknown = lines.iter().find_map(|t| t.unknown.clone());
        let foreign = lines.iter().find_map(|t| t.unknown_body.clone());
        let form = self.by_code(self.weigh(&lines, &[]), review);
        let path = self.path(path, review, &form.bodies);
        let mail = self.mail(envelope, &form.bodies);
        let text = unit_text(review, &lines);
        let case = Hearing { resolver: self, review, form, path, mail, unknown, foreign, text: &text };
        case.decide()
    }

    /// Of several units of one name the one whose code stands beside it. An office may number its cells anew, so that a
    /// code names none by itself; one that is another unit's contradicts the name.
    fn by_code(&self, mut form: Evidence, review: &Review) -> Evidence {
        let mut codes = review.unit_lines.iter().filter(|line| line.source == UnitSource::Code);
        let bears = |unit: &UnitId, code: &str| self.hierarchy.unit(*unit).code.eq_ignore_ascii_case(code);
        if let Some(line) = codes.next() {
            if let Some(unit) = form.units.iter().copied().find(|unit| bears(unit, &line.text)) {
                form.units = vec![unit];
            } else if self.hierarchy.ids().any(|unit| bears(&unit, &line.text)) {
                form.torn |= !form.units.is_empty();
            }
        }
        form
    }

    /// What a line says, together with the next one where only both name a unit.
    fn read_line(&self, line: &UnitLine) -> Told {
        if line.source == UnitSource::Code {
            return Told::default();
        }
        let whole = line.goes_on.as_ref().map(|more| self.read(&format!("{} {more}", line.text)));
        let named = |told: &Told| {
            told.unknown.is_none()
                && told.unknown_body.is_none()
                && !(told.cells.is_empty() && told.bodies.is_empty())
        };
        whole.filter(named).unwrap_or_else(|| self.read(&line.text))
    }

    fn read(&self, text: &str) -> Told {
        let known = self.told.get_or_default();
        if let Some(told) = known.borrow().get(text) {
            return told.clone();
        }
        let told = self.names.read(text, &[]);
        known.borrow_mut().insert(text.to_owned(), told.clone());
        told
    }

    /// What several texts say together.
    fn weigh(&self, texts: &[Told], above: &[Vec<UnitId>]) -> Evidence {
        let mut bodies: Vec<Vec<UnitId>> = texts.iter().flat_map(|t| t.bodies.iter().cloned()).collect();
        bodies.dedup();
        let all: Vec<&[Vec<UnitId>]> = vec![&bodies, above];
        let mut evidence = Evidence::default();
        let mut mentions: Vec<&Vec<Candidate>> = texts.iter().flat_map(|t| &t.cells).collect();
        // A place of work counts only where no cell is named.
        if mentions.iter().any(|m| !is_workplace(m)) {
            mentions.retain(|m| !is_workplace(m));
        }
        let mut left: Option<Vec<UnitId>> = None;
        let (mut former, mut present) = (BTreeMap::new(), BTreeSet::new());
        for mention in mentions {
            let under: Vec<Candidate> =
                mention.iter().copied().filter(|c| all.iter().all(|b| self.stands_under(c, b))).collect();
            let Some(best) = Self::best(mention, &under) else {
                evidence.torn = true;
                continue;
            };
            evidence.shaky |= best.0 >= Closeness::OtherAccent;
            evidence.workplace |= best.1 == Fullness::Workplace;
            let closest = under.iter().filter(|c| rank(c) == best);
            for one in closest.clone() {
                match one.former {
                    Some(n) => _ = former.entry(one.unit).or_insert(n),
                    None => _ = present.insert(one.unit),
                }
            }
            let mut units: Vec<UnitId> = closest.map(|c| c.unit).collect();
            units.dedup();
            let kept = match left {
                None => units,
                Some(before) => before.into_iter().filter(|u| units.contains(u)).collect(),
            };
            evidence.torn |= kept.is_empty();
            left = Some(kept);
        }
        evidence.units = left.unwrap_or_default();
        former.retain(|unit, _| !present.contains(unit));
        evidence.former = former;
        evidence.bodies = bodies;
        evidence
    }

    /// The best rank among those left; none where only a rough likeness is left of an exact mention.
    fn best(mention: &[Candidate], left: &[Candidate]) -> Option<(Closeness, Fullness)> {
        let best = left.iter().map(rank).min()?;
        let before = mention.iter().map(rank).min()?;
        let rough = best.0 >= Closeness::OtherAccent && before.0 < Closeness::OtherAccent;
        (!rough).then_some(best)
    }

    /// Whether a unit stands under one of each of these sets of bodies.
    pub(super) fn under(&self, unit: UnitId, bodies: &[Vec<UnitId>]) -> bool {
        bodies.iter().all(|set| {
            set.contains(&unit) || self.hierarchy.ancestors(unit).any(|above| set.contains(&above))
        })
    }

    /// The same of a candidate: what once stood above the unit that is named counts too.
    fn stands_under(&self, candidate: &Candidate, bodies: &[Vec<UnitId>]) -> bool {
        let above = candidate.former.and_then(|n| self.hierarchy.former().get(n)).map(|f| &f.above);
        let once = |set: &Vec<UnitId>| above.is_some_and(|above| above.iter().any(|unit| set.contains(unit)));
        bodies.iter().all(|set| once(set) || self.under(candidate.unit, std::slice::from_ref(set)))
    }

    /// What folders and names of files say, the innermost first.
    fn path(&self, path: &str, review: &Review, above: &[Vec<UnitId>]) -> Evidence {
        let owner = review.name.as_deref().map(words).unwrap_or_default();
        let mut texts: Vec<Told> = Vec::new();
        let parts: Vec<&str> = path.split(['/', '!']).collect();
        for (depth, part) in parts.iter().rev().enumerate() {
            let stem = spaced(part);
            texts.push(if depth == 0 { self.names.read(&stem, &owner) } else { self.read(&stem) });
        }
        self.weigh(&texts, above)
    }

    /// What the mail says, the innermost that says anything.
    fn mail(&self, envelope: Option<&Envelope>, above: &[Vec<UnitId>]) -> Evidence {
        let mut at = envelope;
        while let Some(mail) = at {
            let senders = self.by_address.get(mail.address.as_str()).cloned().unwrap_or_default();
            let (cells, bodies): (Vec<_>, Vec<_>) =
                senders.into_iter().partition(|&(u, _)| self.hierarchy.is_cell(u));
            let mut texts = vec![self.read(&mail.sender), self.read(&mail.subject)];
            let (closeness, fullness) = (Closeness::Exact, Fullness::Listed);
            let exact = |(unit, former)| Candidate { unit, former, closeness, fullness };
            if !cells.is_empty() {
                texts.push(Told { cells: vec![cells.into_iter().map(exact).collect()], ..Told::default() });
            }
            // An office's address says that the form came through it, and so from below it.
            if !bodies.is_empty() {
                let bodies = bodies.into_iter().map(|(unit, _)| unit).collect();
                texts.push(Told { bodies: vec![bodies], ..Told::default() });
            }
            let evidence = self.weigh(&texts, above);
            if !evidence.units.is_empty() || evidence.torn {
                return evidence;
            }
            at = mail.outer.as_deref();
        }
        Evidence::default()
    }

    /// Whether a former unit became part of this one, and did not only move or change its name.
    pub(super) fn became_another(&self, former: usize, unit: UnitId) -> bool {
        let code = self.hierarchy.former().get(former).map(|f| &f.unit.code);
        code.is_some_and(|code| *code != self.hierarchy.unit(unit).code)
    }

    /// A unit's name with its code and the body above it, as shown to people.
    pub(super) fn shown(hierarchy: &Hierarchy, id: UnitId) -> String {
        let unit = hierarchy.unit(id);
        match hierarchy.parent(id) {
            Some(above) => format!("{} - {} ({})", unit.code, unit.name, hierarchy.unit(above).name),
            None => format!("{} - {}", unit.code, unit.name),
        }
    }
}

fn is_workplace(mention: &[Candidate]) -> bool {
    mention.iter().all(|c| c.fullness == Fullness::Workplace)
}

/// The words of the form that named the unit: the line with a cell's name, else any line with words.
fn unit_text(review: &Review, lines: &[Told]) -> String {
    let named = |told: &Told| !told.cells.is_empty() || told.unknown.is_some();
    let with = |wanted: UnitSource| {
        let mut both = review.unit_lines.iter().zip(lines);
        both.find(|(line, told)| line.source == wanted && named(told)).map(|(line, _)| line.text.clone())
    };
    let any = || review.unit_lines.first().map(|line| line.text.clone());
    with(UnitSource::Field).or_else(|| with(UnitSource::Letterhead)).or_else(any).unwrap_or_default()
}

/// A part of a path as words: without its extension, and with spaces where the writer had none.
fn spaced(part: &str) -> String {
    let stem = match part.rsplit_once('.') {
        Some((stem, tail))
            if (2..=4).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => part,
    };
    if stem.contains(' ') { stem.to_owned() } else { stem.replace(['_', '-', '.', '+'], " ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::sample::{hierarchy, mail, review};
    use crate::model::Kind;

    /// The code of the unit that is told, or `?`.
    fn told(review: &Review, path: &str, envelope: Option<&Envelope>) -> String {
        let tree = hierarchy();
        let rosters = Rosters::new(&tree);
        let resolution = Resolver::new(&tree, &rosters).resolve(review, path, envelope);
        assert_ne!(resolution.unit.is_some(), resolution.finding.is_some(), "known, or a question");
        resolution.unit.map_or("?".into(), |u| tree.unit(u).code.clone())
    }

    fn by_lines(lines: &[&str]) -> String {
        let form = lines.iter().fold(review("Vũ Văn Ổi"), |form, line| form.head(line));
        told(&form, "inbox/a.docx", None)
    }

    fn by_path(path: &str) -> String {
        told(&review("Vũ Văn Ổi"), path, None)
    }

    #[test]
    fn a_cell_is_known_by_its_name_however_it_is_spelled() {
        for line in [
            "Chi bộ thôn Hòa Bình",
            "CHI BỘ THÔN HOÀ BÌNH",
            "CB thôn Hòa Bình",
            "C.Bộ thôn Hòa Bình",
            "CB. Hòa Bình",
            "Chi bộ  thôn\u{a0}Hòa\u{a0}Bình, Đảng bộ xã Lộc An",
            "Chi bộ: ....thôn Hòa Bình....",
            "ĐB xã Lộc An - CB thôn Hòa Bình",
            "Chi ủy Chi bộ thôn Hòa Bình",
            "thôn Hòa Bình, xã Lộc An",
        ] {
            assert_eq!(by_lines(&[line]), "C1", "{line}");
        }
        assert_eq!(by_lines(&["Chi bộ Trường THCS"]), "C7");
        assert_eq!(by_lines(&["CB TDP Tân Tiến"]), "C9");
        assert_eq!(by_lines(&["Chi bộ Nam Sơn cũ"]), "C5");
    }

    #[test]
    fn a_code_tells_units_of_one_name_apart_and_names_none_by_itself() {
        let coded = |line: &str, code: &str| {
            let mut form =
                if line.is_empty() { review("Vũ Văn Ổi") } else { review("Vũ Văn Ổi").field(line) };
            let place = crate::model::Place::File;
            let code = UnitLine { text: code.into(), goes_on: None, source: UnitSource::Code, place };
            form.unit_lines = form.unit_lines.iter().cloned().chain([code]).collect();
            told(&form, "inbox/a.docx", None)
        };
        assert_eq!(by_lines(&["Chi bộ Cơ quan"]), "?");
        assert_eq!(coded("Chi bo thon Hoa Binh", "C2"), "C2");
        assert_eq!(coded("Chi bộ thôn Hòa Bình", "c1"), "C1");
        assert_eq!(coded("Chi bộ thôn Hòa Bình", "C2"), "?", "name and code contradict one another");
        assert_eq!(coded("Chi bộ thôn Hòa Bình", "007"), "C1", "a number of another list");
        assert_eq!(coded("", "C1"), "?");
    }

    #[test]
    fn accents_decide_between_units_that_differ_in_nothing_else() {
        assert_eq!(by_lines(&["Chi bộ thôn Hoa Bình"]), "C2");
        assert_eq!(by_lines(&["Chi bo thon Hoa Binh"]), "?");
        assert_eq!(by_lines(&["Chi bộ thôn Hóa Bình"]), "?");
        assert_eq!(by_lines(&["Chi bộ thon Hoa Binh"]), "?");
    }

    #[test]
    fn a_longer_name_is_another_unit() {
        assert_eq!(by_lines(&["Chi bộ thôn Sơn Nam"]), "C5");
        assert_eq!(by_lines(&["Chi bộ thôn Sơn Nam Thượng"]), "C6");
        assert_eq!(by_lines(&["Chi bộ thôn Sơn Nam Hạ"]), "?");
        assert_eq!(by_lines(&["Chi bộ thôn Sơn Nam 2"]), "?");
        assert_eq!(by_lines(&["Chi bộ thôn 5"]), "C11");
        assert_eq!(by_lines(&["Chi bộ thôn 15"]), "?");
        assert_eq!(by_lines(&["Chi bộ 5"]), "?");
    }

    #[test]
    fn the_word_for_the_kind_of_place_must_agree_where_it_is_written() {
        assert_eq!(by_lines(&["Chi bộ thôn Tân Tiến"]), "C4");
        assert_eq!(by_lines(&["Chi bộ tổ dân phố Tân Tiến"]), "C9");
        assert_eq!(by_lines(&["Chi bộ Tân Tiến"]), "?");
        assert_eq!(by_lines(&["ĐẢNG BỘ PHƯỜNG MAI HẠ", "CHI BỘ TÂN TIẾN"]), "C9");
        assert_eq!(by_lines(&["Chi bộ xóm Tân Tiến"]), "?");
    }

    #[test]
    fn the_body_above_tells_cells_of_one_name_apart() {
        assert_eq!(by_lines(&["CHI BỘ TRẠM Y TẾ"]), "?");
        assert_eq!(by_lines(&["ĐẢNG BỘ XÃ LỘC AN", "CHI BỘ TRẠM Y TẾ"]), "C3");
        assert_eq!(by_lines(&["TRẠM Y TẾ LỘC AN", "CHI BỘ TRẠM Y TẾ"]), "C3");
        assert_eq!(by_lines(&["ĐẢNG BỘ PHƯỜNG MAI HẠ", "TRẠM Y TẾ LỘC AN", "CHI BỘ TRẠM Y TẾ"]), "?");
        assert_eq!(by_lines(&["Chi bộ Trạm Y tế phường Mai Hạ"]), "C8");
        assert_eq!(by_lines(&["DANG UY P. MAI HA", "Chi bo Tram Y te"]), "C8");
        assert_eq!(by_lines(&["Chi bộ Trạm Y tế, Đảng bộ xã Lộc Thủy"]), "?");
    }

    #[test]
    fn a_body_that_does_not_stand_above_the_cell_makes_a_question() {
        assert_eq!(by_lines(&["ĐẢNG BỘ PHƯỜNG MAI HẠ", "CHI BỘ THÔN HÒA BÌNH"]), "?");
        assert_eq!(by_lines(&["Chi bộ thôn Hòa Bình, Đảng bộ xã Lộc Thủy"]), "?");
        assert_eq!(by_lines(&["Chi bộ Công an huyện Kim Giang"]), "?");
        assert_eq!(by_lines(&["Chi bộ thôn Hòa Bình", "Chi bộ thôn Sơn Nam"]), "?");
    }

    #[test]
    fn a_slip_of_the_pen_needs_something_else_that_says_the_same() {
        assert_eq!(by_lines(&["Chi bộ thôn Sơn Nám"]), "?");
        assert_eq!(by_lines(&["ĐẢNG BỘ XÃ LỘC AN", "Chi bộ thôn Sơn Nám"]), "C5");
        assert_eq!(by_lines(&["Chi bộ Trrường THCS"]), "?");
        assert_eq!(by_lines(&["Chi bộ Trrường THCS, Đảng bộ xã Lộc An"]), "C7");
        let form = review("").field("Chi bộ thôn Hòn Binhf");
        assert_eq!(told(&form, "a.docx", Some(&mail("hoabinh@locan.example", None))), "C1");
        assert_eq!(told(&form, "a.docx", Some(&mail("congan@maiha.example", None))), "?");
    }

    #[test]
    fn a_place_of_work_alone_is_no_cell() {
        assert_eq!(by_lines(&["Trường THCS"]), "?");
        let form = review("").field("Trường Trung học cơ sở");
        assert_eq!(told(&form, "Chi bộ Trường THCS/a.docx", None), "C7");
    }

    #[test]
    fn folders_archives_and_names_of_files_tell_where_the_form_does_not() {
        assert_eq!(by_path("inbox/Đảng bộ xã Lộc An - Chi bộ thôn Sơn Nam/a.docx"), "C5");
        assert_eq!(by_path("inbox/Chi bo Tram Y te Mai Ha.zip!Chi bộ Trạm Y tế/a.docx"), "C8");
        assert_eq!(by_path("inbox/Tự soi Chi bộ thôn Hòa Bình.xlsx"), "C1");
        assert_eq!(by_path("inbox/Tu_soi_Chi_bo_thon_Son_Nam.docx"), "C5");
        assert_eq!(by_path("inbox/Chi bộ thôn Sơn Nam Vũ Văn Ổi.docx"), "C5");
        assert_eq!(by_path("inbox/Chi bộ thôn Sơn Nam Trần Thị Na.docx"), "?");
        assert_eq!(by_path("inbox/Xã Lộc An/Chi bo Tram Y te/a.docx"), "C3");
        assert_eq!(by_path("inbox/Chi bộ Công an/Chi bộ thôn Sơn Nam.docx"), "?");
    }

    #[test]
    fn the_forms_own_words_win_over_path_and_mail() {
        let form = review("").field("Chi bộ thôn Sơn Nam");
        let sender = mail("congan@maiha.example", None);
        assert_eq!(told(&form, "inbox/Chi bộ thôn Hòa Bình/a.docx", Some(&sender)), "C5");
        let unknown = review("").field("Chi bộ thôn Trung Lương");
        assert_eq!(told(&unknown, "inbox/a.docx", Some(&sender)), "?");
        let generic = review("").head("CHI BỘ ....................");
        assert_eq!(told(&generic, "inbox/a.docx", Some(&sender)), "C10");
    }

    #[test]
    fn path_and_mail_that_differ_make_a_question() {
        let sender = mail("congan@maiha.example", None);
        assert_eq!(told(&review(""), "inbox/Chi bộ thôn Hòa Bình/a.docx", Some(&sender)), "?");
        assert_eq!(told(&review(""), "inbox/Chi bộ Công an/a.docx", Some(&sender)), "C10");
    }

    #[test]
    fn the_innermost_mail_tells_and_a_forwarding_office_does_not() {
        let office = mail("vanphong@kimgiang.example", None);
        let forwarded = mail("hoabinh@locan.example", Some(office.clone()));
        assert_eq!(told(&review(""), "a.eml!b.docx", Some(&forwarded)), "C1");
        assert_eq!(told(&review(""), "a.eml!b.docx", Some(&office)), "?");
        let private = mail("ai.do@thu.example", Some(mail("congan@maiha.example", None)));
        assert_eq!(told(&review(""), "a.eml!b.docx", Some(&private)), "C10");
        let named = Envelope { sender: "Chi bộ thôn Sơn Nam".into(), ..mail("ai.do@thu.example", None) };
        assert_eq!(told(&review(""), "a.eml!b.docx", Some(&named)), "C5");
        let near = mail("hoabinh@locan.example.org", None);
        assert_eq!(told(&review(""), "a.eml!b.docx", Some(&near)), "?");
    }

    #[test]
    fn the_list_of_members_decides_where_name_and_birth_date_are_on_one_list_only() {
        assert_eq!(told(&review("Ngô Thị Lê").born(3), "a.docx", None), "C3");
        assert_eq!(told(&review("Ngô Thị Lê"), "a.docx", None), "?");
        assert_eq!(told(&review("Ngô Thị Lê").born(9), "a.docx", None), "?");
        // Both cells of the name list their members, and one lists this one.
        assert_eq!(told(&review("Ngô Thị Lê").head("CHI BỘ TRẠM Y TẾ"), "a.docx", None), "C3");
        assert_eq!(told(&review("Ngô Thị Ổi").head("CHI BỘ TRẠM Y TẾ"), "a.docx", None), "?");
    }

    #[test]
    fn a_unit_above_cells_is_taken_only_from_its_own_field_and_never_for_a_member() {
        let tally = |text: &str| Review { kind: Kind::Tally, ..review("").field(text) };
        assert_eq!(told(&tally("Đảng ủy xã Lộc An"), "a.docx", None), "D1");
        assert_eq!(told(&tally("Đảng ủy xã Lộc An, chi bộ"), "a.docx", None), "?");
        assert_eq!(told(&review("").field("Đảng ủy xã Lộc An"), "a.docx", None), "?");
    }
}
