#!/usr/bin/env bash
# usage: minikube-setup.sh [--cpus N] [--memory MIB] [--driver NAME] [--profile NAME]
#
# Starts minikube with what the product needs (2 CPU, 4 GiB) and switches ingress and metrics-server on. Run it as often as
# you like: what is there already is left as it is.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

cpus=2
memory=4096
driver=''
profile=minikube
readonly oldest=1.30 # minikube brings a Kubernetes that has everything the manifests use from here on

own_option() {
  case $1 in
    --cpus) cpus=$(value "$@") ;;
    --memory) memory=$(value "$@") ;;
    --driver) driver=$(value "$@") ;;
    --profile) profile=$(value "$@") ;;
    *) return 0 ;;
  esac
  taken=2
}

check_tools() {
  need minikube "https://minikube.sigs.k8s.io/docs/start/"
  need_kubectl
  local version
  version=$(minikube version --short 2>/dev/null | tr -d v) || version=''
  [[ -n $version ]] || fail "minikube does not say its version: is it whole?"
  [[ $(printf '%s\n%s\n' "$oldest" "$version" | sort -V | head -n 1) == "$oldest" ]] ||
    fail "minikube $version is too old: $oldest or newer is needed (https://minikube.sigs.k8s.io/docs/start/)."
}

at_least() { [[ $2 =~ ^[0-9]{1,6}$ ]] && ((10#$2 >= $1)); }

check_numbers() {
  at_least 2 "$cpus" || fail "--cpus is a whole number, at least 2: with less the pods do not fit."
  at_least 4096 "$memory" || fail "--memory is in MiB, at least 4096: with less the pods do not fit."
}

# minikube chooses a driver by itself; that none is there it says only after a while.
check_driver() {
  [[ -z $driver ]] || return 0
  local engine
  for engine in docker podman VBoxManage virsh qemu-system-x86_64 hyperkit; do
    ! command -v "$engine" >/dev/null 2>&1 || return 0
  done
  fail "Nothing here can carry minikube: install Docker or Podman, or name a driver with --driver."
}

running() { [[ $(minikube --profile "$profile" status --format '{{.Host}} {{.APIServer}}' 2>/dev/null) == 'Running Running' ]]; }

start() {
  if running; then
    say "minikube runs already; it keeps the CPUs and the memory it was made with."
    return
  fi
  run minikube --profile "$profile" start --cpus "$cpus" --memory "$memory" ${driver:+--driver "$driver"} --wait all
}

enable_addons() {
  local addon
  for addon in ingress metrics-server; do run minikube --profile "$profile" addons enable "$addon"; done
  run kubectl --context "$profile" --namespace ingress-nginx rollout status deployment/ingress-nginx-controller --timeout=300s
  run kubectl --context "$profile" --namespace kube-system rollout status deployment/metrics-server --timeout=300s
}

parse "$@"
check_numbers
check_tools
check_driver
start
enable_addons
run kubectl --context "$profile" get nodes
say "Ready. Next: manifests/scripts/deploy.sh$([[ $profile == minikube ]] || echo " --context $profile")"
