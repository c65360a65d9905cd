package io.dumpwarden.engines.nasty;

import io.dumpwarden.engines.SourceEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What the stock dump tools cannot bring across, each in a database of its own, apart from {@link
 * NastySchema} so that the rest of it can be expected to pass whole.
 */
public enum StockToolLimit {
  /**
   * The tools look for a delimiter that does not occur in the event's text, begin with {@code ;;},
   * and never try another: the dump hangs. For procedures, functions and triggers they do not look.
   */
  EVENT_WITH_DELIMITER,
  /**
   * While views are restored, those to come are stand-ins, which take no check option over them.
   */
  CHECK_OPTION_OVER_LATER_VIEW,
  /** MariaDB's tool then looks for a database whose name has one backslash more. */
  EVENT_IN_QUOTED_DATABASE,
  /** MariaDB's tool puts the name into a query unescaped. */
  VIEW_IN_DATABASE_WITH_BACKSLASH,
  /** MariaDB's {@code SHOW CREATE TABLE} shows such a column with its backtick undoubled. */
  FOREIGN_KEY_WITH_BACKTICK,
  /** MariaDB only: the restore locks the table and not the sequence; --skip-add-locks helps. */
  SEQUENCE_AS_DEFAULT,
  /** Servers show what an ENUM may hold in three bytes a character, and a question mark else. */
  FOUR_BYTE_CHOICE,
  /** Servers show six digits of a FLOAT, and nine can matter. */
  FLOAT_DIGITS,
  /** Dumped as -0, which is read as an integer. */
  NEGATIVE_ZERO,
  /** A view that reads one whose account is gone can be dumped, but not made again. */
  VIEW_OVER_LOST_DEFINER;

  /**
   * Adds it to a server.
   *
   * @return the names of the databases that it made; none where the server does not know the like
   */
  public List<String> add(SourceEngine engine) throws SQLException {
    List<String> before = NastySchema.databases(engine);
    try (Connection connection = engine.connect()) {
      NastyScript.of(script()).run(connection, engine);
    }
    List<String> added = NastySchema.databases(engine);
    added.removeAll(before);
    return added;
  }

  private String script() {
    return "limit-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sql";
  }
}
