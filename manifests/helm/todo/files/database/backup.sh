#!/usr/bin/env bash
# usage: backup.sh FOLDER [DAYS]. Writes FOLDER/DATABASE-TIME.dump and, beside it, its checksum and what is in it (.facts,
# counted in the dump's own snapshot); prints its path. A dump that was not finished never has that name. Those older than DAYS
# (14) go, but never the newest three, so that an operator who was away finds something. REASON, if any, ends the name: it says
# that something is about to change, and then a database that is not there yet is nothing to back up.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/helm/todo/files/database/db.sh
source "$here/db.sh"

folder=${1:?usage: backup.sh FOLDER [DAYS]}
days=${2:-14}
partial=''

tidy() { [[ -z $partial ]] || rm -f "$partial" "$partial.facts" "$partial.sha256"; }

# One session holds a snapshot open: the dump is made of it, and so is the count of what should be in the dump.
dump() {
  local snapshot reader writer
  # shellcheck disable=SC2034
  coproc SESSION { sql "$DATABASE"; }
  # Bash forgets the names of the pipes when the session ends.
  exec {reader}<&"${SESSION[0]}" {writer}>&"${SESSION[1]}"
  local session=$SESSION_PID
  printf 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\nSELECT pg_export_snapshot();\n' >&"$writer"
  read -r -t 60 -u "$reader" snapshot || die "The database $DATABASE cannot be read; nothing was written."
  pg_dump --format=custom --compress=6 --no-comments --snapshot="$snapshot" --lock-wait-timeout=60s \
    --file="$partial" -d "$(at "$DATABASE")"
  { facts_sql; echo 'COMMIT;'; } >&"$writer"
  exec {writer}>&-
  # The coprocess's own end of the pipe, which would keep psql waiting for more.
  eval "exec ${SESSION[1]}>&-"
  cat <&"$reader" >"$partial.facts"
  wait "$session" || die "What is in $DATABASE could not be counted; nothing was kept."
}

seal() {
  local final=$1
  pg_restore --list "$partial" >/dev/null || die "The dump cannot be read back; nothing was kept."
  grep -q '^table ' "$partial.facts" || die "The database $DATABASE has no tables; nothing was kept."
  (cd "$folder" && sha256sum "$(basename "$partial")" | sed "s/$(basename "$partial")/$(basename "$final")/") >"$partial.sha256"
  sync "$partial" "$partial.facts" "$partial.sha256" 2>/dev/null || sync
  mv "$partial.facts" "${final%.dump}.facts"
  mv "$partial.sha256" "$final.sha256"
  mv "$partial" "$final"
  partial=''
}

# Only after a new one is safe. How old one is says its name, which a copy does not change.
forget_old() {
  local old made oldest
  oldest=$(date -u -d "-$days days" +%Y%m%dT%H%M%SZ)
  while read -r old; do
    made=${old##*/"$DATABASE"-}
    [[ $made < $oldest ]] || continue
    rm -f "$old" "$old.sha256" "${old%.dump}.facts"
    say "forgot $(basename "$old")"
  done < <(find "$folder" -maxdepth 1 -name "$DATABASE-*.dump" | LC_ALL=C sort -r | tail -n +4)
}

main() {
  need_clients
  [[ $days =~ ^[1-9][0-9]{0,3}$ ]] || die "DAYS is how old a dump may get, 1 to 9999, not '$days'."
  [[ ${REASON:-} =~ ^[a-z]*$ ]] || die "REASON is a word in small letters, not '$REASON'."
  if [[ -n ${REASON:-} ]] && missing "$DATABASE"; then
    say "There is no database $DATABASE yet, so nothing to back up."
    return
  fi
  sql "$DATABASE" <<<'SELECT' >/dev/null || die "The database $DATABASE cannot be reached; nothing was written."
  mkdir -p "$folder"
  local final
  final=$folder/$DATABASE-$(date -u +%Y%m%dT%H%M%SZ)${REASON:+-$REASON}.dump
  [[ ! -e $final ]] || die "$final is there already."
  partial=$folder/.partial-$$
  trap tidy EXIT
  umask 077
  dump
  seal "$final"
  forget_old
  say "$(grep -c '^table ' "${final%.dump}.facts") tables, $(awk -F '\t' '/^table /{n += $2} END {print n + 0}' "${final%.dump}.facts") rows"
  printf '%s\n' "$final"
}

main
