{{/*
Names, labels, images. Where a template speaks of one workload it takes a dict: root (the chart's context), workload
(api, web, …) and track (stable or canary).
*/}}

{{/* At most 36 characters: a CronJob's name may have 52, and "-backup-verify" is the longest that follows. */}}
{{- define "todo.fullname" -}}
{{- $name := .Values.fullnameOverride | default (ternary .Release.Name (printf "%s-todo" .Release.Name) (contains "todo" .Release.Name)) -}}
{{- if gt (len $name) 36 -}}
{{- printf "%s-%s" ($name | trunc 27 | trimSuffix "-") (sha256sum $name | trunc 8) -}}
{{- else -}}
{{- $name -}}
{{- end -}}
{{- end -}}

{{- define "todo.name" -}}
{{- include "todo.fullname" .root }}-{{ .workload }}{{ if eq (.track | default "stable") "canary" }}-canary{{ end }}
{{- end -}}

{{- define "todo.tracks" -}}
stable{{ if .Values.canary.enabled }},canary{{ end }}
{{- end -}}

{{/* What never changes, since a selector can't. */}}
{{- define "todo.selector" -}}
app.kubernetes.io/name: {{ .workload }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .track }}
todo.app/track: {{ . }}
{{- end }}
{{- end -}}

{{/* All replicas of a workload, whatever their track. */}}
{{- define "todo.everyTrack" -}}
{{- include "todo.selector" (dict "root" .root "workload" .workload) -}}
{{- end -}}

{{- define "todo.labels" -}}
{{ include "todo.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Without the chart's version: a change of it alone restarts nothing. */}}
{{- define "todo.podLabels" -}}
{{ include "todo.selector" . }}
app.kubernetes.io/component: {{ .workload }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/version: {{ include "todo.version" . | quote }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Of what runs in it, as a label may have it. PostgreSQL's own, so that an upgrade of ours does not restart it. */}}
{{- define "todo.version" -}}
{{- $version := include "todo.tag" . -}}
{{- if has .workload (list "postgres" "backup") -}}
{{- $version = include "todo.postgres.image" .root | splitList "@" | first | splitList "/" | last | splitList ":" | rest | join "" | default "unknown" -}}
{{- end -}}
{{- $version | trunc 63 | trimAll "-_." -}}
{{- end -}}

{{- define "todo.tag" -}}
{{- if and .root.Values.canary.enabled (or (eq (.track | default "") "canary") (eq .workload "migrate")) -}}
{{- .root.Values.canary.tag -}}
{{- else -}}
{{- (include "todo.ownImage" . | fromJson).tag | default .root.Values.image.tag | default .root.Chart.AppVersion -}}
{{- end -}}
{{- end -}}

{{/* What the values say of this workload's image; nothing of those that are not ours. */}}
{{- define "todo.ownImage" -}}
{{- $service := ternary "api" .workload (eq .workload "migrate") -}}
{{- ternary (index .root.Values $service | default dict).image dict (has $service (list "api" "web")) | toJson -}}
{{- end -}}

{{/* Of api or web. The migration is api's image; beside a canary it is the canary's, which knows the newer schema. */}}
{{- define "todo.image" -}}
{{- $service := ternary "api" .workload (eq .workload "migrate") -}}
{{- $own := include "todo.ownImage" . | fromJson -}}
{{- $image := .root.Values.image -}}
{{- $name := $own.repository | default (list $image.registry $image.repository $service | compact | join "/") -}}
{{- $canary := and .root.Values.canary.enabled (or (eq (.track | default "") "canary") (eq .workload "migrate")) -}}
{{- if and $own.digest (not $canary) -}}
{{- printf "%s@%s" $name $own.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (include "todo.tag" .) -}}
{{- end -}}
{{- end -}}

{{/* The model's, which generated/postgres.yaml defines, unless values say otherwise. */}}
{{- define "todo.postgres.image" -}}
{{- .Values.postgres.image | default (include "todo.postgres.model" .) -}}
{{- end -}}

{{- define "todo.backup.image" -}}
{{- .Values.backup.image | default (include "todo.postgres.image" .) -}}
{{- end -}}

{{- define "todo.host" -}}
{{- if .Values.ingress.enabled -}}
{{- .Values.ingress.host -}}
{{- else if .Values.gateway.enabled -}}
{{- .Values.gateway.host -}}
{{- end -}}
{{- end -}}

{{- define "todo.publicUrl" -}}
{{- if .Values.publicUrl -}}
{{- .Values.publicUrl -}}
{{- else if include "todo.host" . -}}
{{- ternary "http" "https" (and .Values.ingress.enabled (not .Values.ingress.tls.enabled)) }}://{{ include "todo.host" . -}}
{{- end -}}
{{- end -}}

{{/* What of the one address is whose. */}}
{{- define "todo.paths" -}}
{{- $paths := list -}}
{{- range list "/api" "/.well-known/oauth-protected-resource" "/openapi" "/docs" -}}
{{- $paths = append $paths (dict "path" . "workload" "api") -}}
{{- end -}}
{{- append $paths (dict "path" "/" "workload" "web") | toJson -}}
{{- end -}}
