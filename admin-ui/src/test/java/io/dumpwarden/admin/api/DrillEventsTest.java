package io.dumpwarden.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.live.LiveFeeds;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.drill.DrillStore;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drill that ends while somebody watches it. */
class DrillEventsTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final LiveFeeds.Pace QUICK =
      new LiveFeeds.Pace(Duration.ofMillis(20), Duration.ofMillis(60), Duration.ofSeconds(5), 2);

  private final AtomicInteger looks = new AtomicInteger();
  private final Caller viewer = new Caller("ann", Role.VIEWER, "api", "192.0.2.7", null, "", false);
  private final LiveFeeds live = new LiveFeeds(ctx -> Optional.of(viewer), QUICK);
  private final AdminServer server = start();

  private AdminServer start() {
    InstantSource clock = InstantSource.fixed(NOW);
    AdminServer made =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, clock),
            ctx -> Optional.of(viewer),
            new Pages(clock),
            List.of(new DrillApi(only(DrillStore.class), only(ProofDesk.class), live)));
    made.start();
    return made;
  }

  @AfterEach
  void stop() {
    live.close();
    server.stop();
  }

  @Test
  void itsProgressIsToldUntilItsEnd() throws Exception {
    HttpResponse<String> events = events("d1");

    assertThat(events.statusCode()).isEqualTo(200);
    assertThat(events.body().lines().filter(line -> line.startsWith("event: ")))
        .containsExactly("event: progress", "event: progress", "event: end");
    assertThat(events.body()).contains("\"status\":\"running\"", "\"status\":\"succeeded\"");
  }

  @Test
  void whatIsNotThereIsNotWatched() throws Exception {
    assertThat(events("nothing").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> events(String id) throws Exception {
    URI address =
        URI.create("http://127.0.0.1:%d/api/v1/drills/%s/events".formatted(server.port(), id));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address).header("Accept", "text/event-stream").build(),
            BodyHandlers.ofString());
  }

  /** Answers {@code find}, and nothing else. */
  private <T> T only(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, words) -> {
              if (!method.getName().equals("find")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return words[0].equals("d1") ? Optional.of(drill()) : Optional.empty();
            }));
  }

  private Drill drill() {
    boolean over = looks.incrementAndGet() > 3;
    return new Drill(
        "d1",
        "b1",
        "nightly",
        "shop1",
        "shop",
        null,
        Drill.EMBEDDED,
        "ann (ui)",
        over ? DrillStatus.SUCCEEDED : DrillStatus.RUNNING,
        "n1",
        "node",
        NOW,
        over ? NOW.plusSeconds(60) : null,
        null,
        null,
        null,
        null,
        null);
  }
}
