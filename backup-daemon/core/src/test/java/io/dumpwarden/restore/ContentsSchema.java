package io.dumpwarden.restore;

import io.dumpwarden.dump.Source;
import java.util.ArrayList;
import java.util.List;

/** A database of which parts are left out of a dump, and what of it should come back. */
final class ContentsSchema {

  static final String ODD = "odd.na\"#'me\\";

  private ContentsSchema() {}

  /**
   * All of it: {@code log_…} are dumped without rows, {@code gone_…} and the odd one not at all.
   */
  static void create(Source source, String database) throws Exception {
    source.fresh(database);
    List<String> statements = kept(database, true);
    statements.add("CREATE TABLE gone_1 (id INT)");
    statements.add("INSERT INTO gone_1 VALUES (1)");
    statements.add("CREATE TABLE `" + ODD + "` (id INT)");
    statements.add("CREATE VIEW gone_view AS SELECT id FROM gone_1");
    statements.add("CREATE TABLE lost (id INT)");
    statements.add("CREATE VIEW broken AS SELECT id FROM lost");
    statements.add("DROP TABLE lost");
    source.execute(statements.toArray(String[]::new));
  }

  /** What a restore should bring. */
  static void createExpected(Source source, String database, boolean rows) throws Exception {
    source.fresh(database);
    List<String> statements = kept(database, rows);
    statements.addAll(List.of("DELETE FROM log_big", "DELETE FROM log_one"));
    source.execute(statements.toArray(String[]::new));
  }

  private static List<String> kept(String database, boolean rows) {
    List<String> statements =
        new ArrayList<>(
            List.of(
                "USE " + database,
                "ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "CREATE TABLE log_big (id INT PRIMARY KEY, note VARCHAR(20))",
                "CREATE TABLE log_one (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, raw VARBINARY(9))",
                "CREATE TRIGGER log_trigger BEFORE INSERT ON log_big FOR EACH ROW SET NEW.note = UPPER(NEW.note)",
                "CREATE TRIGGER child_trigger BEFORE INSERT ON child FOR EACH ROW SET NEW.raw = NEW.raw",
                "CREATE VIEW a_view AS SELECT b.id, c.raw FROM log_big b JOIN child c",
                "CREATE VIEW b_view AS SELECT id FROM a_view",
                "CREATE PROCEDURE some_procedure() SELECT * FROM log_big",
                "CREATE EVENT some_event ON SCHEDULE EVERY 1 YEAR STARTS '2037-01-01 00:00:00' DO DELETE FROM log_big",
                "INSERT INTO log_big VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO log_one VALUES (1)"));
    if (rows) {
      statements.add("INSERT INTO child VALUES (1, x'00ff'), (2, NULL)");
    }
    return statements;
  }
}
