package io.dumpwarden.config;

import static io.dumpwarden.config.SampleRows.local;
import static io.dumpwarden.config.SampleRows.rule;
import static io.dumpwarden.config.SampleRows.schedule;
import static io.dumpwarden.config.SampleRows.server;
import static io.dumpwarden.config.SampleRows.working;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfigSnapshotTest {

  @Test
  void whatFitsTogetherRuns() {
    ConfigSnapshot config = ConfigSnapshot.of(working());
    assertThat(config.problems()).isEmpty();
    assertThat(config.runnable()).extracting(Schedule::name).containsExactly("nightly");
    assertThat(config.serversOf(config.schedule("nightly").orElseThrow()))
        .extracting(Server::name)
        .containsExactly("shop");
    assertThat(config.storagesOf("nightly")).extracting(Storage::name).containsExactly("disk");
    assertThat(config.rulesOf("nightly")).hasSize(1);
  }

  @Test
  void anEmptyStoreIsFine() {
    assertThat(ConfigSnapshot.of(List.of()).problems()).isEmpty();
  }

  @Test
  void oneBadRowOfEachKindLeavesTheOthersAlone() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            working(
                server("bad", "port", "x"),
                schedule("broken", "cron", "x"),
                local("lost", "settings", "{}"),
                rule("nightly", "lost")));
    assertThat(config.runnable()).extracting(Schedule::name).containsExactly("nightly");
    assertThat(config.problems().keySet())
        .hasToString("[server bad, schedule broken, storage lost]");
    assertThat(config.servers()).extracting(Server::name).containsExactly("shop");
    assertThat(config.storagesOf("nightly")).extracting(Storage::name).containsExactly("disk");
  }

  @Test
  void aScheduleWithoutARuleHasNowhereToWrite() {
    ConfigSnapshot config = ConfigSnapshot.of(working(schedule("hourly")));
    assertProblem(config, ConfigKind.SCHEDULE, "hourly", "no retention rule");
    assertThat(config.runnable()).extracting(Schedule::name).containsExactly("nightly");
  }

  @Test
  void anUnknownStorageStopsTheScheduleAndShowsOnTheRule() {
    ConfigSnapshot config = ConfigSnapshot.of(working(rule("nightly", "dsk")));
    assertProblem(config, ConfigKind.SCHEDULE, "nightly", "no storage 'dsk', did you mean 'disk'");
    assertProblem(config, ConfigKind.RETENTION_RULE, "nightly/dsk", "no storage 'dsk'");
    assertThat(config.runnable()).isEmpty();
  }

  @Test
  void anUnknownStorageIsToldOnce() {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(schedule("hourly"), rule("hourly", "nowhere")));
    assertThat(config.problems().get(new RowRef(ConfigKind.SCHEDULE, "hourly"))).hasSize(1);
  }

  @Test
  void aScheduleWhoseOnlyStorageIsInvalidOrDisabledStops() {
    List<ConfigRow> spoiled =
        List.of(local("two", "settings", "{}"), local("two", "enabled", "false"));
    for (ConfigRow storage : spoiled) {
      ConfigSnapshot config =
          ConfigSnapshot.of(working(schedule("hourly"), storage, rule("hourly", "two")));
      assertProblem(config, ConfigKind.SCHEDULE, "hourly", "cannot write anywhere: two");
    }
  }

  @Test
  void aBrokenRuleIsNotTakenForNone() {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(schedule("hourly"), rule("hourly", "disk", "keep_for", "30")));
    assertProblem(config, ConfigKind.SCHEDULE, "hourly", "cannot write anywhere: disk");
    assertThat(config.storagesOf("hourly")).isEmpty();
  }

  @Test
  void anUnknownServerStopsTheSchedule() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            working(schedule("hourly", "servers", "shop,shpo"), rule("hourly", "disk")));
    assertProblem(config, ConfigKind.SCHEDULE, "hourly", "no server 'shpo', did you mean 'shop'");
  }

  @Test
  void aScheduleThatMatchesNoUsableServerStops() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            working(
                server("off", "enabled", "false"),
                server("bad", "port", "x"),
                schedule("a", "servers", "zz*"),
                rule("a", "disk"),
                schedule("b", "servers", "off"),
                rule("b", "disk"),
                schedule("c", "servers", "bad"),
                rule("c", "disk")));
    for (String name : List.of("a", "b", "c")) {
      assertProblem(config, ConfigKind.SCHEDULE, name, "matches no valid and enabled server");
    }
    assertThat(config.runnable()).extracting(Schedule::name).containsExactly("nightly");
  }

  @Test
  void aRuleOfAnUnknownScheduleIsAProblemButManualAlwaysExists() {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(rule("nightli", "disk"), rule("manual", "disk")));
    assertProblem(
        config,
        ConfigKind.RETENTION_RULE,
        "nightli/disk",
        "no schedule 'nightli', did you mean 'nightly'");
    assertThat(config.problems()).hasSize(1);
    assertThat(config.storagesOf("manual")).hasSize(1);
  }

  @Test
  void aDisabledScheduleDoesNotRun() {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(schedule("off", "enabled", "0"), rule("off", "disk")));
    assertThat(config.problems()).isEmpty();
    assertThat(config.runnable()).extracting(Schedule::name).containsExactly("nightly");
    assertThat(config.schedules()).hasSize(2);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<ConfigRow> rows =
        new ArrayList<>(working(server("a"), server("b", "port", "x"), schedule("x"), local("y")));
    ConfigSnapshot expected = ConfigSnapshot.of(rows);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(rows, new Random(seed));
      ConfigSnapshot config = ConfigSnapshot.of(rows);
      assertThat(config.problems()).hasToString(expected.problems().toString());
      assertThat(config.servers()).isEqualTo(expected.servers());
      assertThat(config.schedules()).isEqualTo(expected.schedules());
    }
  }

  private static void assertProblem(
      ConfigSnapshot config, ConfigKind kind, String key, String words) {
    assertThat(config.problems().get(new RowRef(kind, key)))
        .as(kind + " " + key)
        .isNotNull()
        .anySatisfy(problem -> assertThat(problem.message()).contains(words));
  }
}
