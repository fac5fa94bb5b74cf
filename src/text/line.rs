//! Lines as people type them.

/// A text on one line, its words with single spaces between them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line without the bullet (*gạch đầu dòng*) before it.
pub fn without_bullet(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || "-–—+•*".contains(c))
}
