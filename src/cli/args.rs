//! The command line as `contract` fixes it, with help in the language of the person.

use crate::model::Lang;
use clap::error::{ContextKind, ErrorKind};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

/// The language of help, known before the arguments are.
static HELP_LANG: OnceLock<Lang> = OnceLock::new();

/// One of two texts, by the language of help.
fn say(vi: &'static str, en: &'static str) -> &'static str {
    match HELP_LANG.get().copied().unwrap_or_default() {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// What was called for.
#[derive(Debug, Parser)]
#[command(
    name = "tusoi",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
#[command(about = say(
    "Đọc các bản tự soi, tự sửa gửi qua thư điện tử; lập biểu tổng hợp và báo cáo cho từng đơn vị, từng cấp.",
    "Reads e-mailed self-review forms; writes a consolidated workbook and a report for every unit at every level.",
))]
#[command(help_template = say(
    "{about}\n\nCách dùng: {usage}\n\nLệnh:\n{subcommands}\n\nTùy chọn:\n{options}{after-help}\n",
    "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}\n",
))]
#[command(override_usage = say("tusoi LỆNH [TÙY CHỌN]", "tusoi COMMAND [OPTIONS]"))]
#[command(after_help = say(
    "Ví dụ:\n  tusoi new dot-2026      tạo thư mục đợt mới\n  tusoi run dot-2026      đọc hộp thư đến và ghi kết quả",
    "Example:\n  tusoi new dot-2026      make a campaign folder\n  tusoi run dot-2026      read its inbox and write the results",
))]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) action: Action,
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(short = 'V', long, action = ArgAction::Version, help = say("Xem phiên bản", "Print the version"))]
    version: Option<bool>,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "vi",
        hide_default_value = true,
        hide_possible_values = true
    )]
    #[arg(value_name = "vi|en", help = say("Ngôn ngữ của thông báo (mặc định: vi)", "Language of messages (default: vi)"))]
    lang: LangArg,
    #[arg(long, global = true, value_name = "N")]
    #[arg(help = say("Số luồng chạy song song (mặc định: nhiều hơn số nhân của máy một luồng)", "How many threads (default: one more than cores)"))]
    pub(super) jobs: Option<NonZeroUsize>,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help = say("Xem hướng dẫn", "Print help"))]
    help: Option<bool>,
}

impl Common {
    /// The language in which to speak.
    pub(super) fn lang(&self) -> Lang {
        self.lang.into()
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    Vi,
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

/// How the help of one command is laid out.
fn layout() -> &'static str {
    say(
        "{about}\n\nCách dùng: {usage}\n\nĐối số:\n{positionals}\n\nTùy chọn:\n{options}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\nArguments:\n{positionals}\n\nOptions:\n{options}{after-help}\n",
    )
}

/// One command.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    #[command(help_template = layout())]
    #[command(about = say(
        "Làm trọn một đợt: đọc, tổng hợp, ghi biểu và báo cáo",
        "The whole job: read, consolidate, write workbooks and reports",
    ))]
    #[command(override_usage = say("tusoi run [ĐỢT] [TÙY CHỌN]", "tusoi run [CAMPAIGN] [OPTIONS]"))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi run dot-2026\n\nKết thúc: 0 đã đọc hết; 1 xong, có tệp cần người xem; 2 không chạy được.",
        "Example:\n  tusoi run dot-2026\n\nExit status: 0 all read; 1 done, some files need a person; 2 could not run.",
    ))]
    Run {
        #[arg(default_value = ".", hide_default_value = true, value_name = say("ĐỢT", "CAMPAIGN"))]
        #[arg(help = say("Thư mục của đợt (mặc định: thư mục hiện tại)", "The campaign folder (default: the current one)"))]
        campaign: PathBuf,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Đọc tệp hoặc thư mục, ghi JSON Lines cho chương trình khác",
        "Read files or folders, write JSON Lines for other programs",
    ))]
    #[command(override_usage = say(
        "tusoi extract ĐƯỜNG_DẪN… [--campaign ĐỢT] [-o TỆP]",
        "tusoi extract PATH… [--campaign DIR] [-o FILE]",
    ))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi extract dot-2026/inbox --campaign dot-2026 -o ket-qua.jsonl",
        "Example:\n  tusoi extract dot-2026/inbox --campaign dot-2026 -o out.jsonl",
    ))]
    Extract {
        #[arg(required = true, value_name = say("ĐƯỜNG_DẪN", "PATH"))]
        #[arg(help = say("Tệp hoặc thư mục cần đọc", "Files or folders to read"))]
        paths: Vec<PathBuf>,
        #[arg(long, value_name = say("ĐỢT", "DIR"))]
        #[arg(help = say(
            "Thư mục của đợt, để biết đơn vị (mặc định: đợt chứa tệp)",
            "The campaign folder, to know the units (default: the one around the files)",
        ))]
        campaign: Option<PathBuf>,
        #[arg(short, long, value_name = say("TỆP", "FILE"))]
        #[arg(help = say("Ghi vào tệp này (mặc định: đầu ra chuẩn)", "Write to this file (default: standard output)"))]
        output: Option<PathBuf>,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Xem những gì đọc được từ một tệp: câu trả lời, chữ và vị trí",
        "Show what is read from one file: answers, words and places",
    ))]
    #[command(override_usage = say("tusoi inspect TỆP", "tusoi inspect FILE"))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi inspect \"dot-2026/inbox/Phieu tu soi.docx\"",
        "Example:\n  tusoi inspect \"dot-2026/inbox/Phieu tu soi.docx\"",
    ))]
    Inspect {
        #[arg(value_name = say("TỆP", "FILE"), help = say("Tệp cần xem", "The file"))]
        file: PathBuf,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Xem một số liệu từ đâu ra: bản tự soi, tệp, vị trí, chữ đọc được, quyết định",
        "Show where a figure comes from: reviews, files, places, words, decisions",
    ))]
    #[command(override_usage = say(
        "tusoi explain ĐƠN_VỊ BIỂU_HIỆN [ĐỢT]",
        "tusoi explain UNIT INDICATOR [CAMPAIGN]",
    ))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi explain CB-0103 I.3 dot-2026\n\nCó họ tên: chỉ để xem trên máy của người làm, không gửi đi.",
        "Example:\n  tusoi explain CB-0103 I.3 dot-2026\n\nIt names members: for the clerk's own screen only.",
    ))]
    Explain {
        #[arg(value_name = say("ĐƠN_VỊ", "UNIT"), help = say("Mã hoặc tên đơn vị", "Code or name of the unit"))]
        unit: String,
        #[arg(value_name = say("BIỂU_HIỆN", "INDICATOR"), help = say("Mã biểu hiện, như I.3", "Code of the indicator, such as I.3"))]
        indicator: String,
        #[arg(default_value = ".", hide_default_value = true, value_name = say("ĐỢT", "CAMPAIGN"))]
        #[arg(help = say("Thư mục của đợt (mặc định: thư mục hiện tại)", "The campaign folder (default: the current one)"))]
        campaign: PathBuf,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Kiểm tra một đợt trước khi chạy: thiết lập, đơn vị, mẫu, tệp, quyền ghi",
        "Check a campaign before a run: settings, units, templates, files, permissions",
    ))]
    #[command(override_usage = say("tusoi check [ĐỢT]", "tusoi check [CAMPAIGN]"))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi check dot-2026\n\nKết thúc: 0 chạy được; 2 có điều phải sửa trước.",
        "Example:\n  tusoi check dot-2026\n\nExit status: 0 ready to run; 2 something must be mended first.",
    ))]
    Check {
        #[arg(default_value = ".", hide_default_value = true, value_name = say("ĐỢT", "CAMPAIGN"))]
        #[arg(help = say("Thư mục của đợt (mặc định: thư mục hiện tại)", "The campaign folder (default: the current one)"))]
        campaign: PathBuf,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Học danh mục và cách trình bày từ mẫu phiếu trống của cơ quan",
        "Learn a catalogue and layout from an office's own blank form",
    ))]
    #[command(override_usage = say("tusoi learn MẪU_PHIẾU… [-o TỆP]", "tusoi learn BLANK_FORM… [-o FILE]"))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi learn \"Mau phieu tu soi.docx\" -o dot-2026/danh-muc.toml\n\nNêu nhiều bản đã điền của cùng một mẫu cũng được: chỉ giữ chữ chung của mọi bản.",
        "Example:\n  tusoi learn \"Blank form.docx\" -o dot-2026/danh-muc.toml\n\nSeveral filled copies of one form will do too: only what all of them say is kept.",
    ))]
    Learn {
        #[arg(required = true, value_name = say("MẪU_PHIẾU", "BLANK_FORM"), help = say("Mẫu phiếu trống, hoặc vài bản đã điền", "The blank form, or a few filled copies"))]
        forms: Vec<PathBuf>,
        #[arg(short = 'o', long = "output", value_name = say("TỆP", "FILE"), help = say("Ghi vào tệp này (mặc định danh-muc.toml)", "Write to this file (default danh-muc.toml)"))]
        output: Option<PathBuf>,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Tạo thư mục đợt mới: thiết lập, danh sách đơn vị mẫu, mẫu phiếu trống",
        "Make a campaign folder: settings, a sample list of units, blank forms",
    ))]
    #[command(override_usage = say("tusoi new THƯ_MỤC", "tusoi new DIR"))]
    #[command(after_help = say("Ví dụ:\n  tusoi new dot-2026", "Example:\n  tusoi new dot-2026"))]
    New {
        #[arg(value_name = say("THƯ_MỤC", "DIR"), help = say("Thư mục sẽ tạo", "The folder to make"))]
        dir: PathBuf,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Lập phiếu trống Word và Excel cho từng chi bộ, từng đảng viên trong units.xlsx",
        "Make empty Word and Excel forms for every cell and member of units.xlsx",
    ))]
    #[command(override_usage = say("tusoi forms [ĐỢT] [TÙY CHỌN]", "tusoi forms [CAMPAIGN] [OPTIONS]"))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi forms dot-2026            ghi vào dot-2026/mau-phieu\n  tusoi forms dot-2026 --excel    phiếu của từng đảng viên là tệp Excel",
        "Example:\n  tusoi forms dot-2026            writes to dot-2026/mau-phieu\n  tusoi forms dot-2026 --excel    members' forms are Excel files",
    ))]
    Forms {
        #[arg(default_value = ".", hide_default_value = true, value_name = say("ĐỢT", "CAMPAIGN"))]
        #[arg(help = say("Thư mục của đợt (mặc định: thư mục hiện tại)", "The campaign folder (default: the current one)"))]
        campaign: PathBuf,
        #[arg(short, long, value_name = say("THƯ_MỤC", "DIR"))]
        #[arg(help = say("Ghi vào thư mục này (mặc định: mau-phieu của đợt)", "Write to this folder (default: the campaign's mau-phieu)"))]
        output: Option<PathBuf>,
        #[arg(long, help = say("Phiếu của từng đảng viên là Excel (mặc định: Word)", "Members' forms in Excel (default: Word)"))]
        excel: bool,
    },
    #[command(help_template = layout())]
    #[command(about = say(
        "Xem các trường dùng được trong mẫu Word, hoặc chép các mẫu có sẵn để sửa",
        "List the fields of report templates, or copy the built-in ones to edit",
    ))]
    #[command(override_usage = say("tusoi templates [THƯ_MỤC]", "tusoi templates [DIR]"))]
    #[command(after_help = say(
        "Ví dụ:\n  tusoi templates             xem các trường và ý nghĩa\n  tusoi templates dot-2026    chép các mẫu vào dot-2026/templates",
        "Example:\n  tusoi templates             list the fields and what they mean\n  tusoi templates dot-2026    copy the templates into dot-2026/templates",
    ))]
    Templates {
        #[arg(value_name = say("THƯ_MỤC", "DIR"), help = say("Thư mục của đợt, hoặc thư mục bất kỳ", "A campaign folder, or any folder"))]
        dir: Option<PathBuf>,
    },
}

impl Args {
    /// Reads the arguments; where there is nothing to do, help or what is wrong has been printed and the
    /// exit status is the error.
    pub(super) fn read(args: Vec<OsString>) -> Result<Self, ExitCode> {
        let lang = *HELP_LANG.get_or_init(|| help_lang(&args));
        Self::try_parse_from(args).map_err(|mistake| {
            match (mistake.kind(), lang) {
                (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _) => {
                    print!("{}", mistake.render());
                    return ExitCode::SUCCESS;
                }
                (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, _) | (_, Lang::En) => {
                    eprint!("{}", mistake.render());
                }
                (_, Lang::Vi) => eprintln!("{}", in_vietnamese(&mistake)),
            }
            ExitCode::from(super::CANNOT)
        })
    }
}

/// The language that the arguments ask for, before anything else about them is known.
fn help_lang(args: &[OsString]) -> Lang {
    let asks = |pair: &[OsString]| pair[0] == "--lang" && pair[1] == "en";
    if args.iter().any(|arg| arg == "--lang=en") || args.windows(2).any(asks) { Lang::En } else { Lang::Vi }
}

fn in_vietnamese(mistake: &clap::Error) -> String {
    let said = |kind| mistake.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = match mistake.kind() {
        ErrorKind::InvalidSubcommand => format!("Không có lệnh “{}”.", said(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("Không có tùy chọn “{}”.", said(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => format!("Thiếu: {}.", said(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => "Thiếu tên lệnh.".into(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, option) = (said(ContextKind::InvalidValue), said(ContextKind::InvalidArg));
            format!("Giá trị “{value}” không dùng được cho {option}.")
        }
        ErrorKind::ArgumentConflict => format!("Tùy chọn {} ghi hai lần.", said(ContextKind::InvalidArg)),
        _ => "Lệnh ghi chưa đúng.".into(),
    };
    format!("{what} Xem hướng dẫn: tusoi --help")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_language_of_help_is_found_before_the_rest_is_read() {
        let of = |words: &[&str]| help_lang(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["tusoi", "--help"]), Lang::Vi);
        assert_eq!(of(&["tusoi", "run", "--lang", "en", "--help"]), Lang::En);
        assert_eq!(of(&["tusoi", "--lang=en"]), Lang::En);
    }
}
