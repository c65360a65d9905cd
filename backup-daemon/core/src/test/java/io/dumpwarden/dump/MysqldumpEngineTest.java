package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MysqldumpEngineTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void dumpsEverythingThatADatabaseHolds(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    source.fresh("dump_all");
    source.execute(
        "CREATE TABLE dump_all.item (id INT PRIMARY KEY, name VARCHAR(20), raw VARBINARY(9))",
        "INSERT INTO dump_all.item VALUES (1, 'naïve 💥', x'00ff270a')",
        "CREATE VIEW dump_all.item_view AS SELECT id FROM dump_all.item",
        "CREATE TRIGGER dump_all.item_trigger BEFORE INSERT ON dump_all.item FOR EACH ROW SET NEW.name = 'x'",
        "CREATE PROCEDURE dump_all.item_procedure() SELECT 1",
        "CREATE FUNCTION dump_all.item_function() RETURNS INT DETERMINISTIC RETURN 1",
        "CREATE EVENT dump_all.item_event ON SCHEDULE EVERY 1 YEAR STARTS '2037-01-01 00:00:00' DO DELETE FROM dump_all.item");

    String sql = dump(source, "dump_all");

    assertThat(sql)
        .contains(
            "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `dump_all`",
            "USE `dump_all`;",
            "'naïve 💥'",
            "0x00FF270A",
            "item_view",
            "item_trigger",
            "item_procedure",
            "item_function",
            "item_event",
            EndMarkerStream.MARKER)
        .doesNotContain("\nSET @@GLOBAL.GTID_PURGED");
    assertThat(files()).as("credentials left behind").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-we`ird", "--result-file=x", "a b;c", "../../etc", "größe", "$(id)"})
  void dumpsDatabasesWithHostileNames(String name) throws Exception {
    for (TestEngine engine : List.of(TestEngine.MARIADB_11_4, TestEngine.MYSQL_8_0)) {
      Source source = Source.of(Engines.shared(engine));
      String quoted = "`" + name.replace("`", "``") + "`";
      source.fresh(name);
      source.execute("CREATE TABLE " + quoted + ".marked (id INT)");

      assertThat(dump(source, name)).contains("USE " + quoted + ";", "CREATE TABLE `marked`");
      source.execute("DROP DATABASE " + quoted);
    }
  }

  @Test
  void warnsOfTablesOutsideTheSnapshot() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("dump_engines");
    source.execute(
        "CREATE TABLE dump_engines.safe (id INT) ENGINE=InnoDB",
        "CREATE TABLE dump_engines.loose (id INT) ENGINE=MyISAM");

    try (OpenDump dump = source.dumper().open(source.request("dump_engines", folder))) {
      assertThat(dump.warnings())
          .singleElement()
          .asString()
          .contains("loose")
          .doesNotContain("safe");
    }
  }

  @Test
  void leavesOutWhatARestoreKeepsUntilItIsDone() throws Exception {
    for (TestEngine engine : List.of(TestEngine.MARIADB_11_4, TestEngine.MYSQL_8_0)) {
      Source source = Source.of(Engines.shared(engine));
      source.fresh("dump_journal");
      source.execute(
          "CREATE TABLE dump_journal.a (id INT)",
          "CREATE TABLE dump_journal._dumpwarden_load (part VARCHAR(190) NOT NULL PRIMARY KEY)",
          "INSERT INTO dump_journal._dumpwarden_load VALUES ('definitions')");

      try (OpenDump dump = source.dumper().open(source.request("dump_journal", folder))) {
        assertThat(dump.warnings()).anyMatch(line -> line.contains("did not come to its end"));
      }
      assertThat(dump(source, "dump_journal"))
          .contains("CREATE TABLE `a`")
          .doesNotContain("_dumpwarden_load");
      source.execute("DROP DATABASE dump_journal");
    }
  }

  private String dump(Source source, String database) throws Exception {
    try (OpenDump dump = source.dumper().open(source.request(database, folder))) {
      byte[] bytes = dump.stream().readAllBytes();
      dump.prove();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
