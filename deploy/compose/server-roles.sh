#!/bin/sh
# Lets each of $SERVERS read its views; run when the subgraph has made them, and harmless when run again.
set -eu
for server in $SERVERS; do
  password=$(printenv "$(echo "$server" | tr a-z A-Z)_PASSWORD")
  psql -v ON_ERROR_STOP=1 -f "/deploy/$server/role.sql"
  psql -v ON_ERROR_STOP=1 -v role="hostgraph_$server" -v password="$password" <<'SQL'
ALTER ROLE :"role" PASSWORD :'password';
SQL
done
