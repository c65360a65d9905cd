package io.dumpwarden.drill;

import io.dumpwarden.source.TableFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a server for the tables and views that were restored. */
final class RestoredTables {

  /** Engines whose rows are in other tables, on other servers or nowhere: none are dumped. */
  private static final Set<String> WITHOUT_ROWS =
      Set.of("mrg_myisam", "mrg_isam", "federated", "connect", "spider", "blackhole");

  private static final String UNSUPPORTED = "not supported";

  /**
   * How many rows there are.
   *
   * @param rows null where they cannot be counted, for the problem
   */
  record Count(@Nullable Long rows, @Nullable String problem) {}

  private final Connection connection;

  RestoredTables(Connection connection) {
    this.connection = connection;
  }

  boolean keepsRowsElsewhere(TableFacts table) {
    return table.engine() != null && WITHOUT_ROWS.contains(table.engine().toLowerCase(Locale.ROOT));
  }

  /** Of a table that keeps its former rows, these too. */
  Count count(String database, TableFacts table) {
    String sql =
        "SELECT COUNT(*) FROM "
            + Identifier.quoted(database, table.name())
            + (table.systemVersioned() ? " FOR SYSTEM_TIME ALL" : "");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Count(row.getLong(1), null);
    } catch (SQLException e) {
      return new Count(null, ServerWords.of(e));
    }
  }

  /** {@code OK}, that the engine has no such check, or what is wrong. */
  String check(String database, String table) {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("CHECK TABLE " + Identifier.quoted(database, table))) {
      String said = "no answer";
      while (rows.next()) {
        String text = rows.getString("Msg_text");
        switch (rows.getString("Msg_type").toLowerCase(Locale.ROOT)) {
          case "error" -> {
            return text;
          }
          case "note" -> said = text.contains("doesn't support check") ? UNSUPPORTED : said;
          case "status" -> said = text.equals("OK") ? DrillResult.TableProof.OK : text;
          default -> {
            // warnings do not damage a table
          }
        }
      }
      return said;
    } catch (SQLException e) {
      return ServerWords.of(e);
    }
  }

  static boolean isDamaged(String check) {
    return !check.equals(DrillResult.TableProof.OK) && !check.equals(UNSUPPORTED);
  }

  /** Null where it opens. */
  @Nullable String whyViewFails(String database, String view) {
    String sql = "SELECT * FROM " + Identifier.quoted(database, view) + " LIMIT 0";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return null;
    } catch (SQLException e) {
      return ServerWords.of(e);
    }
  }
}
