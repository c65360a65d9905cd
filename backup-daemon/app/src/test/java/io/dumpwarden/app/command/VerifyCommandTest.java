package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code verify} on real backups. */
class VerifyCommandTest {

  private static final String SECOND = "verify-second";

  private static NastyScene scene;
  private static String name;

  @BeforeAll
  static void start() throws Exception {
    scene = NastyScene.of(TestEngine.MARIADB_11_4, "verify");
    name = scene.disk().getFileName().toString();
    Path folder = scene.disk().resolveSibling(SECOND);
    NastyScene.CLI.given("storage", "add", SECOND, "--type", "local", "--path", "" + folder);
    NastyScene.execute(
        scene.source(),
        "CREATE DATABASE verified",
        "USE verified",
        "CREATE TABLE verified.t (id INT PRIMARY KEY, word LONGTEXT)",
        "INSERT INTO verified.t SELECT seq, SHA2(seq, 512) FROM seq_1_to_500",
        "CREATE VIEW verified.v AS SELECT id FROM verified.t",
        "CREATE TRIGGER verified.tr BEFORE INSERT ON verified.t FOR EACH ROW SET NEW.id = NEW.id",
        "CREATE PROCEDURE verified.p() SELECT 1",
        "CREATE EVENT verified.e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1");
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
  }

  @Test
  void saysWhatToChooseWhereNothingIsChosen() {
    Outcome outcome = scene.run("verify");
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("ids of backups, --all, or --older-than 7d");
    assertThat(scene.run("verify", "some-id", "--all").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(scene.run("verify", "--older-than", "soon").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(scene.run("verify", "--all", "--rate", "quick").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(scene.run("verify", "some-id").err()).contains("there is no backup some-id");
  }

  @Test
  void findsRepairsAndShowsADamagedCopy() throws Exception {
    JsonNode backup = backup(List.of());
    String id = backup.get("id").asText();
    Path file = scene.file(backup);
    byte[] whole = Files.readAllBytes(file);

    Outcome good = scene.run("verify", id);
    assertThat(good.exit()).as("%s", good).isZero();
    assertThat(good.out()).contains("2 copies: 2 verified");

    Files.write(file, new byte[] {1, 2, 3});
    Outcome looked = scene.run("verify", id, "--quick", "--no-repair", "--json");
    assertThat(looked.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(looked.json())
        .extracting(copy -> copy.get("result").asText())
        .containsExactlyInAnyOrder("corrupt", "present");

    Outcome listed = scene.run("backups", id, "--json");
    JsonNode copy = copyOn(listed.json(), name);
    assertThat(copy.get("status").asText()).isEqualTo("corrupt");
    assertThat(copy.get("verification").asText()).isEqualTo("corrupt");
    assertThat(copy.get("verifiedAt").asText()).isNotEmpty();

    Outcome repaired = scene.run("verify", id, "--storage", name);
    assertThat(repaired.exit()).as("%s", repaired).isZero();
    assertThat(repaired.out()).contains("repaired from " + SECOND).contains("1 copy: 1 repaired");
    assertThat(file).hasBinaryContent(whole);
    assertThat(scene.run("backups").out()).contains(name + ":stored (verified)");
  }

  @Test
  void oneThatCannotBeRepairedEndsInFailure() throws Exception {
    JsonNode backup = backup(List.of());
    String id = backup.get("id").asText();
    Files.write(scene.file(backup), new byte[] {1});
    Files.write(secondFile(backup), new byte[] {2});

    Outcome outcome = scene.run("verify", id, "--json");

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.json()).allMatch(c -> c.get("errorCode").asText().equals("no-good-copy"));
  }

  @Test
  void aDiskThatIsNotThereIsNotCalledMissing() throws Exception {
    JsonNode backup = backup(List.of());
    Path marker = scene.disk().resolve(".dumpwarden-storage");
    Path away = Files.move(marker, marker.resolveSibling(".away"));
    try {
      Outcome outcome = scene.run("verify", backup.get("id").asText(), "--json");

      assertThat(outcome.exit()).as("%s", outcome).isEqualTo(ExitCode.PARTIAL);
      assertThat(outcome.json())
          .extracting(copy -> copy.get("result").asText())
          .containsExactlyInAnyOrder("unchecked", "verified");
    } finally {
      Files.move(away, marker);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--exclude-data",
        "--exclude-table verified.t",
        "--exclude-table-data verified.t",
        "--compress-type none",
        "--compress-type xz --compress-level 1"
      })
  void whateverABackupHoldsVerifies(String options) {
    List<String> words = options.isEmpty() ? List.of() : List.of(options.split(" "));
    JsonNode backup = backup(words);

    Outcome outcome = scene.run("verify", backup.get("id").asText());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
  }

  @Test
  void allOfThemArePagedThrough() {
    backup(List.of());
    Outcome all = scene.run("verify", "--all", "--server", name, "--json");
    assertThat(all.json().size()).isPositive();
    assertThat(scene.run("verify", "--older-than", "1h", "--server", name, "--json").json())
        .as("all verified just now, but those that are lost")
        .noneMatch(copy -> copy.get("result").asText().equals("verified"));
    assertThat(scene.run("verify", "--all", "--storage", "nowhere").err())
        .contains("there is no valid storage nowhere");
  }

  private static JsonNode backup(List<String> options) {
    List<String> line = new ArrayList<>(List.of("backup", "single", "--database", "verified"));
    line.addAll(options);
    line.addAll(List.of("--server", name, "--storage", name, "--storage", SECOND, "--json"));
    Outcome outcome = scene.run(line.toArray(String[]::new));
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    return outcome.json().get("backups").get(0);
  }

  private static Path secondFile(JsonNode backup) {
    return scene
        .disk()
        .resolveSibling(SECOND)
        .resolve(backup.get("copies").get(0).get("key").asText());
  }

  private static JsonNode copyOn(JsonNode backup, String storage) {
    for (JsonNode copy : backup.get("copies")) {
      if (copy.get("storage").asText().equals(storage)) {
        return copy;
      }
    }
    throw new AssertionError(backup);
  }
}
