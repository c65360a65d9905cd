package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.engines.DatabaseCompare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code catalog rebuild} after the metadata store was lost, on a folder and a bucket. */
@Tag("long")
class CatalogRebuildTest {

  /** All but what is not on storages: the ids of copies, and the uploads that made them. */
  private static final Map<String, String> KEPT =
      Map.of(
          "backup",
          "SELECT * FROM backup WHERE status IN ('succeeded', 'partial') ORDER BY id",
          "backup_database",
          "SELECT * FROM backup_database ORDER BY server, database_name, backup_id",
          "copy",
          """
          SELECT backup_id, schedule, storage, server, scope, host, object_key, status, bytes,
            stored_at, deleted_at, message FROM copy ORDER BY backup_id, storage
          """,
          "series_total",
          "SELECT * FROM series_total ORDER BY schedule, storage, server, scope",
          "backup_total",
          "SELECT * FROM backup_total ORDER BY server, scope, type, status",
          "backup_last_good",
          "SELECT * FROM backup_last_good ORDER BY server, scope, schedule");

  @TempDir Path folder;
  private RecoveryScene scene;

  @BeforeEach
  void make() throws Exception {
    scene = new RecoveryScene(folder, "rebuild");
    scene.addServer();
    scene.addDisk();
    scene.addBucket();
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
  }

  @Test
  void theCatalogOfTwoStoragesIsAsItWas() throws Exception {
    scene.backup();
    scene.backup("--ticket", "OPS-1");
    scene.backup("--storage", "bucket", "--exclude-table-data", scene.database() + ".orders");
    scene.given("backup", "all", "--server", "shop1", "--compress-type", "gzip");
    Map<String, List<String>> before = tables();
    assertThat(before.get("backup")).hasSize(4);

    scene.loseEverything();
    Cli.Outcome refused =
        scene.run("storage", "add", "disk", "--type", "local", "--path", scene.disk().toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("--adopt").contains("catalog rebuild disk");
    scene.addDisk("--adopt");
    scene.addBucket();

    JsonNode would = scene.json("catalog", "rebuild", "disk", "--dry-run");
    assertThat(would.get("backupsAdded").asLong()).isEqualTo(3);
    assertThat(scene.rows("SELECT id FROM backup")).isEmpty();
    assertThat(scene.given("catalog", "rebuild", "disk"))
        .contains("added 3 backups and 3 copies")
        .contains("pin");
    assertThat(scene.given("catalog", "rebuild", "bucket"))
        .contains("added 1 backups and 4 copies");
    assertThat(tables()).isEqualTo(before);

    assertThat(scene.given("catalog", "rebuild", "disk"))
        .contains("added 0 backups and 0 copies, 3 were known");
    assertThat(scene.given("catalog", "rebuild", "bucket")).contains("4 were known");
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void aRebuiltBackupRestoresAndWhatWasDeletedIsNotRevived() throws Exception {
    String good = scene.backup("--storage", "disk");
    String gone = scene.backup("--storage", "disk");
    scene.sql("UPDATE copy SET status = 'deleted' WHERE backup_id = '" + gone + "'");
    JsonNode again = scene.json("catalog", "rebuild", "disk");
    assertThat(again.get("known").asLong()).isEqualTo(1);
    assertThat(again.get("findings").get(0).get("kind").asText()).isEqualTo("row-disagrees");
    assertThat(again.get("findings").get(0).get("message").asText()).contains("not revived");
    assertThat(scene.rows("SELECT status FROM copy ORDER BY status"))
        .containsExactly("deleted", "stored");

    scene.loseEverything();
    scene.addServer();
    scene.addDisk("--adopt");
    scene.given("catalog", "rebuild", "disk");
    scene.given(
        "restore", good, "--to", "shop1", "--database", scene.database() + "_again", "--yes");
    try (Connection connection = scene.source().connect();
        Connection other = scene.source().connect()) {
      assertThat(
              DatabaseCompare.differences(
                  connection, scene.database(), other, scene.database() + "_again"))
          .isEmpty();
    }
  }

  @Test
  void foreignManifestsAreListedApartAndCountForNothing() throws Exception {
    String ours = scene.backup("--storage", "disk");
    String tampered = scene.backup("--storage", "disk");
    String moved = scene.backup("--storage", "disk");
    String unsigned = scene.backup("--storage", "disk");
    String nonsense = scene.backup("--storage", "disk");
    String lost = scene.backup("--storage", "disk");
    String cut = scene.backup("--storage", "disk");
    edit(tampered, json -> json.replace("\"port\" : ", "\"port\" : 1"));
    edit(unsigned, json -> json.replaceFirst("\"mac\" : \"[0-9a-f]+\"", "\"mac\" : null"));
    edit(nonsense, json -> "{\"formatVersion\": 1}");
    Path elsewhere = Files.createDirectories(scene.disk().resolve("shop1/manual/planted"));
    Files.move(
        dump(moved), elsewhere.resolve(dump(moved).getFileName()), StandardCopyOption.ATOMIC_MOVE);
    Files.move(
        manifest(moved),
        elsewhere.resolve(manifest(moved).getFileName()),
        StandardCopyOption.ATOMIC_MOVE);
    Files.delete(dump(lost));
    Files.write(dump(cut), new byte[] {1, 2, 3});

    scene.loseEverything();
    scene.addDisk("--adopt");
    Cli.Outcome outcome = scene.run("catalog", "rebuild", "disk", "--json");

    assertThat(outcome.exit()).isEqualTo(ExitCode.PARTIAL);
    Map<String, Long> kinds = new LinkedHashMap<>();
    outcome.json().get("findings").forEach(f -> kinds.merge(f.get("kind").asText(), 1L, Long::sum));
    assertThat(kinds)
        .containsOnly(
            Map.entry("foreign-manifest", 3L),
            Map.entry("unreadable-manifest", 1L),
            Map.entry("manifest-without-dump", 1L),
            Map.entry("size-differs", 1L));
    assertThat(scene.rows("SELECT id FROM backup")).containsExactly(ours);

    List<String> sums = scene.rows("SELECT * FROM backup_total");
    List<String> lastGood = scene.rows("SELECT * FROM backup_last_good");
    assertThat(
            scene
                .json("catalog", "rebuild", "disk", "--import-foreign")
                .get("foreignImported")
                .asLong())
        .isEqualTo(3);
    assertThat(
            scene.rows(
                "SELECT DISTINCT schedule, status, error_code FROM backup WHERE id <> '"
                    + ours
                    + "'"))
        .containsExactly("foreign:manual|partial|manifest-foreign");
    assertThat(scene.rows("SELECT object_key FROM copy WHERE object_key LIKE '%planted%'"))
        .hasSize(1);
    assertThat(scene.rows("SELECT * FROM backup_total")).isEqualTo(sums);
    assertThat(scene.rows("SELECT * FROM backup_last_good")).isEqualTo(lastGood);
    assertThat(
            scene.rows("SELECT id FROM backup WHERE id IN ('%s', '%s')".formatted(tampered, moved)))
        .isEmpty();
    // no rule is about them
    scene.sql("UPDATE backup SET started_at = '2001-01-01' WHERE schedule LIKE 'foreign:%'");
    assertThat(scene.json("retention", "preview").toString()).doesNotContain("foreign:");
    assertThat(
            scene
                .json("catalog", "rebuild", "disk", "--import-foreign")
                .get("foreignImported")
                .asLong())
        .isZero();
  }

  private Map<String, List<String>> tables() throws Exception {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    for (Map.Entry<String, String> table : KEPT.entrySet()) {
      tables.put(table.getKey(), scene.rows(table.getValue()));
    }
    return tables;
  }

  private Path dump(String backup) throws Exception {
    return scene
        .disk()
        .resolve(
            scene.rows("SELECT object_key FROM copy WHERE backup_id = '" + backup + "'").get(0));
  }

  private Path manifest(String backup) throws Exception {
    Path dump = dump(backup);
    return dump.resolveSibling(dump.getFileName() + ".meta.json");
  }

  private void edit(String backup, java.util.function.UnaryOperator<String> change)
      throws Exception {
    Path file = manifest(backup);
    String before = Files.readString(file);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after);
  }

  static long files(Path folder) throws Exception {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).count();
    }
  }
}
