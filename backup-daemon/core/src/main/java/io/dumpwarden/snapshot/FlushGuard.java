package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits for a moment in which MySQL's FLUSH TABLES WITH READ LOCK has nothing to wait for. When it
 * meets a long statement, then each further statement on that table waits until the long one ends,
 * even after the flush has been killed; so it must not begin before each table that is in use was
 * seen unused just now.
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
    this.seesAllTables = server.grants().holdsEverywhere("SELECT");
  }

  /**
   * Waits until nothing is in the way, or the time is over.
   *
   * @return what was in the way at last, and for long; empty when the lock can be taken
   */
  Set<String> obstacles(Line line, Duration limit) throws SQLException, InterruptedException {
    if (!needed) {
      return Set.of();
    }
    long deadline = System.nanoTime() + limit.toNanos();
    Looks looks = new Looks();
    Set<String> obstacles = looks.add(inTheWay(line));
    while (!obstacles.isEmpty() && System.nanoTime() < deadline) {
      lines.pause(BETWEEN_LOOKS);
      obstacles = looks.add(inTheWay(line));
    }
    return obstacles;
  }

  /** What was in use, look by look. */
  static final class Looks {

    /** In so many looks in a row, and nobody knows when it ends. */
    static final int MANY = 10;

    private final Map<String, Integer> inARow = new HashMap<>();
    private boolean first = true;

    /**
     * @return what was not seen unused within the last looks, at the first one all of it
     */
    Set<String> add(Set<String> inUse) {
      inARow.keySet().retainAll(inUse);
      for (String name : inUse) {
        inARow.merge(name, first ? MANY : 1, Integer::sum);
      }
      first = false;
      return inUse.stream()
          .filter(name -> inARow.getOrDefault(name, 0) >= MANY)
          .collect(Collectors.toSet());
    }
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
