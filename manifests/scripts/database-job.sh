#!/usr/bin/env bash
# Sourced by backup.sh and restore.sh: pods like the CronJob's (its image, volume, secrets and network), with another command.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

# Where the CronJob mounts the volume; read by the scripts that source this.
# shellcheck disable=SC2034
readonly backups=/backups
readonly scripts_map=todo-database-scripts
shelf=''

# The CronJob's Job as YAML, with its first container's command replaced and the scripts of database/ mounted.
like_backup() {
  local job=$1 command=$2 patch
  patch='[
    {"op":"add","path":"/spec/backoffLimit","value":0},
    {"op":"add","path":"/spec/ttlSecondsAfterFinished","value":86400},
    {"op":"add","path":"/spec/template/spec/containers/0/command","value":'$command'},
    {"op":"add","path":"/spec/template/spec/containers/0/args","value":[]},
    {"op":"add","path":"/spec/template/spec/containers/0/volumeMounts/-","value":{"name":"database-scripts","mountPath":"/database-scripts","readOnly":true}},
    {"op":"add","path":"/spec/template/spec/volumes/-","value":{"name":"database-scripts","configMap":{"name":"'$scripts_map'"}}}]'
  kube create job "$job" --from "cronjob/${prefix}backup" --dry-run=client -o yaml |
    kubectl patch --local -f - --type json --patch "$patch" -o yaml
}

publish_scripts() {
  kubectl create configmap "$scripts_map" --from-file "$scripts/../helm/todo/files/database" --dry-run=client -o yaml |
    kubectl label --local -f - -o yaml app.kubernetes.io/part-of=todo "app.kubernetes.io/instance=$release" |
    change_reading apply -f -
}

start_like_backup() {
  local job=$1 command=$2
  if [[ -n $dry_run ]]; then
    change create -f - </dev/null
    say "  (job $job: $command)"
  else
    like_backup "$job" "$command" | kube create -f -
  fi
}

# Runs restore.sh of database/ in the cluster and prints what it printed.
database_job() {
  local verb=$1 operand=${2:-} job command
  job=${prefix}restore-$verb-$(stamp)
  command="[\"bash\",\"/database-scripts/restore.sh\",\"$verb\"${operand:+,\"$operand\"}]"
  start_like_backup "$job" "$command" >&2
  wait_for_job "$job" 7200 >&2
  [[ -n $dry_run ]] || kube logs "job/$job" | tee /dev/stderr | tail -n 1
}

# A pod that does nothing but have the backups' volume, to copy from and to; it is gone after the script, and after an hour.
open_shelf() {
  local job
  job=${prefix}backup-shelf-$(stamp)
  publish_scripts
  start_like_backup "$job" '["sleep","3600"]'
  at_exit "change delete job '$job' --ignore-not-found --wait=false >&2"
  change wait --for=condition=ready pod --selector "job-name=$job" --timeout=120s
  shelf=$(ask get pod --selector "job-name=$job" -o 'jsonpath={.items[0].metadata.name}')
  shelf=${shelf:-$job}
}
