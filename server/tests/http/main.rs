//! The whole router, asked in process about the core's tiny district; and the accept loop, asked over sockets.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod answers;
mod audiences;
mod bad_input;
mod capacity;
mod edits;
mod files;
mod gaps;
mod headers;
mod kit;
mod lens;
mod revisions;
mod siting;
mod sockets;
mod tiles;
mod timeline;
