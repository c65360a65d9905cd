package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.source.BrokenView;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose dumps are good and lack something all the same. */
class PartialRunTest {

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder, "disk");
    bench.source.fresh("part");
    bench.source.execute(
        "CREATE TABLE part.t (a INT PRIMARY KEY)",
        "CREATE TABLE part.gone (a INT)",
        "CREATE PROCEDURE part.p() SELECT 1",
        "CREATE EVENT part.e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1",
        "CREATE TRIGGER part.tr BEFORE INSERT ON part.t FOR EACH ROW SET NEW.a = NEW.a");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatTheAccountMayNotSeeIsNamedWithItsGrant() throws Exception {
    bench.backUpAs("part_blind", "SELECT, SHOW VIEW ON part.*");
    ActiveRun run = bench.scheduled("include_databases", "part");

    RunEnd end = bench.run(run);

    assertPartial(run, end, "objects-unproven");
    for (String privilege : new String[] {"TRIGGER", "EVENT", "SHOW CREATE ROUTINE"}) {
      assertThat(end.message())
          .contains("run GRANT %s ON `part`.* TO 'part_blind'@'%%';".formatted(privilege));
    }
    assertThat(bench.manifest(bench.onlyBackup(run)).warnings())
        .anySatisfy(warning -> assertThat(warning).startsWith("triggers of part may be missing"));
  }

  @Test
  void routinesThatItMayOnlyExecuteAreNamedToo() throws Exception {
    bench.backUpAs("part_blind", "SELECT, SHOW VIEW, TRIGGER, EVENT, EXECUTE ON part.*");
    ActiveRun run = bench.scheduled("include_databases", "part");

    RunEnd end = bench.run(run);

    assertPartial(run, end, "objects-unproven");
    assertThat(end.message())
        .contains("run GRANT SHOW CREATE ROUTINE ON `part`.* TO 'part_blind'@'%'; not in the dump")
        .contains("routine p of part");
  }

  @Test
  void kindsThatAreSwitchedOffNeedNoProof() throws Exception {
    bench.backUpAs("part_blind", "SELECT, SHOW VIEW, EVENT ON part.*");
    ActiveRun run =
        bench.scheduled(
            "include_databases", "part", "dump_options", "routines=off,triggers=off,events=off");

    RunEnd end = bench.run(run);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void kindsThatAreSwitchedOffAreNotMissing() {
    ActiveRun run =
        bench.scheduled(
            "include_databases", "part", "dump_options", "routines=off,triggers=off,events=off");

    RunEnd end = bench.run(run);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    Manifest manifest = bench.manifest(bench.onlyBackup(run));
    assertThat(manifest.missing()).isEmpty();
    assertThat(manifest.inventories().get(0).routines()).hasSize(1);
  }

  @Test
  void aBrokenViewIsLeftOutAndKeptAsText() throws Exception {
    bench.source.execute(
        "CREATE VIEW part.v AS SELECT a FROM part.gone",
        "CREATE VIEW part.fine AS SELECT a FROM part.t",
        "DROP TABLE part.gone");
    ActiveRun run = bench.scheduled("include_databases", "part");

    RunEnd end = bench.run(run);

    assertPartial(run, end, "views-broken");
    assertThat(end.message()).contains("views part.v").doesNotContain("fine");
    Manifest manifest = bench.manifest(bench.onlyBackup(run));
    assertThat(manifest.brokenViews()).extracting(BrokenView::name).containsExactly("v");
    assertThat(manifest.brokenViews().get(0).definition()).contains("VIEW", "gone");
    assertThat(manifest.missing()).isEmpty();
  }

  @Test
  void whatIsDroppedBeforeTheDumpIsMissed() {
    ActiveRun run = bench.scheduled("include_databases", "part");
    DumpEngine late =
        Workshop.engine(
            request -> {
              drop("part.gone");
              return bench.source.dumper().open(request);
            });

    RunEnd end = bench.run(run, late);

    assertPartial(run, end, "objects-missing");
    assertThat(end.message()).contains("table gone of part").doesNotContain("table t of");
    assertThat(bench.manifest(bench.onlyBackup(run)).missing())
        .containsExactly("table gone of part");
  }

  @Test
  void everythingThatADumpLacksIsTold() throws Exception {
    bench.backUpAs("part_blind", "SELECT, SHOW VIEW, EVENT ON part.*");
    bench.source.execute("CREATE VIEW part.v AS SELECT a FROM part.gone", "DROP TABLE part.gone");
    ActiveRun run = bench.scheduled("include_databases", "part,part_nowhere");

    RunEnd end = bench.run(run);

    assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.message())
        .contains("triggers of part may be missing")
        .contains("views part.v")
        .contains("no database part_nowhere");
  }

  @Test
  void aScheduleBacksUpTheRestOfItsList() {
    ActiveRun run = bench.scheduled("include_databases", "part,part_nowhere,part_neither");

    RunEnd end = bench.run(run);

    assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.errorCode()).isEqualTo("not-found");
    assertThat(end.message()).startsWith("server shop has no database part_nowhere, part_neither");
    assertThat(bench.onlyBackup(run).status()).isEqualTo(BackupStatus.SUCCEEDED);
  }

  @Test
  void aWrongSettingOfDumpOptionsIsNotTakenForNone() {
    bench.rows.add(SampleRows.setting("dump_options", "no-such=1"));
    ActiveRun run = bench.scheduled("include_databases", "part");

    RunEnd end = bench.run(run);

    assertThat(end.errorCode()).isEqualTo("config-invalid");
    assertThat(end.message()).contains("setting dump_options is wrong", "no-such");
    assertThat(bench.backups(run)).isEmpty();
  }

  @Test
  void aScheduleThatLeavesOutWhatIsNotThereIsPartial() {
    ActiveRun run =
        bench.scheduled(
            "include_databases",
            "part",
            "exclude_tables",
            "part.nosuch,part.t,other.x,part.no*",
            "exclude_table_data",
            "part.neither,part.gone");

    RunEnd end = bench.run(run);

    assertPartial(run, end, "not-found");
    assertThat(end.message()).endsWith("tables part.nosuch, part.neither");
  }

  @Test
  void whoLeavesOutWhatIsNotThereIsToldBeforeAnythingIsWritten() throws Exception {
    bench.source.execute("CREATE VIEW part.v AS SELECT a FROM part.t");
    for (String column : new String[] {"exclude_tables", "exclude_table_data"}) {
      ActiveRun run = bench.asked("include_databases", "part", column, "part.v,part.nosuch");

      RunEnd end = bench.run(run);

      assertThat(end.status()).isEqualTo(RunStatus.FAILED);
      assertThat(end.errorCode()).isEqualTo("not-found");
      assertThat(end.message()).contains("part.nosuch").doesNotContain("part.v");
      assertThat(bench.keys("disk")).isEmpty();
    }
  }

  @Test
  void whoAsksForAnUnknownNameIsToldBeforeAnythingIsWritten() {
    ActiveRun run = bench.asked("include_databases", "part,part_nowhere");

    RunEnd end = bench.run(run);

    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    assertThat(end.errorCode()).isEqualTo("not-found");
    assertThat(end.message()).contains("part_nowhere").doesNotContain("part,");
    assertThat(bench.backups(run)).isEmpty();
    assertThat(bench.keys("disk")).isEmpty();
  }

  @Test
  void emptyDatabasesAreLeftOutWhereThatIsWished() throws Exception {
    bench.source.fresh("part_empty");
    ActiveRun run = bench.scheduled("include_databases", "part,part_empty", "exclude_empty", "1");

    assertThat(bench.run(run).status()).isEqualTo(RunStatus.SUCCEEDED);

    assertThat(bench.onlyBackup(run).scope()).isEqualTo("part");
  }

  @Test
  void anEmptySelectionIsNoSuccess() throws Exception {
    bench.source.fresh("part_empty");
    assertNothingSelected(bench.scheduled("include_databases", "part_zz*"));
    assertNothingSelected(bench.scheduled("include_databases", "part_empty", "exclude_empty", "1"));
    assertNothingSelected(
        bench.scheduled("include_databases", "part*", "exclude_databases", "part*"));
    assertNothingSelected(bench.asked("include_databases", "part_zz*"));
  }

  private void assertNothingSelected(ActiveRun run) {
    RunEnd end = bench.run(run);
    bench.queue.finish(run.run().id(), end);
    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    assertThat(end.errorCode()).isEqualTo("no-databases");
    assertThat(bench.backups(run)).isEmpty();
  }

  private void assertPartial(ActiveRun run, RunEnd end, String code) {
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.errorCode()).isEqualTo(code);
    assertThat(end.hint()).isNotBlank();
    Backup backup = bench.onlyBackup(run);
    assertThat(backup.status()).isEqualTo(BackupStatus.PARTIAL);
    assertThat(backup.errorCode()).isEqualTo(code);
    assertThat(backup.copies()).extracting(Copy::status).containsExactly(CopyStatus.STORED);
  }

  private void drop(String table) {
    try {
      bench.source.execute("DROP TABLE " + table);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
