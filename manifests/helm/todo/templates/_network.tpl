{{/* Edges of the network policies. */}}

{{- define "todo.edge.pods" -}}
- podSelector:
    matchLabels: {{- include "todo.selector" . | nindent 6 }}
{{- end -}}

{{- define "todo.edge.dns" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .Values.networkPolicy.dnsNamespace }}
  ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end -}}

{{- define "todo.edge.database" -}}
{{- if .Values.postgres.enabled -}}
- to:
    {{- include "todo.edge.pods" (dict "root" . "workload" "postgres") | nindent 4 }}
  ports:
    - {port: 5432, protocol: TCP}
{{- else -}}
- to:
    {{- range .Values.externalDatabase.cidrs }}
    - ipBlock:
        cidr: {{ . }}
    {{- end }}
  ports:
    - {port: {{ .Values.externalDatabase.port }}, protocol: TCP}
{{- end -}}
{{- end -}}

{{- define "todo.edge.service" -}}
- to:
    {{- include "todo.edge.pods" . | nindent 4 }}
  ports:
    - {port: 8080, protocol: TCP}
{{- end -}}

{{- define "todo.edge.telemetry" -}}
{{- $telemetry := include "todo.telemetry" . | fromJson -}}
{{- if $telemetry.endpoint -}}
{{- $address := urlParse $telemetry.endpoint -}}
- to:
    {{- if $telemetry.namespace }}
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ $telemetry.namespace }}
    {{- else }}
    - ipBlock:
        cidr: 0.0.0.0/0
    {{- end }}
  ports:
    - {port: {{ $address.host | splitList ":" | rest | first | default (ternary 443 80 (eq $address.scheme "https")) | int }}, protocol: TCP}
{{- end -}}
{{- end -}}

{{/* A language model on the internet, and nothing inside that happens to listen on the same port. */}}
{{- define "todo.edge.model" -}}
{{- if eq .Values.chat.provider "openai" -}}
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
  ports:
    - {port: 443, protocol: TCP}
{{- end -}}
{{- end -}}

{{/* From outside: through the gateway's namespaces, and from anywhere when the Service itself is open. */}}
{{- define "todo.edge.outside" -}}
- from:
    {{- range .root.Values.networkPolicy.ingressNamespaces }}
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ . }}
    {{- end }}
    {{- if ne (index .root.Values .workload).service.type "ClusterIP" }}
    - ipBlock:
        cidr: 0.0.0.0/0
    {{- end }}
  ports:
    - {port: 8080, protocol: TCP}
{{- end -}}

{{- define "todo.edge.from" -}}
- from:
    {{- range .callers }}
    {{- include "todo.edge.pods" (dict "root" $.root "workload" .) | nindent 4 }}
    {{- end }}
  ports:
    - {port: {{ .port }}, protocol: TCP}
{{- end -}}
