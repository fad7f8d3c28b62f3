# How fast things are, on a release build: what docs/benchmarks.md keeps. Every crate's `examples/speed.rs`, then
# imports against the real program. PostgreSQL is measured too when MAILLAGE_BENCH_POSTGRES_URL names an empty database.
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

need_rust
need_node
mkdir -p frontend/dist # the program embeds this folder; empty will do here
step "The program"
cargo build --release --locked --quiet --package maillage --bin maillage </dev/null
step "Imports"
node scripts/bench-import.mjs target/release/maillage "${MAILLAGE_BENCH_POSTGRES_URL:-}"
for example in backend/examples/speed.rs backend/*/examples/speed.rs; do
  if [ ! -e "$example" ]; then continue; fi
  manifest=$(dirname "$(dirname "$example")")/Cargo.toml
  step "$manifest"
  cargo run --release --locked --quiet --manifest-path "$manifest" --example speed </dev/null
done
