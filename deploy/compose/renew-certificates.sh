#!/bin/sh
# renew-certificates.sh [CERTIFICATE KEY]: puts a renewed certificate to where .env says that certificates are, and has
# Dovecot, Postfix and ProFTPD serve it. Nobody is disconnected, and no mail is lost. As a hook of certbot
# (--deploy-hook) it knows what was renewed, and takes no arguments.
set -eu
certificate=${1:-${RENEWED_LINEAGE:?CERTIFICATE and KEY}/fullchain.pem}
key=${2:-${RENEWED_LINEAGE:-}/privkey.pem}
cd "$(dirname "$0")/../.."
sed -n -e 's/^MAIL_CERTIFICATES=//p' -e 's/^FTP_CERTIFICATES=//p' .env | sort -u | while read -r folder; do
  # A server that reads while it is written finds the old or the new, and no half.
  install -m 600 "$key" "$folder/key.pem.new"
  install -m 644 "$certificate" "$folder/certificate.pem.new"
  mv "$folder/key.pem.new" "$folder/key.pem"
  mv "$folder/certificate.pem.new" "$folder/certificate.pem"
done
for server in dovecot postfix proftpd; do
  ${COMPOSE:-docker compose} exec -T "$server" /deploy/certificates.sh "$server"
done
