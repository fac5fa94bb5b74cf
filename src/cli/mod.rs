//! How a person calls the program: commands, progress, and what is said at the end.

mod args;
mod check;
mod explain;
mod extract;
mod forms;
mod inspect;
mod jsonl;
mod learn;
mod new;
mod progress;
mod run;
mod sight;
mod templates;
mod words;

use crate::campaign::{BUILTIN, Campaign, builtin};
use crate::enclosure::Round;
use crate::model::{Catalogue, Hierarchy, Lang, Passwords};
use crate::stop::Stop;
use args::{Action, Args, Common};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// The exit status where the run cannot go on, or was called wrongly.
const CANNOT: u8 = 2;
/// Stack of a reading thread: room for the nesting that the readers allow.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Does what the arguments say; the first one is the program's own name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::read(args.into_iter().collect()) {
        Ok(args) => args,
        Err(status) => return status,
    };
    let lang = args.common.lang();
    match act(&args.action, &args.common) {
        Ok(status) => ExitCode::from(status),
        Err(stop) => {
            eprintln!("{}", stop.message(lang));
            ExitCode::from(CANNOT)
        }
    }
}

fn act(action: &Action, common: &Common) -> Result<u8, Stop> {
    let lang = common.lang();
    match action {
        Action::Run { campaign } => on_threads(common, || run::run(campaign, lang)),
        Action::Extract { paths, campaign, output } => {
            on_threads(common, || extract::extract(paths, campaign.as_deref(), output.as_deref(), lang))
        }
        Action::Inspect { file } => on_threads(common, || inspect::inspect(file, lang)),
        Action::Explain { unit, indicator, campaign } => explain::explain(unit, indicator, campaign, lang),
        Action::Check { campaign } => check::check(campaign, lang),
        Action::Learn { forms, output } => learn::learn(forms, output.as_deref(), lang),
        Action::New { dir } => new::new(dir, lang),
        Action::Forms { campaign, output, excel } => forms::forms(campaign, output.as_deref(), *excel, lang),
        Action::Templates { dir } => templates::templates(dir.as_deref(), lang),
    }
}

/// Works on as many threads as asked for. Where nothing is asked there is one more than processor cores: while a
/// thread waits for the disk, or for the threads that the spreadsheet library starts for its sheets, another works.
fn on_threads<T: Send>(common: &Common, work: impl FnOnce() -> Result<T, Stop> + Send) -> Result<T, Stop> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = common.jobs.map_or_else(|| cores() + 1, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_BYTES).build();
    let pool = pool.map_err(|why| Stop::Io { path: "threads".into(), source: std::io::Error::other(why) })?;
    pool.install(work)
}

/// What is asked, of whom, in which round, and what opens locked files.
struct Asked {
    catalogue: Catalogue,
    units: Hierarchy,
    round: Option<Round>,
    passwords: Passwords,
}

/// Asked by the campaign named, else by the one that the path lies in, else the built-in catalogue and no
/// unit.
fn asked(named: Option<&Path>, path: Option<&Path>, lang: Lang) -> Result<Asked, Stop> {
    let around = || path.and_then(campaign_around);
    let Some(root) = named.map(Path::to_path_buf).or_else(around) else {
        let (units, passwords) = (Hierarchy::default(), Passwords::default());
        return Ok(Asked { catalogue: usual_catalogue()?, units, round: None, passwords });
    };
    let campaign = load(&root, lang)?;
    let round = Some(campaign.round());
    let (catalogue, units, passwords) = (campaign.catalogue, campaign.hierarchy, campaign.passwords);
    Ok(Asked { catalogue, units, round, passwords })
}

/// The nearest folder at or above the path that is a campaign folder.
fn campaign_around(path: &Path) -> Option<std::path::PathBuf> {
    let full = std::path::absolute(path).ok()?;
    let is_campaign = |dir: &&Path| dir.join("campaign.toml").is_file() || dir.join("units.xlsx").is_file();
    full.ancestors().find(is_campaign).map(Path::to_path_buf)
}

/// Loads a campaign and says what should be mended in it.
fn load(root: &Path, lang: Lang) -> Result<Campaign, Stop> {
    let campaign = Campaign::load(root, lang)?;
    for warning in &campaign.warnings {
        eprintln!("{warning}");
    }
    Ok(campaign)
}

/// What is asked where no campaign says so.
fn usual_catalogue() -> Result<Catalogue, Stop> {
    let (name, _) = BUILTIN[0];
    builtin(name).ok_or_else(|| Stop::Missing { path: name.into() })
}
