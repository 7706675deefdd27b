#!/bin/sh
# Lets each of $SERVERS read its views; run at every start, when the subgraph has made them.
set -eu
# shellcheck source=deploy/database/superuser.sh
. "$(dirname "$0")/superuser.sh"
deploy=$(dirname "$0")/..
for server in $SERVERS; do
  export SECRET="$secrets/${server}_password"
  # One at a time: two that grant on the same database at once fail ("tuple concurrently updated").
  psql -q -v ON_ERROR_STOP=1 -v role="hostgraph_$server" \
    -c "SELECT FROM pg_advisory_lock(hashtext('hostgraph roles'))" -f "$deploy/$server/role.sql" -f - <<'SQL'
\set password `cat "$SECRET"`
ALTER ROLE :"role" PASSWORD :'password';
SQL
done
