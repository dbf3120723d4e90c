//! The accept loop. Every connection has a deadline for its headers and for each write, and its address and the whole server a
//! cap on connections: a stuck or hostile peer costs one slot for some seconds and nothing else.

mod slots;
mod stall;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use slots::Slots;
use stall::StallLimited;

/// What a peer may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections in all.
    pub connections: usize,
    /// Connections of one address; behind a proxy that is the proxy's.
    pub connections_per_address: usize,
    /// From the first moment of a connection, or the end of the answer before, to the end of a request's headers.
    pub headers: Duration,
    /// How long a peer may read nothing of what is sent to it.
    pub write: Duration,
    /// How long open requests are waited for at the end.
    pub grace: Duration,
    /// Bytes of a request's line and headers.
    pub header_bytes: usize,
}

impl Default for Limits {
    /// A browser opens six connections; a proxy some hundreds. The grace leaves a second of the five that a stop may take.
    fn default() -> Self {
        Self {
            connections: 2048,
            connections_per_address: 256,
            headers: Duration::from_secs(10),
            write: Duration::from_secs(20),
            grace: Duration::from_secs(4),
            header_bytes: 32 * 1024,
        }
    }
}

/// Serves connections until `stop` is ready, lets open requests end within the grace, and gives what `stop` gave.
pub async fn serve<T>(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = T>) -> T {
    let graceful = GracefulShutdown::new();
    let slots = Slots::new(limits.connections, limits.connections_per_address);
    let mut stop = std::pin::pin!(stop);
    let stopped = loop {
        let (stream, peer) = tokio::select! {
            stopped = &mut stop => break stopped,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: accepting again at once would spin.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        open(stream, peer, &router, limits, &slots, &graceful);
    };
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => tracing::info!("every open request was answered"),
        () = tokio::time::sleep(limits.grace) => tracing::warn!("some requests were still open and were cut off"),
    }
    stopped
}

fn open(
    stream: TcpStream,
    peer: SocketAddr,
    router: &Router,
    limits: Limits,
    slots: &Slots,
    graceful: &GracefulShutdown,
) {
    let Some(slot) = slots.take(peer.ip()) else {
        metrics::counter!("yuntu_connections_refused_total").increment(1);
        return;
    };
    // Answers are whole when they are written; waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(StallLimited::new(stream, limits.write));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_header_size(limits.header_bytes)
        .max_buf_size(limits.header_bytes.max(64 * 1024))
        .serve_connection(io, TowerToHyperService::new(router.clone()));
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, %peer, "a connection ended early");
        }
        drop(slot);
    });
}
