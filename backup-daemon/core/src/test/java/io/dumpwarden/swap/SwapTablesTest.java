package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ObjectKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some tables of a database that otherwise stays as it is; and what is asked of the new data. */
class SwapTablesTest {

  private static final List<String> OLD =
      List.of(
          "CREATE TABLE parent (id INT PRIMARY KEY)",
          "CREATE TABLE chosen (id INT PRIMARY KEY, n INT, KEY n (n), FOREIGN KEY (n) REFERENCES parent (id))",
          "CREATE TRIGGER chosen_t BEFORE INSERT ON chosen FOR EACH ROW SET NEW.n = 1",
          "CREATE TABLE chosen_stays (id INT PRIMARY KEY)",
          "CREATE TRIGGER stays_t BEFORE INSERT ON chosen_stays FOR EACH ROW SET NEW.id = 1",
          "CREATE VIEW chosen_view AS SELECT id FROM chosen_stays",
          "CREATE VIEW other_view AS SELECT id, n FROM chosen",
          "CREATE PROCEDURE routine() SELECT 1",
          "CREATE EVENT tick ON SCHEDULE EVERY 1 YEAR STARTS '2037-01-01 00:00:00' DO SELECT 1");
  private static final List<String> NEW_CHOSEN =
      List.of(
          "CREATE TABLE chosen (id INT PRIMARY KEY, n INT, w INT, KEY n (n), FOREIGN KEY (n) REFERENCES parent (id))",
          "INSERT INTO chosen VALUES (1, NULL, 3)");
  private static final String NEW_TRIGGER =
      "CREATE TRIGGER chosen_t BEFORE INSERT ON chosen FOR EACH ROW SET NEW.n = 2";
  private static final Set<String> NAMES = Set.of("chosen", "chosen_stays", "chosen_view");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void replacesThoseAndNothingElse(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    build(mall, OLD);
    try (Connection connection = mall.connect()) {
      // the wanted state, made by hand
      mall.run(
          connection, List.of("USE swap_tabs", "SET foreign_key_checks = 0", "DROP TABLE chosen"));
      mall.run(connection, NEW_CHOSEN);
    }
    // by the client, which sets modes of its own
    mall.load("USE swap_tabs; " + NEW_TRIGGER + ";");
    String wanted = mall.dump("swap_tabs");
    build(mall, OLD);

    try (Swap swap = begin(mall)) {
      load(mall, swap);
      SwapOutcome outcome =
          swap.replace(
              List.of(Mall.text("USE swap_tabs; " + NEW_TRIGGER + ";")),
              List.of(
                  new Expectation(
                      "swap_tabs",
                      Map.of(
                          ObjectKind.TABLE,
                          List.of("chosen"),
                          ObjectKind.TRIGGER,
                          List.of("chosen_t")))));
      assertThat(outcome.state()).isEqualTo(SwapOutcome.State.NEW_IN_PLACE);
    }

    assertThat(mall.dump("swap_tabs").lines()).containsExactlyElementsOf(wanted.lines().toList());
    assertThat(mall.leftovers()).isEmpty();
    mall.source.execute("DROP DATABASE swap_tabs");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void keepsTheOldWhereTheNewLacksSomething(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    build(mall, OLD);
    String before = mall.dump("swap_tabs");
    for (ObjectKind kind : List.of(ObjectKind.TABLE, ObjectKind.TRIGGER, ObjectKind.VIEW)) {
      try (Swap swap = begin(mall)) {
        load(mall, swap);
        assertThatThrownBy(
                () ->
                    swap.replace(
                        List.of(Definitions.none()),
                        List.of(new Expectation("swap_tabs", Map.of(kind, List.of("missed"))))))
            .isInstanceOfSatisfying(
                SwapFailedException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.RESTORE_INCOMPLETE))
            .hasMessageContaining(kind.word() + " missed")
            .hasMessageContaining("the old data is in place");
      }
      assertThat(mall.dump("swap_tabs").lines()).containsExactlyElementsOf(before.lines().toList());
    }
    assertThat(mall.leftovers()).isEmpty();
    mall.source.execute("DROP DATABASE swap_tabs");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void makesADatabaseThatWasNotThere(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    mall.source.execute("DROP DATABASE IF EXISTS swap_tabs");
    List<SwapUnit> units = List.of(SwapUnit.whole("swap_tabs", "latin1", "latin1_german1_ci"));
    SwapRequest request = new SwapRequest(UUID.randomUUID(), units, "a test", true);
    List<Definitions> bad = List.of(Mall.text("USE swap_tabs; CREATE NONSENSE;"));
    try (Swap swap = mall.swaps().begin(mall.source.login(), request)) {
      load(mall, swap);
      assertThatThrownBy(() -> swap.replace(bad, List.of()))
          .hasMessageContaining("the old data is in place");
    }
    assertThatThrownBy(() -> mall.source.inventory("swap_tabs"))
        .hasMessageContaining("no database");

    try (Swap swap = mall.swaps().begin(mall.source.login(), request)) {
      load(mall, swap);
      swap.replace(List.of(), List.of());
    }

    assertThat(mall.source.inventory("swap_tabs").collation()).isEqualTo("latin1_german1_ci");
    assertThat(mall.leftovers()).isEmpty();
    mall.source.execute("DROP DATABASE swap_tabs");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void grantsStay(TestEngine engine) throws Exception {
    Mall mall = new Mall(Source.of(Engines.shared(engine)), folder);
    build(mall, OLD);
    mall.source.execute(
        "DROP USER IF EXISTS swap_user@'%'",
        "CREATE USER swap_user@'%'",
        "GRANT INSERT ON swap_tabs.* TO swap_user@'%'",
        "GRANT SELECT, UPDATE (n) ON swap_tabs.chosen TO swap_user@'%'",
        "GRANT SELECT ON swap_tabs.other_view TO swap_user@'%'",
        "GRANT EXECUTE, ALTER ROUTINE ON PROCEDURE swap_tabs.routine TO swap_user@'%' WITH GRANT OPTION");
    List<String> before = grants(mall);
    SwapRequest request =
        new SwapRequest(
            UUID.randomUUID(), List.of(SwapUnit.whole("swap_tabs", "", "")), "a test", true);

    try (Swap swap = mall.swaps().begin(mall.source.login(), request)) {
      load(mall, swap);
      swap.replace(
          List.of(Mall.text("USE swap_tabs; CREATE PROCEDURE routine() SELECT 2;")), List.of());
    }
    assertThat(grants(mall)).isEqualTo(before);

    try (Connection connection = mall.connect()) {
      mall.swaps().clear(connection, SwapUnit.whole("swap_tabs", "", ""));
    }
    assertThat(mall.source.inventory("swap_tabs").holdsNothing()).isTrue();
    before.removeIf(line -> line.contains("PROCEDURE"));
    assertThat(grants(mall)).isEqualTo(before);
    mall.source.execute("DROP USER swap_user@'%'", "DROP DATABASE swap_tabs");
  }

  private static List<String> grants(Mall mall) throws Exception {
    List<String> lines = new java.util.ArrayList<>();
    try (Connection connection = mall.connect();
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet rows = statement.executeQuery("SHOW GRANTS FOR swap_user@'%'")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  private static void build(Mall mall, List<String> statements) throws Exception {
    mall.source.fresh("swap_tabs");
    try (Connection connection = mall.connect()) {
      mall.run(connection, List.of("USE swap_tabs"));
      mall.run(connection, statements);
    }
  }

  private static Swap begin(Mall mall) {
    List<SwapUnit> units = List.of(SwapUnit.tables("swap_tabs", NAMES));
    return mall.swaps()
        .begin(mall.source.login(), new SwapRequest(UUID.randomUUID(), units, "a test", true));
  }

  private static void load(Mall mall, Swap swap) throws Exception {
    try (Connection connection = mall.connect()) {
      mall.run(
          connection, List.of("USE " + swap.staging("swap_tabs"), "SET foreign_key_checks = 0"));
      mall.run(connection, NEW_CHOSEN);
    }
  }
}
