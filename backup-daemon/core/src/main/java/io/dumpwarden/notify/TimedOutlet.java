package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An outlet that nobody waits for longer than a limit, whatever the receiver does. */
final class TimedOutlet {

  private final Outlet outlet;
  private final Duration limit;
  private final Set<String> atWork = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(TimedOutlet::thread);

  TimedOutlet(Outlet outlet, Duration limit) {
    this.outlet = outlet;
    this.limit = limit;
  }

  /** Whether something is being sent through the channel, given up or not. */
  boolean hangs(String channel) {
    return atWork.contains(channel);
  }

  void stop() {
    threads.shutdownNow();
  }

  void send(Channel channel, Notice notice) throws NotSentException, InterruptedException {
    Future<Void> attempt = begin(channel, notice);
    try {
      attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NotSentException(
          "the receiver did not answer within %d seconds".formatted(limit.toSeconds()), true);
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      attempt.cancel(true);
    }
  }

  private Future<Void> begin(Channel channel, Notice notice) throws InterruptedException {
    atWork.add(channel.name());
    try {
      return threads.submit(
          () -> {
            try {
              outlet.send(channel, notice);
            } finally {
              atWork.remove(channel.name());
            }
            return null;
          });
    } catch (RejectedExecutionException e) {
      atWork.remove(channel.name());
      throw new InterruptedException("stopping");
    }
  }

  private static NotSentException cause(ExecutionException e) throws InterruptedException {
    Throwable cause = e.getCause();
    if (cause instanceof NotSentException known) {
      return known;
    }
    if (cause instanceof InterruptedException) {
      throw new InterruptedException("stopping");
    }
    // its words may hold what nobody is to read
    String kind = cause == null ? "an error" : cause.getClass().getSimpleName();
    return new NotSentException("sending broke with " + kind, true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "notify-attempt");
    thread.setDaemon(true);
    return thread;
  }
}
