#!/usr/bin/env bash
# usage: canary.sh start WEIGHT TAG    runs TAG beside what is stable, for WEIGHT per cent of the requests
#        canary.sh weight WEIGHT       gives it more or less
#        canary.sh watch SECONDS       asks it again and again, and fails when it does not answer or a pod of it restarts
#        canary.sh promote             makes it the stable version
#        canary.sh abort               takes it away
#        canary.sh status
#
# Starting brings the schema to what TAG needs; what is stable serves on it (migrations add first). So aborting needs nothing
# but to take the canary away.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/smoke.sh
source "$here/smoke.sh"

check_weight() { [[ $1 =~ ^([1-9][0-9]?|100)$ ]] || fail "A weight is a number from 1 to 100, not '$1'."; }

# What the canary runs, read from the canary itself.
canary_tag() {
  local image
  image=$(ask get deployment --selector "app.kubernetes.io/instance=$release,app.kubernetes.io/name=api,todo.app/track=canary" \
    -o 'jsonpath={.items[*].spec.template.spec.containers[0].image}')
  [[ -z $dry_run || -n $image ]] || image=todo/api:TAG
  [[ -n $image ]] || fail "There is no canary: canary.sh start WEIGHT TAG."
  printf '%s' "${image##*:}"
}

# The chart of this checkout with the values of the release and what is new.
upgrade() {
  helm_change upgrade "$release" "$chart" --reset-then-reuse-values "$@" "$(back_on_failure)" --wait --timeout 15m
}

start() {
  check_weight "$1"
  [[ $2 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ && $2 != latest ]] || fail "'$2' is not a tag that can be deployed."
  confirm "$2 gets $1 per cent of the requests in $namespace ($context)."
  upgrade --set canary.enabled=true --set-string "canary.tag=$2" --set "canary.weight=$1"
}

weight() {
  check_weight "$1"
  canary_tag >/dev/null
  upgrade --set canary.enabled=true --set "canary.weight=$1"
}

restarts() {
  ask get pod --selector "app.kubernetes.io/instance=$release,todo.app/track=canary" \
    -o 'jsonpath={range .items[*]}{.status.containerStatuses[*].restartCount} {end}' | tr -d '0 \n'
}

watch() {
  [[ $1 =~ ^[1-9][0-9]{0,4}$ ]] || fail "For how many seconds? A number from 1 to 99999, not '$1'."
  local deadline=$((SECONDS + $1)) tag
  tag=$(canary_tag)
  [[ -z $dry_run ]] || { run curl "http://${prefix}api-canary:8081/health" && return; }
  while ((SECONDS < deadline)); do
    check_track -canary
    [[ -z $(restarts) ]] || fail "A pod of the canary has restarted: canary.sh abort."
    sleep "${TODO_POLL:-10}"
  done
  say "$tag held."
}

promote() {
  local tag
  tag=$(canary_tag)
  confirm "$tag becomes the stable version in $namespace ($context)."
  upgrade --set-string "image.tag=$tag" --set canary.enabled=false --set-string canary.tag=
  check_answers
}

abort() {
  confirm "The canary in $namespace ($context) is taken away."
  upgrade --set canary.enabled=false --set-string canary.tag=
  check_answers
}

status() {
  ask get deployment --selector "app.kubernetes.io/instance=$release,app.kubernetes.io/name in (api,web)" -L todo.app/track -o wide
}

words() { ((${#operands[@]} == $1)) || fail "usage: canary.sh start WEIGHT TAG | weight WEIGHT | watch SECONDS | promote | abort | status"; }

parse "$@"
verb=${operands[0]:-}
case $verb in
  start) words 3 ;;
  weight | watch) words 2 ;;
  promote | abort | status) words 1 ;;
  *) words 0 && usage && exit 64 ;;
esac
[[ -z $overlay ]] || fail "The canary is the chart's; with Kustomize it is the component manifests/components/canary (docs/operations/upgrade.md)."
ready_for_cluster
"$verb" "${operands[@]:1}"
