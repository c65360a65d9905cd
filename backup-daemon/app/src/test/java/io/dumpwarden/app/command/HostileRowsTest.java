package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.command.RestServer.Answer;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowOption.Form;
import io.dumpwarden.secret.StoredSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nasty values in every field of every kind of row: either what was sent comes back, or the field
 * is named as wrong.
 */
@Tag("long")
class HostileRowsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As they stand in a JSON text. */
  private static final List<String> NASTY =
      List.of(
          quoted("<script>alert(1)</script>"),
          quoted("'\"`;-- \\"),
          quoted("\uD83E\uDD8A of four bytes"),
          quoted("x".repeat(10_000)),
          quoted("\uD83E\uDD8A".repeat(20_000)),
          quoted("/" + "x".repeat(300)),
          quoted("../../etc/passwd"),
          quoted("-rf"),
          quoted("--result-file=/tmp/x"),
          quoted("a\r\nX-Header: y"),
          quoted("a\u0000b"),
          quoted("\u202Eevil"),
          quoted("${jndi:ldap://x}"),
          quoted("%s%n"),
          quoted("=cmd|' /C calc'!A0"),
          "\"half of one: \\ud83e\"",
          quoted("env:PATH"),
          quoted("file:/etc/passwd"),
          quoted("a,b=c,d=e=f"),
          quoted("https://user:pw@example.org/?q"),
          quoted("999999999999999999999"),
          "99999999999999999999999999",
          "1e9999999",
          "-1",
          "true",
          "[]",
          "{}",
          "[[\"x\"], {\"y\": \"z\\nz\"}]",
          "{\"a=b\": \"c\", \"d\": null}");

  @TempDir static Path folder;

  private static RestServer rest;
  private static final Platform PLATFORM = Cli.shared().platform();

  @BeforeAll
  static void start() throws IOException {
    rest = RestServer.start();
    Files.createDirectory(folder.resolve("disk"));
    given("servers", row(RowForms.SERVER));
    given("storages", row(RowForms.STORAGE));
    given("storages", bucket());
    given("schedules", row(RowForms.SCHEDULE));
    given("retention", row(RowForms.RETENTION));
    given("keys", row(RowForms.KEY));
    given("channels", row(RowForms.CHANNEL));
    given("channels", mail());
    given("notification-rules", row(RowForms.NOTIFICATION_RULE));
  }

  @AfterAll
  static void stop() {
    rest.delete("retention/hostile-nightly/hostile-disk");
    rest.delete("schedules/hostile-nightly");
    rest.delete("storages/hostile-disk");
    rest.delete("storages/hostile-bucket");
    rest.delete("servers/hostile-shop");
    rest.delete("keys/hostile-key");
    rest.delete("notification-rules/hostile-rule");
    rest.delete("channels/hostile-hook");
    rest.delete("channels/hostile-mail");
    rest.close();
  }

  private static void given(String path, ObjectNode row) {
    Answer answer = rest.post(path, row.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static ObjectNode row(RowForm form) {
    ObjectNode row = JSON.createObjectNode();
    return switch (form.kind()) {
      case SERVER ->
          row.put("name", "hostile-shop")
              .put("flavor", "mariadb")
              .put("host", "db.example.org")
              .put("user", "backup")
              .put("password", "first-password")
              .put("restoreUser", "restorer")
              .put("restorePassword", "second-password");
      case STORAGE ->
          row.put("name", "hostile-disk")
              .put("type", "local")
              .put("path", folder.resolve("disk").toString());
      case SCHEDULE ->
          row.put("name", "hostile-nightly")
              .put("cron", "0 3 * * *")
              .put("servers", "hostile-shop");
      case RETENTION_RULE ->
          row.put("schedule", "hostile-nightly").put("storage", "hostile-disk").put("keep", "30d");
      case SETTING -> row.put("name", "secondary_marker").put("value", "_second");
      case ENCRYPTION_KEY -> row.put("name", "hostile-key").put("passphrase", "third-password");
      case CHANNEL ->
          row.put("name", "hostile-hook")
              .put("type", "webhook")
              .put("url", "https://hooks.example.org/backups")
              .put("secret", "fifth-password");
      case NOTIFICATION_RULE -> row.put("name", "hostile-rule").put("channels", "hostile-hook");
    };
  }

  private static ObjectNode bucket() {
    return JSON.createObjectNode()
        .put("name", "hostile-bucket")
        .put("type", "s3")
        .put("endpoint", "https://s3.example.org")
        .put("bucket", "backups")
        .put("sse", "kms")
        .put("accessKey", "an-access-key")
        .put("secretKey", "fourth-password");
  }

  private static ObjectNode mail() {
    return JSON.createObjectNode()
        .put("name", "hostile-mail")
        .put("type", "email")
        .put("host", "mail.example.org")
        .put("from", "backups@example.org")
        .put("to", "team@example.org")
        .put("username", "backups")
        .put("secret", "sixth-password");
  }

  static Stream<Arguments> fields() {
    Stream<Arguments> all =
        Stream.of(ConfigKind.values())
            .map(RowForms::of)
            .flatMap(form -> form.options().stream().map(o -> Arguments.of(form, o, path(form))));
    return Stream.of(
            all,
            fields(RowForms.STORAGE, "storages/hostile-bucket"),
            fields(RowForms.CHANNEL, "channels/hostile-mail"))
        .flatMap(stream -> stream)
        .filter(arguments -> ((RowOption) arguments.get()[1]).form() != Form.KEY);
  }

  private static Stream<Arguments> fields(RowForm form, String path) {
    return form.options().stream().map(option -> Arguments.of(form, option, path));
  }

  private static String path(RowForm form) {
    return switch (form.kind()) {
      case SERVER -> "servers/hostile-shop";
      case STORAGE -> "storages/hostile-disk";
      case SCHEDULE -> "schedules/hostile-nightly";
      case RETENTION_RULE -> "retention/hostile-nightly/hostile-disk";
      case SETTING -> "settings/secondary_marker";
      case ENCRYPTION_KEY -> "keys/hostile-key";
      case CHANNEL -> "channels/hostile-hook";
      case NOTIFICATION_RULE -> "notification-rules/hostile-rule";
    };
  }

  @ParameterizedTest(name = "{2} {1}")
  @MethodSource("fields")
  void aFieldTakesItOrIsNamed(RowForm form, RowOption option, String path) {
    JsonNode before = rest.get(path).json();
    for (String nasty : NASTY) {
      Answer answer = rest.put(path, "{\"%s\": %s}".formatted(option.jsonName(), nasty));
      String what = option.jsonName() + " " + cut(nasty) + " -> " + cut(answer.body());
      if (answer.status() == 200) {
        assertCameBack(form, option, read(nasty), rest.get(path).json());
        restore(form, option, path, before);
      } else {
        assertThat(answer.status()).as(what).isEqualTo(422);
        assertThat(answer.wrongFields()).as(what).contains(option.jsonName());
      }
    }
  }

  static Stream<Arguments> kinds() {
    return Stream.of(ConfigKind.values())
        .filter(kind -> kind != ConfigKind.SETTING)
        .map(kind -> Arguments.of(RowForms.of(kind)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aNameIsRefusedByItsField(RowForm form) {
    for (RowOption option : form.options()) {
      if (option.form() == Form.KEY) {
        for (String nasty : NASTY) {
          ObjectNode row = row(form).put(option.jsonName(), "@@");
          if (form.kind() == ConfigKind.STORAGE) {
            row.put("path", folder.resolve("" + UUID.randomUUID()).toString());
          }
          String collection = path(form).replaceFirst("/.*", "");
          Answer answer = rest.post(collection, row.toString().replace("\"@@\"", nasty));
          String what = option.jsonName() + " " + cut(nasty) + " -> " + cut(answer.body());
          if (answer.status() == 201) {
            // numbers and words are names too
            assertThat(answer.json().get(option.jsonName()).asText())
                .as(what)
                .isEqualTo(text(read(nasty)));
            rest.delete(answer.header("Location").replaceFirst("^/api/v1/", ""));
          } else {
            assertThat(answer.status()).as(what).isEqualTo(422);
            assertThat(answer.wrongFields()).as(what).contains(option.jsonName());
          }
        }
      }
    }
  }

  private static void assertCameBack(RowForm form, RowOption option, JsonNode sent, JsonNode row) {
    if (option.form() == Form.SECRET) {
      if (sent.isTextual()) {
        assertThat(kept(form, option, row)).isEqualTo(sent.asText());
      }
      return;
    }
    JsonNode shown =
        option.isSetting() ? row.path("settings").path(option.jsonName()) : value(option, row);
    if (shown.isArray()) {
      assertThat(StreamSupport.stream(shown.spliterator(), false).map(JsonNode::asText))
          .containsExactlyElementsOf(
              sent.isArray()
                  ? StreamSupport.stream(sent.spliterator(), false).map(JsonNode::asText).toList()
                  : sent.asText().lines().toList());
    } else if (sent.isValueNode()) {
      assertThat(shown.asText()).isEqualTo(text(sent));
    }
  }

  private static String text(JsonNode sent) {
    return sent.isBigDecimal() ? sent.decimalValue().toString() : sent.asText();
  }

  private static JsonNode value(RowOption option, JsonNode row) {
    return row.path(option.jsonName());
  }

  private static String kept(RowForm form, RowOption option, JsonNode row) {
    String text =
        PLATFORM
            .rows()
            .find(form.kind(), row.get("name").asText())
            .orElseThrow()
            .fields()
            .get(option.column());
    StoredSecret stored = new StoredSecret(String.valueOf(text));
    return stored.isReference() ? stored.text() : PLATFORM.vault().reveal(stored).reveal();
  }

  private static void restore(RowForm form, RowOption option, String path, JsonNode before) {
    ObjectNode back = JSON.createObjectNode();
    String name = option.jsonName();
    if (option.form() == Form.SECRET) {
      back.put(name, "a-password");
    } else {
      JsonNode was = option.isSetting() ? before.path("settings").get(name) : before.get(name);
      back.set(name, was);
    }
    Answer answer = rest.put(path, back.toString());
    assertThat(answer.status()).as("%s: %s", back, answer.body()).isEqualTo(200);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static String cut(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
