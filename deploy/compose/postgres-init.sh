#!/bin/sh
# Run once by the image of PostgreSQL, in a new database: a role and a schema for each subgraph. What the mail servers
# read is made by the subgraphs; see the services mail-roles and ftp-role. No role can take the connections of the others:
# all limits together stay below max_connections.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -c "REVOKE ALL ON DATABASE $POSTGRES_DB FROM PUBLIC"
for name in accounts mail logs compliance hosting; do
  password=$(printenv "$(echo "$name" | tr a-z A-Z)_PASSWORD")
  psql -v ON_ERROR_STOP=1 -v role="hostgraph_$name" -v password="$password" -v schema="$name" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password' CONNECTION LIMIT 30;
GRANT CONNECT, TEMPORARY ON DATABASE :DBNAME TO :"role";
CREATE SCHEMA :"schema" AUTHORIZATION :"role";
SQL
done
