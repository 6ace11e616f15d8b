{{/* What every pod has, and what the values say about where it runs. */}}

{{- define "todo.pod" -}}
{{- $own := get .root.Values .workload | default dict -}}
serviceAccountName: {{ .account | default (include "todo.name" (dict "root" .root "workload" .workload)) }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .uid | default 1654 }}
  runAsGroup: {{ .uid | default 1654 }}
  fsGroup: {{ .uid | default 1654 }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $own.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $own.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Replicas of one workload apart from each other, as far as the cluster allows. */}}
{{- define "todo.spread" -}}
{{- $own := index .root.Values .workload -}}
{{- with $own.topologySpreadConstraints -}}
topologySpreadConstraints: {{- toYaml . | nindent 2 }}
{{- else -}}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels: {{- include "todo.selector" $ | nindent 8 }}
  {{- end }}
{{- end }}
affinity:
{{- with $own.affinity }}
  {{- toYaml . | nindent 2 }}
{{- else }}
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels: {{- include "todo.selector" . | nindent 14 }}
{{- end }}
{{- end -}}

{{- define "todo.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* The health endpoints of api and web, on the port that no Service has. */}}
{{- define "todo.probes" -}}
startupProbe:
  httpGet: {path: /startup, port: management, scheme: HTTP}
  periodSeconds: 2
  timeoutSeconds: 3
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /alive, port: management, scheme: HTTP}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /health, port: management, scheme: HTTP}
  periodSeconds: 5
  timeoutSeconds: 6
  failureThreshold: 2
{{- end -}}

{{/* An HPA owns the number of replicas, so none is said beside one. */}}
{{- define "todo.replicas" -}}
{{- $own := index .root.Values .workload -}}
{{- if eq .track "canary" -}}
replicas: {{ .root.Values.canary.replicas }}
{{- else if not $own.autoscaling.enabled -}}
replicas: {{ $own.replicas }}
{{- end -}}
{{- end -}}

{{/* The settings' checksum: whoever changes one wants it in force. */}}
{{- define "todo.podAnnotations" -}}
checksum/config: {{ include "todo.settings" .root | sha256sum }}
{{- with (index .root.Values .workload).podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "todo.servicePodLabels" -}}
{{ include "todo.podLabels" . }}
{{- with (index .root.Values .workload).podLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Of a Service of api or web. The canary is for inside the cluster only. */}}
{{- define "todo.serviceType" -}}
{{- ternary "ClusterIP" (index .root.Values .workload).service.type (eq .track "canary") -}}
{{- end -}}
