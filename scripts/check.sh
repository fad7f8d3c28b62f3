# Formatting, lints and types of both halves. Changes nothing; `cargo fmt` and `npm run format` (in frontend/) mend most.
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

need_rust
need_node
need_frontend_libraries
cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 ||
  stop "rustfmt and clippy are needed: rustup component add rustfmt clippy"

step "Formatting of the backend"
cargo fmt --all --check

step "Lints of the backend"
mkdir -p frontend/dist # the program embeds this folder; empty will do here
cargo clippy --workspace --all-targets --locked -- -D warnings </dev/null

step "Formatting, lints and types of the screens"
npm --prefix frontend run check </dev/null
