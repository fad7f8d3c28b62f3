# Whether Maillage holds its floors, on a release build: prints one table and keeps it in docs/benchmarks.md.
# Everything is measured in one run, on a PostgreSQL and on databases that live no longer than it does.
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"
source scripts/postgres.sh

need_rust
need_node
need_chromium
need_frontend_libraries
# As PostgreSQL comes: whoever commits waits for the disk.
unset MAILLAGE_TEST_POSTGRES_URL
start_postgres durable

step "Building the screens"
npm --prefix frontend run build </dev/null
step "Building the program"
cargo build --release --locked --quiet --package maillage --package bench </dev/null
step "Measuring"
target/release/bench run --program target/release/maillage --postgres "$MAILLAGE_TEST_POSTGRES_URL" --write docs/benchmarks.md "$@" </dev/null
step "Done: docs/benchmarks.md"
