package io.dumpwarden.admin.live;

import io.dumpwarden.admin.live.Feed.Event;
import io.dumpwarden.admin.live.Feed.News;
import io.dumpwarden.admin.live.LiveFeeds.Pace;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client that watches one feed. */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Feed feed;
  private final String path;
  private final BooleanSupplier mayStillLook;
  private final Runnable left;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Future<?> looks;
  private long saidAt = System.nanoTime();
  private long provenAt = System.nanoTime();

  /**
   * @param left told once, when it is over
   */
  Watch(Feed feed, Context ctx, BooleanSupplier mayStillLook, Runnable left) {
    this.feed = feed;
    this.path = ctx.path();
    this.mayStillLook = mayStillLook;
    this.left = left;
  }

  void begin(SseClient client, ScheduledExecutorService threads, Pace pace) {
    client.keepAlive();
    client.onClose(this::end);
    try {
      looks =
          threads.scheduleWithFixedDelay(
              () -> look(client, pace), 0, pace.look().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      client.close();
    }
    if (ended.get()) {
      stopLooking();
    }
  }

  /** Lets go of the client's place; may be called again. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      left.run();
    }
    stopLooking();
  }

  private void stopLooking() {
    Future<?> now = looks;
    if (now != null) {
      now.cancel(false);
    }
  }

  private void look(SseClient client, Pace pace) {
    try {
      if (client.terminated() || !isStillProven(pace) || !tell(client, feed.look(), pace)) {
        client.close();
        end();
      }
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.METADATA_UNAVAILABLE) {
        giveUp(client, e);
      }
    } catch (RuntimeException e) {
      giveUp(client, e);
    }
  }

  private void giveUp(SseClient client, RuntimeException e) {
    LOG.warn("events of {} end: {}", path, e.toString());
    client.close();
    end();
  }

  private boolean isStillProven(Pace pace) {
    if (!isOver(provenAt, pace.prove())) {
      return true;
    }
    // where nobody can be asked, nothing is told, and the next look asks again
    boolean proven = mayStillLook.getAsBoolean();
    if (proven) {
      provenAt = System.nanoTime();
    }
    return proven;
  }

  /** Answers whether there is more to come. */
  private boolean tell(SseClient client, News news, Pace pace) {
    for (Event event : news.events()) {
      client.sendEvent(event.name(), event.data(), event.id());
      saidAt = System.nanoTime();
    }
    if (isOver(saidAt, pace.beat())) {
      client.sendComment("still here");
      saidAt = System.nanoTime();
    }
    return !news.ended() && !client.terminated();
  }

  private static boolean isOver(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }
}
