//! What a line of a form may be, told by its text alone and worked out once for all forms that repeat it.
//! Most lines are the same in every form of an office, and most of those are none of the things asked here.

use super::{
    across, afterword, coded, exceptions, flow, group_names, grouped, listed, number_signs, numbered,
    partings, roll_call,
};
use crate::extract::answer::{boxes, words};
use crate::extract::context::{Context, Known};
use crate::extract::head::header::Header;
use crate::extract::head::{dateline, names, others, title};
use crate::extract::review::item::Line;
use crate::extract::review::rating;
use crate::extract::table::group_lists;
use crate::extract::wording::ordinal;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::text::fold;

/// What a line of a form may be.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a line may be several of these at once")]
pub(crate) struct Aspects {
    /// What the text says of indicators, groups and filling in.
    pub known: Known,
    /// Whether it heads the part with corrections.
    pub heads_plan: bool,
    /// Whether it heads the part about corrections promised before.
    pub heads_follow_up: bool,
    /// Whether it is the title of a paper about nothing else.
    pub titles_follow_up: bool,
    /// Whether it is the title of a paper that nobody fills in.
    pub titles_guidance: bool,
    /// Whether it is the title of another kind of paper than a self-review.
    pub titles_other: bool,
    /// Whether it speaks of self-reviews or manifestations at all.
    pub speaks: bool,
    /// Whether that part ends with it: at the next part, a plan, or another title.
    pub ends_follow_up: bool,
    /// Whether it belongs to what comes after the answers, or before those of the next form.
    pub ends_answers: bool,
    /// Whether it speaks of indicators by their numbers or of all others, and answers none.
    pub of_others: bool,
    /// How it may begin an indicator; whether it does depends on where it stands.
    pub beginning: Option<Beginning>,
    /// Whether anything in it may follow a wording.
    pub has_tail: bool,
    /// Whether it may state something about all indicators at once.
    pub may_state: bool,
    /// Whether it may state something about all indicators of a group at once.
    pub of_group: bool,
    /// Whether it answers for several groups at once.
    pub of_groups: bool,
    /// Whether it may answer indicators by their numbers in the group.
    pub by_number: bool,
    /// Whether it answers indicators by their codes.
    pub by_code: bool,
    /// Whether it answers the indicators of a group by their numbers behind its title.
    pub titles_numbers: bool,
    /// Whether it names people in a row of a table.
    pub of_people: bool,
    /// Whether it may name members with what each of them has, or say that they have nothing else.
    pub calls: bool,
    /// Whether it says nothing of the form's head or signature, or begins another form.
    pub silent: bool,
    /// Whether it names somebody and does nothing else.
    pub names_somebody: bool,
    /// Whether it says that something above was marked by mistake.
    pub amends: bool,
    /// Whether it says that the answers are provisional, or somebody else's.
    pub provisional: bool,
    /// Whether, below the answers, it may speak of one of them.
    pub may_speak_of_one: bool,
    /// Whether it may have to do with a rating.
    pub rates: bool,
    /// Whether it names a unit, or gives place and date.
    pub of_letterhead: bool,
    /// Whether it holds no letter and no digit.
    pub is_blank: bool,
}

/// How a line may begin an indicator: the likeliest way to part it of those that begin as a wording does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beginning {
    /// What the wording says.
    pub known: Known,
    /// Where what follows the wording begins and ends.
    tail: (usize, usize),
    /// Whether a box stands before the wording, and is ticked.
    pub ticked: Option<bool>,
    /// Whether what answers leads to the wording: *Tôi không có biểu hiện phai nhạt lý tưởng*.
    pub stated: bool,
}

/// The longest answer before a number, in bytes.
const LED: usize = 16;

/// How many words may lead to a wording in a sentence that answers.
const LEADING: usize = 10;

/// How much of the rest of such a sentence must be the indicator's: what else it says would be lost.
pub(crate) const WHOLLY: f32 = 0.85;

impl Known {
    /// Whether a text behind a number says nothing but what an indicator does, in words of another order: `4. Chấp hành
    /// không nghiêm nguyên tắc tổ chức của Đảng`.
    pub(crate) fn is_reworded(&self) -> bool {
        self.ordinal.is_some() && self.found.is_some_and(|m| m.is_clear() && m.score >= WHOLLY)
    }
}

impl Beginning {
    fn of(text: &str, context: &Context) -> Option<Self> {
        let anchored = |known: &Known| known.found.is_some_and(|m| m.anchored);
        Self::led(text, context)
            .or_else(|| Self::parted(text, anchored, context))
            .or_else(|| Self::stated(text, context))
            .or_else(|| Self::answered_ahead(text, context))
            .or_else(|| Self::parted(text, Known::is_reworded, context))
    }

    /// The likeliest way to part a line of those whose first part begins an indicator.
    fn parted(text: &str, begins: impl Fn(&Known) -> bool, context: &Context) -> Option<Self> {
        let (ticked, bare) = boxes::leading(text).map_or((None, text), |(ticked, rest)| (Some(ticked), rest));
        partings::partings(bare, context).find_map(|(head, tail)| {
            let known = context.known(head);
            // What follows stands at the end, but for full stops and spaces.
            let from = if tail.is_empty() { text.len() } else { text.rfind(tail)? };
            let tail = (from, from + tail.len());
            begins(&known).then_some(Self { known, tail, ticked, stated: false })
        })
    }

    /// An answer before the number and the wording, behind it a dash or a tab: *KHÔNG – 1. Phai nhạt lý tưởng cách mạng*.
    fn led(text: &str, context: &Context) -> Option<Self> {
        let at = text.find(['-', '–', '\t']).filter(|at| *at <= LED)?;
        let said = text[..at].trim();
        let rest = text[at..].trim_start_matches(['-', '–', '\t']).trim_start();
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        words::answer(said, &context.vocabulary).ok()?;
        let known = context.known(rest);
        let begins = known.found.is_some_and(|m| m.anchored) || known.is_reworded();
        (known.ordinal.is_some() && begins).then_some(Self {
            known,
            tail: (0, at),
            ticked: None,
            stated: true,
        })
    }

    /// A sentence that says whether there is a manifestation and then words it: *Tôi không có biểu hiện …*.
    fn stated(text: &str, context: &Context) -> Option<Self> {
        let v = &context.vocabulary;
        if asks(text) {
            return None;
        }
        let (ordinal, body) =
            ordinal::split(text, &context.catalogue).map_or((None, text), |(o, b)| (Some(o), b));
        let spaces = body.match_indices(' ').map(|(at, _)| at).take(LEADING);
        let leads = |at: &usize| {
            let lead = fold(&body[..*at]);
            ["bieu hien", "tinh trang"].iter().any(|word| lead.ends_with(word))
        };
        let at = spaces.filter(leads).last().filter(|&at| words::answer(&body[..at], v).is_ok())?;
        // What is said of *đồng chí* is printed for whoever fills the form in.
        if fold(body).starts_with("dong chi ") {
            return None;
        }
        let rest = &body[at..];
        let known = Known { ordinal, ..context.known(rest) };
        let wholly = known.found.is_some_and(|m| m.anchored && m.is_clear() && m.score >= WHOLLY);
        let turned =
            v.words.reversal.within(rest) || v.words.admission.within(rest) || v.words.hedge.within(rest);
        let from = text.len() - body.len();
        (wholly && !turned).then_some(Self { known, tail: (from, from + at), ticked: None, stated: true })
    }

    /// An answer that stands before the number and the wording: *KHÔNG – 1. Phai nhạt lý tưởng*. Without a number it may
    /// be a remark below another indicator, and what follows the wording may answer too.
    fn answered_ahead(text: &str, context: &Context) -> Option<Self> {
        let (said, rest) = text.split_once(['–', '-', '—', ':', '.', '|', '\t'])?;
        // A letter alone is that of a part: `C. 1. …`.
        let word = (2..24).contains(&said.trim().len());
        let answers = word && words::answer(said, &context.vocabulary).is_ok();
        if !answers || partings::has_tail(rest, context) {
            return None;
        }
        let known = context.known(rest);
        let worded = known.ordinal.is_some() && known.found.is_some_and(|m| m.anchored && m.is_clear());
        worded.then_some(Self { known, tail: (0, said.len()), ticked: None, stated: true })
    }

    /// What follows the wording, in the text that it was told from.
    pub(crate) fn tail<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.tail.0..self.tail.1)
    }
}

impl Aspects {
    pub(crate) fn of(text: &str, context: &Context) -> Self {
        let vocabulary = &context.vocabulary;
        let folded = fold(text);
        let amends = amends(&folded, vocabulary);
        let titles_follow_up = vocabulary.is_follow_up_title(&folded);
        let heads_plan = vocabulary.is_plan_heading(&folded)
            || text.split_once(':').is_some_and(|(heading, _)| vocabulary.is_plan_heading(&fold(heading)));
        let mut known = context.known(text);
        let numbered = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "IVNn".contains(c));
        if known.group.is_none() && numbered(text.trim_start()) {
            known.group = group_names::headed(text, context);
        }
        Self {
            known,
            heads_follow_up: titles_follow_up || vocabulary.is_follow_up_heading(&folded),
            titles_follow_up,
            titles_guidance: folded.len() < 140 && vocabulary.guidance_titles.starts(&folded).is_some(),
            titles_other: others::titles(text, &folded, vocabulary),
            speaks: others::speaks(&folded, vocabulary),
            ends_follow_up: begins_part(text) || heads_plan || vocabulary.is_title(&folded),
            heads_plan,
            ends_answers: flow::ends_answers(text, &folded, vocabulary),
            of_others: flow::is_of_others(&folded, vocabulary),
            beginning: Beginning::of(text, context),
            has_tail: partings::has_tail(text, context),
            may_state: listed::may_state(&folded, vocabulary)
                || group_lists::may_list(&folded)
                || exceptions::may_name(&folded),
            of_group: grouped::may_state(text, context),
            of_groups: across::may_answer(text, &folded, context),
            by_number: numbered::may_answer(text, context) || number_signs::may_answer(text, context),
            by_code: !amends && coded::may_answer(text, context),
            titles_numbers: text.contains(':') && numbered::titled(text, context).is_some(),
            of_people: text.contains('\t') && text.split('\t').any(names::is_name),
            calls: roll_call::may_be(text, &folded, context),
            silent: Header::ignores(text, &folded, context),
            names_somebody: title::headed(text, context).is_some(),
            amends,
            provisional: folded.len() < 300 && vocabulary.notes.provisional.within(&folded),
            may_speak_of_one: afterword::may_be(&folded, amends, vocabulary),
            rates: rating::concerns(&folded, vocabulary),
            of_letterhead: vocabulary.names_unit(&folded) || dateline::is_dateline(text),
            is_blank: folded.is_empty(),
        }
    }
}

/// Whether a line asks: *Đồng chí có biểu hiện … không?*
fn asks(text: &str) -> bool {
    let folded = fold(text);
    text.contains('?') || ["khong", "khong co", "chua"].iter().any(|end| folded.ends_with(&format!(" {end}")))
}

/// Whether a line takes an answer back: `đánh dấu nhầm ở biểu hiện số 5`, `xin sửa lại mục I.4 thành Có`.
fn amends(folded: &str, vocabulary: &Vocabulary) -> bool {
    folded.len() < 300 && vocabulary.notes.amendments.within(folded)
}

/// Whether a line begins a part of a form: `II. …`, `IV- …`.
pub(crate) fn begins_part(text: &str) -> bool {
    let number = text.trim_start().split(['.', '-', ')', '/', ' ', ':']).next().unwrap_or_default();
    !number.is_empty() && number.chars().all(|c| "IVX".contains(c))
}

impl Line<'_> {
    /// What the line may be.
    pub(crate) fn aspects(&self, context: &Context) -> Aspects {
        context.aspects(&self.text)
    }
}
