//! The accept loop against peers that do not behave.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use server::http::{Limits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::kit::tiny;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn running(limits: Limits) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(async move {
        serve(listener, tiny("public"), limits, async { drop(stopped.await) }).await;
    });
    Running { address, stop, ended }
}

/// Sends bytes and reads to the end, or to the deadline.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await.expect("it is closed");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_never_ends_its_headers_is_closed() {
    let limits = Limits { headers: Duration::from_millis(200), ..Limits::default() };
    let server = running(limits).await;
    for beginning in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-A:"] {
        let begun = Instant::now();
        exchange(server.address, beginning.as_bytes()).await;
        assert!(begun.elapsed() < Duration::from_secs(5), "“{beginning}” took {:?}", begun.elapsed());
    }
    let idle = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert!(exchange(server.address, idle.as_bytes()).await.starts_with("HTTP/1.1 200"), "then closed when idle");
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_without_end_and_lines_that_are_no_http_are_refused() {
    let server = running(Limits::default()).await;
    let huge = format!("GET / HTTP/1.1\r\nHost: x\r\nX-A: {}\r\n\r\n", "a".repeat(2_000_000));
    let answer = exchange(server.address, huge.as_bytes()).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    let answer = exchange(server.address, b"\x16\x03\x01\x02\x00 this is no HTTP\r\n\r\n").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
    let fine = exchange(server.address, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(fine.starts_with("HTTP/1.1 200"), "it still serves: {fine}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_take_every_place() {
    let server = running(Limits { connections_per_address: 3, ..Limits::default() }).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(TcpStream::connect(server.address).await.unwrap());
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let get = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert_eq!(exchange(server.address, get).await, "", "a fourth is closed unanswered");
    held.clear();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(exchange(server.address, get).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stops_within_its_grace_whatever_is_open() {
    let server = running(Limits { grace: Duration::from_millis(300), ..Limits::default() }).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let _silent = TcpStream::connect(server.address).await.unwrap();
    let mut half = TcpStream::connect(server.address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHo").await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    server.stop.send(()).unwrap();
    server.ended.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
}
