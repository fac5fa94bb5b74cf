//! How a title in front of a sentence names a group: by number, by place, by its words or some of them.

use crate::extract::context::Context;
use crate::extract::table::columns::without_brackets;
use crate::extract::wording::ordinal;
use crate::text::fold;

/// The longest title of a group, in bytes.
const TITLE: usize = 200;

/// What follows the title of the group, where a paragraph begins with it: behind a colon, else behind a comma.
pub(super) fn behind_title<'t>(
    text: &'t str,
    group: usize,
    context: &'t Context,
) -> impl Iterator<Item = &'t str> + use<'t> {
    let signs = [':', ','].into_iter().flat_map(move |sign| text.match_indices(sign));
    signs
        .filter(|(at, _)| *at <= TITLE)
        .filter(move |(at, _)| names_group(&text[..*at], group, context))
        .map(move |(at, sign)| &text[at + sign.len()..])
}

/// The group that a title names.
pub(super) fn named_by(title: &str, context: &Context) -> Option<usize> {
    (0..context.catalogue.groups.len()).find(|group| names_group(title, *group, context))
}

/// The group whose number and title a line is, in words that would be too few without the number: *III. Về “tự diễn biến”,
/// “tự chuyển hóa”*, *Nhóm III. “Tự diễn biến”, “tự chuyển hóa” (9 biểu hiện)*, *2. Đạo đức, lối sống*.
pub(super) fn headed(text: &str, context: &Context) -> Option<usize> {
    let text = text.trim();
    let (number, title) = text.split_once(['.', ')', '-', '/']).filter(|_| text.len() <= TITLE)?;
    let number = fold(number);
    let number = number.strip_prefix("nhom ").unwrap_or(&number);
    let group = ordinal::group_number(number, &context.catalogue)?;
    let titled = !title.contains([':', ';']) && !title.trim_end().ends_with('.');
    (titled && names_group(title, group, context)).then_some(group)
}

/// Whether a title names the group: *2. Về nhóm biểu hiện suy thoái về đạo đức, lối sống*, *Đối với nhóm thứ hai*.
fn names_group(title: &str, group: usize, context: &Context) -> bool {
    let body = ordinal::split(title, &context.catalogue).map_or(title, |(_, rest)| rest);
    let body = behind_numeral(body, group, context);
    let bare = context.vocabulary.without_lead(body).unwrap_or(body);
    let named = |text: &str| context.known(text).group.or_else(|| by_ordinal(text, context));
    let outside = without_brackets(bare);
    let outside = outside.trim();
    let short = |title: &str| {
        let titled = fold(title).starts_with("nhom ").then(|| title.split_once(' ').map(|(_, title)| title));
        context.short_group(titled.flatten().unwrap_or(title))
    };
    let whole = || named(title).or_else(|| named(bare)).or_else(|| named(outside));
    let found = whole().or_else(|| short(bare)).or_else(|| short(outside));
    found == Some(group)
}

/// A title without the Roman number of the group in front of it: *III. Về biểu hiện “tự diễn biến”*.
fn behind_numeral<'t>(title: &'t str, group: usize, context: &Context) -> &'t str {
    let Some((numeral, rest)) = title.trim_start().split_once(['.', ')', '-', '/']) else { return title };
    if ordinal::group_number(numeral.trim(), &context.catalogue) == Some(group) {
        rest.trim_start()
    } else {
        title
    }
}

/// The group that a text names by its place: *nhóm thứ nhất*.
fn by_ordinal(text: &str, context: &Context) -> Option<usize> {
    let folded = fold(text);
    let rest = folded.strip_prefix("nhom ")?;
    let rest = rest.strip_prefix("bieu hien ").unwrap_or(rest);
    let rest = rest.strip_prefix("thu ").unwrap_or(rest);
    let placed = ordinal::group_placed(rest, &context.catalogue);
    placed.or_else(|| ordinal::group_number(rest, &context.catalogue))
}
