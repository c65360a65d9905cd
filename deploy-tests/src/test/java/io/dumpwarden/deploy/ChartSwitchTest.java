package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each switch of the chart changes. */
class ChartSwitchTest {

  @Test
  void withoutAnyThereIsOneNodeOnItsOwnStore() {
    Manifests manifests = Chart.manifests(ChartCase.DEFAULTS);

    assertThat(manifests.kinds())
        .containsExactly(
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "Service",
            "ServiceAccount",
            "StatefulSet");
    assertThat(manifests.nodes().getSpec().getReplicas()).isEqualTo(1);
    assertThat(manifests.variable("DUMPWARDEN_METADATA_URL")).isEmpty();
    assertThat(memoryLimit(manifests)).isEqualTo("1536Mi");
    assertThat(claims(manifests)).containsExactly("data");
    assertThat(manifests.container().getImage())
        .isEqualTo(
            "dumpwarden:"
                + manifests.nodes().getMetadata().getLabels().get("app.kubernetes.io/version"));
  }

  @Test
  void severalNodesShareAStoreAndAKeyAndHaveNamesOfTheirOwn() {
    Manifests manifests = Chart.manifests(ChartCase.SEVERAL_NODES);

    assertThat(manifests.nodes().getSpec().getReplicas()).isEqualTo(3);
    assertThat(manifests.variable("DUMPWARDEN_METADATA_URL").orElseThrow()).contains("sslMode");
    assertThat(memoryLimit(manifests)).isEqualTo("1Gi");
    assertThat(projected(manifests)).containsExactly("metadata-password", "master-key");
    assertThat(manifests.container().getEnv())
        .filteredOn(v -> v.getName().equals("DUMPWARDEN_NODE_NAME"))
        .allMatch(v -> v.getValueFrom().getFieldRef().getFieldPath().equals("metadata.name"))
        .hasSize(1);
  }

  /** A Service answers for nodes that are ready; metrics are of those that are not as well. */
  @Test
  void nodesAreScrapedReadyOrNot() {
    Manifests manifests = Chart.manifests(ChartCase.DEFAULTS);

    assertThat(manifests.all(Service.class))
        .filteredOn(s -> "None".equals(s.getSpec().getClusterIP()))
        .allMatch(s -> s.getSpec().getPublishNotReadyAddresses())
        .extracting(s -> s.getMetadata().getName())
        .containsExactly(manifests.nodes().getSpec().getServiceName());
  }

  @Test
  void probesAskWhatTheyAreFor() {
    Manifests manifests = Chart.manifests(ChartCase.MORE_FOR_PODS);

    assertThat(path(manifests.container().getStartupProbe())).isEqualTo("HTTP /health/live");
    assertThat(path(manifests.container().getLivenessProbe())).isEqualTo("HTTP /health/live");
    assertThat(path(manifests.container().getReadinessProbe())).isEqualTo("HTTP /health/ready");
    // 1801 s, in steps of 5
    assertThat(manifests.container().getStartupProbe().getFailureThreshold()).isEqualTo(361);
  }

  @Test
  void tlsIsForProbesAndServiceToo() {
    Manifests manifests = Chart.manifests(ChartCase.ADMIN_TLS);

    assertThat(path(manifests.container().getLivenessProbe())).isEqualTo("HTTPS /health/live");
    assertThat(path(manifests.container().getReadinessProbe())).isEqualTo("HTTPS /health/ready");
    assertThat(manifests.variable("DUMPWARDEN_ADMIN_TLS_KEY"))
        .contains("/run/dumpwarden/tls/tls.key");
    assertThat(manifests.pod().getVolumes()).extracting(Volume::getName).contains("tls");
  }

  @Test
  void proxiesAndPasswordsReachTheDaemon() {
    assertThat(
            Chart.manifests(ChartCase.TRUSTED_PROXIES).variable("DUMPWARDEN_ADMIN_TRUSTED_PROXIES"))
        .contains("10.0.0.0/8,fd00::/8");
    assertThat(projected(Chart.manifests(ChartCase.ADMIN_PASSWORD)))
        .containsExactly("admin-password");
    assertThat(projected(Chart.manifests(ChartCase.MASTER_KEY))).containsExactly("master-key");
  }

  @Test
  void anIngressHasEveryHost() {
    Ingress ingress = Chart.manifests(ChartCase.INGRESS).one(Ingress.class);

    assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("nginx");
    assertThat(ingress.getSpec().getRules())
        .extracting(rule -> rule.getHost())
        .containsExactlyElementsOf(ingress.getSpec().getTls().get(0).getHosts())
        .containsExactly("backups.example.org", "sicherung.example.org");
    assertThat(Chart.manifests(ChartCase.INGRESS_PLAIN).one(Ingress.class).getSpec().getTls())
        .isNullOrEmpty();
  }

  @Test
  void theNetworkPolicyLetsInTwoPorts() {
    NetworkPolicySpec wide = Chart.manifests(ChartCase.DEFAULTS).one(NetworkPolicy.class).getSpec();
    NetworkPolicySpec narrow =
        Chart.manifests(ChartCase.NETWORK_POLICY_NARROW).one(NetworkPolicy.class).getSpec();

    assertThat(wide.getPolicyTypes()).containsExactly("Ingress");
    assertThat(wide.getIngress()).hasSize(2).allMatch(rule -> rule.getPorts().size() == 1);
    assertThat(narrow.getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(narrow.getIngress()).allMatch(rule -> rule.getFrom().size() == 1);
    assertThat(narrow.getEgress()).hasSize(2);
    assertThat(Chart.manifests(ChartCase.NETWORK_POLICY_OFF).all(NetworkPolicy.class)).isEmpty();
  }

  /** A budget that lets nobody go would hold up every drain of a single node. */
  @Test
  void drainsGoOn() {
    assertThat(Chart.manifests(ChartCase.DEFAULTS).one(PodDisruptionBudget.class).getSpec())
        .satisfies(spec -> assertThat(spec.getMaxUnavailable().getIntVal()).isEqualTo(1))
        .satisfies(
            spec -> assertThat(spec.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow"));
    assertThat(Chart.manifests(ChartCase.NO_DISRUPTION_BUDGET).all(PodDisruptionBudget.class))
        .isEmpty();
  }

  @Test
  void backupsRestOnVolumesOfEachNodeOrOnOneOfAll() {
    Manifests own = Chart.manifests(ChartCase.BACKUP_VOLUMES);
    Manifests shared = Chart.manifests(ChartCase.SHARED_BACKUP_VOLUME);

    assertThat(claims(own)).containsExactly("data", "backups");
    assertThat(claims(shared)).containsExactly("data");
    assertThat(shared.pod().getVolumes())
        .anyMatch(
            v ->
                v.getPersistentVolumeClaim() != null
                    && v.getPersistentVolumeClaim().getClaimName().equals("nas"));
  }

  /** What stands in claim templates and selectors can never be changed by an upgrade. */
  @Test
  void whatCannotBeChangedHasNoVersionInIt() {
    StatefulSetSpec nodes = Chart.manifests(ChartCase.BACKUP_VOLUMES).nodes().getSpec();

    assertThat(nodes.getSelector().getMatchLabels()).hasSize(2);
    assertThat(nodes.getVolumeClaimTemplates())
        .allMatch(
            claim -> claim.getMetadata().getLabels().equals(nodes.getSelector().getMatchLabels()));
  }

  @Test
  void aServiceAccountMayBeGiven() {
    Manifests manifests = Chart.manifests(ChartCase.GIVEN_SERVICE_ACCOUNT);

    assertThat(manifests.all(ServiceAccount.class)).isEmpty();
    assertThat(manifests.pod().getServiceAccountName()).isEqualTo("backups");
  }

  @Test
  void aDigestIsTakenInsteadOfATag() {
    assertThat(Chart.manifests(ChartCase.DIGEST).container().getImage())
        .startsWith("example/dumpwarden@sha256:");
  }

  private static String path(Probe probe) {
    return probe.getHttpGet().getScheme() + " " + probe.getHttpGet().getPath();
  }

  private static String memoryLimit(Manifests manifests) {
    return manifests.container().getResources().getLimits().get("memory").toString();
  }

  private static List<String> claims(Manifests manifests) {
    return manifests.nodes().getSpec().getVolumeClaimTemplates().stream()
        .map(PersistentVolumeClaim::getMetadata)
        .map(m -> m.getName())
        .toList();
  }

  private static List<String> projected(Manifests manifests) {
    return manifests.pod().getVolumes().stream()
        .filter(v -> v.getProjected() != null)
        .flatMap(v -> v.getProjected().getSources().stream())
        .flatMap(
            source ->
                source.getSecret() == null
                    ? Stream.empty()
                    : source.getSecret().getItems().stream())
        .map(item -> item.getPath())
        .toList();
  }
}
