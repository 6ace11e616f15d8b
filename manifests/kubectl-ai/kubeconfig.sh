#!/usr/bin/env bash
# Writes a kubeconfig that reads the namespace and nothing else, good for an hour, to standard output.
set -euo pipefail

namespace="${NAMESPACE:-todo}"
duration="${DURATION:-1h}"

die() {
  echo "kubeconfig.sh: $1" >&2
  exit 1
}

setting() { kubectl config view --minify --raw --output "jsonpath={.clusters[0].cluster.$1}"; }

command -v kubectl > /dev/null || die "kubectl is not here: https://kubernetes.io/docs/tasks/tools/"
kubectl --namespace "$namespace" get serviceaccount kubectl-ai > /dev/null ||
  die "first: kubectl apply -f manifests/kubectl-ai/rbac.yaml"

server="$(setting server)"
authority="$(setting certificate-authority-data)"
if [[ -z "$authority" ]]; then
  file="$(setting certificate-authority)"
  [[ -n "$file" ]] || die "the current context names no certificate authority"
  authority="$(base64 < "$file" | tr -d '\n')"
fi
token="$(kubectl --namespace "$namespace" create token kubectl-ai --duration "$duration")"

umask 077
cat << CONFIG
apiVersion: v1
kind: Config
clusters:
  - name: todo
    cluster: { server: "$server", certificate-authority-data: "$authority" }
users:
  - name: kubectl-ai
    user: { token: "$token" }
contexts:
  - name: todo
    context: { cluster: todo, user: kubectl-ai, namespace: "$namespace" }
current-context: todo
CONFIG
