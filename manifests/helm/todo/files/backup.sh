#!/usr/bin/env bash
# Writes a backup of the database into the current directory, reads it back, and lets old ones go. Where the database is
# stands in PGHOST and its like. REASON, if any, ends the file's name; KEEP_DAYS says how old a backup may get.
set -euo pipefail
umask 077

exists() {
  [[ "$(psql -XAtq -d postgres -c "SELECT count(*) FROM pg_database WHERE datname = '$PGDATABASE'")" = 1 ]]
}

# A backup bears its name only once it has been read back whole, so that one that was cut short is never taken for one.
dump() {
  local file
  file=$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ)${REASON:+-$REASON}.dump
  # shellcheck disable=SC2064 # By its name now: it is this function's own.
  trap "rm -f './.$file.partial'" EXIT
  pg_dump --format=custom --compress=6 --lock-wait-timeout=60s --file="./.$file.partial"
  pg_restore --file=/dev/null "./.$file.partial"
  sync "./.$file.partial"
  mv "./.$file.partial" "$file"
  trap - EXIT
  echo "Backed up to $file, $(stat -c %s "$file") bytes."
}

# The newest three stay however old they are, so that an operator who was away finds something.
forget() {
  local file
  find . -maxdepth 1 -name '.*.partial' -mmin +1440 -delete
  find . -maxdepth 1 -name "$PGDATABASE-*.dump" | sort -r | tail -n +4 | while read -r file; do
    find "$file" -mtime "+$KEEP_DAYS" -print -delete
  done
}

if exists; then
  dump
  forget
else
  echo "There is no database $PGDATABASE yet, so nothing to back up."
fi
