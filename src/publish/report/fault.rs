//! What may be wrong with a template that a person edited.

use crate::model::Lang;

/// Why a part is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not XML.
    Xml(String),
    /// A tag that is opened and not closed in its paragraph.
    Unclosed {
        /// The paragraph's text.
        paragraph: String,
    },
    /// A tag that belongs alone in its paragraph or row.
    NotAlone {
        /// The text of the paragraph or row.
        paragraph: String,
    },
    /// The tag of a chart beside other text.
    ChartNotAlone {
        /// The paragraph's text.
        paragraph: String,
    },
    /// The tag of a chart where a document can have none.
    NoChartHere {
        /// The paragraph's text.
        paragraph: String,
    },
    /// A chart of the units below in a paper of a cell, which has none.
    NoUnitsHere {
        /// The paragraph's text.
        paragraph: String,
        /// The chart.
        name: String,
    },
    /// A name that means nothing.
    UnknownName {
        /// The paragraph's text.
        paragraph: String,
        /// As written.
        name: String,
        /// The name most like it.
        near: String,
    },
    /// A name of a chart that means nothing.
    UnknownChart {
        /// The paragraph's text.
        paragraph: String,
        /// As written.
        name: String,
        /// The name most like it.
        near: String,
    },
    /// A field of another template only.
    OnlyIn {
        /// The paragraph's text.
        paragraph: String,
        /// As written.
        name: String,
        /// The template that has it.
        template: String,
    },
    /// A statement that begins and does not end.
    NoEnd {
        /// The text of the paragraph that it begins in.
        paragraph: String,
        /// What should end it: `endif`.
        end: &'static str,
    },
    /// A statement that ends or goes on and does not begin.
    NoStart {
        /// The paragraph's text.
        paragraph: String,
        /// As written: `endif`, `else`.
        word: String,
    },
    /// A tag that cannot be carried out.
    Wrong {
        /// The paragraph's text.
        paragraph: String,
        /// What the engine says.
        detail: String,
    },
}

impl Fault {
    /// The sentence for the person who edited the template: the paragraph, what is wrong, what to do.
    pub(super) fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.in_vietnamese(),
            Lang::En => self.in_english(),
        }
    }

    fn in_vietnamese(&self) -> String {
        match self {
            Self::Xml(why) => format!("nội dung XML sai ({why}). Mở bằng Word, lưu lại."),
            Self::Unclosed { paragraph } => format!(
                "đoạn “{paragraph}”: thẻ mở mà không đóng. Thẻ phải nằm trọn trong một đoạn: {{{{ … }}}} hoặc {{% … %}}."
            ),
            Self::NotAlone { paragraph } => format!(
                "đoạn “{paragraph}”: thẻ {{%p … %}} phải đứng một mình trong đoạn (không kèm chữ, hình, chú thích hay dấu ngắt phần), {{%tr … %}} một mình trong dòng của bảng."
            ),
            Self::ChartNotAlone { paragraph } => format!(
                "đoạn “{paragraph}”: biểu đồ phải đứng một mình trong đoạn, không kèm chữ, hình, chú thích hay dấu ngắt phần (section), viết đúng như {{{{ bieu_do(\"nhom\") }}}}. Tách thẻ này ra một đoạn riêng."
            ),
            Self::NoChartHere { paragraph } => format!(
                "đoạn “{paragraph}”: biểu đồ chỉ đặt được trong thân văn bản, không đặt được ở đầu trang, chân trang, chú thích hay hộp chữ. Chuyển thẻ này vào thân văn bản."
            ),
            Self::NoUnitsHere { paragraph, name } => format!(
                "đoạn “{paragraph}”: chi bộ không có đơn vị trực thuộc nên biểu đồ “{name}” không bao giờ hiện trong mẫu này. Bỏ thẻ này."
            ),
            Self::UnknownName { paragraph, name, near } => {
                format!(
                    "đoạn “{paragraph}”: không có trường “{name}”. Có phải “{near}”? Xem: tusoi templates"
                )
            }
            Self::UnknownChart { paragraph, name, near } => format!(
                "đoạn “{paragraph}”: không có biểu đồ “{name}”. Có phải “{near}”? Xem: tusoi templates"
            ),
            Self::OnlyIn { paragraph, name, template } => format!(
                "đoạn “{paragraph}”: trường “{name}” có tên hoặc lời của đảng viên nên chỉ dùng trong {template}. Bỏ trường này."
            ),
            Self::NoEnd { paragraph, end } => {
                format!(
                    "đoạn “{paragraph}”: mở mà không có {end}. Thêm {{%p {end} %}} hoặc {{%tr {end} %}} ở cuối phần này."
                )
            }
            Self::NoStart { paragraph, word } => {
                format!(
                    "đoạn “{paragraph}”: {word} không có phần mở tương ứng. Thêm phần mở, hoặc bỏ thẻ này."
                )
            }
            Self::Wrong { paragraph, detail } => {
                format!("đoạn “{paragraph}”: thẻ sai ({detail}). Sửa thẻ trong mẫu rồi chạy lại.")
            }
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::Xml(why) => format!("malformed XML ({why}). Open it in Word and save it again."),
            Self::Unclosed { paragraph } => format!(
                "paragraph “{paragraph}”: a tag is opened and not closed. Close it in the same paragraph."
            ),
            Self::NotAlone { paragraph } => format!(
                "paragraph “{paragraph}”: {{%p … %}} must stand alone in a paragraph (no text, picture, note or section break beside it), {{%tr … %}} alone in a table row."
            ),
            Self::ChartNotAlone { paragraph } => format!(
                "paragraph “{paragraph}”: a chart must stand alone in its paragraph, without text, picture, note or section break, written as {{{{ bieu_do(\"nhom\") }}}}. Give it a paragraph of its own."
            ),
            Self::NoChartHere { paragraph } => format!(
                "paragraph “{paragraph}”: a chart can stand only in the body, not in a header, footer, note or text box. Move the tag to the body."
            ),
            Self::NoUnitsHere { paragraph, name } => format!(
                "paragraph “{paragraph}”: a cell has no units below, so the chart “{name}” never shows in this template. Take the tag out."
            ),
            Self::UnknownChart { paragraph, name, near } => format!(
                "paragraph “{paragraph}”: there is no chart “{name}”. Did you mean “{near}”? See: tusoi templates"
            ),
            Self::UnknownName { paragraph, name, near } => format!(
                "paragraph “{paragraph}”: there is no field “{name}”. Did you mean “{near}”? See: tusoi templates"
            ),
            Self::OnlyIn { paragraph, name, template } => format!(
                "paragraph “{paragraph}”: the field “{name}” names or quotes a member, so only {template} has it. Take it out."
            ),
            Self::NoEnd { paragraph, end } => {
                format!(
                    "paragraph “{paragraph}”: begins and has no {end}. Add {{%p {end} %}} or {{%tr {end} %}} where it ends."
                )
            }
            Self::NoStart { paragraph, word } => {
                format!(
                    "paragraph “{paragraph}”: {word} without a beginning. Add the beginning, or take this tag out."
                )
            }
            Self::Wrong { paragraph, detail } => {
                format!("paragraph “{paragraph}”: a wrong tag ({detail}). Mend the template, then run again.")
            }
        }
    }
}
