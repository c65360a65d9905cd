package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The nasty schema through every mode, each engine with every compression and encryption, and back:
 * now by {@code dumpwarden restore}, now by stock programs in a row.
 */
@Tag("long")
class NastyRoundTripTest {

  private static final List<String> EXTRAS =
      List.of("Shop_dmart", "Shop_temp", "Shop_secondary", "nasty_latin_secondary_2");

  /** They have views over each other. */
  private static final List<String> ACROSS = List.of("nasty", "nasty_code");

  @BeforeAll
  static void keys() throws Exception {
    Sealing.make();
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void comesBackFromEveryMode(TestEngine kind) throws Exception {
    try (NastyScene scene = NastyScene.of(kind, "nasty")) {
      NastySchema.create(scene.source());
      for (String extra : EXTRAS) {
        NastyScene.execute(
            scene.source(),
            "CREATE DATABASE " + extra,
            "CREATE TABLE " + extra + ".t (id INT PRIMARY KEY, word TEXT)",
            "INSERT INTO " + extra + ".t VALUES (1, 'it''s'), (2, NULL)");
      }
      refusesNamesOfTwoLines(scene);
      NastySchema.createAccounts(scene.target());
      int turn = kind.ordinal();
      for (NastyMode mode : NastyMode.values()) {
        new Trip(scene, mode, turn++).go();
        scene.forget();
      }
      brokenViewsAreLeftOutAlone(scene);
      for (String secret : Sealing.secrets()) {
        assertThat(scene.tellsOf(secret)).isEmpty();
      }
      assertThat(scene.tellsOf(NastyScene.PASSWORD)).isEmpty();
    }
  }

  /** In the dump's comments such a name could be a statement. */
  private static void refusesNamesOfTwoLines(NastyScene scene) throws Exception {
    JsonNode answer = scene.backup(ExitCode.FAILED, List.of("all"));
    assertThat(answer.get("run").get("errorCode").asText()).isEqualTo("config-invalid");
    assertThat(answer.get("run").get("message").asText()).contains("rename or exclude it: line");
    NastyScene.execute(scene.source(), "DROP DATABASE `line\nbreak`");
  }

  private static void brokenViewsAreLeftOutAlone(NastyScene scene) throws Exception {
    List<NastySchema.View> broken = NastySchema.breakViews(scene.source());
    NastyMode mode = NastyMode.FILTER_SINGLE;
    JsonNode answer = scene.backup(ExitCode.PARTIAL, mode.line());

    assertThat(answer.get("run").get("status").asText()).isEqualTo("partial");
    assertThat(answer.get("run").get("errorCode").asText()).isEqualTo("views-broken");
    JsonNode backup = answer.get("backups").get(0);
    Path manifest = Path.of(scene.file(backup) + ".meta.json");
    List<NastySchema.View> kept = new ArrayList<>();
    for (JsonNode view : new ObjectMapper().readTree(manifest.toFile()).get("brokenViews")) {
      kept.add(new NastySchema.View(view.get("database").asText(), view.get("name").asText()));
      assertThat(view.get("definition").asText()).containsIgnoringCase("select");
      assertThat(view.get("problem").asText()).isNotEmpty();
    }
    assertThat(kept).containsExactlyInAnyOrderElementsOf(broken);
    Outcome outcome = scene.restore(backup);
    assertThat(outcome.exit()).as("" + outcome).isZero();
    assertThat(outcome.json().get("status").asText()).isEqualTo("succeeded");
    assertThat(scene.differences(mode.of(NastySchema.databases(scene.source()))))
        .containsExactlyInAnyOrderElementsOf(
            broken.stream()
                .map(
                    view ->
                        view.database() + ": view " + view.name() + ": only in the first database")
                .toList());
  }

  /** One mode, with the compression and encryption whose turn it is. */
  private record Trip(NastyScene scene, NastyMode mode, int turn) {

    void go() throws Exception {
      List<String> line = new ArrayList<>(mode.line());
      line.addAll(packing().options());
      line.addAll(sealing().options());

      JsonNode answer = scene.backup(ExitCode.DONE, line);

      List<String> databases = mode.of(NastySchema.databases(scene.source()));
      List<JsonNode> backups = new ArrayList<>();
      answer.get("backups").forEach(backups::add);
      assertThat(names(backups)).containsExactlyInAnyOrderElementsOf(databases);
      assertThat(backups).hasSize(mode.combined() ? 1 : databases.size());
      for (JsonNode backup : backups) {
        check(backup);
      }
      scene.run("runs", answer.get("run").get("id").asText());
      restore(backups);
      assertThat(scene.restored()).containsExactlyInAnyOrderElementsOf(databases);
      assertThat(scene.differences(databases)).as(toString()).isEmpty();
    }

    private Packing packing() {
      return Packing.values()[turn % Packing.values().length];
    }

    private Sealing sealing() {
      return Sealing.values()[turn % Sealing.values().length];
    }

    private void check(JsonNode backup) throws Exception {
      assertThat(backup.get("status").asText()).isEqualTo("succeeded");
      assertThat(backup.get("position").get("exact").asBoolean()).as("" + backup).isTrue();
      assertThat(backup.get("position").get("file").asText()).startsWith("log.");
      assertThat(beside(backup, ".users.sql")).isNotEmptyFile();
      Path manifest = beside(backup, ".meta.json");
      JsonNode read = new ObjectMapper().readTree(manifest.toFile());
      assertThat(read.get("position").get("file")).isEqualTo(backup.get("position").get("file"));
      assertThat(read.get("missing")).isEmpty();
      assertThat(read.get("brokenViews")).isEmpty();
    }

    /**
     * One database after the other; views over databases that are still to come fail at first, and
     * no order helps where they go both ways: what loads stays, and is replaced in a second round.
     */
    private void restore(List<JsonNode> backups) throws Exception {
      List<JsonNode> again = new ArrayList<>();
      for (JsonNode backup : backups) {
        if (!restored(backup, "--continue-on-error")) {
          again.add(backup);
        }
      }
      assertThat(names(again)).isSubsetOf(ACROSS);
      for (JsonNode backup : again) {
        assertThat(restored(backup, "--replace", "--in-place", "--skip-safety-backup"))
            .as("" + backup)
            .isTrue();
      }
      Path users = beside(backups.get(0), ".users.sql");
      assertThat(ByHand.load(users, packing(), sealing(), scene.target())).isEmpty();
    }

    private boolean restored(JsonNode backup, String... more) throws Exception {
      String refusal =
          turn % 2 == 0
              ? byCommand(backup, more)
              : ByHand.load(scene.file(backup), packing(), sealing(), scene.target());
      assertThat(refusal).matches("(?s)|.*(1049|1146|1356).*");
      return refusal.isEmpty();
    }

    private String byCommand(JsonNode backup, String... more) {
      List<String> options = new ArrayList<>(List.of(sealing().restoreOptions()));
      options.addAll(List.of(more));
      Outcome outcome = scene.restore(backup, options.toArray(String[]::new));
      assertThat(outcome.exit()).as("" + outcome).isIn(ExitCode.DONE, ExitCode.PARTIAL);
      return outcome.err();
    }

    private Path beside(JsonNode backup, String kind) throws Exception {
      Path file = scene.file(backup);
      try (Stream<Path> files = Files.list(file.getParent())) {
        return files
            .filter(path -> path.getFileName().toString().startsWith(file.getFileName() + kind))
            .findFirst()
            .orElseThrow();
      }
    }

    private static List<String> names(List<JsonNode> backups) {
      List<String> names = new ArrayList<>();
      for (JsonNode backup : backups) {
        backup.get("databases").forEach(name -> names.add(name.asText()));
      }
      return names;
    }

    @Override
    public String toString() {
      return mode + " " + packing() + " " + sealing();
    }
  }
}
