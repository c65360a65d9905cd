package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.storage.Secret;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives, at a mail server that is not ours. */
class MailContentTest {

  private static final String PASSWORD = "a-password";

  @TempDir static Path folder;

  private static TestCertificate certificate;
  private static GreenMail server;

  @BeforeAll
  static void start() throws Exception {
    certificate = TestCertificate.of(folder, "mail.example.test");
    System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
            });
    server.setUser("ops@example.test", "dw", PASSWORD);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  @BeforeEach
  void empty() throws Exception {
    server.purgeEmailFromAllMailboxes();
  }

  @Test
  void headersSayWhatItIs() throws Exception {
    MimeMessage mail = send(Map.of(), null, Samples.problem());

    assertThat(mail.getSubject())
        .isEqualTo("[Dumpwarden] Critical: nightly on orders-db: the run failed");
    assertThat(mail.getHeader("From")).containsExactly("backups@example.test");
    assertThat(mail.getHeader("Date")).containsExactly("Sat, 21 Nov 2026 04:10:00 +0000");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getMessageID()).matches("<[0-9a-f]{32}@example\\.test>");
  }

  @Test
  void theTextIsThereAsPlainTextAndAsHtml() throws Exception {
    Notice notice = Samples.notice(Kind.PROBLEM, "Größe < 1 € & «null» – 災害");

    MimeMessage mail = send(Map.of(), null, notice);

    assertThat(mail.getSubject()).endsWith("Größe < 1 € & «null» – 災害");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
        .isEqualTo(
            """
            Critical: Größe < 1 € & «null» – 災害

            The server does not answer (SERVER_UNREACHABLE).
            See that it is up.

            Server: orders-db
            Schedule: nightly
            Run: %s
            Since: 2026-11-21T03:00:07Z (69 min ago)
            """
                .formatted(Samples.RUN));
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("<b>Critical: Größe &lt; 1 € &amp; «null» – 災害</b>");
  }

  @Test
  void noticesOfOneProblemStandInOneThread() throws Exception {
    MimeMessage problem = send(Map.of(), null, Samples.problem());
    MimeMessage again = send(Map.of(), null, Samples.problem());
    MimeMessage recovered = send(Map.of(), null, Samples.notice(Kind.RECOVERED, "the run failed"));
    MimeMessage test = send(Map.of(), null, Samples.notice(Kind.TEST, "a test"));

    assertThat(recovered.getHeader("References"))
        .isEqualTo(problem.getHeader("References"))
        .isEqualTo(recovered.getHeader("In-Reply-To"));
    assertThat(recovered.getMessageID()).isNotEqualTo(problem.getMessageID());
    assertThat(test.getHeader("References")).isNull();
    // who gets one twice can see that it is one
    assertThat(again.getMessageID()).isEqualTo(problem.getMessageID());
  }

  @Test
  void noNameMakesAHeaderOrATag() throws Exception {
    MimeMessage mail = send(Map.of(), null, Samples.nasty());

    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(Collections.list(mail.getAllHeaders()))
        .extracting(jakarta.mail.Header::getName)
        .containsOnlyOnce("Subject")
        .containsOnlyOnce("Message-ID");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getBodyPart(1).getContent().toString()).doesNotContain("<script", "<!channel");
    assertThat(mail.getSubject()).doesNotContain("\n").contains("Bcc: all@example.com");
  }

  @Test
  void aLineWithAFullStopAloneDoesNotEndTheMail() throws Exception {
    Notice problem = Samples.problem();
    Notice dots =
        new Notice(
            Kind.PROBLEM,
            problem.event(),
            problem.severity(),
            "k",
            "t",
            java.util.List.of(".", "RCPT TO:<x@example.test>", ".."),
            problem.about(),
            Samples.AT,
            null);

    MimeMessage mail = send(Map.of(), null, dots);

    assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString())
        .contains("\r\n.\r\nRCPT TO:<x@example.test>\r\n..\r\n");
  }

  @Test
  void eachReceiverGetsIt() throws Exception {
    send(Map.of("to", "a@example.test,b@example.test"), null, Samples.problem());

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getAllRecipients()).hasSize(2);
  }

  @Test
  void withTlsAndALogin() throws Exception {
    String port = String.valueOf(server.getSmtps().getPort());
    Map<String, String> settings = Map.of("tls", "tls", "port", port, "username", "dw");

    assertThat(send(settings, PASSWORD, Samples.problem()).getSubject()).contains("orders-db");
    assertThatThrownBy(() -> send(settings, "another-mark", Samples.problem()))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining("does not accept the channel's username and password")
        .hasMessageNotContaining("another-mark");
  }

  private static MimeMessage send(
      Map<String, String> settings, @Nullable String password, Notice notice)
      throws NotSentException {
    Map<String, String> all = new HashMap<>();
    all.put("host", "mail.example.test");
    all.put("port", String.valueOf(server.getSmtp().getPort()));
    all.put("tls", "none");
    all.put("from", "backups@example.test");
    all.put("to", "ops@example.test");
    all.putAll(settings);
    new Senders(TestNetwork.trusting(certificate), InstantSource.system())
        .send(
            Samples.channel(ChannelType.EMAIL, all),
            password == null ? null : Secret.of(password),
            notice);
    MimeMessage[] got = server.getReceivedMessages();
    return got[got.length - 1];
  }
}
