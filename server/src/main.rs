//! yuntu
fn main() {}
