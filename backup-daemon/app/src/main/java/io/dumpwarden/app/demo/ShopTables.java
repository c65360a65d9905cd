package io.dumpwarden.app.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What tables the shop has. */
final class ShopTables {

  private static final String NAMES =
      """
      SELECT TABLE_NAME
      FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = '%s' AND TABLE_TYPE = 'BASE TABLE'
      ORDER BY TABLE_NAME
      """
          .formatted(SampleShop.DATABASE);

  private ShopTables() {}

  /** The tables, not the views; each with its database, quoted for SQL. */
  static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery(NAMES)) {
      while (tables.next()) {
        names.add("`%s`.`%s`".formatted(SampleShop.DATABASE, tables.getString(1)));
      }
    }
    return names;
  }
}
