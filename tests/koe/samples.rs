//! The samples are what their programs make, to the last byte.

use std::fs;

use crate::program::root;

#[path = "../../data-samples/aomori-2024/make.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod aomori;
#[path = "../../data-samples/koriyama-2025/make.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod koriyama;
#[path = "../../data-samples/koriyama-waves/make.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod waves;

fn unchanged(sample: &str, files: Vec<(&'static str, Vec<u8>)>) {
    assert!(!files.is_empty());
    for (name, bytes) in files {
        let committed = fs::read(root().join("data-samples").join(sample).join(name)).expect("a committed file");
        assert!(committed == bytes, "{sample}/{name} is not what make.rs makes");
    }
}

#[test]
fn koriyama_is_what_its_program_makes() {
    unchanged("koriyama-2025", koriyama::files());
}

#[test]
fn aomori_is_what_its_program_makes() {
    unchanged("aomori-2024", aomori::files());
}

#[test]
fn the_waves_are_what_their_program_makes() {
    unchanged("koriyama-waves", waves::files());
}
