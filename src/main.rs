//! The door.

use std::process::ExitCode;

fn main() -> ExitCode {
    tusoi::cli::main(std::env::args_os())
}
