package io.dumpwarden.app;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.run.Run;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs here, beside the thread that waits, what nobody else takes. */
public final class LocalWork implements AutoCloseable {

  private final Supplier<LocalRuns> starter;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private @Nullable LocalRuns local;
  private @Nullable Thread worker;

  public LocalWork(Supplier<LocalRuns> starter) {
    this.starter = starter;
  }

  /** Makes this process a node, where it is not one yet; answers what {@link Run}s name it by. */
  public synchronized String nodeId() {
    return started().nodeId();
  }

  /** Takes these runs; does nothing where it is at work already. */
  public synchronized void take(List<Run> runs) {
    if (worker == null) {
      LocalRuns here = started();
      worker = new Thread(() -> work(here, runs), "run");
      worker.start();
    }
  }

  private LocalRuns started() {
    if (local == null) {
      local = starter.get();
    }
    return local;
  }

  /** Ends what runs here; answers whether anything does. */
  public synchronized boolean interrupt() {
    if (local == null) {
      return false;
    }
    local.interrupt();
    return true;
  }

  /** Throws, as it is, what ended the work before its time. */
  public void throwIfFailed() {
    try {
      done.getNow(null);
    } catch (CompletionException e) {
      throw e.getCause() instanceof DumpwardenException known ? known : e;
    }
  }

  private void work(LocalRuns here, List<Run> runs) {
    try {
      here.run(runs);
      done.complete(null);
    } catch (InterruptedException e) {
      here.interrupt();
      done.complete(null);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  /** Waits for the worker's end. */
  @Override
  public void close() {
    LocalRuns here;
    Thread thread;
    synchronized (this) {
      here = local;
      thread = worker;
    }
    if (here == null) {
      return;
    }
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      here.interrupt();
      Thread.currentThread().interrupt();
    }
    here.close();
  }
}
