package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The connections that are to see the snapshot. */
final class Readers implements AutoCloseable {

  private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

  private final Lines all;
  private final List<Line> lines;
  private final boolean scattered;
  private final ExecutorService threads;

  private Readers(Lines all, List<Line> lines, boolean scattered) {
    this.all = all;
    this.lines = lines;
    this.scattered = scattered;
    this.threads = Executors.newFixedThreadPool(lines.size(), DaemonThreads.named("snapshot"));
  }

  /** As many as the server takes, all on the server of the first one, and at least that. */
  static Readers open(Scene scene, int wanted) {
    Lines all = scene.lines();
    List<String> settings = SessionSettings.ofReader(scene.server(), scene.wishes().lockTimeout());
    List<Line> lines = new ArrayList<>();
    lines.add(all.open(settings));
    boolean scattered = false;
    try {
      for (int opened = 1; opened < wanted; opened++) {
        Line line = all.open(settings);
        if (line.isElsewhere(lines.get(0))) {
          all.close(line);
          scattered = true;
        } else {
          lines.add(line);
        }
      }
    } catch (DumpwardenException e) {
      // The server takes no more of them; who asked sees how many there are.
    }
    return new Readers(all, lines, scattered);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Whether some came to another server than the first one, and were closed. */
  boolean scattered() {
    return scattered;
  }

  /** What a lock there does not hold changes here. */
  boolean areElsewhere(Line locker) {
    return lines.get(0).isElsewhere(locker);
  }

  List<Connection> connections() {
    return lines.stream().map(Line::connection).toList();
  }

  /** Ends what snapshot they had and begins one, all at once. */
  void begin() throws InterruptedException {
    List<Callable<Void>> tasks = lines.stream().map(Readers::beginning).toList();
    for (Future<Void> done : threads.invokeAll(tasks)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof SQLException broken
            ? all.gone(broken)
            : new IllegalStateException(e.getCause());
      }
    }
  }

  private static Callable<Void> beginning(Line line) {
    return () -> {
      line.execute(BEGIN);
      return null;
    };
  }

  /** Closes one, to make room for who takes the lock; the last one stays. */
  void makeRoom() {
    if (lines.size() > 1) {
      all.close(lines.remove(lines.size() - 1));
    }
  }

  /** Leaves but one. */
  void dismissOthers() {
    while (lines.size() > 1) {
      makeRoom();
    }
  }

  /** Ends the threads; the connections stay. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
