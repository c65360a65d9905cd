package io.dumpwarden.engines.nasty;

import io.dumpwarden.engines.SourceEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Databases that hold everything a dump may get wrong: every type of column with its edges, every
 * kind of object, and names of all sorts. What they hold is told in the SQL files beside this
 * class. Their names are fixed, and one is "all": use a server of your own ({@link
 * io.dumpwarden.engines.Engines#throwaway}).
 */
public final class NastySchema {

  private static final List<String> SCRIPTS =
      List.of("databases.sql", "types.sql", "tables.sql", "views.sql", "code.sql", "mariadb.sql");
  private static final Set<String> SYSTEM =
      Set.of("mysql", "sys", "information_schema", "performance_schema");

  /** A view by its database and name. */
  public record View(String database, String name) {}

  private NastySchema() {}

  /**
   * Makes the account that some views run as, which a server needs before they are restored there:
   * no view can be made that reads a view whose account is gone.
   */
  public static void createAccounts(SourceEngine engine) throws SQLException {
    run("accounts.sql", engine);
  }

  /**
   * Makes the databases, and an account that views of theirs run as, on a server that has none yet.
   *
   * @return the names of the databases
   */
  public static List<String> create(SourceEngine engine) throws SQLException {
    createAccounts(engine);
    try (Connection connection = engine.connect()) {
      for (String script : SCRIPTS) {
        NastyScript.of(script).run(connection, engine);
      }
      OddNames.create(connection, engine.flavor().equals("mariadb"));
    }
    return databases(engine);
  }

  /**
   * Makes views that cannot be read: their table, column or function is gone, or a view that they
   * read is broken.
   *
   * @return the views
   */
  public static List<View> breakViews(SourceEngine engine) throws SQLException {
    run("broken-views.sql", engine);
    return List.of(
        new View("nasty_code", "a_broken_over_broken"),
        new View("nasty_code", "broken `column`"),
        new View("nasty_code", "broken_function"),
        new View("nasty_code", "broken_table"),
        new View("nasty", "broken across"));
  }

  /** All databases of the server but its own. */
  public static List<String> databases(SourceEngine engine) throws SQLException {
    List<String> databases = new ArrayList<>();
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DATABASES")) {
      while (rows.next()) {
        databases.add(rows.getString(1));
      }
    }
    databases.removeAll(SYSTEM);
    return databases;
  }

  private static void run(String script, SourceEngine engine) throws SQLException {
    try (Connection connection = engine.connect()) {
      NastyScript.of(script).run(connection, engine);
    }
  }
}
