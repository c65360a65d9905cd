package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The editor of schedules, as a browser meets it. */
class ScheduleEditorTest {

  private static final String HOSTILE = "\"><script>alert(1)</script>'&\uD83D\uDE00";

  private static final ScheduleScene SCENE = ScheduleScene.shared();

  @BeforeEach
  void fill() {
    SCENE.empty();
    SCENE.server("shop1", "env=prod");
    SCENE.server("shop2", "env=prod");
    SCENE.server("crm", "env=test");
    SCENE.storage("disk");
    SCENE.storage("vault");
    SCENE.desks.databases.put("shop1", List.of("shop", "orders", "a,b"));
    SCENE.desks.databases.put("shop2", List.of("shop"));
  }

  private static Map<String, String> form(String... pairs) {
    Map<String, String> form = new LinkedHashMap<>(Map.of("name", "nightly", "rhythm", "daily"));
    form.putAll(Map.of("at", "03:15", "zone", "Europe/Berlin", "mode", "separated"));
    form.putAll(Map.of("servers", "label:env=prod", "enabled", "true"));
    form.putAll(Map.of("rule.disk.version", "", "rule.disk.write", "true"));
    form.putAll(Map.of("rule.disk.keep", "30d", "rule.disk.minCopies", "3"));
    form.put("rule.vault.version", "");
    for (int i = 0; i < pairs.length; i += 2) {
      form.put(pairs[i], pairs[i + 1]);
    }
    return form;
  }

  private static String field(ConfigKind kind, String key, String column) {
    return "" + SCENE.row(kind, key).orElseThrow().fields().get(column);
  }

  private static List<String> audited() {
    return SCENE.audit.latest(50).stream()
        .filter(entry -> entry.actor().channel().equals("ui"))
        .map(ScheduleEditorTest::words)
        .toList();
  }

  private static String words(AuditEntry entry) {
    return "%s %s %s".formatted(entry.action(), entry.kind(), entry.key());
  }

  @Test
  void savesScheduleAndRulesTogether() {
    HttpResponse<String> answer = SCENE.post("/schedules/new", form());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/schedules/nightly");
    assertThat(field(ConfigKind.SCHEDULE, "nightly", "cron")).isEqualTo("15 3 * * *");
    assertThat(field(ConfigKind.SCHEDULE, "nightly", "type")).isEqualTo("daily");
    assertThat(field(ConfigKind.RETENTION_RULE, "nightly/disk", "min_copies")).isEqualTo("3");
    assertThat(SCENE.row(ConfigKind.RETENTION_RULE, "nightly/vault")).isEmpty();
    assertThat(audited())
        .containsExactly("add retention_rule nightly/disk", "add schedule nightly");
    assertThat(SCENE.snapshot().problems()).isEmpty();
  }

  @Test
  void aWrongRuleSavesNothingAndEveryWrongFieldIsNamed() {
    HttpResponse<String> answer =
        SCENE.post(
            "/schedules/new",
            form(
                "zone", "Mars/Olympus",
                "timeout", "soon",
                "rule.disk.keep", "thirty",
                "rule.vault.write", "true",
                "rule.vault.keep", "30d",
                "rule.vault.minCopies", "0"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"e-zone\"", "id=\"e-timeout\"", "id=\"e-rule.disk.keep\"")
        .contains("id=\"e-rule.vault.minCopies\"", "value=\"thirty\"", "value=\"Mars/Olympus\"")
        .contains("value=\"03:15\"", "4 fields need another look");
    assertThat(SCENE.rows.list(ConfigKind.SCHEDULE)).isEmpty();
    assertThat(SCENE.rows.list(ConfigKind.RETENTION_RULE)).isEmpty();
    assertThat(audited()).isEmpty();
  }

  @Test
  void aRuleThatFailsTakesTheScheduleBackThatWasFine() {
    HttpResponse<String> answer = SCENE.post("/schedules/new", form("rule.disk.keep", "thirty"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(SCENE.rows.list(ConfigKind.SCHEDULE)).isEmpty();
  }

  @Test
  void whatWouldBeStoredNowhereIsRefusedUnlessItIsDisabled() {
    Map<String, String> nowhere = form();
    nowhere.remove("rule.disk.write");

    HttpResponse<String> refused = SCENE.post("/schedules/new", nowhere);
    nowhere.put("enabled", "false");
    HttpResponse<String> taken = SCENE.post("/schedules/new", nowhere);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("nothing would be stored");
    assertThat(taken.statusCode()).isEqualTo(303);
  }

  @Test
  void anEditChangesOnlyWhatWasChanged() {
    SCENE.post("/schedules/new", form());
    Map<String, String> edit =
        form("version", "1", "rule.disk.version", "1", "rule.disk.keep", "10d");
    edit.remove("name");

    assertThat(SCENE.post("/schedules/nightly/edit", edit).statusCode()).isEqualTo(303);

    assertThat(SCENE.row(ConfigKind.SCHEDULE, "nightly").orElseThrow().version()).isEqualTo(1);
    assertThat(field(ConfigKind.RETENTION_RULE, "nightly/disk", "keep_for")).isEqualTo("10d");
    assertThat(audited().get(0)).isEqualTo("edit retention_rule nightly/disk");
  }

  @Test
  void anEditThatComesTooLateShowsWhatDiffersAndSavesNothing() {
    SCENE.post("/schedules/new", form());
    SCENE.editor.edit(
        ConfigKind.SCHEDULE,
        "nightly",
        OptionalLong.empty(),
        RowChanges.of(Map.of("timeout", "2h")),
        new Actor("bob", "cli"));
    Map<String, String> edit =
        form("version", "1", "rule.disk.version", "1", "timeout", "3h", "rule.disk.keep", "9d");
    edit.remove("name");

    HttpResponse<String> answer = SCENE.post("/schedules/nightly/edit", edit);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("somebody else changed it meanwhile", "<td class=\"wide\">3h</td>")
        .contains("<td class=\"wide\">2h</td>", "name=\"version\" value=\"2\"");
    assertThat(field(ConfigKind.SCHEDULE, "nightly", "timeout")).isEqualTo("2h");
    assertThat(field(ConfigKind.RETENTION_RULE, "nightly/disk", "keep_for")).isEqualTo("30d");
  }

  @Test
  void aStorageThatIsUntickedLosesItsRuleButOneThatWasNeverShownDoesNot() {
    SCENE.post("/schedules/new", form());
    SCENE.rule("nightly", "vault");
    Map<String, String> edit =
        form(
            "version",
            "1",
            "rule.disk.version",
            "1",
            "rule.vault.write",
            "true",
            "rule.vault.version",
            "1",
            "rule.vault.keep",
            "30d",
            "rule.vault.minCopies",
            "1");
    edit.remove("rule.disk.write");
    edit.remove("name");

    assertThat(SCENE.post("/schedules/nightly/edit", edit).statusCode()).isEqualTo(303);

    assertThat(SCENE.row(ConfigKind.RETENTION_RULE, "nightly/disk")).isEmpty();
    assertThat(SCENE.row(ConfigKind.RETENTION_RULE, "nightly/vault")).isPresent();
  }

  @Test
  void cronWordsAndTheNextFiveTimesFollowWhatIsTyped() {
    assertThat(
            SCENE.part(
                "/schedules/look/cron",
                Map.of("rhythm", "cron", "cron", "30 2 * * 1", "zone", "UTC")))
        .contains("at 02:30 on Monday", "Mon 2026-03-30 02:30", "Mon 2026-04-27 02:30");
    assertThat(
            SCENE.part(
                "/schedules/look/cron", Map.of("rhythm", "hourly", "minute", "5", "zone", "UTC")))
        .contains("Fri 2026-03-27 12:05", "5 * * * *");
    assertThat(SCENE.part("/schedules/look/cron", Map.of("rhythm", "cron", "cron", "61 * * * *")))
        .contains("banner bad")
        .doesNotContain("Next five");
    assertThat(
            SCENE.part(
                "/schedules/look/cron",
                Map.of("rhythm", "daily", "at", "03:00", "zone", "Mars/Olympus")))
        .contains("Mars/Olympus", "is not a time zone");
  }

  @Test
  void aChangeOfTheClockShowsByOffsets() {
    String berlin =
        SCENE.part(
            "/schedules/look/cron",
            Map.of("rhythm", "daily", "at", "02:30", "zone", "Europe/Berlin"));
    assertThat(berlin)
        .contains("Sat 2026-03-28 02:30</span> <span class=\"mute nowrap\">UTC+01:00")
        .contains("Sun 2026-03-29 03:00</span> <span class=\"mute nowrap\">UTC+02:00")
        .contains("clocks go forward by 1 h before this", "Mon 2026-03-30 02:30");
    SCENE.clock.move(java.time.Duration.ofDays(217));
    String newYork =
        SCENE.part(
            "/schedules/look/cron",
            Map.of("rhythm", "daily", "at", "01:30", "zone", "America/New_York"));
    assertThat(newYork)
        .contains(
            "Sat 2026-10-31", "UTC-04:00", "Sun 2026-11-01 01:30", "Mon 2026-11-02", "UTC-05:00")
        .contains("clocks go back by 1 h before this");
  }

  @Test
  void saysWhichServersAndDatabasesAreMeant() {
    assertThat(SCENE.part("/schedules/look/servers", Map.of("servers", "label:env=prod,nobody")))
        .contains("2 servers", ">shop1<", ">shop2<", "There is no server", ">nobody<")
        .doesNotContain(">crm<");
    assertThat(
            SCENE.part(
                "/schedules/look/selection",
                Map.of("servers", "shop*", "mode", "filter", "databases", "sh*")))
        .contains("2 databases", "on 2 servers");
    assertThat(
            SCENE.part(
                "/schedules/look/databases",
                Map.of("servers", "shop*", "mode", "filter", "databases", "sh*")))
        .contains("value=\"shop\"", "value=\"a\\,b\"", "2 servers");
  }

  @Test
  void databasesThatAreTickedJoinThoseThatAreTyped() {
    Map<String, String> form = form("mode", "filter", "databases", "crm*", "pick", "a\\,b");

    assertThat(SCENE.post("/schedules/new", form).statusCode()).isEqualTo(303);

    assertThat(field(ConfigKind.SCHEDULE, "nightly", "include_databases")).isEqualTo("crm*,a\\,b");
    assertThat(SCENE.page("/schedules/nightly/edit"))
        .contains("id=\"f-databases\" name=\"databases\" type=\"text\" value=\"crm*\"")
        .contains("value=\"a\\,b\" checked");
  }

  @Test
  void whatIsTickedStaysWhenOtherServersAreMeant() {
    for (String servers : List.of("crm", "shop2", "nobody")) {
      assertThat(
              SCENE.part(
                  "/schedules/look/databases",
                  Map.of("servers", servers, "mode", "filter", "pick", "a\\,b")))
          .as(servers)
          .contains("value=\"a\\,b\" checked", "not seen on these servers");
    }
    assertThat(
            SCENE.part(
                "/schedules/look/databases",
                Map.of("servers", "shop1", "mode", "filter", "pick", "a\\,b")))
        .doesNotContain("not seen on these servers");
    assertThat(
            SCENE
                .post(
                    "/schedules/new",
                    form(
                        "mode", "filter", "servers", "crm", "pick", "shop", "zone", "Mars/Olympus"))
                .body())
        .contains("value=\"shop\" checked", "not seen on these servers");
  }

  @Test
  void hostileTextIsShownAsText() {
    HttpResponse<String> answer =
        SCENE.post(
            "/schedules/new",
            form(
                "name",
                HOSTILE,
                "servers",
                HOSTILE,
                "databases",
                HOSTILE,
                "mode",
                HOSTILE,
                "rhythm",
                "cron",
                "cron",
                HOSTILE,
                "zone",
                HOSTILE,
                "rule.disk.keep",
                HOSTILE,
                "drillAssertions",
                HOSTILE,
                "encryptionKey",
                HOSTILE,
                "encryption",
                "age"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
    for (String part : List.of("cron", "servers", "databases", "selection", "retention")) {
      assertThat(
              SCENE.part(
                  "/schedules/look/" + part,
                  form(
                      "name",
                      HOSTILE,
                      "servers",
                      HOSTILE,
                      "rhythm",
                      "cron",
                      "cron",
                      HOSTILE,
                      "zone",
                      HOSTILE,
                      "mode",
                      "filter",
                      "databases",
                      HOSTILE,
                      "rule.disk.keep",
                      HOSTILE)))
          .as(part)
          .doesNotContain("<script>alert");
    }
  }
}
