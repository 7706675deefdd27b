#!/usr/bin/env bash
# Types what docs/operations.md says under "On Debian 12" into a new machine, uses what runs then, and takes it away; see README.md.
# Ends with 0 where everything worked.
set -euo pipefail
# shellcheck source=deploy/check/engine.sh
. "$(dirname "$0")/engine.sh"
# The prefix of containers and networks.
: "${PROJECT:=hostgraphdebian}" "${KEEP:=}"
work=$CHECK_CACHE/$PROJECT machine=${PROJECT}_machine database=${PROJECT}_database
clear_away() {
  for container in "$machine" "$database"; do podman rm -f -v -t 0 -i "$container" >/dev/null; done
  podman network rm -f "$PROJECT" >/dev/null 2>&1 || true
}
finish() {
  rc=$?
  set +e
  trap - EXIT
  if [ $rc != 0 ]; then
    podman exec "$machine" systemctl --no-pager --failed
    podman exec "$machine" journalctl --no-pager -n 40 -p notice
    podman exec "$machine" bash -c 'tail -n 8 /var/log/mail/*.log /var/log/proftpd/*.log' | cut -c1-300
  fi
  [ -n "$KEEP" ] || clear_away
  step "end, $rc"
  exit $rc
}
trap finish EXIT
inside() { podman exec -i -w /srv/hostgraph "$machine" "$@"; }
# documented FILE HEADING ORDER [EXAMPLE=>VALUE…]: types it into the one shell that root has.
documented() {
  local text
  text=$(block "$@")
  inside bash -euc ". /root/shell; $text"'
export -p >/root/shell' </dev/null >"$work/typed.log" 2>&1 || { tail -n 40 "$work/typed.log" && return 1; }
}

"$here/stand-ins/make.sh"
step 'a new machine, with PostgreSQL and the sources'
clear_away
take_sources
certificate .
mkdir -p "$CHECK_CACHE/apt" "$CHECK_CACHE/npm"
password=$(openssl rand -hex 16)
install -m 444 /dev/stdin "$work/password" <<<"$password"
cat >"$work/settings" <<'END'
OIDC_ISSUER=http://identity.example.test:4010
MAIL_SIEVE_HOST=mail.example.test
MAIL_IMAP_HOST=mail.example.test
MAIL_SERVER_CA=/etc/ssl/certs/check.pem
FTP_SERVER_HOST=ftp.example.test
NOTICE_FROM=Hosting <noreply@customer.test>
END
podman network create "$PROJECT" >/dev/null
# The address of the machine is the database's, which stays when the machine is started anew; its second name is the domain of the
# strangers who write.
podman run -d --name "$database" --network "$PROJECT" --network-alias identity.example.test --tmpfs /run:mode=1777 \
  --user postgres -e POSTGRES_DB=postgres -e POSTGRES_PASSWORD_FILE=/password -v "$work/password:/password:ro" \
  "docker.io/library/$(postgres_image)" postgres -c max_connections=250 >/dev/null
podman run -d --name "$machine" --network "container:$database" --systemd=always --privileged "${lent[@]}" \
  -v "$CHECK_CACHE/apt:/var/cache/apt/archives" -v "$CHECK_CACHE/npm:/root/.npm" -v "$work/tree:/sources:ro" \
  -v "$work/certificates/ca.pem:/etc/ssl/certs/check.pem:ro" -v "$here/fill-in.sh:/usr/local/bin/fill-in:ro" \
  -v "$work/settings:/settings:ro" -e EDITOR=fill-in -e FILL_IN=/settings \
  docker.io/library/hostgraph-machine >/dev/null
podman exec "$machine" cp -r /sources /srv/hostgraph
podman exec "$machine" touch /root/shell
hand_over() {
  for file in certificate key; do podman cp "$work/certificates/$1/$file.pem" "$machine:/srv/hostgraph"; done
}
hand_over .

step 'the servers'
documented docs/operations.md 'On Debian 12' 1
step 'the programs'
documented docs/operations.md 'On Debian 12' 2
step 'settings'
documented docs/operations.md 'On Debian 12' 3
# In place of the provider's OpenID Connect provider: anybody signs in as anybody.
podman cp "$here/identity/people.json" "$machine:/srv/people.json"
identity() {
  podman exec -d -w /srv/hostgraph -e HOST=0.0.0.0 -e ALLOW_REMOTE=1 -e ISSUER=http://identity.example.test:4010 \
    -e ACCOUNTS_FILE=/srv/people.json -e JWKS_FILE=/srv/jwks.json "$machine" node packages/identity-provider/dist/main.js >/dev/null
}
identity
step 'the database, and all that runs'
documented docs/operations.md 'On Debian 12' 4 "PGPASSWORD=…=>PGPASSWORD=$password"
step 'the first organization'
documented docs/operations.md 'On Debian 12' 5 "${FIRST_ORGANIZATION[@]}"
read -r ORGANIZATION MEMBER MAIL_SERVICE <"$work/typed.log"
accounts "$ORGANIZATION" | inside tee accounts.csv >/dev/null
documented docs/operations.md 'On Debian 12' 6 "org_…=>$ORGANIZATION"

# Clients are in the machine's network, and call it by the address that others know; the API is for the machine itself.
process=$(podman inspect "$database" --format '{{.State.Pid}}')
ADDRESS=$(podman inspect "$database" --format "{{(index .NetworkSettings.Networks \"$PROJECT\").IPAddress}}")
export ORGANIZATION MEMBER MAIL_SERVICE ADDRESS IDENTITY=$machine CERTIFICATE_AUTHORITY=$work/certificates/ca.pem
export API_PORT=4000 IMAPS_PORT=993 SMTP_PORT=25 SMTPS_PORT=465 SUBMISSION_PORT=587 FTP_PORT=21
within=(nsenter -t "$process" -n --)
step 'as people use it'
use first

step 'nobody reaches what asks for no password'
for port in 24 12345 10587 4001; do
  if "${within[@]}" bash -c "exec 3<>/dev/tcp/$ADDRESS/$port" 2>/dev/null; then step "$port is open" && exit 1; fi
done
podman cp "$machine:/etc/hostgraph/secrets/folders_master_password" "$work/folders_master_password"
use no-master "$work/folders_master_password"

step 'a renewed certificate'
renew() { hand_over renewed && documented docs/operations.md 'On Debian 12' 8; }
renewing_certificates renew

step 'other passwords'
documented docs/operations.md 'On Debian 12' 9
use after-passwords
step 'new logs'
inside logrotate --force /etc/logrotate.d/hostgraph
step 'an upgrade'
documented docs/operations.md 'On Debian 12' 7
step 'the machine is started anew'
podman restart -t 20 "$machine" >/dev/null
identity
use after-restart
step 'all are healthy'
documented docs/operations.md 'On Debian 12' 10
for unit in hostgraph@{accounts,mail,logs,compliance,hosting} hostgraph-{gateway,logs-ingest} dovecot postfix@- proftpd; do
  inside systemctl is-active --quiet "$unit" || { step "$unit is not running" && exit 1; }
done
