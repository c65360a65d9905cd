package io.dumpwarden.engines.random;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of random tables of all types, character sets, collations, keys and sizes, with views,
 * triggers, routines and events: on servers of the same version always the same for the same seed.
 * Nothing in it is known to be lost by the stock tools.
 */
public final class RandomDatabase {

  private static final int DUPLICATE_KEYS_AND_LIKE_LIMITS = 20;

  private final String name;
  private final long seed;
  private int tables;
  private int rows;
  private int refused;

  /**
   * @param name of letters and digits
   */
  public RandomDatabase(String name, long seed) {
    this.name = name;
    this.seed = seed;
  }

  /**
   * Makes it anew with so many tables.
   *
   * @param connection whose session is changed
   * @throws SQLException where the server refuses more tables than it may have reason to
   */
  public void create(Connection connection, int wanted) throws SQLException {
    Dice dice = new Dice(seed);
    Dialect dialect = Dialect.of(connection);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      Dialect.Collation collation = dice.pick(dialect.collations());
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute(
          "CREATE DATABASE %s CHARACTER SET %s COLLATE %s"
              .formatted(name, collation.characterSet(), collation.name()));
      statement.execute("USE " + name);
      statement.execute(
          "SET NAMES utf8mb4, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'");
      while (tables < wanted) {
        int number = tables + refused;
        table(new TableMaker(dice, dialect).table(new Names(dice).of("t", number)), statement);
        if (refused > wanted / 2 + DUPLICATE_KEYS_AND_LIKE_LIMITS) {
          throw new SQLException(refused + " tables were refused: " + this);
        }
      }
    }
  }

  private void table(RandomTable table, Statement statement) throws SQLException {
    try {
      statement.execute(table.definition());
    } catch (SQLException e) {
      // such as a row that is too long for its format
      refused++;
      return;
    }
    tables++;
    for (String insert : table.inserts()) {
      statement.execute(insert);
    }
    rows += table.rows().size();
    Dice dice = new Dice(seed + tables);
    for (String object : new RandomObjects(dice, table, tables).statements()) {
      statement.execute(object);
    }
  }

  @Override
  public String toString() {
    return "database %s of seed %d: %d tables, %d rows offered, %d tables refused"
        .formatted(name, seed, tables, rows, refused);
  }
}
