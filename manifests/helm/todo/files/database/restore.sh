#!/usr/bin/env bash
# Brings a dump back, in steps of which only one touches what is served:
#   restore.sh check FILE|FOLDER      restores it into a database of its own, compares, and drops that again
#   restore.sh prepare FILE|FOLDER    the same, but keeps that database and prints its name
#   restore.sh swap NAME              puts it in the served one's place, which stays under another name (printed)
#   restore.sh back                   takes the last swap back
#   restore.sh forget                 drops what swaps have left
# Of a folder the newest dump is taken. `swap` needs the services stopped: it ends the connections that are left.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/helm/todo/files/database/db.sh
source "$here/db.sh"

scratch=''
shut=''

tidy() {
  [[ -z $shut ]] || admit "$shut" true || say "The database $shut takes no connections: ALTER DATABASE $shut ALLOW_CONNECTIONS true."
  [[ -z $scratch ]] || drop "$scratch" || say "The database $scratch could not be dropped; it is of no use."
}

usage() { sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

find_dump() {
  local file=$1
  [[ ! -d $file ]] || file=$(newest "$file")
  [[ -n $file && -f $file ]] || die "There is no dump at $1."
  printf '%s\n' "$file"
}

# Before anything is written anywhere: the file is the one that was made, whole, and every block of it can be read.
inspect() {
  local file=$1
  if [[ -e $file.sha256 ]]; then
    (cd "$(dirname "$file")" && sha256sum --status --check "$(basename "$file").sha256") ||
      die "$file is damaged: it is not the file its checksum was made of. Nothing was changed."
  fi
  pg_restore --file=/dev/null "$file" || die "$file is not a dump that pg_restore can read. Nothing was changed."
}

differs() { die "What was restored (>) is not what was dumped (<). Nothing was changed."; }

# Into a database of its own, as one transaction, with the application's role there for what is granted to it.
fill() {
  local file=$1
  sql postgres -v role="$app_role" <<'SQL'
SELECT format('CREATE ROLE %I NOLOGIN', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role')
\gexec
SQL
  sql postgres -v name="$scratch" <<<"CREATE DATABASE :\"name\" TEMPLATE template0 ENCODING 'UTF8'"
  PGOPTIONS='-c statement_timeout=0' pg_restore --exit-on-error --single-transaction --no-owner -d "$(at "$scratch")" "$file" ||
    die "$file could not be restored. Nothing was changed."
}

# What a dump says by itself, when nothing beside it says more: COPY has a line for each row.
rows_in() {
  pg_restore --data-only --file=- "$1" |
    awk -F '[ .(]' '/^COPY public\./ && / FROM stdin;$/ { name = $3; gsub(/"/, "", name); rows = 0; inside = 1; next }
      inside && $0 == "\\." { printf "table %s\t%d\n", name, rows; inside = 0; next }
      inside { rows++ }' | LC_ALL=C sort
}

compare() {
  local file=$1 found wanted
  found=$(facts_sql | sql "$scratch")
  if [[ -e ${file%.dump}.facts ]]; then
    wanted=$(cat "${file%.dump}.facts")
    # Another major version of PostgreSQL words definitions in another way.
    if ! grep -qxF "$(grep -o '^definitions of [0-9]*' <<<"$found")" <(cut -f 1 <<<"$wanted"); then
      wanted=$(grep -v '^definitions ' <<<"$wanted") found=$(grep -v '^definitions ' <<<"$found")
    fi
    diff <(printf '%s\n' "$wanted") <(printf '%s\n' "$found") >&2 || differs
  else
    wanted=$(rows_in "$file")
    diff <(printf '%s\n' "$wanted") <(grep '^table ' <<<"$found" | cut -f 1,2 | LC_ALL=C sort) >&2 || differs
  fi
  grep -q '^table ' <<<"$wanted" || die "There is no table in $file. Nothing was changed."
  say "verified: $(grep -c '^table ' <<<"$found") tables, $(awk -F '\t' '/^table /{n += $2} END {print n + 0}' <<<"$found") rows, every constraint"
}

prepare() {
  local file
  file=$(find_dump "$1")
  inspect "$file"
  scratch=$(beside restored)
  fill "$file"
  compare "$file"
}

# Numbers in the journal go on behind all that were ever given out, and every account's journal begins there: a client that
# knows more than was restored is told to read everything anew, instead of missing what other writes get the same numbers. How
# many were given out is not known when the served database is gone, or its journal: then far behind.
renumber() {
  local served=$1 restored=$2 latest=''
  if exists "$served"; then
    latest=$(sql "$served" <<<"SELECT last_value FROM pg_sequences WHERE schemaname = 'public' AND sequencename = 'journal_seq_seq'")
  fi
  # No number was given out yet, or none is known.
  [[ -n $latest ]] || latest=1000000000
  sql "$restored" -v latest="$latest" >/dev/null <<'SQL'
BEGIN;
SELECT setval('journal_seq_seq', greatest(:latest, last_value) + 1000) FROM journal_seq_seq;
INSERT INTO journal_starts (owner_id, seq, at)
SELECT u.id, s.last_value, 'epoch' FROM users u, journal_seq_seq s
ON CONFLICT (owner_id) DO UPDATE SET seq = excluded.seq;
COMMIT;
SQL
}

# Nobody connects while the names change: services that are up would be back before the rename.
rename() {
  local served=$1 aside=$2 instead=$3 code=0
  shut=$served
  admit "$served" false
  change_names "$@" || code=$?
  admit "$served" true
  admit "$aside" true
  shut=''
  return "$code"
}

# Whether a database, if there is one of that name, takes connections.
admit() {
  sql postgres -v name="$1" -v whether="$2" >/dev/null <<'SQL'
SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS %s', datname, :'whether') FROM pg_database WHERE datname = :'name'
\gexec
SQL
}

# Both names change in one transaction, or neither.
change_names() {
  local served=$1 aside=$2 instead=$3
  sql postgres -v served="$served" -v aside="$aside" -v instead="$instead" >/dev/null <<'SQL'
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname IN (:'served', :'instead') AND pid <> pg_backend_pid();
SELECT pg_sleep(0.5);
BEGIN;
SELECT format('ALTER DATABASE %I RENAME TO %I', :'served', :'aside') WHERE EXISTS (SELECT FROM pg_database WHERE datname = :'served')
\gexec
ALTER DATABASE :"instead" RENAME TO :"served";
COMMIT;
SQL
}

swap() {
  local name=$1 aside
  [[ $name == "${DATABASE:0:30}"_restored_* ]] || die "'$name' is not a database that 'prepare' made."
  exists "$name" || die "There is no database $name."
  aside=$(beside before)
  # Closed still when an earlier swap was killed.
  admit "$DATABASE" true
  renumber "$DATABASE" "$name"
  rename "$DATABASE" "$aside" "$name" || die "Something keeps connecting to $DATABASE; it serves as before. Stop the services and try again."
  say "$DATABASE is what was restored; what was served until now is $aside"
  printf '%s\n' "$aside"
}

# What swaps have left on the server, oldest first: `before` is what was served, `restored` what was taken back.
left() {
  sql postgres -v pattern="^${DATABASE:0:30}_($1)_[0-9]{14}_[0-9]+$" <<<"SELECT datname FROM pg_database WHERE datname ~ :'pattern' ORDER BY datname"
}

back() {
  local last
  last=$(left before | tail -n 1)
  [[ -n $last ]] || die "There is nothing to go back to."
  rename "$DATABASE" "$(beside restored)" "$last" || die "Something keeps connecting to $DATABASE; it serves as before. Stop the services and try again."
  say "$DATABASE is what was served before the restore."
}

forget() {
  local name
  for name in $(left 'before|restored'); do
    drop "$name"
    say "dropped $name"
  done
}

main() {
  local verb=${1:-} operand=${2:-}
  case $verb in
    check | prepare | swap) [[ -n $operand ]] || die "usage: restore.sh $verb WHAT" ;;
    back | forget) ;;
    '' | help | -h | --help) usage && exit 0 ;;
    *) die "There is no '$verb'; see restore.sh --help." ;;
  esac
  need_clients
  trap tidy EXIT
  case $verb in
    check) prepare "$operand" ;;
    prepare) prepare "$operand" && printf '%s\n' "$scratch" && scratch='' ;;
    swap) swap "$operand" ;;
    *) "$verb" ;;
  esac
}

main "$@"
