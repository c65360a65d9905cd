package io.dumpwarden.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowBodyTest {

  private static RowBody json(RowForm form, String text) throws JsonProcessingException {
    return RowBody.ofJson(
        form,
        new ObjectMapper()
            .readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {}));
  }

  private static ConfigRow row(ConfigKind kind, String... pairs) {
    Map<String, @Nullable String> fields = new HashMap<>(kind.standards());
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return new ConfigRow(kind, "id", fields, 3, Instant.EPOCH, Instant.EPOCH);
  }

  private static ConfigRow shop() {
    return row(
        ConfigKind.SERVER,
        "name",
        "shop",
        "flavor",
        "mysql",
        "host",
        "db1",
        "username",
        "backup",
        "password",
        "sealed",
        "restore_username",
        "restorer",
        "restore_password",
        "sealed too");
  }

  @Test
  void jsonValuesBecomeTheTextsOfColumns() throws JsonProcessingException {
    RowChanges changes =
        json(
                RowForms.SERVER,
                """
                {"name": "shop", "port": 3307, "protected": true, "host": null,
                 "labels": {"env": "prod", "tier": 1}, "password": "test-password"}
                """)
            .asNew();
    assertThat(changes.fields())
        .containsEntry("port", "3307")
        .containsEntry("protected", "true")
        .containsEntry("host", null)
        .containsEntry("labels", "env=prod,tier=1");
    assertThat(changes.secrets().get("password").reveal()).isEqualTo("test-password");
  }

  @Test
  void linesAreAList() throws JsonProcessingException {
    RowBody body = json(RowForms.SCHEDULE, "{\"drillAssertions\": [\"SELECT 1\", \"SELECT 2\"]}");
    assertThat(body.asNew().fields()).containsEntry("drill_assertions", "SELECT 1\nSELECT 2");
  }

  @ParameterizedTest
  @CsvSource({"[set]", "[redacted]", "''"})
  void aSecretThatIsOnlyShownStays(String shown) throws JsonProcessingException {
    RowBody body = json(RowForms.SERVER, "{\"password\": \"%s\"}".formatted(shown));
    assertThat(body.isEmpty()).isTrue();
    assertThat(body.on(shop()).secrets()).isEmpty();
  }

  @Test
  void nullUnsetsASecretAndAnAccountTakesItsSecretAlong() throws JsonProcessingException {
    RowChanges unset = json(RowForms.SERVER, "{\"restorePassword\": null}").on(shop());
    assertThat(unset.secrets().get("restore_password").reveal()).isEmpty();
    RowChanges account = json(RowForms.SERVER, "{\"restoreUser\": null}").on(shop());
    assertThat(account.secrets().get("restore_password").reveal()).isEmpty();
  }

  @Test
  void settingsOfAStorageArePutTogetherWithThoseThatAreThere() throws JsonProcessingException {
    ConfigRow disk =
        row(
            ConfigKind.STORAGE,
            "name",
            "disk",
            "type",
            "local",
            "settings",
            "{\"path\":\"/b\",\"stall_limit\":\"5m\"}");
    Map<String, @Nullable String> fields =
        json(RowForms.STORAGE, "{\"settings\": {\"shared\": true, \"stallLimit\": null}}")
            .on(disk)
            .fields();
    assertThat(RowSettings.of(RowChanges.of(fields)))
        .isEqualTo(Map.of("path", "/b", "shared", "true"));
    assertThat(json(RowForms.STORAGE, "{\"path\": \"/c\"}").on(disk).fields().get("settings"))
        .contains("\"/c\"", "5m");
  }

  @Test
  void whatARowShowsMayComeBackAsItIs() throws JsonProcessingException {
    Map<String, @Nullable Object> shown =
        RowJson.of(RowForms.SERVER, new ShownRow(shop(), "a problem", null));
    RowBody body =
        json(
            RowForms.SERVER, new ObjectMapper().findAndRegisterModules().writeValueAsString(shown));
    assertThat(body.version()).hasValue(3);
    assertThat(body.on(shop()).secrets()).isEmpty();
    assertThat(body.on(shop()).fields()).containsEntry("host", "db1");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws JsonProcessingException {
    RowBody body =
        json(
            RowForms.SERVER,
            """
            {"name": "shop", "hst": "db1", "port": [1], "labels": {"a,b": "c"}, "user": "-x",
             "password": 5, "version": "new"}
            """);
    InvalidConfigException e = catchThrowableOfType(InvalidConfigException.class, body::asNew);
    assertThat(e.problems())
        .extracting(Problem::field)
        .contains("hst", "port", "labels", "username", "password", "version", "flavor", "host");
    assertThat(e).hasMessageContaining("did you mean 'host'");
  }

  @Test
  void halfACharacterIsRefused() throws JsonProcessingException {
    RowBody body = json(RowForms.SERVER, "{\"user\": \"a\\ud83e\", \"password\": \"\\ud83e\"}");
    InvalidConfigException e =
        catchThrowableOfType(InvalidConfigException.class, () -> body.on(shop()));
    assertThat(e.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("username", "password");
  }

  @Test
  void theTypeOfAStorageStays() throws JsonProcessingException {
    ConfigRow disk = row(ConfigKind.STORAGE, "name", "disk", "type", "local");
    assertThat(json(RowForms.STORAGE, "{\"type\": \"local\"}").on(disk).fields()).isEmpty();
    RowBody other = json(RowForms.STORAGE, "{\"type\": \"s3\"}");
    InvalidConfigException e =
        catchThrowableOfType(InvalidConfigException.class, () -> other.on(disk));
    assertThat(e.problems()).extracting(Problem::field).contains("type");
  }

  @Test
  void aPostedFormLeavesEmptySecretsAndUnsetsThoseItNames() {
    Map<String, List<String>> posted =
        Map.of(
            "_csrf", List.of("token"),
            "password", List.of(""),
            "restorePassword", List.of("test-password"),
            "protected", List.of("false", "true"),
            "labels", List.of("env=prod\r\ntier=1\r\n"),
            "tlsCaFile", List.of(""),
            "version", List.of("7"));
    RowBody body = RowBody.ofForm(RowForms.SERVER, posted);
    RowChanges changes = body.on(shop());
    assertThat(body.version()).hasValue(7);
    assertThat(changes.secrets()).containsOnlyKeys("restore_password");
    assertThat(changes.fields())
        .containsEntry("protected", "true")
        .containsEntry("labels", "env=prod,tier=1")
        .containsEntry("tls_ca_file", "");
    RowChanges unset =
        RowBody.ofForm(RowForms.SERVER, Map.of(RowBody.UNSET, List.of("restorePassword")))
            .on(shop());
    assertThat(unset.secrets().get("restore_password").reveal()).isEmpty();
  }
}
