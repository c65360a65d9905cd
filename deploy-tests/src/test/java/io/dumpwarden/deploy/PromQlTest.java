package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void namesOfMetricsAndLabels() {
    PromQl read =
        PromQl.of(
            """
            max by (job, server) (last_over_time(a_total{status=~"x|by (y)", kind!="{z}"}[5m]))
              > on (job) group_left () 3 * dumpwarden:b and topk(10, c{}) or vector(0) == bool 1e3
              unless time() - d[1d] offset 5m < 0.02""");

    assertThat(read.metrics())
        .isEqualTo(
            Map.of(
                "a_total",
                Set.of("status", "kind"),
                "dumpwarden:b",
                Set.of(),
                "c",
                Set.of(),
                "d",
                Set.of()));
    assertThat(read.grouped()).containsExactly("job", "server");
  }
}
