package io.dumpwarden.preflight;

import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Transactions of others that have been open for long. */
final class OpenTransactions {

  private static final String CHECK = "transactions";
  private static final int NO_PRIVILEGE = 1227;

  /** Begin times are in the server's own zone, whatever the session's is. */
  private static final String LONG_ONES =
      """
      SELECT p.USER, p.DB, t.trx_mysql_thread_id, TIMESTAMPDIFF(SECOND, t.trx_started,
        CONVERT_TZ(NOW(), @@session.time_zone, 'SYSTEM')) AS seconds
      FROM information_schema.INNODB_TRX t
      LEFT JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
      WHERE NOT (p.USER <=> ?)
      HAVING seconds >= ?
      ORDER BY seconds DESC LIMIT 3""";

  private final Connection connection;
  private final String ownUser;
  private final Thresholds thresholds;

  /**
   * @param ownUser whose transactions are dumps, and no news
   */
  OpenTransactions(Connection connection, String ownUser, Thresholds thresholds) {
    this.connection = connection;
    this.ownUser = ownUser;
    this.thresholds = thresholds;
  }

  List<Finding> findings(ServerFacts server) {
    try {
      List<Finding> found = longOnes();
      return found.isEmpty() ? List.of(Finding.ok(CHECK, "none has been open for long")) : found;
    } catch (SQLException e) {
      return List.of(
          e.getErrorCode() == NO_PRIVILEGE
              ? Finding.unknown(
                  CHECK,
                  "not known whether any has been open for long: the account may not see those of others",
                  "to know, run GRANT PROCESS ON *.* TO %s;".formatted(server.grants().account()))
              : Finding.warning(
                  CHECK, "the server does not show them: " + e.getMessage(), "try again"));
    }
  }

  private List<Finding> longOnes() throws SQLException {
    List<Finding> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LONG_ONES)) {
      statement.setString(1, ownUser);
      statement.setLong(2, thresholds.transaction().toSeconds());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(finding(rows));
        }
      }
    }
    return found;
  }

  private static Finding finding(ResultSet row) throws SQLException {
    String user = row.getString(1);
    String database = row.getString(2);
    return Finding.warning(
        CHECK,
        "one of %s%s has been open for %s (thread %d)"
            .formatted(
                user == null ? "nobody who is connected" : user,
                database == null ? "" : " in " + database,
                Spans.text(row.getLong(4)),
                row.getLong(3)),
        "commit or end it: what it wrote is in no backup until then, and locks of a dump may wait for it");
  }
}
