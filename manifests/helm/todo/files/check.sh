#!/usr/bin/env bash
# usage: check.sh SECONDS WHAT...
#
# Asks again and again until each WHAT is as it should be, for at most SECONDS. WHAT is `database`, which is reached as PGHOST
# and its like say, or name=host:port/path#text: a page that has to have the text in it.
set -euo pipefail

page() {
  local address=${1%%/*} path=${1#*/} text=${1#*#} answer
  path=/${path%%#*}
  exec 3<>"/dev/tcp/${address%:*}/${address##*:}" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: %s\r\nAccept: */*\r\n\r\n' "$path" "$address" >&3
  answer=$(timeout 10 cat <&3 | tr -d '\0')
  exec 3>&-
  [[ "$answer" == HTTP/1.?\ 200* && "$answer" == *"$text"* ]]
}

database() {
  [[ "$(psql -XAtqc 'SELECT count(*) > 0 FROM "__EFMigrationsHistory"')" = t ]]
}

once() {
  case $1 in
    database) database ;;
    *) page "${1#*=}" ;;
  esac
}

until_it_holds() {
  # In a shell of its own: a connection that is refused ends the one that asked.
  until (once "$1") 2>/tmp/why; do
    if ((SECONDS > deadline)); then
      echo "${1%%=*}: not as it should be after $deadline seconds: ${1#*=}" >&2
      cat /tmp/why >&2
      exit 1
    fi
    sleep 2
  done
  echo "${1%%=*}: good after $SECONDS seconds."
}

deadline=$1
shift
for what in "$@"; do
  until_it_holds "$what"
done
