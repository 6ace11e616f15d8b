#!/usr/bin/env bash
# usage: rollback.sh [--to REVISION] [--no-backup]
#
# Brings the version before back, or a revision that is named; a backup is made first. The schema stays as it is: migrations
# add first and take away a release later, so the version before serves on it, and nothing that was written is lost.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/smoke.sh
source "$here/smoke.sh"

revision=''
backup=yes

own_option() {
  case $1 in
    --to) revision=$(value "$@"); taken=2 ;;
    --no-backup) backup='' && taken=1 ;;
  esac
}

show() {
  if [[ -n $overlay ]]; then
    ask rollout history deployment/api
  else
    helm --kube-context "$context" --namespace "$namespace" history "$release" --max 10 || [[ -n $dry_run ]] || fail "There is no release $release in $namespace."
  fi
}

# More than one release back, what it needs may be gone from the schema.
warn() {
  local question="Roll back to the version before? The schema stays."
  [[ -z $revision ]] || question="Roll back to revision $revision? The schema stays. It fits the version just before; an older one only if no release since has taken something away from the schema (CHANGELOG)."
  confirm "$question"
}

make_backup() {
  local options=(--namespace "$namespace" --release "$release" --context "$context")
  [[ -z $overlay ]] || options+=(--kustomize "$overlay")
  [[ -z $dry_run ]] || options+=(--dry-run)
  bash "$scripts/backup.sh" "${options[@]}"
}

roll_back() {
  if [[ -n $overlay ]]; then
    change rollout undo deployment/api ${revision:+--to-revision "$revision"}
    change rollout undo deployment/web ${revision:+--to-revision "$revision"}
    wait_for_rollout deployment/api deployment/web
    say "What the cluster runs is not what the checkout says now: bring $overlay back to that version as well."
  else
    helm_change rollback "$release" ${revision:+"$revision"} --wait --timeout 10m
  fi
}

parse "$@"
((${#operands[@]} == 0)) || fail "usage: rollback.sh [--to REVISION] [--no-backup]"
[[ $revision =~ ^[0-9]*$ ]] || fail "A revision is a number; the history names them."
ready_for_cluster
show
warn
[[ -z $backup ]] || make_backup
roll_back
check_answers
