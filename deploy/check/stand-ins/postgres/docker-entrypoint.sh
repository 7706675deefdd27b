#!/bin/bash
# With POSTGRES_DB and POSTGRES_PASSWORD_FILE, as the user postgres: a database where there is none, and the server.
set -euo pipefail
[ "${1:-}" = postgres ] || exec "$@"
mkdir -p /var/run/postgresql
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --username=postgres --pwfile="$POSTGRES_PASSWORD_FILE" -D "$PGDATA" \
    --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
  printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -w start -o "-c listen_addresses='' -c unix_socket_directories=/var/run/postgresql"
  [ "$POSTGRES_DB" = postgres ] || psql -v ON_ERROR_STOP=1 -h /var/run/postgresql -U postgres -d postgres -v db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
  pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
