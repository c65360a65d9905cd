package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.engine.NativeEngine;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups whose dumps the native engine makes. */
class NativeBackupTest {

  @TempDir Path folder;
  private Bench bench;
  private NativeEngine engine;

  @BeforeEach
  void server() throws Exception {
    bench = new Bench(folder, "disk");
    engine =
        new NativeEngine(new ServerConnector(Duration.ofMinutes(1)), "1.2", () -> bench.now());
    bench.source.fresh("engine_shop");
    bench.source.execute(
        "CREATE TABLE engine_shop.item (id INT PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO engine_shop.item VALUES (1, 'naïve 💥'), (2, NULL), (3, 'x')",
        "CREATE TABLE engine_shop.loose (id INT) ENGINE=MyISAM",
        "INSERT INTO engine_shop.loose VALUES (1)",
        "CREATE VIEW engine_shop.seen AS SELECT id FROM engine_shop.item");
  }

  @AfterEach
  void close() throws Exception {
    bench.source.execute("DROP DATABASE engine_shop");
    bench.close();
  }

  @Test
  void theManifestSaysWhereEachTableIsAndHowTheSnapshotWasTaken() {
    ActiveRun run =
        bench.scheduled(
            "include_databases", "engine_shop", "engine", "native", "parallel_dumps", "2");

    RunEnd end = bench.run(run, engine);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    Backup backup = bench.onlyBackup(run);
    Manifest manifest = bench.manifest(backup);
    assertThat(backup.engine()).isEqualTo("native");
    assertThat(manifest.engine()).isEqualTo("native");
    assertThat(manifest.tool().name()).isEqualTo("dumpwarden");
    assertThat(manifest.raw().rows()).isEqualTo(4);
    assertThat(manifest.snapshot().connections()).isEqualTo(2);
    assertThat(manifest.missing()).isEmpty();
    List<Frame> rows =
        manifest.frames().stream().filter(frame -> frame.kind() == FrameKind.ROWS).toList();
    assertThat(rows).extracting(frame -> frame.tables().get(0).table())
        .containsExactlyInAnyOrder("item", "loose");
    assertThat(manifest.warnings()).anySatisfy(w -> assertThat(w).contains("loose"));
  }

  @Test
  void tablesWithoutTransactionsAreCoveredWhereNobodyMayWrite() {
    ActiveRun run =
        bench.scheduled(
            "include_databases", "engine_shop", "engine", "native", "non_transactional", "locked");

    RunEnd end = bench.run(run, engine);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(bench.manifest(bench.onlyBackup(run)).warnings())
        .noneSatisfy(w -> assertThat(w).contains("loose"));
  }

  private static StorageWriter full(StorageWriter writer) {
    return Failing.on(
        StorageWriter.class,
        writer,
        "write",
        () -> new StorageException(Kind.FULL, "no space left"));
  }

  @Test
  void aFullDiskIsTheReasonAndNothingIsLeftOnTheServer() throws Exception {
    StorageProvider disk = bench.storages.get("disk");
    bench.storages.put(
        "disk",
        (StorageProvider)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StorageProvider.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(disk, arguments);
                  return answer instanceof StorageWriter writer ? full(writer) : answer;
                }));
    ActiveRun run = bench.scheduled("include_databases", "engine_shop", "engine", "native");

    RunEnd end = bench.run(run, engine);

    assertThat(end.errorCode()).isEqualTo("storage-full");
    assertThat(bench.onlyBackup(run).status()).isEqualTo(BackupStatus.FAILED);
    bench.source.execute(
        "SET SESSION lock_wait_timeout = 2", "INSERT INTO engine_shop.item VALUES (9, 'free')");
  }
}
