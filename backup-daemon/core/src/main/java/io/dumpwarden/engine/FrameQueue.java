package io.dumpwarden.engine;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.PackedFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way from those who fill them to the file, in the order in which they came. Their
 * packers bound how many there are. Safe for use by many threads.
 */
final class FrameQueue implements FrameSource {

  private final Deque<PackedFrame> waiting = new ArrayDeque<>();
  private @Nullable DumpwardenException failure;
  private boolean ended;
  private boolean drained;

  /** Hands a frame on; it is dropped after a failure. */
  synchronized void put(PackedFrame frame) {
    if (failure == null) {
      waiting.add(frame);
      notifyAll();
    } else {
      frame.discard();
    }
  }

  /** Nothing comes any more, and nothing is missing. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing comes any more; the first failure is the one that counts, and none after the end. */
  synchronized void fail(DumpwardenException why) {
    if (failure == null && !isDrained()) {
      failure = why;
      waiting.forEach(PackedFrame::discard);
      waiting.clear();
      notifyAll();
    }
  }

  /**
   * @throws DumpwardenException why the dump failed
   */
  @Override
  public synchronized Optional<PackedFrame> next() throws InterruptedException {
    while (failure == null && waiting.isEmpty() && !ended) {
      wait();
    }
    if (failure != null) {
      throw new DumpwardenException(
          failure.code(), "" + failure.getMessage(), failure.hint(), failure);
    }
    drained = waiting.isEmpty();
    return Optional.ofNullable(waiting.poll());
  }

  synchronized Optional<DumpwardenException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether everything came, and was taken. */
  synchronized boolean isDrained() {
    return drained && ended && failure == null;
  }
}
