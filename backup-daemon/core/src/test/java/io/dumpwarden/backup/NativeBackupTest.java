package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engine.NativeEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups whose dumps the native engine makes. */
class NativeBackupTest {

  @TempDir Path folder;
  private Bench bench;
  private NativeEngine engine;

  @BeforeEach
  void server() throws Exception {
    bench = new Bench(folder, "disk");
    engine = new NativeEngine(new ServerConnector(Duration.ofMinutes(1)), "1.2", () -> bench.now());
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
    assertThat(rows)
        .extracting(frame -> frame.tables().get(0).table())
        .containsExactlyInAnyOrder("item", "loose");
    assertThat(manifest.warnings()).anySatisfy(w -> assertThat(w).contains("loose"));
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void whatIsStoredComesBackByNothingButZstdAndTheClient(TestEngine server) throws Exception {
    try (Bench there = new Bench(server, folder, "disk")) {
      there.source.fresh("engine_whole");
      there.source.execute(
          "USE engine_whole",
          "CREATE TABLE big (id INT AUTO_INCREMENT PRIMARY KEY, code CHAR(36), raw VARBINARY(60), at TIMESTAMP NULL, part DOUBLE)",
          "INSERT INTO big (code, raw, at, part) VALUES (UUID(), UNHEX(SHA2(RAND(), 256)), NOW(), RAND())",
          "CREATE TABLE pair (a INT, b VARCHAR(40) COLLATE utf8mb4_bin, n INT, PRIMARY KEY (a, b))",
          "CREATE VIEW v AS SELECT code FROM big");
      for (int doubled = 0; doubled < 14; doubled++) {
        there.source.execute(
            "INSERT INTO engine_whole.big (code, raw, at, part) SELECT UUID(), UNHEX(SHA2(RAND(), 256)), at, RAND() FROM engine_whole.big");
      }
      there.source.execute(
          "INSERT INTO engine_whole.pair SELECT id % 7, code, id FROM engine_whole.big");
      List<String> before = checksums(there.source);
      ActiveRun run =
          there.scheduled(
              "include_databases", "engine_whole", "engine", "native", "parallel_dumps", "3");

      RunEnd end = there.run(run, engine);

      assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
      there.source.execute("DROP DATABASE engine_whole");
      restore(there, new ObjectKey(there.onlyBackup(run).copies().get(0).key()));
      assertThat(checksums(there.source)).isEqualTo(before).hasSize(2);
      there.source.execute("DROP DATABASE engine_whole");
    }
  }

  private static List<String> checksums(Source source) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = source.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("CHECKSUM TABLE engine_whole.big, engine_whole.pair EXTENDED")) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getString(2));
      }
    }
    return found;
  }

  /** {@code zstd -dc FILE | mariadb}. */
  private void restore(Bench there, ObjectKey key) throws Exception {
    Path file = folder.resolve("dump.sql.zst");
    try (InputStream stored = there.storages.get("disk").read(key, 0)) {
      Files.copy(stored, file);
    }
    Process zstd = new ProcessBuilder("zstd", "-dc", file.toString()).start();
    RestoreClients clients = new RestoreClients(there.source.finder());
    try (RestoreClient client = clients.open(there.source.login(), folder)) {
      zstd.getInputStream().transferTo(client.stdin());
      client.prove();
    }
    assertThat(zstd.waitFor()).isZero();
    Files.delete(file);
  }

  @Test
  void whatTheAccountMayNotSeeIsNamed() throws Exception {
    bench.backUpAs("engine_blind", "SELECT, SHOW VIEW ON engine_shop.*");
    ActiveRun run = bench.scheduled("include_databases", "engine_shop", "engine", "native");

    RunEnd end = bench.run(run, engine);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.errorCode()).isEqualTo("objects-unproven");
    Manifest manifest = bench.manifest(bench.onlyBackup(run));
    assertThat(manifest.snapshot().lock()).isEqualTo("none");
    assertThat(manifest.raw().rows()).isEqualTo(4);
    bench.source.execute("DROP USER engine_blind");
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
