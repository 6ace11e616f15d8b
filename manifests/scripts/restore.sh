#!/usr/bin/env bash
# usage: restore.sh [DUMP] [--check-only]      DUMP is a name in the backups' volume; the newest one without it
#        restore.sh --file FILE.dump           brings a dump from here (and its .sha256 and .facts) there first
#        restore.sh --back                     takes the last restore back
#        restore.sh --forget                   drops what restores have left
#
# Restores into a database of its own first and compares it with what was dumped; only then are the services stopped and that
# database put in place. The one that was served until then stays beside it, until --forget.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/database-job.sh
source "$here/database-job.sh"

mode=restore
file=''
replicas_api=2
replicas_web=2
stopped=''

own_option() {
  taken=1
  case $1 in
    --check-only) mode=check ;;
    --back) mode=back ;;
    --forget) mode=forget ;;
    --file) file=$(value "$@"); taken=2 ;;
    *) taken=0 ;;
  esac
}

bring() {
  local part name
  name=$(basename "$file")
  [[ -s $file ]] || fail "There is no dump $file."
  if [[ -s $file.sha256 ]]; then
    (cd "$(dirname "$file")" && sha256sum --status --check "$name.sha256") || fail "$file is damaged."
  fi
  open_shelf
  for part in "$name" "$name.sha256" "${name%.dump}.facts"; do
    [[ -s $(dirname "$file")/$part ]] || continue
    change_reading exec -i "$shelf" -- sh -c "cat >$backups/$part" <"$(dirname "$file")/$part"
  done
}

# It would go on writing to the database while that is put aside.
refuse_canary() {
  [[ -z $(ask get deployment --selector "app.kubernetes.io/instance=$release,todo.app/track=canary" -o name) ]] ||
    fail "A canary is running: canary.sh abort, or promote, first."
}

# Remembered before they are stopped; what is at 0 already comes back as 2.
remember() {
  local count
  count=$(ask get deployment "${prefix}api" -o 'jsonpath={.spec.replicas}')
  [[ ${count:-0} == 0 ]] || replicas_api=$count
  count=$(ask get deployment "${prefix}web" -o 'jsonpath={.spec.replicas}')
  [[ ${count:-0} == 0 ]] || replicas_web=$count
}

stop_services() {
  remember
  change scale "deployment/${prefix}api" "deployment/${prefix}web" --replicas 0
  change wait --for=delete pod --selector "app.kubernetes.io/instance=$release,app.kubernetes.io/name in (api,web)" --timeout=120s
}

start_services() {
  change scale "deployment/${prefix}api" --replicas "$replicas_api"
  change scale "deployment/${prefix}web" --replicas "$replicas_web"
  wait_for_rollout "deployment/${prefix}api" "deployment/${prefix}web"
}

# Whatever happens once the services are stopped, they come back, on what is served then.
while_stopped() {
  at_exit 'start_again'
  stopped=yes
  stop_services
  "$@"
  stopped=''
  start_services
}

start_again() {
  [[ -n $stopped ]] || return 0
  say "That did not work: the services are started again on the database as it is."
  start_services
}

put_in_place() {
  database_job swap "$1" >/dev/null
  run_migration
}

take_back() { database_job back >/dev/null; }

restore() {
  local dump=$backups prepared
  [[ -z ${operands[0]:-} ]] || dump=$backups/${operands[0]}
  [[ -z $file ]] || dump=$backups/$(basename "$file")
  if [[ $mode == check ]]; then
    database_job check "$dump"
    return
  fi
  refuse_canary
  prepared=$(database_job prepare "$dump")
  confirm "$dump is verified, as the database ${prepared:-…}. The services stop for about a minute, and what was written since the dump is then only in the database that is put aside."
  while_stopped put_in_place "${prepared:-NAME}"
  say "Restored. Look around; then restore.sh --forget, or restore.sh --back."
}

parse "$@"
((${#operands[@]} <= 1)) || fail "usage: restore.sh [DUMP] [--check-only | --back | --forget]"
for name in "${operands[0]:-x.dump}" "${file:-x.dump}"; do
  [[ ${name##*/} =~ ^[A-Za-z0-9_][A-Za-z0-9._-]*\.dump$ ]] || fail "'$name' is not the name of a dump."
done
ready_for_cluster
publish_scripts
[[ -z $file ]] || bring
case $mode in
  back)
    refuse_canary
    confirm "The services stop for about a minute, and what was written since the restore is then only in the database that is put aside."
    while_stopped take_back
    ;;
  forget)
    confirm "The databases that restores have put aside are dropped for good."
    database_job forget
    ;;
  *) restore ;;
esac
