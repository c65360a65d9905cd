package io.dumpwarden.notify.send;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long all of a conversation may take. Limits of single reads do not hold a peer that sends a
 * byte now and then; so the sockets are closed when the time is over, and whoever waits for one
 * goes on with an exception.
 */
final class TimeLimit implements AutoCloseable {

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Duration limit;
  private final long began = System.nanoTime();

  TimeLimit(Duration limit) {
    this.limit = limit;
    end.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes the socket when the time is over. */
  void watch(Socket socket) {
    end.whenComplete(
        (nothing, over) -> {
          if (over != null) {
            closeQuietly(socket);
          }
        });
  }

  /** What is left of it, but no more than that; at least a millisecond, since 0 is for ever. */
  int leftMillis(Duration most) {
    long left = limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return (int) Math.max(1, Math.min(left, most.toMillis()));
  }

  boolean isOver() {
    return end.isCompletedExceptionally();
  }

  Duration limit() {
    return limit;
  }

  @Override
  public void close() {
    end.complete(null);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // whoever reads from it is told by the same failure
    }
  }
}
