//! The wall around one file: a bug that a file triggers costs that file only.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static FELL_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does the work; where the program fails on it, says in which line of the program.
///
/// The words of the failure itself are left out, since they may quote what stands in the file.
///
/// # Errors
/// The line of the program that failed.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    install_hook();
    let before = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    outcome.map_err(|_| FELL_AT.take().unwrap_or_else(|| "?".into()))
}

/// Keeps failures inside a guard from being printed: they are told as findings.
fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |failure| {
            if GUARDED.get() {
                let at = failure.location().map(|l| format!("{}:{}", l.file(), l.line()));
                FELL_AT.set(at);
            } else {
                usual(failure);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_inside_names_its_line_and_not_its_words() {
        let said = guarded::<()>(|| panic!("Nguyễn Văn Bí Mật")).expect_err("it fails");
        assert!(said.contains("guard.rs:"), "{said}");
        assert!(!said.contains("Bí Mật"));
    }

    #[test]
    fn what_does_not_fail_passes_through() {
        assert_eq!(guarded(|| 7), Ok(7));
    }
}
