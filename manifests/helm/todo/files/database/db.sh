#!/usr/bin/env bash
# Sourced by the scripts beside it. They run anywhere that has bash and PostgreSQL's client programs (17's read what 15 to 17
# wrote): in a pod of the postgres image, or on a laptop. They connect as the database's owner, from libpq's own environment
# (PGHOST, PGPORT, PGUSER, PGPASSWORD, PGSSLMODE, PGSSLROOTCERT, …) or from DATABASE_URL, which wins. A password is better
# off in PGPASSWORD or PGPASSFILE: other processes of the machine can read the arguments of these.
set -euo pipefail

# The database that is served; what is beside it on the server has a name that begins with this one.
DATABASE=${DATABASE:-${PGDATABASE:-tododb}}
# Read by the scripts that source this one: the role that the API serves as.
# shellcheck disable=SC2034
readonly app_role=todo_app

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

need() { command -v "$1" >/dev/null 2>&1 || die "$1 is not here: $2"; }

need_clients() {
  local name
  for name in psql pg_dump pg_restore; do
    need "$name" "it comes with PostgreSQL's client programs (Debian: apt-get install postgresql-client)."
  done
  for name in sha256sum sort diff date; do need "$name" "it comes with coreutils and diffutils."; done
}

# What -d takes to reach a database of that name on the same server. Of a word given twice libpq takes the last.
at() {
  case ${DATABASE_URL:-} in
    postgres*://*\?*) printf '%s&dbname=%s' "$DATABASE_URL" "$1" ;;
    postgres*://*) printf '%s?dbname=%s' "$DATABASE_URL" "$1" ;;
    *) printf '%s dbname=%s' "${DATABASE_URL:-}" "$1" ;;
  esac
}

# Runs SQL from standard input in the named database: no .psqlrc, ends at the first error, prints bare values. What the
# application's role may not do for long, the owner may.
sql() {
  local database=$1
  shift
  PGOPTIONS='-c client_min_messages=warning -c statement_timeout=0 -c lock_timeout=60s -c timezone=UTC -c datestyle=ISO' \
    psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -d "$(at "$database")" "$@"
}

# Two answers, because of a server that does not answer neither is known.
exists() { [[ $(databases_named "$1") == 1 ]]; }

missing() { [[ $(databases_named "$1") == 0 ]]; }

databases_named() { sql postgres -v name="$1" <<<"SELECT count(*) FROM pg_database WHERE datname = :'name'"; }

drop() { sql postgres -v name="$1" <<<'DROP DATABASE IF EXISTS :"name" WITH (FORCE)'; }

# A name for a database beside the served one. PostgreSQL cuts names at 63 bytes, so it stays short.
beside() { printf '%s_%s_%s' "${DATABASE:0:30}" "$1" "$(date -u +%Y%m%d%H%M%S)_$$"; }

# What a database holds, as lines that can be compared: rows and a checksum of their text for each table, and how many there
# are of everything that keeps them right. Constraints that are not validated count apart.
facts_sql() {
  cat <<'SQL'
SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM %s t;',
              'table ' || c.relname, c.oid::regclass)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
\gexec
SELECT 'constraints', count(*) FILTER (WHERE convalidated), count(*) FILTER (WHERE NOT convalidated)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x');
SELECT 'indexes', count(*) FILTER (WHERE i.indisvalid), count(*) FILTER (WHERE NOT i.indisvalid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace;
SELECT 'triggers', count(*) FILTER (WHERE tgenabled <> 'D'), count(*) FILTER (WHERE tgenabled = 'D')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace;
SELECT 'functions', count(*), 0 FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e');
SELECT 'extensions', count(*), 0 FROM pg_extension;
SELECT 'definitions of ' || current_setting('server_version_num')::integer / 10000, md5(string_agg(d, chr(10) ORDER BY d COLLATE "C")), 0 FROM (
  SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')) AS all_(d);
SQL
}

newest() { find "$1" -maxdepth 1 -name '*.dump' | LC_ALL=C sort | tail -n 1; }
