# shellcheck shell=bash
# Sourced by compose.sh, debian.sh, build-images.sh and stand-ins/make.sh: what may be set from outside, podman in Docker's place,
# and what both checks do.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
# Downloads and the base's tarball; images are in podman's own storage.
: "${CHECK_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/hostgraph-compose-check}"
mkdir -p "$CHECK_CACHE"
export CHECK_CACHE CONTAINERS_CONF=$CHECK_CACHE/containers.conf
# runc, because crun refuses machines whose control groups are of both versions.
cat >"$CONTAINERS_CONF" <<'CONF'
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=8000:8000"]
# podman's name server loses questions while containers come and go.
dns_options = ["timeout:1", "attempts:5"]
[engine]
runtime = "runc"
CONF
# npm's settings and the authorities of this machine are lent to builds, and no image keeps them.
lent=()
if [ -f ~/.npmrc ]; then
  (umask 077 && sed -e '/^cafile/d' -e '$a cafile=/run/authorities.pem' ~/.npmrc >"$CHECK_CACHE/npmrc")
  lent+=(-v "$CHECK_CACHE/npmrc:/root/.npmrc:ro" -v /etc/ssl/certs/ca-certificates.crt:/run/authorities.pem:ro)
fi
image_of() { sed -n "s/^ARG $1=//p" "$repository/Dockerfile"; }
postgres_image() { sed -n 's/^ *image: \(postgres:.*\)/\1/p' "$repository/docker-compose.yml" | sort -u; }
step() { printf '%s  %s\n' "$(date +%T)" "$*"; }
# build LOG ARGUMENT…: quiet unless it fails.
build() {
  local log=$1
  shift
  podman build --network host "${lent[@]}" "$@" >"$log" 2>&1 || { tail -n 60 "$log" && return 1; }
}
# Where programs of the check are, such as in the network of another.
within=()
program() { (cd "$repository" && "${within[@]}" node --conditions=source -r @swc-node/register "deploy/check/$1" "${@:2}"); }
# use WORD…: see use/main.ts.
use() { program use/main.ts "$@"; }
# block FILE HEADING ORDER [EXAMPLE=>VALUE…]: what the document of the tree that is tried tells its reader to type.
# shellcheck disable=SC2154
block() { program print-block.ts "$work/tree/$1" "${@:2}"; }
# The sources, as they are committed.
take_sources() {
  rm -rf "$work" && mkdir -p "$work/tree" "$work/certificates"
  git -C "$repository" archive HEAD | tar x -C "$work/tree"
}
# certificate FOLDER: signed by the same authority each time.
certificate() {
  (cd "$work/certificates" && mkdir -p "$1"
    [ -e ca.pem ] || openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=Check CA' -keyout ca-key.pem -out ca.pem
    openssl req -newkey rsa:2048 -nodes -subj '/CN=mail.example.test' -keyout "$1/key.pem" -out request.pem
    printf 'subjectAltName=DNS:mail.example.test,DNS:ftp.example.test\n' >names
    openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 30 -extfile names -out "$1/certificate.pem"
  ) 2>/dev/null
}
# What stands for the reader's own in the documents.
# shellcheck disable=SC2034
FIRST_ORGANIZATION=(
  'https://id.example.com=>http://identity.example.test:4010' '1234=>anna' 'anna@example.com=>anna@example.test'
  'domain=example.com=>domain=customer.test'
)
# accounts ORGANIZATION: a file of FTP accounts.
accounts() {
  printf '%s\n' organization_id,host_name,username,quota_bytes,owner_email,owner_language \
    "$1,customer.perso.ch,oldname,10000000,one-first@customer.test,en"
}
# renewing_certificates COMMAND…: whether all servers show the certificate that COMMAND hands to them, from $work/certificates/renewed,
# and who is signed in stays so.
renewing_certificates() {
  certificate renewed
  use keep-open "$work/signed-in" & local session=$!
  until [ -e "$work/signed-in" ]; do kill -0 "$session" && sleep 0.2; done
  local fault=0
  "$@" && use served "$work/certificates/renewed/certificate.pem" || fault=$?
  rm "$work/signed-in"
  wait "$session" && return "$fault"
}
