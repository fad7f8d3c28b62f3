# Every test there is. Installs what it needs, goes on after a failure, and ends with one line: N passed, N failed.
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"
source scripts/postgres.sh

export CARGO_TERM_COLOR=never NO_COLOR=1 NEXTEST_NO_TESTS=pass
# A test waits much of its time for a database or another process: one more than there are processors.
export NEXTEST_TEST_THREADS=$(($(nproc) + 1))
# Thousands of databases are made and dropped: in memory, where it has room for them, that takes a tenth of the time.
room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || true
in_memory=
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "${room:-0}" -gt $((4 * 1024 * 1024)) ]; then
  in_memory=$(mktemp -d /dev/shm/maillage.XXXXXX)
  chmod 1777 "$in_memory"
  export TMPDIR=$in_memory
fi
reports=$(mktemp -d "${TMPDIR:-/tmp}/maillage-tests.XXXXXX")
passed=0 failed=0

# count <cargo|vitest|junit> <report> <exit status>: a run that failed without naming a test counts as one failure.
count() {
  local of_passed of_failed
  read -r of_passed of_failed < <(node scripts/tally.mjs "$1" "$2")
  if [ "$3" -ne 0 ] && [ "$of_failed" -eq 0 ]; then of_failed=1; fi
  passed=$((passed + of_passed)) failed=$((failed + of_failed))
}

# check "words" command…: something that is right or wrong as a whole. Told, and counted only when wrong.
check() {
  step "$1"
  shift
  if "$@" </dev/null; then echo "as it should be"; else failed=$((failed + 1)); fi
}

need_rust
need_node
need_chromium
need_frontend_libraries
start_postgres
clean_up() {
  if [ -n "${postgres_folder:-}" ]; then stop_postgres; fi
  rm -rf "$reports" ${in_memory:+"$in_memory"}
}
trap clean_up EXIT
trap 'exit 130' INT TERM

step "Building the screens"
npm --prefix frontend run build </dev/null

step "Building the program and its tests"
cargo build --workspace --all-targets --locked </dev/null

step "Backend tests, on SQLite and PostgreSQL"
if cargo nextest --version >/dev/null 2>&1; then tests=(cargo nextest run); else tests=(cargo test); fi
status=0
"${tests[@]}" --workspace --no-fail-fast --locked </dev/null 2>&1 | tee "$reports/backend" || status=$?
count cargo "$reports/backend" "$status"

step "The contract tried out with made-up requests, against the real program"
status=0
bash scripts/fuzz.sh "$reports" </dev/null || status=$?
count junit "$reports/fuzz-key.xml" 0
count junit "$reports/fuzz-administrator.xml" "$status"

check "Formatting of the backend" cargo fmt --all --check
check "The contract is the one of the code" bash scripts/generate.sh --verify
check "Formatting, lints and types of the screens" npm --prefix frontend run check

step "Tests of the screens"
status=0
npm --prefix frontend test -- --reporter=default --reporter=json --outputFile="$reports/screens" </dev/null || status=$?
count vitest "$reports/screens" "$status"

step "Journeys in a browser, against the real program"
status=0
MAILLAGE_BIN=$PWD/target/debug/maillage \
  npm --prefix frontend run e2e -- --reporter=default --reporter=json --outputFile="$reports/journeys" </dev/null || status=$?
count vitest "$reports/journeys" "$status"

step "Done"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
