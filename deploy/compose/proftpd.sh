#!/bin/sh
# Starts ProFTPD (deploy/proftpd/proftpd.conf), and makes folders of sites as they come.
set -eu
FTP_DATABASE_PASSWORD=$(cat /run/secrets/proftpd_password)
export FTP_DATABASE_PASSWORD
for log in proftpd transfers tls bans; do
  /deploy/keep-log.sh "$FTP_LOGS/$log.log" /deploy/certificates.sh proftpd
done
while site-folders || true; do sleep 15; done &
exec proftpd --nodaemon --config /etc/proftpd/proftpd.conf
