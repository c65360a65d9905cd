{{- define "dumpwarden.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 52 characters: a StatefulSet's name and a hash of ten make a label of its pods, which takes 63. */}}
{{- define "dumpwarden.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "dumpwarden.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "dumpwarden.headless" -}}
{{- printf "%s-nodes" (include "dumpwarden.fullname" .) -}}
{{- end -}}

{{- define "dumpwarden.selectorLabels" -}}
app.kubernetes.io/name: {{ include "dumpwarden.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "dumpwarden.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "dumpwarden.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "dumpwarden.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "dumpwarden.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "dumpwarden.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "dumpwarden.resources" -}}
{{- if .Values.resources -}}
{{- toYaml .Values.resources -}}
{{- else -}}
requests:
  cpu: 250m
  memory: {{ ternary "512Mi" "768Mi" (ne .Values.metadata.url "") }}
limits:
  memory: {{ ternary "1Gi" "1536Mi" (ne .Values.metadata.url "") }}
{{- end -}}
{{- end -}}

{{/* What values.schema.json cannot say as clearly. */}}
{{- define "dumpwarden.check" -}}
{{- $metadata := .Values.metadata -}}
{{- if and (gt (int .Values.replicaCount) 1) (not $metadata.url) -}}
{{- fail (printf "replicaCount is %d: several nodes need one metadata store. Set metadata.url, metadata.user, metadata.existingSecret and masterKey.existingSecret, or replicaCount=1" (int .Values.replicaCount)) -}}
{{- end -}}
{{- if $metadata.url -}}
{{- if not $metadata.user -}}
{{- fail "metadata.url is set: set metadata.user, the account on that store" -}}
{{- end -}}
{{- if not $metadata.existingSecret -}}
{{- fail "metadata.url is set: set metadata.existingSecret, the Secret with the account's password" -}}
{{- end -}}
{{- if not .Values.masterKey.existingSecret -}}
{{- fail "metadata.url is set: set masterKey.existingSecret, the Secret with the one key of all nodes; make it with: openssl rand -base64 32 | kubectl create secret generic NAME --from-file=master-key=/dev/stdin" -}}
{{- end -}}
{{- else if or $metadata.user $metadata.existingSecret -}}
{{- fail "metadata.user or metadata.existingSecret is set without metadata.url: set the URL of the store, or neither for the embedded one" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- fail "ingress.enabled is set: name at least one of ingress.hosts" -}}
{{- end -}}
{{- end -}}
