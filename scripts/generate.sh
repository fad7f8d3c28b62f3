# Writes again what is generated: the contract from the routes, then the screens' types from the contract.
# With --verify, changes nothing and fails if what is committed is not what would be written.
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"

need_rust
need_node
need_frontend_libraries
mkdir -p frontend/dist openapi # the program embeds the first, even empty
cargo build --workspace --all-targets --locked --quiet </dev/null

fresh=$(mktemp -d "${TMPDIR:-/tmp}/maillage-contract.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
target/debug/maillage openapi >"$fresh/openapi.json"

if [ "${1:-}" = --verify ]; then
  (cd frontend && npx --no-install openapi-typescript "$fresh/openapi.json" -o "$fresh/schema.d.ts" >/dev/null </dev/null)
  cmp "$fresh/openapi.json" openapi/openapi.json && cmp "$fresh/schema.d.ts" frontend/src/api/schema.d.ts ||
    stop "The committed contract is old: run make generate and commit the result."
else
  cp "$fresh/openapi.json" openapi/openapi.json
  npm --prefix frontend run generate </dev/null
fi
