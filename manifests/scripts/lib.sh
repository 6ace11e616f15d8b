#!/usr/bin/env bash
# Sourced by the scripts beside it: options that all of them have, and the few ways in which they touch a cluster.
set -euo pipefail

# What command substitutions do not do by themselves; bash 3 cannot.
shopt -s inherit_errexit 2>/dev/null || true

# Some of these are read only by the scripts that source this.
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck disable=SC2034
scripts=$(cd "$here" && pwd)
# shellcheck disable=SC2034
root=$(cd "$scripts/../.." && pwd)
# shellcheck disable=SC2034
chart=$root/manifests/helm/todo

namespace=todo
release=todo
context=''
overlay=''
dry_run=''
yes=''
prefix=''
secret=todo-secrets
certificate=postgres-tls
temporary=''
leaving=''
operands=()

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is not here: $2"; }

need_kubectl() { need kubectl "https://kubernetes.io/docs/tasks/tools/"; }

need_helm() { need helm "https://helm.sh/docs/intro/install/"; }

# The comment at the head of a script is its help.
usage() {
  local line first=yes
  while IFS= read -r line; do
    [[ -z $first ]] || { first='' && continue; }
    [[ $line == '#'* ]] || break
    line=${line#'#'}
    printf '%s\n' "${line# }"
  done <"$0"
  printf '%s\n' '
Options of every script:
  -n, --namespace NAME   todo unless said otherwise
  -r, --release NAME     the Helm release: todo unless said otherwise
  --kustomize OVERLAY    what runs was applied from manifests/overlays/OVERLAY (or that folder), not by Helm
  --context NAME         the cluster; without it only a current context named minikube is touched
  --dry-run              print what would change something instead of doing it
  -y, --yes              do not ask
  -h, --help             this'
}

# Takes the options that all scripts have; own_option (of the script) may take others and says in `taken` how many words.
parse() {
  while (($# > 0)); do
    case $1 in
      -n | --namespace) namespace=$(value "$@"); shift 2 ;;
      -r | --release) release=$(value "$@"); shift 2 ;;
      --context) context=$(value "$@"); shift 2 ;;
      --kustomize) overlay=$(value "$@"); shift 2 ;;
      --dry-run) dry_run=yes && shift ;;
      -y | --yes) yes=yes && shift ;;
      -h | --help) usage && exit 0 ;;
      -*)
        taken=0
        own_option "$@"
        ((taken > 0)) || fail "There is no option $1; see ${0##*/} --help."
        shift "$taken"
        ;;
      *) operands+=("$1") && shift ;;
    esac
  done
}

own_option() { :; }

value() {
  if (($# < 2)) || [[ -z $2 || $2 == -* ]]; then fail "$1 needs a value."; fi
  printf '%s' "$2"
}

# Everything that changes something goes through this.
run() {
  if [[ -n $dry_run ]]; then
    printf 'would run:'
    printf ' %q' "$@"
    printf '\n'
  else
    "$@"
  fi
}

# Also what it reads from standard input; which is not shown, for it may be secret.
run_reading() {
  if [[ -n $dry_run ]]; then
    cat >/dev/null
    run "$@"
  else
    "$@"
  fi
}

confirm() {
  local answer=''
  [[ -z $yes && -z $dry_run ]] || return 0
  [[ -t 0 ]] || fail "$1 Say --yes if that is what you want."
  read -r -p "$1 Type 'yes': " answer
  [[ $answer == yes ]] || fail "Nothing was changed."
}

# The cluster is named, or it is minikube: whoever forgot what the current context is changes nothing.
choose_context() {
  [[ -n $context ]] && return
  context=$(kubectl config current-context 2>/dev/null) || context=''
  if [[ -z $context && -n $dry_run ]]; then context=minikube; fi
  [[ -n $context ]] || fail "kubectl has no current context: start a cluster (manifests/scripts/minikube-setup.sh) or name one with --context."
  [[ $context == minikube ]] || fail "The current context is '$context', not minikube: say --context '$context' if that is what you mean."
}

kube() { kubectl --context "$context" --namespace "$namespace" "$@"; }

change() { run kubectl --context "$context" --namespace "$namespace" "$@"; }

change_reading() { run_reading kubectl --context "$context" --namespace "$namespace" "$@"; }

# Helm 4 has another word for it than Helm 3.
back_on_failure() {
  case $(helm version --short 2>/dev/null) in
    v3*) echo --atomic ;;
    *) echo --rollback-on-failure ;;
  esac
}

helm_change() { run helm --kube-context "$context" --namespace "$namespace" "$@"; }

# Reads; in a dry run a cluster that does not answer is one that has nothing.
ask() {
  if [[ -n $dry_run ]]; then kube "$@" 2>/dev/null || true; else kube "$@"; fi
}

# Helm puts the release's full name before those of workloads, Kustomize nothing.
choose_names() {
  if [[ -n $overlay ]]; then
    release=todo # what the labels of base and components say
    return
  fi
  if [[ $release == *todo* ]]; then prefix=$release-; else prefix=$release-todo-; fi
  # shellcheck disable=SC2034
  secret=${prefix}secrets certificate=${prefix}postgres-tls
}

ready_for_cluster() {
  need_kubectl
  [[ -n $overlay ]] || need_helm
  choose_context
  choose_names
  [[ -z $overlay ]] || overlay=$(find_overlay)
}

find_overlay() {
  local folder
  for folder in "$overlay" "$root/manifests/overlays/$overlay"; do
    [[ ! -f $folder/kustomization.yaml ]] || { (cd "$folder" && pwd) && return; }
  done
  fail "There is no overlay '$overlay': neither a folder with a kustomization.yaml nor one in manifests/overlays."
}

stamp() { date -u +%Y%m%d-%H%M%S; }

# Adds to what is done when the script ends, however it ends; the last comes first.
at_exit() {
  leaving="$1; $leaving"
  # shellcheck disable=SC2064
  trap "$leaving" EXIT
}

forget_temporary() { rm -rf "$temporary"; }

# A folder for what must not be seen; in memory where the machine has such a place.
make_temporary() {
  [[ -z $temporary ]] || return 0
  umask 077
  local memory=/dev/shm
  [[ -w $memory ]] || memory=${TMPDIR:-/tmp}
  temporary=$(mktemp -d "$memory/todo.XXXXXX")
  at_exit forget_temporary
}

# A Job ends well or badly; kubectl waits for one of the two only.
wait_for_job() {
  local job=$1 seconds=$2 state=''
  [[ -z $dry_run ]] || { run kubectl --context "$context" --namespace "$namespace" wait --for=condition=complete "job/$job" "--timeout=${seconds}s" && return; }
  local deadline=$((SECONDS + seconds))
  while ((SECONDS < deadline)); do
    state=$(kube get job "$job" -o 'jsonpath={range .status.conditions[?(@.status=="True")]}{.type} {end}')
    case " $state" in
      *' Complete '*) return 0 ;;
      *' Failed '*) break ;;
    esac
    sleep "${TODO_POLL:-2}"
  done
  kube logs "job/$job" --all-containers --tail=20 >&2 || true
  fail "The job $job $([[ $state == *Failed* ]] && echo failed || echo "did not end within $seconds s"); what it said last is above."
}

wait_for_rollout() {
  local workload
  for workload in "$@"; do change rollout status "$workload" --timeout=300s; done
}

# What was deployed, as text: the release's own manifests, or what the overlay gives.
deployed() {
  if [[ -n $overlay ]]; then
    kubectl kustomize "$overlay"
  else
    helm --kube-context "$context" --namespace "$namespace" get manifest "$release"
    echo '---'
    helm --kube-context "$context" --namespace "$namespace" get hooks "$release"
  fi
}

# Once more, with the version that is deployed: brings the schema up to date and sets the application's password. A Job
# cannot be changed, so those that are finished make room.
run_migration() {
  local mine="app.kubernetes.io/name=migrate,app.kubernetes.io/instance=$release" job
  change delete job --selector "$mine" --ignore-not-found --wait
  if [[ -n $dry_run ]]; then
    change apply --selector "$mine" -f - </dev/null
  else
    deployed | kube apply --selector "$mine" -f -
  fi
  job=$(ask get job --selector "$mine" -o 'jsonpath={.items[0].metadata.name}')
  wait_for_job "${job:-${prefix}migrate}" 1200
}
