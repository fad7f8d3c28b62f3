//! How long the reference takes: `cargo run --release -p places --example speed`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::time::Instant;

use places::places;

fn main() {
    let start = Instant::now();
    let reference = places();
    println!("read: {:.1?}", start.elapsed());
    for q in ["", "s", "saint", "selestat", "aux mines", "676"] {
        measure(&format!("search {q:?}"), || drop(black_box(reference.search(q, 20))));
    }
    for cell in ["Sélestat", "HOHWALD (LE)", "Saint-Martin", "Markirch", "Selesta", "Trifouillis-les-Oies"] {
        let within = |code: &str| code.starts_with("67");
        measure(&format!("resolve {cell:?}"), || drop(black_box(reference.resolve(cell, None, &within))));
    }
}

fn measure(what: &str, run: impl Fn()) {
    const TIMES: u32 = 100;
    let start = Instant::now();
    (0..TIMES).for_each(|_| run());
    println!("{what}: {:.1?}", start.elapsed() / TIMES);
}
