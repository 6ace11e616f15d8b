#!/usr/bin/env bash
# Writes a backup of the database into the current directory, reads it back, and lets old ones go. Where the database is
# stands in PGHOST and its like. REASON goes into the file's name; KEEP_DAYS says how old a backup may get.
set -euo pipefail
umask 077

exists() {
  [[ "$(psql -XAtq -d postgres -c "SELECT count(*) FROM pg_database WHERE datname = '$PGDATABASE'")" = 1 ]]
}

dump() {
  local file
  file="todo-$(date -u +%Y%m%dT%H%M%SZ)-$REASON.dump"
  pg_dump --format=custom --compress=6 --lock-wait-timeout=60s --file="$file.partial"
  pg_restore --list "$file.partial" >/dev/null
  sync "$file.partial"
  mv "$file.partial" "$file"
  echo "Backed up to $file, $(stat -c %s "$file") bytes."
}

# The newest three stay however old they are, so that an operator who was away finds something.
forget() {
  local file
  find . -maxdepth 1 -name 'todo-*.partial' -mmin +1440 -delete
  find . -maxdepth 1 -name 'todo-*.dump' | sort -r | tail -n +4 | while read -r file; do
    find "$file" -mtime "+$KEEP_DAYS" -print -delete
  done
}

if exists; then
  dump
  forget
else
  echo "There is no database $PGDATABASE yet, so nothing to back up."
fi
