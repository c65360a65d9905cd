package io.dumpwarden.admin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.live.Feed.Event;
import io.dumpwarden.admin.live.Feed.News;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveFeedsTest {

  private static final LiveFeeds.Pace QUICK =
      new LiveFeeds.Pace(Duration.ofMillis(20), Duration.ofMillis(60), Duration.ofMillis(200), 2);
  private static final News NOTHING = new News(List.of(), false);

  private final HttpClient http = HttpClient.newHttpClient();
  private volatile @Nullable Caller caller =
      new Caller("ann", Role.VIEWER, "api", "127.0.0.1", null, "", false);
  private volatile Feed feed = () -> NOTHING;
  private volatile Runnable again = () -> {};
  private volatile boolean away;
  private final LiveFeeds live =
      new LiveFeeds(
          new Callers() {
            @Override
            public Optional<Caller> prove(Context ctx) {
              throw new IllegalStateException("this would renew the session");
            }

            @Override
            public Optional<Caller> proveAgain(Context ctx) {
              again.run();
              return Optional.ofNullable(caller);
            }
          },
          QUICK);
  private final AdminServer server = serving();

  private AdminServer serving() {
    AdminServer made =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, InstantSource.system()),
            ctx -> Optional.ofNullable(caller),
            new Pages(InstantSource.system()),
            List.of(
                routes ->
                    routes.get(
                        "/api/v1/events",
                        Access.VIEWER,
                        live.handler(Access.VIEWER, ctx -> feed))));
    made.start();
    return made;
  }

  @AfterEach
  void stop() {
    live.close();
    server.stop();
  }

  private HttpRequest request(String accept) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/events"))
        .header("Accept", accept)
        .build();
  }

  private HttpResponse<Stream<String>> open() throws Exception {
    return http.send(request("text/event-stream"), BodyHandlers.ofLines());
  }

  @Test
  void whatIsNewIsSentUntilNothingMoreComes() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    feed =
        () -> {
          int look = looks.incrementAndGet();
          return new News(List.of(new Event("line", "look " + look, "" + look)), look == 3);
        };

    List<String> lines = open().body().toList();

    assertThat(lines)
        .containsSubsequence("event: line", "data: look 1", "data: look 2", "data: look 3")
        .contains("id: 3");
  }

  @Test
  void aStoreThatIsAwayIsAskedAgain() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    feed =
        () -> {
          if (looks.incrementAndGet() < 5) {
            throw new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away");
          }
          return new News(List.of(new Event("back", "yes", null)), true);
        };

    assertThat(open().body().toList()).contains("event: back", "data: yes");
  }

  @Test
  void aFeedThatFailsEnds() throws Exception {
    feed =
        () -> {
          throw new IllegalStateException("planted");
        };

    assertThat(open().body().toList()).noneMatch(line -> line.contains("planted"));
  }

  @Test
  void itBeatsWhileNothingIsNew() throws Exception {
    try (Stream<String> lines = open().body()) {
      assertThat(lines.filter(line -> line.contains("still here")).limit(2).toList()).hasSize(2);
    }
  }

  @Test
  void aSessionThatIsOverSeesNoMore() throws Exception {
    HttpResponse<Stream<String>> answer = open();
    caller = null;

    assertThat(answer.body().toList()).allMatch(line -> line.isEmpty() || line.startsWith(":"));
  }

  @Test
  void whoCannotBeProvenForAWhileIsToldNothingMeanwhile() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger untold = new AtomicInteger();
    feed =
        () -> {
          untold.compareAndSet(0, away ? 1 : 0);
          return new News(List.of(), asked.get() > 10);
        };
    again =
        () -> {
          if (asked.incrementAndGet() <= 10) {
            away = true;
            throw new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away");
          }
          away = false;
        };

    open().body().toList();

    assertThat(asked).hasValueGreaterThan(10);
    assertThat(untold).hasValue(0);
  }

  @Test
  void aPlaceThatBecameFreeIsGivenAgain() throws Exception {
    CompletableFuture<HttpResponse<Stream<String>>> one = opened();
    CompletableFuture<HttpResponse<Stream<String>>> two = opened();
    assertThat(one.join().statusCode()).isEqualTo(200);
    assertThat(two.join().statusCode()).isEqualTo(200);
    HttpResponse<Stream<String>> third = open();
    assertThat(third.statusCode()).isEqualTo(503);

    one.join().body().close();

    await().until(() -> closed(open()) == 200);
    two.join().body().close();
  }

  private CompletableFuture<HttpResponse<Stream<String>>> opened() {
    return http.sendAsync(request("text/event-stream"), BodyHandlers.ofLines());
  }

  private static int closed(HttpResponse<Stream<String>> answer) {
    answer.body().close();
    return answer.statusCode();
  }

  @Test
  void whoAsksForSomethingElseIsToldWhatThisIs() throws Exception {
    HttpResponse<String> answer = http.send(request("application/json"), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.body()).contains("text/event-stream");
  }
}
