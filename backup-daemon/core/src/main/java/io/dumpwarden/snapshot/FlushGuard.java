package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Waits for a moment in which MySQL's FLUSH TABLES WITH READ LOCK has nothing to wait for. When it
 * meets a long statement, then each further statement on that table waits until the long one ends,
 * even after the flush has been killed; so it must not begin before each table was seen unused.
 *
 * <p>An account sees the tables that it has a privilege on. Where that are not all, PROCESS shows
 * the statements.
 */
final class FlushGuard {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Set<String> AT_WORK = Set.of("Query", "Execute");

  private final Lines lines;
  private final boolean needed;
  private final boolean seesAllTables;

  FlushGuard(Lines lines, ServerFacts server) {
    this.lines = lines;
    // MariaDB's lock neither waits for readers nor leaves anything behind
    this.needed = server.flavor() == Flavor.MYSQL;
    this.seesAllTables = server.grants().holds("SELECT");
  }

  /**
   * Waits until nothing is in the way, or the time is over.
   *
   * @return what was in the way all the time; empty when the lock can be taken
   */
  Set<String> obstacles(Line line, Duration limit) throws SQLException, InterruptedException {
    if (!needed) {
      return Set.of();
    }
    long deadline = System.nanoTime() + limit.toNanos();
    Set<String> always = inTheWay(line);
    while (!always.isEmpty() && System.nanoTime() < deadline) {
      lines.pause(BETWEEN_LOOKS);
      always.retainAll(inTheWay(line));
    }
    return always;
  }

  private Set<String> inTheWay(Line line) throws SQLException {
    Set<String> found = new HashSet<>();
    try (Statement statement = line.connection().createStatement()) {
      try (ResultSet rows = statement.executeQuery("SHOW OPEN TABLES WHERE In_use > 0")) {
        while (rows.next()) {
          found.add(rows.getString("Database") + "." + rows.getString("Table"));
        }
      }
      if (!seesAllTables) {
        addStatements(statement, line.id(), found);
      }
    }
    return found;
  }

  /** Those that have run for a second or more; shorter ones come and go. */
  private static void addStatements(Statement statement, long self, Set<String> found)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW PROCESSLIST")) {
      while (rows.next()) {
        boolean atWork = AT_WORK.contains(rows.getString("Command")) && rows.getLong("Time") > 0;
        if (atWork && rows.getLong("Id") != self) {
          found.add("statement of connection " + rows.getLong("Id"));
        }
      }
    }
  }
}
