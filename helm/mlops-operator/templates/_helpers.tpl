{{- define "mlops-operator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "mlops-operator.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains (include "mlops-operator.name" .) .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "mlops-operator.name" .) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "mlops-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "mlops-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mlops-operator.labels" -}}
{{ include "mlops-operator.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: mlops-operator
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "mlops-operator.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "mlops-operator.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "mlops-operator.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}
{{- end }}

{{/* The plural names of the kinds whose CRDs the chart has, as a JSON list: a kind that is added is taken up everywhere. */}}
{{- define "mlops-operator.kinds" -}}
{{- $kinds := list }}
{{- range $path, $_ := .Files.Glob "files/crds/*.yaml" }}
{{- $kinds = append $kinds (index (splitList "." (base $path)) 0) }}
{{- end }}
{{- toJson $kinds }}
{{- end }}

{{/* The names of the metrics, by what they count. */}}
{{- define "mlops-operator.metrics" -}}
{{- .Files.Get "files/metrics.yaml" }}
{{- end }}

{{/* One setting as the operator reads it: days with hours behind them only in the form of ISO 8601. */}}
{{- define "mlops-operator.setting" -}}
{{- $value := toString . }}
{{- if regexMatch "^[0-9]+d[0-9]" $value -}}
P{{ $value | upper | replace "D" "DT" }}
{{- else -}}
{{ $value }}
{{- end }}
{{- end }}

{{/* The environment variables of .Values.config: MLOPS_ and the path, in capitals. */}}
{{- define "mlops-operator.configEnv" -}}
{{- range $key, $value := .settings }}
{{- $name := printf "%s_%s" $.prefix (snakecase $key | upper) }}
{{- if kindIs "map" $value }}
{{- include "mlops-operator.configEnv" (dict "settings" $value "prefix" $name) }}
{{- else if not (has $value (list nil "")) }}
- name: {{ $name }}
  value: {{ include "mlops-operator.setting" $value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* A duration such as 1d2h30m in seconds. */}}
{{- define "mlops-operator.seconds" -}}
{{- $seconds := 0 }}
{{- range $unit, $length := dict "d" 86400 "h" 3600 "m" 60 "s" 1 }}
{{- with regexFind (printf "[0-9]+%s" $unit) $ }}
{{- $seconds = add $seconds (mul (trimSuffix $unit . | int64) $length) }}
{{- end }}
{{- end }}
{{- $seconds }}
{{- end }}

{{/* What the operator may do with the objects it serves, as rules of a Role or a ClusterRole. */}}
{{- define "mlops-operator.objectRules" -}}
{{- $kinds := include "mlops-operator.kinds" . | fromJsonArray -}}
# Informers list and watch; a conflict makes the SDK read again. Server-side apply and JSON patch add and remove finalizers:
# no update, and no create, since only users make objects.
- apiGroups: [aws-mlops.dev]
  resources: {{ toJson $kinds }}
  verbs: [get, list, watch, patch]
# Status is written by server-side apply.
- apiGroups: [aws-mlops.dev]
  resources:
    {{- range $kinds }}
    - {{ . }}/status
    {{- end }}
  verbs: [patch]
# A session with `onExpiry: Delete` is deleted when its time is over.
- apiGroups: [aws-mlops.dev]
  resources: [gluedevsessions]
  verbs: [delete]
# Events are created; when the same is said again, the existing one is read and its series patched.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, get, patch]
{{- end }}
