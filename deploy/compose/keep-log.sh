#!/bin/sh
# keep-log.sh FILE COMMAND…: makes a log that the group of logs:ingest can read, shows it to the engine, too, and begins a new
# one each day, or at 64 MB; COMMAND makes the server write to that. Seven old ones are kept, uncompressed, so that
# logs:ingest reads each to its end. Runs beside the server, for as long as the container does.
set -eu
file=$1
shift
begin() { [ -e "$file" ] || install -m 640 -g 1000 /dev/null "$file"; }
keep() {
  day=$(date +%F)
  while sleep "${LOG_CHECK_SECONDS:-60}"; do
    if [ ! -s "$file" ]; then continue; fi
    if [ "$(date +%F)" = "$day" ] && [ "$(stat -c %s "$file")" -lt "${LOG_BYTES:-67108864}" ]; then continue; fi
    day=$(date +%F)
    for number in 6 5 4 3 2 1; do
      if [ -e "$file.$number" ]; then mv "$file.$number" "$file.$((number + 1))"; fi
    done
    mv "$file" "$file.1"
    begin
    "$@" || true
  done
}
begin
tail -n 0 -F "$file" >&2 2>/dev/null &
keep "$@" &
