package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views that lost what they stand on, before the real tools. */
class BrokenViewTest {

  private static final String[] OBJECTS = {
    "USE broken",
    "CREATE TABLE kept (a INT PRIMARY KEY, b INT)",
    "CREATE TABLE gone (a INT, b INT)",
    "CREATE TABLE narrowed (a INT, b INT)",
    "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
    "CREATE FUNCTION g() RETURNS INT DETERMINISTIC RETURN 1",
    "CREATE USER broken_owner@'%' IDENTIFIED BY 'test-password'",
    "CREATE VIEW fine AS SELECT a FROM kept",
    "CREATE VIEW `on ``gone` AS SELECT a FROM gone",
    "CREATE VIEW on_narrowed AS SELECT a, b FROM narrowed",
    "CREATE VIEW on_f AS SELECT a, f() AS x FROM kept",
    "CREATE VIEW on_g AS SELECT a, g() AS x FROM kept",
    "CREATE VIEW on_view AS SELECT a FROM `on ``gone`",
    "CREATE DEFINER = broken_owner@'%' VIEW of_nobody AS SELECT a FROM kept",
    "CREATE VIEW on_of_nobody AS SELECT a FROM kept",
    "CREATE DEFINER = broken_owner@'%' SQL SECURITY INVOKER VIEW invoked AS SELECT a FROM kept",
    "DROP USER broken_owner@'%'",
    "DROP TABLE gone",
    "ALTER TABLE narrowed DROP COLUMN b",
    "DROP FUNCTION f"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void leavingOutWhatIsFoundMakesTheDumpComplete(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    root.fresh("broken");
    root.execute("DROP USER IF EXISTS broken_owner@'%'", "DROP USER IF EXISTS broken_backup@'%'");
    root.execute(OBJECTS);
    root.execute(
        "CREATE USER broken_backup@'%' IDENTIFIED BY 'test-password'",
        "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON *.* TO broken_backup@'%'");
    for (Source source : List.of(root, root.as("broken_backup", "test-password"))) {
      List<BrokenView> broken = brokenViews(source, "broken");
      assertThat(broken)
          .extracting(BrokenView::name)
          .contains("on `gone", "on_f", "on_narrowed", "on_view")
          .doesNotContain("fine", "of_nobody", "invoked");
      for (ClientProgram program : ToolRun.programs(source)) {
        assertThat(dump(program, source, List.of()).isComplete()).isFalse();
        ToolRun without = dump(program, source, broken);
        assertThat(without.isComplete()).as(without.messages()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void keepsTheTextAndTheReason(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    root.fresh("broken_text");
    root.execute(
        "CREATE TABLE broken_text.gone (a INT)",
        "CREATE VIEW broken_text.v AS SELECT a FROM broken_text.gone",
        "DROP TABLE broken_text.gone",
        "DROP USER IF EXISTS broken_blind@'%'",
        "CREATE USER broken_blind@'%' IDENTIFIED BY 'test-password'",
        "GRANT SELECT ON broken_text.* TO broken_blind@'%'");

    BrokenView found = brokenViews(root, "broken_text").get(0);
    assertThat(found.definition()).startsWith("CREATE ").contains("VIEW", "`gone`");
    assertThat(found.problem()).startsWith("View 'broken_text.v' references invalid");
    BrokenView seenByOther =
        brokenViews(root.as("broken_blind", "test-password"), "broken_text").get(0);
    assertThat(seenByOther.definition()).isEmpty();
    assertThat(seenByOther.problem()).isNotEmpty();
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void asksThousandsOfViewsInSeconds(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    root.fresh("broken_many");
    List<String> statements = new ArrayList<>(List.of("USE broken_many", "CREATE TABLE t (a INT)"));
    for (int i = 0; i < 2000; i++) {
      statements.add("CREATE VIEW v" + i + " AS SELECT a FROM t WHERE a > " + i);
    }
    root.execute(statements.toArray(String[]::new));

    long began = System.nanoTime();
    assertThat(brokenViews(root, "broken_many")).isEmpty();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println("2000 views on " + root.engine().name() + " in " + took);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
    root.execute("DROP DATABASE broken_many");
  }

  private ToolRun dump(ClientProgram program, Source source, List<BrokenView> without)
      throws Exception {
    List<String> options =
        without.stream().map(view -> "--ignore-table=broken." + view.name()).toList();
    return ToolRun.of(new ToolRun.Wish(program, source, options, List.of("broken")), folder);
  }

  private static List<BrokenView> brokenViews(Source source, String database) throws SQLException {
    ServerConnector connector = new ServerConnector(Duration.ofMinutes(1));
    try (Connection connection = connector.connect(source.login())) {
      return new ServerInspector().brokenViews(connection, database);
    }
  }
}
