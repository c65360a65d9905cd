package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How mail servers are spoken to, and what is made of what they say. */
class EmailSenderTest {

  private static final String PASSWORD = "mark-of-the-password";

  @TempDir static Path folder;

  private static TestCertificate certificate;
  private MailScript server;

  @BeforeAll
  static void certificate() throws Exception {
    certificate = TestCertificate.of(folder, "mail.example.test");
  }

  @BeforeEach
  void start() throws Exception {
    server = new MailScript(certificate).offers("STARTTLS", "AUTH PLAIN LOGIN");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void nothingIsSaidBeforeTls() throws Exception {
    send(Map.of("username", "dw"), Samples.problem());

    int tls = server.heard.indexOf("(TLS)");
    assertThat(server.heard.subList(0, tls))
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("EHLO "))
        .endsWith("STARTTLS");
    String login = Base64.getEncoder().encodeToString(("dw\0dw\0" + PASSWORD).getBytes());
    assertThat(server.heard.subList(tls, server.heard.size()))
        .contains("AUTH PLAIN " + login)
        .anyMatch(line -> line.startsWith("MAIL FROM:<backups@example.test>"))
        .contains("RCPT TO:<a@example.test>", "RCPT TO:<b@example.test>", "DATA");
  }

  @Test
  void withoutStarttlsNothingIsSent() {
    server.offers("AUTH PLAIN LOGIN");

    NotSentException e = refused(Map.of("username", "dw"));

    assertThat(e).hasMessageContaining("mail.example.test does not offer STARTTLS");
    assertThat(server.heard).noneMatch(l -> l.startsWith("AUTH") || l.startsWith("MAIL"));
  }

  @Test
  void aServerThatTakesStarttlsBackIsSentNothing() {
    server.answers("STARTTLS", "454 not now");

    NotSentException e = refused(Map.of("username", "dw"));

    assertThat(e.isRetryable()).isTrue();
    assertThat(server.heard).noneMatch(l -> l.startsWith("AUTH") || l.startsWith("MAIL"));
  }

  @Test
  void aCertificateThatIsNotTrustedOrNotItsOwnIsRefused() {
    NotSentException untrusted =
        catchThrowableOfType(
            NotSentException.class,
            () -> send(TestNetwork.plain(), Map.of(), null, Samples.problem()));
    NotSentException other = refused(Map.of("host", "other.example.test"));

    assertThat(untrusted).hasMessageContaining("shows a certificate that is refused");
    assertThat(other)
        .hasMessageContaining("other.example.test shows a certificate that is refused");
    assertThat(other.isRetryable()).isTrue();
    assertThat(server.heard).noneMatch(l -> l.startsWith("AUTH") || l.startsWith("MAIL"));
  }

  @Test
  void aPasswordNeedsTls() {
    assertThat(refused(Map.of("tls", "none", "username", "dw")))
        .hasMessageContaining("a password is not sent without TLS");
    assertThat(server.heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"535 5.7.8 no, true", "454 4.7.0 not now, true"})
  void whoIsNotLetInIsTold(String answer, boolean retryable) {
    server.answers("AUTH", answer);

    NotSentException e = refused(Map.of("username", "dw"));

    assertThat(e)
        .hasMessage(
            "mail.example.test does not accept the channel's username and password: " + answer);
    assertThat(e.isRetryable()).isEqualTo(retryable);
  }

  @Test
  void aServerThatRepeatsThePasswordIsNotQuoted() {
    server.answers("AUTH", "535 not with " + PASSWORD);
    assertThat(refused(Map.of("username", "dw"))).hasMessageNotContaining(PASSWORD);

    String encoded = Base64.getEncoder().encodeToString(("dw\0dw\0" + PASSWORD).getBytes());
    server.answers("AUTH", "535 not with " + encoded);
    assertThat(refused(Map.of("username", "dw"))).hasMessageNotContaining(encoded);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 not you, true",
    "MAIL, 451 not now, true",
    "RCPT, 550 unknown, true",
    "RCPT, 450 grey, true",
    "DATA, 554 spam, false",
    "DATA, 421 going down, true",
    "'.', 554 spam, false",
    "'.', 452 full, true"
  })
  void aRefusalIsForGoodOrForNow(String begin, String answer, boolean retryable) {
    server.answers(begin, answer);

    NotSentException e = refused(Map.of());

    assertThat(e.isRetryable()).as(e.getMessage()).isEqualTo(retryable);
    assertThat(e).hasMessageStartingWith("mail.example.test ").hasMessageContaining(answer);
  }

  @ParameterizedTest
  @CsvSource({"554 no, true", "421 busy, true", "'hello', true"})
  void aGreetingMayRefuseToo(String greeting, boolean retryable) {
    server.greets(greeting);

    assertThat(refused(Map.of()).isRetryable()).isEqualTo(retryable);
  }

  @Test
  void whatSomeReceiversTookIsSentButATestTellsOfTheOthers() throws Exception {
    server.answers("RCPT TO:<a@", "550 unknown");

    send(Map.of(), Samples.problem());
    NotSentException e =
        catchThrowableOfType(
            NotSentException.class, () -> send(Map.of(), Samples.notice(Kind.TEST, "a test")));

    assertThat(e).hasMessage("1 of the channel's addresses were refused, 1 took it");
    assertThat(server.heard.stream().filter("."::equals)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"EHLO", "RCPT", "'.'"})
  void whoeverHangsIsGivenUpInTime(String begin) {
    server.answers(begin, "");
    long began = System.nanoTime();

    NotSentException e = refusedInAHurry(Map.of());

    assertThat(e.isRetryable()).isTrue();
    assertThat(e.getMessage()).containsAnyOf("did not answer in time", "was not done within");
    assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
  }

  @Test
  void whoeverSpeaksForEverIsGivenUpInTime() throws Exception {
    Thread drip = new Thread(this::drip, "drip");
    drip.setDaemon(true);
    try (java.net.ServerSocket endless =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      this.endless = endless;
      drip.start();

      NotSentException e =
          refusedInAHurry(Map.of("port", String.valueOf(endless.getLocalPort()), "tls", "none"));

      assertThat(e).hasMessageContaining("was not done within 2 s");
      assertThat(e.isRetryable()).isTrue();
    }
    drip.join();
  }

  private java.net.@Nullable ServerSocket endless;

  /** A greeting that goes on and on, each part of it in time. */
  private void drip() {
    try (java.net.Socket socket = endless.accept()) {
      while (true) {
        socket.getOutputStream().write("220-more\r\n".getBytes(StandardCharsets.US_ASCII));
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    } catch (java.io.IOException e) {
      // the other side has had enough
    }
  }

  @ParameterizedTest
  @CsvSource({
    "to, a@example.test\\r\\nBcc: c@example.test",
    "to, not an address",
    "to, ''",
    "from, backups@example.test>\\r\\nRCPT TO:<x@example.test",
    "from, ''",
    "host, ''",
    "tls, maybe",
    "port, many"
  })
  void whatIsWrongInTheRowIsSaid(String setting, String value) {
    NotSentException e = refused(Map.of(setting, value.replace("\\r\\n", "\r\n")));

    assertThat(e.isRetryable()).isTrue();
    assertThat(server.heard).noneMatch(line -> line.contains("MAIL") || line.contains("c@"));
  }

  private NotSentException refused(Map<String, String> settings) {
    return catchThrowableOfType(NotSentException.class, () -> send(settings, Samples.problem()));
  }

  private NotSentException refusedInAHurry(Map<String, String> settings) {
    Network network = TestNetwork.hurried(TestNetwork.trusting(certificate));
    return catchThrowableOfType(
        NotSentException.class, () -> send(network, settings, null, Samples.problem()));
  }

  private void send(Map<String, String> settings, Notice notice) throws NotSentException {
    Secret password = settings.containsKey("username") ? Secret.of(PASSWORD) : null;
    send(TestNetwork.trusting(certificate), settings, password, notice);
  }

  private void send(
      Network network, Map<String, String> settings, @Nullable Secret password, Notice notice)
      throws NotSentException {
    Map<String, String> all = new HashMap<>();
    all.put("host", "mail.example.test");
    all.put("port", String.valueOf(server.port()));
    all.put("from", "backups@example.test");
    all.put("to", "a@example.test, b@example.test");
    all.putAll(settings);
    new Senders(network, InstantSource.system())
        .send(Samples.channel(ChannelType.EMAIL, all), password, notice);
  }
}
