#!/usr/bin/env bash
# Sourced by scripts that have changed what serves: does it answer? Through a port-forward, so that it needs neither an
# ingress nor a name; what is asked is what a person's browser and a probe would ask.
set -euo pipefail
here=${BASH_SOURCE[0]%/*}
[[ -d $here ]] || here=.
# shellcheck source=manifests/scripts/lib.sh
source "$here/lib.sh"

forward=''

stop_forward() {
  [[ -z $forward ]] || kill "$forward" 2>/dev/null || true
  forward=''
}

# Prints the port on loopback that kubectl chose.
start_forward() {
  local target=$1 port=$2 line=''
  make_temporary
  : >"$temporary/forward"
  kube port-forward --address 127.0.0.1 "$target" ":$port" >"$temporary/forward" 2>&1 &
  forward=$!
  at_exit stop_forward
  local tries alive
  for ((tries = 0; tries < 50; tries++)); do
    # In this order: what it said before it ended counts.
    alive=$(kill -0 "$forward" 2>/dev/null && echo yes) || alive=''
    line=$(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\) .*/\1/p' "$temporary/forward")
    [[ -z $line && -n $alive ]] || break
    sleep 0.2
  done
  [[ -n $line ]] || fail "kubectl cannot reach $target: $(tail -n 1 "$temporary/forward")"
  forwarded=$line
}

answers() {
  local what=$1 target=$2 port=$3 path=$4 wanted=$5 body
  start_forward "$target" "$port"
  body=$(curl --silent --show-error --fail --max-time 10 --retry 5 --retry-connrefused --retry-delay 2 "http://127.0.0.1:$forwarded$path") ||
    { stop_forward && fail "$what does not answer at $path."; }
  stop_forward
  [[ $body == *"$wanted"* ]] || fail "$what answers at $path, but not with '$wanted'."
  say "$what answers"
}

check_answers() {
  if [[ -n $dry_run ]]; then
    run curl "http://${prefix}api:8081/health" "http://${prefix}web:8081/health" "http://${prefix}web/register"
    return
  fi
  check_track ''
}

# Of what is stable, or of the canary ("-canary").
check_track() {
  need curl "it asks whether the product answers (Debian: apt-get install curl)."
  answers "the API" "deployment/${prefix}api$1" 8081 /health Healthy
  answers "the front end" "deployment/${prefix}web$1" 8081 /health Healthy
  answers "the sign-up page" "deployment/${prefix}web$1" 8080 /register '<form'
}
