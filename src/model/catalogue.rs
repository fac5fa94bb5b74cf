//! The list of indicators being asked.

use super::PrintedForm;

/// A list of indicators (*danh mục biểu hiện*), in the order in which results show them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// The name by which `campaign.toml` asks for it.
    pub name: String,
    /// What it is called on documents.
    pub title: String,
    /// The resolution it comes from.
    pub source: String,
    /// Groups (*nhóm*), in order.
    pub groups: Vec<Group>,
    /// Indicators, in order; an answer's position in a review is the position here.
    pub indicators: Vec<Indicator>,
    /// The office's own words for headings, labels and answers, each text TOML lists that are added to the built-in
    /// vocabulary: those of the catalogue's own file, and those of `tu-vung.toml`.
    pub words: Vec<String>,
    /// Forms that ask it, as the office prints them.
    pub forms: Vec<PrintedForm>,
}

/// A group of indicators (*nhóm biểu hiện*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its code, such as `I`.
    pub code: String,
    /// Its heading as the resolution words it.
    pub title: String,
}

/// One manifestation that the form asks about (*biểu hiện*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its code, unique in the catalogue, such as `I.1`.
    pub code: String,
    /// Position of its group in [`Catalogue::groups`].
    pub group: usize,
    /// Its number within the group, from 1.
    pub number: u32,
    /// A short label of our own, for narrow columns.
    pub label: String,
    /// The full wording of the source.
    pub wording: String,
    /// Other wordings by which forms name it: quotations cut short, reworded or abbreviated.
    pub also: Vec<String>,
    /// Where the wording comes from.
    pub source: String,
}

impl Catalogue {
    /// How many indicators are asked.
    pub fn len(&self) -> usize {
        self.indicators.len()
    }

    /// Whether nothing is asked; a loaded catalogue never is.
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty()
    }

    /// The position of the indicator with this code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.indicators.iter().position(|i| i.code == code)
    }

    /// The position of the indicator with this group (by position) and number within it.
    pub fn in_group(&self, group: usize, number: u32) -> Option<usize> {
        self.indicators.iter().position(|i| i.group == group && i.number == number)
    }

    /// The positions of the indicators of a group (by position), in order.
    pub fn of_group(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(move |at| self.indicators[*at].group == group)
    }

    /// How many indicators each group has.
    pub fn group_sizes(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.groups.len()).map(|group| self.of_group(group).count())
    }

    /// How many indicators the group with most of them has.
    pub fn longest_group(&self) -> usize {
        self.group_sizes().max().unwrap_or(0)
    }
}
