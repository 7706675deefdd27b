#!/bin/sh
# Writes what differs from host to host for Postfix (deploy/postfix/configure), and starts it.
set -eu
cp -a /usr/share/postfix-etc/. /etc/postfix
install -d -o postfix -g postfix /var/lib/postfix
umask 077
cat >/etc/postfix/database.cf <<EOF
hosts = postgres
dbname = hostgraph
user = hostgraph_postfix
password = $(cat /run/secrets/postfix_password)
EOF
install -m 600 /certificates/key.pem /etc/postfix
umask 022
install -m 644 /certificates/certificate.pem /etc/postfix
cat >/etc/postfix/local.cf <<EOF
myhostname = $MAIL_HOST_NAME
maillog_file = /var/log/mail/postfix.log
maillog_file_prefixes = /var/log/mail
hostgraph_dovecot = dovecot.inside
hostgraph_dovecot_networks = $HOSTGRAPH_NETWORK
EOF
/usr/share/hostgraph/configure /etc/postfix
# What is for Dovecot alone listens in the network that it shares with it.
inside=$(getent ahostsv4 postfix.inside | sed -n '1s/ .*//p')
sed -i "s/^127\.0\.0\.1:10587 /$inside:10587 /" /etc/postfix/master.cf
/deploy/keep-log.sh /var/log/mail/postfix.log postfix reload
exec postfix start-fg
