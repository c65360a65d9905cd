package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Tables whose contents depend on each other: accounts and transfers between them, whose sum never
 * changes; parents and how many children they have; a heart and its beats.
 */
public final class WritePromises {

  private static final int ACCOUNTS = 2000;
  private static final int PARENTS = 500;
  private static final long BALANCE = 1000;

  /** Numbers that writers may not reuse come from their transactions' own. */
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE accounts (id INT PRIMARY KEY, balance BIGINT NOT NULL, note VARCHAR(200) NOT NULL)
          """,
          """
          CREATE TABLE transfers (id BIGINT PRIMARY KEY, giver INT NOT NULL, taker INT NOT NULL,
            amount INT NOT NULL, KEY (giver), KEY (taker))""",
          "CREATE TABLE parents (id INT PRIMARY KEY, children INT NOT NULL)",
          """
          CREATE TABLE children (id BIGINT PRIMARY KEY, parent INT NOT NULL, note VARCHAR(60),
            FOREIGN KEY (parent) REFERENCES parents (id))""",
          "CREATE TABLE heart (id INT PRIMARY KEY, beats BIGINT NOT NULL, latest BIGINT NOT NULL)",
          "CREATE TABLE beats (id BIGINT PRIMARY KEY, at DATETIME(6) NOT NULL)",
          "INSERT INTO heart VALUES (1, 0, 0)");

  private static final Map<String, String> PROMISES = new LinkedHashMap<>();

  static {
    PROMISES.put(
        "the sum of all balances never changes",
        "SELECT COALESCE(SUM(balance), 0) <> %d FROM accounts".formatted(ACCOUNTS * BALANCE));
    PROMISES.put(
        "balances follow from transfers",
        """
        SELECT COUNT(*) FROM accounts a
          LEFT JOIN (SELECT taker, SUM(amount) s FROM transfers GROUP BY taker) i ON i.taker = a.id
          LEFT JOIN (SELECT giver, SUM(amount) s FROM transfers GROUP BY giver) o ON o.giver = a.id
        WHERE a.balance <> 1000 + COALESCE(i.s, 0) - COALESCE(o.s, 0)""");
    PROMISES.put(
        "parents know how many children they have",
        """
        SELECT COUNT(*) FROM parents p
          LEFT JOIN (SELECT parent, COUNT(*) c FROM children GROUP BY parent) n ON n.parent = p.id
        WHERE p.children <> COALESCE(n.c, 0)""");
    PROMISES.put(
        "every child has a parent",
        "SELECT COUNT(*) FROM children WHERE parent NOT IN (SELECT id FROM parents)");
    PROMISES.put(
        "the heart knows its beats",
        """
        SELECT COUNT(*) <> (SELECT beats FROM heart)
          OR COALESCE(MAX(id), 0) <> (SELECT latest FROM heart) FROM beats""");
  }

  private WritePromises() {}

  static void create(Connection connection, String database) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
      statement.execute("USE " + database);
      for (String table : TABLES) {
        statement.execute(table);
      }
      fill(statement, ACCOUNTS, "INSERT INTO accounts VALUES ", ", 1000, REPEAT('note ', 30))");
      fill(statement, PARENTS, "INSERT INTO parents VALUES ", ", 0)");
    }
  }

  private static void fill(Statement statement, int count, String into, String values)
      throws SQLException {
    StringBuilder sql = new StringBuilder(into);
    for (int id = 0; id < count; id++) {
      sql.append(id == 0 ? "(" : ", (").append(id).append(values);
    }
    statement.execute(sql.toString());
  }

  /** The statements of a transaction that keeps all promises; none has the same number. */
  static List<String> transaction(Random random, long number) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> transfer(random, number);
      case 2 -> birth(random.nextInt(PARENTS), number);
      case 3 -> death(random.nextInt(PARENTS));
      default ->
          List.of(
              "UPDATE heart SET beats = beats + 1, latest = GREATEST(latest, " + number + ")",
              "INSERT INTO beats VALUES (" + number + ", NOW(6))");
    };
  }

  private static List<String> transfer(Random random, long number) {
    int giver = random.nextInt(ACCOUNTS);
    int taker = (giver + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    int amount = 1 + random.nextInt(100);
    return List.of(
        "UPDATE accounts SET balance = balance + IF(id = %d, -%d, %d) WHERE id IN (%d, %d)"
            .formatted(giver, amount, amount, giver, taker),
        "INSERT INTO transfers VALUES (%d, %d, %d, %d)".formatted(number, giver, taker, amount));
  }

  private static List<String> birth(int parent, long number) {
    return List.of(
        "UPDATE parents SET children = children + 1 WHERE id = " + parent,
        "INSERT INTO children VALUES (%d, %d, 'it''s %d')".formatted(number, parent, number));
  }

  /** Of all of them, so that each statement finds what the one before it found. */
  private static List<String> death(int parent) {
    return List.of(
        "UPDATE parents SET children = 0 WHERE id = " + parent,
        "DELETE FROM children WHERE parent = " + parent);
  }

  /** The promises that the database does not keep, in words. */
  public static List<String> broken(Connection connection, String database) throws SQLException {
    List<String> broken = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE " + database);
      for (Map.Entry<String, String> promise : PROMISES.entrySet()) {
        try (ResultSet row = statement.executeQuery(promise.getValue())) {
          row.next();
          if (row.getLong(1) != 0) {
            broken.add(promise.getKey());
          }
        }
      }
    }
    return broken;
  }
}
