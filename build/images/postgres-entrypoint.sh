#!/usr/bin/env bash
# What the stand-in of the official PostgreSQL image starts with. It keeps that image's contract as far as we use it: a cluster
# is made in PGDATA on the first start (POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, each also as …_FILE, and
# POSTGRES_INITDB_ARGS), the server is never root, and arguments that begin with a dash belong to `postgres`.
set -euo pipefail

# Takes a variable's value from the file that NAME_FILE names.
from_file() {
  local file=${1}_FILE
  if [[ -n ${!file:-} ]]; then printf -v "$1" '%s' "$(<"${!file}")"; fi
}

initialise() {
  : "${POSTGRES_PASSWORD:?The database is not initialized and POSTGRES_PASSWORD is not set.}"
  local user=${POSTGRES_USER:-postgres} arguments
  read -ra arguments <<<"${POSTGRES_INITDB_ARGS:-}"
  initdb --username="$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") -D "$PGDATA" ${arguments[@]+"${arguments[@]}"}
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
  printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  if [[ ${POSTGRES_DB:-$user} != postgres ]]; then
    printf 'CREATE DATABASE "%s";\n' "${POSTGRES_DB:-$user}" | postgres --single -D "$PGDATA" postgres >/dev/null
  fi
}

if [[ ${1:-} == -* ]]; then set -- postgres "$@"; fi
if [[ ${1:-} == postgres && $(id -u) == 0 ]]; then
  mkdir -p "$PGDATA"
  chown -R postgres "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "${BASH_SOURCE[0]}" "$@"
fi
if [[ ${1:-} == postgres ]]; then
  for name in POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB POSTGRES_INITDB_ARGS; do from_file $name; done
  if [[ ! -s $PGDATA/PG_VERSION ]]; then
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA" 2>/dev/null || true
    initialise
  fi
  unset POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_INITDB_ARGS
fi
exec "$@"
