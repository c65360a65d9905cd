package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables with keys of every kind, each in several ranges and frames, encrypted to S3 and back over
 * several connections: by processes with a heap that all of it would not fit into, and with no
 * setting but the encryption.
 */
@Tag("long")
class LargeNativeTest {

  private static final String FROM = "large_native";
  private static final String TO = "large_native_back";

  /** 48 MB of SQL for each table: a range has some 30 MB, and a frame 8 MiB packed. */
  private static final int ROWS = 6_000;

  private static final String RANDOM =
      String.join(", ", Collections.nCopies(4, "RANDOM_BYTES(1000)"));

  private static final Map<String, String> KEYS =
      Map.of(
          "composite", "a INT, b VARCHAR(20) COLLATE utf8mb4_bin, PRIMARY KEY (a, b)",
          "words", "word VARCHAR(60) COLLATE utf8mb4_unicode_ci PRIMARY KEY",
          "bytes", "id BINARY(16) PRIMARY KEY");

  private static final Map<String, String> VALUES =
      Map.of(
          "composite", "seq MOD 7, CONCAT('it''s ', seq)",
          "words", "CONCAT(SUBSTRING('aÄbßcéxŽ漢字 💥', 1 + seq MOD 12, 1), '\\\\', seq)",
          "bytes", "UNHEX(MD5(seq))");

  @TempDir Path folder;
  private final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);

  @Test
  void comesBackFromS3WithinASmallHeap() throws Exception {
    create();
    try (S3ProxyServer s3 = S3ProxyServer.start();
        FaultyS3 counting = FaultyS3.before(s3);
        ChildDaemon daemon =
            new ChildDaemon(
                folder.resolve("data"), TestStore.on(source), source.toolFolders().get(0))) {
      daemon.with(platform -> configure(new Rows(platform), s3, counting));
      String key = Files.writeString(folder.resolve("key"), "a passphrase of tests\n").toString();

      run(
          daemon,
          List.of(
              "backup single --server shop --engine native --encryption aes-256-gcm --database",
              FROM),
          key);

      Backup backup = daemon.open(LargeNativeTest::newest);
      assertManyFrames(
          daemon.open(platform -> platform.manifests().read(backup.result().manifest())));
      long before = counting.count(Operation.READ_OBJECT);

      run(daemon, List.of("restore", backup.id(), "--to shop --yes --database", TO), key);

      assertThat(counting.count(Operation.READ_OBJECT) - before).isGreaterThan(9);
      try (Connection a = source.connect();
          Connection b = source.connect()) {
        assertThat(DatabaseCompare.differences(a, FROM, b, TO)).isEmpty();
      }
    } finally {
      execute("DROP DATABASE IF EXISTS " + FROM, "DROP DATABASE IF EXISTS " + TO);
    }
  }

  private static Backup newest(Platform platform) {
    String id = platform.catalog().list(BackupFilter.latest(1)).get(0).id();
    return platform.catalog().find(id).orElseThrow();
  }

  private static void assertManyFrames(Manifest manifest) {
    assertThat(manifest.snapshot().connections()).isGreaterThan(1);
    for (String table : KEYS.keySet()) {
      List<Frame> frames =
          Objects.requireNonNull(manifest.frames()).stream()
              .filter(frame -> frame.kind() == FrameKind.ROWS)
              .filter(frame -> frame.tables().get(0).table().equals(table))
              .toList();
      assertThat(frames).as(table).hasSizeGreaterThan(2);
      assertThat(frames.stream().map(Frame::range).distinct()).as(table).hasSizeGreaterThan(1);
    }
  }

  private void configure(Rows rows, S3ProxyServer s3, FaultyS3 via) {
    rows.server("shop", source);
    String settings =
        """
        {"endpoint": "%s", "bucket": "%s", "prefix": "large", "path_style": "true", "access_key": "%s"}"""
            .formatted(via.endpoint(), s3.bucket(), s3.accessKey());
    rows.add(
        ConfigKind.STORAGE,
        Map.of("name", "bucket", "type", "s3", "settings", settings),
        Map.of("secret_key", s3.secretKey()));
  }

  private static void run(ChildDaemon daemon, List<String> words, String key) throws Exception {
    List<String> line = new ArrayList<>(List.of(String.join(" ", words).split(" ")));
    line.addAll(List.of("--encryption-key-file", key));
    Process command = daemon.begin(line.toArray(String[]::new));
    assertThat(command.waitFor(5, TimeUnit.MINUTES)).as(daemon.output()).isTrue();
    assertThat(command.exitValue()).as(daemon.output()).isZero();
  }

  private void create() throws Exception {
    execute(
        "DROP DATABASE IF EXISTS " + FROM,
        "DROP DATABASE IF EXISTS " + TO,
        "CREATE DATABASE " + FROM + " CHARACTER SET utf8mb4");
    for (String table : KEYS.keySet()) {
      execute(
          "USE " + FROM,
          "CREATE TABLE %s (%s, raw BLOB, n INT, KEY (n))".formatted(table, KEYS.get(table)),
          "INSERT INTO %s SELECT %s, CONCAT(%s), seq MOD 97 FROM seq_1_to_%d"
              .formatted(table, VALUES.get(table), RANDOM, ROWS),
          "ANALYZE TABLE " + table);
    }
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
