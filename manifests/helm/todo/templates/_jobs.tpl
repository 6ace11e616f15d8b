{{/* Jobs, by hand: the model knows of the migration only, and that as something that ends. */}}

{{/* A Job's spec. */}}
{{- define "todo.migrate.job" -}}
{{- $it := dict "root" . "workload" "migrate" -}}
backoffLimit: {{ .Values.migration.backoffLimit }}
activeDeadlineSeconds: {{ .Values.migration.activeDeadlineSeconds }}
# 78: the settings, the password or the rights of the role are wrong, and another try is as wrong.
podFailurePolicy:
  rules:
    - action: FailJob
      onExitCodes: {containerName: migrate, operator: In, values: [78]}
template:
  metadata:
    labels: {{- include "todo.podLabels" $it | nindent 6 }}
  spec:
    {{- include "todo.pod" $it | nindent 4 }}
    # Never: a pod that failed stays, with its log.
    restartPolicy: Never
    {{- if .Values.postgres.enabled }}
    initContainers:
      - name: wait
        image: {{ include "todo.postgres.image" . }}
        imagePullPolicy: {{ .Values.image.pullPolicy }}
        command: [bash, -c]
        args:
          - until pg_isready -q -t 3; do sleep 1; done
        env:
          - name: PGHOST
            value: {{ (include "todo.database" . | fromJson).host }}
          - name: PGPORT
            value: "5432"
        resources: {{- toYaml .Values.check.resources | nindent 10 }}
        securityContext: {{- include "todo.containerSecurity" . | nindent 10 }}
    {{- end }}
    containers:
      - name: migrate
        image: {{ include "todo.image" $it }}
        imagePullPolicy: {{ .Values.image.pullPolicy }}
        args: [migrate]
        env:
          {{- include "todo.env.migrate" . | nindent 10 }}
        resources: {{- toYaml .Values.migration.resources | nindent 10 }}
        securityContext: {{- include "todo.containerSecurity" . | nindent 10 }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- include "todo.database.mount" . | nindent 10 }}
    volumes:
      - name: tmp
        emptyDir:
          sizeLimit: 128Mi
      {{- include "todo.database.volume" . | nindent 6 }}
{{- end -}}

{{/*
A Job's spec with a script of files/ that speaks to the database with PostgreSQL's programs. Takes root, workload, script,
role (owner or user), resources, deadline, retries, and if wanted args, reason, backups (whether they are mounted), database (what to
run of files/database instead of script).
*/}}
{{- define "todo.script.job" -}}
backoffLimit: {{ .retries }}
activeDeadlineSeconds: {{ .deadline }}
template:
  metadata:
    labels: {{- include "todo.podLabels" . | nindent 6 }}
  spec: {{- include "todo.script.pod" . | nindent 4 }}
{{- end -}}

{{/* A script of files/database and the one that it sources, written to where it looks for it; then it runs. */}}
{{- define "todo.database.script" -}}
mkdir -p /tmp/database
{{- range list "db" (.database | splitList " " | first | trimSuffix ".sh") }}
cat >/tmp/database/{{ . }}.sh <<'END OF {{ . }}'
{{ $.root.Files.Get (printf "files/database/%s.sh" .) -}}
END OF {{ . }}
{{- end }}
exec bash /tmp/database/{{ .database }}
{{- end -}}

{{- define "todo.script.pod" -}}
{{ include "todo.pod" (mergeOverwrite (dict "uid" 999) .) }}
restartPolicy: Never
containers:
  - name: {{ .script }}
    image: {{ include (ternary "todo.backup.image" "todo.postgres.image" (eq .workload "backup")) .root }}
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    # Here and not in a ConfigMap: a hook before an upgrade would get the script of the release before.
    command:
      - bash
      - -c
      - |
        {{- if .database }}
        {{- include "todo.database.script" . | nindent 8 }}
        {{- else }}
        {{- .root.Files.Get (printf "files/%s.sh" .script) | nindent 8 }}
        {{- end }}
      - {{ .script }}.sh
    {{- with .args }}
    args: {{- toYaml . | nindent 6 }}
    {{- end }}
    env:
      {{- include "todo.env.libpq" (dict "root" .root "role" .role) | nindent 6 }}
      {{- with .reason }}
      - name: REASON
        value: {{ . }}
      {{- end }}
    resources: {{- toYaml .resources | nindent 6 }}
    securityContext: {{- include "todo.containerSecurity" .root | nindent 6 }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      {{- if .backups }}
      - name: backups
        mountPath: /backups
      {{- end }}
      {{- include "todo.database.mount" .root | nindent 6 }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 128Mi
  {{- if .backups }}
  - name: backups
    persistentVolumeClaim:
      claimName: {{ include "todo.backup.claim" .root }}
  {{- end }}
  {{- include "todo.database.volume" .root | nindent 2 }}
{{- end -}}

{{- define "todo.backup.run" -}}
backup.sh /backups {{ .Values.backup.keepDays }}
{{- end -}}

{{- define "todo.backup.claim" -}}
{{- .Values.backup.persistence.existingClaim | default (printf "%s-backups" (include "todo.fullname" .)) -}}
{{- end -}}

{{/* What a user would ask, for files/check.sh; of the canary too, when there is one. */}}
{{- define "todo.check.all" -}}
{{- $all := list "database" -}}
{{- range $track := include "todo.tracks" . | splitList "," -}}
{{- $api := include "todo.name" (dict "root" $ "workload" "api" "track" $track) -}}
{{- $web := include "todo.name" (dict "root" $ "workload" "web" "track" $track) -}}
{{- $suffix := ternary "-canary" "" (eq $track "canary") -}}
{{- $all = concat $all (list
    (printf "api%s=%s:8080/openapi/v1.json#openapi" $suffix $api)
    (printf "web%s=%s:8080/#<html" $suffix $web)
    (printf "sign-up%s=%s:8080/register#<form" $suffix $web)) -}}
{{- end -}}
{{- $all | toJson -}}
{{- end -}}
