#!/usr/bin/env bash
# Starts PostgreSQL (unless ConnectionStrings__tododb names one elsewhere), migrates, starts API, web and nginx, hands signals on,
# and ends when one of them ends. `entrypoint.sh health` says whether all is well.
set -euo pipefail

readonly dotnet=/usr/share/dotnet/dotnet api_port=8080 web_port=8082 run=/tmp/todo
state=/tmp/todo-data
children=()

say() { printf 'space      %s\n' "$1"; }

health() {
  HTTP_PORTS=$api_port $dotnet /app/api/TodoApp.Api.dll health && HTTP_PORTS=$web_port $dotnet /app/web/TodoApp.Web.dll health
}

# Settings of the Space come first; what it leaves open is made once and kept where the data are.
secret() {
  local file=$state/secrets/$1
  [[ -s $file ]] || (umask 077 && od -An -N32 -v -tx1 /dev/urandom | tr -d ' \n' >"$file")
  cat "$file"
}

choose_state() {
  if [[ -w /data ]]; then state=/data/todo; fi
  # Left by a container that was killed: the process numbers in them belong to others by now.
  rm -rf "$run" "$state/postgres/postmaster.pid"
  mkdir -p "$state/secrets" "$run"
  chmod 700 "$state" "$run"
  if [[ -n ${ConnectionStrings__tododb:-} ]] || mountpoint -q /data; then return; fi
  say "There is no persistent storage at /data: todos are gone when this Space restarts."
}

start_postgres() {
  local bin
  bin=$(dirname "$(command -v postgres || find /usr/lib/postgresql -name postgres -type f | sort -V | tail -1)")
  if [[ ! -s $state/postgres/PG_VERSION ]]; then
    rm -rf "$state/postgres"
    "$bin/initdb" -D "$state/postgres" -U postgres --pwfile=<(secret postgres) --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    echo 'CREATE DATABASE tododb;' | "$bin/postgres" --single -D "$state/postgres" postgres >/dev/null
  fi
  "$bin/postgres" -D "$state/postgres" -c listen_addresses='' -c unix_socket_directories="$run" -c shared_buffers=128MB &
  children+=($!)
  postgres=$!
  for _ in {1..300}; do
    if "$bin/pg_isready" -q -h "$run" -U postgres -d tododb; then return; fi
    kill -0 "$postgres" || break
    sleep 0.2
  done
  say "PostgreSQL did not start."
  exit 1
}

# Two roles: the owner migrates, the API serves with less. A keyword that stands twice counts as it stands last.
find_database() {
  if [[ -n ${ConnectionStrings__tododb:-} ]]; then
    owner=$ConnectionStrings__tododb
    app_password=${APP_DB_PASSWORD:?With ConnectionStrings__tododb the secret APP_DB_PASSWORD is needed.}
  else
    start_postgres
    owner="Host=$run;Username=postgres;Password=$(secret postgres);Database=tododb"
    app_password=$(secret app)
  fi
  app="$owner;Username=todo_app;Password=$app_password"
  unset ConnectionStrings__tododb APP_DB_PASSWORD
}

start_services() {
  (cd /app/api && ConnectionStrings__tododb=$owner Database__AppPassword=$app_password exec $dotnet TodoApp.Api.dll migrate)
  export Auth__SigningKey=${Auth__SigningKey:-$(secret signing-key)}
  (cd /app/api && HTTP_PORTS=$api_port ConnectionStrings__tododb=$app exec $dotnet TodoApp.Api.dll) &
  children+=($!)
  unset Auth__SigningKey OPENAI_API_KEY
  (cd /app/web && HTTP_PORTS=$web_port services__api__http__0=http://127.0.0.1:$api_port exec $dotnet TodoApp.Web.dll) &
  children+=($!)
  nginx -e stderr -p "$run" -c /app/nginx.conf &
  children+=($!)
}

# In the order of requests: nginx and web first, PostgreSQL, which is the first child if it is here, last.
stop() {
  trap - TERM INT
  local index
  for ((index = ${#children[@]} - 1; index >= 0; index--)); do
    local signal=TERM
    if [[ ${children[index]} == "${postgres:-}" ]]; then signal=INT; fi
    kill -$signal "${children[index]}" 2>/dev/null || true
    wait "${children[index]}" || true
  done
}

if [[ ${1:-} == health ]]; then health && exit 0 || exit 1; fi
choose_state
trap 'stop; exit 0' TERM INT
find_database
start_services
say "ready soon on port 7860"
wait -n "${children[@]}" || true
say "A process has ended; so does the rest."
stop
exit 1
