package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.TableGlob;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.restore.RestoreRequest.Choice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restores of dumps with an index: over several connections, and only what is needed of them. */
class FramedRestoreTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void restoresUnderTheSameNameAndAnother(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    Shop.create(server, "framed_a");
    List<String> before = Shop.contents(server, "framed_a");
    FileSource file = NativeFile.of(server, folder, "framed_a");
    bench.drop("framed_a", "framed_b");

    RestoreMeter meter = new RestoreMeter(bench.tools().clock());
    RestoreOutcome same = bench.run(file, bench.plan(file, bench.request(Existing.REFUSE)), meter);

    assertThat(same.failure()).isNull();
    assertThat(Shop.contents(server, "framed_a")).isEqualTo(before);
    assertThat(String.join("\n", meter.log().take()))
        .contains("loading over ", "loaded `framed_a`");
    assertThat(meter.progress().loadedBytes()).isEqualTo(file.rawBytes());

    RestoreOutcome other =
        bench.restore(
            file,
            bench.request(
                Existing.REFUSE,
                new Choice(List.of(), "framed_b", Map.of(), List.of()),
                new RestoreRequest.Load(false, false, Set.of(), 3, false)));

    assertThat(other.failure()).isNull();
    assertThat(Shop.contents(server, "framed_b")).isEqualTo(before);
    assertThat(bench.leftovers()).isEmpty();
    bench.drop("framed_a", "framed_b");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void replacesWhatIsThereBySwap(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    Shop.create(server, "framed_c");
    List<String> before = Shop.contents(server, "framed_c");
    FileSource file = NativeFile.of(server, folder, "framed_c");
    server.execute("CREATE TABLE framed_c.later (id INT)", "DELETE FROM framed_c.purchase");

    RestoreOutcome outcome = bench.restore(file, bench.request(Existing.REPLACE));

    assertThat(outcome.failure()).isNull();
    assertThat(Shop.contents(server, "framed_c")).isEqualTo(before);
    assertThat(bench.kept()).containsExactly("framed_c");
    assertThat(bench.leftovers()).isEmpty();
    bench.drop("framed_c");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void readsLittleForOneTable(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    server.fresh("framed_d");
    server.execute(
        "CREATE TABLE framed_d.small (id INT PRIMARY KEY)",
        "INSERT INTO framed_d.small VALUES (1), (2)",
        "CREATE TABLE framed_d.large (id INT PRIMARY KEY, t TEXT)",
        "INSERT INTO framed_d.large VALUES (1, REPEAT('x', 60000)), (2, REPEAT('y', 60000))");
    FileSource file = NativeFile.of(server, folder, "framed_d");
    bench.drop("framed_e");
    RestoreRequest request =
        bench.request(
            Existing.REFUSE,
            new Choice(List.of(), "framed_e", Map.of(), List.of(TableGlob.parse("framed_d.small"))),
            RestoreRequest.Load.STRICT);
    RestorePlan plan = new RestorePlanner(bench.tools()).plan(file, request);
    RestoreMeter meter = new RestoreMeter(bench.tools().clock());

    RestoreOutcome outcome = bench.run(file, plan, meter);

    assertThat(outcome.failure()).isNull();
    assertThat(Rows.of(server, "SHOW TABLES FROM framed_e")).containsExactly("small");
    assertThat(Rows.of(server, "SELECT COUNT(*) FROM framed_e.small")).containsExactly("2");
    assertThat(outcome.loadedBytes()).isLessThan(file.rawBytes() / 10);
    assertThat(String.join("\n", meter.log().take()))
        .containsPattern("3 of its 4 parts: \\d+ bytes of \\d+");
    bench.drop("framed_d", "framed_e");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void readsLittleOfADumpToolsScriptToo(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    server.fresh("framed_h");
    for (String table : List.of("a", "b", "c", "d", "e")) {
      server.execute(
          "CREATE TABLE framed_h.%s (id INT PRIMARY KEY, t MEDIUMTEXT)".formatted(table),
          "INSERT INTO framed_h.%s VALUES (1, REPEAT('%s', 1200000))".formatted(table, table),
          "CREATE TRIGGER framed_h.on_%s BEFORE INSERT ON framed_h.%s FOR EACH ROW SET @x = 1"
              .formatted(table, table));
    }
    FileSource file = NativeFile.byTool(server, folder, "framed_h");
    bench.drop("framed_i");
    RestoreRequest request =
        bench.request(
            Existing.REFUSE,
            new Choice(List.of(), "framed_i", Map.of(), List.of(TableGlob.parse("framed_h.c"))),
            RestoreRequest.Load.STRICT);

    RestoreOutcome outcome = bench.run(file, new RestorePlanner(bench.tools()).plan(file, request));

    assertThat(outcome.failure()).isNull();
    assertThat(Rows.of(server, "SELECT t = REPEAT('c', 1200000) FROM framed_i.c"))
        .containsExactly("1");
    assertThat(server.inventory("framed_i").triggers()).containsExactly("on_c");
    assertThat(outcome.loadedBytes()).isLessThan(file.rawBytes() * 9 / 10);
    bench.drop("framed_h", "framed_i");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void leavesNothingOfADamagedDump(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    Shop.create(server, "framed_f");
    FileSource file = NativeFile.of(server, folder, "framed_f");
    bench.drop("framed_f");
    RestorePlan plan = bench.plan(file, bench.request(Existing.REFUSE));
    // between its check and its load
    damageRows(folder.resolve("native.sql.zst"), file);

    RestoreOutcome outcome = bench.run(file, plan);

    assertThat(outcome.failure()).hasMessageContaining("rows of framed_f.");
    assertThat(outcome.failure()).hasMessageContaining("which was new, was dropped again");
    assertThat(bench.databases()).doesNotContain("framed_f");
  }

  /** A database that gets no rows is of the same restore. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void goesOnWithSeveralDatabasesOfWhichOneHasNoRows(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    server.fresh("framed_j");
    server.fresh("framed_k");
    server.execute(
        "CREATE TABLE framed_j.a (id INT PRIMARY KEY)",
        "INSERT INTO framed_j.a VALUES (1), (2)",
        "CREATE TABLE framed_k.none (id INT PRIMARY KEY)",
        "CREATE VIEW framed_k.seen AS SELECT id FROM framed_k.none");
    FileSource file = NativeFile.of(server, folder, "framed_j", "framed_k");
    Path path = folder.resolve("native.sql.zst");
    byte[] whole = Files.readAllBytes(path);
    // what was empty before is not dropped by a restore that fails
    server.fresh("framed_j");
    server.fresh("framed_k");
    RestorePlan plan = bench.plan(file, bench.request(Existing.REFUSE));
    damageRows(path, file);
    assertThat(bench.run(file, plan).failure()).isNotNull();
    Files.write(path, whole);
    FileSource again = FileSource.of(path, io.dumpwarden.encryption.Keyring.empty(), null);

    RestorePlan resumed =
        bench.plan(
            again,
            bench.request(
                Existing.REFUSE,
                Choice.ALL,
                new RestoreRequest.Load(false, false, Set.of(), 2, true)));
    assertThat(resumed.databases())
        .extracting(DatabasePlan::action)
        .containsOnly(DatabasePlan.Action.RESUME);
    assertThat(bench.run(again, resumed).failure()).isNull();

    assertThat(Rows.of(server, "SELECT COUNT(*) FROM framed_j.a")).containsExactly("2");
    assertThat(Rows.of(server, "SHOW TABLES FROM framed_k")).containsExactly("none", "seen");
    bench.drop("framed_j", "framed_k");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void whatARestoreKeepsUntilItIsDoneIsInNoDump(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    RestoreBench bench = new RestoreBench(server, folder);
    server.fresh("framed_l");
    server.execute(
        "CREATE TABLE framed_l.a (id INT PRIMARY KEY)",
        "INSERT INTO framed_l.a VALUES (1), (2)",
        "CREATE TABLE framed_l._dumpwarden_load (part VARCHAR(190) NOT NULL PRIMARY KEY)",
        "INSERT INTO framed_l._dumpwarden_load VALUES ('definitions')");
    FileSource file = NativeFile.of(server, folder, "framed_l");
    bench.drop("framed_l");

    RestoreOutcome outcome = bench.restore(file, bench.request(Existing.REFUSE));

    assertThat(outcome.failure()).isNull();
    assertThat(Rows.of(server, "SHOW TABLES FROM framed_l")).containsExactly("a");
    assertThat(file.manifest().orElseThrow().frames())
        .isNotNull()
        .flatExtracting(Frame::tables)
        .noneMatch(table -> table.table().startsWith("_dumpwarden"));
    bench.drop("framed_l");
  }

  private static void damageRows(Path path, FileSource file) throws Exception {
    Frame rows =
        Objects.requireNonNull(file.manifest().orElseThrow().frames()).stream()
            .filter(frame -> frame.kind() == FrameKind.ROWS)
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(path);
    bytes[(int) (rows.offset() + rows.packedBytes() / 2)] ^= 0x55;
    Files.write(path, bytes);
  }
}
