package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.dump.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An account of its own, whose sessions a test can see and end. */
record Sessions(Source root, Source account) {

  private static final String PASSWORD = "test-password-Snapshot1";

  /**
   * @param grants each up to the account
   */
  static Sessions of(Source root, String user, List<String> grants) throws SQLException {
    root.execute(
        "DROP USER IF EXISTS " + user,
        "CREATE USER %s IDENTIFIED BY '%s'".formatted(user, PASSWORD));
    for (String grant : grants) {
      root.execute(grant + user);
    }
    return new Sessions(root, root.as(user, PASSWORD));
  }

  /** An account that lacks nothing. */
  static Sessions ofAll(Source root, String user) throws SQLException {
    return of(root, user, List.of("GRANT ALL ON *.* TO "));
  }

  /** An account that reads everything and may take the lock, but not MySQL's backup lock. */
  static Sessions ofReaderWithLock(Source root, String user) throws SQLException {
    return of(root, user, List.of("GRANT SELECT, RELOAD, REPLICATION CLIENT ON *.* TO "));
  }

  Snapshot take(SnapshotWishes wishes) throws SQLException {
    return new Snapshots(Ledger.CONNECTOR).take(account.login(), account.facts(), wishes);
  }

  /** The numbers of its sessions that run a statement beginning so; all for an empty text. */
  List<Long> ids(String statement) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = Ledger.CONNECTOR.connect(root.login());
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("SHOW FULL PROCESSLIST")) {
      while (rows.next()) {
        String info = rows.getString("Info") == null ? "" : rows.getString("Info");
        if (rows.getString("User").equals(account.login().user()) && info.startsWith(statement)) {
          ids.add(rows.getLong("Id"));
        }
      }
    }
    return ids;
  }

  long awaitStatement(String statement) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ids(statement), ids -> !ids.isEmpty())
        .get(0);
  }

  /** No session, and so no lock; and whoever wants to write or to change a table can. */
  void assertNothingLeft() throws SQLException {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(ids("")).as("sessions left").isEmpty());
    root.execute(
        "SET SESSION lock_wait_timeout = 3",
        "CREATE DATABASE IF NOT EXISTS snapshot_after",
        "CREATE TABLE snapshot_after.t (id INT PRIMARY KEY) ENGINE=InnoDB",
        "INSERT INTO snapshot_after.t VALUES (1)",
        "DROP DATABASE snapshot_after");
  }
}
