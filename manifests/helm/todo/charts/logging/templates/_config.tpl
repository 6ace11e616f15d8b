{{/* Everything that is told to Fluent Bit, Elasticsearch and Kibana; pods restart when it changes. */}}
{{- define "logging.config" -}}
{{- include "logging.configmap" (dict "root" . "name" "fluent-bit-config" "files" "files/fluent-bit/*") }}
{{- include "logging.configmap" (dict "root" . "name" "logging-setup" "files" "files/{setup.sh,elasticsearch/*.json,kibana/*.ndjson}") }}
{{- end -}}
