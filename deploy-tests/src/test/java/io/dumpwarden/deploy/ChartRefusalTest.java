package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are refused before anything reaches a cluster, and the message names them. */
class ChartRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replicas: 2                                  | 'replicas' not allowed",
        "metadata: {password: x}                      | 'password' not allowed",
        "masterKey: {value: x}                        | 'value' not allowed",
        "admin: {password: x}                         | 'password' not allowed",
        "replicaCount: 0                              | /replicaCount",
        "replicaCount: two                            | /replicaCount",
        "metadata: {url: jdbc:mysql://db/x}           | /metadata/url",
        "metadata: {url: 'jdbc:mariadb://db/x?password=x'} | /metadata/url",
        "metadata: {url: 'jdbc:mariadb://u:p@db/x'}   | /metadata/url",
        "metadata: {existingSecret: Not_A_Name}       | /metadata/existingSecret",
        "admin: {trustedProxies: [anybody]}           | /admin/trustedProxies/0",
        "maxConcurrentRuns: 65                        | /maxConcurrentRuns",
        "reloadInterval: 1m                           | /reloadInterval",
        "log: {level: loud}                           | /log/level",
        "log: {format: xml}                           | /log/format",
        "image: {pullPolicy: Sometimes}               | /image/pullPolicy",
        "image: {digest: latest}                      | /image/digest",
        "persistence: {size: much}                    | /persistence/size",
        "persistence: {accessMode: ReadOnlyMany}      | /persistence/accessMode",
        "backups: {mountPath: backups}                | /backups/mountPath",
        "backups: {mountPath: /data/backups}          | /backups/mountPath",
        "podSecurityContext: {runAsUser: 0}           | /podSecurityContext/runAsUser",
        "terminationGracePeriodSeconds: 30            | /terminationGracePeriodSeconds",
        "service: {type: ExternalName}                | /service/type",
        "service: {port: 65536}                       | /service/port",
        "ingress: {hosts: ['not a host']}             | /ingress/hosts/0",
        "networkPolicy: {adminFrom: [{}]}             | /networkPolicy/adminFrom/0",
        "podDisruptionBudget: {maxUnavailable: 0}     | /podDisruptionBudget/maxUnavailable",
        "serviceMonitor: {interval: often}            | /serviceMonitor/interval",
        "extraEnv: [{name: DUMPWARDEN_DATADIR, value: x}]        | DUMPWARDEN_DATADIR",
        "extraEnv: [{name: DUMPWARDEN_MASTER_KEY, value: x}]     | DUMPWARDEN_MASTER_KEY",
        "extraEnv: [{name: DUMPWARDEN_SECRET_SHOP, value: x}]    | /extraEnv/0",
      })
  void theSchemaRefuses(String values, String named) {
    assertRefused(values, named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replicaCount: 2                              | set metadata.url, metadata.user",
        "metadata: {url: jdbc:mariadb://db/x}         | set metadata.user",
        "metadata: {url: jdbc:mariadb://db/x, user: u} | set metadata.existingSecret",
        "metadata: {url: jdbc:mariadb://db/x, user: u, existingSecret: s} | set masterKey.existingSecret",
        "metadata: {user: u}                          | without metadata.url",
        "ingress: {enabled: true}                     | name at least one of ingress.hosts",
      })
  void theTemplatesRefuse(String values, String named) {
    assertRefused(values, named);
  }

  @Test
  void aParentChartMayHandDownItsGlobals() {
    assertThat(Chart.manifests("global: {storageClass: fast}").kinds()).contains("StatefulSet");
  }

  private static void assertRefused(String values, String named) {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(values, "backups"))
        .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase(named));
  }
}
