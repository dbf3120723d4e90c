//! The real `yuntu`, as a person would start it.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::free_port;

/// The binary beside the tests' own: `target/release/yuntu`.
pub fn yuntu() -> PathBuf {
    let test = std::env::current_exe().expect("the test's own path");
    let binary = test.ancestors().nth(2).expect("target/release").join("yuntu");
    assert!(binary.exists(), "{} is missing: run `cargo build --release` first", binary.display());
    binary
}

/// How a run of the binary ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    fn from(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The run, which must have ended well.
    pub fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Runs `yuntu` with these words to its end.
pub fn run<Word: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = Word>) -> Ran {
    Ran::from(&Command::new(yuntu()).args(words).output().expect("yuntu starts"))
}

/// A `yuntu serve` of one test; ended when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    base: String,
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Server {
    /// Serves a store and waits until it is ready.
    pub fn start(store: &str, audience: &str) -> Self {
        let address = format!("127.0.0.1:{}", free_port());
        let child = Command::new(yuntu())
            .args(["serve", "--store", store, "--listen", &address, "--as", audience])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("yuntu starts");
        let mut server = Self { child, base: format!("http://{address}") };
        let start = Instant::now();
        while server.try_get("/readyz", &[]).is_none_or(|reply| reply.status != 200) {
            if let Some(status) = server.child.try_wait().expect("its status") {
                let mut stderr = String::new();
                let _ = server.child.stderr.take().expect("piped").read_to_string(&mut stderr);
                panic!("serve ended with {status}: {stderr}");
            }
            assert!(start.elapsed() < Duration::from_secs(30), "not ready after 30 s");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[])
    }

    /// Asks for a path with headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.try_get(path, headers).unwrap_or_else(|| panic!("no answer to {path}"))
    }

    /// The JSON at a path, which must be there.
    pub fn json(&self, path: &str) -> serde_json::Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", String::from_utf8_lossy(&reply.body));
        serde_json::from_slice(&reply.body).expect("JSON")
    }

    /// Every item of a list, page after page.
    pub fn items(&self, path: &str) -> Vec<serde_json::Value> {
        let mut items = Vec::new();
        let mut page = self.json(path);
        loop {
            items.append(page["items"].as_array_mut().expect("items"));
            let Some(next) = page["next"].as_str().map(str::to_owned) else { return items };
            let joint = if path.contains('?') { '&' } else { '?' };
            page = self.json(&format!("{path}{joint}cursor={next}"));
        }
    }

    /// Sends SIGTERM and waits; how long it took and the exit code.
    pub fn terminate(mut self) -> (Duration, Option<i32>) {
        let start = Instant::now();
        let killed = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status().expect("kill runs");
        assert!(killed.success());
        while start.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait().expect("its status") {
                return (start.elapsed(), status.code());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("still there 30 s after SIGTERM");
    }

    fn try_get(&self, path: &str, headers: &[(&str, &str)]) -> Option<Reply> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        let request = headers
            .iter()
            .fold(agent.get(format!("{}{path}", self.base)), |request, (name, value)| request.header(*name, *value));
        let mut response = request.call().ok()?;
        let body = response.body_mut().read_to_vec().ok()?;
        Some(Reply { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a sample and imports it; the URL of its store.
pub fn sample_register(size: &str, seed: u64, folder: &Path, store: &str) {
    let files = folder.join(size);
    run(["sample", "--size", size, "--seed", &seed.to_string(), "--out", &files.display().to_string()]).ok();
    import(store, &files).ok();
}

/// Imports a sample's folder as `DIR/*` would: every file in it, the truth too.
pub fn import(store: &str, files: &Path) -> Ran {
    run(import_words(store, files))
}

/// The words of that import.
pub fn import_words(store: &str, files: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(files).expect("the sample's folder").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let words = ["import", "--store", store].map(str::to_owned);
    words.into_iter().chain(paths.iter().map(|path| path.display().to_string())).collect()
}
