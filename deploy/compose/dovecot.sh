#!/bin/sh
# Puts the configuration of Dovecot (deploy/dovecot/dovecot.conf) to where it reads it, with what differs from host to host,
# and starts it.
set -eu
cp -a /usr/share/hostgraph/. /etc/dovecot
umask 077
cat >/etc/dovecot/database.conf <<EOF
connect = host=postgres dbname=hostgraph user=hostgraph_dovecot password=$(cat /run/secrets/dovecot_password)
EOF
install -m 600 /certificates/key.pem /etc/dovecot
umask 022
install -m 644 /certificates/certificate.pem /etc/dovecot
# Who may manage scripts, and list folders, for everybody: from the network of the subgraphs that do so, and from nowhere else.
master() {
  echo "$1:$(doveadm pw -s ARGON2ID -p "$(cat "/run/secrets/$2")")::::::allow_nets=$HOSTGRAPH_NETWORK"
}
master hostgraph sieve_master_password >/etc/dovecot/masters
master folders folders_master_password >/etc/dovecot/hostgraph-folders.users
# A container is in several networks. What is for Postfix alone listens in the inner one.
inside=$(getent ahostsv4 dovecot.inside | sed -n '1s/ .*//p')
cat >/etc/dovecot/local.conf <<EOF
log_path = /var/log/mail/dovecot.log
submission_host = postfix.inside:10587
# Sessions outlive a reload, which a renewed certificate brings.
shutdown_clients = no
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
/deploy/keep-log.sh /var/log/mail/dovecot.log doveadm log reopen
exec dovecot -F
