//! What a person is told of a file: what it is, why, and what to do next.

use super::FileFinding;
use crate::model::{Lang, Place};

impl FileFinding {
    pub(super) fn vietnamese(&self) -> String {
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

    pub(super) fn english(&self) -> String {
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
