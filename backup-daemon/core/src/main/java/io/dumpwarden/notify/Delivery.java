package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is queued: each channel's messages one after the other, channels side by side, so that
 * one whose receiver hangs holds up no other.
 */
public final class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** How many channels are sent through at once. */
  private static final int PLACES = 8;

  /** How long an attempt may take, whatever its sender thinks. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Longer than an attempt may take. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  /** A channel that is edited or disabled meanwhile is heeded after so long. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final MessageQueue queue;
  private final Attempts attempts;
  private final String owner;
  private final Semaphore places = new Semaphore(PLACES);
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newCachedThreadPool(Delivery::thread);
  private volatile boolean stopped;

  Delivery(MessageQueue queue, Attempts attempts, String owner) {
    this.queue = queue;
    this.attempts = attempts;
    this.owner = owner;
  }

  /**
   * Puts one together.
   *
   * @param owner tells this process from all others
   * @param clock the metadata store's
   */
  public static Delivery of(
      MessageQueue queue,
      Supplier<ConfigSnapshot> config,
      Outlet outlet,
      String owner,
      InstantSource clock) {
    Attempts attempts =
        new Attempts(
            queue, () -> Recipients.of(config.get()), new TimedOutlet(outlet, LIMIT), clock);
    return new Delivery(queue, attempts, owner);
  }

  /** Begins to send what is due, and does not wait for it. To be called again and again. */
  public void look() {
    for (String channel : queue.due()) {
      if (!stopped && !attempts.hangs(channel) && busy.add(channel)) {
        begin(channel);
      }
    }
  }

  /** What is being sent is given up, and sent again by whoever comes next. */
  public void stop() throws InterruptedException {
    stopped = true;
    workers.shutdownNow();
    attempts.stop();
    if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
      LOG.info("a message is still under way");
    }
  }

  private void begin(String channel) {
    boolean handedOver = false;
    boolean place = places.tryAcquire();
    try {
      if (place) {
        workers.execute(() -> work(channel));
        handedOver = true;
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping: messages of {} wait", channel, e);
    } finally {
      if (!handedOver) {
        letGo(channel, place);
      }
    }
  }

  private void letGo(String channel, boolean place) {
    busy.remove(channel);
    if (place) {
      places.release();
    }
  }

  private void work(String channel) {
    try {
      if (queue.takeTurn(channel, owner, LEASE)) {
        Duration rest = Duration.ZERO;
        try {
          rest = send(channel);
        } finally {
          queue.leaveTurn(channel, owner, rest);
        }
      }
    } catch (DumpwardenException e) {
      LOG.debug("messages of channel {} wait: {}", channel, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("messages of channel {} wait", channel, e);
    } finally {
      letGo(channel, true);
    }
  }

  /** Sends one after the other, until none is due or one fails; answers what rest is needed. */
  private Duration send(String channel) {
    Recipients recipients = attempts.recipients();
    long readAt = System.nanoTime();
    while (!stopped && queue.takeTurn(channel, owner, LEASE)) {
      Message message = queue.next(channel).orElse(null);
      if (message == null) {
        return Duration.ZERO;
      }
      if (System.nanoTime() - readAt > FRESH.toNanos()) {
        recipients = attempts.recipients();
        readAt = System.nanoTime();
      }
      Duration rest = attempts.make(message, recipients);
      if (!rest.isZero()) {
        return rest;
      }
    }
    return Duration.ZERO;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "notify-send");
    thread.setDaemon(true);
    return thread;
  }
}
