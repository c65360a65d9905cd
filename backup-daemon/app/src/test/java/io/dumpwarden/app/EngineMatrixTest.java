package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3MockServer;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.S3Server;
import io.dumpwarden.storage.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The main job on every engine: a run into three storages at once, and a restore from each of them
 * that equals the source. Metadata rest on the engine named beside it.
 */
@Tag("long")
class EngineMatrixTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final Actor TESTER = new Actor("tester", "test");

  private static S3ProxyServer proxy;
  private static S3MockServer mock;

  @TempDir private Path folder;

  @BeforeAll
  static void startS3() throws Exception {
    proxy = S3ProxyServer.start();
    mock = S3MockServer.start();
  }

  @AfterAll
  static void stopS3() throws Exception {
    proxy.close();
    mock.close();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void backsUpAndRestoresFromEveryStorage(TestEngine engine) throws Exception {
    SourceEngine source = Engines.shared(engine);
    String database = "matrix_" + engine.name().toLowerCase(java.util.Locale.ROOT);
    create(source, database);
    try (Platform platform = Platform.open(config(source, metadataFor(engine)), dataDirectory())) {
      addRows(platform, source, database);

      List<Run> ended = run(platform);

      assertThat(ended).extracting(Run::status).containsExactly(RunStatus.SUCCEEDED);
      Backup backup = platform.catalog().ofRun(ended.get(0).id()).get(0);
      assertThat(backup.copies())
          .extracting(Copy::status)
          .containsOnly(CopyStatus.STORED)
          .hasSize(3);
      for (String expected : List.of("disk", "mock", "proxy")) {
        restoresFrom(expected, platform, backup, source, database);
        loseCopyOn(expected, platform, backup);
      }
    }
  }

  /** The makes cross: MariaDB's runs are recorded on MySQL and the other way round. */
  private static SourceEngine metadataFor(TestEngine engine) {
    boolean mysql = engine.name().startsWith("MYSQL");
    return Engines.shared(mysql ? TestEngine.MARIADB_11_4 : TestEngine.MYSQL_8_0);
  }

  private void restoresFrom(
      String storage, Platform platform, Backup backup, SourceEngine source, String database)
      throws Exception {
    String name = database + "_from_" + storage;

    RestoreService.Done used =
        new TestRestores(platform).restore(backup, "source", name, Existing.REFUSE);

    assertThat(used.storage()).isEqualTo(storage);
    try (Connection a = source.connect();
        Connection b = source.connect()) {
      assertThat(DatabaseCompare.differences(a, database, b, name)).isEmpty();
    }
  }

  /** The next restore has to do with the next storage. */
  private static void loseCopyOn(String storage, Platform platform, Backup backup) {
    Copy copy =
        backup.copies().stream().filter(c -> c.storage().equals(storage)).findFirst().orElseThrow();
    platform
        .storages()
        .open(platform.snapshots().get().storage(storage).orElseThrow())
        .delete(new ObjectKey(copy.key()));
  }

  private static List<Run> run(Platform platform) throws InterruptedException {
    RunFollower follower = new RunFollower(platform);
    List<Run> runs = follower.launch("all", null, RunRequest.by("test"));
    try (LocalRuns local = new LocalRuns(platform)) {
      local.run(runs);
    }
    return follower.follow(runs, now -> {}, queued -> {});
  }

  private void addRows(Platform platform, SourceEngine source, String database) throws Exception {
    add(
        platform,
        ConfigKind.SERVER,
        Map.of(
            "name",
            "source",
            "flavor",
            source.flavor(),
            "host",
            source.host(),
            "port",
            "" + source.port(),
            "username",
            source.rootUser(),
            "tls_mode",
            "preferred"),
        Map.of("password", Secret.of(source.rootPassword())));
    String path = folder.resolve("disk").toString();
    add(
        platform,
        ConfigKind.STORAGE,
        Map.of("name", "disk", "type", "local", "settings", "{\"path\":\"" + path + "\"}"),
        Map.of());
    platform.initialise(platform.snapshots().get().storage("disk").orElseThrow());
    addS3(platform, "proxy", proxy);
    addS3(platform, "mock", mock);
    add(
        platform,
        ConfigKind.SCHEDULE,
        Map.of("name", "all", "type", "manual", "servers", "source", "include_databases", database),
        Map.of());
    for (String storage : List.of("disk", "proxy", "mock")) {
      add(
          platform,
          ConfigKind.RETENTION_RULE,
          Map.of("schedule", "all", "storage", storage, "keep_for", "30d"),
          Map.of());
    }
  }

  private static void addS3(Platform platform, String name, S3Server server) {
    String settings =
        """
        {"endpoint":"%s","region":"us-east-1","bucket":"%s","prefix":"m","path_style":"true","access_key":"%s"}"""
            .formatted(server.endpoint(), server.bucket(), server.accessKey());
    add(
        platform,
        ConfigKind.STORAGE,
        Map.of("name", name, "type", "s3", "settings", settings),
        Map.of("secret_key", server.secretKey()));
  }

  private static void add(
      Platform platform, ConfigKind kind, Map<String, String> fields, Map<String, Secret> secrets) {
    platform.editor().add(kind, new RowChanges(new HashMap<>(fields), secrets), TESTER);
  }

  private DataDirectory dataDirectory() {
    return new DataDirectory(folder.resolve("data"));
  }

  private DaemonConfig config(SourceEngine source, SourceEngine metadata) throws Exception {
    String database = "meta_" + System.nanoTime();
    try (Connection connection = metadata.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    String tools = String.join(":", source.toolFolders().stream().map(Path::toString).toList());
    return EnvironmentReader.read(
        Map.of(
            "DUMPWARDEN_DATA_DIR", folder.resolve("data").toString(),
            "DUMPWARDEN_METADATA_URL", metadata.jdbcUrl(database),
            "DUMPWARDEN_METADATA_USER", metadata.rootUser(),
            "DUMPWARDEN_METADATA_PASSWORD", metadata.rootPassword(),
            "DUMPWARDEN_MASTER_KEY", KEY,
            "DUMPWARDEN_TOOL_PATH", tools));
  }

  /** What both makes know: everything that a dump may forget. */
  private static void create(SourceEngine source, String database) throws Exception {
    try (Connection connection = source.connect();
        Statement sql = connection.createStatement()) {
      sql.execute("DROP DATABASE IF EXISTS " + database);
      sql.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
      sql.execute("USE " + database);
      for (String statement : STATEMENTS) {
        sql.execute(statement);
      }
    }
  }

  private static final List<String> STATEMENTS =
      List.of(
          "CREATE TABLE parent (id INT PRIMARY KEY, name VARCHAR(80) NOT NULL)",
          """
          CREATE TABLE child (
            id BIGINT AUTO_INCREMENT PRIMARY KEY, parent_id INT NOT NULL, price DECIMAL(20,6),
            doubled DECIMAL(21,6) GENERATED ALWAYS AS (price * 2) STORED, doc JSON, raw LONGBLOB,
            words TEXT, at DATETIME(6), stamp TIMESTAMP(6) NULL, bits BIT(9), kind ENUM('a','it''s','ü'),
            FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)
          """,
          "CREATE VIEW joined AS SELECT c.id, p.name, c.doubled FROM child c JOIN parent p ON p.id = c.parent_id",
          "CREATE VIEW over_view AS SELECT name, COUNT(*) AS n FROM joined GROUP BY name",
          "CREATE TRIGGER first_name BEFORE INSERT ON parent FOR EACH ROW SET NEW.name = TRIM(NEW.name)",
          "CREATE PROCEDURE touch(IN p INT) BEGIN /* USE `elsewhere`; */ UPDATE parent SET name = name WHERE id = p; END",
          "CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2",
          "CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' DISABLE DO DELETE FROM child WHERE id < 0",
          "INSERT INTO parent VALUES (1, ' one '), (2, '𝄞 – 漢字 \\\\ ''quoted''')",
          """
          INSERT INTO child (parent_id, price, doc, raw, words, at, stamp, bits, kind) VALUES
            (1, 12.345678, '{"a": [1, 2, {"b": null}]}', X'00FF0A0D5C27', 'line\\nUSE `x`;\\n', '2024-02-29 23:59:59.999999', '2024-01-01 00:00:00.5', b'101010101', 'it''s'),
            (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
          """);
}
