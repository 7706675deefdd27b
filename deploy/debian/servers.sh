#!/bin/sh
# Puts the configuration of Dovecot, Postfix and ProFTPD to where they read it, with what differs from host to host, and starts
# them anew.
set -eu
deploy=$(dirname "$0")/..
value() { sed -n "s/^$1=//p" /etc/hostgraph/.env; }
secret() { cat "/etc/hostgraph/secrets/$1"; }
database=$(value DATABASE_SERVER)

install -d -m 750 -g adm /var/log/mail
for log in dovecot postfix; do
  [ -e "/var/log/mail/$log.log" ] || install -m 640 -g adm /dev/null "/var/log/mail/$log.log"
done
install -m 644 "$deploy/debian/logrotate.conf" /etc/logrotate.d/hostgraph
# Programs find the mail server by the name in its certificate, on this machine.
grep -q "^127\.0\.0\.1 $(value MAIL_IMAP_HOST)\$" /etc/hosts || echo "127.0.0.1 $(value MAIL_IMAP_HOST)" >>/etc/hosts

cp -r "$deploy/dovecot/." /etc/dovecot
for script in /etc/dovecot/sieve/*.sieve; do sievec "$script"; done
install -d -o 5000 -g 5000 /var/vmail
master() { echo "$1:$(doveadm pw -s ARGON2ID -p "$(secret "$2")")::::::allow_nets=127.0.0.0/8"; }
master hostgraph sieve_master_password | install -m 640 -g dovecot /dev/stdin /etc/dovecot/masters
master folders folders_master_password | install -m 640 -g dovecot /dev/stdin /etc/dovecot/hostgraph-folders.users
install -m 600 /dev/stdin /etc/dovecot/database.conf <<EOF
connect = host=${database%:*} port=${database##*:} dbname=hostgraph user=hostgraph_dovecot password=$(secret dovecot_password)
EOF
cat >/etc/dovecot/local.conf <<EOF
log_path = /var/log/mail/dovecot.log
# Sessions outlive a reload, which a renewed certificate brings.
shutdown_clients = no
EOF

install -m 600 /dev/stdin /etc/postfix/database.cf <<EOF
hosts = $database
dbname = hostgraph
user = hostgraph_postfix
password = $(secret postfix_password)
EOF
cat >/etc/postfix/local.cf <<EOF
myhostname = $(value MAIL_IMAP_HOST)
maillog_file = /var/log/mail/postfix.log
EOF
"$deploy/postfix/configure" /etc/postfix

install -m 644 "$deploy/proftpd/proftpd.conf" /etc/proftpd
install -d /srv/sites
# Of a setting that is there twice the last counts.
{
  cat "$deploy/proftpd/proftpd.env"
  cat <<EOF
FTP_PUBLIC_ADDRESS=$(value FTP_SERVER_HOST)
FTP_DATABASE=hostgraph@$database
FTP_DATABASE_PASSWORD=$(secret proftpd_password)
EOF
} | install -m 600 /dev/stdin /etc/default/proftpd

systemctl daemon-reload
systemctl enable -q dovecot postfix proftpd
"$deploy/debian/certificates.sh" restart
