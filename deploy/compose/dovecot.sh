#!/bin/sh
# Writes what differs from host to host beside the configuration of Dovecot (deploy/dovecot/dovecot.conf), and starts it.
set -eu
umask 077
cat >/etc/dovecot/database.conf <<EOF
connect = host=postgres port=41441 dbname=hostgraph user=hostgraph_dovecot password=$DOVECOT_PASSWORD
EOF
umask 022
echo "hostgraph:$(doveadm pw -s ARGON2ID -p "$SIEVE_MASTER_PASSWORD")::::::" >/etc/dovecot/masters
echo "folders:$(doveadm pw -s ARGON2ID -p "$FOLDERS_MASTER_PASSWORD")::::::" >/etc/dovecot/hostgraph-folders.users
cp /certificates/certificate.pem /certificates/key.pem /etc/dovecot
cat >/etc/dovecot/local.conf <<EOF
log_path = /dev/stderr
submission_host = postfix:10587
EOF
exec dovecot -F
