package io.dumpwarden.pipeline;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the same bytes to several storages at once, each at its own pace within a short queue. A
 * storage that fails, or takes no byte for its stall limit, drops out; writing goes on while one is
 * left.
 *
 * <p>Written by one thread. Memory: 16 chunks of 256 KiB for each storage.
 */
public final class FanOut extends OutputStream {

  /** One storage to write to. */
  public record Target(StorageWriter writer, Duration stallLimit) {}

  private static final int CHUNK = 256 * 1024;

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private byte[] chunk = new byte[CHUNK];
  private int filled;
  private boolean commitAsked;

  /**
   * @param targets by storage name
   */
  public FanOut(Map<String, Target> targets) {
    targets.forEach((name, t) -> lanes.put(name, new Lane(name, t.writer(), t.stallLimit())));
    lanes.values().forEach(Lane::start);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int step = Math.min(length - done, CHUNK - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, step);
      filled += step;
      done += step;
      if (filled == CHUNK) {
        send(chunk);
        chunk = new byte[CHUNK];
        filled = 0;
      }
    }
  }

  /** Sends a short object as a whole; storages that refuse it drop out without an exception. */
  public void writeToAll(byte[] bytes) throws InterruptedException {
    for (Lane lane : lanes.values()) {
      lane.offer(bytes);
    }
  }

  /** Sends what is buffered; commits nothing. */
  @Override
  public void close() throws IOException {
    if (filled > 0) {
      send(java.util.Arrays.copyOf(chunk, filled));
      filled = 0;
    }
  }

  /** Makes the object visible on every storage that is still with us; says what became of each. */
  public Map<String, LaneResult> commit() throws InterruptedException {
    commitAsked = true;
    for (Lane lane : lanes.values()) {
      lane.requestCommit();
    }
    Map<String, LaneResult> results = new LinkedHashMap<>();
    for (Map.Entry<String, Lane> lane : lanes.entrySet()) {
      results.put(lane.getKey(), lane.getValue().await());
    }
    awaitAborts();
    return results;
  }

  /**
   * Gives up everywhere; nothing stays, as far as the storages answer. Works on an interrupted
   * thread.
   */
  public void abort(String why) {
    lanes.values().forEach(lane -> lane.abort(why));
    boolean interrupted = Thread.interrupted();
    try {
      awaitAborts();
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether the object may be visible somewhere: {@link #abort} does not take it away then. */
  public boolean isCommitAsked() {
    return commitAsked;
  }

  /** Why each storage that dropped out did so. */
  public Map<String, StorageException> failures() {
    Map<String, StorageException> failures = new LinkedHashMap<>();
    lanes.forEach(
        (name, lane) -> {
          if (!lane.isOpen()) {
            failures.put(name, lane.reason());
          }
        });
    return failures;
  }

  private void awaitAborts() throws InterruptedException {
    for (Lane lane : lanes.values()) {
      lane.awaitAbort();
    }
  }

  private void send(byte[] bytes) throws IOException {
    try {
      for (Lane lane : lanes.values()) {
        lane.offer(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing to the storages");
    }
    if (lanes.values().stream().noneMatch(Lane::isOpen)) {
      throw new AllLanesFailedException();
    }
  }
}
