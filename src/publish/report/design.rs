//! The built-in templates: what they say is data (`templates/reports/*.toml`), how it looks is the
//! campaign's [`Format`]; together they make a Word template, the same that an office may edit.

use crate::campaign::Format;
use crate::wordml::{Align, Look, Page, last, mm, p, package, row, slot, table};
use serde::Deserialize;
use zip::result::ZipResult;

/// What a paper says, with tags.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Design {
    /// What it is called in the list of templates.
    pub(super) name: String,
    /// The sign of its kind in its number: `BC`.
    symbol: String,
    /// Its kind (*tên loại*), in capitals; a letter has none.
    kind: Option<String>,
    /// Its subject (*trích yếu*).
    subject: String,
    /// To whom a letter goes.
    to: Option<String>,
    body: Vec<(Style, String)>,
    /// The lines below *Nơi nhận:*.
    receivers: Vec<String>,
    #[serde(default)]
    annex: Vec<Annex>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Style {
    /// Running text.
    #[serde(rename = "p")]
    Text,
    /// A heading.
    #[serde(rename = "h")]
    Heading,
}

/// A table on pages of its own (*biểu*).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Annex {
    /// The condition under which it stands there.
    when: Option<String>,
    title: String,
    /// On its side; such annexes come last and have no condition, since they are a section of their own.
    #[serde(default)]
    landscape: bool,
    /// Whether columns carry numbers.
    #[serde(default)]
    numbered: bool,
    /// The loop around groups of rows: `n in nhom`.
    outer: Option<String>,
    /// The heading of a group.
    group: Option<String>,
    /// The loop over rows.
    each: String,
    columns: Vec<Column>,
    /// The row of sums.
    total: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    head: String,
    text: String,
    /// Its share of the width.
    width: u32,
    #[serde(default)]
    align: Align,
}

fn centred(points: u32) -> Look {
    Look::sized(points).aligned(Align::Center)
}

/// How many of the last lines of a design stay with the signature, which never stands on a page alone.
const WITH_SIGNATURE: usize = 4;

/// A template being written in one format.
struct Paper<'f> {
    design: &'f Design,
    format: &'f Format,
    page: Page,
}

impl Design {
    /// Reads a design.
    ///
    /// # Errors
    /// What is wrong with it; those that are built in are tested.
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The Word template in a format.
    ///
    /// # Errors
    /// What the packing answers.
    pub(super) fn template(&self, format: &Format) -> ZipResult<Vec<u8>> {
        let m = &format.margins;
        let page = Page::a4([m.top, m.right, m.bottom, m.left], m.header);
        let body = Paper { design: self, format, page }.document();
        package(&body, format.sizes.body)
    }
}

impl Paper<'_> {
    /// A borderless table of one row: letterhead and signatures.
    fn pair(&self, left: (u32, &[String]), right: &[String]) -> String {
        let widths = [left.0, self.page.text_width() - left.0];
        let slots = [(widths[0], left.1), (widths[1], right)];
        let slots = slots.map(|(width, paragraphs)| slot(width, 1, false, &paragraphs.concat()));
        table(&widths, false, &row(&slots.concat(), false))
    }

    fn letterhead(&self) -> String {
        let sizes = &self.format.sizes;
        let superior = centred(sizes.superior);
        let number = format!("Số      -{}/{{{{ ky_hieu }}}}", self.design.symbol);
        let mut left = vec![
            p("{%p if co_quan_cap_tren %}", superior),
            p("{{ co_quan_cap_tren }}", superior),
            p("{%p endif %}", superior),
            p("{{ co_quan }}", centred(sizes.issuer).bold()),
            p("*", superior),
            p(&number, centred(sizes.number)),
        ];
        if self.design.kind.is_none() {
            left.push(p(&self.design.subject, centred(sizes.letter_subject).italic()));
        }
        let party = Look { ruled: Some(370), ..centred(sizes.party).bold() };
        let right = [
            p("ĐẢNG CỘNG SẢN VIỆT NAM", party),
            p("{{ noi_va_ngay }}", centred(sizes.date).italic().spaced(120, 0)),
        ];
        self.pair((self.page.text_width() * 4 / 9, &left), &right)
    }

    fn head(&self) -> String {
        let (sizes, design) = (&self.format.sizes, self.design);
        let mut head = String::new();
        if let Some(kind) = &design.kind {
            let rule = &self.format.subject.rule;
            let after = if rule.is_empty() { 240 } else { 0 };
            head += &p(kind, centred(sizes.kind).bold().kept().spaced(360, 0));
            head += &p(&design.subject, centred(sizes.subject).bold().kept().spaced(0, after));
            if !rule.is_empty() {
                head += &p(rule, centred(sizes.subject).spaced(0, 240));
            }
        }
        if let Some(to) = &design.to {
            head += &p(&format!("Kính gửi: {to}"), centred(sizes.body).kept().spaced(360, 240));
        }
        head
    }

    fn body(&self) -> String {
        let (sizes, body) = (&self.format.sizes, &self.format.body);
        let text = Look {
            first_line: mm(body.first_line),
            exact: Some(body.line * 20),
            ..Look::sized(sizes.body).aligned(Align::Both).spaced(body.before * 20, body.after * 20)
        };
        let last = self.design.body.len().saturating_sub(WITH_SIGNATURE);
        let look = |(n, style): (usize, &Style)| match style {
            Style::Heading => text.bold().kept(),
            Style::Text if n >= last => text.kept(),
            Style::Text => text,
        };
        let body = self.design.body.iter().enumerate();
        body.map(|(n, (style, words))| p(words, look((n, style)))).collect::<Vec<_>>().concat()
    }

    fn signatures(&self) -> String {
        let (sizes, signature) = (&self.format.sizes, &self.format.signature);
        let receiver = Look::sized(sizes.receivers);
        let mut left = vec![p("Nơi nhận:", Look { underline: true, ..Look::sized(sizes.body) })];
        left.extend(self.design.receivers.iter().map(|line| p(line, receiver)));
        let line = centred(sizes.signature).kept();
        let position = if signature.position_bold { line.bold() } else { line };
        let mut right = vec![p("{{ thay_mat }}", line.bold()), p("{{ chuc_vu_ky }}", position)];
        right.extend((0..signature.blank_lines).map(|_| p("", line)));
        // Here the name of the person who signs is typed.
        right.push(p("", centred(sizes.signature).bold()));
        let gap = p("", Look::sized(8).kept());
        gap + &self.pair((self.page.text_width() / 2, &left), &right)
    }

    fn document(&self) -> String {
        let (wide, upright): (Vec<&Annex>, Vec<&Annex>) =
            self.design.annex.iter().partition(|annex| annex.landscape);
        let mut blocks = vec![self.letterhead(), self.head(), self.body(), self.signatures()];
        blocks.extend(upright.iter().map(|annex| self.annex(annex, &self.page, true)));
        let mut section = self.page.section(true);
        if !wide.is_empty() {
            let side = self.page.on_its_side();
            blocks.push(last(&section));
            blocks.extend(wide.iter().enumerate().map(|(n, annex)| self.annex(annex, &side, n > 0)));
            section = side.section(false);
        }
        blocks.concat() + &last("") + &section
    }

    /// The number and title of an annex and its table, on a new page.
    fn annex(&self, annex: &Annex, page: &Page, new_page: bool) -> String {
        let points = self.format.sizes.body;
        let number = Look { new_page, ..Look::sized(points).bold().kept().aligned(Align::Right) };
        let title = centred(points).bold().kept().spaced(0, 120);
        let mut parts = vec![p("Biểu số {{ bieu() }}", number), p(&annex.title, title)];
        parts.push(self.rows(annex, page.text_width()));
        if let Some(when) = &annex.when {
            parts.insert(0, p(&format!("{{%p if {when} %}}"), Look::sized(points)));
            parts.push(p("{%p endif %}", Look::sized(points)));
        }
        parts.concat()
    }

    fn rows(&self, annex: &Annex, whole: u32) -> String {
        let shares: u32 = annex.columns.iter().map(|c| c.width).sum::<u32>().max(1);
        let mut widths: Vec<u32> = annex.columns.iter().map(|c| c.width * whole / shares).collect();
        let rest = whole - widths.iter().sum::<u32>();
        widths.iter_mut().take(1).for_each(|first| *first += rest);
        let text = Look::sized(self.format.sizes.table).spaced(20, 20);
        let centre = text.aligned(Align::Center);
        let slots = |texts: &[&str], look: &dyn Fn(usize) -> Look| {
            let one = |(i, (w, t)): (usize, (&u32, &&str))| slot(*w, 1, true, &p(t, look(i)));
            widths.iter().zip(texts).enumerate().map(one).collect::<Vec<_>>().concat()
        };
        let across = |words: &str, look: Look| row(&slot(whole, widths.len(), true, &p(words, look)), false);
        let statement = |words: &str| across(&format!("{{%tr {words} %}}"), text);
        let of =
            |part: fn(&Column) -> &String| annex.columns.iter().map(|c| part(c).as_str()).collect::<Vec<_>>();
        let mut rows = vec![row(&slots(&of(|c| &c.head), &|_| centre.bold()), true)];
        if annex.numbered {
            let numbers: Vec<String> = (1..=widths.len()).map(|n| format!("({n})")).collect();
            let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
            rows.push(row(&slots(&numbers, &|_| centre.italic()), true));
        }
        rows.extend(annex.outer.iter().map(|outer| statement(&format!("for {outer}"))));
        rows.extend(annex.group.iter().map(|group| across(group, text.bold().kept())));
        rows.push(statement(&format!("for {}", annex.each)));
        rows.push(row(&slots(&of(|c| &c.text), &|i| text.aligned(annex.columns[i].align)), false));
        rows.push(statement("endfor"));
        rows.extend(annex.outer.iter().map(|_| statement("endfor")));
        if let Some(total) = &annex.total {
            let texts: Vec<&str> = total.iter().map(String::as_str).collect();
            rows.push(row(&slots(&texts, &|i| text.bold().aligned(annex.columns[i].align)), false));
        }
        table(&widths, true, &rows.concat())
    }
}
