package io.dumpwarden.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers that the tests of one JVM share: each is started once, and ends with the JVM. */
public final class Engines {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  // Static because they are shared by all test classes; the lock is the map.
  private static final Map<TestEngine, SourceEngine> SHARED = new EnumMap<>(TestEngine.class);
  private static final Map<TestEngine, Optional<String>> REASONS = new EnumMap<>(TestEngine.class);

  private Engines() {}

  /**
   * Skips the test, with one line printed, when the engine cannot run here. Where CI=true this is a
   * failure instead, except for an engine that needs Docker.
   */
  public static void require(TestEngine engine) {
    reason(engine)
        .ifPresent(why -> skipOrFail(engine.name(), why, inCi() && engine.expectedInCi()));
  }

  static boolean inCi() {
    return "true".equals(System.getenv("CI"));
  }

  static void skipOrFail(String engine, String reason, boolean expected) {
    String message = engine + " is not available: " + reason;
    if (expected) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }

  /** The shared server. Use database and account names of your own, and leave it running. */
  public static SourceEngine shared(TestEngine engine) {
    require(engine);
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(engine, Engines::start);
    }
  }

  /**
   * A second server of that kind for the caller alone, who closes it: in a temporary folder, on
   * loopback, gone with the JVM at the latest.
   *
   * @param options further options of {@code mariadbd} or {@code mysqld}
   */
  public static SourceEngine throwaway(TestEngine engine, String... options) throws IOException {
    require(engine);
    return engine.start(options);
  }

  private static Optional<String> reason(TestEngine engine) {
    synchronized (REASONS) {
      return REASONS.computeIfAbsent(engine, Engines::lookOnce);
    }
  }

  private static Optional<String> lookOnce(TestEngine engine) {
    Optional<String> reason = engine.whyUnavailable();
    reason.ifPresent(why -> System.out.println("tests with " + engine + " are skipped: " + why));
    return reason;
  }

  private static SourceEngine start(TestEngine engine) {
    try {
      SourceEngine started = engine.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + engine, e);
    }
  }

  private static void close(SourceEngine engine) {
    try {
      engine.close();
    } catch (IOException e) {
      LOG.warn("{} did not end as it should", engine, e);
    }
  }
}
