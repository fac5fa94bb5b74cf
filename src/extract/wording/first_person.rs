//! How whoever fills a form in speaks of themselves. How sure it must be that they do depends on what follows from it.

use super::phrases::Phrases;
use super::vocabulary::Lists;
use super::word_lists::list;

/// The words of the first person.
#[derive(Debug)]
pub(crate) struct FirstPerson {
    /// What nobody else is called.
    sure: Phrases,
    /// What others are called as well, but not where a sentence begins.
    opening: Phrases,
    /// What begins other sentences as well.
    within: Phrases,
    /// A committee that reviews itself.
    committee: Phrases,
    /// What they say that they do.
    looking: Phrases,
    /// What else they speak of.
    telling: Phrases,
    /// What only sends it, or asks others for it.
    sending: Phrases,
}

impl FirstPerson {
    pub(crate) fn of(lists: &Lists) -> Self {
        Self {
            sure: list(lists, "sure"),
            opening: list(lists, "opening"),
            within: list(lists, "within"),
            committee: list(lists, "committee"),
            looking: list(lists, "looking"),
            telling: list(lists, "telling"),
            sending: list(lists, "sending"),
        }
    }

    /// Whether a folded text begins a sentence in the first person.
    pub(crate) fn begins(&self, folded: &str) -> bool {
        self.sure.starts(folded).or_else(|| self.opening.starts(folded)).is_some()
    }

    /// Whether a folded line may state what somebody has: it speaks of nobody but them or their committee, or says that
    /// they looked at themselves. *Không có biểu hiện nào bạo hành trẻ em* states nothing of all manifestations.
    pub(crate) fn may_state(&self, folded: &str) -> bool {
        [&self.sure, &self.committee, &self.looking].iter().any(|words| words.within(folded))
    }

    /// Whether somebody seems to speak of a self-review of their own, in a folded line that does not only send it: *tôi tự
    /// soi thấy mình có hai điều chưa được*. Nothing follows from it but a question.
    pub(crate) fn tells(&self, folded: &str) -> bool {
        let says = |lists: &[&Phrases]| lists.iter().any(|words| words.within(folded));
        says(&[&self.sure, &self.opening, &self.within])
            && says(&[&self.looking, &self.telling])
            && !self.sending.within(folded)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::wording::vocabulary::Vocabulary;
    use crate::text::fold;

    #[test]
    fn a_child_states_nothing_and_a_place_begins_no_sentence_about_oneself() {
        let first_person = Vocabulary::built_in().first_person;
        assert!(first_person.begins(&fold("Em xin báo cáo")));
        assert!(!first_person.begins(&fold("Minh Khai")));
        assert!(first_person.may_state(&fold("Tôi không có biểu hiện nào")));
        assert!(!first_person.may_state(&fold("Không có biểu hiện nào bạo hành trẻ em")));
        assert!(first_person.tells(&fold("Ngẫm lại thì mình có hai điều chưa được")));
        assert!(!first_person.tells(&fold("Em gửi bản tự soi")));
    }
}
