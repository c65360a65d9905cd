package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ScheduleCommandTest {

  private final Cli cli = Cli.shared();

  @Test
  void addsAScheduleThatFiresWhenItHasServerAndStorage() {
    server("sc-a");
    cli.given("storage", "add", "sc-s3", "--type", "s3", "--bucket", "backups");
    Outcome added =
        cli.run(
            "schedule",
            "add",
            "sc-full",
            "--cron",
            "30 2 * * 1-5",
            "--zone",
            "Europe/Berlin",
            "--type",
            "daily",
            "--servers",
            "sc-a",
            "--databases",
            "shop*,crm",
            "--exclude-databases",
            "shop_tmp",
            "--compress-type",
            "zstd",
            "--compress-level",
            "5",
            "--jitter",
            "10m",
            "--max-age",
            "26h",
            "--catch-up",
            "run_once",
            "--catch-up-max-age",
            "6h",
            "--timeout",
            "2h",
            "--max-attempts",
            "3",
            "--retry-backoff",
            "5m");
    assertThat(added.exit()).isZero();
    assertThat(added.err()).contains("note: storage: no retention rule gives it a storage");
    assertThat(show("sc-full").get("nextFireAt").isNull()).isTrue();
    cli.given("retention", "add", "--schedule", "sc-full", "--storage", "sc-s3", "--keep", "30d");

    JsonNode schedule = show("sc-full");

    assertThat(schedule.get("cron").asText()).isEqualTo("30 2 * * 1-5");
    assertThat(schedule.get("databases").asText()).isEqualTo("shop*,crm");
    assertThat(schedule.get("excludeDatabases").asText()).isEqualTo("shop_tmp");
    assertThat(schedule.get("compressLevel").asInt()).isEqualTo(5);
    assertThat(schedule.get("catchUp").asText()).isEqualTo("run_once");
    assertThat(schedule.get("maxAttempts").asInt()).isEqualTo(3);
    assertThat(schedule.get("problem").isNull()).isTrue();
    assertThat(Instant.parse(schedule.get("nextFireAt").asText())).isAfter(Instant.now());
    assertThat(cli.run("schedule", "list").out()).contains("30 2 * * 1-5").contains("(in ");
  }

  @Test
  void listsWhatIsWrongWithASchedule() {
    cli.given("schedule", "add", "sc-alone", "--cron", "@hourly", "--servers", "sc-nobody");

    JsonNode alone =
        StreamSupport.stream(cli.run("schedule", "list", "--json").json().spliterator(), false)
            .filter(schedule -> schedule.get("name").asText().equals("sc-alone"))
            .findFirst()
            .orElseThrow();

    assertThat(alone.get("problem").asText())
        .contains("--servers: there is no server 'sc-nobody'")
        .contains("no retention rule gives it a storage");
    assertThat(alone.get("nextFireAt").isNull()).isTrue();
  }

  @Test
  void takesAScheduleByHandWithoutCron() {
    cli.given("schedule", "add", "sc-hand", "--type", "manual");

    assertThat(show("sc-hand").get("cron").isNull()).isTrue();
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Outcome outcome =
        cli.run(
            "schedule",
            "add",
            "manual",
            "--cron",
            "0 0 30 2 *",
            "--zone",
            "Europe/Berlim",
            "--databases",
            "mysql",
            "--compress-level",
            "99",
            "--jitter",
            "soon",
            "--catch-up",
            "x",
            "--max-attempts",
            "0");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errorLines())
        .anyMatch(line -> line.startsWith("error: NAME: 'manual' is the built-in schedule"))
        .anyMatch(line -> line.startsWith("error: --cron: "))
        .anyMatch(line -> line.contains("did you mean 'Europe/Berlin'"))
        .anyMatch(line -> line.startsWith("error: --databases: mysql is the server's own"))
        .anyMatch(line -> line.startsWith("error: --compress-level: "))
        .anyMatch(line -> line.startsWith("error: --jitter: "))
        .anyMatch(line -> line.startsWith("error: --catch-up: "))
        .anyMatch(line -> line.startsWith("error: --max-attempts: "))
        .hasSize(8);
  }

  @Test
  void editsAndUnsets() {
    cli.given(
        "schedule", "add", "sc-edit", "--cron", "@daily", "--databases", "a", "--max-age", "2d");
    cli.given("schedule", "edit", "sc-edit", "--cron", "@weekly", "--databases", "", "--disabled");

    JsonNode schedule = show("sc-edit");

    assertThat(schedule.get("cron").asText()).isEqualTo("@weekly");
    assertThat(schedule.get("databases").isNull()).isTrue();
    assertThat(schedule.get("maxAge").asText()).isEqualTo("2d");
    assertThat(schedule.get("enabled").asBoolean()).isFalse();
  }

  @Test
  void testShowsNextFiresInTheZone() {
    cli.given("schedule", "add", "sc-next", "--cron", "0 3 * * *", "--zone", "Asia/Tokyo");

    Outcome outcome = cli.run("schedule", "test", "sc-next", "--json");

    JsonNode json = outcome.json();
    assertThat(outcome.exit()).as("it has no storage").isEqualTo(1);
    assertThat(json.get("ok").asBoolean()).isFalse();
    assertThat(json.get("words").asText()).isEqualTo("at 03:00");
    assertThat(json.get("next")).hasSize(5);
    assertThat(json.get("next").get(0).get("at").asText()).endsWith("T18:00:00Z");
    assertThat(json.get("next").get(0).get("local").asText()).endsWith("T03:00+09:00");
  }

  @Test
  void removesAScheduleWithItsRules() {
    cli.given("storage", "add", "sc-st", "--type", "s3", "--bucket", "backups");
    cli.given("schedule", "add", "sc-gone", "--cron", "@daily");
    cli.given("retention", "add", "--schedule", "sc-gone", "--storage", "sc-st", "--keep", "1d");

    assertThat(cli.run("schedule", "remove", "sc-gone").exit()).isZero();

    assertThat(cli.run("schedule", "show", "sc-gone").exit()).isEqualTo(1);
    assertThat(cli.run("retention", "show", "--schedule", "sc-gone", "--storage", "sc-st").exit())
        .isEqualTo(1);
  }

  @Test
  void keepsAServerThatAScheduleNames() {
    server("sc-named");
    cli.given("schedule", "add", "sc-naming", "--cron", "@daily", "--servers", "sc-named");

    Outcome refused = cli.run("server", "remove", "sc-named");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("sc-naming").contains("hint:");
  }

  private JsonNode show(String name) {
    return cli.run("schedule", "show", name, "--json").json();
  }

  private void server(String name) {
    cli.given(
        "server",
        "add",
        name,
        "--flavor",
        "mysql",
        "--host",
        "h",
        "--user",
        "u",
        "--password-stdin");
  }
}
