# What a machine needs, checked or installed. Sourced by the other scripts, which call the need_* they depend on.
# On Debian and its kin, as root (or with sudo that asks nothing), missing packages are installed; elsewhere a
# sentence says what to install. Rust and Node are too old in most distributions: they are checked, and named.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

readonly RUST_AT_LEAST=1.95 NODE_AT_LEAST=20.19
started=$SECONDS

# step "words": announces what comes, with the time since the start.
step() { printf '\n── %s  [%d min %02d s]\n' "$1" $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)); }

stop() {
  printf '\nmaillage: %s\n' "$1" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# at_least 1.95 1.96.2
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# install_packages "what for" package…
install_packages() {
  local reason=$1 as_root=()
  shift
  if ! has apt-get; then stop "$reason is missing. Install what your system calls: $*."; fi
  if [ "$(id -u)" -ne 0 ]; then
    if has sudo && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      stop "$reason is missing. Install it with: sudo apt-get install $*"
    fi
  fi
  step "Installing $reason ($*)"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null ||
    stop "$reason could not be installed. Try: apt-get install $*"
}

need_rust() {
  has cargo && has rustc || stop "Rust $RUST_AT_LEAST or newer is needed, and cargo is not there. Install it from https://rustup.rs, then try again."
  local version
  version=$(rustc --version | cut -d ' ' -f 2)
  at_least "$RUST_AT_LEAST" "$version" || stop "Rust $RUST_AT_LEAST or newer is needed, this is $version. With rustup: rustup update stable"
  # SQLite and the cryptography come with a little C.
  has cc || install_packages "a C compiler" build-essential
}

need_node() {
  has node && has npm || install_packages "Node.js" nodejs npm
  local version
  version=$(node --version | tr -d v)
  at_least "$NODE_AT_LEAST" "$version" ||
    stop "Node.js $NODE_AT_LEAST or newer is needed, this is $version. See https://nodejs.org/download, then try again."
}

# The screens' libraries, when the lock file is newer than what is installed.
need_frontend_libraries() {
  if [ frontend/node_modules/.package-lock.json -nt frontend/package-lock.json ]; then return; fi
  step "Fetching the screens' libraries"
  # Not `npm ci`: it refuses a lock file that names no download host, for the optional packages of other systems.
  npm --prefix frontend install --no-save --no-audit --no-fund --loglevel=error </dev/null
}

# Python with its virtual environments; Debian ships these apart.
need_python() {
  has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages "Python" python3 python3-venv
}

# The folder with initdb and pg_ctl, in $postgres_bin.
need_postgres() {
  find_postgres || { install_packages "PostgreSQL" postgresql && find_postgres; } || stop "PostgreSQL's initdb is nowhere to be found."
}

find_postgres() {
  postgres_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  if [ -z "$postgres_bin" ] && has initdb; then postgres_bin=$(dirname "$(command -v initdb)"); fi
  [ -n "$postgres_bin" ] && [ -x "$postgres_bin/initdb" ]
}

# The browser of the journeys, in $CHROMIUM_PATH.
need_chromium() {
  find_chromium || { install_packages "Chromium" chromium && find_chromium; } ||
    stop "Chromium is nowhere to be found. Set CHROMIUM_PATH to the program of a Chrome or Chromium."
}

find_chromium() {
  local name
  for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && has "$name"; then
      CHROMIUM_PATH=$(command -v "$name")
      export CHROMIUM_PATH
      return
    fi
  done
  return 1
}
