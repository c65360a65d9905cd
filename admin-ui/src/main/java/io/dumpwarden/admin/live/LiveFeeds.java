package io.dumpwarden.admin.live;

import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseHandler;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Server-sent events. What clients watch is looked at in the store, so that it does not matter
 * which node does the work; a few threads look for all clients together.
 */
public final class LiveFeeds implements AutoCloseable {

  /** One that does not read what it is sent may hold a thread up until its connection times out. */
  private static final int THREADS = 4;

  private final Callers callers;
  private final Pace pace;
  private final Semaphore places;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(THREADS, LiveFeeds::thread);

  /**
   * How often what is done.
   *
   * @param look at what is watched
   * @param beat something is sent, so that proxies and we notice who is gone
   * @param prove that the client is still who it was, and may still look
   * @param clients at most
   */
  public record Pace(Duration look, Duration beat, Duration prove, int clients) {

    public static final Pace STANDARD =
        new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(10), 200);
  }

  public LiveFeeds(Callers callers) {
    this(callers, Pace.STANDARD);
  }

  public LiveFeeds(Callers callers, Pace pace) {
    this.callers = callers;
    this.pace = pace;
    this.places = new Semaphore(pace.clients());
  }

  /**
   * Answers a GET with events until there is nothing more to come.
   *
   * @param access of the route
   * @param opening what the request wants to watch; what it throws is answered as a problem
   */
  public Handler handler(Access access, Function<Context, Feed> opening) {
    return ctx -> {
      requireEvents(ctx);
      Feed feed = opening.apply(ctx);
      if (!places.tryAcquire()) {
        throw new ProblemException(
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE.getCode(), "too many clients watch already")
                .because("busy", "close some pages, or ask for the resource itself"));
      }
      Watch watch = new Watch(feed, ctx, () -> mayStillLook(ctx, access), places::release);
      boolean begun = false;
      try {
        new SseHandler(client -> watch.begin(client, threads, pace)).handle(ctx);
        begun = true;
      } finally {
        if (!begun) {
          watch.end();
        }
      }
    };
  }

  private static void requireEvents(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept == null || !accept.contains("text/event-stream")) {
      throw new ProblemException(
          Problem.of(HttpStatus.NOT_ACCEPTABLE.getCode(), "these are server-sent events")
              .because("not-acceptable", "send the header Accept: text/event-stream"));
    }
  }

  private boolean mayStillLook(Context ctx, Access access) {
    return callers
        .proveAgain(ctx)
        .filter(caller -> !caller.mustChangePassword() && access.allows(caller.role()))
        .isPresent();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "live");
    thread.setDaemon(true);
    return thread;
  }

  /** Nobody is told anything more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
