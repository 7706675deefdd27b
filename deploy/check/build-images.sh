#!/usr/bin/env bash
# build-images.sh TREE: the images that TREE/docker-compose.yml says how to build, and one with the whole of what was built.
set -euo pipefail
# shellcheck source=deploy/check/engine.sh
. "$(dirname "$0")/engine.sh"
tree=$1
build "$CHECK_CACHE/program.log" --target program -t hostgraph:local "$tree"
build "$CHECK_CACHE/mail.log" --target mail -t hostgraph-mail:local "$tree"
build "$CHECK_CACHE/check.log" --target build -t hostgraph-check:local "$tree"
for server in dovecot postfix proftpd; do
  build "$CHECK_CACHE/$server.log" -t "hostgraph-$server:local" "$tree/deploy/$server"
done
