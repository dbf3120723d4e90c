//! The `yuntu` binary.

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;

fn main() -> ExitCode {
    server::cli::log();
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("yuntu: {failure}");
            ExitCode::FAILURE
        }
    }
}
