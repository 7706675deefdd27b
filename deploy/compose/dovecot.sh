#!/bin/sh
# Writes what differs from host to host beside the configuration of Dovecot (deploy/dovecot/dovecot.conf), and starts it.
set -eu
umask 077
cat >/etc/dovecot/database.conf <<EOF
connect = host=postgres dbname=hostgraph user=hostgraph_dovecot password=$DOVECOT_PASSWORD
EOF
umask 022
echo "hostgraph:$(doveadm pw -s ARGON2ID -p "$SIEVE_MASTER_PASSWORD")::::::" >/etc/dovecot/masters
echo "folders:$(doveadm pw -s ARGON2ID -p "$FOLDERS_MASTER_PASSWORD")::::::" >/etc/dovecot/hostgraph-folders.users
cp /certificates/certificate.pem /certificates/key.pem /etc/dovecot
# A container is in several networks. What is for Postfix alone listens in the inner one.
inside=$(getent ahostsv4 dovecot.inside | sed -n '1s/ .*//p')
cat >/etc/dovecot/local.conf <<EOF
log_path = /dev/stderr
submission_host = postfix.inside:10587
service auth {
  inet_listener postfix {
    address = $inside
  }
}
service lmtp {
  inet_listener lmtp {
    address = $inside
  }
}
EOF
exec dovecot -F
