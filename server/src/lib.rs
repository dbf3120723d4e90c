//! The composing crate: command line, live district, API, tiles endpoint, web page. The `yuntu` binary is this crate's
//! [`cli`] and nothing else.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

pub mod api;
pub mod app;
pub mod cli;
pub mod failure;
mod hex;
pub mod http;
pub mod live;
pub mod tile;
