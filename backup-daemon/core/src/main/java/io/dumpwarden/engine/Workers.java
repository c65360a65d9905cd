package io.dumpwarden.engine;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Threads that work at one dump. The first that fails is told; that is to see to it that the others
 * end. Started and awaited by one thread, stopped by any.
 */
final class Workers {

  /** What a worker does. */
  interface Work {
    void run() throws Exception;
  }

  private final Consumer<DumpwardenException> failed;
  private final List<Thread> threads = new ArrayList<>();
  private boolean stopped;

  Workers(Consumer<DumpwardenException> failed) {
    this.failed = failed;
  }

  /** Starts one, unless they were stopped. */
  synchronized Thread start(String name, Work work) {
    Thread thread = new Thread(LogContext.carried(() -> run(work)), name);
    thread.setDaemon(true);
    if (!stopped) {
      threads.add(thread);
      thread.start();
    }
    return thread;
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (Throwable e) {
      // errors too: a dump whose worker ended without a word would never end
      failed.accept(Failures.of("the dump", e));
    }
  }

  /** Interrupts them all; none begins any more. */
  synchronized void stop() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }

  /** Waits until those that were started have ended, but for the calling one. */
  void join(long millis) throws InterruptedException {
    List<Thread> all;
    synchronized (this) {
      all = List.copyOf(threads);
    }
    long until = System.nanoTime() + millis * 1_000_000;
    for (Thread thread : all) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (thread != Thread.currentThread() && left > 0) {
        thread.join(left);
      }
    }
  }
}
