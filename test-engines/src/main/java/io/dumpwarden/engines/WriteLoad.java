package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writers at a database whose transactions keep promises across its tables ({@link WritePromises}):
 * whoever sees another moment of one table than of the next sees them broken. Bounded: it ends
 * after so many transactions, or when it is closed.
 */
public final class WriteLoad implements AutoCloseable {

  private static final List<Integer> TRY_AGAIN = List.of(1205, 1213, 1020);
  private static final long PAUSE_MILLIS = 2;

  private final SourceEngine engine;
  private final String database;
  private final long most;
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> writers = new ArrayList<>();

  private WriteLoad(SourceEngine engine, String database, long most) {
    this.engine = engine;
    this.database = database;
    this.most = most;
  }

  /**
   * Makes the database anew, and begins.
   *
   * @param database of letters, digits and underscores
   * @param writers connections
   * @param most transactions in all
   */
  public static WriteLoad start(SourceEngine engine, String database, int writers, long most)
      throws SQLException {
    try (Connection connection = engine.connect()) {
      WritePromises.create(connection, database);
    }
    WriteLoad load = new WriteLoad(engine, database, most);
    for (int i = 0; i < writers; i++) {
      Random random = new Random(i);
      Thread writer = new Thread(() -> load.write(random), "writer-" + i);
      writer.setDaemon(true);
      load.writers.add(writer);
      writer.start();
    }
    return load;
  }

  /** Transactions that were committed so far. */
  public long committed() {
    return committed.get();
  }

  /** Whether it still writes. */
  public boolean goesOn() {
    return writers.stream().anyMatch(Thread::isAlive);
  }

  /** Ends it: nothing is written any more when this returns. */
  @Override
  public void close() throws Exception {
    end.countDown();
    for (Thread writer : writers) {
      writer.join(Duration.ofMinutes(1).toMillis());
    }
    Exception why = failure.get();
    if (why != null) {
      throw new IllegalStateException("a writer failed", why);
    }
  }

  private void write(Random random) {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + database);
      connection.setAutoCommit(false);
      long number = begun.incrementAndGet();
      while (number <= most && !end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        transaction(WritePromises.transaction(random, number), connection, statement);
        number = begun.incrementAndGet();
      }
    } catch (SQLException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void transaction(List<String> sql, Connection connection, Statement statement)
      throws SQLException {
    try {
      for (String one : sql) {
        statement.execute(one);
      }
      connection.commit();
      committed.incrementAndGet();
    } catch (SQLException e) {
      connection.rollback();
      if (!TRY_AGAIN.contains(e.getErrorCode())) {
        throw e;
      }
    }
  }
}
