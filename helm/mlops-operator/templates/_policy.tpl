{{/* Cluster-scoped names carry the namespace, so that two releases do not share one. */}}
{{- define "mlops-operator.policyName" -}}
{{ include "mlops-operator.fullname" .root }}.{{ .root.Release.Namespace }}.{{ .of }}
{{- end }}

{{- define "mlops-operator.celList" -}}
[{{ range $i, $item := . }}{{ if $i }}, {{ end }}'{{ $item }}'{{ end }}]
{{- end }}

{{/* Nothing may come between an object and its end: neither one that is being deleted nor the operator is judged. */}}
{{- define "mlops-operator.policyConditions" -}}
- name: is-not-being-deleted
  expression: "!has(object.metadata.deletionTimestamp)"
- name: is-not-the-operator
  expression: request.userInfo.username != 'system:serviceaccount:{{ .Release.Namespace }}:{{ include "mlops-operator.serviceAccountName" . }}'
{{- end }}

{{- define "mlops-operator.policyBinding" }}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ include "mlops-operator.policyName" . }}
  labels:
    {{- include "mlops-operator.labels" .root | nindent 4 }}
spec:
  policyName: {{ include "mlops-operator.policyName" . }}
  validationActions: {{ toJson .root.Values.policy.validationActions }}
  {{- with .root.Values.watchNamespaces }}
  matchResources:
    namespaceSelector:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: In
          values: {{ toJson . }}
  {{- end }}
{{- end }}
