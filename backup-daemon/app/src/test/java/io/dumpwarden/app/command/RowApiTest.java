package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditRecord;
import io.dumpwarden.access.Role;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.command.RestServer.Answer;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.local.LocalStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows by REST, as docs/rest-api.md says. */
class RowApiTest {

  private static final Platform PLATFORM = Cli.shared().platform();

  private static final String SERVER =
      """
      {"name": "%s", "flavor": "mariadb", "host": "db1.example.org", "user": "backup",
       "password": "test-password", "labels": {"env": "prod"}}
      """;

  private static RestServer rest;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    rest = RestServer.start();
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  @AfterEach
  void asAdmin() {
    rest.callAs(Role.ADMIN);
  }

  private static Answer added(String path, String json) {
    Answer answer = rest.post(path, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static String password(String server) {
    StoredSecret stored =
        new StoredSecret(
            ""
                + PLATFORM
                    .rows()
                    .find(ConfigKind.SERVER, server)
                    .orElseThrow()
                    .fields()
                    .get("password"));
    return PLATFORM.vault().reveal(stored).reveal();
  }

  @Test
  void aRowIsAddedShownChangedAndRemoved() {
    Answer added = added("servers", SERVER.formatted("rest-a"));
    assertThat(added.header("Location")).isEqualTo("/api/v1/servers/rest-a");
    assertThat(added.body()).doesNotContain("test-password");
    assertThat(added.json())
        .isEqualTo(Cli.shared().run("server", "show", "rest-a", "--json").json());

    Answer changed =
        rest.put("servers/rest-a", "{\"host\": \"db2.example.org\", \"password\": \"[set]\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("host").asText()).isEqualTo("db2.example.org");
    assertThat(changed.json().path("labels").path("env").asText()).isEqualTo("prod");
    assertThat(password("rest-a")).isEqualTo("test-password");
    assertThat(rest.get("servers/rest-a").json()).isEqualTo(changed.json());

    assertThat(rest.put("servers/rest-a", "{\"labels\": null}").json().path("labels")).isEmpty();
    // the row as it was read brings its version along
    assertThat(rest.put("servers/rest-a", changed.body()).status()).isEqualTo(409);
    assertThat(rest.delete("servers/rest-a").status()).isEqualTo(204);
    assertThat(rest.get("servers/rest-a").status()).isEqualTo(404);
    assertThat(audited("server", "rest-a")).isEqualTo("ann api 192.0.2.7 remove");
  }

  private static String audited(String kind, String key) {
    AuditRecord last = PLATFORM.audit().list(AuditFilter.of(kind, key), null, 1).get(0);
    return String.join(
        " ",
        last.entry().actor().name(),
        last.entry().actor().channel(),
        "" + last.entry().actor().address(),
        last.entry().action());
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    Answer answer =
        rest.post(
            "servers", "{\"name\": \"a b\", \"hots\": \"db1\", \"port\": 0, \"user\": \"-x\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.wrongFields())
        .contains("name", "hots", "port", "user", "flavor", "host", "password");
    assertThat(answer.body()).contains("did you mean 'host'");
  }

  @Test
  void anEditThatComesTooLateIsToldTheRowAsItIs() {
    added("servers", SERVER.formatted("rest-b"));
    assertThat(rest.put("servers/rest-b", "{\"port\": 3307, \"version\": 1}").status())
        .isEqualTo(200);
    Answer late = rest.put("servers/rest-b", "{\"port\": 3308, \"version\": 1}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asText()).isEqualTo("config-conflict");
    assertThat(late.json().path("current").path("port").asInt()).isEqualTo(3307);
    assertThat(rest.put("servers/rest-b", "{\"port\": 3308}", "If-Match", "\"1\"").status())
        .isEqualTo(409);
    assertThat(rest.delete("servers/rest-b", "If-Match", "\"1\"").status()).isEqualTo(409);
    String tag = rest.get("servers/rest-b").header("ETag");
    assertThat(tag).isEqualTo("\"2\"");
    assertThat(rest.put("servers/rest-b", "{\"port\": 3308}", "If-Match", tag).status())
        .isEqualTo(200);
    assertThat(rest.put("servers/rest-b", "{\"port\": 1}", "If-Match", "new").wrongFields())
        .containsExactly("If-Match");
    assertThat(rest.post("servers", SERVER.formatted("rest-b")).status()).isEqualTo(409);
    rest.delete("servers/rest-b");
  }

  @Test
  void aListIsPagedAndKnownByItsTag() {
    for (int i = 0; i < 3; i++) {
      added("servers", SERVER.formatted("rest-p" + i));
    }
    Answer page = rest.get("servers?limit=2&after=rest-p");
    assertThat(page.json().findValuesAsText("name")).containsExactly("rest-p0", "rest-p1");
    assertThat(page.header("Link"))
        .isEqualTo("</api/v1/servers?limit=2&after=rest-p1>; rel=\"next\"");
    assertThat(rest.get("servers?limit=2&after=rest-p1").json().get(0).path("name").asText())
        .isEqualTo("rest-p2");
    Answer again = rest.get("servers?limit=2&after=rest-p", "If-None-Match", page.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    rest.put("servers/rest-p1", "{\"port\": 3999}");
    assertThat(
            rest.get("servers?limit=2&after=rest-p", "If-None-Match", page.header("ETag")).status())
        .isEqualTo(200);
    assertThat(rest.get("servers?limit=0").wrongFields()).containsExactly("limit");
    assertThat(rest.get("servers?limt=1").body()).contains("did you mean 'limit'");
    for (int i = 0; i < 3; i++) {
      rest.delete("servers/rest-p" + i);
    }
  }

  @Test
  void whatIsNoObjectIsRefusedWithoutQuotingIt() {
    for (String body :
        new String[] {"[]", "null", "{\"password\": \"test-pass", "{\"a\":1,\"a\":2}"}) {
      Answer answer = rest.post("servers", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("test-pass");
    }
  }

  @Test
  void aNewStorageGetsItsFolderAndOneThatWasAStorageIsAdopted() throws Exception {
    Path disk = folder.resolve("disk");
    String json = "{\"name\": \"%s\", \"type\": \"local\", \"settings\": {\"path\": \"%s\"}%s}";
    Answer added = added("storages", json.formatted("rest-disk", disk, ""));
    String id = added.json().path("id").asText();
    assertThat(LocalStorage.idOf(disk)).contains(id);
    assertThat(rest.post("storages/rest-disk/test", "").json().path("ok").asBoolean()).isTrue();

    Answer moved =
        rest.put("storages/rest-disk", "{\"path\": \"%s\"}".formatted(folder.resolve("other")));
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    assertThat(LocalStorage.idOf(folder.resolve("other"))).contains(id);
    assertThat(rest.delete("storages/rest-disk").status()).isEqualTo(204);

    Answer taken = rest.post("storages", json.formatted("rest-again", disk, ""));
    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.wrongFields()).containsExactly("path");
    assertThat(PLATFORM.rows().find(ConfigKind.STORAGE, "rest-again")).isEmpty();
    Answer adopted = added("storages", json.formatted("rest-again", disk, ", \"adopt\": true"));
    assertThat(adopted.json().path("id").asText()).isEqualTo(id);
    rest.delete("storages/rest-again");

    Path file = Files.createFile(folder.resolve("file"));
    Answer unfit = rest.post("storages", json.formatted("rest-file", file, ""));
    assertThat(unfit.status()).as(unfit.body()).isEqualTo(422);
    assertThat(unfit.wrongFields()).containsExactly("path");
  }

  @Test
  void aRowIsTestedBeforeItIsSaved() {
    Answer server =
        rest.post(
            "servers/test",
            """
            {"flavor": "mariadb", "host": "127.0.0.1", "port": 1, "user": "backup",
             "password": "test-password"}
            """);
    assertThat(server.status()).as(server.body()).isEqualTo(200);
    assertThat(server.json().path("ok").asBoolean()).isFalse();
    assertThat(server.body()).contains("server-unreachable");
    assertThat(PLATFORM.rows().find(ConfigKind.SERVER, "unsaved")).isEmpty();

    Answer wrong = rest.post("servers/test", "{\"port\": \"x\"}");
    assertThat(wrong.wrongFields()).contains("port", "host").doesNotContain("name");

    Answer disk =
        rest.post(
            "storages/test",
            "{\"type\": \"local\", \"path\": \"%s\"}".formatted(folder.resolve("new/er")));
    assertThat(disk.json().path("ok").asBoolean()).as(disk.body()).isTrue();
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void whoMayNotEditMayNotSendAPasswordElsewhere() {
    added("servers", SERVER.formatted("rest-c"));
    rest.callAs(Role.OPERATOR);
    assertThat(rest.post("servers/rest-c/test", "{\"host\": \"192.0.2.66\"}").status())
        .isEqualTo(403);
    assertThat(rest.put("servers/rest-c", "{\"port\": 1}").status()).isEqualTo(403);
    rest.callAs(Role.ADMIN);
    rest.delete("servers/rest-c");
  }

  @Test
  void aKeyIsToldFromAnotherPassphrase() {
    added("keys", "{\"name\": \"rest-key\", \"passphrase\": \"first-password\"}");
    assertThat(rest.get("keys/rest-key").body()).doesNotContain("first-password");
    Answer other = rest.put("keys/rest-key", "{\"passphrase\": \"second-password\"}");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.wrongFields()).containsExactly("passphrase");
    assertThat(rest.put("keys/rest-key", "{\"passphrase\": \"first-password\"}").status())
        .isEqualTo(200);
    added("keys", "{\"name\": \"rest-made\", \"generate\": true}");
    assertThat(
            rest.post("keys", "{\"name\": \"k\", \"generate\": true, \"passphrase\": \"x\"}")
                .wrongFields())
        .containsExactly("passphrase");
    assertThat(rest.post("keys/rest-made/use", "").status()).isEqualTo(200);
    assertThat(rest.get("settings/aes_key").json().path("value").asText()).isEqualTo("rest-made");
    assertThat(rest.delete("keys/rest-made").status()).isEqualTo(422);
    rest.delete("settings/aes_key");
    assertThat(rest.delete("keys/rest-made?force=true").status()).isEqualTo(204);
    assertThat(rest.delete("keys/rest-key").status()).isEqualTo(204);
  }

  @Test
  void aSettingIsSetAndGoesBackToItsStandard() {
    JsonNode before = rest.get("settings/secondary_marker").json();
    assertThat(before.path("value").isNull()).isTrue();
    assertThat(before.path("standard").asText()).isEqualTo("_secondary");
    Answer set = rest.put("settings/secondary_marker", "{\"value\": \"_two\"}");
    assertThat(set.json().path("value").asText()).as(set.body()).isEqualTo("_two");
    assertThat(rest.get("settings").json().findValuesAsText("name")).contains("paused");
    assertThat(
            rest.put("settings/secondary_marker", "{\"value\": \"_3\", \"version\": 99}")
                .json()
                .path("current")
                .path("value")
                .asText())
        .isEqualTo("_two");
    assertThat(rest.put("settings/verify_per_day", "{\"value\": \"lots\"}").wrongFields())
        .containsExactly("value");
    assertThat(rest.put("settings/secondary_markr", "{\"value\": \"x\"}").body())
        .contains("did you mean 'secondary_marker'");
    assertThat(rest.put("settings/secondary_marker", "{\"value\": null}").json().path("value"))
        .isEqualTo(before.path("value"));
    assertThat(rest.delete("settings/secondary_marker").status()).isEqualTo(204);
  }

  @Test
  void schedulesTellWhenTheyFireAndArePaused() {
    added("servers", SERVER.formatted("rest-d"));
    String path = folder.resolve("s").toString();
    added(
        "storages",
        "{\"name\": \"rest-s\", \"type\": \"local\", \"path\": \"%s\"}".formatted(path));
    added(
        "schedules",
        "{\"name\": \"next\", \"cron\": \"0 3 * * *\", \"zone\": \"Europe/Berlin\", \"servers\": \"rest-d\"}");
    added("retention", "{\"schedule\": \"next\", \"storage\": \"rest-s\", \"keep\": \"30d\"}");

    JsonNode fires = rest.get("schedules/next/next?count=2").json();
    assertThat(fires.path("next")).hasSize(2);
    assertThat(fires.path("next").get(0).path("local").asText()).contains("T03:00+0");
    assertThat(rest.get("schedules/next?cron=@daily&zone=UTC").json().path("next")).hasSize(5);
    assertThat(rest.get("schedules/next").json().path("name").asText()).isEqualTo("next");
    assertThat(rest.get("schedules/next?cron=99%20*%20*%20*%20*&zone=Europe/Berln").wrongFields())
        .containsExactlyInAnyOrder("cron", "zone");

    assertThat(rest.get("schedules/next").json().path("nextFireAt").isNull()).isFalse();
    assertThat(rest.post("schedules/next/pause", "").json().path("enabled").asBoolean()).isFalse();
    assertThat(rest.post("schedules/next/resume", "").json().path("enabled").asBoolean()).isTrue();
    assertThat(rest.post("schedules/pause", "").json().path("value").asText()).isEqualTo("true");
    assertThat(rest.get("schedules/next").json().path("nextFireAt").isNull()).isTrue();
    assertThat(rest.get("system").json().path("paused").asBoolean()).isTrue();
    assertThat(rest.post("schedules/resume", "").json().path("value").isNull()).isTrue();
    assertThat(rest.get("schedules/next").json().path("nextFireAt").isNull()).isFalse();

    assertThat(rest.get("retention/next/rest-s").json().path("keep").asText()).isEqualTo("30d");
    assertThat(rest.delete("storages/rest-s").body()).contains("next/rest-s");
    rest.delete("schedules/next");
    assertThat(rest.get("retention/next/rest-s").status()).isEqualTo(404);
    rest.delete("storages/rest-s");
    rest.delete("servers/rest-d");
  }
}
