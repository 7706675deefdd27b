#!/bin/bash
# Whether Dovecot takes mail, and whether it can ask who has a mailbox: 67 is "nobody of this name" (sysexits.h).
set -u
/deploy/greets.sh dovecot.inside:24 || exit 1
doveadm user nobody@health.invalid >/dev/null 2>&1
[ $? = 67 ]
