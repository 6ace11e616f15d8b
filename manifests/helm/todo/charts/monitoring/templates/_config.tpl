{{/* Everything that is told to Prometheus, Alertmanager and Grafana; pods restart when it changes. */}}
{{- define "monitoring.config" -}}
{{- include "monitoring.configmap" (dict "root" . "name" "prometheus-config" "files" "files/prometheus/prometheus.yml") }}
{{- include "monitoring.configmap" (dict "root" . "name" "prometheus-rules" "files" "files/prometheus/rules/*.yml") }}
{{- include "monitoring.configmap" (dict "root" . "name" "alertmanager-config" "files" "files/alertmanager/alertmanager.yml") }}
{{- include "monitoring.configmap" (dict "root" . "name" "grafana-provisioning" "files" "files/grafana/provisioning/*.yaml") }}
{{- include "monitoring.configmap" (dict "root" . "name" "grafana-dashboards" "files" "files/grafana/dashboards/*.json") }}
{{- end -}}
