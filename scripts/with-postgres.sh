#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL of a PostgreSQL server that lives only as long as the command: an own cluster in a temporary
# folder, on a free port of the loopback. Needs Debian's package postgresql; as root the server runs as the user postgres.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }
folder=$(mktemp -d)
port=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
as=()
if [ "$(id -u)" -eq 0 ]; then
  as=(runuser -u postgres --)
  chown postgres "$folder"
fi
stop() {
  (cd / && "${as[@]}" "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop) || true
  rm -rf "$folder"
}
trap stop EXIT
(
  cd /
  "${as[@]}" "$bin/initdb" --pgdata="$folder/data" --username=desk --auth=trust --encoding=UTF8 --no-sync >/dev/null
  "${as[@]}" "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent \
    --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c fsync=off" start
)
TEST_DATABASE_URL="postgresql://desk@127.0.0.1:$port/postgres" "$@"
