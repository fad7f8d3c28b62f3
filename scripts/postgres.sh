# A PostgreSQL for the length of a run: fresh, on a free port of the loopback, in a temporary folder, without any care
# for power cuts (unless `durable`). Sourced after machine.sh; `start_postgres` sets MAILLAGE_TEST_POSTGRES_URL.

start_postgres() {
  if [ -n "${MAILLAGE_TEST_POSTGRES_URL:-}" ]; then return; fi # somebody has one
  need_postgres
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/maillage-postgres.XXXXXX")
  postgres_as=()
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" -eq 0 ]; then
    local user=nobody
    if id -u postgres >/dev/null 2>&1; then user=postgres; fi
    chown "$user" "$postgres_folder"
    postgres_as=(runuser -u "$user" --)
  fi
  trap stop_postgres EXIT
  trap 'exit 130' INT TERM
  local port careless="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  if [ "${1:-}" = durable ]; then careless=; fi
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
  (
    cd "$postgres_folder"
    "${postgres_as[@]}" "$postgres_bin/initdb" -D "$postgres_folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1 ||
      { cat initdb.log >&2 && exit 1; }
    "${postgres_as[@]}" "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/data/server.log" -w -t 60 \
      -o "-p $port -h 127.0.0.1 -k $postgres_folder/data $careless -c max_connections=400" \
      start </dev/null >pg_ctl.log 2>&1 || { cat pg_ctl.log data/server.log >&2 && exit 1; }
  ) || stop "The PostgreSQL of the tests did not start (see above)."
  export MAILLAGE_TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres"
}

stop_postgres() {
  "${postgres_as[@]}" "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder"
}
