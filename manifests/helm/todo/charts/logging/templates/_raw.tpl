{{/*
One file of objects, as Kustomize reads it too, with this release's names and what the values say of images, resources and volumes.
Takes a dict of root and path.
*/}}
{{- define "logging.raw" -}}
{{- $root := .root -}}
{{- $text := $root.Files.Get .path
    | replace "app.kubernetes.io/instance: todo" (printf "app.kubernetes.io/instance: %s" $root.Release.Name)
    | replace "namespace: todo\n" (printf "namespace: %s\n" $root.Release.Namespace)
    | replace "metadata.name: todo }" (printf "metadata.name: %s }" $root.Release.Namespace)
    | replace "--namespaces=todo," (printf "--namespaces=%s," $root.Release.Namespace)
    | replace "todo-logging" $root.Values.namespace -}}
{{- range $document := splitList "\n---\n" $text -}}
{{- $object := fromYaml $document -}}
{{- if hasKey $object "Error" -}}{{- fail (printf "%s: %s" $.path $object.Error) -}}{{- end -}}
{{- if $object.kind -}}
{{- $ready := fromYaml (include "logging.fitted" (dict "root" $root "object" $object)) -}}
{{- if or (ne $object.kind "Namespace") $root.Values.createNamespace }}
---
{{ toYaml $ready }}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* An object with the values in it. */}}
{{- define "logging.fitted" -}}
{{- $root := .root -}}
{{- $object := .object -}}
{{- $_ := set $object.metadata "labels" (merge ($object.metadata.labels | default dict) (dict "app.kubernetes.io/managed-by" $root.Release.Service)) -}}
{{- $name := $object.metadata.name -}}
{{- if eq $object.kind "Job" -}}
{{- $_ := set $object.metadata "annotations" (dict "helm.sh/hook" "post-install,post-upgrade" "helm.sh/hook-delete-policy" "before-hook-creation,hook-succeeded") -}}
{{- end -}}
{{- with dig "spec" "template" dict $object -}}
{{- $_ := set .metadata "annotations" (merge (.metadata.annotations | default dict) (dict "todo.app/config" (include "logging.config" $root | sha256sum))) -}}
{{- range $container := concat .spec.containers (.spec.initContainers | default list) -}}
{{- with index $root.Values.images $container.name -}}{{- $_ := set $container "image" . -}}{{- end -}}
{{- with index $root.Values.resources $container.name -}}{{- $_ := set $container "resources" . -}}{{- end -}}
{{- end -}}
{{- with $root.Values.imagePullSecrets -}}{{- $_ := set $object.spec.template.spec "imagePullSecrets" . -}}{{- end -}}
{{- end -}}
{{- range $claim := dig "spec" "volumeClaimTemplates" list $object -}}
{{- with index $root.Values.storage $name -}}
{{- with .size -}}{{- $_ := set $claim.spec.resources.requests "storage" . -}}{{- end -}}
{{- with .class -}}{{- $_ := set $claim.spec "storageClassName" . -}}{{- end -}}
{{- end -}}
{{- end -}}
{{ toYaml $object }}
{{- end -}}

{{/* A ConfigMap of files; takes a dict of root, name and files (a pattern). */}}
{{- define "logging.configmap" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name }}
  namespace: {{ .root.Values.namespace }}
  labels:
    app.kubernetes.io/part-of: todo
    app.kubernetes.io/instance: {{ .root.Release.Name }}
    app.kubernetes.io/managed-by: {{ .root.Release.Service }}
data:
{{- range $path, $_ := .root.Files.Glob .files }}
  {{ base $path }}: {{ include "logging.text" (dict "root" $.root "path" $path) | toJson }}
{{- end }}
{{- end -}}

{{/* A file as it is, but for the namespace of the application. */}}
{{- define "logging.text" -}}
{{- .root.Files.Get .path | replace "namespace=\"todo\"" (printf "namespace=%q" .root.Release.Namespace) | replace "_todo_*" (printf "_%s_*" .root.Release.Namespace) -}}
{{- end -}}
