{{/*
What is made once. Each is a hook that renders only while the cluster has no such object: so it is there before a migration
that runs first, and no upgrade, rollback or uninstalling touches it. A rollback that brought an old password back would
lock everybody out of a database that has the new one.
*/}}
{{- define "todo.once" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: "-30"
# Without this Helm deletes what is there before it makes it anew.
helm.sh/hook-delete-policy: hook-failed
helm.sh/resource-policy: keep
{{- end -}}

{{- define "todo.secrets" -}}
{{- .Values.secrets.existingSecret | default (printf "%s-secrets" (include "todo.fullname" .)) -}}
{{- end -}}

{{- define "todo.postgresTls" -}}
{{- if eq .Values.postgres.tls.mode "existing" -}}
{{- .Values.postgres.tls.existingSecret -}}
{{- else -}}
{{- include "todo.fullname" . }}-postgres-tls
{{- end -}}
{{- end -}}

{{/* Every name that somebody may reach PostgreSQL by: through its Service, as the model calls it, and from its own pod. */}}
{{- define "todo.postgresTls.names" -}}
{{- $service := include "todo.name" (dict "root" . "workload" "postgres") -}}
{{- $names := list "postgres" "localhost" (printf "postgres.%s.svc" .Release.Namespace) $service -}}
{{- range list "" ".svc" ".svc.cluster.local" -}}
{{- $names = append $names (printf "%s.%s%s" $service $.Release.Namespace .) -}}
{{- end -}}
{{- $names | uniq | toJson -}}
{{- end -}}
