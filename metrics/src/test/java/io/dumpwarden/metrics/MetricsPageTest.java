package io.dumpwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dmetrics.page.write=true} writes the page instead of comparing it. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("../docs/metrics.md");

  @Test
  void theDocumentationIsTheCode() throws IOException {
    if (Boolean.getBoolean("metrics.page.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, MetricsPage.render());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/metrics.md; -Dmetrics.page.write=true writes it anew")
        .isEqualTo(MetricsPage.render());
  }

  @Test
  void namesFollowPrometheusHabits() {
    for (MetricName metric : MetricName.values()) {
      assertThat(metric.exposed()).matches("(mysql_backup|dumpwarden)_[a-z_]+");
      assertThat(metric.exposed().endsWith("_total"))
          .as(metric.exposed())
          .isEqualTo(metric.kind() == MetricName.Kind.COUNTER);
      assertThat(metric.help()).endsWith(".").doesNotContain("|", "\n");
    }
  }
}
