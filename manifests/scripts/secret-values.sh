#!/usr/bin/env bash
# Sourced by secrets.sh: values stand in files of a folder that nobody else can read, and go to kubectl as files; so they are
# neither in arguments, which other processes see, nor in anything printed.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

readonly certificate_days=730

make_namespace() {
  kubectl create namespace "$namespace" --dry-run=client -o yaml |
    kubectl label --local -f - -o yaml app.kubernetes.io/part-of=todo pod-security.kubernetes.io/enforce=restricted |
    change_reading apply -f -
}

has_key() {
  local found
  found=$(ask get secret "$1" --ignore-not-found -o "go-template={{range \$key, \$value := .data}}{{\$key}} {{end}}")
  [[ " $found" == *" $2 "* ]]
}

# 256 bits, in letters that are safe in a connection string, in SQL and in an environment variable.
random_value() {
  make_temporary
  openssl rand -hex 32 | tr -d '\n' >"$temporary/$1"
}

copy_value() { [[ -n $dry_run && ! -e $temporary/$1 ]] || cp "$temporary/$1" "$temporary/$2"; }

keep_value() {
  make_temporary
  [[ -z $dry_run ]] || { : >"$temporary/$3" && return; }
  kube get secret "$1" -o "go-template={{index .data \"$2\" | base64decode}}" >"$temporary/$3"
  [[ -s $temporary/$3 ]] || fail "The Secret $1 has no $2: run secrets.sh first."
}

# An authority for this one certificate, whose key is thrown away: what it signed cannot be added to.
make_certificate() {
  make_temporary
  local names="DNS:postgres,DNS:postgres.$namespace.svc,DNS:localhost,IP:127.0.0.1" end
  if [[ -z $overlay ]]; then
    for end in '' ".$namespace" ".$namespace.svc" ".$namespace.svc.cluster.local"; do names+=",DNS:${prefix}postgres$end"; done
  fi
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days "$certificate_days" -subj "/CN=todo postgres authority $(stamp)" \
    -addext 'subjectKeyIdentifier=hash' -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign' \
    -keyout "$temporary/authority.key" -out "$temporary/ca.crt" 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -subj "/CN=postgres" \
    -keyout "$temporary/tls.key" -out "$temporary/request" 2>/dev/null
  openssl x509 -req -sha256 -days "$certificate_days" -in "$temporary/request" -CA "$temporary/ca.crt" -CAkey "$temporary/authority.key" \
    -CAcreateserial -out "$temporary/tls.crt" 2>/dev/null \
    -extfile <(printf 'subjectAltName=%s\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nauthorityKeyIdentifier=keyid\nextendedKeyUsage=serverAuth\n' "$names")
  rm -f "$temporary/authority.key" "$temporary/request"
}

# Puts keys into a Secret beside those that it has; makes it when there is none.
store() {
  local secret=$1 key files=()
  shift
  for key in "$@"; do files+=("--from-file=$key=$temporary/$key"); done
  if [[ -n $dry_run ]]; then
    printf 'would store: %s of secret/%s\n' "$*" "$secret"
    return
  fi
  kubectl create secret generic "$secret" "${files[@]}" --dry-run=client -o yaml |
    kubectl label --local -f - -o yaml app.kubernetes.io/part-of=todo >"$temporary/$secret.yaml"
  if [[ -n $(kube get secret "$secret" --ignore-not-found -o name) ]]; then
    kube patch secret "$secret" --type merge --patch-file "$temporary/$secret.yaml"
  else
    kube create -f "$temporary/$secret.yaml"
  fi
}
