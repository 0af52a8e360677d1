//! koe
fn main() {}
