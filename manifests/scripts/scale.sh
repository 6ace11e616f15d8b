#!/usr/bin/env bash
# usage: scale.sh api|web REPLICAS
#        scale.sh api|web MIN MAX
#
# Sets how many replicas there are, or the bounds of the autoscaler that decides. It lasts until the next deployment: what
# is to stay belongs into the values (or the overlay), as the last line says.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

check() {
  [[ $workload == api || $workload == web ]] || fail "api or web can be scaled, not '$workload': PostgreSQL is one."
  [[ $least =~ ^[1-9][0-9]?$ && $most =~ ^[1-9][0-9]?$ ]] || fail "Replicas are a number from 1 to 99."
  ((least <= most)) || fail "The least ($least) is more than the most ($most)."
}

autoscaled() { [[ -n $(ask get horizontalpodautoscaler "$name" --ignore-not-found -o name) ]]; }

scale() {
  if ((bounds == 2)) || autoscaled; then
    change patch horizontalpodautoscaler "$name" --type merge --patch "{\"spec\":{\"minReplicas\":$least,\"maxReplicas\":$most}}"
  else
    change scale "deployment/$name" --replicas "$least"
    change rollout status "deployment/$name" --timeout=300s
  fi
}

parse "$@"
((${#operands[@]} == 2 || ${#operands[@]} == 3)) || fail "usage: scale.sh api|web REPLICAS, or MIN MAX"
workload=${operands[0]} least=${operands[1]} most=${operands[2]:-${operands[1]}} bounds=$((${#operands[@]} - 1))
check
ready_for_cluster
name=$prefix$workload
scale
say "To keep it: the values of the chart, or a patch in the overlay (docs/operations/scaling.md)."
