package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run says, and that it does nothing. */
class BackupPreviewTest {

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder, "disk");
    for (String name : List.of("seen_a", "seen_b")) {
      bench.source.fresh(name);
      bench.source.execute("CREATE TABLE " + name + ".t AS SELECT REPEAT('x', 1000) AS a");
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void writesNothing() {
    Run run = bench.wished("include_databases", "seen_a,seen_b");

    BackupPreview.Preview preview = bench.preview().of(run);

    assertThat(preview.server()).isEqualTo("shop");
    assertThat(preview.storages()).containsExactly("disk");
    assertThat(preview.missing()).isEmpty();
    assertThat(preview.notes()).isEmpty();
    assertThat(preview.retention()).isEmpty();
    assertThat(preview.files())
        .extracting(BackupPreview.File::databases)
        .containsExactly(List.of("seen_a"), List.of("seen_b"));
    assertThat(preview.files())
        .allSatisfy(file -> assertThat(file.rawBytes()).isPositive())
        .allSatisfy(file -> assertThat(file.storedBytes()).isZero());
    assertThat(bench.keys("disk")).isEmpty();
    assertThat(bench.storages.get("disk").pendingWrites("")).isEmpty();
    assertThat(bench.queue.list(RunFilter.latest(10))).isEmpty();
    assertThat(bench.catalog.list(BackupFilter.latest(10))).isEmpty();
    assertThat(folder.resolve("children")).doesNotExist();
  }

  @Test
  void saysWhichOptionsHaveNoEffect() {
    Run run = bench.wished("include_databases", "seen_a", "dump_options", "masking-policies");

    assertThat(bench.preview().of(run).notes())
        .containsExactly(
            "dump option masking-policies=on has no effect: the mysqldump engine does not have it");
  }

  @Test
  void namesTheVeryKeyAndWhatRetentionTakesAfterwards() {
    bench.rows.add(SampleRows.rule("manual", "disk", "max_copies", "1"));
    Backup before = made("seen_a");
    Run next = bench.wished("include_databases", "seen_a");

    BackupPreview.Preview preview = bench.preview().of(next);

    BackupPreview.File file = preview.files().get(0);
    assertThat(file.rawBytes()).isEqualTo(before.result().rawBytes());
    assertThat(file.storedBytes()).isEqualTo(before.result().storedBytes());
    assertThat(preview.retention()).hasSize(1);
    assertThat(preview.retention().get(0).removed())
        .extracting(Copy::backupId)
        .containsExactly(before.id());
    assertThat(bench.keys("disk")).as("still there").hasSize(3);

    bench.queue.offer(next);
    bench.run(bench.active(next));
    assertThat(bench.keys("disk")).contains(file.key());
  }

  @Test
  void aCombinedFileOfOtherDatabasesTellsNothing() {
    ActiveRun run =
        bench.asked(
            "include_databases", "seen_a,seen_b", "mode", "filter", "file_mode", "single-file");
    RunEnd end = bench.run(run);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    bench.queue.finish(run.run().id(), end);

    assertThat(combined("seen_a,seen_b").storedBytes()).isPositive();
    assertThat(combined("seen_b").storedBytes()).isZero();
  }

  private BackupPreview.File combined(String names) {
    Run next =
        bench.wished("include_databases", names, "mode", "filter", "file_mode", "single-file");
    return bench.preview().of(next).files().get(0);
  }

  @Test
  void whatAScheduleMissesIsSaid() {
    Run run = bench.scheduled("include_databases", "seen_a,seen_nowhere").run();

    BackupPreview.Preview preview = bench.preview().of(run);

    assertThat(preview.files()).extracting(BackupPreview.File::scope).containsExactly("seen_a");
    assertThat(preview.missing()).singleElement().asString().contains("no database seen_nowhere");
  }

  @Test
  void whatCannotBeginIsRefusedAsTheRunWouldBe() {
    Run run = bench.wished("include_databases", "seen_zz*");

    assertThatThrownBy(() -> bench.preview().of(run))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_DATABASES));
  }

  private Backup made(String database) {
    ActiveRun run = bench.asked("include_databases", database);
    RunEnd end = bench.run(run);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    bench.queue.finish(run.run().id(), end);
    return bench.onlyBackup(run);
  }
}
