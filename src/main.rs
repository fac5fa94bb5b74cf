//! The door, and the side door for a child that reads one file.

use std::process::ExitCode;
use tusoi::document::sandbox;

/// Many small texts come and go on all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == sandbox::SUBCOMMAND) {
        return sandbox::child_main();
    }
    if let Ok(program) = std::env::current_exe() {
        sandbox::stand_behind(program);
    }
    tusoi::cli::main(std::env::args_os())
}
