#!/bin/bash
# ready PORT: whether the program of this container says that it can answer. It is asked every few seconds by the engine,
# so by a shell, which takes a hundredth of the time that node would.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET /ready HTTP/1.0\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
