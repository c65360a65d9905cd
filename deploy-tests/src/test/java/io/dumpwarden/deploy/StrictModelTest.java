package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reads the chart's objects lets nothing pass that a cluster would not take. */
class StrictModelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "enableServiceLinks: false         | enableServiceLink: false    | enableServiceLink",
        "readOnlyRootFilesystem: true      | readOnlyRootFileSystem: true | readOnlyRootFileSystem",
        "value: /data                      | value: 8080                 | String",
        "- ALL                             | - 1                         | String",
        "replicas: 1                       | replicas: '1'               | Integer",
        "failureThreshold: 120             | failureThreshold: often     | Integer",
        "runAsNonRoot: true                | runAsNonRoot: 'true'        | Boolean",
        "serviceName: dumpwarden-nodes     | additionalProperties: {}    | additionalProperties",
        "apiVersion: apps/v1               | apiVersion: apps/v1beta2    | apps/v1beta2",
        "kind: StatefulSet                 | kind: StatefulSets          | StatefulSets",
      })
  void refuses(String right, String wrong, String named) {
    String rendered = Chart.render("", "backups");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifests.read(replaced(rendered, right, wrong)))
        .withMessageContaining(named);
  }

  @Test
  void refusesUnknownFieldsOfTheOperatorsKinds() {
    String rendered = Chart.render(ChartCase.SERVICE_MONITOR.yaml(), "backups");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifests.read(replaced(rendered, "scrapeTimeout:", "scrapetimeout:")))
        .withMessageContaining("scrapetimeout");
  }

  @Test
  void refusesWhatStandsTwice() {
    String rendered = Chart.render("", "backups");

    assertThatThrownBy(
            () -> Manifests.read(replaced(rendered, "replicas: 1", "replicas: 1\n  replicas: 2")))
        .hasMessageContaining("replicas");
  }

  private static String replaced(String text, String right, String wrong) {
    if (!text.contains(right)) {
      throw new IllegalStateException("the chart has no " + right);
    }
    return text.replace(right, wrong);
  }
}
