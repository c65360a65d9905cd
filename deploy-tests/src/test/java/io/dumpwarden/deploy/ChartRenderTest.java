package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import io.dumpwarden.deploy.ObjectLinks.Link;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Helm's own engine finds nothing to say, and what it renders is what Kubernetes knows. */
class ChartRenderTest {

  @Test
  void helmHasNothingToSay() {
    LintResult result = Chart.lint();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages())
        .allSatisfy(message -> assertThat(message).contains("icon is recommended"));
  }

  @ParameterizedTest
  @EnumSource
  void everyDocumentIsReadStrictly(ChartCase chartCase) {
    Manifests manifests = Chart.manifests(chartCase);

    assertThat(manifests.kinds()).contains("Service", "StatefulSet");
    for (HasMetadata object : manifests.objects()) {
      assertThat(object.getMetadata().getNamespace()).isEqualTo("backups");
      assertThat(object.getMetadata().getName()).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
      assertThat(object.getMetadata().getLabels())
          .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/version", "helm.sh/chart")
          .allSatisfy((key, value) -> assertThat(value).hasSizeLessThanOrEqualTo(63));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneObjectNamesIsInAnother(ChartCase chartCase) {
    ObjectLinks links = new ObjectLinks(Chart.manifests(chartCase));

    for (Link link : links.all()) {
      assertThat(link.there()).as(link.what()).contains(link.named());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noSecretIsMade(ChartCase chartCase) {
    assertThat(Chart.render(chartCase.yaml(), "backups")).doesNotContain("kind: Secret");
    assertThat(Chart.manifests(chartCase).container().getEnv())
        .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|MASTER_KEY|SECRET.*)"))
        .allSatisfy(
            variable ->
                assertThat(variable.getValueFrom().getSecretKeyRef())
                    .as(variable.getName())
                    .isNotNull());
  }
}
