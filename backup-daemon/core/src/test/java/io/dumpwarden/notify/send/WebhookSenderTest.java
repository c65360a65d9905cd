package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.storage.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSenderTest {

  private static final Instant NOW = Instant.parse("2026-11-21T04:11:12.9Z");
  private static final Path PAGE = Path.of("../../docs/notifications.md");

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
  void theNoticeIsTheBodyUnlessSaidOtherwise() throws Exception {
    WebReceiver.Got got = send(Map.of(), null, Samples.problem());

    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.headers().getFirst("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(got.headers().getFirst("Dumpwarden-Signature")).isNull();
    assertThat(json.readTree(got.body())).isEqualTo(json.readTree(sample()));
    assertThat(got.headers().getFirst("Dumpwarden-Notice"))
        .isEqualTo(json.readTree(sample()).get("id").asText());
  }

  /** The JSON that the page shows. */
  private static String sample() throws Exception {
    Matcher block = Pattern.compile("(?s)```json\\n(\\{\\s*\"id\".*?)```").matcher(page());
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static String page() throws Exception {
    return Files.readString(PAGE);
  }

  @Test
  void whatThereIsNoneOfIsNull() throws Exception {
    Notice test =
        new Notice(
            Kind.TEST,
            null,
            Notice.Severity.INFO,
            "test/ops",
            "A test",
            java.util.List.of(),
            Notice.About.NOTHING,
            Samples.AT,
            null);

    JsonNode body = json.readTree(send(Map.of(), null, test).body());

    assertThat(body.get("event").isNull()).isTrue();
    assertThat(body.get("since").isNull()).isTrue();
    assertThat(body.get("about").get("server").isNull()).isTrue();
    assertThat(body.get("kind").asText()).isEqualTo("test");
  }

  @Test
  void aTemplateIsFilledIn() throws Exception {
    WebReceiver.Got got =
        send(
            Map.of(
                "method",
                "put",
                "body",
                "{\"summary\":\"{{title}}\",\"on\":\"{{ server }}/{{storage}}\","
                    + "\"by\":\"{{channel}}\",\"all\":{{json}}}"),
            null,
            Samples.problem());

    JsonNode body = json.readTree(got.body());
    assertThat(got.method()).isEqualTo("PUT");
    assertThat(body.get("summary").asText()).isEqualTo("nightly on orders-db: the run failed");
    assertThat(body.get("on").asText()).isEqualTo("orders-db/");
    assertThat(body.get("by").asText()).isEqualTo("ops");
    assertThat(body.get("all").get("key").asText()).isEqualTo("run/nightly/orders-db");
  }

  @Test
  void noNameGetsOutOfItsPlace() throws Exception {
    String template = "{\"a\":\"{{title}}\",\"b\":\"{{key}}{{text}}\",\"c\":{{json}}}";

    WebReceiver.Got got = send(Map.of("body", template), null, Samples.nasty());

    JsonNode body = json.readTree(got.body());
    assertThat(body.fieldNames()).toIterable().containsExactly("a", "b", "c");
    assertThat(body.get("a").asText()).isEqualTo(Samples.NASTY);
    assertThat(body.get("c").get("title").asText()).isEqualTo(Samples.NASTY);
    // a value is no template
    assertThat(body.get("a").asText()).contains("{{key}}");
  }

  @Test
  void formsAndPlainTextAreEscapedInTheirOwnWay() throws Exception {
    WebReceiver.Got form =
        send(
            Map.of("content_type", "application/x-www-form-urlencoded", "body", "t={{title}}&x=1"),
            null,
            Samples.nasty());
    String encoded = form.body().substring(2, form.body().length() - "&x=1".length());

    assertThat(encoded).doesNotContain("&", "=", "\n");
    assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(Samples.NASTY);
    assertThat(
            send(
                    Map.of("content_type", "text/plain", "body", "!{{title}}"),
                    null,
                    Samples.problem())
                .body())
        .isEqualTo("!nightly on orders-db: the run failed");
  }

  @Test
  void whatCannotBeMadeIsSaid() {
    assertThatThrownBy(() -> send(Map.of("body", "{{password}}"), null, Samples.problem()))
        .hasMessageContaining("{{password}} is not known; known are at, channel,");
    assertThatThrownBy(() -> send(Map.of("content_type", "text/xml"), null, Samples.problem()))
        .hasMessageContaining("must be application/json");
    assertThatThrownBy(() -> send(Map.of("method", "DELETE"), null, Samples.problem()))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("neither POST nor PUT");
  }

  @Test
  void aReceiverCanProveTheSignatureAsThePageSays(@TempDir Path folder) throws Exception {
    assumeTrue(hasOpenssl() || System.getenv("CI") != null, "no openssl here");
    WebReceiver.Got got = send(Map.of(), Secret.of("k€y of 'ours'"), Samples.problem());
    assertThat(got.headers().getFirst("Dumpwarden-Timestamp"))
        .isEqualTo(String.valueOf(NOW.getEpochSecond()));

    assertThat(verify(folder, got, got.body())).isEqualTo("genuine\n");
    assertThat(verify(folder, got, got.body() + " ")).isEqualTo("forged\n");
    assertThat(verify(folder, got, got.body().replace("critical", "info"))).isEqualTo("forged\n");
  }

  private static boolean hasOpenssl() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
  }

  /** Runs the page's own example. */
  private static String verify(Path folder, WebReceiver.Got got, String body) throws Exception {
    Matcher block = Pattern.compile("(?s)```sh\\n(expected=.*?)```").matcher(page());
    assertThat(block.find()).isTrue();
    Files.writeString(folder.resolve("body.json"), body);
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", block.group(1))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = shell.environment();
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("KEY", "k€y of 'ours'");
    environment.put("TIMESTAMP", got.headers().getFirst("Dumpwarden-Timestamp"));
    environment.put("SIGNATURE", got.headers().getFirst("Dumpwarden-Signature"));
    Process process = shell.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private WebReceiver.Got send(Map<String, String> settings, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("url", receiver.url("hooks.example.test", "/in"));
    new Senders(TestNetwork.plain(), () -> NOW)
        .send(Samples.here(ChannelType.WEBHOOK, all), secret, notice);
    return receiver.got.get(receiver.got.size() - 1);
  }
}
