{{/*
From the model's variables to those of a container here. The model says `Host=postgres;Port=5432` and `http://api:8080`,
and `$(APP_DB_PASSWORD)` where a secret goes; Kubernetes fills that in from the variable of that name, which comes first.
*/}}

{{/* Takes root, workload, track and env, the model's variables. */}}
{{- define "todo.env" -}}
{{- $text := .env | values | join " " -}}
{{- $lines := list -}}
{{- range $variable := list "APP_DB_PASSWORD" "JWT_SIGNING_KEY" "POSTGRES_PASSWORD" -}}
{{- if contains (printf "$(%s)" $variable) $text -}}
{{- $lines = append $lines (include "todo.env.secret" (dict "root" $.root "name" $variable "variable" $variable)) -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := .env -}}
{{- $lines = append $lines (printf "- name: %s\n  value: %s" $name (include "todo.env.value" (dict "root" $.root "track" $.track "value" $value) | quote)) -}}
{{- end -}}
{{- $lines | join "\n" -}}
{{- end -}}

{{- define "todo.env.secret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "todo.secrets" .root }}
      key: {{ .variable | lower | replace "_" "-" }}
{{- end -}}

{{- define "todo.env.value" -}}
{{- $api := include "todo.name" (dict "root" .root "workload" "api" "track" .track) -}}
{{- $database := include "todo.database" .root | fromJson -}}
{{- .value
    | replace "http://api:" (printf "http://%s:" $api)
    | replace "Host=postgres;" (printf "Host=%s;" $database.host)
    | replace "Port=5432" (printf "Port=%v" $database.port)
    | replace "Username=postgres;" (printf "Username=%s;" $database.owner)
    | replace "Username=todo_app;" (printf "Username=%s;" $database.user)
    | replace "Database=tododb" (printf "Database=%s" $database.name) -}}
{{- end -}}

{{/* Where the database is and who is who in it, wherever it runs. */}}
{{- define "todo.database" -}}
{{- if .Values.postgres.enabled -}}
{{- dict "host" (include "todo.name" (dict "root" . "workload" "postgres")) "port" 5432 "name" "tododb" "owner" "postgres"
    "user" "todo_app" "sslMode" "VerifyFull" "root" true "manageRole" true | toJson -}}
{{- else -}}
{{- $external := .Values.externalDatabase -}}
{{- $root := $external.rootCertificate -}}
{{- dict "host" $external.host "port" $external.port "name" $external.database "owner" $external.ownerUsername
    "user" $external.username "sslMode" $external.sslMode "root" (ne "" (or $root.secret $root.configMap))
    "manageRole" $external.manageRole | toJson -}}
{{- end -}}
{{- end -}}

{{/* How services make sure that it is the database they speak to. */}}
{{- define "todo.env.tls" -}}
{{- $database := include "todo.database" . | fromJson -}}
- name: Database__SslMode
  value: {{ $database.sslMode }}
{{- if $database.root }}
- name: Database__RootCertificate
  value: /etc/todo/postgres/ca.crt
{{- end }}
{{- end -}}

{{/* The same for PostgreSQL's own programs. Takes root and role, owner or user. */}}
{{- define "todo.env.libpq" -}}
{{- $database := include "todo.database" .root | fromJson -}}
{{ include "todo.env.secret" (dict "root" .root "name" "PGPASSWORD" "variable" (ternary "POSTGRES_PASSWORD" "APP_DB_PASSWORD" (eq .role "owner"))) }}
- name: PGHOST
  value: {{ $database.host }}
- name: PGPORT
  value: {{ $database.port | quote }}
- name: PGUSER
  value: {{ index $database .role }}
- name: PGDATABASE
  value: {{ $database.name }}
- name: PGSSLMODE
  value: {{ $database.sslMode | kebabcase }}
{{- if or $database.root (eq $database.sslMode "VerifyFull") }}
- name: PGSSLROOTCERT
  value: {{ ternary "/etc/todo/postgres/ca.crt" "system" $database.root }}
{{- end }}
- name: PGCONNECT_TIMEOUT
  value: "10"
{{- end -}}

{{- define "todo.database.mount" -}}
{{- if (include "todo.database" . | fromJson).root -}}
- name: postgres-ca
  mountPath: /etc/todo/postgres
  readOnly: true
{{- end -}}
{{- end -}}

{{- define "todo.database.volume" -}}
{{- $root := .Values.externalDatabase.rootCertificate -}}
{{- if (include "todo.database" . | fromJson).root -}}
- name: postgres-ca
  {{- if and $root.configMap (not .Values.postgres.enabled) }}
  configMap:
    name: {{ $root.configMap }}
  {{- else }}
  secret:
    secretName: {{ ternary (include "todo.postgresTls" .) $root.secret .Values.postgres.enabled }}
  {{- end }}
    defaultMode: 292 # 0444
    items:
      - key: {{ ternary "ca.crt" $root.key .Values.postgres.enabled }}
        path: ca.crt
{{- end -}}
{{- end -}}

{{/* What may be missing from the Secret: a key that no longer signs, while it is replaced, and that of a language model. */}}
{{- define "todo.env.optional" -}}
- name: Auth__PreviousSigningKeys__0
  valueFrom:
    secretKeyRef:
      name: {{ include "todo.secrets" . }}
      key: jwt-previous-signing-key
      optional: true
{{- if eq .Values.chat.provider "openai" }}
- name: Chat__ApiKey
  valueFrom:
    secretKeyRef:
      name: {{ include "todo.secrets" . }}
      key: openai-api-key
      optional: true
{{- end }}
{{- end -}}

{{/* The migration's variables: as owner, and what it is to make the password of the role that serves requests. */}}
{{- define "todo.env.migrate" -}}
{{ include "todo.env" (dict "root" . "env" (dict
    "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY" "in_memory"
    "ConnectionStrings__tododb" "Host=postgres;Port=5432;Username=postgres;Password=$(POSTGRES_PASSWORD);Database=tododb")) }}
{{- if (include "todo.database" . | fromJson).manageRole }}
{{ include "todo.env.secret" (dict "root" . "name" "Database__AppPassword" "variable" "APP_DB_PASSWORD") }}
{{- end }}
{{ include "todo.env.tls" . }}
{{- end -}}

{{/* What the ConfigMap holds: what the chart knows, then what the operator says. */}}
{{- define "todo.settings" -}}
{{- $settings := dict "Chat__Provider" .Values.chat.provider "Chat__Model" .Values.chat.model -}}
{{- with .Values.chat.baseUrl -}}
{{- $_ := set $settings "Chat__BaseUrl" . -}}
{{- end -}}
{{- with include "todo.publicUrl" . -}}
{{- $_ := set $settings "Mcp__PublicUrl" . -}}
{{- $_ := set $settings "Auth__PasskeyDomain" ((urlParse .).host | splitList ":" | first) -}}
{{- end -}}
{{- $telemetry := include "todo.telemetry" . | fromJson -}}
{{- with $telemetry.endpoint -}}
{{- $_ := set $settings (printf "OTEL_EXPORTER_OTLP_%sENDPOINT" ($telemetry.signal | default "")) . -}}
{{- $_ := set $settings (printf "OTEL_EXPORTER_OTLP_%sPROTOCOL" ($telemetry.signal | default "")) $telemetry.protocol -}}
{{- end -}}
{{- range $name, $value := .Values.settings -}}
{{- $_ := set $settings $name (toString $value) -}}
{{- end -}}
{{- toYaml $settings -}}
{{- end -}}

{{/* Where telemetry goes: as the values say, or the metrics to the monitoring that came along, which takes nothing else. */}}
{{- define "todo.telemetry" -}}
{{- if .Values.telemetry.endpoint -}}
{{- .Values.telemetry | toJson -}}
{{- else if .Values.monitoring.enabled -}}
{{- dict "signal" "METRICS_" "endpoint" (.Values.monitoring.otlp.endpoint | replace "todo-monitoring" .Values.monitoring.namespace) "protocol" .Values.monitoring.otlp.protocol "namespace" .Values.monitoring.namespace | toJson -}}
{{- else -}}
{{- dict | toJson -}}
{{- end -}}
{{- end -}}
