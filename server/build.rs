//! Puts the web page where the binary embeds it from.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let page = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("page");
    fs::create_dir_all(&page)?;
    let _: &Path = &page;
    Ok(())
}
