#!/bin/bash
# greets.sh ADDRESS:PORT…: whether each server greets with 220 (RFC 5321 and 959), as it does when its configuration is right.
set -eu
for server in "$@"; do
  exec 3<>"/dev/tcp/${server%:*}/${server##*:}"
  read -r -t 5 greeting <&3
  [ "${greeting%%[ -]*}" = 220 ]
  exec 3>&-
done
