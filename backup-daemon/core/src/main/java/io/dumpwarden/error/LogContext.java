package io.dumpwarden.error;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the lines that a thread logs belong to: a run, restore or drill, with its server and
 * schedule. Kept in SLF4J's MDC under these words.
 */
public final class LogContext {

  public static final String RUN = "run";
  public static final String RESTORE = "restore";
  public static final String DRILL = "drill";
  public static final String SERVER = "server";
  public static final String SCHEDULE = "schedule";

  private LogContext() {}

  /** Does work whose lines belong to a run. */
  public static <T> T ofRun(String id, String server, String schedule, Supplier<T> work) {
    return with(Map.of(RUN, id, SERVER, server, SCHEDULE, schedule), work);
  }

  /** The same for a restore into a server. */
  public static <T> T ofRestore(String id, String server, Supplier<T> work) {
    return with(Map.of(RESTORE, id, SERVER, server), work);
  }

  /** The same for a drill of a backup of a server, by a schedule. */
  public static <T> T ofDrill(String id, String server, String schedule, Supplier<T> work) {
    return with(Map.of(DRILL, id, SERVER, server, SCHEDULE, schedule), work);
  }

  /** For a thread that works for this one: what it logs belongs to the same. */
  public static Runnable carried(Runnable work) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    return () ->
        with(
            context,
            () -> {
              work.run();
              return true;
            });
  }

  /** Afterwards it is as it was before: threads are used again, and a drill may hold a restore. */
  private static <T> T with(@Nullable Map<String, String> context, Supplier<T> work) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    set(context);
    try {
      return work.get();
    } finally {
      set(before);
    }
  }

  private static void set(@Nullable Map<String, String> context) {
    if (context == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(context);
    }
  }
}
