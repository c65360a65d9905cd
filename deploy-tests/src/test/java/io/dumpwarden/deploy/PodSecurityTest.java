package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.Stop;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is switched: pods fit the restricted profile of the Pod Security Standards, and more.
 */
class PodSecurityTest {

  @ParameterizedTest
  @EnumSource
  void thePodIsNobodySpecial(ChartCase chartCase) {
    PodSpec pod = Chart.manifests(chartCase).pod();
    PodSecurityContext context = pod.getSecurityContext();

    assertThat(context.getRunAsNonRoot()).isTrue();
    assertThat(context.getRunAsUser()).isEqualTo(10001);
    assertThat(context.getRunAsGroup()).isEqualTo(10001);
    assertThat(context.getFsGroup()).isEqualTo(10001);
    assertThat(context.getFsGroupChangePolicy()).isEqualTo("OnRootMismatch");
    assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getEnableServiceLinks()).isFalse();
    assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
        .allMatch(Objects::isNull);
  }

  @ParameterizedTest
  @EnumSource
  void theContainerMayDoNothing(ChartCase chartCase) {
    SecurityContext context = Chart.manifests(chartCase).container().getSecurityContext();

    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getPrivileged()).isFalse();
    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isNullOrEmpty();
    assertThat(Stream.of(context.getRunAsNonRoot(), context.getRunAsUser()))
        .allMatch(Objects::isNull);
  }

  @ParameterizedTest
  @EnumSource
  void onlyVolumesAreWritten(ChartCase chartCase) {
    Manifests manifests = Chart.manifests(chartCase);

    assertThat(manifests.container().getVolumeMounts())
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .extracting(VolumeMount::getMountPath)
        .contains("/data", "/tmp")
        .isSubsetOf("/data", "/tmp", "/backups", "/mnt/nas");
    assertThat(manifests.pod().getVolumes()).allMatch(volume -> volume.getHostPath() == null);
  }

  @ParameterizedTest
  @EnumSource
  void secretsAreFilesForTheGroupOnly(ChartCase chartCase) {
    List<Volume> volumes = Chart.manifests(chartCase).pod().getVolumes();

    for (Volume volume : volumes) {
      if (volume.getProjected() != null) {
        assertThat(volume.getProjected().getDefaultMode()).isEqualTo(0440);
      }
      if (volume.getSecret() != null) {
        assertThat(volume.getSecret().getDefaultMode()).isEqualTo(0440);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryHoldsTheHeapTwice(ChartCase chartCase) {
    Map<String, Quantity> limits =
        Chart.manifests(chartCase).container().getResources().getLimits();
    Map<String, Quantity> requests =
        Chart.manifests(chartCase).container().getResources().getRequests();

    assertThat(requests.get("memory").getNumericalAmount().longValue())
        .isGreaterThanOrEqualTo(512L << 20)
        .isLessThanOrEqualTo(limits.get("memory").getNumericalAmount().longValue());
    assertThat(requests).containsKey("cpu");
    assertThat(limits).doesNotContainKey("cpu");
  }

  /** Whoever is killed earlier leaves runs for others to mark as interrupted. */
  @ParameterizedTest
  @EnumSource
  void aNodeHasTheTimeToStopInOrder(ChartCase chartCase) throws ReflectiveOperationException {
    assertThat(Chart.manifests(chartCase).pod().getTerminationGracePeriodSeconds())
        .isGreaterThanOrEqualTo(stopLimit() + 5);
  }

  @Test
  void aServiceAccountHasNoToken() {
    ServiceAccount account = Chart.manifests(ChartCase.DEFAULTS).one(ServiceAccount.class);

    assertThat(account.getAutomountServiceAccountToken()).isFalse();
  }

  private static long stopLimit() throws ReflectiveOperationException {
    Field limit = Stop.class.getDeclaredField("LIMIT_SECONDS");
    limit.setAccessible(true);
    return limit.getLong(null);
  }
}
