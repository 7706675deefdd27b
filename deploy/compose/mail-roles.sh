#!/bin/sh
# Lets Dovecot and Postfix read their views; run when the mail subgraph has made them, and harmless when run again.
set -eu
for server in dovecot postfix; do
  password=$(printenv "$(echo "$server" | tr a-z A-Z)_PASSWORD")
  psql -v ON_ERROR_STOP=1 -f "/deploy/$server/role.sql"
  psql -v ON_ERROR_STOP=1 -v role="hostgraph_$server" -v password="$password" <<'SQL'
ALTER ROLE :"role" PASSWORD :'password';
SQL
done
