package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.verify.CopyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups into a folder that somebody named, instead of a storage. */
class OutputFolderRunTest {

  @TempDir Path folder;
  private Path out;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    out = Files.createDirectory(folder.resolve("out"));
    bench = new Bench(folder, "disk");
    bench.source.fresh("folded");
    bench.source.execute("CREATE TABLE folded.t AS SELECT 1 AS a");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void filesLieInItWithoutFoldersAndAreOnRecord() throws Exception {
    ActiveRun run = asked(out);

    RunEnd end = bench.run(run);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    Backup backup = bench.onlyBackup(run);
    String dump = Bench.key(backup).value();
    assertThat(dump).startsWith("folded_").endsWith(run.run().id() + ".sql").doesNotContain("/");
    assertThat(names(out))
        .containsExactlyInAnyOrder(dump, dump + ".users.sql", dump + ".meta.json");
    assertThat(bench.keys("disk")).isEmpty();
    assertThat(backup.copies())
        .extracting(Copy::storage, Copy::status)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("dir:" + out, CopyStatus.STORED));
  }

  @Test
  void comesBackByItsId() throws Exception {
    ActiveRun run = asked(out);
    bench.run(run);
    Backup backup = bench.catalog.find(bench.onlyBackup(run).id()).orElseThrow();
    CopyReader reader = new CopyReader(bench::config, bench::open, bench.manifests, bench.keys);

    Copy copy = reader.firstGood(backup);

    try (InputStream in = reader.open(copy, backup.result())) {
      assertThat(in).asString(StandardCharsets.UTF_8).contains("CREATE TABLE `t`");
    }
  }

  @Test
  void noRuleEverRemovesThem() {
    ActiveRun run = asked(out);
    bench.run(run);
    bench.pass(java.time.Duration.ofDays(4000));

    bench.retention().applyAll();

    assertThat(names(out)).hasSize(3);
  }

  @Test
  void aFolderThatIsNotThereIsSaidSoAndNotMade() {
    Path nowhere = folder.resolve("nowhere");

    RunEnd end = bench.run(asked(nowhere));

    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    assertThat(end.errorCode()).startsWith("storage-");
    assertThat(end.message()).contains(nowhere.toString());
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aPathThatIsTooLongToBeRecordedIsRefused() {
    Path deep = folder.resolve("d".repeat(130));

    RunEnd end = bench.run(asked(deep));

    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    assertThat(end.errorCode()).isEqualTo("config-invalid");
    assertThat(end.message()).contains("more than 124 characters");
    assertThatThrownBy(() -> OutputFolder.storage(deep))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
  }

  @Test
  void whatADeadRunLeftInAFolderIsSweptAlsoWhereAnotherFolderIsGone() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Copy lost = begun(gone);
    Copy left = begun(out);
    assertThat(names(out)).hasSize(1);
    try (Stream<Path> files = Files.list(gone)) {
      files.toList().forEach(file -> file.toFile().delete());
    }
    Files.delete(gone);

    assertThat(bench.sweeper().sweep(List.of(lost, left))).as("one is out of reach").isFalse();

    assertThat(names(out)).isEmpty();
    assertThat(statusOf(left)).isEqualTo(CopyStatus.FAILED);
    assertThat(statusOf(lost)).isEqualTo(CopyStatus.PENDING);
  }

  /** A copy whose dump was being written into the folder. */
  private Copy begun(Path where) {
    Backup bare = TestRuns.begun(TestRuns.id(), "shop", "folded");
    ObjectKey key = ObjectKey.of(bare.id() + ".sql");
    StorageWriter writer = bench.open(OutputFolder.storage(where)).open(key, OptionalLong.empty());
    writer.write(new byte[10], 0, 10);
    Copy copy =
        new Copy(
            TestRuns.id(),
            bare.id(),
            "dir:" + where,
            "",
            null,
            key.value(),
            writer.pending().uploadId(),
            CopyStatus.PENDING,
            0,
            null,
            null,
            null,
            null,
            null);
    bench.catalog.begin(
        new Backup(
            bare.id(),
            bare.runId(),
            "manual",
            "shop",
            "manual",
            bare.scope(),
            bare.databases(),
            bare.engine(),
            bare.status(),
            bare.startedAt(),
            null,
            false,
            null,
            null,
            null,
            List.of(copy),
            List.of()));
    return copy;
  }

  private CopyStatus statusOf(Copy copy) {
    return bench.catalog.find(copy.backupId()).orElseThrow().copies().get(0).status();
  }

  private ActiveRun asked(Path where) {
    return bench.asked(
        "output_dir", where.toString(), "include_databases", "folded", "compress_type", "none");
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
