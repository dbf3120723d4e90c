//! Builds the web page when its sources are newer than what was built of them, and puts it where the binary embeds it from.
//! `YUNTU_SKIP_WEB=1` leaves the page out: for work on the server alone.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;
use std::{env, fs, io};

/// What the page is made of, under `web-map`. `openapi.json` is not among them: its generated types are.
const SOURCES: [&str; 8] =
    ["public", "build", "map.html", "screen.html", "plan.html", "package-lock.json", "package.json", "vite.config.ts"];

/// Written into `src` by the build itself; watching it would make every first build be followed by a second.
const MADE_BY_BUILD: &str = "fonts";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={}", reason.replace('\n', " "));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=YUNTU_SKIP_WEB");
    let page = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?).join("page");
    let _ = fs::remove_dir_all(&page);
    fs::create_dir_all(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web-map");
    if env::var("YUNTU_SKIP_WEB").is_ok_and(|value| value == "1") || !web.join("package.json").exists() {
        return Ok(());
    }
    let sources = sources(&web);
    for source in &sources {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    let dist = web.join("dist");
    let newest = sources.iter().filter_map(|source| newest(source)).max();
    if modified(&dist.join("map.html")) < newest {
        build(&web)?;
    }
    copy(&dist, &page).map_err(|error| format!("{} could not be copied: {error}", dist.display()))
}

/// Everything the page is made of, without what its build writes beside them.
fn sources(web: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(web.join("src")).into_iter().flatten().flatten().map(|entry| entry.path());
    let written = entries.filter(|path| !path.ends_with(MADE_BY_BUILD));
    let listed = SOURCES.iter().map(|source| web.join(source)).filter(|path| path.exists());
    written.chain(listed).collect()
}

/// Installs the packages of the lock file where that changed, and builds.
fn build(web: &Path) -> Result<(), String> {
    let installed = web.join("node_modules/.package-lock.json");
    if modified(&installed) < modified(&web.join("package-lock.json")) {
        npm(web, &["ci", "--no-audit", "--no-fund"])?;
    }
    npm(web, &["run", "build"])
}

fn npm(web: &Path, words: &[&str]) -> Result<(), String> {
    let command = format!("npm {}", words.join(" "));
    let output = Command::new("npm").args(words).current_dir(web).output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            "the web page inside the binary is built with Node 20, and npm is not there: install nodejs and npm, or set \
             YUNTU_SKIP_WEB=1 for a binary without the page"
                .to_owned()
        }
        _ => format!("{command} could not be started: {error}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    eprintln!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(format!("{command} in web-map failed ({}); its output stands above", output.status))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// The newest file under a path.
fn newest(path: &Path) -> Option<SystemTime> {
    let Ok(entries) = fs::read_dir(path) else { return modified(path) };
    entries.flatten().filter_map(|entry| newest(&entry.path())).max()
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
