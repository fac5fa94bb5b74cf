//! Form fields of a page (ISO 32000-1, 12.7): boxes to tick stand by their state, whatever they look like.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect as Box4};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{RectExt, TransformExt};

/// Flags of an annotation (12.5.3): hidden, not to be shown.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// The flag of a button that keeps no state (12.7.4.2.1).
const PUSH: u32 = 1 << 16;
/// How many fields may stand inside one another.
const DEPTH: usize = 8;

/// The boxes to tick on a page, and whether they are ticked.
pub(super) fn boxes(page: &Page<'_>) -> Vec<(Rect, bool)> {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let transform = page.initial_transform(true).to_kurbo();
    let mut boxes = Vec::new();
    for annotation in annotations.iter::<Dict<'_>>() {
        let is = |key: &[u8], name: &[u8]| {
            line(&annotation).any(|f| f.get::<Name<'_>>(key).is_some_and(|n| *n == *name))
        };
        let kind = line(&annotation).find_map(|f| f.get::<u32>(b"Ff")).unwrap_or(0);
        let flags = annotation.get::<u32>(b"F").unwrap_or(0);
        if !is(b"Subtype", b"Widget") || !is(b"FT", b"Btn") || flags & UNSEEN != 0 || kind & PUSH != 0 {
            continue;
        }
        let Some(place) = annotation.get::<Box4>(b"Rect") else { continue };
        let ticked = annotation.get::<Name<'_>>(b"AS").is_some_and(|state| *state != *b"Off");
        boxes.push((transform.transform_rect_bbox(place.to_kurbo()), ticked));
    }
    boxes
}

/// A field and those that it stands in, of which it inherits.
fn line<'a>(field: &Dict<'a>) -> impl Iterator<Item = Dict<'a>> {
    std::iter::successors(Some(field.clone()), |field| field.get::<Dict<'_>>(b"Parent")).take(DEPTH)
}
