package io.dumpwarden.app.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * A shop to back up: the database {@code shop} with some 100,000 rows and one of everything that a
 * dump has to carry: views, triggers, routines, an event, foreign keys, partitions, generated
 * columns, JSON, binary data, text of four bytes a character. The same on every server that it is
 * made on.
 */
public final class SampleShop {

  public static final String DATABASE = "shop";

  private static final long SEED = 11_04;

  // 2026-01-01 12:00:00 UTC is what defaults call "now" while the rows are written.
  private static final String FIXED_TIME = "SET time_zone = '+00:00', timestamp = 1767268800";

  private SampleShop() {}

  /**
   * Makes the database and fills it; takes a few seconds.
   *
   * @param connection to MariaDB 10.6 or newer, by an account that may do everything, of the
   *     caller's for this alone: its time zone and its default database are changed
   * @throws SQLException when that fails, also because the database is there already; what is made
   *     by then stays
   */
  public static void create(Connection connection) throws SQLException {
    execute(connection, FIXED_TIME);
    run(connection, "sample-shop-tables.sql");
    connection.setAutoCommit(false);
    try {
      fill(connection);
      run(connection, "sample-shop-books.sql");
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    run(connection, "sample-shop-logic.sql");
    execute(connection, "SET timestamp = DEFAULT");
  }

  /** How many rows all tables of the shop hold together, counted one by one. */
  public static long rows(Connection connection) throws SQLException {
    long rows = 0;
    for (String table : ShopTables.names(connection)) {
      try (Statement statement = connection.createStatement();
          ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
        count.next();
        rows += count.getLong(1);
      }
    }
    return rows;
  }

  private static void fill(Connection connection) throws SQLException {
    Random random = new Random(SEED);
    RowWriter writer = new RowWriter(connection);
    new ProductRows(random).write(writer);
    new CustomerRows(random).write(writer);
    new OrderRows(random).write(writer);
    new VisitRows(random).write(writer);
  }

  private static void run(Connection connection, String script) throws SQLException {
    for (String statement : SqlScript.statements(script)) {
      execute(connection, statement);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
