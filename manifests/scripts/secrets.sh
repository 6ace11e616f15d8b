#!/usr/bin/env bash
# usage: secrets.sh                       makes the Secrets todo-secrets and postgres-tls, or what is missing of them
#                                        (for Kustomize, or before Helm: its chart makes its own when there are none)
#        secrets.sh --rotate KEY          changes one and restarts what has to know it, in the order in which nobody notices
#        secrets.sh --finish jwt          forgets the previous signing key, a quarter of an hour after its rotation
#
# KEY is jwt-signing-key, app-db-password, postgres-password, postgres-tls, or openai-api-key (read from standard input).
# Values are made by openssl here and never printed; what is there already is kept.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/secret-values.sh
source "$here/secret-values.sh"

rotate=''
finish=''

own_option() {
  case $1 in
    --rotate) rotate=$(value "$@") ;;
    --finish) finish=$(value "$@") ;;
    *) return 0 ;;
  esac
  taken=2
}

make_missing() {
  local key missing=()
  [[ -n $(ask get namespace "$namespace" --ignore-not-found -o name) ]] || make_namespace
  for key in postgres-password app-db-password jwt-signing-key; do
    has_key "$secret" "$key" || missing+=("$key")
  done
  for key in ${missing[@]+"${missing[@]}"}; do random_value "$key"; done
  ((${#missing[@]} == 0)) || store "$secret" "${missing[@]}"
  if ! has_key "$certificate" tls.crt; then
    make_certificate
    store "$certificate" tls.crt tls.key ca.crt
  fi
  say "Secrets: ${#missing[@]} of $secret made, the others kept; nothing was shown."
}

restart() {
  change rollout restart "deployment/$prefix$1"
  change rollout status "deployment/$prefix$1" --timeout=300s
}

# Every replica has to accept the new key before any of them signs with it.
rotate_signing_key() {
  keep_value "$secret" jwt-signing-key old
  random_value new
  copy_value new jwt-previous-signing-key
  store "$secret" jwt-previous-signing-key
  restart api
  copy_value new jwt-signing-key
  copy_value old jwt-previous-signing-key
  store "$secret" jwt-signing-key jwt-previous-signing-key
  restart api
  say "Tokens of the old key are good for 15 more minutes; then: secrets.sh --finish jwt"
}

finish_signing_key() {
  change patch secret "$secret" --type json --patch '[{"op":"remove","path":"/data/jwt-previous-signing-key"}]'
  restart api
}

# The migration gives the role its password, the API then uses it. Connections that are open stay open; a replica that has to
# open one between the two answers 503 with Retry-After.
rotate_app_password() {
  random_value app-db-password
  store "$secret" app-db-password
  run_migration
  restart api
}

# PostgreSQL reads its variable when its data are made and never again: the role is altered, inside of its pod. The old
# password and the statement with the new one go in on standard input, one after the other.
rotate_owner_password() {
  keep_value "$secret" postgres-password old
  random_value postgres-password
  # The variable is the container's.
  # shellcheck disable=SC2016
  { cat "$temporary/old"; printf "\nSET log_statement = 'none'; SET log_min_duration_statement = -1; ALTER ROLE CURRENT_USER PASSWORD '"; cat "$temporary/postgres-password"; printf "';\n"; } |
    change_reading exec -i "${prefix}postgres-0" -c postgres -- sh -c 'IFS= read -r PGPASSWORD && export PGPASSWORD && exec psql -X -q -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres'
  store "$secret" postgres-password
  say "The next migration and the next backup use it; nothing has to be restarted."
}

# First everybody trusts both authorities, then the server shows the new certificate.
rotate_certificate() {
  keep_value "$certificate" ca.crt old-ca
  make_certificate
  copy_value ca.crt new-ca
  # Of several the first is the one in use.
  [[ -n $dry_run ]] || { cat "$temporary/new-ca" && openssl x509 -in "$temporary/old-ca"; } >"$temporary/ca.crt"
  store "$certificate" ca.crt
  restart api
  store "$certificate" tls.crt tls.key
  change rollout restart "statefulset/${prefix}postgres"
  change rollout status "statefulset/${prefix}postgres" --timeout=300s
  say "ca.crt has the old authority too; the next rotation drops the one before."
}

store_openai_key() {
  make_temporary
  [[ ! -t 0 ]] || say "The key, and Enter (it is not shown):"
  IFS= read -r -s key || true
  [[ ${key:-} =~ ^[[:graph:]]{20,}$ ]] || fail "That is not a key: it has to come on standard input, on one line."
  printf '%s' "$key" >"$temporary/openai-api-key"
  store "$secret" openai-api-key
  restart api
}

rotate_one() {
  case $rotate in
    jwt-signing-key) rotate_signing_key ;;
    app-db-password) rotate_app_password ;;
    postgres-password) rotate_owner_password ;;
    postgres-tls) rotate_certificate ;;
    openai-api-key) store_openai_key ;;
    *) fail "There is no secret '$rotate'; see secrets.sh --help." ;;
  esac
}

parse "$@"
((${#operands[@]} == 0)) || fail "usage: secrets.sh [--rotate KEY | --finish jwt]"
need openssl "it makes the secrets (Debian: apt-get install openssl)."
ready_for_cluster
case $rotate,$finish in
  ,) make_missing ;;
  *,)
    confirm "$rotate is changed in $namespace ($context)."
    rotate_one
    ;;
  ,jwt) finish_signing_key ;;
  *) fail "--finish is for jwt, and goes alone." ;;
esac
