package io.dumpwarden.engine;

import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ReplicaLag;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second how the server is, over a connection of its own, and has a dump wait while the
 * server has enough to do, or a replica catches up. For one thread.
 */
final class ServerWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final ServerConnector connector;
  private final DumpRequest request;
  private final DumpManners manners;
  private final CountDownLatch over = new CountDownLatch(1);

  ServerWatch(ServerConnector connector, DumpRequest request) {
    this.connector = connector;
    this.request = request;
    this.manners = request.how().manners();
  }

  /** Ends the watching; from any thread. */
  void end() {
    over.countDown();
  }

  /** Whether there is anything to look for. */
  boolean isWanted() {
    return manners.maxThreadsRunning() != null || manners.maxReplicaLag() != null;
  }

  /**
   * To be called before a dump begins.
   *
   * @throws DumpwardenException {@code REPLICA_BEHIND}, and what connecting and asking throw
   */
  void requireCurrent() {
    Duration limit = manners.maxReplicaLag();
    if (limit == null) {
      return;
    }
    try (Connection connection = connector.connect(request.login())) {
      Optional<ReplicaLag> lag = ReplicaLag.of(connection, request.server());
      if (lag.isPresent() && lag.get().exceeds(limit)) {
        throw new DumpwardenException(
            ErrorCode.REPLICA_BEHIND,
            "the replica %s is %s, and may be behind by %d s at most"
                .formatted(request.login().address(), words(lag.get()), limit.toSeconds()));
      }
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "%s went away: %s".formatted(request.login().address(), e.getMessage()),
          e);
    }
  }

  /**
   * Watches until it is ended or the thread is interrupted. What cannot be asked holds nobody up: a
   * server that is gone ends the dump anyway.
   */
  void run(Throttle throttle) throws InterruptedException {
    try {
      do {
        watch(throttle);
        throttle.release();
      } while (!isOver());
    } finally {
      throttle.release();
    }
  }

  private void watch(Throttle throttle) throws InterruptedException {
    try (Connection connection = connector.connect(request.login())) {
      do {
        Optional<String> reason = reason(connection);
        if (reason.isPresent()) {
          if (!throttle.isHeld()) {
            LOG.info("a dump of {} waits: {}", request.login().address(), reason.get());
          }
          throttle.hold(reason.get());
        } else {
          throttle.release();
        }
      } while (!isOver());
    } catch (SQLException | DumpwardenException e) {
      LOG.warn(
          "not known how {} is, so that nothing waits for it: {}",
          request.login().address(),
          e.getMessage());
    }
  }

  /** After a second, unless it is over before. */
  private boolean isOver() throws InterruptedException {
    return over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<String> reason(Connection connection) {
    Integer most = manners.maxThreadsRunning();
    if (most != null) {
      int running = ServerLoad.of(connection).threadsRunning() - request.how().connections() - 1;
      if (running > most) {
        return Optional.of("%d threads are running beside the dump's".formatted(running));
      }
    }
    Duration limit = manners.maxReplicaLag();
    return limit == null
        ? Optional.empty()
        : ReplicaLag.of(connection, request.server())
            .filter(lag -> lag.isCatchingUp(limit) && !waitsForUs(connection))
            .map(lag -> "the replica is " + words(lag));
  }

  /** The dump holds definitions until its end: a replica that is to change one waits for that. */
  private boolean waitsForUs(Connection connection) {
    return request.server().flavor() == Flavor.MYSQL && ReplicaLag.waitsForBackup(connection);
  }

  private static String words(ReplicaLag lag) {
    Duration behind = lag.behind();
    return behind == null || !lag.following()
        ? "not following its source"
        : "%d s behind".formatted(behind.toSeconds());
  }
}
