#!/bin/sh
# Hands the certificate that is in /etc/hostgraph now to Dovecot, Postfix and ProFTPD; nothing that is open ends.
# certificates.sh restart: after other settings were made as well.
set -eu
for server in dovecot postfix proftpd; do
  install -m 644 /etc/hostgraph/certificate.pem "/etc/$server"
  install -m 600 /etc/hostgraph/key.pem "/etc/$server"
  systemctl "${1:-reload}" "$server"
done
