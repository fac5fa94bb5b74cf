//! A form as an office prints it.

/// A form (*mẫu phiếu*) as an office prints it: what stands in every copy before anybody fills it in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedForm {
    /// Its title.
    pub title: String,
    /// Its lines, in reading order; places to fill in are dots, or nothing behind a colon.
    pub lines: Vec<String>,
}
