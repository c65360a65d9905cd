package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.LocalRuns;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.app.TestRestores;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mode with every compression and every encryption, of three small databases. */
@Tag("long")
class FormatsRoundTripTest {

  private static final Cli CLI = Cli.shared();
  private static final String SERVER = "formats-mariadb-11-4";

  /** The words of each mode, and the databases that it selects. */
  private static final Map<Map<String, String>, List<String>> MODES =
      Map.of(
          Map.of("mode", "all"), List.of("f", "f_temp", "f_secondary"),
          Map.of("mode", "filter", "include_databases", "f,f_t*", "file_mode", "single-file"),
              List.of("f", "f_temp"),
          Map.of("mode", "filter", "include_databases", "f*", "file_mode", "multi-file"),
              List.of("f", "f_temp", "f_secondary"),
          Map.of("mode", "single", "include_databases", "f", "companions", "true"),
              List.of("f", "f_temp"),
          Map.of("mode", "primary"), List.of("f"),
          Map.of("mode", "secondary"), List.of("f_secondary"),
          Map.of("mode", "separated", "parallel_dumps", "2"),
              List.of("f", "f_temp", "f_secondary"));

  private static NastyScene scene;
  private static LocalRuns here;

  @BeforeAll
  static void start() throws Exception {
    Sealing.make();
    scene = NastyScene.of(TestEngine.MARIADB_11_4, "formats");
    for (String database : List.of("f", "f_temp", "f_secondary")) {
      NastyScene.execute(
          scene.source(),
          "CREATE DATABASE " + database,
          "USE " + database,
          "CREATE TABLE " + database + ".t (id INT PRIMARY KEY, word TEXT, raw BLOB)",
          "INSERT INTO " + database + ".t VALUES (1, 'it''s', x'00ff0a'), (2, NULL, NULL)",
          "INSERT INTO " + database + ".t SELECT seq, SHA2(seq, 256), '' FROM seq_3_to_900");
    }
    // the first command unpacks libraries into a temporary folder of its own
    scene.backup(ExitCode.DONE, List.of("primary"));
    here = new LocalRuns(CLI.platform());
  }

  @AfterAll
  static void stop() throws Exception {
    here.close();
    scene.close();
  }

  static Stream<Arguments> formats() {
    return Stream.of(Packing.values())
        .flatMap(packing -> Stream.of(Sealing.values()).map(way -> Arguments.of(packing, way)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyModeComesBack(Packing packing, Sealing sealing) throws Exception {
    for (Map<String, String> mode : MODES.keySet()) {
      Map<String, String> words = new TreeMap<>(mode);
      words.putAll(Map.of(RunRequest.STORAGES, SERVER, "exclude_users", "true"));
      words.putAll(packing.words());
      words.putAll(sealing.words());

      List<Backup> backups = backup(words);

      for (Backup backup : backups) {
        assertThat(Path.of(backup.copies().get(0).key()).getFileName().toString())
            .endsWith(packing.extension() + sealing.extension());
        restore(backup, sealing);
      }
      List<String> databases = MODES.get(mode);
      assertThat(scene.restored()).containsExactlyInAnyOrderElementsOf(databases);
      assertThat(scene.differences(databases)).as("" + words).isEmpty();
      scene.forget();
    }
  }

  private static List<Backup> backup(Map<String, String> words) throws Exception {
    RunFollower follower = new RunFollower(CLI.platform());
    RunRequest request = new RunRequest("test (cli)", null, words, here.nodeId());
    List<Run> runs = follower.launchManual(SERVER, request);
    here.run(runs);
    Run ended = follower.follow(runs, now -> {}, queued -> {}).get(0);
    assertThat(ended.status()).as("" + ended.end()).isEqualTo(RunStatus.SUCCEEDED);
    return CLI.platform().catalog().ofRun(ended.id());
  }

  private static void restore(Backup backup, Sealing sealing) throws Exception {
    Keyring keys = CLI.platform().keyring().with("identity", Sealing.identity());
    new TestRestores(CLI.platform(), sealing == Sealing.NONE ? Keyring.empty() : keys)
        .restore(backup, SERVER + "-to", null, Existing.REFUSE);
  }
}
