# The whole contract against the real program: schemathesis makes up thousands of requests that keep to it, bend it
# or break it, follows what they give from one operation to the next, and holds each answer against the contract.
# A server error is a failure; so is a status, media type, header or body that the contract does not name, an operation
# that answers without a sign-in, and a thing that is still there once it was deleted.
#   bash scripts/fuzz.sh [folder for the reports]
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

readonly SCHEMATHESIS=4.32.5 SEED=2016 LONGEST=600
readonly CHECKS=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance\
,response_schema_conformance,unsupported_method,allow_header_conformance,ignored_auth,use_after_free
readonly here=$PWD tools=$PWD/target/fuzz program=$PWD/target/debug/maillage

need_python
need_node

if [[ $("$tools/bin/st" --version 2>/dev/null) != *" $SCHEMATHESIS" ]]; then
  step "Fetching schemathesis $SCHEMATHESIS"
  rm -rf "$tools"
  python3 -m venv "$tools" </dev/null
  "$tools/bin/pip" install --quiet "schemathesis==$SCHEMATHESIS" </dev/null ||
    { rm -rf "$tools" && stop "schemathesis could not be fetched from PyPI: nothing was tried out."; }
fi
if [ ! -x "$program" ]; then cargo build --workspace --all-targets --locked </dev/null; fi

house=$(mktemp -d "${TMPDIR:-/tmp}/maillage-fuzz.XXXXXX")
reports=$(realpath -m "${1:-$house/reports}")
server=''
clean_up() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
  rm -rf "$house"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

step "A demonstration club for the fuzzer"
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
export MAILLAGE_DATA_DIR=$house/data MAILLAGE_LISTEN=127.0.0.1:$port MAILLAGE_DATABASE_URL=
"$program" demo </dev/null >/dev/null 2>"$house/log" || { cat "$house/log" >&2 && stop "The demonstration club could not be made."; }
"$program" admin create fuzz@club.example --password </dev/null >"$house/admin" 2>"$house/log"
"$program" serve </dev/null >"$house/log" 2>&1 &
server=$!
export FUZZ_BASE=http://127.0.0.1:$port
{ read -r FUZZ_TOKEN && read -r key; } < <(node scripts/fuzz-sign-in.mjs "$FUZZ_BASE" "$house/admin") ||
  { cat "$house/log" >&2 && stop "Nobody could sign in."; }
export FUZZ_TOKEN

# Left out: what would sign the fuzzer out. Everything after it would only try what strangers get.
readonly left_out=(--exclude-operation-id accounts_logout --exclude-operation-id accounts_end_session)

# try_out "words" <bearer> <name of the report> <further arguments>…
failed=0
try_out() {
  local words=$1 bearer=$2 report=$3
  shift 3
  step "$words"
  (
    cd "$house" # it leaves files about
    SCHEMATHESIS_HOOKS=fuzz PYTHONPATH=$here/scripts PYTHONDONTWRITEBYTECODE=1 timeout --foreground "$LONGEST" \
      "$tools/bin/st" run "$FUZZ_BASE/api/v1/openapi.json" --header "Authorization: Bearer $bearer" "${left_out[@]}" \
      --checks "$CHECKS" \
      --seed "$SEED" --generation-database none --warnings off --continue-on-failure --no-color \
      --report junit --report-junit-path "$reports/$report.xml" "$@" </dev/null
  ) || failed=1
}

mkdir -p "$reports"
try_out "As a machine with every scope" "$key" fuzz-key --phases examples,fuzzing --max-examples 10
try_out "As an administrator" "$FUZZ_TOKEN" fuzz-administrator --max-examples 20

# Whoever was signed out on the way has tried nothing; a program that died has answered nothing.
node -e 'fetch(process.argv[1] + "/api/v1/me", { headers: { authorization: `Bearer ${process.argv[2]}` } }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))' \
  "$FUZZ_BASE" "$FUZZ_TOKEN" || { tail -n 20 "$house/log" >&2 && stop "The fuzzer was signed out, or the program is gone."; }
if [ "$failed" -ne 0 ]; then
  grep -a 'status=5\|ERROR\|panicked' "$house/log" | tail -n 40 >&2 || true
  stop "Some answers are not those of the contract (see above)."
fi
