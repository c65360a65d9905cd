package io.dumpwarden.app;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again, whatever becomes of it each time. */
final class Periodic {

  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

  private Periodic() {}

  /** Begins at once; the pause counts from the end of one time to the beginning of the next. */
  static void every(ScheduledExecutorService ticker, Duration pause, String name, Runnable work) {
    ticker.scheduleWithFixedDelay(
        () -> quietly(name, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins no more work and waits a little for what is under way. */
  static void stop(ScheduledExecutorService ticker) throws InterruptedException {
    ticker.shutdownNow();
    if (!ticker.awaitTermination(10, TimeUnit.SECONDS)) {
      LOG.info("periodic work is still under way");
    }
  }

  private static void quietly(String name, Runnable work) {
    try {
      work.run();
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.METADATA_UNAVAILABLE) {
        LOG.debug("{} waits for the metadata store", name, e);
      } else {
        LOG.warn("{}: {}", name, e.getMessage());
      }
    } catch (Throwable e) {
      // an error too: thrown from here it would end this work silently and for ever
      LOG.error("{} failed", name, e);
    }
  }
}
