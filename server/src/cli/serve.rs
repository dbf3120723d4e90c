use std::io::ErrorKind;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use clap::Args;
use data::store::{Open, Store};
use spatial::Audience;
use spatial::audience::BadAudience;
use spatial::places::AreaCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::app::App;
use crate::failure::Failure;
use crate::http::{Limits, PublicAddress, recorder, router, serve};
use crate::live::{Live, Loading, follow};

/// How to serve.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// 数据库地址 The register: sqlite:FILE or postgres://…
    #[arg(long, env = "YUNTU_STORE", value_name = "URL", default_value = super::DEFAULT_STORE)]
    store: String,
    /// 监听地址 Address or name, and port, to listen on
    #[arg(long, env = "YUNTU_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = listen)]
    listen: SocketAddr,
    /// 以谁的身份提供 Whom everyone is taken for: public, display, worker, planner, admin (these three also :CODE,CODE) or
    /// auditor; anything but public only on a loopback address
    #[arg(long = "as", env = "YUNTU_AS", value_name = "AUDIENCE", default_value = "public", value_parser = audience)]
    audience: Audience,
    /// 判定日期 The date of the verdicts [default: the register's own data date]
    #[arg(long, env = "YUNTU_AS_OF", value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// 对外网址 The address by which the world knows this server, as in `https://map.example.cn/yuntu`
    /// [default: from Forwarded, X-Forwarded-* or Host]
    #[arg(long, env = "YUNTU_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// 路径前缀 The path under which this server answers, as in /yuntu
    #[arg(long, env = "YUNTU_BASE_PATH", value_name = "PATH", default_value = "")]
    base_path: String,
    /// 规则集 The rule set: a built-in one (national, rural) or a file
    #[arg(long, env = "YUNTU_RULES", value_name = "NAME|FILE", default_value = super::DEFAULT_RULES)]
    rules: String,
    /// 区划代码 The district, where the register has several [default: its first]
    #[arg(long, env = "YUNTU_DISTRICT", value_name = "CODE", value_parser = super::county)]
    district: Option<AreaCode>,
}

/// How often the register is asked for its revision, one row of one table: an edit is seen within this and the time that it
/// takes itself.
const FOLLOW_EVERY: Duration = Duration::from_millis(100);

/// Threads that still work when the server has stopped are not waited for longer than this.
const LAST_WORK: Duration = Duration::from_millis(300);

impl Serve {
    /// Serves until SIGTERM or SIGINT.
    pub(super) fn run(self) -> Result<(), Failure> {
        if self.audience != Audience::Public && !self.listen.ip().is_loopback() {
            let (audience, listen) = (&self.audience, self.listen);
            return Err(Failure::new(format!(
                "--as {audience} shows more than the public may see, and without logins it is for this machine only: \
                 --listen {listen} is not a loopback address; use 127.0.0.1, or --as public"
            )));
        }
        let runtime = super::runtime()?;
        let outcome = runtime.block_on(self.serve());
        runtime.shutdown_timeout(LAST_WORK);
        outcome
    }

    async fn serve(self) -> Result<(), Failure> {
        let rules = data::rules::open(&self.rules).map_err(Failure::new)?;
        let public = PublicAddress::new(self.public_url.as_deref(), &self.base_path).map_err(Failure::new)?;
        let store = Arc::new(Store::open(&self.store, Open::Existing).await.map_err(Failure::new)?);
        let listener = TcpListener::bind(self.listen).await.map_err(|error| cannot_listen(self.listen, &error))?;
        let address = listener.local_addr().map_err(|error| Failure::io("the listening socket", &error))?;
        self.banner(address, &public);

        let live = Arc::new(Live::default());
        let app = App::new(Arc::clone(&live), self.audience, public, Some(Arc::clone(&store)), recorder());
        let loading = Loading { county: self.district, rules, as_of: self.as_of };
        let stop = async {
            tokio::select! {
                signal = stop_signal() => signal,
                Err(error) = Box::pin(follow(live, store, loading, FOLLOW_EVERY)) => Err(Failure::new(error)),
            }
        };
        serve(listener, router(app), Limits::default(), stop).await
    }

    /// Tells the person at the terminal where the map is and who it is for.
    fn banner(&self, address: SocketAddr, public: &PublicAddress) {
        let url = public.absolute(&axum::http::HeaderMap::new(), "/");
        let url = if url.starts_with('/') { format!("http://{address}{url}") } else { url };
        eprintln!("党建云图 yuntu: {url}");
        if self.audience != Audience::Public {
            let audience = &self.audience;
            eprintln!("  ┌──────────────────────────────────────────────────────────────────────────────");
            eprintln!("  │ 未登录即以 {audience} 身份提供，含公众不可见的数据；只限本机访问。");
            eprintln!("  │ Everyone is taken for “{audience}”, without a login: this machine only.");
            eprintln!("  └──────────────────────────────────────────────────────────────────────────────");
        }
    }
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::AddrInUse => Failure::new(format!(
            "{address} is taken by another program; stop it, or choose another port with --listen {}:PORT",
            address.ip()
        )),
        ErrorKind::AddrNotAvailable => Failure::new(format!("{} is not an address of this machine", address.ip())),
        _ => Failure::io(&format!("listening on {address}"), error),
    }
}

/// Ready at SIGTERM or SIGINT.
async fn stop_signal() -> Result<(), Failure> {
    let listen = |kind| signal(kind).map_err(|error| Failure::io("waiting for signals", &error));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    eprintln!("yuntu: 正在停止 stopping");
    Ok(())
}

/// Reads an address with a port, or the name of one: the first of its addresses.
fn listen(text: &str) -> Result<SocketAddr, String> {
    let found = text.to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    found
        .ok_or_else(|| "write an address of this machine and a port, as in 127.0.0.1:8080 or localhost:8080".to_owned())
}

fn audience(text: &str) -> Result<Audience, BadAudience> {
    Audience::parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_or_a_name_is_listened_on_and_nothing_else() {
        assert_eq!(listen("127.0.0.1:8080"), Ok(SocketAddr::from(([127, 0, 0, 1], 8080))));
        assert!(listen("localhost:8080").is_ok_and(|address| address.ip().is_loopback() && address.port() == 8080));
        for bad in ["localhost", "8080", "", "127.0.0.1:99999"] {
            assert!(listen(bad).is_err_and(|said| said.contains("127.0.0.1:8080")), "{bad}");
        }
    }
}
