#!/usr/bin/env bash
# Builds the images, brings docker-compose.yml up, uses it as people do, restarts it, renews its certificates, makes it anew with
# other passwords, and takes it down; see README.md. Ends with 0 where everything worked.
set -euo pipefail
# shellcheck source=deploy/compose/check/engine.sh
. "$(dirname "$0")/engine.sh"
# Of 27 free ports the first; the network of the mail servers; the prefix of containers, volumes and networks.
: "${PORT_BASE:=47800}" "${MAIL_NETWORK:=172.30.99.0/24}" "${PROJECT:=hostgraphcheck}" "${KEEP:=}"
work=$CHECK_CACHE/$PROJECT
export DOCKER_HOST=unix://$work/podman.sock COMPOSE_HTTP_TIMEOUT=180 COMPOSE="$work/compose" PROJECT
compose() { (cd "$work/tree" && "$COMPOSE" "$@"); }
# Of what `docker compose exec` does; podman's name server may lose a question while containers come and go.
inside() { local service=$1 && shift && podman exec -i "${PROJECT}_${service}_1" "$@"; }
insist() { for _ in 1 2 3 4; do "$@" && return; sleep 2; done; "$@"; }

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
    compose down -v --remove-orphans >/dev/null 2>&1
    for helper in "${helpers[@]}"; do kill "$helper" 2>/dev/null; done
    clear_away
  fi
  step "end, $rc"
  exit $rc
}
last_words() {
  for container in $(podman ps -aq --filter "label=com.docker.compose.project=$PROJECT"); do
    podman ps -a --filter "id=$container" --format '--- {{.Names}} {{.Status}}'
    podman logs --tail 8 "$container" 2>&1 | cut -c1-300
  done
}
trap finish EXIT

"$here/stand-ins/make.sh"

step 'the sources, as they are committed'
rm -rf "$work" && mkdir -p "$work/tree" "$work/certificates"
git -C "$repository" archive HEAD | tar x -C "$work/tree"
# docker-compose 1.29 knows no name.
sed -i '/^name: /d' "$work/tree/docker-compose.yml"
printf '#!/bin/sh\nexec docker-compose -p "%s" -f docker-compose.yml -f "%s" "$@"\n' "$PROJECT" "$here/check.yml" >"$COMPOSE"
chmod 755 "$COMPOSE"

step 'images'
build "$work/program.log" --target program -t hostgraph:local "$work/tree"
build "$work/mail.log" --target mail -t hostgraph-mail:local "$work/tree"
build "$work/check.log" --target build -t hostgraph-check:local "$work/tree"
for server in dovecot postfix proftpd; do
  build "$work/$server.log" -t "hostgraph-$server:local" "$work/tree/deploy/$server"
done
podman images --format '{{.Repository}}:{{.Tag}}  {{.Size}}' | grep hostgraph
bytes=$(podman image inspect --format '{{.Size}}' hostgraph:local)
[ "$bytes" -le 300000000 ] || { step "the program's image has $bytes bytes" && exit 1; }

step 'settings and certificates, as the README says'
certificate() {
  (cd "$work/certificates"
    [ -e ca.pem ] || openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=Check CA' -keyout ca-key.pem -out ca.pem
    openssl req -newkey rsa:2048 -nodes -subj '/CN=mail.example.test' -keyout "$1/key.pem" -out request.pem
    printf 'subjectAltName=DNS:mail.example.test,DNS:ftp.example.test\n' >names
    openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 30 -extfile names -out "$1/certificate.pem"
  ) 2>/dev/null
}
certificate .
(cd "$work/tree" && node deploy/compose/make-env.mjs)
set_env() { sed -i "/^$1=/d" "$work/tree/.env" && echo "$1=$2" >>"$work/tree/.env"; }
set_env OIDC_ISSUER http://identity.example.test:4010
set_env MAIL_HOST_NAME mail.example.test
set_env MAIL_CERTIFICATES "$work/certificates"
set_env MAIL_SERVER_CA ca.pem
set_env FTP_HOST_NAME ftp.example.test
set_env FTP_CERTIFICATES "$work/certificates"
set_env NOTICE_FROM 'Hosting <noreply@customer.test>'
# docker-compose 1.29 does not put one setting into another.
# shellcheck disable=SC2016
sed -i 's/\${MAIL_HOST_NAME}/mail.example.test/' "$work/tree/.env"
# Beside others on this machine.
set_env MAIL_NETWORK "$MAIL_NETWORK"
set_env CHECK_FOLDER "$here"
port=$PORT_BASE
for name in API IMAPS SIEVE SMTP SMTPS SUBMISSION FTP; do
  set_env "${name}_PORT" "$port" && export "${name}_PORT=$port" && port=$((port + 1))
done
set_env FTP_PASSIVE_FIRST_PORT "$port"
set_env FTP_PASSIVE_LAST_PORT $((port + 19))

step 'podman in place of Docker'
clear_away
podman system service --time=0 "$DOCKER_HOST" >"$work/service.log" 2>&1 &
helpers+=($!)
# podman leaves health checks to timers of systemd.
while sleep 1; do
  for container in $(podman ps -q --filter "label=com.docker.compose.project=$PROJECT" 2>/dev/null); do
    timeout 20 podman healthcheck run "$container" >/dev/null 2>&1 || true
  done
done &
helpers+=($!)
# Mail that came while Dovecot was away is kept, and tried again after five minutes at first; here at once.
while sleep 5; do inside postfix postqueue -f >/dev/null 2>&1 || true; done &
helpers+=($!)
for _ in $(seq 100); do [ -S "$work/podman.sock" ] && break; sleep 0.2; done

up() { compose up -d --no-build "$@" >"$work/up.log" 2>&1 || { tail -n 20 "$work/up.log" && return 1; }; }
use() { (cd "$repository" && node --conditions=source -r @swc-node/register deploy/compose/check/main.ts "$@"); }
export CERTIFICATE_AUTHORITY=$work/certificates/ca.pem
step 'up'
up

step 'the first organization'
organization() {
  inside postgres psql -qAt -U postgres -d hostgraph -v issuer=http://identity.example.test:4010 -v subject=anna \
    -v name='Anna Admin' -v email=anna@example.test -v organization='Example Provider' -v domain=customer.test \
    -f - <"$work/tree/deploy/compose/first-organization.sql"
}
ids=$(insist organization)
[ "$ids" = "$(insist organization)" ]
read -r ORGANIZATION MEMBER MAIL_SERVICE <<<"$ids"
export ORGANIZATION MEMBER MAIL_SERVICE
appoint() { inside accounts node subgraphs/accounts/dist/operator/main.js appoint "$ORGANIZATION"; }
accounts() {
  printf '%s\n' organization_id,host_name,username,quota_bytes,owner_email,owner_language \
    "$ORGANIZATION,customer.perso.ch,oldname,10000000,one-first@customer.test,en" |
    inside hosting node subgraphs/hosting/dist/ftp-import/main.js /dev/stdin
}
insist appoint
insist accounts
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
use no-master "$work/tree/secrets"
step 'no secret is in what is known of containers, no root where none is needed, nothing written'
for service in postgres accounts mail logs logs-ingest compliance hosting gateway; do
  [ "$(inside "$service" id -u)" != 0 ]
  if inside "$service" touch /written 2>/dev/null; then step "$service writes" && exit 1; fi
done
mapfile -t containers < <(podman ps -aq --filter "label=com.docker.compose.project=$PROJECT")
podman inspect "${containers[@]}" >"$work/inspected.json"
for secret in "$work"/tree/secrets/{*_password,api_key_pepper,internal_signing_key}; do
  if grep -qFf "$secret" "$work/inspected.json"; then step "$secret is told" && exit 1; fi
done

step 'up again changes nothing'
up
if grep -i recreat "$work/up.log"; then exit 1; fi

step 'a renewed certificate'
mkdir "$work/certificates/renewed" && certificate renewed
use keep-open "$work/signed-in" & session=$!
until [ -e "$work/signed-in" ]; do kill -0 "$session" && sleep 0.2; done
"$work/tree/deploy/compose/renew-certificates.sh" "$work/certificates/renewed/certificate.pem" "$work/certificates/renewed/key.pem"
use served "$work/certificates/renewed/certificate.pem"
rm "$work/signed-in"
wait "$session"

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
(cd "$work/tree" && rm -f secrets/compliance_password secrets/mail_password secrets/proftpd_password secrets/sieve_master_password &&
  node deploy/compose/make-env.mjs)
up --force-recreate
use after-upgrade

step 'new logs were begun, and read'
for log in dovecot:mail/dovecot postfix:mail/postfix proftpd:proftpd/tls; do
  inside "${log%%:*}" test -s "/var/log/${log#*:}.log.1"
done
step 'all are healthy'
use healthy
podman stats --no-stream --format '{{.Name}}  {{.MemUsage}}' | grep "$PROJECT"
