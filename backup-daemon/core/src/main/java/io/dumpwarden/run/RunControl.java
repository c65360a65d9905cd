package io.dumpwarden.run;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way to end a run from outside: by an operator, its timeout, or the daemon's own end. What the
 * run holds open is closed at once, since a read from a dump tool does not heed interrupts. Safe
 * for use by many threads.
 */
public final class RunControl {

  /** Who works at the run, and whether a step of theirs is not to be interrupted. */
  private final Map<Thread, Boolean> shieldedByWorker = new HashMap<>();

  private final Set<Runnable> held = new HashSet<>();
  private @Nullable DumpwardenException reason;

  /**
   * @param runner the thread that runs the run; interrupted when it is to end
   */
  public RunControl(Thread runner) {
    shieldedByWorker.put(runner, false);
  }

  /**
   * Has the calling thread work at the run too: it is interrupted when the run is to end, or at
   * once where that was before.
   *
   * @return takes its part back; to be called by the same thread
   */
  public synchronized Runnable join() {
    Thread worker = Thread.currentThread();
    shieldedByWorker.put(worker, false);
    if (reason != null) {
      worker.interrupt();
    }
    return this::leave;
  }

  private synchronized void leave() {
    shieldedByWorker.remove(Thread.currentThread());
  }

  /** Ends the run; the first reason given is the one that counts. */
  public void end(ErrorCode code, String message) {
    Set<Runnable> toClose;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = new DumpwardenException(code, message);
      toClose = Set.copyOf(held);
      held.clear();
      shieldedByWorker.forEach(RunControl::interruptUnlessShielded);
    }
    toClose.forEach(Runnable::run);
  }

  /**
   * Does, on a thread that works at the run, what must not trip over an interrupt that is meant for
   * the run: such a one comes afterwards.
   */
  public void shielded(Runnable step) {
    shield();
    try {
      step.run();
    } finally {
      unshield();
    }
  }

  /** No interrupt comes from here any more; called by the run's own thread at its end. */
  public void finish() {
    shield();
  }

  private synchronized void shield() {
    shieldedByWorker.put(Thread.currentThread(), true);
    Thread.interrupted();
  }

  private synchronized void unshield() {
    shieldedByWorker.put(Thread.currentThread(), false);
    if (reason != null) {
      Thread.currentThread().interrupt();
    }
  }

  private static void interruptUnlessShielded(Thread worker, boolean shielded) {
    if (!shielded) {
      worker.interrupt();
    }
  }

  /**
   * Has something closed when the run is ended from outside; closed on the spot where it was ended
   * already.
   *
   * @return lets go of it again
   */
  public Runnable hold(Runnable close) {
    synchronized (this) {
      if (reason == null) {
        held.add(close);
        return () -> release(close);
      }
    }
    close.run();
    return () -> {};
  }

  public synchronized boolean isEnded() {
    return reason != null;
  }

  /** Why the run was ended from outside; empty where it was not. */
  public synchronized Optional<DumpwardenException> reason() {
    return Optional.ofNullable(reason);
  }

  /** Throws the reason where the run was ended from outside. */
  public synchronized void throwIfEnded() {
    if (reason != null) {
      throw new DumpwardenException(reason.code(), "" + reason.getMessage());
    }
  }

  private synchronized void release(Runnable close) {
    held.remove(close);
  }
}
