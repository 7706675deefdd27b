#!/usr/bin/env bash
# Types what README.md and docs/operations.md say of Docker Compose, uses what runs then as people do, restarts it, and takes it
# down; see README.md. Ends with 0 where everything worked.
set -euo pipefail
# shellcheck source=deploy/check/engine.sh
. "$(dirname "$0")/engine.sh"
# Of 27 free ports the first; the network of the mail servers; the prefix of containers, volumes and networks.
: "${PORT_BASE:=17800}" "${MAIL_NETWORK:=172.30.99.0/24}" "${PROJECT:=hostgraphcheck}" "${KEEP:=}"
work=$CHECK_CACHE/$PROJECT
export PROJECT DOCKER_HOST=unix://$work/podman.sock COMPOSE_HTTP_TIMEOUT=180
export PATH="$here/stand-ins/bin:$PATH"
inside() { docker compose exec -T "$@"; }
containers() { podman ps "$@" --filter "label=com.docker.compose.project=$PROJECT"; }
# documented FILE HEADING ORDER [EXAMPLE=>VALUE…]: types it into a shell in the folder of the sources.
documented() {
  local text
  text=$(block "$@")
  (cd "$work/tree" && bash -euc "$text") </dev/null >"$work/typed.log" 2>&1 || { tail -n 40 "$work/typed.log" && return 1; }
}

helpers=()
clear_away() {
  for kind in 'ps -aq:rm -f -v' 'volume ls -q:volume rm -f' 'network ls -q:network rm -f'; do
    # shellcheck disable=SC2086
    podman ${kind%%:*} --filter "label=com.docker.compose.project=$PROJECT" | xargs -r podman ${kind#*:} >/dev/null
  done
}
finish() {
  rc=$?
  set +e
  trap - EXIT
  [ $rc = 0 ] || last_words
  if [ -z "$KEEP" ]; then
    (cd "$work/tree" && docker compose down -v --remove-orphans >/dev/null 2>&1)
    for helper in "${helpers[@]}"; do kill "$helper" 2>/dev/null; done
    clear_away
  fi
  step "end, $rc"
  exit $rc
}
last_words() {
  for container in $(containers -aq); do
    podman ps -a --filter "id=$container" --format '--- {{.Names}} {{.Status}}'
    podman logs --tail 8 "$container" 2>&1 | cut -c1-300
  done
}
trap finish EXIT

"$here/stand-ins/make.sh"

step 'the sources, certificates, and podman in place of Docker'
take_sources
# docker-compose 1.29 knows no name.
sed -i '/^name: /d' "$work/tree/docker-compose.yml"
certificate .
clear_away
podman system service --time=0 "$DOCKER_HOST" >"$work/service.log" 2>&1 &
helpers+=($!)
# podman leaves health checks to timers of systemd.
while sleep 1; do
  for container in $(containers -q 2>/dev/null); do
    timeout 20 podman healthcheck run "$container" >/dev/null 2>&1 || true
  done
done &
helpers+=($!)
# Mail that came while Dovecot was away is kept, and tried again after five minutes at first; here at once.
while sleep 5; do inside postfix postqueue -f >/dev/null 2>&1 || true; done &
helpers+=($!)
for _ in $(seq 100); do [ -S "$work/podman.sock" ] && break; sleep 0.2; done

# Of what the reader fills in, what is wanted to run it beside others on this machine, and one setting that has another in it,
# which docker-compose 1.29 leaves as it stands.
cat >"$work/settings" <<END
OIDC_ISSUER=http://identity.example.test:4010
MAIL_HOST_NAME=mail.example.test
MAIL_CERTIFICATES=$work/certificates
MAIL_SERVER_CA=ca.pem
FTP_HOST_NAME=ftp.example.test
FTP_CERTIFICATES=$work/certificates
NOTICE_FROM=Hosting <noreply@customer.test>
NOTICE_SMTP_URL=smtp://postfix.inside:10587?requireTLS=true&tls.servername=mail.example.test
MAIL_NETWORK=$MAIL_NETWORK
CHECK_FOLDER=$here
END
port=$PORT_BASE
for name in API IMAPS SIEVE SMTP SMTPS SUBMISSION FTP; do
  echo "${name}_PORT=$port" >>"$work/settings" && export "${name}_PORT=$port" && port=$((port + 1))
done
printf '%s\n' "FTP_PASSIVE_FIRST_PORT=$port" "FTP_PASSIVE_LAST_PORT=$((port + 19))" >>"$work/settings"
export ADDRESS=127.0.0.1 IDENTITY=${PROJECT}_identity_1 CERTIFICATE_AUTHORITY=$work/certificates/ca.pem
export EDITOR=$here/fill-in.sh FILL_IN=$work/settings

step 'images, and up'
documented README.md 'For operators' 1
podman images --format '{{.Repository}}:{{.Tag}}  {{.Size}}' | grep hostgraph
bytes=$(podman image inspect --format '{{.Size}}' hostgraph:local)
[ "$bytes" -le 300000000 ] || { step "the program's image has $bytes bytes" && exit 1; }

step 'the first organization, and accounts that are there already'
# Again, as the name server may have lost a question of the first one.
for _ in 1 2; do
  documented README.md 'For operators' 2 "${FIRST_ORGANIZATION[@]}"
  [ -z "${ids:-}" ] || [ "$ids" = "$(cat "$work/typed.log")" ]
  ids=$(cat "$work/typed.log")
done
read -r ORGANIZATION MEMBER MAIL_SERVICE <<<"$ids"
export ORGANIZATION MEMBER MAIL_SERVICE
documented README.md 'For operators' 3 "org_…=>$ORGANIZATION"
accounts "$ORGANIZATION" >"$work/tree/accounts.csv"
documented docs/operations.md 'With Docker Compose' 6
step 'as people use it'
use first

step 'nobody reaches what asks for no password'
for port in dovecot:24 dovecot:12345 postfix:10587; do
  for address in $(inside proftpd getent ahostsv4 "${port%:*}" | awk '/STREAM/ { print $1 }'); do
    if inside proftpd bash -c "exec 3<>/dev/tcp/$address/${port#*:}" 2>/dev/null; then
      step "$port is open at $address to a container that has nothing to do with it" && exit 1
    fi
  done
done
use master
use no-master "$work/tree/secrets/folders_master_password"
step 'no secret is in what is known of containers, no root where none is needed, nothing written'
for service in postgres accounts mail logs logs-ingest compliance hosting gateway; do
  [ "$(inside "$service" id -u)" != 0 ]
  if inside "$service" touch /written 2>/dev/null; then step "$service writes" && exit 1; fi
done
mapfile -t all < <(containers -aq)
podman inspect "${all[@]}" >"$work/inspected.json"
for secret in "$work"/tree/secrets/{*_password,api_key_pepper,internal_signing_key}; do
  if grep -qFf "$secret" "$work/inspected.json"; then step "$secret is told" && exit 1; fi
done

step 'an upgrade to what is there already changes nothing'
documented docs/operations.md 'With Docker Compose' 1
if grep -i recreat "$work/typed.log"; then exit 1; fi

step 'a renewed certificate'
renew() {
  cp "$work"/certificates/renewed/*.pem "$work/tree"
  documented docs/operations.md 'With Docker Compose' 2
}
renewing_certificates renew

step 'every program killed and PostgreSQL restarted, while they are used'
use under-load & using=$!
sleep 3
for service in dovecot postfix proftpd accounts mail logs logs-ingest hosting compliance gateway; do
  kill -9 "$(podman inspect "${PROJECT}_${service}_1" --format '{{.State.Pid}}')"
done
podman restart -t 20 "${PROJECT}_postgres_1" >/dev/null 2>&1
wait "$using"
use after-restart

step 'made anew on the same volumes, as at an upgrade that adds a subgraph: with other passwords, and a role less'
inside postgres psql -q -U postgres -d hostgraph -c 'DROP SCHEMA compliance CASCADE' -c 'DROP OWNED BY hostgraph_compliance' \
  -c 'DROP ROLE hostgraph_compliance' 2>/dev/null
documented docs/operations.md 'With Docker Compose' 5
use after-upgrade
step 'the servers take a certificate each, and subgraphs who signed it'
documented docs/operations.md 'With Docker Compose' 3
documented docs/operations.md 'With Docker Compose' 4

step 'new logs were begun, and read'
for log in dovecot:mail/dovecot postfix:mail/postfix proftpd:proftpd/tls; do
  inside "${log%%:*}" test -s "/var/log/${log#*:}.log.1"
done
step 'all are healthy'
use healthy
documented docs/operations.md 'With Docker Compose' 7
grep -q 'FTP session' "$work/typed.log"
podman stats --no-stream --format '{{.Name}}  {{.MemUsage}}' | grep "$PROJECT"
