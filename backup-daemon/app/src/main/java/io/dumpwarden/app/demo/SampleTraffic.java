package io.dumpwarden.app.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers of the sample shop at work, so that each of its backups differs: at every tick one
 * comes by, and orders something, in one transaction. After some thousands of orders they only look
 * around, so that the shop stays small. A server that is away is tried again at the next tick.
 */
public final class SampleTraffic implements AutoCloseable {

  /** Opens a connection to the server that holds the sample shop. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(SampleTraffic.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MOST_ORDERS = 20_000;
  private static final int SECONDS_TO_END = 5;

  private final Connections connections;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(SampleTraffic::thread);
  private final Random random = new Random(1);
  private int orders;
  private boolean failing;

  private SampleTraffic(Connections connections) {
    this.connections = connections;
  }

  /** Starts a visit every second, on a daemon thread. */
  public static SampleTraffic start(Connections connections) {
    return start(connections, INTERVAL);
  }

  static SampleTraffic start(Connections connections, Duration interval) {
    SampleTraffic traffic = new SampleTraffic(connections);
    long nanos = interval.toNanos();
    traffic.clock.scheduleWithFixedDelay(traffic::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    return traffic;
  }

  /** Ends the traffic; waits some seconds for a visit under way. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        clock.shutdownNow();
      }
    } catch (InterruptedException e) {
      clock.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try (Connection connection = connections.open()) {
      connection.setAutoCommit(false);
      new ShopVisit(connection, random).make(orders < MOST_ORDERS);
      connection.commit();
      orders++;
      failing = false;
    } catch (SQLException | RuntimeException e) {
      // A runtime exception that escapes would silently end the schedule.
      report(e);
    }
  }

  /** Once per outage, not once a second. */
  private void report(Exception error) {
    if (!failing) {
      LOG.warn("the sample traffic cannot reach the shop, it tries again: {}", error.getMessage());
    }
    failing = true;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sample-traffic");
    thread.setDaemon(true);
    return thread;
  }
}
