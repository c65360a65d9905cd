package io.dumpwarden.dump;

import io.dumpwarden.engines.TestEngine;
import java.sql.SQLException;

/** Has one server follow another, in the words of its make and version. */
public final class Replicas {

  private static final String PASSWORD = "test-password-Replica1";

  private Replicas() {}

  /** Has it follow from now on; both are servers of the test's own, the first one with a log. */
  public static void follow(TestEngine kind, Source source, Source replica) throws SQLException {
    source.execute(
        "CREATE USER follower IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT REPLICATION SLAVE ON *.* TO follower");
    String where =
        "%1$s_HOST='127.0.0.1', %1$s_PORT=%2$d, %1$s_USER='follower', %1$s_PASSWORD='%3$s'";
    int port = source.login().port();
    switch (kind) {
      case MYSQL_9 ->
          replica.execute(
              "CHANGE REPLICATION SOURCE TO %s, GET_SOURCE_PUBLIC_KEY=1"
                  .formatted(where.formatted("SOURCE", port, PASSWORD)),
              "START REPLICA");
      case MYSQL_8_0 ->
          replica.execute(
              "CHANGE MASTER TO %s, GET_MASTER_PUBLIC_KEY=1"
                  .formatted(where.formatted("MASTER", port, PASSWORD)),
              "START SLAVE");
      default ->
          replica.execute(
              "CHANGE MASTER TO %s, MASTER_SSL=0, MASTER_SSL_VERIFY_SERVER_CERT=0"
                  .formatted(where.formatted("MASTER", port, PASSWORD)),
              "START SLAVE");
    }
  }
}
