package io.dumpwarden.engines;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Servers of older releases, for the few tests that an old release can fail by itself. */
public enum OlderEngine {
  MARIADB_10_11(MariaDb1011::whyUnavailable, MariaDb1011::start),
  MYSQL_5_7(MysqlJar.V5_7::whyUnavailable, MysqlJar.V5_7::start);

  private final Supplier<Optional<String>> whyUnavailable;
  private final TestEngine.Starter starter;

  OlderEngine(Supplier<Optional<String>> whyUnavailable, TestEngine.Starter starter) {
    this.whyUnavailable = whyUnavailable;
    this.starter = starter;
  }

  /**
   * Starts a server for the caller alone, who closes it. Skips the test when it cannot run here;
   * where CI=true this is a failure instead.
   *
   * @param options further options of {@code mariadbd} or {@code mysqld}
   */
  public SourceEngine start(String... options) throws IOException {
    whyUnavailable.get().ifPresent(why -> Engines.skipOrFail(name(), why, Engines.inCi()));
    return starter.start(options);
  }
}
