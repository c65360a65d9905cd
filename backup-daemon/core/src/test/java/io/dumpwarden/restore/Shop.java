package io.dumpwarden.restore;

import io.dumpwarden.dump.Source;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database with everything that is hard to carry over. */
final class Shop {

  private Shop() {}

  static void create(Source source, String database) throws SQLException {
    source.fresh(database);
    source.execute(
        "USE " + database,
        "ALTER DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        """
        CREATE TABLE customer (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(200),
          born DATE, seen TIMESTAMP(6) NULL, raw BLOB, length INT AS (CHAR_LENGTH(name)) STORED)""",
        """
        CREATE TABLE purchase (id INT PRIMARY KEY, customer INT,
          FOREIGN KEY (customer) REFERENCES customer (id))""",
        "INSERT INTO customer (name, seen, raw) VALUES ('it''s \\\\ 💥', '2026-01-02 03:04:05.678901', x'00ff0d0a1a27225c')",
        "INSERT INTO customer (name) VALUES ('x;\\nUSE `%s`;\\nDROP TABLE purchase;\\n-- Dump completed')"
            .formatted(database),
        "INSERT INTO purchase VALUES (7, 1), (8, 2)",
        "CREATE VIEW known AS SELECT c.name, p.id FROM customer c JOIN purchase p ON p.customer = c.id",
        """
        CREATE TRIGGER before_purchase BEFORE INSERT ON purchase FOR EACH ROW
        BEGIN
          SET @said = 'it''s; ';
          SET NEW.id = NEW.id;
        END""",
        """
        CREATE PROCEDURE odd()
        BEGIN
          -- don't; USE `%1$s`;
          SELECT '
        USE `%1$s`;
        ';
        END"""
            .formatted(database),
        "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
        "CREATE FUNCTION slashed() RETURNS VARCHAR(9) DETERMINISTIC RETURN 'C:\\'",
        "CREATE EVENT tidy ON SCHEDULE EVERY 1 YEAR STARTS '2037-01-01 00:00:00' DO SELECT 'x;'",
        // Routines and triggers keep the collation they were made under: the dump switches to it.
        "ALTER DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
  }

  /** Rows as text, and what routines return. */
  static List<String> contents(Source source, String database) throws SQLException {
    List<String> lines = new ArrayList<>();
    String use = "USE `" + database.replace("`", "``") + "`";
    try (Connection connection =
            new ServerConnector(Duration.ofMinutes(1)).connect(source.login());
        Statement statement = connection.createStatement()) {
      statement.execute(use);
      for (String query :
          List.of(
              "SELECT id, name, born, seen, HEX(raw), length FROM customer ORDER BY id",
              "SELECT id, customer FROM purchase ORDER BY id",
              "SELECT name, id FROM known ORDER BY id",
              "SELECT slashed()",
              "SELECT ROUTINE_NAME, ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() ORDER BY 1",
              "SELECT EVENT_NAME, EVENT_DEFINITION FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()")) {
        read(statement, query, lines);
      }
    }
    return lines;
  }

  private static void read(Statement statement, String query, List<String> lines)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          fields.add(rows.getString(i));
        }
        lines.add(fields.toString());
      }
    }
  }
}
