#!/bin/sh
# fill-in.sh FILE, as $EDITOR: the lines NAME=VALUE of the file $FILL_IN are in FILE then, in place of what was there.
set -eu
while IFS= read -r line; do
  sed -i "/^${line%%=*}=/d" "$1"
  printf '%s\n' "$line" >>"$1"
done <"$FILL_IN"
