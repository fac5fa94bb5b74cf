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
    /// A name that means nothing.
    UnknownName {
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
                "đoạn “{paragraph}”: thẻ {{%p … %}} phải đứng một mình trong đoạn, {{%tr … %}} một mình trong dòng của bảng."
            ),
            Self::UnknownName { paragraph, name, near } => {
                format!(
                    "đoạn “{paragraph}”: không có trường “{name}”. Có phải “{near}”? Xem: tusoi templates"
                )
            }
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
                "paragraph “{paragraph}”: {{%p … %}} must stand alone in a paragraph, {{%tr … %}} alone in a table row."
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
