//! The template engine with what papers need: numbers as officials write them, headings that count.

use crate::publish::words;
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior};
use std::borrow::Cow;

/// How many headings of each kind a text has so far.
#[derive(Default)]
struct Headings {
    parts: u32,
    points: u32,
    annexes: u32,
}

/// The next number, counted from 1.
fn next(count: &mut u32) -> u32 {
    *count += 1;
    *count
}

fn headings<'s>(state: &'s mut State<'_, '_>) -> &'s mut Headings {
    state.get_or_insert_extension_with(Headings::default)
}

/// The engine: a field that does not exist is an error, and values are XML text.
///
/// `phan()` gives I, II, III; `muc()` 1, 2, 3, anew in each part; `bieu()` 01, 02 for annexes. So
/// headings have no gap, whichever of them a condition leaves out.
pub(super) fn engine() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_recursion_limit(50);
    env.set_formatter(|out, state, value| {
        if value.is_undefined() && state.undefined_behavior() == UndefinedBehavior::Strict {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        let mut text = value.as_str().map_or_else(|| Cow::from(value.to_string()), Cow::from);
        if text.contains(char::is_control) {
            text = text.replace(char::is_control, " ").into();
        }
        out.write_str(&quick_xml::escape::partial_escape(&*text)).map_err(Error::from)
    });
    env.add_filter("so", |n: u64| words::count(n));
    env.add_filter("bang", |n: u64| words::grouped(n));
    env.add_function("phan", |state: &mut State<'_, '_>| {
        let headings = headings(state);
        headings.points = 0;
        roman(next(&mut headings.parts))
    });
    env.add_function("muc", |state: &mut State<'_, '_>| next(&mut headings(state).points).to_string());
    env.add_function("bieu", |state: &mut State<'_, '_>| {
        words::count(u64::from(next(&mut headings(state).annexes)))
    });
    env
}

/// `4` → `IV`.
fn roman(number: u32) -> String {
    let signs = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut left, mut out) = (number, String::new());
    for (value, sign) in signs {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_count_without_gaps_and_points_begin_anew_in_each_part() {
        let text = "{{ phan() }} {{ muc() }} {% if false %}{{ muc() }}{% endif %}{{ muc() }} {{ phan() }} {{ muc() }} {{ bieu() }}";
        assert_eq!(engine().render_str(text, ()).unwrap(), "I 1 2 II 1 01");
        assert_eq!([4, 9, 14, 40].map(roman), ["IV", "IX", "XIV", "XL"]);
    }

    #[test]
    fn numbers_are_written_for_text_and_for_tables() {
        let text = "{{ 5|so }} {{ 0|so }} {{ 5|bang }} {{ 12345|bang }}";
        assert_eq!(engine().render_str(text, ()).unwrap(), "05 0 5 12.345");
    }
}
