#!/usr/bin/env bash
# usage: teardown.sh [--data]
#
# Takes the product away and leaves what cannot be made again: the volumes of the database and of its backups, and the Secrets.
# With --data these go too. PersistentVolumes are the cluster's; what becomes of them is for their reclaim policy to say.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

data=''
# By kind, and never by applying the overlay backwards: that would take the namespace, and everything in it.
readonly kinds=deployment,statefulset,cronjob,job,service,ingress,horizontalpodautoscaler,poddisruptionbudget,networkpolicy,configmap,serviceaccount,role,rolebinding,resourcequota,limitrange

own_option() {
  [[ $1 == --data ]] || return 0
  data=yes
  taken=1
}

take_away() {
  if [[ -z $overlay ]]; then
    helm_change uninstall "$release" --ignore-not-found --wait --timeout 5m
  fi
  change delete "$kinds" --selector "app.kubernetes.io/part-of=todo,app.kubernetes.io/instance=$release" --ignore-not-found
}

take_data_away() {
  change delete persistentvolumeclaim --selector "app.kubernetes.io/name in (postgres,backup),app.kubernetes.io/instance=$release" --ignore-not-found
  change delete secret "$secret" "$certificate" --ignore-not-found
}

parse "$@"
((${#operands[@]} == 0)) || fail "usage: teardown.sh [--data]"
ready_for_cluster
if [[ -n $data ]]; then
  confirm "Everything in $namespace ($context) that is $release goes, with every todo and every backup."
else
  confirm "$release in $namespace ($context) goes; its data and its Secrets stay."
fi
take_away
[[ -z $data ]] || take_data_away
