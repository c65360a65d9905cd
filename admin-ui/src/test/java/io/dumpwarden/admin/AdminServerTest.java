package io.dumpwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.HealthCheck;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

  private final CountDownLatch release = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private AdminServer server = serving(TestCheck.up("scheduler"));

  private static AdminServer serving(HealthCheck... ready) {
    AdminServer server = at(0, ready);
    server.start();
    return server;
  }

  private static AdminServer at(int port, HealthCheck... ready) {
    return at(port, ctx -> Optional.empty(), ready);
  }

  private static AdminServer at(int port, Callers callers, HealthCheck... ready) {
    List<HealthCheck> live = List.of(TestCheck.up("process"));
    return new AdminServer(
        new AdminSettings("127.0.0.1", port),
        new HealthChecks(live, () -> Arrays.asList(ready), InstantSource.system()),
        callers,
        new Pages(InstantSource.system()),
        List.of());
  }

  private void nowServe(HealthCheck... ready) {
    server.stop();
    server = serving(ready);
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop();
  }

  private HttpRequest request(String method, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .method(method, BodyPublishers.noBody())
        .build();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return http.send(request(method, path), BodyHandlers.ofString());
  }

  private static void problem(String contentType) {
    assertThat(contentType).startsWith("application/problem+json");
  }

  @Test
  void isLiveAndReadyWhenAllChecksPass() throws Exception {
    assertThat(send("GET", "/health/live").body())
        .isEqualTo(
            "{\"status\":\"up\",\"checks\":"
                + "[{\"name\":\"process\",\"status\":\"up\",\"detail\":\"fine\"}]}");
    HttpResponse<String> answer = send("GET", "/health/ready");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void isLiveButNotReadyWhenSomethingNeededIsDown() throws Exception {
    nowServe(TestCheck.up("scheduler"), TestCheck.down("storages"));

    HttpResponse<String> answer = send("GET", "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith("{\"status\":\"down\"")
        .contains(
            "{\"name\":\"scheduler\",\"status\":\"up\",\"detail\":\"up\"}",
            "{\"name\":\"storages\",\"status\":\"down\",\"detail\":\"down\"}")
        .doesNotContain("reachable");
    assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsWrongIsToldToWhoIsSignedIn() throws Exception {
    Caller[] caller = new Caller[1];
    TestCheck coded =
        TestCheck.broken(
            "metadata",
            new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "no answer of 192.0.2.9"));
    server.stop();
    server = at(0, ctx -> Optional.ofNullable(caller[0]), TestCheck.down("storages"), coded);
    server.start();

    String strange = send("GET", "/health/ready").body();
    caller[0] = new Caller("ann", Role.VIEWER, "ui", "127.0.0.1", "s", "t", true);
    String unchanged = send("GET", "/health/ready").body();
    caller[0] = new Caller("ann", Role.VIEWER, "ui", "127.0.0.1", "s", "t", false);
    String known = send("GET", "/health/ready").body();

    assertThat(strange)
        .contains("\"detail\":\"metadata-unavailable\"")
        .doesNotContain("reachable", "192.0.2.9")
        .isEqualTo(unchanged);
    assertThat(known).contains("not \\\"reachable\\\"", "no answer of 192.0.2.9");
  }

  @Test
  void whatAStorageSaysHasItsCode() throws Exception {
    server.stop();
    server =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, InstantSource.system()),
            ctx -> Optional.empty(),
            new Pages(InstantSource.system()),
            List.of(
                routes ->
                    routes.get(
                        "/api/v1/stored",
                        Access.OPEN,
                        ctx -> {
                          throw new StorageException(Kind.DENIED, "no right to read");
                        })));
    server.start();

    HttpResponse<String> answer = send("GET", "/api/v1/stored");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("\"code\":\"storage-denied\"", "no right to read");
  }

  @Test
  void headTellsTheSameStatusWithoutABody() throws Exception {
    assertThat(send("HEAD", "/health/ready").statusCode()).isEqualTo(200);
    nowServe(TestCheck.down("storages"));

    HttpResponse<String> answer = send("HEAD", "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void staysLiveWhileReadinessHangs() {
    nowServe(TestCheck.hanging("storages", release));
    List<CompletableFuture<HttpResponse<String>>> hanging =
        IntStream.range(0, 30)
            .mapToObj(i -> http.sendAsync(request("GET", "/health/ready"), BodyHandlers.ofString()))
            .toList();

    HttpResponse<String> live =
        http.sendAsync(request("GET", "/health/live"), BodyHandlers.ofString()).join();
    boolean allWaited = hanging.stream().noneMatch(CompletableFuture::isDone);
    release.countDown();

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(allWaited).isTrue();
    assertThat(hanging).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/health/ready/x", "/api/v1/servers"})
  void anUnknownPathIsAProblem(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(AdminServerTest::problem);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"there is nothing at this address\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void aWrongMethodIsAProblemThatNamesTheRightOnes(String method) throws Exception {
    HttpResponse<String> answer = send(method, "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(AdminServerTest::problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/nowhere"})
  void everyAnswerIsGuardedAndTellsNoVersion(String path) throws Exception {
    var headers = send("GET", path).headers();

    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
    assertThat(headers.map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
  }

  @Test
  void aFailureInsideTellsNothingOutside() throws Exception {
    nowServe(new TestCheck("scheduler", new AtomicInteger(), () -> null));

    HttpResponse<String> answer = send("GET", "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(AdminServerTest::problem);
    assertThat(answer.body()).contains("read the daemon's log").doesNotContain("Exception", "at ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/9.9\r\n\r\n",
        "\u0001\r\n\r\n",
        "GET /%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void aBrokenRequestIsAProblemWithoutAStack(String bytes) throws IOException {
    String answer = raw(bytes);

    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|505) .*").doesNotContainIgnoringCase("jetty");
    assertThat(answer).contains("application/problem+json", "\"type\":\"about:blank\"", "nosniff");
  }

  private String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aTakenPortIsNamedWithTheWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      AdminServer late = at(port);

      assertThatThrownBy(late::start)
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE);
                assertThat(e.hint()).contains("DUMPWARDEN_ADMIN_PORT");
              })
          .hasMessage(
              "cannot listen on 127.0.0.1 port %d for the admin server: Address already in use",
              port);
    }
  }

  @Test
  void peopleGetPagesWhereProgramsGetJson() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/nowhere"))
            .header("Accept", "text/html,application/xhtml+xml")
            .build();

    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("<h1>Not Found</h1>", "there is nothing at this address");
  }

  @Test
  void anAddressThatIsNoneIsNamedToo() {
    AdminServer nowhere =
        new AdminServer(
            new AdminSettings("nowhere.invalid", 0),
            new HealthChecks(List.of(), List::of, InstantSource.system()),
            ctx -> Optional.empty(),
            new Pages(InstantSource.system()),
            List.of());

    assertThatThrownBy(nowhere::start)
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining("cannot listen on nowhere.invalid port 0");
  }

  @Test
  @Timeout(5)
  void stopsAtOnceAndFreesItsPort() throws Exception {
    TestCheck hanging = TestCheck.hanging("storages", release);
    nowServe(hanging);
    int port = server.port();
    var open = http.sendAsync(request("GET", "/health/ready"), BodyHandlers.ofString());
    await().untilAtomic(hanging.asked(), equalTo(1));

    server.stop();

    assertThat(open.handle((answer, e) -> "over")).succeedsWithin(Duration.ofSeconds(2));
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(again.isBound()).isTrue();
    }
  }
}
