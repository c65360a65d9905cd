package io.dumpwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.CatalogSummary.RunCount;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {

  private final MemoryStore store = new MemoryStore();
  private final MetricsServer server = at(0);

  private MetricsServer at(int port) {
    return new MetricsServer(
        new MetricsSettings("127.0.0.1", port), "1.2.3", store.sources(), new SettableClock());
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void tellsWhatBuildRuns() throws Exception {
    assertThat(Scrape.of(server).samples("dumpwarden_build_info"))
        .containsExactly(
            "dumpwarden_build_info{java=\"%s\",version=\"1.2.3\"} 1".formatted(Runtime.version()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jvm_memory_used_bytes",
        "jvm_memory_max_bytes",
        "jvm_gc_memory_allocated_bytes_total",
        "jvm_threads_live_threads",
        "process_cpu_usage",
        "process_files_open_files",
        "process_start_time_seconds",
        "process_uptime_seconds",
        "system_cpu_count"
      })
  void tellsHowTheProcessIs(String metric) throws Exception {
    assertThat(Scrape.of(server).samples(metric)).isNotEmpty();
  }

  @Test
  void countersAreCountersInOpenMetricsToo() throws Exception {
    store.runCounts.add(new RunCount("nightly", "schedule", "failed", 3));

    Scrape scrape =
        Scrape.of(server, "GET", "/metrics", "application/openmetrics-text; version=1.0.0");

    assertThat(scrape.answer().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(scrape.text())
        .contains("# TYPE dumpwarden_runs counter\n", "# TYPE dumpwarden_build info\n")
        .endsWith("# EOF\n");
    assertThat(scrape.samples("dumpwarden_runs_total"))
        .containsExactly(
            "dumpwarden_runs_total{schedule=\"nightly\",status=\"failed\",trigger=\"schedule\"}"
                + " 3.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/-/healthy", "/health", "/favicon.ico"})
  void servesNothingElse(String path) throws Exception {
    assertThat(Scrape.of(server, "GET", path, "*/*").status()).isEqualTo(404);
    assertThat(Scrape.of(server, "HEAD", path, "*/*").status()).isEqualTo(404);
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    Scrape scrape = Scrape.of(server, "HEAD", "/metrics", "text/plain");

    assertThat(scrape.status()).isEqualTo(200);
    assertThat(scrape.text()).isEmpty();
  }

  @Test
  void aTakenPortIsNamedWithTheWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      MetricsServer late = at(port);

      assertThatThrownBy(late::start)
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE);
                assertThat(e.hint()).contains("DUMPWARDEN_METRICS_PORT");
              })
          .hasMessage(
              "cannot listen on 127.0.0.1 port %d for the metrics: Address already in use", port);
      late.stop();
    }
  }

  @Test
  void anAddressThatIsNoneIsNamedToo() {
    MetricsServer nowhere =
        new MetricsServer(
            new MetricsSettings("nowhere.invalid", 0), "1", store.sources(), new SettableClock());

    assertThatThrownBy(nowhere::start)
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining("cannot listen on nowhere.invalid port 0");
  }

  @Test
  void freesItsPortWhenStopped() throws Exception {
    int port = server.port();
    Scrape.of(server);
    server.stop();

    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(again.isBound()).isTrue();
    }
  }
}
