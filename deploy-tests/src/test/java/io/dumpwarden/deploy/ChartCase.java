package io.dumpwarden.deploy;

/** The chart's switches, each as somebody would set it, and all of them. */
enum ChartCase {
  DEFAULTS(""),
  EXTERNAL_STORE(ChartValues.STORE),
  SEVERAL_NODES("replicaCount: 3\n" + ChartValues.STORE),
  MASTER_KEY("masterKey: {existingSecret: keys, key: dumpwarden}"),
  ADMIN_PASSWORD("admin: {existingSecret: first-login}"),
  ADMIN_TLS("admin: {tls: {existingSecret: admin-tls}}"),
  TRUSTED_PROXIES("admin: {trustedProxies: [10.0.0.0/8, 'fd00::/8']}"),
  INGRESS(ChartValues.INGRESS),
  INGRESS_PLAIN("ingress: {enabled: true, hosts: [backups.example.org]}"),
  NETWORK_POLICY_OFF("networkPolicy: {enabled: false}"),
  NETWORK_POLICY_NARROW(ChartValues.NETWORK_POLICY),
  NO_DISRUPTION_BUDGET("podDisruptionBudget: {enabled: false}"),
  DISRUPTION_BY_SHARE("podDisruptionBudget: {maxUnavailable: 50%}"),
  SERVICE_MONITOR("serviceMonitor: {enabled: true, labels: {release: prometheus}}"),
  PROMETHEUS_RULE(
      "prometheusRule: {enabled: true, labels: {release: prometheus}, runbookPrefix:"
          + " 'https://wiki.example.org/dumpwarden/'}"),
  BACKUP_VOLUMES("backups: {enabled: true, storageClassName: slow, size: 1Ti}"),
  SHARED_BACKUP_VOLUME("backups: {enabled: true, existingClaim: nas, mountPath: /mnt/nas}"),
  GIVEN_SERVICE_ACCOUNT("serviceAccount: {create: false, name: backups}"),
  LOAD_BALANCER(
      "service: {type: LoadBalancer, port: 443, annotations: {example.org/internal: 'true'}}"),
  DIGEST(
      "image: {repository: example/dumpwarden, digest:"
          + " 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}\n"
          + "imagePullSecrets: [pull]"),
  DATA_VOLUME(
      "persistence: {size: 50Gi, storageClassName: fast, accessMode: ReadWriteOncePod, whenScaled:"
          + " Delete}"),
  MORE_FOR_PODS(ChartValues.PODS),
  EVERYTHING(
      String.join(
          "\n",
          "replicaCount: 2",
          ChartValues.STORE,
          ChartValues.INGRESS,
          ChartValues.NETWORK_POLICY,
          ChartValues.PODS,
          "admin: {existingSecret: first-login, tls: {existingSecret: admin-tls}, trustedProxies:"
              + " [10.0.0.0/8]}",
          "backups: {enabled: true}",
          "serviceMonitor: {enabled: true}",
          "prometheusRule: {enabled: true}"));

  private final String values;

  ChartCase(String values) {
    this.values = values;
  }

  /** YAML, over those of values.yaml. */
  String yaml() {
    return values;
  }
}
