//! Signs in a row, of which the circled one is chosen: `0 ① 2 3`, `Ⓒ / K`.

use super::choice::{self, Chosen, Printed};
use crate::extract::legend::filling::Filling;
use crate::model::{Answer, Rule};
use crate::text::within_circle;

/// The choice made in a text that is nothing but signs of which the form says what they mean, one circled at least.
pub(crate) fn among(text: &str, filling: &Filling) -> Option<Chosen> {
    let signs: Vec<&str> =
        text.split([' ', '\u{a0}', '\t', '\n', '/', '|', ',', ';']).filter(|sign| !sign.is_empty()).collect();
    let circled = |sign: &&str| within_circle(sign).is_some();
    if signs.len() < 2 || !signs.iter().any(circled) {
        return None;
    }
    let option = |sign: &&str| {
        let inner = within_circle(sign);
        let printed = match filling.meaning(inner.as_deref().unwrap_or(sign))? {
            (Answer::Yes, Some(level)) => Printed::Level(level),
            (Answer::Yes, None) => Printed::Yes,
            (Answer::No, _) => Printed::No,
            _ => return None,
        };
        Some((inner.is_some(), printed))
    };
    let options: Vec<(bool, Printed)> = signs.iter().map(option).collect::<Option<_>>()?;
    Some(choice::decide(&options, Rule::Legend))
}
