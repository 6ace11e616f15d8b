{{/* The hand-written half of generated/postgres.yaml. */}}

{{- define "todo.postgres.args" -}}
{{- $fixed := dict
    "ssl" "on"
    "ssl_cert_file" "/etc/postgresql/tls/tls.crt"
    "ssl_key_file" "/etc/postgresql/tls/tls.key"
    "ssl_min_protocol_version" "TLSv1.3"
    "hba_file" "/etc/postgresql/pg_hba.conf"
    "password_encryption" "scram-sha-256" -}}
{{- $args := list -}}
{{- range $name, $value := merge $fixed .Values.postgres.parameters -}}
{{- $args = concat $args (list "-c" (printf "%s=%v" $name $value)) -}}
{{- end -}}
{{- toYaml $args -}}
{{- end -}}

{{/* Nobody without a password, and over the network nobody without TLS. */}}
{{- define "todo.postgres.hba" -}}
local   all all     scram-sha-256
hostssl all all all scram-sha-256
{{- end -}}

{{/*
By address, because while a new database is made PostgreSQL answers on its socket alone. Started and live is whoever answers
at all, also "starting up" after a crash: restarting would only begin the recovery again.
*/}}
{{- define "todo.postgres.probes" -}}
startupProbe:
  exec:
    command: [bash, -c, "pg_isready -q -h 127.0.0.1 -p 5432 -U postgres || [ $? = 1 ]"]
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 150
livenessProbe:
  exec:
    command: [bash, -c, "pg_isready -q -h 127.0.0.1 -p 5432 -U postgres || [ $? = 1 ]"]
  periodSeconds: 15
  timeoutSeconds: 5
  failureThreshold: 4
readinessProbe:
  exec:
    command: [pg_isready, -q, -h, 127.0.0.1, -p, "5432", -U, postgres]
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}

{{/*
A claim template can't be changed: an upgrade that tries is refused whole. So one that is there stays as it is, whatever the
values say by now.
*/}}
{{- define "todo.postgres.claim" -}}
{{- $claims := dig "spec" "volumeClaimTemplates" list (lookup "apps/v1" "StatefulSet" .Release.Namespace (include "todo.name" (dict "root" . "workload" "postgres"))) -}}
{{- if $claims -}}
{{- with (first $claims).spec -}}
accessModes: {{ .accessModes | toJson }}
{{- with .storageClassName }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .resources.requests.storage }}
{{- end -}}
{{- else -}}
{{ include "todo.claim" .Values.postgres.persistence }}
{{- end -}}
{{- end -}}

{{- define "todo.claim" -}}
accessModes: [ReadWriteOnce]
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end -}}
