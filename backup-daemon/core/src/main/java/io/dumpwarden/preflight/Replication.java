package io.dumpwarden.preflight;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How far a replica is behind. */
final class Replication {

  private static final String CHECK = "replication";
  private static final int NO_PRIVILEGE = 1227;
  private static final Version NEW_WORDS = new Version(8, 0, 22);

  private final Connection connection;
  private final Thresholds thresholds;

  Replication(Connection connection, Thresholds thresholds) {
    this.connection = connection;
    this.thresholds = thresholds;
  }

  /** One for each source that the server follows, or one that it follows none. */
  List<Finding> findings(ServerFacts server) {
    try {
      List<Finding> found =
          sources(server).stream().map(source -> source.finding(thresholds)).toList();
      return found.isEmpty() ? List.of(Finding.ok(CHECK, "the server is no replica")) : found;
    } catch (SQLException e) {
      return List.of(
          e.getErrorCode() == NO_PRIVILEGE
              ? Finding.unknown(
                  CHECK,
                  "not known whether the server is a replica, and how far behind: the account may not ask",
                  "to know, run GRANT %s ON *.* TO %s;"
                      .formatted(privilege(server), server.grants().account()))
              : Finding.warning(
                  CHECK, "the server does not say how it stands: " + e.getMessage(), "try again"));
    }
  }

  private List<ReplicationSource> sources(ServerFacts server) throws SQLException {
    boolean mariaDb = server.flavor() == Flavor.MARIADB;
    boolean newWords = !mariaDb && server.release().compareTo(NEW_WORDS) >= 0;
    String question =
        mariaDb ? "SHOW ALL SLAVES STATUS" : newWords ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
    List<ReplicationSource> sources = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        sources.add(
            newWords
                ? ReplicationSource.of(rows, "Source", "Replica", "Channel_Name")
                : ReplicationSource.of(
                    rows, "Master", "Slave", mariaDb ? "Connection_name" : "Channel_Name"));
      }
    }
    return sources;
  }

  private static String privilege(ServerFacts server) {
    return server.flavor() == Flavor.MARIADB && server.release().atLeast(10, 5)
        ? "SLAVE MONITOR"
        : "REPLICATION CLIENT";
  }
}
