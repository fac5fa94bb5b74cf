//! What may be said about a file as a whole.

use crate::model::{Lang, Place};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What may be said about a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FileFinding {
    /// Nothing in it: 0 bytes.
    Empty,
    /// The package or a part of it is damaged.
    Corrupt {
        /// What was seen, such as the part whose checksum differs.
        detail: String,
    },
    /// A part's XML breaks off or is not well formed.
    BadXml {
        /// The part and what was seen there.
        detail: String,
    },
    /// Two parts of one name, or parts that overlap.
    BadPackage {
        /// Which parts.
        detail: String,
    },
    /// A document type declaration, which no office file has.
    Dtd {
        /// The part it stands in.
        part: String,
    },
    /// Over a limit of size, count or ratio.
    TooBig {
        /// Which limit.
        detail: String,
    },
    /// Nested deeper than any form.
    TooDeep {
        /// What is nested.
        detail: String,
    },
    /// Locked by a password.
    Password,
    /// A format that is recognised but not read.
    Unsupported {
        /// The format's name for a person, such as `Word 97-2003 (.doc)`.
        format: Cow<'static, str>,
    },
    /// A picture of a form.
    Image,
    /// A PDF of pictures, without text.
    Pdf,
    /// A PDF with text whose form cannot be read for certain.
    PdfText {
        /// What is not certain.
        detail: Cow<'static, str>,
    },
    /// Neither an office file, a mail nor an archive.
    NotOffice,
    /// A lock file that Word or Excel leaves beside an open document.
    LockFile,
    /// A file of the operating system or a leftover of a download.
    SystemFile,
    /// The operating system refused to hand it over.
    Io {
        /// Its reason.
        detail: String,
    },
    /// The file's content changed while it was read.
    Changed,
    /// The extension says one thing and the content another; the content was read.
    WrongExtension {
        /// What it is.
        is: Cow<'static, str>,
    },
    /// A mail without any attachment.
    NoAttachment {
        /// The sender, so that the clerk can ask.
        sender: String,
    },
    /// The mail that brought it corrects what stands in it.
    LetterAmends {
        /// What the mail says.
        text: String,
    },
    /// A mail or archive of which a part could not be read; the part has a line of its own.
    Partial {
        /// What was left out.
        detail: String,
    },
    /// Macros, embedded objects or links to elsewhere: never run, never followed.
    ActiveContent,
    /// Changes are tracked and not yet accepted; the final text was read.
    TrackedChanges,
    /// Hidden rows, columns, sheets or text hold something.
    HiddenContent {
        /// Where.
        detail: String,
    },
    /// Visible text did not reach the reader.
    UnreadText {
        /// The text lost.
        text: String,
    },
    /// No self-review stands in it.
    NoForm,
    /// A form that nobody filled in.
    BlankForm,
    /// A form filled in as a sample, or within a paper of another kind.
    Sample {
        /// Whose name it bears, or the words of its title.
        detail: String,
    },
    /// It looks like a self-review but its layout was not understood.
    UnknownLayout {
        /// What was seen.
        detail: String,
    },
    /// A row among the answers names no known indicator.
    UnknownRow {
        /// The row's words.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// Text in a file made from a form that the office has taught, which is neither printed on it nor read.
    LeftOver {
        /// The text.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The row of a member who has not answered, with the reason.
    Excused {
        /// The row's words.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The row of a member that is struck out.
    StruckOut {
        /// The row's words.
        text: String,
        /// Where it stands.
        at: Place,
    },
    /// The program failed on it; a bug to report.
    Internal {
        /// What failed.
        detail: String,
    },
    /// Text in the code page of an old font was turned into Unicode.
    LegacyText,
    /// Text that is no Vietnamese as it stands and in no code page for certain.
    GarbledText {
        /// The text as stored.
        text: String,
    },
    /// The name at the head of a review and the one under it differ, by a letter or wholly.
    TwoNames {
        /// The one at the head, which is taken.
        written: String,
        /// The one under it.
        signed: String,
    },
    /// The title says that a committee reviews itself, and the head that a member fills the form in.
    WhoseReview {
        /// The member.
        name: String,
    },
    /// A mail that only the receiver's key opens.
    EncryptedMail {
        /// The sender, so that the clerk can ask.
        sender: String,
    },
    /// A shortcut to a file or page, not the file itself.
    Shortcut,
    /// A consolidated workbook of another campaign or period: nothing in it is counted.
    OtherRound {
        /// Title and period that it is about.
        theirs: String,
        /// Those of this campaign.
        ours: String,
    },
    /// Reviews of another period than the round's, beside those of the round in one file: none is counted.
    OtherPeriod {
        /// Where they stand.
        at: Place,
        /// How many there are.
        reviews: usize,
        /// Of how many no review of the round's stands beside them.
        unmet: usize,
    },
    /// A consolidated workbook that asked something else: nothing in it is counted.
    OtherCatalogue,
    /// A consolidated workbook whose enclosed figures are not as they were written: none is counted.
    FiguresDamaged {
        /// What was seen.
        detail: String,
    },
    /// A paper about corrections promised before, and no self-review.
    FollowUp {
        /// Of how many corrections it says something.
        outcomes: usize,
    },
    /// A plan of corrections, and no self-review beside it.
    PlanAlone {
        /// How many corrections it promises.
        promises: usize,
    },
    /// A figure of a consolidated workbook that somebody changed by hand: the ledger's is counted.
    FigureChanged {
        /// Where.
        at: Place,
        /// What stands there.
        written: String,
        /// What the ledger of the unit says.
        figure: String,
    },
}

impl FileFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::Corrupt { .. } => "corrupt",
            Self::BadXml { .. } => "bad-xml",
            Self::BadPackage { .. } => "bad-package",
            Self::Dtd { .. } => "dtd",
            Self::TooBig { .. } => "too-big",
            Self::TooDeep { .. } => "too-deep",
            Self::Password => "password",
            Self::Unsupported { .. } => "unsupported-format",
            Self::Image => "image",
            Self::Pdf => "pdf",
            Self::PdfText { .. } => "pdf-text",
            Self::NotOffice => "not-office",
            Self::LockFile => "lock-file",
            Self::SystemFile => "system-file",
            Self::Io { .. } => "io",
            Self::Changed => "changed-while-read",
            Self::WrongExtension { .. } => "wrong-extension",
            Self::NoAttachment { .. } => "no-attachment",
            Self::LetterAmends { .. } => "letter-amends",
            Self::Partial { .. } => "partial",
            Self::ActiveContent => "active-content",
            Self::TrackedChanges => "tracked-changes",
            Self::HiddenContent { .. } => "hidden-content",
            Self::UnreadText { .. } => "unread-text",
            Self::NoForm => "no-form",
            Self::BlankForm => "blank-form",
            Self::Sample { .. } => "sample",
            Self::UnknownLayout { .. } => "unknown-layout",
            Self::UnknownRow { .. } => "unknown-row",
            Self::LeftOver { .. } => "left-over-text",
            Self::Excused { .. } => "excused",
            Self::StruckOut { .. } => "struck-out",
            Self::Internal { .. } => "internal",
            Self::LegacyText => "legacy-text",
            Self::GarbledText { .. } => "garbled-text",
            Self::TwoNames { .. } => "two-names",
            Self::WhoseReview { .. } => "whose-review",
            Self::EncryptedMail { .. } => "encrypted-mail",
            Self::Shortcut => "shortcut",
            Self::OtherRound { .. } => "other-campaign",
            Self::OtherPeriod { .. } => "other-period",
            Self::OtherCatalogue => "other-catalogue",
            Self::FiguresDamaged { .. } => "figures-damaged",
            Self::FollowUp { .. } => "follow-up",
            Self::PlanAlone { .. } => "plan-alone",
            Self::FigureChanged { .. } => "figure-changed",
        }
    }

    /// Whether a person must look at the file.
    pub fn asks(&self) -> bool {
        !matches!(
            self,
            Self::LockFile
                | Self::SystemFile
                | Self::WrongExtension { .. }
                | Self::ActiveContent
                | Self::TrackedChanges
                | Self::NoForm
                | Self::BlankForm
                | Self::FollowUp { .. }
                | Self::PlanAlone { .. }
                | Self::OtherPeriod { unmet: 0, .. }
                | Self::LegacyText
        )
    }

    /// The sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        match self {
            Self::Empty => "Tệp rỗng (0 byte). Đề nghị nơi gửi gửi lại.".into(),
            Self::Corrupt { detail } => {
                format!("Tệp bị hỏng hoặc tải về chưa hết ({detail}). Đề nghị gửi lại.")
            }
            Self::BadXml { detail } => format!("Nội dung tệp sai cấu trúc ({detail}). Đề nghị gửi lại."),
            Self::BadPackage { detail } => {
                format!("Gói tệp bất thường ({detail}); không đoán phần nào đúng. Đề nghị gửi lại.")
            }
            Self::Dtd { part } => {
                format!(
                    "Tệp chứa khai báo DTD không được phép (ở {part}). Đề nghị lưu lại bằng Word hoặc Excel rồi gửi lại."
                )
            }
            Self::TooBig { detail } => {
                format!("Tệp vượt giới hạn ({detail}), đã dừng đọc. Kiểm tra lại tệp gốc.")
            }
            Self::TooDeep { detail } => {
                format!("Tệp lồng nhau quá sâu ({detail}), đã dừng đọc. Kiểm tra lại tệp gốc.")
            }
            Self::Password => {
                "Tệp có mật khẩu mà chương trình không biết. Với tệp Word, Excel: ghi mật khẩu vào passwords.txt của đợt rồi chạy lại; hoặc đề nghị gửi bản không đặt mật khẩu.".into()
            },
            Self::Unsupported { format } => {
                format!(
                    "Định dạng {format} chưa đọc được. Mở bằng Word hoặc Excel, lưu thành .docx hoặc .xlsx rồi gửi lại."
                )
            }
            Self::Image => "Là ảnh chụp, không đọc được câu trả lời. Cần tệp Word hoặc Excel.".into(),
            Self::Pdf => "Là tệp PDF chỉ có ảnh (bản quét), không đọc được câu trả lời. Cần tệp Word hoặc Excel.".into(),
            Self::PdfText { detail } => format!(
                "Là tệp PDF có chữ nhưng không đọc chắc chắn được ({detail}). Cần tệp Word hoặc Excel gốc."
            ),
            Self::NotOffice => "Không phải tệp Word, Excel, thư hay tệp nén. Không có gì để đọc.".into(),
            Self::LockFile => "Tệp khóa tạm của Word hoặc Excel, bỏ qua.".into(),
            Self::SystemFile => "Tệp của hệ điều hành hoặc tệp tải dở, bỏ qua.".into(),
            Self::Io { detail } => format!("Không mở được tệp: {detail}. Đóng tệp nếu đang mở rồi chạy lại."),
            Self::Changed => "Tệp thay đổi trong lúc đọc. Chờ sao chép xong rồi chạy lại.".into(),
            Self::WrongExtension { is } => {
                format!("Đuôi tệp không đúng: thực chất là {is}; đã đọc theo nội dung.")
            }
            Self::NoAttachment { sender } => {
                format!("Thư không có tệp đính kèm. Hỏi lại người gửi ({sender}).")
            }
            Self::LetterAmends { text } => format!(
                "Thư gửi kèm xin sửa nội dung trong tệp: “{text}”. Sửa câu trả lời theo thư trong Cần xem lại.xlsx, hoặc đề nghị gửi lại."
            ),
            Self::Partial { detail } => format!("Có phần không đọc được ({detail}); các phần khác đã đọc."),
            Self::ActiveContent => {
                "Có macro, đối tượng nhúng hoặc liên kết ngoài; không chạy, chỉ đọc nội dung.".into()
            }
            Self::TrackedChanges => {
                "Còn theo dõi thay đổi chưa chấp nhận; đã đọc theo nội dung cuối cùng.".into()
            }
            Self::HiddenContent { detail } => {
                format!("Có nội dung ẩn ({detail}). Mở tệp kiểm tra.")
            }
            Self::UnreadText { text } => {
                format!("Có chữ trong tệp mà chương trình không đọc tới: “{text}”. Mở tệp kiểm tra.")
            }
            Self::NoForm => "Không có bản tự soi nào trong tệp này.".into(),
            Self::Sample { detail } => format!(
                "Có thể là mẫu tham khảo hoặc văn bản khác có kèm ví dụ, không phải bản tự soi của ai ({detail}). Mở tệp xem lại."
            ),
            Self::BlankForm => "Mẫu phiếu chưa điền.".into(),
            Self::FollowUp { outcomes } => format!(
                "Phiếu kết quả khắc phục ({outcomes} nội dung), không phải bản tự soi: được đối chiếu với cam kết của kỳ trước nếu campaign.toml có mục previous."
            ),
            Self::PlanAlone { promises } => format!(
                "Kế hoạch khắc phục ({promises} nội dung) không có bản tự soi đi kèm: các nội dung này chưa được tổng hợp. Đề nghị gửi cùng tệp với bản tự soi."
            ),
            Self::UnknownLayout { detail } => {
                format!(
                    "Giống bản tự soi nhưng không hiểu cách trình bày ({detail}). Mở tệp, nhập câu trả lời vào Cần xem lại.xlsx."
                )
            }
            Self::UnknownRow { .. } | Self::Excused { .. } | Self::LeftOver { .. } | Self::StruckOut { .. } => self.of_row(Lang::Vi),
            Self::OtherPeriod { at, reviews, unmet } => of_other_period(at, *reviews, *unmet, Lang::Vi),
            Self::Internal { detail } => format!(
                "Lỗi của chương trình khi đọc tệp này ({detail}). Gửi tệp cho người phụ trách phần mềm."
            ),
            Self::LegacyText => "Chữ phông cũ (TCVN3/VNI) đã được chuyển mã sang Unicode.".into(),
            Self::GarbledText { text } => {
                format!(
                    "Chữ lỗi phông, không rõ bảng mã: “{text}”. Mở tệp, xem chữ gốc rồi gõ lại bằng Unicode."
                )
            }
            Self::TwoNames { .. } | Self::WhoseReview { .. } => self.of_owner(Lang::Vi),
            Self::EncryptedMail { sender } => {
                format!(
                    "Thư được mã hóa, chỉ máy người nhận mở được ({sender}). Mở thư, lưu tệp đính kèm ra thư mục hoặc đề nghị gửi lại không mã hóa."
                )
            }
            Self::Shortcut => "Là lối tắt, không phải tệp. Đề nghị gửi chính tệp đó.".into(),
            Self::OtherRound { .. }
            | Self::OtherCatalogue
            | Self::FiguresDamaged { .. }
            | Self::FigureChanged { .. } => self.of_workbook(Lang::Vi),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Empty => "The file is empty (0 bytes). Ask for it again.".into(),
            Self::Corrupt { detail } => {
                format!("The file is damaged or cut off ({detail}). Ask for it again.")
            }
            Self::BadXml { detail } => {
                format!("The file's content is malformed ({detail}). Ask for it again.")
            }
            Self::BadPackage { detail } => {
                format!(
                    "The package is irregular ({detail}); no part is guessed to be right. Ask for it again."
                )
            }
            Self::Dtd { part } => format!(
                "The file has a DTD, which is not allowed (in {part}). Ask for it saved again by Word or Excel."
            ),
            Self::TooBig { detail } => {
                format!("The file is over a limit ({detail}); reading stopped. Check the original.")
            }
            Self::TooDeep { detail } => {
                format!("The file is nested too deeply ({detail}); reading stopped. Check the original.")
            }
            Self::Password => {
                "The file has a password that is not known. For a Word or Excel file, write it into passwords.txt of the campaign and run again; or ask for one without.".into()
            },
            Self::Unsupported { format } => {
                format!(
                    "{format} is not read yet. Open it in Word or Excel, save it as .docx or .xlsx and send that."
                )
            }
            Self::Image => "A picture: its answers cannot be read. A Word or Excel file is needed.".into(),
            Self::Pdf => "A PDF of pictures (a scan): its answers cannot be read. A Word or Excel file is needed.".into(),
            Self::PdfText { detail } => format!(
                "A PDF with text that cannot be read for certain ({detail}). The original Word or Excel file is needed."
            ),
            Self::NotOffice => "Not a Word or Excel file, mail or archive. There is nothing to read.".into(),
            Self::LockFile => "A lock file of Word or Excel; passed over.".into(),
            Self::SystemFile => {
                "A file of the operating system or an unfinished download; passed over.".into()
            }
            Self::Io { detail } => {
                format!("The file cannot be opened: {detail}. Close it if it is open, then run again.")
            }
            Self::Changed => {
                "The file changed while it was read. Wait for the copy to end, then run again.".into()
            }
            Self::WrongExtension { is } => {
                format!("The extension is wrong: it is {is}, and was read as that.")
            }
            Self::NoAttachment { sender } => {
                format!("A mail without an attachment. Ask the sender ({sender}).")
            }
            Self::LetterAmends { text } => format!(
                "The mail that brought it corrects it: “{text}”. Enter the answers as the mail has them, or ask for the file again."
            ),
            Self::Partial { detail } => format!("A part could not be read ({detail}); the others were."),
            Self::ActiveContent => {
                "It has macros, embedded objects or outside links; none was run, only the content was read."
                    .into()
            }
            Self::TrackedChanges => "Tracked changes are not accepted yet; the final text was read.".into(),
            Self::HiddenContent { detail } => {
                format!("It has hidden content ({detail}). Open the file and check.")
            }
            Self::UnreadText { text } => {
                format!("Text in the file did not reach the reader: “{text}”. Open the file and check.")
            }
            Self::NoForm => "There is no self-review in this file.".into(),
            Self::Sample { detail } => format!("Perhaps a sample and nobody's review ({detail}). Check the file."),
            Self::BlankForm => "A form that nobody filled in.".into(),
            Self::PlanAlone { promises: n } => format!("A plan of {n} corrections alone; none is counted."),
            Self::FollowUp { outcomes: n } => format!("What became of {n} corrections; no self-review."),
            Self::UnknownLayout { detail } => {
                format!(
                    "It looks like a self-review but its layout is not understood ({detail}). Open it and decide in Cần xem lại.xlsx."
                )
            }
            Self::UnknownRow { .. } | Self::Excused { .. } | Self::LeftOver { .. } | Self::StruckOut { .. } => self.of_row(Lang::En),
            Self::OtherPeriod { at, reviews, unmet } => of_other_period(at, *reviews, *unmet, Lang::En),
            Self::Internal { detail } => format!(
                "The program failed on this file ({detail}). Send it to whoever looks after the program."
            ),
            Self::LegacyText => "Text in an old font (TCVN3 or VNI) was turned into Unicode.".into(),
            Self::GarbledText { text } => {
                format!(
                    "Garbled text in an unknown code page: “{text}”. Open the file, see what it says and type it in Unicode."
                )
            }
            Self::TwoNames { .. } | Self::WhoseReview { .. } => self.of_owner(Lang::En),
            Self::EncryptedMail { sender } => {
                format!(
                    "An encrypted mail that only the receiver can open ({sender}). Open it and save what is attached, or ask for it unencrypted."
                )
            }
            Self::Shortcut => "A shortcut, not the file itself. Ask for the file.".into(),
            Self::OtherRound { .. }
            | Self::OtherCatalogue
            | Self::FiguresDamaged { .. }
            | Self::FigureChanged { .. } => self.of_workbook(Lang::En),
        }
    }

    /// The sentence about whose a review is; empty for findings of other kinds.
    fn of_owner(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::TwoNames { written, signed }, Lang::Vi) => format!(
                "Tên ở đầu bản tự soi là “{written}”, tên ký ở dưới là “{signed}”. Kiểm tra tên nào đúng."
            ),
            (Self::WhoseReview { name }, Lang::Vi) => format!(
                "Tiêu đề ghi là của tập thể, phần đầu lại ghi một đảng viên (“{name}”). Mở tệp xem là bản tự soi của ai."
            ),
            (Self::TwoNames { written, signed }, Lang::En) => {
                format!("The review is headed “{written}” and signed “{signed}”. Check which name is right.")
            }
            (Self::WhoseReview { name }, Lang::En) => format!(
                "The title says that a committee reviews itself, the head names a member (“{name}”). Open the file and see whose it is."
            ),
            _ => String::new(),
        }
    }

    /// The sentence about a row or a line; empty for findings of other kinds.
    fn of_row(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::UnknownRow { text, at }, Lang::Vi) => format!(
                "Dòng có trả lời nhưng không thuộc biểu hiện nào trong danh mục: “{text}” ({}). Mở tệp kiểm tra.",
                at.words(Lang::Vi)
            ),
            (Self::Excused { text, at }, Lang::Vi) => format!(
                "Đảng viên không có câu trả lời, có ghi lý do: “{text}” ({}). Không tính là bản tự soi; kiểm tra, nếu người đó có tự soi thì nhập câu trả lời.",
                at.words(Lang::Vi)
            ),
            (Self::StruckOut { text, at }, Lang::Vi) => format!(
                "Dòng của đảng viên bị gạch bỏ: “{text}” ({}). Không tính là bản tự soi; kiểm tra, nếu vẫn tính thì nhập câu trả lời.",
                at.words(Lang::Vi)
            ),
            (Self::StruckOut { text, at }, Lang::En) => format!(
                "A member's row is struck out: “{text}” ({}). It is no review; check, and enter the answers if it counts after all.",
                at.words(Lang::En)
            ),
            (Self::LeftOver { text, at }, Lang::Vi) => format!(
                "Có chữ không in sẵn trên mẫu và chưa đọc được: “{text}” ({}). Mở tệp xem có đổi câu trả lời nào không.",
                at.words(Lang::Vi)
            ),
            (Self::LeftOver { text, at }, Lang::En) => format!(
                "Text that the form does not print and that was not read: “{text}” ({}). Open the file and check whether it changes an answer.",
                at.words(Lang::En)
            ),
            (Self::UnknownRow { text, at }, Lang::En) => format!(
                "An answered row names no indicator of the catalogue: “{text}” ({}). Open the file and check.",
                at.words(Lang::En)
            ),
            (Self::Excused { text, at }, Lang::En) => format!(
                "A member has not answered, and the row says why: “{text}” ({}). It is no review; check, and enter the answers if there are any.",
                at.words(Lang::En)
            ),
            _ => String::new(),
        }
    }

    /// The sentence about a consolidated workbook; empty for findings of other kinds.
    fn of_workbook(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::OtherRound { theirs, ours }, Lang::Vi) => format!(
                "Bảng tổng hợp của đợt khác (“{theirs}”), đợt này là “{ours}”; không tính số liệu nào. Đề nghị gửi bảng của đợt này, hoặc sửa title, period trong campaign.toml cho khớp."
            ),
            (Self::OtherCatalogue, Lang::Vi) => {
                "Bảng tổng hợp theo danh mục biểu hiện khác; không tính số liệu nào. Hỏi lại nơi gửi đã dùng mẫu nào."
                    .into()
            }
            (Self::FiguresDamaged { detail }, Lang::Vi) => format!(
                "Số liệu kèm theo của bảng tổng hợp không còn nguyên vẹn ({detail}); không tính số liệu nào. Đề nghị xuất lại và gửi lại."
            ),
            (Self::FigureChanged { at, written, figure }, Lang::Vi) => format!(
                "Số liệu bị sửa tay ở {}: ghi “{written}”, sổ của đơn vị là {figure}; đã tính theo sổ. Hỏi lại đơn vị; nếu số sửa là đúng, đề nghị sửa từ phiếu rồi gửi lại.",
                at.words(Lang::Vi)
            ),
            (Self::OtherRound { theirs, ours }, Lang::En) => format!(
                "A consolidated workbook of another campaign (“{theirs}”), this one is “{ours}”; nothing in it is counted. Ask for this campaign's, or mend title and period in campaign.toml."
            ),
            (Self::OtherCatalogue, Lang::En) => {
                "A consolidated workbook that asked other indicators; nothing in it is counted. Ask which form was used."
                    .into()
            }
            (Self::FiguresDamaged { detail }, Lang::En) => format!(
                "The figures enclosed in this consolidated workbook are not as they were written ({detail}); none is counted. Ask for it again."
            ),
            (Self::FigureChanged { at, written, figure }, Lang::En) => format!(
                "A figure was changed by hand at {}: it says “{written}”, the unit's ledger {figure}, which was counted. Ask the unit; if the change is right, it must come from the forms.",
                at.words(Lang::En)
            ),
            _ => String::new(),
        }
    }
}

/// The sentence about reviews of another period.
fn of_other_period(at: &Place, reviews: usize, unmet: usize, lang: Lang) -> String {
    let place = at.words(lang);
    let said = match lang {
        Lang::Vi => format!("Có {reviews} bản tự soi của kỳ khác ({place}), không tính vào đợt này."),
        Lang::En => format!("{reviews} reviews of another period ({place}); none is counted."),
    };
    match (unmet, lang) {
        (0, _) => said,
        (_, Lang::Vi) => format!(
            "{said} {unmet} bản không có bản của kỳ này đi kèm. Kiểm tra, nếu là của đợt này thì sửa tên trang tính hoặc tiêu đề rồi chạy lại."
        ),
        (_, Lang::En) => format!(
            "{said} For {unmet} of them no review of this period stands beside. Check; if they are this round's, mend the tab or the title and run again."
        ),
    }
}
