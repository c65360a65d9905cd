package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.source.ObjectKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeOptionsTest {

  private static final String DATABASE = "engine_options";

  @TempDir Path folder;

  @Test
  void kindsAreLeftOutAsOthersReadItFromManifests() {
    NativeOptions options =
        NativeOptions.of(DumpOptionSet.parse("skip-triggers,events=off,lock-all-tables"), false);

    assertThat(options.has(ObjectKind.VIEW)).isTrue();
    assertThat(options.words())
        .containsExactly("--skip-events", "--skip-routines", "--skip-triggers");
    assertThat(options.lockAll()).isTrue();
    assertThat(options.dropped()).isEmpty();
  }

  @Test
  void whatHasNoEffectIsSaidUnlessItIsDoneAnyway() {
    NativeOptions options =
        NativeOptions.of(
            DumpOptionSet.parse(
                "skip-complete-insert,order-by-primary,compress,output-as-version=SERVER,"
                    + "replace,skip-add-drop-table,log-queries,dump-date=off,max-statement-time=9"),
            true);

    assertThat(options.dropped()).containsExactly("dump-date=off", "max-statement-time=9");
    assertThat(options.words()).containsExactly("--replace", "--skip-add-drop-table");
  }

  /** So that a new option is not forgotten here. */
  @Test
  void everyOptionIsKnownHereOrIsSaidToHaveNoEffect() {
    List<String> settable =
        DumpOptionTable.all().stream()
            .filter(option -> !option.fixed() && option.isSwitch())
            .map(DumpOption::name)
            .toList();

    List<String> dropped = new ArrayList<>();
    for (String name : settable) {
      for (String value : List.of("=on", "=off")) {
        dropped.addAll(NativeOptions.of(DumpOptionSet.parse(name + value), true).dropped());
      }
    }

    assertThat(dropped)
        .containsExactlyInAnyOrder(
            "dump-date=off",
            "no-data-med=off",
            "copy-s3-tables=on",
            "log-queries=off",
            "show-create-table-skip-secondary-engine=on",
            "skip-generated-invisible-primary-key=on",
            "masking-policies=on",
            "add-drop-masking-policy=on");
  }

  private static void fill(Source server) throws SQLException {
    server.fresh(DATABASE);
    server.execute(
        "USE " + DATABASE,
        "CREATE TABLE t (id INT PRIMARY KEY, word VARCHAR(9000))",
        "INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, REPEAT('x', 9000)), (4, 'four')",
        "CREATE VIEW v AS SELECT word FROM t",
        "CREATE TRIGGER tr BEFORE DELETE ON t FOR EACH ROW SET @x = 1",
        "CREATE PROCEDURE p() SELECT 1");
  }

  private NativeTrip dump(Source server, String options) throws Exception {
    return NativeTrip.dump(server, DATABASE, DumpOptionSet.parse(options), folder);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void whatARestoreDropsIsChosen(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    fill(server);
    String more = "CREATE TABLE IF NOT EXISTS %s.more (id INT)".formatted(DATABASE);

    NativeTrip usual = dump(server, "");
    server.execute(more);
    usual.loadByClient(server);
    assertThat(text(server, "SHOW TABLES LIKE 'more'")).isEqualTo("more");

    server.execute("DROP TABLE " + DATABASE + ".more");
    NativeTrip dropping = dump(server, "add-drop-database");
    server.execute(more);
    dropping.loadByClient(server);
    assertThat(text(server, "SHOW TABLES LIKE 'more'")).isEmpty();
    assertThat(text(server, "SELECT COUNT(*) FROM v")).isEqualTo("4");
    server.execute(more);
    dropping.loadInParallel(server, 2);
    assertThat(text(server, "SHOW TABLES LIKE 'more'")).isEmpty();
    assertThat(text(server, "SELECT COUNT(*) FROM v")).isEqualTo("4");

    NativeTrip keeping = dump(server, "skip-add-drop-table");
    server.execute("UPDATE %s.t SET word = 'new' WHERE id = 1".formatted(DATABASE));
    assertThatThrownBy(() -> keeping.loadByClient(server)).hasMessageContaining("already exists");
    assertThat(text(server, "SELECT word FROM t WHERE id = 1")).isEqualTo("new");
    String sql = Files.readString(keeping.file());
    assertThat(sql).doesNotContain("DROP TABLE IF EXISTS `t`", "DROP PROCEDURE", "DROP TRIGGER");
    server.fresh(DATABASE);
    keeping.loadByClient(server);
    assertThat(text(server, "SELECT COUNT(*) FROM v")).isEqualTo("4");
    assertThat(Files.readString(dump(server, "skip-add-drop-table,add-drop-trigger").file()))
        .contains("DROP TRIGGER IF EXISTS `tr`")
        .doesNotContain("DROP PROCEDURE");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void rowsThatAreThereStayOrAreReplaced(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    fill(server);

    NativeTrip ignoring = dump(server, "insert-ignore");
    change(server);
    rowsOnly(ignoring).loadByClient(server);
    assertThat(text(server, "SELECT word FROM t WHERE id = 1")).isEqualTo("new");
    assertThat(text(server, "SELECT COUNT(*) FROM t")).isEqualTo("4");
    ignoring.loadInParallel(server, 2);
    assertThat(text(server, "SELECT word FROM t WHERE id = 1")).isEqualTo("one");

    NativeTrip replacing = dump(server, "replace,insert-ignore");
    change(server);
    rowsOnly(replacing).loadByClient(server);
    assertThat(text(server, "SELECT word FROM t WHERE id = 1")).isEqualTo("one");
    assertThat(text(server, "SELECT COUNT(*) FROM t")).isEqualTo("4");
    change(server);
    replacing.loadInParallel(server, 2);
    assertThat(text(server, "SELECT COUNT(*) FROM t")).isEqualTo("4");
  }

  @Test
  void aStatementIsAsLongAsWished() throws Exception {
    Source server = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    fill(server);

    String each = Files.readString(dump(server, "skip-extended-insert").file());
    NativeTrip small = dump(server, "net-buffer-length=4K");

    assertThat(each.split("INSERT INTO `t`", -1)).hasSize(5);
    assertThat(Files.readString(small.file()).split("INSERT INTO `t`", -1)).hasSize(4);
    server.fresh(DATABASE);
    small.loadByClient(server);
    assertThat(text(server, "SELECT SUM(LENGTH(word)) FROM v")).isEqualTo("9010");
  }

  private static void change(Source server) throws SQLException {
    server.execute(
        "USE " + DATABASE, "UPDATE t SET word = 'new' WHERE id = 1", "DELETE FROM t WHERE id = 2");
  }

  /** The dump without its definitions. */
  private NativeTrip rowsOnly(NativeTrip trip) throws IOException {
    byte[] all = Files.readAllBytes(trip.file());
    Path file = folder.resolve("rows.sql");
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (Frame frame : trip.frames()) {
      if (frame.kind() == FrameKind.ROWS) {
        rows.write(all, (int) frame.offset(), (int) frame.packedBytes());
      }
    }
    Files.write(file, rows.toByteArray());
    return new NativeTrip(file, trip.frames(), trip.snapshot(), trip.position());
  }

  private static String text(Source server, String query) throws SQLException {
    try (Connection connection = NativeTrip.CONNECTOR.connect(server.login());
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + DATABASE);
      try (ResultSet row = statement.executeQuery(query)) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  @AfterAll
  static void drop() throws SQLException {
    for (TestEngine engine : List.of(TestEngine.MARIADB_11_4, TestEngine.MYSQL_8_0)) {
      Source.of(Engines.shared(engine)).execute("DROP DATABASE IF EXISTS " + DATABASE);
    }
  }
}
