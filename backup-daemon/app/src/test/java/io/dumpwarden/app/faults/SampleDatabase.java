package io.dumpwarden.app.faults;

import io.dumpwarden.engines.SourceEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases to dump. */
final class SampleDatabase {

  private SampleDatabase() {}

  /** A few rows, a view, a trigger and a routine. */
  static void small(SourceEngine server, String name) throws SQLException {
    create(
        server,
        name,
        "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(100), raw BLOB)",
        "INSERT INTO customer VALUES (1, 'it''s 💥', x'00ff0d0a'), (2, NULL, NULL)",
        "CREATE VIEW named AS SELECT * FROM customer WHERE name IS NOT NULL",
        "CREATE TRIGGER tidy BEFORE INSERT ON customer FOR EACH ROW SET NEW.name = TRIM(NEW.name)",
        "CREATE PROCEDURE twice() SELECT 2");
  }

  /** Some 40 MB of SQL: more than all the buffers between server and storage. */
  static void big(SourceEngine server, String name) throws SQLException {
    create(
        server,
        name,
        "CREATE TABLE big (id INT PRIMARY KEY, filler TEXT)",
        "INSERT INTO big SELECT seq, REPEAT(SHA2(seq, 512), 16) FROM seq_1_to_20000");
  }

  private static void create(SourceEngine server, String name, String... statements)
      throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
      statement.execute("USE " + name);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
