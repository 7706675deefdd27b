#!/bin/sh
# certificates.sh SERVER: takes over the certificate that is in /certificates now; nothing that is open ends.
set -eu
case $1 in
  dovecot)
    install -m 644 /certificates/certificate.pem /etc/dovecot
    install -m 600 /certificates/key.pem /etc/dovecot
    doveadm reload
    ;;
  postfix)
    install -m 644 /certificates/certificate.pem /etc/postfix
    install -m 600 /certificates/key.pem /etc/postfix
    postfix reload
    ;;
  proftpd) kill -HUP "$(cat "$FTP_STATE/proftpd.pid")" ;;
esac
