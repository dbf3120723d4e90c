//! The `yuntu` binary.

use std::process::ExitCode;

use server::cli::Cli;

fn main() -> ExitCode {
    server::cli::log();
    match Cli::read().and_then(Cli::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("yuntu: {failure}");
            ExitCode::FAILURE
        }
    }
}
