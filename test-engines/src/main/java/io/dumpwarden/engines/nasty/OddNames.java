package io.dumpwarden.engines.nasty;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Databases, and objects of every kind in them, whose names are legal and troublesome. */
final class OddNames {

  private static final int LONGEST = 64;

  static final List<String> NAMES =
      List.of(
          "Shop",
          "shop",
          "all",
          "combined",
          "../../etc/passwd",
          "..",
          "a/b",
          "nasty.dots.sql",
          "--all-databases",
          "-rf",
          "nasty space",
          " leading space",
          "select",
          "database",
          "back`tick",
          "it's \"quoted\"",
          "100%_sure",
          "under_score",
          "underXscore",
          "back\\slash",
          "semi;colon -- #",
          "$(touch x)",
          "star*?[a]",
          "line\nbreak",
          "Übergröße",
          "データ",
          "4711",
          "1e5",
          "@at",
          "x".repeat(LONGEST));

  /**
   * {0} is the name quoted as one, {1} as a text, {2} the inside of {0} with room for a letter
   * behind it, {3} a name of its own, {4} is {0} without backticks.
   */
  private static final List<String> OBJECTS =
      List.of(
          "CREATE DATABASE {0}",
          "USE {0}",
          "CREATE TABLE {0} ({0} INT COMMENT {1}, n INT, KEY {0} ({0}),"
              + " CONSTRAINT `{2}U` UNIQUE (n)) COMMENT {1}",
          "INSERT INTO {0} VALUES (1, 1), (NULL, NULL)",
          // MariaDB's SHOW CREATE TABLE does not double the backticks of a foreign key's columns,
          // and its InnoDB takes foreign keys of databases Shop and shop for the same.
          "CREATE TABLE `{2}R` ({4} INT, CONSTRAINT {3} FOREIGN KEY ({4}) REFERENCES {0} (n))",
          "CREATE TRIGGER {0} BEFORE INSERT ON {0} FOR EACH ROW SET NEW.{0} = {1} IS NULL",
          "CREATE PROCEDURE {0}({0} INT) COMMENT {1} SELECT {1}",
          "CREATE FUNCTION `{2}G`({0} INT) RETURNS INT DETERMINISTIC COMMENT {1} RETURN {0} + 1");

  private static final String VIEW = "CREATE VIEW `{2}V` AS SELECT {0}, {1} AS words FROM {0}.{0}";
  private static final String EVENT =
      "CREATE EVENT {0} ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01' DISABLE COMMENT {1}"
          + " DO DELETE FROM {0} WHERE FALSE";

  // mariadb-dump does not find these again: it escapes names where it should not, and does not
  // where it should. See StockToolLimit.
  private static final Pattern NO_VIEW_IN_MARIADB = Pattern.compile("\\\\");
  private static final Pattern NO_EVENT_IN_MARIADB = Pattern.compile("['\"\\\\\n]");

  private OddNames() {}

  static void create(Connection connection, boolean mariadb) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String name : NAMES) {
        for (String object : objects(name, mariadb)) {
          statement.execute(written(object, name));
        }
      }
    }
  }

  private static List<String> objects(String name, boolean mariadb) {
    List<String> objects = new ArrayList<>(OBJECTS);
    if (!mariadb || !NO_VIEW_IN_MARIADB.matcher(name).find()) {
      objects.add(VIEW);
    }
    if (!mariadb || !NO_EVENT_IN_MARIADB.matcher(name).find()) {
      objects.add(EVENT);
    }
    return objects;
  }

  private static String written(String object, String name) {
    String doubled = name.replace("`", "``");
    String shorter = name.length() == LONGEST ? name.substring(1) : doubled;
    return object
        .replace("{0}", "`" + doubled + "`")
        .replace("{1}", "'" + name.replace("\\", "\\\\").replace("'", "''") + "'")
        .replace("{2}", shorter)
        .replace("{3}", "`it's " + NAMES.indexOf(name) + "`")
        .replace("{4}", "`" + name.replace("`", "") + "`");
  }
}
