# shellcheck shell=bash
# Sourced by check.sh and stand-ins/make.sh: what may be set from outside, and podman in Docker's place.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
# Downloads and the base's tarball; images are in podman's own storage.
: "${CHECK_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/hostgraph-compose-check}"
mkdir -p "$CHECK_CACHE"
export CONTAINERS_CONF=$CHECK_CACHE/containers.conf
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
build_args=(--network host)
if [ -f ~/.npmrc ]; then
  (umask 077 && sed -e '/^cafile/d' -e '$a cafile=/run/authorities.pem' ~/.npmrc >"$CHECK_CACHE/npmrc")
  build_args+=(-v "$CHECK_CACHE/npmrc:/root/.npmrc:ro" -v /etc/ssl/certs/ca-certificates.crt:/run/authorities.pem:ro)
fi
image_of() { sed -n "s/^ARG $1=//p" "$repository/Dockerfile"; }
step() { printf '%s  %s\n' "$(date +%T)" "$*"; }
# build LOG ARGUMENT…: quiet unless it fails.
build() {
  local log=$1
  shift
  podman build "${build_args[@]}" "$@" >"$log" 2>&1 || { tail -n 60 "$log" && return 1; }
}
