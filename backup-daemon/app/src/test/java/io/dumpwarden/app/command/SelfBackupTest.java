package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metadata store backed up to a folder and a bucket, and brought back. */
@Tag("long")
class SelfBackupTest {

  private static final String NASTY = "it's \\ \"quoted\"\n two lines\t\u00e4\uD83D\uDE00 \u0001";

  @TempDir Path folder;
  private RecoveryScene scene;

  @BeforeEach
  void make() throws Exception {
    scene = new RecoveryScene(folder, "self");
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MARIADB_11_4, MARIADB_11_4",
    "MYSQL_8_0, MYSQL_8_0",
    "MYSQL_8_0, MARIADB_11_4",
    "MARIADB_11_4, MYSQL_8_0"
  })
  void theStoreIsAsItWas(TestEngine from, TestEngine to) throws Exception {
    Engines.require(from);
    Engines.require(to);
    scene.use(TestStore.on(Engines.shared(from)));
    fill();
    String backup = scene.backup();
    sql("UPDATE backup SET message = ? ", NASTY);
    Map<String, List<String>> before = tables();
    assertThat(before).containsKeys("server", "backup", "audit_log", "run_log");
    scene.given("self-backup", "run");

    scene.use(TestStore.on(Engines.shared(to)));
    JsonNode listed = json(restoreLine("--list"));
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("storage").asText()).isEqualTo("bucket");
    scene.given(restoreLine());

    assertThat(tables()).isEqualTo(before);
    assertThat(scene.json("backups").get(0).get("id").asText()).isEqualTo(backup);
    scene.given("restore", backup, "--to", "shop1", "--database", "self_shop_again", "--yes");
    // the row that was at work when it was written is settled by the next one
    assertThat(scene.rows("SELECT status FROM self_backup ORDER BY id")).contains("running");
    scene.given("self-backup", "run");
    assertThat(scene.rows("SELECT DISTINCT status FROM self_backup")).containsExactly("stored");
    drop("self_shop_again");
  }

  @Test
  void nothingIsWrittenWithoutTheRightKeyOrIntoAStoreWithRows() throws Exception {
    fill();
    scene.given("self-backup", "run");
    Cli.Outcome full = scene.run(local());
    assertThat(full.exit()).isEqualTo(1);
    assertThat(full.err()).contains("target-not-empty");

    scene.loseEverything();
    Map<String, String> wrong = new HashMap<>(scene.environment());
    wrong.put("DUMPWARDEN_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    Cli.Outcome other = RecoveryScene.run(wrong, "", local());
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("master-key-wrong").contains("were made with master key");
    Map<String, String> embedded = new HashMap<>();
    embedded.put("DUMPWARDEN_DATA_DIR", folder.resolve("bare").toString());
    Cli.Outcome none = RecoveryScene.run(embedded, "", local());
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("master-key-wrong").contains("DUMPWARDEN_MASTER_KEY");
    assertThat(folder.resolve("bare/master.key")).doesNotExist();
    assertThat(folder.resolve("bare/metadata")).doesNotExist();
    assertThat(scene.rows("SHOW TABLES")).isEmpty();
  }

  @Test
  void oneThatIsDamagedIsRefusedAndAnOlderOneRestores() throws Exception {
    fill();
    scene.given("self-backup", "run");
    String older = newest();
    // names tell seconds
    long second = Instant.now().getEpochSecond();
    await().until(() -> Instant.now().getEpochSecond() > second);
    scene.given("self-backup", "run");
    Path damaged = scene.disk().resolve("_dumpwarden/metadata").resolve(newest());
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);

    scene.loseEverything();
    Cli.Outcome refused = scene.run(local());
    assertThat(refused.err()).contains("backup-corrupt").contains("--file");
    assertThat(scene.rows("SHOW TABLES")).isEmpty();
    scene.given(local("--file", older));
    assertThat(scene.json("server", "list")).hasSize(1);
  }

  @Test
  void theNewestStayAndStrangersFilesToo() throws Exception {
    fill();
    Path home = scene.disk().resolve("_dumpwarden/metadata");
    Files.createDirectories(home);
    Path planted = home.resolve("29991231T000000Z_planted.sql.zst.enc");
    Files.writeString(planted, "x");
    Files.writeString(home.resolve(planted.getFileName() + ".meta.json"), "{}");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      scene.given("self-backup", "run");
      made.add(
          scene
              .rows(
                  "SELECT object_key FROM self_backup WHERE storage = 'disk' ORDER BY id DESC LIMIT 1")
              .get(0));
    }
    assertThat(files(home)).hasSize(2 * 14 + 2).contains(planted.getFileName().toString());
    assertThat(
            scene.rows(
                "SELECT object_key FROM self_backup WHERE storage = 'disk' AND status = 'stored' ORDER BY object_key"))
        .isEqualTo(made.stream().sorted().skip(2).toList());
    assertThat(
            scene.rows(
                "SELECT COUNT(*) FROM self_backup WHERE status = 'deleted' AND storage = 'disk'"))
        .containsExactly("2");
  }

  @Test
  void whatACrashLeftIsSweptByTheNext() throws Exception {
    fill();
    Path home = Files.createDirectories(scene.disk().resolve("_dumpwarden/metadata"));
    String id = "01900000-0000-7000-8000-000000000001";
    String key = "_dumpwarden/metadata/20260101T000000Z_" + id + ".sql.zst.enc";
    Files.writeString(home.resolve("20260101T000000Z_" + id + ".sql.zst.enc"), "half");
    scene.sql(
        "INSERT INTO self_backup (id, storage, storage_id, object_key, upload_id, status, started_at)"
            + " SELECT '%s', name, id, '%s', '', 'running', '2026-01-01' FROM storage WHERE name = 'disk'"
                .formatted(id, key));

    scene.given("self-backup", "run");

    assertThat(files(home)).noneMatch(name -> name.startsWith("20260101"));
    assertThat(scene.rows("SELECT status FROM self_backup WHERE id = '" + id + "'"))
        .as("one so old is forgotten with its end")
        .doesNotContain("running");
  }

  private void fill() {
    scene.addServer();
    scene.addDisk();
    scene.addBucket();
    scene.given(
        "schedule",
        "add",
        "nightly",
        "--cron",
        "15 2 * * *",
        "--type",
        "daily",
        "--servers",
        "shop1");
    scene.given("retention", "add", "--schedule", "nightly", "--storage", "disk", "--keep", "7d");
    scene.given("setting", "set", "secondary_marker", "_it's");
  }

  private String[] restoreLine(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(scene.bucketLine("self-backup", "restore", "--storage-type", "s3")));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private String[] local(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "self-backup",
                "restore",
                "--storage-type",
                "local",
                "--path",
                scene.disk().toString()));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private JsonNode json(String... line) {
    List<String> all = new ArrayList<>(List.of(line));
    all.add("--json");
    Cli.Outcome outcome =
        RecoveryScene.run(scene.environment(), "test-secret", all.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.json();
  }

  private String newest() throws Exception {
    return scene
        .rows("SELECT object_key FROM self_backup WHERE storage = 'disk' ORDER BY id DESC LIMIT 1")
        .get(0)
        .replaceFirst(".*/", "");
  }

  private Map<String, List<String>> tables() throws Exception {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    for (String table :
        scene.rows(
            "SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE()"
                + " AND table_name NOT LIKE 'QRTZ%' AND table_name NOT IN ('flyway_schema_history',"
                + " 'self_backup') ORDER BY 1")) {
      List<String> rows = new ArrayList<>(scene.rows("SELECT * FROM " + table));
      rows.sort(null);
      if (!rows.isEmpty()) {
        tables.put(table, rows);
      }
    }
    return tables;
  }

  private void sql(String sql, String value) throws Exception {
    try (var connection = scene.store().server().connect();
        var statement =
            connection.prepareStatement(
                sql.replace("UPDATE ", "UPDATE " + scene.store().database() + "."))) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }

  private void drop(String database) throws Exception {
    try (var connection = scene.source().connect();
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE " + database);
    }
  }

  private static List<String> files(Path home) throws Exception {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  static String read(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
