package io.dumpwarden.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns what was started: stops it in reverse order, all of it, whatever fails on the way. */
final class Lifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  /** Something to be done that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private record Started(String name, Step stop) {}

  private final Deque<Started> started = new ArrayDeque<>();

  /**
   * Starts something and remembers how to stop it; a failed start stops all that went before it.
   */
  synchronized void start(String name, Step start, Step stop) {
    try {
      start.run();
    } catch (Exception e) {
      stopAll();
      throw e instanceof RuntimeException known
          ? known
          : new IllegalStateException(name + " cannot be started: " + e.getMessage(), e);
    }
    started.push(new Started(name, stop));
  }

  /** Remembers how to stop something that runs already. */
  synchronized void own(String name, Step stop) {
    started.push(new Started(name, stop));
  }

  synchronized void stopAll() {
    while (!started.isEmpty()) {
      Started last = started.pop();
      try {
        last.stop().run();
      } catch (Exception e) {
        LOG.warn("{} did not stop in order: {}", last.name(), e.toString());
      }
    }
  }
}
