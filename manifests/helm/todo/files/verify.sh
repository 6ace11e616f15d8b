#!/usr/bin/env bash
# Restores the newest backup in the current directory into a scratch database, and compares how many rows each table has
# there with how many the backup has. Where the database server is stands in PGHOST and its like.
set -euo pipefail

scratch="todo_verify_$$_$(date +%s)"

newest() {
  find . -maxdepth 1 -name "$PGDATABASE-*.dump" | sort | tail -n 1
}

# A backup holds rows as COPY does: one a line, from "COPY table (…) FROM stdin;" to "\.".
in_backup() {
  pg_restore --data-only --file=- "$1" |
    awk '/^COPY / && / FROM stdin;$/ { table = $2; rows = 0; copying = 1; next }
      copying && $0 == "\\." { print table, rows; copying = 0; next }
      copying { rows++ }' | LC_ALL=C sort
}

in_scratch() {
  local table
  in_backup "$1" | while read -r table _; do
    echo "$table $(psql -XAtq -d "$scratch" -c "SELECT count(*) FROM $table" </dev/null)"
  done
}

main() {
  local backup
  backup=$(newest)
  if [[ -z "$backup" ]]; then
    echo "There is no backup." >&2
    exit 1
  fi
  createdb --maintenance-db=postgres --template=template0 "$scratch"
  trap 'dropdb --maintenance-db=postgres --if-exists --force "$scratch"' EXIT
  pg_restore --exit-on-error --no-owner --no-acl --dbname="$scratch" "$backup"
  if ! diff <(in_backup "$backup") <(in_scratch "$backup"); then
    echo "$backup does not restore to what it holds." >&2
    exit 1
  fi
  in_scratch "$backup" | awk -v backup="$backup" '{ rows += $2 }
    END { if (!NR) { print "The backup has no table." > "/dev/stderr"; exit 1 }
          print backup " restores: " NR " tables, " rows " rows." }'
}

main
