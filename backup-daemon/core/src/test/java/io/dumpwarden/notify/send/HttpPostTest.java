package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers of HTTP answer, and what does not answer as HTTP does. */
class HttpPostTest {

  @TempDir static Path folder;

  private static TestCertificate certificate;
  private WebReceiver receiver;

  @BeforeAll
  static void certificate() throws Exception {
    certificate = TestCertificate.of(folder, "hooks.example.test");
  }

  @BeforeEach
  void start() throws Exception {
    receiver = WebReceiver.http();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void isTaken(int status) throws Exception {
    receiver.answers(status, status == 204 ? "" : "ok", Map.of());

    assertThat(send(receiver.url("a", "/x?y=%20z"))).isEqualTo(status);
    assertThat(receiver.got)
        .singleElement()
        .satisfies(
            g -> {
              assertThat(g.target()).isEqualTo("/x?y=%20z");
              assertThat(g.body()).isEqualTo("grün");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "301, true",
    "302, true",
    "307, true",
    "400, false",
    "401, true",
    "403, true",
    "404, true",
    "408, true",
    "410, true",
    "413, false",
    "422, false",
    "425, true",
    "429, true",
    "500, true",
    "502, true",
    "503, true"
  })
  void isRefused(int status, boolean retryable) {
    receiver.answers(status, "your URL /T0/secret-path is wrong", Map.of());

    NotSentException e = refused(receiver.url("a.example.test", "/T0/secret-path"));

    assertThat(e.isRetryable()).isEqualTo(retryable);
    assertThat(e).hasMessageContaining("a.example.test answers with status " + status);
    assertThat(e.getMessage()).doesNotContain("secret-path");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "86400, 3600", "999999999, 3600"})
  void aReceiverMayAskForAPause(String said, long seconds) {
    receiver.answers(429, "", Map.of("Retry-After", said));

    assertThat(refused(receiver.url("a", "/")).retryAfter()).hasValue(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "Sat, 21 Nov 2026 05:00:00 GMT"})
  void whatIsNoNumberOfSecondsIsNoPause(String said) {
    receiver.answers(503, "", Map.of("Retry-After", said));

    assertThat(refused(receiver.url("a", "/")).retryAfter()).isEmpty();
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (WebReceiver other = WebReceiver.http()) {
      receiver.answers(302, "", Map.of("Location", other.url("127.0.0.1", "/inner")));

      assertThat(refused(receiver.url("a", "/")))
          .hasMessageContaining("redirects are not followed");
      assertThat(other.got).isEmpty();
    }
  }

  @Test
  void ofALongAnswerOnlyTheStartIsRead() throws Exception {
    receiver.answers(200, "x".repeat(50_000_000), Map.of());

    assertThat(send(receiver.url("a", "/"))).isEqualTo(200);
  }

  @Test
  void anAnswerThatBreaksOffAfterItsStatusCounts() throws Exception {
    assertThat(raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", true)).isEqualTo(200);
    assertThat(raw("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 202 Yes\r\n\r\n", true))
        .isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 2000 x\r\n\r\n"})
  void whatIsNoHttpIsTriedAgainLater(String said) {
    assertThatThrownBy(() -> raw(said, true))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining("no HTTP");
  }

  @Test
  void headersWithoutEndAreGivenUp() {
    assertThatThrownBy(() -> raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000), false))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("no HTTP");
  }

  @Test
  void whoeverHangsIsGivenUpInTime() {
    long began = System.nanoTime();

    assertThatThrownBy(
            () -> raw(TestNetwork.hurried(TestNetwork.plain()), "HTTP/1.1 200 OK\r\n", false))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining("a.example.test was not done within 1 s");
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void whoeverHangsInTheHandshakeIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "https://a.example.test:%d/".formatted(silent.getLocalPort());

      assertThatThrownBy(() -> send(TestNetwork.hurried(TestNetwork.plain()), url))
          .isInstanceOf(NotSentException.class)
          .hasMessageContaining("was not done within 1 s");
    }
  }

  @Test
  void whoeverIsNotThereIsTriedAgainLater() throws Exception {
    receiver.close();

    NotSentException e = refused(receiver.url("a.example.test", "/secret"));

    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessageContaining("a.example.test cannot be connected to");
  }

  @Test
  void aTrustedCertificateOfThatNameIsNeeded() throws Exception {
    try (WebReceiver secure = WebReceiver.https(certificate)) {
      Network trusting = TestNetwork.trusting(certificate);

      assertThat(send(trusting, secure.url("hooks.example.test", "/x"))).isEqualTo(200);
      assertThat(secure.got.get(0).headers().getFirst("Host")).startsWith("hooks.example.test:");
      for (String url :
          java.util.List.of(
              secure.url("other.example.test", "/x"), secure.url("127.0.0.1", "/x"))) {
        assertThatThrownBy(() -> send(trusting, url))
            .isInstanceOf(NotSentException.class)
            .hasMessageContaining("shows a certificate that is refused");
      }
      assertThat(refused(secure.url("hooks.example.test", "/x")))
          .hasMessageContaining("shows a certificate that is refused");
      assertThat(secure.got).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example.test/secret",
        "a.example.test/secret",
        "https:///secret",
        "https://",
        "",
        "https://user:secret@a.example.test/",
        "https://a_b.example.test/secret",
        "https://a.example.test:99999/secret",
        "https://a.example.test/ secret",
        "https://a.example.test/secret\r\nX: y",
        "file:///etc/secret",
        "jar:https://a/secret"
      })
  void whatIsNoUrlIsRefusedWithoutRepeatingIt(String url) {
    NotSentException e = refused(url);

    assertThat(e.isRetryable()).isTrue();
    assertThat(e.getMessage()).startsWith("the channel's URL").doesNotContain("secret");
  }

  @Test
  void withoutTlsOnlyPrivateAddressesAreSpokenTo() {
    assertThatThrownBy(
            () ->
                HttpAddress.of(
                    Samples.channel(ChannelType.WEBHOOK, Map.of()), "http://a.example.test/"))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("https://");
  }

  private NotSentException refused(String url) {
    return catchThrowableOfType(NotSentException.class, () -> send(url));
  }

  private static int send(String url) throws NotSentException {
    return send(TestNetwork.plain(), url);
  }

  private static int send(Network network, String url) throws NotSentException {
    HttpAddress address = HttpAddress.of(Samples.here(ChannelType.WEBHOOK, Map.of()), url);
    return new HttpPost(network).send(Call.post(address, "text/plain", "grün")).status();
  }

  /** Sends to somebody who reads a little, says this, and hangs up or waits. */
  private static int raw(String answer, boolean hangsUp) throws Exception {
    return raw(TestNetwork.plain(), answer, hangsUp);
  }

  private static int raw(Network network, String answer, boolean hangsUp) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(server, answer, hangsUp), "raw");
      thread.start();
      try {
        return send(network, "http://a.example.test:%d/".formatted(server.getLocalPort()));
      } finally {
        server.close();
        thread.interrupt();
        thread.join();
      }
    }
  }

  private static void answer(ServerSocket server, String answer, boolean hangsUp) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[10_000]);
      OutputStream out = socket.getOutputStream();
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      if (!hangsUp) {
        // until the other side has had enough
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (java.io.IOException e) {
      // the other side has gone
    }
  }
}
