package io.dumpwarden.engines;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers that there are to test with; made for {@code @EnumSource}. */
public enum TestEngine {
  MARIADB_11_4(true, MariaDb114::whyUnavailable, MariaDb114::start),
  MYSQL_8_0(true, MysqlJar.V8_0::whyUnavailable, MysqlJar.V8_0::start),
  MYSQL_9(true, Mysql9::whyUnavailable, Mysql9::start),
  MARIADB_10_6(
      false, ContainerEngine::whyUnavailable, o -> ContainerEngine.start("mariadb:10.6", o)),
  MARIADB_11_8(
      false, ContainerEngine::whyUnavailable, o -> ContainerEngine.start("mariadb:11.8", o)),
  MYSQL_8_4(false, ContainerEngine::whyUnavailable, o -> ContainerEngine.start("mysql:8.4", o));

  private final boolean expectedInCi;
  private final Supplier<Optional<String>> whyUnavailable;
  private final Starter starter;

  /** Starts a server with further options. */
  @FunctionalInterface
  interface Starter {
    SourceEngine start(String... options) throws IOException;
  }

  TestEngine(boolean expectedInCi, Supplier<Optional<String>> whyUnavailable, Starter starter) {
    this.expectedInCi = expectedInCi;
    this.whyUnavailable = whyUnavailable;
    this.starter = starter;
  }

  /** Whether its absence where CI=true is a failure: what .ci/run installs must be there. */
  boolean expectedInCi() {
    return expectedInCi;
  }

  /** One line that says why it cannot run here; empty when it can. */
  public Optional<String> whyUnavailable() {
    return whyUnavailable.get();
  }

  /**
   * Starts a server for the caller alone, who closes it. Call {@link Engines#require} before.
   *
   * @param options further options of {@code mariadbd} or {@code mysqld}
   */
  public SourceEngine start(String... options) throws IOException {
    return starter.start(options);
  }
}
