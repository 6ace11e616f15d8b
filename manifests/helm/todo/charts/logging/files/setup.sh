#!/usr/bin/env bash
# Tells Elasticsearch and Kibana what they have to know: the passwords of their users, how long lines are kept, which fields they
# have, and the views. May run any number of times.
set -euo pipefail

elasticsearch=${ELASTICSEARCH_URL:-http://elasticsearch:9200}
kibana=${KIBANA_URL:-http://kibana:5601}
files=${SETUP_FILES:-/setup}

# The password goes by a file descriptor: an argument could be read by every process of the machine.
as_elastic() {
  curl --silent --show-error --fail-with-body --config <(printf 'user = "elastic:%s"\n' "$ELASTIC_PASSWORD") "$@"
}

put() {
  as_elastic --request PUT --header 'Content-Type: application/json' --data @"$2" "$elasticsearch/$1"
  echo
}

wait_for() {
  local tries=120
  until as_elastic --output /dev/null "$1" 2>/dev/null; do
    ((tries-- > 0)) || { echo "$1 does not answer" >&2 && exit 1; }
    sleep 5
  done
}

set_password() {
  printf '{"password":"%s"}' "$2" | as_elastic --request POST --header 'Content-Type: application/json' --data @- \
    "$elasticsearch/_security/user/$1/_password"
  echo
}

make_writer() {
  put _security/role/fluent_bit "$files/writer.json"
  printf '{"password":"%s","roles":["fluent_bit"]}' "$FLUENT_BIT_PASSWORD" |
    as_elastic --request PUT --header 'Content-Type: application/json' --data @- "$elasticsearch/_security/user/fluent_bit"
  echo
}

import_views() {
  as_elastic --request POST --header 'kbn-xsrf: true' --form file=@"$files/saved.ndjson" \
    "$kibana/api/saved_objects/_import?overwrite=true"
  echo
}

wait_for "$elasticsearch/_cluster/health?wait_for_status=yellow&timeout=1s"
set_password kibana_system "$KIBANA_PASSWORD"
put _ilm/policy/todo-logs "$files/lifecycle.json"
put _index_template/logs-todo "$files/template.json"
make_writer
wait_for "$kibana/api/status"
import_views
