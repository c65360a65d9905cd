package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack and Teams. */
class ChatSendersTest {

  private final JsonMapper json = new JsonMapper();
  private WebReceiver receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = WebReceiver.http();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void slackGetsATextAndAnAttachment() throws Exception {
    JsonNode message = send(ChannelType.SLACK, Samples.problem());

    assertThat(message.get("text").asText())
        .isEqualTo("Critical: nightly on orders-db: the run failed");
    JsonNode attachment = message.get("attachments").get(0);
    assertThat(attachment.get("text").asText())
        .isEqualTo("The server does not answer (SERVER_UNREACHABLE).\nSee that it is up.");
    assertThat(attachment.get("color").asText()).isEqualTo("#c0392b");
    assertThat(attachment.get("fields"))
        .extracting(f -> f.get("title").asText() + "=" + f.get("value").asText())
        .containsExactly(
            "Server=orders-db",
            "Schedule=nightly",
            "Run=" + Samples.RUN,
            "Since=2026-11-21T03:00:07Z (69 min ago)");
  }

  @Test
  void noNameCallsAChannelOrMakesALinkInSlack() throws Exception {
    String sent = send(ChannelType.SLACK, Samples.nasty()).toString();

    assertThat(sent).doesNotContain("<", ">", "@here").contains("&lt;!channel&gt;", "@\u200bhere");
    assertThat(SlackSender.escape("@Channel @everyone ops@example.com a&b @bob"))
        .isEqualTo("@\u200bChannel @\u200beveryone ops@example.com a&amp;b @bob");
  }

  @Test
  void whatSlackSaysIsRepeatedWhereItIsKnown() {
    receiver.answers(404, "no_service", Map.of());

    assertThatThrownBy(() -> send(ChannelType.SLACK, Samples.problem()))
        .hasMessage(
            "hooks.example.test answers with status 404 (no_service);"
                + " its URL may have been withdrawn: make a new one");
  }

  @Test
  void teamsGetsAnAdaptiveCard() throws Exception {
    receiver.answers(202, "", Map.of());

    JsonNode message = send(ChannelType.TEAMS, Samples.notice(Kind.RECOVERED, "all is well"));

    assertThat(message.get("type").asText()).isEqualTo("message");
    JsonNode attachment = message.get("attachments").get(0);
    assertThat(attachment.get("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.get("content");
    assertThat(card.get("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.get("body"))
        .extracting(block -> block.get("inlines").get(0).get("text").asText())
        .startsWith("Recovered: all is well", "The server does not answer (SERVER_UNREACHABLE).")
        .contains("Server: orders-db");
    assertThat(card.get("body").get(0).get("inlines").get(0).get("color").asText())
        .isEqualTo("Good");
  }

  @Test
  void noNameIsMarkdownInTeams() throws Exception {
    JsonNode card =
        send(ChannelType.TEAMS, Samples.nasty()).get("attachments").get(0).get("content");

    // rich text is shown as it is; TextBlock and FactSet would read Markdown
    assertThat(card.findValuesAsText("type")).doesNotContain("TextBlock", "FactSet");
    assertThat(card.get("body").get(0).get("inlines").get(0).get("text").asText())
        .contains("[a](http://evil.example)")
        .doesNotContain("\n", "\r", "\u2028", "\u202e");
  }

  @Test
  void longNoticesAreCutToWhatIsTaken() throws Exception {
    Notice problem = Samples.problem();
    Notice digest =
        new Notice(
            Kind.DIGEST,
            null,
            problem.severity(),
            "digest",
            "€".repeat(5000),
            Collections.nCopies(500, "€".repeat(2000)),
            problem.about(),
            Samples.AT,
            null);

    String teams = send(ChannelType.TEAMS, digest).toString();
    JsonNode slack = send(ChannelType.SLACK, digest);

    assertThat(teams.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(28_000);
    assertThat(slack.get("attachments").get(0).get("text").asText())
        .endsWith("… and 440 more lines");
    assertThat(slack.get("text").asText()).hasSizeLessThan(250);
    assertThat(List.of(Words.cut("ab😀", 3), Words.cut("😀😀", 3), Words.cut("abc", 3)))
        .containsExactly("ab…", "😀…", "abc");
  }

  private JsonNode send(ChannelType type, Notice notice) throws Exception {
    Secret url = Secret.of(receiver.url("hooks.example.test", "/services/T0/B0/x"));
    new Senders(TestNetwork.plain(), InstantSource.system())
        .send(Samples.here(type, Map.of()), url, notice);
    WebReceiver.Got got = receiver.got.get(receiver.got.size() - 1);
    assertThat(got.headers().getFirst("Content-Type")).startsWith("application/json");
    return json.readTree(got.body());
  }
}
