# How fast things are, on a release build: every crate's `examples/speed.rs`.
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

need_rust
mkdir -p frontend/dist # the program embeds this folder; empty will do here
for example in backend/examples/speed.rs backend/*/examples/speed.rs; do
  if [ ! -e "$example" ]; then continue; fi
  manifest=$(dirname "$(dirname "$example")")/Cargo.toml
  step "$manifest"
  cargo run --release --locked --quiet --manifest-path "$manifest" --example speed </dev/null
done
