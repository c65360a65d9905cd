package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Runs the repositories' SQL; every failure leaves as a {@link DumpwardenException}. */
final class Database {

  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Jdbi jdbi;
  private final SqlErrors errors;

  Database(Jdbi jdbi, SqlErrors errors) {
    this.jdbi = jdbi;
    this.errors = errors;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /** Reads; each statement for itself. */
  <R> R read(HandleCallback<R, RuntimeException> work) {
    try {
      return jdbi.withHandle(work);
    } catch (JdbiException e) {
      throw errors.translate(e);
    }
  }

  /** Reads several statements as of one moment. */
  <R> R snapshot(HandleCallback<R, RuntimeException> work) {
    try {
      return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work);
    } catch (JdbiException e) {
      throw errors.translate(e);
    }
  }

  /**
   * One transaction, begun again a few times where it collides with others; so it must be
   * repeatable.
   */
  <R> R write(HandleCallback<R, RuntimeException> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(work);
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !SqlErrors.isCollision(e) || isPartOfAnother()) {
          throw errors.translate(e);
        }
        pause(attempt);
      }
    }
  }

  /** One transaction of all that the work does on this thread. */
  <R> R together(Supplier<R> work) {
    try {
      return jdbi.inTransaction(h -> work.get());
    } catch (JdbiException e) {
      throw errors.translate(e);
    }
  }

  /** A collision undoes the whole transaction, so that its last part must not be repeated alone. */
  private boolean isPartOfAnother() {
    return jdbi.<Boolean, RuntimeException>withHandle(Handle::isInTransaction);
  }

  void change(HandleConsumer<RuntimeException> work) {
    this.<Boolean>write(
        h -> {
          work.useHandle(h);
          return true;
        });
  }

  /** Of random length, so that those who collided do not meet again. */
  private static void pause(int attempt) {
    long longest = PAUSE.toNanos() * attempt;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 4, longest));
  }
}
