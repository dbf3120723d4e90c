//! The command line: one file per verb.

mod check;
mod import;
mod openapi;
mod rules;
mod sample;
mod serve;

use std::io::{ErrorKind as IoErrorKind, IsTerminal, Write};

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use spatial::places::{AreaCode, Level};
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;

/// Where the register is when nobody says.
const DEFAULT_STORE: &str = "sqlite:yuntu.gpkg";

/// By which rules is judged when nobody says.
const DEFAULT_RULES: &str = "national";

/// What is logged when `YUNTU_LOG` does not say: warnings, and what the server does by itself, not each request.
const DEFAULT_LOG: &str = "warn,server=info,server::http::observe=warn";

/// Starts logging to stderr, as `YUNTU_LOG` says (in the notation of `RUST_LOG`); in colour on a terminal, unless `NO_COLOR`
/// is set.
pub fn log() {
    let filter = EnvFilter::try_from_env("YUNTU_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT_LOG));
    let plain = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    let colour = std::io::stderr().is_terminal() && !plain;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    log.with_target(false).with_ansi(colour).init();
}

/// 党建云图：一个程序，装着网页地图，让一个区看清谁负责、谁被服务、哪里是盲区、为什么。
///
/// One binary with the web map inside: who is responsible here, who is served, who is not, and why not.
#[derive(Debug, Parser)]
#[command(name = "yuntu", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
从零开始 From nothing to a map:
  yuntu sample --size street --out demo/street
  yuntu import --store sqlite:demo.gpkg demo/street/*
  yuntu check  --store sqlite:demo.gpkg
  yuntu serve  --store sqlite:demo.gpkg --as worker

退出码 Exit codes: 0 done (also with findings), 1 not done (one sentence on stderr says why).";

/// One verb.
#[derive(Debug, Subcommand)]
enum Command {
    /// 生成示例区 Write the demo district as the files an office would hand over
    Sample(sample::Sample),
    /// 导入数据 Read an office's files into the register, with a finding for every refused or doubtful row
    Import(import::Import),
    /// 检查盲区 Print the gaps per rule
    Check(check::Check),
    /// 启动地图服务 Serve the map, its tiles and its API until SIGTERM
    Serve(serve::Serve),
    /// 列出规则 Print the rules with their parameters and sources, off ones too
    Rules(rules::Rules),
    /// 输出接口文档 Print the API document (OpenAPI)
    Openapi,
}

impl Cli {
    /// Reads the words of the command line; prints the help and leaves where that was asked for.
    ///
    /// # Errors
    /// [`Failure`] in clap's first sentence for a wrong option, and after the help where no command is given.
    pub fn read() -> Result<Self, Failure> {
        Self::try_parse().map_err(|error| {
            if !error.use_stderr() {
                error.exit();
            }
            if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                // A help that cannot be shown is no second failure.
                let _ = error.print();
                return Failure::new("no command is given; name one of these");
            }
            let text = error.render().to_string();
            let sentence: Vec<_> = text.split("\n\n").next().unwrap_or_default().split_whitespace().collect();
            let sentence = sentence.join(" ");
            Failure::new(format!("{}; see yuntu --help", sentence.trim_start_matches("error: ")))
        })
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// [`Failure`]: one sentence for the person at the terminal.
    pub fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Sample(sample) => sample.run(),
            Command::Import(import) => import.run(),
            Command::Check(check) => check.run(),
            Command::Serve(serve) => serve.run(),
            Command::Rules(rules) => rules.run(),
            Command::Openapi => openapi::run(),
        }
    }
}

/// Writes one line to stdout.
fn print(line: &str) -> Result<(), Failure> {
    heard(writeln!(std::io::stdout(), "{line}"))
}

/// What came of writing to stdout. A reader that has had enough, as `head` has, is no failure.
fn heard(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != IoErrorKind::BrokenPipe => Err(Failure::io("standard output", &error)),
        _ => Ok(()),
    }
}

/// What asynchronous work runs on.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Runtime::new().map_err(|error| Failure::io("the thread pool", &error))
}

/// Reads the code of a district.
fn county(text: &str) -> Result<AreaCode, String> {
    let code = AreaCode::parse(text).map_err(|error| error.to_string())?;
    if code.level() == Level::District {
        Ok(code)
    } else {
        Err(format!("“{text}” is not the 6 digits of a district"))
    }
}
