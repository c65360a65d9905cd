package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.Role;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminServices.People;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.app.desk.AdminWiring;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.metrics.MetricsServer;
import io.dumpwarden.metrics.MetricsSettings;
import io.dumpwarden.node.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists and the dashboard of a large fleet answer in time, over HTTP, on the embedded store. {@code
 * -Dfleet.servers} and {@code -Dfleet.days} make it smaller, {@code -Dfleet.store} takes a store
 * that {@code deploy/bench/fleet} has filled.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetScaleTest {

  private static final int ASKED = 9;
  private static final Duration LIMIT = Duration.ofMillis(300);

  /** Filters together that no one index has: far from a scan, which takes many seconds. */
  private static final Duration LIMIT_TOGETHER = Duration.ofMillis(1500);

  /** Tens of thousands of series in one answer; Prometheus waits ten seconds unless told. */
  private static final Duration LIMIT_METRICS = Duration.ofSeconds(3);

  private static final String FRESHNESS = "mysql_backup_freshness{";

  private static final List<String> TOGETHER =
      List.of(
          "/backups?server=shop-0000&type=daily&status=succeeded",
          "/backups?storage=disk&type=weekly",
          "/api/v1/backups?storage=vault&status=failed",
          "/api/v1/runs?trigger=cli&type=monthly");

  private static final List<String> PAGES =
      List.of(
          "/",
          "/servers",
          "/schedules",
          "/storages",
          "/backups",
          "/backups?status=failed",
          "/backups?storage=disk",
          "/backups?text=shop",
          "/runs",
          "/runs?status=failed",
          "/restores",
          "/drills",
          "/audit",
          "/api/v1/servers",
          "/api/v1/schedules",
          "/api/v1/backups",
          "/api/v1/backups?q=billing",
          "/api/v1/backups?q=timeout",
          "/api/v1/statistics");

  @TempDir private static Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private Platform platform;
  private AdminServer server;
  private String token;

  @BeforeAll
  void fill() throws Exception {
    platform = Platform.open(EnvironmentReader.read(environment()), new DataDirectory(folder));
    if (platform.metadata().lease().isPresent()) {
      try (Connection connection = platform.metadata().lease().get().connect()) {
        connection.setCatalog("dumpwarden");
        TestFleet.fill(
            connection,
            Integer.getInteger("fleet.servers", 2000),
            Integer.getInteger("fleet.days", 408));
      }
    }
    Instant now = platform.clock().instant();
    Node node = new Node(Ids.next(), "test", "test", Node.Kind.DAEMON, 1, now, now);
    server =
        AdminWiring.front()
            .open(
                new DaemonFront.Parts(platform, node, null, null),
                new HealthChecks(List.of(), List::of, platform.clock()))
            .server();
    server.start();
    token = token();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DUMPWARDEN_DATA_DIR", folder.toString());
    environment.put("DUMPWARDEN_ADMIN_PORT", "0");
    String store = System.getProperty("fleet.store", "");
    if (!store.isEmpty()) {
      environment.put("DUMPWARDEN_METADATA_URL", store);
      environment.put("DUMPWARDEN_METADATA_USER", System.getProperty("fleet.user"));
      environment.put("DUMPWARDEN_METADATA_PASSWORD", System.getProperty("fleet.password"));
      environment.put("DUMPWARDEN_MASTER_KEY", "dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmc=");
    }
    return environment;
  }

  private String token() {
    People people = People.of(platform.access(), platform.passwords(), platform.clock());
    return people
        .tokens()
        .create(
            new TokenEditor.NewToken("scale-" + Ids.next(), "admin", null),
            Role.ADMIN,
            new Actor("test", "cli"))
        .text()
        .reveal();
  }

  @AfterAll
  void close() {
    if (server != null) {
      server.stop();
    }
    if (platform != null) {
      platform.close();
    }
  }

  /** Each scrape reads anew. */
  @Test
  void metricsAreReadInTime() throws Exception {
    AtomicLong late = new AtomicLong();
    MetricsServer metrics =
        new MetricsServer(
            new MetricsSettings("127.0.0.1", 0),
            "1",
            StatisticsWiring.metrics(platform, null),
            () -> platform.clock().instant().plusSeconds(late.addAndGet(5)));
    metrics.start();
    try {
      URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(metrics.port()));
      await().atMost(Duration.ofMinutes(1)).until(() -> get(address).contains(FRESHNESS));
      List<Duration> took = new ArrayList<>();
      for (int i = 0; i < ASKED; i++) {
        long began = System.nanoTime();
        assertThat(get(address)).contains("dumpwarden_metadata_store_up 1.0", FRESHNESS);
        took.add(Duration.ofNanos(System.nanoTime() - began));
      }
      took.sort(Duration::compareTo);
      System.out.printf("%6d ms /metrics%n", took.get(ASKED / 2).toMillis());
      assertThat(took.get(ASKED / 2)).isLessThan(LIMIT_METRICS);
    } finally {
      metrics.stop();
    }
  }

  private String get(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void everyListAnswersInTime() throws Exception {
    assertThat(slower(PAGES, LIMIT)).as("medians over %s", LIMIT).isEmpty();
  }

  @Test
  void filtersTogetherAreNoScan() throws Exception {
    assertThat(slower(TOGETHER, LIMIT_TOGETHER)).as("medians over %s", LIMIT_TOGETHER).isEmpty();
  }

  private List<String> slower(List<String> pages, Duration limit) throws Exception {
    List<String> slow = new ArrayList<>();
    for (String page : pages) {
      Duration median = median(page);
      System.out.printf("%6d ms %s%n", median.toMillis(), page);
      if (median.compareTo(limit) > 0) {
        slow.add(page + " " + median.toMillis() + " ms");
      }
    }
    return slow;
  }

  private Duration median(String page) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + page))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofMinutes(1))
            .build();
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      long begin = System.nanoTime();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      took.add(Duration.ofNanos(System.nanoTime() - begin));
      assertThat(answer.statusCode()).as(page + ": " + answer.body()).isEqualTo(200);
    }
    took.sort(Duration::compareTo);
    return took.get(ASKED / 2);
  }
}
