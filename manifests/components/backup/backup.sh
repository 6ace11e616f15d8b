#!/usr/bin/env bash
# Runs in the CronJob: dumps the database to /backups, and drops what is older than the last $KEEP. A dump bears its name only
# once it has been read back, so that one that was cut short is never taken for a backup.
set -euo pipefail

readonly folder=${BACKUPS:-/backups}
name=$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ).dump
partial=$folder/.$name.partial

# What an earlier run that was killed left behind.
find "$folder" -maxdepth 1 -name '.*.partial' -delete
trap 'rm -f "$partial"' EXIT

pg_dump --format=custom --compress=6 --file="$partial"
tables=$(pg_restore --list "$partial" | grep -c ' TABLE DATA ')
((tables > 0)) || { echo "The dump holds no table." >&2 && exit 1; }
# Reads every block of it, which the table of contents alone does not.
pg_restore --file=/dev/null "$partial"

sync "$partial"
mv "$partial" "$folder/$name"
echo "$name: $(stat -c %s "$folder/$name") bytes, $tables tables"

mapfile -t kept < <(find "$folder" -maxdepth 1 -name "$PGDATABASE-*.dump" -printf '%f\n' | sort -r)
for old in "${kept[@]:$KEEP}"; do
  rm -f "${folder:?}/$old"
  echo "$old: dropped"
done
