//! The passwords that an office knows of files sent to it.

use std::fmt;

/// The passwords that an office knows of files sent to it. They are never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Passwords(Vec<String>);

impl Passwords {
    /// The passwords of a list, one a line; a blank line is none.
    pub fn of(list: &str) -> Self {
        let lines =
            list.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.trim().is_empty());
        Self(lines.map(str::to_owned).collect())
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passwords({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_password_with_its_spaces_and_none_is_ever_shown() {
        let passwords = Passwords::of("Chi bộ 5\r\n\n bí mật \n");
        assert_eq!(passwords.iter().collect::<Vec<_>>(), ["Chi bộ 5", " bí mật "]);
        assert_eq!(format!("{passwords:?}"), "Passwords(2)");
    }
}
