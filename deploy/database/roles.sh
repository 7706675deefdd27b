#!/bin/sh
# A role and a schema for each subgraph, brought up to date at every start: what is there stays, what is missing is made, and
# passwords are those of the files in $SECRETS. No role can take the connections of the others: all limits together stay below
# max_connections. Roles of servers need views of the subgraphs first: server-roles.sh.
set -eu
# shellcheck source=deploy/database/superuser.sh
. "$(dirname "$0")/superuser.sh"
for name in accounts mail logs compliance hosting; do
  export SECRET="$secrets/${name}_password"
  psql -q -v ON_ERROR_STOP=1 -v role="hostgraph_$name" -v schema="$name" -f - <<'SQL'
-- One at a time: two that grant on the same database at once fail ("tuple concurrently updated").
SELECT FROM pg_advisory_lock(hashtext('hostgraph roles'));
\set password `cat "$SECRET"`
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') AS is_new \gset
\if :is_new
CREATE ROLE :"role";
\endif
ALTER ROLE :"role" LOGIN PASSWORD :'password' CONNECTION LIMIT 30;
REVOKE ALL ON DATABASE :DBNAME FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :DBNAME TO :"role";
SET client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS :"schema" AUTHORIZATION :"role";
SQL
done
