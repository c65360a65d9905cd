package io.dumpwarden.deploy;

/** Values that several cases share. */
final class ChartValues {

  static final String STORE =
      """
      metadata:
        url: jdbc:mariadb://metadata.example.org:3306/dumpwarden?sslMode=verify-full
        user: dumpwarden
        existingSecret: metadata
      masterKey:
        existingSecret: keys
      """;

  static final String INGRESS =
      """
      ingress:
        enabled: true
        className: nginx
        annotations: {example.org/backend: https}
        hosts: [backups.example.org, sicherung.example.org]
        tlsSecret: backups-tls
      """;

  static final String NETWORK_POLICY =
      """
      networkPolicy:
        adminFrom:
          - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}
        metricsFrom:
          - podSelector: {matchLabels: {app.kubernetes.io/name: prometheus}}
            namespaceSelector: {}
        egress:
          - ports: [{port: 53, protocol: UDP}]
          - to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]
      """;

  static final String PODS =
      """
      maxConcurrentRuns: 8
      reloadInterval: 10s
      log: {level: debug, format: text}
      javaOptions: -Xmx512m -XX:+UseParallelGC
      resources: {requests: {memory: 1Gi, cpu: '1'}, limits: {memory: 2Gi}}
      tmpSizeLimit: 1Gi
      terminationGracePeriodSeconds: 120
      startup: {seconds: 1801}
      podAnnotations: {example.org/team: dba}
      podLabels: {team: dba}
      priorityClassName: high
      nodeSelector: {disk: ssd}
      tolerations: [{key: backups, operator: Exists, effect: NoSchedule}]
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{key: arch, operator: In, values: [amd64]}]
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector: {matchLabels: {app.kubernetes.io/name: dumpwarden}}
      extraEnv:
        - {name: TZ, value: Europe/Berlin}
        - {name: DUMPWARDEN_TOOL_PATH, value: /opt/mysql/bin}
        - name: DUMPWARDEN_SECRET_SHOP
          valueFrom: {secretKeyRef: {name: shop, key: password}}
      extraVolumes: [{name: mysql, emptyDir: {}}]
      extraVolumeMounts: [{name: mysql, mountPath: /opt/mysql, readOnly: true}]
      """;

  private ChartValues() {}
}
