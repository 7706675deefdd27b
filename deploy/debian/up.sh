#!/bin/bash
# Brings an installation on Debian up to date with the sources that it is in, and starts it: roles of the database, units,
# programs, servers. Nothing is lost when it is run again, which an upgrade and other passwords want. PGHOST, PGUSER,
# PGPASSWORD and the like say who the superuser of the database is.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PGDATABASE=hostgraph SECRETS=/etc/hostgraph/secrets
deploy/database/roles.sh >/dev/null

cp -r deploy/debian/systemd/. /etc/systemd/system
systemctl daemon-reload
programs=(hostgraph@{accounts,mail,logs,compliance,hosting}.service hostgraph-gateway.service)
systemctl enable -q "${programs[@]}"
systemctl restart "${programs[@]}"
for port in 4001 4002 4003 4004 4005 4000; do
  for _ in {1..1500}; do
    if deploy/ready.sh "$port" 2>/dev/null; then continue 2; fi
    sleep 0.2
  done
  echo "what listens on $port is not ready: journalctl -u 'hostgraph*'" >&2
  exit 1
done

SERVERS='dovecot postfix proftpd' deploy/database/server-roles.sh >/dev/null
deploy/debian/servers.sh
others=(hostgraph-logs-ingest.service hostgraph-site-folders.timer)
systemctl enable -q "${others[@]}"
systemctl restart "${others[@]}"
