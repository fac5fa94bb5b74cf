//! Pages as they are printed (PDF, ISO 32000), of which a form is read only where its place on the page leaves no
//! doubt: a letter lies wholly within one ruled square, and every letter says what it is.
//!
//! A scan has pictures and no text. Text that a program guessed from a picture, and laid invisibly over it, is no text.

mod canvas;
mod column;
mod field;
mod grid;
mod layout;
mod line;
mod seal;
mod story;
#[cfg(test)]
mod tests;

use super::page::{Document, Part, PartKind};
use super::word::excerpt;
use crate::finding::FileFinding;
use canvas::Canvas;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use layout::Page;
use std::borrow::Cow;

/// The most pages of a file.
const PAGES: usize = 300;
/// One letter in so many may be unknown before the text is not to be relied on.
const UNKNOWN: usize = 20;

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted: `Pdf` for a scan, `PdfText` where there is text and its form is not
/// certain.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => FileFinding::Password,
        LoadPdfError::Decryption(other) => FileFinding::Corrupt { detail: format!("PDF: {other:?}") },
        LoadPdfError::Invalid => FileFinding::Corrupt { detail: "PDF".to_owned() },
    })?;
    seal::check(&pdf)?;
    let canvases = drawn(&pdf)?;
    let letters: usize = canvases.iter().map(|c| c.letters.len()).sum();
    if letters == 0 {
        return Err(FileFinding::Pdf);
    }
    let sum = |count: fn(&Canvas) -> usize| canvases.iter().map(count).sum::<usize>();
    let doubt = |detail: Cow<'static, str>| FileFinding::PdfText { detail };
    if sum(|c| c.unknown) * UNKNOWN > letters {
        return Err(doubt("phông chữ không cho biết là chữ gì".into()));
    }
    if sum(|c| c.turned) > 0 {
        return Err(doubt("chữ xoay nghiêng".into()));
    }
    if let Some(hidden) = canvases.iter().map(|c| c.hidden.trim()).find(|hidden| !hidden.is_empty()) {
        return Err(doubt(format!("có chữ bị che hoặc ra ngoài trang: “{}”", excerpt(hidden)).into()));
    }
    let mut story = story::Story::default();
    let last = canvases.len() - 1;
    for (at, canvas) in canvases.into_iter().enumerate() {
        story.page(Page::of(canvas).map_err(doubt)?, at == last)?;
    }
    let (blocks, findings) = story.finish()?;
    Ok(Document { parts: vec![Part { kind: PartKind::Body, blocks }], findings })
}

/// What is drawn on each page.
fn drawn(pdf: &Pdf) -> Result<Vec<Canvas>, FileFinding> {
    let pages = pdf.pages();
    if pages.len() > PAGES {
        return Err(FileFinding::TooBig { detail: format!("{} > {PAGES} pages", pages.len()) });
    }
    let cache = InterpreterCache::new();
    let mut canvases = Vec::new();
    for page in pages.iter() {
        let (width, height) = page.render_dimensions();
        let transform = page.initial_transform(true).to_kurbo();
        let draw = |render_content| {
            let mut canvas = Canvas::new(width.into(), height.into());
            let settings = InterpreterSettings { render_content, ..InterpreterSettings::default() };
            let mut context = Context::new(transform, canvas.size, &cache, pdf.xref(), settings);
            interpret_page(page, &mut context, &mut canvas);
            canvas
        };
        let mut canvas = draw(RenderContent::PAGE);
        canvas.lay_over(draw(RenderContent::ANNOTATIONS), field::boxes(page));
        if canvas.full {
            return Err(FileFinding::TooBig { detail: "PDF: page".to_owned() });
        }
        canvas.settle();
        canvases.push(canvas);
    }
    Ok(canvases)
}
