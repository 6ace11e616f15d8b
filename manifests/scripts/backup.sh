#!/usr/bin/env bash
# usage: backup.sh [--copy FOLDER]
#
# Makes a backup now, as the CronJob does at night, and waits for it. --copy brings the newest dump, its checksum and what is
# in it to a folder here.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/database-job.sh
source "$here/database-job.sh"

copy=''

own_option() {
  [[ $1 == --copy ]] || return 0
  copy=$(value "$@")
  taken=2
}

backup() {
  local job
  job=${prefix}backup-$(stamp)
  change create job "$job" --from "cronjob/${prefix}backup"
  wait_for_job "$job" 3600
  change logs "job/$job" --tail=5
}

copy_out() {
  local pod newest file
  open_shelf
  pod=$shelf
  if [[ -n $dry_run ]]; then
    change exec "$pod" -- cat "$backups/newest.dump"
    return
  fi
  newest=$(ask exec "$pod" -- sh -c "ls -1 $backups | grep '\\.dump\$' | sort | tail -n 1")
  [[ -n $newest ]] || fail "There is no dump."
  mkdir -p "$copy"
  for file in "$newest.sha256" "${newest%.dump}.facts"; do
    kube exec "$pod" -- sh -c "cat $backups/$file 2>/dev/null || true" >"$copy/$file"
    [[ -s $copy/$file ]] || rm -f "$copy/$file"
  done
  [[ -s $copy/$newest.sha256 ]] || kube exec "$pod" -- sh -c "cd $backups && sha256sum $newest" >"$copy/$newest.sha256"
  kube exec "$pod" -- cat "$backups/$newest" >"$copy/$newest"
  (cd "$copy" && sha256sum --check --quiet "$newest.sha256") || fail "$copy/$newest is damaged: copy it again."
  say "$copy/$newest"
}

parse "$@"
((${#operands[@]} == 0)) || fail "usage: backup.sh [--copy FOLDER]"
ready_for_cluster
backup
[[ -z $copy ]] || copy_out
