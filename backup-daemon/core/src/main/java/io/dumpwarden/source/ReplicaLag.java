package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a replica is behind its source, or behind the slowest of its sources.
 *
 * @param following whether it follows them all at the moment
 * @param behind in whole seconds, as the server reckons; null where it does not know
 */
public record ReplicaLag(boolean following, @Nullable Duration behind) {

  private static final int NO_PRIVILEGE = 1227;

  /** MySQL's release with the new words. */
  private static final Version NEW_WORDS = new Version(8, 0, 22);

  private record Source(boolean following, @Nullable Duration behind) {}

  /**
   * Asks the server; takes no lock.
   *
   * @return empty where the server is no replica or the account may not ask
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when it does not answer
   */
  public static Optional<ReplicaLag> of(Connection connection, ServerFacts server) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question(server))) {
      return of(sources(rows, usesNewWords(server) ? "Source" : "Master"));
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_PRIVILEGE) {
        return Optional.empty();
      }
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the server does not say how far it is behind: " + e.getMessage(),
          e);
    }
  }

  /** Whether it is further behind, or nobody knows how far: it does not follow its source. */
  public boolean exceeds(Duration limit) {
    return !following || behind == null || behind.compareTo(limit) > 0;
  }

  /**
   * Whether it follows and is further behind, so that it may catch up: one that stopped may never.
   */
  public boolean isCatchingUp(Duration limit) {
    return following && behind != null && behind.compareTo(limit) > 0;
  }

  /**
   * Whether a MySQL server has somebody wait until definitions may change again, as a replica does
   * whose source changed one while a dump holds them. Accounts without PROCESS do not see it.
   *
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when it does not answer
   */
  public static boolean waitsForBackup(Connection connection) {
    String sql =
        "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'Waiting for backup lock' LIMIT 1";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the server does not say who waits for a backup: " + e.getMessage(),
          e);
    }
  }

  private static Optional<ReplicaLag> of(List<Source> sources) {
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> longest =
        sources.stream()
            .flatMap(source -> Optional.ofNullable(source.behind()).stream())
            .max(Comparator.naturalOrder());
    boolean following = sources.stream().allMatch(Source::following);
    return Optional.of(new ReplicaLag(following, longest.orElse(null)));
  }

  private static List<Source> sources(ResultSet rows, String source) throws SQLException {
    List<Source> sources = new ArrayList<>();
    String replica = source.equals("Source") ? "Replica" : "Slave";
    while (rows.next()) {
      boolean following =
          "Yes".equals(rows.getString(replica + "_IO_Running"))
              && "Yes".equals(rows.getString(replica + "_SQL_Running"));
      String behind = rows.getString("Seconds_Behind_" + source);
      sources.add(
          new Source(
              following, behind == null ? null : Duration.ofSeconds(Long.parseLong(behind))));
    }
    return sources;
  }

  private static String question(ServerFacts server) {
    if (server.flavor() == Flavor.MARIADB) {
      return "SHOW ALL SLAVES STATUS";
    }
    return usesNewWords(server) ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
  }

  private static boolean usesNewWords(ServerFacts server) {
    return server.flavor() == Flavor.MYSQL && server.release().compareTo(NEW_WORDS) >= 0;
  }
}
