# Builds what changed and opens the demonstration club. Settings of the environment are honoured
# (MAILLAGE_DATA_DIR, MAILLAGE_LISTEN, …; `maillage settings` lists them).
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

need_rust
need_node
need_frontend_libraries

# The program holds the screens, so they come first.
if [ ! -e frontend/dist/index.html ] ||
  [ -n "$(find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -path frontend/e2e -prune -o -type f -newer frontend/dist/index.html -print -quit)" ]; then
  step "Building the screens"
  npm --prefix frontend run build </dev/null
fi

if [ -e target/release/maillage ]; then
  step "Building the program (what changed)"
else
  step "Building the program (the first time takes about a quarter of an hour on two cores)"
fi
cargo build --release --locked -p maillage --bin maillage </dev/null

data=${MAILLAGE_DATA_DIR:-data}
if [ -z "${MAILLAGE_DATABASE_URL:-}" ]; then
  [ -e "$data/maillage.sqlite" ] || step "Making the demonstration club in $data/"
  # A file that is there may hold nothing yet: making the demonstration may have been interrupted. Where it is made
  # already this does nothing, and a club with accounts or members stays as it is.
  if told=$(target/release/maillage demo 2>&1); then
    case $told in *"is made"*) echo "$told" ;; esac
  else
    case $told in *"already has accounts or members"*) ;; *) stop "$told" ;; esac
  fi
fi

step "Starting (Ctrl+C stops)"
# Waits for the server beside it, then prints the address and the sign-ins; ends with it.
node scripts/welcome.mjs "${MAILLAGE_LISTEN:-127.0.0.1:8080}" &
exec target/release/maillage serve
