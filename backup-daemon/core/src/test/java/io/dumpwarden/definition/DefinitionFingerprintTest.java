package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionFingerprintTest {

  private static final String DATABASE = "definition_print";

  /** What changes, and what is then said. */
  private static final Map<String, String> CHANGES =
      Map.ofEntries(
          Map.entry("ALTER TABLE altered ADD n INT", "table altered of definition_print changed"),
          Map.entry(
              "ALTER TABLE noted COMMENT 'AUTO_INCREMENT=9'",
              "table noted of definition_print changed"),
          Map.entry("DROP TABLE dropped", "table dropped of definition_print went"),
          Map.entry("CREATE TABLE made (id INT)", "table made of definition_print came"),
          Map.entry(
              "ALTER VIEW seen AS SELECT id + 1 AS id FROM kept",
              "view seen of definition_print changed"),
          Map.entry("DROP TRIGGER fired", "trigger fired of definition_print went"),
          Map.entry("DROP PROCEDURE called", "procedure called of definition_print went"),
          Map.entry("ALTER EVENT timed ENABLE", "event timed of definition_print changed"),
          Map.entry(
              "ALTER DATABASE definition_print COLLATE latin1_bin",
              "database definition_print changed"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void seesFromWithinASnapshotWhatChangedSince(TestEngine kind) throws Exception {
    DefinitionScene scene = scene(kind);
    Source source = scene.source();
    create(source);
    try (Connection snapshot = scene.snapshot()) {
      Definitions definitions =
          new Definitions(snapshot, source.facts(), List.of(DATABASE), DefinitionChoice.ALL);
      DefinitionFingerprint before = definitions.fingerprint();

      source.execute(
          "INSERT INTO definition_print.kept VALUES (NULL), (NULL), (99)",
          "INSERT INTO definition_print.noted VALUES (NULL)");
      assertThat(before.changesTo(definitions.fingerprint())).isEmpty();
      before.requireSame(definitions.fingerprint());

      List<String> statements = new ArrayList<>(List.of("USE " + DATABASE));
      statements.addAll(CHANGES.keySet());
      source.execute(statements.toArray(String[]::new));

      DefinitionFingerprint after = definitions.fingerprint();
      List<String> seen = new ArrayList<>(CHANGES.values());
      if (kind != TestEngine.MARIADB_11_4) {
        seen.remove("table made of definition_print came");
      }
      assertThat(before.changesTo(after)).containsExactlyInAnyOrderElementsOf(seen);
      assertThatThrownBy(() -> before.requireSame(after))
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.DEFINITION_CHANGED);
                assertThat(e.code().retryable()).isTrue();
              })
          .hasMessageContaining("table altered of definition_print changed");
    }
    source.execute("DROP DATABASE " + DATABASE);
  }

  @Test
  void knowsWhichTriggerFiresFirst() throws Exception {
    DefinitionScene scene = scene(TestEngine.MARIADB_11_4);
    String insert = "TRIGGER %s BEFORE INSERT ON t FOR EACH ROW %s SET @x = 1";
    scene.source().fresh("definition_order");
    scene
        .source()
        .execute(
            "USE definition_order",
            "CREATE TABLE t (id INT)",
            "CREATE " + insert.formatted("a", ""),
            "CREATE " + insert.formatted("b", ""));
    try (Connection snapshot = scene.snapshot()) {
      Definitions definitions =
          new Definitions(
              snapshot, scene.source().facts(), List.of("definition_order"), DefinitionChoice.ALL);
      DefinitionFingerprint before = definitions.fingerprint();

      scene
          .source()
          .execute(
              "USE definition_order", "CREATE OR REPLACE " + insert.formatted("b", "PRECEDES a"));

      assertThat(before.changesTo(definitions.fingerprint()))
          .contains("order of triggers of table t of definition_order changed");
    }
    scene.source().execute("DROP DATABASE definition_order");
  }

  @Test
  void namesTenAndCountsTheRest() {
    Map<String, String> hashes = new TreeMap<>();
    for (int i = 10; i < 25; i++) {
      hashes.put("table t%d of shop".formatted(i), "0");
    }
    DefinitionFingerprint before = new DefinitionFingerprint(hashes);

    assertThatThrownBy(() -> before.requireSame(new DefinitionFingerprint(Map.of())))
        .hasMessageEndingWith("table t19 of shop went and 5 more");
  }

  private static void create(Source source) throws Exception {
    source.execute(
        "DROP DATABASE IF EXISTS definition_print",
        "CREATE DATABASE definition_print CHARACTER SET latin1",
        "USE definition_print",
        "CREATE TABLE kept (id INT AUTO_INCREMENT PRIMARY KEY)",
        "CREATE TABLE noted (id INT AUTO_INCREMENT PRIMARY KEY) COMMENT 'AUTO_INCREMENT=7'",
        "CREATE TABLE altered (id INT)",
        "CREATE TABLE dropped (id INT)",
        "CREATE VIEW seen AS SELECT id FROM kept",
        "CREATE TRIGGER fired BEFORE INSERT ON kept FOR EACH ROW SET @x = 1",
        "CREATE PROCEDURE called() SELECT 1",
        "CREATE EVENT timed ON SCHEDULE EVERY 1 YEAR STARTS '2037-01-01' DISABLE DO SET @x = 1");
  }

  private DefinitionScene scene(TestEngine kind) {
    return DefinitionScene.of(Engines.shared(kind), folder);
  }
}
