package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that a session begins with, over whatever the server or its init_connect set. Numbers
 * are formatted by %s: %d takes the locale's digits.
 */
final class SessionSettings {

  /**
   * For servers that know it. A statement on a member of a Galera cluster may be told to wait until
   * the member has applied what the cluster wrote: under the lock it would wait for ever.
   */
  static final String WAITS_FOR_NO_CLUSTER = "wsrep_sync_wait = 0";

  private static final int READERS_PATIENCE = 12;

  /** As servers have it: a year. */
  private static final long MOST_SECONDS = 31_536_000;

  private static final String NO_LIMITS_OF_MARIADB =
      "SET SESSION max_statement_time = 0, idle_transaction_timeout = 0,"
          + " idle_readonly_transaction_timeout = 0";

  private SessionSettings() {}

  /**
   * For one that reads: a day's patience with a reader that is busy elsewhere, but not with
   * somebody who holds a table. MySQL 8.0.15 has a DROP TABLE take the table and then wait for the
   * backup lock: whoever reads that table would wait for a dump that waits for it. A key may hold a
   * 31 February, which MySQL from 8.0.16 on refuses to compare with under other modes.
   *
   * @param lock how long the lock of all tables may be waited for; this waits longer, since nobody
   *     waits behind a reader
   */
  static List<String> ofReader(ServerFacts server, Duration lock) {
    List<String> statements = new ArrayList<>();
    statements.add("SET NAMES utf8mb4");
    statements.add(
        """
        SET SESSION time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES', wait_timeout = 86400,
          net_write_timeout = 86400, net_read_timeout = 86400, lock_wait_timeout = %s,
          sql_big_selects = 1,
          sql_safe_updates = 0, sql_select_limit = 18446744073709551615"""
            .formatted(patience(lock)));
    statements.add(noLimits(server));
    statements.add("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    return List.copyOf(statements);
  }

  private static long patience(Duration lock) {
    long seconds = lock.multipliedBy(READERS_PATIENCE).toSeconds();
    return Math.min(Math.max(1, seconds), MOST_SECONDS);
  }

  /**
   * For one that locks.
   *
   * @param wait how long a statement may wait for its lock
   * @param idle how long the server keeps the lock when it hears nothing: the host may be gone
   */
  static List<String> ofLocker(ServerFacts server, Duration wait, Duration idle) {
    return List.of(
        "SET SESSION lock_wait_timeout = %s, wait_timeout = %s"
            .formatted(Math.max(1, wait.plusMillis(999).toSeconds()), idle.toSeconds()),
        noLimits(server));
  }

  private static String noLimits(ServerFacts server) {
    return server.flavor() == Flavor.MARIADB
        ? NO_LIMITS_OF_MARIADB
        : "SET SESSION max_execution_time = 0";
  }
}
