package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.Role;
import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.app.CatalogService;
import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A table loses its rows on a real server: what is seen of it, what is kept, and how it ends. */
class AnomaliesTest {

  private static final String NAME = "anomalous";
  private static final SourceEngine SOURCE = Engines.shared(TestEngine.MARIADB_11_4);

  private static AdminScene scene;
  private static TestDaemon daemon;
  private static Client admin;

  @BeforeAll
  static void start() throws Exception {
    scene = AdminScene.shared();
    daemon = scene.daemon();
    admin = new Client(scene.admin().address()).withToken(scene.token(Role.ADMIN));
    execute(
        "CREATE DATABASE anomalous",
        "CREATE TABLE anomalous.orders (id INT PRIMARY KEY, words VARCHAR(300))",
        """
        INSERT INTO anomalous.orders
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
        SELECT 100 * a.i + b.i + 1, REPEAT(MD5(100 * a.i + b.i), 8)
        FROM n a JOIN n b WHERE a.i < 40
        """);
    daemon.rows().server(NAME, SOURCE);
    daemon.rows().local(NAME, Path.of(scene.folder(NAME)));
    daemon.rows().schedule(NAME, NAME, NAME);
    daemon.rows().rule(NAME, NAME, "min_copies", "1", "max_copies", "3");
  }

  /** Other tests look at the same daemon. */
  @AfterAll
  static void remove() throws SQLException {
    for (String row : List.of("retention/anomalous", "schedules", "servers")) {
      admin.send("DELETE", "/api/v1/" + row + "/" + NAME, null, null);
    }
    execute("DROP DATABASE anomalous");
  }

  @Test
  void aShrunkenBackupIsSeenAtOnceAndTheLastGoodOneBeforeItIsKept() throws Exception {
    for (int i = 0; i < 6; i++) {
      assertThat(backedUp().anomalies()).isEmpty();
    }
    String newest = daemon.backups(NAME).get(0).id();
    Backup good = daemon.platform().catalog().find(newest).orElseThrow();
    assertThat(good.result().manifest()).contains("\"rows\" : 4000");

    execute("DELETE FROM anomalous.orders WHERE id > 40");
    Backup shrunken = backedUp();

    assertThat(shrunken.anomalies())
        .extracting(found -> found.anomaly().kind().id())
        .containsExactly("rows-fell", "size-fell");
    isSeen(shrunken);
    theLastGoodOneIsKept(good);
    itIsKeptWhereNothingIsKnownOfAnyBackup(good);
    anAcceptedOneReleasesIt(good);
  }

  private static void isSeen(Backup backup) throws Exception {
    JsonNode shown = admin.get("/api/v1/backups/" + backup.id()).json().path("anomalies");
    assertThat(shown.findValuesAsText("kind")).containsExactly("rows-fell", "size-fell");
    assertThat(shown.path(0).path("suspicious").asBoolean()).isTrue();
    assertThat(shown.path(0).path("reason").asText()).startsWith("40 rows, usually 4,000");
    assertThat(admin.get("/api/v1/runs/" + backup.runId() + "/log").body())
        .contains("anomalous differs from the backups before it: 40 rows, usually 4,000");
    Client person = scene.session(Role.OPERATOR);
    assertThat(person.get("/backups?server=" + NAME).body()).contains("size-fell");
    assertThat(person.get("/backups/" + backup.id()).body())
        .contains("It differs from the backups before it", "40 rows, usually 4,000", "/accept");
    // what is scraped is read every ten seconds
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(scene.metrics())
                    .contains(
                        "mysql_backup_anomaly{database=\"anomalous\",kind=\"rows-fell\","
                            + "schedule=\"anomalous\",server=\"anomalous\",suspicious=\"true\"} 1.0"));
  }

  private static void theLastGoodOneIsKept(Backup good) {
    for (int i = 0; i < 3; i++) {
      assertThat(backedUp().suspicious()).isTrue();
    }
    daemon.platform().retention().applyAll();

    assertThat(stored()).hasSize(4).contains(good.id());
    assertThat(admin.get("/api/v1/retention/preview?schedule=" + NAME).body())
        .contains("the newest good copy that is not suspicious");
    assertThat(
            admin.json("DELETE", "/api/v1/backups/" + good.id() + "?dryRun=true", Map.of()).body())
        .contains("refused");
  }

  /** As after a release without figures, and after the rows were made again. */
  private static void itIsKeptWhereNothingIsKnownOfAnyBackup(Backup good) throws SQLException {
    String newest = daemon.backups(NAME).get(0).id();
    forgetFigures();
    assertThat(daemon.backups(NAME).get(0).suspicious()).isFalse();

    daemon.platform().retention().applyAll();

    assertThat(stored()).hasSize(4).contains(good.id());
    assertThat(suspects()).containsOnly(newest);
    forgetFigures();
    assertThat(suspects()).isEmpty();
    new CatalogService(daemon.platform()).rebuild(NAME, false, false, finding -> {});
    assertThat(suspects()).containsOnly(newest);
  }

  private static List<String> suspects() {
    return daemon.platform().anomalies().open().stream()
        .filter(anomaly -> anomaly.server().equals(NAME) && anomaly.suspicious())
        .map(OpenAnomaly::backupId)
        .toList();
  }

  private static void forgetFigures() throws SQLException {
    try (Connection connection = daemon.platform().store().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("backup_anomaly", "backup_measure")) {
        statement.execute("DELETE FROM " + table + " WHERE schedule = '" + NAME + "'");
      }
    }
  }

  private static void anAcceptedOneReleasesIt(Backup good) throws Exception {
    String newest = daemon.backups(NAME).get(0).id();
    Client viewer = scene.session(Role.VIEWER);
    assertThat(viewer.form("/backups/" + newest + "/accept", Map.of()).status()).isEqualTo(403);
    Client operator = new Client(scene.admin().address()).withToken(scene.token(Role.OPERATOR));

    JsonNode accepted =
        operator.json("POST", "/api/v1/backups/" + newest + "/accept", Map.of()).json();

    assertThat(accepted.path("anomalies").path(0).path("acceptedBy").asText()).isNotEmpty();
    assertThat(daemon.platform().audit().latestOf("backup", newest).orElseThrow().action())
        .isEqualTo("accept");
    assertThat(daemon.platform().anomalies().open())
        .noneMatch(anomaly -> anomaly.server().equals(NAME));
    daemon.platform().retention().applyAll();
    assertThat(stored()).hasSize(3).doesNotContain(good.id());
    assertThat(backedUp().anomalies()).as("compared with what was accepted").isEmpty();
  }

  private static Backup backedUp() {
    RunEnd end = daemon.run(NAME);
    assertThat(end.status()).as("%s", end).isEqualTo(RunStatus.SUCCEEDED);
    return daemon.backups(NAME).get(0);
  }

  private static List<String> stored() {
    return daemon.backups(NAME).stream()
        .filter(backup -> backup.copies().get(0).status() == CopyStatus.STORED)
        .map(Backup::id)
        .toList();
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = SOURCE.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
