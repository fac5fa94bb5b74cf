//! Pictures of figures: bar charts of `DrawingML` (ECMA-376 Part 1, 21.2) that Word draws from the values
//! kept in the part itself, without a workbook behind them.

use super::{Align, FONT, Look, p, paragraph};
use quick_xml::escape::{escape, partial_escape};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// English Metric Units (20.1.2.1) in a millimetre.
const EMU: usize = 36_000;

/// Narrower than the text of an A4 page with the margins of any built-in format, in millimetres.
const WIDTH: usize = 155;

/// Grounds that are told apart in print without colour, under black letters.
const GROUNDS: [&str; 2] = ["A6A6A6", "FFFFFF"];

/// Dots between thousands whatever the language of Windows, and nothing for 0.
const NUMBERS: &str = "[>=1000]0\\.000;[=0]\"\";0";

/// Bars across the page, one for each label: of one series as long as its numbers, of two all of one
/// length and parted by their shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chart {
    pub(crate) title: String,
    /// What each bar stands for, from the top.
    pub(crate) labels: Vec<String>,
    pub(crate) series: Vec<Series>,
    /// What is said below it; may be empty.
    pub(crate) note: String,
}

/// One kind of count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    pub(crate) name: String,
    /// One for each label.
    pub(crate) values: Vec<u64>,
}

impl Chart {
    /// The paragraphs that show it, with its title as text of the document, which every reader finds.
    /// `relation` leads to its [`part`](Self::part); `id` is unique in the document (20.4.2.5).
    pub(crate) fn picture(&self, id: u64, relation: &str) -> String {
        let (width, height) = (WIDTH * EMU, self.height() * EMU);
        let (name, words) = (escape(&self.title), self.in_words());
        let drawing = format!(
            "<w:r><w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{}\"/>\
             <wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/chart\">\
             <c:chart xmlns:c=\"{DRAWING}/chart\" xmlns:r=\"{OFFICE}\" r:id=\"{relation}\"/>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            escape(&words)
        );
        let centred = Look::sized(12).aligned(Align::Center);
        let title = p(&self.title, centred.bold().kept().spaced(120, 0));
        if self.note.is_empty() {
            return title + &paragraph(&drawing, centred.spaced(0, 120), "");
        }
        title + &paragraph(&drawing, centred.kept(), "") + &p(&self.note, centred.italic().spaced(0, 120))
    }

    /// The part `word/charts/chartN.xml`.
    pub(crate) fn part(&self) -> String {
        let all: String = (0..).zip(&self.series).map(|(n, series)| self.series(n, series)).collect();
        let (grouping, overlap) =
            if self.series.len() > 1 { ("percentStacked", 100) } else { ("clustered", 0) };
        let legend = if self.series.len() > 1 {
            "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>"
        } else {
            ""
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <c:chartSpace xmlns:c=\"{DRAWING}/chart\" xmlns:a=\"{DRAWING}/main\" xmlns:r=\"{OFFICE}\">\
             <c:date1904 val=\"0\"/><c:lang val=\"vi-VN\"/><c:roundedCorners val=\"0\"/><c:chart>\
             <c:autoTitleDeleted val=\"1\"/>\
             <c:plotArea><c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>\
             {all}<c:gapWidth val=\"50\"/><c:overlap val=\"{overlap}\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{}\
             </c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
             <c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>\
             <c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill>\
             <a:latin typeface=\"{FONT}\"/><a:cs typeface=\"{FONT}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>\
             </c:chartSpace>",
            axes(),
        )
    }

    fn series(&self, n: usize, series: &Series) -> String {
        let points = |texts: &mut dyn Iterator<Item = String>| {
            let one = |(i, text): (usize, String)| {
                format!("<c:pt idx=\"{i}\"><c:v>{}</c:v></c:pt>", partial_escape(text.as_str()))
            };
            texts.enumerate().map(one).collect::<String>()
        };
        let count = self.labels.len();
        // Where a program would look for the values, had it a workbook: labels in A, series from B on.
        let (last, column) = (count + 1, char::from(b'B' + u8::try_from(n).unwrap_or(24).min(24)));
        let ground = GROUNDS[n % GROUNDS.len()];
        // Where a number never meets the label or the other number, however short its piece.
        let place = match (self.series.len(), n) {
            (1, _) => "outEnd",
            (_, 0) => "inBase",
            _ => "inEnd",
        };
        format!(
            "<c:ser><c:idx val=\"{n}\"/><c:order val=\"{n}\"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>\
             <c:strCache><c:ptCount val=\"1\"/>{}</c:strCache></c:strRef></c:tx>\
             <c:spPr><a:solidFill><a:srgbClr val=\"{ground}\"/></a:solidFill>\
             <a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val=\"0\"/>\
             <c:dLbls><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
             <c:dLblPos val=\"{place}\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
             <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>\
             <c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{}</c:strCache></c:strRef></c:cat>\
             <c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>\
             <c:ptCount val=\"{count}\"/>{}</c:numCache></c:numRef></c:val></c:ser>",
            points(&mut std::iter::once(series.name.clone())),
            escape(NUMBERS),
            points(&mut self.labels.iter().cloned()),
            points(&mut series.values.iter().map(u64::to_string)),
        )
    }

    /// In millimetres: room for each bar with a label of two lines.
    fn height(&self) -> usize {
        let legend = if self.series.len() > 1 { 10 } else { 0 };
        4 + legend + 11 * self.labels.len()
    }

    /// For those who cannot see it (`descr`).
    fn in_words(&self) -> String {
        let counts = |i: usize| {
            let of = |series: &Series| {
                format!(
                    "{} {}",
                    series.name.to_lowercase(),
                    series.values.get(i).copied().unwrap_or_default()
                )
            };
            self.series.iter().map(of).collect::<Vec<_>>().join(", ")
        };
        let bars = self.labels.iter().enumerate().map(|(i, label)| format!("{label}: {}", counts(i)));
        format!("{}. {}.", self.title, bars.collect::<Vec<_>>().join("; "))
    }
}

/// The first bar on top; no axis of numbers, because each bar says its own.
fn axes() -> String {
    let axis = |kind: &str, id: u32, other: u32, order: &str, hidden: u32, place: &str, rest: &str| {
        format!(
            "<c:{kind}><c:axId val=\"{id}\"/><c:scaling><c:orientation val=\"{order}\"/>{}</c:scaling><c:delete val=\"{hidden}\"/>\
             <c:axPos val=\"{place}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
             <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
             <c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr>\
             <c:crossAx val=\"{other}\"/><c:crosses val=\"autoZero\"/>{rest}</c:{kind}>",
            if kind == "valAx" { "<c:min val=\"0\"/>" } else { "" }
        )
    };
    let labels =
        "<c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/>";
    axis("catAx", 1, 2, "maxMin", 0, "l", labels)
        + &axis("valAx", 2, 1, "minMax", 1, "t", "<c:crossBetween val=\"between\"/>")
}
